"""What the layers of one role say of a parcel, ground counted once, each figure exact or a bound.

:source: domain facts §2.5, §5 (CZCSXM), §9.A-2.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Dict, Iterable, List, Optional, Sequence, Tuple

from .area import round_half_up, to_mu
from .engine_notes import WORDS, Note, dropped_m2, read
from .errors import tr
from .parcel import Overlap, OverlapPart, Parcel, Screening
from .screening_facts import ZERO, Between, LayerRef, Match, Remark, RoleFact

VILLAGE_203 = "village_203"
NUMBERED = ("approval", "supply", "registration", "temporary", "facility", "mining", "added_cropland")
TRACE_M2 = Decimal("6.67")  # 0.01 亩, within which two areas count as the same
_SETTLEMENT = re.compile("(20[1-5][A-Z]?)([^0-9].*)?")
_VILLAGE_WORDS, _OTHER_WORDS = ("村庄",), ("城市", "城镇", "建制镇", "采矿", "盐田", "风景名胜", "特殊")


@dataclass
class LayerResult:
    """One layer's results for one parcel. :param notes: what the engine noted, read back."""

    ref: LayerRef
    screening: Screening
    overlaps: List[Overlap] = field(default_factory=list)
    parts: List[OverlapPart] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.notes: Tuple[Note, ...] = tuple(read(self.screening.note)) if self.screening.note else ()

    def noted(self, *kinds: str) -> bool:
        """Whether the engine noted something of these kinds."""
        return any(note.kind in kinds for note in self.notes)


def named(layer: LayerRef) -> Dict[str, object]:
    """Return what names a layer in a sentence."""
    return {"layer": layer.name, "vintage": layer.vintage or "—"}


def share_of(part: Decimal, whole: Decimal) -> Decimal:
    """Return a share in per cent, half-up to 0.01, never above 100."""
    return min(round_half_up(part * 100 / whole), Decimal("100.00")) if part and whole else ZERO


def noted_remarks(layers: Iterable[LayerResult]) -> Iterable[Remark]:
    """Yield what the engine noted of layers, in words."""
    codes = {"slivers": "slivers_dropped"}
    for layer in layers:
        for note in layer.notes:
            text = WORDS.get(note.kind) or tr("{layer} ({vintage}): {note}")
            code = codes.get(note.kind, note.kind if note.kind in WORDS else "note")
            yield Remark(code, text, {**named(layer.ref), **note.facts})


def between_of(covered: Decimal, area: Decimal, layers: Sequence[LayerResult], sliver_m2: Decimal) -> Optional[Between]:
    """Return what a covered area lies between by what the engine noted; None where it is exact.

    A polygon that could not be cut is missing: at least. Pieces that could not be united count twice: at most. Dropped slivers
    are missing, where they are more than a sliver together.
    """
    least, most = covered, covered
    dropped = sum((dropped_m2(layer.notes) for layer in layers), ZERO)
    if dropped >= sliver_m2:
        most = min(area, covered + round_half_up(dropped))
    if any(layer.noted("uncut") for layer in layers):
        most = area
    if any(layer.noted("not_united") for layer in layers):
        least = ZERO
    return Between(least, most) if least < most else None


def role_fact(parcel: Parcel, role: str, own: Sequence[LayerResult], covered: Decimal, width: Optional[float],
              between: Optional[Between]) -> RoleFact:
    """Return the fact of a role. :param between: of ``covered``, None where it is exact."""
    matches = [match for layer in own for match in _matches(parcel, layer)]
    total = sum((overlap.area_m2 for layer in own for overlap in layer.overlaps), ZERO)
    shared = ZERO if between else max(total - covered, ZERO)
    fact = RoleFact(role, tuple(layer.ref for layer in own), covered, parcel.area_m2 - covered,
                    share_of(covered, parcel.area_m2), width, tuple(matches), between, shared)
    return _villages(parcel, fact, own) if role == VILLAGE_203 else fact


def _matches(parcel: Parcel, layer: LayerResult) -> Iterable[Match]:
    """Yield what is shared by class and detail; what a class has beyond its details stands without one."""
    for overlap in layer.overlaps:
        left = overlap.area_m2
        for part in layer.parts:
            if part.class_code == overlap.class_code:
                yield Match(part.class_code, part.area_m2, share_of(part.area_m2, parcel.area_m2), part.detail, layer.ref)
                left -= part.area_m2
        if left > 0:
            yield Match(overlap.class_code, left, share_of(left, parcel.area_m2), {}, layer.ref)


# -- 203 --------------------------------------------------------------------------------------------------------------


def settlement_class(code: str) -> str:
    """Return a settlement class (城镇村属性码) as ``203``, another code like ``201``, '' for none, ``?`` for what is neither."""
    plain = unicodedata.normalize("NFKC", code).strip().upper()
    found = _SETTLEMENT.fullmatch(plain)
    if found is not None:
        return found.group(1)
    if any(word in plain for word in _OTHER_WORDS):
        return plain
    return "203" if any(word in plain for word in _VILLAGE_WORDS) else "?" if plain else ""


def _villages(parcel: Parcel, fact: RoleFact, own: Sequence[LayerResult]) -> RoleFact:
    """Return the fact with villages (203) alone: cities, towns, mines and unknown classes stand apart."""
    by_kind: Dict[str, Decimal] = {}
    for layer in own:
        for overlap in layer.overlaps:
            kind = settlement_class(overlap.class_code)
            by_kind[kind] = by_kind.get(kind, ZERO) + overlap.area_m2
    if not set(by_kind) - {"203", ""}:
        return fact
    largest = max((overlap.area_m2 for layer in own for overlap in layer.overlaps
                   if settlement_class(overlap.class_code) in ("203", "")), default=ZERO)
    total = by_kind.get("203", ZERO) + by_kind.get("", ZERO)
    ceiling = fact.between.most if fact.between else fact.covered_m2
    covered = min(total, ceiling) if not fact.shared_m2 else max(largest, total - fact.shared_m2, ZERO)
    most = min(total + by_kind.get("?", ZERO), ceiling)
    if fact.between is not None:  # a bound already: what is not cut may be of any class
        most = max(most, min(ceiling, covered + fact.between.most - fact.covered_m2))
    least = covered if fact.between is None or fact.between.least == fact.covered_m2 else ZERO
    return RoleFact(
        fact.role, fact.layers, covered, parcel.area_m2 - covered, share_of(covered, parcel.area_m2), None,
        tuple(match for match in fact.matches if settlement_class(match.code) in ("203", "")),
        Between(least, most) if least < most else None, ZERO,
        tuple(match for match in fact.matches if settlement_class(match.code) not in ("203", "")))


def village_remarks(fact: Optional[RoleFact]) -> Iterable[Remark]:
    """Yield what the settlement layers say beside villages."""
    if fact is None:
        return
    whole = sum((match.area_m2 for match in fact.matches if not settlement_class(match.code)), ZERO)
    if whole:
        yield Remark("village_whole", tr("{layers}: the layer has no class field; its whole ground ({area} m²) counts as village "
                                         "(203)."), {"layers": _names(fact.layers), "area": whole})
    for code, text, known in (
            ("village_apart", tr("{area} m² lie in {codes} of {layers}, which is not village (203): they are not counted as "
                                 "village."), True),
            ("village_unknown", tr("{area} m² lie in classes of {layers} that are no settlement codes ({codes}): whether they "
                                   "are village (203) is not known, they are not counted."), False)):
        found = [match for match in fact.apart if (settlement_class(match.code) != "?") is known]
        if found:
            yield Remark(code, text, {"area": sum((match.area_m2 for match in found), ZERO), "layers": _names(fact.layers),
                                      "codes": ", ".join(sorted({match.code.strip() for match in found}))})


# -- common ground ----------------------------------------------------------------------------------------------------


def overlap_remarks(facts: Iterable[RoleFact]) -> Iterable[Remark]:
    """Yield where several numbers of a role lie on the same ground, as approvals given twice do."""
    for fact in facts:
        numbers = list(dict.fromkeys(match.number or "—" for match in sorted(fact.matches, key=lambda one: -one.area_m2)))
        if fact.role in NUMBERED and fact.shared_m2 and len(fact.matches) > 1:
            text = (tr("{numbers} lie on the same ground: {area} m² ({mu} mu) in common, counted once.") if len(fact.matches) == 2
                    else tr("Several of {numbers} lie on the same ground: together they are {area} m² ({mu} mu) more than the "
                            "ground, which is counted once."))
            yield Remark("numbers_overlap", text, {"numbers": ", ".join(numbers), "area": fact.shared_m2,
                                                   "mu": to_mu(fact.shared_m2)})


def _names(layers: Iterable[LayerRef]) -> str:
    return ", ".join(f"{layer.name} ({layer.vintage or '—'})" for layer in layers)
