"""Was every closed case closed by the rules? An event that is well chained may still claim a step nobody could have taken."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Tuple

from ...domain.casework import lacks
from ...domain.errors import FarmlandError, MissingEvidence
from ...domain.parcel import CaseState
from ...domain.progress import Feedback
from ...domain.workflow import Transition
from ...i18n import message, tr
from ..actions.merging import MERGE, RESOLVE
from ..cases.dossiers import dossier_of
from ..cases.wording import spoken
from .result import Verification

if TYPE_CHECKING:
    from ..ledger import Ledger

OF_THE_STEP = frozenset({"payload", "separate"})  # what the step itself brings: not known of one that came in with a merge


def check_closed(ledger: Ledger, result: Verification, feedback: Feedback) -> None:
    """Hold every closed case against what its last step demands, as its signatures, files and packages stand now."""
    closed = [case for case in ledger.cases() if case.status in ledger.workflow.finals]
    for case in closed:
        feedback.check()
        for seq, sentence in _faults(ledger, case):
            result.fail("case", tr("parcel {parcel} is closed, but {lack}").format(parcel=case.parcel_uid, lack=sentence), seq)
    if closed:
        result.checked.append(tr("{count} closed cases against what closing demands").format(count=len(closed)))


def _faults(ledger: Ledger, case: CaseState) -> Iterator[Tuple[int, str]]:
    seq, body = _closing(ledger, case)
    came_in = body.get("action") in (MERGE, RESOLVE)
    steps = _ways_in(ledger, case) if came_in else [
        one for one in _ways_in(ledger, case) if one.action == body.get("action") and body.get("from") in one.sources]
    if not steps:
        yield seq, tr("by no step of the workflow")
        return
    by = str(body.get("by", ""))
    dossier = dossier_of(ledger, case, [by])
    dossier = replace(dossier, acted=tuple(one for one in dossier.acted if one.seq < seq))
    found: List[List[FarmlandError]] = []
    for step in steps:
        asked = tuple(one for one in step.requires if not (came_in and one.kind in OF_THE_STEP))
        found.append(lacks(ledger.workflow, dossier, replace(step, requires=asked), body.get("payload", {}), by))
    fewest = min(found, key=len)
    for lack in spoken(MissingEvidence(fewest), ledger).missing if fewest else ():
        yield seq, message(lack)


def _ways_in(ledger: Ledger, case: CaseState) -> List[Transition]:
    return [one for one in ledger.workflow.transitions if one.target == case.status]


def _closing(ledger: Ledger, case: CaseState) -> Tuple[int, Dict[str, Any]]:
    """Return number and body of the event that brought the case to where it stands."""
    for row in ledger.store.rows("SELECT seq, body FROM event WHERE parcel_uid = ? ORDER BY seq DESC", (case.parcel_uid,)):
        body: Dict[str, Any] = json.loads(row["body"])
        if (body.get("set") or {}).get("status") == case.status:
            return int(row["seq"]), body
    return case.last_seq, {}
