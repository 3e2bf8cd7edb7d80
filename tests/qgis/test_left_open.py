"""A writer that was killed: the next one takes the ledger over, says so once, and finds everything that was committed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from farmland_plugin.i18n import message
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger

from .test_casework import ZONE38
from .two_copies import batch_of, whole

KILLED = """
import os, signal, sys
from farmland_plugin.domain.parcel import Change
from farmland_plugin.ledger.ledger import Ledger
ledger = Ledger.open(sys.argv[1])
uid = sys.argv[2]
ledger.apply(uid, ledger.case(uid).version, "record", {"finding": "nonfarm_violation"})
with ledger.door() as door:
    door.change(Change(uid, ledger.case(uid).version, "record", {"finding": "false_change"}))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def said(ledger):
    return [message(one) for one in ledger.remarks]


def test_a_killed_writer_is_told_of_once_and_leaves_whole_steps_only(tmp_path):
    path = tmp_path / "county.gpkg"
    with create_ledger(path, county="130423", name="临漳县台账", crs=ZONE38) as ledger:
        uid = batch_of(ledger, 1)[0]
        assert said(ledger) == []
    done = subprocess.run([sys.executable, "-c", KILLED, str(path), uid], env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
                          check=False, timeout=120)
    assert done.returncode == -signal.SIGKILL
    assert path.with_name("county.gpkg.lock").exists() and path.with_name("county.gpkg.writer").exists()
    with Ledger.open(path, write=False) as reader:
        assert said(reader) == [], "a reader changes nothing and takes nothing over"
    with Ledger.open(path) as again:
        sentence, = said(again)
        assert sentence.startswith("county.gpkg was not closed last time (") and "everything that was shown as saved" in sentence
        assert again.case(uid).finding == "nonfarm_violation" and whole(again)
    with Ledger.open(path) as later:
        assert said(later) == []
