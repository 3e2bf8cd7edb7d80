"""Parcels that come in column by column: the same rows as one by one, in a fraction of the time."""

from __future__ import annotations

import struct
from typing import Any, Iterator, Tuple

from ..domain.parcel_columns import ParcelColumns

_HEADER = struct.Struct("<2sBBi4d")


def table_rows(columns: ParcelColumns, srs_id: int) -> Iterator[Tuple[Any, ...]]:
    """Return the rows of the table ``parcel`` of a file, in the order of ``rows.INSERT_PARCEL``."""
    count, pack = len(columns), _HEADER.pack
    blobs = [pack(b"GP", 0, 0b00000011, srs_id, west, east, south, north) + wkb
             for (west, south, east, north), wkb in zip(columns.boxes, columns.geom)]
    issued = [None if area is None else float(area) for area in columns.monitored_area_m2]
    return zip(blobs, columns.parcel_uid, columns.source_no, [columns.batch_id] * count,
               [parent or None for parent in columns.parent_uid], columns.township, columns.village, issued,
               map(float, columns.areas), columns.attributes, [columns.source_file] * count, columns.source_row,
               [columns.source_crs] * count, columns.issued_geom, columns.geom_hash, columns.repair)
