"""From the rows of one parcel's screening to its facts: ground counted once per role, every vintage for itself.

:source: domain facts §2.3.1, §2.5, §6.8, §9.A.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .area import MU_PER_M2, round_half_up, to_mu
from .cropland import (
    RULE,
    CroplandRules,
    Piece,
    count_cropland,
    cropland_between,
    fitted,
    pieces_of,
    three_classes,
)
from .errors import tr
from .parcel import Overlap, OverlapPart, Parcel, Redline, RoleCover, Screening
from .plan_split import PLAN, split_by_plan
from .role_facts import (
    TRACE_M2,
    VILLAGE_203,
    LayerResult,
    between_of,
    named,
    noted_remarks,
    overlap_remarks,
    role_fact,
    share_of,
    village_remarks,
)
from .screening_facts import (
    ABOUT,
    BESIDE,
    LANDUSE,
    LEAST,
    MOST,
    ZERO,
    Between,
    Coefficient,
    Cropland,
    Excess,
    Gap,
    LayerRef,
    Match,
    ParcelFacts,
    Remark,
    RoleFact,
    ThreeClasses,
)
from .widths import mean_width

APPROVAL, TEMPORARY, PERMANENT = "approval", "temporary", "permanent_farmland"
PLACES = ("village", "township", "county")
UNCOVERED, NEIGHBOUR = "uncovered", "neighbour_county"
DAY = re.compile("[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")  # a day, a month or a year, ISO
OPPOSITE = {LEAST: MOST, MOST: LEAST, ABOUT: ABOUT}  # what the rest is where the whole is exact
RATIO, PERCENT = "ratio", "percent"
_HALF = 0.5  # no ridges take more than half of their cropland: a ratio above it may be per cent


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


def is_landuse(role: str) -> bool:
    """Whether a role is land use of some vintage."""
    return role == LANDUSE or role.startswith(LANDUSE + "_")


def coefficient_of(settings: Mapping[str, str]) -> Optional[Coefficient]:
    """Return how a layer's ridge coefficients were read, None where there are none or it is not recorded."""
    unit, lowest, highest = (settings.get(f"coefficient_{key}", "") for key in ("unit", "lowest", "highest"))
    if unit not in (RATIO, PERCENT) or not lowest or not highest:
        return None
    return Coefficient(unit, lowest, highest, float(highest) > _HALF if unit == RATIO else float(lowest) <= 1)


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
        self._coefficients = {line.redline_id: coefficient_of(line.settings) for line in ordered}
        self._tessellations: FrozenSet[str] = frozenset(tessellations)
        self._rules, self._county, self._on, self._degrees = rules, county, on, degrees

    def of(self, found: Screened) -> ParcelFacts:
        """Return the facts of one parcel."""
        parcel, remarks = found.parcel, []  # type: Tuple[Parcel, List[Remark]]
        layers = self._layers(found, remarks)
        roles = self._roles(parcel, layers, {cover.role: cover for cover in found.covers}, remarks)
        cropland, classes = self._land(parcel, layers, remarks)
        width = mean_width(parcel.geom, self._degrees) if parcel.geom else 0.0
        width = width if width == width else 0.0
        built = str(found.answers.get("built_on") or "")
        facts = ParcelFacts(
            parcel.parcel_uid, parcel.source_no, parcel.area_m2, parcel.monitored_area_m2, width, roles, cropland, classes,
            split_by_plan(parcel, layers.get(PLAN, ()), roles.get(PLAN), self._rules, remarks), self._excess(parcel, roles),
            self._expired(roles), tuple(self._gaps(parcel, roles)), tuple(found.stale), (), self._on,
            self._rules.sliver(parcel.area_m2, width), self._late(roles, built), built, f"{RULE} {self._rules.version}",
            parcel.township, parcel.village, parcel.batch_id)
        remarks += self._told(facts, layers)
        return replace(facts, remarks=tuple(remarks))

    # -- layers and roles ---------------------------------------------------------------------------------------------

    def _layers(self, found: Screened, remarks: List[Remark]) -> Dict[str, List[LayerResult]]:
        """Return the results by role, the newest vintage first; one the parcel was not screened with is no result."""
        by_id = {one.redline_id: LayerResult(self._refs[one.redline_id], one) for one in found.screenings
                 if one.redline_id in self._refs}
        for overlap in found.overlaps:
            if overlap.redline_id in by_id:
                by_id[overlap.redline_id].overlaps.append(overlap)
        for part in found.parts:
            if part.redline_id in by_id:
                by_id[part.redline_id].parts.append(part)
        skipped = [layer for layer in by_id.values() if layer.noted("not_screened")]
        remarks += noted_remarks(skipped)
        for layer in skipped:
            del by_id[layer.ref.redline_id]
        roles: Dict[str, List[LayerResult]] = {}
        for layer in sorted(by_id.values(), key=lambda one: -self._rank[one.ref.redline_id]):
            roles.setdefault(layer.ref.role, []).append(layer)
        return {role: roles[role] for role in sorted(roles)}

    def _roles(self, parcel: Parcel, layers: Dict[str, List[LayerResult]], covers: Mapping[str, RoleCover],
               remarks: List[Remark]) -> Dict[str, RoleFact]:
        facts: Dict[str, RoleFact] = {}
        for role, own in layers.items():
            if role in self._tessellations or len(own) == 1:
                for number, layer in enumerate(own):
                    key = f"{role}{BESIDE}{layer.ref.redline_id}" if number else role
                    facts[key] = self._fact(parcel, role, [layer], layer.screening.covered_m2, layer.screening.rest_width_m)
            elif role in covers:
                facts[role] = self._fact(parcel, role, own, covers[role].covered_m2, covers[role].rest_width_m)
            else:
                facts[role] = self._not_united(parcel, role, own, remarks)
        return facts

    def _fact(self, parcel: Parcel, role: str, own: Sequence[LayerResult], covered: Decimal, width: Optional[float]) -> RoleFact:
        between = between_of(covered, parcel.area_m2, own, self._sliver_m2())
        return role_fact(parcel, role, own, covered, width, between)

    def _sliver_m2(self) -> Decimal:
        return self._rules.sliver_mu / MU_PER_M2

    def _not_united(self, parcel: Parcel, role: str, own: Sequence[LayerResult], remarks: List[Remark]) -> RoleFact:
        """Return the fact of layers that were not measured together: between the largest of them and their sum."""
        each = [layer.screening.covered_m2 for layer in own]
        covered = max(each)
        noted = between_of(covered, parcel.area_m2, own, self._sliver_m2()) or Between(covered, covered)
        between: Optional[Between] = None
        if sum(area > 0 for area in each) > 1:
            between = Between(noted.least, min(parcel.area_m2, max(noted.most, sum(each, ZERO))))
            remarks.append(Remark("not_united", tr(
                "The layers {layers} were never measured together: what they cover is {area} m² at least; screen again."),
                {"layers": ", ".join(layer.ref.name for layer in own), "area": covered}))
        elif noted.least < noted.most:
            between = noted
        return role_fact(parcel, role, own, covered, None, between)

    # -- land use -----------------------------------------------------------------------------------------------------

    def _land(self, parcel: Parcel, layers: Mapping[str, Sequence[LayerResult]], remarks: List[Remark]
              ) -> Tuple[Dict[str, Cropland], Dict[str, ThreeClasses]]:
        cropland: Dict[str, Cropland] = {}
        classes: Dict[str, ThreeClasses] = {}
        for role in filter(is_landuse, layers):
            for number, layer in enumerate(layers[role]):
                key = f"{role}{BESIDE}{layer.ref.redline_id}" if number else role
                pieces = pieces_of(layer.overlaps, layer.parts)
                there = parcel.area_m2 - min(layer.screening.uncovered_m2, parcel.area_m2)
                cropland[key] = land = self._cropland(parcel, layer, pieces, there, remarks)
                three = three_classes(role, parcel.area_m2, layer.screening.uncovered_m2, pieces, self._rules)
                classes[key] = replace(three, bounds=_bounds_of(three, land, layer))
                remarks += self._unsure(layer, pieces, land)
        return cropland, classes

    def _cropland(self, parcel: Parcel, layer: LayerResult, pieces: Sequence[Piece], there: Decimal, remarks: List[Remark]
                  ) -> Cropland:
        """Return the cropland by one layer, with what it lies between."""
        land = count_cropland(layer.ref, fitted(pieces, there), self._rules)
        least = most = land.counted_m2
        if layer.screening.double_m2 > TRACE_M2:
            doubled = cropland_between(layer.ref.role, pieces, layer.screening.double_m2, there, self._rules)
            least, most = min(least, doubled.least), max(most, doubled.most)
        if layer.noted("uncut"):
            most = min(most + layer.screening.uncovered_m2, parcel.area_m2)
        if layer.noted("not_united"):
            least = ZERO
        coefficient = self._coefficients.get(layer.ref.redline_id)
        if coefficient is not None and coefficient.doubtful and land.ridge_m2 and land.switches.net:
            if coefficient.unit == RATIO:
                most = min(most + land.ridge_m2 - round_half_up(land.ridge_m2 / 100), parcel.area_m2)
            else:
                least = max(least - land.ridge_m2 * 99, land.counted_m2 - land.net_m2, ZERO)
            remarks.append(_coefficient_remark(layer.ref, coefficient))
        return replace(land, between=Between(least, most) if least < most else None, coefficient=coefficient)

    def _unsure(self, layer: LayerResult, pieces: Sequence[Piece], land: Cropland) -> List[Remark]:
        said = []
        double = layer.screening.double_m2
        if double and land.between is not None:
            said.append(Remark("layer_overlaps_itself", tr(
                "{layer} ({vintage}): the land use overlaps itself by {area} m²; its land classes are scaled to the ground there "
                "is, and cropland is between {least} and {most} m²: have the layer mended and screen again."),
                {**named(layer.ref), "area": double, "least": land.between.least, "most": land.between.most}))
        elif double:
            said.append(Remark("layer_overlaps_itself", tr(
                "{layer} ({vintage}): the land use overlaps itself by {area} m²; its land classes are scaled to the ground there "
                "is."), {**named(layer.ref), "area": double}))
        unknown = sorted({piece.code for piece in pieces if self._rules.kind(piece.code, layer.ref.role) == "unknown"})
        if unknown:
            area = sum((piece.area for piece in pieces if piece.code in unknown), ZERO)
            said.append(Remark("unknown_classes", tr(
                "{layer} ({vintage}): {area} m² are of classes the rules do not know ({codes}); they count as unknown."),
                {**named(layer.ref), "area": area, "codes": ", ".join(code or "—" for code in unknown)}))
        return said

    # -- plan, approvals, terms ---------------------------------------------------------------------------------------

    def _excess(self, parcel: Parcel, roles: Mapping[str, RoleFact]) -> Optional[Excess]:
        fact = roles.get(APPROVAL)
        if fact is None or not fact.covered_m2 or not fact.uncovered_m2:
            return None
        bound = OPPOSITE.get(fact.bound, "")
        return Excess(APPROVAL, fact.uncovered_m2, fact.rest_width_m, share_of(fact.uncovered_m2, parcel.area_m2),
                      self._rules.sliver(fact.uncovered_m2, fact.rest_width_m), bound)

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

    def _told(self, facts: ParcelFacts, layers: Mapping[str, Sequence[LayerResult]]) -> Iterable[Remark]:
        """Yield what the figures themselves say."""
        for gap in facts.gaps:
            yield Remark(f"gap_{gap.kind}", tr(
                "{layer} ({vintage}) does not cover {area} m² ({share} %) of the parcel: nothing can be said there.")
                if gap.kind == UNCOVERED else tr("{area} m² ({share} %) lie in another county ({code}) by {layer} ({vintage})."),
                {**named(gap.layer), "area": gap.area_m2, "share": gap.share, "code": gap.code})
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
        yield from village_remarks(facts.roles.get(VILLAGE_203))
        yield from overlap_remarks(facts.roles.values())
        yield from noted_remarks(layer for own in layers.values() for layer in own)

    @staticmethod
    def _permanent(facts: ParcelFacts) -> Iterable[Remark]:
        """Permanent farmland lies on cropland and other farmland; more of it than of them means layers of different days."""
        shared, land = facts.covered(PERMANENT), facts.classes.get(LANDUSE)
        if shared is None or land is None:
            return
        farmland = land.cropland + land.other_farmland
        if shared > farmland + land.uncovered + land.unknown + TRACE_M2:
            layer = facts.cropland[LANDUSE].layer
            yield Remark("permanent_exceeds", tr(
                "Permanent farmland {area} m² is more than the farmland of {layer} ({vintage}), {farmland} m²: compare the "
                "vintages."), {**named(layer), "area": shared, "farmland": farmland})

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


def _bounds_of(three: ThreeClasses, land: Cropland, layer: LayerResult) -> Dict[str, str]:
    """Return which land classes are not exact, and what they are."""
    there = [name for name, area in three.m2().items() if area and name != "uncovered"]
    bounds: Dict[str, str] = {}
    if layer.noted("uncut") and three.uncovered:  # the polygon that is missing may be of any class
        bounds = {**dict.fromkeys(three.m2(), LEAST), "uncovered": MOST}
    if layer.noted("not_united") or (layer.screening.double_m2 > TRACE_M2 and len(there) > 1):
        bounds.update(dict.fromkeys(there, ABOUT))
    if land.coefficient is not None and land.coefficient.doubtful and land.bound and "other_farmland" not in bounds:
        bounds["other_farmland"] = OPPOSITE[land.bound]  # where the ridges go
    bounds.pop("cropland", None)
    return {**bounds, "cropland": land.bound} if land.bound else bounds


def _coefficient_remark(layer: LayerRef, coefficient: Coefficient) -> Remark:
    text = (tr("{layer} ({vintage}): the ridge coefficients (KCXS) were read as per cent, for the highest is {highest}, but the "
               "lowest is {lowest}: some may be ratios. Look into the layer; cropland without ridges is in doubt.")
            if coefficient.unit == PERCENT else
            tr("{layer} ({vintage}): the ridge coefficients (KCXS) were read as ratios, for the highest is {highest}, but more "
               "than half as ridges is unlikely: they may be per cent. Look into the layer; cropland without ridges is in "
               "doubt."))
    return Remark("coefficient_doubtful", text, {**named(layer), "highest": coefficient.highest, "lowest": coefficient.lowest})
