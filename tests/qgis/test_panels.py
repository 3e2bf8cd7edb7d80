"""The panels over a real ledger: what they show, how they filter, what Save writes, what they never overwrite."""

from __future__ import annotations

import struct
import time
from dataclasses import replace
from decimal import Decimal
from types import SimpleNamespace

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtTest import QAbstractItemModelTester, QTest
from qgis.PyQt.QtWidgets import QLabel

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.parcel import Batch, Link, Overlap, Parcel, Redline, Scene, Screening
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.dialogs.create_ledger import CreateLedgerDialog, default_crs
from farmland_plugin.gui.errors import Notices, guarded
from farmland_plugin.gui.models.parcels import AREA, FINDING, NUMBER, UID_ROLE, Row
from farmland_plugin.gui.panels.packages import FILTERED, PackagesPanel
from farmland_plugin.gui.panels.parcels import ParcelsPanel
from farmland_plugin.gui.panels.redlines import RedlinesPanel
from farmland_plugin.gui.panels.verification import VerificationPanel
from farmland_plugin.gui.terms import moment
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger

COUNT = 12
AREA_M2 = Decimal("2000.00")


def square(east, north, size):
    ring = [(east, north), (east, north + size), (east + size, north + size), (east + size, north), (east, north)]
    shell = struct.pack("<BII", 1, 3, 1) + struct.pack("<I", 5) + b"".join(struct.pack("<dd", *p) for p in ring)
    return struct.pack("<BII", 1, 6, 1) + shell


@pytest.fixture
def ledger_path(tmp_path):
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130499", name="示例县",
                       crs=QgsCoordinateReferenceSystem("EPSG:4526")) as ledger:
        batch = Batch(ledger.new_uid(), "2026年一季度", "satellite", "a.shp", "0" * 64, COUNT, COUNT, 0)
        parcels = []
        for number in range(COUNT):
            wkb = square(38545000.0 + 300 * number, 4062000.0, 45.0)
            parcels.append(Parcel(
                parcel_uid=ledger.new_uid(), source_no=f"130499SJBG{number:04d}", batch_id=batch.batch_id,
                area_m2=AREA_M2 + number, monitored_area_m2=AREA_M2 if number % 2 else None, geom=wkb,
                geom_hash=geometry_hash(wkb), township="柳林镇" if number < 4 else "青石乡", source_crs="EPSG:4526"))
        ledger.add_batch(batch, parcels, [])
    return path


@pytest.fixture
def desk(qgis_iface, qgis_new_project, ledger_path):
    qgis_iface.mainWindow().show()
    bar = QgsMessageBar()
    notices = Notices(bar)
    workspace = Workspace(notices)
    view = MapView(qgis_iface, workspace, notices)
    jobs = Jobs(workspace, notices)
    context = (workspace, view, jobs, notices)
    parcels = ParcelsPanel(*context)
    made = SimpleNamespace(
        bar=bar, workspace=workspace, view=view, jobs=jobs, parcels=parcels, redlines=RedlinesPanel(parcels, *context),
        verification=VerificationPanel(parcels.step, *context), packages=PackagesPanel(parcels, *context))
    docks = [made.parcels, made.redlines, made.verification, made.packages]
    for dock in docks:
        dock.show()
    workspace.open(ledger_path)
    made.uids = [row.uid for row in parcels.table.rows]
    yield made
    workspace.release()
    for dock in docks:
        dock.close()
        dock.deleteLater()


def said(desk):
    item = desk.bar.currentItem()
    return item.text() if item is not None else ""


def shown_numbers(desk):
    return [desk.parcels.filter.index(row, NUMBER).data() for row in range(desk.parcels.filter.rowCount())]


def test_the_table_is_a_well_behaved_model(desk):
    tester = QAbstractItemModelTester(desk.parcels.filter, QAbstractItemModelTester.FailureReportingMode.Fatal)
    desk.parcels.filter.sort(AREA, Qt.SortOrder.DescendingOrder)
    desk.parcels.filter.set_text("青石")
    desk.parcels.filter.set_text("")
    assert desk.parcels.filter.rowCount(QModelIndex()) == COUNT
    assert tester is not None


def test_the_table_shows_issued_area_and_computed_area_where_none_was_issued(desk):
    desk.parcels.filter.sort(NUMBER, Qt.SortOrder.AscendingOrder)
    areas = [desk.parcels.filter.index(row, AREA).data() for row in (0, 1, 2)]
    assert areas == ["3.00", "3.00", "3.00"]
    assert [row.shown_m2 for row in desk.parcels.table.rows[:3]] == [Decimal("2000.00"), AREA_M2, Decimal("2002.00")]


@pytest.mark.parametrize("text,unfinished,status,expected", [
    ("", False, "", 12), ("柳林", False, "", 4), ("柳林 0003", False, "", 1), ("0001", False, "", 1),
    ("", True, "", 10), ("柳林", True, "", 2), ("柳林", True, "surveying", 0), ("", False, "surveying", 2),
    ("柳林", False, "surveying", 2), ("没有", False, "", 0),
])
def test_filters_hold_together(desk, text, unfinished, status, expected):
    for uid in desk.uids[:2]:
        desk.workspace.apply(uid, 1, "record", {"finding": "legal"})
    desk.parcels.text.setText(text)
    desk.parcels.unfinished.setChecked(unfinished)
    desk.parcels.status.setCurrentIndex(desk.parcels.status.findData(status))
    desk.parcels._on_filter()
    assert len(shown_numbers(desk)) == expected == len(desk.parcels.visible_uids())
    assert str(expected) in desk.parcels.totals.text()


def test_totals_say_count_mu_and_progress(desk):
    desk.workspace.apply(desk.uids[0], 1, "record", {"finding": "legal"})
    assert "36.05" in desk.parcels.totals.text()  # 24,030 m² × 0.0015, half up
    assert (desk.parcels.progress.value(), desk.parcels.progress.maximum()) == (1, COUNT)


def test_totals_say_how_many_parcels_count_with_another_once_a_person_decided(desk):
    one, other = desk.uids[:2]
    ledger = desk.workspace.writing()
    ledger.add_links([Link("L1", other, one, "identical", Decimal("1.00"), 1.0, 1.0, 1.0)])
    desk.workspace.refresh()
    assert "counted with another" not in desk.parcels.totals.text()
    ledger.decide_links([("L1", "same", "same place")])
    desk.workspace.refresh()
    assert desk.parcels.totals.text() == "12 parcels · 36.05 mu · 1 of them counted with another"
    ledger.decide_links([("L1", "separate", "two places")])
    desk.workspace.refresh()
    assert desk.parcels.totals.text() == "12 parcels · 36.05 mu"


def test_sorting_keeps_the_selected_parcel_selected(desk):
    desk.view.select([desk.uids[2]], desk.uids[2])
    desk.parcels.view_.sortByColumn(AREA, Qt.SortOrder.DescendingOrder)
    rows = desk.parcels.view_.selectionModel().selectedRows(NUMBER)
    assert [index.data() for index in rows] == ["130499SJBG0002"]


def test_selecting_in_the_table_selects_on_the_map(desk):
    desk.parcels.view_.selectRow(3)
    layer = desk.workspace.parcels.layer
    assert [feature["source_no"] for feature in layer.selectedFeatures()] == ["130499SJBG0003"]
    assert desk.view.current == desk.uids[3]


def test_selecting_on_the_map_selects_and_reaches_the_row(desk):
    layer = desk.workspace.parcels.layer
    layer.selectByExpression("\"source_no\" IN ('130499SJBG0009','130499SJBG0010')")
    rows = desk.parcels.view_.selectionModel().selectedRows(NUMBER)
    assert sorted(index.data() for index in rows) == ["130499SJBG0009", "130499SJBG0010"]
    assert desk.view.current in desk.uids[9:11]
    assert sorted(desk.view.selected) == sorted(desk.uids[9:11])


def test_next_unfinished_passes_over_what_is_done(desk):
    desk.workspace.apply(desk.uids[1], 1, "record", {"finding": "legal"})
    desk.view.select([desk.uids[0]], desk.uids[0])
    desk.verification.go_next_unfinished()
    assert desk.view.current == desk.uids[2]
    desk.verification.go_previous()
    assert desk.view.current == desk.uids[1]


def test_the_end_of_the_table_is_said_and_nothing_moves(desk):
    desk.view.select([desk.uids[-1]], desk.uids[-1])
    desk.verification.go_next()
    assert desk.view.current == desk.uids[-1]
    assert desk.verification.saved.text()


def test_save_writes_through_the_ledger_and_says_the_number(desk):
    uid = desk.uids[0]
    desk.view.select([uid], uid)
    form = desk.verification.form
    form.finding.choose("nonfarm_violation")
    form.disposition.setCurrentIndex(form.disposition.findData("demolish"))
    form.note.setPlainText("彩钢房一处")
    desk.verification.on_save()
    case = desk.workspace.ledger.case(uid)
    assert (case.finding, case.disposition, case.note, case.status) == (
        "nonfarm_violation", "demolish", "彩钢房一处", "surveying")
    assert str(case.last_seq) in desk.verification.saved.text()
    assert desk.workspace.parcels.layer.getFeature(
        desk.workspace.parcels.feature_ids([uid])[0])["finding"] == "nonfarm_violation"
    row = desk.parcels.table.rows[desk.parcels.table.position(uid)]
    assert row.finding == "nonfarm_violation"
    assert len(desk.verification.journal.records) == 2


def test_only_changed_fields_are_written(desk):
    uid = desk.uids[0]
    desk.view.select([uid], uid)
    desk.verification.form.finding.choose("legal")
    assert desk.verification.form.changes() == {"finding": "legal"}
    desk.verification.on_save()
    before = desk.workspace.ledger.last_seq()
    desk.verification.on_save()
    assert desk.workspace.ledger.last_seq() == before


def test_a_case_changed_meanwhile_is_shown_and_not_overwritten(desk, ledger_path):
    uid = desk.uids[0]
    desk.view.select([uid], uid)
    desk.verification.form.finding.choose("other")
    with Ledger.open(ledger_path) as colleague:
        colleague.apply(uid, 1, "record", {"finding": "legal", "note": "有批文"})
    desk.verification.on_save()
    assert desk.workspace.ledger.case(uid).finding == "legal"
    assert desk.verification.conflict.isVisibleTo(desk.verification)
    texts = desk.verification.conflict.texts()
    terms = desk.workspace.terms
    assert terms.label("finding", "other") in texts
    assert terms.label("finding", "legal") in texts


def test_take_theirs_shows_what_was_saved(desk, ledger_path):
    uid = desk.uids[0]
    desk.view.select([uid], uid)
    desk.verification.form.finding.choose("other")
    with Ledger.open(ledger_path) as colleague:
        colleague.apply(uid, 1, "record", {"finding": "legal"})
    desk.verification.on_save()
    desk.verification._on_take_theirs()
    assert desk.verification.form.finding.value() == "legal"
    assert not desk.verification.conflict.isVisibleTo(desk.verification)
    assert not desk.verification.form.changes()


def test_keep_mine_saves_what_was_typed_here_and_leaves_a_colleagues_other_entries(desk, ledger_path):
    uid = desk.uids[0]
    desk.view.select([uid], uid)
    desk.verification.form.finding.choose("other")
    with Ledger.open(ledger_path) as colleague:
        colleague.apply(uid, 1, "record", {"finding": "legal", "note": "有批文"})
    desk.verification.on_save()
    desk.verification._on_keep_mine()
    case = desk.workspace.ledger.case(uid)
    assert (case.finding, case.note) == ("other", "有批文")
    assert not desk.verification.conflict.isVisibleTo(desk.verification)


def test_a_conflict_stays_on_the_screen_while_the_ledger_is_watched(desk, ledger_path):
    uid = desk.uids[0]
    desk.view.select([uid], uid)
    desk.verification.form.finding.choose("other")
    with Ledger.open(ledger_path) as colleague:
        colleague.apply(uid, 1, "record", {"finding": "legal"})
    desk.workspace.refresh()
    assert desk.verification.conflict.isVisibleTo(desk.verification)
    assert desk.verification.form.finding.value() == "other"


def test_what_was_not_saved_comes_back_with_the_ledger(desk, ledger_path):
    uid = desk.uids[0]
    desk.view.select([uid], uid)
    desk.verification.form.note.setPlainText("待补")
    desk.workspace.close()
    desk.workspace.open(ledger_path)
    assert "130499SJBG0000" in said(desk)
    desk.view.select([uid], uid)
    assert desk.verification.form.note.toPlainText() == "待补"
    assert desk.workspace.ledger.case(uid).note == ""
    desk.verification.on_save()
    desk.workspace.close()
    desk.workspace.open(ledger_path)
    assert desk.workspace.ledger.case(uid).note == "待补"
    desk.view.select([uid], uid)
    assert not desk.verification.form.changes()


def test_going_to_another_parcel_keeps_what_was_not_saved(desk):
    first, second = desk.uids[:2]
    desk.view.select([first], first)
    desk.verification.form.finding.choose("other")
    desk.verification.form.note.setPlainText("待补")
    desk.view.select([second], second)
    assert desk.verification.form.finding.value() == ""
    desk.view.select([first], first)
    assert desk.verification.form.finding.value() == "other"
    assert desk.verification.form.note.toPlainText() == "待补"
    assert desk.workspace.ledger.case(first).finding == ""


def test_a_colleagues_save_reaches_table_and_form(desk, ledger_path):
    uid = desk.uids[5]
    desk.view.select([uid], uid)
    with Ledger.open(ledger_path) as colleague:
        colleague.apply(uid, 1, "record", {"finding": "rural_road"})
    desk.workspace.refresh()
    assert desk.verification.form.finding.value() == "rural_road"
    index = desk.parcels._index_of(uid)
    assert index.siblingAtColumn(FINDING).data() == desk.workspace.terms.label("finding", "rural_road")


def screened(desk):
    ledger, uid = desk.workspace.ledger, desk.uids[0]
    for redline_id, role in (("R1", "landuse"), ("R2", "permanent_farmland"), ("R3", "ecological")):
        ledger.add_redline(Redline(redline_id, role, f"图层{redline_id}", "2024-12-31", "/data/x.shp", "a" * 64, 5, 1,
                                   "x.gpkg", "EPSG:4526"))
    overlaps = [Overlap(uid, "R1", "landuse", "0103", Decimal("1500.00"), Decimal("1450.00")),
                Overlap(uid, "R1", "landuse", "1006", Decimal("400.00"), Decimal("400.00")),
                Overlap(uid, "R2", "permanent_farmland", "", Decimal("1000.00"), Decimal("1000.00"))]
    screenings = [Screening(uid, "R1", "landuse", Decimal("1900.00"), Decimal("100.00"), Decimal("25.00")),
                  Screening(uid, "R2", "permanent_farmland", Decimal("1000.00"), Decimal("1000.00"))]
    ledger.record_screening(overlaps, screenings, [uid], ["R1", "R2"], {})
    desk.workspace.refresh()
    return uid


def test_a_second_writer_is_refused_and_the_desk_opens_for_reading(desk, ledger_path, monkeypatch):
    from farmland_plugin.domain.errors import LedgerBusy
    from farmland_plugin.i18n import tr

    real = Ledger.open

    def held(path, *, write=True):
        if write:
            raise LedgerBusy(tr("{path} is open elsewhere ({holder}): close it there, or open it read-only here."),
                             path=path, holder="qgis, OFFICE-PC, PID 42")
        return real(path, write=False)

    monkeypatch.setattr(Ledger, "open", held)
    desk.workspace.open(ledger_path)
    bar = desk.verification.reading
    assert bar.isVisibleTo(desk.verification) and "OFFICE-PC" in bar.findChild(QLabel).text()
    assert not desk.packages.export.isEnabled() and not desk.redlines.add.isEnabled()
    assert not desk.workspace.writable
    desk.view.select([desk.uids[0]], desk.uids[0])
    assert not desk.verification.form.isEnabled()


def test_closing_the_ledger_takes_its_layer_away_and_empties_the_panels(desk):
    desk.workspace.close()
    assert not QgsProject.instance().mapLayers()
    assert desk.parcels.filter.rowCount(QModelIndex()) == 0
    assert desk.view.current == ""


def test_a_saved_project_opens_its_ledger_and_fills_the_layer_again(desk, tmp_path, ledger_path):
    project = QgsProject.instance()
    saved = str(tmp_path / "work.qgz")
    assert project.write(saved)
    project.clear()
    assert desk.workspace.ledger is None
    assert project.read(saved)
    assert desk.workspace.path == str(ledger_path)
    assert len(project.mapLayers()) == 1
    assert desk.workspace.parcels.layer.featureCount() == COUNT
    assert len(desk.parcels.table.rows) == COUNT


def test_packages_ask_for_a_folder_and_for_parcels(desk):
    desk.packages.folder.setFilePath("")
    desk.packages.on_export()
    assert said(desk)
    desk.view.select([], "")
    with pytest.raises(BadInput):
        desk.packages._where()
    desk.packages.scope.button(FILTERED).setChecked(True)
    assert desk.packages._where().count("'") == 2 * COUNT


def test_what_is_selected_on_the_map_stays_selected_while_the_ledger_changes(desk):
    chosen = desk.uids[3:5]
    desk.view.select(chosen, chosen[0])
    screened(desk)
    assert sorted(desk.workspace.parcels.selection()) == sorted(chosen)
    marks = {feature["parcel_uid"]: feature["screened"] for feature in desk.workspace.parcels.layer.getFeatures()}
    assert marks[desk.uids[0]] == 1 and sum(marks.values()) == 1


def test_new_parcels_appear_and_the_selection_stays(desk, ledger_path):
    desk.view.select([desk.uids[4]], desk.uids[4])
    with Ledger.open(ledger_path) as other:
        old = next(other.parcels())
        batch = Batch(other.new_uid(), "补充", "satellite", "b.shp", "1" * 64, 1, 1, 0)
        other.add_batch(batch, [replace(old, parcel_uid=other.new_uid(), source_no="NEW", batch_id=batch.batch_id)], [])
    desk.workspace.refresh()
    assert len(desk.parcels.table.rows) == COUNT + 1 == desk.workspace.parcels.layer.featureCount()
    assert desk.workspace.parcels.selection() == [desk.uids[4]]
    rows = desk.parcels.view_.selectionModel().selectedRows(NUMBER)
    assert [index.data(UID_ROLE) for index in rows] == [desk.uids[4]]


def test_a_job_that_fails_says_why(desk, farmland, tmp_path):
    desk.jobs.run("verifypackage", {"INPUT": str(tmp_path / "不存在.zip")})
    until = time.monotonic() + 20
    while desk.jobs.busy and time.monotonic() < until:
        QTest.qWait(20)
    assert "不存在.zip" in said(desk)


def test_scenes_are_offered_where_they_cover_the_parcel(desk, tmp_path):
    from qgis.PyQt.QtGui import QColor, QImage

    west, north = 38545000.0 - 100, 4062000.0 + 200
    for name, colour in (("before", "#806040"), ("after", "#4060c0")):
        image = QImage(400, 400, QImage.Format.Format_RGB32)
        image.fill(QColor(colour))
        assert image.save(str(tmp_path / f"{name}.png"))
        (tmp_path / f"{name}.pgw").write_text(f"1\n0\n0\n-1\n{west}\n{north}\n", encoding="ascii")
        desk.workspace.ledger.add_scene(Scene(
            name, name, "2026-01-10", "test", 1.0, str(tmp_path / f"{name}.png"), "0" * 64, "EPSG:4526",
            (west, north - 400, west + 400, north), 400, 400))
    desk.workspace.refresh()
    desk.view.select([desk.uids[0]], desk.uids[0])
    scenes = desk.verification.scenes
    assert (scenes.before.choice.currentData(), scenes.after.choice.currentData()) == ("before", "after")
    scenes.resize(400, 200)
    scenes._zoom(0.5)
    scenes._move(3.0, -2.0)
    assert scenes.before.picture._extent == scenes.after.picture._extent
    desk.view.select([desk.uids[9]], desk.uids[9])
    assert scenes.before.choice.count() == 0


def test_an_unknown_failure_is_said_and_not_raised(qgis_iface):
    class Thing:
        def __init__(self, notices):
            self.notices = notices

        @guarded
        def act(self, first):
            raise ZeroDivisionError("boom")

    bar = QgsMessageBar()
    Thing(Notices(bar)).act(1, 2, 3)
    assert "boom" in bar.currentItem().text()


@pytest.mark.parametrize("longitude,code", [(114.2, "EPSG:4526"), (117.1, "EPSG:4527"), (75.0, "EPSG:4513"),
                                            (None, "EPSG:4526")])
def test_the_crs_offered_is_the_zone_of_the_map(longitude, code):
    assert default_crs(QgsCoordinateReferenceSystem(), longitude).authid() == code


def test_the_crs_offered_is_the_projects_when_it_is_a_zone():
    assert default_crs(QgsCoordinateReferenceSystem("EPSG:4525"), 117.0).authid() == "EPSG:4525"


def test_create_is_possible_once_county_name_and_file_make_sense(qgis_app, tmp_path):
    window = CreateLedgerDialog(QgsCoordinateReferenceSystem("EPSG:4526"))
    ok = window.buttons.button(window.buttons.StandardButton.Ok)
    assert not ok.isEnabled()
    window.county.setText("13042")
    window.name.setText("示例县")
    window.file.setFilePath(str(tmp_path / "new"))
    assert not ok.isEnabled()
    window.county.setText("130423")
    assert ok.isEnabled()
    assert window.path().suffix == ".gpkg"


def test_twenty_thousand_rows_filter_and_sort_smoothly(desk):
    rows = [Row(f"U{n}", f"13049900{n:06d}", "柳林镇", "", None, Decimal(n), "to_survey", "", "", "b")
            for n in range(20000)]
    desk.parcels.show_rows(rows, desk.workspace.terms)
    desk.parcels.filter.set_text("0199")
    assert all("0199" in number for number in shown_numbers(desk)[:50])
    desk.parcels.filter.sort(AREA, Qt.SortOrder.DescendingOrder)
    assert desk.parcels.filter.visible()[0].area_m2 == 19999


@pytest.mark.parametrize("text", ["2026-03-01T02:03:04.123Z", "2026-03-01T02:03:04Z"])
def test_timestamps_are_shown_to_the_minute(text):
    assert len(moment(text)) == 16


def test_a_ledger_that_cannot_be_written_is_shown_for_reading(desk, ledger_path, monkeypatch):
    monkeypatch.setattr("os.access", lambda path, mode: False)
    desk.workspace.open(ledger_path)
    assert desk.workspace.path and not desk.workspace.writable


def test_an_event_that_changes_no_case_rebuilds_nothing(desk):
    heard = []
    desk.workspace.changed.connect(heard.append)
    before = dict(desk.workspace.parcels._ids)
    desk.workspace.ledger.anchor("sheet", "test")
    desk.workspace.refresh()
    with Ledger.open(desk.workspace.ledger.path) as other:  # an algorithm of this process
        other.record_screening([], [], desk.uids, [], {})
    desk.workspace.refresh()
    assert heard == [set(), None] and desk.workspace.parcels._ids == before


@pytest.mark.parametrize("columns", [1, 2, 3])
def test_the_words_of_a_finding_are_never_cut_whatever_the_panel_s_width(qgis_app, columns):
    from qgis.PyQt.QtWidgets import QPushButton

    from farmland_plugin.gui.widgets.tagging import FindingButtons

    made = FindingButtons()
    labels = ("合法", "Suspected non-farm violation", "其他", "农村道路")
    made.offer([(f"code{number}", label) for number, label in enumerate(labels)])
    buttons = made.findChildren(QPushButton)
    made.resize(columns * (max(one.sizeHint().width() for one in buttons) + 5), 200)
    made.show()
    qgis_app.processEvents()
    try:
        assert len(buttons) == 4 and all(one.isVisible() and one.width() >= one.sizeHint().width() for one in buttons)
        assert len({one.x() for one in buttons}) == columns and len({(one.x(), one.y()) for one in buttons}) == 4
        made.choose("code1")
        assert made.value() == "code1"
    finally:
        made.close()
