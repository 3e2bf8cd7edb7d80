"""The parcels panel beyond the table itself: combined filters, task lists, sums, columns, saved filters, walking, map, search."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsLocator,
    QgsLocatorContext,
    QgsLocatorResult,
    QgsProject,
    QgsSettings,
)
from qgis.gui import QgsLayerTreeView, QgsMessageBar
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtTest import QAbstractItemModelTester
from qgis.PyQt.QtWidgets import QComboBox

from farmland_plugin.domain.parcel import Batch, Link, Parcel, Redline, RoleCover, Screening
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.domain.workdays import today
from farmland_plugin.gui.controllers.indicator import UnfinishedMark
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.locator import SETTINGS, ParcelLocator, claim_prefix, uid_of
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.models.parcels import (
    AREA,
    BATCH,
    COLUMNS,
    IN_FORCE,
    LEFT,
    NUMBER,
    ON_HOLD,
    REPLACED,
    STATUS,
    TOWNSHIP,
    ParcelFilter,
    ParcelTable,
    Row,
)
from farmland_plugin.gui.panels.parcels import ParcelsPanel
from farmland_plugin.gui.parcels.headings import CHOSEN, KEY
from farmland_plugin.gui.parcels.query import NO_DEADLINE, OVERDUE, ParcelQuery
from farmland_plugin.gui.parcels.saved import SavedQueries
from farmland_plugin.gui.parcels.styles import BY_DAYS, BY_DISPOSITION, BY_STATUS, show_tips, style_of
from farmland_plugin.gui.terms import Terms
from farmland_plugin.ledger.crs import create_ledger, ledger_crs
from farmland_plugin.ledger.reissues import Replaced

from .few_parcels import square

EAST, NORTH, STEP = 38545000.0, 4062000.0, 300.0


def batch_of(ledger, name, source, count, start, **dates):
    batch = Batch(ledger.new_uid(), name, source, "a.shp", "0" * 64, count, count, 0, **dates)
    parcels = []
    for number in range(start, start + count):
        wkb = square(EAST + STEP * number, NORTH, 45.0)
        parcels.append(Parcel(
            parcel_uid=ledger.new_uid(), source_no=f"N{number:03d}", batch_id=batch.batch_id, area_m2=Decimal("2025.00"),
            monitored_area_m2=Decimal("2000.00"), geom=wkb, geom_hash=geometry_hash(wkb),
            township="柳林镇" if number % 2 else "青石乡", source_crs="EPSG:4526"))
    ledger.add_batch(batch, parcels, [])
    return [parcel.parcel_uid for parcel in parcels]


@pytest.fixture
def desk(qgis_iface, qgis_new_project, tmp_path):
    """Six parcels of satellite enforcement, overdue; four of an inspection, due in five days."""
    from qgis.core import QgsCoordinateReferenceSystem

    for key in (KEY, CHOSEN):
        QgsSettings().remove(key)
    path, day = tmp_path / "county.gpkg", today()
    with create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")) as ledger:
        issued = batch_of(ledger, "卫片", "satellite", 6, 0, remediate_by=(day - timedelta(days=3)).isoformat())
        old = batch_of(ledger, "督察", "inspection", 4, 6, remediate_by=(day + timedelta(days=5)).isoformat())
        crs = ledger_crs(ledger)
    qgis_iface.mainWindow().show()
    qgis_iface.mapCanvas().setDestinationCrs(crs)
    bar = QgsMessageBar()
    notices = Notices(bar)
    workspace = Workspace(notices)
    view = MapView(qgis_iface, workspace, notices)
    parcels = ParcelsPanel(workspace, view, Jobs(workspace, notices), notices)
    parcels.show()
    workspace.open(path)
    yield SimpleNamespace(workspace=workspace, view=view, parcels=parcels, issued=issued, old=old, bar=bar, path=path,
                          canvas=qgis_iface.mapCanvas(), iface=qgis_iface, notices=notices)
    workspace.release()
    parcels.close()
    parcels.deleteLater()
    assert not bar.items(), [item.text() for item in bar.items()]


def numbers(desk):
    return sorted(int(row.number[1:]) for row in desk.parcels.filter.visible())


def ask(desk, **parts):
    desk.parcels.filters.set_query(ParcelQuery(**parts))
    return numbers(desk)


def red_line(ledger, line, role="permanent_farmland"):
    ledger.add_redline(Redline(line, role, line, "2025", "/x.gpkg", "0" * 64, 1, 0, f"{line}.gpkg", "EPSG:4526"))


# -- the query against its plain meaning ------------------------------------------------------------------------------


class FixedBeside:
    """What the ledger would tell, drawn by the test."""

    def __init__(self, areas, left, late, boxes):
        self.areas, self.left, self.late, self.box = areas, left, late, boxes

    def forget(self, positions):
        self.places = positions

    def _of(self, values):
        return np.array([values[uid] for uid in sorted(self.places, key=self.places.get)])

    def role_mu(self, role):
        return self._of(self.areas).astype(float)

    def days_left(self):
        return self._of(self.left)

    def overdue(self):
        return self._of(self.late).astype(bool)

    def boxes(self):
        return self._of(self.box).reshape(-1, 4)

    def standing(self, uid):
        return None


GONE = Replaced("withdrawn", "b", "二期")
PARTS = {
    "number": st.text("01ab", min_size=1, max_size=4), "township": st.sampled_from(["柳林镇", "青石乡", ""]),
    "status": st.sampled_from(["to_survey", "surveying"]), "finding": st.sampled_from(["", "legal"]),
    "hold": st.sampled_from(["", "suspended"]), "replaced": st.sampled_from([None, GONE]),
    "flags": st.sampled_from([(), ("hard_case",), ("typical", "hard_case")]), "batch": st.sampled_from(["一期", "二期"]),
    "area_m2": st.integers(0, 10 ** 7).map(Decimal), "uid": st.just(""), "village": st.just(""), "monitored_m2": st.none(),
    "disposition": st.just("")}
QUERY = st.builds(
    ParcelQuery, text=st.sampled_from(["", "0", "1 a", "柳林", "一期 b"]), unfinished=st.booleans(), hard=st.booleans(),
    status=st.sampled_from(["", "surveying", ON_HOLD, IN_FORCE, REPLACED]), batch=st.sampled_from(["", "一期", "没有"]),
    township=st.sampled_from(["", "柳林镇"]), role=st.sampled_from(["", "plan"]), least_mu=st.sampled_from([0.0, 0.5]),
    due=st.sampled_from(["", OVERDUE, NO_DEADLINE, "7"]), extent=st.sampled_from([None, (2.0, 2.0, 6.0, 6.0)]),
    only=st.sampled_from([None, frozenset({"U1", "U3", "gone"})]))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(made=st.lists(st.builds(Row, **PARTS), max_size=25), seed=st.integers(0, 10 ** 6), descending=st.booleans(), query=QUERY,
       column=st.sampled_from([NUMBER, AREA, STATUS, TOWNSHIP, BATCH]))
def test_every_combination_of_filters_shows_exactly_what_its_words_mean(qgis_app, made, seed, column, descending, query):
    rows = [replace(row, uid=f"U{at}") for at, row in enumerate(made)]
    dice = random.Random(seed)
    areas = {row.uid: dice.choice([0.0, 0.3, 0.7, float("nan")]) for row in rows}
    left = {row.uid: dice.choice([float("nan"), -2.0, 3.0, 20.0]) for row in rows}
    late = {uid: days < 0 for uid, days in left.items()}
    boxes = {row.uid: (x := dice.uniform(0, 8), y := dice.uniform(0, 8), x + 1, y + 1) for row in rows}
    model = ParcelFilter(ParcelTable(FixedBeside(areas, left, late, boxes)))
    model.load(rows, Terms())
    model.sort(column, Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder)
    model.ask(query)

    def meant(row):
        words = f"{row.number} {row.township} {row.village} {row.batch} {row.finding}".lower()
        box, days = boxes[row.uid], left[row.uid]
        due = {"": True, OVERDUE: late[row.uid], NO_DEADLINE: days != days, "7": 0 <= days <= 7}[query.due]
        stands = {"": True, ON_HOLD: bool(row.hold), IN_FORCE: row.replaced is None, REPLACED: row.replaced is not None}
        inside = query.extent is None or (box[0] <= 6 and box[2] >= 2 and box[1] <= 6 and box[3] >= 2)
        return (all(word in words for word in query.text.split()) and stands.get(query.status, row.status == query.status)
                and (not query.unfinished or not (row.finding or row.replaced)) and query.batch in ("", row.batch)
                and query.township in ("", row.township)
                and (not query.role or (areas[row.uid] > 0 and areas[row.uid] >= query.least_mu))
                and due and (not query.hard or "hard_case" in row.flags) and inside
                and (query.only is None or row.uid in query.only))

    shown = model.visible()
    assert sorted(row.uid for row in shown) == sorted(row.uid for row in rows if meant(row))
    keys = [row.area_m2 if column == AREA else model.table.text(row, column) for row in shown]
    assert keys == sorted(keys, reverse=descending)
    sums = model.table.sums(model.shown)
    force = [row for row in shown if row.replaced is None]
    assert (sums.count, sums.replaced) == (len(force), len(shown) - len(force))
    assert sums.m2 == sum((row.area_m2 for row in force), Decimal(0))


def test_rows_that_drop_out_one_by_one_leave_a_well_behaved_model_and_the_selection(desk):
    model = desk.parcels.filter
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    desk.parcels.unfinished.setChecked(True)
    desk.view.select([desk.issued[4]], desk.issued[4])
    desk.workspace.apply(desk.issued[1], 1, "record", {"finding": "legal"})
    assert numbers(desk) == [0, 2, 3, 4, 5, 6, 7, 8, 9] and tester is not None
    assert [index.data() for index in desk.parcels.view_.selectionModel().selectedRows(NUMBER)] == ["N004"]
    assert desk.view.selected == [desk.issued[4]]


# -- filters over the ledger --------------------------------------------------------------------------------------------


def test_batch_township_and_deadline_narrow_together(desk):
    assert ask(desk, batch="督察") == [6, 7, 8, 9]
    assert ask(desk, batch="督察", township="柳林镇") == [7, 9]
    assert ask(desk, due=OVERDUE) == [0, 1, 2, 3, 4, 5]
    assert ask(desk, due="7") == [6, 7, 8, 9] and ask(desk, due="3") == []
    assert ask(desk, due=OVERDUE, township="青石乡") == [0, 2, 4]
    assert ask(desk, due=NO_DEADLINE) == []
    assert "5 days left" in desk.parcels.filter.table.text(desk.parcels.table.rows[6], LEFT)
    assert "3 days overdue" in desk.parcels.filter.table.text(desk.parcels.table.rows[0], LEFT)


def test_a_red_line_and_the_least_area_narrow_by_what_counts_now(desk):
    ledger, uids = desk.workspace.writing(), desk.issued
    red_line(ledger, "R1")
    results = [Screening(uid, "R1", "permanent_farmland", Decimal(metres), Decimal("2025") - metres)
               for uid, metres in zip(uids, (0, 400, 1000, 2025))]
    ledger.record_screening([], results, uids[:4], ["R1"], {})
    desk.workspace.refresh()
    assert ask(desk, role="permanent_farmland") == [1, 2, 3]
    assert desk.parcels.totals.text() == "3 of 10 parcels · 9.00 mu · 6 more not screened against this red line"
    assert ask(desk, role="permanent_farmland", least_mu=1.5) == [2, 3]
    assert ask(desk, role="permanent_farmland", least_mu=1.51) == [3]
    ledger.retire_redline("R1", "replaced by the county")
    desk.workspace.refresh()
    assert numbers(desk) == [], "a retired red line no longer counts"


def test_the_areas_of_a_role_with_two_layers_are_what_they_cover_together(desk):
    ledger, uid = desk.workspace.writing(), desk.issued[0]
    for line in ("R1", "R2"):
        red_line(ledger, line)
    results = [Screening(uid, line, "permanent_farmland", Decimal(1000), Decimal(1025)) for line in ("R1", "R2")]
    ledger.record_screening([], results, [uid], ["R1", "R2"], {},
                            role_covers=[RoleCover(uid, "permanent_farmland", Decimal(1800), Decimal(225))])
    desk.workspace.refresh()
    assert ask(desk, role="permanent_farmland", least_mu=2.69) == [0]
    assert ask(desk, role="permanent_farmland", least_mu=2.71) == []


def test_hard_cases_and_the_selection_narrow_and_a_flag_given_later_is_seen(desk):
    assert ask(desk, hard=True) == []
    desk.workspace.apply(desk.old[0], 1, "record", {"flags": "hard_case"})
    assert numbers(desk) == [6]
    desk.parcels.filters.reset()
    desk.view.select(desk.issued[:2], desk.issued[0])
    desk.parcels.filters.only.setChecked(True)
    assert numbers(desk) == [0, 1]
    desk.view.select([desk.issued[1]], desk.issued[1])
    assert numbers(desk) == [0, 1], "choosing among them does not narrow further"


def test_the_map_narrows_and_is_followed_while_it_does(desk, qtbot):
    box = desk.workspace.parcels.layer.extent()
    box.setXMaximum(EAST + STEP * 2 + 10)
    box.setXMinimum(EAST - 10)
    desk.canvas.setExtent(box)
    desk.parcels.filters.map_.setChecked(True)
    first = numbers(desk)
    assert first[:3] == [0, 1, 2] and 9 not in first
    box.setXMinimum(EAST + STEP * 8)
    box.setXMaximum(EAST + STEP * 9)
    desk.canvas.setExtent(box)
    qtbot.waitUntil(lambda: 9 in numbers(desk) and 0 not in numbers(desk), timeout=3000)


def test_folded_conditions_are_counted_on_the_button_and_one_press_takes_all_away(desk):
    bar = desk.parcels.filters
    assert not bar.more.isVisibleTo(desk.parcels) and bar.fold.text() == ""
    ask(desk, batch="督察", hard=True, text="N00")
    assert bar.fold.text() == "2"
    bar.fold.setChecked(True)
    assert bar.more.isVisibleTo(desk.parcels)
    bar.clear.click()
    assert bar.fold.text() == "" and len(numbers(desk)) == 10 and bar.text.text() == ""


# -- task lists, sums ---------------------------------------------------------------------------------------------------


def test_the_task_lists_say_parcels_and_mu_and_show_theirs_with_one_click(desk):
    desk.workspace.apply(desk.issued[2], 1, "record", {"flags": "off_plan"})
    buttons = desk.parcels.tasks.buttons
    assert [button.text().split("\n")[1] for button in buttons.values()] == ["6 · 18.00 mu", "1 · 3.00 mu", "4 · 12.00 mu"]
    buttons["left_over"].click()
    assert numbers(desk) == [6, 7, 8, 9] and desk.parcels.totals.text() == "4 of 10 parcels · 12.00 mu"
    buttons["must_demolish"].click()
    assert numbers(desk) == [2] and not buttons["left_over"].isChecked()
    buttons["must_demolish"].click()
    assert len(numbers(desk)) == 10 and not any(button.isChecked() for button in buttons.values())


def test_a_parcel_counted_with_another_is_told_in_every_sum_it_is_part_of(desk):
    ledger = desk.workspace.writing()
    ledger.add_links([Link("L1", desk.old[0], desk.issued[0], "identical", Decimal("1.00"), 1.0, 1.0, 1.0)])
    ledger.decide_links([("L1", "same", "same place")])
    desk.workspace.refresh()
    ask(desk, batch="督察")
    assert desk.parcels.totals.text() == "4 of 10 parcels · 12.00 mu · 1 of them counted with another"
    ask(desk, batch="卫片")
    assert desk.parcels.totals.text() == "6 of 10 parcels · 18.00 mu"
    buttons = desk.parcels.tasks.buttons
    assert [button.text().split("\n")[1] for button in buttons.values()] == ["6 · 18.00 mu", "0 · 0.00 mu", "3 · 9.00 mu"]
    ask(desk, task="left_over")
    assert numbers(desk) == [7, 8, 9], "its ground counts in the first list"


def test_two_parcels_of_one_list_on_the_same_ground_count_once_on_its_card(desk):
    ledger = desk.workspace.writing()
    ledger.add_links([Link("L1", desk.old[1], desk.old[0], "identical", Decimal("1.00"), 1.0, 1.0, 1.0)])
    ledger.decide_links([("L1", "same", "same place")])
    desk.workspace.refresh()
    button = desk.parcels.tasks.buttons["left_over"]
    assert button.text().split("\n")[1] == "3 · 9.00 mu" and "1 more lie on the same ground" in button.toolTip()


def test_what_is_selected_on_the_map_or_in_the_table_is_summed(desk):
    desk.workspace.parcels.layer.selectByExpression("\"source_no\" IN ('N001','N007')")
    assert desk.parcels.foot.selected.text() == "Selected: 2 · 6.00 mu"
    desk.parcels.view_.selectRow(3)
    assert desk.parcels.foot.selected.text() == "Selected: 1 · 3.00 mu"
    desk.parcels.view_.clearSelection()
    assert desk.parcels.foot.selected.text() == ""


def test_selecting_every_row_reaches_the_map(desk):
    desk.parcels.view_.selectAll()
    assert desk.workspace.parcels.layer.selectedFeatureCount() == 10
    model = desk.parcels.view_.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    model.select(desk.parcels.filter.index(4, 0), flags.Deselect | flags.Rows)
    assert desk.workspace.parcels.layer.selectedFeatureCount() == 9
    assert desk.parcels.filter.visible()[4].uid not in desk.view.selected


# -- columns, saved filters ---------------------------------------------------------------------------------------------


def test_columns_chosen_at_the_header_are_there_again_and_can_be_put_back(desk):
    headings = desk.parcels.headings
    assert headings.header.isSectionHidden(LEFT)
    {action.text(): action for action in headings.menu().actions()}["Days left"].setChecked(True)
    headings.show_column(BATCH, False)
    again = ParcelsPanel(desk.workspace, desk.view, desk.parcels.jobs, desk.parcels.notices)
    assert not again.headings.header.isSectionHidden(LEFT) and again.headings.header.isSectionHidden(BATCH)
    again.headings._on_as_at_first()
    assert again.headings.header.isSectionHidden(LEFT) and not again.headings.header.isSectionHidden(BATCH)
    again.close()
    again.deleteLater()


def test_the_last_column_cannot_be_hidden(desk):
    for column in COLUMNS:
        desk.parcels.headings.show_column(column, False)
    assert sum(not desk.parcels.headings.header.isSectionHidden(column) for column in COLUMNS) == 1


def test_a_filter_saved_under_a_name_comes_back_and_belongs_to_its_ledger(desk):
    ask(desk, batch="督察", township="柳林镇")
    uuid = desk.workspace.ledger.meta["ledger_uuid"]
    SavedQueries(uuid).keep("督察·柳林", desk.parcels.filters.query())
    desk.parcels.filters.reset()
    menu = desk.parcels.saved.menu()
    desk.parcels.saved.fill(menu)
    next(action for action in menu.actions() if action.text() == "督察·柳林").trigger()
    assert numbers(desk) == [7, 9]
    assert SavedQueries("another ledger").all() == {}
    desk.parcels.saved.fill(menu)
    next(action for action in menu.actions() if action.menu()).menu().actions()[0].trigger()
    assert SavedQueries(uuid).all() == {}


# -- walking ------------------------------------------------------------------------------------------------------------


def walked(desk, forward=True, unfinished=False):
    assert desk.parcels.step(forward, unfinished)
    return next(row.number for row in desk.parcels.table.rows if row.uid == desk.view.current)


def test_the_walk_follows_the_order_it_is_given_and_the_table_s_own_again(desk):
    desk.parcels.set_walk(lambda uids: list(reversed(uids)))
    desk.view.select([desk.issued[3]], desk.issued[3])
    assert [walked(desk), walked(desk)] == ["N002", "N001"] and walked(desk, forward=False) == "N002"
    ask(desk, batch="卫片")
    assert walked(desk) == "N001"
    desk.parcels.set_walk(None)
    assert walked(desk) == "N002"


def test_a_parcel_that_is_finished_and_drops_out_keeps_its_place_in_the_walk(desk):
    desk.parcels.unfinished.setChecked(True)
    desk.view.select([desk.issued[2]], desk.issued[2])
    for expected in ("N003", "N004"):
        desk.workspace.apply(desk.view.current, 1, "record", {"finding": "legal"})
        assert walked(desk, unfinished=True) == expected
    desk.workspace.apply(desk.view.current, 1, "record", {"finding": "legal"})
    assert walked(desk, forward=False) == "N001"
    desk.view.select([desk.old[3]], desk.old[3])
    desk.workspace.apply(desk.old[3], 1, "record", {"finding": "legal"})
    assert not desk.parcels.step(True) and walked(desk, forward=False) == "N008"


def test_a_widget_of_another_part_stands_in_the_foot(desk, qtbot):
    other = QComboBox()
    desk.parcels.add_to_foot(other)
    qtbot.wait(10)
    assert other.isVisibleTo(desk.parcels)


# -- the map: styles, tips, indicator, search ---------------------------------------------------------------------------


@pytest.mark.parametrize("code", [BY_DISPOSITION, BY_DAYS, BY_STATUS])
def test_the_map_is_coloured_by_what_the_foot_says_and_every_parcel_has_a_class(desk, code):
    colours = desk.parcels.foot.colours
    colours.setCurrentIndex(colours.findData(code))
    colours.activated.emit(colours.currentIndex())
    layer = desk.workspace.parcels.layer
    assert style_of(layer) == code
    classes = {category.value() for category in layer.renderer().categories()}
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    expression = QgsExpression(layer.renderer().classAttribute())
    found = {}
    for feature in layer.getFeatures():
        context.setFeature(feature)
        found[feature["source_no"]] = expression.evaluate(context)
    assert set(found.values()) <= classes and len(found) == 10
    if code == BY_DAYS:
        assert found["N000"] == "overdue" and found["N009"] != "overdue"


def test_a_saved_project_keeps_the_colours_and_the_days_are_filled_again(desk, tmp_path):
    desk.parcels._on_colours(BY_DAYS)
    project = str(tmp_path / "p.qgz")
    assert QgsProject.instance().write(project)
    QgsProject.instance().clear()
    assert QgsProject.instance().read(project)
    layer = desk.workspace.parcels.layer
    assert desk.parcels.foot.colours.currentData() == BY_DAYS and style_of(layer) == BY_DAYS
    assert {feature["source_no"]: feature["days_left"] for feature in layer.getFeatures()}["N000"] == -3


def test_the_map_tip_tells_number_status_and_area(desk):
    layer = desk.workspace.parcels.layer
    desk.workspace.apply(desk.issued[0], 1, "record", {"finding": "legal", "note": "A<B 'x'"})
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    feature = next(layer.getFeatures("\"source_no\" = 'N000'"))
    context.setFeature(feature)
    text = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
    terms = desk.workspace.terms
    assert "N000" in text and terms.label("status", "surveying") in text and terms.label("finding", "legal") in text
    assert "2,000.00" in text and terms.label("disposition", "demolish") not in text
    assert "A&lt;B 'x'" in text


def test_the_map_tip_shows_what_was_issued_as_text_and_runs_none_of_it(desk):
    layer = desk.workspace.parcels.layer
    evil = "<img src=x onerror=alert(1)> & <script>1</script>"
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    feature = next(layer.getFeatures("\"source_no\" = 'N000'"))
    for field in ("source_no", "batch", "note"):
        feature[field] = evil
    context.setFeature(feature)
    text = QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context)
    assert text.count("&lt;img src=x onerror=alert(1)&gt; &amp; &lt;script&gt;") == 3
    assert "<img" not in text and "<script" not in text


def test_a_map_tip_the_user_wrote_stays(desk):
    layer = desk.workspace.parcels.layer
    layer.setMapTipTemplate("mine")
    show_tips(layer)
    assert layer.mapTipTemplate() == "mine"


@pytest.fixture
def mark(desk):
    tree = QgsLayerTreeView()
    from qgis.core import QgsLayerTreeModel

    tree.setModel(QgsLayerTreeModel(QgsProject.instance().layerTreeRoot(), tree))
    clicked = []
    made = UnfinishedMark(SimpleNamespace(layerTreeView=lambda: tree), desk.workspace, lambda: clicked.append(1), desk.notices)
    desk.parcels.counted.connect(made.count)
    desk.parcels._count()
    yield SimpleNamespace(mark=made, tree=tree, clicked=clicked)
    made.release()


def indicators(desk, mark):
    node = QgsProject.instance().layerTreeRoot().findLayer(desk.workspace.parcels.layer.id())
    return mark.tree.indicators(node)


def test_the_mark_says_what_is_unfinished_and_goes_when_nothing_is(desk, mark):
    (one,) = indicators(desk, mark)
    assert "10 of 10" in one.toolTip()
    for uid in desk.issued:
        desk.workspace.apply(uid, 1, "record", {"finding": "legal"})
    assert "4 of 10" in indicators(desk, mark)[0].toolTip()
    indicators(desk, mark)[0].clicked.emit(mark.tree.currentIndex())
    assert mark.clicked == [1]
    for uid in desk.old:
        desk.workspace.apply(uid, 1, "record", {"finding": "legal"})
    assert indicators(desk, mark) == []


def test_the_mark_follows_the_layer_into_a_group_and_leaves_with_the_ledger(desk, mark):
    root = QgsProject.instance().layerTreeRoot()
    group = root.addGroup("g")
    node = root.findLayer(desk.workspace.parcels.layer.id())
    group.addChildNode(node.clone())
    node.parent().removeChildNode(node)
    assert len(indicators(desk, mark)) == 1
    desk.workspace.close()
    assert mark.mark._indicator is None
    desk.workspace.open(desk.path)
    assert len(indicators(desk, mark)) == 1


@pytest.fixture
def search(desk):
    locator = QgsLocator()
    iface = SimpleNamespace(registerLocatorFilter=locator.registerFilter, deregisterLocatorFilter=locator.deregisterFilter)
    made = ParcelLocator(iface, desk.parcels.table, desk.view, desk.notices)
    assert made.filter in locator.filters()
    made.locator = locator
    yield made
    made.release()
    assert locator.filters() == []


def found(search, text):
    results = []

    def take(one):  # what QGIS hands over lives no longer than the call
        results.append((one.displayString, one.description, uid_of(one), one.filter))

    search.locator.foundResult.connect(take)
    search.locator.fetchResults(f"tb {text}", QgsLocatorContext())
    search.locator.foundResult.disconnect(take)
    assert all(one[3] is search.filter for one in results)
    return results


def test_the_search_field_finds_parcels_by_number_and_place_and_goes_there(desk, search):
    assert search.filter.activePrefix() == "tb", "QGIS leaves short prefixes of plugins out unless they are a setting"
    QgsSettings().setValue(SETTINGS[0], "mine")
    claim_prefix()
    assert QgsSettings().value(SETTINGS[0]) == "mine"
    QgsSettings().remove(SETTINGS[0])
    assert [one[0] for one in found(search, "n00 柳林")] == ["N001", "N003", "N005", "N007", "N009"]
    (one,) = found(search, "N007")
    assert "督察" in one[1] and "柳林镇" in one[1]
    search.filter.triggerResult(QgsLocatorResult(search.filter, one[0], one[2]))
    assert desk.view.current == desk.old[1] and desk.view.selected == [desk.old[1]]
    assert found(search, "") == [] and found(search, "nothing") == []


def test_the_search_sees_what_changed_and_nothing_of_a_closed_ledger(desk, search):
    label = desk.workspace.terms.label("finding", "legal").lower()
    assert found(search, label) == []
    desk.workspace.apply(desk.issued[0], 1, "record", {"finding": "legal"})
    assert [one[0] for one in found(search, label)] == ["N000"]
    desk.workspace.close()
    assert found(search, "n0") == []


def test_a_hundred_thousand_rows_are_filtered_sorted_and_selected_right(desk):
    rows = [replace(desk.parcels.table.rows[0], uid=f"U{at}", number=f"{at * 7919 % 100000:06d}", area_m2=Decimal(at),
                    monitored_m2=None) for at in range(100000)]
    desk.parcels.show_rows(rows, desk.workspace.terms)
    desk.parcels.filter.set_text("9999")
    assert [row.number for row in desk.parcels.filter.visible()] == sorted(row.number for row in rows if "9999" in row.number)
    desk.parcels.filter.set_text("")
    desk.parcels.filter.sort(AREA, Qt.SortOrder.DescendingOrder)
    assert [row.area_m2 for row in desk.parcels.filter.visible()[:3]] == [99999, 99998, 99997]
    desk.parcels.view_.selectAll()
    assert len(desk.view.selected) == 100000
