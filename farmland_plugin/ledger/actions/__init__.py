"""What can happen to a case, one small module per subject.

A handler is ``handler(door, case, change) -> Outcome``: it judges the change against the case as it stands inside the
transaction and says what follows; the door writes event and state, then the rows beside them.
"""

from __future__ import annotations

from typing import Callable, Dict

from ...domain.errors import NotAllowed
from ...domain.parcel import CaseState, Change
from ...domain.workflow import Workflow
from ...i18n import tr
from ..door import Door, Outcome
from . import (
    assigning,
    attaching,
    completing,
    holding,
    merging,
    noticing,
    photographing,
    recording,
    signing,
    stepping,
    taking_over,
    timing,
    undoing,
)

Handler = Callable[[Door, CaseState, Change], Outcome]

HANDLERS: Dict[str, Handler] = {
    **recording.HANDLERS, **signing.HANDLERS, **attaching.HANDLERS, **holding.HANDLERS, **undoing.HANDLERS,
    **assigning.HANDLERS, **timing.HANDLERS, **noticing.HANDLERS, **merging.HANDLERS,
    **taking_over.HANDLERS, **completing.HANDLERS, **photographing.HANDLERS,
}


def handler(workflow: Workflow, action: str) -> Handler:
    """Return what handles an action: a subject of its own, else a step of the workflow.

    :raises NotAllowed: when neither knows it.
    """
    if action in HANDLERS:
        return HANDLERS[action]
    if workflow.knows(action):
        return stepping.step
    raise NotAllowed(tr("{action} is not something that can be done to a case."), action=action)
