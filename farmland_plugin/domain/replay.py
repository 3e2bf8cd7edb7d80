"""The state of every case, made again from the journal alone, and where an event does not follow from the one before.

Bodies of version 2 say what an event set and what stood there before (``set``, ``was``); those of version 1 (ledgers of
release 0.1.0) say what was recorded (``payload``) and the state it led to (``to``).
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, NamedTuple, Optional

from .parcel import CaseState

FIRST_COLUMNS = ("finding", "disposition", "category", "note", "surveyed_on", "surveyors")
FACT = "facts."


class Contradiction(NamedTuple):
    """A field of a case for which the journal tells another value than the one found; ``kind`` says where it was found.

    ``was``: the event says it changed ``found``, the events before lead to ``told``. ``set``: the event leads to another
    state than it says. ``order``: it names another event of the case as the one before. ``unknown``: a parcel that no import
    brought in.
    """

    kind: str
    field: str
    told: Any
    found: Any


def is_case_event(body: Mapping[str, Any]) -> bool:
    """Whether an event changed a case: every such event names the one before it in the same case."""
    return "prev_case" in body and bool(body.get("parcel_uid"))


def plain(value: Any) -> Any:
    """Return a value as two of them are compared: an absent answer is an empty one."""
    return "" if value is None or value == [] else value


class _Case:
    """One case while it is being made again."""

    __slots__ = ("columns", "facts", "last_hash", "last_seq", "updated_at", "updated_by", "version")

    def __init__(self, status: str, campaign: str) -> None:
        self.columns: Dict[str, Any] = {"status": status, "campaign": campaign, "round": 1}
        self.facts: Dict[str, Any] = {}
        self.version, self.last_seq, self.last_hash, self.updated_at, self.updated_by = 1, 0, "", "", ""

    def get(self, field: str) -> Any:
        if field.startswith(FACT):
            return self.facts.get(field[len(FACT):], "")
        return self.columns.get(field, "")

    def put(self, field: str, value: Any) -> None:
        if not field.startswith(FACT):
            self.columns[field] = value
        elif plain(value) == "":
            self.facts.pop(field[len(FACT):], None)
        else:
            self.facts[field[len(FACT):]] = value


class Replay:
    """Folds the events of all cases, in the journal's order.

    :param initial: state of a case when its parcel comes in.
    """

    def __init__(self, initial: str) -> None:
        self._initial = initial
        self._cases: Dict[str, _Case] = {}

    def begin(self, parcel_uid: str, campaign: str) -> None:
        """Take up a parcel that an import brought in."""
        self._cases[parcel_uid] = _Case(self._initial, campaign)

    def take(self, body: Mapping[str, Any], chain_hash: str) -> List[Contradiction]:
        """Fold one event that changed a case; return where it does not follow from what was before."""
        uid = str(body["parcel_uid"])
        case = self._cases.get(uid)
        if case is None:
            self.begin(uid, "")
            case = self._cases[uid]
            return [Contradiction("unknown", "parcel_uid", "", uid), *self._fold(case, body, chain_hash)]
        return self._fold(case, body, chain_hash)

    def _fold(self, case: _Case, body: Mapping[str, Any], chain_hash: str) -> List[Contradiction]:
        found: List[Contradiction] = []
        if body["prev_case"] != case.last_hash:
            found.append(Contradiction("order", "prev_case", case.last_hash[:16], str(body["prev_case"])[:16]))
        for key, field in (("from", "status"), ("round", "round")):
            if key in body and body[key] != case.get(field):
                found.append(Contradiction("was", field, case.get(field), body[key]))
        if "set" in body:
            found += self._fold_second(case, body)
        else:
            self._fold_first(case, body)
        if "to" in body and body["to"] != case.get("status"):
            found.append(Contradiction("set", "status", case.get("status"), body["to"]))
        case.version += 1
        case.last_seq, case.last_hash = int(body["seq"]), chain_hash
        case.updated_at, case.updated_by = str(body.get("ts", "")), str(body.get("actor", ""))
        return found

    @staticmethod
    def _fold_second(case: _Case, body: Mapping[str, Any]) -> List[Contradiction]:
        was, now = body.get("was") or {}, body.get("set") or {}
        found = [Contradiction("was", field, case.get(field), value) for field, value in was.items()
                 if plain(case.get(field)) != plain(value) and not (field == "status" and "from" in body)]
        for field, value in now.items():
            case.put(field, value)
        return found

    @staticmethod
    def _fold_first(case: _Case, body: Mapping[str, Any]) -> None:
        payload = body.get("payload") or {}
        for column in FIRST_COLUMNS:
            if column in payload:
                case.put(column, str(payload[column] or ""))
        for field, value in (payload.get("facts") or {}).items():
            case.put(FACT + field, value)
        case.put("status", body.get("to", case.get("status")))

    def uids(self) -> List[str]:
        """Return the parcels that the journal knows."""
        return list(self._cases)

    def state(self, parcel_uid: str) -> Optional[CaseState]:
        """Return a case as the journal leads to it, None when no import brought its parcel in."""
        case = self._cases.get(parcel_uid)
        if case is None:
            return None
        return CaseState(parcel_uid=parcel_uid, facts=dict(case.facts), version=case.version, last_seq=case.last_seq,
                         updated_at=case.updated_at, updated_by=case.updated_by, last_hash=case.last_hash, **case.columns)

    def differences(self, stored: CaseState) -> List[Contradiction]:
        """Return where a case as stored differs from what the journal leads to."""
        case = self._cases.get(stored.parcel_uid)
        if case is None:
            return [Contradiction("unknown", "parcel_uid", "", stored.parcel_uid)]
        found = []
        for field in ("status", "hold", "round", "campaign", "department", "flags", "confirmed_area_m2", *FIRST_COLUMNS):
            if case.columns.get(field, "") != getattr(stored, field):
                found.append(Contradiction("state", field, case.columns.get(field, ""), getattr(stored, field)))
        for field in sorted({*case.facts, *stored.facts}):
            if plain(case.facts.get(field)) != plain(stored.facts.get(field)):
                found.append(Contradiction("state", FACT + field, case.facts.get(field, ""), stored.facts.get(field, "")))
        for field in ("version", "last_seq", "last_hash", "updated_by"):
            if getattr(case, field) != getattr(stored, field):
                found.append(Contradiction("state", field, getattr(case, field), getattr(stored, field)))
        return found
