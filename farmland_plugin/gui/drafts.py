"""What was typed about a parcel and not saved yet; kept in the user's settings while the ledger is closed."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Iterable, Mapping, Optional

from qgis.core import QgsSettings

Draft = tuple  # (CaseState as it was read, values typed)


class Drafts:
    """Drafts of one ledger by parcel uid; the ledger itself holds only what was saved."""

    def __init__(self, fields: Iterable[str]) -> None:
        self._fields = tuple(fields)
        self._key = ""
        self._kept: dict[str, Draft] = {}
        self._adopted: dict[str, dict[str, Any]] = {}  # of these parcels: the suggestion taken into the draft

    def open(self, ledger: Any) -> list[str]:
        """Take up the drafts left when this ledger was last closed here, and return their parcels' uids."""
        self._key = f"farmland/drafts/{ledger.meta['ledger_uuid']}"
        stored = json.loads(str(QgsSettings().value(self._key, "") or "{}"))
        known = {case.parcel_uid: case for case in ledger.cases(list(stored))} if stored else {}
        self._kept = {uid: (replace(case, version=stored[uid]["version"], **stored[uid]["read"]), stored[uid]["typed"])
                      for uid, case in known.items()}
        self._adopted = {uid: stored[uid]["adopted"] for uid in known if stored[uid].get("adopted")}
        return list(self._kept)

    def keep(self) -> None:
        """Write the drafts to the settings."""
        if not self._key:
            return
        if not self._kept:
            QgsSettings().remove(self._key)
            return
        QgsSettings().setValue(self._key, json.dumps({
            uid: {"version": read.version, "typed": typed, "adopted": self._adopted.get(uid, {}),
                  "read": {name: getattr(read, name) for name in self._fields}}
            for uid, (read, typed) in self._kept.items()}, default=str))

    def close(self) -> None:
        """Write the drafts and forget the ledger."""
        self.keep()
        self._key, self._kept, self._adopted = "", {}, {}

    def get(self, uid: str) -> Optional[Draft]:
        """Return a parcel's draft, None when there is none."""
        return self._kept.get(uid)

    def put(self, uid: str, read: Any, typed: dict[str, str]) -> None:
        """Remember what was typed over the case as it was read."""
        self._kept[uid] = (read, typed)

    def adopt(self, uid: str, suggestion: dict[str, Any]) -> None:
        """Remember which suggestion was taken into a parcel's draft."""
        self._adopted[uid] = suggestion

    def adopted(self, uid: str, payload: Mapping[str, Any]) -> dict[str, Any]:
        """Return the suggestion that what is recorded was taken from, with the answers of it that are; nothing if none is."""
        told, given = self._adopted.get(uid, {}), {**payload, **payload.get("facts", {})}
        kept = {code: answer for code, answer in told.get("answers", {}).items() if given.get(code) == answer}
        return {**told, "answers": kept} if kept else {}

    def drop(self, uid: str) -> None:
        """Forget a parcel's draft."""
        self._kept.pop(uid, None)
        self._adopted.pop(uid, None)

    def __len__(self) -> int:
        """Return how many parcels have one."""
        return len(self._kept)
