"""The one door for writing: state and journal event in one transaction, nothing beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from functools import cached_property
from typing import TYPE_CHECKING, Any, Callable, Dict, FrozenSet, Iterable, Mapping, Optional, Sequence, Tuple

from ..domain.changes import sound
from ..domain.codes import Dictionary
from ..domain.errors import LedgerError, NotAllowed, StaleRow
from ..domain.journal import Event
from ..domain.parcel import Applied, CaseState, Change
from ..domain.workflow import Workflow
from ..i18n import language, tr
from .bodies import made_event
from .bodies import utc_now as utc_now  # most rooms take it from here
from .bodies import utc_text as utc_text
from .cases.clocks import on_move
from .keeping.anchors import BACKUP, DAILY, INSERT_ANCHOR, Anchor, day_of_event
from .rows import case_columns, case_from_row
from .store import CASE_COLUMNS, Head

if TYPE_CHECKING:
    from .ledger import Ledger

CLOCK_SLACK_S = 120.0
CLOCK_LEAP_S = 86400.0
_LED_ON = "SELECT other_uid FROM reissue WHERE other_uid <> ''"


def next_status(workflow: Workflow, dictionaries: Mapping[str, Dictionary], action: str, status: str, hold: str) -> str:
    """Return the state an action leads to, its guards left aside.

    :raises NotAllowed: naming the state by its label, in the user's language.
    """
    try:
        return workflow.check(action, status, hold)
    except NotAllowed as error:
        if hold:
            raise NotAllowed(tr("The case is on hold ({hold}): release it first."),
                             hold=dictionaries["hold"].label(hold, language())) from error
        raise NotAllowed(tr("The case stands at {status}: this step is not open there."),
                         status=dictionaries["status"].label(status, language())) from error


class Outcome:
    """What an action leads to.

    :param payload: what the journal records. :param case: the case afterwards. :param after: writes the rows beside the
        case, given the event's seq. :param follow: steps that follow by themselves in the same transaction.
    """

    def __init__(self, case: CaseState, payload: Mapping[str, Any], *, after: Optional[Callable[[int], None]] = None,
                 follow: Sequence[Change] = (), more: Optional[Mapping[str, Any]] = None) -> None:
        self.case, self.payload, self.after, self.follow = case, dict(payload), after, tuple(follow)
        self.more = dict(more or {})  # further fields of the event's body


class Door:
    """What may be done inside one write transaction of a ledger, which the caller began and ends."""

    def __init__(self, ledger: Ledger, group: str = "") -> None:
        self.ledger = ledger
        self.store = ledger.store
        self.group = ""
        self._head: Head = self.store.head()
        self.anchored: Tuple[Anchor, ...] = ()
        self._note_clock()
        self._anchor_the_day()
        self.group = group

    def many(self, sql: str, values: Iterable[Tuple[Any, ...]]) -> None:
        """Run one constant statement for many rows."""
        self.store.many(sql, values)

    def execute(self, sql: str, values: Sequence[Any]) -> None:
        """Run one constant statement."""
        self.store.execute(sql, values)

    @property
    def head(self) -> Head:
        """The newest event."""
        return self._head

    @property
    def last_hash(self) -> str:
        """The hash of the newest event."""
        return self._head.hash

    def _event(self, action: str, parcel_uid: Optional[str], payload: Mapping[str, Any], more: Mapping[str, Any]) -> Event:
        if self.group:
            more = {**more, "group": self.group}
        return made_event(self._head, self.ledger.meta, self.ledger.app, self.store.actor, action, parcel_uid, payload, more)

    def append(self, action: str, parcel_uid: Optional[str], payload: Mapping[str, Any], **more: Any) -> int:
        """Append an event that changes no case to both hash chains; return its sequence number.

        :param more: further fields of the body.
        """
        event = self._event(action, parcel_uid, payload, more)
        self.store.append(event)
        self._head = Head(event.seq, event.hash, event.sm3, event.ts)
        return event.seq

    def _note_clock(self) -> None:
        """Write ``clock_jump`` when the computer's clock stands before the newest event, or leapt while we were open."""
        if not self._head.ts:
            return
        now = datetime.now(timezone.utc)
        before = datetime.fromisoformat(self._head.ts.replace("Z", "+00:00"))
        back = (before - now).total_seconds()
        leap = self.ledger.clock_drift()
        if back > CLOCK_SLACK_S or abs(leap) > CLOCK_LEAP_S:
            self.append("clock_jump", None, {"previous": self._head.ts, "now": utc_text(now), "seconds_back": f"{back:.0f}",
                                             "drift": f"{leap:.0f}"})

    def _anchor_the_day(self) -> None:
        """Anchor the journal at the first write of a day, so that what stood there the evening before is fixed."""
        if self._head.ts and day_of_event(self._head.ts) != datetime.now().astimezone().date():
            self.anchor(DAILY)

    def anchor(self, kind: str, note: str = "", at: Optional[Head] = None, **more: Any) -> Anchor:
        """Write the newest event's hashes into the table ``anchor`` and tell the journal.

        :param at: an earlier event instead: the newest one that a backup holds. :param more: further fields of the payload.
        """
        head = self._head if at is None else at
        made = Anchor(self.ledger.new_uid(), head.seq, head.hash, head.sm3, kind, utc_now(), note)
        self.append("anchor" if kind != BACKUP else BACKUP, None, {**made.payload(), **more})
        self.execute(INSERT_ANCHOR, made.row())
        self.anchored = (*self.anchored, made)
        return made

    def case(self, uid: str) -> CaseState:
        """Return a case as it stands inside this transaction.

        :raises LedgerError: when the ledger has no such parcel.
        """
        for row in self.store.rows("SELECT * FROM case_state WHERE parcel_uid = ?", (uid,)):
            return case_from_row(row)
        raise LedgerError(tr("The ledger has no parcel {uid}."), uid=uid)

    @cached_property
    def led_on(self) -> FrozenSet[str]:
        """The parcels of which a later issue says what became of them, read once in a transaction."""
        return frozenset(row["other_uid"] for row in self.store.rows(_LED_ON))

    def change(self, change: Change) -> Applied:
        """Apply one change to one case, and what follows from it by itself; return the change's own seq and the version.

        :raises StaleRow: when somebody changed the case since the caller read it. :raises BadInput: for what the journal
            cannot hold.
        """
        from .actions import handler

        if type(change) is Change:  # what a merge or a decision brings was recorded once already
            change = sound(change)
            for sha in set(change.attachments) - {str(one.get("sha256")) for one in change.payload.get("files", ())}:
                self.ledger.media.require(sha)
        case = self.case(change.parcel_uid)
        outcome: Outcome = handler(self.ledger.workflow, change.action)(self, case, change)
        if change.expected_version is not None and change.expected_version != case.version:
            raise self._stale(case, outcome.case)
        was, now = differences(case, outcome.case)
        more: Dict[str, Any] = {
            "round": case.round, "from": case.status, "to": outcome.case.status, "att": list(change.attachments),
            "prev_case": case.last_hash, "set": now, "was": was, **outcome.more}
        if change.by:
            more["by"] = change.by
        moved = on_move(self, case, outcome.case, change)
        if moved is not None:
            more.update(moved.body())
        event = self._event(change.action, change.parcel_uid, outcome.payload, more)
        self.store.change_case(event, case, case_columns(outcome.case))
        self._head = Head(event.seq, event.hash, event.sm3, event.ts)
        if outcome.after is not None:
            outcome.after(event.seq)
        if moved is not None:
            moved.write(self, event.seq)
        version = case.version + 1
        for following in outcome.follow:
            version = self.change(replace(following, expected_version=version)).version
        return Applied(event.seq, version)

    def _stale(self, now: CaseState, wanted: CaseState) -> StaleRow:
        _, mine = differences(now, wanted)
        theirs = {key: _field(now, key) for key in mine}
        return StaleRow(
            tr("The case was changed by {who} at {when} (now version {version}): look at it again, then save."),
            who=now.updated_by, when=now.updated_at, version=now.version, theirs=theirs, mine=mine)


def _field(case: CaseState, key: str) -> Any:
    return case.facts.get(key[6:], "") if key.startswith("facts.") else getattr(case, key)


def differences(before: CaseState, after: CaseState) -> Tuple[Dict[str, Any], Dict[str, Any]]:
    """Return ``(was, now)`` of every column that differs; facts are taken apart as ``facts.<field>``."""
    was: Dict[str, Any] = {}
    now: Dict[str, Any] = {}
    for name in CASE_COLUMNS:
        if name != "facts" and getattr(before, name) != getattr(after, name):
            was[name], now[name] = getattr(before, name), getattr(after, name)
    for key in sorted({*before.facts, *after.facts}):
        old, new = before.facts.get(key, ""), after.facts.get(key, "")
        if old != new:
            was[f"facts.{key}"], now[f"facts.{key}"] = old, new
    return was, now


def with_fields(case: CaseState, fields: Mapping[str, Any]) -> CaseState:
    """Return a case with fields set as ``differences`` names them; an empty fact is no fact."""
    facts = dict(case.facts)
    columns: Dict[str, Any] = {}
    for key, value in fields.items():
        if not key.startswith("facts."):
            columns[key] = value
        elif value in ("", None, []):
            facts.pop(key[6:], None)
        else:
            facts[key[6:]] = value
    return replace(case, facts=facts, **columns)


