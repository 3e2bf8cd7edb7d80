"""Every algorithm on a ledger in a database, as the toolbox and qgis_process run it: LEDGER is its address."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from pathlib import Path

import bagit
import numpy as np
import pytest
from osgeo import gdal, osr
from qgis.core import QgsApplication, QgsProcessingException, QgsVectorLayer, QgsVectorLayerUtils

from farmland_plugin.domain.errors import FarmlandError
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.provider import ALGORITHMS

from ..photos.files import photo
from ..qgis.conftest import farmland  # noqa: F401 - a fixture
from ..qgis.handover import E0, N0, square, write_layer
from .county import EAST, WEST
from .forging import send

RAN = {  # what the job below runs; the rest has a reason
    "createledger", "importparcels", "registerredline", "retireredline", "screenparcels", "registerimagery", "retireimagery",
    "recordfindings",
    "exportpackages", "verifypackage", "exportlists", "verifyledger", "escalatenotices", "exportsurveysheet", "exportsignforms",
    "recordsignatures", "takeovercases", "reopencases",
    "fieldcopy", "mergeledgers", "moveledger", "grantaccess", "backupledger", "restoreledger", "renewrules",
    "exportscreening", "locateparcels", "reconcilebatches", "splitparcels", "exportparcels", "exportboundarytxt", "checksite",
    "exportfieldwork", "importfieldwork", "attachphotos", "exportantifake", "convertimagery", "compareimagery", "refitchange"}


def image(path):
    data = gdal.GetDriverByName("GTiff").Create(str(path), 120, 60, 3)
    srs = osr.SpatialReference()
    srs.ImportFromEPSG(4526)
    data.SetProjection(srs.ExportToWkt())
    data.SetGeoTransform((E0 - 100, 10.0, 0, N0 + 300, 0, -10.0))
    for band in (1, 2, 3):
        data.GetRasterBand(band).WriteArray(np.full((60, 120), 60 * band, np.uint8))
    return path


def table(path, ledger):
    with open(path, "w", encoding="utf-8-sig", newline="") as stream:
        out = csv.writer(stream)
        out.writerow(["图斑号", "认定意见", "处置", "核查说明"])
        for parcel in ledger.parcels(geometry=False):
            out.writerow([parcel.source_no, "非农违法", "拆除", "现场核查"])
    return path


def test_every_algorithm_is_tried():
    assert {algorithm.ID for algorithm in ALGORITHMS} == RAN


def test_the_whole_job_runs_on_a_database(farmland, server, new_database, files, tmp_path):  # noqa: F811
    address = server.address(new_database("tpl"), files=files)
    assert farmland("createledger", LEDGER=address, COUNTY="130499", NAME="示例县", CRS="EPSG:4526")["LEDGER"] == address
    parcels = write_layer(tmp_path / "下发.shp", [(square(n), f"P{n}", "10000", (EAST, WEST)[n % 2]) for n in range(4)],
                          ("JCBH", "JCMJ", "XZDM"), encoding="GBK")
    batch = farmland("importparcels", LEDGER=address, INPUT=parcels, BATCH="一季度", AREA_UNIT="m2")
    assert (batch["READ"], batch["IMPORTED"]) == (4, 4) and Path(batch["REPORT"]).parent == files / "reports"
    land = write_layer(tmp_path / "land.gpkg", [
        (square(0, size=900.0, east=E0 - 50, north=N0 - 850), "0101")], ("DLBM",))
    line = farmland("registerredline", LEDGER=address, INPUT=land, ROLE="landuse", NAME="地类", VINTAGE="2025")
    assert line["FEATURES"] == 1 and len(list((files / "redlines").iterdir())) == 1
    screened = farmland("screenparcels", LEDGER=address)
    assert screened["SCREENED"] == 4 and screened["OVERLAPS"] >= 4
    for role, day in (("before", "2025-09-01"), ("after", "2026-09-01")):
        farmland("registerimagery", LEDGER=address, INPUT=image(tmp_path / f"{role}.tif"), CAPTURED=day, ROLE=role)
    wrong = farmland("registerimagery", LEDGER=address, INPUT=tmp_path / "after.tif", CAPTURED="2026-09-01", ROLE="before")
    assert farmland("retireimagery", LEDGER=address, SCENE_ID=wrong["SCENE_ID"], REASON="类型填错")["COMPARISONS"] == 0
    with Ledger.open(address, write=False) as ledger:
        assert len(ledger.scenes()) == 2 and set(ledger.withdrawn()) == {wrong["SCENE_ID"]}
        sheet = table(tmp_path / "findings.csv", ledger)
    assert farmland("recordfindings", LEDGER=address, INPUT=sheet, DRY_RUN=True)["APPLIED"] == 4
    assert farmland("recordfindings", LEDGER=address, INPUT=sheet)["APPLIED"] == 4
    out = tmp_path / "packages"
    made = farmland("exportpackages", LEDGER=address, KIND="evidence", RECIPIENT="internal", OUTPUT=out)
    assert (made["PACKAGES"], made["BLOCKED"]) == (4, 0)
    for folder in sorted(path for path in out.iterdir() if path.is_dir()):
        bagit.Bag(str(folder)).validate()
        assert farmland("verifypackage", INPUT=folder, LEDGER=address)["VERDICT"] == "proved"
    assert farmland("exportscreening", LEDGER=address, OUTPUT=tmp_path / "screening.xlsx")["PARCELS"] == 4
    lists = farmland("exportlists", LEDGER=address, OUTPUT=tmp_path / "lists.xlsx")
    assert lists["PROBLEMS"] == 4
    farmland("exportsurveysheet", LEDGER=address, OUTPUT=tmp_path / "sheet.xlsx")
    assert farmland("escalatenotices", LEDGER=address)["ESCALATED"] == 0
    assert farmland("verifyledger", LEDGER=address)["BREAKS"] == 0
    ground(farmland, address, tmp_path)
    pictures(farmland, address, tmp_path)
    forms(farmland, address, tmp_path)
    colleagues(farmland, server, address, out, tmp_path)
    copies(farmland, address, tmp_path)
    fieldwork(farmland, address, tmp_path)
    issued_again(farmland, address, tmp_path)
    moved(farmland, address, tmp_path)


def ground(run, address, folder):
    """Parcels are located, reconciled, split and handed on from a database; a planned site is checked against it."""
    villages = write_layer(folder / "villages.gpkg", [
        (square(0, size=3000.0, east=E0 - 100, north=N0 - 1500), EAST + "201", "东村")], ("ZLDWDM", "ZLDWMC"))
    run("registerredline", LEDGER=address, INPUT=villages, ROLE="village", NAME="村界", VINTAGE="2025")
    assert run("locateparcels", LEDGER=address, WHERE="source_no IN ('P0', 'P2')")["LOCATED"] == 2
    assert run("reconcilebatches", LEDGER=address, FIND=True, OUTPUT=folder / "reconciled.xlsx")["TOTAL"] == 4
    assert run("splitparcels", LEDGER=address, WHERE="source_no = 'none'", ROLE="landuse")["CHILDREN"] == 0
    assert run("exportparcels", LEDGER=address, OUTPUT=folder / "parcels.gpkg")["PARCELS"] == 4
    assert run("exportboundarytxt", LEDGER=address, OUTPUT=folder / "parcels.txt")["PLOTS"] == 4
    assert run("retireredline", LEDGER=address, REDLINE="村界", WHY="有误")["PARCELS"] == 0
    assert run("reopencases", LEDGER=address, REASON="抽查", PERSON="无", DRY_RUN=True)["REOPENED"] == 0
    assert run("renewrules", LEDGER=address)["RENEWED"] == ""  # it carries what is shipped
    site = write_layer(folder / "site.gpkg", [(square(0), "S1")], ("NAME",))
    assert run("checksite", LEDGER=address, INPUT=site, REPORT=folder / "site.html")["SITES"] == 1
    assert run("verifyledger", LEDGER=address)["BREAKS"] == 0


def pictures(run, address, folder):
    """Photos are attached and checked, images converted and compared, thresholds asked for and suspicions told of a database."""
    photo(folder / "photos" / "P0.jpg")
    (folder / "photos" / "P1.jpg").write_bytes(b"no picture")
    taken = run("attachphotos", LEDGER=address, INPUT=folder / "photos", REPORT=folder / "photos.html")
    assert (taken["READ"], taken["ATTACHED"], taken["REFUSED"], taken["CHECKED"]) == (2, 1, 1, 1)
    told = run("exportantifake", LEDGER=address, OUTPUT=folder / "suspicions.html")
    assert told["PARCELS"] == 4 and "P0" in (folder / "suspicions.html").read_text(encoding="utf-8")
    converted = run("convertimagery", INPUT=folder / "after.tif", OUTPUT=folder / "converted.tif")
    assert (gdal.Open(converted["OUTPUT"]).ReadAsArray() == gdal.Open(str(folder / "after.tif")).ReadAsArray()).all()
    compared = run("compareimagery", LEDGER=address, TABLE=folder / "compared.xlsx")
    assert (compared["COMPARED"], compared["MEASURED"], compared["CLEARED"]) == (4, 4, 0)  # no control building is marked
    assert run("compareimagery", LEDGER=address, TABLE=folder / "again.xlsx")["MEASURED"] == 0
    refit = run("refitchange", LEDGER=address)
    assert (refit["GONE"], refit["LEFT"], refit["OFFERED"]) == (0, 0, "")
    assert run("verifyledger", LEDGER=address)["BREAKS"] == 0


def forms(run, address, folder):
    """Sign-off forms are printed from a database, and scans matched with it."""
    with pytest.raises(QgsProcessingException):  # nobody stands where something is signed
        run("exportsignforms", LEDGER=address, OUTPUT=folder / "forms.pdf")
    scans = folder / "scans"
    scans.mkdir()
    (scans / "a.jpg").write_bytes(b"no picture")
    answer = run("recordsignatures", LEDGER=address, INPUT=scans, LOOKED=True)
    assert answer["SIGNED"] == 0


def colleagues(run, server, address, packages, folder):
    """A technician of one township runs the same algorithms on what they see."""
    server.login("algo_east")
    run("grantaccess", LEDGER=address, LOGIN="algo_east", ACCESS="write", TOWNSHIPS=EAST)
    mine = address.replace("postgresql://ledger@", "postgresql://algo_east@")
    assert run("exportlists", LEDGER=mine, OUTPUT=folder / "mine.xlsx")["PROBLEMS"] == 2
    made = run("exportpackages", LEDGER=mine, KIND="evidence", RECIPIENT="internal", OUTPUT=folder / "mine")
    assert made["PACKAGES"] == 2
    for path in sorted(path for path in (folder / "mine").iterdir() if path.is_dir()):
        assert run("verifypackage", INPUT=path, LEDGER=mine)["VERDICT"] == "proved"
        assert run("verifypackage", INPUT=path, LEDGER=address)["VERDICT"] == "proved"
    assert run("verifyledger", LEDGER=mine)["BREAKS"] == 0
    for name, given, said in (
            ("screenparcels", {}, "whole county"), ("grantaccess", {"LOGIN": "algo_east"}, "owner"),
            ("moveledger", {"TARGET": folder / "x.gpkg"}, "owner"), ("fieldcopy", {"OUTPUT": folder / "f.gpkg"}, "whole county")):
        with pytest.raises(QgsProcessingException, match=said):
            run(name, LEDGER=mine, **given)
    run("grantaccess", LEDGER=address, LOGIN="algo_east", ACCESS="none")
    with pytest.raises(QgsProcessingException, match="algo_east"):
        run("exportlists", LEDGER=mine, OUTPUT=folder / "mine.xlsx")


def copies(run, address, folder):
    """A field copy of a database is a file, and comes home."""
    field = run("fieldcopy", LEDGER=address, WHO="张三", PHOTOS=True, OUTPUT=folder / "field.gpkg")["OUTPUT"]
    with Ledger.open(field) as copy:
        copy.apply(copy.parcel_uids()[0], None, "record", {"note": "外业"})
    assert run("mergeledgers", LEDGER=address, INPUT=field)["MERGED"] == 1
    with Ledger.open(address, write=False) as ledger:
        assert ledger.case(ledger.parcel_uids()[0]).note == "外业"


def fieldwork(run, address, folder):
    """A field project goes out of a database and comes home into it, once."""
    project = Path(run("exportfieldwork", LEDGER=address, OUTPUT=folder / "project")["OUTPUT"])
    layer = QgsVectorLayer(f"{project / 'fieldwork.gpkg'}|layername=parcels", "p", "ogr")
    assert layer.startEditing() and layer.changeAttributeValue(1, layer.fields().indexOf("q_note"), "到现场")
    assert layer.commitChanges()
    (project / "DCIM" / "a.jpg").write_bytes(b"a picture")
    photos = QgsVectorLayer(f"{project / 'fieldwork.gpkg'}|layername=photos", "p", "ogr")
    names = {"parcel_uid": layer.getFeature(1)["parcel_uid"], "path": "DCIM/a.jpg", "role": "photo_far"}
    row = QgsVectorLayerUtils.createFeature(photos, attributes={photos.fields().indexOf(k): v for k, v in names.items()})
    assert photos.startEditing() and photos.addFeature(row) and photos.commitChanges()
    del layer, photos
    home = run("importfieldwork", LEDGER=address, INPUT=project)
    assert (home["APPLIED"], home["PHOTOS"], home["REFUSED"]) == (1, 1, 0)
    again = run("importfieldwork", LEDGER=address, INPUT=project)
    assert (again["APPLIED"], again["PHOTOS"], again["ALREADY"]) == (0, 0, 1)
    assert run("verifyledger", LEDGER=address)["BREAKS"] == 0


def issued_again(run, address, folder):
    """The same parcels and one more are issued again, and their cases go on with what was recorded."""
    parcels = write_layer(folder / "重发.shp", [(square(n), f"P{n}", "10000", (EAST, WEST)[n % 2]) for n in range(5)],
                          ("JCBH", "JCMJ", "XZDM"), encoding="GBK")
    again = run("importparcels", LEDGER=address, INPUT=parcels, BATCH="一季度重发", AREA_UNIT="m2", REISSUE_OF="一季度")
    assert again["IMPORTED"] == 5
    assert run("takeovercases", LEDGER=address, DRY_RUN=True)["TAKEN"] == 4
    assert run("takeovercases", LEDGER=address)["TAKEN"] == 4
    with Ledger.open(address) as ledger:
        uid = next(one.parcel_uid for one in ledger.parcels(geometry=False)
                   if one.batch_id == again["BATCH_ID"] and ledger.case(one.parcel_uid).finding)
        ledger.apply(uid, None, "undo", {"seq": ledger.case(uid).last_seq, "reason": "选错了"})
        case = ledger.case(uid)
        assert not case.finding
        earlier = next(one for one in ledger.reissued(again["BATCH_ID"]) if one.parcel_uid == uid).other_uid
        told = {"from": earlier, "last_seq": ledger.case(earlier).last_seq}
        for after, payload in (
                (replace(case, note="别人没有说过的话"), told),  # what the earlier case does not say
                (replace(case, finding=ledger.case(earlier).finding), {**told, "from": uid}),
                (replace(case, status="written_off"), told)):
            with pytest.raises(FarmlandError):
                send(ledger, case, after, "take_over", payload)
    assert run("takeovercases", LEDGER=address)["TAKEN"] == 1
    assert run("verifyledger", LEDGER=address)["BREAKS"] == 0


def moved(run, address, folder):
    """A database is backed up into a file, restored by whoever runs the server, and moves into a file."""
    backup = run("backupledger", LEDGER=address, OUTPUT=folder / "backup.gpkg")
    with Ledger.open(backup["OUTPUT"], write=False) as copy, Ledger.open(address, write=False) as ledger:
        assert {case.parcel_uid: case for case in copy.cases()} == {case.parcel_uid: case for case in ledger.cases()}
    with pytest.raises(QgsProcessingException):
        run("restoreledger", LEDGER=address, BACKUP=folder / "field.gpkg", INPUT=folder / "field.gpkg")
    answer = run("moveledger", LEDGER=address, TARGET=folder / "home.gpkg")
    assert run("verifyledger", LEDGER=answer["TARGET"])["BREAKS"] == 0
    with pytest.raises(QgsProcessingException, match="was moved to"):
        run("recordfindings", LEDGER=address, INPUT=folder / "findings.csv")
    with Ledger.open(answer["TARGET"], write=False) as ledger:
        last = json.loads(list(ledger.events())[-1].body)
        assert (last["action"], last["seq"]) == ("move_ledger", answer["EVENTS"])


def test_a_wrong_address_is_one_sentence_and_makes_no_folder(farmland, tmp_path, monkeypatch):  # noqa: F811
    monkeypatch.chdir(tmp_path)
    for name, given in (("createledger", {"COUNTY": "130499", "NAME": "x", "CRS": "EPSG:4526"}),
                        ("exportlists", {"OUTPUT": tmp_path / "l.xlsx"}), ("verifyledger", {})):
        with pytest.raises(QgsProcessingException, match="cannot be reached"):
            farmland(name, LEDGER="postgresql://u@127.0.0.1:1/county", **given)
    assert list(tmp_path.iterdir()) == []
    assert QgsApplication.processingRegistry().algorithmById("farmland:grantaccess") is not None
