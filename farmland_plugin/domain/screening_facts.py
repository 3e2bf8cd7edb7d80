"""What is known of a parcel once it is screened: shares, numbers, cropland, land classes, each with the layer it comes from.

Records only; ``fact_finding`` makes them. Areas are official ellipsoidal m² with 2 decimals, shares per cent of the parcel with
2 decimals (half-up). A figure that cannot be told is None, never nought.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Dict, Iterable, Iterator, Mapping, NamedTuple, Optional, Tuple

from .area import MU_PER_M2, largest_remainder, to_mu
from .errors import FarmlandError

ZERO = Decimal("0.00")
SOURCE_CHANGED = "source_changed"  # why results no longer hold: the file on disk is no longer the one that was registered
LANDUSE = "landuse"
LAND_CLASSES = ("cropland", "other_farmland", "construction", "unused", "unknown", "uncovered")
LEAST, MOST, ABOUT = "least", "most", "about"  # what a figure is that is not exact: its ground is that at least, at most, about
BESIDE = "@"  # between a role and a red line's id: the key of an earlier vintage beside the role's newest


class Between(NamedTuple):
    """What an area that is not exact lies between, m²."""

    least: Decimal
    most: Decimal

    def bound(self, value: Decimal) -> str:
        """Return what a value between them is: ``least``, ``most``, ``about``, '' where both are the value."""
        if self.least == self.most:
            return ""
        return LEAST if value == self.least else MOST if value == self.most else ABOUT


@dataclass(frozen=True)
class LayerRef:
    """The layer a figure comes from; what leads a technician back from the figure to the file."""

    redline_id: str
    role: str
    name: str
    vintage: str
    sha256: str


@dataclass(frozen=True)
class Remark:
    """Something to know beside the figures: ``text`` is a template marked with ``tr``, ``facts`` fill its places.

    ``told`` is what ``i18n.message`` shows.
    """

    code: str
    text: str
    facts: Mapping[str, object] = field(default_factory=dict)

    def told(self) -> FarmlandError:
        """Return the sentence as what the boundary translates."""
        return FarmlandError(self.text, **self.facts)


@dataclass(frozen=True)
class Match:
    """What a parcel shares with one class of a layer, or with one number of it (批文号, 上图入库号 …).

    :param detail: detail values of the layer (date, expires, number, project, conforms …), {} where it has none.
    """

    code: str
    area_m2: Decimal
    share: Decimal
    detail: Dict[str, str]
    layer: LayerRef

    @property
    def number(self) -> str:
        """The number it is known by: the detail's, else the class code."""
        return self.detail.get("number", "") or self.code


@dataclass(frozen=True)
class RoleFact:
    """What the layers of one role say of a parcel, ground counted once; of a tessellation only one layer (the newest vintage).

    :param rest_width_m: mean width 2A/P of what is not covered; None when not measured or nothing is left or nothing covered.
    :param between: of ``covered_m2``; None where it is exact. :param shared_m2: what the classes or numbers add up to beyond the
        ground: of two numbers, what both lie on. :param apart: classes of the layers that are not of the role and do not count.
    """

    role: str
    layers: Tuple[LayerRef, ...]
    covered_m2: Decimal
    uncovered_m2: Decimal
    share: Decimal
    rest_width_m: Optional[float] = None
    matches: Tuple[Match, ...] = ()
    between: Optional[Between] = None
    shared_m2: Decimal = ZERO
    apart: Tuple[Match, ...] = ()

    @property
    def bound(self) -> str:
        """What ``covered_m2`` is: ``least``, ``most``, ``about``, '' where it is exact."""
        return self.between.bound(self.covered_m2) if self.between else ""


@dataclass(frozen=True)
class Switches:
    """What counts as cropland beside the cropland classes (domain facts §6.8, §9.A-9); printed with every result.

    :param net: without ridges and ditches (田坎). :param adjustable: land marked K (可调整). :param recoverable: JKHF (即可恢复).
    :param engineering: GCHF (工程恢复).
    """

    net: bool = True
    adjustable: bool = False
    recoverable: bool = False
    engineering: bool = False


@dataclass(frozen=True)
class Coefficient:
    """How the ridge coefficients (田坎系数 KCXS) of a layer were read: by the highest value of the layer.

    :param unit: ``ratio`` (0–1) or ``percent``. :param lowest, highest: as they stand in the layer, nought left out.
    :param doubtful: the other unit is as likely: ratios above a half, or percentages beside values up to 1.
    """

    unit: str
    lowest: str
    highest: str
    doubtful: bool


@dataclass(frozen=True)
class Cropland:
    """Cropland (耕地) of a parcel by one land-use layer; ``counted_m2`` is what the switches make of it.

    Where polygons of the layer lie on each other every figure is scaled to the ground there is, as the land classes are.

    :param gross_m2: cropland classes. :param net_m2: without ridges; ``ridge_m2`` the difference. :param adjustable_m2,
        recoverable_m2, engineering_m2: of other classes; one piece may be in several, ``counted_m2`` counts it once.
    :param between: of ``counted_m2``; None where it is exact. :param coefficient: None where none was read or it is not recorded.
    """

    layer: LayerRef
    gross_m2: Decimal
    net_m2: Decimal
    ridge_m2: Decimal
    adjustable_m2: Decimal
    recoverable_m2: Decimal
    engineering_m2: Decimal
    counted_m2: Decimal
    switches: Switches
    between: Optional[Between] = None
    coefficient: Optional[Coefficient] = None

    @property
    def bound(self) -> str:
        """What ``counted_m2`` is: ``least``, ``most``, ``about``, '' where it is exact."""
        return self.between.bound(self.counted_m2) if self.between else ""


@dataclass(frozen=True)
class ThreeClasses:
    """The parcel by land class (三大类), m²; the six figures add up to the parcel exactly, in m² and by ``mu`` in 亩.

    :param cropland: as counted by the switches; ridges taken off are in ``other_farmland`` (其他农用地).
    :param unknown: classes the rules do not know. :param uncovered: no land-use polygon there.
    :param bounds: by name what a figure is that is not exact (``least``, ``most``, ``about``).
    """

    cropland: Decimal
    other_farmland: Decimal
    construction: Decimal
    unused: Decimal
    unknown: Decimal = ZERO
    uncovered: Decimal = ZERO
    bounds: Mapping[str, str] = field(default_factory=dict)

    def m2(self) -> Dict[str, Decimal]:
        """Return the figures by name, m²."""
        return {name: getattr(self, name) for name in LAND_CLASSES}

    @property
    def total_m2(self) -> Decimal:
        """The parcel, m²."""
        return sum(self.m2().values(), ZERO)

    def mu(self) -> Dict[str, Decimal]:
        """Return the figures by name in 亩 with 2 decimals, adding up to the parcel's 亩 exactly (§2.5, §6.8)."""
        named = self.m2()
        parts = largest_remainder([value * MU_PER_M2 for value in named.values()], to_mu(self.total_m2))
        return dict(zip(named, parts))


@dataclass(frozen=True)
class PlanSplit:
    """The parcel by plan (规划): the three parts add up to it; where both plan parts are worth it, it is to be split.

    :param worth_splitting: both parts exceed the rules' threshold; penalties differ by plan (§2.6), a person decides.
    :param bound: what the first two are where they are not exact; what they may have more is in ``unknown_m2``.
    """

    conforming_m2: Decimal
    nonconforming_m2: Decimal
    unknown_m2: Decimal
    layers: Tuple[LayerRef, ...] = ()
    worth_splitting: bool = False
    bound: str = ""

    def mu(self) -> Tuple[Decimal, ...]:
        """Return conforming, not conforming and unknown in 亩, adding up to the parcel's 亩 exactly."""
        parts = (self.conforming_m2, self.nonconforming_m2, self.unknown_m2)
        return tuple(largest_remainder([part * MU_PER_M2 for part in parts], to_mu(sum(parts, ZERO))))


@dataclass(frozen=True)
class Excess:
    """Ground beyond what is approved (批少建多): parcel − union of the approvals; only where something is approved.

    :param width_m: mean width of that ground, None when it was not measured. :param sliver: too small and thin to mean anything.
    :param bound: what the area is where it is not exact.
    """

    role: str
    area_m2: Decimal
    width_m: Optional[float]
    share: Decimal
    sliver: bool = False
    bound: str = ""


@dataclass(frozen=True)
class Gap:
    """Ground a layer that should tile the county does not speak of, or gives to another county.

    :param kind: uncovered or neighbour_county. :param code: the place's code, of a neighbour county.
    """

    kind: str
    layer: LayerRef
    area_m2: Decimal
    share: Decimal
    code: str = ""


@dataclass(frozen=True)
class ParcelFacts:
    """Everything the screening says of one parcel on one day.

    :param monitored_m2: area as issued. :param width_m: mean width 2A/P. :param roles, cropland, classes: by role; of a
        tessellation with several layers the newest vintage has the role's key, each other one ``role@redline_id``: vintages
        stand side by side and are never added. :param expired: temporary land whose term ended before the day.
    :param late_approvals: approvals dated after the ground was built on, where that day is known. :param built_on: that day, ISO
        text (also ``2020-05`` or ``2020``), '' when not known. :param stale: codes of why the results no longer hold.
    :param rules: id and version of the rules for cropland. :param sliver: the parcel itself is small and thin (边角细缝).
    """

    parcel_uid: str
    source_no: str
    area_m2: Decimal
    monitored_m2: Optional[Decimal]
    width_m: float
    roles: Dict[str, RoleFact]
    cropland: Dict[str, Cropland]
    classes: Dict[str, ThreeClasses]
    plan: Optional[PlanSplit]
    excess: Optional[Excess]
    expired: Tuple[Match, ...]
    gaps: Tuple[Gap, ...]
    stale: Tuple[str, ...]
    remarks: Tuple[Remark, ...]
    on: date
    sliver: bool = False
    late_approvals: Tuple[Match, ...] = ()
    built_on: str = ""
    rules: str = ""
    township: str = ""
    village: str = ""
    batch_id: str = ""

    def share(self, role: str) -> Optional[Decimal]:
        """Return the share of a role in per cent, None when no layer of it was screened."""
        fact = self.roles.get(role)
        return fact.share if fact is not None else None

    def covered(self, role: str) -> Optional[Decimal]:
        """Return the m² shared with a role, None when no layer of it was screened."""
        fact = self.roles.get(role)
        return fact.covered_m2 if fact is not None else None

    def matches(self, role: str) -> Tuple[Match, ...]:
        """Return the classes or numbers of a role on this parcel."""
        fact = self.roles.get(role)
        return fact.matches if fact is not None else ()

    def cropland_mu(self, key: str = LANDUSE) -> Decimal:
        """Return the cropland counted in 亩 as every table prints it: balanced with the other classes of its vintage (§6.8)."""
        return self.classes[key].mu()["cropland"]

    @property
    def outside(self) -> bool:
        """Whether the parcel lies outside the data: land use was screened and none of it covers anything here."""
        land = [fact for fact in self.roles.values() if fact.role == LANDUSE or fact.role.startswith(f"{LANDUSE}_")]
        return bool(land) and not any(fact.covered_m2 for fact in land)

    def no_data(self, role: str) -> bool:
        """Whether a role that was screened tells nothing, since the parcel lies outside the data and shares nothing with it."""
        fact = self.roles.get(role)
        return fact is not None and not fact.covered_m2 and self.outside

    def layers(self) -> Iterator[LayerRef]:
        """Yield the layers these facts rest on, each once."""
        return unique_layers(layer for fact in self.roles.values() for layer in fact.layers)


def unique_layers(layers: Iterable[LayerRef]) -> Iterator[LayerRef]:
    """Yield layers in their order, each once."""
    return iter({layer.redline_id: layer for layer in layers}.values())
