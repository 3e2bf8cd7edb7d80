"""Signatures (签字背书): what is signed, who is next, and when a signature no longer counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from .codes import Dictionary
from .errors import BadInput, FarmlandError, MissingEvidence, NotAllowed, tr
from .journal import canonical, sha256
from .parcel import CaseState, Parcel
from .workflow import Level

AGREE, RETURN = "agree", "return"
SUBJECT_VERSION = "1"
ACCEPTANCE = "acceptance"  # the stage that also vouches for what is done on the ground
# what the signers see and vouch for; the note is part of the conclusion
SIGNED_COLUMNS = ("finding", "disposition", "category", "note", "surveyed_on", "surveyors", "confirmed_area_m2")


@dataclass(frozen=True)
class Signature:
    """One signature as the ledger holds it; ``stage`` and ``level`` (1-based) say where in the chain it stands."""

    sign_id: str
    parcel_uid: str
    round: int
    stage: str
    level: int
    role: str
    person_id: str
    method: str
    decision: str
    subject_hash: str
    opinion: str = ""
    signed_at: str = ""
    attachment: Optional[str] = None
    witness1: Optional[str] = None
    witness2: Optional[str] = None
    proxy: Optional[str] = None
    void_seq: Optional[int] = None
    person_hash: str = ""
    reason: str = ""
    recorded_by: str = ""
    seq: int = 0


def subject(parcel: Parcel, case: CaseState, stage: str, form_version: str, attachments: Iterable[str],
            completion: Iterable[str] = ()) -> Dict[str, Any]:
    """Return the facts a signature of a stage stands for, as they are now.

    :param form_version: campaign and version of the survey form. :param attachments: SHA-256 of the photos and documents
        of this stage (and for acceptance also of the survey). :param completion: ids of the stages in place and of what is left
        on the ground, which those who accept vouch for; told only where there are some.
    """
    items = sorted(set(completion)) if stage == ACCEPTANCE else []
    return {
        **({"completion": items} if items else {}),
        "v": SUBJECT_VERSION, "stage": stage, "parcel": parcel.parcel_uid, "round": case.round,
        "geom_hash": parcel.geom_hash, "area_m2": parcel.area_m2, "monitored_area_m2": parcel.monitored_area_m2,
        "form": form_version, "facts": case.facts, "attachments": sorted(set(attachments)),
        **{name: getattr(case, name) for name in SIGNED_COLUMNS},
    }


def subject_hash(facts: Mapping[str, Any]) -> str:
    """Return the SHA-256 of the canonical text of a subject."""
    return sha256(canonical(facts).encode("utf-8"))


@dataclass(frozen=True)
class LevelState:
    """How far one level of a chain is: the signatures that count, and those that no longer do."""

    number: int
    level: Level
    valid: Tuple[Signature, ...]
    stale: Tuple[Signature, ...]

    @property
    def complete(self) -> bool:
        """Whether as many people as the level asks for have signed what stands there now."""
        return len({signature.person_id for signature in self.valid}) >= self.level.people


def progress(chain: Sequence[Level], signatures: Iterable[Signature], current_hash: str) -> List[LevelState]:
    """Return the state of every level of a chain.

    A signature counts when it agrees, is not void, and stands for the facts as they are now; it is stale when only the
    facts have changed since.

    :param signatures: those of one stage in one round.
    """
    found = [s for s in signatures if s.decision == AGREE and s.void_seq is None]
    return [LevelState(
        number, level,
        tuple(s for s in found if s.level == number and s.role == level.role and s.subject_hash == current_hash),
        tuple(s for s in found if s.level == number and s.subject_hash != current_hash),
    ) for number, level in enumerate(chain, 1)]


def chain_complete(states: Sequence[LevelState]) -> bool:
    """Whether a chain is signed through by different people: strict levels, nobody twice."""
    people = [{s.person_id for s in state.valid} for state in states]
    distinct = len(set().union(*people)) == sum(map(len, people)) if people else False
    return bool(states) and all(state.complete for state in states) and distinct


def next_level(states: Sequence[LevelState]) -> Optional[LevelState]:
    """Return the level whose turn it is, None when the chain is complete."""
    return next((state for state in states if not state.complete), None)


def check_signature(states: Sequence[LevelState], payload: Mapping[str, Any], methods: Dictionary,
                    roles: Iterable[str]) -> LevelState:
    """Return the level a signature may be added to.

    :param states: the chain's levels now. :param payload: person_id, method, decision, and what the method needs.
    :param roles: the roles of the signing person.
    :raises NotAllowed: when it is not this person's turn, or they have signed another level.
    :raises MissingEvidence: when the method's evidence is missing. :raises BadInput: for an unknown method or decision.
    """
    level = next_level(states)
    if level is None:
        raise NotAllowed(tr("Every level has signed already."))
    if payload.get("decision", AGREE) not in (AGREE, RETURN):
        raise BadInput(tr("{value} is not a code of the dictionary {name}."), value=payload.get("decision"),
                       name="sign_decision")
    if level.level.role not in set(roles):
        raise NotAllowed(tr("Level {level} is signed by the role {role}, which this person does not have."),
                         level=level.number, role=level.level.role)
    person = str(payload["person_id"])
    for state in states:
        if any(signature.person_id == person for signature in state.valid):
            raise NotAllowed(tr("This person has signed level {level} already: every level needs somebody else."),
                             level=state.number)
    if payload.get("decision", AGREE) == AGREE:
        _check_method(level, payload, methods)
    return level


def _check_method(level: LevelState, payload: Mapping[str, Any], methods: Dictionary) -> None:
    method = str(payload.get("method", ""))
    entry = methods.get(method)
    if entry is None:
        raise BadInput(tr("{value} is not a code of the dictionary {name}."), value=method or "''", name="sign_method")
    if method not in level.level.methods:
        raise NotAllowed(tr("Level {level} cannot be signed by the method {method}."), level=level.number, method=method)
    lacking: List[FarmlandError] = [
        BadInput(tr("the method {method} needs {what};"), method=method, what=need)
        for need in entry.extra.get("needs", ()) if not str(payload.get(need) or "").strip()]
    witnesses = [str(payload.get(key) or "") for key in ("witness1", "witness2")]
    named = [w for w in (*witnesses, str(payload.get("proxy") or "")) if w]
    if len(set(named)) != len(named) or str(payload["person_id"]) in named:
        lacking.append(BadInput(tr("witnesses and proxy must be different people from the signer and from one another;")))
    if lacking:
        raise MissingEvidence(lacking)
