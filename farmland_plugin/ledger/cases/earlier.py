"""The case of a parcel's earlier issue, and whether a parcel issued again can take it over (案件承接)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Dict, FrozenSet, Iterable, Iterator, List, Optional, Set, Tuple

from ...domain.errors import FarmlandError, NotAllowed
from ...domain.merge_rows import ADD, SET, THIS_EVENT, RowChange
from ...domain.parcel import CaseState, Parcel
from ...domain.signoff import Signature
from ...domain.takeover import CHANGED, SAME, VERDICTS, answers, clashes, taken
from ...domain.workflow import Guard
from ...i18n import tr
from .field_words import FieldWords

if TYPE_CHECKING:
    from ..ledger import Ledger

RECORD = "record"
SCAN = "scan_sign_off"
_BEFORE = "SELECT * FROM reissue WHERE parcel_uid = ? AND other_uid <> '' ORDER BY batch_id, other_uid"
_FILES = "SELECT * FROM parcel_attachment WHERE parcel_uid = ? AND round = ? ORDER BY seq, ord"
_DUTIES = "SELECT * FROM duty WHERE parcel_uid = ? ORDER BY seq, slot, person_id"
_WITH_FILES = "SELECT DISTINCT parcel_uid FROM parcel_attachment"
_WITH_DUTIES = "SELECT DISTINCT parcel_uid FROM duty"
_BATCH = "SELECT name FROM batch WHERE batch_id = ?"
Row = Dict[str, Any]


@dataclass(frozen=True)
class Earlier:
    """The newest earlier issue of a parcel whose case says something.

    :param parcel, case: of the earlier issue. :param batch: its batch's name. :param verdict: same or changed, over all issues
        in between; :param what: what changed, field names and "geometry". :param now: the parcel as issued now.
    :param files: rows of its files that can be taken over; :param left: of those that stay with the steps they concluded.
    :param duties: rows of who answers for it (三查责任).
    :param signatures: given in its present round and standing.
    """

    parcel: Parcel
    case: CaseState
    batch: str
    verdict: str
    what: Tuple[str, ...]
    now: Parcel
    files: Tuple[Row, ...] = ()
    left: Tuple[Row, ...] = ()
    duties: Tuple[Row, ...] = ()
    signatures: Tuple[Signature, ...] = ()

    def areas(self) -> Dict[str, List[str]]:
        """Return the areas before and after, m² as text, where they differ."""
        found = {}
        for name in ("area_m2", "monitored_area_m2"):
            pair = [getattr(self.parcel, name), getattr(self.now, name)]
            if pair[0] != pair[1]:
                found[name] = ["" if value is None else str(value) for value in pair]
        return found


@dataclass(frozen=True)
class Prospect:
    """A parcel issued again and the case it could take over. :param refusal: why it cannot, None when it can."""

    uid: str
    number: str
    version: int
    earlier: Earlier
    refusal: Optional[FarmlandError] = None


def earlier_of(ledger: Ledger, uid: str) -> Optional[Earlier]:
    """Return the earlier issue whose case could be taken over, None when no earlier issue says anything.

    :raises LedgerError: when the ledger has no such parcel.
    """
    steps, seen, at = [], {uid}, uid
    while True:
        row = next((one for one in ledger.store.rows(_BEFORE, (at,))
                    if one["verdict"] in VERDICTS and one["other_uid"] not in seen), None)
        if row is None:
            return None
        steps.append(row)
        at = str(row["other_uid"])
        seen.add(at)
        found = next(iter(ledger.parcels([at], geometry=False)), None)
        if found is None:  # of a place that this login does not see
            return None
        case = ledger.case(at)
        files, left = _files(ledger, case)
        duties = tuple(dict(row) for row in ledger.store.rows(_DUTIES, (at,)))
        if answers(case) or files or duties:
            break
    what = tuple(dict.fromkeys(name for row in steps for name in str(row["what"]).split(",") if name))
    verdict = SAME if all(row["verdict"] == SAME for row in steps) else CHANGED
    batch = next((str(row["name"]) for row in ledger.store.rows(_BATCH, (found.batch_id,))), "")
    now = next(iter(ledger.parcels([uid], geometry=False)))
    signatures = tuple(one for one in ledger.signatures(at) if one.void_seq is None and one.round == case.round)
    return Earlier(found, case, batch, verdict, what, now, files, left, duties, signatures)


def _files(ledger: Ledger, case: CaseState) -> Tuple[Tuple[Row, ...], Tuple[Row, ...]]:
    """Return the files of a case's round that show something, and those by which a step was signed or concluded."""
    concluding = _concluding(ledger)
    rows = [dict(row) for row in ledger.store.rows(_FILES, (case.parcel_uid, case.round)) if row["removed_seq"] is None]
    return (tuple(row for row in rows if row["role"] not in concluding),
            tuple(row for row in rows if row["role"] in concluding))


def _concluding(ledger: Ledger) -> FrozenSet[str]:
    """Return the roles of files that prove a step was taken: what the workflow demands and no survey or acceptance shows."""
    roles = ledger.dictionary("attachment_role")
    asked = {name for step in ledger.workflow.transitions for guard in step.requires for name in _attached(guard)}
    shown = {entry.code for entry in roles.entries if entry.extra.get("subject")}
    return frozenset({SCAN, *(asked - shown)})


def _attached(guard: Guard) -> Iterator[str]:
    yield from guard.names if guard.kind == "attachment" else ()
    for part in guard.parts:
        yield from _attached(part)


def row_changes(ledger: Ledger, earlier: Earlier, case: CaseState) -> Tuple[RowChange, ...]:
    """Return the rows that give a case the earlier one's files and responsibilities, as far as it lacks them."""
    uid = case.parcel_uid
    held = {(row["slot"], row["person_id"]) for row in ledger.store.rows(_DUTIES, (uid,))}
    found = [RowChange("duty", ADD, {**row, "parcel_uid": uid, "seq": THIS_EVENT}) for row in earlier.duties
             if (row["slot"], row["person_id"]) not in held]
    own = {(row["sha256"], row["role"]): dict(row) for row in ledger.store.rows(_FILES, (uid, case.round))}
    for row in earlier.files:
        there = own.get((row["sha256"], row["role"]))
        if there is None:
            found.append(RowChange("parcel_attachment", ADD, {
                **row, "parcel_uid": uid, "round": case.round, "seq": THIS_EVENT, "removed_seq": None}))
        elif there["removed_seq"] is not None:
            found.append(RowChange("parcel_attachment", SET, {**there, "removed_seq": None},
                                   {"removed_seq": there["removed_seq"]}))
    return tuple(found)


def status_after(ledger: Ledger, earlier: Earlier, case: CaseState, answered: bool) -> str:
    """Return where a case stands once it took over: as after recording, where nothing changed; else a person goes on.

    :param answered: whether answers are taken over, not files only.
    :raises NotAllowed: when nothing can be recorded of the case where it stands.
    """
    from ..door import next_status

    target = next_status(ledger.workflow, ledger.dictionaries, RECORD, case.status, case.hold)
    return target if answered and earlier.verdict == SAME else case.status


def check(ledger: Ledger, earlier: Earlier, case: CaseState) -> None:
    """Make sure that a case can take over the earlier one.

    :raises NotAllowed: when it cannot: it is past the survey, says something else, or has everything already.
    """
    status_after(ledger, earlier, case, True)
    differing = clashes(earlier.case, case)
    if differing:
        words = FieldWords(ledger)
        raise NotAllowed(tr("It has answers of its own that differ ({fields}): nothing is taken over; correct them by hand."),
                         fields=tr(", ").join(words.field(case.campaign, name) for name in differing))
    if not taken(earlier.case, case) and not row_changes(ledger, earlier, case):
        raise NotAllowed(tr("Everything the earlier issue says is there already."))


def prospects(ledger: Ledger, uids: Optional[Iterable[str]] = None) -> List[Prospect]:
    """Return the parcels issued again that could take over an earlier case, in the order of import.

    :param uids: parcels to look at; None for all. Those that were themselves issued again are left out.
    """
    rows = list(ledger.reissued())
    new = {row.parcel_uid for row in rows if row.verdict in VERDICTS} - {row.other_uid for row in rows}
    wanted = new if uids is None else new.intersection(uids)
    before = {row.parcel_uid: row.other_uid for row in rows if row.parcel_uid and row.other_uid}
    said = _saying(ledger)
    wanted = {uid for uid in wanted if any(one in said for one in _line(before, uid))}
    found = []
    for uid in [uid for uid in ledger.parcel_uids() if uid in wanted] if wanted else []:
        earlier = earlier_of(ledger, uid)
        if earlier is None:
            continue
        case = ledger.case(uid)
        one = Prospect(uid, earlier.now.source_no, case.version, earlier)
        try:
            check(ledger, earlier, case)
        except NotAllowed as error:
            one = replace(one, refusal=error)
        found.append(one)
    return found


def _line(before: Dict[str, str], uid: str) -> Iterator[str]:
    """Yield the earlier issues of a parcel, the newest first."""
    seen = {uid}
    while before.get(uid, "") and before[uid] not in seen:
        uid = before[uid]
        seen.add(uid)
        yield uid


def _saying(ledger: Ledger) -> Set[str]:
    """Return the parcels whose case says something, has a file or somebody who answers for it: one look at each table."""
    found = {case.parcel_uid for case in ledger.cases() if answers(case)}
    for sql in (_WITH_FILES, _WITH_DUTIES):
        found.update(row["parcel_uid"] for row in ledger.store.rows(sql))
    return found
