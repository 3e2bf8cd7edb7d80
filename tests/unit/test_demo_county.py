"""The demo county is what it says it is: other tests lean on its truth."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from osgeo import gdal

from tests.demo_county import generate
from tests.demo_county.exif import Shot, with_exif
from tests.demo_county.photos import jpeg

County = tuple[Path, dict[str, Any]]


@pytest.fixture(scope="module")
def county(tmp_path_factory: pytest.TempPathFactory) -> County:
    out = tmp_path_factory.mktemp("county")
    return out, generate(size="small", out=out, pictures=False)


def polygons(path: Path, layer: str | None = None) -> np.ndarray:
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR)  # kept alive while its layer is read
    opened = source.GetLayerByName(layer) if layer else source.GetLayer(0)
    wkbs = [bytes(row.GetGeometryRef().ExportToWkb()) if row.GetGeometryRef() else None for row in opened]
    return shapely.from_wkb(np.asarray(wkbs, dtype=object))


def records(path: Path) -> list[dict[str, Any]]:
    gdal.SetConfigOption("OGR_XLSX_HEADERS", "FORCE")  # a table of text only: OGR cannot tell its header
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR)
    found = [row.items() for row in source.GetLayer(0)]
    gdal.SetConfigOption("OGR_XLSX_HEADERS", None)
    return found


def sides(geoms: np.ndarray) -> Counter[tuple[float, ...]]:
    """Count every side of every ring, whichever way it runs."""
    found: Counter[tuple[float, ...]] = Counter()
    for ring in shapely.get_rings(geoms):
        xy = shapely.get_coordinates(ring).round(4)
        for a, b in zip(xy[:-1].tolist(), xy[1:].tolist()):
            found[tuple(min(a, b) + max(a, b))] += 1
    return found


def test_land_use_covers_the_county_without_gaps_or_overlaps(county: County) -> None:
    out, truth = county
    geoms = polygons(out / "dltb.gpkg")
    assert 600 <= len(geoms) <= 1100
    assert shapely.is_valid(geoms).all()
    whole = shapely.coverage_union_all(polygons(out / "xzq.gpkg", "XZQ"))
    assert len(shapely.get_parts(whole)) == 1
    assert shapely.area(geoms).sum() == pytest.approx(whole.area, abs=1e-3)
    assert truth["land_use_m2"] == pytest.approx(truth["outline_m2"], abs=0.01)


def test_neighbours_share_the_very_same_vertices(county: County) -> None:
    geoms = polygons(county[0] / "dltb.gpkg")
    count = sides(geoms)
    assert set(count.values()) == {1, 2}
    alone = sum(np.hypot(side[2] - side[0], side[3] - side[1]) for side, times in count.items() if times == 1)
    outline = shapely.length(shapely.coverage_union_all(polygons(county[0] / "xzq.gpkg", "XZQ")))
    assert alone == pytest.approx(outline, rel=1e-6)


def test_the_same_seed_gives_the_same_files_and_another_seed_does_not(county: County, tmp_path: Path) -> None:
    generate(size="small", out=tmp_path / "again", pictures=False)
    generate(size="small", out=tmp_path / "other", seed=5, pictures=False)
    files = sorted(path.relative_to(county[0]) for path in county[0].rglob("*") if path.is_file())

    def prints(folder: Path) -> dict[Path, str]:
        return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in files if (folder / name).exists()}

    assert prints(county[0]) == prints(tmp_path / "again")
    assert prints(county[0])[Path("dltb.gpkg")] != prints(tmp_path / "other")[Path("dltb.gpkg")]


def test_unknown_class_codes_and_every_crop_occur_in_the_land_use(county: County) -> None:
    rows = records(county[0] / "dltb.gpkg")
    codes = Counter(row["DLBM"] for row in rows)
    assert {"0101", "0102", "0103", "0201", "0201K", "0301", "0702", "1006", "1101", "1202", "1208"} <= set(codes)
    for row in rows:
        assert row["KCMJ"] == pytest.approx(row["TBMJ"] * row["KCXS"], abs=0.0051)
        assert row["TBDLMJ"] == pytest.approx(row["TBMJ"] - row["KCMJ"], abs=1e-6)
        assert len(row["ZLDWDM"]) == 19
        assert len(row["BSM"]) == 18


def test_the_national_batch_is_gbk_without_a_word_about_it(county: County) -> None:
    path = county[0] / "wp2026q1.shp"
    assert not path.with_suffix(".cpg").exists()
    table = path.with_suffix(".dbf").read_bytes()
    assert table[29] == 0
    assert "示例县".encode("gbk") in table
    assert "永久基本农".encode("gbk") in table
    assert "永久基本农田".encode("gbk") not in table[:1000]
    source = gdal.OpenEx(str(path), gdal.OF_VECTOR, open_options=["ENCODING=GBK"])
    layer = source.GetLayer(0)
    names = [field.GetName() for field in layer.schema]
    assert {"JCBH", "MJ", "JCMJ", "乡镇名称", "永久基本农", "疑似图斑说"} <= set(names)
    west, east, south, north = layer.GetExtent()
    assert 38_500_000 < west < east < 38_600_000
    assert 4_000_000 < south < north < 4_100_000


def test_the_ecological_line_comes_in_degrees_with_a_few_broken_polygons(county: County) -> None:
    out, truth = county
    geoms = polygons(out / "stbhhx.shp")
    about = next(layer for layer in truth["layers"] if layer["role"] == "ecological")
    assert (out / "stbhhx.cpg").read_text().strip() == "UTF-8"
    assert about["epsg"] == 4490
    assert int((~shapely.is_valid(geoms)).sum()) == about["invalid"] >= 2
    west, south, east, north = shapely.total_bounds(geoms)
    assert 113 < west < east < 116
    assert 35 < south < north < 38


def test_permanent_farmland_has_large_dissolved_polygons_with_holes(county: County) -> None:
    geoms = polygons(county[0] / "yjjbntbhtb.gpkg")
    assert shapely.is_valid(geoms).all()
    largest = geoms[int(np.argmax(shapely.get_num_coordinates(geoms)))]
    assert shapely.get_num_coordinates(largest) > 2000
    assert len(shapely.get_rings(largest)) > 20


def test_rows_and_quarantined_rows_are_as_the_truth_says(county: County) -> None:
    out, truth = county
    rows = truth["rows"]
    geoms = polygons(out / "wp2026q1.shp")
    assert len(geoms) == rows["wp2026q1.shp"] == 150
    empty = [row["row"] for row in truth["quarantined"] if row["reason"] == "no geometry"]
    assert [index + 1 for index, geom in enumerate(geoms) if geom is None] == empty
    assert int((~shapely.is_valid(geoms[geoms != None])).sum()) == truth["invalid_parcels"]["wp2026q1.shp"] == 2  # noqa: E711
    assert len(polygons(out / "ducha2026.gpkg")) == rows["ducha2026.gpkg"]
    assert len(list((out / "jiezhi_txt").glob("*.txt"))) >= 6
    assert sum(rows.values()) == len(truth["parcels"]) + len(empty)


def test_the_truth_adds_up_for_every_parcel(county: County) -> None:
    truth = county[1]
    for parcel in truth["parcels"]:
        land = parcel["cover"].get("landuse", {})
        classes = sum(area for code, area in land.items() if code != "*")
        assert classes == pytest.approx(land.get("*", 0.0), abs=1e-3)
        assert land.get("*", 0.0) + parcel["uncovered_m2"] == pytest.approx(parcel["area_m2"], abs=1e-3)
        for areas in parcel["cover"].values():
            assert areas["*"] <= parcel["area_m2"] + 1e-3
    outside = [parcel["number"] for parcel in truth["parcels"] if parcel["outside"]]
    assert outside == truth["outside"]


def test_the_truth_agrees_with_the_files_on_disk(county: County) -> None:
    out, truth = county
    land = polygons(out / "dltb.gpkg")
    codes = np.asarray([row["DLBM"] for row in records(out / "dltb.gpkg")])
    parcels = polygons(out / "wp2026q1.shp")
    for row in truth["parcels"][:40]:
        geom = parcels[row["row"] - 1]
        assert geom.area == pytest.approx(row["area_m2"], abs=1e-3)
        hits = shapely.STRtree(land).query(geom, predicate="intersects")
        for code in set(codes[hits]):
            area = shapely.union_all(shapely.intersection(land[hits[codes[hits] == code]], geom)).area
            assert area == pytest.approx(row["cover"]["landuse"].get(code, 0.0), abs=1e-3)


def test_batches_overlap_in_the_ways_the_truth_lists(county: County) -> None:
    pairs = county[1]["pairs"]
    between = Counter(pair["relation"] for pair in pairs if {pair["a_batch"], pair["b_batch"]} == {"wp2026q1", "ducha2026"})
    assert set(between) >= {"identical", "redrawn", "b_inside_a", "a_inside_b", "partial"}
    assert all(0.7 < pair["iou"] < 0.9 for pair in pairs if pair["relation"] == "redrawn")


def test_the_total_is_what_the_batches_were_made_to_add_up_to(county: County) -> None:
    found = county[1]["reconciliation"]
    assert found["made"] == {"identical": 6, "redrawn": 6, "inside": 3, "contains": 2, "partial": 3}
    between = {row["relation"]: row["pairs"] for row in found["two"]["pairs"] if row["batch"] != row["other"]}
    assert between == found["made"]
    repeated = sum(count for relation, count in found["made"].items() if relation != "partial")
    assert found["two"]["overlap"] == repeated
    for told in (found["two"], found["all"], found["reissued"]):
        assert told["sum"] - told["overlap"] == told["total"]
        assert Decimal(told["sum_mu"]) - Decimal(told["overlap_mu"]) == Decimal(told["total_mu"])


def test_every_row_of_the_first_issue_is_in_the_second_or_withdrawn(county: County) -> None:
    out, truth = county
    again = truth["reissue"]
    numbers = [row["JCBH"] or "" for row in records(out / again["file"])]
    assert len(numbers) == again["rows"]
    before = [row["JCBH"] or "" for row in records(out / "wp2026q1.shp")]
    kept = [number for number in before if number not in again["withdrawn"]]
    renamed = {row["was"]: row["number"] for row in again["changed"]}
    assert numbers == [renamed.get(number, number) for number in kept] + again["added"]
    assert again["same"] + len(again["changed"]) + len(again["added"]) + again["quarantined"] == again["rows"]


def test_every_parcel_inside_the_county_has_a_village_of_its_township(county: County) -> None:
    truth = county[1]
    rows = truth["places"]["parcels"]
    assert len(rows) == sum(row["special"] != "point_only" for row in truth["parcels"])
    assert [row["village"] for row in rows if not row["township"]] == [""] * len(truth["outside"])
    assert all(row["village"].startswith(row["township"]) for row in rows)


def test_tips_come_as_outlines_and_as_points(county: County) -> None:
    out, truth = county
    about = truth["batches"]["jubao2026"]
    rows = records(out / about["file"])
    assert [bool(row["范围WKT"]) for row in rows].count(True) == about["polygons"] >= 8
    assert [bool(row["范围WKT"]) for row in rows].count(False) == about["points"] >= 3


def test_findings_hold_two_bad_rows(county: County) -> None:
    out, truth = county
    rows = records(out / "findings.xlsx")
    assert list(rows[0])[:3] == ["图斑号", "批次", "认定意见"]
    numbers = [row["图斑号"] for row in rows]
    assert len(numbers) == truth["findings"]["rows"] == len(truth["findings"]["good"]) + 2
    bad = truth["findings"]["bad"]
    assert numbers[bad[0]["row"] - 1] == bad[0]["value"]
    assert bad[0]["value"] not in {parcel["number"] for parcel in truth["parcels"]}


def test_truth_is_readable_beside_the_files(county: County) -> None:
    out, truth = county
    assert json.loads((out / "truth.json").read_text(encoding="utf-8")) == truth


def test_a_photo_carries_its_place_and_direction(tmp_path: Path) -> None:
    path = tmp_path / "photo.jpg"
    plain = jpeg(np.full((60, 80, 3), 120, dtype=np.uint8))
    path.write_bytes(with_exif(plain, Shot(114.2741327, 36.6962649, 12.42, "2026:09:12 09:24:42")))
    found = gdal.Open(str(path)).GetMetadata()
    degrees = [float(part.strip("()")) for part in found["EXIF_GPSLatitude"].split()]
    assert degrees[0] + degrees[1] / 60 + degrees[2] / 3600 == pytest.approx(36.6962649, abs=1e-7)
    assert found["EXIF_GPSImgDirection"] == "(12.42)"
    assert found["EXIF_DateTimeOriginal"] == "2026:09:12 09:24:42"
