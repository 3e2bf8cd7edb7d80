"""What the panels hand to algorithms: which parcels, and where the results go."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Iterable

from qgis.core import QgsExpression

from ..i18n import tr


def of_uids(uids: Iterable[str]) -> str:
    """Return the QGIS expression that holds for exactly these parcels."""
    return QgsExpression.quotedColumnRef("parcel_uid") + " IN (" + ", ".join(
        QgsExpression.quotedValue(uid) for uid in uids) + ")"


def packages_folder(ledger: str) -> str:
    """Return the folder packages go to unless the user says otherwise: beside the ledger, never a temporary one."""
    path = Path(ledger)
    word = tr("packages")
    return str(path.with_name(f"{path.stem}_{word}"))


def lists_file(ledger: str, today: datetime.date) -> str:
    """Return the workbook the lists go to unless the user says otherwise."""
    path = Path(ledger)
    word = tr("lists")
    return str(path.with_name(f"{path.stem}_{word}_{today:%Y%m%d}.xlsx"))
