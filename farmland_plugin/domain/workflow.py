"""The workflow (states and transitions) as data, and the question whether a step is allowed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, FrozenSet, List, Tuple

from .errors import BadInput, NotAllowed, tr


@dataclass(frozen=True)
class Transition:
    """One action: from which states it may be taken, and where it leads ('' keeps the state)."""

    action: str
    sources: FrozenSet[str]
    target: str


@dataclass(frozen=True)
class Workflow:
    """The state machine a ledger was created with.

    :source: records design §5; stage names are a proposal that a county edits.
    """

    version: str
    states: Tuple[str, ...]
    initial: str
    transitions: Tuple[Transition, ...]

    @classmethod
    def from_json(cls, raw: Dict[str, Any], where: str) -> Workflow:
        """Return the workflow a parsed JSON document describes.

        :raises BadInput: for a transition that names an unknown state, a missing key, or a state nobody can reach.
        """
        try:
            states = tuple(str(s) for s in raw["states"])
            workflow = cls(
                str(raw["version"]), states, str(raw["initial"]),
                tuple(Transition(t["action"], frozenset(t["from"]), t["to"]) for t in raw["transitions"]),
            )
        except (KeyError, TypeError) as error:
            raise BadInput(tr("{file}: the workflow lacks {what}."), file=where, what=error) from error
        for transition in workflow.transitions:
            for state in (*transition.sources, transition.target):
                if state and state not in states:
                    raise BadInput(tr("{file}: transition {action} names the unknown state {state}."), file=where,
                                   action=transition.action, state=state)
        unreachable = set(states) - set(workflow.reachable())
        if unreachable or workflow.initial not in states:
            raise BadInput(tr("{file}: no way leads to the state {state}."), file=where,
                           state=", ".join(sorted(unreachable)) or workflow.initial)
        return workflow

    def reachable(self) -> List[str]:
        """Return the states that can be reached from the initial one."""
        seen = [self.initial]
        for state in seen:
            for transition in self.transitions:
                if state in transition.sources and transition.target and transition.target not in seen:
                    seen.append(transition.target)
        return seen

    def check(self, action: str, status: str, hold: str = "") -> str:
        """Return the state that ``action`` leads to from ``status``.

        :raises NotAllowed: when the case is on hold or the action is not open in this state.
        """
        if hold:
            raise NotAllowed(tr("The case is on hold ({hold}): release it before {action}."), hold=hold, action=action)
        for transition in self.transitions:
            if transition.action == action and status in transition.sources:
                return transition.target or status
        raise NotAllowed(tr("{action} is not allowed while the case is {status}."), action=action, status=status)
