"""For ``qgis --code``: open the ledger named by FARMLAND_WORKSPACE through the plugin and show its panels."""

from __future__ import annotations

import os
from pathlib import Path

from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface, plugins


def open_workspace() -> None:
    """Open the ledger, show the panels, zoom to the parcels."""
    plugin = plugins["farmland_plugin"]
    for panel in plugin.panels:
        panel.show()
    plugin.workspace.open(Path(os.environ["FARMLAND_WORKSPACE"]))
    iface.zoomFull()


iface.initializationCompleted.connect(lambda: QTimer.singleShot(0, open_workspace))
