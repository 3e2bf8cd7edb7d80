"""Names of townships and villages: as issued with the parcel, else from the registered village layer."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Dict, Tuple

from ..domain.parcel import Parcel
from .ledger import Ledger

ROLE = "village"  # 村级行政区: CJDCQ (12 digits) or XZQ (9 digits)
TOWNSHIP_FIELDS = ("乡镇名称", "乡镇", "XZMC", "XIANGMC")
VILLAGE_FIELDS = ("村名称", "村", "CMC", "ZLDWMC", "QSDWMC")
NAMES = "SELECT class_code, name FROM redline WHERE name <> '' AND class_code <> ''"


class Places:
    """Tells where a parcel lies in words; a code stays a code where nobody names it."""

    def __init__(self, ledger: Ledger) -> None:
        self._names: Dict[str, str] = {}
        for redline in ledger.redlines():
            if redline.role == ROLE:
                with suppress(sqlite3.Error):  # a cache that is gone: screening says so, here the code is shown
                    self._names.update(_names(ledger.files / "redlines" / redline.cache))

    def name(self, code: str) -> str:
        """Return the name of a place's code (9 or 12 digits), '' when no village layer has it."""
        return self._names.get(code, "")

    def township(self, parcel: Parcel) -> str:
        """Return the township's name, else its code, else ''."""
        return _issued(parcel.attributes, TOWNSHIP_FIELDS) or self.name(parcel.township) or parcel.township

    def village(self, parcel: Parcel) -> str:
        """Return the village's name, else its code, else ''."""
        return _issued(parcel.attributes, VILLAGE_FIELDS) or self.name(parcel.village) or parcel.village


def _issued(attributes: Dict[str, Any], fields: Tuple[str, ...]) -> str:
    for field in fields:
        text = str(attributes.get(field) or "").strip()
        if text and not text.isdigit():
            return text
    return ""


def _names(cache: Path) -> Dict[str, str]:
    with closing(sqlite3.connect(f"{cache.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        return {str(code): str(name) for code, name in connection.execute(NAMES)}
