"""Campaigns of a real ledger: which form a parcel gets, a county's own documents, figures for the form."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.parcel import Batch, Overlap, Parcel, Redline, Screening
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.ledger.cases.campaigns import campaign_for, campaigns, missing_fields
from farmland_plugin.ledger.cases.parcel_facts import ParcelFacts
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.paths import resource
from tests.qgis.evidence_county import parcel_shape

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


@pytest.fixture
def make(tmp_path):
    """Return a function that creates a ledger, with documents of the county's own."""
    opened = []

    def made(**documents):
        folder = None
        if documents:
            folder = tmp_path / "rules"
            folder.mkdir(exist_ok=True)
            for name, raw in documents.items():
                text = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False)
                (folder / f"{name}.json").write_text(text, encoding="utf-8")
        opened.append(create_ledger(tmp_path / "a.gpkg", county="130423", name="测试县", crs=ZONE38, rules_folder=folder))
        return opened[-1]

    yield made
    for ledger in opened:
        ledger.close()


def shipped(code):
    return json.loads(resource("rules", f"campaign_{code}.json").read_text(encoding="utf-8"))


def parcel_of(ledger, source="satellite", area="1000.00"):
    batch = Batch(ledger.new_uid(), source, source, "a.shp", "0" * 64, 1, 1, 0)
    wkb = parcel_shape(0)
    parcel = Parcel(ledger.new_uid(), "N1", batch.batch_id, Decimal(area), wkb, geometry_hash(wkb), source_crs="EPSG:4526",
                    monitored_area_m2=Decimal("990.00"))
    ledger.add_batch(batch, [parcel], [])
    return parcel.parcel_uid


def test_each_source_of_parcels_gets_its_campaign_and_others_the_satellite_one(make):
    ledger = make()
    assert {code: campaign_for(ledger, code).code for code in ("greenhouse", "patrol", "media", "", "unheard_of")} == {
        "greenhouse": "greenhouse", "patrol": "satellite", "media": "satellite", "": "satellite", "unheard_of": "satellite"}
    assert campaign_for(ledger, "tip") is campaign_for(ledger, "satellite")  # read once
    assert [one.code for one in campaigns(ledger)] == ["cropland_check", "greenhouse", "inspection", "rural_housing", "satellite"]


def test_a_county_moves_a_source_to_another_campaign_and_edits_a_limit(make):
    raw = shipped("greenhouse")
    raw["sources"].append("tip")
    raw["tables"]["nursing_house_limit"]["rows"][0]["value"] = "18"
    satellite = shipped("satellite")
    satellite["sources"].remove("tip")
    ledger = make(campaign_greenhouse=raw, campaign_satellite=satellite)
    campaign = campaign_for(ledger, "tip")
    assert campaign.code == "greenhouse"
    answers = {"finding": "nonfarm_violation", "category": "greenhouse", "has_nursing_house": "yes", "climate_region": "south"}
    assert campaign.form.proposals(answers, {})["nursing_house_limit_m2"] == "18.00"


def test_a_ledger_made_before_there_were_campaigns_uses_the_shipped_ones(make, tmp_path):
    ledger = make()
    ledger.store.execute("DELETE FROM rule WHERE name LIKE 'campaign_%'")
    ledger.store.execute("DELETE FROM dictionary WHERE name IN ('use_kind', 'unit', 'parcel_fact')")
    ledger.close()
    with Ledger.open(tmp_path / "a.gpkg", write=False) as again:
        assert len(campaign_for(again, "rural_housing").form.by_code) > 50


def test_a_document_that_cannot_be_used_makes_no_ledger_and_names_file_and_key(make, tmp_path):
    raw = shipped("inspection")
    raw["completeness"][0]["fields"] = ["owner"]
    with pytest.raises(BadInput, match=r"campaign_inspection\.json: completeness\[0\]\.fields names owner"):
        make(campaign_inspection=raw)
    with pytest.raises(BadInput, match=r"campaign_inspection\.json, line 2"):
        make(campaign_inspection='{\n"code": }')
    assert not (tmp_path / "a.gpkg").exists()


def test_a_codes_list_that_no_longer_has_what_a_form_asks_about_is_refused(make):
    with pytest.raises(BadInput, match="names demolish"):
        make(six_musts=[{"code": "fine", "label": "Fine", "label_zh": "罚款"}])


def test_what_the_survey_lacks_is_named_with_the_responsibilities(make):
    ledger = make()
    uid = parcel_of(ledger)
    ledger.apply(uid, 1, "record", {"finding": "nonfarm_violation", "facts": {"plot_mu": "2", "cropland_mu": "3"}})
    case = ledger.case(uid)
    lacking = missing_fields(ledger, campaign_for(ledger, case.campaign), case)
    assert {"Surveyed on", "Use, kind", "Project owner / Subject responsibility", "Supervision responsibility"} <= set(lacking)
    assert "Cropland occupied" in lacking  # answered, but more than the plot
    assert lacking.count("Cropland occupied") == 1


def screened(ledger, uid, role, covered, classes=(), when=1):
    redline = ledger.new_uid()
    ledger.add_redline(Redline(redline, role, role, "2025", "a.shp", "0" * 64, 1, 0, "x.gpkg", "EPSG:4526",
                               registered_at=f"2026-01-0{when}T00:00:00.000Z"))
    ledger.record_screening(
        [Overlap(uid, redline, role, code, Decimal(area), Decimal(net)) for code, area, net in classes],
        [Screening(uid, redline, role, Decimal(covered), Decimal("1000.00") - Decimal(covered))], [uid], [redline], {})


def test_the_figures_of_a_parcel_add_up_and_come_from_the_newest_layers(make):
    ledger = make()
    uid = parcel_of(ledger)
    assert ParcelFacts(ledger).of(uid) == {
        "area_m2": Decimal("1000.00"), "area_mu": Decimal("1.50"), "monitored_m2": Decimal("990.00"),
        "monitored_mu": Decimal("1.49")}
    screened(ledger, uid, "landuse", "1000.00", [("0103", "1000.00", "1000.00")])
    screened(ledger, uid, "landuse", "1000.00", [
        ("0103", "333.33", "300.00"), ("0301", "111.11", "111.11"), ("0601", "222.22", "222.22"),
        ("1208", "333.34", "333.34")], 2)
    screened(ledger, uid, "permanent_farmland", "250.00")
    screened(ledger, uid, "approval", "371.26")
    facts = ParcelFacts(ledger).of(uid)
    assert facts["cropland_m2"] == Decimal("300.00") and facts["other_agricultural_m2"] == Decimal("144.44")
    assert facts["agricultural_m2"] == Decimal("444.44") and facts["unused_m2"] == Decimal("333.34")
    parts = ("cropland_mu", "other_agricultural_mu", "construction_mu", "unused_mu")
    assert sum(facts[part] for part in parts) == facts["area_mu"]
    assert facts["permanent_farmland_mu"] == Decimal("0.38") and facts["approval_share"] == Decimal("37.13")
    form = campaign_for(ledger, "satellite").form
    answers = {"finding": "other", **form.proposals({"finding": "other"}, facts)}
    assert form.check(answers, facts) == []  # what screening proposes contradicts nothing
