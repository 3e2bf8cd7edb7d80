"""What the panels hand to algorithms: which parcels, and where the results go."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Iterable

from qgis.core import QgsExpression

from ..i18n import tr
from ..ledger.ledger import Ledger


def of_uids(uids: Iterable[str]) -> str:
    """Return the QGIS expression that holds for exactly these parcels."""
    return QgsExpression.quotedColumnRef("parcel_uid") + " IN (" + ", ".join(
        QgsExpression.quotedValue(uid) for uid in uids) + ")"


def packages_folder(ledger: Ledger) -> str:
    """Return the folder packages go to unless the user says otherwise: beside the ledger, never a temporary one."""
    return str(_beside(ledger, tr("packages")))


def lists_file(ledger: Ledger, today: datetime.date) -> str:
    """Return the workbook the lists go to unless the user says otherwise."""
    word = tr("lists")
    return str(_beside(ledger, f"{word}_{today:%Y%m%d}.xlsx"))


def screening_file(ledger: Ledger, today: datetime.date, suffix: str) -> str:
    """Return the page or workbook the screening goes to unless the user says otherwise."""
    word = tr("screening")
    return str(_beside(ledger, f"{word}_{today:%Y%m%d}{suffix}"))


def antifake_file(ledger: Ledger, today: datetime.date) -> str:
    """Return the page the check against fake rectification goes to unless the user says otherwise."""
    word = tr("fake_check")
    return str(_beside(ledger, f"{word}_{today:%Y%m%d}.html"))


def forms_file(ledger: Ledger, now: datetime.datetime) -> str:
    """Return the PDF that forms printed now go to."""
    word = tr("sign-off forms")
    return str(_beside(ledger, f"{word}_{now:%Y%m%d_%H%M%S}.pdf"))


def _beside(ledger: Ledger, name: str) -> Path:
    """Return a path beside the ledger's file; for a database, in its folder of files."""
    return ledger.files / name if ledger.store.shared else ledger.path.with_name(f"{ledger.path.stem}_{name}")
