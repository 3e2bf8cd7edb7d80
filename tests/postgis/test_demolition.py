"""The four in place and what is left on the ground, judged by the database itself."""

from __future__ import annotations

import json

import psycopg2
import pytest

from farmland_plugin.domain.casework import lacks
from farmland_plugin.domain.errors import FarmlandError, MissingEvidence
from farmland_plugin.domain.parcel import Scene
from farmland_plugin.ledger.actions import HANDLERS, completing
from farmland_plugin.ledger.completion import residuals, stages
from farmland_plugin.ledger.verifying import verify_ledger

from ..qgis.casework_county import County, attach, put_in_place, sign_chain, survey, take
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


@pytest.mark.parametrize("lacking", ["a stage", "something left", "an older photo", "an older scene"])
def test_a_client_that_skips_the_rules_gets_no_further(county, rectifying, tmp_path, monkeypatch, lacking):
    people, uid = rectifying
    day = "2026:11:01" if lacking == "an older photo" else "2026:11:12"
    path = photo(tmp_path, day)
    if lacking == "an older scene":
        path.write_bytes(b"\xff\xd8 no day")
        county.add_scene(Scene("S", "after", "2026-09-01", "卫星", 0.5, "x.tif", "d" * 64, "EPSG:4526",
                               (38544000.0, 4061000.0, 38546000.0, 4063000.0), 10, 10))
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


def test_with_all_of_it_there_the_database_lets_the_case_on(county, rectifying, tmp_path):
    people, uid = rectifying
    put_in_place(county, uid, people, attach(county, uid, "photo_after", photo(tmp_path, "2026:11:12")))
    leave(county, people, uid)
    take(county, uid, "clear_residual", {"residual_id": residuals(county, uid)[0].residual_id, "reason": "已清"})
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
