"""Which field means what: the names of real hand-overs, decided by values where names alone do not tell."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.fields.mapping import (
    MEANINGS,
    capture_date,
    conclude_unit,
    meaning_label,
    read_field_map,
    recognise,
    settle_mapping,
)
from farmland_plugin.intake.fields.names import match, plain
from farmland_plugin.intake.fields.profiles import Profile

SHIPPED = json.loads((Path(__file__).resolve().parents[2] / "resources/dictionaries/field_alias.json").read_text("utf-8"))
ALIASES = {meaning: SHIPPED[meaning] for meaning in MEANINGS}
ISSUED_2026 = ["XZQDM", "XMC", "JCBH", "TBLX", "TZ", "QSX", "HSX", "DDTC", "BZ", "JSYDXZ", "DLBM", "DLMC", "TBXHDM", "TBXHMC",
               "ZZSXDM", "ZZSXMC", "CZCSXM", "SFYN", "SFHX", "MJ"]


def rows(count=6, **columns):
    """Rows of text; a callable gives each row's value."""
    return [{name: value(n) if callable(value) else value for name, value in columns.items()} for n in range(count)]


def number(n):
    return f"130403SJBG2621{n:04d}"


def settle(sample, fields=None, **how):
    return settle_mapping(fields or list(sample[0]), sample, ALIASES, **how)


def test_every_meaning_that_can_be_mapped_has_names_and_a_label():
    assert all(ALIASES[meaning] for meaning in MEANINGS)
    assert len({meaning_label(meaning) for meaning in MEANINGS}) == len(MEANINGS)


def test_the_layer_issued_in_2026_is_mapped_whole():
    sample = rows(**{**dict.fromkeys(ISSUED_2026, ""), "XZQDM": "130403", "XMC": "丛台区", "JCBH": number, "TBLX": "20",
                     "QSX": "20260110", "HSX": "GF2_20260905", "DLBM": "0102", "DLMC": "水浇地", "BZ": "疑似",
                     "MJ": lambda n: str(100 + n)})
    found = settle(sample, ISSUED_2026)
    assert found.fields == {"source_no": "JCBH", "monitored_area": "MJ", "class_code": "DLBM", "feature_type": "TBLX",
                            "captured_before": "QSX", "captured_after": "HSX", "note": "BZ"}
    assert set(found.why) == set(found.fields)
    assert any("XZQDM" in note and "township" in note for note in found.notes)  # a county's 6 digits name no township


@pytest.mark.parametrize(("field", "meaning", "value"), [
    ("jcbh", "source_no", number), ("ＴＢＢＨ", "source_no", number), (" 监测编号 ", "source_no", number),
    ("线索编号", "source_no", number), ("DKBH", "source_no", number), ("图斑面积（亩）", "monitored_area", "1.5"),
    ("监测面积_亩", "monitored_area", "1.5"), ("面积(亩)", "monitored_area", "1.5"), ("面积/公顷", "monitored_area", "0.1公顷"),
    ("TBMJ", "monitored_area", "1000"), ("XZDM", "township", "130423104"), ("XZQDM", "township", "130423104"),
    ("XZQDM", "village", "130423104201"), ("ZLDWDM", "village", "1304231042010000000"), ("ZLDWDM", "township", "130423104"),
    ("WGBH", "grid", "W-01"), ("原监测编号", "parent_no", number), ("前时相", "captured_before", "2026.1.10"),
])
def test_names_of_real_hand_overs_are_recognised(field, meaning, value):
    assert settle(rows(**{field: value})).fields == {meaning: field}


@pytest.mark.parametrize("field", ["监测面积"[:3], "监测面\ufffd", "图斑面积(", "图斑面积（亩"])
def test_names_cut_by_a_shapefile_are_recognised_with_half_a_character_or_half_a_bracket(field):
    assert settle(rows(**{field: "1.5"}), cut_names=True).fields == {"monitored_area": field}


def test_a_cut_name_that_may_mean_two_things_is_decided_by_its_values_or_left_alone():
    field = "监测图"  # of 监测图斑编号 and of 监测图斑面积
    assert settle(rows(**{field: number}), cut_names=True).fields == {"source_no": field}
    assert settle(rows(**{field: "12.5"}), cut_names=True).fields == {"monitored_area": field}
    found = settle(rows(**{field: ""}), cut_names=True)
    assert found.fields == {}
    assert any(field in note and "cut" in note for note in found.notes)


def test_the_twin_of_a_cut_name_is_taken_only_where_the_name_itself_is_missing():
    assert settle(rows(JCMJ_1="3.5"), cut_names=True).fields == {"monitored_area": "JCMJ_1"}
    assert settle(rows(JCMJ_1="3.5", JCMJ="4.5"), cut_names=True).fields == {"monitored_area": "JCMJ"}
    assert settle(rows(JCMJ_1="3.5")).fields == {}


def test_two_area_columns_prove_one_anothers_unit_and_the_report_says_which_was_taken():
    found = settle(rows(JCBH=number, MJ=lambda n: f"{2000 / 3 * (n + 3):.2f}", JCMJ=lambda n: f"{n + 3}.00"))
    assert found.fields["monitored_area"] == "JCMJ"
    assert "MJ" in found.why["monitored_area"]
    assert found.area_unit == "mu"
    assert "666.667" in found.area_unit_why
    assert found.area_unit_why in found.notes


def test_areas_that_are_not_a_units_factor_apart_prove_nothing():
    found = settle(rows(MJ=lambda n: str(100 + 90 * n), JCMJ=lambda n: str(n + 3)))
    assert (found.area_unit, found.area_unit_why) == ("", "")


def test_an_area_column_without_areas_gives_way_to_one_that_has_them():
    assert settle(rows(JCMJ="0", MJ="12.5")).fields == {"monitored_area": "MJ"}
    assert settle(rows(JCMJ="见附件", MJ="12.5")).fields == {"monitored_area": "MJ"}
    found = settle(rows(JCMJ="见附件"))
    assert found.fields == {}
    assert any("JCMJ" in note for note in found.notes)


def test_a_number_column_that_repeats_in_most_rows_is_no_number():
    found = settle(rows(8, 编号="1", TBBH=number))
    assert found.fields == {"source_no": "TBBH"}
    assert settle(rows(8, 编号=lambda n: str(n % 2))).fields == {}
    assert settle(rows(8, JCBH="130403")).fields == {}
    kept = settle(rows(8, JCBH=lambda n: str(n // 4)))  # pieces of a parcel cut by land class share its number
    assert kept.fields == {"source_no": "JCBH"}
    assert any("repeat" in note for note in kept.notes)


def test_a_code_column_that_holds_names_is_no_code():
    assert settle(rows(乡镇="李家镇")).fields == {}
    assert settle(rows(乡镇="李家镇", XZDM="130423104")).fields == {"township": "XZDM"}
    assert settle(rows(地类="水浇地", DLBM="0102")).fields == {"class_code": "DLBM"}
    assert settle(rows(地类="水浇地")).fields == {}


def test_numbers_rounded_by_a_spreadsheet_are_told():
    found = settle(rows(JCBH=lambda n: f"1.3040{n}E+17"))
    assert found.fields == {"source_no": "JCBH"}
    assert any("1.3E+17" in note for note in found.notes)
    assert settle(rows(ZLDWDM="1.3E+18")).fields == {}


def test_the_users_map_wins_over_the_saved_one_the_saved_over_the_format_and_that_over_names():
    sample = rows(JCBH=number, A=number, B=number, C=number, MJ="5")
    saved = Profile("去年", "satellite", ("A", "B"), {"source_no": "B", "note": "gone"})
    fixed = {"source_no": "C"}
    assert settle(sample, own={"source_no": "A"}, profile=saved, fixed=fixed).fields["source_no"] == "A"
    assert settle(sample, profile=saved, fixed=fixed).fields == {"source_no": "B", "monitored_area": "MJ"}
    assert "去年" in settle(sample, profile=saved).why["source_no"]
    assert settle(sample, fixed=fixed).fields["source_no"] == "C"
    assert settle(sample).fields["source_no"] == "JCBH"


def test_the_user_may_say_that_no_field_has_a_meaning(tmp_path):
    path = tmp_path / "map.json"
    path.write_text('{"monitored_area": ""}', encoding="utf-8")
    own = read_field_map(path, ["JCBH", "MJ"], MEANINGS)
    assert settle(rows(JCBH=number, MJ="5"), own=own).fields == {"source_no": "JCBH"}


def test_a_field_the_user_has_used_gets_no_second_meaning():
    assert settle(rows(JCBH=number), own={"note": "JCBH"}).fields == {"note": "JCBH"}


names = st.text(st.sampled_from("JCBHMDTXZ监测面积图斑编号乡村(（亩）)_1 \ufffd{}%"), max_size=12) | st.text(max_size=12)
values = st.text(max_size=10) | st.sampled_from(["0", "12.5", "0102", "2026-01-01", "130403104201", "1.3E+17", "nan", "1e999"])


@given(st.lists(names, unique=True, max_size=8), st.lists(st.lists(values, min_size=8, max_size=8), max_size=6), st.booleans(),
       st.dictionaries(st.sampled_from(MEANINGS), st.lists(names, max_size=6)))
def test_no_field_ever_gets_two_meanings_whatever_the_names_and_values(fields, table, cut, aliases):
    sample = [dict(zip(fields, row)) for row in table]
    for known in (aliases, ALIASES):
        found = settle_mapping(fields, sample, known, cut_names=cut)
        assert len(set(found.fields.values())) == len(found.fields)
        assert set(found.fields.values()) <= set(fields)
        assert set(found.why) == set(found.fields)
        by_name = recognise(fields, known, cut_names=cut)
        assert len(set(by_name.values())) == len(by_name)


@given(names, names)
def test_a_name_always_means_itself_and_nothing_is_read_as_nothing(name, other):
    if plain(name):
        assert match(name, name) is not None
    assert match("", other) is None


def test_units_the_values_name_and_rows_that_fit_another_unit_are_told():
    found = conclude_unit("MJ", [Decimal(1000)] * 8 + [Decimal("1.5")] * 2, [1000.0] * 10, named=["ha", "", "mu", "ha"])
    assert found.code == "m2"
    assert "mu 2" in found.note
    assert "hectares 2, mu 1" in found.note


def test_another_column_decides_the_unit_only_where_nothing_better_does():
    assert conclude_unit("JCMJ", [Decimal(3)], [0.0], hint="mu", hint_why="MJ is 666.667 times JCMJ").code == "mu"
    against = conclude_unit("JCMJ", [Decimal(1000)], [1000.0], hint="mu", hint_why="MJ is 666.667 times JCMJ")
    assert against.code == "m2"
    assert "666.667" in against.note
    with pytest.raises(BadInput, match="AREA_UNIT"):
        conclude_unit("JCMJ", [Decimal(77)], [10000.0])


@pytest.mark.parametrize(("text", "shown"), [
    ("20260110", "2026-01-10"), ("2026年1月", "2026-01"), ("2026", "2026"), ("GF2_20260905_L1A", "2026-09-05"),
    ("第一季度", "第一季度"), ("GF2_20261399", "GF2_20261399"), ("", ""),
])
def test_dates_of_images_are_shown_in_iso_form_or_as_issued(text, shown):
    assert capture_date(text) == shown
