"""Work in steps: parts hold everything once, and done without pauses it comes to the same."""

from __future__ import annotations

import datetime
import gc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.gradual import SOME, at_once, in_parts
from farmland_plugin.workbook import writing


@given(st.lists(st.integers(), max_size=500), st.integers(1, 60))
def test_parts_hold_every_item_once_in_its_order_and_none_is_empty_or_too_large(items, size):
    parts = list(in_parts(iter(items), size))
    assert [item for part in parts for item in part] == items
    assert all(0 < len(part) <= size for part in parts)


def test_parts_are_of_some_items_when_nobody_says_how_many():
    assert [len(part) for part in in_parts(range(2 * SOME + 1))] == [SOME, SOME, 1]


def test_work_done_at_once_gives_its_outcome_and_what_it_raises():
    def work(fails):
        yield
        if fails:
            raise KeyError("here")
        return 7

    assert at_once(work(False)) == 7
    with pytest.raises(KeyError):
        at_once(work(True))


def test_a_workbook_that_was_written_leaves_no_cells_behind_for_python_to_look_for(tmp_path):
    rows = [(number, f"地块{number}") for number in range(2000)]
    gc.collect()
    gc.disable()
    try:
        with writing(tmp_path / "lists.xlsx", "t", "a", datetime.datetime(2026, 11, 22)) as book:
            book.table("s", "h", [], [("n", 8.0, "int"), ("t", 20.0, "text")], rows)
        del book
        assert gc.collect() < len(rows)
    finally:
        gc.enable()
