"""Judging a step: everything known of a case against what the workflow demands."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any, Callable, Dict, FrozenSet, List, Mapping, Optional, Sequence, Set, Tuple

from .acceptance import ACCOUNTABLE, STAGES, Completion, Verdict, judge, too_early
from .errors import BadInput, FarmlandError, MissingEvidence, NotAllowed, tr
from .parcel import CaseState
from .signoff import Signature, chain_complete, progress
from .workdays import today
from .workflow import Guard, Stage, Transition, Workflow

GOOD_VERDICTS = frozenset({"proved", "complete"})
# a package made before them is out of date
CHANGES_FACTS = frozenset({"record", "correct", "undo", "attach", "detach", "resolve_case", "take_over", "complete_stage",
                           "withdraw_stage", "draw_residual", "clear_residual"})
PEOPLE_KEYS = ("team", "officers")


@dataclass(frozen=True)
class Attached:
    """A file that shows or proves something of a parcel in one round; ``role`` is a code of ``attachment_role``."""

    sha256: str
    role: str


@dataclass(frozen=True)
class Made:
    """A package made of a parcel, and what the verifier said of it."""

    kind: str
    verdict: str
    seq: int


@dataclass(frozen=True)
class Acted:
    """Who took an action in this round: the responsible person and the people it names (team, officers)."""

    action: str
    by: str
    people: Tuple[str, ...]
    seq: int


@dataclass(frozen=True)
class Dossier:
    """All that is known of a case in its present round.

    :param subjects: hash of the facts per signing stage, as they are now. :param chains: name of the chain per stage, as
        the campaign has it. :param roles: roles of the people concerned. :param duties: people per duty slot.
    :param evidence: per stage (survey, rectification, closing) what the campaign demands for this outcome: each item is a
        tuple of roles of attachments of which one must be there.
    :param form_missing: labels of survey-form fields that completeness demands and that are empty or wrong.
    :param completion: the four in place and what is left on the ground.
    """

    case: CaseState
    signatures: Tuple[Signature, ...] = ()
    attachments: Tuple[Attached, ...] = ()
    packages: Tuple[Made, ...] = ()
    acted: Tuple[Acted, ...] = ()
    subjects: Mapping[str, str] = field(default_factory=dict)
    chains: Mapping[str, str] = field(default_factory=dict)
    roles: Mapping[str, FrozenSet[str]] = field(default_factory=dict)
    duties: Mapping[str, Tuple[str, ...]] = field(default_factory=dict)
    form_missing: Tuple[str, ...] = ()
    evidence: Mapping[str, Tuple[Tuple[str, ...], ...]] = field(default_factory=dict)
    completion: Completion = field(default_factory=Completion)

    def evidence_lacking(self, stage: str) -> Tuple[Tuple[str, ...], ...]:
        """Return the items of evidence the outcome demands at a stage of which nothing is attached."""
        present = {one.role for one in self.attachments}
        return tuple(roles for roles in self.evidence.get(stage, ()) if not present & set(roles))

    def of_stage(self, stage: str) -> Tuple[Signature, ...]:
        """Return the signatures of one stage in this round, void ones included."""
        return tuple(s for s in self.signatures if s.stage == stage and s.round == self.case.round)


@dataclass(frozen=True)
class Step:
    """A step that may be taken: where it leads and what it ends."""

    action: str
    source: str
    target: str
    voids: Tuple[str, ...] = ()
    new_round: bool = False


def people_of(text: str) -> Tuple[str, ...]:
    """Return the person ids (or names, before people were known) of a comma-separated text, each once."""
    parts = (part.strip() for part in text.replace("，", ",").replace("、", ",").replace(";", ",").split(","))
    return tuple(dict.fromkeys(part for part in parts if part))


def chain_of(workflow: Workflow, dossier: Dossier, stage: Stage) -> str:
    """Return the name of the chain that signs a stage of this case."""
    named = dossier.chains.get(stage.name, "")
    return named if named in workflow.chains else stage.chain


def stage_signed(workflow: Workflow, dossier: Dossier, name: str) -> bool:
    """Whether a stage's chain is signed through, for the facts as they are now."""
    stage = workflow.stages[name]
    states = progress(workflow.chains[chain_of(workflow, dossier, stage)], dossier.of_stage(name), dossier.subjects.get(name, ""))
    return chain_complete(states)


def decide(workflow: Workflow, dossier: Dossier, action: str, payload: Mapping[str, Any], by: str = "") -> Step:
    """Return the step an action takes from where the case stands.

    :param by: person_id of who acts. :raises NotAllowed: when the action is not open, or not to this person.
    :raises MissingEvidence: listing everything that is still missing.
    """
    case = dossier.case
    workflow.check(action, case.status, case.hold)
    transition = workflow.find(action, case.status)
    if transition is None:
        raise NotAllowed(tr("{action} is not allowed while the case is {status}."), action=action, status=case.status)
    _check_actor(transition, dossier, by)
    missing = lacks(workflow, dossier, transition, payload, by)
    if missing:
        raise MissingEvidence(missing)
    return Step(action, case.status, transition.target or case.status, transition.voids, transition.new_round)


def _check_actor(transition: Transition, dossier: Dossier, by: str) -> None:
    if not transition.roles:
        return
    if not by:
        raise NotAllowed(tr("{action} needs a person who acts: choose who is responsible (roles: {roles})."),
                         action=transition.action, roles=", ".join(transition.roles))
    if not set(transition.roles) & set(dossier.roles.get(by, ())):
        raise NotAllowed(tr("{action} may be done by {roles} only; the person named has none of these roles."),
                         action=transition.action, roles=", ".join(transition.roles))


def lacks(workflow: Workflow, dossier: Dossier, transition: Transition, payload: Mapping[str, Any],
          by: str = "") -> List[FarmlandError]:
    """Return every demand of a transition that is not met, as sentences; empty when the step may be taken."""
    judge = _Judge(workflow, dossier, payload, by)
    return [lack for guard in transition.requires for lack in judge.lack(guard)]


class _Judge:
    """Holds one case against guards."""

    def __init__(self, workflow: Workflow, dossier: Dossier, payload: Mapping[str, Any], by: str) -> None:
        self._workflow, self._dossier, self._payload, self._by = workflow, dossier, payload, by
        self._by_kind: Dict[str, Callable[[Guard], List[FarmlandError]]] = {
            "either": self._either, "payload": self._given, "recorded": self._recorded, "form": self._form,
            "evidence": self._evidence,
            "attachment": self._attachment, "signed": self._signed, "package": self._package, "separate": self._separate,
            "remediated": self._remediated, "dated": self._dated,
        }

    def lack(self, guard: Guard) -> List[FarmlandError]:
        """Return what a guard misses."""
        return self._by_kind[guard.kind](guard)

    def _either(self, guard: Guard) -> List[FarmlandError]:
        led = self._led_here()
        lacking = [self.lack(part) for part in guard.parts if led not in part.unless]
        return [] if any(not lack for lack in lacking) else [lack for lacks_ in lacking for lack in lacks_]

    def _led_here(self) -> str:
        """Return the step that led the case to where it stands in this round, '' when none is known."""
        entering = self._workflow.entering(self._dossier.case.status)
        came = [(one.seq, number, one.action) for number, one in enumerate(self._dossier.acted) if one.action in entering]
        return max(came)[2] if came else ""

    def _given(self, guard: Guard) -> List[FarmlandError]:
        key = guard.names[0]
        value = self._payload.get(key)
        if guard.value == "people":
            people = people_of(",".join(map(str, value)) if isinstance(value, (list, tuple)) else str(value or ""))
            fitting = [p for p in people if not guard.role or guard.role in self._dossier.roles.get(p, ())]
            if len(fitting) < guard.count:
                return [MissingItem("payload", key, tr("{what}: {count} different people are needed;"), count=guard.count,
                                    label=guard.label, label_zh=guard.label_zh)]
            return []
        text = str(value or "").strip()
        if not text:
            return [MissingItem("payload", key, tr("{what} is missing;"), label=guard.label, label_zh=guard.label_zh)]
        if guard.value == "date" and not _is_date(text):
            return [MissingItem("payload", key, tr("{what} is not a date (2026-07-03);"), label=guard.label,
                                label_zh=guard.label_zh)]
        return []

    def _recorded(self, guard: Guard) -> List[FarmlandError]:
        column = guard.names[0]
        value = str(getattr(self._dossier.case, column, "") or self._dossier.case.facts.get(column) or "")
        if not value.strip():
            return [MissingItem("recorded", column, tr("{what} is not recorded;"))]
        if guard.count > 1 and len(people_of(value)) < guard.count:
            return [MissingItem("recorded", column, tr("{what}: {count} different people are needed;"), count=guard.count)]
        return []

    def _form(self, _guard: Guard) -> List[FarmlandError]:
        missing = self._dossier.form_missing
        return [MissingItem("form", "", tr("the survey form lacks {fields};"), fields=", ".join(missing))] if missing else []

    def _evidence(self, guard: Guard) -> List[FarmlandError]:
        return [MissingItem("attachment", "/".join(roles), tr("no {what} is attached;"))
                for stage in guard.names for roles in self._dossier.evidence_lacking(stage)]

    def _attachment(self, guard: Guard) -> List[FarmlandError]:
        if any(one.role in guard.names for one in self._dossier.attachments):
            return []
        return [MissingItem("attachment", "/".join(guard.names), tr("no {what} is attached;"))]

    def _signed(self, guard: Guard) -> List[FarmlandError]:
        return [MissingItem("signed", name, tr("{what} is not signed by every level for the facts as they are now;"))
                for name in guard.names if not stage_signed(self._workflow, self._dossier, name)]

    def _package(self, guard: Guard) -> List[FarmlandError]:
        kind = guard.names[0]
        changed = max((one.seq for one in self._dossier.acted if one.action in CHANGES_FACTS), default=0)
        signed = (s for s in self._dossier.signatures if s.round == self._dossier.case.round)
        changed = max([changed, *(seq for one in signed for seq in (one.seq, one.void_seq or 0))])
        if any(one.kind == kind and one.verdict in GOOD_VERDICTS and one.seq > changed for one in self._dossier.packages):
            return []
        return [MissingItem("package", kind, tr("no verified {what} made since the last change;"))]

    def _remediated(self, guard: Guard) -> List[FarmlandError]:
        return lacks_of(verdict_for(self._dossier, guard))

    def _dated(self, _guard: Guard) -> List[FarmlandError]:
        texts = {"photo": tr("a photo was taken on {taken}, before the demolition of {day} it is to show: attach one taken "
                             "since;"),
                 "scene": tr("the newest image over the parcel is of {taken}, older than the demolition of {day}: register a "
                             "newer one, or attach a photo that carries its day;"),
                 "order": tr("{stages} since {taken}, before the demolition of {day}: take it back and record its day again;"),
                 "stage": tr("a photo was taken on {taken}, but what it is to show ({stages}) is in place since {day} only: take "
                             "it back and record it with a photo taken since;")}
        return [MissingItem("dated", one.kind, texts["stage" if one.kind == "photo" and one.stage != STAGES[0] else one.kind],
                            taken=one.taken, day=one.day, stages=one.stage)
                for one in too_early(self._dossier.completion, today().isoformat())]

    def _separate(self, guard: Guard) -> List[FarmlandError]:
        others: Dict[str, str] = {}
        for name in guard.names:
            for person in self._people(name):
                others.setdefault(person, name)
        acting: Set[str] = {self._by} if self._by else set()
        if "team" not in guard.names:
            acting |= {str(p) for key in PEOPLE_KEYS for p in (self._payload.get(key) or ())}
        return [MissingItem("separate", others[person], tr("the person acting took part in {what}: somebody else must do this;"))
                for person in sorted(acting & set(others))]

    def _people(self, name: str) -> Sequence[str]:
        """Return the people behind one name of a ``separate`` guard."""
        if name == "surveyors":
            return people_of(self._dossier.case.surveyors)
        if name == "team":
            return [p for one in self._dossier.acted for p in one.people]
        kind, _, which = name.partition(":")
        if kind == "duty":
            return self._dossier.duties.get(which, ())
        if kind == "sign":
            return [s.person_id for s in self._dossier.of_stage(which) if s.void_seq is None]
        return [one.by for one in self._dossier.acted if one.action == name and one.by]


def verdict_for(dossier: Dossier, guard: Guard) -> Verdict:
    """Return what acceptance comes to under a ``remediated`` guard.

    The four are asked for by the dispositions it names, and by the measures and flags it names besides (强制拆除, 必拆).
    """
    case = dossier.case
    asked = case.disposition in guard.names or any(codes.intersection(_codes(case, column)) for column, codes in guard.also)
    return judge(dossier.completion, STAGES if asked else ())


def _codes(case: CaseState, named: str) -> Sequence[str]:
    """Return the codes a column or an answer of the form holds."""
    value = getattr(case, named, None) or case.facts.get(named) or ()
    return people_of(value) if isinstance(value, str) else tuple(map(str, value)) if isinstance(value, (list, tuple)) else ()


def lacks_of(verdict: Verdict) -> List[FarmlandError]:
    """Return why a parcel is not remediated, as sentences with the figures; empty when it is (003-05, 003-08)."""
    found: List[FarmlandError] = []
    facts = {"missing": f"{verdict.missing_m2:.2f}", "monitored": f"{verdict.monitored_m2:.2f}"}
    if verdict.kinds:
        kinds = ",".join(f"{kind}:{area:.2f}" for kind, area in verdict.kinds.items())
        text = tr("the main building is kept (sheds gone, main stays): {missing} m² of the {monitored} m² monitored are missing "
                  "({kinds}), nothing of it counts;") if verdict.main_kept else tr(
                      "not demolished to the end: {missing} m² of the {monitored} m² monitored are missing ({kinds}), nothing of "
                      "it counts;")
        found.append(MissingItem("remediated", "residual", text, kinds=kinds, **facts))
    if verdict.undone == (ACCOUNTABLE,):
        found.append(MissingItem("remediated", "stages", tr("not in place yet: {stages};"), stages=ACCOUNTABLE))
    elif verdict.undone:
        found.append(MissingItem("remediated", "stages", tr(
            "not in place yet: {stages}; {missing} m² of the {monitored} m² monitored are missing, nothing of it counts;"),
            stages=",".join(verdict.undone), **facts))
    return found


class MissingItem(BadInput):
    """One thing a step lacks; ``kind`` and ``name`` let a window show it in the user's words and offer to supply it."""

    def __init__(self, kind: str, name: str, template: str, *, label: str = "", label_zh: str = "", **facts: object) -> None:
        self.kind, self.name, self.label, self.label_zh = kind, name, label, label_zh
        super().__init__(template, what=label or name, **facts)


def _is_date(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def stages_waiting(workflow: Workflow, dossier: Dossier) -> Optional[Stage]:
    """Return the signing stage that is open where the case stands, None when none is."""
    return next((stage for stage in workflow.stages.values() if stage.state == dossier.case.status), None)
