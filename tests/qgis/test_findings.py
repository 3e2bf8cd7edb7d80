"""The surveyors' table: certain rows are applied in one step, every other row is refused with a sentence."""

from __future__ import annotations

import datetime

import openpyxl
import pytest
from qgis.core import QgsProcessingException

from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.exportsurveysheet import ExportSurveySheet
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


def people(ledger, case):
    """Return the names of a case's surveyors."""
    with Ledger.open(ledger, write=False) as led:
        return [led.people.find(uid).name for uid in case.surveyors.split(",")]


def test_codes_english_and_chinese_labels_are_taken_and_unknown_columns_kept(ledger, tmp_path):
    table = workbook(
        tmp_path / "f.xlsx", ["某县核查结果汇总表"], [],
        ["图斑编号", "核实认定意见", "处置", "说明", "核查日期", "核查人", "占耕地面积", "批文号", "天气"],
        ["N0", "非农违法", "demolish", "厂房", datetime.date(2026, 7, 3), "张三、李四", 0.96, "冀政[2026]1号", "晴"],
        ["N1", "Lawful", None, None, "2026.7.4", None, None, None], ["N2", "false_change"], [None] * 9, sheet="表二")
    out = record(ledger, table)
    assert (out["APPLIED"], out["REFUSED"]) == (3, 0)
    found = cases(ledger)
    first = found["N0 一期"]
    assert (first.finding, first.disposition, first.note) == ("nonfarm_violation", "demolish", "厂房")
    assert (first.surveyed_on, people(ledger, first), first.status) == ("2026-07-03", ["张三", "李四"], "surveying")
    assert first.facts == {"cropland_mu": "0.96", "approval_no": "冀政[2026]1号", "天气": "晴"}
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
        led.store.execute("UPDATE case_state SET status = 'signing', version = version + 1 WHERE parcel_uid = ?", (uid,))
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


FULL = ["图斑编号", "认定", "用途分类细化", "六个必须", "罚款金额", "占耕地面积（m²）", "地块面积(亩)", "建设时间", "核实面积",
        "重点标记"]


def test_columns_of_the_campaigns_form_become_facts_under_their_codes(ledger, tmp_path):
    table = workbook(tmp_path / "f.xlsx", FULL, ["N0", "非农违法", "厂房", "拆除、罚款", "3万", None, None, None, None, None],
                     ["N1", "非农违法", "厂房", "拆除；罚款", "30000元", 640, "1.5", "2016年5月", 960, "难点，信访"],
                     ["N2", "非农违法", "Plants and workshops", "fine", 5, None, 40, 2016, None, None])
    out = record(ledger, table)
    assert (out["APPLIED"], out["REFUSED"]) == (2, 1) and "3万 is not a number" in page(out)
    found = cases(ledger)
    first, second = found["N1 一期"], found["N2 一期"]
    assert first.facts == {
        "use_class": "industry", "use_kind": "plant", "measures": ["demolish", "fine"], "fine_yuan": "30000.00",
        "cropland_mu": "0.96", "plot_mu": "1.50", "built_on": "2016-05"}
    assert (first.confirmed_area_m2, first.flags) == ("960.00", "hard_case,petition")
    assert second.facts["built_on"] == "2016" and second.facts["plot_mu"] == "40.00"
    text = page(out)
    assert "more than twice the parcel" in text  # 40 mu on a parcel of 10,000 m²: a doubt, but recorded


def test_numbers_that_contradict_one_another_refuse_the_row_and_so_do_they_against_the_ledger(ledger, tmp_path):
    first = workbook(tmp_path / "f.xlsx", ["图斑编号", "认定", "地块面积", "占耕地面积"], ["N0", "其他", 2, 2.5],
                     ["N1", "其他", 2, 1.5])
    out = record(ledger, first)
    assert (out["APPLIED"], out["REFUSED"]) == (1, 1) and "is more than" in page(out)
    again = workbook(tmp_path / "g.xlsx", ["图斑编号", "占耕地面积"], ["N1", 2.5])
    out = record(ledger, again)
    assert (out["APPLIED"], out["REFUSED"]) == (0, 1)
    mended = workbook(tmp_path / "h.xlsx", ["图斑编号", "占耕地面积", "地块面积"], ["N1", 2.5, 3])
    assert record(ledger, mended)["APPLIED"] == 1
    assert cases(ledger)["N1 一期"].facts == {"plot_mu": "3.00", "cropland_mu": "2.50"}


def test_answers_the_finding_does_not_ask_for_are_kept_and_the_report_says_so(ledger, tmp_path):
    table = workbook(tmp_path / "f.xlsx", ["图斑编号", "认定", "用途分类细化", "项目主体"], ["N0", "合法", "光伏", "张三"])
    out = record(ledger, table)
    assert out["APPLIED"] == 1 and "kept, but not asked for with this finding" in page(out)
    assert cases(ledger)["N0 一期"].facts == {"use_class": "industry", "use_kind": "photovoltaic", "project_owner": "张*"}


def test_two_columns_that_say_something_else_refuse_the_row(ledger, tmp_path):
    table = workbook(tmp_path / "f.xlsx", ["图斑编号", "认定", "判定类型", "占耕地面积", "耕地面积"],
                     ["N0", "合法", "合法", 1, 2], ["N1", "合法", "合法", 1, 1], ["N2", "合法", "其他", None, None])
    out = record(ledger, table)
    assert (out["APPLIED"], out["REFUSED"]) == (1, 2) and "two columns say something else" in page(out)


@pytest.fixture()
def campaigns(tmp_path):
    """Return a ledger with parcels S0, S1 of satellite enforcement and H0, H1 of houses on cropland."""
    path = new_ledger(tmp_path, name="two.gpkg")
    for source, letter, offset in (("satellite", "S", 0), ("rural_housing", "H", 20)):
        layer = write_layer(tmp_path / f"{letter}.gpkg", [(square(offset + i), f"{letter}{i}", "12000") for i in range(2)])
        run(ImportParcels(), LEDGER=path, INPUT=layer, SOURCE=source, BATCH=letter)
    return path


def test_each_row_is_read_by_the_form_of_its_parcels_campaign(campaigns, tmp_path):
    table = workbook(tmp_path / "f.xlsx", ["图斑编号", "认定", "占耕地面积（平方米）", "图斑类型"], ["S0", "其他", 640, "住宅类"],
                     ["H0", "非农违法", 640, "住宅类"])
    assert record(campaigns, table)["APPLIED"] == 2
    found = cases(campaigns)
    assert found["S0 S"].facts == {"cropland_mu": "0.96", "图斑类型": "住宅类"}
    assert found["H0 H"].facts == {"house_cropland_m2": "640.00", "housing_parcel": "residential"}


def test_a_survey_sheet_goes_out_is_filled_in_and_comes_home(campaigns, tmp_path):
    sheet = tmp_path / "sheet.xlsx"
    out = run(ExportSurveySheet(), LEDGER=campaigns, CAMPAIGN="rural_housing", WHERE="", OUTPUT=sheet)
    assert out["PARCELS"] == 2
    book = openpyxl.load_workbook(sheet)
    page_one = book.worksheets[0]
    line = next(row for row in page_one.iter_rows() if row[0].value == "图斑编号")
    at = {cell.value: cell.column for cell in line}
    top = line[0].row
    assert [page_one.cell(top + i, 1).value for i in (1, 2)] == ["H0", "H1"]
    assert page_one.cell(top + 1, at["监测面积（亩，只读）"]).value == 18
    lists = {str(rule.sqref): rule for rule in page_one.data_validations.dataValidation}
    letter = page_one.cell(top, at["房屋类别"]).column_letter
    rule = lists[f"{letter}{top + 1}:{letter}{top + 2}"]
    first, last = rule.formula1.split("!")[1].replace("$", "").split(":")
    assert [row[0].value for row in book["选项"][first:last]] == ["住宅类", "公共管理和公共服务类", "产业类"]
    filled = {"图斑类型": "住宅类乱占耕地图斑", "核实认定意见": "疑似非农违法", "房屋类别": "住宅类", "房屋类型": "独栋",
              "八不准": "①、⑥", "房屋总占地面积（m²）": 180, "房屋占耕地面积（m²）": "170.5", "开工时间": "2016年",
              "核查日期": "2026-07-03", "核查人员": "王五，赵六", "现场核查描述": "砖混二层。", "一户一宅": "是"}
    for heading, value in filled.items():
        page_one.cell(top + 1, at[heading], value)
    book.save(sheet)
    done = record(campaigns, sheet)
    assert (done["APPLIED"], done["REFUSED"]) == (1, 1) and "records nothing" in page(done)
    case = cases(campaigns)["H0 H"]
    assert (case.finding, case.surveyed_on, case.note, people(campaigns, case)) == (
        "nonfarm_violation", "2026-07-03", "砖混二层。", ["王五", "赵六"])
    assert case.facts == {
        "housing_parcel": "residential", "house_class": "dwelling", "house_kind": "detached", "one_household": "yes",
        "eight_donts": ["permanent_farmland", "one_house"], "house_total_m2": "180.00", "house_cropland_m2": "170.50",
        "started_on": "2016"}


def test_a_survey_sheet_without_parcels_of_the_campaign_is_refused(campaigns, tmp_path):
    with pytest.raises(QgsProcessingException, match="None of the 4 selected parcels"):
        run(ExportSurveySheet(), LEDGER=campaigns, CAMPAIGN="大棚房", WHERE="", OUTPUT=tmp_path / "x.xlsx")
    assert not (tmp_path / "x.xlsx").exists()
    out = run(ExportSurveySheet(), LEDGER=campaigns, CAMPAIGN="巡查", WHERE="\"source_no\" = 'S1'", OUTPUT=tmp_path / "y.xlsx")
    assert out["PARCELS"] == 1  # patrols are filled in on the form of satellite enforcement
