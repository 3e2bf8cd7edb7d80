"""Where the county audits, what images suggest of a parcel is kept back until a person has recorded what they saw."""

from __future__ import annotations

from typing import TYPE_CHECKING, FrozenSet, Iterable, Tuple

from ..domain.change_rules import RULE, after_first_look
from ..domain.imagery import Comparison

if TYPE_CHECKING:
    from .ledger import Ledger

# what a person records who has looked at the parcel
LOOKED = frozenset({"record", "correct", "complete_stage", "draw_residual", "clear_residual", "declare_done", "submit_survey",
                    "accept", "refuse_acceptance"})


def looked(events: Iterable[Tuple[str, str]], begins: Iterable[str], since: str) -> bool:
    """Whether a person recorded what they saw in the present round, on or after the day of the later image.

    :param events: (action, ISO time) in their order. :param begins: actions that begin a round.
    """
    seen, starts = False, frozenset(begins)
    for action, stamp in events:
        seen = action not in starts and (seen or (action in LOOKED and stamp[:10] >= since))
    return seen


def waiting(ledger: Ledger, found: Iterable[Comparison]) -> FrozenSet[str]:
    """Return the parcels whose comparison is kept back; of the journal nothing is read unless the county audits."""
    if not after_first_look(ledger.rule(RULE)):
        return frozenset()
    begins = {one.action for one in ledger.workflow.transitions if one.new_round}
    return frozenset(one.parcel_uid for one in found if not looked(
        ((event.action, event.ts) for event in ledger.events(one.parcel_uid)), begins, one.after_on))
