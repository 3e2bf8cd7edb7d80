"""For ``qgis --code``: run chapters of the story with pytest inside the real desktop, leave the exit status in a file, and go."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface

STATUS = Path(os.environ["STORY_STATUS"])
FOLDER = Path(os.environ["STORY_FOLDER"])


def go() -> None:
    """Run the chapters, in their order, once the desktop stands."""
    import pytest

    code = 99
    try:
        # without a window manager showMaximized() does nothing
        iface.mainWindow().setGeometry(QgsApplication.primaryScreen().availableGeometry())
        chapters = [str(FOLDER / f"{name}.py") for name in os.environ["STORY_CHAPTERS"].split()]
        code = int(pytest.main([
            *chapters, "-q", "-x", "-p", "no:pytest_qgis", "-p", "no:cacheprovider", "-p", "no:faulthandler",
            "--color=no", "-W", "ignore::pytest.PytestConfigWarning", "--rootdir", str(FOLDER.parents[2]),
        ]))
    finally:
        STATUS.write_text(str(code), encoding="utf-8")
        sys.stdout.flush()
        QgsProject.instance().clear()
        QgsProject.instance().setDirty(False)
        QTimer.singleShot(0, iface.actionExit().trigger)


iface.initializationCompleted.connect(lambda: QTimer.singleShot(0, go))
