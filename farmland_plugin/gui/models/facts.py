"""One parcel's overlap facts, arranged for reading: role → layer → class, and the shares that matter most."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ...i18n import tr
from ...ledger.places import ROLE as VILLAGE
from ...ledger.places import Places
from ..terms import Terms

KEY_ROLES = ("permanent_farmland", "ecological", "growth_boundary", "approval", "temporary", "facility", "registration")
CROPLAND_PREFIX = "01"  # 耕地 of the land-use classification: 0101 水田, 0102 水浇地, 0103 旱地


@dataclass(frozen=True)
class Fact:
    """A line of the facts tree: a label, its area in m², a remark."""

    label: str
    area_m2: Decimal
    note: str = ""
    warning: bool = False
    colour: str = ""
    children: list[Fact] = field(default_factory=list)


@dataclass(frozen=True)
class Share:
    """A key fact as a bar: how much of the parcel lies in something."""

    label: str
    area_m2: Decimal
    ratio: float
    colour: str


def facts_of(ledger: Any, uid: str, terms: Terms) -> list[Fact]:
    """Return the facts tree of a parcel: every registered red line in it, screened or not, dictionary order.

    Layers that only say where a parcel lies (townships, grids) are left out.
    """
    overlaps: dict[str, list[Any]] = {}
    for overlap in ledger.overlaps(uid):
        overlaps.setdefault(overlap.redline_id, []).append(overlap)
    screenings = {screening.redline_id: screening for screening in ledger.screenings(uid)}
    by_role: dict[str, list[Any]] = {}
    for redline in ledger.redlines():
        if redline.redline_id not in screenings and not terms.about("redline_role", redline.role).get("screened", True):
            continue
        by_role.setdefault(redline.role, []).append(redline)
    order = [code for code, _label in terms.choices("redline_role")]
    roles = sorted(by_role, key=lambda role: order.index(role) if role in order else len(order))
    tree, places = [], Places(ledger)
    for role in roles:
        layers = [_layer_fact(redline, screenings.get(redline.redline_id), overlaps.get(redline.redline_id, []),
                              terms, places)
                  for redline in by_role[role]]
        total = max((layer.area_m2 for layer in layers), default=Decimal(0))
        tree.append(Fact(terms.label("redline_role", role), total, colour=terms.colour("redline_role", role),
                         children=layers))
    return tree


def shares_of(ledger: Any, uid: str, terms: Terms) -> list[Share]:
    """Return the key shares of a parcel: cropland, then each protected or approving role that was screened."""
    area = ledger.parcel(uid).area_m2
    covered: dict[str, Decimal] = {}
    for screening in ledger.screenings(uid):
        covered[screening.role] = max(covered.get(screening.role, Decimal(0)), screening.covered_m2)
    cropland: dict[str, Decimal] = {}
    for overlap in ledger.overlaps(uid):
        if overlap.role == "landuse" and (overlap.class_code or "").startswith(CROPLAND_PREFIX):
            cropland[overlap.redline_id] = cropland.get(overlap.redline_id, Decimal(0)) + overlap.net_area_m2
    shares = []
    if "landuse" in covered:
        most = max(cropland.values(), default=Decimal(0))
        shares.append(_share(tr("Cropland (net)"), most, area, terms.colour("redline_role", "landuse")))
    for role in KEY_ROLES:
        if role in covered:
            shares.append(_share(terms.label("redline_role", role), covered[role], area,
                                 terms.colour("redline_role", role)))
    return shares


def _share(label: str, part: Decimal, whole: Decimal, colour: str) -> Share:
    return Share(label, part, float(part / whole) if whole else 0.0, colour)


def _layer_fact(redline: Any, screening: Any, overlaps: list[Any], terms: Terms,
                places: Places) -> Fact:
    label = tr("{name} ({vintage})").format(name=redline.name, vintage=redline.vintage or tr("no date"))
    if screening is None:
        return Fact(label, Decimal(0), tr("not screened yet"), warning=True)
    named = [overlap for overlap in overlaps if overlap.class_code]
    plain = next((overlap for overlap in overlaps if not overlap.class_code), None)
    children = [Fact(_class_label(redline, overlap, terms, places), overlap.area_m2, _net(overlap))
                for overlap in sorted(named, key=lambda one: one.area_m2, reverse=True)]
    if plain is not None and named:
        children.append(Fact(tr("(no class)"), plain.area_m2, _net(plain)))
    if screening.uncovered_m2 and screening.covered_m2 and not (plain and not named):
        children.append(Fact(tr("uncovered"), screening.uncovered_m2))
    if screening.double_m2:
        children.append(Fact(tr("the layer overlaps itself"), screening.double_m2, tr("counted once"), warning=True))
    note = _net(plain) if plain is not None and not named else ""
    return Fact(label, screening.covered_m2, screening.note or note, children=children)


def _class_label(redline: Any, overlap: Any, terms: Terms, places: Places) -> str:
    name = overlap.class_code
    if redline.role == "landuse":
        name = terms.label("land_class", overlap.class_code)
    elif redline.role == VILLAGE:
        name = places.name(overlap.class_code) or name
    return overlap.class_code if name == overlap.class_code else f"{overlap.class_code} {name}"


def _net(overlap: Any) -> str:
    """Return the area net of the coefficient of ridges and ditches (扣除系数), where it differs."""
    if overlap.net_area_m2 == overlap.area_m2:
        return ""
    return tr("net {area} m²").format(area=f"{overlap.net_area_m2:,.2f}")
