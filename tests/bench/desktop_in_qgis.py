"""For ``qgis --code``: the desk measured from inside QGIS Desktop; the figures go into the file BENCH_OUT, then QGIS ends."""

from __future__ import annotations

import json
import os
import statistics
import time
import traceback
from pathlib import Path

from qgis.core import (
    QgsApplication,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QEvent, QEventLoop, Qt, QTimer
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface, plugins

OUT, LEDGER = Path(os.environ["BENCH_OUT"]), os.environ["BENCH_LEDGER"]
STEPS, LOOK_MS, BEAT_MS, ROUNDS, REST_MS = 60, 500, 5, 3, 2000
HELD_S, REPEAT_MS = 2.0, 33  # an arrow key held down repeats thirty times a second


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
    """Whether the bench has drawn everything that is looked at."""
    return plugin().comparing.bench.idle


def quiet():
    """Whether nothing is drawn any more: neither for now nor ahead, nor on the map."""
    return resting() and not plugin().comparing.bench.renderer.ahead and not iface.mapCanvas().isDrawing()


def settle():
    """Let everything come to rest: timers that begin a drawing wait for up to a tenth of a second."""
    for _twice in range(2):
        QTest.qWait(120)
        wait_for(quiet)


def painted():
    """Let what was changed be laid out and painted, and nothing else."""
    for _layout_then_paint in range(2):
        QgsApplication.sendPostedEvents()


def own_render(settings):
    """Let QGIS itself render the pictures of some map settings, all at once, while the event loop runs; seconds."""
    start = time.perf_counter()
    jobs = [QgsMapRendererParallelJob(one) for one in settings]
    for one in jobs:
        one.start()
    wait_for(lambda: not any(one.isActive() for one in jobs))
    pictures = [one.renderedImage() for one in jobs]
    taken = time.perf_counter() - start
    if any(picture.isNull() for picture in pictures):
        raise RuntimeError("QGIS rendered nothing")
    return taken


def two_pictures(scenes, looked):
    """Map settings of both scenes as the bench has them drawn: same place, size and density."""
    made = []
    for layer, (view, size, ratio) in zip(scenes, looked):
        settings = QgsMapSettings()
        settings.setLayers([layer])
        settings.setDestinationCrs(layer.crs())
        settings.setOutputSize(size)
        settings.setDevicePixelRatio(ratio)
        settings.setExtent(view)
        made.append(settings)
    return made


def looked_at():
    """What each of the two panes shows now: extent (no rotation), size and density."""
    bench, found = plugin().comparing.bench, []
    for stage in bench.stages[:2]:
        look = bench.look
        wide, high = stage.width() * look.step / 2, stage.height() * look.step / 2
        found.append((QgsRectangle(look.x - wide, look.y - high, look.x + wide, look.y + high), stage.size(),
                      float(stage.devicePixelRatioF())))
    return found


def there():
    """Whether panes, panel and map all show the current parcel, the panes' pictures drawn."""
    bench, panel, uid = plugin().comparing.bench, plugin().panels[2], plugin().view.current
    if not bench.idle or bench.subject is None or bench.subject.uid != uid or panel.number.text() != bench.subject.number:
        return False
    if any(stage.first is None or stage.first.view.look != bench.look for stage in bench.stages[:2]):
        return False
    return iface.mapCanvas().extent().contains(QgsPointXY(bench.look.x, bench.look.y))


def one_step():
    """Go to the next parcel -> milliseconds until it is seen everywhere, and until the map of QGIS is drawn, too."""
    before, start = plugin().view.current, time.perf_counter()
    plugin().panels[2].go_next()
    wait_for(lambda: plugin().view.current != before and there())
    painted()
    seen = 1000 * (time.perf_counter() - start)
    return seen, start


def figures(taken, own, mapped):
    """Median and tail of steps, beside what QGIS itself takes for the same pictures."""
    ordered = sorted(taken)
    return {"median_ms": statistics.median(taken), "p95_ms": ordered[int(0.95 * len(ordered))],
            "render_ms": statistics.median(own), "map_ms": statistics.median(mapped) if mapped else None,
            "steps_ms": taken, "renders_ms": own, "load": os.getloadavg()[0]}


def walk_with_looks(scenes):
    """Go on after a look at each parcel; QGIS's own two pictures follow each step, once all is quiet."""
    taken, own, mapped, refreshed = [], [], [], []
    receive = lambda: refreshed.append(time.perf_counter())  # noqa: E731
    iface.mapCanvas().mapCanvasRefreshed.connect(receive)
    for _number in range(STEPS):
        QTest.qWait(LOOK_MS)
        settle()
        refreshed.clear()
        seen, start = one_step()
        taken.append(seen)
        settle()
        mapped.append(1000 * (refreshed[-1] - start))
        own.append(1000 * own_render(two_pictures(scenes, looked_at())))
    iface.mapCanvas().mapCanvasRefreshed.disconnect(receive)
    return figures(taken, own, mapped)


def walk_at_once(scenes):
    """Go on as soon as a parcel is seen, ten in a row; then QGIS's own two pictures of each of the ten."""
    taken, own = [], []
    for _number in range(STEPS // 10):
        settle()
        looked = []
        for _step in range(10):
            taken.append(one_step()[0])
            looked.append(looked_at())
        settle()
        own += [1000 * own_render(two_pictures(scenes, one)) for one in looked]
    return figures(taken, own, [])


def held_down():
    """Hold the arrow down for two seconds -> parcels passed, parcels seen, the longest pause, and how long after letting go
    the last parcel is seen everywhere."""
    seen, passed, panel, router = [], [], plugin().panels[2], plugin().keys.router
    settle()

    def press(again):
        kind, key = QEvent.Type.KeyPress, Qt.Key.Key_Right
        router.eventFilter(panel, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, "", again))
        passed.append(plugin().view.current)

    plugin().view.current_changed.connect(seen.append)
    with Pulse() as pulse:
        press(False)
        until = time.monotonic() + HELD_S
        while time.monotonic() < until:
            rest = time.monotonic() + REPEAT_MS / 1000
            while time.monotonic() < rest:
                QgsApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            press(True)
        let_go = time.perf_counter()
        wait_for(lambda: not plugin().keys.hurrying and there())
        painted()
    plugin().view.current_changed.disconnect(seen.append)
    return {"passed": len(passed), "seen": len(seen), "pause_ms": pulse.longest,
            "after_ms": 1000 * (time.perf_counter() - let_go), "load": os.getloadavg()[0]}


def job(name, parameters):
    """Run a job as a panel does -> the longest pause of the event loop from its start until a while after all is shown, ms."""
    ended = []
    receive = lambda title, successful, results: ended.append(successful)  # noqa: E731
    plugin().jobs.finished.connect(receive)
    with Pulse() as pulse:
        plugin().jobs.run(name, parameters)
        wait_for(lambda: ended, 900)
        wait_for(resting)
        QTest.qWait(REST_MS)
        wait_for(resting)
    plugin().jobs.finished.disconnect(receive)
    if not ended[0]:
        item = iface.messageBar().currentItem()
        raise RuntimeError(f"{name}: {item.text() if item is not None else 'failed'}")
    iface.messageBar().clearWidgets()
    return pulse.longest


def told(pauses):
    """Of several runs the middle and the worst, and how busy the computer was."""
    return {"median": statistics.median(pauses), "max": max(pauses), "runs": len(pauses), "load": os.getloadavg()[0]}


def idle():
    """The longest pause while nothing is asked of the application, ms: what the computer itself does to the figures."""
    with Pulse() as pulse:
        QTest.qWait(2 * REST_MS)
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
    found["after_a_look"] = walk_with_looks(scenes)
    found["at_once"] = walk_at_once(scenes)
    found["held_down"] = held_down()
    plugin().panels[0].set_walk(None)
    export = {"OUTPUT": str(OUT.with_name("lists.xlsx"))}
    again = {"INPUT": os.environ["BENCH_PARCELS"], "BATCH": "again", "AREA_UNIT": "m2"}
    found["gaps_ms"] = {
        "nothing": told([idle() for _ in range(ROUNDS)]),
        "screening": told([job("screenparcels", {}) for _ in range(ROUNDS)]),
        "export": told([job("exportlists", export) for _ in range(ROUNDS)]),
        "import": told([job("importparcels", again)]),
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
