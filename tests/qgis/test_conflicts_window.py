"""Field copies at the desktop and in the toolbox: taken, merged, conflicts decided, the report read."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtWidgets import QApplication

from farmland_plugin.domain.people import Person
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.dialogs.conflicts import ConflictsDialog, UndoMergeDialog
from farmland_plugin.gui.errors import Notices
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.merging.conflicts import count_open
from farmland_plugin.ledger.merging.merge import merge

from .casework_county import County, attach, take
from .two_copies import batch_of, field_copy, opened, whole

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


class Cells(HTMLParser):
    """Reads the tables and lists of a page."""

    def __init__(self, text):
        super().__init__()
        self.rows, self.items, self._in = [], [], ""
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        if tag == "tr":
            self.rows.append([])
        elif tag in ("td", "li"):
            self._in = tag
            (self.rows[-1] if tag == "td" else self.items).append("")

    def handle_endtag(self, tag):
        if tag == self._in:
            self._in = ""

    def handle_data(self, data):
        if self._in:
            kept = self.rows[-1] if self._in == "td" else self.items
            kept[-1] += data


@pytest.fixture
def clashing(tmp_path):
    """A closed county ledger and a copy that disagrees with it in three fields of two parcels."""
    home = tmp_path / "county.gpkg"
    with create_ledger(home, county="130499", name="示例县", crs=ZONE38) as ledger:
        county = County(ledger, 1)
        uids = batch_of(ledger, 5)
        copy_path = field_copy(ledger, tmp_path)
        scan = tmp_path / "scan.png"
        scan.write_bytes(b"\x89PNG a scan")
        with opened(copy_path) as copy:
            take(copy, uids[0], "record", {"finding": "other", "note": "外业:现场已硬化"})
            take(copy, uids[1], "record", {"facts": {"use_kind": "plant"}, "surveyors": county["surveyor"]})
            take(copy, uids[2], "record", {"finding": "legal"})
            attach(copy, uids[2], "photo_far", scan)
            copy.people.register(Person("", "王五", phone="13800000001", roles=("household",)))
            batch_of(copy, 2, "二季度", "b" * 64)
        take(ledger, uids[0], "record", {"finding": "nonfarm_violation", "note": "内业:影像可见厂房"})
        take(ledger, uids[1], "record", {"facts": {"use_kind": "house"}})
        take(ledger, uids[2], "record", {"category": "project"})
        ledger.people.register(Person("", "王五", roles=("surveyor",)))
        batch_of(ledger, 2, "二季度县里", "b" * 64)
    return home, copy_path, uids


def test_a_copy_is_taken_worked_on_and_merged_by_the_toolbox(farmland, tmp_path):
    home = tmp_path / "county.gpkg"
    with create_ledger(home, county="130499", name="示例县", crs=ZONE38) as ledger:
        uids = batch_of(ledger, 3)
        photo = tmp_path / "photo.jpg"
        photo.write_bytes(b"\xff\xd8 a photo")
        attach(ledger, uids[0], "photo_far", photo)
        bare = farmland("fieldcopy", LEDGER=home, WHO="张三")
        taken = farmland("fieldcopy", LEDGER=home, WHO="张三", PHOTOS=True, OUTPUT=tmp_path / "usb" / "copy.gpkg")
    assert "示例县" in bare["OUTPUT"] and "张三" in bare["OUTPUT"] and len(taken["SHA256"]) == 64
    assert len(list((tmp_path / "usb").rglob("*.jpg"))) == 1
    with pytest.raises(QgsProcessingException, match=r"exists already|is a ledger"):
        farmland("fieldcopy", LEDGER=home, OUTPUT=tmp_path / "usb" / "copy.gpkg")
    with opened(taken["OUTPUT"]) as copy:
        take(copy, uids[1], "record", {"finding": "legal"})
    done = farmland("mergeledgers", LEDGER=home, INPUT=taken["OUTPUT"])
    assert (done["MERGED"], done["CONFLICTS"]) == (1, 0)
    again = farmland("mergeledgers", LEDGER=home, INPUT=taken["OUTPUT"], POLICY="theirs", REPORT=tmp_path / "again.html")
    assert (again["MERGED"], again["CONFLICTS"]) == (0, 0)
    assert "nothing in this copy" in (tmp_path / "again.html").read_text(encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="the ledger itself"):
        farmland("mergeledgers", LEDGER=home, INPUT=home)
    with pytest.raises(QgsProcessingException, match="ask, theirs or ours"):
        farmland("mergeledgers", LEDGER=home, INPUT=taken["OUTPUT"], POLICY="both")


def test_the_report_says_what_came_together_what_waits_and_what_was_refused(farmland, clashing, tmp_path):
    home, copy_path, uids = clashing
    done = farmland("mergeledgers", LEDGER=home, INPUT=copy_path, REPORT=tmp_path / "merge.html")
    assert (done["MERGED"], done["CONFLICTS"]) == (2, 3)
    text = (tmp_path / "merge.html").read_text(encoding="utf-8")
    page = Cells(text)
    with Ledger.open(home, write=False) as ledger:
        numbers = {p.parcel_uid: p.source_no for p in ledger.parcels(geometry=False)}
        label = ledger.dictionary("finding").label
        assert whole(ledger)
    rows = [row for row in page.rows if row]
    conflict = next(row for row in rows if len(row) == 7 and row[0] == numbers[uids[0]] and label("other", "en") in row[4])
    assert label("nonfarm_violation", "en") in conflict[3] and conflict[5] == "to decide"
    assert any(row[0] == numbers[uids[2]] and label("legal", "en") in row[3] for row in rows if len(row) == 5)
    assert any(row[0] == numbers[uids[2]] and "photos" in row[1] for row in rows)
    assert any(row[0] == "王五" for row in rows) and "13800000001" not in text
    assert any("二季度" in item and "same file" in item for item in page.items)


@pytest.fixture
def desk(qgis_iface, qgis_new_project, clashing):
    home, copy_path, _uids = clashing
    with Ledger.open(home) as ledger:
        merge(ledger, copy_path)
    bar = QgsMessageBar()
    workspace = Workspace(Notices(bar))
    workspace.open(home)
    window = ConflictsDialog(workspace)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    workspace.release()


def lines(window):
    return [(top.text(0), [tuple(top.child(at).text(column) for column in range(4)) for at in range(top.childCount())])
            for top in (window.tree.topLevelItem(at) for at in range(window.tree.topLevelItemCount()))]


def test_the_window_lists_conflicts_by_parcel_with_both_values_and_who(desk, clashing):
    uids = clashing[2]
    assert "3 open conflicts in 2 parcels" in desk.heading.text()
    found = lines(desk)
    assert [len(fields) for _, fields in found] == [2, 1]
    field, before, ours, theirs = next(one for one in found[0][1] if "影像" in one[2])
    assert (field, before) == ("Note", "—")
    assert ours.startswith("内业:影像可见厂房\n") and theirs.startswith("外业:现场已硬化\n")
    assert not desk.ours.isEnabled() and desk.undo.isEnabled()
    assert desk.workspace.ledger.parcel(uids[0]).source_no in found[0][0]


def test_a_line_a_parcel_or_all_are_decided_and_taken_back(desk, clashing):
    ledger, uids = desk.workspace.ledger, clashing[2]
    desk.tree.topLevelItem(0).child(0).setSelected(True)
    desk.theirs.click()
    assert count_open(ledger) == 2 and ledger.case(uids[0]).finding == "other"
    desk.back.click()
    assert count_open(ledger) == 3 and ledger.case(uids[0]).finding == "nonfarm_violation"
    desk.tree.topLevelItem(0).setSelected(True)
    assert len(desk.chosen()) == 2
    desk.ours.click()
    assert count_open(ledger) == 1 and ledger.case(uids[0]).note == "内业:影像可见厂房"
    desk.all.click()
    desk.theirs.click()
    assert count_open(ledger) == 0 and ledger.case(uids[1]).facts["use_kind"] == "plant"
    assert desk.heading.text() == "There are no open conflicts." and not desk.theirs.isEnabled()
    assert whole(ledger)


def test_what_a_colleague_changed_meanwhile_is_shown_and_not_written_over(desk, clashing):
    ledger, uids = desk.workspace.ledger, clashing[2]
    take(ledger, uids[0], "record", {"note": "又改了"})
    desk.all.click()
    desk.theirs.click()
    assert count_open(ledger) == 3 and ledger.case(uids[0]).note == "又改了"
    assert "look at it again" in desk.refusal.text.text()
    assert any(one[2].startswith("又改了") for one in lines(desk)[0][1])


def test_the_last_merge_is_undone_from_the_window_with_a_reason(desk, clashing):
    ledger, uids = desk.workspace.ledger, clashing[2]
    desk.undo.click()
    asked = next(one for one in QApplication.topLevelWidgets() if isinstance(one, UndoMergeDialog))
    assert not asked.ok.isEnabled() and "field.gpkg" in asked.findChild(type(desk.heading)).text()
    asked.reason.setText("拿错了文件")
    asked.ok.click()
    assert ledger.case(uids[2]).finding == "" and count_open(ledger) == 0
    assert "as they were before the merge" in desk.done.text() and not desk.undo.isEnabled()
    assert whole(ledger)
