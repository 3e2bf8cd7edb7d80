"""What every chapter does at the desk: find a panel, wait, press a key, take a picture, look into the journal."""

from __future__ import annotations

import json
import os
import sqlite3
import time
from contextlib import closing
from pathlib import Path

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QMimeData, QPointF, Qt, QUrl
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent, QInputMethodEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QDockWidget
from qgis.utils import iface, plugins

NAME = "farmland_plugin"
OUT, HOME, INPUT = (Path(os.environ[key]) for key in ("STORY_OUT", "STORY_HOME", "STORY_INPUT"))
LEDGER = HOME / "示例县 2026.gpkg"
TRUTH = json.loads((INPUT / "truth.json").read_text(encoding="utf-8"))
TRACEBACKS: list[str] = []


def listen(text: str, tag: str, level: Qgis.MessageLevel) -> None:
    """Collect every traceback QGIS logs, whatever its tag is called in this language."""
    if "Traceback" in text:
        TRACEBACKS.append(text)


QgsApplication.messageLog().messageReceived.connect(listen)


def plugin():
    return plugins[NAME]


def panel(name):
    return iface.mainWindow().findChild(QDockWidget, f"farmland{name}Panel")


def wait_for(condition, seconds=60.0, what="the desk"):
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, f"waited {seconds} s for {what}"
        QTest.qWait(30)


def settle(milliseconds=250):
    QTest.qWait(milliseconds)
    wait_for(lambda: not iface.mapCanvas().isDrawing(), 60, "the map")
    QTest.qWait(150)


def take_picture(name, keep=False):
    """Take a picture of the whole window. :param keep: what the message bar says too."""
    settle(1600)  # a flash of the map takes 1.5 s
    if not keep:
        iface.messageBar().clearWidgets()
    QTest.qWait(120)
    assert iface.mainWindow().grab().save(str(OUT / f"{name}.png"))


def run_job(name, parameters, seconds=240.0):
    """Run a job as a panel does and return its results."""
    ended = []
    jobs = plugin().jobs
    receive = lambda title, successful, results: ended.append((successful, results))  # noqa: E731
    jobs.finished.connect(receive)
    try:
        jobs.run(name, parameters)
        wait_for(lambda: ended, seconds, name)
    finally:
        jobs.finished.disconnect(receive)
    bar = iface.messageBar().currentItem()
    assert ended[0][0], f"{name}: {bar.text() if bar is not None else 'failed'}"
    iface.messageBar().clearWidgets()
    return ended[0][1]


def current_row():
    rows = plugin().panels[0].view_.selectionModel().selectedRows(0)
    return rows[0].data() if rows else ""


def in_scene():
    """Return the parcels whose neighbourhood a scene covers, as (uid, number)."""
    ledger = plugin().workspace.ledger
    bounds = ledger.scenes()[0].bounds
    layer = plugin().workspace.parcels.layer
    found = []
    for feature in layer.getFeatures():
        box = feature.geometry().boundingBox().buffered(30)
        if bounds[0] < box.xMinimum() and bounds[1] < box.yMinimum() and box.xMaximum() < bounds[2] \
                and box.yMaximum() < bounds[3]:
            found.append((feature["parcel_uid"], feature["source_no"]))
    return sorted(found, key=lambda one: one[1])


def press(key, modifier=Qt.KeyboardModifier.NoModifier):
    """Press a key as a person does: whatever has the keyboard gets it."""
    QTest.keyClick(QApplication.focusWidget() or iface.mainWindow(), key, modifier)


def click(widget, where=None, button=Qt.MouseButton.LeftButton):
    """Click a widget in sight with the mouse, in its middle or somewhere else."""
    assert widget.isVisible(), widget.objectName()
    place = widget.rect().center() if where is None else where
    QTest.mouseMove(widget, place)
    QTest.mouseClick(widget, button, Qt.KeyboardModifier.NoModifier, place)
    QTest.qWait(60)


def write(line, text):
    """Write into a line as a person does: Chinese comes from the input method, the rest from keys."""
    line.setFocus()
    line.selectAll()
    if text.isascii():
        QTest.keyClicks(line, text)
        return
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(line, event)


def drop(widget, paths):
    """Drop files on a widget."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    place, held = widget.rect().center(), (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entering = QDragEnterEvent(place, Qt.DropAction.CopyAction, mime, *held)
    QApplication.sendEvent(widget, entering)
    assert entering.isAccepted()
    QApplication.sendEvent(widget, QDropEvent(QPointF(place), Qt.DropAction.CopyAction, mime, *held))
    QTest.qWait(40)


def journal():
    """Return what the ledger's file holds now, as another program reads it: the actions in their order, backups apart."""
    with closing(sqlite3.connect(LEDGER.as_uri() + "?mode=ro", uri=True)) as connection:
        return [action for (action,) in connection.execute("SELECT action FROM event WHERE action <> 'backup' ORDER BY seq")]


def window_of(dock):
    QTest.qWait(120)
    assert dock.window_ is not None
    return dock.window_


def picture_of(window, name):
    QTest.qWait(150)
    assert window.grab().save(str(OUT / f"{name}.png"))
