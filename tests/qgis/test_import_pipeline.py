"""The steps of an import: checks without writing, decisions, batches issued again, clues, doubts, places, reconciliation."""

from __future__ import annotations

import json
import tempfile
from decimal import Decimal
from pathlib import Path

import pytest
from osgeo import ogr
from qgis.core import QgsCoordinateTransformContext, QgsProcessingException

from farmland_plugin.domain.errors import Cancelled
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.domain.same_ground import RULE, Thresholds, reconcile
from farmland_plugin.intake.taking_in import spool
from farmland_plugin.intake.taking_in.importer import ImportRequest, prepare
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing import importparcels
from farmland_plugin.processing.importparcels import ImportParcels
from farmland_plugin.processing.reconcilebatches import ReconcileBatches
from farmland_plugin.processing.registerredline import RegisterRedline
from farmland_plugin.processing.splitparcels import SplitParcels
from farmland_plugin.processing.verifyledger import VerifyLedger
from tests.qgis.handover import E0, N0, bow_tie, new_ledger, page, run, square, write_layer


@pytest.fixture()
def ledger(tmp_path):
    return new_ledger(tmp_path)


def bring(ledger, source, **more):
    out = run(ImportParcels(), LEDGER=ledger, INPUT=source, SOURCE=more.pop("SOURCE", "satellite"), **more)
    assert out["READ"] == out["IMPORTED"] + out["QUARANTINED"]
    return out


def refused(ledger, source, **more):
    with pytest.raises(QgsProcessingException) as caught:
        bring(ledger, source, **more)
    return str(caught.value)


def checked(ledger, tmp_path, source, **more):
    """Return what a dry run says, having checked that it wrote nothing."""
    before = ledger.read_bytes()
    bring(ledger, source, DRY_RUN=True, CHECKS=tmp_path / "checks.json", REPORT=tmp_path / "checks.html", **more)
    assert ledger.read_bytes() == before
    return json.loads((tmp_path / "checks.json").read_text(encoding="utf-8"))


def sound(ledger):
    assert run(VerifyLedger(), LEDGER=ledger)["BREAKS"] == 0


def old_and_new(ledger, tmp_path):
    """Import two parcels; return a second hand-over: the first again, the second moved by half, one elsewhere, one twice."""
    bring(ledger, write_layer(tmp_path / "a.gpkg", [(square(0), "A1", "10000"), (square(1), "A2", "10000")]), BATCH="旧")
    return write_layer(tmp_path / "b.gpkg", [(square(0), "B1", "10000"), (square(1, east=E0 + 50), "B2", "10000"),
                                             (square(5), "B3", "10000"), (square(5), "B4", "10000")])


def test_a_dry_run_tells_everything_and_writes_nothing(ledger, tmp_path):
    found = checked(ledger, tmp_path, old_and_new(ledger, tmp_path), BATCH="新")
    assert (found["version"], found["read"], found["imported"], found["overlapping"]) == (1, 4, 4, 2)
    (member,) = found["members"]
    assert member["fields"] == {"source_no": "JCBH", "monitored_area": "MJ"} and set(member["why"]) == set(member["fields"])
    assert member["unit"] == "m2" and member["crs"] == "EPSG:4526" and member["name"] == "b.gpkg"
    pairs = {(one["source_no"], one["other"]["source_no"]): one for one in found["links"]}
    assert {key: (one["relation"], one["proposal"]) for key, one in pairs.items()} == {
        ("B1", "A1"): ("identical", "same"), ("B2", "A2"): ("partial", "separate"), ("B4", "B3"): ("identical", "same")}
    half = pairs["B2", "A2"]
    assert (half["common_m2"], half["share"], half["iou"]) == ("5000.00", 0.5, pytest.approx(1 / 3, abs=1e-6))
    assert half["batch"] == "新" and half["other"]["batch"] == "旧" and half["other"]["uid"]
    assert half["wkt"].startswith("MultiPolygon") and half["other_wkt"] != half["wkt"]
    assert pairs["B4", "B3"]["other"]["uid"] == "" and pairs["B4", "B3"]["other"]["row"] == 3
    assert found["reconciliation"]["sum"] == 6 and found["reconciliation"]["total"] == 4
    assert [line["name"] for line in found["reconciliation"]["batches"]] == ["旧", "新"]
    text = (tmp_path / "checks.html").read_text(encoding="utf-8")
    assert "nothing was written" in text and "旧 2 + 新 4 − overlapping 2 = 4 parcels" in text


def test_what_was_decided_of_the_pairs_stands_in_the_ledger(ledger, tmp_path):
    source = old_and_new(ledger, tmp_path)
    found = checked(ledger, tmp_path, source)
    decided = []
    for one in found["links"]:
        other = one["other"]
        where = {"other_uid": other["uid"]} if other["uid"] else {"other_file": other["file"], "other_row": other["row"]}
        if one["source_no"] in ("B2", "B4"):
            decided.append({"file": one["file"], "row": one["row"], **where, "decision": "separate", "reason": "两户"})
    (tmp_path / "d.json").write_text(json.dumps({"links": decided}), encoding="utf-8")
    out = bring(ledger, source, DECISIONS=tmp_path / "d.json")
    assert (out["LINKS"], out["OVERLAPPING"]) == (3, 2)
    with Ledger.open(ledger, write=False) as led:
        numbers = {p.parcel_uid: p.source_no for p in led.parcels()}
        links = {numbers[link.parcel_uid]: link for link in led.links()}
    assert {number: (link.relation, link.decision, link.reason) for number, link in links.items()} == {
        "B1": ("identical", "", ""), "B2": ("partial", "separate", "两户"), "B4": ("identical", "separate", "两户")}
    assert links["B2"].decided_by and links["B2"].common_m2 == Decimal("5000.00")
    sound(ledger)
    assert "count separately" in page(out)


@pytest.mark.parametrize(("text", "word"), [
    ('{"links": [{"file": "b.gpkg", "row": 3, "other_uid": "X", "decision": "same"}]}', "row 3"),
    ('{"links": [{"file": "b.gpkg", "row": 3, "decision": "same"}]}', "entry 1"),
    ('{"links": [{"file": "b.gpkg", "row": 3, "other_uid": "X", "decision": "maybe"}]}', "entry 1"),
    ("[]", "links"), ("{", "d.json"),
])
def test_a_decision_that_fits_no_pair_stops_the_import(ledger, tmp_path, text, word):
    source = old_and_new(ledger, tmp_path)
    (tmp_path / "d.json").write_text(text)
    assert word in refused(ledger, source, DECISIONS=tmp_path / "d.json")
    with Ledger.open(ledger, write=False) as led:
        assert len(led.batches()) == 1


def test_a_batch_issued_again_says_what_became_of_each_parcel(ledger, tmp_path):
    rows = [(square(n), f"130423SJBG{n:04d}", "10000") for n in range(4)]
    bring(ledger, write_layer(tmp_path / "a.gpkg", rows), BATCH="一期")
    again = [rows[0], (square(1), rows[1][1], "9000"), (square(2, size=150.0), rows[2][1], "10000"),
             (square(8), "130423SJBG0008", "")]
    source = write_layer(tmp_path / "b.gpkg", again)
    found = checked(ledger, tmp_path, source)
    assert found["reissue"]["suggested"] == "一期" and found["reissue"]["of"] == ""
    assert "REISSUE_OF" in (tmp_path / "checks.html").read_text(encoding="utf-8")
    told = checked(ledger, tmp_path, source, REISSUE_OF="一期")["reissue"]
    assert (told["of"], told["same"], told["added"], told["withdrawn"]) == ("一期", 1, ["130423SJBG0008"], ["130423SJBG0003"])
    assert {one["source_no"][-1]: one["what"] for one in told["changed"]} == {"1": "monitored_area,MJ", "2": "geometry"}
    out = bring(ledger, source, REISSUE_OF="一期")
    with Ledger.open(ledger, write=False) as led:
        first, second = led.batches()
        assert (first.reissue_of, second.reissue_of) == ("", first.batch_id)
        verdicts = sorted(one.verdict for one in led.reissued(second.batch_id))
        assert verdicts == ["added", "changed", "changed", "same", "withdrawn"]
    assert "withdrawn" in page(out)
    sound(ledger)
    assert "一期 9" not in refused(ledger, source, REISSUE_OF="九期")


def test_rows_that_are_only_points_become_clues(ledger, tmp_path):
    rows = [(f"POINT({E0 + 10 * n} {N0})", f"JB{n}", "") for n in range(2)] + [(None, "JB9", "")]
    out = bring(ledger, write_layer(tmp_path / "p.gpkg", rows, kind=ogr.wkbPoint), SOURCE="satellite")
    assert (out["READ"], out["IMPORTED"], out["QUARANTINED"], out["CLUES"]) == (3, 2, 1, 2)
    with Ledger.open(ledger, write=False) as led:
        assert [(c.source_no, c.x, c.y, c.source_row) for c in led.clues()] == [("JB0", E0, N0, 1), ("JB1", E0 + 10, N0, 2)]
        assert not list(led.parcels())
    sound(ledger)


def test_a_point_in_a_layer_of_polygons_and_points_becomes_a_clue_too(ledger, tmp_path):
    rows = [(square(0), "JB0", "10000"), (f"POINT({E0 + 900} {N0})", "JB1", ""),
            (f"LINESTRING({E0} {N0},{E0 + 9} {N0})", "JB2", "")]
    out = bring(ledger, write_layer(tmp_path / "mixed.gpkg", rows, kind=ogr.wkbUnknown), SOURCE="satellite")
    assert (out["READ"], out["IMPORTED"], out["QUARANTINED"], out["CLUES"]) == (3, 2, 1, 1)
    with Ledger.open(ledger, write=False) as led:
        assert [(c.source_no, c.x, c.y, c.source_row) for c in led.clues()] == [("JB1", E0 + 900, N0, 2)]
        assert [one.source_no for one in led.parcels()] == ["JB0"]
    sound(ledger)


def test_a_full_temporary_disk_is_named(ledger, tmp_path, monkeypatch):
    with open("/dev/full", "wb", buffering=0) as full:  # a disk without a free byte
        monkeypatch.setattr(spool.tempfile, "TemporaryFile", lambda **_: full)
        monkeypatch.setattr(spool.Parcels.__init__, "__defaults__", (2,))
        before = ledger.read_bytes()
        said = refused(ledger, write_layer(tmp_path / "a.gpkg", [(square(n), f"A{n}", "10000") for n in range(9)]))
    assert f"The disk of {tempfile.gettempdir()} is full" in said and ledger.read_bytes() == before


def test_what_looks_wrong_is_imported_and_told(ledger, tmp_path):
    x, y = E0, N0
    sliver = f"POLYGON(({x} {y},{x + 400} {y},{x + 400} {y + 0.6},{x} {y + 0.6},{x} {y}))"
    rows = [(sliver, "thin", "240"), (square(3), "far", "30000"), *[(square(n), f"N{n}", "10000") for n in range(5, 12)]]
    source = write_layer(tmp_path / "a.gpkg", rows)
    found = checked(ledger, tmp_path, source)
    assert {(d["code"], d["row"], d["source_no"]) for d in found["doubts"]} == {("sliver", 1, "thin"), ("area", 2, "far")}
    assert "0.60 m wide" in found["doubts"][0]["text"] and "30000.00" in found["doubts"][1]["text"]
    out = bring(ledger, source)
    assert out["IMPORTED"] == 9 and "0.60 m wide" in page(out)


def polygons(*parts):
    return "MULTIPOLYGON(" + ",".join(part.removeprefix("POLYGON") for part in parts) + ")"


@pytest.mark.parametrize(("wkt", "what", "before", "after"), [
    (bow_tie(0), "self-intersection resolved", "0.00", "4999"),
    (polygons(square(0), square(0)), "a part that repeats another left out", "199", "999"),
    (polygons(square(0), square(0, size=40.0)), "a part inside another joined with it", "115", "999"),
    (polygons(square(0), square(0, east=E0 + 50)), "overlapping parts joined", "199", "149"),
    (polygons(square(0), square(0, east=E0 + 100)), "parts that touch along a line joined", "199", "199"),
    (square(0)[:-2] + f",{E0} {N0}))", "repeated vertices removed", "999", "999"),
    (square(0).rpartition(",")[0] + "))", "open ring closed", "999", "999"),
])
def test_a_repair_says_what_was_done_and_both_areas_and_keeps_what_was_issued(ledger, tmp_path, wkt, what, before, after):
    out = bring(ledger, write_layer(tmp_path / "a.gpkg", [(wkt, "R", "")], kind=ogr.wkbUnknown))
    with Ledger.open(ledger, write=False) as led:
        (parcel,) = led.parcels()
    said, _, areas = parcel.repair.partition("; area ")
    assert out["REPAIRED"] == 1 and said == what and parcel.issued_geom is not None
    first, _, second = areas.removesuffix(" m²").partition(" → ")
    assert first.startswith(before) and second.startswith(after) and Decimal(second) == parcel.area_m2
    assert what in page(out)


def county(ledger, tmp_path, size=2000.0):
    """Register a county of one village, two kilometres wide."""
    path = write_layer(tmp_path / "village.gpkg", [(square(0, size=size), "130423101203", "李村", "城关镇")],
                       ("ZLDWDM", "ZLDWMC", "XZMC"), layer="village")
    run(RegisterRedline(), LEDGER=ledger, INPUT=path, ROLE="village", VINTAGE="2025")


def test_parcels_without_a_place_get_the_village_they_lie_in(ledger, tmp_path):
    county(ledger, tmp_path)
    rows = [(square(1), "1", ""), (square(2), "2", "130423101203"), (square(3), "3", "130423102001")]
    out = bring(ledger, write_layer(tmp_path / "a.gpkg", rows, ("JCBH", "ZLDWDM")))
    with Ledger.open(ledger, write=False) as led:
        raw = [tuple(row) for row in led.store.rows("SELECT source_no, township, village FROM parcel ORDER BY fid")]
        places = {place.parcel_uid: place for place in led.places()}
        differs = {p.source_no: places[p.parcel_uid].issued_differs for p in led.parcels()}
    assert raw == [("1", "130423101", "130423101203"), ("2", "130423101", "130423101203"), ("3", "130423102", "130423102001")]
    assert differs == {"1": False, "2": False, "3": True}
    assert "issued for 130423102001" in page(out)
    sound(ledger)


def test_a_parcel_outside_the_county_is_told_and_a_hand_over_outside_it_is_refused(ledger, tmp_path):
    county(ledger, tmp_path)
    mixed = write_layer(tmp_path / "a.gpkg", [(square(1), "in", ""), (square(90), "out", "")])
    assert [(d["code"], d["source_no"]) for d in checked(ledger, tmp_path, mixed)["doubts"]] == [("outside", "out")]
    assert bring(ledger, mixed)["IMPORTED"] == 2
    away = write_layer(tmp_path / "b.gpkg", [(square(90), "1", ""), (square(91), "2", "")])
    assert "EPSG:4526" in refused(ledger, away)
    assert bring(ledger, away, CRS="EPSG:4526")["IMPORTED"] == 2


def test_codes_that_nobody_knows_come_in_and_are_named(ledger, tmp_path):
    rows = [(square(n), f"N{n}", "", code) for n, code in enumerate(["0101", "0101", "0301", "9999", "9999", ""])]
    out = bring(ledger, write_layer(tmp_path / "a.gpkg", rows, ("JCBH", "MJ", "DLBM")))
    assert "9999 (2)" in page(out) and "0101 (" not in page(out)
    with Ledger.open(ledger, write=False) as led:
        assert [p.attributes["DLBM"] for p in led.parcels()][3] == "9999"


def test_the_reconciliation_is_that_of_all_parcels_however_few_were_looked_at(ledger, tmp_path):
    source = old_and_new(ledger, tmp_path)
    rows = [(square(n), f"130423SJBG9999{n}", "12.345") for n in range(20, 30)] + [(square(40), "130423SJBG99990020_1", "15")]
    bring(ledger, write_layer(tmp_path / "c.gpkg", rows), BATCH="丙", AREA_UNIT="mu")
    with Ledger.open(ledger, write=False) as led:
        done = prepare(led, ImportRequest(str(source), "satellite", batch="新"), QgsCoordinateTransformContext(), NoFeedback())
        told = done.reconciliation
    out = bring(ledger, source, BATCH="新")
    with Ledger.open(ledger, write=False) as led:
        rules = Thresholds.from_json(led.rule(RULE), "rules")
        whole = reconcile(led.batches(), led.parcels(), led.links(), led.reissued(), rules)
    assert (told.sum, told.total, told.after_split) == (whole.sum, whole.total, whole.after_split) and out["LINKS"] == 3
    assert (told.sum_mu, told.total_mu, told.after_split_mu) == (whole.sum_mu, whole.total_mu, whole.after_split_mu)
    assert [(a.name, a.parcels, a.issued_mu, a.counted_mu, a.split_mu, a.measured) for a in told.batches] == [
        (b.name, b.parcels, b.issued_mu, b.counted_mu, b.split_mu, b.measured) for b in whole.batches]


class Stopping(NoFeedback):
    """Feedback that is cancelled at the n-th question."""

    def __init__(self, after):
        self.left, self.seen = after, 0

    def is_cancelled(self):
        self.left -= 1
        self.seen += 1
        return self.left < 0

    def progress(self, percent):
        assert 0 <= percent <= 100


def test_cancelling_at_any_moment_writes_nothing(ledger, tmp_path):
    source = old_and_new(ledger, tmp_path)
    with Ledger.open(ledger) as led:
        calm = Stopping(10**6)
        request = ImportRequest(str(source), "satellite")
        prepare(led, request, QgsCoordinateTransformContext(), calm).close()
        assert calm.seen >= 4
        for moment in range(calm.seen):
            with pytest.raises(Cancelled):
                prepare(led, request, QgsCoordinateTransformContext(), Stopping(moment))
        assert len(led.batches()) == 1


def test_a_kind_that_nobody_knows_is_refused(ledger, tmp_path):
    source = write_layer(tmp_path / "a.gpkg", [(square(0), "1", "")])
    assert "KIND" in refused(ledger, source, KIND="painted")
    bring(ledger, source, KIND="drawn")
    with Ledger.open(ledger, write=False) as led:
        assert led.batches()[0].kind == "drawn"


def test_the_temporary_file_is_gone_after_the_import(ledger, tmp_path, monkeypatch):
    from farmland_plugin.intake.taking_in import spool

    made = []
    real = spool.tempfile.TemporaryFile
    monkeypatch.setattr(spool.tempfile, "TemporaryFile", lambda **more: made.append(real(**more)) or made[-1])
    monkeypatch.setattr(spool.Parcels.__init__, "__defaults__", (0,))
    out = bring(ledger, old_and_new(ledger, tmp_path))
    assert out["IMPORTED"] == 4 and made and all(file.closed for file in made)
    sound(ledger)
    assert Path(out["REPORT"]).exists()


def test_a_batch_that_was_issued_again_already_is_not_replaced_a_second_time(ledger, tmp_path):
    rows = [(square(n), f"130423SJBG{n:04d}", "10000") for n in range(5)]
    bring(ledger, write_layer(tmp_path / "a.gpkg", rows), BATCH="一期")
    second = write_layer(tmp_path / "b.gpkg", [*rows[:4], (square(8), "130423SJBG0008", "10000")])
    bring(ledger, second, BATCH="二发", REISSUE_OF="一期")
    third = write_layer(tmp_path / "c.gpkg", [*rows[:3], rows[4]])  # 4 numbers of the first issue, 3 of the second
    assert "二发" in refused(ledger, third, BATCH="三发", REISSUE_OF="一期")
    found = checked(ledger, tmp_path, third, BATCH="三发")
    assert found["reissue"]["suggested"] == "二发"
    out = bring(ledger, third, BATCH="三发", REISSUE_OF="二发")
    assert out["OVERLAPPING"] == 0  # what it replaces does not count any more
    total = run(ReconcileBatches(), LEDGER=ledger)
    assert (total["TOTAL"], total["SUM"], total["OVERLAP"]) == (4, 4, 0)
    sound(ledger)


def test_in_a_ledger_of_degrees_common_ground_and_pieces_are_square_metres(tmp_path):
    ledger = new_ledger(tmp_path, epsg=4490)

    def degrees(west, wide=0.001):
        east = west + wide
        return f"POLYGON(({west} 36.6,{west} 36.601,{east} 36.601,{east} 36.6,{west} 36.6))"

    bring(ledger, write_layer(tmp_path / "a.gpkg", [(degrees(114.5), "A1", "15")], epsg=4490), AREA_UNIT="mu")
    beside = [(degrees(114.50096), "B1", "15"), (degrees(114.499005), "B2", "15")]  # 4 % and 0.5 % of it, 400 m² and 50 m²
    found = checked(ledger, tmp_path, write_layer(tmp_path / "b.gpkg", beside, epsg=4490), AREA_UNIT="mu")
    (pair,) = found["links"]
    assert (pair["source_no"], pair["relation"]) == ("B1", "partial") and float(pair["common_m2"]) == pytest.approx(397, abs=3)
    plan = write_layer(tmp_path / "g.gpkg", [(degrees(114.5005), "1", "x")], fields=("DM", "MC"), epsg=4490)
    run(RegisterRedline(), LEDGER=ledger, INPUT=plan, ROLE="growth_boundary", NAME="开发边界", VINTAGE="2025-01-01")
    assert run(SplitParcels(), LEDGER=ledger)["CHILDREN"] == 2


def test_two_imports_at_once_do_not_pass_each_other_by(ledger, tmp_path, monkeypatch):
    first, second = (write_layer(tmp_path / name, [(square(0), "A1", "10000")], layer=name[0]) for name in ("a.gpkg", "b.gpkg"))
    import_report = importparcels.import_report

    def slow(*done, **more):
        monkeypatch.undo()
        bring(ledger, second, BATCH="同时")  # comes in while the other is being checked
        return import_report(*done, **more)

    monkeypatch.setattr(importparcels, "import_report", slow)
    assert "同时" in refused(ledger, first, BATCH="一期")
    with Ledger.open(ledger, write=False) as led:
        assert [batch.name for batch in led.batches()] == ["同时"]
    assert not list((ledger.parent / f"{ledger.name}.files" / "reports").glob("一期*"))
    assert bring(ledger, first, BATCH="一期")["LINKS"] == 1
