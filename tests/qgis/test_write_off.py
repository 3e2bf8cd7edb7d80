"""Nothing is accepted or written off around what stands on the ground: the ways round the monitored area are closed (003-05)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from farmland_plugin.domain.acceptance import STAGES
from farmland_plugin.domain.errors import BadInput, MissingEvidence, NotAllowed
from farmland_plugin.domain.imagery import SceneTile
from farmland_plugin.domain.parcel import Batch, Scene
from farmland_plugin.domain.workdays import today
from farmland_plugin.ledger.completion import completion_of, residuals, stages
from farmland_plugin.ledger.crs import create_ledger

from . import two_copies
from .casework_county import ANSWERS, County, attach, clear, pack, put_in_place, sign_chain, survey, take
from .test_casework import ZONE38
from .test_demolition import EAST, NORTH, apply_for, left, photo, rectifying
from .two_copies import batch_of, square, whole


@pytest.fixture
def ledger(tmp_path):
    with create_ledger(tmp_path / "home" / "county.gpkg", county="130423", name="临漳县台账", crs=ZONE38) as made:
        yield made


@pytest.fixture
def county(ledger):
    return County(ledger)


@pytest.fixture
def scan(tmp_path):
    path = tmp_path / "scan.png"
    path.write_bytes(b"\x89PNG a signed form")
    return path


@pytest.fixture
def uid(ledger, county, tmp_path, scan):
    first = batch_of(ledger, 2)[0]
    rectifying(ledger, first, county, tmp_path, scan)
    return first


def accepted(ledger, uid, county, folder, scan):
    """Take a case that is being rectified to the write-off; return the photo of after."""
    sha = attach(ledger, uid, "photo_after", photo(folder))
    put_in_place(ledger, uid, county, sha)
    apply_for(ledger, uid, county)
    for role in ("doc_reclamation", "doc_acceptance"):
        attach(ledger, uid, role, scan)
    sign_chain(ledger, uid, county, scan)
    team = [county["acceptance_team", n] for n in range(3)]
    take(ledger, uid, "accept", {"team": team}, by=team[0])
    return sha


def write_off(ledger, uid, county, scan):
    attach(ledger, uid, "doc_write_off", scan)
    pack(ledger, uid, "writeoff")
    take(ledger, uid, "write_off", by=county["county_leader"])


def scene(ledger, captured, name="S", reach=100.0, east=EAST, north=NORTH, role="after"):
    ledger.add_scene(Scene(name, role, captured, "卫星", 0.5, f"{name}.tif", name[0].lower() * 64, "EPSG:4526",
                           (east - reach, north - reach, east + reach, north + reach), 10, 10))


@pytest.mark.parametrize("paper", ["", "doc_receipt", "doc_reduction"])
def test_what_is_found_after_the_acceptance_keeps_the_parcel_from_being_written_off(ledger, county, uid, tmp_path, scan, paper):
    sha = accepted(ledger, uid, county, tmp_path, scan)
    found = left(ledger, uid, county, 5, 5, 10)
    if paper:
        attach(ledger, uid, paper, scan)
    with pytest.raises(MissingEvidence) as refused:
        write_off(ledger, uid, county, scan)
    said = [str(one) for one in refused.value.missing]
    assert any("main building is kept" in one and "100.00 m² of the 2000.00 m²" in one for one in said), said
    assert any("not signed by every level" in one for one in said), "a receipt stands for no signature of this acceptance"
    clear(ledger, uid, county, found, sha)
    write_off(ledger, uid, county, scan)
    assert ledger.case(uid).status == "written_off" and whole(ledger)


def test_a_case_the_upper_level_once_returned_has_no_way_round_either(ledger, county, tmp_path, scan):
    uid = batch_of(ledger, 1)[0]
    survey(ledger, uid, county, tmp_path)
    attach(ledger, uid, "doc_approval", scan)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    sign_chain(ledger, uid, county, scan)
    take(ledger, uid, "find_lawful", {"reason": "有批文"}, by=county["county_reviewer"])
    pack(ledger, uid, "evidence")
    take(ledger, uid, "submit_evidence", by=county["county_admin"])
    attach(ledger, uid, "doc_receipt", scan)
    take(ledger, uid, "evidence_returned", {"reason": "批文不符"}, by=county["county_admin"])
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    sign_chain(ledger, uid, county, scan)
    take(ledger, uid, "order_rectification", {"due_on": "2026-12-31"}, by=county["county_reviewer"])
    accepted(ledger, uid, county, tmp_path, scan)
    attach(ledger, uid, "photo_after", photo(tmp_path, name="more.jpg"))  # ends what was signed
    with pytest.raises(MissingEvidence, match="not signed by every level"):
        write_off(ledger, uid, county, scan)


def test_a_receipt_stands_for_the_acceptance_where_the_upper_level_passed_the_evidence(ledger, county, tmp_path, scan):
    uid = batch_of(ledger, 1)[0]
    survey(ledger, uid, county, tmp_path)
    attach(ledger, uid, "doc_approval", scan)
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    sign_chain(ledger, uid, county, scan)
    take(ledger, uid, "find_lawful", {"reason": "有批文"}, by=county["county_reviewer"])
    pack(ledger, uid, "evidence")
    take(ledger, uid, "submit_evidence", by=county["county_admin"])
    attach(ledger, uid, "doc_receipt", scan)
    take(ledger, uid, "evidence_passed", by=county["county_admin"])
    write_off(ledger, uid, county, scan)
    assert ledger.case(uid).status == "written_off" and whole(ledger)


def test_what_was_accepted_is_taken_back_only_after_the_write_off_was_returned(ledger, county, uid, tmp_path, scan):
    accepted(ledger, uid, county, tmp_path, scan)
    row = next(one for one in stages(ledger, uid) if one.stage == "demolished")
    told = {"completion_id": row.completion_id, "reason": "复查未拆"}
    with pytest.raises(NotAllowed, match="return the write-off first"):
        take(ledger, uid, "withdraw_stage", told)
    take(ledger, uid, "return_write_off", {"reason": "复查未拆"}, by=county["county_leader"])
    take(ledger, uid, "withdraw_stage", told)
    assert completion_of(ledger, ledger.case(uid)).done_on("demolished") == "" and whole(ledger)


def test_nothing_is_in_place_before_the_survey_that_found_it_standing(ledger, county, uid, tmp_path):
    sha = attach(ledger, uid, "photo_after", photo(tmp_path, "2026:01:02"))
    with pytest.raises(BadInput, match="On 2026-11-02 the survey still found it standing: 2026-01-01"):
        put_in_place(ledger, uid, county, sha, day="2026-01-01", stages=("demolished",))
    put_in_place(ledger, uid, county, sha, day="2026-01-01", stages=("accountable",))
    assert [one.stage for one in stages(ledger, uid)] == ["accountable"], "somebody may have been held to account before"


def test_a_survey_that_records_the_demolition_itself_allows_the_earlier_day(ledger, county, tmp_path, scan):
    uid = batch_of(ledger, 1)[0]
    survey(ledger, uid, county, tmp_path)
    take(ledger, uid, "record", {"facts": {**ANSWERS, "demolished_mu": "1.2188"}})
    sha = attach(ledger, uid, "photo_after", photo(tmp_path, "2026:10:20"))
    put_in_place(ledger, uid, county, sha, day="2026-10-15", stages=("demolished",))
    assert completion_of(ledger, ledger.case(uid)).done_on("demolished") == "2026-10-15"


@pytest.mark.parametrize("order", [("demolished", "cleared"), ("replanted", "demolished")])
def test_rubble_is_cleared_and_land_cultivated_only_after_the_demolition(ledger, county, uid, tmp_path, order):
    sha = attach(ledger, uid, "photo_after", photo(tmp_path, "2026:11:21"))
    days = {"demolished": "2026-11-20"}
    put_in_place(ledger, uid, county, sha, day=days.get(order[0], "2026-11-05"), stages=order[:1])
    with pytest.raises(BadInput, match="lies before the demolition of 2026-11-20"):
        put_in_place(ledger, uid, county, sha, day=days.get(order[1], "2026-11-05"), stages=order[1:])
    assert len(stages(ledger, uid)) == 1


def test_a_photo_older_than_its_own_stage_blocks_the_application(ledger, county, uid, tmp_path):
    sha = attach(ledger, uid, "photo_after", photo(tmp_path, "2026:11:05"))
    put_in_place(ledger, uid, county, sha, day="2026-11-04", stages=("demolished",))
    put_in_place(ledger, uid, county, sha, day="2026-11-20", stages=("cleared", "replanted", "accountable"))
    with pytest.raises(MissingEvidence, match=r"taken on 2026-11-05, but what it is to show \(Rubble cleared"):
        apply_for(ledger, uid, county)


def test_a_photo_that_claims_a_day_to_come_excuses_no_older_image(ledger, county, uid, tmp_path):
    scene(ledger, "2026-09-01")
    put_in_place(ledger, uid, county, attach(ledger, uid, "photo_after", photo(tmp_path, "2099:01:01")))
    with pytest.raises(MissingEvidence, match="newest image over the parcel is of 2026-09-01"):
        apply_for(ledger, uid, county)


def test_an_image_of_a_corner_of_the_parcel_does_not_show_it(ledger, county, uid, tmp_path):
    path = tmp_path / "plain.png"
    path.write_bytes(b"\x89PNG without a day")
    put_in_place(ledger, uid, county, attach(ledger, uid, "photo_after", path))
    scene(ledger, "2026-09-01")
    scene(ledger, "2026-11-20", "T", 200, EAST + 244.9, NORTH + 244.9, "uav")
    with pytest.raises(MissingEvidence, match="newest image over the parcel is of 2026-09-01"):
        apply_for(ledger, uid, county)
    scene(ledger, "2026-11-20", "U", role="uav")
    apply_for(ledger, uid, county)
    assert ledger.case(uid).status == "to_accept"


@pytest.mark.parametrize(("disposition", "facts", "flags", "asked"), [
    ("force_execution", {"measures": ["demolish", "fine"]}, "", True), ("return_land", {}, "must_demolish", True),
    ("fine", {"measures": ["fine"]}, "hard_case", False)])
def test_a_demolition_ordered_as_a_measure_or_by_a_flag_asks_for_the_four_too(ledger, county, tmp_path, scan, disposition, facts,
                                                                              flags, asked):
    uid = batch_of(ledger, 1)[0]
    survey(ledger, uid, county, tmp_path)
    take(ledger, uid, "record", {"disposition": disposition, "flags": flags, "facts": facts})
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    sign_chain(ledger, uid, county, scan)
    take(ledger, uid, "order_rectification", {"due_on": "2026-12-31"}, by=county["county_reviewer"])
    sha = attach(ledger, uid, "photo_after", photo(tmp_path))
    if asked:
        with pytest.raises(MissingEvidence, match=r"not in place yet: Demolished.*2000\.00 m² of the 2000\.00 m² monitored"):
            apply_for(ledger, uid, county)
        put_in_place(ledger, uid, county, sha)
    apply_for(ledger, uid, county)
    assert ledger.case(uid).status == "to_accept"


def test_a_stage_never_stands_without_its_photo(ledger, county, uid, tmp_path, scan):
    sheet = tmp_path / "sheet.pdf"
    sheet.write_bytes(b"%PDF-1.4 x")
    for role in ("doc_reclamation", "photo_after"):
        with pytest.raises(BadInput, match="needs a photo of after the rectification"):
            put_in_place(ledger, uid, county, attach(ledger, uid, role, sheet), stages=("demolished",))
    sha = attach(ledger, uid, "photo_after", photo(tmp_path))
    put_in_place(ledger, uid, county, sha, stages=("demolished",))
    off = {"sha256": sha, "role": "photo_after", "reason": "误传"}
    with pytest.raises(NotAllowed, match="Demolished rests on this file: take it back first"):
        take(ledger, uid, "detach", off)
    row, = stages(ledger, uid)
    take(ledger, uid, "withdraw_stage", {"completion_id": row.completion_id, "reason": "误录"})
    take(ledger, uid, "detach", off)
    assert whole(ledger)


def test_an_outline_that_only_touches_the_parcel_is_nothing_left(ledger, county, uid):
    for east in (-10, -9.99999999):
        with pytest.raises(BadInput, match=r"(in|out)side the parcel as issued"):
            left(ledger, uid, county, east, 5, 10)
    assert residuals(ledger, uid) == []


def test_that_something_is_gone_is_said_by_a_person_for_a_day_and_shown(ledger, county, uid, tmp_path, scan):
    sheet = attach(ledger, uid, "doc_reclamation", scan)
    old = attach(ledger, uid, "photo_after", photo(tmp_path, "2026:11:11", "old.jpg"))
    new = attach(ledger, uid, "photo_after", photo(tmp_path, "2026:11:13", "new.jpg"))
    found = left(ledger, uid, county, 5, 5, 10)
    good = {"residual_id": found.residual_id, "reason": "已清", "gone_on": "2026-11-14", "person_id": county["acceptance_team"],
            "photos": [new]}
    for wrong in ({"reason": ""}, {"gone_on": ""}, {"gone_on": "2999-01-01"}, {"gone_on": "2026-11-11"}, {"person_id": ""},
                  {"photos": []}, {"photos": [old]}, {"photos": [new, old]}, {"photos": [sheet]}, {"photos": ["0" * 64]},
                  {"residual_id": "X"}):
        with pytest.raises((BadInput, NotAllowed)):
            take(ledger, uid, "clear_residual", {**good, **wrong})
    assert residuals(ledger, uid)[0].removed_seq is None
    take(ledger, uid, "clear_residual", good)
    other = left(ledger, uid, county, 20, 20, 5, "rubble")
    scene(ledger, "2026-11-11")
    with pytest.raises(BadInput, match="Nothing shows that it is gone"):
        clear(ledger, uid, county, other)
    tile = SceneTile("M", 0, "2026-11-11", "", (EAST - 9, NORTH - 9, EAST + 99, NORTH + 99), square(EAST - 9, NORTH - 9, 108))
    ledger.add_scene(Scene("M", "after", "2026-11-20", "镶嵌", 0.5, "M.tif", "5" * 64, "EPSG:4526",
                           (EAST - 100, NORTH - 100, EAST + 100, NORTH + 100), 10, 10), [tile])
    with pytest.raises(BadInput, match="Nothing shows that it is gone"):
        clear(ledger, uid, county, other)
    scene(ledger, "2026-11-13", "T", role="uav")
    clear(ledger, uid, county, other)
    assert completion_of(ledger, ledger.case(uid)).residuals == () and whole(ledger)


def test_a_day_sent_along_with_the_application_moves_no_cut_off(ledger, county, tmp_path, scan, monkeypatch):
    class Due(Batch):
        def __init__(self, *given, **named):
            super().__init__(*given, **{**named, "accept_by": today().isoformat()})

    monkeypatch.setattr(two_copies, "Batch", Due)
    uid = batch_of(ledger, 1)[0]
    rectifying(ledger, uid, county, tmp_path, scan)
    put_in_place(ledger, uid, county, attach(ledger, uid, "photo_after", photo(tmp_path)))
    take(ledger, uid, "declare_done", {"due_on": "2030-01-01"}, by=county["township_leader", 1])
    assert ledger.deadlines.cut_off(uid) == today().isoformat()
    assert ledger.deadlines.cut_off_passed(uid, today() + timedelta(days=1))


def test_what_stands_in_a_closed_case_waits_for_the_recheck(ledger, county, uid, tmp_path, scan):
    accepted(ledger, uid, county, tmp_path, scan)
    write_off(ledger, uid, county, scan)
    told = {"kind": "main", "found_on": "2026-11-20", "person_id": county["surveyor"],
            "wkb": square(EAST + 5, NORTH + 5, 5).hex()}
    with pytest.raises(NotAllowed, match="reopen it"):
        take(ledger, uid, "draw_residual", told)
    attach(ledger, uid, "doc_recheck", scan)
    take(ledger, uid, "reopen", {"reason": "反弹"}, by=county["county_admin"])
    take(ledger, uid, "draw_residual", told)
    found = completion_of(ledger, ledger.case(uid))
    assert (len(found.residuals), found.stages) == (1, ()) and len(STAGES) == len(stages(ledger, uid)) and whole(ledger)
