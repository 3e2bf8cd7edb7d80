"""What a pre-check says of a site follows from the measured facts by rules that are data."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.site_check import LayerFact, SiteFacts, SiteRules
from farmland_plugin.paths import resource

RULES = SiteRules.from_json(json.loads(resource("rules", "site_check.json").read_text(encoding="utf-8")), "site_check.json")
TEN, ZERO = Decimal("10.00"), Decimal("0.00")


def said(*facts):
    site = SiteFacts("1", 1, TEN, facts)
    return [(verdict.role, verdict.what, verdict.level, verdict.area_m2) for verdict in RULES.judge(site, frozenset({"0101"}))]


def fact(role, covered, classes=(), distance=None):
    return LayerFact(role, role, Decimal(covered), TEN - Decimal(covered), classes, distance)


def test_permanent_farmland_is_avoided_and_stands_first():
    found = said(fact("landuse", "10.00", (("0101", TEN),)), fact("permanent_farmland", "3.00"))
    assert found == [("permanent_farmland", "avoid", "bad", Decimal("3.00")), ("landuse", "cropland", "attention", TEN)]


def test_a_layer_that_is_nowhere_near_is_clear_only_where_data_reach():
    assert said(fact("ecological", "0.00", distance=12.0))[0][1:3] == ("clear", "good")
    assert said(fact("ecological", "0.00"))[0][1:3] == ("unknown", "attention")
    assert ("ecological", "clear", "good", ZERO) in said(fact("ecological", "0.00"), fact("village", "10.00"))


def test_land_use_that_does_not_cover_the_site_is_told():
    assert said(fact("landuse", "4.00", (("0701", Decimal("4.00")),))) == [
        ("landuse", "not_covered", "attention", Decimal("6.00")), ("landuse", "no_cropland", "good", ZERO)]
    assert said(fact("landuse", "0.00")) == [("landuse", "not_covered", "attention", TEN)]


@pytest.mark.parametrize(("given", "found"), [
    (fact("growth_boundary", "7.00"), ("outside", "attention", Decimal("3.00"))),
    (fact("growth_boundary", "10.00"), ("inside", "good", TEN)),
    (fact("approval", "2.00"), ("approved", "plain", Decimal("2.00"))),
    (fact("approval", "0.00"), ("not_approved", "attention", ZERO)),
    (fact("temporary", "2.00"), ("shares", "attention", Decimal("2.00"))),
    (fact("a new role", "2.00"), ("shares", "attention", Decimal("2.00"))),
    (fact("village", "10.00"), ("place", "plain", TEN))])
def test_each_role_has_its_rule(given, found):
    assert [one[1:] for one in said(given)] == [found]


def test_layers_that_share_nothing_and_forbid_nothing_are_not_spoken_of():
    assert said(fact("temporary", "0.00"), fact("village", "0.00")) == []


@pytest.mark.parametrize("raw", [[], {}, {"roles": {"a": {"kind": "odd"}}, "search_m": 5}, {"roles": {"a": {"kind": "avoid"}}},
                                 {"roles": {"a": {"kind": "avoid"}}, "search_m": 0}])
def test_rules_that_cannot_be_used_are_refused_by_name(raw):
    with pytest.raises(BadInput, match="site_check"):
        SiteRules.from_json(raw, "site_check.json")
