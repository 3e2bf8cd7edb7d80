"""Photos as evidence in a database: what is recorded rests on its event, townships see their own, re-use is found across them."""

from __future__ import annotations

import json

import psycopg2
import pytest

from farmland_plugin.domain.errors import FarmlandError
from farmland_plugin.domain.parcel import Change
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.domain.workdays import today
from farmland_plugin.evidence.photos.checking import check_photos
from farmland_plugin.evidence.photos.matching import Parcels
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.photos import prints
from farmland_plugin.ledger.verifying import verify_ledger

from ..photos.files import Shot, photo, scene
from ..qgis.casework_county import County, attach, take
from .county import EAST, WEST, of

IN = "SET search_path TO farmland, public"


def check(ledger):
    return check_photos(ledger, Parcels(ledger, ledger.photo_rules()), {}, NoFeedback())


@pytest.fixture
def flagged(county, tmp_path):
    uid = of(county, EAST)[0]
    attach(county, uid, "photo_near", photo(tmp_path / "a.jpg", 1))
    check(county)
    return uid, county.photo_flags(uid)[0].flag


def said(flag, person, **more):
    return {"flag_id": flag.flag_id, "verdict": "explained", "words": "原图已调取", "person_id": person,
            "answered_on": today().isoformat(), **more}


def test_photos_flags_and_answers_are_recorded_and_the_ledger_is_whole(county, flagged):
    people, (uid, flag) = County(county), flagged
    assert flag.code == "no_exif" and len(county.photos(uid)) == 1
    take(county, uid, "explain_flag", said(flag, people["surveyor"]), by=people["surveyor"])
    assert county.photo_flags(uid)[0].verdict == "explained" and county.photo_stations(uid) == []
    assert check(county).photos == [] and verify_ledger(county).breaks == []


def test_a_picture_used_in_another_township_is_found_by_a_login_that_does_not_see_it(county, login, tmp_path):
    east, west = of(county, EAST)[0], of(county, WEST)[0]
    attach(county, west, "photo_near", photo(tmp_path / "a.jpg", 1, Shot(lon=None)))
    check(county)
    with login("clerk", "write", [EAST]) as clerk:
        assert clerk.photos(west) == [] and clerk.photo_flags(west) == [] and len(prints(clerk)) == 1
        attach(clerk, east, "photo_near", photo(tmp_path / "b.jpg", 1, None, picture=scene(1), quality=60))
        found = check(clerk)
        assert {one.code for one in found.flags} == {"no_exif", "same_picture"}
        assert next(one for one in found.flags if one.code == "same_picture").figures["number"] == "a parcel of another township"
    assert [one.flag.code for one in county.photo_flags(west) if not one.mine] == ["same_picture"]
    assert verify_ledger(county).breaks == []


@pytest.mark.parametrize("change", [{"words": ""}, {"verdict": "rejected"}, {"flag_id": "0" * 32}, {"answered_on": "soon"},
                                    {"answered_on": "1999-01-01"}])
def test_a_client_that_skips_the_programs_rules_is_refused_by_the_database(county, flagged, monkeypatch, change):
    from farmland_plugin.ledger.actions import HANDLERS
    from farmland_plugin.ledger.door import Outcome

    people, (uid, flag) = County(county), flagged
    payload = {"answer_id": "A", "round": 1, **said(flag, people["surveyor"]), **change}
    monkeypatch.setitem(HANDLERS, "explain_flag", lambda _door, case, _change: Outcome(case, payload))
    with pytest.raises(FarmlandError):
        take(county, uid, "explain_flag", payload)
    assert county.photo_flags(uid)[0].answers == ()


def test_a_row_that_says_something_else_than_its_event_is_refused(server, database, county, flagged, monkeypatch):
    from farmland_plugin.ledger.actions import photographing

    uid, flag = flagged
    row = {**flag.told(), "flag_id": "f" * 32, "code": "far", "figures": "{}"}
    insert = photographing.INSERT_FLAG.replace("VALUES (?", "VALUES ('e' || substr(?, 2)")
    monkeypatch.setattr(photographing, "INSERT_FLAG", insert)
    with pytest.raises(FarmlandError), county.door() as door:
        door.change(Change(uid, None, "check_photos", {"photos": [], "flags": [row]}))
    monkeypatch.undo()
    with pytest.raises(psycopg2.Error):
        server.sql(database, "BEGIN", IN, "INSERT INTO photo_flag SELECT 'X', parcel_uid, sha256, round, 'far', '{}', '', '', '',"
                   " '1', seq FROM photo_flag", "COMMIT")
    assert len(county.photo_flags(uid)) == 1


@pytest.mark.parametrize("statement", ["UPDATE photo SET phash = ''", "DELETE FROM photo_flag", "TRUNCATE photo_answer",
                                       "UPDATE photo_flag SET code = 'far'", "DELETE FROM photo"])
@pytest.mark.parametrize("who", ["clerk", "ledger"])
def test_nobody_changes_what_was_read_noticed_or_said(server, database, county, login, flagged, statement, who):
    if who == "clerk":
        login("clerk", "write").close()
    with pytest.raises(psycopg2.Error):
        server.sql(database, IN, statement, login=who)


def test_a_database_of_schema_6_is_brought_up(server, database, county, files):
    county.close()
    server.sql(database, IN, "DROP TABLE photo, photo_flag, photo_answer CASCADE", "DELETE FROM rule WHERE name = 'photos'",
               "DELETE FROM dictionary WHERE name LIKE 'photo!_%' ESCAPE '!'",
               "UPDATE meta SET value = '6' WHERE key = 'schema_version'")
    with Ledger.open(server.address(database, files=files)) as ledger:
        told = json.loads(list(ledger.events())[-1].body)["payload"]
        assert (told["from"], told["to"]) == (6, 7) and "photos" in told["rules"]["added"]
        assert ledger.photo_rules().near_m == 50 and ledger.photo_flags(ledger.parcel_uids()[0]) == []
        assert verify_ledger(ledger).breaks == []
