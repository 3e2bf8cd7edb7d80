"""Facts of a parcel made by hand, and the shipped rules, for the tests of suggestions."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal

from farmland_plugin.domain.area import round_half_up
from farmland_plugin.domain.codes import parse_dictionary
from farmland_plugin.domain.forms import Campaign
from farmland_plugin.domain.screening_facts import (
    Cropland,
    Excess,
    LayerRef,
    Match,
    ParcelFacts,
    PlanSplit,
    RoleFact,
    Switches,
    ThreeClasses,
)
from farmland_plugin.domain.suggestion_rules import SuggestionRules
from farmland_plugin.paths import resource

ON = date(2026, 11, 22)
ZERO = Decimal("0.00")
DICTIONARIES = {path.stem: parse_dictionary(path.stem, path.read_text(encoding="utf-8"), path.name)
                for path in resource("dictionaries").glob("*.json") if path.stem != "field_alias"}
FIELDS = {code: field for path in sorted(resource("rules").glob("campaign_*.json"), reverse=True)
          for code, field in Campaign.from_json(json.loads(path.read_text(encoding="utf-8")), path.name,
                                                DICTIONARIES).form.by_code.items()}
RAW = json.loads(resource("rules", "suggestion.json").read_text(encoding="utf-8"))
REGISTERED = ("approval", "temporary", "registration", "facility", "permanent_farmland")


def rules(raw=RAW, sha256=""):
    return SuggestionRules.from_json(raw, "suggestion.json", DICTIONARIES, FIELDS, sha256)


def m2(mu):
    return round_half_up(Decimal(str(mu)) * 2000 / 3)


def layer(role):
    return LayerRef(f"line-{role}", role, role, "2025-12-31", "ab" * 32)


def role_fact(role, area, pieces, width=None):
    """Return a role's fact of pieces (code, 亩, detail) that do not lie on each other."""
    matches = tuple(Match(code, m2(mu), round_half_up(m2(mu) * 100 / area), dict(detail), layer(role))
                    for code, mu, detail in pieces)
    covered = min(area, sum((one.area_m2 for one in matches), ZERO))
    return RoleFact(role, (layer(role),), covered, area - covered, round_half_up(covered * 100 / area), width, matches)


def facts(mu=3, width=25.0, cropland=None, gap=0, without=(), stale=(), plan=None, rest_width=None, sliver=False,
          rest_sliver=False, **pieces):
    """Return facts of a parcel of ``mu`` 亩, all cropland unless said otherwise; ``pieces`` (code, 亩, detail) by role.

    :param cropland: 亩 of cropland, the rest counts as construction land. :param gap: 亩 without land use.
    """
    area = m2(mu)
    roles = {role: role_fact(role, area, pieces.get(role, ()), rest_width if role == "approval" else None)
             for role in {*REGISTERED, *pieces} if role not in without and role != "landuse"}
    crops = area - m2(gap) if cropland is None else min(area, m2(cropland))
    uncovered = m2(gap)
    classes, cropped = {}, {}
    if "landuse" not in without:
        other = area - crops - uncovered
        classes["landuse"] = ThreeClasses(crops, ZERO, other, ZERO, ZERO, uncovered)
        cropped["landuse"] = Cropland(layer("landuse"), crops, crops, ZERO, ZERO, ZERO, ZERO, crops, Switches())
        roles["landuse"] = RoleFact("landuse", (layer("landuse"),), area - uncovered, uncovered, ZERO, None, tuple(
            Match(code, m2(part), round_half_up(m2(part) * 100 / area), dict(detail), layer("landuse"))
            for code, part, detail in pieces.get("landuse", (("0102", crops * Decimal("0.0015"), {}),))))
    approved = roles.get("approval")
    excess = None
    if approved is not None and approved.covered_m2 and approved.uncovered_m2:
        left = approved.uncovered_m2
        excess = Excess("approval", left, rest_width, round_half_up(left * 100 / area), rest_sliver)
    split = PlanSplit(m2(plan[0]), m2(plan[1]), area - m2(plan[0]) - m2(plan[1]), (layer("plan"),)) if plan else None
    return ParcelFacts("uid", "130499SJBG26000001", area, area, width, roles, cropped, classes, split, excess, (), (),
                       tuple(stale), (), ON, sliver=sliver)


# what a survey that found building and nothing special says
SEEN = {"finding": "nonfarm_violation", "built_on": "2022-05-10", "flags": [], "key_project": "no"}
