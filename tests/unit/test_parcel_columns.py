"""Parcels by column are sealed and stored as the same parcels one by one."""

from __future__ import annotations

import hashlib
import struct
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.parcel import Parcel
from farmland_plugin.domain.parcel_columns import ParcelColumns
from farmland_plugin.domain.seals import BatchSeal
from farmland_plugin.intake.taking_in.block import IssuedText, canonical_text
from farmland_plugin.ledger import rows
from farmland_plugin.ledger.bulk import WIDTH, table_values

TEXT = st.text(st.characters(blacklist_categories=["Cs"]), max_size=8)
ULID = st.text("0123456789ABCDEFGHJKMNPQRSTVWXYZ", min_size=26, max_size=26)
AREA = st.decimals(0, 10**9, places=4, allow_nan=False, allow_infinity=False)


def square(x, y, size):
    ring = [(x, y), (x, y + size), (x + size, y + size), (x + size, y), (x, y)]
    return struct.pack("<BIIBIII", 1, 6, 1, 1, 3, 1, 5) + b"".join(struct.pack("<dd", *point) for point in ring)


@st.composite
def parcels(draw):
    file, crs, batch = draw(TEXT), draw(TEXT), draw(ULID)
    made, boxes = [], []
    for number in range(draw(st.integers(0, 5))):
        x, y, size = (draw(st.floats(0, 1e7)) for _ in range(3))
        geom = square(x, y, size + 1.0)
        boxes.append([x, y, x + (size + 1.0), y + (size + 1.0)])
        made.append(Parcel(
            draw(ULID), draw(TEXT), batch, Decimal(draw(st.integers(1, 10**12))).scaleb(-2), geom,
            hashlib.sha256(draw(TEXT).encode()).hexdigest(), draw(st.one_of(st.none(), ULID)), draw(TEXT), draw(TEXT),
            draw(st.one_of(st.none(), AREA)), draw(st.dictionaries(TEXT, TEXT, max_size=3)), file, number, crs,
            draw(st.one_of(st.none(), st.binary(max_size=9))), draw(TEXT)))
    return made, boxes


def by_column(made, boxes):
    first = made[0] if made else Parcel("", "", "", Decimal(0), b"", "")
    return ParcelColumns(
        [p.parcel_uid for p in made], [p.source_no for p in made], first.batch_id, [p.parent_uid or "" for p in made],
        [p.township for p in made], [p.village for p in made],
        [None if p.monitored_area_m2 is None else float(p.monitored_area_m2) for p in made],
        ["" if p.monitored_area_m2 is None else f"{p.monitored_area_m2:.4f}" for p in made],
        [int(p.area_m2 * 100) for p in made], [canonical_text(p.attributes) for p in made], first.source_file,
        [p.source_row for p in made], first.source_crs, [p.geom for p in made],
        [hashlib.sha256(p.geom).hexdigest() for p in made], [p.geom_hash for p in made], [p.issued_geom for p in made],
        [p.repair for p in made], boxes)


@given(parcels())
def test_the_seal_and_the_rows_of_columns_are_those_of_the_parcels(given):
    made, boxes = given
    seal, columns = BatchSeal(), by_column(made, boxes)
    texts = [text for _, text in seal.following(made)]
    assert seal.places == hashlib.sha256(columns.places_text().encode()).hexdigest()
    assert seal.rows == hashlib.sha256(columns.rows_text().encode()).hexdigest()
    values = table_values(columns, 4526)
    assert [tuple(values[at : at + WIDTH]) for at in range(0, len(values), WIDTH)] == [
        rows.parcel_to_row(p, text, 4526) for p, text in zip(made, texts)]
    assert len(columns) == len(made)


@given(st.dictionaries(TEXT, TEXT, max_size=4))
def test_attributes_that_bring_their_text_are_the_same_attributes(attributes):
    text = canonical_text(attributes)
    issued = IssuedText(text)
    assert issued == attributes and canonical_text(issued) == text
