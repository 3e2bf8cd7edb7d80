"""What is not exact, or not known, from real layers through the engine to the page and the workbook."""

from __future__ import annotations

import re
from decimal import Decimal

import openpyxl
import pytest

from farmland_plugin.domain.engine_notes import uncut_note
from farmland_plugin.domain.parcel import Screening
from farmland_plugin.ledger.facts import facts_of
from farmland_plugin.ledger.ledger import Ledger

from .handover import E0, N0, new_ledger, square, write_layer


def rect(left, bottom, right, top):
    west, south, east, north = E0 + left, N0 + bottom, E0 + right, N0 + top
    return f"POLYGON(({west} {south},{west} {north},{east} {north},{east} {south},{west} {south}))"


@pytest.fixture
def ledger(tmp_path, farmland):
    """Two parcels of a hectare, 0–100 m and 200–300 m to the east or so."""
    path = new_ledger(tmp_path)
    parcels = write_layer(tmp_path / "p.shp", [(square(n), f"P{n}", "10000") for n in range(2)], ("JCBH", "JCMJ"))
    farmland("importparcels", LEDGER=path, INPUT=parcels, BATCH="一季度", AREA_UNIT="m2")
    return path


def facts(ledger):
    with Ledger.open(ledger, write=False) as opened:
        return list(facts_of(opened))


def register(farmland, tmp_path, ledger, role, rows, fields):
    source = write_layer(tmp_path / f"{role}.gpkg", rows, fields, layer="x")
    return farmland("registerredline", LEDGER=ledger, INPUT=source, ROLE=role, VINTAGE="2024")["REDLINE_ID"]


@pytest.mark.parametrize(("values", "unit", "doubtful"), [
    (("0.1234", "0.05", "0"), "ratio", False), (("12.5", "3.2", ""), "percent", False),
    (("0.1234", "0.1234", "12.34"), "percent", True), (("0.8", "0.9", "1"), "ratio", True)])
def test_how_kcxs_was_read_is_kept_with_the_layer_and_printed_in_the_report(tmp_path, farmland, ledger, values, unit, doubtful):
    register(farmland, tmp_path, ledger, "landuse", [(rect(-9, -9, 50, 109), "0102", values[0]), (rect(50, -9, 120, 109), "0102",
             values[1]), (rect(5000, 0, 5010, 10), "0102", values[2])], ("DLBM", "KCXS"))
    farmland("screenparcels", LEDGER=ledger)
    first = facts(ledger)[0]
    land = first.cropland["landuse"]
    assert (land.coefficient.unit, land.coefficient.doubtful) == (unit, doubtful) and bool(land.bound) is doubtful
    assert ("coefficient_doubtful" in {one.code for one in first.remarks}) is doubtful
    farmland("exportscreening", LEDGER=ledger, OUTPUT=tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    said = f"KCXS read as {'a ratio' if unit == 'ratio' else 'per cent'}; highest value {land.coefficient.highest}"
    assert said in page and ("the other unit is as likely" in page) is doubtful


def test_land_use_on_itself_and_approvals_on_each_other_are_told_by_the_engines_own_figures(tmp_path, farmland, ledger):
    land = [(rect(-9, -9, 109, 109), "0102"), (rect(50, -9, 109, 109), "0201")]
    register(farmland, tmp_path, ledger, "landuse", land, ("DLBM",))
    register(farmland, tmp_path, ledger, "approval", [(rect(0, 0, 60, 100), "甲"), (rect(40, 0, 90, 100), "乙")], ("PZWH",))
    farmland("screenparcels", LEDGER=ledger)
    first, beyond = facts(ledger)
    land = first.cropland["landuse"]
    assert land.counted_m2 == first.classes["landuse"].cropland < first.area_m2
    assert float(land.between.least) == pytest.approx(5000, rel=1e-4) and land.between.most == first.area_m2
    assert float(first.roles["approval"].shared_m2) == pytest.approx(2000, rel=1e-4)
    assert beyond.outside and beyond.no_data("approval")
    farmland("exportscreening", LEDGER=ledger, OUTPUT=tmp_path / "r.html")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    row = re.search(r"<tr><td>Approved conversion</td>(.*?)</tr>", page).group(1)
    assert re.findall(r">(\d+)<", row)[:5] == ["1", "0", "1", "0", "2"]  # involved, not involved, no data, not screened, parcels
    assert f"≈ {first.cropland_mu()}" in page and "the same ground, under several numbers" in page


def test_a_failed_cut_is_a_bound_in_page_and_workbook_and_the_workbook_prints_in_pages(tmp_path, farmland, ledger):
    line = register(farmland, tmp_path, ledger, "permanent_farmland", [(rect(0, 0, 30, 100), "1")], ("TBBH",))
    register(farmland, tmp_path, ledger, "landuse", [(rect(-9, -9, 999, 109), "0102")], ("DLBM",))
    farmland("screenparcels", LEDGER=ledger)
    with Ledger.open(ledger) as opened:
        uids = opened.parcel_uids()
        found = [one for uid in uids for one in opened.screenings(uid) if one.redline_id == line]
        noted = [Screening(**{**one.__dict__, "note": uncut_note(7, "TopologyException")}) for one in found]
        overlaps = [one for uid in uids for one in opened.overlaps(uid) if one.redline_id == line]
        opened.record_screening(overlaps, noted, uids, [line], {"engine": "test"}, [])
    first, second = facts(ledger)
    assert (first.roles["permanent_farmland"].bound, second.roles["permanent_farmland"].bound) == ("least", "least")
    for ending in ("html", "xlsx"):
        farmland("exportscreening", LEDGER=ledger, OUTPUT=tmp_path / f"r.{ending}")
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert re.search(r"≥ 4\.\d\d", page) and "2 parcels have figures that are not exact" in page
    row = re.search(r"<tr><td>Permanent basic farmland</td>(.*?)</tr>", page).group(1)
    assert re.findall(r">(\d+)<", row)[:5] == ["1", "0", "0", "1", "2"]  # nobody can say that the second is without it
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["套合面积表"]
    head = next(row for row in sheet.iter_rows() if row[1].value == "监测编号")
    column = next(cell.column for cell in head if cell.value == "占基本农田面积（亩）")
    cell = sheet.cell(head[0].row + 1, column)
    assert Decimal(repr(cell.value)) > 4 and cell.number_format.startswith('"≥ "')
    assert sheet.freeze_panes == f"C{head[0].row + 1}" and sheet.print_title_cols == "$A:$B"
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.orientation) == (3, "landscape")
