"""Field names of shapefiles: initials of the pinyin, ten letters at most, each once."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from farmland_plugin.paths import resource
from farmland_plugin.reports.short_names import short_name, unique


@pytest.mark.parametrize(("name", "short"), [
    ("监测编号", "JCBH"), ("永久基本农田面积", "YJJBNTMJ"), ("图斑面积(亩)", "TBMJM"), ("是否占用耕地", "SFZYGD"),
    ("DLBM", "DLBM"),
    ("核实认定意见", "HSRDYJ"), ("乡镇", "XZ"), ("坐落单位名称", "ZLDWMC"), ("行政区代码", "XZQDM"), ("扣除系数", "KCXS"),
    ("2024年面积", "F2024NMJ"), ("", "F"), ("（）", "F"), ("ＡＢ", "AB"), ("a very long name", "averylongn"), ("阿座", "AZ")])
def test_a_name_becomes_the_initials_of_its_words(name, short):
    assert short_name(name) == short


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(max_size=12), max_size=20))
def test_any_names_become_unique_ascii_of_ten_letters(names):
    made = unique([short_name(name) for name in names], ["JCBH", "F"])
    assert len(made) == len(names) == len({name.casefold() for name in made} - {"jcbh", "f"})
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,9}", name) for name in made)


def test_the_columns_of_an_export_are_named_once_and_explained():
    entries = json.loads(resource("export", "parcel_fields.json").read_text(encoding="utf-8"))
    every = [*entries, *(entry["label_column"] for entry in entries if "label_column" in entry)]
    for key in ("name", "short", "label_zh"):
        assert len({entry[key] for entry in every}) == len(every), key
    assert all(re.fullmatch("[A-Z]{1,10}", entry["short"]) for entry in every)
