"""The surveyors' table: certain rows are applied in one step, every other row is refused with a sentence."""

from __future__ import annotations

import datetime

import openpyxl
import pytest
from qgis.core import QgsProcessingException

from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.importparcels import ImportParcels
from farmland_plugin.processing.recordfindings import RecordFindings
from tests.qgis.handover import new_ledger, page, run, square, write_layer


@pytest.fixture()
def ledger(tmp_path):
    """Return a ledger with N0 … N3, and D in two batches."""
    path = new_ledger(tmp_path)
    rows = [(square(i), f"N{i}", "") for i in range(4)]
    for batch, more, offset in (("一期", rows, 0), ("二期", [], 9)):
        source = write_layer(tmp_path / f"{offset}.gpkg", [*more, (square(6 + offset), "D", "")])
        run(ImportParcels(), LEDGER=path, INPUT=source, SOURCE="satellite", BATCH=batch)
    return path


def workbook(path, *lines, sheet=None):
    book = openpyxl.Workbook()
    if sheet:
        book.active.append(["封面"])
        book.create_sheet(sheet)
    for line in lines:
        book.worksheets[-1].append(line)
    book.save(path)
    return path


def record(ledger, table, **more):
    return run(RecordFindings(), LEDGER=ledger, INPUT=table, **more)


def cases(ledger):
    with Ledger.open(ledger, write=False) as led:
        names = {b.batch_id: b.name for b in led.batches()}
        numbers = {p.parcel_uid: f"{p.source_no} {names[p.batch_id]}" for p in led.parcels(geometry=False)}
        return {numbers[c.parcel_uid]: c for c in led.cases()}


def test_codes_english_and_chinese_labels_are_taken_and_unknown_columns_kept(ledger, tmp_path):
    table = workbook(
        tmp_path / "f.xlsx", ["某县核查结果汇总表"], [],
        ["图斑编号", "核实认定意见", "处置", "说明", "核查日期", "核查人", "占耕地面积", "批文号"],
        ["N0", "非农违法", "demolish", "厂房", datetime.date(2026, 7, 3), "张三、李四", 0.96, "冀政[2026]1号"],
        ["N1", "Lawful", None, None, "2026.7.4", None, None, None], ["N2", "false_change"], [None] * 8, sheet="表二")
    out = record(ledger, table)
    assert (out["APPLIED"], out["REFUSED"]) == (3, 0)
    found = cases(ledger)
    first = found["N0 一期"]
    assert (first.finding, first.disposition, first.note) == ("nonfarm_violation", "demolish", "厂房")
    assert (first.surveyed_on, first.surveyors, first.status) == ("2026-07-03", "张三、李四", "surveying")
    assert first.facts == {"占耕地面积": "0.96", "批文号": "冀政[2026]1号"}
    assert (found["N1 一期"].finding, found["N1 一期"].surveyed_on) == ("legal", "2026-07-04")
    assert found["N2 一期"].finding == "false_change" and found["N3 一期"].status == "to_survey"


def test_uncertain_rows_are_refused_one_by_one_with_their_row_number(ledger, tmp_path):
    table = workbook(
        tmp_path / "f.xlsx", ["监测编号", "认定"], ["N0", "合法"], ["D", "合法"], ["nowhere", "合法"], ["N1", "好像合法"],
        [130403262101830001, "合法"], [None, "合法"], ["N0", "其他"], ["N2", None])
    out = record(ledger, table)
    assert (out["APPLIED"], out["REFUSED"]) == (1, 7)
    text = page(out)
    for row, words in {3: "2 parcels have the number D", 4: "no parcel with the number nowhere", 5: "好像合法",
                       6: "1.304032621018", 7: "no parcel number", 8: "row 2 is about the same parcel",
                       9: "records nothing"}.items():
        assert f'<td class="n">{row}</td>' in text and words in text
    assert cases(ledger)["N0 一期"].finding == "legal"


def test_batch_file_and_uid_tell_equal_numbers_apart(ledger, tmp_path):
    with Ledger.open(ledger, write=False) as led:
        uid = next(p.parcel_uid for p in led.parcels() if p.source_no == "D" and p.source_file == "9.gpkg")
    table = workbook(tmp_path / "f.xlsx", ["图斑号", "批次", "来源文件", "parcel_uid", "认定"],
                     ["D", "一期", None, None, "合法"], ["D", None, "9.gpkg", None, "其他"],
                     ["D", "三期", None, None, "合法"], ["N0", None, None, uid, "合法"])
    assert (record(ledger, table)["APPLIED"], record(ledger, table)["REFUSED"]) == (2, 2)
    by_file = workbook(tmp_path / "g.xlsx", ["图斑号", "批次", "认定"], ["D", "9", "其他"])  # the batch by its file's name
    assert record(ledger, by_file)["APPLIED"] == 1
    found = cases(ledger)
    assert (found["D 一期"].finding, found["D 二期"].finding) == ("legal", "other")


@pytest.mark.parametrize("encoding", ["utf-8-sig", "gbk"])
def test_csv_in_either_encoding(ledger, tmp_path, encoding):
    (tmp_path / "f.csv").write_text('图斑编号,认定意见,备注\r\nＮ０,"非农违法","一,二"\r\n', encoding=encoding)
    assert record(ledger, tmp_path / "f.csv")["APPLIED"] == 1
    assert cases(ledger)["N0 一期"].note == "一,二"


def test_a_case_that_is_past_the_survey_is_refused(ledger, tmp_path):
    with Ledger.open(ledger) as led:
        uid = next(p.parcel_uid for p in led.parcels() if p.source_no == "N1")
        for action in ("assign", "submit_survey"):
            led.apply(uid, led.case(uid).version, action, {})
    out = record(ledger, workbook(tmp_path / "f.xlsx", ["图斑编号", "认定"], ["N0", "合法"], ["N1", "合法"]))
    assert (out["APPLIED"], out["REFUSED"]) == (1, 1) and "stands at Signing" in page(out)
    assert cases(ledger)["N1 一期"].finding == ""


def test_a_dry_run_counts_and_writes_nothing(ledger, tmp_path):
    table = workbook(tmp_path / "f.xlsx", ["图斑编号", "认定"], ["N0", "合法"], ["X", "合法"])
    with Ledger.open(ledger, write=False) as led:
        before = led.last_seq()
    out = record(ledger, table, DRY_RUN=True)
    assert (out["APPLIED"], out["REFUSED"]) == (1, 1) and "dry run" in page(out)
    with Ledger.open(ledger, write=False) as led:
        assert led.last_seq() == before
    assert cases(ledger)["N0 一期"].finding == ""


def test_tables_that_cannot_be_used_are_one_sentence(ledger, tmp_path):
    def said(table):
        with pytest.raises(QgsProcessingException) as caught:
            record(ledger, table)
        return str(caught.value)

    assert "not found" in said(tmp_path / "none.xlsx")
    assert "名称" in said(workbook(tmp_path / "a.xlsx", ["名称", "认定"], ["x", "合法"]))
    assert "no rows" in said(workbook(tmp_path / "b.xlsx", ["图斑编号", "认定"]))
    assert "twice" in said(workbook(tmp_path / "c.xlsx", ["图斑编号", "认定", "认定"], ["N0", "合法", "其他"]))
    (tmp_path / "d.xlsx").write_bytes(b"PK nonsense")
    assert "damaged" in said(tmp_path / "d.xlsx")
    (tmp_path / "e.xls").write_bytes(b"x")
    assert ".xlsx" in said(tmp_path / "e.xls")


def test_personal_data_of_holders_do_not_enter_the_journal_and_the_report_says_so(ledger, tmp_path):
    table = workbook(tmp_path / "f.xlsx", ["图斑编号", "认定", "说明", "当事人姓名", "联系电话", "占用情况", "项目编号"],
                     ["N0", "合法", "户主说13812345678", "王五", "0310-1234567", "身份证11010519491231002X", "13812345678"])
    out = record(ledger, table)
    with Ledger.open(ledger, write=False) as led:
        journal = "\n".join(event.body for event in led.events())
    assert not any(word in journal for word in ("王五", "0310-1234567", "说13812345678", "11010519491231002X"))
    case = cases(ledger)["N0 一期"]
    assert case.facts == {"占用情况": "身份证110*************2X", "项目编号": "13812345678"} and case.note == "户主说138******78"
    assert "当事人姓名, 联系电话 hold personal data" in page(out) and "masked in the rows 2" in page(out)
