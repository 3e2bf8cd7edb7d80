"""The lists that go up: every number in them can be counted again."""

from __future__ import annotations

import datetime
import zipfile
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from farmland_plugin.domain.errors import LedgerError
from farmland_plugin.domain.parcel import Link, Reissued
from farmland_plugin.processing.exportlists import ExportLists
from farmland_plugin.reports.counting import equations
from farmland_plugin.reports.lists import Item, by_township, collect, summary, write_lists

from . import evidence_county as county
from .ground_county import add, parcel

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
    dry = next(o.net_area_m2 for o in overlaps if o.class_code == "0103")  # net of ridges (田坎), as the rules say
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


def test_the_workbook_has_sheets_that_agree_and_three_on_who_answers(book):
    sheets = openpyxl.load_workbook(book)
    assert sheets.sheetnames == ["Problem list", "Remediated list", "Unremediated list", "Overdue list", "Summary",
                                 "No problem", "Responsibility", "Forced demolition", "Inspection visits"]
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
    cleared = list(sheets["No problem"].iter_rows(values_only=True))[-1]
    assert cleared[1] == "Total: 2"
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


# -- ground that came in twice ----------------------------------------------------------------------------------


LATER = "2099-01-01T00:00:00Z"


def again(ledger, *, reissued=False, due="2026-02-28"):
    """Add a second batch: JC130423001's ground, a parcel of its own, and, for a new issue, what became of the first batch."""
    first = ledger.parcel_uids()
    mine = [parcel(ledger, "DC-1", county.parcel_shape(0), source_row=1, township="130423102"),
            parcel(ledger, "DC-2", county.parcel_shape(9), source_row=2)]
    links = [Link(ledger.new_uid(), mine[0].parcel_uid, first[0], "identical", Decimal("3000.00"), 1.0, 1.0, 1.0)]
    rows = [Reissued("", "DC-1", "changed", mine[0].parcel_uid, first[0], "source_no"),
            Reissued("", "FID_0", "withdrawn", "", first[2])] if reissued else []
    add(ledger, "督察", mine, source="inspection", links=links, reissued=rows, remediate_by=due, at=LATER)
    return first, [one.parcel_uid for one in mine], links[0].link_id


def all_of(ledger, day=DAY):
    return collect(ledger, ledger.parcel_uids(), day, "zh")


def test_ground_that_came_in_twice_counts_twice_until_a_person_decides(ledger):
    again(ledger)
    lists = all_of(ledger)
    assert (len(lists.problems), lists.balance.counted, lists.left_out) == (6, 8, ())
    assert (lists.balance.pending, lists.balance.pending_same) == (1, 1)


def test_decided_the_same_it_is_in_every_list_once_and_the_other_is_told_with_who_and_why(ledger):
    _, _, link = again(ledger)
    ledger.decide_links([(link, "same", "航拍核对同一处")])
    lists = all_of(ledger)
    assert "DC-1" not in [one.number for one in (*lists.problems, *lists.cleared)]
    assert (len(lists.problems), lists.balance.counted, lists.balance.pending) == (5, 7, 0)
    left, = lists.left_out
    assert (left.number, left.batch, left.instead, left.decided_by, left.reason) == (
        "DC-1", "督察", "JC130423001 (2026年第一季度卫片执法)", ledger.actor, "航拍核对同一处")
    stands = next(one for one in lists.problems if one.number == "JC130423001")
    assert stands.others.startswith("DC-1 (督察, ")
    assert (sum(row.total for row in by_township(lists.problems)), sum(row.total_mu for row in by_township(lists.problems))) == (
        5, sum(one.counted_mu for one in lists.problems))
    assert not [row for row in by_township(lists.problems) if row.township == "130423102"]


def test_decided_separate_both_are_back(ledger):
    _, _, link = again(ledger)
    before = all_of(ledger)
    ledger.decide_links([(link, "same", "同一处")])
    ledger.decide_links([(link, "separate", "两处")])
    lists = all_of(ledger)
    assert (lists.problems, lists.cleared, lists.left_out) == (before.problems, before.cleared, ())
    assert lists.balance.pending == 0


def test_a_ground_is_done_when_every_problem_on_it_is_and_late_when_one_is(ledger):
    first, mine, link = again(ledger, due="2026-04-05")
    ledger.decide_links([(link, "same", "同一处")])

    def stands():
        return next(one for one in all_of(ledger).problems if one.number == "JC130423001")

    assert (stands().remediated, stands().late_days, stands().remediate_by) == (False, 10, "2026-03-31")
    write_off(ledger, first[0])
    assert (stands().remediated, stands().late_days, stands().remediate_by) == (False, 5, "2026-04-05")
    write_off(ledger, mine[0])
    assert (stands().remediated, stands().overdue) == (True, False)


def test_a_problem_stands_for_ground_that_the_earlier_batch_found_lawful(ledger):
    first = ledger.parcel_uids()
    mine = parcel(ledger, "DC-3", county.parcel_shape(2))
    link = Link(ledger.new_uid(), mine.parcel_uid, first[2], "identical", Decimal("3000.00"), 1.0, 1.0, 1.0)
    add(ledger, "督察", [mine], links=[link], at=LATER)
    ledger.decide_links([(link.link_id, "same", "同一处")])
    lists = all_of(ledger)
    assert "DC-3" in [one.number for one in lists.problems]
    assert [one.number for one in lists.cleared] == ["FID_0"]
    assert [(one.number, one.instead) for one in lists.left_out] == [("FID_0", "DC-3 (督察)")]
    ledger.apply(mine.parcel_uid, ledger.case(mine.parcel_uid).version, "record", {"finding": "legal"})
    assert "DC-3" not in [one.number for one in all_of(ledger).problems]


def test_a_new_issue_replaces_without_a_decision_and_withdrawn_parcels_stay_listed(ledger, tmp_path):
    again(ledger, reissued=True)
    lists = all_of(ledger)
    assert sorted((one.number, one.why, one.instead, one.reason) for one in lists.left_out) == [
        ("FID_0", "withdrawn", "", "by the new issue 督察"),
        ("JC130423001", "reissued", "DC-1 (督察)", "by the new issue 督察")]
    assert (lists.balance.every, lists.balance.counted, lists.balance.left) == (8, 6, 2)
    stands = next(one for one in lists.problems if one.number == "DC-1")
    assert stands.others.startswith("JC130423001 (2026年第一季度卫片执法, ")
    assert lists.balance.afresh == 1  # the earlier issue has a finding, the new one starts afresh
    write_lists(tmp_path / "l.xlsx", lists, "", ledger)
    sheet = openpyxl.load_workbook(tmp_path / "l.xlsx")["Problem list"]
    assert any("1 parcels issued again have a finding in the earlier issue only" in str(cell.value) for cell in sheet["A"])


def test_parts_are_in_the_lists_instead_of_the_parcel_that_was_split(ledger):
    whole = ledger.parcel_uids()[0]
    add(ledger, "拆分", [parcel(ledger, f"JC130423001_{at}", county.parcel_shape(0), parent_uid=whole, source_row=at)
                       for at in (1, 2)], kind="split")
    lists = all_of(ledger)
    assert [(one.number, one.why, one.instead) for one in lists.left_out] == [
        ("JC130423001", "split", "JC130423001_1 (拆分)、JC130423001_2 (拆分)")]
    assert {"JC130423001_1", "JC130423001_2"} <= {one.number for one in lists.problems}
    alone = collect(ledger, [whole], DAY, "zh")  # the parts are not in the selection: they count all the same
    assert (alone.problems, len(alone.left_out), alone.balance.closes) == ((), 1, True)


def test_the_workbook_holds_every_parcel_once_and_shows_the_sum(ledger, tmp_path):
    _, _, link = again(ledger)
    ledger.decide_links([(link, "same", "=同一处")])
    lists = all_of(ledger)
    write_lists(tmp_path / "l.xlsx", lists, "", ledger)
    sheets = openpyxl.load_workbook(tmp_path / "l.xlsx")
    numbers = []
    for name in ("Problem list", "No problem", "Not counted"):
        rows = list(sheets[name].iter_rows(values_only=True))
        head = next(at for at, row in enumerate(rows) if row[1] == "Parcel no.")
        numbers += [(row[2], row[1]) for row in rows[head + 1:-1]]
    batches = {batch.batch_id: batch.name for batch in ledger.batches()}
    assert sorted(numbers) == sorted((batches[one.batch_id], one.source_no) for one in ledger.parcels())
    said = [row[0] for row in sheets["Summary"].iter_rows(values_only=True)]
    assert "Parcels: 2026年第一季度卫片执法 6 + 督察 2 = 8; 8 − 1 on the same ground = 7." in said
    assert ("All 8 parcels = 7 counted (5 problems, 2 no problems) + 1 not counted (1 on the same ground, 0 issued again, "
            "0 withdrawn, 0 split into parts).") in said
    sums = lists.balance.batches
    assert sum(one.mu for one in sums) - sum(one.same_mu for one in sums) == lists.balance.counted_mu == sum(
        one.counted_mu for one in (*lists.problems, *lists.cleared))
    assert sum(one.same_mu for one in sums) == lists.left_out[0].mu
    assert f"{lists.balance.counted_mu}." in equations(lists.balance, 5)[1]


def test_a_workbook_that_would_lose_a_parcel_is_not_written(ledger, tmp_path):
    lists = all_of(ledger)
    with pytest.raises(LedgerError, match="5 parcels of 6"):
        write_lists(tmp_path / "l.xlsx", replace(lists, cleared=lists.cleared[1:]), "", ledger)
    assert not (tmp_path / "l.xlsx").exists()


def test_the_algorithm_says_what_it_counted_and_how_many_pairs_wait(ledger, tmp_path):
    _, _, link = again(ledger)
    parameters = {"LEDGER": str(ledger.path), "AS_OF": "2026-04-10", "OUTPUT": str(tmp_path / "out.xlsx")}

    def numbers(**more):
        feedback = QgsProcessingFeedback()
        outputs, ok = ExportLists().create().run({**parameters, **more}, QgsProcessingContext(), feedback)
        assert ok
        return [outputs[key] for key in ("PROBLEMS", "COUNTED", "PENDING")], feedback.textLog()

    found, said = numbers()
    assert found == [6, 8, 1]
    assert "1 pairs on the same ground are not decided" in said
    ledger.decide_links([(link, "same", "同一处")])
    found, said = numbers()
    assert found == [5, 7, 0]
    assert "8 − 1 on the same ground = 7" in said
    assert numbers(WHERE="\"batch\" = '督察'")[0] == [2, 2, 0]  # a list of one batch alone keeps all of it
