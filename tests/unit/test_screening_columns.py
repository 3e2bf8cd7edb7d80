"""Facts held column by column: the same records, rows and sealed text as one by one."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain import screening_columns
from farmland_plugin.domain.parcel import Overlap, Screening
from farmland_plugin.domain.screening_columns import OverlapColumns, ScreeningColumns
from farmland_plugin.domain.seals import FactsSeal, facts_digest
from farmland_plugin.ledger.rows import overlap_to_row, screening_to_row

WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), max_size=4)
CENTS = st.integers(0, 10**13)
LINES = [("B", "approval"), ("A\"", "landuse"), ("A", "基本农田")]
AT = "2026-11-22T08:00:00.000Z"


@st.composite
def facts(draw):
    """Some parcels and classes with odd names, and facts about some of them, each once."""
    uids = draw(st.lists(WORDS, min_size=1, max_size=6, unique=True))
    codes = draw(st.lists(WORDS, min_size=1, max_size=4, unique=True))
    places = st.tuples(st.integers(0, len(uids) - 1), st.integers(0, len(LINES) - 1))
    overlap = st.tuples(places, st.integers(0, len(codes) - 1), CENTS, CENTS)
    overlaps = draw(st.lists(overlap, max_size=12, unique_by=lambda one: one[:2]))
    widths = st.one_of(st.just(float("nan")), st.floats(0, 1e4))
    screening = st.tuples(places, CENTS, CENTS, CENTS, st.floats(-1, 1), widths)
    screenings = draw(st.lists(screening, max_size=12, unique_by=lambda one: one[0]))
    notes = {place: draw(WORDS) for place, *_ in screenings[::2]}
    return uids, codes, overlaps, screenings, notes


def integers(values):
    return np.array(values, dtype=np.int64)


def places_of(rows):
    """The columns of parcels and lines."""
    return integers([one[0][0] for one in rows]), integers([one[0][1] for one in rows])


def columns_of(made):
    """The facts by column."""
    uids, codes, overlaps, screenings, notes = made
    rest = (integers([one[at] for one in overlaps]) for at in (1, 2, 3))
    first = OverlapColumns(uids, LINES, *places_of(overlaps), codes, *rest)
    figures = (integers([one[at] for one in screenings]) for at in (1, 2, 3))
    floats = (np.array([one[at] for one in screenings], dtype=np.float64) for at in (4, 5))
    second = ScreeningColumns(uids, LINES, *places_of(screenings), *figures, *floats, AT, notes)
    return first, second


def records_of(made):
    """The same facts one by one."""
    uids, codes, overlaps, screenings, notes = made
    def metres(cents):
        return Decimal(cents).scaleb(-2)

    return ([Overlap(uids[at], *LINES[line], codes[code], metres(area), metres(net)) for (at, line), code, area, net in overlaps],
            [Screening(uids[at], *LINES[line], metres(covered), metres(uncovered), metres(double), closure, AT,
                       notes.get((at, line), ""), None if width != width else width)
             for (at, line), covered, uncovered, double, closure, width in screenings])


@given(facts())
def test_walking_columns_gives_the_records_in_their_order(made):
    assert [list(columns) for columns in columns_of(made)] == list(records_of(made))


@pytest.mark.parametrize("block", [1, 3, 20000])
@given(made=facts())
@settings(max_examples=60)
def test_columns_give_the_tables_and_the_digest_that_their_records_give(block, made):
    before, screening_columns.BLOCK = screening_columns.BLOCK, block
    try:
        overlaps, screenings = columns_of(made)
        seal, tables = FactsSeal(), []
        for columns in (overlaps.by_text(), screenings.by_text()):
            blocks = list(columns.blocks())
            tables.append([row for values, _ in blocks for row in zip(*values)])
            for _, texts in blocks:
                seal.add(map(columns.TEXT.__mod__, zip(*texts)))
    finally:
        screening_columns.BLOCK = before
    rows = [overlap_to_row(one) for one in records_of(made)[0]], [screening_to_row(one) for one in records_of(made)[1]]
    assert seal.digest == facts_digest(*rows)
    assert [sorted(found, key=repr) for found in tables] == [sorted(wanted, key=repr) for wanted in rows]
