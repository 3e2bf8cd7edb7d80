"""For ``qgis --code``: the desk measured from inside QGIS Desktop; the figures go into the file BENCH_OUT, then QGIS ends."""

from __future__ import annotations

import json
import os
import statistics
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRasterLayer
from qgis.PyQt.QtCore import QEventLoop, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface, plugins

OUT, LEDGER = Path(os.environ["BENCH_OUT"]), os.environ["BENCH_LEDGER"]
STEPS, LOOK_MS, BEAT_MS = 60, 500, 5


def plugin():
    """Return the running plugin."""
    return plugins["farmland_plugin"]


def wait_for(condition, seconds=300.0):
    """Let the application work until something is so."""
    until = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > until:
            raise TimeoutError("the desk did not come to rest")
        QgsApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)


class Pulse:
    """How long the event loop stood still at most while something ran."""

    def __init__(self):
        self._timer, self.longest, self._last = QTimer(), 0.0, 0.0
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    def __enter__(self):
        self.longest, self._last = 0.0, time.perf_counter()
        self._timer.start(BEAT_MS)
        return self

    def __exit__(self, *_):
        self._beat()
        self._timer.stop()

    def _beat(self):
        now = time.perf_counter()
        self.longest = max(self.longest, 1000 * (now - self._last) - BEAT_MS)
        self._last = now


def resting():
    """Whether map and bench have drawn everything."""
    return plugin().comparing.bench.idle and not iface.mapCanvas().isDrawing()


def own_render(settings):
    """Let QGIS itself render the pictures of some map settings, all at once; seconds."""
    start = time.perf_counter()
    jobs = [QgsMapRendererParallelJob(one) for one in settings]
    for job in jobs:
        job.start()
    for job in jobs:
        job.waitForFinished()
    return time.perf_counter() - start


def two_pictures(scenes, extents):
    """Map settings of both scenes at the places the bench shows them now."""
    bench, made = plugin().comparing.bench, []
    for layer, stage in zip(scenes, bench.stages):
        view = extents[stage]
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(layer.crs())
        settings.setOutputSize(stage.size())
        settings.setDevicePixelRatio(float(stage.devicePixelRatioF()))
        settings.setExtent(view)
        made.append(settings)
    return made


def seen(stage, look):
    """The extent that a stage shows at a look (no rotation)."""
    from qgis.core import QgsRectangle

    wide, high = stage.width() * look.step / 2, stage.height() * look.step / 2
    return QgsRectangle(look.x - wide, look.y - high, look.x + wide, look.y + high)


def walk(scenes, look_ms):
    """Go from parcel to parcel -> milliseconds of each step until all is drawn, and of QGIS's own rendering of the same."""
    bench, panel = plugin().comparing.bench, plugin().panels[2]
    taken, own = [], []
    for _number in range(STEPS):
        if look_ms:
            QTest.qWait(look_ms)
            wait_for(resting)
        before = plugin().view.current
        start = time.perf_counter()
        panel.go_next()
        wait_for(lambda before=before: plugin().view.current != before and resting())
        taken.append(1000 * (time.perf_counter() - start))
        extents = {stage: seen(stage, bench.look) for stage in bench.stages[:2]}
        own.append(1000 * own_render(two_pictures(scenes, extents)))
    ordered = sorted(taken)
    return {"median_ms": statistics.median(taken), "p95_ms": ordered[int(0.95 * len(ordered))],
            "render_ms": statistics.median(own), "steps_ms": taken, "renders_ms": own}


def job(name, parameters):
    """Run a job as a panel does -> the longest pause of the event loop meanwhile, ms."""
    ended = []
    receive = lambda title, successful, results: ended.append(successful)  # noqa: E731
    plugin().jobs.finished.connect(receive)
    with Pulse() as pulse:
        plugin().jobs.run(name, parameters)
        wait_for(lambda: ended, 900)
        wait_for(resting)
    plugin().jobs.finished.disconnect(receive)
    if not ended[0]:
        item = iface.messageBar().currentItem()
        raise RuntimeError(f"{name}: {item.text() if item is not None else 'failed'}")
    iface.messageBar().clearWidgets()
    return pulse.longest


def measured():
    """Measure everything."""
    workspace, view = plugin().workspace, plugin().view
    with Pulse() as opening:
        workspace.open(LEDGER)
    scenes = [QgsRasterLayer(str(scene.path), scene.role) for scene in workspace.ledger.scenes()]
    extent = scenes[0].extent()
    plugin().comparing.bench.setFloating(True)
    plugin().comparing.bench.resize(1200, 640)
    plugin().comparing.bench.setUserVisible(True)
    plugin().panels[2].setUserVisible(True)
    layer = workspace.parcels.layer
    extent.grow(-400)
    inside = {feature["parcel_uid"] for feature in layer.getFeatures(extent)}
    table = plugin().panels[0].visible_uids()
    first = next(uid for uid in table if uid in inside)
    plugin().panels[0].set_walk(lambda uids: sorted(uids, key=lambda uid: uid not in inside))
    view.select([first], first)
    view.zoom_to([first])
    wait_for(resting)
    QTest.qWait(2000)
    found = {"opening_ms": opening.longest, "covered": len(inside)}
    found["at_once"] = walk(scenes, 0)
    found["after_a_look"] = walk(scenes, LOOK_MS)
    plugin().panels[0].set_walk(None)
    found["gaps_ms"] = {
        "screening": job("screenparcels", {}),
        "import": job("importparcels", {"INPUT": os.environ["BENCH_PARCELS"], "BATCH": "again", "AREA_UNIT": "m2"}),
        "export": job("exportlists", {"OUTPUT": str(OUT.with_name("lists.xlsx"))}),
    }
    return found


def go():
    """Measure, write the figures and end."""
    try:
        iface.mainWindow().setGeometry(QgsApplication.primaryScreen().availableGeometry())
        found = measured()
    except Exception:
        found = {"error": traceback.format_exc()}
    OUT.write_text(json.dumps(found), encoding="utf-8")
    QgsProject.instance().clear()
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(0, iface.actionExit().trigger)


iface.initializationCompleted.connect(lambda: QTimer.singleShot(0, go))
