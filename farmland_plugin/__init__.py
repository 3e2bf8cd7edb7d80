"""Farmland protection and satellite-image law enforcement for county natural-resources offices."""

from __future__ import annotations

from typing import Any


def classFactory(iface: Any) -> Any:
    """Return the plugin object; QGIS calls this once."""
    from .plugin import FarmlandPlugin

    return FarmlandPlugin(iface)
