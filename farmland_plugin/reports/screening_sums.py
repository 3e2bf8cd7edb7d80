"""What reports of the screening add up: parcels counted once, roles, vintages of land use; every sum is of what is printed."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Collection, Dict, List, Mapping, NamedTuple, Optional, Sequence, Set, Tuple

from ..domain.area import to_mu
from ..domain.counted_once import REISSUED, SAME_GROUND, SPLIT, WITHDRAWN
from ..domain.cropland import CroplandRules
from ..domain.parcel import Redline
from ..domain.progress import Feedback
from ..domain.screening_facts import (
    LANDUSE,
    ZERO,
    Coefficient,
    Cropland,
    LayerRef,
    ParcelFacts,
    RoleFact,
    ThreeClasses,
)
from ..i18n import tr
from ..ledger.facts import cropland_rules, facts_of
from ..ledger.ledger import Ledger
from ..screening_words import coefficient_words, joined, stale_words
from .counting import counted_in

OTHER_VINTAGES = ("landuse_change", "landuse_three_lines", "landuse_second_survey")
NAMED = 6  # layers named in a warning
BY_ID = '"parcel_uid" IN ('
LAND_FIGURES = ("gross_m2", "ridge_m2", "net_m2", "adjustable_m2", "recoverable_m2", "engineering_m2", "counted_m2")


@dataclass
class RoleSum:
    """One role over all parcels: with it + without it + outside the data + not screened = all; m² and Σ of the 亩 printed.

    A parcel where nothing was found but a cut failed counts as not screened: nobody can say that it is without it.
    :param bounds: of the figures added up.
    """

    involved: int = 0
    clear: int = 0
    outside: int = 0
    unscreened: int = 0
    m2: Decimal = ZERO
    mu: Decimal = ZERO
    bounds: Set[str] = field(default_factory=set)

    @property
    def parcels(self) -> int:
        """All parcels."""
        return self.involved + self.clear + self.outside + self.unscreened

    @property
    def bound(self) -> str:
        """What the sums are where they are not exact."""
        return joined(self.bounds)

    def add(self, fact: Optional[RoleFact], outside: bool) -> None:
        """Add one parcel. :param outside: it lies outside the data and shares nothing with the role."""
        if fact is None or (not fact.covered_m2 and fact.bound):
            self.unscreened += 1
        elif outside:
            self.outside += 1
        elif not fact.covered_m2:
            self.clear += 1
        else:
            self.involved += 1
            self.m2 += fact.covered_m2
            self.mu += to_mu(fact.covered_m2)
        if fact is not None:
            self.bounds.add(fact.bound)


@dataclass
class LandSum:
    """One land-use layer over the parcels screened with it, 亩 as printed: cropland by ``LAND_FIGURES``, classes by name."""

    layer: LayerRef
    parcels: int = 0
    cropland: Dict[str, Decimal] = field(default_factory=lambda: dict.fromkeys(LAND_FIGURES, ZERO))
    classes: Dict[str, Decimal] = field(default_factory=dict)
    mu: Decimal = ZERO
    bounds: Dict[str, Set[str]] = field(default_factory=dict)
    coefficient: Optional[Coefficient] = None

    def add(self, land: Cropland, classes: ThreeClasses) -> None:
        """Add one parcel; cropland counted is that of the land classes, which are balanced."""
        mu = classes.mu()
        self.parcels += 1
        self.coefficient = land.coefficient
        for name, bound in classes.bounds.items():
            self.bounds.setdefault(name, set()).add(bound)
        for name in LAND_FIGURES:
            self.cropland[name] += mu["cropland"] if name == "counted_m2" else to_mu(getattr(land, name))
        for name, value in mu.items():
            self.classes[name] = self.classes.get(name, ZERO) + value
        self.mu += to_mu(classes.total_m2)

    def bound(self, name: str) -> str:
        """What the sum of a land class is where it is not exact."""
        return joined(self.bounds.get(name, ()))

    @property
    def difference(self) -> Decimal:
        """Σ classes − Σ parcels, nought when the sheet reconciles."""
        return sum(self.classes.values(), ZERO) - self.mu


class Chosen(NamedTuple):
    """What a report is asked for. :param roles: codes, empty for all. :param landuse: role whose vintage fills the area table."""

    uids: Sequence[str]
    where: str
    on: datetime.date
    roles: Collection[str] = ()
    landuse: str = LANDUSE


@dataclass
class ScreeningSums:
    """The facts of the parcels counted, and their sums.

    :param selected: parcels asked for; those not counted are in ``left_out`` by reason. :param lines: the layers in force.
    :param screened: parcels with a result, by layer. :param unscreened: parcels without any; of them ``lapsed`` have results of
        retired layers. :param pending: pairs nobody decided that may be the same ground; they share ``pending_m2``.
    :param outside: parcels that no land use covers: what else was screened tells nothing of them.
    """

    chosen: Chosen
    rules: CroplandRules
    selected: int
    left_out: Dict[str, int]
    lines: List[Redline]
    facts: List[ParcelFacts]
    roles: Dict[str, RoleSum]
    land: Dict[str, LandSum]
    stale: Dict[str, int]
    screened: Dict[str, int] = field(default_factory=dict)
    unscreened: int = 0
    lapsed: int = 0
    pending: int = 0
    pending_m2: Decimal = ZERO
    mu: Decimal = ZERO
    m2: Decimal = ZERO
    outside: Set[str] = field(default_factory=set)

    def no_data(self, facts: ParcelFacts, role: str) -> bool:
        """Whether a role that was screened tells nothing of a parcel, which lies outside the data."""
        fact = facts.roles.get(role)
        return fact is not None and not fact.covered_m2 and facts.parcel_uid in self.outside

    def bounded(self) -> int:
        """Return how many parcels have a figure that is not exact."""
        return sum(is_bounded(facts) for facts in self.facts)

    @property
    def landuse(self) -> Optional[str]:
        """Return the role whose land classes fill the area table: the one asked for, else the first vintage there is."""
        for role in (self.chosen.landuse, LANDUSE, *OTHER_VINTAGES):
            if any(role in facts.classes for facts in self.facts):
                return role
        return None

    def vintages(self) -> List[LandSum]:
        """Return the land-use layers, in the order of their vintage."""
        return sorted(self.land.values(), key=lambda one: (one.layer.vintage, one.layer.name))

    def known(self, role: str) -> bool:
        """Return whether any parcel was screened with a role: if none was, its sums are not known, and not nought."""
        return role in self.roles and self.roles[role].unscreened + self.roles[role].outside < len(self.facts)

    def outdated(self) -> int:
        """Return how many parcels have results that no longer hold."""
        return sum(bool(facts.stale) for facts in self.facts)

    def without(self, line: Redline) -> int:
        """Return how many parcels have no result of a layer."""
        return len(self.facts) - self.screened.get(line.redline_id, 0)

    def selection(self) -> str:
        """Return which parcels were asked for, for people: a list of ids, which the desktop gives, as their number."""
        if self.chosen.where.startswith(BY_ID):
            return tr("{count} parcels chosen one by one").format(count=self.selected)
        return self.chosen.where or tr("all parcels")

    def number_remarks(self) -> int:
        """Return how many remarks there are."""
        return sum(len(facts.remarks) for facts in self.facts)


def collect(ledger: Ledger, chosen: Chosen, feedback: Feedback) -> ScreeningSums:
    """Return the facts and sums of the parcels that count: none twice where a person decided so (001-03), splits by their parts.

    :raises BadInput: when the ledger's rules for cropland cannot be used.
    """
    counted = counted_in(ledger, chosen.uids, set())
    why = [fate.why for fate in counted.left_out.values()]
    left = {reason: why.count(reason) for reason in (SAME_GROUND, REISSUED, WITHDRAWN, SPLIT)}
    sums = ScreeningSums(chosen, cropland_rules(ledger), len(chosen.uids), left, [], [], {}, {}, {})
    lines = {line.redline_id: line for line in ledger.redlines()}
    known = ledger.dictionary("redline_role").entries
    tiles = {entry.code for entry in known if entry.extra.get("tessellation")}
    wanted = {line.role for line in lines.values() if not chosen.roles or line.role in chosen.roles}
    every = len(chosen.uids) == len(counted.counted) and len(chosen.uids) == len(ledger.parcel_uids())
    sums.roles = {entry.code: RoleSum() for entry in known if entry.code in wanted - tiles}
    sums.pending, sums.pending_m2 = counted.pending, counted.pending_m2
    for done, facts in enumerate(facts_of(ledger, None if every else counted.counted, chosen.on)):
        if not done % 500:
            feedback.check()
            feedback.progress(80.0 * done / max(len(counted.counted), 1))
        _add(sums, facts, wanted)
    sums.lines = [line for line in lines.values() if line.role in wanted]
    return sums


def is_bounded(facts: ParcelFacts) -> bool:
    """Whether a figure of a parcel is not exact."""
    plan = facts.plan is not None and facts.plan.bound
    return bool(plan) or any(fact.bound for fact in facts.roles.values()) or any(land.bounds for land in facts.classes.values())


def _add(sums: ScreeningSums, facts: ParcelFacts, wanted: Collection[str]) -> None:
    if facts.outside:
        sums.outside.add(facts.parcel_uid)
    if sums.chosen.roles:
        facts = replace(facts, roles={key: fact for key, fact in facts.roles.items() if fact.role in wanted},
                        cropland={key: land for key, land in facts.cropland.items() if land.layer.role in wanted},
                        classes={key: facts.classes[key] for key, land in facts.cropland.items() if land.layer.role in wanted})
    sums.facts.append(facts)
    sums.mu += to_mu(facts.area_m2)
    sums.m2 += facts.area_m2
    sums.unscreened += not facts.roles
    sums.lapsed += not facts.roles and "layer_retired" in facts.stale
    for layer in facts.layers():
        sums.screened[layer.redline_id] = sums.screened.get(layer.redline_id, 0) + 1
    for code in facts.stale:
        sums.stale[code] = sums.stale.get(code, 0) + 1
    for role, total in sums.roles.items():
        total.add(facts.roles.get(role), sums.no_data(facts, role))
    for key, land in facts.cropland.items():
        sums.land.setdefault(land.layer.redline_id, LandSum(land.layer)).add(land, facts.classes[key])


def balance_lines(sums: ScreeningSums, names: Mapping[str, str], roles: Mapping[str, str]) -> List[str]:
    """Return what proves that the report adds up, one sentence each.

    :param names: of land classes. :param roles: names of roles.
    """
    counted, left = len(sums.facts), sums.left_out
    said = [tr("{all} parcels selected = {counted} counted + {left} not counted ({same} decided to be on the same "
               "ground, {again} issued again, {withdrawn} withdrawn, {split} split into parts).").format(
                   all=sums.selected, counted=counted, left=sum(left.values()), same=left[SAME_GROUND], again=left[REISSUED],
                   withdrawn=left[WITHDRAWN], split=left[SPLIT]),
            tr("{counted} counted = {screened} with results of layers in force + {lapsed} with results of retired layers only + "
               "{unscreened} never screened.").format(
                   counted=counted, screened=counted - sums.unscreened, lapsed=sums.lapsed,
                   unscreened=sums.unscreened - sums.lapsed)]
    for land in sums.vintages():
        layer = land.layer
        terms = " + ".join(f"{names[name]} {value:,}" for name, value in land.classes.items())
        text = tr("{role} ({layer}, {vintage}), mu: {terms} = {total}; its {count} parcels {mu}; difference {difference}.")
        said.append(text.format(
            role=roles.get(layer.role, layer.role), layer=layer.name, vintage=layer.vintage or "—", terms=terms,
            total=f"{sum(land.classes.values(), ZERO):,}", count=land.parcels, mu=f"{land.mu:,}", difference=land.difference))
    return said


def warnings(sums: ScreeningSums) -> List[str]:
    """Return what may make the sums wrong, one sentence each: results that do not hold, layers without, ground counted twice."""
    said = [stale_sentence(sums)] if sums.stale else []
    text = tr("{layer} ({vintage}): {count}")
    lacking = [text.format(layer=line.name, vintage=line.vintage or "—", count=sums.without(line))
               for line in sums.lines if sums.without(line)]
    if lacking:
        if len(lacking) > NAMED:
            lacking[NAMED:] = [tr("{count} more layers").format(count=len(lacking) - NAMED)]
        said.append(tr("Parcels not screened with a layer in force: {layers}.").format(layers=tr("; ").join(lacking)))
    if sums.outside:
        said.append(tr("{count} parcels lie outside the data (no land use covers them): what was not found there counts as no "
                       "data, not as not involved.").format(count=len(sums.outside)))
    if sums.bounded():
        said.append(tr("{count} parcels have figures that are not exact (≥, ≤, ≈): their remarks say why; screen again.").format(
            count=sums.bounded()))
    said += [coefficient_words(land.layer, land.coefficient) for land in sums.vintages()
             if land.coefficient is not None and land.coefficient.doubtful]
    if sums.pending:
        said.append(tr("{count} more pairs that may be the same ground are not decided; they share {mu} mu in all.").format(
            count=sums.pending, mu=f"{to_mu(sums.pending_m2):,}"))
    return said


def printed_words() -> str:
    """Return what sums in mu are sums of."""
    return tr("Areas in mu are sums of the figures printed for each parcel.")


def lacking_words(lacking: Sequence[Tuple[str, int]]) -> str:
    """Return how many parcels a total leaves out because they have no figure, '' when none. :param lacking: column, parcels."""
    text = tr("{column} {count}")
    named = tr("; ").join(text.format(column=column, count=count) for column, count in lacking if count)
    return tr("Parcels without a figure, which the total leaves out: {columns}.").format(columns=named) if named else ""


def stale_sentence(sums: ScreeningSums) -> str:
    """Return which results no longer hold, and what to do."""
    text = tr("{count} parcels: {why}")
    reasons = tr("; ").join(text.format(count=count, why=stale_words(code)) for code, count in sorted(sums.stale.items()))
    return tr("Some results no longer hold, screen again: {reasons}.").format(reasons=reasons)


def numbers(facts: ParcelFacts, role: str) -> Tuple[str, ...]:
    """Return the numbers of a role on a parcel, the largest share first, each once."""
    found = sorted(facts.matches(role), key=lambda match: -match.area_m2)
    return tuple(dict.fromkeys(match.number for match in found if match.number))


def classes_in_words(facts: ParcelFacts, role: str) -> str:
    """Return the land-use codes of a parcel, the largest first, with their shares where there are several."""
    areas: Dict[str, Decimal] = {}
    for match in facts.matches(role):
        areas[match.code] = areas.get(match.code, ZERO) + match.share
    ordered = sorted(areas.items(), key=lambda one: (-one[1], one[0]))
    return "、".join(f"{code or '—'} {share}%" if len(ordered) > 1 else code for code, share in ordered)

