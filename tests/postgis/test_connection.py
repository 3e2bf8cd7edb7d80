"""What stands in the way of a database is said in one sentence, and a lost connection loses nothing."""

from __future__ import annotations

import select
import sys

import psycopg2
import pytest
from qgis.core import QgsApplication, QgsAuthMethodConfig, QgsCoordinateReferenceSystem

from farmland_plugin.domain.errors import BadInput, LedgerBusy, LedgerError, LedgerReadOnly, NotAllowed
from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.postgis.address import Address
from farmland_plugin.ledger.postgis.logins import grant
from farmland_plugin.ledger.verifying import verify_ledger

from .county import import_parcels

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")
TERMINATE = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = '{}' AND pid <> pg_backend_pid()"


def cut(server, database):
    """End every connection to a database, as a server that is restarted does."""
    server.sql("postgres", TERMINATE.format(database))


# -- opening -------------------------------------------------------------------------------------------------


def test_an_address_keeps_everything_but_the_password():
    text = "postgresql://li%40x:p%2Fw@[::1]:5433/%E5%8E%BF?schema=y2026&files=/srv/a%20b&sslmode=verify-full&authcfg=abc1234"
    address = Address.parse(text)
    assert (address.user, address.password, address.host, address.port, address.database) == ("li@x", "p/w", "::1", 5433, "县")
    assert "p/w" not in address.name and "p%2Fw" not in address.name
    again = Address.parse(address.name)
    assert again == address._replace(password="")
    assert Address.parse("postgres:/u@h/db") == Address.parse("postgresql://u@h/db")  # went through a path


@pytest.mark.parametrize(("text", "said"), [
    ("postgresql://h", "not the address"), ("postgresql://u:secret@h:x/d", "not the address"),
    ("postgresql://h/d?colour=red", "unknown part"),
    ("postgresql://h/d?schema=a;b", "not the address"), ("postgresql://h/d?authcfg=nosuch1", "no authentication configuration"),
])
def test_what_is_no_address_is_said(text, said, qgis_app):
    with pytest.raises(BadInput, match=said) as caught:
        Ledger.open(text)
    assert "secret" not in str(caught.value)


def test_a_server_that_is_away_a_database_that_is_not_there_and_one_without_a_ledger(server, database, tmp_path):
    with pytest.raises(LedgerError, match="cannot be reached"):
        Ledger.open("postgresql://u@127.0.0.1:1/d")
    with pytest.raises(LedgerError, match="nosuch"):
        Ledger.open(server.address("nosuch"))
    with pytest.raises(LedgerError, match="has no ledger in the schema farmland"):
        Ledger.open(server.address(database))


def test_a_wrong_password_is_said_and_the_right_one_is_nowhere_kept(server, database, county, files):
    server.login("locked")
    server.sql("postgres", "ALTER ROLE locked PASSWORD 'secret'")
    grant(county, "locked", "write")
    for password in ("", "wrong"):
        with pytest.raises(LedgerError, match="does not accept the login locked"):
            Ledger.open(server.address(database, "locked", password))
    with Ledger.open(server.address(database, "locked", "secret", files=files)) as ledger:
        assert ledger.actor == "locked" and "secret" not in ledger.address
        assert not any("secret" in value for value in ledger.meta.values())


def test_login_and_password_come_from_a_qgis_authentication_configuration(server, database, county, files, qgis_app):
    manager = QgsApplication.authManager()
    if manager.isDisabled() or not manager.setMasterPassword("for the tests", True):
        pytest.skip("this QGIS keeps no authentication configurations")
    server.login("locked")
    server.sql("postgres", "ALTER ROLE locked PASSWORD 'secret'")
    grant(county, "locked", "write")
    kept = QgsAuthMethodConfig("Basic")
    kept.setName("bureau")
    kept.setConfigMap({"username": "locked", "password": "secret"})
    assert manager.storeAuthenticationConfig(kept)
    try:
        address = f"postgresql://127.0.0.1:{server.port}/{database}?authcfg={kept.id()}&files={files}"
        with Ledger.open(address) as ledger:
            assert ledger.actor == "locked" and Ledger.open(ledger.address).actor == "locked"
    finally:
        manager.removeAuthenticationConfig(kept.id())


def test_a_qgis_without_psycopg2_says_what_to_install(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg2", None)
    with pytest.raises(LedgerError, match="python3-psycopg2"):
        Ledger.open("postgresql://u@h/d")


def test_a_ledger_of_another_version_is_not_touched(server, database, county):
    server.sql(database, "UPDATE farmland.meta SET value = '99' WHERE key = 'schema_version'")
    with pytest.raises(LedgerError, match="version 99"):
        Ledger.open(server.address(database))


# -- creating ------------------------------------------------------------------------------------------------


def test_a_database_with_a_ledger_is_refused_and_another_schema_beside_it_is_not(server, database, county, files):
    given = {"county": "130499", "name": "y", "crs": ZONE38}
    with pytest.raises(LedgerError, match="has a ledger already"):
        create_ledger(server.address(database), **given)
    with create_ledger(server.address(database, schema="y2027", files=files), **given) as other:
        import_parcels(other, 2)
        assert other.meta["ledger_uuid"] != county.meta["ledger_uuid"]
        assert len(other.parcel_uids()) == 2 and len(county.parcel_uids()) == 8


def test_an_ordinary_login_builds_a_ledger_once_its_rights_are_given_and_each_lack_is_named(server, new_database, files):
    given = {"county": "130499", "name": "y", "crs": ZONE38}
    for role in ("builder", "plain_read", "plain_write"):
        server.login(role)
    bare, database = new_database("template0"), new_database("tpl")
    with pytest.raises(LedgerError, match="CREATE EXTENSION postgis"):
        create_ledger(server.address(bare, "builder"), **given)
    address = server.address(database, "builder", schema="fresh", files=files)
    with pytest.raises(LedgerError, match="CREATE ROLE fresh_read"):
        create_ledger(address, **given)
    address = server.address(database, "builder", schema="plain", files=files)
    with pytest.raises(LedgerError, match="GRANT CREATE ON DATABASE"):
        create_ledger(address, **given)
    server.sql("postgres", f"GRANT CREATE ON DATABASE {database} TO builder")
    with create_ledger(address, **given) as ledger:
        assert len(import_parcels(ledger, 2)) == 2 and ledger.actor == "builder"
    with pytest.raises(psycopg2.errors.InsufficientPrivilege):  # owns the tables, and still is no superuser
        server.sql(database, "SET session_replication_role = replica", login="builder")
    with pytest.raises(psycopg2.Error, match="append-only"):
        server.sql(database, "DELETE FROM plain.event", login="builder")


def test_a_schema_with_other_things_in_it_is_left_alone(server, database):
    server.sql(database, "CREATE SCHEMA farmland", "CREATE TABLE farmland.ours (a int)")
    for schema in ("farmland", "public"):
        with pytest.raises(LedgerError, match="holds other things"):
            create_ledger(server.address(database, schema=schema), county="130499", name="x", crs=ZONE38)
    assert server.sql(database, "SELECT table_name FROM information_schema.tables WHERE table_schema = 'farmland'") == [("ours",)]


def test_a_ledger_that_cannot_be_begun_is_taken_out_again(server, database, tmp_path):
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder of files should be")
    with pytest.raises(OSError, match="blocked"):
        create_ledger(server.address(database, files=blocked / "files"), county="130499", name="x", crs=ZONE38)
    with pytest.raises(LedgerError, match="has no ledger"):
        Ledger.open(server.address(database))


# -- losing the connection -----------------------------------------------------------------------------------


def test_a_connection_lost_between_two_calls_is_made_again_without_a_word(server, database, county):
    uid = county.parcel_uids()[0]
    cut(server, database)
    assert county.case(uid).version == 1
    cut(server, database)
    with county.reading():
        assert county.last_seq() == 2
    cut(server, database)
    assert county.apply(uid, 1, "record", {"finding": "legal"}).version == 2


def test_a_connection_lost_in_the_middle_of_a_step_writes_nothing_and_the_next_call_goes_on(server, database, county):
    uids = county.parcel_uids()
    with pytest.raises(LedgerError, match="nothing of this step was written"), county.door() as door:
        door.append("anchor", None, {"anchor_id": "x"})
        cut(server, database)
        door.append("anchor", None, {"anchor_id": "y"})
    assert county.last_seq() == 2
    with pytest.raises(LedgerError, match="lost"), county.reading():
        county.last_seq()
        cut(server, database)
        county.case(uids[0])
    assert county.apply(uids[0], 1, "record", {"finding": "legal"}).version == 2
    assert list(verify_chain(county.events())) == []


def test_a_connection_lost_while_committing_says_that_one_must_look(server, database, county):
    with pytest.raises(LedgerError, match="look whether it stands"), county.door() as door:
        door.append("backup", None, {})
        cut(server, database)
    assert county.last_seq() == 2


def test_a_server_that_is_restarted_is_said_while_it_is_away(server, database, county):
    server.stop("fast")
    try:
        with pytest.raises(LedgerError, match="cannot be reached"):
            county.last_seq()
    finally:
        server.start()
    assert county.last_seq() == 2


def test_a_step_whose_part_failed_cannot_be_committed(county):
    """Whoever swallows an error inside a transaction gets none of it, not a part of it."""
    with pytest.raises(LedgerError, match="nothing of it was written"), county.door() as door:
        door.append("backup", None, {})
        with pytest.raises(NotAllowed):
            door.append("made_up", None, {})
    assert county.last_seq() == 2


# -- side by side --------------------------------------------------------------------------------------------


def test_a_writer_waits_for_another_and_says_so_when_it_takes_too_long(server, database, county, login):
    other, uid = login("other", "write"), county.parcel_uids()[0]
    other.store.execute("SET lock_timeout = 200")
    with county.door():
        with pytest.raises(LedgerBusy):
            other.apply(uid, 1, "record", {"finding": "legal"})
        assert other.case(uid).version == 1  # readers never wait
    assert other.apply(uid, 1, "record", {"finding": "legal"}).version == 2


def test_several_reads_see_one_state(county, login):
    other, uid = login("other", "write"), county.parcel_uids()[0]
    with other.reading():
        before = other.last_seq()
        county.apply(uid, 1, "record", {"finding": "legal"})
        assert (other.last_seq(), other.case(uid).version) == (before, 1)
    assert (other.last_seq(), other.case(uid).version) == (before + 1, 2)


def test_a_ledger_opened_for_reading_cannot_write_by_any_statement(server, database, county, login):
    reader = login("other", "write", write=False)
    assert reader.read_only
    with pytest.raises(LedgerReadOnly):
        reader.store.execute("DELETE FROM overlap")


def test_a_clock_that_is_days_off_is_refused_by_the_server(county, monkeypatch):
    from farmland_plugin.ledger import bodies

    monkeypatch.setattr(bodies, "utc_text", lambda moment: "2020-01-01T00:00:00.000Z")
    with pytest.raises(NotAllowed, match="clock of this computer"):
        county.apply(county.parcel_uids()[0], 1, "record", {"finding": "legal"})


def test_what_a_colleague_commits_is_heard_at_once_and_nothing_else(server, database, county, login):
    other, uid = login("other", "write"), county.parcel_uids()[0]
    socket = county.store.listen()
    assert county.store.listening
    assert not county.store.notified()
    other.apply(uid, 1, "record", {"finding": "legal"})
    select.select([socket], [], [], 5)
    assert county.store.notified() and not county.store.notified()
    with pytest.raises(NotAllowed):
        other.apply(uid, 2, "write_off", {})
    assert not county.store.notified()
    cut(server, database)
    with pytest.raises(LedgerError, match="a little later"):
        for _moment in range(100):
            county.store.notified()
            select.select([socket], [], [], 0.05)
    assert not county.store.listening and county.store.listen() > 0


def test_qgis_layers_are_told_of_the_commit_too(server, database, county):
    connection = psycopg2.connect(host="127.0.0.1", port=server.port, dbname=database, user="ledger")
    connection.autocommit = True
    connection.cursor().execute("LISTEN qgis")
    county.apply_many([])
    county.apply(county.parcel_uids()[0], 1, "record", {"finding": "legal"})
    select.select([connection], [], [], 5)
    connection.poll()
    assert [(one.channel, one.payload) for one in connection.notifies] == [("qgis", "farmland")]
    connection.close()


def test_rules_that_an_earlier_version_put_into_the_database_are_renewed_when_its_owner_opens_it(server, database, county, login):
    technician = login("tech", "write")
    apply = "farmland.apply(text, text, text, bigint, text)"
    made = server.sql(database, f"COMMENT ON FUNCTION {apply} IS 'made by farmland_plugin 0.0.9'",
                      "DROP TRIGGER event_link_event_insert ON farmland.event", "DROP POLICY own_townships ON farmland.parcel",
                      "SELECT count(*) FROM pg_policies WHERE schemaname = 'farmland'")
    said = " ".join(one.sentence for one in verify_ledger(county).breaks)
    assert "event_link_event_insert" in said and "parcel.own_townships" in said and made[0][0] > 0
    with Ledger.open(server.address(database, "tech")) as other:  # no owner: nothing is done
        assert other.store.remarks == []
    with Ledger.open(server.address(database)) as owner:
        assert "0.0.9" in str(owner.store.remarks[0])
        assert verify_ledger(owner).breaks == []
    with Ledger.open(server.address(database)) as again:
        assert again.store.remarks == []
    technician.apply(technician.parcel_uids()[0], 1, "record", {"finding": "legal"})
