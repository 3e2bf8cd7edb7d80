"""The lists that go up: every number in them can be counted again."""

from __future__ import annotations

import datetime
import zipfile
from decimal import Decimal

import openpyxl
import pytest
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from farmland_plugin.processing.exportlists import ExportLists
from farmland_plugin.reports.lists import Item, by_township, collect, summary, write_lists

from . import evidence_county as county

DAY = datetime.date(2026, 4, 10)


@pytest.fixture
def ledger(tmp_path):
    made = county.make_ledger(tmp_path, [*county.ORDINARY, ("=1+1", 4), ("@SUM(A1)", 5)])
    uids = made.parcel_uids()
    county.decide(made, uids[:2])
    for uid, finding in ((uids[2], "legal"), (uids[3], "false_change")):
        made.apply(uid, made.case(uid).version, "record", {"finding": finding})
    yield made
    made.close()


def write_off(ledger, uid):
    """Put a case into its last state, as the workflow will once sign-off exists."""
    ledger.store.connection.execute("UPDATE case_state SET status = 'written_off', version = version + 1 WHERE parcel_uid = ?",
                               (uid,))


def item(township, area, remediated=False, late=0):
    return Item("1", "b", township, "", Decimal(area), Decimal(area), Decimal(area), Decimal(0), Decimal(0), "", "",
                "", "", "2026-03-31", late, remediated, "")


def test_lawful_and_unreal_parcels_are_no_problems_and_undecided_ones_are(ledger):
    lists = collect(ledger, ledger.parcel_uids(), DAY, "zh")
    assert [i.number for i in lists.problems] == ["=1+1", "@SUM(A1)", "JC130423001", "JC130423002"]
    assert (len(lists.remediated), len(lists.unremediated), len(lists.overdue)) == (0, 4, 4)
    assert {i.late_days for i in lists.overdue} == {10}


def test_a_case_is_overdue_only_after_its_day_and_never_once_written_off(ledger):
    uids = ledger.parcel_uids()
    assert collect(ledger, uids, datetime.date(2026, 3, 31), "zh").overdue == []
    write_off(ledger, uids[0])
    lists = collect(ledger, uids, DAY, "zh")
    assert [i.number for i in lists.remediated] == ["JC130423001"] and len(lists.overdue) == 3
    assert {i.number for i in lists.problems} == {i.number for i in [*lists.remediated, *lists.unremediated]}


def test_cropland_is_counted_once_and_facility_land_is_no_cropland(ledger):
    first = collect(ledger, ledger.parcel_uids()[:1], DAY, "zh").problems[0]
    overlaps = ledger.overlaps(ledger.parcel_uids()[0])
    dry = next(o.area_m2 for o in overlaps if o.class_code == "0103")
    assert first.cropland_mu == (dry * Decimal("0.0015")).quantize(Decimal("0.01"))
    assert 0 < first.farmland_mu < first.computed_mu


def test_completion_counts_the_monitored_area():
    row = summary("A", [item("A", "3.00", True), item("A", "1.00")])
    assert (row.total, row.done, row.remaining) == (2, 1, 1)
    assert (row.total_mu, row.done_mu, row.remaining_mu, row.rate) == (
        Decimal("4.00"), Decimal("3.00"), Decimal("1.00"), Decimal("75.00"))
    assert summary("A", []).rate is None
    assert [r.township for r in by_township([item("B", "1"), item("A", "1")])] == ["A", "B"]


@pytest.fixture
def book(ledger, tmp_path):
    write_off(ledger, ledger.parcel_uids()[0])
    path = tmp_path / "lists.xlsx"
    write_lists(path, collect(ledger, ledger.parcel_uids(), DAY, "zh"), "\"status\" <> 'voided'", ledger)
    return path


def test_the_workbook_has_five_sheets_that_agree_and_three_on_who_answers(book):
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["Problem list", "Remediated list", "Unremediated list", "Overdue list", "Summary",
                                 "Responsibility", "Forced demolition", "Inspection visits"]
    counts = []
    for name in sheets.sheetnames[:4]:
        rows = list(sheets[name].iter_rows(values_only=True))
        head = next(i for i, row in enumerate(rows) if row[1] == "Parcel no.")
        body, total = rows[head + 1:-1], rows[-1]
        counts.append(len(body))
        assert total[1] == f"Total: {len(body)}"
        for column in (5, 6, 7, 8):
            assert total[column] == pytest.approx(sum(row[column] for row in body), abs=1e-9)
            assert all(round(row[column], 2) == row[column] for row in body)
        assert any("voided" in str(row[0]) and "2026-04-10" in str(row[0]) for row in rows[:head])
    assert counts == [4, 1, 3, 3]
    last = list(sheets["Summary"].iter_rows(values_only=True))[-1]
    assert last[:5] == ("Total", 4, 1, 3, 3)
    assert last[8] == pytest.approx(round(100 * last[6] / last[5], 2))


def test_text_from_outside_never_becomes_a_formula_or_a_link(book):
    with zipfile.ZipFile(book) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                content = archive.read(name).decode("utf-8")
                assert "<f>" not in content and "hyperlink" not in content
    sheet = openpyxl.load_workbook(book)["Problem list"]
    assert {"=1+1", "@SUM(A1)"} <= {cell.value for cell in sheet["B"]}


def test_the_workbook_prints_on_a4_landscape_with_frozen_head(book):
    sheet = openpyxl.load_workbook(book)["Problem list"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    head = next(row for row in sheet.iter_rows() if row[1].value == "Parcel no.")
    assert head[0].fill.fgColor.rgb == "FF4472C4" and head[0].font.name == "微软雅黑"
    assert sheet.freeze_panes == f"A{head[0].row + 1}"
    assert sheet.cell(sheet.max_row, 2).fill.fgColor.rgb == "FFFFF2CC"


def test_the_same_ledger_and_day_give_the_same_bytes(ledger, tmp_path):
    lists = collect(ledger, ledger.parcel_uids(), DAY, "zh")
    for name in ("a.xlsx", "b.xlsx"):
        write_lists(tmp_path / name, lists, "", ledger)
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()


def test_the_algorithm_counts_and_refuses_a_date_that_is_none(ledger, tmp_path):
    parameters = {"LEDGER": str(ledger.path), "WHERE": "\"source_no\" LIKE 'JC%'", "AS_OF": "2026-04-10",
                  "OUTPUT": str(tmp_path / "out.xlsx")}
    outputs, ok = ExportLists().create().run(parameters, QgsProcessingContext(), QgsProcessingFeedback())
    assert ok and [outputs[k] for k in ("PROBLEMS", "REMEDIATED", "UNREMEDIATED", "OVERDUE")] == [2, 0, 2, 2]
    _, ok = ExportLists().create().run({**parameters, "AS_OF": "soon"}, QgsProcessingContext(), QgsProcessingFeedback())
    assert not ok
