"""Which fields a red line's class, coefficient, name and details come from, for every standard layout and for county ones."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.codes import Entry, parse_dictionary
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.layer_fields import DETAILS, check_role, pick_columns
from farmland_plugin.paths import resource

PATH = resource("dictionaries", "redline_role.json")
ROLES = parse_dictionary("redline_role", PATH.read_text(encoding="utf-8"), PATH.name)
WANTED = {
    "landuse", "landuse_second_survey", "landuse_change", "landuse_three_lines", "permanent_farmland", "ecological",
    "growth_boundary", "approval", "supply", "temporary", "facility", "registration", "plan", "mining", "village_203",
    "added_cropland", "village", "township", "county", "grid"}
FILLS, LINES = {"none", "pale", "solid", "diagonal", "back_diagonal", "cross", "horizontal"}, {"solid", "dash", "dot"}


def test_the_catalogue_has_every_role_and_each_can_be_used():
    assert {entry.code for entry in ROLES.entries} == WANTED
    for entry in ROLES.entries:
        check_role(entry)
        assert pick_columns([], entry, {}).field_map() == {"class_code": "", "coefficient": "", "name": ""}


def test_every_layer_of_land_use_tiles_the_county_and_no_layer_of_permissions_does():
    tiling = {entry.code for entry in ROLES.entries if entry.extra["tessellation"]}
    assert tiling == {code for code in WANTED if code.startswith("landuse")} | {"village", "township", "county", "grid"}
    assert {entry.code for entry in ROLES.entries if entry.extra.get("rest")} >= {"approval", "supply", "temporary", "facility"}


def test_every_role_has_a_colour_a_symbol_and_texts_no_other_role_answers_to():
    seen: dict[str, str] = {}
    for entry in ROLES.entries:
        symbol = entry.extra["symbol"]
        assert entry.extra["colour"].startswith("#") and symbol["fill"] in FILLS and symbol["line"] in LINES
        for text in (entry.code, entry.label, entry.label_zh, *entry.aliases):
            assert seen.setdefault(text.lower(), entry.code) == entry.code, text


@pytest.mark.parametrize("code", ["landuse", "landuse_second_survey"])
def test_the_classes_of_land_use_are_in_the_dictionary_its_role_names(code):
    name = ROLES.require(code).extra["class_dictionary"]
    path = resource("dictionaries", f"{name}.json")
    known = parse_dictionary(name, path.read_text(encoding="utf-8"), path.name)
    for text, zh in {"landuse": (("0103", "旱地"), ("1110", "冰川及永久积雪")),
                     "landuse_second_survey": (("011", "水田"), ("013", "旱地"), ("203", "村庄"))}[code]:
        assert known.label(text, "zh") == zh
    assert known.label("1208", "zh") == "1208", "an unknown code passes through"
    assert {entry.extra["kind"] for entry in known.entries} == {"cropland", "other_farm", "construction", "unused"}


LAYOUTS = [  # role, the layer's fields, what must be found
    ("landuse", "BSM YSDM TBYBH TBBH DLBM DLMC QSXZ ZLDWDM ZLDWMC TBMJ KCDLBM KCXS KCMJ TBDLMJ GDLX ZZSXDM ZZSXMC CZCSXM SJNF",
     {"class_code": "DLBM", "coefficient": "KCXS", "name": "ZLDWMC", "planting": "ZZSXDM", "settlement": "CZCSXM"}),
    ("landuse_second_survey", "BSM YSDM TBBH DLBM DLMC TKXS TBMJ",
     {"class_code": "DLBM", "coefficient": "TKXS", "name": "DLMC"}),
    ("permanent_farmland", "BSM YSDM XZQDM YJJBNTTBBH TBBH DLBM KCXS YJJBNTMJ WDGD",
     {"class_code": "", "coefficient": "KCXS", "name": "YJJBNTTBBH"}),
    ("permanent_farmland", "BSM JBNTTBBH DLBM GDLX JBNTLX PDJB TKMJ", {"class_code": "", "coefficient": "", "name": "JBNTTBBH"}),
    ("ecological", "BSM YSDM XJXZQDM SJXZQMC XJXZQMC LHLX MJ", {"class_code": "", "coefficient": "", "name": "XJXZQMC"}),
    ("ecological", "BSM YSDM XJXZQHDM LXDM SLDM MC QYMJ", {"class_code": "", "coefficient": "", "name": "MC"}),
    ("ecological", "BSM XZQDM SHENG SHI XIAN HXBM HXMC HXLX LXBM MJ ZRBHDMC",
     {"class_code": "", "coefficient": "", "name": "HXMC"}),
    ("growth_boundary", "BSM YSDM XZQDM GHFQDM GHFQMC MJ", {"class_code": "GHFQMC", "coefficient": "", "name": "GHFQMC"}),
    ("approval", "YSDM XMDM DZJGH AJBH XMMC DKBH DKMC DKMJ",
     {"class_code": "DZJGH", "coefficient": "", "name": "XMMC", "project": "XMMC"}),
    ("approval", "TBBH XMBH XMMC PZWH PZMJ PZRQ DZJGH",
     {"class_code": "PZWH", "coefficient": "", "name": "XMMC", "date": "PZRQ", "project": "XMMC"}),
    ("temporary", "GLTBBSM PZWJMC PZWH TBMJ PZMJ PZRQ DQRQ",
     {"class_code": "PZWH", "coefficient": "", "name": "PZWJMC", "date": "PZRQ", "expires": "DQRQ", "project": "PZWJMC"}),
    ("facility", "上图入库号 项目名称 备案日期",
     {"class_code": "上图入库号", "coefficient": "", "name": "项目名称", "date": "备案日期", "project": "项目名称"}),
    ("registration", "BDCDYH ZDDM BDCQZH DJSJ ZL",
     {"class_code": "BDCDYH", "coefficient": "", "name": "ZL", "date": "DJSJ", "number": "BDCQZH"}),
    ("plan", "GHMC 是否符合规划", {"class_code": "是否符合规划", "coefficient": "", "name": "GHMC", "conforms": "是否符合规划"}),
    ("mining", "KSMC XKZH YXQQ YXQZ",
     {"class_code": "XKZH", "coefficient": "", "name": "KSMC", "date": "YXQQ", "expires": "YXQZ", "project": "KSMC"}),
    ("village_203", "BSM CZCLX CZCDM CZCMC CZCMJ", {"class_code": "CZCLX", "coefficient": "", "name": "CZCMC"}),
    ("township", "BSM XZQDM XZQMC DCMJ JSMJ", {"class_code": "XZQDM", "coefficient": "", "name": "XZQMC"}),
    ("village", "BSM ZLDWDM ZLDWMC DCMJ", {"class_code": "ZLDWDM", "coefficient": "", "name": "ZLDWMC"}),
]


@pytest.mark.parametrize(("code", "fields", "found"), LAYOUTS)
@pytest.mark.parametrize("written", [str, str.lower], ids=["as printed", "lower case"])
def test_the_standard_layouts_need_no_field_map(code, fields, found, written):
    columns = pick_columns([written(field) for field in fields.split()], ROLES.require(code), {})
    assert columns.field_map() == {key: written(field) for key, field in found.items()}


def test_a_field_map_wins_and_a_wrong_one_is_named():
    role = ROLES.require("approval")
    columns = pick_columns(["PZWH", "wh", "rq"], role, {"class_code": "wh", "date": "RQ"})
    assert (columns.class_code, dict(columns.details)) == ("wh", {"date": "rq", "number": "PZWH"})
    with pytest.raises(BadInput) as error:
        pick_columns(["a"], role, {"colour": "a"})
    assert error.value.facts["key"] == "colour" and "project" in error.value.facts["known"]
    with pytest.raises(BadInput) as error:
        pick_columns(["a"], role, {"date": "b"})
    assert (error.value.facts["field"], error.value.facts["fields"]) == ("b", "a")


@pytest.mark.parametrize("extra", [
    {"class_fields": "DLBM"}, {"detail_fields": ["date"]}, {"detail_fields": {"colour": ["a"]}},
    {"detail_fields": {"date": "RQ"}},
    {"detail_values": {"planting": ["JKHF"]}}, {"detail_values": {"planting": {"JKHF": "JKHF"}}}])
def test_a_role_the_county_edited_wrongly_is_refused(extra):
    with pytest.raises(BadInput):
        pick_columns(["DLBM"], Entry("own", "Own", "自定", (), extra), {})


def test_details_are_normalised_and_what_cannot_be_read_stays():
    land = pick_columns(["DLBM", "ZZSXDM", "CZCSXM"], ROLES.require("landuse"), {})
    assert land.detail({"ZZSXDM": " jkhf", "CZCSXM": "203"}) == {"planting": "JKHF", "settlement": "203"}
    assert land.detail({"ZZSXDM": "工程恢复", "CZCSXM": ""}) == {"planting": "GCHF"}
    assert land.detail({"ZZSXDM": "LS", "CZCSXM": " "}) == {}
    short = pick_columns(["PZWH", "PZRQ", "DQRQ", "XMMC"], ROLES.require("temporary"), {})
    assert short.detail({"PZRQ": "2021年7月3日", "DQRQ": "长期", "XMMC": "厂房 "}) == {
        "date": "2021-07-03", "expires": "长期", "project": "厂房"}
    plan = pick_columns(["符合规划"], ROLES.require("plan"), {})
    assert [plan.detail({"符合规划": text}).get("conforms") for text in ("符合", "否", "待定", "")] == ["yes", "no", None, None]


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)),
       st.sampled_from(["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%Y年%m月%d日"]))
def test_a_date_reads_the_same_however_it_is_written(day, form):
    columns = pick_columns(["PZRQ"], ROLES.require("approval"), {})
    assert columns.detail({"PZRQ": day.strftime(form)}) == {"date": day.isoformat()}


@given(st.dictionaries(st.sampled_from(DETAILS), st.text(max_size=12), max_size=7))
def test_a_detail_holds_no_empty_values_and_goes_through_its_text(values):
    role = Entry("own", "Own", "自定", (), {"detail_fields": {key: [key] for key in DETAILS}})
    detail = pick_columns(list(values), role, {}).detail(values)
    assert all(text and text == text.strip() for text in detail.values())
    assert json.loads(json.dumps(detail, ensure_ascii=False)) == detail
