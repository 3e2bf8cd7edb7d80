"""A layer of the QGIS project that lies in no file and no table we read ourselves: memory, virtual, filtered, WFS …"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import PurePosixPath
from typing import Any, Callable, Iterator, List, Optional

from qgis.core import QgsVectorLayer, QgsVectorLayerFeatureSource, QgsWkbTypes
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ...domain.errors import BadInput
from ...i18n import tr
from .base import NoPolygons, Source, SourceFeature, settle_crs
from .content import RowsHash
from .ogr_layer import real_text

SAMPLE = 200
PORTION = 2000


@dataclass(frozen=True)
class LayerCopy:
    """What of a layer may be read in another thread: made in the thread the layer lives in."""

    name: str
    layer_id: str
    provider: str
    rows: Any
    crs: Any
    fields: List[str]

    @classmethod
    def of(cls, layer: QgsVectorLayer) -> LayerCopy:
        """Return what can be read of a layer.

        :raises NoPolygons: when it has none. :raises BadInput: while it has edits that are not saved.
        """
        if layer.geometryType() != QgsWkbTypes.GeometryType.PolygonGeometry:
            raise NoPolygons(tr("{name} has no polygons ({kind}): choose a polygon layer."), name=layer.name(),
                             kind=QgsWkbTypes.displayString(layer.wkbType()))
        if layer.isModified():
            raise BadInput(tr("The layer {name} has edits that are not saved: save them first."), name=layer.name())
        return cls(layer.name(), layer.id(), layer.providerType(), QgsVectorLayerFeatureSource(layer), layer.crs(),
                   [field.name() for field in layer.fields()])


@dataclass
class ProjectSource(Source):
    """The rows of a layer of the project."""

    copy: Optional[LayerCopy] = None

    def __iter__(self) -> Iterator[SourceFeature]:
        if self.copy is None:
            return
        for number, feature in enumerate(self.copy.rows.getFeatures(), 1):
            shape = feature.geometry()
            wkb = None if shape.isNull() else bytes(shape.asWkb())
            yield SourceFeature(number, wkb, dict(zip(self.fields, map(value_text, feature.attributes()))))


def open_project_layer(copy: LayerCopy, crs: str = "", check: Optional[Callable[[], None]] = None) -> ProjectSource:
    """Open a layer of the project; every row is read once for the hash, which says nothing of their order.

    :raises NoPolygons: when it has no rows. :raises BadInput: without a CRS.
    """
    middles = [feature.geometry().boundingBox().center() for feature in islice(copy.rows.getFeatures(), SAMPLE)
               if not feature.geometry().isEmpty()]
    declared = copy.crs if copy.crs.isValid() else None
    settled, conclusion = settle_crs(declared, crs, [(one.x(), one.y()) for one in middles], copy.name)
    source = ProjectSource(copy.name, PurePosixPath(copy.name), settled, conclusion.note, "utf-8",
                           tr("fixed by the format"), copy.fields, 0, "", copy=copy)
    content = RowsHash([*copy.fields, settled.authid() or settled.toWkt()])
    for row in source:
        content.add(row.attributes.values(), row.wkb)
        if check is not None and content.count % PORTION == 0:
            check()
    if not content.count:
        raise NoPolygons(tr("{name} is empty: it has no features."), name=copy.name)
    source.count, source.sha256 = content.count, content.sha256
    return source


def value_text(value: Any) -> str:
    """Return a value of a feature as text: dates in ISO form, numbers without exponent, '' for nothing."""
    if value is None or (hasattr(value, "isNull") and value.isNull()):
        return ""
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, float):
        return real_text(value)
    if isinstance(value, QDateTime):
        return str(value.toString("yyyy-MM-ddTHH:mm:ss"))
    if isinstance(value, QDate):
        return str(value.toString("yyyy-MM-dd"))
    if isinstance(value, QTime):
        return str(value.toString("HH:mm:ss"))
    return str(value).strip()
