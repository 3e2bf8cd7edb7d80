"""A ledger in a database, backed up into a file that is a whole ledger by itself."""

from __future__ import annotations

import pytest

from farmland_plugin.domain.errors import LedgerError
from farmland_plugin.files import sha256_of
from farmland_plugin.ledger.keeping.backup import back_up, listed
from farmland_plugin.ledger.keeping.restoring import restore
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.verifying import verify_ledger

from ..qgis.casework_county import take
from .county import EAST, uids


def test_a_backup_of_a_database_is_a_whole_ledger_file_told_in_the_database_s_journal(county, tmp_path):
    take(county, uids(county)[0], "record", {"finding": "legal"})
    before = county.last_seq()
    made = back_up(county, tmp_path / "b" / "county.gpkg")
    assert made.snapshot.sha256 == sha256_of(made.snapshot.path) and made.snapshot.head.seq == before
    told = list(county.events())[-1].payload()["payload"]
    assert (told["sha256"], told["seq"], told["kind"]) == (made.snapshot.sha256, before, "backup")
    with Ledger.open(made.snapshot.path, write=False) as copy:
        result = verify_ledger(copy)
        assert result.breaks == [] and result.events == before
        assert copy.case(uids(copy)[0]).finding == "legal"
    assert verify_ledger(county).breaks == []
    assert [one.events for one in listed([tmp_path / "b"], county.meta["ledger_uuid"])] == [before]
    done = restore(made.snapshot.path, tmp_path / "alone.gpkg")
    assert done.events == before + 1


def test_a_login_that_sees_a_part_only_makes_no_backup(county, login, tmp_path):
    for uid in uids(county):
        take(county, uid, "record", {"finding": "legal"})
    with login("li", townships=(EAST,)) as technician, pytest.raises(LedgerError, match="does not see the whole ledger"):
        back_up(technician, tmp_path / "part.gpkg")
    assert not (tmp_path / "part.gpkg").exists()
