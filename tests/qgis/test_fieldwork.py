"""A field project goes out, is edited with the QGIS API as QField edits it, and comes home: once, whole, and told row by row."""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from contextlib import closing

import pytest
from osgeo import gdal, ogr
from qgis.core import (
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
    QgsVectorLayerUtils,
)
from qgis.PyQt.QtCore import QDate

from farmland_plugin.domain.people import Person
from farmland_plugin.ledger.completion import residuals
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.exportfieldwork import ExportFieldwork
from farmland_plugin.processing.importfieldwork import ImportFieldwork
from farmland_plugin.processing.importparcels import ImportParcels
from farmland_plugin.processing.registerredline import RegisterRedline
from farmland_plugin.processing.verifyledger import VerifyLedger
from tests.qgis.handover import E0, N0, new_ledger, page, run, square, write_layer

COUNT = 5


@pytest.fixture()
def ledger(tmp_path):
    """Return a ledger with the parcels N0 … N4 in a batch."""
    path = new_ledger(tmp_path)
    source = write_layer(tmp_path / "wp.gpkg", [(square(i), f"N{i}", "") for i in range(COUNT)])
    run(ImportParcels(), LEDGER=path, INPUT=source, SOURCE="satellite", BATCH="一期")
    return path


@pytest.fixture()
def project(ledger, tmp_path):
    """Return the folder of a field project of all parcels."""
    return export(ledger, tmp_path / "外业")


def export(ledger, folder, **more):
    out = run(ExportFieldwork(), LEDGER=ledger, OUTPUT=folder, **more)
    assert out["OUTPUT"] == str(folder)
    return folder


def home(ledger, folder, **more):
    return run(ImportFieldwork(), LEDGER=ledger, INPUT=folder, **more)


def edit(folder, number, **answers):
    """Change a parcel's answers as a form does: in an edit session of the layer."""
    layer = QgsVectorLayer(f"{folder / 'fieldwork.gpkg'}|layername=parcels", "p", "ogr")
    feature = next(f for f in layer.getFeatures() if f["source_no"] == number)
    assert layer.startEditing()
    for code, value in answers.items():
        assert layer.changeAttributeValue(feature.id(), layer.fields().indexOf(f"q_{code}"), value), code
    assert layer.commitChanges(), layer.commitErrors()


def uid_of(ledger, number):
    with Ledger.open(ledger, write=False) as led:
        return next(one.parcel_uid for one in led.parcels(geometry=False) if one.source_no == number)


def shot(folder, ledger, number, name, role="photo_far", content=None, path=None, caption=""):
    """Take a photo: a file in DCIM and its row with a relative path."""
    (folder / "DCIM").mkdir(exist_ok=True)
    if content is not None:
        (folder / "DCIM" / name).write_bytes(content)
    layer = QgsVectorLayer(f"{folder / 'fieldwork.gpkg'}|layername=photos", "p", "ogr")
    values = {"parcel_uid": uid_of(ledger, number), "path": path or f"DCIM/{name}", "role": role, "caption": caption}
    assert layer.startEditing()
    feature = QgsVectorLayerUtils.createFeature(
        layer, attributes={layer.fields().indexOf(key): value for key, value in values.items()})
    assert layer.addFeature(feature) and layer.commitChanges(), layer.commitErrors()


def jpeg(number):
    """Return the bytes of a picture of its own."""
    return b"\xff\xd8\xff\xe0" + f"picture {number}".encode() * 40 + b"\xff\xd9"


def cases(ledger):
    with Ledger.open(ledger, write=False) as led:
        numbers = {one.parcel_uid: one.source_no for one in led.parcels(geometry=False)}
        return {numbers[case.parcel_uid]: case for case in led.cases()}


def files(ledger, number):
    uid = uid_of(ledger, number)
    with Ledger.open(ledger, write=False) as led:
        return [(row["orig_name"], row["role"], row["caption"], row["removed_seq"]) for row in led.media.rows(uid)]


def tagged(ledger, number, **payload):
    """Record something at the office."""
    with Ledger.open(ledger) as led:
        uid = next(one.parcel_uid for one in led.parcels(geometry=False) if one.source_no == number)
        return led.apply(uid, led.case(uid).version, "record", payload).seq


def last_seq(ledger):
    with Ledger.open(ledger, write=False) as led:
        return led.last_seq()


# ---- going out ----------------------------------------------------------------------------------------------------------


def test_the_folder_is_whole_relative_and_opens_in_another_place(ledger, project, tmp_path):
    assert sorted(one.name for one in project.iterdir()) == ["DCIM", "fieldwork.gpkg", "fieldwork.qgz"]
    device = tmp_path / "device" / "fieldwork"
    shutil.move(str(project), str(device))
    opened = QgsProject()
    assert opened.read(str(device / "fieldwork.qgz")), opened.error()
    layers = {layer.source().split("layername=")[-1]: layer for layer in opened.mapLayers().values()}
    assert set(layers) == {"parcels", "photos", "codes", "residuals"} and all(layer.isValid() for layer in layers.values())
    assert str(device) in layers["parcels"].source()
    parcels = layers["parcels"]
    assert parcels.featureCount() == COUNT and parcels.crs().authid() == "EPSG:4526"
    photo = layers["photos"].editorWidgetSetup(layers["photos"].fields().indexOf("path"))
    assert photo.type() == "ExternalResource" and photo.config()["RelativeStorage"] == 1
    finding = parcels.editorWidgetSetup(parcels.fields().indexOf("q_finding"))
    codes = [next(iter(choice.values())) for choice in finding.config()["map"]]
    with Ledger.open(ledger, write=False) as led:
        assert codes[1:] == [entry.code for entry in led.dictionary("finding").entries]
    assert not opened.snappingConfig().enabled()
    assert [one.id() for one in opened.relationManager().referencedRelations(parcels)] == ["parcel_photos"]


def test_nothing_is_written_where_something_lies_or_nothing_is_selected(ledger, tmp_path):
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "a.txt").write_text("a", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="choose an empty folder"):
        export(ledger, tmp_path / "full")
    with pytest.raises(QgsProcessingException, match="None of the 0 selected parcels"):
        export(ledger, tmp_path / "none", WHERE="source_no = 'X'")
    with pytest.raises(QgsProcessingException, match="shows these parcels"):
        export(ledger, tmp_path / "none", SCENE=True)
    assert sorted(one.name for one in tmp_path.iterdir() if one.is_dir()) == ["full", "ledger.gpkg.files"]


def test_red_lines_and_an_image_around_the_parcels_are_in_the_base_map(ledger, tmp_path):
    near, far = square(0, size=150.0), square(0, north=N0 + 50_000)
    lines = write_layer(tmp_path / "yj.gpkg", [(near, "永农一"), (far, "永农二")], fields=("YJJBNTTBBH",))
    run(RegisterRedline(), LEDGER=ledger, INPUT=lines, ROLE="permanent_farmland")
    image = tmp_path / "dom.tif"
    raster = gdal.GetDriverByName("GTiff").Create(str(image), 400, 400, 3)
    raster.SetGeoTransform((E0 - 100, 5.0, 0, N0 + 400, 0, -5.0))
    raster.SetProjection(QgsVectorLayer(f"{lines}|layername=parcels", "", "ogr").crs().toWkt())
    for band in (1, 2, 3):
        raster.GetRasterBand(band).Fill(40 * band)
    del raster
    folder = export(ledger, tmp_path / "out", ORTHOPHOTO=image, WHERE="source_no = 'N0'", MARGIN=50)
    opened = QgsProject()
    assert opened.read(str(folder / "fieldwork.qgz"))
    drawn = [layer for layer in opened.mapLayers().values() if "basemap" in layer.source()]
    assert len(drawn) == 2 and all(layer.isValid() for layer in drawn)
    line = next(layer for layer in drawn if isinstance(layer, QgsVectorLayer))
    assert line.featureCount() == 1 and line.readOnly()
    cut = gdal.Open(str(folder / "basemap.tif"))
    assert (cut.RasterXSize, cut.RasterYSize) == (40, 40)  # 100 m and 50 m on every side, 5 m pixels
    assert abs(int(cut.ReadAsArray()[1, 20, 20]) - 80) <= 3


# ---- coming home --------------------------------------------------------------------------------------------------------


def test_answers_and_photos_come_home_once_however_often_they_are_brought(ledger, project):
    edit(project, "N0", finding="nonfarm_violation", category="project", note="厂房一座", surveyed_on=QDate(2026, 7, 3),
         surveyors="张三、李四", cropland_mu=0.10)
    edit(project, "N1", finding="legal")
    shot(project, ledger, "N0", "a.jpg", content=jpeg(1), caption="东侧")
    shot(project, ledger, "N0", "b.JPG", content=jpeg(2), role="photo_near")
    before = last_seq(ledger)
    dry = home(ledger, project, DRY_RUN=True)
    assert (dry["APPLIED"], dry["PHOTOS"]) == (2, 2) and last_seq(ledger) == before
    out = home(ledger, project)
    assert (out["APPLIED"], out["REFUSED"], out["PHOTOS"], out["MISSING"]) == (2, 0, 2, 0)
    found = cases(ledger)
    assert (found["N0"].finding, found["N0"].category, found["N0"].note) == ("nonfarm_violation", "project", "厂房一座")
    assert found["N0"].surveyed_on == "2026-07-03" and found["N0"].facts["cropland_mu"] == "0.10"
    assert found["N1"].finding == "legal" and found["N2"].version == 1
    assert [row[:3] for row in files(ledger, "N0")] == [("a.jpg", "photo_far", "东侧"), ("b.JPG", "photo_near", "")]
    after = last_seq(ledger)
    again = home(ledger, project)
    assert (again["APPLIED"], again["PHOTOS"], again["ALREADY"], again["REFUSED"]) == (0, 0, 2, 0)
    assert last_seq(ledger) == after and len(files(ledger, "N0")) == 2
    assert run(VerifyLedger(), LEDGER=ledger)["VERDICT"] == "unanchored"  # whole; no anchor was kept elsewhere


def test_the_next_evening_brings_only_what_is_new_even_the_same_field_again(ledger, project):
    edit(project, "N0", finding="legal", note="甲")
    home(ledger, project)
    edit(project, "N0", note="乙", surveyors="王五")
    out = home(ledger, project)
    assert (out["APPLIED"], out["REFUSED"]) == (1, 0)
    assert (cases(ledger)["N0"].note, cases(ledger)["N0"].finding) == ("乙", "legal")
    edit(project, "N0", note="")  # back to how it went out: an edit all the same
    assert home(ledger, project)["APPLIED"] == 1
    assert cases(ledger)["N0"].note == ""


def test_a_case_that_the_office_changed_is_listed_with_both_answers_and_refused(ledger, project):
    edit(project, "N0", finding="legal", note="现场")
    edit(project, "N1", finding="legal")
    tagged(ledger, "N0", finding="other", note="内业")
    out = home(ledger, project)
    assert (out["APPLIED"], out["REFUSED"], out["CONFLICTS"]) == (1, 1, 1)
    assert cases(ledger)["N0"].finding == "other"
    text = page(out)
    assert "changed the case at the office meanwhile" in text and "现场" in text and "内业" in text
    assert home(ledger, project)["CONFLICTS"] == 1  # until somebody decides
    taken = home(ledger, project, TAKE="N0")  # a person decides
    assert (taken["APPLIED"], taken["CONFLICTS"]) == (1, 0)
    assert (cases(ledger)["N0"].finding, cases(ledger)["N0"].note) == ("legal", "现场")
    with pytest.raises(QgsProcessingException, match="TAKE names"):
        home(ledger, project, TAKE="N99")


def test_what_the_office_corrected_after_the_home_coming_stands(ledger, project):
    edit(project, "N0", note="现场")
    home(ledger, project)
    tagged(ledger, "N0", note="")
    assert home(ledger, project)["APPLIED"] == 0
    assert cases(ledger)["N0"].note == ""


def test_what_was_undone_as_a_mistake_can_be_brought_home_again(ledger, project):
    edit(project, "N0", note="现场")
    home(ledger, project)
    with Ledger.open(ledger) as led:
        case = next(one for one in led.cases() if one.note == "现场")
        led.apply(case.parcel_uid, case.version, "undo", {"seq": case.last_seq, "reason": "读错文件夹"})
    assert cases(ledger)["N0"].note == ""
    assert home(ledger, project)["APPLIED"] == 1
    assert cases(ledger)["N0"].note == "现场"


def test_both_sides_saying_the_same_is_no_conflict(ledger, project):
    edit(project, "N0", finding="legal")
    tagged(ledger, "N0", finding="legal")
    out = home(ledger, project)
    assert (out["APPLIED"], out["REFUSED"], out["ALREADY"]) == (0, 0, 1)


def test_bad_values_refuse_their_row_by_its_number_and_the_others_come_home(ledger, project):
    edit(project, "N0", finding="maybe")
    edit(project, "N1", cropland_mu=-2.0)
    edit(project, "N2", finding="legal", note="好")
    edit(project, "N3", flags='{"no_such_flag"}')
    out = home(ledger, project)
    assert (out["APPLIED"], out["REFUSED"]) == (1, 3)
    text = page(out)
    for row, number, words in ((1, "N0", "maybe"), (2, "N1", "is less than"), (4, "N3", "no_such_flag")):
        assert f'<td class="n">{row}</td><td>{number}</td>' in text and words in text
    assert cases(ledger)["N2"].note == "好" and cases(ledger)["N0"].version == 1


def test_a_row_drawn_in_the_field_a_doubled_and_a_deleted_one_are_told(ledger, project):
    layer = QgsVectorLayer(f"{project / 'fieldwork.gpkg'}|layername=parcels", "p", "ogr")
    first, last = [f for f in layer.getFeatures() if f["source_no"] in ("N0", "N4")]
    assert layer.startEditing()
    for row in (QgsFeature(layer.fields()), QgsFeature(first)):
        row.setAttribute("fid", None)
        assert layer.addFeature(row)
    layer.deleteFeature(last.id())
    assert layer.commitChanges(), layer.commitErrors()
    out = home(ledger, project)
    text = page(out)
    assert out["REFUSED"] == 2 and "was added in the field" in text and "is about the same parcel" in text
    assert "1 rows were deleted in the field" in text and len(cases(ledger)) == COUNT


def test_an_outline_dragged_in_the_field_is_told_and_stays_at_the_office(ledger, project):
    edit(project, "N1", note="界线不动")
    layer = QgsVectorLayer(f"{project / 'fieldwork.gpkg'}|layername=parcels", "p", "ogr")
    feature = next(f for f in layer.getFeatures() if f["source_no"] == "N0")
    moved = feature.geometry()
    moved.translate(5, 0)
    assert layer.startEditing() and layer.changeGeometry(feature.id(), moved) and layer.commitChanges()
    with Ledger.open(ledger, write=False) as led:
        before = {one.parcel_uid: one.geom for one in led.parcels()}
    out = home(ledger, project)
    text = page(out)
    assert "Outlines changed in the field</h2>" not in text and "Outlines changed in the field (1)" in text
    assert (out["APPLIED"], out["REFUSED"]) == (1, 0)
    with Ledger.open(ledger, write=False) as led:
        assert {one.parcel_uid: one.geom for one in led.parcels()} == before


def test_several_codes_as_a_value_relation_writes_them_come_home_and_an_emptied_answer_is_taken_away(ledger, tmp_path):
    with Ledger.open(ledger, write=False) as led:
        codes = [entry.code for entry in led.dictionary("flag").entries][:2]
    tagged(ledger, "N0", note="旧", flags=codes[1], finding="legal")
    folder = export(ledger, tmp_path / "out")
    edit(folder, "N0", note=None, flags="{" + ",".join(f'"{code}"' for code in codes) + "}")
    assert home(ledger, folder)["APPLIED"] == 1
    assert cases(ledger)["N0"].flags.split(",") == codes and cases(ledger)["N0"].note == ""
    assert cases(ledger)["N0"].finding == "legal"


def test_personal_numbers_typed_in_the_field_are_masked(ledger, project):
    edit(project, "N0", note="户主电话 13812345678")
    out = home(ledger, project)
    assert cases(ledger)["N0"].note == "户主电话 138******78" and "masked in the rows 1" in page(out)
    assert home(ledger, project)["ALREADY"] == 1


def test_photos_that_are_missing_empty_of_no_kind_or_outside_are_listed_one_by_one(ledger, project, tmp_path):
    (tmp_path / "out.jpg").write_bytes(jpeg(9))
    shot(project, ledger, "N0", "gone.jpg")
    shot(project, ledger, "N0", "empty.jpg", content=b"")
    shot(project, ledger, "N0", "a.exe", content=b"MZ")
    shot(project, ledger, "N0", "x.jpg", path="../out.jpg")
    shot(project, ledger, "N1", "norole.jpg", content=jpeg(3), role=None)
    shot(project, ledger, "N1", "good.jpg", content=jpeg(4), path="/storage/emulated/0/Android/QField/DCIM/good.jpg")
    shot(project, ledger, "N2", "good.jpg")
    (project / "DCIM" / "sub").mkdir()
    (project / "DCIM" / "sub" / "loose.jpg").write_bytes(jpeg(5))
    out = home(ledger, project)
    assert (out["PHOTOS"], out["MISSING"]) == (2, 1)
    text = page(out)
    for words in ("gone.jpg", "is empty", "a.exe is not a photo", "lies outside the folder", "does not say what the photo shows",
                  "sub/loose.jpg", "stands for the parcel N1 too"):
        assert words in text, words
    assert [row[0] for row in files(ledger, "N1")] == ["good.jpg"] and not files(ledger, "N0")
    (project / "DCIM" / "gone.jpg").write_bytes(jpeg(6))  # found on the device after all
    assert home(ledger, project)["PHOTOS"] == 1


def test_a_photo_the_office_took_off_is_not_put_back(ledger, project):
    shot(project, ledger, "N0", "a.jpg", content=jpeg(1))
    home(ledger, project)
    with Ledger.open(ledger) as led:
        uid = next(one.parcel_uid for one in led.parcels(geometry=False) if one.source_no == "N0")
        sha = led.media.rows(uid)[0]["sha256"]
        led.apply(uid, led.case(uid).version, "detach", {"sha256": sha, "role": "photo_far", "reason": "拍错了"})
    assert home(ledger, project)["PHOTOS"] == 0


def test_what_is_no_field_project_or_another_ledgers_is_refused_in_a_sentence(ledger, project, tmp_path):
    with pytest.raises(QgsProcessingException, match="Merge field copy"):
        home(ledger, ledger)
    other = new_ledger(tmp_path, name="other.gpkg")
    with pytest.raises(QgsProcessingException, match="another ledger"):
        home(other, project)
    with closing(sqlite3.connect(project / "fieldwork.gpkg")) as connection:
        connection.execute("DROP TABLE base")
        connection.commit()
    with pytest.raises(QgsProcessingException, match="copy the folder from the device again"):
        home(ledger, project)


def test_edits_still_in_the_write_ahead_log_come_home(ledger, project):
    path = project / "fieldwork.gpkg"
    with closing(sqlite3.connect(path)) as connection:
        for name in [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]:
            connection.execute(f'DROP TRIGGER "{name}"')
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("UPDATE parcels SET q_note = '现场' WHERE source_no = 'N0'")
        connection.commit()
        assert (project / "fieldwork.gpkg-wal").stat().st_size
        assert home(ledger, project)["APPLIED"] == 1
    assert cases(ledger)["N0"].note == "现场"


def test_a_case_past_the_survey_takes_photos_but_no_answers(ledger, project):
    edit(project, "N0", note="现场")
    shot(project, ledger, "N0", "a.jpg", content=jpeg(1))
    with Ledger.open(ledger) as led:
        led.store.execute("UPDATE case_state SET status = 'signing', version = version + 1 WHERE parcel_uid = ?",
                          (uid_of(ledger, "N0"),))
    out = home(ledger, project)
    assert (out["APPLIED"], out["REFUSED"], out["PHOTOS"]) == (0, 1, 1) and "stands at Signing" in page(out)


# ---- what is left on the ground -----------------------------------------------------------------------------------------


def person(ledger, name="冯强"):
    with Ledger.open(ledger) as led:
        return led.people.register(Person("", name, roles=("acceptance_team",))).person_id


def draw(folder, ledger, number, shape, **more):
    """Draw what is left on a parcel in an edit session, with the defaults the form gives."""
    layer = QgsVectorLayer(f"{folder / 'fieldwork.gpkg'}|layername=residuals", "r", "ogr")
    values = {"parcel_uid": uid_of(ledger, number), "kind": "main", "found_on": QDate(2026, 11, 20), "person": "冯强",
              "uid": f"{{{uuid.uuid4()}}}", **more}
    assert layer.startEditing()
    feature = QgsVectorLayerUtils.createFeature(
        layer, QgsGeometry.fromWkt(shape), {layer.fields().indexOf(key): value for key, value in values.items()})
    assert layer.addFeature(feature) and layer.commitChanges(), layer.commitErrors()


def inside(at, x, y, size=10):
    """Return a square (MultiPolygon, WKT) by its lower left corner in a parcel of ``handover.square``."""
    box = QgsGeometry.fromWkt(square(at)).boundingBox()
    shape = QgsGeometry.fromRect(QgsRectangle(box.xMinimum() + x, box.yMinimum() + y, box.xMinimum() + x + size,
                                              box.yMinimum() + y + size))
    shape.convertToMultiType()
    return shape.asWkt(3)


def left(ledger, number):
    with Ledger.open(ledger, write=False) as led:
        uid = next(one.parcel_uid for one in led.parcels(geometry=False) if one.source_no == number)
        return residuals(led, uid)


def test_the_layer_of_what_is_left_asks_for_the_kind_and_knows_the_parcel_it_is_drawn_in(ledger, project):
    opened = QgsProject.instance()  # where expressions look for other layers
    assert opened.read(str(project / "fieldwork.qgz")), opened.error()
    layers = {layer.source().split("layername=")[-1]: layer for layer in opened.mapLayers().values()}
    layer = layers["residuals"]
    assert layer.isValid() and layer.crs() == layers["parcels"].crs()
    kinds = layer.editorWidgetSetup(layer.fields().indexOf("kind"))
    codes = [next(iter(choice.values())) for choice in kinds.config()["map"]]
    with Ledger.open(ledger, write=False) as led:
        assert kinds.type() == "ValueMap" and codes[1:] == [one.code for one in led.dictionary("residual_kind").entries]
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    feature = QgsVectorLayerUtils.createFeature(layer, QgsGeometry.fromWkt(inside(2, 5, 5)), {}, context)
    assert feature["parcel_uid"] == uid_of(ledger, "N2") and feature["uid"] and feature["found_on"]
    del layers, layer, feature, context
    opened.clear()


def test_a_drawing_comes_home_cut_to_its_parcel_once_and_is_in_the_journal(ledger, project):
    who = person(ledger)
    draw(project, ledger, "N1", inside(1, -5, 5), note="主厂房未拆")
    draw(project, ledger, "N2", inside(2, 5, 5), kind="rubble")
    data = ogr.Open(str(project / "fieldwork.gpkg"), 1)  # a device that measures heights too
    table = data.GetLayerByName("residuals")
    row = next(one for one in table if one["kind"] == "rubble")
    shape = row.GetGeometryRef().Clone()
    shape.Set3D(True)
    row.SetGeometry(shape)
    table.SetFeature(row)
    del row, table, shape, data
    assert home(ledger, project, DRY_RUN=True)["RESIDUALS"] == 2 and not left(ledger, "N1")
    assert home(ledger, project)["RESIDUALS"] == 2
    one, = left(ledger, "N1")
    other, = left(ledger, "N2")
    assert (one.kind, one.found_on, one.person_id, one.note) == ("main", "2026-11-20", who, "主厂房未拆")
    assert abs(2 * one.area_m2 - other.area_m2) < 1 and 99 < other.area_m2 < 101, "what lies outside N1 is left out"
    before = last_seq(ledger)
    assert home(ledger, project)["RESIDUALS"] == 0 and last_seq(ledger) == before
    with Ledger.open(ledger, write=False) as led:
        assert [event.action for event in led.events(other.parcel_uid)][-1] == "draw_residual"
    assert run(VerifyLedger(), LEDGER=ledger)["BREAKS"] == 0


def test_what_the_ledger_knows_goes_out_and_is_not_recorded_again(ledger, project, tmp_path):
    person(ledger)
    draw(project, ledger, "N1", inside(1, 5, 5))
    home(ledger, project)
    later = export(ledger, tmp_path / "第二天")
    layer = QgsVectorLayer(f"{later / 'fieldwork.gpkg'}|layername=residuals", "r", "ogr")
    assert [(f["kind"], f["person"]) for f in layer.getFeatures()] == [("main", "冯强")]
    assert home(ledger, later)["RESIDUALS"] == 0 and len(left(ledger, "N1")) == 1


@pytest.mark.parametrize(("more", "reason"), [
    ({"kind": None}, "does not say what is left"), ({"found_on": None}, "the day it was found"),
    ({"found_on": QDate(2999, 1, 1)}, "the day it was found"), ({"person": "谁"}, "0 people of the ledger are called 谁"),
    ({"parcel_uid": "nowhere"}, "belongs to no parcel"), ({"shape": inside(4, 5, 5)}, "outside the parcel as issued"),
    ({"shape": "MultiPolygon(((0 0, 9 9, 9 0, 0 9, 0 0)))"}, "crosses itself")])
def test_a_drawing_that_does_not_hold_is_refused_with_its_reason_and_the_others_come_home(ledger, project, more, reason):
    person(ledger)
    given = dict(more)
    draw(project, ledger, "N1", given.pop("shape", inside(1, 5, 5)), **given)
    draw(project, ledger, "N2", inside(2, 5, 5))
    done = home(ledger, project)
    assert done["RESIDUALS"] == 1 and not left(ledger, "N1") and len(left(ledger, "N2")) == 1
    assert reason in page(done)


def test_a_drawing_altered_after_it_came_home_is_told_and_a_copied_row_is_a_drawing_of_its_own(ledger, project):
    person(ledger)
    same = f"{{{uuid.uuid4()}}}"
    draw(project, ledger, "N1", inside(1, 5, 5), uid=same)
    draw(project, ledger, "N1", inside(1, 20, 5), uid=same)
    assert home(ledger, project)["RESIDUALS"] == 2
    layer = QgsVectorLayer(f"{project / 'fieldwork.gpkg'}|layername=residuals", "r", "ogr")
    first = next(layer.getFeatures())
    assert layer.startEditing() and layer.changeAttributeValue(first.id(), layer.fields().indexOf("kind"), "net")
    assert layer.commitChanges()
    done = home(ledger, project)
    assert done["RESIDUALS"] == 0 and "already with another outline or kind" in page(done)
    assert [one.kind for one in left(ledger, "N1")] == ["main", "main"]


def test_a_project_of_before_this_layer_comes_home_as_ever(ledger, project):
    with closing(sqlite3.connect(project / "fieldwork.gpkg")) as connection:
        connection.execute("ALTER TABLE residuals RENAME TO something_else")
        connection.commit()
    edit(project, "N1", note="看过")
    assert home(ledger, project)["APPLIED"] == 1
