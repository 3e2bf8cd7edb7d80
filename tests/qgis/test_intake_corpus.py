"""Whatever is handed down ends in import, repair, quarantine or a sentence: no crash, no hang, no row lost.

Each case runs in a child process of its own: a crash of a driver or a hang is a failure of that case, not of the run.
"""

from __future__ import annotations

import json
import os
import resource
import select
import signal
import time
import traceback
from contextlib import closing, suppress
from pathlib import Path

import pytest
from osgeo import gdal, ogr, osr
from qgis.core import QgsCoordinateTransformContext

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.intake.opening.source import open_sources
from farmland_plugin.intake.taking_in.importer import ImportRequest, prepare
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.importparcels import ImportParcels
from tests.qgis.handover import new_ledger, run
from tests.qgis.intake_faults import CORPUS
from tests.qgis.intake_faults.case import Case

PATIENCE = 60  # seconds for one case on a busy machine; the slowest takes about one
MEMORY = 3 * 1024**3  # bytes a case may add to what the test process itself has


@pytest.fixture(scope="module")
def ledger(tmp_path_factory):
    return new_ledger(tmp_path_factory.mktemp("corpus"))


def reading(ledger, path, options):
    """Prepare an import without writing; return what became of it as plain values."""
    with Ledger.open(ledger, write=False) as opened:
        try:
            done = prepare(
                opened,
                ImportRequest(path=str(path), source="satellite", **options),
                QgsCoordinateTransformContext(),
                NoFeedback(),
            )
        except BadInput as error:
            return {"refused": str(error)}
        with closing(done):
            parcels = list(done.parcels)
        quarantined = list(done.quarantined)
        texts = [q.reason for q in quarantined] + [p.repair for p in parcels] + list(done.skipped) + list(done.notes)
        for member in done.members:
            texts += [*member.notes, member.source.crs_note, member.source.encoding_note, member.source.encoding]
        batch = done.batch
        return {
            "read": batch.read_count,
            "imported": batch.imported_count,
            "quarantined": batch.quarantined_count,
            "repaired": sum(1 for p in parcels if p.repair),
            "clues": len(done.clues),
            "parcels": len(parcels),
            "set_aside": len(quarantined),
            "numbers": [p.source_no for p in parcels],
            "texts": texts,
            "rows": sorted((q.source_file, q.source_row) for q in quarantined),
        }


def quiet_again():
    """Switch GDAL's exceptions off as in QGIS, whatever another module of the same run switched on; they go in order."""
    for module in (gdal, ogr, osr) * 3:
        with suppress(RuntimeError):
            module.DontUseExceptions()


def in_a_child(work):
    """Run ``work`` in a child process and return what it returned; a crash or a hang is an AssertionError that says so."""
    receive, send = os.pipe()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            os.close(receive)
            used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
            resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
            quiet_again()
            try:
                found = {"done": work()}
            except BaseException:  # whatever it is, the parent tells it
                found = {"raised": traceback.format_exc()}
            with os.fdopen(send, "w") as stream:
                json.dump(found, stream)
            code = 0
        finally:
            os._exit(code)
    os.close(send)
    until, chunks = time.monotonic() + PATIENCE, []
    try:
        while True:
            left = until - time.monotonic()
            assert left > 0 and select.select([receive], [], [], left)[0], f"hung: nothing after {PATIENCE} s"
            chunk = os.read(receive, 1 << 20)
            if not chunk:
                break
            chunks.append(chunk)
    finally:
        os.close(receive)
        if time.monotonic() >= until:
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    assert chunks, f"crashed (wait status {status})"
    found = json.loads(b"".join(chunks))
    assert "raised" not in found, found["raised"]
    return found["done"]


def listing(folder):
    """Return every file of a folder with its size and the time of its last change."""
    return {path.relative_to(folder): (path.lstat().st_size, path.lstat().st_mtime_ns) for path in folder.rglob("*")
            if not path.is_dir()}


@pytest.mark.parametrize("case", CORPUS, ids=[case.name for case in CORPUS])
def test_every_bad_or_odd_input_ends_as_written_down(case: Case, ledger, tmp_path):
    path = case.build(tmp_path)
    before = listing(tmp_path)
    found = in_a_child(lambda: reading(ledger, path, dict(case.options)))
    assert listing(tmp_path) == before  # what was handed down is as it was, and nothing lies beside it
    if not case.rows:
        sentence = found.get("refused", "")
        assert sentence, found
        assert case.refused in sentence and "\n" not in sentence and "Traceback" not in sentence
        return
    assert "refused" not in found, found
    assert found["read"] == case.rows == found["imported"] + found["quarantined"], found
    assert (found["parcels"], found["set_aside"], found["repaired"], found["clues"]) == (
        case.imported,
        case.quarantined,
        case.repaired,
        case.clues,
    ), found
    for number in case.numbers:
        assert number in found["numbers"], found
    told = "\n".join(found["texts"])
    for words in case.says:
        assert words in told, told


def test_the_corpus_is_large_and_every_fault_has_a_name_of_its_own():
    assert len(CORPUS) >= 150
    assert len({case.name for case in CORPUS}) == len(CORPUS)
    assert all(bool(case.rows) != bool(case.refused) for case in CORPUS)  # each says what must become of it


WHOLE = ("shp_gbk_without_cpg", "shape_bow_tie", "folder_mixed", "gdb", "kml_points_are_clues", "dxf_label_inside",
         "dxf_open_polyline",
         "xlsx_a_crs_for_each_row", "xlsx_outlines_and_points", "geojson_null_geometry", "kmz", "vct_3")


@pytest.mark.parametrize("case", [case for case in CORPUS if case.name in WHOLE], ids=lambda case: case.name)
def test_a_sample_of_every_format_goes_through_the_whole_algorithm(case: Case, tmp_path):
    ledger = new_ledger(tmp_path, name="own.gpkg")
    (tmp_path / "in").mkdir()
    out = run(ImportParcels(), LEDGER=ledger, INPUT=case.build(tmp_path / "in"), SOURCE="satellite", **{
        key.upper(): value for key, value in case.options.items()})
    assert (out["READ"], out["QUARANTINED"]) == (case.rows, case.quarantined)
    with Ledger.open(ledger, write=False) as opened:
        (batch,) = opened.batches()
        parcels, clues, aside = list(opened.parcels()), list(opened.clues()), list(opened.quarantined(batch.batch_id))
    assert (len(parcels), len(clues), len(aside)) == (case.imported, case.clues, case.quarantined)
    assert len({(p.source_file, p.source_row) for p in [*parcels, *clues]}) == case.imported + case.clues
    assert Path(out["REPORT"]).is_file()


def test_the_tips_workbook_of_the_demo_county_comes_in_whole(tmp_path):
    pytest.importorskip("shapely", minversion="2.0")
    from tests.demo_county import generate

    truth = generate("small", tmp_path / "county", pictures=False)
    tips = [one for one in truth["parcels"] if one["file"] == "jubao2026.xlsx"]
    only_points = [one for one in tips if one["special"] == "point_only"]
    ledger = new_ledger(tmp_path, name="own.gpkg")
    out = run(ImportParcels(), LEDGER=ledger, INPUT=tmp_path / "county" / "jubao2026.xlsx", SOURCE="tip")
    assert (out["READ"], out["QUARANTINED"]) == (len(tips), 0)
    with Ledger.open(ledger, write=False) as opened:
        parcels, clues = list(opened.parcels()), list(opened.clues())
    assert {c.source_no for c in clues} == {one["number"] for one in only_points} and only_points
    assert {p.source_no for p in parcels} == {one["number"] for one in tips} - {c.source_no for c in clues}
    assert {p.source_crs for p in parcels} == {"EPSG:4490", "EPSG:4526"}


@pytest.mark.parametrize("name, rows", [("a.geojson", 10_000), ("a.geojsonl", 10_000), ("a.csv", 10_000), ("a.kml", 4_000)])
def test_a_layer_of_many_rows_is_read_without_holding_it(name, rows, tmp_path):
    """Three times the rows must not need noticeably more memory: what is held may not grow with the file."""
    def growth(rows):
        path = many(tmp_path / f"{rows}{name}", rows)

        def work():
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            (source,) = open_sources(path)
            assert sum(1 for feature in source if feature.wkb) == rows == source.count
            return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before

        return in_a_child(work)

    few, more = growth(rows), growth(3 * rows)
    assert more - few < 2 * rows * 0.5, (few, more)  # KiB: the rows between, held, would be more than one each


def many(path, rows):
    """Write squares in degrees, one row each."""
    shapes = ((i, 114 + i % 1000 / 1000, 36 + i // 1000 / 1000) for i in range(rows))
    rings = ((i, [(x, y), (x, y + 0.0005), (x + 0.0005, y + 0.0005), (x, y)]) for i, x, y in shapes)
    note = "某村东侧约一百米处的疑似新增建设用地图斑说明文字" * 4
    with open(path, "w", encoding="utf-8") as stream:
        if path.suffix == ".csv":
            stream.write("编号,坐标串,备注\n")
            stream.writelines(f"A{i},{';'.join(f'{x:.6f} {y:.6f}' for x, y in ring)},{note}\n" for i, ring in rings)
        elif path.suffix == ".kml":
            stream.write("<kml><Document>")
            for i, ring in rings:
                text = " ".join(f"{x:.6f},{y:.6f}" for x, y in ring)
                stream.write(f"<Placemark><name>A{i}</name><description>{note}</description><Polygon><outerBoundaryIs><LinearRing>"
                             f"<coordinates>{text}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>")
            stream.write("</Document></kml>")
        else:
            lines = path.suffix == ".geojsonl"
            stream.write("" if lines else '{"type":"FeatureCollection","features":[')
            for i, ring in rings:
                shape = {"type": "Polygon", "coordinates": [ring]}
                values = {"编号": f"A{i}", "备注": note}
                one = json.dumps({"type": "Feature", "properties": values, "geometry": shape}, ensure_ascii=False)
                stream.write(one + "\n" if lines else ("," if i else "") + one)
            stream.write("" if lines else "]}")
    return path
