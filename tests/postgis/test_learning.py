"""Thresholds fitted to decisions are adopted in a database by its owner only, and the report reads it as it reads a file."""

from __future__ import annotations

import datetime

import pytest

from farmland_plugin.domain.change_rules import RULE
from farmland_plugin.domain.errors import FarmlandError
from farmland_plugin.imagery.learning import proposal
from farmland_plugin.ledger.keeping.renewing import adopt_thresholds
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.reports.antifake import collect

from .county import EAST, uids
from .test_imagery import CHECK, compared, scenes


def test_the_owner_adopts_and_the_checker_finds_the_journal_true(county):
    before = county.meta["rule_version"]
    profile = adopt_thresholds(county, 0.301, 0.4, "已核 200 处", {"gone": 100, "left": 100})
    assert county.rule(RULE)["cleared"] == 0.301 and county.rule(RULE)["version"] == profile.version
    assert county.meta["rule_version"] != before and verify_ledger(county).breaks == []


def test_a_technician_may_not_and_nothing_is_written(county, login):
    clerk = login("clerk")
    with pytest.raises(FarmlandError):
        adopt_thresholds(clerk, 0.301, 0.4, "想改", {})
    assert county.rule(RULE)["cleared"] == 0.275 and verify_ledger(county).breaks == []


def test_decisions_and_suspicions_are_read_from_a_database(county, login):
    scenes(county)
    county.record_comparisons([compared(uids(county)[0], suggestion="unsure"), compared(uids(county)[1], "C2")], [CHECK], {})
    assert (proposal(county).gone, proposal(county).left) == (0, 0)
    found = collect(county, uids(county), datetime.date(2099, 1, 1))
    assert found.whole.parcels == len(uids(county)) and found.whole.noticed == 0
    mine = login("east", townships=[EAST])
    assert collect(mine, uids(mine), datetime.date(2099, 1, 1)).whole.parcels == len(uids(mine)) < len(uids(county))
