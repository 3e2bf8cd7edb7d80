"""Parcels handed out as GeoPackage and shapefile: every Chinese value comes back, what does not fit is told."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from osgeo import gdal, ogr
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsVectorLayer

from farmland_plugin.domain.errors import Cancelled
from farmland_plugin.domain.parcel import Change
from farmland_plugin.intake.opening.source import open_source
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing import exportparcels
from farmland_plugin.processing.exportparcels import ExportParcels
from farmland_plugin.processing.importparcels import ImportParcels
from farmland_plugin.reports import parcel_layer
from farmland_plugin.reports.parcel_layer import cut, encoded_length
from tests.qgis.handover import new_ledger, run, square, write_layer

FIELDS = ("JCBH", "JCMJ", "DLBM", "占用比例", "永久基本农田面积说明", "status")
ROWS = [(square(0), "0101", 15.0, "0103", "12.5", "柳林村西侧，占用基本农田", "下发"),
        (square(1), "130423-002", 15.0, "0701", "0.25", "", "退回"),
        (square(2), "甲3", 15.0, "1001", "3", "龙镇", "")]


@pytest.fixture()
def ledger(tmp_path):
    path = new_ledger(tmp_path)
    layer = write_layer(tmp_path / "tb.gpkg", ROWS, FIELDS, types={"JCMJ": ogr.OFTReal})
    assert run(ImportParcels(), LEDGER=path, INPUT=layer, SOURCE="satellite", BATCH="一季度", AREA_UNIT="mu",
               REMEDIATE_BY="2026-10-31")["IMPORTED"] == 3
    return path


def export(**parameters):
    return run(ExportParcels(), **parameters)


def refused(**parameters):
    with pytest.raises(QgsProcessingException) as caught:
        export(**parameters)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def records(path, options=()):
    """Return the rows of a file as GDAL reads them."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR, open_options=list(options))
    layer = dataset.GetLayer(0)
    return [{**feature.items(), "_": feature.GetGeometryRef().Area()} for feature in layer]


def cells(path, sheet):
    book = openpyxl.load_workbook(path)
    return [[cell.value for cell in row] for row in book.worksheets[sheet].iter_rows()]


def after_qgis_opened_a_shapefile(folder):
    """Leave the process as QGIS does once somebody has opened a shapefile: SHAPE_ENCODING is set to nothing."""
    other = write_layer(folder / "other.shp", [(square(9), "9", "1")])
    assert QgsVectorLayer(str(other), "other", "ogr").isValid()
    gdal.SetConfigOption("SHAPE_ENCODING", "")  # what its provider does; said here, lest another version do not


@pytest.mark.parametrize(("encoding", "page"), [("GBK", "gbk"), ("UTF-8", "utf-8")])
def test_a_shapefile_gives_every_chinese_value_back_even_after_qgis_opened_one(ledger, tmp_path, encoding, page):
    after_qgis_opened_a_shapefile(tmp_path)
    out = export(LEDGER=ledger, OUTPUT=tmp_path / "成果" / "图斑.shp", ENCODING=encoding)
    path = Path(out["OUTPUT"])
    assert (out["PARCELS"], out["CUT"]) == (3, 0)
    raw = path.with_suffix(".dbf").read_bytes()
    assert "柳林村西侧，占用基本农田".encode(page) in raw and "一季度".encode(page) in raw
    assert path.with_suffix(".cpg").read_text() == encoding and (raw[29] == 77) is (encoding == "GBK")
    gdal.SetConfigOption("SHAPE_ENCODING", None)
    first, second, third = records(path)
    assert (first["JCBH"], second["JCBH"], third["JCBH"]) == ("0101", "130423-002", "甲3")
    assert (first["YJJBNTMJSM"], first["ZTDM"], first["ZTMC"]) == ("柳林村西侧，占用基本农田", "to_survey", "待核查")
    assert third["YJJBNTMJSM"] == "龙镇" and first["PCMC"] == "一季度" and first["LYMC"]
    assert first["JCMJ"] == 10000.0 and first["TQMJM"] == pytest.approx(15.0, abs=0.01)
    assert (first["ZYBL"], third["ZYBL"]) == (12.5, 3.0), "numbers stay numbers"
    assert (first["DLBM"], first["JCBH_1"], first["status" if "status" in first else "STATUS"]) == ("0103", "0101", "下发")
    qgis = QgsVectorLayer(str(path), "图斑", "ogr")
    assert qgis.crs().authid() == "EPSG:4526" and "柳林村西侧，占用基本农田" in [f["YJJBNTMJSM"] for f in qgis.getFeatures()]


def test_names_are_short_unique_and_explained_in_the_workbook(ledger, tmp_path):
    out = export(LEDGER=ledger, OUTPUT=tmp_path / "a.shp")
    names = [name for name in records(tmp_path / "a.shp")[0] if name != "_"]
    assert len(names) == out["FIELDS"] == len({name.casefold() for name in names})
    assert all(name.isascii() and len(name) <= 10 for name in names)
    rows = cells(out["DICTIONARY"], 0)
    top = next(index for index, row in enumerate(rows) if row[0] == "Short name")
    explained = {row[0]: row for row in rows[top + 1:]}
    assert list(explained) == names
    assert explained["YJJBNTMJSM"][1:4] == ["永久基本农田面积说明", "永久基本农田面积说明", "text"]
    assert explained["JCMJ"][2:6] == ["监测面积（平方米）", "decimal number", 16, 2] and explained["ZTMC"][6] == "status"
    assert explained["JCBH_1"][1] == "JCBH"
    codes = cells(out["DICTIONARY"], 1)
    assert ["status", "to_survey", "To survey", "待核查"] in codes


def test_long_texts_are_cut_at_whole_characters_and_told_with_their_row(tmp_path):
    path = new_ledger(tmp_path)
    long = "田" * 200
    run(ImportParcels(), LEDGER=path, INPUT=write_layer(tmp_path / "t.gpkg", [(square(0), "N7", long), (square(1), "N8", "短")],
        ("JCBH", "说明")), SOURCE="satellite")
    log = Log()
    out = run_with(log, LEDGER=path, OUTPUT=tmp_path / "a.shp")
    assert out["CUT"] == 1 and any("N7" in line and "254" in line for line in log.lines)
    assert [row["SM"] for row in records(tmp_path / "a.shp")] == ["田" * 127, "短"]
    changed = cells(out["DICTIONARY"], 2)
    assert ["N7", "说明", "cut at 254 bytes", long, "田" * 127] in changed
    assert run_with(log, LEDGER=path, OUTPUT=tmp_path / "b.shp", ENCODING="UTF-8")["CUT"] == 1
    assert records(tmp_path / "b.shp")[0]["SM"] == "田" * 84, "a character of three bytes is not cut in two"


def test_characters_gbk_lacks_are_marked_and_told_and_utf8_keeps_them(tmp_path):
    path = new_ledger(tmp_path)
    run(ImportParcels(), LEDGER=path, INPUT=write_layer(tmp_path / "t.gpkg", [(square(0), "N7", "𠮷家庄?")], ("JCBH", "说明")),
        SOURCE="satellite")
    log = Log()
    out = run_with(log, LEDGER=path, OUTPUT=tmp_path / "a.shp")
    assert records(tmp_path / "a.shp")[0]["SM"] == "〓家庄?" and any("GBK" in line for line in log.lines)
    assert any(row[3] == "𠮷家庄?" for row in cells(out["DICTIONARY"], 2))
    run_with(log, LEDGER=path, OUTPUT=tmp_path / "b.shp", ENCODING="UTF-8")
    assert records(tmp_path / "b.shp")[0]["SM"] == "𠮷家庄?"


class Log(QgsProcessingFeedback):
    """Keeps the warnings."""

    def __init__(self):
        super().__init__(False)
        self.lines = []

    def pushWarning(self, text):
        self.lines.append(text)


def run_with(log, **parameters):
    context, algorithm = QgsProcessingContext(), ExportParcels().create()
    values = {key: str(value) for key, value in parameters.items()}
    assert algorithm.prepare(values, context, log)
    return algorithm.runPrepared(values, context, log)


@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
def test_our_own_import_reads_numbers_and_areas_back(ledger, tmp_path, encoding):
    after_qgis_opened_a_shapefile(tmp_path)
    export(LEDGER=ledger, OUTPUT=tmp_path / "a.shp", ENCODING=encoding)
    (tmp_path / "b").mkdir()
    again = new_ledger(tmp_path / "b")
    assert run(ImportParcels(), LEDGER=again, INPUT=tmp_path / "a.shp", SOURCE="satellite", AREA_UNIT="m2")["QUARANTINED"] == 0
    assert known(again) == known(ledger)
    source = open_source(tmp_path / "a.shp")
    assert source.encoding == ("gb18030" if encoding == "GBK" else "utf-8") and "4526" in source.crs_text()


def known(path):
    with Ledger.open(path, write=False) as led:
        return [(p.source_no, p.area_m2, p.monitored_area_m2, p.geom) for p in led.parcels()]


def test_a_geopackage_bears_full_names_chinese_aliases_and_issued_fields(ledger, tmp_path):
    out = export(LEDGER=ledger, OUTPUT=tmp_path / "a.gpkg")
    assert out["DICTIONARY"] == "" and out["CUT"] == 0
    layer = QgsVectorLayer(f"{tmp_path / 'a.gpkg'}|layername=parcels", "a", "ogr")
    assert layer.isValid() and layer.crs().authid() == "EPSG:4526" and layer.featureCount() == 3
    fields = layer.fields()
    first = next(layer.getFeatures())
    assert (first["source_no"], first["status"], first["status_label"], first["status_issued"]) == (
        "0101", "to_survey", "待核查", "下发")
    assert (first["JCBH"], first["DLBM"], first["占用比例"], first["remediate_by"]) == ("0101", "0103", 12.5, "2026-10-31")
    assert first["monitored_area_m2"] == 10000.0 and fields.field("monitored_area_m2").isNumeric()
    assert not fields.field("DLBM").isNumeric() and not fields.field("source_no").isNumeric()
    alias = {field.name(): field.alias() for field in fields}
    assert alias["monitored_area_m2"] == "监测面积（平方米）" and alias["status_label"] == "状态"
    with closing(sqlite3.connect(tmp_path / "a.gpkg")) as connection:
        standard = dict(connection.execute("SELECT column_name, title FROM gpkg_data_columns WHERE table_name = 'parcels'"))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert standard["status_label"] == "状态" and standard["占用比例"] == "占用比例"


def test_the_state_of_a_case_stands_beside_its_labels(ledger, tmp_path):
    with Ledger.open(ledger) as led:
        led.apply_many([Change(led.parcel_uids()[0], None, "record", {"finding": "legal", "note": "已现场核查，面积属实"})])
    export(LEDGER=ledger, OUTPUT=tmp_path / "a.shp", WHERE="source_no = '0101'")
    (row,) = records(tmp_path / "a.shp")
    assert (row["RDDM"], row["RDMC"], row["HCSM"]) == ("legal", "合法", "已现场核查，面积属实")


def test_another_crs_moves_the_polygons(ledger, tmp_path):
    export(LEDGER=ledger, OUTPUT=tmp_path / "a.gpkg", CRS="EPSG:4490")
    layer = QgsVectorLayer(str(tmp_path / "a.gpkg"), "a", "ogr")
    assert layer.crs().authid() == "EPSG:4490" and 113 < layer.extent().xMinimum() < 116
    assert "old datum" in refused(LEDGER=ledger, OUTPUT=tmp_path / "b.gpkg", CRS="EPSG:2362")


def test_what_a_shapefile_cannot_hold_is_refused_before_anything_is_written(ledger, tmp_path, monkeypatch):
    before = set(tmp_path.iterdir())
    monkeypatch.setattr(parcel_layer, "MOST_FIELDS", 10)
    assert "GeoPackage" in refused(LEDGER=ledger, OUTPUT=tmp_path / "a.shp")
    monkeypatch.undo()
    monkeypatch.setattr(parcel_layer, "MOST_FILE", 1000)
    assert "2 GB" in refused(LEDGER=ledger, OUTPUT=tmp_path / "a.shp")
    assert set(tmp_path.iterdir()) == before


def test_the_sizes_foretold_are_at_least_those_written(ledger, tmp_path, monkeypatch):
    export(LEDGER=ledger, OUTPUT=tmp_path / "a.shp")
    largest = max((tmp_path / "a.shp").stat().st_size, (tmp_path / "a.dbf").stat().st_size)
    monkeypatch.setattr(parcel_layer, "MOST_FILE", largest - 1)
    assert "2 GB" in refused(LEDGER=ledger, OUTPUT=tmp_path / "b.shp")


def test_a_new_export_replaces_the_old_one_whole(ledger, tmp_path):
    export(LEDGER=ledger, OUTPUT=tmp_path / "a.shp")
    (tmp_path / "a.qix").write_bytes(b"index of the old one")
    export(LEDGER=ledger, OUTPUT=tmp_path / "a.shp", WHERE="source_no = '0101'", ENCODING="UTF-8")
    assert len(records(tmp_path / "a.shp")) == 1 and not (tmp_path / "a.qix").exists()
    assert {p.name for p in tmp_path.iterdir() if p.name.startswith((".", "a"))} == {
        "a.shp", "a.shx", "a.dbf", "a.prj", "a.cpg", "a_fields.xlsx"}


def test_cancelling_leaves_nothing(ledger, tmp_path, monkeypatch):
    def stop(*_):
        raise Cancelled

    before = set(tmp_path.iterdir())
    monkeypatch.setattr(exportparcels, "write_dictionary", stop)
    assert run(ExportParcels(), LEDGER=ledger, OUTPUT=tmp_path / "a.shp") == {}
    monkeypatch.setattr(exportparcels, "write_gpkg", stop)
    assert run(ExportParcels(), LEDGER=ledger, OUTPUT=tmp_path / "a.gpkg") == {}
    assert set(tmp_path.iterdir()) == before


def test_a_parcel_without_an_issued_area_has_none(tmp_path):
    path = new_ledger(tmp_path)
    run(ImportParcels(), LEDGER=path, INPUT=write_layer(tmp_path / "t.gpkg", [(square(0), "N7", "x")], ("JCBH", "说明")),
        SOURCE="satellite")
    export(LEDGER=path, OUTPUT=tmp_path / "a.shp")
    export(LEDGER=path, OUTPUT=tmp_path / "a.gpkg")
    assert records(tmp_path / "a.shp")[0]["JCMJ"] is None and records(tmp_path / "a.gpkg")[0]["monitored_area_m2"] is None


@pytest.mark.parametrize(("given", "says"), [
    ({"OUTPUT": "x.csv"}, ".gpkg or .shp"), ({"OUTPUT": "x.shp", "ENCODING": "big5"}, "ENCODING"),
    ({"OUTPUT": "x.shp", "WHERE": "source_no = 'none'"}, "no parcel"),
    ({"OUTPUT": "x.shp", "CRS": "EPSG:99999999"}, "EPSG:4526")])
def test_what_cannot_be_exported_is_one_sentence(ledger, tmp_path, given, says):
    given["OUTPUT"] = tmp_path / given["OUTPUT"]
    assert says in refused(LEDGER=ledger, **given)


def test_a_ledger_is_not_written_over(ledger):
    assert "is a ledger" in refused(LEDGER=ledger, OUTPUT=ledger)


@pytest.mark.parametrize("encoding", ["GBK", "UTF-8"])
def test_cutting_keeps_whole_characters_within_the_bytes(encoding):
    for text in ("", "a" * 300, "田" * 300, "a田" * 100, "𠮷" * 200):
        kept = cut(text, encoding)
        assert text.startswith(kept) and encoded_length(kept, encoding) <= 254
        assert kept == text or encoded_length(kept + text[len(kept)], encoding) > 254


def test_areas_in_the_files_are_those_of_the_ledger(ledger, tmp_path):
    export(LEDGER=ledger, OUTPUT=tmp_path / "a.shp")
    with Ledger.open(ledger, write=False) as led:
        areas = [p.area_m2 for p in led.parcels()]
    assert [Decimal(str(row["TQMJ"])).quantize(Decimal("0.01")) for row in records(tmp_path / "a.shp")] == areas
