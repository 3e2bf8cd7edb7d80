"""What the lists count and what they do not: the sheet of parcels not counted, and the sum that closes (不重不漏; 001-03)."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Dict, List, Optional, Sequence, Set, Tuple

from ..domain.counted_once import REISSUED, SAME_GROUND, SPLIT, WITHDRAWN, Counted, count_once, involved_in
from ..domain.parcel import Link
from ..domain.same_ground import RULE, SAME, Thresholds
from ..i18n import tr
from ..ledger.ledger import Ledger
from ..ledger.rows import link_from_row
from ..workbook import Cell, Column

ZERO = Decimal("0.00")
JOIN = "、"
_PARTS = "SELECT parcel_uid, parent_uid FROM parcel WHERE parent_uid IS NOT NULL"
_DECIDED = "SELECT * FROM parcel_link WHERE decision <> '' ORDER BY link_id"
_MOST_BATCHES = 8  # named in the equation; more are one sum


@dataclass(frozen=True)
class NotCounted:
    """One parcel that is not counted, as its sheet shows it.

    :param why: a code of ``domain.counted_once.REASONS``. :param instead: numbers and batches of what counts in its place.
    :param mu: its area as it would be counted.
    """

    number: str
    batch: str
    township: str
    village: str
    mu: Decimal
    why: str
    instead: str
    decided_by: str
    decided_on: str
    reason: str
    status: str
    finding: str


@dataclass(frozen=True)
class BatchSum:
    """The parcels of a batch in force (neither issued again, withdrawn nor split), and those of them on the same ground as one
    that counts; areas in 亩."""

    name: str
    count: int
    mu: Decimal
    same: int
    same_mu: Decimal


@dataclass(frozen=True)
class Balance:
    """All parcels = counted + not counted; Σ batches − same ground = counted, in parcels and in 亩.

    :param pending, pending_same: as in ``Counted``. :param afresh: parcels counted whose finding stands in an earlier issue only.
    """

    every: int = 0
    counted: int = 0
    counted_mu: Decimal = ZERO
    left_out: Optional[Dict[str, int]] = None
    batches: Tuple[BatchSum, ...] = ()
    pending: int = 0
    pending_same: int = 0
    afresh: int = 0

    @property
    def left(self) -> int:
        """Parcels that are not counted."""
        return sum((self.left_out or {}).values())

    @property
    def closes(self) -> bool:
        """Whether every parcel is exactly once somewhere, and the batches add up to what is counted."""
        return (self.every == self.counted + self.left
                and self.counted == sum(one.count - one.same for one in self.batches)
                and self.counted_mu == sum((one.mu - one.same_mu for one in self.batches), ZERO))


NO_BALANCE = Balance()


def counted_in(ledger: Ledger, uids: Sequence[str], problems: Set[str]) -> Counted:
    """Return which of some parcels of a ledger count, and why the others do not.

    :param problems: of them those that are problems.
    """
    return _counted(ledger, uids, problems, list(ledger.links()))


def counted_with_another(ledger: Ledger) -> Dict[str, Tuple[str, ...]]:
    """Return the parcels the lists count with another one, and with which: a person called their ground the same, or their parts
    count.

    Pairs nobody decided are not even read: without decisions and parts this takes no time.
    """
    decided = [link_from_row(row) for row in ledger.store.rows(_DECIDED)]
    if not any(link.decision == SAME for link in decided) and not any(batch.kind == "split" for batch in ledger.batches()):
        return {}
    found = _counted(ledger, ledger.parcel_uids(), set(), decided)
    return {uid: one.instead for uid, one in found.left_out.items() if one.why in (SAME_GROUND, SPLIT)}


def _counted(ledger: Ledger, uids: Sequence[str], problems: Set[str], links: Sequence[Link]) -> Counted:
    reissued = list(ledger.reissued())
    parents = {row["parcel_uid"]: row["parent_uid"] for row in ledger.store.rows(_PARTS)}
    involved = involved_in(links, reissued, parents)
    if not involved:
        return Counted(tuple(uids))
    rules = Thresholds.from_json(ledger.rule(RULE), f"{RULE}.json")
    return count_once(uids, problems, ledger.batches(), list(ledger.parcels(involved, geometry=False)), links, reissued, rules)


def balance(counted: Sequence[Tuple[str, Decimal]], left: Sequence[NotCounted], found: Counted, every: int) -> Balance:
    """Return the sum of what is on the sheets.

    :param counted: batch and 亩 of every parcel counted, in the order of the sheets. :param every: parcels asked for.
    """
    sums: Dict[str, List[Tuple[Decimal, bool]]] = {}
    for batch, mu in counted:
        sums.setdefault(batch, []).append((mu, False))
    for one in left:
        if one.why == SAME_GROUND:
            sums.setdefault(one.batch, []).append((one.mu, True))
    lines = tuple(
        BatchSum(name, len(rows), sum((mu for mu, _ in rows), ZERO), sum(same for _, same in rows),
                 sum((mu for mu, same in rows if same), ZERO)) for name, rows in sorted(sums.items()))
    reasons = {why: sum(one.why == why for one in left) for why in (SAME_GROUND, REISSUED, WITHDRAWN, SPLIT)}
    return Balance(every, len(counted), sum((mu for _, mu in counted), ZERO), reasons, lines, found.pending, found.pending_same)


def equations(sums: Balance, problems: int) -> List[str]:
    """Return, in words, what the batches add up to and where every parcel is.

    :param problems: of the parcels counted.
    """
    reasons = sums.left_out or {}
    return [
        tr("Parcels: {batches} = {sum}; {sum} − {same} on the same ground = {total}.").format(
            batches=_terms(sums, [str(one.count) for one in sums.batches]), sum=sum(one.count for one in sums.batches),
            same=sum(one.same for one in sums.batches), total=sums.counted),
        tr("Area, mu: {batches} = {sum}; {sum} − {same} on the same ground = {total}.").format(
            batches=_terms(sums, [str(one.mu) for one in sums.batches]), sum=sum((one.mu for one in sums.batches), ZERO),
            same=sum((one.same_mu for one in sums.batches), ZERO), total=sums.counted_mu),
        tr("All {all} parcels = {counted} counted ({problems} problems, {others} no problems) + {left} not counted "
           "({same} on the same ground, {again} issued again, {withdrawn} withdrawn, {split} split into parts).").format(
               all=sums.every, counted=sums.counted, problems=problems, others=sums.counted - problems, left=sums.left,
               same=reasons.get(SAME_GROUND, 0), again=reasons.get(REISSUED, 0), withdrawn=reasons.get(WITHDRAWN, 0),
               split=reasons.get(SPLIT, 0))]


def _terms(sums: Balance, values: Sequence[str]) -> str:
    if len(values) > _MOST_BATCHES:
        return tr("{count} batches").format(count=len(values))
    return " + ".join(f"{one.name} {value}" for one, value in zip(sums.batches, values)) or "0"


def pending_remark(sums: Balance) -> str:
    """Return the sentence on pairs nobody decided."""
    return tr("Of the parcels counted, {pending} pairs on the same ground are not decided ({same} proposed to count once): they "
              "may be counted twice.").format(pending=sums.pending, same=sums.pending_same)


def afresh_remark(sums: Balance) -> str:
    """Return the sentence on findings that an earlier issue has and the new one has not."""
    return tr("{count} parcels issued again have a finding in the earlier issue only: here they count as not verified yet; see "
              "Counted with it.").format(count=sums.afresh)


def reasons() -> Dict[str, str]:
    """Return the words for why a parcel is not counted."""
    return {SAME_GROUND: tr("On the same ground"), REISSUED: tr("Issued again"), WITHDRAWN: tr("Withdrawn"),
            SPLIT: tr("Split into parts")}


def left_out_columns() -> List[Column]:
    """Return the columns of the sheet of parcels not counted."""
    return [(tr("No."), 5, "int"), (tr("Parcel no."), 20, "text"), (tr("Batch"), 18, "text"), (tr("Township"), 11, "text"),
            (tr("Village"), 10, "text"), (tr("Area, mu"), 10, "mu"), (tr("Not counted because"), 12, "text"),
            (tr("Counted with"), 33, "text"), (tr("Decided by"), 12, "text"), (tr("Decided on"), 11, "text"),
            (tr("Reason"), 24, "text"), (tr("Status"), 8, "text"), (tr("Finding"), 13, "text")]


def left_out_rows(left: Sequence[NotCounted]) -> List[List[Cell]]:
    """Return the rows of the sheet of parcels not counted."""
    words = reasons()
    return [[number, one.number or "—", one.batch, one.township, one.village, one.mu, words[one.why], one.instead or "—",
             one.decided_by, one.decided_on, one.reason, one.status, one.finding] for number, one in enumerate(left, 1)]


def left_out_total(left: Sequence[NotCounted]) -> List[Cell]:
    """Return the total of the sheet of parcels not counted."""
    return ["", tr("Total: {count}").format(count=len(left)), "", "", "", sum((one.mu for one in left), ZERO), *[""] * 7]
