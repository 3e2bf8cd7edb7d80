"""Every parcel is held against the red lines; scenes are laid under them."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from qgis.utils import iface

from .desk import INPUT, LEDGER, TRUTH, panel, plugin, run_job, settle, wait_for


def test_every_parcel_is_screened_from_the_panels_button():
    ended = []
    plugin().jobs.finished.connect(lambda title, successful, results: ended.append((successful, results)))
    redlines = panel("Redlines")
    redlines.raise_()
    wait_for(lambda: redlines.isVisible() and not redlines.stale_reader.busy and redlines.run.stale(), 30, "what waits for it")
    redlines.screen.click()
    wait_for(lambda: ended, 300, "the screening")
    assert ended[0][0]
    assert int(ended[0][1]["SCREENED"]) == len(plugin().panels[0].table.rows)


def workers():
    """Return the processes that screen for this application, not those of a test beside it."""
    found = []
    for path in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            command, state = path.read_bytes(), (path.parent / "stat").read_text(encoding="utf-8", errors="replace")
        except OSError:  # gone meanwhile
            continue
        parent = int(state.rpartition(")")[2].split()[1])
        if b"screening.worker" in command and parent == os.getpid():
            found.append(int(path.parent.name))
    return found


def test_a_worker_that_is_killed_ends_in_a_sentence_and_leaves_the_ledger_as_it_was():
    ended, said = [], []
    plugin().jobs.finished.connect(lambda title, successful, results: ended.append(successful))
    before = (LEDGER.read_bytes(), plugin().workspace.ledger.last_seq())
    panel("Redlines").screen_all()

    def killed():  # as soon as it is seen: on a quick machine it is gone a second later
        found = workers()
        for process in found:
            os.kill(process, signal.SIGKILL)
        return found

    wait_for(killed, 60, "the worker")
    wait_for(lambda: ended, 60, "the end of the screening")
    bar = iface.messageBar()
    said = [bar.items()[at].text() for at in range(len(bar.items()))]
    assert ended == [False] and any("套合" in text for text in said), said
    assert (LEDGER.read_bytes(), plugin().workspace.ledger.last_seq()) == before
    bar.clearWidgets()
    panel("Redlines").screen_all()
    wait_for(lambda: len(ended) == 2, 300, "the screening")
    assert ended[1]


def test_scenes_are_registered_and_shown_under_the_parcels():
    for scene in TRUTH["scenes"]:
        run_job("registerimagery", {"INPUT": str(INPUT / scene["file"]), "CAPTURED": scene["captured"],
                                    "ROLE": scene["role"], "SOURCE": scene.get("source", ""),
                                    "RESOLUTION": scene.get("resolution", 0.5)})
    scenes = plugin().workspace.ledger.scenes()
    assert {scene.role for scene in scenes} >= {"before", "after"}
    plugin().view.show_scene(next(scene for scene in scenes if scene.role == "after"))
    iface.setActiveLayer(plugin().workspace.parcels.layer)
    settle()
