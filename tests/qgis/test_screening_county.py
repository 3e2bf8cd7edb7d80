"""The demo county screened: every overlap is what plain shapely found when the county was made."""

from __future__ import annotations

from decimal import Decimal

import pytest

from farmland_plugin.ledger.ledger import Ledger

pytest.importorskip("shapely", minversion="2.0")


@pytest.fixture(scope="module")
def county(tmp_path_factory, farmland):
    from tests.demo_county import generate

    folder = tmp_path_factory.mktemp("county")
    truth = generate("small", folder, pictures=False)
    ledger = folder / "ledger.gpkg"
    farmland("createledger", LEDGER=ledger, COUNTY=truth["county"]["code"], NAME="示例县", CRS=f"EPSG:{truth['epsg']}")
    farmland("importparcels", LEDGER=ledger, INPUT=folder / "wp2026q1.shp", SOURCE="satellite")
    farmland("importparcels", LEDGER=ledger, INPUT=folder / "ducha2026.gpkg", SOURCE="inspection")
    registered = {}
    for layer in truth["layers"]:
        name = layer["layer"] if layer["file"].endswith(".gpkg") else ""
        registered[layer["role"]] = farmland("registerredline", LEDGER=ledger, INPUT=folder / layer["file"], LAYER=name,
                                             ROLE=layer["role"], VINTAGE="2025-12-31")
    done = farmland("screenparcels", LEDGER=ledger)
    return truth, ledger, registered, done


def test_every_layer_is_registered_whole_and_its_invalid_polygons_are_repaired(county):
    truth, _, registered, _ = county
    for layer in truth["layers"]:
        assert registered[layer["role"]]["FEATURES"] == layer["features"], layer["role"]
        assert registered[layer["role"]]["REPAIRED"] >= layer["invalid"], layer["role"]


def test_overlaps_of_the_county_are_the_truth_scaled_to_the_ellipsoid(county):
    truth, path, _, done = county
    expected = {(row["file"], row["row"]): row for row in truth["parcels"]}
    checked = 0
    with Ledger.open(path, write=False) as ledger:
        overlaps = {}
        for fact in ledger.all_overlaps():
            overlaps.setdefault((fact.parcel_uid, fact.role), {})[fact.class_code] = fact.area_m2
        whole = {(fact.parcel_uid, fact.role): fact for fact in ledger.all_screenings()}
        for parcel in ledger.parcels():
            row = expected[parcel.source_file, parcel.source_row]
            scale = float(parcel.area_m2) / row["area_m2"]
            for layer in truth["layers"]:
                role = layer["role"]
                mine, theirs = overlaps.get((parcel.parcel_uid, role), {}), dict(row["cover"].get(role, {}))
                covered = theirs.pop("*", 0.0) * scale
                fact = whole[parcel.parcel_uid, role]
                assert float(fact.covered_m2) == pytest.approx(covered, abs=0.03)
                for code in mine.keys() | theirs.keys():
                    assert float(mine.get(code, 0)) == pytest.approx(theirs.get(code, 0.0) * scale, abs=0.03), (row, role)
                    checked += 1
                assert sum(mine.values(), Decimal(0)) + fact.uncovered_m2 - fact.double_m2 == parcel.area_m2
    assert checked > 300 and done["OVERLAPS"] > 300
