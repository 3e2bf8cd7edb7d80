"""When two parcels lie on the same ground (重合图斑): the rules a county may edit, and what they say of two areas (001-03)."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Dict, Mapping

from .errors import BadInput, tr
from .parcel import Link

IDENTICAL, REDRAWN, CONTAINS, INSIDE, PARTIAL, TOUCHING = "identical", "redrawn", "contains", "inside", "partial", "touching"
RELATIONS = (IDENTICAL, REDRAWN, CONTAINS, INSIDE, PARTIAL, TOUCHING)
SAME, SEPARATE = "same", "separate"
DECISIONS = (SAME, SEPARATE)
MIRRORED = {CONTAINS: INSIDE, INSIDE: CONTAINS}
RULE = "same_ground"  # its name among the ledger's rules
_SHARES = ("identical_iou", "redrawn_iou", "contained", "least_share")
_KEYS = frozenset({"version", "note", "notes", *_SHARES, "least_m2", "touching", "proposals"})
_PROPOSED: Mapping[str, str] = {IDENTICAL: SAME, REDRAWN: SAME, CONTAINS: SAME, INSIDE: SAME, PARTIAL: SEPARATE,
                                TOUCHING: SEPARATE}


@dataclass(frozen=True)
class Thresholds:
    """The county's numbers for parcels on the same ground (rule ``same_ground``); every one is an editable default.

    :param identical_iou, redrawn_iou: least intersection over union, 0 to 1. :param contained: least share of the smaller
        parcel inside the larger. :param least_share: of the smaller parcel, :param least_m2: planar m²: a pair that reaches
        neither is a matter of drawing. :param touching: parcels that only share a boundary are pairs, too.
    :param proposals: relation -> same or separate, what counts until a person decides.
    """

    identical_iou: float = 0.9999
    redrawn_iou: float = 0.6
    contained: float = 0.95
    least_share: float = 0.05
    least_m2: float = 200.0
    touching: bool = False
    proposals: Mapping[str, str] = field(default_factory=lambda: dict(_PROPOSED))
    version: str = "1"

    @classmethod
    def from_json(cls, raw: Any, where: str) -> Thresholds:
        """Return the thresholds a parsed JSON document describes; a key left out keeps its shipped value.

        :param where: the file's name. :raises BadInput: naming the file and the key that is wrong.
        """
        if not isinstance(raw, dict):
            raise BadInput(tr("{file}: the rules for parcels on the same ground must be an object."), file=where)
        for key in raw:
            if key not in _KEYS:
                raise BadInput(tr("{file}: the key {key} is not understood: remove it or correct its name."), file=where, key=key)
        given: Dict[str, Any] = {key: _number(raw[key], key, where, 1.0) for key in _SHARES if key in raw}
        if "least_m2" in raw:
            given["least_m2"] = _number(raw["least_m2"], "least_m2", where, 1e9)
        if "touching" in raw:
            given["touching"] = _switch(raw["touching"], where)
        if "version" in raw:
            given["version"] = str(raw["version"])
        made = cls(**given, proposals=_proposals(raw.get("proposals", {}), where))
        if made.redrawn_iou > made.identical_iou:
            raise BadInput(tr("{file}: redrawn_iou {redrawn} is larger than identical_iou {identical}: lower it."), file=where,
                           redrawn=made.redrawn_iou, identical=made.identical_iou)
        if made.least_share > made.contained:
            raise BadInput(tr("{file}: least_share {least} is larger than contained {contained}: lower it."), file=where,
                           least=made.least_share, contained=made.contained)
        return made


def _number(value: Any, key: str, where: str, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value <= most:
        raise BadInput(tr("{file}: {value} cannot be {key}: give a number above 0, at most {most}."), file=where, value=value,
                       key=key, most=f"{most:g}")
    return float(value)


def _switch(value: Any, where: str) -> bool:
    if not isinstance(value, bool):
        raise BadInput(tr("{file}: {value} cannot be {key}: write true or false."), file=where, value=value, key="touching")
    return value


def _proposals(raw: Any, where: str) -> Mapping[str, str]:
    if not isinstance(raw, dict):
        raise BadInput(tr("{file}: {value} cannot be {key}: write a proposal for each relation."), file=where, value=raw,
                       key="proposals")
    for relation, value in raw.items():
        if relation not in RELATIONS or value not in DECISIONS:
            raise BadInput(tr("{file}: proposals.{relation} is {value}: relations are {known}, proposals same or separate."),
                           file=where, relation=relation, value=value, known=", ".join(RELATIONS))
    return {**_PROPOSED, **raw}


def classify(area_new: float, area_other: float, common: float, thresholds: Thresholds, *, touches: bool = False) -> str:
    """Return how a new parcel relates to another one on the same ground, '' when what they share is a matter of drawing.

    Seen from the other parcel, contains and inside change places and nothing else does. A parcel inside another is that even
    where the shapes agree well enough to be redrawn; two that each lie within the other are redrawn.

    :param area_new, area_other, common: planar m² of both and of their intersection. :param touches: they share a boundary.
    :returns: identical, redrawn, contains (the new one the other), inside, partial, touching or ''.
    """
    smaller = min(area_new, area_other)
    if smaller > 0:
        common = min(max(common, 0.0), smaller)
        iou = common / (area_new + area_other - common)
        if iou >= thresholds.identical_iou:
            return IDENTICAL
        new_in, other_in = common >= thresholds.contained * area_new, common >= thresholds.contained * area_other
        if new_in and other_in:
            return REDRAWN
        if new_in or other_in:
            return INSIDE if new_in else CONTAINS
        if iou >= thresholds.redrawn_iou:
            return REDRAWN
        if common >= thresholds.least_share * smaller or common >= thresholds.least_m2:
            return PARTIAL
    return TOUCHING if touches and thresholds.touching else ""


def proposal(relation: str, thresholds: Thresholds) -> str:
    """Return what the rules propose for a relation: same (counted once) or separate."""
    return thresholds.proposals.get(relation, SEPARATE)


def counts_once(link: Link, thresholds: Thresholds) -> bool:
    """Whether the two parcels of a link count once: a person's decision, else the rules' proposal (001-03)."""
    return (link.decision or proposal(link.relation, thresholds)) == SAME
