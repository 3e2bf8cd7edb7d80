"""The import wizard over real files and a real ledger: what each page concludes, what it writes, and what it never writes."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from osgeo import ogr
from qgis.core import QgsApplication, QgsProject
from qgis.gui import QgsMessageBar, QgsRubberBand
from qgis.PyQt.QtCore import QMimeData, QRect, Qt, QUrl
from qgis.PyQt.QtTest import QTest

from farmland_plugin.domain.errors import BadInput, LedgerBusy
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.domain.standing import Meeting
from farmland_plugin.gui.controllers.importing import Importing
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.spotlight import free_part
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.dialogs.take_over import TakeOverDialog
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.importing.checked import read_checks
from farmland_plugin.gui.importing.draft import Draft
from farmland_plugin.gui.importing.dropping import dropped_path
from farmland_plugin.gui.importing.wizard import CHECKS, COMMIT, CRS, DONE, MAPPING, PREVIEW, REVIEW, SOURCE
from farmland_plugin.gui.importing.words import own_words
from farmland_plugin.gui.models.same_ground import SAME, SEPARATE, ReviewRow
from farmland_plugin.gui.models.tally import Sum, overlap
from farmland_plugin.gui.widgets.same_ground import SameGroundReview
from farmland_plugin.intake.fields.profiles import list_profiles
from farmland_plugin.intake.opening.look import Looking, look, row_of
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.importparcels import ImportParcels
from tests.qgis.handover import E0, N0, bow_tie, new_ledger, run, square, write_layer

ALIASES = {"source_no": ["JCBH"], "monitored_area": ["JCMJ", "MJ"], "township": ["XZDM"], "note": ["备注"]}
REAL = {"MJ": ogr.OFTReal}


def first_batch(folder, name="一期.gpkg"):
    """Three parcels of 15 亩, two of which the second batch meets."""
    return write_layer(folder / name, [(square(column), f"A{column}", 15.0) for column in range(3)], types=REAL)


def second_batch(folder, name="二期.gpkg"):
    """A0 again, A1 shifted by 60 m, one that meets nothing, one that is quarantined, one to be repaired."""
    shifted = square(0, east=E0 + 260)
    rows = [(square(0), "B0", 15.0), (shifted, "B1", 15.0), (square(6), "B2", 15.0), (None, "B3", 15.0), (bow_tie(8), "B4", 7.5)]
    return write_layer(folder / name, rows, types=REAL)


@pytest.fixture
def ledger_path(tmp_path):
    path = new_ledger(tmp_path)
    run(ImportParcels(), LEDGER=path, INPUT=first_batch(tmp_path), SOURCE="satellite", BATCH="一期")
    return path


@pytest.fixture
def desk(qgis_iface, qgis_new_project, farmland, ledger_path):
    bar = QgsMessageBar()
    notices = Notices(bar)
    workspace = Workspace(notices)
    view = MapView(qgis_iface, workspace, notices)
    jobs = Jobs(workspace, notices)
    importing = Importing(qgis_iface, workspace, view, jobs, notices)
    workspace.open(ledger_path)
    yield SimpleNamespace(bar=bar, workspace=workspace, view=view, jobs=jobs, importing=importing, canvas=qgis_iface.mapCanvas())
    importing.release()
    jobs.release()
    workspace.release()
    QgsProject.instance().clear()


def wait_for(condition, what, seconds=30.0):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited {seconds} s for {what}"
        QTest.qWait(10)


def said(desk):
    item = desk.bar.currentItem()
    return item.text() if item is not None else ""


def wizard_over(desk, path):
    """Open the wizard over an input and wait until it was looked at."""
    desk.importing.import_parcels(str(path))
    wizard = desk.importing.wizard
    wait_for(lambda: wizard.draft.look is not None and not wizard.looker.busy, "the look")
    return wizard


def go_to(wizard, number):
    """Go forward to a page, as a user who accepts what is concluded."""
    while wizard.currentId() < number:
        here = wizard.currentId()
        if here == CHECKS:
            wait_for(lambda: wizard.job is None and wizard.draft.is_checked, "the checks")
        wizard.next()
        assert wizard.currentId() != here, wizard.currentPage().refusal.text()
    if number == CHECKS:
        wait_for(lambda: wizard.job is None and wizard.draft.is_checked, "the checks")
    return wizard.page(number)


def commit(wizard):
    go_to(wizard, COMMIT)
    wizard.next()
    page = wizard.page(COMMIT)
    wait_for(lambda: wizard.currentId() == DONE or page.refusal.text(), "the import")
    assert wizard.currentId() == DONE, page.refusal.text()


def contents(path):
    """Return everything a ledger holds that an import could change."""
    with Ledger.open(path, write=False) as ledger:
        return (ledger.last_seq(), [batch.batch_id for batch in ledger.batches()], [p.parcel_uid for p in ledger.parcels()],
                [link.link_id for link in ledger.links()], sorted(one.name for one in ledger.files.rglob("*")))


# -- the look -------------------------------------------------------------------------------------------------


def test_a_look_tells_rows_fields_and_what_would_be_concluded(tmp_path):
    found = look(Looking(str(second_batch(tmp_path)), aliases=ALIASES), NoFeedback())
    (layer,) = found.layers
    assert found.refusal == "" and (layer.count, layer.crs, layer.unit) == (5, "EPSG:4526", "mu")
    assert layer.mapping.fields["source_no"] == "JCBH" and layer.mapping.why["source_no"]
    assert [row.attributes["JCBH"] for row in layer.rows] == ["B0", "B1", "B2", "B3", "B4"]
    assert layer.rows[3].wkb is None


def test_a_look_stops_after_the_rows_wanted_and_still_counts_all(tmp_path):
    rows = [(square(column % 50, column // 50), f"N{column}", 15.0) for column in range(300)]
    path = write_layer(tmp_path / "a.gpkg", rows, types=REAL)
    (layer,) = look(Looking(str(path), aliases=ALIASES, rows=40), NoFeedback()).layers
    assert (len(layer.rows), layer.count) == (40, 300)


def test_what_cannot_be_read_is_told_in_one_sentence(tmp_path):
    (tmp_path / "a.shp").write_bytes(b"not a shapefile")
    for path in (tmp_path / "a.shp", tmp_path / "missing.gpkg", tmp_path):
        found = look(Looking(str(path)), NoFeedback())
        assert found.refusal and "\n" not in found.refusal and not found.layers


def test_a_unit_that_cannot_be_told_is_asked_for(tmp_path):
    path = write_layer(tmp_path / "a.gpkg", [(square(0), "N", 77.0)], types=REAL)
    found = look(Looking(str(path), aliases=ALIASES), NoFeedback())
    draft = Draft(path=str(path))
    draft.take(found)
    assert found.layers[0].unit == "" and draft.unit_wanted()
    draft.area_unit = "ha"
    assert not draft.unit_wanted()


def test_one_row_is_found_again_with_its_shape(tmp_path):
    path = second_batch(tmp_path)
    wkb, crs = row_of(Looking(str(path)), path.name, 3, NoFeedback())
    assert ogr.CreateGeometryFromWkb(wkb).GetEnvelope()[0] == E0 + 1200 and crs == "EPSG:4526"
    assert row_of(Looking(str(path)), path.name, 99, NoFeedback()) == (None, "")


# -- the draft ------------------------------------------------------------------------------------------------


def looked(path, **more):
    draft = Draft(**more)
    draft.choose(str(path))
    draft.take(look(Looking(str(path), aliases=ALIASES), NoFeedback()))
    return draft


def test_another_input_forgets_what_was_concluded_and_keeps_source_and_deadlines(tmp_path):
    draft = looked(first_batch(tmp_path), source="tip", remediate_by="2026-10-01")
    assert draft.batch == "一期"
    draft.encoding, draft.fields = "GBK", {"note": "MJ"}
    draft.choose(str(second_batch(tmp_path)))
    assert (draft.batch, draft.encoding, draft.fields, draft.look) == ("二期", "", {}, None)
    assert (draft.source, draft.remediate_by) == ("tip", "2026-10-01")


def test_a_name_given_by_hand_stays_with_another_input(tmp_path):
    draft = looked(first_batch(tmp_path))
    draft.batch = "督察一批"
    draft.choose(str(second_batch(tmp_path)))
    assert draft.batch == "督察一批"


def test_a_field_chosen_as_recognised_is_no_choice(tmp_path):
    draft = looked(first_batch(tmp_path))
    layer = draft.look.layers[0]
    draft.map_field(layer, "note", "MJ")
    draft.map_field(layer, "source_no", "")
    assert draft.fields == {"note": "MJ", "source_no": ""} and draft.worth_keeping
    draft.map_field(layer, "note", "")
    draft.map_field(layer, "source_no", "JCBH")
    assert draft.fields == {} and not draft.worth_keeping


def test_parameters_hold_what_was_chosen_and_nothing_else(tmp_path):
    draft = looked(first_batch(tmp_path))
    plain = draft.parameters(tmp_path, dry=True)
    assert plain["DRY_RUN"] is True and not {"CRS", "ENCODING", "FIELD_MAP", "DECISIONS", "REISSUE_OF"} & set(plain)
    draft.crs, draft.reissue_of, draft.remediate_by = "EPSG:4527", "B1", "2026-10-01"
    draft.map_field(draft.look.layers[0], "note", "MJ")
    real = draft.parameters(tmp_path, dry=False)
    assert "DRY_RUN" not in real and "QUARANTINE" not in real and "REPORT" not in real
    assert (real["CRS"], real["REISSUE_OF"], real["REMEDIATE_BY"]) == ("EPSG:4527", "B1", "2026-10-01")
    assert json.loads(Path(real["FIELD_MAP"]).read_text(encoding="utf-8")) == {"note": "MJ"}


def test_a_saved_mapping_that_is_refused_is_answered_with_every_field(tmp_path):
    draft = looked(first_batch(tmp_path))
    draft.saved_mapping = False
    given = draft.field_map()
    assert given["source_no"] == "JCBH" and given["monitored_area"] == "MJ" and given["note"] == ""


@pytest.mark.parametrize("known,expected", [
    ([("b1", "A0"), ("b1", "A1"), ("b2", "A2")], ("b1", 2, 3)),
    ([("b1", "A0")], ("", 0, 3)),
    ([], ("", 0, 3)),
])
def test_a_reissue_is_proposed_when_half_the_numbers_are_of_one_batch(tmp_path, known, expected):
    assert looked(first_batch(tmp_path)).likely_reissue(known) == expected


def test_checks_hold_until_something_they_depend_on_changes(tmp_path):
    draft = looked(first_batch(tmp_path))
    (tmp_path / "checks.json").write_text('{"version": 1, "read": 3, "imported": 3}', encoding="utf-8")
    draft.take_checks(read_checks(tmp_path / "checks.json"))
    assert draft.is_checked
    draft.batch = "another name"
    assert draft.is_checked
    draft.area_unit = "ha"
    assert not draft.is_checked


@pytest.mark.parametrize("text", ["", "[]", '{"version": 9}', "not json"])
def test_a_checks_file_that_is_none_is_refused(tmp_path, text):
    (tmp_path / "checks.json").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput):
        read_checks(tmp_path / "checks.json")
    with pytest.raises(BadInput):
        read_checks(tmp_path / "missing.json")


@pytest.mark.parametrize("names,expected", [
    (["a.shp", "a.dbf", "a.shx"], "a.shp"), (["a.dbf", "a.shp"], "a.shp"), (["a.zip"], "a.zip"), (["a.shp", "b.shp"], ""),
    (["a.docx"], None), (["x.gdb"], "x.gdb"),
])
def test_what_is_dropped_becomes_one_input(tmp_path, names, expected):
    for name in names:
        (tmp_path / name).mkdir() if name.endswith(".gdb") else (tmp_path / name).write_text("x")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in names])
    wanted = "" if expected is None else str(tmp_path / expected) if expected else str(tmp_path)
    assert dropped_path(mime) == wanted


# -- A + B − overlap ------------------------------------------------------------------------------------------


def test_of_a_cluster_one_parcel_counts_the_outermost_then_the_earliest():
    mu = {"a": Decimal(10), "b": Decimal(9), "c": Decimal(30)}
    rank = {"a": 0, "b": 1, "c": 2}
    assert overlap([Meeting("b", "a", "redrawn", True, False)], mu, rank) == Sum(1, Decimal(9))
    assert overlap([Meeting("b", "a", "redrawn", False, False)], mu, rank) == Sum()
    both = [Meeting("b", "a", "redrawn", True, False), Meeting("c", "a", "contains", True, False),
            Meeting("c", "b", "contains", True, False)]
    assert overlap(both, mu, rank) == Sum(2, Decimal(19))


def test_the_part_of_the_map_that_a_window_leaves_free_is_used():
    whole = QRect(300, 100, 800, 600)
    assert free_part(whole, None) == whole == free_part(whole, QRect(0, 0, 100, 50))
    assert free_part(whole, QRect(0, 400, 1300, 400)) == QRect(300, 100, 800, 300)
    assert free_part(whole, QRect(0, 0, 1300, 900)) == whole


# -- the pages ------------------------------------------------------------------------------------------------


def test_the_window_does_not_block_the_map_and_opens_once(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    assert wizard.isVisible() and wizard.windowModality() == Qt.WindowModality.NonModal
    desk.importing.import_parcels()
    assert desk.importing.wizard is wizard


def test_the_source_page_says_what_was_found_and_goes_on(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    page = wizard.page(SOURCE)
    assert [one.name for one in page.found.records] == ["二期.gpkg"] and not page.refusal.text()
    assert page.isComplete() and page.batch.text() == "二期"
    page.batch.clear()
    page.batch.textEdited.emit("")
    assert not page.isComplete()


def test_what_cannot_be_read_keeps_the_wizard_on_its_first_page_with_one_sentence(desk, tmp_path):
    (tmp_path / "a.shp").write_bytes(b"\x00" * 200)
    wizard = wizard_over(desk, tmp_path / "a.shp")
    page = wizard.page(SOURCE)
    assert "a." in page.refusal.text() and not page.isComplete() and not page.how.isCollapsed()


def test_deadlines_that_contradict_each_other_are_not_taken(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    page = wizard.page(SOURCE)
    page.remediate_by.set_text("2026-11-30")
    page.accept_by.set_text("2026-10-31")
    wizard.next()
    assert wizard.currentId() == SOURCE and "2026-10-31" in page.refusal.text()
    page.accept_by.set_text("2026-12-31")
    wizard.next()
    assert wizard.currentId() == PREVIEW


def test_a_batch_issued_again_is_proposed_and_taken_by_a_click(desk, tmp_path):
    again = write_layer(tmp_path / "again.gpkg", [(square(column), f"A{column}", 16.0) for column in range(2)], types=REAL)
    wizard = wizard_over(desk, again)
    page = wizard.page(SOURCE)
    (batch,) = desk.workspace.ledger.batches()
    assert batch.batch_id in page.hint.text() and wizard.draft.reissue_of == ""
    page.hint.linkActivated.emit(batch.batch_id)
    assert wizard.draft.reissue_of == batch.batch_id and not page.hint.text()


def test_garbled_text_is_read_again_in_the_encoding_chosen(desk, tmp_path):
    path = write_layer(tmp_path / "tb.shp", [(square(5), "甲号", "9")], encoding="CP936")
    path.with_suffix(".cpg").unlink()
    wizard = wizard_over(desk, path)
    page = go_to(wizard, PREVIEW)
    assert page.table.index(0, 0).data() == "甲号"
    page.encoding.chosen.emit("Big5")
    wait_for(lambda: not wizard.looker.busy, "the second look")
    shown = page.table.index(0, 0).data() if page.table.rowCount() else ""
    assert shown != "甲号"
    page.encoding.chosen.emit("GB18030")
    wait_for(lambda: not wizard.looker.busy, "the third look")
    assert page.table.index(0, 0).data() == "甲号" and page.isComplete()


def test_the_mapping_page_shows_values_and_takes_another_field(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    page = go_to(wizard, MAPPING)
    assert page.lines["source_no"].field.currentData() == "JCBH" and "B0" in page.lines["source_no"].values.toolTip()
    page.lines["note"].field.setCurrentIndex(page.lines["note"].field.findData("MJ"))
    page._on_field("note")
    assert wizard.draft.fields == {"note": "MJ"}
    page.lines["source_no"].field.setCurrentIndex(0)
    page._on_field("source_no")
    assert page.missing.text() and page.isComplete()


def test_an_unprovable_unit_holds_the_mapping_page_until_it_is_chosen(desk, tmp_path):
    wizard = wizard_over(desk, write_layer(tmp_path / "u.gpkg", [(square(5), "N", 77.0)], types=REAL))
    page = go_to(wizard, MAPPING)
    assert not page.isComplete() and page.missing.text()
    page.unit.setCurrentIndex(page.unit.findData("ha"))
    page._on_unit()
    assert page.isComplete() and wizard.draft.area_unit == "ha"


def test_the_crs_page_says_why_and_another_system_is_read_at_once(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    page = go_to(wizard, CRS)
    assert "EPSG:4526" in page.concluded.text() and page.why.text() and len(page.map.layers()) >= 2
    page.crs.chosen.emit("EPSG:4527")
    wait_for(lambda: not wizard.looker.busy, "the second look")
    assert page.refusal.text() and not page.isComplete()
    page.crs.chosen.emit("")
    wait_for(lambda: not wizard.looker.busy, "the third look")
    assert page.isComplete() and not page.refusal.text()


def test_the_checks_account_for_every_row(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    page = go_to(wizard, CHECKS)
    checked = wizard.draft.checked
    assert (checked.read, checked.imported, checked.quarantined, checked.repaired) == (5, 4, 1, 1)
    (line,) = page.lists["Quarantine"].table.records
    assert (line.row, line.number) == (4, "B3") and line.text
    page.lists["Quarantine"].write(tmp_path / "q.csv")
    assert "B3" in (tmp_path / "q.csv").read_text(encoding="utf-8-sig")
    page.lists["Quarantine"].view.selectAll()
    page.lists["Quarantine"].copy()
    assert "B3" in QgsApplication.clipboard().text()


def test_a_double_click_shows_the_row_on_the_map_until_the_page_is_left(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    page = go_to(wizard, CHECKS)
    repairs = page.lists["Repairs"]
    page._on_double_click(repairs, repairs.filter.index(0, 0))
    wait_for(lambda: desk.importing.spotlight.bands, "the outline")
    assert desk.canvas.extent().contains(desk.importing.spotlight.bands[0].asGeometry().boundingBox())
    wizard.next()
    assert wizard.currentId() == REVIEW


def test_checks_that_are_stopped_say_so_and_can_be_run_again(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    go_to(wizard, CRS)
    wizard.next()
    page = wizard.page(CHECKS)
    page.check()
    wizard.cancel_job()
    wait_for(lambda: wizard.job is None, "the end of the job")
    if not wizard.draft.is_checked:
        assert page.refusal.text() and not page.isComplete()
        page.check()
        wait_for(lambda: wizard.draft.is_checked, "the checks")
    assert page.isComplete()


def test_without_pairs_the_review_is_left_out(desk, tmp_path):
    far = write_layer(tmp_path / "far.gpkg", [(square(20, 20), "F", 15.0)], types=REAL)
    wizard = wizard_over(desk, far)
    go_to(wizard, CHECKS)
    wizard.next()
    assert wizard.currentId() == COMMIT


def test_the_review_reckons_while_pairs_are_decided_and_shows_both_outlines(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    page = go_to(wizard, REVIEW)
    assert page.review.table.rowCount() == 2
    assert len(desk.importing.spotlight.bands) == 2
    before = page.sum.text()
    assert "3" in before and "{" not in before
    first = page.review.current()
    assert first.proposal == SAME
    page.review.reason.setText("两处不同建筑")
    QTest.keyClick(page.review.view, Qt.Key.Key_2)
    assert wizard.draft.decisions == {first.key: (SEPARATE, "两处不同建筑")}
    assert page.sum.text() != before
    wizard.next()
    assert not desk.importing.spotlight.bands
    assert not [item for item in desk.canvas.scene().items() if isinstance(item, QgsRubberBand) and item.isVisible()]


def test_enter_in_the_reason_decides_and_does_not_leave_the_page(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    page = go_to(wizard, REVIEW)
    first = page.review.current()
    QTest.keyClick(page.review.view, Qt.Key.Key_2)  # against the proposal: the reason is asked for
    page.review.reason.setFocus()
    page.review.reason.setText("两处不同建筑")
    QTest.keyClick(page.review.reason, Qt.Key.Key_Return)
    assert wizard.draft.decisions[first.key] == (SEPARATE, "两处不同建筑")
    assert wizard.currentId() == REVIEW
    QTest.keyClick(page.review.view, Qt.Key.Key_Return)
    assert wizard.currentId() == REVIEW


def test_of_a_batch_issued_again_nobody_decides_the_pairs_with_the_one_it_replaces(desk, tmp_path):
    commit(wizard_over(desk, second_batch(tmp_path)))
    desk.importing.wizard.accept()
    again = write_layer(tmp_path / "again.gpkg", [(square(column), f"A{column}", 15.5) for column in range(3)], types=REAL)
    wizard = wizard_over(desk, again)
    replaced = next(batch for batch in desk.workspace.ledger.batches() if batch.name == "一期")
    wizard.page(SOURCE).hint.linkActivated.emit(replaced.batch_id)
    page = go_to(wizard, REVIEW)
    assert {row.other_batch for row in page.review.table.rows} == {"二期"}
    commit(wizard)
    wizard.accept()
    desk.importing.show_same_ground()
    rows = desk.importing.review.review.table.rows
    assert len(rows) == 2 and not {"一期"} & {name for row in rows for name in (row.batch, row.other_batch)}


def test_after_a_batch_issued_again_its_cases_are_offered_and_taken_over_only_when_asked(desk, tmp_path):
    ledger = desk.workspace.ledger
    old = next(parcel for parcel in ledger.parcels(geometry=False) if parcel.source_no == "A0")
    desk.workspace.apply(old.parcel_uid, 1, "record", {"note": "已核"})
    again = write_layer(tmp_path / "again.gpkg", [(square(column), f"A{column}", 15.5) for column in range(3)], types=REAL)
    wizard = wizard_over(desk, again)
    wizard.page(SOURCE).hint.linkActivated.emit(ledger.batches()[0].batch_id)
    commit(wizard)
    done = wizard.page(DONE)
    assert done.over.isVisibleTo(done) and "1" in done.over.text() and "pairs" not in done.text.text()
    new = next(row.parcel_uid for row in ledger.reissued() if row.other_uid == old.parcel_uid)
    assert ledger.case(new).note == "", "nothing is taken over by itself"
    done.take_over()
    window = done.findChild(TakeOverDialog)
    for row in range(window.list.topLevelItemCount()):
        window.list.topLevelItem(row).setCheckState(0, Qt.CheckState.Checked)
    window.on_ok()
    assert ledger.case(new).note == "已核" and not done.over.isVisibleTo(done)


def test_decisions_and_deadlines_reach_the_ledger(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    wizard.page(SOURCE).remediate_by.set_text("2026-10-31")
    page = go_to(wizard, REVIEW)
    page.review.reason.setText("另一处")
    page.review.decide(SEPARATE if page.review.current().proposal == SAME else SAME)
    commit(wizard)
    ledger = desk.workspace.ledger
    batch = next(one for one in ledger.batches() if one.name == "二期")
    assert (batch.read_count, batch.imported_count, batch.quarantined_count) == (5, 4, 1)
    assert batch.remediate_by == "2026-10-31"
    links = list(ledger.links())
    assert len(links) == 2 and sorted(link.decision for link in links) == ["", SEPARATE]
    assert next(link.reason for link in links if link.decision) == "另一处"
    assert Path(wizard.results()["REPORT"]).exists()


def test_imported_parcels_are_selected_and_shown(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    commit(wizard)
    wizard.page(DONE).show_parcels()
    numbers = {feature["source_no"] for feature in desk.workspace.parcels.layer.selectedFeatures()}
    assert numbers == {"B0", "B1", "B2", "B4"}


def test_a_mapping_is_saved_with_the_import_and_found_the_next_time(desk, tmp_path):
    fields = ("JCBH", "MJ", "说法")
    second = write_layer(tmp_path / "二期.gpkg", [(square(20), "B0", 15.0, "旧房")], fields, types=REAL)
    wizard = wizard_over(desk, second)
    page = go_to(wizard, MAPPING)
    page.lines["note"].field.setCurrentIndex(page.lines["note"].field.findData("说法"))
    page._on_field("note")
    page.save.setChecked(True)
    page.name.setText("督察 2026")
    assert not list_profiles(wizard.profiles())
    commit(wizard)
    (saved,) = list_profiles(wizard.profiles())
    assert (saved.name, saved.source) == ("督察 2026", wizard.draft.source) and saved.mapping["note"] == "说法"
    wizard.accept()
    third = write_layer(tmp_path / "三期.gpkg", [(square(30), "C0", 15.0, "新房")], fields, types=REAL)
    wizard = wizard_over(desk, third)
    page = go_to(wizard, MAPPING)
    assert "督察 2026" in page.profile.text() and page.lines["note"].field.currentData() == "说法"
    page._on_drop()
    wait_for(lambda: not wizard.looker.busy, "the look without it")
    assert not page.profile.text() and page.lines["note"].field.currentData() == ""


def test_back_and_forward_checks_again_only_when_something_changed(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    go_to(wizard, CHECKS)
    first = wizard.draft.checked
    wizard.back()
    wizard.next()
    QTest.qWait(50)
    assert wizard.job is None and wizard.draft.checked is first
    wizard.back()
    wizard.back()
    page = wizard.page(MAPPING)
    page.lines["note"].field.setCurrentIndex(page.lines["note"].field.findData("MJ"))
    page._on_field("note")
    go_to(wizard, CHECKS)
    assert wizard.draft.checked is not first


def test_decisions_survive_going_back_and_checking_again(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    page = go_to(wizard, REVIEW)
    key = page.review.current().key
    page.review.decide(page.review.current().proposal)
    wizard.back()
    wizard.page(CHECKS).check()
    wait_for(lambda: wizard.draft.is_checked and wizard.job is None, "the checks")
    wizard.next()
    assert wizard.draft.decisions[key][0] == SAME
    assert {row.key: row.decision for row in page.review.table.rows}[key] == SAME


@pytest.mark.parametrize("number", [SOURCE, PREVIEW, MAPPING, CRS, CHECKS, REVIEW, COMMIT])
def test_closing_on_any_page_leaves_the_ledger_as_it_was(desk, tmp_path, ledger_path, number):
    before = contents(ledger_path)
    wizard = wizard_over(desk, second_batch(tmp_path))
    work = wizard.work
    go_to(wizard, number)
    wizard.reject()
    assert desk.importing.wizard is None and not work.exists() and not desk.importing.spotlight.bands
    assert contents(ledger_path) == before


def test_closing_while_the_checks_run_stops_them_and_removes_their_files(desk, tmp_path, ledger_path):
    before = contents(ledger_path)
    wizard = wizard_over(desk, second_batch(tmp_path))
    work = wizard.work
    go_to(wizard, CRS)
    wizard.next()
    wizard.page(CHECKS).check()
    wizard.reject()
    wait_for(lambda: not desk.jobs.busy, "the end of the job")
    assert not work.exists() and contents(ledger_path) == before


def test_esc_asks_only_when_something_would_be_lost(desk, tmp_path):
    wizard = wizard_over(desk, second_batch(tmp_path))
    page = go_to(wizard, REVIEW)
    page.review.decide(page.review.current().proposal)
    wizard.reject()
    assert wizard.isVisible() and wizard.question is not None
    wizard.question.button(wizard.question.StandardButton.No).click()
    assert wizard.isVisible()
    wizard.reject()
    wizard.question.button(wizard.question.StandardButton.Yes).click()
    assert desk.importing.wizard is None


def test_an_import_that_is_refused_says_why_and_writes_nothing(desk, tmp_path, ledger_path):
    path = second_batch(tmp_path)
    wizard = wizard_over(desk, path)
    go_to(wizard, COMMIT)
    path.unlink()
    before = contents(ledger_path)
    wizard.next()
    page = wizard.page(CHECKS)
    assert wizard.currentId() == CHECKS and path.name in page.refusal.text() and contents(ledger_path) == before
    page.again.click()
    wait_for(lambda: wizard.job is None and page.refusal.text(), "the refusal")
    assert path.name in page.refusal.text() and not page.isComplete() and contents(ledger_path) == before


def test_an_input_that_was_changed_after_the_checks_is_not_written_unseen(desk, tmp_path, ledger_path):
    path = second_batch(tmp_path)
    wizard = wizard_over(desk, path)
    go_to(wizard, COMMIT)
    path.unlink()
    write_layer(path, [(square(20, 20), "F", 15.0)], types=REAL)
    before = contents(ledger_path)
    wizard.next()
    checks = wizard.page(CHECKS)
    assert wizard.currentId() == CHECKS and not checks.isComplete() and not wizard.draft.is_checked
    assert "after the checks" in checks.refusal.text() and contents(ledger_path) == before
    assert checks.refusal.isVisible() and checks.again.isVisible() and not checks.equation.isVisible()
    checks.again.click()
    wait_for(lambda: wizard.job is None and wizard.draft.is_checked, "the checks")
    assert wizard.draft.checked.read == 1
    commit(wizard)


def test_the_same_input_chosen_again_is_checked_again(tmp_path):
    draft = looked(first_batch(tmp_path))
    (tmp_path / "checks.json").write_text('{"version": 1, "read": 3, "imported": 3}', encoding="utf-8")
    draft.take_checks(read_checks(tmp_path / "checks.json"))
    draft.choose(draft.path)
    assert not draft.is_checked


def test_only_the_newest_issue_of_a_batch_is_offered_to_be_issued_again(desk, tmp_path, ledger_path):
    (first,) = desk.workspace.ledger.batches()
    again = [(square(column), f"A{column}", 16.0) for column in range(2)]
    run(ImportParcels(), LEDGER=ledger_path, INPUT=write_layer(tmp_path / "again.gpkg", again, types=REAL), SOURCE="satellite",
        BATCH="<b>二发</b>", REISSUE_OF=first.batch_id)
    desk.workspace.refresh()
    wizard = wizard_over(desk, write_layer(tmp_path / "third.gpkg", [*again, (square(9, 9), "A9", 15.0)], types=REAL))
    page = wizard.page(SOURCE)
    newest = desk.workspace.ledger.batches()[-1]
    assert [page.reissue.itemData(at) for at in range(page.reissue.count())] == ["", newest.batch_id]
    assert newest.batch_id in page.hint.text() and "&lt;b&gt;" in page.hint.text() and "<b>" not in page.hint.text()


def test_closing_the_ledger_closes_the_wizard(desk, tmp_path):
    wizard_over(desk, second_batch(tmp_path))
    desk.workspace.close()
    assert desk.importing.wizard is None


# -- the review widget ----------------------------------------------------------------------------------------


def pair(number, relation="redrawn", proposal=SAME, common=100.0):
    return ReviewRow(f"k{number}", f"B{number}", "二期", f"A{number}", "一期", relation, Decimal(str(common)), 0.9, 0.8, 0.7,
                     proposal)


@pytest.fixture
def review(qgis_app):
    widget = SameGroundReview()
    widget.load([pair(1, common=300), pair(2, common=200), pair(3, "partial", SEPARATE, common=100)])
    widget.show()
    yield widget
    widget.close()


def test_keys_decide_and_go_to_the_next_undecided(review):
    QTest.keyClick(review.view, Qt.Key.Key_1)
    assert review.current().key == "k2"
    QTest.keyClick(review.view, Qt.Key.Key_S)
    QTest.keyClick(review.view, Qt.Key.Key_D)
    assert {key: made[0] for key, made in review.decisions().items()} == {"k1": SAME, "k2": SAME, "k3": SEPARATE}


def test_against_the_proposal_a_reason_is_needed(review):
    QTest.keyClick(review.view, Qt.Key.Key_2)
    assert not review.decisions() and review.hint.text()
    review.reason.setText("两家各有一处")
    review._on_reason()
    assert review.decisions() == {"k1": (SEPARATE, "两家各有一处")}


def test_several_are_decided_at_once_and_taken_back(review):
    review.view.selectAll()
    review.reason.setText("同一厂区")
    assert review.decide(SAME)
    assert {made[0] for made in review.decisions().values()} == {SAME} and len(review.decisions()) == 3
    review.view.selectAll()
    QTest.keyClick(review.view, Qt.Key.Key_Backspace)
    assert review.decisions() == {}


def test_taking_back_what_the_ledger_has_decided_is_a_decision(review):
    review.load([replace(pair(1), decision=SAME, reason="x")])
    review.decide("")
    assert review.decisions() == {"k1": ("", "")}


def test_filters_leave_one_relation_or_the_undecided(review):
    review.relation.setCurrentIndex(review.relation.findData("partial"))
    assert [row.key for row in review.filter.pairs()] == ["k3"]
    review.relation.setCurrentIndex(0)
    review.undecided.setChecked(True)
    review.go_to(0)
    review.decide(SAME)
    assert [row.key for row in review.filter.pairs()] == ["k2", "k3"] and review.current().key == "k2"
    review.decide(SAME)
    review.decide(SEPARATE)
    assert review.filter.pairs() == []


# -- the review of the whole ledger ---------------------------------------------------------------------------


@pytest.fixture
def linked(desk, tmp_path):
    commit(wizard_over(desk, second_batch(tmp_path)))
    desk.importing.wizard.accept()
    return desk


def test_links_are_decided_later_and_written_at_once(linked):
    linked.importing.show_same_ground()
    window = linked.importing.review
    assert window.windowModality() == Qt.WindowModality.NonModal and len(linked.importing.spotlight.bands) == 2
    before, seq = window.sum.text(), linked.workspace.ledger.last_seq()
    window.review.reason.setText("分属两户")
    assert window.review.decide(SEPARATE)
    made = [link for link in linked.workspace.ledger.links() if link.decision]
    assert [(link.decision, link.reason) for link in made] == [(SEPARATE, "分属两户")]
    assert linked.workspace.ledger.last_seq() == seq + 1
    wait_for(lambda: window.sum.text() != before, "the reckoning")
    window.reject()
    assert not linked.importing.spotlight.bands


def test_a_decision_written_is_taken_back(linked):
    linked.importing.show_same_ground()
    window = linked.importing.review
    window.review.decide(window.review.current().proposal)
    window.review.go_to(0)
    window.review.decide("")
    assert not any(link.decision for link in linked.workspace.ledger.links())


def test_a_ledger_open_for_reading_is_shown_and_not_decided(linked, ledger_path, monkeypatch):
    real = Ledger.open

    def held(path, *, write=True):
        if write:
            raise LedgerBusy("{path} is open elsewhere ({holder}).", path=path, holder="OFFICE-PC")
        return real(path, write=False)

    monkeypatch.setattr(Ledger, "open", held)
    linked.workspace.open(ledger_path)
    linked.importing.show_same_ground()
    window = linked.importing.review
    assert "OFFICE-PC" in window.review.hint.text() and not window.review.same.isEnabled()
    assert not window.review.decide(SAME) and not any(link.decision for link in linked.workspace.ledger.links())
    linked.importing.import_parcels()
    assert linked.importing.wizard is None and said(linked)


def test_a_decision_the_ledger_refuses_is_said_and_not_shown_as_made(linked, monkeypatch):
    linked.importing.show_same_ground()
    window = linked.importing.review

    def refuse(_decisions):
        raise BadInput("not now")

    monkeypatch.setattr(linked.workspace.ledger, "decide_links", refuse, raising=False)
    window.review.decide(window.review.current().proposal)
    assert "not now" in window.refusal.text.text() and not window.review.decisions()
    assert N0 and not any(link.decision for link in linked.workspace.ledger.links())


def test_the_wizard_speaks_of_its_own_fields_and_never_of_parameters():
    assert own_words("a.shp has no CRS: set CRS.") == "a.shp has no CRS: set “Coordinate system”."
    assert own_words("set LAYER to one of A, B, or to * for all of them.").startswith("set “Layer” to one of")
    assert own_words("请把“图层”（LAYER）设为 甲 之一") == "请把“Layer”设为 甲 之一"
    assert own_words("或在“转换参数”（TRANSFORMATION）中填写参数。") == "或在“Old datum to CGCS2000”中填写参数。"
    assert own_words("请写转换参数（TRANSFORMATION）。") == "请写转换参数。"
    assert own_words("LAYER.shp 和 D:/LAYER/a.dbf") == "LAYER.shp 和 D:/LAYER/a.dbf"  # names of files stay
    assert own_words("举报.xlsx|EPSG:4490: 3 rows") == "举报.xlsx · CGCS2000, longitude and latitude (EPSG:4490): 3 rows"
