"""Filter expressions the panels hand to algorithms as WHERE."""

from __future__ import annotations

from typing import Iterable

from qgis.core import QgsExpression


def of_uids(uids: Iterable[str]) -> str:
    """Return the QGIS expression that holds for exactly these parcels."""
    return QgsExpression.quotedColumnRef("parcel_uid") + " IN (" + ", ".join(
        QgsExpression.quotedValue(uid) for uid in uids) + ")"
