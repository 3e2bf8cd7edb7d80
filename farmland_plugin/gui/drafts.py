"""What was typed about a parcel and not saved yet; kept in the user's settings while the ledger is closed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Iterable, Optional

from qgis.core import QgsSettings

Draft = tuple  # (CaseState as it was read, values typed)


class Drafts:
    """Drafts of one ledger by parcel uid; the ledger itself holds only what was saved."""

    def __init__(self, fields: Iterable[str]) -> None:
        self._fields = tuple(fields)
        self._key = ""
        self._kept: dict[str, Draft] = {}

    def open(self, ledger: Any) -> list[str]:
        """Take up the drafts left when this ledger was last closed here, and return their parcels' uids."""
        self._key = f"farmland/drafts/{ledger.meta['ledger_uuid']}"
        stored = json.loads(str(QgsSettings().value(self._key, "") or "{}"))
        known = {case.parcel_uid: case for case in ledger.cases(list(stored))} if stored else {}
        self._kept = {uid: (replace(case, version=stored[uid]["version"], **stored[uid]["read"]), stored[uid]["typed"])
                      for uid, case in known.items()}
        return list(self._kept)

    def keep(self) -> None:
        """Write the drafts to the settings."""
        if not self._key:
            return
        if not self._kept:
            QgsSettings().remove(self._key)
            return
        QgsSettings().setValue(self._key, json.dumps({
            uid: {"version": read.version, "typed": typed, "read": {name: getattr(read, name) for name in self._fields}}
            for uid, (read, typed) in self._kept.items()}, default=str))

    def close(self) -> None:
        """Write the drafts and forget the ledger."""
        self.keep()
        self._key, self._kept = "", {}

    def get(self, uid: str) -> Optional[Draft]:
        """Return a parcel's draft, None when there is none."""
        return self._kept.get(uid)

    def put(self, uid: str, read: Any, typed: dict[str, str]) -> None:
        """Remember what was typed over the case as it was read."""
        self._kept[uid] = (read, typed)

    def drop(self, uid: str) -> None:
        """Forget a parcel's draft."""
        self._kept.pop(uid, None)

    def __len__(self) -> int:
        """Return how many parcels have one."""
        return len(self._kept)
