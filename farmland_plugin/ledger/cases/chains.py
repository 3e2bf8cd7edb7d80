"""The signature chains of a case as somebody reads them: level by level, who signed, and which signatures still count."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Dict, List, Tuple

from ...domain.casework import Dossier, chain_of
from ...domain.signoff import AGREE, Signature, chain_complete, next_level, progress
from ...domain.workflow import Level, Stage
from .wording import stage_label

if TYPE_CHECKING:
    from ..ledger import Ledger

VALID, STALE, VOID, RETURNED = "valid", "stale", "void", "returned"


@dataclass(frozen=True)
class Given:
    """A signature as it stands now; ``ended_by`` is the action that made it void, '' when none did."""

    signature: Signature
    state: str
    ended_by: str = ""
    may_withdraw: bool = False


@dataclass(frozen=True)
class LevelView:
    """One level: what is asked there, what was given, and whether it is this level's turn."""

    number: int
    level: Level
    given: Tuple[Given, ...]
    complete: bool
    turn: bool


@dataclass(frozen=True)
class StageView:
    """One signing stage in the present round; ``open`` while the case stands where it is signed."""

    stage: Stage
    label: str
    levels: Tuple[LevelView, ...]
    open: bool
    complete: bool


def stages_of(ledger: Ledger, dossier: Dossier) -> List[StageView]:
    """Return the stages that are open or have signatures in the present round."""
    found = [_stage(ledger, dossier, stage) for stage in ledger.workflow.stages.values()]
    return [view for view in found if view.open or any(level.given for level in view.levels)]


def _stage(ledger: Ledger, dossier: Dossier, stage: Stage) -> StageView:
    chain = ledger.workflow.chains[chain_of(ledger.workflow, dossier, stage)]
    signatures, current = dossier.of_stage(stage.name), dossier.subjects.get(stage.name, "")
    states = progress(chain, signatures, current)
    is_open = dossier.case.status == stage.state
    following = next_level(states) if is_open and not dossier.case.hold else None
    ended = ended_by(ledger, dossier)
    acted = max((one.level for one in signatures if one.void_seq is None), default=0)
    levels = tuple(LevelView(
        state.number, state.level,
        tuple(Given(one, state_of(one, current), ended.get(one.void_seq or 0, ""),
                    is_open and one.level == acted and state_of(one, current) == VALID)
              for one in signatures if one.level == state.number),
        state.complete, following is not None and following.number == state.number) for state in states)
    return StageView(stage, stage_label(stage.name), levels, is_open, chain_complete(states))


def state_of(signature: Signature, current: str) -> str:
    """Return how a signature stands when the facts it would be given for now have the hash ``current``."""
    if signature.decision != AGREE:
        return RETURNED
    if signature.void_seq is not None:
        return VOID
    return VALID if signature.subject_hash == current else STALE


def ended_by(ledger: Ledger, dossier: Dossier) -> Dict[int, str]:
    """Return the actions of the events that made signatures void, by seq."""
    seqs = sorted({one.void_seq for one in dossier.signatures if one.void_seq is not None})
    return {row["seq"]: row["action"] for row in ledger.store.each("SELECT seq, action FROM event WHERE seq = ?", seqs)}


def earlier_rounds(ledger: Ledger, dossier: Dossier) -> Dict[int, List[Given]]:
    """Return the signatures of earlier rounds by round; none of them counts any more."""
    ended = ended_by(ledger, dossier)
    found: Dict[int, List[Given]] = {}
    for one in dossier.signatures:
        if one.round != dossier.case.round:
            state = RETURNED if one.decision != AGREE else VOID
            found.setdefault(one.round, []).append(Given(one, state, ended.get(one.void_seq or 0, "")))
    return found
