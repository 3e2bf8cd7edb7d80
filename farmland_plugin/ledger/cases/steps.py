"""What a case needs to go on: the steps open from where it stands, and what each of them demands, in the user's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Dict, FrozenSet, Iterable, List, Mapping, Optional, Sequence, Tuple

from ...domain.casework import Attached, Dossier, lacks
from ...domain.errors import FarmlandError, MissingEvidence
from ...domain.parcel import CaseState, Change
from ...domain.progress import Feedback, NoFeedback
from ...domain.workflow import Guard, Transition
from ...i18n import language, message, tr
from .dossiers import dossier_of, shows
from .wording import action_label, column_label, labels_of, separate_label, spoken, stage_label

if TYPE_CHECKING:
    from ..ledger import Ledger

RECORD = "record"
SURVEYORS = "surveyors"


@dataclass(frozen=True)
class Demand:
    """One thing a step demands of a case.

    :param text: what is demanded. :param lacks: sentences of what is not there; empty when it is met.
    :param roles: roles of attachments of which a file would do, attached together with the step. :param people: whether the
        people asked for may be named together with the step (派发 names the surveyors).
    """

    guard: Guard
    text: str
    lacks: Tuple[str, ...] = ()
    roles: Tuple[str, ...] = ()
    people: bool = False

    @property
    def met(self) -> bool:
        """Whether nothing is lacking."""
        return not self.lacks

    @property
    def given(self) -> bool:
        """Whether whoever takes the step supplies it there and then: a value, or a file."""
        return self.guard.kind == "payload" or bool(self.roles) or self.people


@dataclass(frozen=True)
class OpenStep:
    """A step that is open from where a case stands; ``target`` is the label of the state it leads to."""

    transition: Transition
    label: str
    target: str
    demands: Tuple[Demand, ...]

    @property
    def action(self) -> str:
        """The action's code."""
        return self.transition.action

    @property
    def blocking(self) -> Tuple[Demand, ...]:
        """What is lacking and cannot be supplied with the step itself."""
        return tuple(one for one in self.demands if not one.met and not one.given)

    @property
    def asked(self) -> Tuple[Demand, ...]:
        """What is lacking and is asked for when the step is taken."""
        return tuple(one for one in self.demands if not one.met and one.given)


class Prospect:
    """One case as it stands now, and what lies ahead of it."""

    def __init__(self, ledger: Ledger, uid: str) -> None:
        self.ledger = ledger
        self.case: CaseState = ledger.case(uid)
        self.dossier: Dossier = dossier_of(ledger, self.case)

    def know_people(self) -> None:
        """Take everybody's roles into account from now on."""
        self.dossier = replace(self.dossier, roles=roles_of_all(self.ledger))

    def steps(self) -> List[OpenStep]:
        """Return the steps open here, those that lead on first; recording is none, nor is what happens by itself."""
        workflow = self.ledger.workflow
        automatic = {stage.completes for stage in workflow.stages.values() if stage.completes}
        found = [self.step(one) for one in workflow.open_from(self.case.status) if one.action != RECORD]
        here = workflow.states.index(self.case.status)
        found.sort(key=lambda one: bool(one.transition.target) and workflow.states.index(one.transition.target) < here)
        return [one for one in found if one.action not in automatic or all(demand.met for demand in one.demands)]

    def step(self, transition: Transition) -> OpenStep:
        """Return one step with what it demands."""
        target = transition.target or self.case.status
        return OpenStep(transition, action_label(transition.action),
                        self.ledger.dictionary("status").label(target, language()), self.demands(transition, {}))

    def demands(self, transition: Transition, payload: Mapping[str, object], by: str = "",
                files: Iterable[str] = (), surveyors: str = "") -> Tuple[Demand, ...]:
        """Return what a transition demands, judged with what somebody has entered so far.

        :param files: roles of the files that will be attached together with the step. :param surveyors: ids of those named
            together with it, comma-separated; '' leaves those recorded.
        """
        new = (Attached(f"new {number}", role) for number, role in enumerate(files))
        dossier = replace(self.dossier, attachments=(*self.dossier.attachments, *new),
                          case=replace(self.case, surveyors=surveyors or self.case.surveyors))
        workflow, found = self.ledger.workflow, []
        for guard in self._taken_apart(transition):
            missing = lacks(workflow, dossier, replace(transition, requires=(guard,)), payload, by)
            people = guard.kind == "recorded" and guard.names == (SURVEYORS,) and self.case.status == workflow.initial
            found.append(Demand(guard, guard_text(self.ledger, guard), self._sentences(missing),
                                self._offered(transition, guard), people))
        return tuple(found)

    def _taken_apart(self, transition: Transition) -> List[Guard]:
        """Return the guards of a transition, the evidence of the outcome item by item, each once."""
        found: Dict[Guard, None] = {}
        for guard in transition.requires:
            items = [roles for stage in guard.names for roles in self.dossier.evidence.get(stage, ())]
            for one in [Guard("attachment", roles) for roles in items] if guard.kind == "evidence" else [guard]:
                found.setdefault(one)
        return list(found)

    def _sentences(self, missing: Sequence[FarmlandError]) -> Tuple[str, ...]:
        return tuple(message(one) for one in spoken(MissingEvidence(missing), self.ledger).missing) if missing else ()

    def _offered(self, transition: Transition, guard: Guard) -> Tuple[str, ...]:
        """Return the roles of files that meet a guard and do not, by being attached, end what the step rests on: signatures
        given for the evidence as it was, a package made of it."""
        if any(one.kind == "package" for one in transition.requires):
            return ()
        signed = [name for one in transition.requires if one.kind == "signed" for name in one.names]
        parts = guard.parts if guard.kind == "either" else (guard,)
        known = self.ledger.dictionary("attachment_role")
        roles = [role for part in parts if part.kind == "attachment" for role in part.names]
        roles += [role for part in parts if part.kind == "evidence" for stage in part.names
                  for item in self.dossier.evidence_lacking(stage) for role in item]
        return tuple(role for role in roles if not any(shows(known, role, stage) for stage in signed))

    def ends_signatures(self, role: str) -> bool:
        """Whether attaching or taking off a file of this role now ends signatures that count."""
        known = self.ledger.dictionary("attachment_role")
        return any(shows(known, role, stage) for stage in self._signed())

    def has_signatures(self) -> bool:
        """Whether some signature counts now."""
        return bool(self._signed())

    def _signed(self) -> List[str]:
        hashes = self.dossier.subjects
        return [one.stage for one in self.dossier.signatures
                if one.round == self.case.round and one.void_seq is None and one.subject_hash == hashes.get(one.stage)]


def roles_of_all(ledger: Ledger) -> Dict[str, FrozenSet[str]]:
    """Return the roles of everybody who is active."""
    return {one.person_id: frozenset(one.roles) for one in ledger.people.all() if one.active}


def guard_text(ledger: Ledger, guard: Guard) -> str:
    """Return what a guard demands, in the user's words."""
    if guard.kind == "either":
        return tr("one of: {what}").format(what=tr("; ").join(guard_text(ledger, part) for part in guard.parts))
    if guard.kind == "form":
        return tr("survey form complete")
    if guard.kind == "evidence":
        return tr("the evidence this outcome demands")
    if guard.kind == "attachment":
        return labels_of(ledger, "attachment_role", guard.names)
    if guard.kind == "signed":
        return tr("{stage} signed by every level").format(stage=tr(", ").join(map(stage_label, guard.names)))
    if guard.kind == "package":
        return tr("verified {what}").format(what=labels_of(ledger, "package_kind", guard.names))
    if guard.kind == "separate":
        others = tr(", ").join(separate_label(name, ledger) for name in guard.names)
        return tr("done by somebody who had no part in: {what}").format(what=others)
    if guard.kind == "remediated":
        return tr("the four in place and nothing left, by the monitored area") if guard.names else tr(
            "nothing left on the ground, by the monitored area")
    if guard.kind == "dated":
        return tr("photos and images taken since the demolition")
    if guard.kind == "recorded":
        label = column_label(guard.names[0])
    else:
        label = (guard.label_zh if language() == "zh" else guard.label) or guard.names[0]
    return tr("{what} (at least {count})").format(what=label, count=guard.count) if guard.count > 1 else label


Refusal = Tuple[int, FarmlandError]


def prejudge(ledger: Ledger, groups: Sequence[Sequence[Change]], feedback: Optional[Feedback] = None) -> List[Refusal]:
    """Return what the ledger would refuse of several parcels' changes, as (number of the group, why); writes nothing.

    Every group is tried in full inside one transaction, which is then given up.

    :param groups: the changes of one parcel each, in order.
    """
    watched, refused = feedback or NoFeedback(), []
    try:
        with ledger.door() as door:
            for number, changes in enumerate(groups):
                watched.check()
                try:
                    for change in changes:
                        door.change(change)
                except FarmlandError as error:
                    refused.append((number, error))
                watched.progress(100.0 * number / len(groups))
            raise _GivenUp()
    except _GivenUp:
        return refused


class _GivenUp(Exception):
    """Ends a transaction that was only tried."""
