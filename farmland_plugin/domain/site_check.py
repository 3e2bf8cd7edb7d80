"""The pre-check of a planned site (选址预检, 002-14): what is told of it, and by which rule. A hint, never a decision."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Tuple

from .area import round_half_up
from .errors import BadInput, tr

AVOID, INSIDE, CROPLAND, APPROVED, LOOK, PLACE = KINDS = ("avoid", "inside", "cropland", "approved", "look", "place")
BAD, ATTENTION, GOOD, PLAIN = "bad", "attention", "good", "plain"
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class LayerFact:
    """What one red line says of a site; areas official m².

    :param classes: class code and area of what is shared. :param distance_m: to the layer's nearest polygon where nothing is
        shared and the rules ask for it; None when none was found. :param note: remark of the engine.
    :param ground: WKB of what is shared, class by class.
    """

    redline_id: str
    role: str
    covered_m2: Decimal
    uncovered_m2: Decimal
    classes: Tuple[Tuple[str, Decimal], ...] = ()
    distance_m: Optional[float] = None
    note: str = ""
    ground: Tuple[bytes, ...] = ()


@dataclass(frozen=True)
class SameGround:
    """A parcel of the ledger on the site's ground; ``common_m2`` official, ``ground`` WKB of what is shared.

    :param replaced: why it is no longer in force, in words; '' while it is.
    """

    parcel_uid: str
    number: str
    batch: str
    status: str
    common_m2: Decimal
    ground: bytes = b""
    replaced: str = ""


@dataclass(frozen=True)
class SiteFacts:
    """One site measured. :param row: in the INPUT, from 1. :param repair: what was repaired, '' for nothing. :param geom: WKB."""

    name: str
    row: int
    area_m2: Decimal
    layers: Tuple[LayerFact, ...]
    parcels: Tuple[SameGround, ...] = ()
    repair: str = ""
    geom: bytes = b""


@dataclass(frozen=True)
class Verdict:
    """One thing to be said: ``what`` names the sentence, ``area_m2`` the ground it speaks of.

    :param level: bad, attention, good or plain.
    """

    rule: str
    redline_id: str
    role: str
    what: str
    level: str
    area_m2: Decimal = ZERO
    distance_m: Optional[float] = None


@dataclass(frozen=True)
class SiteRules:
    """Which rule holds for which role. :param search_m: how far the nearest polygon is looked for."""

    roles: Mapping[str, Tuple[str, str]]
    search_m: float

    @classmethod
    def from_json(cls, raw: Any, where: str) -> SiteRules:
        """Return the rules of a rule document.

        :raises BadInput: naming what is wrong.
        """
        roles: Dict[str, Tuple[str, str]] = {}
        given = raw.get("roles") if isinstance(raw, dict) else None
        for role, entry in (given if isinstance(given, dict) else {}).items():
            if not isinstance(entry, dict) or entry.get("kind") not in KINDS:
                raise BadInput(tr("{file}: {name} needs a kind: one of {known}."), file=where, name=role, known=", ".join(KINDS))
            roles[role] = (str(entry["kind"]), str(entry.get("rule", "")))
        search = raw.get("search_m") if isinstance(raw, dict) else None
        if not roles or isinstance(search, bool) or not isinstance(search, (int, float)) or not 0 < search < 1e9:
            raise BadInput(tr("{file} needs roles and search_m, a distance in metres."), file=where)
        return cls(roles, float(search))

    def kind(self, role: str) -> str:
        """Return how a role is judged; roles without a rule are looked at."""
        return self.roles.get(role, (LOOK, ""))[0]

    def judge(self, site: SiteFacts, cropland: FrozenSet[str]) -> List[Verdict]:
        """Return what is to be said of a site, the worst first.

        :param cropland: land-use codes that are cropland (耕地).
        """
        found = [verdict for fact in site.layers for verdict in self._of(fact, site, cropland)]
        return sorted(found, key=lambda verdict: (BAD, ATTENTION, GOOD, PLAIN).index(verdict.level))

    def _reached(self, site: SiteFacts) -> bool:
        """Whether the data reach the site: a layer that tiles the county (land use, villages …) covers some of it."""
        return any(fact.covered_m2 and self.kind(fact.role) in (CROPLAND, PLACE) for fact in site.layers)

    def _of(self, fact: LayerFact, site: SiteFacts, cropland: FrozenSet[str]) -> List[Verdict]:
        kind, rule = self.roles.get(fact.role, (LOOK, ""))
        shared = fact.covered_m2

        def said(what: str, level: str, area: Decimal = ZERO) -> Verdict:
            return Verdict(rule, fact.redline_id, fact.role, what, level, area, fact.distance_m)

        if kind == AVOID:
            if shared:
                return [said("avoid", BAD, shared)]
            known = fact.distance_m is not None or self._reached(site)
            return [said("clear", GOOD) if known else said("unknown", ATTENTION)]
        if kind == INSIDE:
            return [said("outside", ATTENTION, fact.uncovered_m2) if fact.uncovered_m2 else said("inside", GOOD, shared)]
        if kind == CROPLAND:
            crops = sum((area for code, area in fact.classes if code in cropland), ZERO)
            missing = [said("not_covered", ATTENTION, fact.uncovered_m2)] if fact.uncovered_m2 else []
            return [*missing, *([said("cropland", ATTENTION, crops)] if crops else
                                [said("no_cropland", GOOD)] if shared else [])]
        if kind == APPROVED:
            return [said("approved", PLAIN, shared) if shared else said("not_approved", ATTENTION)]
        return [said("shares" if kind == LOOK else "place", ATTENTION if kind == LOOK else PLAIN, shared)] if shared else []


def percent(part: Decimal, whole: Decimal) -> Decimal:
    """Return a share in percent, half-up to 0.01."""
    return round_half_up(part * 100 / whole) if whole else ZERO
