"""Backups by themselves while people work, and the window that lists, checks, makes and restores them."""

from __future__ import annotations

import os
import shutil
import sqlite3
from pathlib import Path
from types import SimpleNamespace

import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsSettings
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtTest import QTest

from farmland_plugin.domain.parcel import Change
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.safekeeping import SECOND_FOLDER, Safekeeper, set_second_folder
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.dialogs.backups import BackupsDialog
from farmland_plugin.gui.errors import Notices
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.keeping.backup import EVENTS_BETWEEN
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.schema import VERSION
from farmland_plugin.ledger.verifying import verify_ledger

from .test_ledger import fill

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")


@pytest.fixture
def desk(qgis_iface, qgis_new_project, farmland, tmp_path):
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130499", name="示例县", crs=ZONE38) as made:
        fill(made, 10)
    QgsSettings().remove(SECOND_FOLDER)
    bar = QgsMessageBar()
    notices = Notices(bar)
    workspace = Workspace(notices)
    keeper = Safekeeper(workspace)
    jobs = Jobs(workspace, notices)
    workspace.open(path)
    yield SimpleNamespace(bar=bar, workspace=workspace, keeper=keeper, jobs=jobs, path=path, folder=Path(f"{path}.backups"))
    workspace.release()
    keeper.release()
    jobs.release()
    QgsSettings().remove(SECOND_FOLDER)
    QgsProject.instance().clear()


def wait(until, seconds=20):
    for _ in range(seconds * 20):
        if until():
            return
        QTest.qWait(50)
    raise AssertionError("nothing happened")


def backups(desk, ending="_auto.gpkg"):
    return sorted(path for path in desk.folder.glob("*.gpkg") if path.name.endswith(ending)) if desk.folder.exists() else []


def tag(desk, times):
    uid = desk.workspace.ledger.parcel_uids()[0]
    desk.workspace.apply_many([Change(uid, None, "record", {"note": str(turn)}) for turn in range(times)])


def said(desk):
    return [item.text() for item in desk.bar.items()]


def test_every_fifty_events_a_backup_is_made_beside_the_work(desk):
    tag(desk, 5)
    assert desk.keeper.task is None
    tag(desk, EVENTS_BETWEEN)
    assert desk.keeper.task is not None
    wait(lambda: desk.keeper.task is None)
    made, = backups(desk)
    with Ledger.open(made, write=False) as copy:
        assert verify_ledger(copy).breaks == [] and copy.last_seq() == 2 + 5 + EVENTS_BETWEEN
    assert [event.action for event in desk.workspace.ledger.events()][-1] == "backup"
    tag(desk, 3)
    assert desk.keeper.task is None and said(desk) == []


def test_closing_the_ledger_backs_up_what_was_written_and_nothing_twice(desk, tmp_path):
    set_second_folder(str(tmp_path / "stick"))
    tag(desk, 1)
    desk.workspace.close()
    made, = backups(desk)
    assert (tmp_path / "stick" / made.name).read_bytes() == made.read_bytes()
    assert "CHAIN" in (tmp_path / "stick" / "anchors.txt").read_text("utf-8")
    desk.workspace.open(desk.path)
    desk.workspace.close()
    assert backups(desk) == [made] and said(desk) == []


def test_a_second_medium_that_is_away_is_said_once_and_the_first_backup_is_made(desk, tmp_path):
    (tmp_path / "stick").write_text("a file where the folder was")
    set_second_folder(str(tmp_path / "stick"))
    for _ in range(2):
        tag(desk, 1)
        desk.workspace.close()
        desk.workspace.open(desk.path)
    assert len(backups(desk)) >= 1 and len(said(desk)) == 1 and "stick" in said(desk)[0]


def test_opening_says_what_was_migrated_and_where_a_ledger_should_not_lie(desk, tmp_path):
    folder = tmp_path / "坚果云"
    folder.mkdir()
    shutil.copyfile(Path(__file__).resolve().parents[1] / "ledgers" / "v1.gpkg", folder / "old.gpkg")
    desk.workspace.open(folder / "old.gpkg")
    text = " ".join(said(desk))
    assert f"was brought from version 1 to version {VERSION}" in text and "坚果云 copies to other computers" in text


@pytest.fixture
def window(desk):
    tag(desk, 1)
    desk.workspace.close()
    desk.workspace.open(desk.path)
    tag(desk, 2)
    made = BackupsDialog(desk.workspace, desk.jobs)
    made.show()
    yield made
    if made.isVisible():
        made.reject()
    made.deleteLater()


def cells(window, row=0):
    return [window.table.item(row, column).text() for column in range(5)]


def test_the_window_lists_makes_and_checks_backups(desk, window, tmp_path):
    assert window.table.rowCount() == 1 and cells(window)[1] == "3" and cells(window)[3] == "by itself"
    assert not window.check.isEnabled() and window.now.isEnabled()
    window.back_up()
    wait(lambda: window.table.rowCount() == 2 and not desk.jobs.busy)
    assert "SHA-256" in window.answer.text() and cells(window)[3] == "by hand" and cells(window)[1] == "6"
    window.table.selectRow(0)
    window.check_chosen()
    wait(lambda: "Whole" in window.answer.text())
    picture = os.environ.get("FARMLAND_PICTURES")
    if picture:
        window.ask()
        QTest.qWait(100)
        window.grab().save(str(Path(picture) / "backups.png"))


def test_a_broken_backup_says_so(desk, window):
    made, = backups(desk)
    with sqlite3.connect(made) as foreign:
        foreign.execute("DROP TRIGGER event_no_replace")
    window.load()
    window.table.selectRow(0)
    window.check_chosen()
    wait(lambda: "Broken: 1 breaks" in window.answer.text())


def test_restoring_asks_gives_back_the_ledger_and_opens_it_again(desk, window):
    assert desk.workspace.ledger.case(desk.workspace.ledger.parcel_uids()[0]).note == "1"
    window.table.selectRow(0)
    window.ask()
    assert window.asking.isVisible() and "given up by it: 3." in window.question.text()
    window.no.click()
    assert not window.asking.isVisible()
    window.ask()
    window.yes.click()
    wait(lambda: desk.workspace.ledger is not None and not desk.jobs.busy)
    assert desk.workspace.writable and desk.workspace.ledger.case(desk.workspace.ledger.parcel_uids()[0]).note == "0"
    assert list(desk.workspace.ledger.events())[-1].action == "restore_ledger"
    assert verify_ledger(desk.workspace.ledger).breaks == []
    assert backups(desk, "_before-restore.gpkg")


def test_a_ledger_restored_by_the_toolbox_is_taken_up_by_the_open_desktop(desk, farmland):
    tag(desk, 1)
    made = farmland("backupledger", LEDGER=desk.path)["OUTPUT"]
    tag(desk, 3)
    desk.workspace.refresh()
    farmland("restoreledger", BACKUP=made, LEDGER=desk.path)
    desk.workspace.refresh()
    assert "restore_ledger" in [event.action for event in list(desk.workspace.ledger.events())[-2:]]
    tag(desk, 1)
    assert verify_ledger(desk.workspace.ledger).breaks == []
    assert QgsApplication.taskManager().countActiveTasks() == 0
