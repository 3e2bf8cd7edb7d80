"""Every difference between the supported QGIS versions, in one place."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsField, QgsProject
from qgis.PyQt.QtCore import QVariant

try:
    from qgis.PyQt.QtCore import QMetaType
except ImportError:  # PyQt without QMetaType
    QMetaType = None


def field(name: str, kind: str) -> QgsField:
    """Return a field of kind ``text``, ``int``, ``real``, ``date`` for any supported QGIS.

    QGIS 3.38 moved field types from QVariant to QMetaType; Qt 6 has no ``QVariant.Type``.
    """
    if Qgis.QGIS_VERSION_INT >= 33800 and QMetaType is not None:
        types: Any = QMetaType.Type
        return QgsField(name, {"text": types.QString, "int": types.Int, "real": types.Double, "date": types.QDate}[kind])
    return QgsField(
        name,
        {"text": QVariant.Type.String, "int": QVariant.Type.Int, "real": QVariant.Type.Double,
         "date": QVariant.Type.Date}[kind],
    )


def worker_project() -> QgsProject:
    """Return an empty project that may be made and dropped in a worker thread.

    Since QGIS 3.26 a project brings a style database that enters a model of the main thread: dropped elsewhere it
    ends QGIS with a segmentation fault. Without capabilities it brings none.
    """
    if Qgis.QGIS_VERSION_INT >= 32601:
        return QgsProject(None, Qgis.ProjectCapabilities())
    return QgsProject()


def flag_number(flag: Any) -> int:
    """Return a Qt flag as the number that item models and ``drawText`` want (PyQt6's flags are no numbers)."""
    return int(getattr(flag, "value", flag))
