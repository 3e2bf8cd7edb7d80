"""Many parcels of one batch held column by column: how a hundred thousand of them go into a ledger at once."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from json.encoder import encode_basestring
from typing import Callable, List, Optional, Sequence

_text: Callable[[str], str] = encode_basestring


@dataclass(frozen=True)
class ParcelColumns:
    """Parcels as ``Parcel`` has them, one list per column, all of the same length.

    :param parcel_uid: ULIDs. :param parent_uid: '' for none. :param monitored_text: ``monitored_area_m2`` with four decimals, ''
        for none. :param area_cents: official area in hundredths of m².
    :param attributes: canonical JSON text (keys sorted, no blanks). :param geom_digest: SHA-256 (hex) of ``geom``.
    :param boxes: envelopes of ``geom``: west, south, east, north.
    """

    parcel_uid: Sequence[str]
    source_no: Sequence[str]
    batch_id: str
    parent_uid: Sequence[str]
    township: Sequence[str]
    village: Sequence[str]
    monitored_area_m2: Sequence[Optional[float]]
    monitored_text: Sequence[str]
    area_cents: Sequence[int]
    attributes: Sequence[str]
    source_file: str
    source_row: Sequence[int]
    source_crs: str
    geom: Sequence[bytes]
    geom_digest: Sequence[str]
    geom_hash: Sequence[str]
    issued_geom: Sequence[Optional[bytes]]
    repair: Sequence[str]
    boxes: Sequence[Sequence[float]]

    def __len__(self) -> int:
        return len(self.parcel_uid)

    @cached_property
    def areas(self) -> List[str]:
        """Return the official areas as decimal text with two decimals."""
        return [f"{cents // 100}.{cents % 100:02d}" for cents in self.area_cents]

    def places_text(self) -> str:
        """Return what a batch's seal takes of uid, polygon and area: one line per parcel, no line feed behind the last."""
        return "\n".join(map("%s %s %s".__mod__, zip(self.parcel_uid, self.geom_hash, self.areas)))

    def rows_text(self) -> str:
        """Return what a batch's seal takes of every column: one line per parcel, each with its line feed."""
        file, crs = (_text(text).replace("%", "%%") for text in (self.source_file, self.source_crs))
        form = f'["%s",%s,%s,%s,%s,"%s","%s",%s,{file},%d,{crs},"%s","%s","%s",%s]\n'
        return "".join(map(form.__mod__, zip(
            self.parcel_uid, map(_text, self.source_no), map(_text, self.parent_uid), map(_text, self.township),
            map(_text, self.village), self.monitored_text, self.areas, self.attributes, self.source_row, self.geom_digest,
            map(_digest, self.issued_geom), self.geom_hash, map(_text, self.repair))))


def _digest(data: Optional[bytes]) -> str:
    return "" if data is None else hashlib.sha256(data).hexdigest()
