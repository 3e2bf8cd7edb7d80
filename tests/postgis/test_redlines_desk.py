"""The red lines panel over a ledger in a database: a table dragged from QGIS's browser is registered, screened and told."""

from __future__ import annotations

import time

import pytest
from qgis.core import QgsDataSourceUri, QgsMimeDataUtils, QgsVectorLayer
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtTest import QTest

from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.panels.parcels import ParcelsPanel
from farmland_plugin.gui.panels.redlines import RedlinesPanel
from farmland_plugin.gui.redlines.running import STALE

from ..qgis.conftest import farmland  # noqa: F401 - a fixture

TABLE = ("CREATE TABLE public.nzy2024 (gid serial PRIMARY KEY, \"PZWH\" varchar(40), \"PZRQ\" date,"
         " geom geometry(Polygon, 4526))",
         "INSERT INTO public.nzy2024 (\"PZWH\", \"PZRQ\", geom) SELECT '冀政转征函1号', date '2021-03-01',"
         " ST_SetSRID(ST_MakeEnvelope(38500000, 4000000, 38600000, 4100000), 4526)",
         "GRANT SELECT ON public.nzy2024 TO PUBLIC")


def until(holds, seconds=90):
    end = time.monotonic() + seconds
    while not holds() and time.monotonic() < end:
        QTest.qWait(20)
    assert holds()


@pytest.fixture
def panel(qgis_iface, qgis_new_project, farmland, server, county, files, new_database):  # noqa: F811
    source = new_database("tpl")
    server.sql(source, *TABLE)
    qgis_iface.mainWindow().show()
    bar = QgsMessageBar()
    workspace = Workspace(Notices(bar))
    view, jobs = MapView(qgis_iface, workspace, workspace.notices), Jobs(workspace, workspace.notices)
    parcels = ParcelsPanel(workspace, view, jobs, workspace.notices)
    made = RedlinesPanel(parcels, workspace, view, jobs, workspace.notices)
    made.bar, made.source = bar, source
    for dock in (parcels, made):
        dock.show()
    workspace.open(server.address(county.store.address.database, files=files))
    yield made
    jobs.release()
    workspace.release()
    for dock in (parcels, made):
        dock.close()
        dock.deleteLater()


def test_a_table_dragged_from_the_browser_is_registered_and_screened_and_its_password_kept_nowhere(panel, server):
    uri = QgsDataSourceUri()
    uri.setConnection("127.0.0.1", str(server.port), panel.source, "ledger", "hidden")
    uri.setDataSource("public", "nzy2024", "geom", "", "gid")
    dragged = QgsMimeDataUtils.Uri(QgsVectorLayer(uri.uri(False), "nzy2024", "postgres"))
    dragged.layerId = ""
    panel.take_drop(QgsMimeDataUtils.encodeUriList([dragged]))
    window = panel.window_
    (line,) = window.lines
    assert (line.offer.fault, line.role.currentData(), line.vintage.text()) == ("", "approval", "2024")
    assert "hidden" not in line.offer.shown and window.fields.values["date"].text() == "2021-03-01"
    window.on_ok()
    until(lambda: panel.window_ is None and not panel.jobs.busy)
    (line,) = panel.workspace.ledger.redlines()
    assert line.source_kind == "database" and "hidden" not in f"{line}"
    until(lambda: panel.run.stale())
    assert len(panel.run.stale()) == 8
    panel.run.choose(STALE)
    panel.screen.click()
    until(lambda: not panel.jobs.busy and not panel.run.stale())
    uid = panel.workspace.ledger.parcel_uids()[0]
    panel.view.select([uid], uid)
    (approval, *_others) = panel.results.lines
    assert approval.m2 == panel.workspace.ledger.parcel(uid).area_m2 and "冀政转征函1号" in approval.children[0].label
