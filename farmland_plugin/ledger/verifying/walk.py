"""One walk along the journal: both chains, the columns beside the text, every case made again, what the tables must hold."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Dict, List, Mapping, NamedTuple, Optional, Set, Tuple

from ...domain.journal import GENESIS, link, sha256
from ...domain.progress import Feedback
from ...domain.replay import Contradiction, Replay, is_case_event
from ...i18n import tr
from ..cases.field_words import CODED, FieldWords
from ..store import Row
from .expected import Expected, role_of_notice
from .ground import GroundTold
from .result import Verification
from .taken_over import TakenOver

if TYPE_CHECKING:
    from ..ledger import Ledger

CHUNK = 5000
SLACK_S = 120.0
NEXT_EVENTS = "SELECT * FROM event WHERE seq > ? ORDER BY seq LIMIT ?"
COPIES = ("parcel_uid", "action", "ts", "actor", "seq")


class Restored(NamedTuple):
    """A restore from a backup: the journal went back to ``kept`` and gave up the events up to ``given_up``."""

    seq: int
    kept: int
    given_up: int
    ts: str


class Walk:
    """Takes the events in order; what lies in tables is looked at afterwards, by what was gathered here.

    :param wanted: sequence numbers whose hashes anchors ask for.
    """

    def __init__(self, ledger: Ledger, result: Verification, wanted: Set[int]) -> None:
        self.ledger, self.result, self.wanted = ledger, result, wanted
        self.replay = Replay(ledger.workflow.initial)
        self.expected = Expected(lambda kind: role_of_notice(ledger.dictionary("notice_kind").get(kind)))
        self.ground = GroundTold()
        self._taken_over = TakenOver(self)
        self.hashes: Dict[int, Tuple[str, str]] = {}
        self.created: Dict[str, Any] = {}
        self.imports: Dict[str, Dict[str, Any]] = {}
        self.rule_version, self.schema_version = "", ""
        self.screened: Optional[Dict[str, Any]] = None  # payload of the newest event that tells of the overlap facts
        self.restored: List[Restored] = []
        self.hidden = 0
        self.seq, self._hash, self._sm3, self._ts = 0, GENESIS, GENESIS, ""
        self._behind: List[int] = []
        self._numbers: Dict[str, str] = {}
        self._words = FieldWords(ledger)

    @property
    def partial(self) -> bool:
        """Whether this login sees a part of the events or parcels only."""
        return bool(self.hidden) or not self.ledger.store.sees_all

    def follow(self, feedback: Feedback, share: float) -> None:
        """Take every event there is now, in portions that lock nobody out.

        :param share: percent of the progress this makes up.
        """
        last = max(self.ledger.last_seq(), 1)
        while self.rest():
            feedback.check()
            feedback.progress(min(share, share * self.seq / last))

    def rest(self) -> bool:
        """Take the next portion; whether there may be more."""
        rows = list(self.ledger.store.rows(NEXT_EVENTS, (self.seq, CHUNK)))
        for row in rows:
            self._take(row)
        return len(rows) == CHUNK

    def close(self) -> None:
        """Say of the whole journal what only its end shows."""
        result = self.result
        result.events, result.head_hash, result.head_sm3, result.head_ts = self.seq, self._hash, self._sm3, self._ts
        result.checked.append(tr("{count} events on both chains (SHA-256 and SM3)").format(count=self.seq - self.hidden))
        if self.hidden:
            result.remarks.append(tr("{count} events of other places cannot be read with this login: only their place in the "
                                     "chain was checked").format(count=self.hidden))
        if self._behind:
            result.remarks.append(tr("{count} events bear an earlier time than the one before them (the first is {seq})").format(
                count=len(self._behind), seq=self._behind[0]))
        if not self.seq:
            result.fail("chain", tr("the journal is empty"))

    # -- one event ------------------------------------------------------------------------------------------------

    def _take(self, row: Row) -> None:
        seq = int(row["seq"])
        if seq != self.seq + 1:
            self._gap(seq)
        body = self._parsed(row["body"], seq)
        made = link(row["body"], self._hash, self._sm3)
        if row["body_hash"] != made.body_hash:
            self.result.fail("chain", tr("event {seq} ({action}, {actor}, {ts}) was changed after it was written").format(
                seq=seq, action=row["action"], actor=row["actor"], ts=row["ts"]), seq)
        elif (row["prev_hash"], row["hash"], row["sm3"]) != (made.prev_hash, made.hash, made.sm3):
            self.result.fail("chain", tr("event {seq} does not follow from the one before it: an event was taken out, put in or "
                                         "exchanged here").format(seq=seq), seq)
        if body:
            self._compare_copies(seq, row, body)
        self.seq, self._hash, self._sm3 = seq, row["hash"], row["sm3"]
        if seq in self.wanted:
            self.hashes[seq] = (self._hash, self._sm3)
        if row["ts"] < self._ts and row["action"] != "clock_jump" and _seconds_back(self._ts, row["ts"]) > SLACK_S:
            self._behind.append(seq)
        self._ts = row["ts"]
        if body:
            self._fold(seq, body)

    def _parsed(self, text: str, seq: int) -> Dict[str, Any]:
        try:
            body = json.loads(text)
        except (TypeError, ValueError, RecursionError):
            body = None
        if isinstance(body, dict):
            return body
        self.result.fail("chain", tr("event {seq} cannot be read").format(seq=seq), seq)
        return {}

    def _gap(self, seq: int) -> None:
        """Cross missing numbers: those another login may read, by their hashes; others are a break."""
        first, at = self.seq + 1, self.seq
        if self.ledger.store.shared:
            for row in self.ledger.store.links():
                if at < row["seq"] < seq and row["seq"] == at + 1 and \
                        row["hash"] == sha256((self._hash + row["body_hash"]).encode("ascii")):
                    at, self._hash, self._sm3, self._ts = row["seq"], row["hash"], row["sm3"], row["ts"]
                    self.hidden += 1
                    if at in self.wanted:
                        self.hashes[at] = (self._hash, self._sm3)
        if at != seq - 1:
            self.result.fail("chain", tr("the events {first} to {last} are missing").format(
                first=max(first, at + 1), last=seq - 1), seq)

    def _compare_copies(self, seq: int, row: Row, body: Mapping[str, Any]) -> None:
        wrong = [name for name in COPIES if body.get(name) != row[name]]
        if "seq" in wrong:
            self.result.fail("chain", tr("event {seq} says of itself that it is number {number}: events were put into another "
                                         "order").format(seq=seq, number=body.get("seq")), seq)
        elif wrong:
            self.result.fail("chain", tr("event {seq}: the columns {columns} say something else than its text").format(
                seq=seq, columns=", ".join(wrong)), seq)
        if body.get("ledger") != self.ledger.meta["ledger_uuid"]:
            self.result.fail("chain", tr("event {seq} was written in another ledger").format(seq=seq), seq)

    def _fold(self, seq: int, body: Dict[str, Any]) -> None:
        payload: Dict[str, Any] = body.get("payload") or {}
        if is_case_event(body):
            self._taken_over.take(seq, body)
            for found in self.replay.take({**body, "seq": seq}, self._hash):
                self._contradicted(seq, str(body["parcel_uid"]), found)
        else:
            self._of_the_ledger(seq, body, payload)
        if "tables_sha256" in payload or body.get("action") == "screen":
            self.screened = payload
        self.expected.take(seq, body)
        self.ground.take(seq, body)

    def _of_the_ledger(self, seq: int, body: Mapping[str, Any], payload: Dict[str, Any]) -> None:
        action = body.get("action")
        if action == "create_ledger" and not self.created:
            self.created = payload
            self.schema_version = str(payload.get("schema_version", ""))
        elif action == "import_batch":
            self.imports[str(payload.get("batch_id"))] = payload
            for row in self.ledger.store.rows("SELECT parcel_uid FROM parcel WHERE batch_id = ?", (payload.get("batch_id"),)):
                self.replay.begin(row["parcel_uid"], str(payload.get("source", "")))
        elif action == "migrate":
            self.schema_version = str(payload.get("to", ""))
            for batch, digest in (payload.get("rows_sha256") or {}).items():
                self.imports.get(batch, {}).setdefault("rows_sha256", digest)
            if payload.get("objects"):
                self.result.remarks.append(tr("event {seq}: before the ledger was brought to a newer version, its tables or "
                                              "triggers were not as they must be ({what})").format(
                    seq=seq, what=", ".join(str(one[-1]) for one in payload["objects"])))
        elif action == "restore_ledger":
            self._restored(seq, body, payload)
        elif action == "clock_jump":
            self.result.remarks.append(tr("event {seq}: the computer's clock had been moved, from {previous} to {now}").format(
                seq=seq, previous=payload.get("previous"), now=payload.get("now")))
        if "rule_version" in payload:
            self.rule_version = str(payload["rule_version"])

    def _restored(self, seq: int, body: Mapping[str, Any], payload: Mapping[str, Any]) -> None:
        kept, given_up = int(payload.get("seq") or 0), int(payload.get("given_up_seq") or 0)
        self.restored.append(Restored(seq, kept, given_up, str(body.get("ts"))))
        self.result.remarks.append(tr(
            "event {seq}: the ledger was restored from a backup that ended at event {kept}; {count} events were given up and are "
            "kept in {file}").format(seq=seq, kept=kept, count=max(0, given_up - kept), file=payload.get("kept_as") or "?"))

    # -- cases ----------------------------------------------------------------------------------------------------

    def compare_cases(self, rows: List[Row]) -> None:
        """Hold the cases as they stand against what the journal leads to."""
        from ..rows import case_from_row

        seen: Set[str] = set()
        for row in rows:
            case = case_from_row(row)
            seen.add(case.parcel_uid)
            for found in self.replay.differences(case):
                self._contradicted(None, case.parcel_uid, found)
        for uid in self.replay.uids():
            if uid not in seen:
                self.result.fail("case", tr("parcel {number}: its case is gone").format(number=self.number(uid)))
        self.result.checked.append(tr("{count} cases against what the journal leads to").format(count=len(rows)))

    def _contradicted(self, seq: Optional[int], uid: str, found: Contradiction) -> None:
        state = self.replay.state(uid)
        campaign = "" if state is None else state.campaign
        field = self._words.field(campaign, found.field)
        words = {
            "unknown": tr("parcel {number}: no import brought it in"),
            "order": tr("parcel {number}, event {seq}: it names another event of the case as the one before it"),
            "was": tr("parcel {number}, event {seq}: {field} was {found} before it by its own account, the events before lead to "
                      "{told}"),
            "set": tr("parcel {number}, event {seq}: {field} is {found} after it by its own account, it leads to {told}"),
            "state": tr("parcel {number}: {field} stands at {found}, the journal leads to {told}"),
        }[found.kind]
        told, stands = self._said(found.field, found.told), self._said(found.field, found.found)
        self.result.fail("case", words.format(number=self.number(uid), seq=seq, field=field, found=stands, told=told), seq)

    def _said(self, field: str, value: Any) -> str:
        """Return a value as people know it; people by their ids, for a report may be passed on."""
        return self._words.value("", field, value) if field in CODED and value else _shown(value)

    def number(self, uid: str) -> str:
        """Return the number of a parcel as issued, its uid when it is gone."""
        if uid not in self._numbers:
            row = next(iter(self.ledger.store.rows("SELECT source_no FROM parcel WHERE parcel_uid = ?", (uid,))), None)
            self._numbers[uid] = uid if row is None else str(row["source_no"])
        return self._numbers[uid]


def _seconds_back(before: str, now: str) -> float:
    try:
        moments = [datetime.fromisoformat(text.replace("Z", "+00:00")) for text in (before, now)]
    except ValueError:
        return float("inf")
    return (moments[0] - moments[1]).total_seconds()


def _shown(value: Any) -> str:
    text = ", ".join(map(str, value)) if isinstance(value, list) else str(value)
    return (text[:40] + "…" if len(text) > 41 else text) or "''"
