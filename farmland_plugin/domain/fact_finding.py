"""From the rows of one parcel's screening to its facts: ground counted once per role, every vintage for itself.

:source: domain facts §2.3.1, §2.5, §6.8, §9.A.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

import numpy as np

from .area import MU_PER_M2, round_half_up, to_mu
from .cropland import RULE, CroplandRules, Piece, count_cropland, pieces_of, three_classes
from .errors import tr
from .parcel import Overlap, OverlapPart, Parcel, Redline, RoleCover, Screening
from .screening_facts import (
    BESIDE,
    LANDUSE,
    ZERO,
    Cropland,
    Excess,
    Gap,
    LayerRef,
    Match,
    ParcelFacts,
    PlanSplit,
    Remark,
    RoleFact,
    ThreeClasses,
)
from .wkb import rings

APPROVAL, PLAN, TEMPORARY, PERMANENT = "approval", "plan", "temporary", "permanent_farmland"
PLACES = ("village", "township", "county")
UNCOVERED, NEIGHBOUR = "uncovered", "neighbour_county"
DAY = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")  # a day, a month or a year, ISO
SLIVERS = re.compile("(?P<count>[0-9]+) slivers under (?P<limit>[^ ]+) m2 dropped, (?P<area>[^ ]+) m2 in all")  # the engine's
_METRES_PER_DEGREE = 111320.0
_TRACE_M2 = Decimal("6.67")  # 0.01 亩, within which two areas count as the same


class Screened(NamedTuple):
    """Everything the ledger holds of one parcel's screening; rows of layers that no longer count are left out when read.

    :param answers: of the survey form. :param stale: codes of why the results no longer hold.
    """

    parcel: Parcel
    overlaps: Sequence[Overlap] = ()
    screenings: Sequence[Screening] = ()
    parts: Sequence[OverlapPart] = ()
    covers: Sequence[RoleCover] = ()
    answers: Mapping[str, Any] = {}
    stale: Sequence[str] = ()


@dataclass
class _Layer:
    """One layer's results for one parcel."""

    ref: LayerRef
    screening: Screening
    overlaps: List[Overlap] = field(default_factory=list)
    parts: List[OverlapPart] = field(default_factory=list)


def is_landuse(role: str) -> bool:
    """Whether a role is land use of some vintage."""
    return role == LANDUSE or role.startswith(LANDUSE + "_")


def share_of(part: Decimal, whole: Decimal) -> Decimal:
    """Return a share in per cent, half-up to 0.01, never above 100."""
    return min(round_half_up(part * 100 / whole), Decimal("100.00")) if part and whole else ZERO


def mean_width(wkb: bytes, area_m2: Decimal, *, degrees: bool) -> float:
    """Return the mean width 2A/P of a (multi)polygon in metres; 0 where there is nothing.

    :param area_m2: official area; lengths are scaled by it, so that any projection will do.
    :param degrees: whether the coordinates are longitude and latitude.
    """
    xy, ring_at, polygon_at = rings(wkb)
    if not len(xy):
        return 0.0
    if degrees:
        xy = xy * _METRES_PER_DEGREE * np.array([np.cos(np.radians(xy[:, 1].mean())), 1.0])
    start = (xy - xy[0])[:-1]
    step = xy[1:] - xy[:-1]
    step[ring_at[1:-1] - 1] = 0.0  # from one ring's end to the next one's start there is no edge
    perimeter = float(np.sqrt((step * step).sum(axis=1)).sum())
    cross = start[:, 0] * step[:, 1] - start[:, 1] * step[:, 0]
    each = np.abs(np.add.reduceat(cross, ring_at[:-1]))
    planar = float(2 * each[polygon_at[:-1]].sum() - each.sum()) / 2  # shells less holes
    if planar <= 0 or not area_m2:
        return 0.0
    return 2 * float(area_m2) / (perimeter * (float(area_m2) / planar) ** 0.5)


def after(day: str, other: str) -> Optional[bool]:
    """Whether a day is later than another; either may be a month or a year, then as far as both tell; None if unreadable."""
    if not DAY.fullmatch(day) or not DAY.fullmatch(other):
        return None
    known = min(len(day), len(other))
    return day[:known] > other[:known]


class FactFinder:
    """Finds the facts of parcels against the layers that count today.

    :param lines: the active red lines. :param tessellations: roles whose layers tile the county. :param county: 6 digits.
    :param on: the day the facts are for. :param degrees: whether the ledger's CRS is geographic.
    """

    def __init__(self, lines: Iterable[Redline], tessellations: Iterable[str], rules: CroplandRules, county: str, on: date, *,
                 degrees: bool = False) -> None:
        ordered = sorted(lines, key=lambda line: (line.vintage, line.registered_at, line.redline_id))
        self._rank = {line.redline_id: number for number, line in enumerate(ordered)}
        self._refs = {line.redline_id: LayerRef(line.redline_id, line.role, line.name, line.vintage, line.sha256)
                      for line in ordered}
        self._tessellations: FrozenSet[str] = frozenset(tessellations)
        self._rules, self._county, self._on, self._degrees = rules, county, on, degrees

    def of(self, found: Screened) -> ParcelFacts:
        """Return the facts of one parcel."""
        parcel, remarks = found.parcel, []  # type: Tuple[Parcel, List[Remark]]
        layers = self._layers(found)
        roles = self._roles(parcel, layers, {cover.role: cover for cover in found.covers}, remarks)
        cropland, classes = self._land(parcel, layers, remarks)
        width = mean_width(parcel.geom, parcel.area_m2, degrees=self._degrees) if parcel.geom else 0.0
        built = str(found.answers.get("built_on") or "")
        facts = ParcelFacts(
            parcel.parcel_uid, parcel.source_no, parcel.area_m2, parcel.monitored_area_m2, width, roles, cropland, classes,
            self._plan(parcel, layers, roles, remarks), self._excess(parcel, roles), self._expired(roles),
            tuple(self._gaps(parcel, roles)), tuple(found.stale), (), self._on,
            self._rules.sliver(parcel.area_m2, width), self._late(roles, built), built, f"{RULE} {self._rules.version}",
            parcel.township, parcel.village, parcel.batch_id)
        remarks += self._told(facts, layers)
        return ParcelFacts(**{**facts.__dict__, "remarks": tuple(remarks)})

    # -- layers and roles ---------------------------------------------------------------------------------------------

    def _layers(self, found: Screened) -> Dict[str, List[_Layer]]:
        """Return the results by role, the newest vintage first."""
        by_id = {one.redline_id: _Layer(self._refs[one.redline_id], one) for one in found.screenings
                 if one.redline_id in self._refs}
        for overlap in found.overlaps:
            if overlap.redline_id in by_id:
                by_id[overlap.redline_id].overlaps.append(overlap)
        for part in found.parts:
            if part.redline_id in by_id:
                by_id[part.redline_id].parts.append(part)
        roles: Dict[str, List[_Layer]] = {}
        for layer in sorted(by_id.values(), key=lambda one: -self._rank[one.ref.redline_id]):
            roles.setdefault(layer.ref.role, []).append(layer)
        return {role: roles[role] for role in sorted(roles)}

    def _roles(self, parcel: Parcel, layers: Dict[str, List[_Layer]], covers: Mapping[str, RoleCover],
               remarks: List[Remark]) -> Dict[str, RoleFact]:
        facts: Dict[str, RoleFact] = {}
        for role, own in layers.items():
            if role in self._tessellations or len(own) == 1:
                for number, layer in enumerate(own):
                    key = f"{role}{BESIDE}{layer.ref.redline_id}" if number else role
                    facts[key] = _role_fact(parcel, role, [layer], layer.screening.covered_m2, layer.screening.rest_width_m)
            elif role in covers:
                facts[role] = _role_fact(parcel, role, own, covers[role].covered_m2, covers[role].rest_width_m)
            else:
                least = max(layer.screening.covered_m2 for layer in own)
                facts[role] = _role_fact(parcel, role, own, least, None)
                if sum(layer.screening.covered_m2 > 0 for layer in own) > 1:
                    remarks.append(Remark("not_united", tr(
                        "The layers {layers} were never measured together: what they cover is {area} m² at least; screen again."),
                        {"layers": ", ".join(layer.ref.name for layer in own), "area": least}))
        return facts

    # -- land use -----------------------------------------------------------------------------------------------------

    def _land(self, parcel: Parcel, layers: Mapping[str, Sequence[_Layer]], remarks: List[Remark]
              ) -> Tuple[Dict[str, Cropland], Dict[str, ThreeClasses]]:
        cropland: Dict[str, Cropland] = {}
        classes: Dict[str, ThreeClasses] = {}
        for role in filter(is_landuse, layers):
            for number, layer in enumerate(layers[role]):
                key = f"{role}{BESIDE}{layer.ref.redline_id}" if number else role
                pieces = pieces_of(layer.overlaps, layer.parts)
                cropland[key] = count_cropland(layer.ref, pieces, self._rules)
                classes[key] = three_classes(role, parcel.area_m2, layer.screening.uncovered_m2, pieces, self._rules)
                remarks += self._unsure(layer, pieces)
        return cropland, classes

    def _unsure(self, layer: _Layer, pieces: Sequence[Piece]) -> List[Remark]:
        said = []
        if layer.screening.double_m2:
            said.append(Remark("layer_overlaps_itself", tr(
                "{layer} ({vintage}): polygons of the layer lie on each other on {area} m² of the parcel; its land classes are "
                "scaled to the ground there is."), {**_named(layer.ref), "area": layer.screening.double_m2}))
        unknown = sorted({piece.code for piece in pieces if self._rules.kind(piece.code, layer.ref.role) == "unknown"})
        if unknown:
            area = sum((piece.area for piece in pieces if piece.code in unknown), ZERO)
            said.append(Remark("unknown_classes", tr(
                "{layer} ({vintage}): {area} m² are of classes the rules do not know ({codes}); they count as unknown."),
                {**_named(layer.ref), "area": area, "codes": ", ".join(code or "—" for code in unknown)}))
        return said

    # -- plan, approvals, terms ---------------------------------------------------------------------------------------

    def _plan(self, parcel: Parcel, layers: Mapping[str, Sequence[_Layer]], roles: Mapping[str, RoleFact],
              remarks: List[Remark]) -> Optional[PlanSplit]:
        own = list(layers.get(PLAN, ()))
        if not own:
            return None
        united = roles[PLAN].covered_m2
        if len(own) > 1 and sum((one.screening.covered_m2 for one in own), ZERO) > united + Decimal("0.01") * len(own):
            own = own[:1]  # versions of one plan, not its sheets: the newest speaks
            united = own[0].screening.covered_m2
            remarks.append(Remark("plan_versions", tr(
                "The plan layers lie on each other: only the newest, {layer} ({vintage}), is counted."), _named(own[0].ref)))
        yes, no = _conforming(own, "yes"), _conforming(own, "no")
        over = yes + no - min(united, parcel.area_m2)
        if over > 0:  # the same ground is said to conform and not to conform
            yes, no = max(yes - over, ZERO), max(no - over, ZERO)
            remarks.append(Remark("plan_contradicts", tr(
                "The plan says of {area} m² both that it conforms and that it does not: that ground counts as unknown."),
                {"area": over}))
        worth = min(yes, no) * MU_PER_M2 >= self._rules.split_mu and min(yes, no) > 0
        return PlanSplit(yes, no, parcel.area_m2 - yes - no, tuple(one.ref for one in own), worth)

    def _excess(self, parcel: Parcel, roles: Mapping[str, RoleFact]) -> Optional[Excess]:
        fact = roles.get(APPROVAL)
        if fact is None or not fact.covered_m2 or not fact.uncovered_m2:
            return None
        return Excess(APPROVAL, fact.uncovered_m2, fact.rest_width_m, share_of(fact.uncovered_m2, parcel.area_m2),
                      self._rules.sliver(fact.uncovered_m2, fact.rest_width_m))

    def _expired(self, roles: Mapping[str, RoleFact]) -> Tuple[Match, ...]:
        fact = roles.get(TEMPORARY)
        today = self._on.isoformat()
        return tuple(match for match in (fact.matches if fact else ()) if after(today, match.detail.get("expires", "")))

    @staticmethod
    def _late(roles: Mapping[str, RoleFact], built: str) -> Tuple[Match, ...]:
        fact = roles.get(APPROVAL)
        return tuple(match for match in (fact.matches if fact else ()) if after(match.detail.get("date", ""), built))

    # -- what to know beside the figures ------------------------------------------------------------------------------

    def _gaps(self, parcel: Parcel, roles: Mapping[str, RoleFact]) -> Iterable[Gap]:
        for fact in roles.values():
            if fact.role not in self._tessellations:
                continue
            if fact.uncovered_m2:
                yield Gap(UNCOVERED, fact.layers[0], fact.uncovered_m2, share_of(fact.uncovered_m2, parcel.area_m2))
            for match in fact.matches if fact.role in PLACES else ():
                if match.code[:6].isdigit() and match.code[:len(self._county)] != self._county:
                    yield Gap(NEIGHBOUR, match.layer, match.area_m2, match.share, match.code)

    def _told(self, facts: ParcelFacts, layers: Mapping[str, Sequence[_Layer]]) -> Iterable[Remark]:
        """Yield what the figures themselves say."""
        for gap in facts.gaps:
            yield Remark(f"gap_{gap.kind}", tr(
                "{layer} ({vintage}) does not cover {area} m² ({share} %) of the parcel: nothing can be said there.")
                if gap.kind == UNCOVERED else tr("{area} m² ({share} %) lie in another county ({code}) by {layer} ({vintage})."),
                {**_named(gap.layer), "area": gap.area_m2, "share": gap.share, "code": gap.code})
        yield from self._permanent(facts)
        yield from _told_of_approvals(facts)
        yield from self._told_of_terms(facts)
        if facts.plan is not None and facts.plan.worth_splitting:
            yes, no, _ = facts.plan.mu()
            yield Remark("split_by_plan", tr(
                "{yes} mu conform to the plan and {no} mu do not: it is suggested to split the parcel, since what is to be done "
                "differs."), {"yes": yes, "no": no})
        if facts.sliver:
            yield Remark("sliver", tr("The parcel is small and thin ({mu} mu, mean width {width} m): perhaps a sliver."),
                         {"mu": to_mu(facts.area_m2), "width": f"{facts.width_m:.2f}"})
        for layer in (one for own in layers.values() for one in own if one.screening.note):
            yield from _noted(layer.ref, layer.screening.note)

    @staticmethod
    def _permanent(facts: ParcelFacts) -> Iterable[Remark]:
        """Permanent farmland lies on cropland and other farmland; more of it than of them means layers of different days."""
        shared, land = facts.covered(PERMANENT), facts.classes.get(LANDUSE)
        if shared is None or land is None:
            return
        farmland = land.cropland + land.other_farmland
        if shared > farmland + land.uncovered + land.unknown + _TRACE_M2:
            layer = facts.cropland[LANDUSE].layer
            yield Remark("permanent_exceeds", tr(
                "Permanent farmland {area} m² is more than the farmland of {layer} ({vintage}), {farmland} m²: compare the "
                "vintages."), {**_named(layer), "area": shared, "farmland": farmland})

    def _told_of_terms(self, facts: ParcelFacts) -> Iterable[Remark]:
        for match in facts.expired:
            yield Remark("expired", tr("The term of temporary land {number} ended {expires} ({area} m², {share} %)."),
                         {"number": match.number or "—", "expires": match.detail["expires"], "area": match.area_m2,
                          "share": match.share})
        for match in facts.matches(TEMPORARY):
            if not DAY.fullmatch(match.detail.get("expires", "")):
                yield Remark("term_unknown", tr("When the term of temporary land {number} ends is not known: look it up."),
                             {"number": match.number or "—"})


def _told_of_approvals(facts: ParcelFacts) -> Iterable[Remark]:
    if facts.excess is not None:
        width = "—" if facts.excess.width_m is None else f"{facts.excess.width_m:.2f}"
        sliver = facts.excess.sliver
        yield Remark("excess_sliver" if sliver else "excess", tr(
            "{mu} mu ({share} %) lie beyond the approvals, mean width {width} m: perhaps a sliver.") if sliver else tr(
            "{mu} mu ({share} %) lie beyond the approvals, mean width {width} m: perhaps more was used than approved."),
            {"mu": to_mu(facts.excess.area_m2), "share": facts.excess.share, "width": width})
    for match in facts.late_approvals:
        yield Remark("late_approval", tr("Approval {number} is of {date}, later than the building ({built})."),
                     {"number": match.number or "—", "date": match.detail["date"], "built": facts.built_on})


def _noted(layer: LayerRef, note: str) -> Iterable[Remark]:
    """Yield what the engine noted of a layer: slivers it dropped, and whatever else as it stands."""
    for dropped in SLIVERS.finditer(note):
        yield Remark("slivers_dropped", tr(
            "{layer} ({vintage}): {count} slivers under {limit} m² were dropped, {area} m² in all."),
            {**_named(layer), **dropped.groupdict()})
    rest = "; ".join(filter(None, (part.strip() for part in SLIVERS.sub("", note).split(";"))))
    if rest:
        yield Remark("note", tr("{layer} ({vintage}): {note}"), {**_named(layer), "note": rest})


def _named(layer: LayerRef) -> Dict[str, object]:
    return {"layer": layer.name, "vintage": layer.vintage or "—"}


def _role_fact(parcel: Parcel, role: str, own: Sequence[_Layer], covered: Decimal, width: Optional[float]) -> RoleFact:
    matches = [match for layer in own for match in _matches(parcel, layer)]
    return RoleFact(role, tuple(layer.ref for layer in own), covered, parcel.area_m2 - covered,
                    share_of(covered, parcel.area_m2), width, tuple(matches))


def _matches(parcel: Parcel, layer: _Layer) -> Iterable[Match]:
    """Yield what is shared by class and detail; what a class has beyond its details stands without one."""
    for overlap in layer.overlaps:
        left = overlap.area_m2
        for part in layer.parts:
            if part.class_code == overlap.class_code:
                yield Match(part.class_code, part.area_m2, share_of(part.area_m2, parcel.area_m2), part.detail, layer.ref)
                left -= part.area_m2
        if left > 0:
            yield Match(overlap.class_code, left, share_of(left, parcel.area_m2), {}, layer.ref)


def _conforming(layers: Sequence[_Layer], wanted: str) -> Decimal:
    """Return the ground of the classes that the plan says conform (yes) or do not (no)."""
    total = ZERO
    for layer in layers:
        for overlap in layer.overlaps:
            said = [part for part in layer.parts if part.class_code == overlap.class_code]
            own = sum((part.area_m2 for part in said if part.detail.get("conforms") == wanted), ZERO)
            total += min(own, overlap.area_m2)
    return total
