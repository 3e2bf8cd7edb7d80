"""The parcel the bench looks at, as the ledger has it."""

from __future__ import annotations

from typing import Any, NamedTuple, Tuple

from qgis.core import QgsGeometry

from ...compat import geometry_of
from ...ledger.completion import residuals
from ...ledger.crs import ledger_crs


class Subject(NamedTuple):
    """The parcel looked at; polygons in the ledger's CRS.

    :param measured: the polygon as the ledger mended it, where it had to, and what was measured as left on the ground.
    """

    uid: str
    number: str
    issued: QgsGeometry
    measured: Tuple[QgsGeometry, ...]


def read_subject(ledger: Any, uid: str, desk: Any) -> Subject:
    """Return a parcel. :param desk: says what the polygon was as issued."""
    parcel = ledger.parcel(uid)
    geometry, stands = geometry_of(parcel.geom), ledger.case(uid).round
    issued = desk.issued_of(parcel, geometry, ledger_crs(ledger))
    mended = [] if issued.isGeosEqual(geometry) else [geometry]
    left = [geometry_of(one.geom) for one in residuals(ledger, uid) if one.round == stands and one.removed_seq is None]
    return Subject(uid, parcel.source_no, issued, (*mended, *left))
