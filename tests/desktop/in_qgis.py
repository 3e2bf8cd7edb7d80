"""For ``qgis --code``: run the story with pytest inside the real desktop, leave its exit status in a file, and go."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface

WORK = Path(os.environ["STORY_WORK"])


def go() -> None:
    """Run the story once the desktop stands."""
    import pytest

    code = 99
    try:
        # without a window manager showMaximized() does nothing
        iface.mainWindow().setGeometry(QgsApplication.primaryScreen().availableGeometry())
        code = int(pytest.main([
            os.environ["STORY"], "-q", "-x", "-p", "no:pytest_qgis", "-p", "no:cacheprovider", "-p", "no:faulthandler",
            "--color=no", "-W", "ignore::pytest.PytestConfigWarning", "--rootdir", str(Path(os.environ["STORY"]).parents[2]),
        ]))
    finally:
        (WORK / "status").write_text(str(code), encoding="utf-8")
        sys.stdout.flush()
        QgsProject.instance().clear()
        QgsProject.instance().setDirty(False)
        QTimer.singleShot(0, iface.actionExit().trigger)


iface.initializationCompleted.connect(lambda: QTimer.singleShot(0, go))
