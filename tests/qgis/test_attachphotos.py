"""Photos handed in come into the ledger once, are checked, held against all others, and explained by people."""

from __future__ import annotations

import contextlib
import sqlite3
import zipfile
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from farmland_plugin.domain.errors import BadInput, Cancelled, NotAllowed
from farmland_plugin.domain.parcel import Change
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.domain.workdays import today
from farmland_plugin.evidence.photos import checking, taking_in
from farmland_plugin.evidence.photos.checking import check_photos
from farmland_plugin.evidence.photos.matching import Parcels
from farmland_plugin.evidence.photos.taking_in import TakingIn, opened
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.lonlat import to_lonlat
from farmland_plugin.ledger.merging.merge import merge, undo_merge
from farmland_plugin.ledger.photos import unchecked
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.photo_words import sentence
from farmland_plugin.reports.antifake import collect

from ..photos.files import Shot, jpeg, photo, scene
from .casework_county import County, attach, put_in_place, sign_chain, survey, take
from .test_casework import ZONE38
from .two_copies import batch_of, field_copy, whole
from .two_copies import opened as opened_copy


@pytest.fixture
def ledger(tmp_path):
    with create_ledger(tmp_path / "home" / "county.gpkg", county="130423", name="临漳县台账", crs=ZONE38) as made:
        yield made


@pytest.fixture
def uids(ledger):
    return batch_of(ledger, 4)


def place(ledger, number: int, east: float = 22.0, north: float = -10.0) -> dict:
    """Longitude and latitude of a spot by the lower left corner of a parcel."""
    lon, lat = to_lonlat(ledger.crs_wkt)(np.array([[38545000.0 + 300 * number + east, 4062000.0 + north]]))[0]
    return {"lon": float(lon), "lat": float(lat), "azimuth": 0.0}


def shot(ledger, number: int, east: float = 22.0, north: float = -10.0, **more) -> Shot:
    return Shot(**{**place(ledger, number, east, north), **more})


def take_in(ledger, folder, way="auto", most_m=150.0, role=""):
    """Take a folder in and check; return what came of both."""
    parcels = Parcels(ledger, ledger.photo_rules())
    taking = TakingIn(ledger, parcels, way, most_m, role)
    taken = taking.plan(Path(folder), NoFeedback())
    taking.attach(Path(folder), NoFeedback())
    checked = check_photos(ledger, parcels, taken.looked, NoFeedback())
    assert taken.read == len(taken.attached) + len(taken.unmatched) + taken.already + len(taken.refused)
    return taken, checked


def codes(ledger, uid, mine=True):
    return sorted(one.flag.code for one in ledger.photo_flags(uid) if one.mine is mine)


# -- matching -------------------------------------------------------------------------------------------------


def test_photos_are_matched_by_name_by_folder_and_by_where_they_were_taken(ledger, uids, tmp_path):
    numbers = [ledger.parcel(uid).source_no for uid in uids]
    folder = tmp_path / "in"
    photo(folder / f"{numbers[1]}_北.jpg", 1, shot(ledger, 1))
    photo(folder / numbers[2] / "整改后" / "IMG_20261112_001.jpg", 2, shot(ledger, 2))
    photo(folder / "IMG_20261112_002.jpg", 3, shot(ledger, 3))
    photo(folder / "IMG_20261112_003.jpg", 4, shot(ledger, 3, 22, -4000))
    photo(folder / "微信图片.jpg", 5)
    (folder / "readme.txt").write_text("x", encoding="utf-8")
    (folder / "Thumbs.db").write_bytes(b"x")
    taken, checked = take_in(ledger, folder)
    assert {(one.uid, one.role, one.how) for one in taken.attached} == {
        (uids[1], "photo_near", "filename"), (uids[2], "photo_after", "folder"), (uids[3], "photo_near", "gps")}
    assert [one.path for one in taken.refused] == ["readme.txt"] and taken.read == 6
    reasons = {one.path: one.reason for one in taken.unmatched}
    assert "no parcel lies within 150 m" in reasons["IMG_20261112_003.jpg"] and "no position" in reasons["微信图片.jpg"]
    assert len(checked.photos) == 3 and checked.flags == [] and whole(ledger)


@pytest.mark.parametrize(("way", "attached"), [("gps", {3}), ("filename", {1}), ("auto", {1})])
def test_the_way_asked_for_decides(ledger, uids, tmp_path, way, attached):
    photo(tmp_path / "in" / f"{ledger.parcel(uids[1]).source_no}.jpg", 1, shot(ledger, 3))
    taken, _ = take_in(ledger, tmp_path / "in", way)
    assert {uids.index(one.uid) for one in taken.attached} == attached


def test_an_unknown_way_or_role_is_refused_and_nothing_is_written(ledger, uids, tmp_path):
    photo(tmp_path / "in" / "a.jpg", 1, shot(ledger, 0))
    before = ledger.last_seq()
    for given in ({"way": "magic"}, {"role": "doc_plan"}, {"role": "nonsense"}):
        with pytest.raises(BadInput):
            take_in(ledger, tmp_path / "in", **given)
    assert ledger.last_seq() == before


def test_a_number_that_several_parcels_bear_is_settled_by_the_position_or_left_to_a_person(ledger, uids, tmp_path):
    again = batch_of(ledger, 1, name="2026年一季度", sha="b" * 64)  # the same numbers, on the ground of the first
    number = ledger.parcel(again[0]).source_no
    photo(tmp_path / "in" / f"{number}.jpg", 1)
    taken, _ = take_in(ledger, tmp_path / "in")
    assert taken.attached == [] and "several parcels" in taken.unmatched[0].reason


def test_a_photo_whose_name_and_folder_name_different_parcels_goes_where_it_was_taken_or_to_a_person(ledger, uids, tmp_path):
    n, folder = [ledger.parcel(uid).source_no for uid in uids], tmp_path / "in"
    photo(folder / f"{n[1]}、{n[2]}.jpg", 1)
    photo(folder / n[3] / f"IMG_{n[0]}.jpg", 2)
    photo(folder / f"{n[2]} {n[1]}.jpg", 3, shot(ledger, 2))
    photo(folder / n[2] / f"IMG_{n[1]}.jpg", 4, shot(ledger, 2))
    photo(folder / n[1] / f"{n[1]}_北.jpg", 5)
    photo(folder / n[0] / n[1] / "a.jpg", 6, shot(ledger, 0, 22, -4000))  # by neither of the two it names
    taken, _ = take_in(ledger, folder)
    assert {(one.path, one.uid, one.how) for one in taken.attached} == {
        (f"{n[2]} {n[1]}.jpg", uids[2], "filename"), (f"{n[2]}/IMG_{n[1]}.jpg", uids[2], "folder"),
        (f"{n[1]}/{n[1]}_北.jpg", uids[1], "filename")}
    assert len(taken.unmatched) == 3
    assert all(one.reason.startswith("its name and folders name different parcels, and ") for one in taken.unmatched)


def test_a_number_within_a_longer_one_is_no_second_parcel(ledger, tmp_path):
    whole_one, = batch_of(ledger, 1, name="柳林-")  # "柳林-0000"
    batch_of(ledger, 1, name="", sha="d" * 64)  # "0000"
    number = ledger.parcel(whole_one).source_no
    photo(tmp_path / "in" / f"{number}_北.jpg", 1)
    taken, _ = take_in(ledger, tmp_path / "in")
    assert [(one.uid, one.how) for one in taken.attached] == [(whole_one, "filename")]


@pytest.mark.parametrize(("east", "attached"), [(165.0, None), (120.0, 0), (210.0, 1), (22.0, 0)])
def test_a_position_too_rough_to_tell_two_parcels_apart_is_left_to_a_person(ledger, uids, tmp_path, east, attached):
    """Parcels are 48 m wide and 300 m apart: from 174 m on the second is the nearer; the phone says 50 m."""
    photo(tmp_path / "in" / "a.jpg", 1, shot(ledger, 0, east, 10, accuracy=50.0))
    taken, _ = take_in(ledger, tmp_path / "in")
    assert [uids.index(one.uid) for one in taken.attached] == ([] if attached is None else [attached])
    assert attached is not None or "too rough to tell" in taken.unmatched[0].reason


def test_a_photo_taken_inside_one_parcel_is_of_it_however_rough_the_position(ledger, uids, tmp_path):
    photo(tmp_path / "in" / "a.jpg", 1, shot(ledger, 1, 22, 10, accuracy=900.0))
    taken, _ = take_in(ledger, tmp_path / "in")
    assert [one.uid for one in taken.attached] == [uids[1]]


def test_digits_of_a_cameras_counter_are_no_parcels_number(ledger, uids, tmp_path):
    batch = batch_of(ledger, 1, name="x", sha="c" * 64)
    number = ledger.parcel(batch[0]).source_no  # "x0000"
    photo(tmp_path / "in" / "IMG_0000.jpg", 1)
    photo(tmp_path / "in" / f"IMG_{number}.jpg", 2)
    taken, _ = take_in(ledger, tmp_path / "in")
    assert [one.path for one in taken.attached] == [f"IMG_{number}.jpg"]


def test_a_position_written_in_gcj02_is_matched_and_flagged_as_such(ledger, uids, tmp_path):
    from farmland_plugin.domain.gcj import to_gcj

    where = place(ledger, 2)
    lon, lat = to_gcj(np.array([[where["lon"], where["lat"]]]))[0]
    photo(tmp_path / "in" / "a.jpg", 1, Shot(lon=float(lon), lat=float(lat), azimuth=0.0))
    taken, _ = take_in(ledger, tmp_path / "in", "gps")
    assert taken.attached[0].uid == uids[2] and codes(ledger, uids[2]) == ["gcj02"]


# -- once, whole, and from a zip ------------------------------------------------------------------------------


def test_taking_in_the_same_folder_again_adds_nothing_and_says_so(ledger, uids, tmp_path):
    for number in range(3):
        photo(tmp_path / "in" / f"{number}.jpg", number, shot(ledger, number))
    (tmp_path / "in" / "copy.jpg").write_bytes((tmp_path / "in" / "0.jpg").read_bytes())
    first, _ = take_in(ledger, tmp_path / "in")
    assert (len(first.attached), first.already) == (3, 1)
    seq = ledger.last_seq()
    second, checked = take_in(ledger, tmp_path / "in")
    assert (second.attached, second.already, checked.photos, checked.flags) == ([], 4, [], []) and ledger.last_seq() == seq


def test_a_photo_taken_off_a_parcel_by_a_person_does_not_come_back(ledger, uids, tmp_path):
    photo(tmp_path / "in" / "a.jpg", 1, shot(ledger, 0))
    taken, _ = take_in(ledger, tmp_path / "in")
    take(ledger, uids[0], "detach", {"sha256": taken.attached[0].sha256, "role": "photo_near", "reason": "拍错"})
    assert take_in(ledger, tmp_path / "in")[0].already == 1


def test_a_zip_is_unpacked_safely_and_one_that_points_outside_is_refused(ledger, uids, tmp_path):
    path = tmp_path / "照片.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.write(photo(tmp_path / "a.jpg", 1, shot(ledger, 0)), "柳林村/a.jpg")
    with opened(path) as folder:
        taken, _ = take_in(ledger, folder)
        kept = folder
    assert [one.path for one in taken.attached] == ["柳林村/a.jpg"] and not kept.exists()
    with zipfile.ZipFile(tmp_path / "bad.zip", "w") as archive:
        archive.writestr("../../out.jpg", b"x")
    for source, said in (("bad.zip", "unsafe name"), ("missing", "not found"), ("a.jpg", "neither a folder nor")):
        with pytest.raises(BadInput, match=said), opened(tmp_path / source):
            pass
    assert not (tmp_path.parent / "out.jpg").exists()


def test_a_link_in_the_folder_leads_nowhere(ledger, uids, tmp_path):
    outside = photo(tmp_path / "secret" / "a.jpg", 1, shot(ledger, 0))
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "link.jpg").symlink_to(outside)
    assert take_in(ledger, tmp_path / "in")[0].read == 0


class Stopping(NoFeedback):
    """Stops after so many checks."""

    def __init__(self, after: int) -> None:
        self.left = after

    def is_cancelled(self) -> bool:
        self.left -= 1
        return self.left < 0


def test_stopping_leaves_a_whole_ledger_and_the_next_run_does_the_rest(ledger, uids, tmp_path, monkeypatch):
    monkeypatch.setattr(taking_in, "AT_ONCE", 1)
    for number in range(4):
        photo(tmp_path / "in" / f"{number}.jpg", number, shot(ledger, number))
    parcels = Parcels(ledger, ledger.photo_rules())
    taking = TakingIn(ledger, parcels, "auto", 150.0)
    taking.plan(tmp_path / "in", NoFeedback())
    with pytest.raises(Cancelled):
        taking.attach(tmp_path / "in", Stopping(2))
    with pytest.raises(Cancelled):
        check_photos(ledger, parcels, {}, Stopping(1))
    assert whole(ledger) and sum(bool(ledger.media.rows(uid)) for uid in uids) == 2
    taken, checked = take_in(ledger, tmp_path / "in")
    assert (len(taken.attached), taken.already, len(checked.photos)) == (2, 2, 4) and whole(ledger)


def test_a_file_that_changes_while_it_is_read_is_not_attached_as_what_it_was(ledger, uids, tmp_path):
    path = photo(tmp_path / "in" / "a.jpg", 1, shot(ledger, 0))
    taking = TakingIn(ledger, Parcels(ledger, ledger.photo_rules()), "auto", 150.0)
    taking.plan(tmp_path / "in", NoFeedback())
    photo(path, 2, shot(ledger, 0))
    with pytest.raises(BadInput, match="changed while it was read"):
        taking.attach(tmp_path / "in", NoFeedback())
    assert ledger.media.rows(uids[0]) == ()


# -- used twice -----------------------------------------------------------------------------------------------


def test_the_same_file_on_two_parcels_is_flagged_once_and_both_parcels_see_it(ledger, uids, tmp_path):
    numbers = [ledger.parcel(uid).source_no for uid in uids]
    photo(tmp_path / "in" / f"{numbers[0]}.jpg", 1, shot(ledger, 0))
    (tmp_path / "in" / f"{numbers[1]}.jpg").write_bytes((tmp_path / "in" / f"{numbers[0]}.jpg").read_bytes())
    take_in(ledger, tmp_path / "in")
    assert codes(ledger, uids[1]) == ["far", "same_file"] and codes(ledger, uids[0], mine=False) == ["same_file"]
    seen, = [one for one in ledger.photo_flags(uids[1]) if one.flag.code == "same_file"]
    assert (seen.flag.other_uid, seen.flag.figures["number"]) == (uids[0], numbers[0])
    assert numbers[0] in sentence(ledger.dictionary("photo_flag"), "same_file", seen.flag.figures)


@pytest.mark.parametrize("way", ["saved again", "small", "turned", "mirrored", "dated over"])
def test_the_same_picture_in_another_guise_is_flagged_on_the_parcel_it_came_to_later(ledger, uids, tmp_path, way):
    picture = scene(11)
    guises = {
        "saved again": lambda: jpeg(picture, 45), "turned": lambda: jpeg(np.rot90(picture).copy(), 80),
        "mirrored": lambda: jpeg(picture[:, ::-1].copy(), 80),
        "small": lambda: jpeg(np.asarray(Image.fromarray(picture).resize((320, 240))), 60),
        "dated over": lambda: jpeg(np.where((np.indices(picture.shape)[0] > 400) & (np.indices(picture.shape)[1] < 240),
                                            picture // 2, picture).astype(np.uint8), 80)}
    photo(tmp_path / "one" / "a.jpg", 0, shot(ledger, 0), picture=picture)
    take_in(ledger, tmp_path / "one")
    (tmp_path / "two").mkdir()
    number = ledger.parcel(uids[2]).source_no
    (tmp_path / "two" / f"{number}.jpg").write_bytes(guises[way]())
    take_in(ledger, tmp_path / "two")
    assert codes(ledger, uids[2]) == ["no_exif", "same_picture"] and codes(ledger, uids[0]) == [] and whole(ledger)


def test_a_burst_of_one_parcel_is_no_reuse_but_an_old_picture_as_a_new_one_is(ledger, uids, tmp_path):
    picture = scene(21)
    photo(tmp_path / "a" / "1.jpg", 0, shot(ledger, 0, taken="2026:11:12 10:00:00"), picture=picture)
    photo(tmp_path / "a" / "2.jpg", 0, shot(ledger, 0, taken="2026:11:12 10:00:04"), picture=picture, quality=80)
    take_in(ledger, tmp_path / "a")
    assert codes(ledger, uids[0]) == []
    photo(tmp_path / "b" / "整改后.jpg", 0, shot(ledger, 0, taken="2026:11:20 10:00:00", gps="2026:11:20 02:00:00"),
          picture=picture, quality=70)
    take_in(ledger, tmp_path / "b")
    assert "same_picture" in codes(ledger, uids[0])


def test_a_photo_of_an_earlier_round_attached_again_is_flagged(ledger, uids, tmp_path):
    from .test_casework import test_a_case_goes_the_whole_way_to_written_off as write_off

    county, uid, scan = County(ledger), uids[0], tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG")
    photo(tmp_path / "in" / "a.jpg", 1, shot(ledger, 0))
    taken, _ = take_in(ledger, tmp_path / "in")
    write_off(ledger, county, uid, tmp_path, scan)
    attach(ledger, uid, "doc_recheck", scan)
    take(ledger, uid, "reopen", {"reason": "卫星影像显示复建"}, by=county["county_admin"])
    again, checked = take_in(ledger, tmp_path / "in")
    sha = taken.attached[0].sha256
    assert [one.sha256 for one in again.attached] == [sha]
    flag, = [one for one in checked.flags if one.sha256 == sha]
    assert (flag.code, flag.round, flag.other_uid, flag.figures["round"]) == ("same_file", 2, uid, "1")
    new = photo(tmp_path / "b" / "b.jpg", 2, shot(ledger, 0))
    take_in(ledger, new.parent)
    assert "before_round" in codes(ledger, uid)  # taken before the case was reopened
    assert take_in(ledger, tmp_path / "in")[1].flags == [] and whole(ledger)


def same_picture(ledger, uids, tmp_path, order):
    """Attach one picture on parcels, in several guises; the last parcel has a photo of its own before, and is recorded first."""
    picture = scene(7)
    attach(ledger, uids[order[-1]], "photo_near", photo(tmp_path / "own.jpg", 1, shot(ledger, order[-1])))
    for number, place_ in enumerate(order):
        attach(ledger, uids[place_], "photo_near", photo(tmp_path / f"{number}.jpg", 1, shot(ledger, place_), picture=picture,
                                                         quality=88 - 14 * number))


@pytest.mark.parametrize("order", [(0, 1), (1, 0), (0, 1, 2), (1, 0, 2), (2, 1, 0, 3)])
def test_checking_again_with_nothing_new_accuses_nobody_else(ledger, uids, tmp_path, order):
    same_picture(ledger, uids, tmp_path, order)
    first = check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback())
    assert {one.code for one in first.flags} == {"same_picture"}
    assert not {(one.sha256, one.other_sha256) for one in first.flags} & {
        (one.other_sha256, one.sha256) for one in first.flags}
    seq = ledger.last_seq()
    for _ in range(3):
        again = check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback())
        assert (again.photos, again.flags) == ([], [])
    assert ledger.last_seq() == seq and whole(ledger)


def test_photos_of_two_runs_at_once_are_held_against_one_another_the_next_time(ledger, uids, tmp_path, monkeypatch):
    picture, write = scene(7), checking._Job.write
    attach(ledger, uids[0], "photo_near", photo(tmp_path / "a.jpg", 1, shot(ledger, 0), picture=picture))

    def while_another_runs(job, feedback):
        monkeypatch.setattr(checking._Job, "write", write)
        attach(ledger, uids[1], "photo_near", photo(tmp_path / "b.jpg", 1, shot(ledger, 1), picture=picture, quality=60))
        parcels = Parcels(ledger, ledger.photo_rules())
        monkeypatch.setattr(checking, "unchecked", lambda *given: [one for one in unchecked(*given) if one.parcel_uid == uids[1]])
        assert check_photos(ledger, parcels, {}, NoFeedback()).flags == []
        write(job, feedback)

    monkeypatch.setattr(checking._Job, "write", while_another_runs)
    assert check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback()).flags == []
    monkeypatch.undo()
    found = check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback())
    assert [one.code for one in found.flags] == ["same_picture"] and found.photos == []
    assert check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback()).flags == [] and whole(ledger)


# -- what comes in by other doors, and later ------------------------------------------------------------------


def test_photos_attached_elsewhere_are_checked_too_and_what_is_none_is_said_to_be_unreadable(ledger, uids, tmp_path):
    good = photo(tmp_path / "good.jpg", 1, shot(ledger, 0))
    attach(ledger, uids[0], "photo_near", good)
    bad = tmp_path / "bad.jpg"
    bad.write_bytes(b"\xff\xd8 no picture")
    attach(ledger, uids[1], "photo_far", bad)
    plan = tmp_path / "plan.pdf"
    plan.write_bytes(b"%PDF")
    attach(ledger, uids[1], "doc_plan", plan)
    checked = check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback())
    assert len(checked.photos) == 2 and codes(ledger, uids[1]) == ["unreadable"] and codes(ledger, uids[0]) == []
    assert check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback()).photos == [] and whole(ledger)


def test_a_demolition_recorded_later_flags_the_photos_that_are_older(ledger, uids, tmp_path):
    county = County(ledger)
    photo(tmp_path / "in" / "整改后.jpg", 1, shot(ledger, 0))
    photo(tmp_path / "in" / "近景.jpg", 2, shot(ledger, 0))
    taken, checked = take_in(ledger, tmp_path / "in")
    assert checked.flags == []
    after = next(one.sha256 for one in taken.attached if one.role == "photo_after")
    put_in_place(ledger, uids[0], county, after, day="2026-11-20", stages=("demolished",))
    again = check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback())
    assert [(one.code, one.sha256) for one in again.flags] == [("before_demolition", after)]
    assert again.flags[0].figures == {"taken": "2026-11-12 10:00", "demolished": "2026-11-20"}
    assert check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback()).flags == [] and whole(ledger)


def test_stations_lie_where_the_photos_were_taken_in_the_ledgers_own_crs(ledger, uids, tmp_path):
    photo(tmp_path / "in" / "近景.jpg", 1, shot(ledger, 0, 22, -10))
    photo(tmp_path / "in" / "整改后.jpg", 2, shot(ledger, 0, 28, -12))
    photo(tmp_path / "in" / "全景.jpg", 3, shot(ledger, 0, 22, 60, azimuth=180.0))
    take_in(ledger, tmp_path / "in")
    near, after, panorama = (next(one for one in ledger.photo_stations(uids[0]) if one.role == role)
                             for role in ("photo_near", "photo_after", "photo_panorama"))
    assert (near.x, near.y) == pytest.approx((38545022.0, 4061990.0), abs=0.01) and near.azimuth == 0.0
    assert near.station == after.station != panorama.station and panorama.taken == "2026-11-12T10:00:00"


# -- people answer --------------------------------------------------------------------------------------------


@pytest.fixture
def flagged(ledger, uids, tmp_path):
    number = ledger.parcel(uids[0]).source_no
    photo(tmp_path / "flagged" / f"{number}.jpg", 1, None)
    take_in(ledger, tmp_path / "flagged")
    return ledger.photo_flags(uids[0])[0].flag


def answer(flag, person, verdict="explained", words="微信转发，原图已调取", **more):
    return {"flag_id": flag.flag_id, "verdict": verdict, "words": words, "person_id": person,
            "answered_on": today().isoformat(), **more}


def test_a_flag_is_explained_by_a_person_with_words_and_the_last_answer_counts(ledger, uids, flagged):
    county = County(ledger)
    take(ledger, uids[0], "explain_flag", answer(flagged, county["surveyor"]), by=county["surveyor"])
    take(ledger, uids[0], "explain_flag", answer(flagged, county["county_reviewer"], "fake", "与上年照片为同一场景"))
    seen, = ledger.photo_flags(uids[0])
    assert [one.verdict for one in seen.answers] == ["explained", "fake"] and seen.verdict == "fake"
    assert seen.answers[0].person_id == county["surveyor"] and seen.flag == flagged and whole(ledger)


@pytest.mark.parametrize("change", [{"words": "  "}, {"person_id": ""}, {"person_id": "nobody"}, {"verdict": "rejected"},
                                    {"flag_id": "0" * 32}, {"answered_on": "2099-01-01"}, {"answered_on": "soon"},
                                    {"answered_on": "1999-01-01"}])
def test_an_answer_without_words_person_or_flag_is_refused(ledger, uids, flagged, change):
    county, seq = County(ledger), None
    seq = ledger.last_seq()
    with pytest.raises((BadInput, NotAllowed)):
        take(ledger, uids[0], "explain_flag", {**answer(flagged, county["surveyor"]), **change})
    assert ledger.last_seq() == seq and ledger.photo_flags(uids[0])[0].answers == ()


@pytest.mark.parametrize("fake_first", [True, False])
def test_a_fake_stands_against_another_copys_answer_until_somebody_answers_anew(ledger, uids, flagged, tmp_path, fake_first):
    county, path = County(ledger), field_copy(ledger, tmp_path)

    def call_fake():
        take(ledger, uids[0], "explain_flag", answer(flagged, county["county_reviewer"], "fake", "现场复核为假"))

    if fake_first:
        call_fake()
    with opened_copy(path) as copy:
        take(copy, uids[0], "explain_flag", answer(flagged, county["surveyor"], "accepted", "看过，没事"), by=county["surveyor"])
    if not fake_first:
        call_fake()
    merge(ledger, path)
    seen, = ledger.photo_flags(uids[0])
    said = [one.verdict for one in seen.answers]
    assert said == (["fake", "accepted"] if fake_first else ["accepted", "fake"]) and seen.verdict == "fake"
    assert [one.answer.state for one in collect(ledger, uids, today()).found] == ["fake"]
    take(ledger, uids[0], "explain_flag", answer(flagged, county["county_reviewer"], "explained", "原图已调取"))
    assert ledger.photo_flags(uids[0])[0].verdict == "explained" and whole(ledger)
    assert [one.answer.state for one in collect(ledger, uids, today()).found] == ["explained"]


def test_a_fake_found_in_another_copy_stands_against_what_was_answered_here_before(ledger, uids, flagged, tmp_path):
    county, path = County(ledger), field_copy(ledger, tmp_path)
    with opened_copy(path) as copy:
        take(copy, uids[0], "explain_flag", answer(flagged, county["surveyor"], "accepted", "初看没问题"), by=county["surveyor"])
        take(copy, uids[0], "explain_flag", answer(flagged, county["surveyor"], "fake", "再看是假的"), by=county["surveyor"])
    take(ledger, uids[0], "explain_flag", answer(flagged, county["county_reviewer"]))
    merge(ledger, path)
    seen, = ledger.photo_flags(uids[0])
    assert [one.verdict for one in seen.answers] == ["accepted", "fake", "explained"] and seen.verdict == "fake"


def test_another_parcels_flag_is_not_answered_here(ledger, uids, flagged):
    with pytest.raises(BadInput, match="no such flag"):
        take(ledger, uids[1], "explain_flag", answer(flagged, County(ledger)["surveyor"]))


def test_a_flag_rejects_nothing_and_ends_no_signature(ledger, uids, tmp_path):
    county, uid = County(ledger), uids[0]
    survey(ledger, uid, county, tmp_path)  # with "photos" that are none
    take(ledger, uid, "submit_survey", by=county["surveyor"])
    scan = tmp_path / "scan.png"
    scan.write_bytes(b"\x89PNG")
    sign_chain(ledger, uid, county, scan)
    assert check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback()).flags
    assert all(one.void_seq is None for one in ledger.signatures(uid))
    take(ledger, uid, "order_rectification", {"due_on": "2026-12-31"}, by=county["county_reviewer"])
    assert ledger.case(uid).status == "rectifying" and whole(ledger)


# -- nothing behind the journal -------------------------------------------------------------------------------


@pytest.mark.parametrize("statement", [
    "UPDATE photo SET lon = '1'", "DELETE FROM photo", "UPDATE photo_flag SET code = 'no_time'", "DELETE FROM photo_flag",
    "DELETE FROM photo_answer", "UPDATE photo_answer SET verdict = 'accepted'",
    "INSERT OR REPLACE INTO photo_flag SELECT flag_id, parcel_uid, sha256, round, 'no_time', figures, other_sha256, other_uid,"
    " raised_at, rules, seq FROM photo_flag"])
def test_no_statement_changes_what_was_read_noticed_or_said(ledger, uids, flagged, statement):
    take(ledger, uids[0], "explain_flag", answer(flagged, County(ledger)["surveyor"]))
    path = ledger.path
    ledger.close()
    with contextlib.closing(sqlite3.connect(path)) as foreign, pytest.raises(sqlite3.IntegrityError):
        foreign.execute(statement)


@pytest.mark.parametrize("statement", [
    "UPDATE photo SET phash = ''", "DELETE FROM photo_flag", "UPDATE photo_answer SET words = 'x'",
    "UPDATE photo_flag SET figures = '{\"a\":\"b\"}'"])
def test_whoever_takes_the_guards_away_is_found_out(ledger, uids, flagged, statement):
    take(ledger, uids[0], "explain_flag", answer(flagged, County(ledger)["surveyor"]))
    path, table = ledger.path, statement.split()[2 if statement.startswith("DELETE") else 1]
    ledger.close()
    with contextlib.closing(sqlite3.connect(path)) as foreign:
        foreign.execute("PRAGMA foreign_keys = OFF")
        for kind in ("immutable", "never_deleted"):
            foreign.execute(f"DROP TRIGGER {table}_{kind}")
        foreign.execute(statement)
        foreign.commit()
    with Ledger.open(path, write=False) as reader:
        assert any(table in one.sentence for one in verify_ledger(reader).breaks if one.kind == "rows")


def test_a_photo_that_hangs_elsewhere_cannot_be_recorded_as_checked(ledger, uids, flagged):
    row = ledger.photos(uids[0])[0].told()
    with pytest.raises(BadInput, match="must be attached"), ledger.door() as door:
        door.change(Change(uids[1], None, "check_photos", {"photos": [row], "flags": []}))
    with pytest.raises(BadInput, match="Nothing new"), ledger.door() as door:
        door.change(Change(uids[0], None, "check_photos", {"photos": [row], "flags": []}))


@pytest.mark.parametrize("change", [
    {"flags": 5}, {"photos": "x"}, {"flags": {"a": 1}}, {"flags": [3]}, {"photos": [None]}, {"flags": [[]]}, {"compared": "x"},
    {"compared": float("nan")}, {"flags": [{"flag_id": []}]}, {"photos": [{"sha256": {}, "round": float("inf")}]}])
def test_what_is_no_list_of_records_is_refused_in_a_sentence(ledger, uids, flagged, change):
    seq = ledger.last_seq()
    with pytest.raises(BadInput), ledger.door() as door:
        door.change(Change(uids[0], None, "check_photos", {"photos": [], "flags": [], **change}))
    assert ledger.last_seq() == seq


# -- copies come home -----------------------------------------------------------------------------------------


def test_photos_flags_and_answers_of_a_copy_come_home_and_are_held_against_ours(ledger, uids, tmp_path):
    county = County(ledger)
    path = field_copy(ledger, tmp_path)
    picture = scene(31)
    photo(tmp_path / "ours" / "a.jpg", 0, shot(ledger, 0), picture=picture)
    take_in(ledger, tmp_path / "ours")
    with opened_copy(path) as copy:
        number = copy.parcel(uids[1]).source_no
        photo(tmp_path / "theirs" / f"{number}.jpg", 0, None, picture=picture, quality=60)
        take_in(copy, tmp_path / "theirs")
        flag = copy.photo_flags(uids[1])[0].flag
        assert flag.code == "no_exif"
        take(copy, uids[1], "explain_flag", answer(flag, county["surveyor"]), by=county["surveyor"])
        assert whole(copy)
    result = merge(ledger, path)
    assert result.conflicts == 0 and codes(ledger, uids[1]) == ["no_exif"]
    seen, = ledger.photo_flags(uids[1])
    assert seen.verdict == "explained" and seen.answers[0].words.startswith("微信转发") and whole(ledger)
    checked = check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback())
    assert checked.photos == [] and [one.code for one in checked.flags] == ["same_picture"]  # never compared until now
    assert sorted(codes(ledger, uids[1])) == ["no_exif", "same_picture"] and whole(ledger)
    assert check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback()).flags == []
    assert merge(ledger, path).merge_id == ""


def test_what_both_sides_checked_is_one_photo_and_one_flag(ledger, uids, tmp_path):
    number = ledger.parcel(uids[0]).source_no
    attach(ledger, uids[0], "photo_near", photo(tmp_path / f"{number}.jpg", 1))
    path = field_copy(ledger, tmp_path)
    with opened_copy(path) as copy:
        check_photos(copy, Parcels(copy, copy.photo_rules()), {}, NoFeedback())
    check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback())
    merge(ledger, path)
    assert codes(ledger, uids[0]) == ["no_exif"] and len(ledger.photos(uids[0])) == 1 and whole(ledger)


def test_undoing_a_merge_takes_the_photos_off_but_forgets_nothing_that_was_seen(ledger, uids, tmp_path):
    path = field_copy(ledger, tmp_path)
    with opened_copy(path) as copy:
        photo(tmp_path / "in" / f"{copy.parcel(uids[0]).source_no}.jpg", 1)
        take_in(copy, tmp_path / "in")
    result = merge(ledger, path)
    undo_merge(ledger, result.merge_id, "装错了副本")
    assert all(row["removed_seq"] for row in ledger.media.rows(uids[0])) and codes(ledger, uids[0]) == ["no_exif"]
    assert ledger.photo_stations(uids[0]) == [] and whole(ledger)
    merge(ledger, path)
    assert [row["removed_seq"] for row in ledger.media.rows(uids[0])] == [None] and whole(ledger)


# -- the algorithm and its report -----------------------------------------------------------------------------


def test_the_algorithm_counts_and_its_report_names_every_flag_and_every_file_left(ledger, uids, tmp_path, farmland):
    numbers = [ledger.parcel(uid).source_no for uid in uids]
    path = ledger.path
    photo(tmp_path / "in" / "a.jpg", 1, shot(ledger, 0))
    photo(tmp_path / "in" / f"{numbers[1]}<b>.jpg", 2)
    photo(tmp_path / "in" / "lost.jpg", 3)
    (tmp_path / "in" / "virus.jpg").write_bytes(b"MZ" + bytes(90))
    ledger.close()
    found = farmland("attachphotos", LEDGER=path, INPUT=tmp_path / "in", REPORT=tmp_path / "r.html")
    counted = ("READ", "ATTACHED", "UNMATCHED", "ALREADY", "REFUSED", "CHECKED", "SUSPECT", "FLAGS")
    assert {key: found[key] for key in counted} == {
        "READ": 4, "ATTACHED": 2, "UNMATCHED": 1, "ALREADY": 0, "REFUSED": 1, "CHECKED": 2, "SUSPECT": 1, "FLAGS": 1}
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "&lt;b&gt;" in page and "<b>.jpg" not in page and "lost.jpg" in page and "virus.jpg" in page
    assert "ask for the original file" in page and "never a verdict" in page
    again = farmland("attachphotos", LEDGER=path, INPUT=tmp_path / "in", REPORT=tmp_path / "r2.html")
    assert (again["ALREADY"], again["ATTACHED"], again["FLAGS"]) == (2, 0, 0)
    only = farmland("attachphotos", LEDGER=path)
    assert (only["READ"], only["CHECKED"]) == (0, 0) and Path(only["REPORT"]).is_file()


def test_the_photos_of_the_demo_county_are_attached_and_its_odd_ones_noticed(tmp_path, farmland):
    from tests.demo_county import generate

    truth = generate("small", tmp_path / "county")
    path, shown = tmp_path / "ledger.gpkg", truth["photos"]
    farmland("createledger", LEDGER=path, COUNTY=truth["county"]["code"], NAME="示例县", CRS=f"EPSG:{truth['epsg']}")
    farmland("importparcels", LEDGER=path, INPUT=tmp_path / "county" / "wp2026q1.shp", SOURCE="satellite")
    found = farmland("attachphotos", LEDGER=path, INPUT=tmp_path / "county" / "photos", REPORT=tmp_path / "r.html")
    with Ledger.open(path, write=False) as ledger:
        numbers = {one.parcel_uid: one.source_no for one in ledger.parcels(geometry=False)}
        attached = {row["orig_name"]: numbers[uid] for uid in numbers for row in ledger.media.rows(uid)}
        noticed = {seen.flag.code for uid in numbers for seen in ledger.photo_flags(uid)}
    for one in shown:
        if one["kind"] == "good":
            assert attached[Path(one["file"]).name] == one["parcel"]
    assert found["READ"] == len(shown) and found["UNMATCHED"] == sum(one["parcel"] is None for one in shown)
    assert found["ALREADY"] == sum(one["kind"] == "same_as" for one in shown)
    assert not noticed & {"same_file", "far", "off", "position_invalid", "clock", "edited", "no_exif", "gcj02"}
