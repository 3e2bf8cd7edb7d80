"""A stand-in ``qgis`` package over PyQt6, to import the plugin under Qt 6 where no QGIS 4 is at hand.

``qgis.PyQt.X`` is PyQt6.X; ``qgis.core`` and the like give, for any name, a class on the right Qt base whose other
attributes are mocks. This proves Qt enums, signatures and classes at import, and nothing of the QGIS API itself.
"""

from __future__ import annotations

import importlib
import sys
import types
from typing import Any
from unittest.mock import MagicMock

from PyQt6 import QtCore, QtGui, QtWidgets

BASES = {
    "QgsDockWidget": QtWidgets.QDockWidget,
    "QgsMapLayerComboBox": QtWidgets.QComboBox,
    "QgsFieldComboBox": QtWidgets.QComboBox,
    "QgsOptionsPageWidget": QtWidgets.QWidget,
    "QgsFilterLineEdit": QtWidgets.QLineEdit,
    "QgsSpinBox": QtWidgets.QSpinBox,
    "QgsDoubleSpinBox": QtWidgets.QDoubleSpinBox,
    "QgsFileWidget": QtWidgets.QWidget,
    "QgsMessageBar": QtWidgets.QFrame,
    "QgsCollapsibleGroupBox": QtWidgets.QGroupBox,
    "QgsMapCanvas": QtWidgets.QGraphicsView,
    "QgsMapTool": QtCore.QObject,
    "QgsTask": QtCore.QObject,
    "QgsProcessingFeedback": QtCore.QObject,
}
PYQT = ("QtCore", "QtGui", "QtWidgets", "QtNetwork", "QtXml", "QtSvg", "QtTest", "QtSql", "QtPrintSupport", "uic", "sip")


class Mocking(type):
    """A class whose unknown attributes are mocks."""

    def __getattr__(cls, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return MagicMock(name=f"{cls.__name__}.{name}")


def class_named(name: str) -> type:
    """Return a class for a QGIS name: on its Qt base, or a plain one."""
    if name in BASES:
        return type(name, (BASES[name],), {})
    return Mocking(name, (), {"__init__": lambda self, *args, **kwargs: None})


class AnyModule(types.ModuleType):
    """A module that has every class asked of it."""

    __path__: list[str] = []

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        value: Any = class_named(name)
        if name == "Qgis":
            value.QGIS_VERSION_INT, value.QGIS_VERSION = 40000, "4.0.0-stub"
        setattr(self, name, value)
        return value


def install() -> None:
    """Put the stand-ins into ``sys.modules``."""
    root, pyqt = types.ModuleType("qgis"), types.ModuleType("qgis.PyQt")
    root.__path__, pyqt.__path__ = [], []
    sys.modules.update({"qgis": root, "qgis.PyQt": pyqt})
    root.PyQt = pyqt
    for name in ("core", "gui", "utils", "analysis", "processing"):
        sys.modules[f"qgis.{name}"] = AnyModule(f"qgis.{name}")
        setattr(root, name, sys.modules[f"qgis.{name}"])
    for name in ("osgeo", "osgeo.gdal", "osgeo.ogr", "osgeo.osr", "processing", "shapely", "pandas"):
        sys.modules.setdefault(name, AnyModule(name))
    for name in PYQT:
        sys.modules[f"qgis.PyQt.{name}"] = importlib.import_module(f"PyQt6.{name}")
        setattr(pyqt, name, sys.modules[f"qgis.PyQt.{name}"])
    for name in ("QAction", "QActionGroup", "QShortcut"):  # as the real qgis.PyQt does
        setattr(QtWidgets, name, getattr(QtGui, name))
    QtCore.QVariant = type("QVariant", (), {})
