"""What the parcels table is asked is a value: saved and taken up again, whatever stands in the settings; task lists are data."""

from __future__ import annotations

import json
from dataclasses import replace
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.campaign_year import campaign_year, year_of_batch
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.parcel import Batch
from farmland_plugin.gui.parcels.query import EVERYTHING, ParcelQuery
from farmland_plugin.gui.parcels.task_lists import read_lists
from farmland_plugin.paths import resource

TEXT = resource("rules", "task_lists.json").read_text(encoding="utf-8")
WORDS = st.text(max_size=12)


@given(st.builds(ParcelQuery, text=WORDS, status=WORDS, unfinished=st.booleans(), batch=WORDS, township=WORDS, role=WORDS,
                 least_mu=st.floats(0, 1e5), due=WORDS, hard=st.booleans(), task=WORDS,
                 extent=st.just((0.0, 0.0, 1.0, 1.0)), only=st.just(frozenset({"U1"}))))
def test_a_saved_query_comes_back_without_what_belongs_to_the_moment(query):
    assert ParcelQuery.from_json(query.to_json()) == replace(query, extent=None, only=None)


@given(st.one_of(st.text(max_size=40), st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["text", "least_mu", "hard", "only", "extent", "newer"]), inner, max_size=4), max_leaves=8).map(json.dumps)))
def test_whatever_stands_in_the_settings_gives_a_query_of_the_right_types(text):
    found = ParcelQuery.from_json(text)
    assert (found.extent, found.only) == (None, None)
    assert all(type(getattr(found, name)) is type(getattr(EVERYTHING, name)) for name in ("text", "least_mu", "hard", "task"))


def row(source="satellite", kind="issued", flags=(), closed=False, year=2026, status="surveying", replaced=None):
    return SimpleNamespace(source=source, kind=kind, flags=flags, closed=closed, year=year, status=status, replaced=replaced)


@pytest.mark.parametrize("parcel,expected", [
    (row(), ["issued"]), (row(closed=True), ["issued"]), (row(kind="drawn"), []), (row(kind="split"), ["issued"]),
    (row(flags=("off_plan",)), ["issued", "must_demolish"]), (row(kind="drawn", flags=("off_plan",)), []),
    (row("tip", flags=("hard_case", "must_demolish")), ["must_demolish"]),
    (row("tip", flags=("must_demolish",), status="voided", closed=True), []),
    (row("tip", flags=("must_demolish",), status="written_off", closed=True), ["must_demolish"]),
    (row("inspection"), ["left_over"]), (row("inspection", closed=True), []), (row("greenhouse"), ["left_over"]),
    (row("inspection", kind="drawn"), []), (row("cropland_check"), ["left_over"]), (row("patrol"), []),
    (row(year=2025), ["left_over"]), (row(year=2025, closed=True), []),
])
def test_the_three_lists_of_001_07_hold_what_they_say(parcel, expected):
    lists = {one.code: one for one in read_lists(TEXT)}
    every = [row(), row(year=2025), row("inspection", year=2027), row(year=2028, kind="drawn"), row(year=2028, replaced="new")]
    held = {code for code, one in lists.items() if one.holds(parcel, one.newest([*every, parcel]))}
    assert [code for code in lists if code in held and not held & lists[code].not_in] == expected


@pytest.mark.parametrize(("number", "batch", "year"), [
    ("130403SJBG26210183", {}, 2026), ("130427SJBG25210310_3", {"name": "2026年清零"}, 2025),
    ("130403SJBG99210183", {"name": "一批", "imported_at": "2026-07-01T01:00:00Z"}, 2026),
    ("17", {"name": "2024年卫片第3批", "accept_by": "2025-03-31", "imported_at": "2026-07-01T01:00:00Z"}, 2024),
    ("17", {"name": "20240912下发", "accept_by": "2025-03-31", "imported_at": "2026-07-01T01:00:00Z"}, 2025),
    ("17", {"name": "第3批", "imported_at": "2026-07-01T01:00:00Z"}, 2026), ("17", {"name": "第3批", "imported_at": ""}, 0)])
def test_a_parcel_s_year_is_that_of_its_number_else_of_its_batch(number, batch, year):
    made = Batch(**{"batch_id": "B", "name": "", "source": "satellite", "file_name": "", "sha256": "", "read_count": 0,
                    "imported_count": 0, "quarantined_count": 0, "imported_at": "2026-07-01T01:00:00Z", **batch})
    assert campaign_year(number, year_of_batch(made), made.imported_at) == year


ODD = json.dumps({"lists": [{**dict.fromkeys(("code", "label", "label_zh", "about", "about_zh"), "a"), "sources": "x"}]})


@pytest.mark.parametrize("text", ["{}", "[]", '{"lists": [{}]}', '{"lists": 3}', "{", ODD])
def test_a_county_s_own_lists_are_refused_with_the_file_named(text):
    with pytest.raises(BadInput) as refused:
        read_lists(text)
    assert "task_lists.json" in str(refused.value.facts.values())


def test_every_code_of_the_shipped_lists_is_in_the_dictionaries():
    known = {name: {one["code"] for one in json.loads(resource("dictionaries", f"{name}.json").read_text(encoding="utf-8"))}
             for name in ("source", "flag")}
    for one in read_lists(TEXT):
        assert one.sources <= known["source"] and one.any_flag <= known["flag"]
