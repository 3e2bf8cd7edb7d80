"""Importing a hand-over: nothing is lost, nothing is counted twice, every doubt is settled and said."""

from __future__ import annotations

import json
import os
import zipfile
from decimal import Decimal
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsProcessingException

from farmland_plugin.intake.opening.source import open_source, open_sources
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.importparcels import ImportParcels
from tests.qgis.handover import E0, N0, REAL, bow_tie, new_ledger, page, run, square, write_layer

TXT = ("[属性描述]\n坐标系=2000国家大地坐标系\n几度分带=3\n带号=38\n[地块坐标]\n5,1.0000,{number},甲,面,,,,@\n"
       "J1,1,{n},{e}\nJ2,1,{n2},{e}\nJ3,1,{n2},{e2}\nJ4,1,{n},{e2}\nJ1,1,{n},{e}\n")


def boundary_txt(path, number, column):
    e = E0 + 200 * column
    path.write_text(TXT.format(number=number, n=N0, n2=N0 + 100, e=e, e2=e + 100), encoding="gbk")
    return path


@pytest.fixture()
def ledger(tmp_path):
    return new_ledger(tmp_path)


def bring(ledger, source, **more):
    out = run(ImportParcels(), LEDGER=ledger, INPUT=source, SOURCE=more.pop("SOURCE", "satellite"), **more)
    assert out["READ"] == out["IMPORTED"] + out["QUARANTINED"]
    return out


def parcels(ledger):
    with Ledger.open(ledger, write=False) as led:
        return list(led.parcels())


def refusal(ledger, source, **more):
    """Return the sentence of a refused import, having checked that nothing was written."""
    with pytest.raises(QgsProcessingException) as caught:
        run(ImportParcels(), LEDGER=ledger, INPUT=source, SOURCE=more.pop("SOURCE", "satellite"), **more)
    text = str(caught.value)
    assert "\n" not in text and "Traceback" not in text and text
    with Ledger.open(ledger, write=False) as led:
        assert not led.batches() and not list(led.parcels())
        assert not list((led.files / "reports").iterdir())
    return text


def test_a_gbk_shapefile_without_cpg_comes_in_with_its_chinese_names(ledger, tmp_path):
    path = write_layer(tmp_path / "tb.shp", [(square(0), "0101", "某村甲", 10000.0), (square(1), "0102", "某村乙", 10000.0)],
                       ("监测编号", "永久基本农田", "监测面积"), encoding="CP936", types={"监测面积": ogr.OFTReal})
    path.with_suffix(".cpg").unlink()
    out = bring(ledger, path, BATCH="一期")
    assert out["IMPORTED"] == 2
    first, _ = parcels(ledger)
    assert (first.source_no, first.attributes["永久基本农"], first.monitored_area_m2) == ("0101", "某村甲", Decimal("10000.00"))
    assert first.source_row == 1 and first.source_crs == "EPSG:4526" and first.issued_geom is None
    report = page(out)
    assert "gb18030" in report and "某村" not in report  # imported rows are not listed
    with Ledger.open(ledger, write=False) as led:
        (batch,) = led.batches()
        assert batch.name == "一期" and json.loads(batch.note)[0]["area_unit"] == "m2"


def test_the_encoding_can_be_chosen_and_is_checked(ledger, tmp_path):
    path = write_layer(tmp_path / "tb.shp", [(square(0), "甲", "1")], encoding="CP936")
    path.with_suffix(".cpg").write_text("UTF-8")
    assert open_source(path).encoding == "gb18030"  # the .cpg is wrong and is not believed
    assert open_source(path, encoding="GBK").encoding == "gb18030"
    assert "ENCODING" in refusal(ledger, path, ENCODING="UTF-8")
    assert "unknown" in refusal(ledger, path, ENCODING="klingon")


def test_an_area_in_mu_is_proved_by_the_geometry(ledger, tmp_path):
    path = write_layer(tmp_path / "a.gpkg", [(square(i), f"N{i}", 15.0) for i in range(3)], types={"MJ": ogr.OFTReal})
    bring(ledger, path)
    assert {p.monitored_area_m2 for p in parcels(ledger)} == {Decimal("10000.00")}


def test_an_unprovable_unit_asks_and_the_answer_is_taken(ledger, tmp_path):
    path = write_layer(tmp_path / "a.gpkg", [(square(0), "N", 77.0)], types={"MJ": ogr.OFTReal})
    assert "AREA_UNIT" in refusal(ledger, path)
    bring(ledger, path, AREA_UNIT="ha")
    assert parcels(ledger)[0].monitored_area_m2 == Decimal("770000.00")


def test_every_bad_geometry_is_kept_in_quarantine_with_its_reason(ledger, tmp_path):
    rows = [(square(0), "good", "10000"), (None, "null", "1"), ("POLYGON EMPTY", "empty", "1"),
            (f"POLYGON(({E0} {N0},{E0 + 9} {N0},{E0} {N0}))", "collapsed", "1"), ("POINT(1 1)", "point", "1"),
            (square(0, east=100.0, north=100.0), "elsewhere", "1"), (bow_tie(3), "bow tie", "5000"),
            (f"POLYGON(({E0 + 900} {N0},{E0 + 900} {N0 + 50},{E0 + 950} {N0 + 50},{E0 + 950} {N0}))", "open", "2500")]
    path = write_layer(tmp_path / "a.gpkg", rows, kind=ogr.wkbUnknown)
    out = bring(ledger, path, QUARANTINE=str(tmp_path / "q.gpkg"))
    assert (out["READ"], out["IMPORTED"], out["QUARANTINED"]) == (8, 3, 5)
    with Ledger.open(ledger, write=False) as led:
        reasons = {q["attributes"]["JCBH"]: q["reason"] for q in led.quarantined(out["BATCH_ID"])}
        tie = next(p for p in led.parcels() if p.source_no == "bow tie")
    assert set(reasons) == {"null", "empty", "collapsed", "point", "elsewhere"} and all(reasons.values())
    assert "outside" in reasons["elsewhere"] and "outside" in reasons["point"]
    assert out["REPAIRED"] == 2 and "0.00 → 49" in tie.repair and tie.issued_geom
    assert tie.area_m2 == pytest.approx(Decimal(5000), abs=Decimal(1))
    dataset = ogr.Open(out["QUARANTINE"])
    assert dataset.GetLayer(0).GetFeatureCount() == 5
    text = page(out)
    assert all(number in text for number in reasons)


def test_quarantine_as_csv_holds_no_formula(ledger, tmp_path):
    path = write_layer(tmp_path / "a.gpkg", [(square(0), "ok", "10000"), (None, "=1+1", "1")])
    out = bring(ledger, path, QUARANTINE=str(tmp_path / "q.csv"))
    lines = Path(out["QUARANTINE"]).read_text(encoding="utf-8-sig").splitlines()
    assert len(lines) == 2 and "=1+1" in lines[1] and not lines[1].startswith("=")


def test_markup_in_the_data_is_escaped_in_the_report(ledger, tmp_path):
    out = bring(ledger, write_layer(tmp_path / "a.gpkg", [(square(0), "ok", ""), (None, "<script>alert(1)</script>", "")]))
    text = page(out)
    assert "<script>" not in text and "&lt;script&gt;" in text


def test_the_same_file_is_not_imported_twice(ledger, tmp_path):
    path = write_layer(tmp_path / "a.shp", [(square(0), "1", "10000")])
    bring(ledger, path, BATCH="第一批")
    with pytest.raises(QgsProcessingException, match="第一批"):
        run(ImportParcels(), LEDGER=ledger, INPUT=path, SOURCE="satellite", BATCH="第二批")
    with zipfile.ZipFile(tmp_path / "again.zip", "w") as archive:
        for part in tmp_path.glob("a.*"):
            archive.write(part, part.name)
    with pytest.raises(QgsProcessingException, match="第一批"):
        run(ImportParcels(), LEDGER=ledger, INPUT=tmp_path / "again.zip", SOURCE="satellite")
    assert len(parcels(ledger)) == 1


def test_ground_that_is_in_the_ledger_already_is_counted(ledger, tmp_path):
    bring(ledger, write_layer(tmp_path / "a.gpkg", [(square(0), "1", ""), (square(1), "2", "")]), BATCH="旧")
    shifted = square(0, east=E0 + 50)
    out = bring(ledger, write_layer(tmp_path / "b.gpkg", [(shifted, "3", ""), (square(5), "4", ""), (square(5), "5", "")]))
    assert out["OVERLAPPING"] == 1
    text = page(out)
    assert "旧" in text and "50.0 %" in text and "0.333" in text and "100.0 %" in text


def test_split_parcels_know_their_parent(ledger, tmp_path):
    rows = [(square(0), "130427SJBG26210310", ""), (square(1), "130427SJBG26210310_3", "")]
    bring(ledger, write_layer(tmp_path / "a.gpkg", rows))
    parent, child = parcels(ledger)
    assert child.parent_uid == parent.parcel_uid and parent.parent_uid is None


def test_rows_without_a_number_are_imported_and_told(ledger, tmp_path):
    out = bring(ledger, write_layer(tmp_path / "a.gpkg", [(square(0), "", ""), (square(1), "7", "")]))
    assert [p.source_no for p in parcels(ledger)] == ["a-1", "7"]
    assert "numbered" in page(out)


@pytest.mark.parametrize("declared", [4526, 4547, 4490, 0])
def test_eastings_with_a_zone_land_in_their_zone_whatever_is_declared(tmp_path, declared):
    ledger = new_ledger(tmp_path)
    bring(ledger, write_layer(tmp_path / "a.shp", [(square(0), "1", "10000")], epsg=declared))
    (parcel,) = parcels(ledger)
    assert parcel.source_crs == "EPSG:4526" and float(parcel.area_m2) == pytest.approx(9999.4, abs=0.3)


def test_swapped_axes_are_put_right(ledger, tmp_path):
    wkt = f"POLYGON(({N0} {E0},{N0 + 100} {E0},{N0 + 100} {E0 + 100},{N0} {E0 + 100},{N0} {E0}))"
    bring(ledger, write_layer(tmp_path / "a.shp", [(wkt, "1", "10000")]))
    assert open_source(tmp_path / "a.shp").crs_note.count("exchanged") == 1
    assert float(parcels(ledger)[0].area_m2) == pytest.approx(9999.4, abs=0.3)


def test_another_zone_is_transformed_and_the_issued_polygon_kept(tmp_path):
    ledger = new_ledger(tmp_path, epsg=4527)
    bring(ledger, write_layer(tmp_path / "a.gpkg", [(square(0), "1", "10000")]))
    (parcel,) = parcels(ledger)
    assert parcel.issued_geom is not None and parcel.source_crs == "EPSG:4526" and not parcel.repair
    assert float(parcel.area_m2) == pytest.approx(9999.4, abs=0.3)


def test_codes_stay_text_and_numbers_keep_their_shape(tmp_path):
    rows = [(square(0), "0101", 0.96, 130403262101830001, "2026/07/03")]
    types = {"MJ": ogr.OFTReal, "BSM": ogr.OFTInteger64, "QSX": ogr.OFTDate}
    for suffix in (".gpkg", ".geojson", ".shp"):
        path = write_layer(tmp_path / f"a{suffix}", rows, ("DLBM", "MJ", "BSM", "QSX"), types=types)
        (feature,) = open_source(path)
        assert feature.attributes == {"DLBM": "0101", "MJ": "0.96", "BSM": "130403262101830001", "QSX": "2026-07-03"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
def test_a_geojson_in_any_encoding_is_read(tmp_path, encoding):
    path = write_layer(tmp_path / "a.geojson", [(square(0), "甲一", "")], epsg=4526)
    text = path.read_text(encoding="utf-8").replace("JCBH", "监测编号")
    path.write_text(text, encoding=encoding)
    (feature,) = open_source(path)
    assert feature.attributes["监测编号"] == "甲一"


def test_a_missing_shx_is_restored_without_touching_the_folder(ledger, tmp_path):
    (tmp_path / "in").mkdir()
    path = write_layer(tmp_path / "in" / "a.shp", [(square(0), "1", "10000")])
    path.with_suffix(".shx").unlink()
    before = sorted(p.name for p in path.parent.iterdir())
    assert bring(ledger, path)["IMPORTED"] == 1
    assert sorted(p.name for p in path.parent.iterdir()) == before


def test_shapefile_parts_that_do_not_belong_together_are_refused(ledger, tmp_path):
    path = write_layer(tmp_path / "a.shp", [(square(0), "1", ""), (square(1), "2", "")])
    data = path.with_suffix(".dbf").read_bytes()
    path.with_suffix(".dbf").write_bytes(b"\x03\x00\x01")
    assert "damaged" in refusal(ledger, path)
    path.with_suffix(".dbf").write_bytes(data[:-80])
    assert "damaged" in refusal(ledger, path)
    path.with_suffix(".dbf").unlink()
    assert ".dbf" in refusal(ledger, path)
    write_layer(tmp_path / "b.shp", [(square(0), "1", "")])
    (tmp_path / "b.dbf").replace(path.with_suffix(".dbf"))
    assert "2 shapes" in refusal(ledger, path)


def test_bad_input_is_one_sentence_and_writes_nothing(ledger, tmp_path):
    assert "not found" in refusal(ledger, tmp_path / "none.shp")
    good = write_layer(tmp_path / "good.gpkg", [(square(0), "1", "")])
    assert "satellite" in refusal(ledger, good, SOURCE="martian")
    assert "EPSG:4526" in refusal(ledger, good, CRS="EPSG:4547")
    assert "2026-07-03" in refusal(ledger, good, REMEDIATE_BY="soon")
    assert "no layer" in refusal(ledger, good, LAYER="other")
    assert "ledger itself" in refusal(ledger, ledger)
    assert "no polygons" in refusal(ledger, write_layer(tmp_path / "p.gpkg", [("LINESTRING(1 2,3 4)", "1", "")],
                                                              kind=ogr.wkbLineString))
    assert "empty" in refusal(ledger, write_layer(tmp_path / "e.gpkg", []))
    assert "set CRS" in refusal(ledger, write_layer(tmp_path / "c.shp", [(square(0, east=545000), "1", "")], epsg=0))
    assert "CGCS2000" in refusal(ledger, write_layer(tmp_path / "x.gpkg", [(square(0), "1", "")], epsg=2362))
    (tmp_path / "t.gpkg").write_bytes(b"SQLite format 3\0 and then nothing")
    assert "damaged" in refusal(ledger, tmp_path / "t.gpkg")
    (tmp_path / "v.vrt").write_text("<OGRVRTDataSource/>")
    assert {"format", "virtual"} & set(refusal(ledger, tmp_path / "v.vrt").split())
    (tmp_path / "v.geojson").write_text("<OGRVRTDataSource/>")
    assert {"damaged", "virtual"} & set(refusal(ledger, tmp_path / "v.geojson").split())
    assert "virtual" in refusal(ledger, "/vsicurl/http://example.org/a.geojson")
    south = write_layer(tmp_path / "s.gpkg", [(square(0, size=0.01, east=20.4, north=-34.0), "1", "")], epsg=4326)
    assert "outside" in refusal(ledger, south)


def test_a_geopackage_with_several_polygon_layers_asks_which(ledger, tmp_path):
    path = write_layer(tmp_path / "a.gpkg", [(square(0), "1", "")], layer="tb")
    write_layer(path, [("POINT(1 1)", "1", "")], layer="points", kind=ogr.wkbPoint, append=True)
    assert open_source(path).name == "a.gpkg|tb"
    write_layer(path, [(square(1), "2", "")], layer="other", append=True)
    assert "tb, other" in refusal(ledger, path)
    assert bring(ledger, f"{path}|layername=other")["IMPORTED"] == 1
    assert bring(ledger, path, LAYER="tb")["IMPORTED"] == 1


def test_a_folder_of_txt_is_one_batch(ledger, tmp_path):
    folder = tmp_path / "第一批"
    folder.mkdir()
    for column in range(3):
        boundary_txt(folder / f"地块{column}.txt", "FID_0", column)
    (folder / "说明.txt").write_text("只是说明", encoding="gbk")
    out = bring(ledger, folder)
    assert (out["READ"], out["IMPORTED"]) == (3, 3)
    assert {(p.source_no, p.source_file, p.monitored_area_m2) for p in parcels(ledger)} == {
        ("FID_0", f"地块{c}.txt", Decimal("10000.00")) for c in range(3)}
    with Ledger.open(ledger, write=False) as led:
        assert [b.name for b in led.batches()] == ["第一批"]
    assert "说明.txt" in page(out)


def test_a_zip_of_a_shapefile_and_txt_comes_in(ledger, tmp_path):
    write_layer(tmp_path / "tb.shp", [(square(7), "1", "10000")], encoding="CP936")
    txt = boundary_txt(tmp_path / "甲.txt", "2", 1)
    with zipfile.ZipFile(tmp_path / "下发.zip", "w") as archive:
        for part in tmp_path.glob("tb.*"):
            archive.write(part, f"数据/{part.name}")
        archive.write(txt, "甲.txt")
    assert bring(ledger, tmp_path / "下发.zip")["IMPORTED"] == 2
    assert sorted(p.source_file for p in parcels(ledger)) == ["数据/tb.shp", "甲.txt"]
    with pytest.raises(Exception, match="2 layers"):
        open_source(tmp_path / "下发.zip")


def test_the_users_field_map_wins(ledger, tmp_path):
    path = write_layer(tmp_path / "a.gpkg", [(square(0), "wrong", "right", "130423101203")], ("JCBH", "XH", "CUN"))
    (tmp_path / "map.json").write_text(json.dumps({"source_no": "XH", "village": "CUN"}))
    bring(ledger, path, FIELD_MAP=tmp_path / "map.json")
    (parcel,) = parcels(ledger)
    assert (parcel.source_no, parcel.township, parcel.village) == ("right", "130423101", "130423101203")
    assert parcel.attributes["JCBH"] == "wrong"


@pytest.mark.skipif(not REAL.is_dir(), reason="the real data are not on this machine")
def test_the_real_boundary_files_come_in_as_one_batch(tmp_path):
    ledger = new_ledger(tmp_path)
    out = bring(ledger, REAL / "boundary_txt")
    assert (out["READ"], out["IMPORTED"], out["QUARANTINED"], out["REPAIRED"]) == (6, 6, 0, 0)
    assert {s.crs.authid() for s in open_sources(REAL / "boundary_txt")} == {"EPSG:4526"}
    for parcel in parcels(ledger):
        assert parcel.source_no == "FID_0" and parcel.source_crs == "EPSG:4526"
        if parcel.monitored_area_m2 is not None:
            assert float(parcel.area_m2) == pytest.approx(float(parcel.monitored_area_m2), rel=0.01)


@pytest.mark.skipif(not REAL.is_dir(), reason="the real data are not on this machine")
@pytest.mark.parametrize("epsg", [32734, 4326])
def test_real_buildings_of_another_country_come_in_whole(tmp_path, epsg):
    ledger = new_ledger(tmp_path, epsg=epsg)
    out = bring(ledger, REAL / "swellendam" / "training_data.gpkg", LAYER="buildings")
    assert out["READ"] == 4708 and out["IMPORTED"] > 4600
    some = parcels(ledger)[100]
    assert 5 < float(some.area_m2) < 100_000


def test_an_area_in_the_wrong_unit_is_refused_in_a_txt_too(ledger, tmp_path):
    path = boundary_txt(tmp_path / "a.txt", "DK1", 0)
    path.write_text(path.read_text(encoding="gbk").replace("5,1.0000,", "5,10000.00,"), encoding="gbk")
    assert "AREA_UNIT" in refusal(ledger, path)
    run(ImportParcels(), LEDGER=ledger, INPUT=path, SOURCE="satellite", AREA_UNIT="m2")
    assert parcels(ledger)[0].monitored_area_m2 == 10000


def test_a_row_whose_issued_area_is_far_from_the_measured_one_is_named(ledger, tmp_path):
    areas = ("15", "15", "10000", "0", "")
    source = write_layer(tmp_path / "a.gpkg", [(square(i), f"N{i}", area) for i, area in enumerate(areas)])
    out = run(ImportParcels(), LEDGER=ledger, INPUT=source, SOURCE="satellite")
    assert "2 monitored areas are less than half or more than twice the measured area (rows 3, 4)" in page(out)
    assert [p.monitored_area_m2 for p in parcels(ledger)][:2] == [10000, 10000] and parcels(ledger)[4].monitored_area_m2 is None


def test_the_same_file_twice_in_one_hand_over_is_counted_once(ledger, tmp_path):
    folder = tmp_path / "下发"
    folder.mkdir()
    write_layer(folder / "a.geojson", [(square(0), "N0", "10000")])
    (folder / "a - 副本.geojson").write_bytes((folder / "a.geojson").read_bytes())
    write_layer(folder / "b.geojson", [(square(1), "N1", "10000")])
    out = run(ImportParcels(), LEDGER=ledger, INPUT=folder, SOURCE="satellite")
    assert (out["READ"], out["IMPORTED"]) == (2, 2) and "the same data as" in page(out)


def test_arcs_and_other_parts_are_not_changed_in_silence(ledger, tmp_path):
    x, y = E0, N0
    curved = f"CURVEPOLYGON(CIRCULARSTRING({x} {y},{x + 50} {y + 50},{x + 100} {y},{x + 50} {y - 50},{x} {y}))"
    mixed = f"GEOMETRYCOLLECTION({square(2)},POINT({x} {y}))"
    source = write_layer(tmp_path / "a.gpkg", [(curved, "C", ""), (mixed, "M", ""), (square(3), "S", "")], kind=ogr.wkbUnknown)
    out = run(ImportParcels(), LEDGER=ledger, INPUT=source, SOURCE="satellite")
    found = {p.source_no: p for p in parcels(ledger)}
    assert (out["IMPORTED"], out["REPAIRED"]) == (3, 2)
    assert "arcs replaced" in found["C"].repair and "points and lines left out" in found["M"].repair and not found["S"].repair
    assert float(found["C"].area_m2) == pytest.approx(7853.6, rel=1e-3)


def test_a_file_that_cannot_be_written_leaves_the_ledger_as_it_was(ledger, tmp_path, monkeypatch):
    source = write_layer(tmp_path / "a.gpkg", [(square(0), "N0", "10000"), (None, "N1", "")])
    taken = tmp_path / "rows.csv"  # open in a spreadsheet program: Windows does not let it be replaced
    replace = os.replace

    def locked(old, new):
        if Path(new) == taken:
            raise PermissionError(13, "in use", str(new))
        replace(old, new)

    monkeypatch.setattr(os, "replace", locked)
    refusal(ledger, source, QUARANTINE=taken, REPORT=tmp_path / "r.html")
    monkeypatch.undo()
    assert run(ImportParcels(), LEDGER=ledger, INPUT=source, SOURCE="satellite", QUARANTINE=taken)["READ"] == 2
