"""Parcels that a new issue replaced: marked and muted on the desk, left out of what is handed out, never silently current."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.core import QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from farmland_plugin.domain.counted_once import REISSUED, WITHDRAWN
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.parcel import Reissued
from farmland_plugin.gui.controllers.parcel_layer import REPLACED as MUTED_CLASS
from farmland_plugin.gui.controllers.parcel_layer import mute_replaced, style
from farmland_plugin.gui.models.parcels import IN_FORCE, MUTED, NUMBER, REPLACED, STATUS
from farmland_plugin.gui.terms import Terms
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.mirror import Mirror
from farmland_plugin.ledger.reissues import in_force, replaced
from farmland_plugin.ledger.selection import select
from farmland_plugin.processing.exportboundarytxt import ExportBoundaryTxt
from farmland_plugin.processing.exportparcels import ExportParcels
from farmland_plugin.processing.importparcels import ImportParcels
from farmland_plugin.processing.recordfindings import RecordFindings
from farmland_plugin.reports.counting import counted_in
from tests.qgis.ground_county import add, box, new_ledger, parcel
from tests.qgis.handover import run, square, write_layer

FIELDS = ("JCBH", "JCMJ", "BZ")
FIRST = [(square(0), "A1", 15.0, "旧"), (square(1), "A2", 15.0, "旧"), (square(2), "A3", 15.0, "旧")]
SECOND = [(square(0), "A1", 15.0, "旧"), (square(1), "A2", 16.5, "旧"), (square(5), "A9", 15.0, "新")]


def bring(folder, ledger, name, rows, **more):
    layer = write_layer(folder / f"{name}.gpkg", rows, FIELDS)
    return run(ImportParcels(), LEDGER=ledger, INPUT=layer, SOURCE="satellite", BATCH=name, AREA_UNIT="mu", **more)


@pytest.fixture
def reissued(tmp_path):
    """A1 unchanged, A2 another area, A3 withdrawn, A9 new."""
    path = new_ledger(tmp_path / "county.gpkg")
    path.close()
    bring(tmp_path, tmp_path / "county.gpkg", "一期", FIRST)
    done = bring(tmp_path, tmp_path / "county.gpkg", "一期重发", SECOND, REISSUE_OF="一期")
    return tmp_path / "county.gpkg", done


def rows_of(path):
    layer = QgsVectorLayer(str(path), "x", "ogr")
    assert layer.isValid()
    return [feature.attributeMap() if hasattr(feature, "attributeMap") else
            dict(zip(layer.fields().names(), feature.attributes())) for feature in layer.getFeatures()]


# -- what is handed out ------------------------------------------------------------------------------------------


def test_parcels_in_force_are_exported_and_the_log_says_how_many_were_left_out(reissued, tmp_path):
    path, _ = reissued
    done = run(ExportParcels(), LEDGER=path, OUTPUT=tmp_path / "o.gpkg")
    assert (done["PARCELS"], done["LEFT_OUT"]) == (3, 3)
    assert [(row["batch"], row["replaced"] or "") for row in rows_of(tmp_path / "o.gpkg")] == [("一期重发", "")] * 3
    everything = run(ExportParcels(), LEDGER=path, OUTPUT=tmp_path / "all.gpkg", INCLUDE_REPLACED=True)
    assert (everything["PARCELS"], everything["LEFT_OUT"]) == (6, 0)
    marked = {(row["source_no"], row["batch"]): row["replaced"] or "" for row in rows_of(tmp_path / "all.gpkg")}
    assert "一期重发" in marked["A1", "一期"] and "A1" in marked["A1", "一期"] and marked["A1", "一期重发"] == ""
    assert "Withdrawn" in marked["A3", "一期"] or "撤回" in marked["A3", "一期"]


def test_asking_for_replaced_parcels_alone_is_refused_with_the_way_to_get_them(reissued, tmp_path):
    path, _ = reissued
    for algorithm, output in ((ExportParcels(), "o.gpkg"), (ExportBoundaryTxt(), "o.txt")):
        with pytest.raises(QgsProcessingException, match="INCLUDE_REPLACED"):
            run(algorithm, LEDGER=path, OUTPUT=tmp_path / output, WHERE="batch = '一期'")
        assert not (tmp_path / output).exists()


def test_boundary_points_are_those_of_the_parcels_in_force(reissued, tmp_path):
    path, _ = reissued
    done = run(ExportBoundaryTxt(), LEDGER=path, OUTPUT=tmp_path / "o.txt", ENCODING="UTF-8")
    assert (done["PLOTS"], done["LEFT_OUT"]) == (3, 3)
    everything = run(ExportBoundaryTxt(), LEDGER=path, OUTPUT=tmp_path / "all.txt", ENCODING="UTF-8", INCLUDE_REPLACED=True)
    assert (everything["PLOTS"], everything["LEFT_OUT"]) == (6, 0)
    marks = [line for line in (tmp_path / "all.txt").read_text(encoding="utf-8").splitlines() if "一期重发" in line]
    assert len(marks) == 3 and "一期重发" not in (tmp_path / "o.txt").read_text(encoding="utf-8")


def test_an_expression_can_ask_for_what_is_in_force(reissued):
    with Ledger.open(reissued[0], write=False) as ledger:
        assert select(ledger, "replaced = ''") == in_force(ledger, ledger.parcel_uids())[0]
        assert len(select(ledger, f"replaced = '{WITHDRAWN}'")) == 1 and len(select(ledger, f"replaced = '{REISSUED}'")) == 2


# -- the import's report -----------------------------------------------------------------------------------------


def test_the_report_lists_a_new_issue_with_its_areas_and_not_as_overlaps(reissued):
    _, done = reissued
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert "Pairs that cover the same ground" not in page
    section = page[page.index("Issued again for batch 一期"):]
    section = section[:section.index("</table>")]
    rows = [re.sub("<[^>]+>", "|", row) for row in section.split("<tr>")[2:]]
    cells = [[cell for cell in row.split("|") if cell.strip()] for row in rows]
    assert cells == [
        ["A2", "changed", cells[0][2], "15.00", "16.50", "1.50"], ["A3", "withdrawn", "-", "15.00", "-", "-"],
        ["A9", "added", "-", "-", "15.00", "-"], ["A1", "unchanged", "-", "15.00", "15.00", "-"]]
    assert "2 pairs on the same ground with this batch are no overlaps" in section
    assert re.search(r"<b>0</b>overlapping with the ledger", page)


def test_overlaps_with_other_sources_are_still_listed_beside_a_new_issue(tmp_path):
    new_ledger(tmp_path / "county.gpkg").close()
    bring(tmp_path, tmp_path / "county.gpkg", "一期", FIRST)
    bring(tmp_path, tmp_path / "county.gpkg", "督察", [(square(1), "D1", 15.0, "")])
    done = bring(tmp_path, tmp_path / "county.gpkg", "一期重发", SECOND, REISSUE_OF="一期")
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    pairs = page[page.index("Pairs that cover the same ground"):]
    assert "(1)" in pairs[:60] and "督察" in pairs[:pairs.index("</table>")]
    assert re.search(r"<b>1</b>overlapping with the ledger", page)


# -- what is in force --------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.lists(st.sampled_from(["same", "changed", "withdrawn"]), min_size=3, max_size=3), min_size=1, max_size=3))
def test_after_any_chain_of_issues_in_force_is_what_the_lists_count(tmp_path_factory, issues):
    folder = tmp_path_factory.mktemp("chain")
    with new_ledger(folder / "county.gpkg") as ledger:
        last = [parcel(ledger, f"{number}", box(100 * number, 0, 100 * number + 50, 50)) for number in range(3)]
        add(ledger, "0", last)
        for number, verdicts in enumerate(issues, 1):
            kept = [(one, verdict) for one, verdict in zip(last, verdicts) if verdict != "withdrawn"]
            new = [parcel(ledger, one.source_no, one.geom) for one, _ in kept]
            told = [Reissued("", one.source_no, verdict, fresh.parcel_uid, one.parcel_uid, "BZ" if verdict == "changed" else "")
                    for fresh, (one, verdict) in zip(new, kept)]
            told += [Reissued("", one.source_no, "withdrawn", "", one.parcel_uid)
                     for one, verdict in zip(last, verdicts) if verdict == "withdrawn"]
            add(ledger, f"{number}", new, at=f"2026-0{number + 1}-01T00:00:00Z", reissued=told)
            last = new
        uids = ledger.parcel_uids()
        kept, left_out = in_force(ledger, uids)
        assert kept == [one.parcel_uid for one in last] == list(counted_in(ledger, uids, set()).counted)
        assert left_out == len(uids) - len(last) == len(replaced(ledger))


# -- findings from a table ---------------------------------------------------------------------------------------


def record(folder, ledger, *lines):
    table = folder / "findings.csv"
    table.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return run(RecordFindings(), LEDGER=ledger, INPUT=table)


def test_a_number_of_both_issues_is_recorded_of_the_parcel_in_force(reissued, tmp_path):
    path, _ = reissued
    done = record(tmp_path, path, "JCBH,认定意见", "A1,legal")
    assert (done["APPLIED"], done["REFUSED"]) == (1, 0)
    with Ledger.open(path, write=False) as ledger:
        gone = replaced(ledger)
        found = {one.parcel_uid for one in ledger.cases() if one.finding}
        assert found == {one.parcel_uid for one in ledger.parcels() if one.source_no == "A1" and one.parcel_uid not in gone}


def test_a_row_about_a_replaced_parcel_is_refused_and_says_what_counts_instead(reissued, tmp_path):
    path, _ = reissued
    done = record(tmp_path, path, "JCBH,批次,认定意见", "A2,一期,legal", "A3,,legal")
    assert (done["APPLIED"], done["REFUSED"]) == (0, 2)
    page = Path(done["REPORT"]).read_text(encoding="utf-8")
    assert "Replaced by the new issue 一期重发: A2 counts instead" in page and "Withdrawn by the new issue 一期重发" in page


# -- on the desk -------------------------------------------------------------------------------------------------


@pytest.fixture
def panel(qgis_iface, qgis_new_project, reissued):
    from qgis.gui import QgsMessageBar

    from farmland_plugin.gui.controllers.jobs import Jobs
    from farmland_plugin.gui.controllers.mapview import MapView
    from farmland_plugin.gui.controllers.workspace import Workspace
    from farmland_plugin.gui.errors import Notices
    from farmland_plugin.gui.panels.parcels import ParcelsPanel

    qgis_iface.mainWindow().show()
    bar = QgsMessageBar()
    notices = Notices(bar)
    workspace = Workspace(notices)
    view = MapView(qgis_iface, workspace, notices)
    made = ParcelsPanel(workspace, view, Jobs(workspace, notices), notices)
    made.bar = bar
    made.show()
    workspace.open(reissued[0])
    yield made
    workspace.close()
    made.close()


@pytest.fixture
def verification(panel):
    from farmland_plugin.gui.panels.verification import VerificationPanel

    made = VerificationPanel(panel.step, panel.workspace, panel.view, panel.jobs, panel.notices)
    made.show()
    made._on_opened()
    yield made
    made.close()


def row_of(panel, number, batch):
    return next(row for row in panel.table.rows if (row.number, row.batch) == (number, batch))


def test_nothing_is_recorded_of_a_replaced_parcel_and_the_card_leads_to_the_one_in_force(panel, verification):
    old, ledger = row_of(panel, "A2", "一期"), panel.workspace.ledger
    panel.view.select([old.uid], old.uid)
    box = verification.replaced
    assert box.isVisibleTo(verification) and box.sentence.text() == old.replaced.sentence() and "一期重发" in box.sentence.text()
    assert not verification.entry.isEnabled() and not verification.suggestion.adopt.isEnabled()
    last = ledger.last_seq()
    verification.form.finding.choose("legal")
    assert not verification.save.isEnabled()
    verification.on_save()
    assert ledger.last_seq() == last and old.replaced.sentence() in verification.saved.text()
    box.go.click()
    assert panel.view.current == old.replaced.uids[0] and box.isHidden() and verification.entry.isEnabled()
    verification.form.finding.choose("legal")
    verification.on_save()
    assert ledger.case(old.replaced.uids[0]).finding == "legal" and not ledger.case(old.uid).finding


def test_no_step_of_a_replaced_parcel_is_offered_and_the_case_leads_to_the_one_in_force(panel):
    from farmland_plugin.gui.panels.casework import CaseworkPanel

    made = CaseworkPanel(panel.step, panel.workspace, panel.view, panel.jobs, panel.notices)
    try:
        made.show()
        made._on_opened()
        old = row_of(panel, "A1", "一期")
        panel.view.select([old.uid], old.uid)
        assert made.steps.buttons and not any(one.isEnabled() for one in made.steps.buttons.values())
        assert "一期重发" in made.head.replaced.sentence.text() and not made.head.replaced.isHidden()
        made.resize(320, 700)
        assert made.number.width() >= made.number.sizeHint().width(), "the number is not cut"
        made.head.replaced.go.click()
        assert panel.view.current == old.replaced.uids[0] and made.head.replaced.isHidden()
        assert any(one.isEnabled() for one in made.steps.buttons.values())
    finally:
        made.close()
        made.deleteLater()


def test_a_withdrawn_parcel_says_so_and_leads_nowhere(panel, verification):
    gone = row_of(panel, "A3", "一期")
    panel.view.select([gone.uid], gone.uid)
    assert verification.replaced.sentence.text() == "Withdrawn by the new issue 一期重发"
    assert verification.replaced.go.isHidden() and not verification.entry.isEnabled()


def test_one_finding_for_many_leaves_replaced_parcels_out_and_says_how_many(panel):
    from qgis.PyQt.QtWidgets import QLabel

    panel.view.select([row.uid for row in panel.table.rows], panel.table.rows[0].uid)
    panel.on_tag()
    window = panel.window_
    assert {case.parcel_uid for case in window.cases} == {row.uid for row in panel.table.rows if row.replaced is None}
    assert any(label.text().startswith("3 parcels that a new issue") for label in window.findChildren(QLabel))
    window.reject()
    old = row_of(panel, "A1", "一期").uid
    panel.view.select([old], old)
    panel.on_tag()
    assert panel.window_ is None and panel.bar.currentItem() is not None


def test_screening_what_is_filtered_leaves_replaced_parcels_out_and_says_how_many(panel):
    from farmland_plugin.gui.panels.redlines import RedlinesPanel
    from farmland_plugin.gui.redlines.running import ALL, FILTERED, SELECTED

    made = RedlinesPanel(panel, panel.workspace, panel.view, panel.jobs, panel.notices)
    try:
        made._count()
        assert sorted(made.uids_of(FILTERED)) == sorted(made.uids_of(ALL)) and len(made.uids_of(FILTERED)) == 3
        assert made.run.left_out.isHidden(), "told of the filtered parcels only"
        made.run.choose(FILTERED)
        assert not made.run.left_out.isHidden() and made.run.left_out.text().startswith("3 parcels that a new issue")
        made.totals.follow(made._opens(), panel.workspace.terms)
        made.totals.scope.setCurrentIndex(made.totals.scope.findData(FILTERED))
        made.totals._count()
        assert not made.totals.left.isHidden() and made.totals.left.text() == made.run.left_out.text()
        old = row_of(panel, "A1", "一期").uid
        panel.view.select([old], old)
        assert made.uids_of(SELECTED) == [old], "one that was selected on purpose stays"
        choose(panel, REPLACED)
        made._count()
        assert made.uids_of(FILTERED) == [] and made.left_out(FILTERED) == 3 and not made.screen.isEnabled()
        choose(panel, IN_FORCE)
        made._count()
        assert made.left_out(FILTERED) == 0 and made.run.left_out.isHidden()
    finally:
        made.totals.follow("", panel.workspace.terms)
        made.close()
        made.deleteLater()


def test_packages_are_made_of_what_is_in_force_and_the_panel_says_how_many_are_left_out(panel):
    from farmland_plugin.gui.panels.packages import ALL, FILTERED, SELECTED, PackagesPanel

    def asked():
        return sorted(select(panel.workspace.ledger, made._where()))

    valid = sorted(row.uid for row in panel.table.rows if row.replaced is None)
    old = row_of(panel, "A1", "一期").uid
    made = PackagesPanel(panel, panel.workspace, panel.view, panel.jobs, panel.notices)
    try:
        assert made.left_out.isHidden()
        made.scope.button(FILTERED).setChecked(True)
        assert asked() == valid and made.left_out.text().startswith("3 parcels that a new issue") and not made.left_out.isHidden()
        made.scope.button(ALL).setChecked(True)
        assert asked() == valid and made.left_out.isHidden()
        panel.view.select([old], old)
        made.scope.button(SELECTED).setChecked(True)
        assert asked() == [old], "one that was selected on purpose stays: the report says why it is held back"
        choose(panel, REPLACED)
        made.scope.button(FILTERED).setChecked(True)
        with pytest.raises(BadInput, match="None of the 3 parcels"):
            made._where()
        choose(panel, IN_FORCE)
        made._soon.timeout.emit()
        assert asked() == valid and made.left_out.isHidden()
    finally:
        made.close()
        made.deleteLater()


def choose(panel, code):
    panel.status.setCurrentIndex(panel.status.findData(code))
    panel._on_filter()


def test_totals_count_what_is_in_force_and_tell_the_rest_apart(panel):
    assert panel.totals.text() == "3 parcels · 46.50 mu · 3 more replaced by a new issue"
    assert panel.progress.maximum() == 3
    choose(panel, IN_FORCE)
    assert panel.totals.text() == "3 of 3 parcels · 46.50 mu" and len(panel.visible_uids()) == 3
    choose(panel, REPLACED)
    assert panel.totals.text() == "0 of 3 parcels · 0.00 mu · 3 more replaced by a new issue"
    panel.status.setCurrentIndex(0)
    panel.unfinished.setChecked(True)
    panel._on_filter()
    assert len(panel.visible_uids()) == 3, "a replaced parcel is no unfinished work"


def test_a_replaced_row_has_a_word_a_muted_look_and_says_which_batch_replaced_it(panel):
    table = panel.filter
    by = {(row.number, row.batch): at for at, row in enumerate(table.visible())}
    old, new, gone = by["A1", "一期"], by["A1", "一期重发"], by["A3", "一期"]
    assert table.index(old, STATUS).data().startswith("replaced") and table.index(gone, STATUS).data().startswith("withdrawn")
    assert table.data(table.index(old, NUMBER), Qt.ItemDataRole.ForegroundRole) == QColor(MUTED)
    assert table.data(table.index(new, NUMBER), Qt.ItemDataRole.ForegroundRole) is None
    assert table.data(table.index(old, NUMBER), Qt.ItemDataRole.FontRole).strikeOut()
    assert "一期重发" in table.data(table.index(old, NUMBER), Qt.ItemDataRole.ToolTipRole)
    assert "一期重发" in table.data(table.index(gone, NUMBER), Qt.ItemDataRole.ToolTipRole)
    assert "replaced" not in table.index(new, STATUS).data()


def test_the_menu_takes_over_earlier_cases_of_parcels_issued_again_only(panel):
    ledger = panel.workspace.ledger
    old = next(row for row in panel.table.rows if (row.number, row.batch) == ("A1", "一期"))
    new = old.replaced.uids[0]
    panel.workspace.apply(old.uid, 1, "correct", {"finding": "legal", "note": "已核", "reason": "补录"})

    def action():
        return next(one for one in panel.menu().actions() if one.text() == "Take Over Earlier Cases…")

    panel.view.select([old.uid], old.uid)
    assert not action().isEnabled()
    panel.view.select([old.uid, new], new)
    assert action().isEnabled()
    panel.on_take_over()
    window = panel.window_
    assert [one.number for one in window.chosen()] == ["A1"] and window.ok.isEnabled()
    window.on_ok()
    assert ledger.case(new).note == "已核" and ledger.case(new).status == "surveying"
    assert next(row for row in panel.table.rows if row.uid == new).finding == "legal"


def test_a_changed_parcel_is_offered_but_not_ticked_and_nothing_is_written_without_a_tick(panel):
    ledger = panel.workspace.ledger
    old = next(row for row in panel.table.rows if (row.number, row.batch) == ("A2", "一期"))
    panel.workspace.apply(old.uid, 1, "correct", {"finding": "legal", "reason": "补录"})
    panel.view.select(list(old.replaced.uids), old.replaced.uids[0])
    last = ledger.last_seq()
    panel.on_take_over()
    window = panel.window_
    assert window.list.topLevelItemCount() == 1 and window.chosen() == [] and not window.ok.isEnabled()
    assert "15.00 → 16.50" in window.list.topLevelItem(0).text(2)
    window.reject()
    assert ledger.last_seq() == last
    panel.on_take_over()
    panel.window_.list.topLevelItem(0).setCheckState(0, Qt.CheckState.Checked)
    panel.window_.on_ok()
    assert ledger.case(old.replaced.uids[0]).status == "to_survey" and ledger.case(old.replaced.uids[0]).finding == "legal"


def test_the_map_mutes_replaced_parcels_and_labels_only_those_in_force(reissued):
    with Ledger.open(reissued[0], write=False) as ledger:
        layer = Mirror.build(ledger).layer
        style(layer, Terms.of(ledger))
    renderer = layer.renderer()
    classes = {category.value(): category for category in renderer.categories()}
    assert MUTED_CLASS in classes and '"replaced"' in renderer.classAttribute()
    values = sorted(feature["replaced"] for feature in layer.getFeatures())
    assert values == ["", "", "", REISSUED, REISSUED, WITHDRAWN]
    assert classes[MUTED_CLASS].symbol().color().alpha() < classes["to_survey"].symbol().color().alpha()
    assert layer.labeling().settings().isExpression


def test_a_layer_of_an_earlier_version_is_muted_too_and_a_style_of_one_s_own_stays(reissued):
    with Ledger.open(reissued[0], write=False) as ledger:
        layer = Mirror.build(ledger).layer
        style(layer, Terms.of(ledger))
    layer.renderer().setClassAttribute("finding")
    mute_replaced(layer)
    assert layer.renderer().classAttribute() == "finding"
    layer.renderer().setClassAttribute("status")
    mute_replaced(layer)
    assert layer.renderer().categories()[-1].value() == MUTED_CLASS


def test_a_mirror_shown_already_learns_that_a_batch_was_issued_again(tmp_path):
    path = tmp_path / "county.gpkg"
    new_ledger(path).close()
    bring(tmp_path, path, "一期", FIRST)
    with Ledger.open(path, write=False) as ledger:
        mirror = Mirror.build(ledger)
    bring(tmp_path, path, "一期重发", SECOND, REISSUE_OF="一期")
    with Ledger.open(path, write=False) as ledger:
        mirror.update(ledger)
    assert sorted(feature["replaced"] for feature in mirror.layer.getFeatures()) == ["", "", "", REISSUED, REISSUED, WITHDRAWN]
