"""The facts read from a ledger, the screening report and the area table: complete, reconciling, in the platforms' columns."""

from __future__ import annotations

import datetime
import json
import re
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingException

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.parcel import (
    Batch,
    Link,
    Overlap,
    OverlapPart,
    Parcel,
    Redline,
    RoleCover,
    Screening,
)
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.ledger import facts as reading
from farmland_plugin.ledger.facts import facts_of
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.paths import resource
from farmland_plugin.reports.area_table import AreaTable
from farmland_plugin.reports.screening_report import ScreeningReport
from farmland_plugin.reports.screening_sums import Chosen, collect

from .few_parcels import add_parcels, square

ON = datetime.date(2026, 11, 22)
AREA = Decimal("2025.00")
EVIL = '=HYPERLINK("http://x","冀政转征函〔2024〕12号")<script>'


def m2(value):
    return Decimal(str(value)).quantize(Decimal("0.01"))


def create(path: Path, rules: Path | None = None) -> Ledger:
    crs = QgsCoordinateReferenceSystem("EPSG:4526")
    return Ledger.create(path, county="130423", name="临漳县", crs_wkt=crs.toWkt(), epsg=4526, rules_folder=rules)


def layer(ledger, role, name, vintage="2024"):
    sha256 = name.encode().hex().ljust(64, "0")[:64]
    line = Redline(ledger.new_uid(), role, name, vintage, f"/data/{name}", sha256, 9, 0, f"{name}.gpkg", "EPSG:4526",
                   settings={"source": "project"})  # no file that could be lost
    ledger.add_redline(line)
    return line


def screen(ledger, line, found, rest=None):
    """Record one layer's result; ``found``: uid -> list of (code, m², net m², detail)."""
    overlaps, screenings, parts = [], [], []
    for uid, pieces in found.items():
        areas = {}
        for code, area, net, detail in pieces:
            total = areas.setdefault(code, [Decimal(0), Decimal(0)])
            total[0], total[1] = total[0] + m2(area), total[1] + m2(net)
            if detail:
                parts.append(OverlapPart(uid, line.redline_id, line.role, code, detail, m2(area), m2(net)))
        overlaps += [Overlap(uid, line.redline_id, line.role, code, area, net) for code, (area, net) in areas.items()]
        covered = sum((area for area, _ in areas.values()), m2(0))
        screenings.append(Screening(uid, line.redline_id, line.role, covered, AREA - covered, rest_width_m=rest))
    return overlaps, screenings, parts


@pytest.fixture()
def county(tmp_path, qgis_app):
    """Four parcels: cropland with everything on it, a K orchard beside a road, approved in part, and one never screened."""
    ledger = create(tmp_path / "县.gpkg")
    uids = [parcel.parcel_uid for parcel in add_parcels(ledger, 4)]
    a, b, c = uids[:3]
    lines = [layer(ledger, role, name, vintage) for role, name, vintage in (
        ("landuse", "三调地类图斑", "2023-12-31"), ("landuse_second_survey", "二调地类图斑", "2009-12-31"),
        ("permanent_farmland", "永久基本农田", "2021"), ("approval", "批文甲", "2024"), ("approval", "批文乙", "2025"),
        ("temporary", "临时用地", ""), ("plan", "村庄规划", "2022"))]
    land, second, farmland, first, later, term, plan = lines
    results = [
        screen(ledger, land, {
            a: [("0102", "1700.55", "1623.21", {}), ("1006", "324.45", "324.45", {})],
            b: [("0201K", 1000, 1000, {"planting": "JKHF"}), ("1003", 800, 800, {}), ("1208", 25, 25, {})],
            c: [("0601", 2025, 2025, {})]}),
        screen(ledger, second, {uid: [("011", 2025, 1900, {})] for uid in (a, b, c)}),
        screen(ledger, farmland, {a: [("", 1500, 1500, {})], b: [], c: []}),
        screen(ledger, first, {a: [], b: [], c: [(EVIL, 1200, 1200, {"date": "2024-05-01"})]}),
        screen(ledger, later, {a: [], b: [], c: [("冀〔2025〕3号", 900, 900, {})]}),
        screen(ledger, term, {a: [], b: [("临〔2022〕1号", 300, 300, {"expires": "2024-06-30"})], c: []}),
        screen(ledger, plan, {a: [("不符合", 2025, 2025, {"conforms": "no"})], b: [],
                              c: [("符合", 1000, 1000, {"conforms": "yes"}), ("不符合", 500, 500, {"conforms": "no"})]})]
    covers = [RoleCover(a, "approval", m2(0), AREA), RoleCover(b, "approval", m2(0), AREA),
              RoleCover(c, "approval", m2(1500), m2(525), 3.5)]
    ledger.record_screening([o for r in results for o in r[0]], [s for r in results for s in r[1]], [a, b, c],
                            [line.redline_id for line in lines], {"engine": "test"}, [p for r in results for p in r[2]], covers)
    yield ledger, uids
    ledger.close()


def sums_of(ledger, roles=(), landuse="landuse", uids=None):
    chosen = Chosen(ledger.parcel_uids() if uids is None else uids, "", ON, roles, landuse)
    return collect(ledger, chosen, NoFeedback())


def add_unmeasured(ledger):
    """Add a parcel whose area the issue does not say."""
    wkb = square(38549000.0, 4062000.0, 45.0)
    batch = Batch(ledger.new_uid(), "补充", "satellite", "b.shp", "1" * 64, 1, 1, 0)
    ledger.add_batch(batch, [Parcel(
        parcel_uid=ledger.new_uid(), source_no="Q1", batch_id=batch.batch_id, area_m2=AREA, monitored_area_m2=None, geom=wkb,
        geom_hash=geometry_hash(wkb), township="柳林镇", village="柳林村", source_crs="EPSG:4526")], [])


def cells(path, sheet):
    rows = [list(row) for row in openpyxl.load_workbook(path)[sheet].iter_rows(values_only=True)]
    top = next(number for number, row in enumerate(rows) if sum(cell is not None for cell in row) > 3)
    end = next((number for number, row in enumerate(rows) if number > top and not any(row)), len(rows))
    return rows[top], rows[top + 1:end]


# -- reading ------------------------------------------------------------------------------------------------------------


def test_facts_are_the_same_whatever_is_asked_at_once_and_in_the_order_of_import(county, monkeypatch):
    ledger, uids = county
    whole = list(facts_of(ledger, None, ON))
    assert [facts.parcel_uid for facts in whole] == uids
    monkeypatch.setattr(reading, "CHUNK", 1)
    assert list(facts_of(ledger, uids, ON)) == whole
    assert list(facts_of(ledger, uids[1:2], ON)) == whole[1:2]


def test_facts_are_what_the_layers_say(county):
    ledger, _ = county
    a, b, c, d = facts_of(ledger, None, ON)
    assert (a.cropland["landuse"].gross_m2, a.cropland["landuse"].counted_m2) == (m2("1700.55"), m2("1623.21"))
    assert a.classes["landuse"].other_farmland == m2("324.45") + m2("77.34")
    assert a.cropland["landuse_second_survey"].counted_m2 == 1900
    assert b.cropland["landuse"].adjustable_m2 == b.cropland["landuse"].recoverable_m2 == 1000
    assert (b.classes["landuse"].unknown, b.classes["landuse"].uncovered) == (25, 200)
    assert [match.number for match in b.expired] == ["临〔2022〕1号"]
    assert (c.share("approval"), c.excess.area_m2, c.excess.width_m) == (Decimal("74.07"), 525, 3.5)
    assert (c.plan.conforming_m2, c.plan.nonconforming_m2, c.plan.unknown_m2) == (1000, 500, 525)
    assert d.roles == {} and d.stale == ("never_screened",)
    assert a.stale == () and a.width_m == pytest.approx(2 * 2025 / 180, rel=1e-6)


def test_a_retired_layer_no_longer_counts_and_makes_its_results_stale(county):
    ledger, uids = county
    farmland = next(line for line in ledger.redlines() if line.role == "permanent_farmland")
    ledger.retire_redline(farmland.redline_id, "新成果已下发")
    a = next(facts_of(ledger, uids[:1], ON))
    assert a.covered("permanent_farmland") is None
    assert "layer_retired" in a.stale


def test_the_countys_own_switches_count(tmp_path, qgis_app):
    raw = json.loads(resource("rules", "cropland.json").read_text(encoding="utf-8"))
    raw["switches"].update(net=False, adjustable=True)
    raw["version"] = "县-1"
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "cropland.json").write_text(json.dumps(raw), encoding="utf-8")
    with create(tmp_path / "c.gpkg", folder) as ledger:
        uid = add_parcels(ledger, 1)[0].parcel_uid
        line = layer(ledger, "landuse", "三调")
        result = screen(ledger, line, {uid: [("0102", 1000, 900, {}), ("0201K", 1025, 1025, {})]})
        ledger.record_screening(*result[:2], [uid], [line.redline_id], {}, result[2])
        facts = next(facts_of(ledger, None, ON))
        assert facts.classes["landuse"].cropland == AREA and facts.rules == "cropland 县-1"
        page = ScreeningReport(ledger, sums_of(ledger), "2026-11-22T08:00:00Z").html()
    assert "cropland 县-1" in page and "ridges included; adjustable land (K) counted" in page


def test_rules_that_cannot_be_used_refuse_the_ledger_in_one_sentence(tmp_path, qgis_app):
    folder = tmp_path / "rules"
    folder.mkdir()
    (folder / "cropland.json").write_text("{}", encoding="utf-8")
    with pytest.raises(BadInput, match=r"cropland\.json: planting must be an object"):
        create(tmp_path / "c.gpkg", folder)


# -- the report ---------------------------------------------------------------------------------------------------------


def test_the_report_reconciles_names_its_layers_and_rules_and_escapes_the_data(county):
    ledger, _ = county
    sums = sums_of(ledger)
    for land in sums.vintages():
        assert land.difference == 0 and land.parcels == 3
    for role in sums.roles.values():
        assert role.involved + role.clear + role.unscreened == 4
    page = ScreeningReport(ledger, sums, "2026-11-22T08:00:00Z").html()
    for line in ledger.redlines():
        assert line.sha256 in page and line.name in page
    assert "cropland 1" in page and "difference 0.00" in page
    assert "4 counted = 3 with results of layers in force + 0 with results of retired layers only + 1 never screened" in page
    assert "<script>" not in page and "&lt;script&gt;" in page
    assert "The term of temporary land 临〔2022〕1号 ended 2024-06-30" in page


def test_only_the_roles_asked_for_are_told(county):
    ledger, _ = county
    sums = sums_of(ledger, roles={"permanent_farmland"})
    assert list(sums.roles) == ["permanent_farmland"] and sums.land == {}
    assert {line.role for line in sums.lines} == {"permanent_farmland"}


def both(ledger, folder):
    """Return the texts of the page and of the first sheet of the workbook, and the sheet's total row by heading."""
    sums = sums_of(ledger)
    page = ScreeningReport(ledger, sums, "2026-11-22T08:00:00Z").html()
    path = folder / "表.xlsx"
    AreaTable(ledger, sums).write(path)
    rows = openpyxl.load_workbook(path)["套合面积表"].iter_rows(values_only=True)
    heading, lines = cells(path, "套合面积表")
    return page, "\n".join(str(cell) for row in rows for cell in row if cell is not None), dict(zip(heading, lines[-1]))


def test_pairs_nobody_decided_are_told_with_what_they_share_until_a_person_decides(county, tmp_path):
    ledger, uids = county
    said = "1 more pairs that may be the same ground are not decided; they share 2.00 mu in all"
    assert all("may be the same ground" not in text for text in both(ledger, tmp_path)[:2])
    ledger.add_links([Link("", uids[1], uids[0], "partial", m2("1333.33"), 0.6, 0.6, 0.5)])
    page, sheet, _ = both(ledger, tmp_path)
    assert said in page and said in sheet and "0 decided to be on the same ground" in page
    link = next(iter(ledger.links()))
    ledger.decide_links([(link.link_id, "separate", "界址不同")])
    assert all("may be the same ground" not in text for text in both(ledger, tmp_path)[:2])


def test_what_no_parcel_was_screened_with_has_no_sum_and_new_layers_are_named(county, tmp_path):
    ledger, _ = county
    for line in ledger.redlines():
        if line.role.startswith("landuse") or line.role == "permanent_farmland":
            ledger.retire_redline(line.redline_id, "新成果已下发")
    new = [layer(ledger, "landuse", "新三调", "2025-12-31"), layer(ledger, "permanent_farmland", "新永农", "2025")]
    page, sheet, total = both(ledger, tmp_path)
    assert all(line.sha256 in page and f"{line.name} ({line.vintage}): 4" in sheet for line in new)
    assert total["占耕地面积（亩）"] == total["占基本农田面积（亩）"] == "—"
    assert "Land classes by" not in page and "Land classes by" not in sheet and "on permanent farmland" not in page
    classes, overlays = re.findall(r"<tr><td>Total: 4</td>.*?</tr>", page)[:2]
    assert ">0.00<" not in classes + overlays and (classes.count("—"), overlays.count("—")) == (6, 1)


def test_parcels_whose_results_are_of_retired_layers_only_are_not_called_never_screened(county):
    ledger, _ = county
    for line in ledger.redlines():
        ledger.retire_redline(line.redline_id, "新成果已下发")
    layer(ledger, "landuse", "新三调", "2025-12-31")
    page = ScreeningReport(ledger, sums_of(ledger), "2026-11-22T08:00:00Z").html()
    assert "0 with results of layers in force + 3 with results of retired layers only + 1 never screened" in page


def test_totals_say_how_many_parcels_they_leave_out_and_what_they_are_sums_of(county, tmp_path):
    ledger, _ = county
    add_unmeasured(ledger)
    page, sheet, total = both(ledger, tmp_path)
    assert "占耕地面积（亩） 2" in sheet and "监测面积（亩）: 1 of 5 parcels have none issued" in sheet
    assert all("Areas in mu are sums of the figures printed for each parcel." in text for text in (page, sheet))
    assert "which the total leaves out" in page and total["占耕地面积（亩）"] > 0
    heading, rows = cells(tmp_path / "表.xlsx", "套合面积表（平方米）")
    assert [row[heading.index("监测面积（平方米）")] for row in rows] == [2000, 2000, 2000, 2000, None, 8000]


# -- the area table -----------------------------------------------------------------------------------------------------


def test_the_area_table_has_the_platforms_columns_and_its_formula_holds(county, tmp_path):
    ledger, _ = county
    path = tmp_path / "套合.xlsx"
    AreaTable(ledger, sums_of(ledger)).write(path)
    for sheet, unit in (("套合面积表", "（亩）"), ("套合面积表（平方米）", "（平方米）")):
        heading, rows = cells(path, sheet)
        wanted = ["地块面积", "占耕地面积", "占基本农田面积", "占非耕农用地面积", "占未利用地面积", "占生态红线面积",
                  "建设用地面积"]
        at = [heading.index(name + unit) for name in wanted]
        assert at == sorted(at)
        confirmed = ["用地审批批准文号", "合法用地批文", "用地审批占比（%）", "土地供应批准文号", "土地供应占比（%）",
                     "不动产权证号", "不动产登记占比（%）", "临时用地批准文号", "临时用地占比（%）",
                     "设施农用地上图入库号", "是否认定设施", "设施农用地占比（%）"]
        first = heading.index(confirmed[0])
        assert heading[first:first + len(confirmed)] == confirmed
        parcel, cropland, _, other, unused, _, construction = at
        for row in rows[:3]:
            four = sum(Decimal(repr(row[column])) for column in (cropland, other, unused, construction))
            rest = sum(Decimal(repr(row[heading.index(name + unit)])) for name in ("未知地类面积", "未覆盖面积"))
            assert four + rest == Decimal(repr(row[parcel]))
            assert row[heading.index("平差通过")] == ("是" if not rest else "否")
        assert [row[heading.index("平差通过")] for row in rows[:3]] == ["是", "否", "是"]
        total = rows[4]
        assert Decimal(repr(total[parcel])) == sum(Decimal(repr(row[parcel])) for row in rows[:4])


def test_codes_are_text_nothing_is_a_formula_and_unscreened_roles_stay_empty(county, tmp_path):
    ledger, _ = county
    path = tmp_path / "套合.xlsx"
    AreaTable(ledger, sums_of(ledger)).write(path)
    book = openpyxl.load_workbook(path)
    assert all(cell.data_type != "f" and cell.hyperlink is None for sheet in book for row in sheet.iter_rows() for cell in row)
    heading, rows = cells(path, "套合面积表")
    c = rows[2]
    assert c[heading.index("用地审批批准文号")] == f"{EVIL}；冀〔2025〕3号"
    assert c[heading.index("用地审批占比（%）")] == 74.07
    assert c[heading.index("县区")] == "临漳县"
    assert c[heading.index("变更地类")] == "0601"
    assert c[heading.index("土地供应占比（%）")] is None and c[heading.index("占生态红线面积（亩）")] is None
    assert c[heading.index("合法用地批文")] is None and c[heading.index("是否认定设施")] is None
    assert rows[3][heading.index("占耕地面积（亩）")] is None  # never screened


def test_documents_and_vintages_stand_on_sheets_of_their_own(county, tmp_path):
    ledger, _ = county
    path = tmp_path / "套合.xlsx"
    AreaTable(ledger, sums_of(ledger)).write(path)
    _, rows = cells(path, "Land use by vintage")
    assert [(row[1], row[3]) for row in rows] == [
        (f"P000{number}", name) for number in range(3) for name in ("三调地类图斑", "二调地类图斑")]
    _, rows = cells(path, "Overlaps by number")
    assert [(row[3], row[4]) for row in rows if row[2] == "Approved conversion"] == [
        ("冀〔2025〕3号", 900), (EVIL, 1200), ("the same ground, under several numbers", 600)]
    _, rows = cells(path, "Data this rests on")
    assert {row[8] for row in rows} == {line.sha256 for line in ledger.redlines()}


def test_another_vintage_fills_the_table_when_asked_for(county, tmp_path):
    ledger, _ = county
    path = tmp_path / "二调.xlsx"
    AreaTable(ledger, sums_of(ledger, landuse="landuse_second_survey")).write(path)
    heading, rows = cells(path, "套合面积表")
    assert rows[2][heading.index("占耕地面积（亩）")] == 2.85 and rows[2][heading.index("变更地类")] == "011"


# -- the algorithm ------------------------------------------------------------------------------------------------------


def test_the_algorithm_writes_both_and_tells_what_is_stale(county, tmp_path, farmland):
    ledger, _ = county
    page, book = tmp_path / "报告.html", tmp_path / "表.xlsx"
    told = farmland("exportscreening", LEDGER=ledger.path, AS_OF="2026-11-22", OUTPUT=page)
    assert (told["PARCELS"], told["STALE"]) == (4, 1) and told["REMARKS"] > 0
    assert re.search("Screening report: 临漳县", page.read_text(encoding="utf-8"))
    told = farmland("exportscreening", LEDGER=ledger.path, WHERE="source_no = 'P0002'", ROLES="农转用审批,地类图斑", OUTPUT=book)
    assert told["PARCELS"] == 1 and len(cells(book, "套合面积表")[1]) == 2


@pytest.mark.parametrize(("given", "said"), [
    ({"OUTPUT": "a.pdf"}, "ends neither in .html nor in .xlsx"), ({"ROLES": "nonsense"}, "nonsense"),
    ({"ROLES": "mining"}, "run screenparcels first"), ({"WHERE": "source_no = 'P0003'"}, "run screenparcels first"),
    ({"AS_OF": "昨天"}, "is not a date")])
def test_what_cannot_be_done_is_said_and_nothing_is_written(county, tmp_path, farmland, given, said):
    ledger, _ = county
    output = tmp_path / given.pop("OUTPUT", "a.html")
    with pytest.raises(QgsProcessingException, match=re.escape(said)):
        farmland("exportscreening", LEDGER=ledger.path, OUTPUT=output, **given)
    assert not output.exists()
