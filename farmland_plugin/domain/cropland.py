"""How much of a parcel is cropland (耕地), by which switches, and the three land classes (三大类) that add up to it.

The rules are data (``cropland.json``) that a county edits; what they do not know is said, never dropped.

:source: domain facts §6.1, §6.8, §9.A-4, §9.A-8, §9.A-9.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any, Dict, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .area import MU_PER_M2, largest_remainder, round_half_up
from .errors import BadInput, tr
from .parcel import Overlap, OverlapPart
from .screening_facts import LANDUSE, ZERO, Between, Cropland, LayerRef, Switches, ThreeClasses

CROPLAND, OTHER, CONSTRUCTION, UNUSED = CLASSES = ("cropland", "other_farmland", "construction", "unused")
UNKNOWN = "unknown"
SWITCHES = ("net", "adjustable", "recoverable", "engineering")
RULE = "cropland"  # its name among the ledger's rules


class Piece(NamedTuple):
    """Ground of one class and one planting attribute inside a parcel, m²; pieces of a class never exceed the class."""

    code: str
    planting: str
    area: Decimal
    net: Decimal


@dataclass(frozen=True)
class CroplandRules:
    """What counts as cropland, which class a code belongs to, and how small a sliver is.

    :param prefixes: land-use role -> prefix of codes -> class. :param suffixes: of adjustable land (可调整).
    :param sliver_mu, sliver_width_m: a piece below both is a sliver (边角细缝). :param split_mu: plan parts that both reach it
        are proposed for splitting.
    """

    id: str
    version: str
    switches: Switches
    prefixes: Mapping[str, Mapping[str, str]]
    suffixes: Tuple[str, ...]
    recoverable: Tuple[str, ...]
    engineering: Tuple[str, ...]
    sliver_mu: Decimal
    sliver_width_m: float
    split_mu: Decimal
    _kinds: Dict[Tuple[str, str], str] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def from_json(cls, raw: Any, where: str) -> CroplandRules:
        """Return the rules of a parsed rule document.

        :raises BadInput: in one sentence, naming the key and what it needs.
        """
        if not isinstance(raw, dict):
            raise BadInput(tr("{file} must be an object with id, version, switches, classes, sliver and split."), file=where)
        planting, sliver = _object(raw, "planting", where), _object(raw, "sliver", where)
        return cls(
            _word(raw, "id", where), _word(raw, "version", where), _switches(raw, where), _prefixes(raw, where),
            tuple(_texts(raw, "adjustable_suffixes", where)), tuple(_texts(planting, "recoverable", where)),
            tuple(_texts(planting, "engineering", where)), _amount(sliver, "area_mu", where),
            float(_amount(sliver, "width_m", where)), _amount(_object(raw, "split", where), "area_mu", where))

    @property
    def name(self) -> str:
        """What results print: id and version."""
        return f"{self.id} {self.version}"

    def kind(self, code: str, role: str = LANDUSE) -> str:
        """Return the class of a land-use code by its longest known prefix, ``unknown`` when none is.

        :param role: land-use role; one without classes of its own uses those of ``landuse``.
        """
        known = self._kinds.get((role, code))
        if known is None:
            prefixes = self.prefixes.get(role) or self.prefixes[LANDUSE]
            bare = code.strip().upper()
            known = next((prefixes[bare[:end]] for end in range(len(bare), 0, -1) if bare[:end] in prefixes), UNKNOWN)
            self._kinds[role, code] = known
        return known

    def adjustable(self, code: str) -> bool:
        """Whether a code is one of adjustable land (可调整), like 0201K."""
        return bool(self.suffixes) and code.strip().upper().endswith(self.suffixes)

    def sliver(self, area_m2: Decimal, width_m: Optional[float]) -> bool:
        """Whether ground is too small and too thin to mean anything (边角细缝); not when its width is not known."""
        return width_m is not None and area_m2 * MU_PER_M2 < self.sliver_mu and width_m < self.sliver_width_m


# -- reading the rules ------------------------------------------------------------------------------------------------


def _object(raw: Mapping[str, Any], key: str, where: str) -> Dict[str, Any]:
    value = raw.get(key)
    if not isinstance(value, dict):
        raise BadInput(tr("{file}: {key} must be an object."), file=where, key=key)
    return value


def _word(raw: Mapping[str, Any], key: str, where: str) -> str:
    value = raw.get(key)
    if not isinstance(value, str) or not value.strip():
        raise BadInput(tr("{file}: {key} must be a text that is not empty; it is printed with every result."), file=where,
                       key=key)
    return value.strip()


def _texts(raw: Mapping[str, Any], key: str, where: str) -> List[str]:
    value = raw.get(key)
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise BadInput(tr("{file}: {key} must be a list of codes written as text."), file=where, key=key)
    return [one.strip().upper() for one in value]


def _amount(raw: Mapping[str, Any], key: str, where: str) -> Decimal:
    value = raw.get(key)
    try:
        amount = Decimal(str(value)) if isinstance(value, (int, float)) and not isinstance(value, bool) else Decimal("NaN")
    except InvalidOperation:
        amount = Decimal("NaN")
    if not amount.is_finite() or amount < 0:
        raise BadInput(tr("{file}: {key} must be a number, nought or more."), file=where, key=key)
    return amount


def _switches(raw: Mapping[str, Any], where: str) -> Switches:
    given = _object(raw, "switches", where)
    if set(given) != set(SWITCHES) or not all(isinstance(value, bool) for value in given.values()):
        raise BadInput(tr("{file}: switches must give true or false for each of {known}."), file=where, known=", ".join(SWITCHES))
    return Switches(**given)


def _prefixes(raw: Mapping[str, Any], where: str) -> Dict[str, Dict[str, str]]:
    found: Dict[str, Dict[str, str]] = {}
    roles = _object(raw, "classes", where)
    if LANDUSE not in roles:
        raise BadInput(tr("{file}: classes must have {role}, which every vintage without classes of its own uses."), file=where,
                       role=LANDUSE)
    for role in roles:
        classes = _object(roles, role, where)
        if set(classes) != set(CLASSES):
            raise BadInput(tr("{file}: the classes of {role} must be {known}."), file=where, role=role, known=", ".join(CLASSES))
        prefixes: Dict[str, str] = {}
        for name in CLASSES:
            for prefix in _texts(classes, name, where):
                if prefixes.setdefault(prefix, name) != name:
                    raise BadInput(tr("{file}: the code {code} stands in {one} and in {other} of {role}: take it out of one."),
                                   file=where, code=prefix, one=prefixes[prefix], other=name, role=role)
        found[role] = prefixes
    return found


# -- counting ---------------------------------------------------------------------------------------------------------


def pieces_of(overlaps: Iterable[Overlap], parts: Sequence[OverlapPart]) -> List[Piece]:
    """Return the ground of one layer inside one parcel by class and planting attribute.

    :param parts: of the same layer and parcel; what a class has beyond its parts has no attribute.
    """
    planted: Dict[str, List[OverlapPart]] = {}
    for part in parts:
        if part.detail.get("planting"):
            planted.setdefault(part.class_code, []).append(part)
    pieces = []
    for overlap in overlaps:
        left, net = overlap.area_m2, overlap.net_area_m2
        for part in planted.get(overlap.class_code, ()):
            area = min(part.area_m2, left)
            kept = min(part.net_area_m2, area, net)
            pieces.append(Piece(overlap.class_code, part.detail["planting"], area, kept))
            left, net = left - area, net - kept
        if left:
            pieces.append(Piece(overlap.class_code, "", left, min(net, left)))
    return pieces


def fitted(pieces: Sequence[Piece], there_m2: Decimal) -> List[Piece]:
    """Return pieces scaled to the ground there is where polygons of the layer lie on each other: nobody can tell which is right.

    :param there_m2: the ground the layer covers. :returns: pieces that add up to it, or to less where they did before.
    """
    given = sum((piece.area for piece in pieces), ZERO)
    if given <= there_m2:
        return list(pieces)
    areas = largest_remainder([piece.area * there_m2 / given for piece in pieces], there_m2)
    return [piece._replace(area=area, net=min(round_half_up(piece.net * area / piece.area), area) if piece.area else ZERO)
            for piece, area in zip(pieces, areas)]


def cropland_between(role: str, pieces: Sequence[Piece], double_m2: Decimal, there_m2: Decimal, rules: CroplandRules) -> Between:
    """Return what the cropland counted lies between where polygons lie on each other.

    :param pieces: not fitted. :param double_m2: what they add up to beyond the ground. :param there_m2: that ground.
    """
    counted = sum((_counted(piece, role, rules, rules.switches) for piece in pieces), ZERO)
    others = sum((piece.area for piece in pieces), ZERO) - counted
    return Between(max(counted - double_m2, there_m2 - others, ZERO), min(counted, there_m2))


def count_cropland(layer: LayerRef, pieces: Sequence[Piece], rules: CroplandRules,
                   switches: Optional[Switches] = None) -> Cropland:
    """Return the cropland of one layer inside one parcel.

    :param switches: instead of the rules' own.
    """
    on = switches or rules.switches
    gross = net = adjustable = recoverable = engineering = counted = ZERO
    for piece in pieces:
        if rules.kind(piece.code, layer.role) == CROPLAND:
            gross += piece.area
            net += piece.net
        else:
            adjustable += piece.area if rules.adjustable(piece.code) else ZERO
            recoverable += piece.area if piece.planting in rules.recoverable else ZERO
            engineering += piece.area if piece.planting in rules.engineering else ZERO
        counted += _counted(piece, layer.role, rules, on)
    return Cropland(layer, gross, net, gross - net, adjustable, recoverable, engineering, counted, on)


def _counted(piece: Piece, role: str, rules: CroplandRules, on: Switches) -> Decimal:
    """Return how much of a piece counts as cropland."""
    if rules.kind(piece.code, role) == CROPLAND:
        return piece.net if on.net else piece.area
    counts = ((on.adjustable and rules.adjustable(piece.code)) or (on.recoverable and piece.planting in rules.recoverable)
              or (on.engineering and piece.planting in rules.engineering))
    return piece.area if counts else ZERO


def three_classes(role: str, area_m2: Decimal, uncovered_m2: Decimal, pieces: Sequence[Piece], rules: CroplandRules,
                  switches: Optional[Switches] = None) -> ThreeClasses:
    """Return the parcel by land class, adding up to it exactly.

    Ridges taken off cropland are other farmland. Where polygons of the layer lie on each other they are ``fitted`` (the caller
    says so); what is missing to the parcel is uncovered.

    :param area_m2: of the parcel, :param uncovered_m2: of it, without a polygon of the layer.
    """
    on = switches or rules.switches
    uncovered = min(uncovered_m2, area_m2)
    sums = dict.fromkeys((*CLASSES, UNKNOWN), ZERO)
    for piece in fitted(pieces, area_m2 - uncovered):
        kind, counted = rules.kind(piece.code, role), _counted(piece, role, rules, on)
        sums[CROPLAND] += counted
        sums[OTHER if kind == CROPLAND else kind] += piece.area - counted
    uncovered = area_m2 - sum(sums.values(), ZERO)
    return ThreeClasses(sums[CROPLAND], sums[OTHER], sums[CONSTRUCTION], sums[UNUSED], sums[UNKNOWN], uncovered)
