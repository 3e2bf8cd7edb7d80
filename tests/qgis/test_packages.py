"""Packages made in a real QGIS, checked with other people's tools."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import threading
import time
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import bagit
import openpyxl
import pypdf
import pytest
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)

from farmland_plugin.domain.area import round_half_up
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.parcel import Batch, Overlap, Parcel, Redline, Reissued, Screening
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.evidence.facts import Gatherer
from farmland_plugin.evidence.frames import SheetCrs, neighbour_layer, redline_layers
from farmland_plugin.evidence.package import HIDDEN, OutputFolder, PackageWriter
from farmland_plugin.evidence.sheet import SheetFacts, SheetPrinter, shortened
from farmland_plugin.evidence.verify import verify_package
from farmland_plugin.imagery.scenes import register_scene
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.exportpackages import ExportPackages
from farmland_plugin.processing.verifyledger import VerifyLedger
from farmland_plugin.processing.verifypackage import VerifyPackage
from tests.planar import planar_area

from . import evidence_county as county

FACTS = SheetFacts("疑似违法图斑举证图", "内部", "2026-01-01", "TD/T 1055", "SHA-256 {seal}   journal #7")


@pytest.fixture
def ledger(tmp_path):
    """Four parcels, two of one number; three decided, the last neither screened nor decided; images of both dates."""
    made = county.make_ledger(tmp_path)
    register_scene(made, county.write_raster(tmp_path / "after.tif", houses=(0, 1)), role="after",
                   captured="2026-01-10", source="高分二号")
    register_scene(made, county.write_raster(tmp_path / "before.tif", seed=4), role="before", captured="2023-05-01",
                   source="北京二号")
    county.decide(made, made.parcel_uids()[:3])
    made.close()
    return made.path


def run(algorithm, **parameters):
    feedback = QgsProcessingFeedback()
    outputs, ok = algorithm().create().run(
        {k: str(v) if isinstance(v, Path) else v for k, v in parameters.items()}, QgsProcessingContext(), feedback)
    assert ok, feedback.textLog()
    return outputs


def folders(path):
    return sorted(p for p in path.iterdir() if not p.name.startswith("."))


@pytest.fixture
def exported(ledger, tmp_path):
    output = tmp_path / "out"
    outputs = run(ExportPackages, LEDGER=ledger, KIND="evidence", OUTPUT=output, REPORT=tmp_path / "report.json")
    return outputs, output, json.loads((tmp_path / "report.json").read_text("utf-8"))


def test_every_ready_parcel_gets_a_package_and_the_rest_is_held_back_with_its_reason(exported):
    outputs, output, report = exported
    assert (outputs["PACKAGES"], outputs["BLOCKED"]) == (3, 1)
    names = [path.name for path in folders(output)]
    assert names == sorted(entry["name"] for entry in report["packages"])
    assert all(name.startswith("JZ_130423_") and len(name) <= 40 for name in names)
    assert report["blocked"][0]["source_no"] == "FID_0"
    assert [item["code"] for item in report["blocked"][0]["missing"]] == ["screened", "finding"]
    assert all(item["fix"] for item in report["blocked"][0]["missing"])


def test_a_parcel_that_was_issued_again_gets_no_package_and_the_report_names_the_new_issue(ledger, tmp_path):
    with Ledger.open(ledger) as opened:
        old = next(iter(opened.parcels()))
        new = replace(old, parcel_uid=opened.new_uid(), batch_id="B2")
        opened.add_batch(Batch("B2", "重新下发", "satellite", "b.zip", "1" * 64, 1, 1, 0, reissue_of="B1"), [new],
                         reissued=[Reissued("B2", new.source_no, "same", new.parcel_uid, old.parcel_uid)])
    outputs = run(ExportPackages, LEDGER=ledger, KIND="evidence", OUTPUT=tmp_path / "out", REPORT=tmp_path / "report.json",
                  WHERE=f"parcel_uid = '{old.parcel_uid}'")
    assert (outputs["PACKAGES"], outputs["BLOCKED"]) == (0, 1)
    (lack,) = json.loads((tmp_path / "report.json").read_text("utf-8"))["blocked"][0]["missing"]
    assert lack["code"] == "replaced" and "重新下发" in lack["what"] and lack["fix"]


def test_packages_satisfy_bagit_py_sha256sum_and_our_verifier_with_code_and_ledger(exported, ledger):
    _, output, report = exported
    for entry in report["packages"]:
        folder = output / entry["name"]
        bagit.Bag(str(folder)).validate(processes=1)
        if shutil.which("sha256sum"):
            subprocess.run(["sha256sum", "--strict", "--quiet", "-c", "manifest-sha256.txt"], cwd=folder, check=True)
        outputs = run(VerifyPackage, INPUT=folder, LEDGER=ledger, CODE=entry["code"])
        assert (outputs["VERDICT"], outputs["LEVEL"]) == ("proved", "L2")
        assert json.loads(Path(outputs["REPORT"]).read_text("utf-8"))["broken"] == []


def test_the_ledger_records_each_package_and_its_journal_still_holds(exported, ledger):
    _, _, report = exported
    with Ledger.open(ledger, write=False) as led:
        recorded = {package["folder_name"]: package["code"] for package in led.packages()}
        assert recorded == {entry["name"]: entry["code"] for entry in report["packages"]}
        assert [event.action for event in led.events()][-6:] == ["package", "verify_package"] * 3
        assert {package["verdict"] for package in led.packages()} == {"complete"}


def test_a_verdict_is_recorded_in_the_ledger_that_made_the_package(exported, ledger, monkeypatch):
    _, output, report = exported
    entry = report["packages"][0]
    assert run(VerifyPackage, INPUT=output / entry["name"], LEDGER=ledger, CODE=entry["code"])["VERDICT"] == "proved"
    with Ledger.open(ledger, write=False) as led:
        verdicts = {package["folder_name"]: package["verdict"] for package in led.packages()}
        assert verdicts.pop(entry["name"]) == "proved" and set(verdicts.values()) == {"complete"}
        seq = led.last_seq()
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert run(VerifyPackage, INPUT=output / entry["name"], LEDGER=ledger)["VERDICT"] == "proved"
    with Ledger.open(ledger, write=False) as led:
        assert led.last_seq() == seq


def test_a_package_handed_out_is_an_anchor_of_the_journal_it_was_made_from(exported, ledger, tmp_path):
    _, output, report = exported
    folder = output / report["packages"][0]["name"]
    head = json.loads((folder / "data" / "package.json").read_text("utf-8"))["ledger"]["head_seq"]
    outputs = run(VerifyLedger, LEDGER=ledger, ANCHORS=folder)
    assert (outputs["VERDICT"], outputs["ANCHORED"], outputs["BREAKS"]) == ("anchored", head, 0)
    zipped = shutil.make_archive(str(tmp_path / "p"), "zip", output, folder.name)
    assert run(VerifyLedger, LEDGER=ledger, ANCHORS=Path(zipped))["ANCHORED"] == head


def test_a_sound_package_shown_to_a_wrong_ledger_is_not_called_altered(exported, tmp_path):
    _, output, report = exported
    entry = report["packages"][0]
    folder = tmp_path / "neighbour"
    folder.mkdir()
    with county.make_ledger(folder) as other:
        wrong = other.path
    before = Ledger.open(wrong, write=False)
    outputs = run(VerifyPackage, INPUT=output / entry["name"], LEDGER=wrong)
    told = json.loads(Path(outputs["REPORT"]).read_text("utf-8"))
    assert (outputs["VERDICT"], told["broken"]) == ("unverifiable", []) and "made from another ledger" in told["words"]
    outputs = run(VerifyPackage, INPUT=output / entry["name"], LEDGER=wrong, CODE=entry["code"])
    told = json.loads(Path(outputs["REPORT"]).read_text("utf-8"))
    assert outputs["VERDICT"] == "proved" and any("made from another ledger" in line for line in told["remarks"])
    (output / entry["name"] / "data" / "package.json").write_bytes(b"{}")
    assert run(VerifyPackage, INPUT=output / entry["name"], LEDGER=wrong)["VERDICT"] == "altered"
    with before:
        assert before.last_seq() == Ledger.open(wrong, write=False).last_seq()


def test_a_package_carries_the_facts_of_its_parcel_only(exported, ledger):
    _, output, report = exported
    entry = next(e for e in report["packages"] if e["source_no"] == "JC130423001")
    data = output / entry["name"] / "data"
    index = json.loads((data / "package.json").read_text("utf-8"))
    with Ledger.open(ledger, write=False) as led:
        parcel = led.parcel(entry["parcel_uid"])
    assert index["parcels"][0]["area_m2"] == str(parcel.area_m2) and index["crs"]["epsg"] == 4526
    rows = index["parcels"][0]["overlaps"]
    landuse = [Decimal(row["area_m2"]) for row in rows if row["role"] == "landuse"]
    assert sum(landuse) == parcel.area_m2  # classes and uncovered close on the parcel
    assert {row["class_code"] for row in rows if row["role"] == "ecological"} == {"none"}
    assert [layer["vintage"] for layer in index["layers"]] == ["2025-12-31", "2023", "2023"]
    assert [scene["captured"] for scene in index["scenes"]] == ["2026-01-10", "2023-05-01"]
    layer = QgsVectorLayer(f"{data / '05_矢量' / 'parcel.gpkg'}|layername=parcel", "p", "ogr")
    assert layer.isValid() and layer.featureCount() == 1 and layer.crs().authid() == "EPSG:4526"
    assert next(layer.getFeatures())["source_no"] == "JC130423001"
    del layer
    lines = [json.loads(line) for line in (data / "07_留痕" / "events.ndjson").read_text("utf-8").splitlines()]
    assert [json.loads(line["body"])["parcel_uid"] for line in lines if "body" in line] == [parcel.parcel_uid]
    assert lines[-1]["seq"] == len(lines) == index["ledger"]["head_seq"]
    sheet = openpyxl.load_workbook(data / "00_总表" / "overlap.xlsx").active
    assert any(row[4] == float(landuse[0]) for row in sheet.iter_rows(values_only=True) if len(row) > 4)


def test_nothing_of_other_parcels_stands_in_a_package(exported, ledger):
    _, output, report = exported
    entry = next(e for e in report["packages"] if e["source_no"] == "JC130423001")
    with Ledger.open(ledger, write=False) as led:
        others = [uid for uid in led.parcel_uids() if uid != entry["parcel_uid"]]
    for path in (output / entry["name"]).rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert not any(uid.encode() in content for uid in others)
            assert b"JC130423002" not in content


def test_the_party_gets_neither_coordinates_nor_images_nor_names(ledger, tmp_path):
    run(ExportPackages, LEDGER=ledger, KIND="appeal", RECIPIENT="party", OUTPUT=tmp_path / "out",
        WHERE="\"source_no\" = 'JC130423001'")
    (folder,) = folders(tmp_path / "out")
    assert folder.name.startswith("SS_") and verify_package(folder).verdict == "complete"
    names = {path.name for path in folder.rglob("*") if path.is_file()}
    assert not any(name.endswith((".gpkg", ".tif")) for name in names)
    text = (folder / "data" / "package.json").read_text("utf-8")
    assert "张三" not in text and '"attributes": {}' in text
    assert "body\"" not in (folder / "data" / "07_留痕" / "events.ndjson").read_text("utf-8")


def test_a_zip_option_leaves_zips_that_verify(ledger, tmp_path):
    outputs = run(ExportPackages, LEDGER=ledger, KIND="evidence", OUTPUT=tmp_path / "out", ZIP=True)
    made = folders(tmp_path / "out")
    assert len(made) == outputs["PACKAGES"] == 3 and all(path.suffix == ".zip" for path in made)
    assert run(VerifyPackage, INPUT=made[0], LEDGER=ledger)["VERDICT"] == "proved"


def test_an_altered_package_is_a_result_and_rubbish_is_an_error(exported, tmp_path):
    _, output, report = exported
    folder = output / report["packages"][0]["name"]
    csv = folder / "data" / "00_总表" / "overlap.csv"
    csv.write_text(csv.read_text("utf-8-sig").replace("0103", "0101"), encoding="utf-8-sig")
    outputs = run(VerifyPackage, INPUT=folder)
    assert (outputs["VERDICT"], outputs["LEVEL"]) == ("altered", "")
    (tmp_path / "rubbish.zip").write_text("x")
    _, ok = VerifyPackage().create().run({"INPUT": str(tmp_path / "rubbish.zip")}, QgsProcessingContext(),
                                         QgsProcessingFeedback())
    assert not ok


def test_an_edited_geopackage_inside_a_resealed_package_contradicts_its_own_index(exported):
    from farmland_plugin.evidence.bag import finish_bag

    _, output, report = exported
    folder = output / report["packages"][0]["name"]
    connection = sqlite3.connect(folder / "data" / "05_矢量" / "parcel.gpkg")
    connection.execute("UPDATE overlap SET area_m2 = area_m2 + 1")
    connection.execute("UPDATE parcel SET issued_wkb = substr(issued_wkb, 1, length(issued_wkb) - 2) || '42'")
    connection.commit()
    connection.close()
    for path in folder.glob("*.txt"):
        path.unlink()
    finish_bag(folder, {"Bagging-Date": "2026-01-01"}, {})
    sentences = [sentence for level, _, sentence in verify_package(folder).broken if level == "L2"]
    assert any("not the one issued" in s for s in sentences) and any("other areas" in s for s in sentences)


def test_exporting_again_on_the_same_day_does_not_touch_what_is_there(exported, ledger):
    _, output, _ = exported
    before = {path: (path / "tagmanifest-sha256.txt").read_bytes() for path in folders(output)}
    run(ExportPackages, LEDGER=ledger, KIND="evidence", OUTPUT=output)
    assert len(folders(output)) == 6
    assert all((path / "tagmanifest-sha256.txt").read_bytes() == seal for path, seal in before.items())


class StopAfter(QgsProcessingFeedback):
    """Cancels once some packages are made."""

    def __init__(self, count):
        super().__init__()
        self.left = count

    def pushInfo(self, text):
        self.left -= 1
        if not self.left:
            self.cancel()


def test_cancel_leaves_complete_packages_only(ledger, tmp_path):
    outputs, ok = ExportPackages().create().run(
        {"LEDGER": str(ledger), "KIND": "evidence", "OUTPUT": str(tmp_path / "out")}, QgsProcessingContext(),
        StopAfter(1))
    assert ok and outputs["PACKAGES"] == 1
    (folder,) = folders(tmp_path / "out")
    assert verify_package(folder).verdict == "complete"
    assert not list((tmp_path / "out").glob(f"{HIDDEN}*"))


def test_a_failure_in_the_middle_leaves_no_half_package_and_a_crash_is_swept_at_the_next_run(ledger, tmp_path,
                                                                                            monkeypatch):
    output = tmp_path / "out"
    with monkeypatch.context() as patch:
        patch.setattr(PackageWriter, "_self_check", lambda *_: (_ for _ in ()).throw(OSError(28, "No space left")))
        _, ok = ExportPackages().create().run({"LEDGER": str(ledger), "KIND": "evidence", "OUTPUT": str(output)},
                                              QgsProcessingContext(), QgsProcessingFeedback())
    assert not ok and folders(output) == []
    with Ledger.open(ledger, write=False) as led:
        assert led.packages() == []
    (output / f"{HIDDEN}JZ_dead" / "data").mkdir(parents=True)
    run(ExportPackages, LEDGER=ledger, KIND="evidence", OUTPUT=output)
    assert not list(output.glob(f"{HIDDEN}*")) and len(folders(output)) == 3


def test_two_exports_do_not_share_a_folder(tmp_path):
    with OutputFolder(tmp_path / "out"), pytest.raises(BadInput, match="Another export"), OutputFolder(tmp_path / "out"):
        pass


def test_an_image_changed_since_registration_is_not_used(ledger, tmp_path):
    county.write_raster(tmp_path / "after.tif", seed=99)
    run(ExportPackages, LEDGER=ledger, KIND="evidence", OUTPUT=tmp_path / "out")
    index = json.loads((folders(tmp_path / "out")[0] / "data" / "package.json").read_text("utf-8"))
    assert [scene["when"] for scene in index["scenes"]] == ["before"]
    outputs = run(ExportPackages, LEDGER=ledger, KIND="acceptance", OUTPUT=tmp_path / "out2", REPORT=tmp_path / "r.json")
    assert (outputs["PACKAGES"], outputs["BLOCKED"]) == (0, 4)
    blocked = json.loads((tmp_path / "r.json").read_text("utf-8"))["blocked"]
    assert "after_imagery" in {item["code"] for item in blocked[0]["missing"]}


# -- the sheet ------------------------------------------------------------------------------------------------------


def pages(path):
    return pypdf.PdfReader(str(path)).pages


def sheet_of(output, number):
    (path,) = output.glob(f"*{number}/data/01_图件/*.pdf")
    return path


def test_the_sheet_is_one_a4_page_whose_digits_can_be_read_back(exported, ledger):
    _, output, report = exported
    path = sheet_of(output, "JC130423001")
    (page,) = pages(path)
    assert [round(float(v) * 25.4 / 72) for v in page.mediabox[2:]] == [210, 297]
    text = page.extract_text()
    with Ledger.open(ledger, write=False) as led:
        parcel = led.parcel(report["packages"][0]["parcel_uid"])
    for piece in ("JC130423001", f"{parcel.area_m2:,}", parcel.geom_hash[:32], "2026-01-10", "2023-05-01", "0103"):
        assert piece in text.replace(" ", "") or piece in text, piece


def test_fonts_are_embedded_and_no_user_is_named(exported):
    _, output, _ = exported
    path = sheet_of(output, "JC130423001")
    fonts = pages(path)[0]["/Resources"]["/Font"]
    assert len(fonts) >= 2
    for font in fonts.values():
        descriptor = font.get_object()["/DescendantFonts"][0].get_object()["/FontDescriptor"].get_object()
        assert any(key.startswith("/FontFile") for key in descriptor)
    reader = pypdf.PdfReader(str(path))
    assert reader.metadata.title and reader.metadata.creator == "farmland_plugin" and not reader.metadata.author
    assert b"pdfaid" in path.read_bytes()


def pixels(path, dpi=60):
    """Return the first page as a picture array (height, width, 3)."""
    from osgeo import gdal

    stem = path.with_suffix("")
    subprocess.run(["pdftoppm", "-r", str(dpi), "-png", "-f", "1", "-l", "1", "-singlefile", str(path), str(stem)],
                   check=True)
    return gdal.Open(f"{stem}.png").ReadAsArray()[:3].transpose(1, 2, 0)


def frame(picture, x, y, w, h):
    scale = picture.shape[1] / 210
    return picture[int(y * scale):int((y + h) * scale), int(x * scale):int((x + w) * scale)]


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is not on this machine")
def test_the_roof_is_on_the_after_image_only_and_the_red_line_on_both(exported, tmp_path):
    _, output, _ = exported
    picture = pixels(shutil.copy(sheet_of(output, "JC130423001"), tmp_path / "sheet.pdf") and tmp_path / "sheet.pdf")
    for x, roof in ((16, False), (107, True)):
        part = frame(picture, x + 2, 56, 85, 68).astype(int)
        blue = (part[..., 2] > 150) & (part[..., 0] < 110)
        red = (part[..., 0] > 180) & (part[..., 1] < 90) & (part[..., 2] < 90)
        assert bool(blue.sum() > 200) == roof
        assert red.sum() > 100


@pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="pdftoppm (poppler-utils) is not on this machine")
def test_where_no_image_lies_the_frame_is_white_and_says_so(tmp_path):
    led = county.make_ledger(tmp_path)
    county.decide(led, led.parcel_uids()[:1])
    led.close()
    run(ExportPackages, LEDGER=led.path, KIND="evidence", OUTPUT=tmp_path / "out")
    path = sheet_of(tmp_path / "out", "JC130423001")
    assert pages(path)[0].extract_text().replace("\t", " ").count("No image") >= 2
    part = frame(pixels(path), 20, 57, 60, 15)
    assert part.mean() > 240


def printer_of(led):
    crs = SheetCrs(led.crs_wkt)
    layers = redline_layers(led.redlines(), led.files / "redlines", led.dictionaries["redline_role"])
    return SheetPrinter(crs, list(layers.values()), neighbour_layer(crs.ledger, led.parcels()))


def test_rows_that_do_not_fit_go_to_a_second_page(ledger, tmp_path):
    with Ledger.open(ledger) as led:
        uid = led.parcel_uids()[0]
        for index in range(30):
            line, one = f"A{index:02d}", Decimal("1.00")
            led.add_redline(Redline(line, "approval", f"批次{index}号用地批复文件及附图说明", "2020", "", "2" * 64, 1, 0, "",
                                    "EPSG:4526"))
            led.record_screening([Overlap(uid, line, "approval", f"冀政函〔2020〕{index:04d}号", one, one)],
                                 [Screening(uid, line, "approval", one, one)], [uid], [line], {})
        printer = printer_of(led)
        printer.print(Gatherer(led, "zh").of(uid), {}, FACTS, tmp_path / "s.pdf")
        printer.print(Gatherer(led, "zh").of(led.parcel_uids()[1]), {}, FACTS, tmp_path / "short.pdf")
        printer.close()
    both = pages(tmp_path / "s.pdf")
    assert len(both) == 2 and len(pages(tmp_path / "short.pdf")) == 1
    text = "".join(page.extract_text() for page in both)
    assert all(f"{index:04d}" in text.replace("\n", "") for index in range(30))


def test_what_people_wrote_is_text_and_never_an_expression(ledger, tmp_path):
    with Ledger.open(ledger) as led:
        uid = led.parcel_uids()[0]
        led.apply(uid, led.case(uid).version, "record", {"note": "[% 6*7 %]  [%@user_account_name%] <b>" + "长" * 400})
        printer = printer_of(led)
        printer.print(Gatherer(led, "zh").of(uid), {}, FACTS, tmp_path / "s.pdf")
        printer.close()
    text = pages(tmp_path / "s.pdf")[0].extract_text()
    assert "6*7" in text and "42" not in text.split("6*7")[0][-4:]
    assert len(shortened("长" * 400)) == 230


def test_printing_leaves_the_users_project_alone(qgis_new_project, exported):
    assert QgsProject.instance().mapLayers() == {} and not QgsProject.instance().isDirty()
    assert QgsProject.instance().layoutManager().layouts() == []


def test_sheets_are_made_in_a_background_task_while_the_event_loop_turns(ledger, tmp_path):
    algorithm = ExportPackages().create()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    done, beats = [], []
    task = QgsProcessingAlgRunnerTask(algorithm, {
        "LEDGER": str(ledger), "KIND": "evidence", "OUTPUT": str(tmp_path / "out")}, context, feedback)
    task.executed.connect(lambda ok, outputs: done.append((ok, outputs)))
    QgsApplication.taskManager().addTask(task)
    end = time.monotonic() + 60
    while not done and time.monotonic() < end:
        QgsApplication.processEvents()
        beats.append(threading.active_count())
        time.sleep(0.005)
    assert done and done[0][0] and done[0][1]["PACKAGES"] == 3, feedback.textLog()
    assert len(beats) > 5
    assert all(verify_package(folder).verdict == "complete" for folder in folders(tmp_path / "out"))


REAL = Path(os.environ.get("FARMLAND_REAL_DATA", Path(__file__).resolve().parents[3] / "shared" / "data"))
AERIAL = REAL / "swellendam" / "3420B_2010_328_RGB_LATLNG.tif"
FARMS = REAL / "swellendam" / "farms_33S.shp"


@pytest.mark.skipif(not AERIAL.exists(), reason="the real aerial photo is not on this machine (FARMLAND_REAL_DATA)")
def test_a_real_farm_on_a_real_aerial_photo_gets_a_sheet(tmp_path):
    layer = QgsVectorLayer(str(FARMS), "farms", "ogr")
    crs = QgsCoordinateReferenceSystem.fromEpsgId(32733)
    place = QgsCoordinateTransform(QgsCoordinateReferenceSystem.fromEpsgId(4326), crs, QgsCoordinateTransformContext())
    photo = place.transformBoundingBox(QgsRectangle(20.502, -34.07, 20.523, -34.003))
    farm = next(f for f in layer.getFeatures() if photo.contains(f.geometry().boundingBox()))
    from farmland_plugin.domain.wkb import canonical

    wkb = canonical(bytes(farm.geometry().asWkb()))
    del layer
    with create_ledger(tmp_path / "real.gpkg", county="130423", name="real", crs=crs) as led:
        uid = led.new_uid()
        area = round_half_up(planar_area(wkb))
        led.add_batch(Batch("B", "farms", "patrol", "farms_33S.shp", "0" * 64, 1, 1, 0),
                      [Parcel(uid, str(farm.id()), "B", area, wkb, geometry_hash(wkb), source_crs="EPSG:32733")])
        register_scene(led, AERIAL, role="before", captured="2010-06-01", source="aerial")
        led.add_redline(Redline("L", "landuse", "land", "2010", "", "1" * 64, 1, 0, "", "EPSG:32733"))
        led.record_screening([], [Screening(uid, "L", "landuse", Decimal("0.00"), area)], [uid], ["L"], {})
        county.decide(led, [uid])
    outputs = run(ExportPackages, LEDGER=tmp_path / "real.gpkg", KIND="evidence", OUTPUT=tmp_path / "out")
    assert outputs["PACKAGES"] == 1
    (folder,) = folders(tmp_path / "out")
    index = json.loads((folder / "data" / "package.json").read_text("utf-8"))
    assert [scene["when"] for scene in index["scenes"]] == ["before"]
    if shutil.which("pdftoppm"):
        (sheet,) = folder.glob("data/01_图件/*.pdf")
        part = frame(pixels(Path(shutil.copy(sheet, tmp_path / "sheet.pdf"))), 20, 60, 80, 60)
        assert part.std() > 12  # a photo, not a blank
