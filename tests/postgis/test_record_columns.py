"""A screening recorded by column: the same tables and a digest that the journal's verifier finds again, in file and database."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.parcel import OverlapPart, Redline, RoleCover
from farmland_plugin.domain.screening_columns import OverlapColumns, ScreeningColumns
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.layers import tables_digest

from .county import batch_of

LINES = [("L", "landuse"), ("A", "approval"), ("B", "approval")]
DETAIL = {"number": "冀政〔2020〕1号"}


def integers(values):
    return np.array(values, dtype=np.int64)


@pytest.fixture(params=["file", "database"])
def ledger(request, server, database, files, tmp_path):
    where = tmp_path / "ledger.gpkg" if request.param == "file" else server.address(database, files=files)
    with create_ledger(where, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")) as made:
        made.add_batch(*batch_of(made, 130, "satellite"))
        for redline_id, role in LINES:
            made.add_redline(Redline(redline_id, role, role, "2024", "/x.gpkg", redline_id * 64, 1, 0, "x.gpkg", "EPSG:4526"))
        yield made


def record(ledger, uids, more=0, by_column=True):
    """Record three lines against some parcels, given from the last to the first; `more` cents apart from other times."""
    count = len(uids)
    places = integers(range(count))[::-1]
    overlaps = OverlapColumns(uids, LINES, np.tile(places, 2), np.repeat([0, 1], count), ["0102", "甲\"乙"],
                              np.repeat([0, 1], count), integers(range(2 * count)) + 101 + more, integers(range(2 * count)))
    screenings = ScreeningColumns(uids, LINES, np.tile(places, 3), np.repeat([2, 0, 1], count), *(
        integers(range(3 * count)) * by + more for by in (1, 2, 0)), np.linspace(-1e-7, 1e-7, 3 * count),
        np.where(np.arange(3 * count) % 3 > 0, np.nan, 1.25), f"2026-11-22T08:00:{more:02d}.000Z", {(0, 1): "a remark"})
    parts = [OverlapPart(uid, "A", "approval", "甲\"乙", DETAIL, Decimal("1.01"), Decimal("1.00")) for uid in reversed(uids)]
    covers = [RoleCover(uid, "approval", Decimal("1.01"), Decimal("2.00"), 1.25) for uid in reversed(uids)]
    given = (overlaps, screenings) if by_column else (list(overlaps), list(screenings))
    ledger.record_screening(*given, uids, [line for line, _ in LINES], {"engine": "test"}, parts, covers)


def tables(ledger):
    """Everything that screenings left."""
    return [list(ledger.all_overlaps()), list(ledger.all_screenings()), list(ledger.all_parts()), list(ledger.role_covers())]


def sealed(ledger):
    """What the newest event says of the tables."""
    return max((one for one in ledger.events() if one.action == "screen"), key=lambda one: one.seq).payload()["payload"]


@pytest.mark.parametrize("again", [slice(None), slice(0, 1), slice(40, 125)])
def test_columns_leave_the_tables_and_the_digest_that_records_leave(ledger, again):
    uids = ledger.parcel_uids()
    left = []
    for by_column in (True, False):
        record(ledger, uids, by_column=by_column)
        record(ledger, uids[again], 7, by_column)
        told = sealed(ledger)
        assert told["tables_sha256"] == tables_digest(ledger.store)
        assert told["screened_at"] == ["2026-11-22T08:00:07.000Z"]
        left.append((tables(ledger), {key: told[key] for key in ("overlaps", "parts", "role_covers", "tables_sha256")}))
    assert left[0] == left[1]
    assert len(left[0][0][1]) == 3 * len(uids)


def test_a_new_screening_of_every_parcel_leaves_the_facts_of_another_line_alone(ledger):
    uids = ledger.parcel_uids()
    record(ledger, uids)
    before = [one for one in ledger.all_screenings() if one.redline_id == "L"]
    none = integers([])
    ledger.record_screening(
        OverlapColumns(uids, LINES, none, none, [], none, none, none),
        ScreeningColumns(uids, LINES, none, none, none, none, none, none.astype(float), none.astype(float), ""),
        uids, ["A", "B"], {})
    assert list(ledger.all_screenings()) == before
    assert not list(ledger.role_covers()) and not list(ledger.all_parts())
    assert sealed(ledger)["tables_sha256"] == tables_digest(ledger.store)
    assert sealed(ledger)["screened_at"] == []
