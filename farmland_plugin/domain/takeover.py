"""Taking over the earlier issue's case (案件承接): which answers go to the parcel issued again, and that none of them is lost.

Only answers are taken over. Signatures, and steps that somebody verified, stand on the earlier parcel and stay there.
"""

from __future__ import annotations

from typing import Any, Dict, List

from .casework import people_of
from .parcel import CaseState

TAKE_OVER = "take_over"
SAME, CHANGED = "same", "changed"
VERDICTS = (SAME, CHANGED)
FLAGS, FACT = "flags", "facts."
COLUMNS = ("finding", "disposition", "category", "note", "surveyed_on", "surveyors", "confirmed_area_m2", "department", FLAGS)


def answers(case: CaseState) -> Dict[str, Any]:
    """Return everything a case answers: columns by name, answers of the survey form as ``facts.<field>``; nothing empty."""
    found = {name: getattr(case, name) for name in COLUMNS}
    found.update((FACT + field, value) for field, value in case.facts.items())
    return {name: value for name, value in found.items() if value not in ("", None, [])}


def clashes(earlier: CaseState, case: CaseState) -> List[str]:
    """Return the fields to which both cases give an answer, and not the same one; flags only ever add up."""
    own = answers(case)
    return sorted(name for name, value in answers(earlier).items() if name != FLAGS and own.get(name, value) != value)


def taken(earlier: CaseState, case: CaseState) -> Dict[str, Any]:
    """Return the answers a case lacks, with the values it takes over from an earlier one."""
    own, found = answers(case), {}
    for name, value in answers(earlier).items():
        if name == FLAGS:
            flags = ",".join(dict.fromkeys((*people_of(case.flags), *people_of(str(value)))))
            if flags != case.flags:
                found[name] = flags
        elif name not in own:
            found[name] = value
    return found


def lost(earlier: CaseState, case: CaseState) -> List[str]:
    """Return the answers of an earlier case that are not those of the one that took it over."""
    own = answers(case)
    return sorted(name for name, value in answers(earlier).items()
                  if (set(people_of(str(value))) - set(people_of(case.flags)) if name == FLAGS else own.get(name) != value))
