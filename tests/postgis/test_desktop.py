"""The desktop over a ledger in a database: colleagues' work shows at once, nothing is written over, no password is kept."""

from __future__ import annotations

import datetime
import time
from types import SimpleNamespace

import pytest
from qgis.core import QgsApplication, QgsProject, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtTest import QTest

from farmland_plugin.domain.parcel import Change
from farmland_plugin.gui.controllers.database import LAST_DATABASE, DatabaseOpener
from farmland_plugin.gui.controllers.workspace import AWAY_MS, KEY, SCOPE, WATCH_MS
from farmland_plugin.gui.dialogs.database import DatabaseDialog, saved_connections
from farmland_plugin.gui.models.parcels import FINDING
from farmland_plugin.gui.where import lists_file, packages_folder
from farmland_plugin.ledger.postgis.address import Address
from farmland_plugin.ledger.postgis.logins import grant
from farmland_plugin.processing.provider import FarmlandProvider

from ..qgis.test_panels import desk, said  # noqa: F401 - a fixture
from .test_connection import cut

SLOW_MS = 3_600_000


@pytest.fixture(autouse=True)
def project_left_as_found(qgis_app):
    """Leave an empty project to the tests that come after these."""
    yield
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    QgsSettings().remove(LAST_DATABASE)


@pytest.fixture
def ledger_path(county):
    return county.address


def until(true, seconds=5.0):
    """Let Qt run until something is so."""
    end = time.monotonic() + seconds
    while not true() and time.monotonic() < end:
        QCoreApplication.processEvents()
        QTest.qWait(10)
    return true()


def test_a_colleagues_save_reaches_table_and_form_at_once_without_the_timer(desk, county, login):  # noqa: F811
    desk.workspace._watch.setInterval(SLOW_MS)
    uid = desk.uids[5]
    desk.view.select([uid], uid)
    heard = []
    desk.workspace.changed.connect(heard.append)
    login("clerk", "write").apply(uid, 1, "record", {"finding": "rural_road"})
    assert until(lambda: {uid} in heard)
    assert desk.verification.form.finding.value() == "rural_road"
    index = desk.parcels._index_of(uid)
    assert index.siblingAtColumn(FINDING).data() == desk.workspace.terms.label("finding", "rural_road")


def test_a_save_on_top_of_a_colleagues_shows_both_and_writes_neither_over(desk, county, login):  # noqa: F811
    uid = desk.uids[2]
    desk.view.select([uid], uid)
    desk.verification.form.finding.set_value("other")
    login("clerk", "write").apply(uid, 1, "record", {"finding": "legal", "note": "有批文"})
    desk.verification.on_save()
    assert county.case(uid).finding == "legal" and county.case(uid).updated_by == "clerk"
    assert desk.verification.conflict.isVisibleTo(desk.verification)
    terms = desk.workspace.terms
    assert {terms.label("finding", "other"), terms.label("finding", "legal")} <= set(desk.verification.conflict.texts())
    desk.verification._on_keep_mine()
    case = county.case(uid)
    assert (case.finding, case.note) == ("other", "有批文")


def test_the_project_remembers_the_database_and_opens_it_again_without_a_password(desk, county, server, database, tmp_path):  # noqa: F811
    desk.workspace.open(Address.parse(county.address)._replace(password="top secret").secret)
    project = QgsProject.instance()
    assert project.readEntry(SCOPE, KEY, "")[0] == county.address
    path = tmp_path / "p.qgs"
    assert project.write(str(path)) and "top secret" not in path.read_text() and "top%20secret" not in path.read_text()
    desk.workspace.close()
    assert project.read(str(path)) and desk.workspace.path == county.address
    project.clear()
    assert desk.workspace.ledger is None


def test_a_typed_password_lasts_until_qgis_closes_and_stands_nowhere(desk, county, server, database, files, tmp_path):  # noqa: F811
    server.login("locked")
    server.sql("postgres", "ALTER ROLE locked PASSWORD 'top/secret'")
    grant(county, "locked", "read")
    opener = DatabaseOpener(None, desk.workspace, desk.workspace.notices)
    opener.open(Address.parse(server.address(database, "locked", "top%2Fsecret", files=files)))
    assert desk.workspace.ledger.actor == "locked" and not desk.workspace.writable
    assert "locked" in desk.workspace.reading
    kept = [desk.workspace.path, QgsSettings().value(LAST_DATABASE), QgsProject.instance().readEntry(SCOPE, KEY, "")[0]]
    assert all("secret" not in text and "locked@" in text for text in kept)


def test_a_database_that_goes_away_is_said_once_and_found_again(desk, county, server, database):  # noqa: F811
    server.stop("fast")
    try:
        desk.workspace.refresh()
        assert "cannot be reached" in said(desk) and desk.workspace._watch.interval() == AWAY_MS
        desk.bar.clearWidgets()
        desk.workspace.refresh()
        assert said(desk) == ""
    finally:
        server.start()
    county.apply(desk.uids[0], 1, "record", {"finding": "legal"})
    desk.workspace.refresh()
    assert desk.workspace._watch.interval() == WATCH_MS and desk.workspace._ear.listening
    assert desk.parcels._index_of(desk.uids[0]).siblingAtColumn(FINDING).data() == desk.workspace.terms.label("finding", "legal")
    cut(server, database)
    county.apply_many([Change(desk.uids[1], 1, "record", {"finding": "legal"})])
    assert until(lambda: not desk.workspace._ear.listening)
    desk.workspace.refresh()
    assert desk.workspace._ear.listening


def test_packages_and_lists_go_into_the_ledgers_folder_of_files(desk, county, files):  # noqa: F811
    assert packages_folder(county).startswith(str(files)) and desk.packages.folder.filePath() == packages_folder(county)
    assert lists_file(county, datetime.date(2026, 11, 22)).endswith("20261122.xlsx")


def test_the_window_fills_itself_from_a_connection_saved_in_qgis_and_from_the_last_address(qgis_app, qgis_new_project):
    settings = QgsSettings()
    group = "PostgreSQL/connections/farmland test"
    try:
        for key, value in (("host", "bureau.example"), ("port", "5433"), ("database", "耕地"), ("username", "li"),
                           ("saveUsername", "true"), ("sslmode", "SslRequire")):
            settings.setValue(f"{group}/{key}", value)
        assert "farmland test" in saved_connections()
        window = DatabaseDialog()
        assert not window.buttons.button(window.buttons.StandardButton.Ok).isEnabled() and "server" in window.hint.text()
        window.saved.setCurrentText("farmland test")
        window.files.setFilePath("/srv/farmland")
        window.login.setPassword("secret")
        made = window.address()
        assert (made.host, made.port, made.database, made.user, made.password) == ("bureau.example", 5433, "耕地", "li", "secret")
        assert dict(made.options) == {"sslmode": "require"} and made.files == "/srv/farmland"
        assert Address.parse(made.secret) == made and "secret" not in made.name
        again = DatabaseDialog(made.name)
        assert again.address() == made._replace(password="")
        window.schema.setText("a;b")
        assert not window.buttons.button(window.buttons.StandardButton.Ok).isEnabled()
    finally:
        settings.remove(group)


def test_the_action_asks_and_opens(desk, county, qgis_iface):  # noqa: F811
    desk.workspace.close()
    opener = DatabaseOpener(qgis_iface.mainWindow(), desk.workspace, desk.workspace.notices)
    QgsSettings().setValue(LAST_DATABASE, county.address)
    opener.ask()
    assert isinstance(opener.window, DatabaseDialog) and opener.window.address() == Address.parse(county.address)
    opener.window.accept()
    assert until(lambda: desk.workspace.path == county.address)
    opener.ask()
    opener.window.host.setText("127.0.0.1")
    opener.window.port.setValue(1)
    opener.window.accept()
    assert "cannot be reached" in said(desk) and desk.workspace.path == county.address  # the open one stays open
    opener.release()


def test_a_job_started_from_a_panel_runs_on_the_database(desk, county, files, qgis_processing, tmp_path):  # noqa: F811
    provider = FarmlandProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    try:
        answers = SimpleNamespace(results=None)
        desk.jobs.run("exportlists", {"OUTPUT": str(tmp_path / "lists.xlsx")},
                      lambda results: setattr(answers, "results", results))
        assert until(lambda: answers.results is not None, 20) and answers.results["PROBLEMS"] == 8
    finally:
        QgsApplication.processingRegistry().removeProvider(provider)
