"""What is handed to an algorithm as INPUT: a layer of the project or of QGIS, or any file that intake reads."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransformContext,
    QgsDistanceArea,
    QgsExpression,
    QgsExpressionContext,
    QgsFeature,
    QgsFeatureRequest,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingUtils,
)

from ..compat import field
from ..domain.errors import BadInput
from ..i18n import tr
from ..intake.opening.source import SourceFeature, open_sources
from ..intake.readers.ogr_layer import real_text
from .base import FarmlandAlgorithm


@dataclass
class Handed:
    """One layer handed in; ``rows(where)`` may be walked as often as needed, '' keeps every row.

    :param fields: names in order. :param note: how the CRS was found, '' where the layer states it.
    """

    name: str
    crs: QgsCoordinateReferenceSystem
    fields: List[str]
    rows: Callable[[str], Iterator[SourceFeature]]
    note: str = ""


def is_file(value: Any, context: QgsProcessingContext) -> bool:
    """Whether an INPUT names a file or folder of this computer, and not a layer of the project."""
    if not isinstance(value, (str, Path)) or not str(value):
        return False
    if QgsProcessingUtils.mapLayerFromString(str(value), context, False) is not None:
        return False
    return Path(str(value).partition("|")[0]).exists()


@contextmanager
def handed_in(algorithm: FarmlandAlgorithm, parameters: Dict[str, Any], context: QgsProcessingContext,
              crs: str = "") -> Iterator[List[Handed]]:
    """Yield the layers of the parameter INPUT.

    :param crs: authority code or WKT for a file, wins over what it declares; for a layer that has none.
    :raises BadInput: when INPUT is neither a layer nor a file that intake reads.
    """
    value = parameters.get("INPUT")
    if is_file(value, context):
        opened = open_sources(str(value), crs=crs)
        try:
            yield [_of_file(source) for source in opened]
        finally:
            opened.close()
        return
    source = algorithm.parameterAsSource(parameters, "INPUT", context)
    if source is None:
        raise BadInput(tr("INPUT {value} is neither a layer nor a file that is read: choose a polygon layer or a file."),
                       value=value)
    yield [_of_layer(source, crs)]


def _of_file(source: Any) -> Handed:
    fields = QgsFields()
    for name in source.fields:
        fields.append(field(name, "text"))

    def rows(where: str) -> Iterator[SourceFeature]:
        takes = _Filter(where, fields, source.crs)
        for row in source:
            if not where or takes.takes(_feature(row, fields)):
                yield row

    return Handed(source.name, source.crs, list(source.fields), rows, source.crs_note)


def _feature(row: SourceFeature, fields: QgsFields) -> QgsFeature:
    feature = QgsFeature(fields)
    feature.setAttributes([row.attributes.get(name, "") for name in fields.names()])
    geometry = QgsGeometry()
    if row.wkb:
        geometry.fromWkb(row.wkb)
    feature.setGeometry(geometry)
    return feature


def _of_layer(source: QgsProcessingFeatureSource, chosen: str) -> Handed:
    fields, crs = source.fields(), source.sourceCrs()
    if chosen and not crs.isValid():
        crs = QgsCoordinateReferenceSystem(chosen)
    if not crs.isValid():
        raise BadInput(tr("{name} has no CRS: set CRS."), name=source.sourceName())

    def rows(where: str) -> Iterator[SourceFeature]:
        takes = _Filter(where, fields, crs)
        for number, feature in enumerate(source.getFeatures(QgsFeatureRequest()), 1):
            if where and not takes.takes(feature):
                continue
            geometry = feature.geometry()
            wkb = None if geometry.isNull() or geometry.isEmpty() else bytes(geometry.asWkb())
            yield SourceFeature(number, wkb, {name: plain_text(value) for name, value in
                                              zip(fields.names(), feature.attributes())})

    return Handed(source.sourceName(), crs, fields.names(), rows)


def plain_text(value: Any) -> str:
    """Return an attribute as text: '' for NULL, numbers without exponent, dates in ISO form."""
    if value is None or (hasattr(value, "isNull") and value.isNull()):
        return ""
    if isinstance(value, float):
        return real_text(value)
    if hasattr(value, "toPyDate"):
        return str(value.toPyDate().isoformat())
    if hasattr(value, "toPyDateTime"):
        return str(value.toPyDateTime().isoformat())
    return str(value).strip()


class _Filter:
    """A QGIS expression over the rows of one layer."""

    def __init__(self, where: str, fields: QgsFields, crs: QgsCoordinateReferenceSystem) -> None:
        self._where = where
        self._expression = QgsExpression(where)
        self._context = QgsExpressionContext()
        if not where:
            return
        if self._expression.hasParserError():
            raise BadInput(tr("WHERE {where} is not an expression ({reason})."), where=where,
                           reason=self._expression.parserErrorString().strip().replace("\n", " "))
        unknown = sorted(set(self._expression.referencedColumns()) - set(fields.names()) - {QgsFeatureRequest.ALL_ATTRIBUTES})
        if unknown:
            raise BadInput(tr("WHERE names the unknown field {field}; known are {known}."), field=unknown[0],
                           known=", ".join(fields.names()))
        measure = QgsDistanceArea()
        measure.setSourceCrs(crs, QgsCoordinateTransformContext())
        measure.setEllipsoid(crs.ellipsoidAcronym())
        self._expression.setGeomCalculator(measure)
        self._context.setFields(fields)
        self._expression.prepare(self._context)

    def takes(self, feature: QgsFeature) -> bool:
        """Whether a feature is selected.

        :raises BadInput: when the expression fails on it.
        """
        self._context.setFeature(feature)
        value = self._expression.evaluate(self._context)
        if self._expression.hasEvalError():
            raise BadInput(tr("WHERE {where} cannot be evaluated ({reason})."), where=self._where,
                           reason=self._expression.evalErrorString().strip().replace("\n", " "))
        return bool(value)
