"""What the killed QGIS left behind, looked at without QGIS Desktop; on a copy, so that QGIS then finds it as it was left."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing

import pytest

from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.verifyledger import VerifyLedger
from tests.qgis.handover import run

from .cut import CUT, FOLDER, acknowledged

EVENTS = "SELECT seq, action, parcel_uid FROM event WHERE action <> 'backup' ORDER BY seq"


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """Return a copy of the ledger with everything beside it."""
    folder = tmp_path_factory.mktemp("cut") / "copy"
    shutil.copytree(FOLDER, folder)
    return folder / CUT.name


def events(path):
    with closing(sqlite3.connect(path)) as connection:  # rolls back what a killed writer began
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return connection.execute(EVENTS).fetchall()


def test_the_writer_did_not_end_by_itself():
    assert CUT.with_name(CUT.name + ".lock").exists() and CUT.with_name(CUT.name + ".writer").exists()


def test_every_step_that_was_shown_as_saved_is_in_the_journal_and_at_most_one_more(left):
    steps = acknowledged()
    assert len(steps) >= 10 and {one.action for one in steps} == {"record", "undo"}
    with closing(sqlite3.connect(CUT.with_name("before.gpkg"))) as connection:
        before = connection.execute(EVENTS).fetchall()
    now = events(left)
    assert now[:len(before)] == before, "the day before the cut"
    written = now[len(before):]
    assert written[:len(steps)] == [(one.seq, one.action, one.uid) for one in steps]
    assert len(written) - len(steps) in (0, 1), "the one that was not shown any more"


def test_the_ledger_opens_for_writing_and_no_case_holds_half_a_step(left):
    last = {one.uid: one for one in acknowledged()}
    with Ledger.open(left) as ledger:
        newest = {row["parcel_uid"]: row["seq"] for row in ledger.store.rows(
            "SELECT parcel_uid, MAX(seq) AS seq FROM event GROUP BY parcel_uid")}
        for uid, step in last.items():
            if newest[uid] == step.seq:
                assert ledger.case(uid).finding == step.finding
        assert all(ledger.case(uid).last_seq == newest[uid] for uid in last)
    told = run(VerifyLedger(), LEDGER=left)
    assert told["BREAKS"] == 0, told
