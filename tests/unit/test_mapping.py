"""Fields by their many names, and the unit of the monitored area proved, not guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.area import to_mu
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.readings import iso_date
from farmland_plugin.intake.fields.mapping import conclude_unit, parse_area, read_field_map, recognise, to_m2

ALIASES = {"source_no": ["JCBH", "TBBH", "监测编号"], "monitored_area": ["JCMJ", "MJ", "监测面积", "永久基本农田面积"]}


@pytest.mark.parametrize(("fields", "expected"), [
    (["JCBH", "JCMJ"], {"source_no": "JCBH", "monitored_area": "JCMJ"}),
    (["jcbh", "Mj"], {"source_no": "jcbh", "monitored_area": "Mj"}),
    (["TBBH", "JCBH"], {"source_no": "JCBH"}),
    (["ＪＣＢＨ", "监测面积（亩）"], {"source_no": "ＪＣＢＨ", "monitored_area": "监测面积（亩）"}),
    (["XZQDM"], {}),
])
def test_fields_are_recognised(fields, expected):
    assert recognise(fields, ALIASES) == expected


@pytest.mark.parametrize("cut", ["永久基本农", "永久基"])
def test_a_name_cut_to_ten_bytes_is_recognised_in_shapefiles_only(cut):
    assert recognise([cut], ALIASES, cut_names=True) == {"monitored_area": cut}
    assert recognise([cut], ALIASES) == {}
    assert recognise(["永久"], ALIASES, cut_names=True) == {}


def test_the_users_map_is_checked(tmp_path):
    path = tmp_path / "map.json"
    path.write_text('{"source_no": "编号"}', encoding="utf-8")
    assert read_field_map(path, ["编号"], ["source_no"]) == {"source_no": "编号"}
    with pytest.raises(BadInput, match="编号"):
        read_field_map(path, ["NO"], ["source_no"])
    path.write_text('{\n"number": "编号"}', encoding="utf-8")
    with pytest.raises(BadInput, match="number"):
        read_field_map(path, ["编号"], ["source_no"])
    path.write_text('{\n"source_no" "编号"}', encoding="utf-8")
    with pytest.raises(BadInput, match="line 2"):
        read_field_map(path, ["编号"], ["source_no"])


@given(st.sampled_from(["m2", "mu", "ha"]), st.lists(st.integers(200, 500_000), min_size=1, max_size=20))
def test_the_geometry_proves_the_unit(unit, areas):
    factor = {"m2": Decimal(1), "mu": Decimal("0.0015"), "ha": Decimal("0.0001")}[unit]
    values = [(Decimal(a) * factor).quantize(Decimal("0.01") if unit != "ha" else Decimal("0.0001")) for a in areas]
    found = conclude_unit("MJ", values, [float(a) for a in areas])
    assert found.code == unit


def test_a_heading_that_contradicts_the_geometry_asks():
    assert conclude_unit("面积(亩)", [Decimal("15")], [10000.0]).code == "mu"
    with pytest.raises(BadInput, match="AREA_UNIT"):
        conclude_unit("面积(亩)", [Decimal("10000")], [10000.0])
    with pytest.raises(BadInput, match="AREA_UNIT"):
        conclude_unit("MJ", [Decimal("77")], [10000.0])
    assert conclude_unit("MJ", [Decimal("77")], [10000.0], chosen="mu").code == "mu"


@pytest.mark.parametrize(("text", "expected"), [
    ("0.7655公顷", (Decimal("0.7655"), "ha")), ("1,234.5", (Decimal("1234.5"), "")), ("１２亩", (Decimal(12), "mu")),
    ("-3", (None, "")), ("约三亩", (None, "")), ("", (None, "")), ("12 个", (None, "")), ("1e999999999", (None, "")),
    (".5", (Decimal("0.5"), "")), ("15.亩", (Decimal(15), "mu")), ("1,5", (None, "")), ("1.5万亩", (None, "")),
    ("2 km²", (None, "")), ("12亩5分", (None, "")), ("30000平方米(45亩)", (None, "")), ("0.8 hm²", (Decimal("0.8"), "ha")),
    ("15m2", (Decimal(15), "m2")),
])
def test_areas_are_parsed(text, expected):
    assert parse_area(text) == expected


@given(st.integers(1, 10_000_000).map(lambda n: Decimal(n) / 100))
def test_mu_survive_the_way_to_square_metres_and_back(mu):
    assert to_mu(to_m2(mu, "mu")) == mu


@pytest.mark.parametrize(("text", "expected"), [
    ("20200703", "2020-07-03"), ("2020.7.3", "2020-07-03"), ("2020/07/03", "2020-07-03"), ("2020年7月3日", "2020-07-03"),
    ("2020-07-03 04:05", "2020-07-03"), ("44015", "2020-07-03"), ("2020-13-01", None), ("昨天", None),
])
def test_dates_are_read_as_people_write_them(text, expected):
    assert iso_date(text) == expected


def test_a_format_that_contradicts_the_geometry_asks():
    assert conclude_unit("地块面积", [Decimal("1")], [10000.0], known_unit="ha").code == "ha"
    with pytest.raises(BadInput, match="AREA_UNIT"):
        conclude_unit("地块面积", [Decimal("10000")], [10000.0], known_unit="ha")


@pytest.mark.parametrize("unit", ["mu", "m2", "ha"])
def test_three_rows_prove_the_unit_though_one_is_zero_and_one_is_missing(unit):
    issued = {"mu": "15", "m2": "10000", "ha": "1"}[unit]
    assert conclude_unit("MJ", [Decimal(issued), Decimal(0), None], [10010.0, 9990.0, 10000.0]).code == unit
