"""Parcels that a later issue replaced or withdrew (重新下发): which are in force, and what stands in their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Dict, Iterable, List, Optional, Sequence, Tuple

from ..domain.counted_once import REISSUED, WITHDRAWN, count_once, involved_in
from ..domain.errors import NotAllowed
from ..domain.parcel import Reissued
from ..domain.same_ground import RULE, Thresholds
from ..i18n import tr

if TYPE_CHECKING:
    from .door import Door
    from .ledger import Ledger
    from .store import Store

JOIN = "、"
_NUMBERS = "SELECT parcel_uid, source_no FROM parcel"
_PARTS = "SELECT parcel_uid, parent_uid FROM parcel WHERE parent_uid IS NOT NULL"
_LED_ON = "SELECT other_uid FROM reissue WHERE other_uid = ?"
_PARENT = "SELECT parent_uid FROM parcel WHERE parcel_uid = ? AND parent_uid IS NOT NULL"


@dataclass(frozen=True)
class Replaced:
    """Why a parcel is not in force any more.

    :param why: reissued or withdrawn. :param batch_id, batch: the later issue, id and name. :param uids: what stands in its
        place, none where it was withdrawn. :param numbers: their numbers.
    """

    why: str
    batch_id: str
    batch: str
    uids: Tuple[str, ...] = ()
    numbers: Tuple[str, ...] = ()

    def sentence(self) -> str:
        """Return it in words."""
        if self.why == WITHDRAWN:
            return tr("Withdrawn by the new issue {batch}").format(batch=self.batch)
        return tr("Replaced by the new issue {batch}: {number} counts instead").format(
            batch=self.batch, number=JOIN.join(number or "—" for number in self.numbers))


def replaced(ledger: Ledger) -> Dict[str, Replaced]:
    """Return the parcels of a ledger that are no longer in force, by uid; split parts as the lists count them.

    A ledger without re-issued batches is not read any further.
    """
    reissued = [row for row in ledger.reissued() if row.other_uid]
    if not reissued:
        return {}
    parents = {row["parcel_uid"]: row["parent_uid"] for row in ledger.store.rows(_PARTS)}
    if not parents:
        return _without_parts(ledger, reissued)
    involved = list(ledger.parcels(involved_in((), reissued, parents), geometry=False))
    uids = [parcel.parcel_uid for parcel in involved]
    rules = Thresholds.from_json(ledger.rule(RULE), f"{RULE}.json")
    batches = ledger.batches()
    names = {batch.batch_id: batch.name for batch in batches}
    numbers = {parcel.parcel_uid: parcel.source_no for parcel in involved}
    found = count_once(uids, set(), batches, involved, (), reissued, rules)
    return {uid: Replaced(fate.why, fate.batch_id, names.get(fate.batch_id, ""), fate.instead,
                          tuple(numbers.get(one, "") for one in fate.instead))
            for uid, fate in found.left_out.items() if fate.why in (REISSUED, WITHDRAWN)}


def _without_parts(ledger: Ledger, reissued: Sequence[Reissued]) -> Dict[str, Replaced]:
    """Return the same where no parcel was ever split: each issue leads to the next, the newest row of a parcel counts."""
    when = {batch.batch_id: (batch.imported_at, batch.batch_id) for batch in ledger.batches()}
    names = {batch.batch_id: batch.name for batch in ledger.batches()}
    numbers = {row["parcel_uid"]: row["source_no"] for row in ledger.store.rows(_NUMBERS)}
    rows = {row.other_uid: row for row in sorted(
        reissued, key=lambda one: (when.get(one.batch_id, ("", "")), one.parcel_uid, one.other_uid)) if row.other_uid in numbers}
    found: Dict[str, Replaced] = {}
    for uid, first in rows.items():
        last, seen = first, {uid}
        while last.parcel_uid in rows and last.parcel_uid not in seen:
            seen.add(last.parcel_uid)
            last = rows[last.parcel_uid]
        if last.verdict == WITHDRAWN:
            found[uid] = Replaced(WITHDRAWN, last.batch_id, names.get(last.batch_id, ""))
        elif last.parcel_uid in numbers and last.parcel_uid not in seen:
            found[uid] = Replaced(REISSUED, first.batch_id, names.get(first.batch_id, ""), (last.parcel_uid,),
                                  (numbers[last.parcel_uid],))
    return found


def in_force(ledger: Ledger, uids: Iterable[str]) -> Tuple[List[str], int]:
    """Return those of some parcels that are in force, in their order, and how many are not."""
    gone = replaced(ledger)
    wanted = list(uids)
    kept = [uid for uid in wanted if uid not in gone] if gone else wanted
    return kept, len(wanted) - len(kept)


def require_in_force(door: Door, uid: str) -> None:
    """Refuse to bring on the case of a parcel that a later issue replaced or withdrew.

    What stands there may still be corrected, undone and merged: it is what happened.

    :raises NotAllowed: naming the parcel that counts instead.
    """
    if not door.led_on or door.led_on.isdisjoint(_line(door.store, uid)):
        return
    gone = replaced(door.ledger).get(uid)
    if gone is not None and gone.why == WITHDRAWN:
        raise NotAllowed(tr("This parcel was withdrawn by the new issue {batch}: nothing more is to be done here."),
                         batch=gone.batch)
    if gone is not None:
        raise NotAllowed(tr("This parcel was replaced by {number} of the new issue {batch}: go on with that one."),
                         number=JOIN.join(number or "—" for number in gone.numbers), batch=gone.batch)


def why_replaced(ledger: Ledger, uid: str) -> Optional[Replaced]:
    """Return why one parcel is not in force any more, None when it is; one that is costs a glance."""
    if not any(list(ledger.store.rows(_LED_ON, (one,))) for one in _line(ledger.store, uid)):
        return None
    return replaced(ledger).get(uid)


def _line(store: Store, uid: str) -> List[str]:
    """Return a parcel and those it was split off."""
    line = [uid]
    for at in line:
        line += [row["parent_uid"] for row in store.rows(_PARENT, (at,)) if row["parent_uid"] not in line]
    return line
