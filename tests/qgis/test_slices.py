"""What was written is shown a slice at a time: nothing is lost, shown twice or left behind, whatever happens in between."""

from __future__ import annotations

import gc
import json
import time
from dataclasses import replace
from types import SimpleNamespace

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsProject
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtTest import QTest

from farmland_plugin.domain.gradual import SOME
from farmland_plugin.gui.controllers import slices
from farmland_plugin.gui.controllers.jobs import Jobs
from farmland_plugin.gui.controllers.mapview import MapView
from farmland_plugin.gui.controllers.slices import Slices
from farmland_plugin.gui.controllers.workspace import Workspace
from farmland_plugin.gui.errors import Notices
from farmland_plugin.gui.models.parcels import read_rows
from farmland_plugin.gui.panels.parcels import ParcelsPanel
from farmland_plugin.ledger import crs as systems
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.mirror import Mirror
from farmland_plugin.processing.uncollected import uncollected

from .test_mirror import in_layer
from .test_parcels_panel import EAST, NORTH, STEP, batch_of

THERE, NEW = 2 * SOME + 10, SOME + 20


@pytest.fixture
def desk(qgis_iface, qgis_new_project, tmp_path, monkeypatch):
    """A desk on which every slice is one step."""
    monkeypatch.setattr(slices, "SLICE_MS", 0)
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130499", name="示例县", crs=QgsCoordinateReferenceSystem("EPSG:4526")) as ledger:
        uids = batch_of(ledger, "first", "satellite", THERE, 0)
    qgis_iface.mainWindow().show()
    bar = QgsMessageBar()
    notices = Notices(bar)
    workspace = Workspace(notices)
    view = MapView(qgis_iface, workspace, notices)
    jobs = Jobs(workspace, notices)
    parcels = ParcelsPanel(workspace, view, jobs, notices)
    parcels.show()
    workspace.open(path)
    workspace._watch.stop()
    heard = []
    workspace.changed.connect(heard.append)
    yield SimpleNamespace(workspace=workspace, parcels=parcels, jobs=jobs, view=view, bar=bar, path=path, uids=uids, heard=heard)
    workspace.release()
    parcels.close()
    parcels.deleteLater()


def write(desk, name="second", start=THERE, count=NEW):
    """Let an algorithm of this process bring in a batch, find on a parcel shown already, and screen some."""
    with Ledger.open(desk.path) as other:
        new = batch_of(other, name, "inspection", count, start)
        case = other.case(desk.uids[0])
        other.apply(desk.uids[0], case.version, "record", {"finding": "legal", "note": name})
        other.record_screening([], [], [], [], {})
    return new


def until(condition):
    end = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < end, "never came to be"
        QTest.qWait(5)


def begun(desk):
    """Begin to show what was written, as far as some of the new parcels on the map -> what is called in the end."""
    told = []
    desk.workspace.catch_up(lambda: told.append(len(desk.heard)))
    while len(desk.workspace.parcels._ids) == THERE:
        assert desk.workspace._slices.busy
        desk.workspace._slices._go_on()  # as the timer does, one step; no event comes in between here
    assert len(desk.workspace.parcels._ids) < THERE + NEW
    return told


def shows_the_ledger(desk):
    """Whether map and table show what is in the ledger, each parcel once."""
    ledger, layer = desk.workspace.ledger, desk.workspace.parcels.layer
    whole = in_layer(Mirror.build(ledger).layer)
    rows = sorted(read_rows(ledger), key=lambda row: row.number)
    return (layer.featureCount() == len(whole) and in_layer(layer) == whole and desk.parcels.table.rows == rows
            and sorted(desk.parcels.visible_uids()) == sorted(row.uid for row in rows))


def test_what_was_written_is_shown_slice_by_slice_and_told_once_when_all_is_there(desk):
    write(desk)
    told = begun(desk)
    assert desk.heard == [] and told == [] and len(desk.parcels.table.rows) == THERE
    until(lambda: told)
    assert told == [1] and desk.heard == [None] and shows_the_ledger(desk) and not desk.bar.items()


def test_no_step_reads_more_than_some_parcels(desk, monkeypatch):
    asked = []

    def watched(name):
        own = getattr(Ledger, name)

        def read(self, uids=None, **more):
            wanted = None if uids is None else list(uids)
            asked.append((name, THERE + NEW if wanted is None else len(wanted)))
            return own(self, wanted, **more)
        monkeypatch.setattr(Ledger, name, read)

    for name in ("cases", "parcels", "shown", "places", "screened_uids"):
        watched(name)
    write(desk)
    asked.clear()
    most, steps = {}, 0
    for _ in desk.workspace._catching_up():
        steps += 1
        for name in {name for name, _count in asked}:
            most[name] = max(most.get(name, 0), sum(count for one, count in asked if one == name))
        asked.clear()
    assert steps > (THERE + NEW) / SOME and most == dict.fromkeys(most, SOME) and len(most) == 5
    assert shows_the_ledger(desk)


def test_a_refresh_in_between_shows_everything_at_once_and_nothing_goes_on_afterwards(desk):
    write(desk)
    told = begun(desk)
    desk.workspace.refresh()
    assert shows_the_ledger(desk) and desk.heard == [None] and told == [1]
    QTest.qWait(50)
    assert desk.heard == [None] and told == [1] and not desk.workspace._slices.busy


def test_a_finding_recorded_in_between_is_kept_and_shown_at_once_with_all_the_rest(desk):
    write(desk)
    told = begun(desk)
    uid = desk.uids[1]
    desk.workspace.apply(uid, desk.workspace.ledger.case(uid).version, "record", {"finding": "other", "note": "mine"})
    assert desk.parcels.table.rows[desk.parcels.table.position(uid)].finding == "other"
    assert shows_the_ledger(desk) and told == [1]


def test_what_is_written_while_the_slices_run_is_shown_before_anybody_is_told(desk):
    write(desk)
    told = begun(desk)
    write(desk, "third", THERE + NEW, 5)
    until(lambda: told)
    assert shows_the_ledger(desk) and len(desk.parcels.table.rows) == THERE + NEW + 5


def test_who_asks_again_in_between_is_told_with_the_first(desk):
    write(desk)
    first, second = begun(desk), []
    desk.workspace.catch_up(lambda: second.append(len(desk.heard)))
    assert second == []
    until(lambda: second)
    assert first == second == [1] and desk.heard == [None]


def test_closing_the_ledger_in_between_leaves_nothing_behind_and_still_tells_who_waits(desk):
    write(desk)
    told = begun(desk)
    desk.workspace.close()
    assert told == [0] and desk.workspace.parcels.layer is None and desk.parcels.table.rows == []
    QTest.qWait(50)
    assert not QgsProject.instance().mapLayers() and desk.parcels.table.rows == [] and desk.heard == []
    assert not desk.workspace._slices.busy and not desk.bar.items()


def test_another_ledger_opened_in_between_gets_nothing_of_the_first(desk, tmp_path):
    write(desk)
    told = begun(desk)
    other = tmp_path / "other.gpkg"
    with create_ledger(other, county="130499", name="他县", crs=QgsCoordinateReferenceSystem("EPSG:4526")) as ledger:
        batch_of(ledger, "b", "satellite", 3, 0)
    desk.workspace.open(other)
    desk.workspace._watch.stop()
    QTest.qWait(50)
    assert told == [0] and len(desk.parcels.table.rows) == 3 and shows_the_ledger(desk) and desk.heard == []


def test_a_layer_taken_out_of_the_project_in_between_costs_neither_the_table_nor_a_message(desk):
    write(desk)
    told = begun(desk)
    QgsProject.instance().removeMapLayer(desk.workspace.parcels.layer.id())
    until(lambda: told)
    assert desk.workspace.parcels.layer is None and len(desk.parcels.table.rows) == THERE + NEW and not desk.bar.items()


def test_a_follower_that_fails_is_said_and_keeps_nobody_else_from_the_news(desk):
    def failing(uids):
        yield
        raise KeyError("broken")

    desk.workspace.followers.insert(0, failing)
    write(desk)
    told = []
    desk.workspace.catch_up(lambda: told.append(True))
    until(lambda: told)
    assert "broken" in desk.bar.currentItem().text() and shows_the_ledger(desk) and desk.heard == [None]


def test_many_findings_written_at_once_reach_the_table_and_its_filters(desk):
    with Ledger.open(desk.path) as other:
        from farmland_plugin.domain.parcel import Change

        other.apply_many([Change(uid, None, "record", {"finding": "legal"}) for uid in desk.uids])
    desk.parcels.filters.unfinished.setChecked(True)
    told = []
    desk.workspace.catch_up(lambda: told.append(True))
    until(lambda: told)
    assert shows_rows_as(desk, "legal") and desk.parcels.visible_uids() == [] and desk.parcels.table.finished() == (THERE, THERE)


def shows_rows_as(desk, finding):
    return {row.finding for row in desk.parcels.table.rows} == {finding}


def test_a_job_is_finished_when_map_and_table_show_what_it_did(desk, farmland, tmp_path):
    handed = tmp_path / "handed.geojson"
    features = []
    for number in range(NEW):
        west, south = EAST + STEP * number, NORTH + 5000
        ring = [(west, south), (west + 40, south), (west + 40, south + 40), (west, south + 40), (west, south)]
        features.append({"type": "Feature", "properties": {"TBBH": f"H{number:04d}"},
                         "geometry": {"type": "Polygon", "coordinates": [ring]}})
    handed.write_text(json.dumps({"type": "FeatureCollection", "crs": {
        "type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4526"}}, "features": features}), "utf-8")
    seen = []
    desk.jobs.finished.connect(lambda title, done, results: seen.append(
        (done, results["IMPORTED"], len(desk.parcels.table.rows), desk.workspace.parcels.layer.featureCount(), desk.jobs.busy)))
    desk.jobs.run("importparcels", {"INPUT": str(handed), "CRS": "EPSG:4526"})
    until(lambda: seen)
    assert seen == [(True, NEW, THERE + NEW, THERE + NEW, False)]


def test_jobs_released_in_between_tell_nobody(desk, farmland, tmp_path):
    heard = []
    desk.jobs.finished.connect(lambda *what: heard.append(what))
    desk.jobs.run("verifypackage", {"INPUT": str(tmp_path / "不存在.zip")})
    desk.jobs.release()
    QTest.qWait(300)
    assert heard == [] and not desk.jobs.busy


def test_slices_do_little_work_at_once_and_stop_from_within_a_step(qgis_app):
    done, mine = [], Slices()
    mine.start(iter_of(done, 3), lambda: done.append("end"))
    assert done == [0, 1, 2, "end"] and not mine.busy

    def stopping():
        done.append("before")
        mine.stop()
        yield
        done.append("after")

    mine.start(stopping(), lambda: done.append("never"))
    QTest.qWait(30)
    assert done[4:] == ["before"] and not mine.busy


def iter_of(done, count):
    for number in range(count):
        done.append(number)
        yield


def test_the_mirror_writes_only_marks_that_are_another_now(desk, monkeypatch):
    written = []
    layer = Mirror.build(desk.workspace.ledger)
    monkeypatch.setattr(layer, "_change", written.append)
    monkeypatch.setattr(layer, "_cases", lambda ledger, uids: {})
    layer.update(desk.workspace.ledger, set(), screened=True)
    assert [changes for changes in written if changes] == []


def test_searching_for_circles_is_held_back_during_a_job_and_given_back_even_when_it_fails():
    assert gc.isenabled()
    with pytest.raises(KeyError), uncollected():
        assert not gc.isenabled()
        raise KeyError
    assert gc.isenabled()


def test_what_an_open_ledger_kept_from_the_search_is_given_back_when_it_is_closed(desk):
    assert gc.get_freeze_count() > THERE
    desk.workspace.close()
    assert gc.get_freeze_count() == 0


def test_a_look_in_a_hurry_waits_for_nobody_and_the_next_read_does_again(desk):
    store = desk.workspace.ledger.store
    timeout = "PRAGMA busy_timeout"
    with store.hurried():
        assert store.connection.execute(timeout).fetchone()[0] == 0
    assert store.connection.execute(timeout).fetchone()[0] == 10_000


def test_systems_asked_for_in_part_are_asked_for_to_the_end_by_the_first_job(qgis_app, monkeypatch):
    asked = []

    class Recorded:
        def __init__(self, name):
            asked.append(name)

        def toWkt(self):
            return ""

    monkeypatch.setattr(systems, "QgsCoordinateReferenceSystem", Recorded)
    monkeypatch.setattr(systems, "_SYSTEMS", systems._asking())
    some = systems.remembering_systems()
    for _ in range(3):
        next(some)
    some.close()
    systems.remember_systems()
    systems.remember_systems()
    assert asked == ["EPSG:4326", *(f"EPSG:{code}" for code in range(4490, 4555))]


def test_reissued_parcels_are_marked_in_steps_too(desk):
    from farmland_plugin.domain.parcel import Reissued

    with Ledger.open(desk.path) as other:
        old = list(other.parcels(desk.uids[:2]))
        batch = replace(next(one for one in other.batches()), batch_id=other.new_uid(), name="again", sha256="9" * 64,
                        read_count=2, imported_count=2, reissue_of=old[0].batch_id, imported_at="", imported_by="")
        fresh = [replace(one, parcel_uid=other.new_uid(), batch_id=batch.batch_id) for one in old]
        became = [Reissued(batch.batch_id, one.source_no, "unchanged", new.parcel_uid, one.parcel_uid, "")
                  for one, new in zip(old, fresh)]
        other.add_batch(batch, fresh, [], reissued=became)
    told = []
    desk.workspace.catch_up(lambda: told.append(True))
    until(lambda: told)
    assert shows_the_ledger(desk) and sum(row.replaced is not None for row in desk.parcels.table.rows) == 2
