"""Every difference between the supported QGIS versions, in one place."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsField
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
