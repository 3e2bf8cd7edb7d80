"""The four in place and what is left on the ground, judged by the database itself."""

from __future__ import annotations

import json

import psycopg2
import pytest

from farmland_plugin.domain.acceptance import STAGES
from farmland_plugin.domain.casework import lacks
from farmland_plugin.domain.errors import FarmlandError, MissingEvidence
from farmland_plugin.domain.imagery import SceneTile
from farmland_plugin.domain.parcel import Scene
from farmland_plugin.ledger.actions import HANDLERS, attaching, completing
from farmland_plugin.ledger.completion import residuals, stages
from farmland_plugin.ledger.verifying import verify_ledger

from ..qgis.casework_county import County, attach, clear, put_in_place, sign_chain, survey, take
from ..unit.test_acceptance import exif
from .county import square, uids


@pytest.fixture
def rectifying(county, tmp_path):
    people, uid = County(county), uids(county)[0]
    survey(county, uid, people, tmp_path)
    scan = tmp_path / "scan.pdf"
    scan.write_bytes(b"%PDF scan")
    take(county, uid, "submit_survey", by=people["surveyor"])
    sign_chain(county, uid, people, scan)
    take(county, uid, "order_rectification", {"due_on": "2026-12-20"}, by=people["county_reviewer"])
    return people, uid


def careless(monkeypatch):
    """A client that skips the program's own rules of acceptance."""
    monkeypatch.setattr("farmland_plugin.domain.casework.lacks", lambda *given: [
        one for one in lacks(*given) if getattr(one, "kind", "") not in ("remediated", "dated")])


def photo(folder, day):
    path = folder / f"{day[:10].replace(':', '')}.jpg"
    path.write_bytes(exif("big", f"{day} 10:00:00"))
    return path


def leave(county, people, uid, kind="main"):
    take(county, uid, "draw_residual", {"kind": kind, "found_on": "2026-11-12", "person_id": people["surveyor"],
                                        "wkb": square(38545010.0, 4062010.0, 5.0).hex()})


@pytest.mark.parametrize("lacking", ["a stage", "something left", "an older photo", "an older scene", "an older part of it"])
def test_a_client_that_skips_the_rules_gets_no_further(county, rectifying, tmp_path, monkeypatch, lacking):
    people, uid = rectifying
    day = "2026:11:01" if lacking == "an older photo" else "2026:11:12"
    path = photo(tmp_path, day)
    if lacking.startswith("an older") and lacking != "an older photo":
        path.write_bytes(b"\xff\xd8 no day")
        box, part = (38544000.0, 4061000.0, 38546000.0, 4063000.0), lacking == "an older part of it"
        tile = SceneTile("S", 0, "2026-09-01", "", box, square(38544000.0, 4061000.0, 2000.0))
        county.add_scene(Scene("S", "after", "2026-11-20" if part else "2026-09-01", "卫星", 0.5, "x.tif", "d" * 64, "EPSG:4526",
                               box, 10, 10), [tile] if part else [])
    sha = attach(county, uid, "photo_after", path)
    put_in_place(county, uid, people, sha, stages=("demolished", "cleared", "replanted", "accountable")[lacking == "a stage":])
    if lacking == "something left":
        leave(county, people, uid)
    with pytest.raises(MissingEvidence):
        take(county, uid, "declare_done", by=people["township_leader", 1])
    careless(monkeypatch)
    with pytest.raises(FarmlandError):
        take(county, uid, "declare_done", by=people["township_leader", 1])
    assert county.case(uid).status == "rectifying" and verify_ledger(county).breaks == []


@pytest.mark.parametrize("wrong", ["before the survey", "before the demolition", "a document", "gone without proof", "photo off",
                                   "scene of a corner", "photo of another stage", "photo of the future"])
def test_what_the_program_refuses_of_the_ground_the_database_refuses_too(county, rectifying, tmp_path, monkeypatch, wrong):
    people, uid = rectifying
    for name in ("_check_day", "_check_shown"):
        monkeypatch.setattr(completing, name, lambda *given: None)
    monkeypatch.setattr(completing, "_photos", lambda _door, _case, shas: list(shas))
    monkeypatch.setattr(attaching, "NAMED", "SELECT stage, photos FROM completion WHERE parcel_uid = ? AND round = ? AND 1 = 0")
    path = photo(tmp_path, {"photo of another stage": "2026:11:12", "photo of the future": "2099:01:01"}.get(wrong, "2026:11:12"))
    if wrong in ("a document", "scene of a corner"):
        path = tmp_path / ("sheet.pdf" if wrong == "a document" else "plain.png")
        path.write_bytes(b"%PDF no day")
    sha = attach(county, uid, "photo_after", path)
    before = len(stages(county, uid))
    if wrong in ("before the survey", "a document"):
        with pytest.raises(FarmlandError):
            put_in_place(county, uid, people, sha, "2026-01-01" if wrong == "before the survey" else "2026-11-10", STAGES[:1])
    elif wrong == "before the demolition":
        put_in_place(county, uid, people, sha, "2026-11-10", STAGES[:1])
        with pytest.raises(FarmlandError):
            put_in_place(county, uid, people, sha, "2026-11-09", STAGES[1:2])
        before = 1
    elif wrong == "gone without proof":
        leave(county, people, uid)
        with pytest.raises(FarmlandError):
            clear(county, uid, people, residuals(county, uid)[0])
        assert residuals(county, uid)[0].removed_seq is None
    elif wrong == "photo off":
        put_in_place(county, uid, people, sha, stages=STAGES[:1])
        with pytest.raises(FarmlandError):
            take(county, uid, "detach", {"sha256": sha, "role": "photo_after", "reason": "误传"})
        before = 1
    else:
        put_in_place(county, uid, people, sha, stages=STAGES[:1])
        put_in_place(county, uid, people, sha, "2026-11-20" if wrong == "photo of another stage" else "2026-11-10", STAGES[1:])
        before = 4
        for name, low, day in (("S", 38544000.0, "2026-09-01"), *((("T", 38545001.0, "2026-11-20"),)
                                                                  if wrong == "scene of a corner" else ())):
            if wrong != "photo of another stage":
                county.add_scene(Scene(name, "after", day, "卫星", 0.5, f"{name}.tif", "d" * 64, "EPSG:4526",
                                       (low, 4061000.0, 38546000.0, 4063000.0), 10, 10))
        careless(monkeypatch)
        with pytest.raises(FarmlandError):
            take(county, uid, "declare_done", by=people["township_leader", 1])
        assert county.case(uid).status == "rectifying"
    assert len(stages(county, uid)) == before and verify_ledger(county).breaks == []


def test_a_retired_scene_counts_no_more_for_the_database_either(county, rectifying, tmp_path, monkeypatch):
    people, uid = rectifying
    path = photo(tmp_path, "2026:11:12")
    path.write_bytes(b"\xff\xd8 no day")
    put_in_place(county, uid, people, attach(county, uid, "photo_after", path))
    careless(monkeypatch)
    for name, day in (("S", "2026-09-01"), ("T", "2026-11-20")):
        county.add_scene(Scene(name, "after", day, "卫星", 0.5, f"{name}.tif", "d" * 64, "EPSG:4526",
                               (38544000.0, 4061000.0, 38546000.0, 4063000.0), 10, 10))
    county.retire_scene("T", "日期填错")
    with pytest.raises(FarmlandError):
        take(county, uid, "declare_done", by=people["township_leader", 1])
    county.retire_scene("S", "日期填错")
    take(county, uid, "declare_done", by=people["township_leader", 1])
    assert county.case(uid).status == "to_accept" and verify_ledger(county).breaks == []


def test_with_all_of_it_there_the_database_lets_the_case_on(county, rectifying, tmp_path):
    people, uid = rectifying
    sha = attach(county, uid, "photo_after", photo(tmp_path, "2026:11:12"))
    put_in_place(county, uid, people, sha)
    leave(county, people, uid)
    clear(county, uid, people, residuals(county, uid)[0], sha)
    take(county, uid, "declare_done", by=people["township_leader", 1])
    assert county.case(uid).status == "to_accept" and len(stages(county, uid)) == 4
    assert verify_ledger(county).breaks == []


def test_a_drawing_outside_the_parcel_is_refused_by_the_database_too(county, rectifying, monkeypatch):
    people, uid = rectifying
    monkeypatch.setattr(completing, "clipped", lambda _ledger, _uid, wkb: (wkb, 25))
    with pytest.raises(FarmlandError):
        take(county, uid, "draw_residual", {"kind": "main", "found_on": "2026-11-12", "person_id": people["surveyor"],
                                            "wkb": square(38549000.0, 4062010.0, 5.0).hex()})
    assert "draw_residual" in HANDLERS and residuals(county, uid) == []


def test_rows_without_their_event_are_refused(server, database, county, rectifying):
    people, uid = rectifying
    values = json.dumps([uid, people["surveyor"]])
    with pytest.raises(psycopg2.Error, match="belongs to no event"):
        server.sql(database, "BEGIN", "SET search_path TO farmland, public",
                   "INSERT INTO completion SELECT 'X', v->>0, 1, 'demolished', '2026-11-10', v->>1, '', '', 1, NULL"
                   f" FROM (SELECT '{values}'::jsonb AS v) AS given", "COMMIT")
    assert stages(county, uid) == []
