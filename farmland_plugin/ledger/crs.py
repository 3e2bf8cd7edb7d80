"""From a QGIS CRS to what the ledger keeps of it."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Optional, Tuple, Union

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsPointXY,
)
from qgis.PyQt.QtCore import QCoreApplication, QThread

from ..crs_words import crs_words
from ..domain.datum import old_datum
from ..domain.errors import BadInput
from ..domain.gradual import Gradual, at_once
from ..i18n import tr
from .ledger import Ledger


def check_datum(crs: QgsCoordinateReferenceSystem) -> None:
    """Refuse the systems whose shift to CGCS2000 is secret and local.

    :raises BadInput: for Xian 1980 and Beijing 1954.
    """
    if old_datum(crs.toWkt()):
        raise BadInput(tr("{crs} is an old datum (1980 or 1954): have the data transformed to CGCS2000 first."),
                       crs=words_of(crs))


def words_of(crs: QgsCoordinateReferenceSystem) -> str:
    """Return a system in plain words."""
    return crs_words(crs.authid(), crs.description())


def create_ledger(path: Union[str, Path], *, county: str, name: str, crs: QgsCoordinateReferenceSystem,
                  rules_folder: Optional[Path] = None) -> Ledger:
    """Create a ledger in a CRS and open it for writing.

    :param path: a new file, or the address of an empty database.
    :raises BadInput: when the CRS has no EPSG code or an old datum, or the county or the rules cannot be used.
    :raises LedgerError: when the file exists or cannot be written.
    """
    authority, _, code = crs.authid().partition(":")
    if not crs.isValid() or authority != "EPSG" or not code.isdigit():
        raise BadInput(tr("The ledger needs a CRS with an EPSG code, for example EPSG:4526 (CGCS2000, zone 38)."))
    check_datum(crs)
    acronym = crs.ellipsoidAcronym()
    a, inverse_flattening = ellipsoid(acronym)
    return Ledger.create(
        path, county=county, name=name, crs_wkt=crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT1_GDAL),
        epsg=int(code), is_geographic=crs.isGeographic(), semi_major=a, inverse_flattening=inverse_flattening,
        crs_name=crs.description(), rules_folder=rules_folder,
    )


def ellipsoid(acronym: str) -> Tuple[float, float]:
    """Return ``(a in m, 1/f)`` of an ellipsoid known to QGIS by its acronym; a sphere has 1/f = 0."""
    from qgis.core import QgsEllipsoidUtils

    parameters = QgsEllipsoidUtils.ellipsoidParameters(acronym)
    if not parameters.valid:
        raise BadInput(tr("The ellipsoid {name} is not known."), name=acronym)
    inverse = parameters.inverseFlattening
    if inverse <= 0 and parameters.semiMajor != parameters.semiMinor:
        inverse = parameters.semiMajor / (parameters.semiMajor - parameters.semiMinor)
    return parameters.semiMajor, max(inverse, 0.0)


def ledger_crs(ledger: Ledger) -> QgsCoordinateReferenceSystem:
    """Return the ledger's CRS as QGIS knows it."""
    return sound_crs(QgsCoordinateReferenceSystem(f"EPSG:{ledger.epsg}"))


def sound_crs(crs: QgsCoordinateReferenceSystem) -> QgsCoordinateReferenceSystem:
    """Return a CRS QGIS knows everything of.

    One that a worker thread asked for first, and that outlives this thread, loses its definition for the whole program while it
    stays "valid" (seen in QGIS 3.40): what is transformed with it comes out as it went in. It is made again then.

    :raises BadInput: when that does not help.
    """
    if not crs.isValid() or _is_known(crs):
        return crs
    QgsCoordinateReferenceSystem.invalidateCache()
    QgsCoordinateTransform.invalidateCache()
    again = QgsCoordinateReferenceSystem(crs.authid())
    if not _is_known(again):
        raise _lost(crs)
    return again


def trusted_transform(source: QgsCoordinateReferenceSystem, target: QgsCoordinateReferenceSystem,
                      context: QgsCoordinateTransformContext) -> QgsCoordinateTransform:
    """Return a transformation that was seen to transform, between degrees and metres at least.

    :raises BadInput: when QGIS lost what it knew of one of the systems.
    """
    source, target = sound_crs(source), sound_crs(target)
    transform = QgsCoordinateTransform(source, target, context)
    if source.isValid() and target.isValid() and source.isGeographic() != target.isGeographic():
        point = target.bounds().center() if source.isGeographic() else QgsPointXY(5e5, 4e6)
        with suppress(QgsCsException):
            if transform.transform(point) == point:
                raise _lost(source)
    return transform


def remember_systems() -> None:
    """Let QGIS's own thread ask for the systems of CGCS2000 first, so that no worker thread takes them along when it ends.

    Called before work goes to another thread; from any but QGIS's own it does nothing. The first call takes some 0.3 s, less
    what ``remembering_systems`` has asked for by then.
    """
    if _in_own_thread():
        at_once(_SYSTEMS)


def remembering_systems() -> Gradual[None]:
    """Ask for the same one after another, in QGIS's own thread."""
    if _in_own_thread():
        for _ in _SYSTEMS:  # not "yield from": the rest is still to be asked for when this is dropped
            yield


def _in_own_thread() -> bool:
    application = QCoreApplication.instance()
    return application is not None and bool(QThread.currentThread() == application.thread())


def _asking() -> Gradual[None]:
    for epsg in (4326, *range(4490, 4555)):
        QgsCoordinateReferenceSystem(f"EPSG:{epsg}").toWkt()
        yield


_SYSTEMS = _asking()  # of the whole program: once asked for, QGIS keeps them


def _is_known(crs: QgsCoordinateReferenceSystem) -> bool:
    return bool(crs.toWkt(QgsCoordinateReferenceSystem.WktVariant.WKT2_2018))  # the only one that has systems with heights


def _lost(crs: QgsCoordinateReferenceSystem) -> BadInput:
    return BadInput(tr("QGIS has lost its definition of {crs}: restart QGIS and do it again; nothing was written."),
                    crs=words_of(crs))
