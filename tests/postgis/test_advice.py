"""On a database: the owner takes over the shipped rules, and an adopted suggestion stands in the journal."""

from __future__ import annotations

import json

from farmland_plugin.domain.suggesting import adoption
from farmland_plugin.ledger.advice import advice_of
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.schema import released
from farmland_plugin.ledger.verifying import verify_ledger
from tests.qgis.conftest import farmland  # noqa: F401 - a fixture
from tests.qgis.handover import square, write_layer
from tests.qgis.test_advice import ON, earlier_rules


def test_rules_are_taken_over_and_suggestions_adopted_as_in_a_file(
        farmland, server, new_database, files, tmp_path, monkeypatch):  # noqa: F811
    rules = earlier_rules(tmp_path)
    text = (rules / "suggestion.json").read_text(encoding="utf-8")
    monkeypatch.setitem(released.RELEASED, "suggestion", (released.mark(text),))
    address = server.address(new_database("tpl"), files=files)
    farmland("createledger", LEDGER=address, COUNTY="130499", NAME="示例县", CRS="EPSG:4526", RULES=rules)
    parcels = write_layer(tmp_path / "p.gpkg", [(square(n), f"P{n}", "10000") for n in range(2)], ("JCBH", "JCMJ"), layer="x")
    farmland("importparcels", LEDGER=address, INPUT=parcels, BATCH="一季度", AREA_UNIT="m2")
    facility = write_layer(tmp_path / "f.gpkg", [(square(0), "设1", "2030/1/1")], ("BAH", "DQRQ"), layer="x")
    farmland("registerredline", LEDGER=address, INPUT=facility, ROLE="facility", VINTAGE="2025")
    for role in ("approval", "temporary", "registration", "permanent_farmland", "landuse"):
        far = write_layer(tmp_path / f"{role}.gpkg", [(square(90), "x")], ("DLBM" if role == "landuse" else "PZWH",), layer="x")
        farmland("registerredline", LEDGER=address, INPUT=far, ROLE=role, VINTAGE="2025")
    farmland("screenparcels", LEDGER=address)
    with Ledger.open(address, write=False) as ledger:
        assert {advice.rules for _facts, advice in advice_of(ledger, on=ON)} == {"suggestion 1"}
    done = farmland("renewrules", LEDGER=address)
    assert (done["RENEWED"], done["SUGGESTION_RULES"]) == ("suggestion", "suggestion 2")
    with Ledger.open(address) as ledger:
        found = {facts.source_no: (facts.parcel_uid, advice) for facts, advice in advice_of(ledger, on=ON)}
        uid, advice = found["P0"]
        assert (advice.rules, advice.first.rule_id, advice.first.outcome) == ("suggestion 2", "S-1", "facility")
        told = adoption(advice, {"finding": "facility_agriculture"}, ON)
        ledger.apply(uid, 1, "record", {"finding": "facility_agriculture", "suggestion": told})
        assert json.loads(list(ledger.events(uid))[-1].body)["suggestion"] == told
        assert verify_ledger(ledger).breaks == []
