"""The parcel by plan (规划): what conforms, what does not, and what cannot be told, adding up to it exactly.

:source: domain facts §2.6, §9.A-4.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Dict, List, Optional, Sequence, Tuple

from .area import MU_PER_M2
from .cropland import CroplandRules
from .errors import tr
from .parcel import Parcel
from .role_facts import LayerResult, named
from .screening_facts import ABOUT, LEAST, MOST, ZERO, PlanSplit, Remark, RoleFact

PLAN = "plan"
_CENT = Decimal("0.01")


class _Sides:
    """The classes of a plan by what they say: yes, no, '' for nothing; each class's ground is a union."""

    def __init__(self, layers: Sequence[LayerResult]) -> None:
        self.areas: Dict[str, List[Decimal]] = {"yes": [], "no": [], "": []}
        for layer in layers:
            for overlap in layer.overlaps:
                left = overlap.area_m2
                for part in layer.parts:
                    says = part.detail.get("conforms", "")
                    if part.class_code == overlap.class_code and says in ("yes", "no"):
                        area = min(part.area_m2, left)
                        self.areas[says].append(area)
                        left -= area
                if left > 0:
                    self.areas[""].append(left)
        self.total = {says: sum(areas, ZERO) for says, areas in self.areas.items()}
        self.largest = {says: max(areas, default=ZERO) for says, areas in self.areas.items()}

    def alone(self, says: str, other: str, double: Decimal, united: Decimal) -> Decimal:
        """Return the ground that surely says one thing and not the other."""
        if not self.total[other]:
            surely = united if not self.total[""] else max(self.largest[says], self.total[says] - double)
            return min(surely, self.total[says])
        return max(self.total[says] - double, self.largest[says] - self.total[other], ZERO)

    def contradicted(self, double: Decimal) -> Decimal:
        """Return the ground that surely says both: what double ground cannot be explained otherwise."""
        if not self.total["yes"] or not self.total["no"]:
            return ZERO
        harmless = sum((self.total[says] - self.largest[says] for says in ("yes", "no")), ZERO) + self.total[""]
        return max(double - harmless, ZERO)


def split_by_plan(parcel: Parcel, own: Sequence[LayerResult], fact: Optional[RoleFact], rules: CroplandRules,
                  remarks: List[Remark]) -> Optional[PlanSplit]:
    """Return the parcel by plan, None where none was screened.

    :param own: results of the plan layers, the newest first. :param remarks: what is to be known beside it is added.
    """
    if not own or fact is None:
        return None
    united = fact.covered_m2
    if len(own) > 1 and sum((one.screening.covered_m2 for one in own), ZERO) > united + _CENT * len(own):
        own = own[:1]  # versions of one plan, not its sheets: the newest speaks
        united = own[0].screening.covered_m2
        remarks.append(Remark("plan_versions", tr(
            "The plan layers lie on each other: only the newest, {layer} ({vintage}), is counted."), named(own[0].ref)))
    sides = _Sides(own)
    united = min(united, parcel.area_m2)
    double = max(sum(sides.total.values(), ZERO) - united, ZERO)
    yes, no, unsure = _parts(sides, double, united, rules, remarks)
    bound = _bound(own, unsure)
    worth = min(yes, no) * MU_PER_M2 >= rules.split_mu and min(yes, no) > 0
    return PlanSplit(yes, no, parcel.area_m2 - yes - no, tuple(one.ref for one in own), worth, bound)


def _parts(sides: _Sides, double: Decimal, united: Decimal, rules: CroplandRules, remarks: List[Remark]
           ) -> Tuple[Decimal, Decimal, bool]:
    """Return what conforms, what does not, and whether either may be more."""
    yes, no = sides.total["yes"], sides.total["no"]
    if double * MU_PER_M2 < rules.sliver_mu:  # the trace of two borders: the larger side gives way
        over = max(yes + no - united, ZERO)
        if yes >= no:
            yes = max(yes - over, ZERO)
            return yes, min(no, united - yes), False
        no = max(no - over, ZERO)
        return min(yes, united - no), no, False
    yes, no = sides.alone("yes", "no", double, united), sides.alone("no", "yes", double, united)
    contradicted = sides.contradicted(double)
    if contradicted * MU_PER_M2 >= rules.sliver_mu:
        remarks.append(Remark("plan_contradicts", tr(
            "The plan says of {area} m² both that it conforms and that it does not: that ground counts as unknown."),
            {"area": contradicted}))
    exact = not sides.total[""] and (contradicted == double or not sides.total["yes"] or not sides.total["no"])
    if not exact:
        remarks.append(Remark("plan_overlaps", tr(
            "Classes of the plan lie on each other on {area} m²; which of them is not known, so that what conforms and what does "
            "not is at least what is told: look at the map."), {"area": double}))
    return yes, no, not exact


def _bound(own: Sequence[LayerResult], unsure: bool) -> str:
    least, most = unsure or any(layer.noted("uncut") for layer in own), any(layer.noted("not_united") for layer in own)
    return ABOUT if least and most else LEAST if least else MOST if most else ""
