"""The demo county's batches add up to exactly what its generator made them of: 清零总任务 = A + B − 重合 (001-03)."""

from __future__ import annotations

import json
from collections import Counter
from decimal import Decimal

import pytest
from openpyxl import load_workbook
from qgis.core import QgsProcessingException

from farmland_plugin.domain.same_ground import RULE, Thresholds
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.locateparcels import LocateParcels
from farmland_plugin.processing.reconcilebatches import ReconcileBatches, reconciliation_of
from farmland_plugin.processing.splitparcels import SplitParcels
from tests.demo_county import generate
from tests.qgis.ground_county import add, box, new_ledger, parcel, run

BATCHES = (("wp2026q1", "satellite"), ("ducha2026", "inspection"), ("jiezhi", "self_check"), ("jubao2026", "tip"))


@pytest.fixture(scope="module")
def county(tmp_path_factory, farmland):
    """The demo county with its four batches imported, and the second issue of the first on a copy."""
    folder = tmp_path_factory.mktemp("county")
    truth = generate("small", folder, pictures=False)
    ledger = folder / "ledger.gpkg"
    farmland("createledger", LEDGER=ledger, COUNTY=truth["county"]["code"], NAME="示例县", CRS=f"EPSG:{truth['epsg']}")
    imported = {}
    for batch, source in BATCHES:
        about = truth["batches"][batch]
        imported[batch] = farmland("importparcels", LEDGER=ledger, INPUT=folder / (about.get("file") or about["folder"]),
                                   SOURCE=source, BATCH=batch)
    reissued = folder / "reissued.gpkg"
    farmland("backupledger", LEDGER=ledger, OUTPUT=reissued)
    imported["again"] = farmland("importparcels", LEDGER=reissued, INPUT=folder / truth["reissue"]["file"], SOURCE="satellite",
                                 BATCH="wp2026q1_r2", REISSUE_OF="wp2026q1")
    return truth, ledger, reissued, imported


def told(path, batches=""):
    done = run(ReconcileBatches, LEDGER=path, BATCHES=batches)
    return done, json.loads(done["JSON"])


def seen(batch, other, relation):
    """Return a relation as seen from the batch that comes first by name: a batch issued again is the later one of its pairs."""
    mirrored = {"contains": "inside", "inside": "contains"}
    return (batch, other, relation) if batch <= other else (other, batch, mirrored.get(relation, relation))


def agrees(found, wanted):
    """Hold what the program says against the truth: totals, every batch, every pair of batches and relation."""
    for key in ("sum", "overlap", "total", "sum_mu", "overlap_mu", "total_mu", "pending"):
        assert found[key] == wanted[key], key
    lines = {line["name"]: line for line in found["batches"]}
    for line in wanted["batches"]:
        for key in ("issued", "issued_mu", "overlap", "overlap_mu"):
            assert lines[line["name"]][key] == line[key], (line["name"], key)
    names = {line["batch_id"]: line["name"] for line in found["batches"]}
    pairs = Counter(seen(names[pair["batch_id"]], names[pair["other_batch_id"]], pair["relation"]) for pair in found["pairs"])
    expected = Counter()
    for row in wanted["pairs"]:
        expected[seen(row["batch"], row["other"], row["relation"])] += row["pairs"]
    assert pairs == expected
    assert sum(cell["pairs"] for cell in found["matrix"]) == sum(expected.values())


def test_two_batches_add_up_to_what_they_were_made_of(county):
    truth, ledger, _, _ = county
    done, found = told(ledger, "wp2026q1, ducha2026")
    agrees(found, truth["reconciliation"]["two"])
    assert done["TOTAL"] == done["SUM"] - done["OVERLAP"]
    relations = Counter(pair["relation"] for pair in found["pairs"] if pair["batch_id"] != pair["other_batch_id"])
    assert relations == truth["reconciliation"]["made"]


def test_all_batches_add_up_with_tips_counted_by_their_measured_area(county):
    truth, ledger, _, imported = county
    _, found = told(ledger)
    agrees(found, truth["reconciliation"]["all"])
    about = truth["batches"]["jubao2026"]
    assert (imported["jubao2026"]["IMPORTED"], imported["jubao2026"]["CLUES"]) == (
        about["polygons"] + about["points"], about["points"])
    assert found["measured"] == about["polygons"]


def test_a_batch_issued_again_stands_in_the_place_of_the_first(county):
    truth, _, reissued, _ = county
    _, found = told(reissued)
    wanted = truth["reconciliation"]["reissued"]
    agrees(found, wanted)
    first = next(line for line in found["batches"] if line["name"] == "wp2026q1")
    assert (first["issued"], first["withdrawn"]) == (0, len(truth["reissue"]["withdrawn"]))
    assert first["replaced"] == truth["reissue"]["same"] + len(truth["reissue"]["changed"])


def test_what_became_of_every_row_of_the_first_issue_is_the_truth(county):
    truth, _, reissued, _ = county
    with Ledger.open(reissued, write=False) as ledger:
        rows = list(ledger.reissued())
    again = truth["reissue"]
    assert {row.source_no: sorted(row.what.split(",")) for row in rows if row.verdict == "changed"} == {
        row["number"]: row["what"] for row in truth["reissue"]["changed"]}
    kinds = Counter(row.verdict for row in rows)
    assert kinds == {"same": again["same"], "changed": len(again["changed"]), "added": len(again["added"]),
                     "withdrawn": len(again["withdrawn"])}
    assert sorted(row.source_no for row in rows if row.verdict == "added") == sorted(again["added"])
    assert sorted(row.source_no for row in rows if row.verdict == "withdrawn") == sorted(again["withdrawn"])


def test_parcels_lie_where_the_generator_put_them(county, farmland, tmp_path):
    truth, ledger, _, _ = county
    path = tmp_path / "located.gpkg"
    farmland("backupledger", LEDGER=ledger, OUTPUT=path)
    farmland("registerredline", LEDGER=path, INPUT=ledger.parent / truth["admin"]["file"], LAYER="CJDCQ", ROLE="village",
             NAME="CJDCQ", VINTAGE="2026-01-01")
    done = run(LocateParcels, LEDGER=path)
    counts = truth["places"]["batches"].values()
    assert (done["LOCATED"], done["OUTSIDE"], done["DIFFER"]) == tuple(
        sum(line[key] for line in counts) for key in ("located", "outside", "differ"))
    wanted = {(row["file"], row["row"]): (row["township"], row["village"])
              for row in truth["places"]["parcels"] if row["village"]}
    with Ledger.open(path, write=False) as opened:
        places = {place.parcel_uid: place for place in opened.places()}
        found = {(one.source_file, one.source_row): (places[one.parcel_uid].township, places[one.parcel_uid].village)
                 for one in opened.parcels(geometry=False) if one.parcel_uid in places}
    assert set(found.values()) == set(wanted.values())
    assert {key: found.get(key) for key in wanted if key[0].endswith((".shp", ".gpkg"))} == {
        key: place for key, place in wanted.items() if key[0].endswith((".shp", ".gpkg"))}
    assert len(found) == len(wanted)


def test_splitting_by_the_plan_changes_no_total_as_issued(county, farmland, tmp_path):
    truth, ledger, _, _ = county
    path = tmp_path / "split.gpkg"
    farmland("backupledger", LEDGER=ledger, OUTPUT=path)
    farmland("registerredline", LEDGER=path, INPUT=ledger.parent / "czkfbj.gpkg", LAYER="CZKFBJ", ROLE="growth_boundary",
             NAME="CZKFBJ", VINTAGE="2026-01-01")
    done = run(SplitParcels, LEDGER=path)
    assert done["SPLIT"] > 0
    out, found = told(path)
    agrees({**found, "batches": [line for line in found["batches"] if line["kind"] != "split"]}, truth["reconciliation"]["all"])
    assert out["AFTER_SPLIT"] > out["TOTAL"]
    assert found["after_split_mu"] == found["total_mu"]


def test_the_workbook_shows_the_equation_the_matrix_and_every_pair(county, tmp_path):
    truth, ledger, _, _ = county
    run(ReconcileBatches, LEDGER=ledger, OUTPUT=tmp_path / "total.xlsx")
    book = load_workbook(tmp_path / "total.xlsx")
    first, matrix, pairs = book.worksheets
    wanted = truth["reconciliation"]["all"]
    told_lines = [str(row[0].value) for row in first.iter_rows(min_row=2, max_row=3)]
    assert told_lines[0].startswith("wp2026q1 149 + ducha2026 30 + jiezhi 9 + jubao2026 10 − ")
    assert f"= {wanted['total']} " in told_lines[0]
    assert f"= {wanted['total_mu']} " in told_lines[1]
    totals = [cell.value for cell in list(first.rows)[-1]]
    assert totals[7] == wanted["sum"]
    assert Decimal(str(totals[8])) == Decimal(wanted["sum_mu"])
    assert totals[11] == wanted["total"]
    assert sum(1 for row in pairs.iter_rows() if isinstance(row[0].value, int)) == sum(row["pairs"] for row in wanted["pairs"])
    assert list(matrix.rows)[-1][3].value == sum(row["pairs"] for row in wanted["pairs"])
    assert first.page_setup.orientation == "landscape"


def test_the_page_escapes_what_the_ledger_holds(tmp_path):
    path = tmp_path / "ledger.gpkg"
    with new_ledger(path) as ledger:
        add(ledger, "<script>alert(1)</script>", [parcel(ledger, "<b>1</b>", box(0, 0, 50, 50))])
        add(ledger, "B", [parcel(ledger, "2", box(0, 0, 50, 50))], at="2026-02-01T00:00:00Z")
    run(ReconcileBatches, LEDGER=path, FIND=True, OUTPUT=tmp_path / "total.html")
    page = (tmp_path / "total.html").read_text(encoding="utf-8")
    assert "<script>" not in page and "&lt;b&gt;1&lt;/b&gt;" in page


def test_overlaps_nobody_linked_are_found_when_asked_for_and_only_once(tmp_path):
    path = tmp_path / "ledger.gpkg"
    with new_ledger(path) as ledger:
        add(ledger, "A", [parcel(ledger, "1", box(0, 0, 50, 50)), parcel(ledger, "2", box(100, 0, 150, 50))])
        add(ledger, "B", [parcel(ledger, "3", box(0, 0, 50, 50)), parcel(ledger, "4", box(140, 0, 190, 50))],
            at="2026-02-01T00:00:00Z")
    assert run(ReconcileBatches, LEDGER=path)["TOTAL"] == 4
    done = run(ReconcileBatches, LEDGER=path, FIND=True)
    assert (done["LINKED"], done["TOTAL"], done["OVERLAP"], done["PENDING"]) == (2, 3, 1, 2)
    assert run(ReconcileBatches, LEDGER=path, FIND=True)["LINKED"] == 0
    with Ledger.open(path, write=False) as ledger:
        numbers = {one.parcel_uid: one.source_no for one in ledger.parcels(geometry=False)}
        assert {(numbers[link.parcel_uid], numbers[link.other_uid], link.relation) for link in ledger.links()} == {
            ("3", "1", "identical"), ("4", "2", "partial")}


def test_a_small_parcel_inside_two_leaves_both_in_the_task_and_the_report_says_with_which_it_counts(tmp_path):
    path = tmp_path / "ledger.gpkg"
    totals = []
    for month, (number, outline) in enumerate((("1", box(0, 0, 100, 100)), ("2", box(95, 0, 195, 100)),
                                               ("3", box(95, 20, 100, 40))), 1):
        with (Ledger.open(path) if path.exists() else new_ledger(path)) as ledger:
            add(ledger, number, [parcel(ledger, number, outline)], at=f"2026-{month:02d}-01T00:00:00Z")
        done = run(ReconcileBatches, LEDGER=path, FIND=True, OUTPUT=tmp_path / "total.xlsx")
        totals.append((done["TOTAL"], done["OVERLAP"]))
    assert totals == [(1, 0), (2, 0), (2, 1)]
    rows = list(load_workbook(tmp_path / "total.xlsx").worksheets[2].iter_rows(values_only=True))
    assert {(row[1], row[3], row[11]) for row in rows if isinstance(row[0], int)} == {
        ("2", "1", "both"), ("3", "1", "1"), ("3", "2", "3 counts with 1")}


def test_a_decision_changes_the_total_and_is_named_with_who_took_it(tmp_path):
    path = tmp_path / "ledger.gpkg"
    with new_ledger(path) as ledger:
        add(ledger, "A", [parcel(ledger, "1", box(0, 0, 50, 50))])
        add(ledger, "B", [parcel(ledger, "2", box(0, 0, 50, 50))], at="2026-02-01T00:00:00Z")
    assert run(ReconcileBatches, LEDGER=path, FIND=True)["TOTAL"] == 1
    with Ledger.open(path) as ledger:
        (link,) = ledger.links()
        ledger.decide_links([(link.link_id, "separate", "两层厂房，两个主体")])
        rules = Thresholds.from_json(ledger.rule(RULE), "same_ground.json")
        (pair,) = reconciliation_of(ledger, [], rules).pairs
    assert (pair.decision, pair.reason, pair.decided_by) == ("separate", "两层厂房，两个主体", ledger.actor)
    done = run(ReconcileBatches, LEDGER=path)
    assert (done["TOTAL"], done["PENDING"]) == (2, 0)


def test_the_county_s_own_thresholds_count(tmp_path, farmland):
    rules = tmp_path / "rules"
    rules.mkdir()
    (rules / "same_ground.json").write_text(json.dumps({"version": "county", "proposals": {"partial": "same"}}), encoding="utf-8")
    path = tmp_path / "own.gpkg"
    farmland("createledger", LEDGER=path, COUNTY="130499", NAME="示例县", CRS="EPSG:4526", RULES=rules)
    with Ledger.open(path) as ledger:
        add(ledger, "A", [parcel(ledger, "1", box(0, 0, 50, 50))])
        add(ledger, "B", [parcel(ledger, "2", box(25, 0, 75, 50))], at="2026-02-01T00:00:00Z")
    assert run(ReconcileBatches, LEDGER=path, FIND=True)["TOTAL"] == 1


def test_a_batch_that_is_not_there_is_refused_with_those_that_are(county):
    with pytest.raises(QgsProcessingException, match="ducha2026"):
        run(ReconcileBatches, LEDGER=county[1], BATCHES="督察")
