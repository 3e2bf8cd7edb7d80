"""Every difference between the supported QGIS versions, in one place."""

from __future__ import annotations

import ctypes
import re
import sys
from functools import lru_cache
from typing import Any, List, Optional, Tuple

from qgis.core import Qgis, QgsCredentials, QgsField, QgsGeometry, QgsProject
from qgis.PyQt.QtCore import QVariant
from qgis.PyQt.QtGui import QFontDatabase

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


def geometry_of(wkb: bytes) -> QgsGeometry:
    """Return the geometry of a WKB, an empty one when it cannot be read (QGIS has no ``fromWkb`` that makes one)."""
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry


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


def cached_password(realm: str, login: str) -> str:
    """Return the password QGIS remembers for a realm until it closes, '' when it knows none; never asks anybody.

    QGIS 3.22 cannot be asked without asking the user.
    """
    keeper = QgsCredentials.instance()
    if keeper is None:
        return ""
    try:
        found, _login, password = keeper.get(realm, login, "", "", False)
    except TypeError:
        return ""
    return str(password or "") if found else ""


def font_families(chinese: bool = False) -> List[str]:
    """Return the installed font families, or those with simplified Chinese letters only.

    Qt 6 has no QFontDatabase objects any more, only the class and its functions.
    """
    try:
        database: Any = QFontDatabase()
    except TypeError:
        database = QFontDatabase
    return list(database.families(QFontDatabase.WritingSystem.SimplifiedChinese) if chinese else database.families())


def remember_password(realm: str, login: str, password: str) -> None:
    """Let QGIS remember a password until it closes."""
    keeper = QgsCredentials.instance()
    if keeper is not None:
        keeper.put(realm, login, password)


def shapely_here() -> Any:
    """Return shapely 2 where it may be used inside this process, else None.

    In QGIS's own programs on Linux a shapely from pip brings a second GEOS, whose calls are bound to QGIS's older one: some work,
    some end the program. Where both are the same GEOS (Windows, distributions) and in plain Python it is safe.
    """
    try:
        import shapely

        bundled = tuple(shapely.geos_version)
    except (ImportError, AttributeError):  # none, or one before 2.0
        return None
    return shapely if _global_geos() in (None, bundled) else None


@lru_cache(maxsize=1)
def _global_geos() -> Optional[Tuple[int, ...]]:
    """Return the version of the GEOS that every library of this process is bound to first, None when there is none."""
    if not sys.platform.startswith("linux"):
        return None
    try:
        version = ctypes.CDLL(None).GEOSversion
    except (OSError, AttributeError):
        return None
    version.restype = ctypes.c_char_p
    return tuple(int(part) for part in re.findall(r"\d+", bytes(version()).decode("ascii").partition("-")[0])[:3])
