"""The report against fake rectification says what was noticed, who explained it, what is open; it accuses nobody (003-09)."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from decimal import Decimal

import openpyxl
import pytest
from qgis.core import QgsProcessingException

from farmland_plugin.domain.imagery import Comparison
from farmland_plugin.domain.parcel import Batch, Parcel, Reissued, Scene
from farmland_plugin.domain.wkb import geometry_hash
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.door import utc_now
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.reports.antifake import by_kind, by_person, by_township, collect, tally
from farmland_plugin.reports.antifake_page import AntifakeReport

from .casework_county import County, attach, clear, put_in_place, take
from .test_casework import ZONE38
from .test_demolition import closed, left, photo, rectifying
from .two_copies import square

TODAY = datetime.date(2099, 1, 1)  # everything the tests record has been by then
BOX = (38_544_000.0, 4_061_000.0, 38_700_000.0, 4_063_000.0)
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def ledger(tmp_path):
    with create_ledger(tmp_path / "home" / "county.gpkg", county="130423", name="临漳县", crs=ZONE38) as made:
        yield made


@pytest.fixture
def county(ledger):
    return County(ledger)


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.png"
    path.write_bytes(b"\x89PNG a signed form")
    return path


def parcels(ledger, count=6, remediate_by=None, number="JC"):
    batch = Batch(ledger.new_uid(), "卫片三季度" + number, "satellite", "a.shp", (number * 32)[:64], count, count, 0,
                  remediate_by=remediate_by)
    made = []
    for at in range(count):
        wkb = square(38545000.0 + 300 * at, 4062000.0, 45.0)
        made.append(Parcel(
            parcel_uid=ledger.new_uid(), source_no=f"{number}{at:04d}", batch_id=batch.batch_id, area_m2=Decimal("2025.00"),
            monitored_area_m2=Decimal("2000.00"), geom=wkb, geom_hash=geometry_hash(wkb), source_crs="EPSG:4526",
            township=("柳林镇", "章里集镇")[at % 2], village=("柳林村", "章里集村")[at % 2]))
    ledger.add_batch(batch, made, [])
    return [one.parcel_uid for one in made]


@pytest.fixture
def uids(ledger):
    return parcels(ledger)


def compared(ledger, uid, suggestion, *, after="2026-11-16", made="2026-11-18T02:00:00.000Z", reasons=(), share=0.42, round_=1):
    known = {one.scene_id for one in ledger.scenes()}
    for scene, role, day in (("B", "before", "2026-01-10"), (f"A{after}", "after", after)):
        if scene not in known:
            ledger.add_scene(Scene(scene, role, day, "GF-2", 0.5, f"/{scene}.tif", "5" * 64, "EPSG:4526", (0, 0, 1, 1), 9, 9))
    one = Comparison(
        ledger.new_uid(), uid, round_, "B", f"A{after}", "2026-01-10", after, "1", "f" * 64, ledger.new_uid(), suggestion,
        [{"code": code, "figures": figures} for code, figures in reasons], {}, 0.0, 0.0, 300.0, share, b"", "", made)
    ledger.record_comparisons([one], [], {})
    return one


def flagged(ledger, uid, path, code, figures, flag="f1", other=""):
    """Attach a photo and record a flag on it, as checking photos does; return its SHA-256."""
    sha = attach(ledger, uid, "photo_after", path)
    take(ledger, uid, "check_photos", {"photos": [], "flags": [{
        "flag_id": flag, "sha256": sha, "round": 1, "code": code, "figures": json.dumps(figures), "other_sha256": "",
        "other_uid": other, "raised_at": "2026-11-19T02:00:00.000Z", "rules": "1"}], "compared": 0})
    return sha


def answer(ledger, uid, county, flag, verdict, words):
    take(ledger, uid, "explain_flag", {"flag_id": flag, "verdict": verdict, "words": words, "answered_on": "2026-11-20",
                                       "person_id": county["county_reviewer"]}, by=county["county_reviewer"])


def found_of(ledger, uid, as_of=TODAY):
    return {one.kind: one for one in collect(ledger, [uid], as_of).found}


def demolition(ledger, uid, county, folder, day="2026-11-10", stages=("demolished",)):
    put_in_place(ledger, uid, county, attach(ledger, uid, "photo_after", photo(folder, name=f"{uid}.jpg")), day, stages)


# -- photos ---------------------------------------------------------------------------------------------------------


def test_a_flag_on_a_photo_is_open_until_a_person_answers_and_the_last_answer_counts(ledger, uids, county, tmp_path):
    uid = uids[0]
    flagged(ledger, uid, photo(tmp_path), "far", {"metres": "420", "accuracy": "20"})
    one = found_of(ledger, uid)["far"]
    assert one.is_open and "420 m" in one.text and one.weight == "alarm" and one.about == "after.jpg"
    answer(ledger, uid, county, "f1", "explained", "站在河对岸拍摄")
    one = found_of(ledger, uid)["far"]
    assert (one.answer.state, one.answer.by, one.answer.words, one.answer.day) == (
        "explained", "county_reviewer 0", "站在河对岸拍摄", datetime.date(2026, 11, 20))
    answer(ledger, uid, county, "f1", "fake", "冒用他处照片")
    sums = collect(ledger, uids, TODAY).whole
    assert (sums.noticed, sums.open, sums.explained, sums.confirmed) == (1, 0, 0, 1)


def test_the_report_stands_as_of_its_day(ledger, uids, county, tmp_path):
    flagged(ledger, uids[0], photo(tmp_path), "far", {"metres": "420", "accuracy": "20"})
    answer(ledger, uids[0], county, "f1", "accepted", "已核")
    assert collect(ledger, uids, datetime.date(2026, 11, 18)).found == ()
    assert found_of(ledger, uids[0], datetime.date(2026, 11, 19))["far"].is_open
    assert found_of(ledger, uids[0], datetime.date(2026, 11, 20))["far"].answer.state == "accepted"


def test_hints_are_counted_and_not_listed(ledger, uids, tmp_path):
    flagged(ledger, uids[0], photo(tmp_path), "position_missing", {})
    found = collect(ledger, uids, TODAY)
    assert (found.found, found.hints) == ((), 1)


# -- images ---------------------------------------------------------------------------------------------------------


def test_one_image_under_two_dates_is_noticed_and_settled_by_comparing_with_another(ledger, uids):
    compared(ledger, uids[0], "unsure", reasons=[("same_picture", {"score": 0.91, "limit": 0.62}),
                                                 ("painted_over", {"percent": 4})])
    one = found_of(ledger, uids[0])["same_image"]
    assert one.is_open and "0.91" in one.text and "4 %" in one.text
    compared(ledger, uids[0], "cleared", after="2026-11-18", made="2026-11-19T02:00:00.000Z")
    one = found_of(ledger, uids[0])["same_image"]
    assert one.answer.state == "settled" and "2026-11-18" in one.answer.words


@pytest.mark.parametrize(("suggestion", "after"), [
    ("unsure", "2026-11-18"), ("cleared", "2026-11-12"), ("cleared", "2026-11-16")])
def test_an_unsure_an_older_or_no_other_image_neither_settles_nor_silences(ledger, uids, county, tmp_path, suggestion, after):
    demolition(ledger, uids[1], county, tmp_path)
    compared(ledger, uids[0], "unsure", reasons=[("same_picture", {"score": 0.91, "limit": 0.62})])
    compared(ledger, uids[1], "unchanged")
    compared(ledger, uids[0], suggestion, after=after, made="2026-11-19T02:00:00.000Z")
    assert found_of(ledger, uids[0])["same_image"].is_open
    if after != "2026-11-16":  # the same image read otherwise later is the newer word on it
        compared(ledger, uids[1], suggestion, after=after, made="2026-11-19T02:00:00.000Z")
        assert found_of(ledger, uids[1])["claimed_standing"].is_open


def test_what_an_image_taken_out_of_use_said_is_settled_or_no_longer_said(ledger, uids, county, tmp_path):
    compared(ledger, uids[0], "unsure", reasons=[("same_picture", {"score": 0.91, "limit": 0.62})])
    demolition(ledger, uids[1], county, tmp_path)
    compared(ledger, uids[1], "unchanged")
    assert found_of(ledger, uids[0])["same_image"].is_open and "claimed_standing" in found_of(ledger, uids[1])
    ledger.retire_scene("A2026-11-16", "日期填错")
    one = found_of(ledger, uids[0])["same_image"]
    assert one.answer.state == "settled" and "日期填错" in one.answer.words and one.answer.by == ledger.actor
    assert "claimed_standing" not in found_of(ledger, uids[1])


@pytest.mark.parametrize(("suggestion", "after", "noticed"), [
    ("unchanged", "2026-11-16", True), ("partly", "2026-11-16", True), ("cleared", "2026-11-16", False),
    ("unsure", "2026-11-16", False), ("unchanged", "2026-11-01", False)])
def test_a_recorded_demolition_that_a_later_image_does_not_show_is_noticed(ledger, uids, county, tmp_path, suggestion, after,
                                                                           noticed):
    compared(ledger, uids[0], suggestion, after=after)
    assert "claimed_standing" not in found_of(ledger, uids[0])
    demolition(ledger, uids[0], county, tmp_path)
    told = found_of(ledger, uids[0])
    assert ("claimed_standing" in told) is noticed
    if noticed:
        assert "42 %" in told["claimed_standing"].text and "2026-11-10" in told["claimed_standing"].text


def test_a_written_off_parcel_that_looks_built_on_is_noticed_until_it_is_opened_again(ledger, uids, county, tmp_path, scan):
    uid = uids[0]
    closed_case(ledger, uid, county, tmp_path, scan)
    compared(ledger, uid, "unchanged", after="2099-01-01", made="2099-01-02T00:00:00.000Z")
    later = datetime.date(2099, 1, 3)
    assert "rebound" not in found_of(ledger, uid, TODAY) and found_of(ledger, uid, later)["rebound"].is_open
    assert "taken since" in found_of(ledger, uid, later)["rebound"].text


def test_opening_a_case_again_settles_the_rebound(ledger, uids, county, tmp_path, scan):
    uid = uids[0]
    closed_case(ledger, uid, county, tmp_path, scan)
    now = ledger.case(uid).updated_at
    compared(ledger, uid, "partly", after="2026-01-16", made=a_moment_after(now))
    attach(ledger, uid, "doc_recheck", scan)
    take(ledger, uid, "reopen", {"reason": "抽查反弹"}, by=county["county_admin"])
    one = found_of(ledger, uid)["rebound"]
    assert (one.answer.state, one.answer.by) == ("settled", "county_admin 0") and "抽查反弹" in one.answer.words
    assert "taken before" in one.text


def a_moment_after(ts):
    while utc_now() <= ts:
        pass
    return utc_now()


def closed_case(ledger, uid, county, folder, scan):
    rectifying(ledger, uid, county, folder, scan)
    closed(ledger, uid, county, folder, scan)


def test_evidence_older_than_the_demolition_is_noticed(ledger, uids, county, tmp_path):
    ledger.add_scene(Scene("S", "after", "2026-11-01", "GF-2", 0.5, "/x.tif", "5" * 64, "EPSG:4526", BOX, 100, 100))
    old = attach(ledger, uids[0], "photo_after", photo(tmp_path, "2026:10:30"))
    put_in_place(ledger, uids[0], county, old, stages=("demolished",))
    told = [one.text for one in collect(ledger, [uids[0]], TODAY).found if one.kind == "older_image"]
    assert sorted(told) == ["A photo of the stage was taken on 2026-10-30, the stage is recorded for 2026-11-10.",
                            "The newest image is of 2026-11-01, the demolition is recorded for 2026-11-10."]


# -- the ground, the days, the outline -------------------------------------------------------------------------------


def test_a_main_building_left_is_noticed_and_settled_when_it_is_gone(ledger, uids, county, tmp_path, scan):
    uid = uids[0]
    rectifying(ledger, uid, county, tmp_path, scan)
    drawn = left(ledger, uid, county, 5, 5, 10)
    one = found_of(ledger, uid)["main_kept"]
    assert one.is_open and "m²" in one.text and one.weight == "alarm"
    clear(ledger, uid, county, drawn, attach(ledger, uid, "photo_after", photo(tmp_path, "2026:11:15", "gone.jpg")))
    one = found_of(ledger, uid)["main_kept"]
    assert one.answer.state == "settled" and one.answer.by == "acceptance_team 0" and "复查已拆除清运" in one.answer.words


def test_stages_after_the_cut_off_and_those_recorded_only_then_are_noticed(ledger, county, tmp_path):
    late, told, none = parcels(ledger, 1, "2026-11-05", "A"), parcels(ledger, 1, "2026-11-12", "B"), parcels(ledger, 1, None, "C")
    for uid, in (late, told, none):
        demolition(ledger, uid, county, tmp_path)
    assert "2026-11-05" in found_of(ledger, late[0])["after_cutoff"].text
    assert "recorded on" in found_of(ledger, told[0])["told_late"].text
    assert found_of(ledger, none[0]).keys() & {"after_cutoff", "told_late"} == set()


def test_an_outline_that_is_not_the_one_issued_or_came_again_smaller_is_noticed(ledger, uids, tmp_path):
    before = ledger.parcel(uids[0])
    batch = Batch(ledger.new_uid(), "重发", "satellite", "b.shp", "b" * 64, 2, 2, 0, reissue_of=before.batch_id)
    small = square(38545000.0, 4062000.0, 30.0)
    again = replace(before, parcel_uid=ledger.new_uid(), batch_id=batch.batch_id, geom=small, area_m2=Decimal("900.00"),
                    geom_hash=geometry_hash(small))
    forged = replace(again, parcel_uid=ledger.new_uid(), source_no="X", geom_hash="0" * 64, area_m2=Decimal("2025.00"))
    ledger.add_batch(batch, [again, forged], [], reissued=[
        Reissued(batch.batch_id, before.source_no, "changed", again.parcel_uid, uids[0], "geometry")])
    assert "900.00 m²" in found_of(ledger, again.parcel_uid)["issued_smaller"].text
    assert found_of(ledger, forged.parcel_uid)["outline_changed"].weight == "alarm"
    assert found_of(ledger, uids[0]) == {}


# -- sums and what is written ------------------------------------------------------------------------------------------


@pytest.fixture
def noticed(ledger, uids, county, tmp_path):
    """Two townships, three people in charge, one photo explained, one open, one image open; a parcel with nobody in charge."""
    for uid, person in ((uids[0], 0), (uids[1], 1), (uids[2], 0)):
        take(ledger, uid, "set_duty", {"slot": "rectification", "person_id": county["township_leader", person]})
    take(ledger, uids[0], "set_duty", {"slot": "supervision", "person_id": county["village_cadre"]})
    take(ledger, uids[0], "set_duty", {"slot": "subject", "person_id": county["household"]})
    flagged(ledger, uids[0], photo(tmp_path, name="a.jpg"), "far", {"metres": "420", "accuracy": "20"}, "f1")
    flagged(ledger, uids[1], photo(tmp_path, name="b" + EVIL.replace("/", "") + ".jpg"), "edited", {"software": EVIL}, "f2")
    answer(ledger, uids[0], county, "f1", "explained", EVIL)
    demolition(ledger, uids[2], county, tmp_path)
    compared(ledger, uids[2], "unchanged")
    compared(ledger, uids[3], "unsure", reasons=[("same_picture", {"score": 0.91, "limit": 0.62})])
    return collect(ledger, uids, TODAY)


def test_sums_per_township_person_and_kind_add_up_to_what_is_listed(noticed):
    whole = noticed.whole
    assert whole == (6, 4, 4, 3, 1, 0, 0) and whole == tally(6, noticed.found)
    for rows in ([sums for _, sums in by_township(noticed)], [sums for _, sums in by_kind(noticed)]):
        assert [sum(column) for column in zip(*(row[2:] for row in rows))] == list(whole[2:])
    assert [name for name, _ in by_township(noticed)] == ["柳林镇", "章里集镇"]
    assert {(slot, name): (sums.parcels, sums.noticed, sums.open) for slot, name, sums in by_person(noticed)} == {
        ("supervision", "village_cadre 0"): (1, 1, 0), ("rectification", "township_leader 0"): (2, 2, 1),
        ("rectification", "township_leader 1"): (1, 1, 1), ("", ""): (1, 1, 1)}
    assert [one.is_open for one in noticed.found] == [True, True, True, False]
    assert all("household" not in one.in_charge for one in noticed.found)


def test_the_page_escapes_everything_and_accuses_nobody(ledger, noticed):
    page = AntifakeReport(ledger, noticed, EVIL, "2026-11-22T08:00:00Z").html()
    assert EVIL not in page and "&lt;script&gt;" in page
    assert "never a finding" in page and "township_leader 1" in page and "nobody named" in page
    for word in ("guilty", "cheat", "fraud"):
        assert word not in page.lower()


def test_the_workbook_holds_every_suspicion_once_and_its_sheets_agree(ledger, noticed, tmp_path):
    AntifakeReport(ledger, noticed, "", "2026-11-22T08:00:00Z").write(tmp_path / "a.xlsx")
    sheets = openpyxl.load_workbook(tmp_path / "a.xlsx")
    assert sheets.sheetnames == ["Suspicions", "By township", "By person in charge", "By what was noticed"]
    cells = [[cell.value for cell in row] for row in sheets["Suspicions"].iter_rows()]
    listed = [row for row in cells if isinstance(row[0], int)]
    assert [row[0] for row in listed] == [1, 2, 3, 4] and {row[11] for row in listed} == {"open", "Explained"}
    assert any(EVIL in str(row[7]) for row in listed)  # text, no formula
    total = next(row for row in sheets["By township"].iter_rows(values_only=True) if row[0] == "Total")
    assert total[1:5] == (6, 4, 4, 3)


def test_the_algorithm_writes_what_the_ending_asks_for_and_changes_nothing(ledger, uids, noticed, farmland, tmp_path):
    seq, path = ledger.last_seq(), ledger.path
    ledger.close()
    told = farmland("exportantifake", LEDGER=path, AS_OF="2099-01-01", OUTPUT=tmp_path / "疑点.html")
    assert (told["PARCELS"], told["FLAGGED"], told["SUSPICIONS"], told["OPEN"], told["EXPLAINED"]) == (6, 4, 4, 3, 1)
    some = farmland("exportantifake", LEDGER=path, WHERE="township = '柳林镇'", AS_OF="2099-01-01", OUTPUT=tmp_path / "a.xlsx")
    assert (some["PARCELS"], some["SUSPICIONS"]) == (3, 2)
    with pytest.raises(QgsProcessingException, match="ends neither"):
        farmland("exportantifake", LEDGER=path, OUTPUT=tmp_path / "a.pdf")
    with Ledger.open(path, write=False) as reader:
        assert reader.last_seq() == seq
    assert "疑点.html" in {one.name for one in tmp_path.iterdir()}


def test_a_ledger_in_which_nothing_was_noticed_says_so(ledger, uids):
    found = collect(ledger, uids, TODAY)
    page = AntifakeReport(ledger, found, "", "2026-11-22T08:00:00Z").html()
    assert found.whole == (6, 0, 0, 0, 0, 0, 0) and "Still open" not in page and "By township" in page
