"""The workflow as data: states, transitions with their guards, signature chains, and the proof that none is skipped."""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass
from typing import Any, Deque, Dict, FrozenSet, Iterable, List, Mapping, Optional, Set, Tuple

from .codes import parse_json
from .errors import BadInput, NotAllowed, tr

Clause = FrozenSet[str]  # alternatives: one of them must have been demanded on the way
KINDS = ("payload", "recorded", "form", "evidence", "attachment", "signed", "package", "separate", "remediated", "dated",
         "either")
SURVEY_SIGNED: Clause = frozenset({"signed:survey"})
# what no county can edit away: the way to a final state passes these demands, in the same round (records §5)
DEMANDS: Dict[str, Tuple[Clause, ...]] = {
    "written_off": (
        SURVEY_SIGNED,
        frozenset({"signed:acceptance", "attachment:doc_receipt", "attachment:doc_reduction"}),
        frozenset({"package:writeoff"}),
        frozenset({"attachment:doc_write_off"}),
    ),
}
WRITTEN_OFF = "written_off"
MIN_LEVELS = 2


@dataclass(frozen=True)
class Guard:
    """One thing a transition demands.

    :param kind: one of ``KINDS``. :param names: keys of the payload, columns of the case, roles of attachments
        (any of them), stages, kinds of packages, or actions and people to be separate from; for ``evidence`` the stage of
        which the campaign demands evidence; for ``remediated`` the dispositions that ask for the four in place, for ``dated``
        the roles of photos that are to show the ground after the demolition. :param count: how many people.
    :param value: type of a payload value (text, date, code, people). :param parts: alternatives of ``either``.
    :param also: of ``remediated``: the four are asked for, too, where a column or an answer of the form holds one of these codes.
    :param unless: of an alternative of ``either``: it does not count where one of these steps led the case to where it stands.
    """

    kind: str
    names: Tuple[str, ...] = ()
    count: int = 1
    value: str = "text"
    dictionary: str = ""
    role: str = ""
    label: str = ""
    label_zh: str = ""
    parts: Tuple[Guard, ...] = ()
    also: Tuple[Tuple[str, FrozenSet[str]], ...] = ()
    unless: Tuple[str, ...] = ()

    def alternatives(self) -> FrozenSet[str]:
        """Return what satisfies the guard: any one of these."""
        if self.kind == "either":
            return frozenset(name for part in self.parts for name in part.alternatives())
        return frozenset(f"{self.kind}:{name}" for name in self.names)


@dataclass(frozen=True)
class Level:
    """One level of a chain: whose role signs, how many people, by which methods."""

    role: str
    people: int
    methods: Tuple[str, ...]


@dataclass(frozen=True)
class Stage:
    """A signing stage: in which state its chain is signed, which action its completion and its return take."""

    name: str
    state: str
    chain: str
    completes: str
    returns: str


@dataclass(frozen=True)
class Transition:
    """One action: from which states, to where ('' keeps the state), by whom, and what must be there.

    :param roles: a person with one of them acts; empty: whoever writes. :param voids: stages whose signatures end here.
    """

    action: str
    sources: FrozenSet[str]
    target: str
    roles: Tuple[str, ...] = ()
    requires: Tuple[Guard, ...] = ()
    voids: Tuple[str, ...] = ()
    new_round: bool = False


@dataclass(frozen=True)
class Workflow:
    """The state machine a ledger was created with.

    :source: records design §5; stage names and who signs are a proposal that a county edits.
    """

    version: str
    states: Tuple[str, ...]
    initial: str
    transitions: Tuple[Transition, ...]
    finals: Tuple[str, ...] = ()
    holds: Tuple[str, ...] = ()
    chains: Mapping[str, Tuple[Level, ...]] = None  # type: ignore[assignment]
    stages: Mapping[str, Stage] = None  # type: ignore[assignment]

    @classmethod
    def parse(cls, text: str, where: str) -> Workflow:
        """Return the workflow a JSON text describes.

        :raises BadInput: naming file and line, for a missing key, an unknown state, a state nobody can reach, or a final
            state that could be reached without what must be signed and evidenced before it.
        """
        raw = parse_json(text, where)
        reader = _Reader(text, where)
        workflow = reader.workflow(raw)
        reader.check(workflow)
        return workflow

    def find(self, action: str, status: str) -> Optional[Transition]:
        """Return the transition an action takes from a state, None when it is not open there."""
        return next((t for t in self.transitions if t.action == action and status in t.sources), None)

    def entering(self, status: str) -> FrozenSet[str]:
        """Return the actions that lead to a state from another one."""
        return frozenset(t.action for t in self.transitions if t.target == status and status not in t.sources)

    def ends_from(self, status: str) -> bool:
        """Whether the next step may write the case off: what it rests on is settled then."""
        return any(t.target == WRITTEN_OFF for t in self.open_from(status))

    def open_from(self, status: str) -> List[Transition]:
        """Return the transitions that lead on from a state, in the document's order."""
        return [t for t in self.transitions if status in t.sources]

    def knows(self, action: str) -> bool:
        """Whether some transition is called so."""
        return any(t.action == action for t in self.transitions)

    def check(self, action: str, status: str, hold: str = "") -> str:
        """Return the state that ``action`` leads to from ``status``, its guards left aside.

        :raises NotAllowed: when the case is on hold or the action is not open in this state.
        """
        if hold:
            raise NotAllowed(tr("The case is on hold ({hold}): release it before {action}."), hold=hold, action=action)
        found = self.find(action, status)
        if found is None:
            raise NotAllowed(tr("{action} is not allowed while the case is {status}."), action=action, status=status)
        return found.target or status

    def reachable(self) -> List[str]:
        """Return the states that can be reached from the initial one."""
        seen = [self.initial]
        for state in seen:
            for transition in self.open_from(state):
                if transition.target and transition.target not in seen:
                    seen.append(transition.target)
        return seen

    def demands(self, final: str) -> Tuple[Clause, ...]:
        """Return what must lie on every way to a final state."""
        return DEMANDS.get(final, (SURVEY_SIGNED,))

    def shortcut(self, final: str) -> Optional[Tuple[List[str], Clause]]:
        """Return a way (actions) to a final state that skips a demand, with that demand; None when there is none.

        Walks every state together with the demands met so far; a transition that voids a stage, or begins a new round,
        forgets what was met.
        """
        demands = self.demands(final)
        start: Tuple[str, FrozenSet[int]] = (self.initial, frozenset())
        came: Dict[Tuple[str, FrozenSet[int]], Tuple[Optional[Tuple[str, FrozenSet[int]]], str]] = {start: (None, "")}
        queue: Deque[Tuple[str, FrozenSet[int]]] = deque([start])
        while queue:
            node = queue.popleft()
            state, met = node
            if state == final and len(met) < len(demands):
                lacking = next(demand for number, demand in enumerate(demands) if number not in met)
                return _way(came, node), lacking
            for transition in self.open_from(state):
                after = (transition.target or state, _met(transition, met, demands))
                if after not in came:
                    came[after] = (node, transition.action)
                    queue.append(after)
        return None


def _met(transition: Transition, met: FrozenSet[int], demands: Tuple[Clause, ...]) -> FrozenSet[int]:
    if transition.new_round:
        return frozenset()
    voided = {f"signed:{stage}" for stage in transition.voids}
    kept = {number for number in met if not demands[number] & voided}
    for number, demand in enumerate(demands):
        if any(guard.alternatives() and guard.alternatives() <= demand for guard in transition.requires):
            kept.add(number)
    return frozenset(kept)


def _way(came: Mapping[Any, Any], node: Any) -> List[str]:
    actions: List[str] = []
    while came[node][0] is not None:
        node, action = came[node]
        actions.append(action)
    return actions[::-1]


class _Reader:
    """Reads one workflow document, and says where a mistake stands."""

    def __init__(self, text: str, where: str) -> None:
        self._text, self._where = text, where

    def _line(self, key: str, value: str) -> int:
        found = re.search(rf'"{re.escape(key)}"\s*:\s*"{re.escape(value)}"', self._text)
        return self._text.count("\n", 0, found.start()) + 1 if found else 1

    def _bad(self, line: int, template: str, **facts: object) -> BadInput:
        return BadInput(template, file=self._where, line=line, **facts)

    def workflow(self, raw: Any) -> Workflow:
        """Return the document as a workflow, its meaning not yet checked."""
        try:
            chains = {str(name): tuple(Level(str(level["role"]), int(level.get("people", 1)), tuple(level["methods"]))
                                       for level in levels) for name, levels in raw["chains"].items()}
            stages = {str(name): Stage(str(name), str(one["state"]), str(one["chain"]), str(one.get("completes", "")),
                                       str(one.get("returns", ""))) for name, one in raw["stages"].items()}
            return Workflow(
                str(raw["version"]), tuple(str(s) for s in raw["states"]), str(raw["initial"]),
                tuple(self._transition(t) for t in raw["transitions"]), tuple(str(s) for s in raw["finals"]),
                tuple(str(h) for h in raw["holds"]), chains, stages)
        except (KeyError, TypeError, AttributeError, ValueError) as error:
            raise self._bad(1, tr("{file}: the workflow lacks {what}."), what=error) from error

    def _transition(self, raw: Any) -> Transition:
        action = str(raw["action"])
        line = self._line("action", action)
        return Transition(action, frozenset(raw["from"]), str(raw["to"]), tuple(raw.get("roles", ())),
                          tuple(self._guard(one, action, line) for one in raw.get("requires", ())),
                          tuple(raw.get("voids", ())), bool(raw.get("new_round", False)))

    def _guard(self, raw: Any, action: str, line: int) -> Guard:
        kind = next((k for k in KINDS if k in raw), "")
        if not kind:
            raise self._bad(line, tr("{file}, line {line}: {action} demands something this program does not know: {what}."),
                            action=action, what=raw)
        named = raw[kind]
        if kind == "either":
            return Guard(kind, parts=tuple(self._guard(one, action, line) for one in named))
        names = tuple(str(n) for n in named) if isinstance(named, list) else (str(named),)
        return Guard(kind, names, int(raw.get("people", 1)), str(raw.get("kind", "text")), str(raw.get("dictionary", "")),
                     str(raw.get("role", "")), str(raw.get("label", "")), str(raw.get("label_zh", "")),
                     also=tuple((str(key), frozenset(map(str, codes))) for key, codes in raw.get("also", {}).items()),
                     unless=tuple(map(str, raw.get("unless", ()))))

    def check(self, workflow: Workflow) -> None:
        """Refuse what names something unknown, cannot be reached, or skips what must be signed."""
        known = set(workflow.states)
        for transition in workflow.transitions:
            line = self._line("action", transition.action)
            for state in sorted({*transition.sources, transition.target} - known - {""}):
                raise self._bad(line, tr("{file}, line {line}: transition {action} names the unknown state {state}."),
                                action=transition.action, state=state)
            for stage in sorted(set(_stages(transition)) - set(workflow.stages)):
                raise self._bad(line, tr("{file}, line {line}: transition {action} names the unknown signing stage {stage}."),
                                action=transition.action, stage=stage)
        unreachable = known - set(workflow.reachable())
        if unreachable or workflow.initial not in known:
            state = ", ".join(sorted(unreachable)) or workflow.initial
            raise self._bad(1, tr("{file}: no way leads to the state {state}."), state=state)
        self._check_stages(workflow)
        self._check_finals(workflow)

    def _check_stages(self, workflow: Workflow) -> None:
        for stage in workflow.stages.values():
            levels = workflow.chains.get(stage.chain, ())
            if len(levels) < MIN_LEVELS or any(level.people < 1 or not level.methods for level in levels):
                raise self._bad(self._line("chain", stage.chain), tr(
                    "{file}, line {line}: the signature chain {chain} needs at least two levels, each signed by somebody."),
                    chain=stage.chain)
            if stage.state not in workflow.states or any(
                    action and not workflow.knows(action) for action in (stage.completes, stage.returns)):
                raise self._bad(self._line("state", stage.state), tr(
                    "{file}, line {line}: the signing stage {stage} names a state or an action that does not exist."),
                    stage=stage.name)

    def _check_finals(self, workflow: Workflow) -> None:
        dead = {state for state in workflow.states if not any(
            t.target not in ("", state) for t in workflow.open_from(state))}
        finals: Set[str] = {*workflow.finals, *dead, WRITTEN_OFF}
        for final in sorted(finals):
            if final not in workflow.states:
                raise self._bad(1, tr("{file}: no way leads to the state {state}."), state=final)
            for transition in workflow.transitions:
                if transition.target == final and (
                        not transition.roles or not any(g.kind == "separate" for g in transition.requires)):
                    raise self._bad(self._line("action", transition.action), tr(
                        "{file}, line {line}: {action} ends a case, so it must name who may do it (roles) and from whom that "
                        "person must be separate."), action=transition.action)
            found = workflow.shortcut(final)
            if found is not None:
                way, lacking = found
                raise self._bad(self._line("action", way[-1]), tr(
                    "{file}, line {line}: {state} could be reached without {lacking}, by way of {way}."),
                    state=final, lacking=" / ".join(sorted(lacking)), way=" → ".join(way))


def _stages(transition: Transition) -> Iterable[str]:
    yield from transition.voids
    for guard in transition.requires:
        for part in (guard, *guard.parts):
            if part.kind == "signed":
                yield from part.names
