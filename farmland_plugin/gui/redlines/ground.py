"""The ground of one line of the results: what of a parcel lies in a layer, a class of it, or in none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from qgis.core import QgsExpression, QgsFeatureRequest, QgsGeometry, QgsVectorLayer

from ...compat import geometry_of
from ...domain.errors import BadInput
from ...domain.parcel import Parcel
from ...i18n import tr
from .telling import Ground

MANY = 5000  # vertices: a larger polygon is cut to the parcel's box before anything is computed
_EDGE = 1.0


def ground_of(ledger: Any, parcel: Parcel, ground: Ground) -> QgsGeometry:
    """Return the ground, in the ledger's CRS; an empty geometry when there is none.

    :raises BadInput: when a layer's copy beside the ledger cannot be read, or nothing can be computed from it.
    """
    whole = geometry_of(parcel.geom or b"")
    pieces = [piece for redline_id in ground.redline_ids for piece in _pieces(ledger, redline_id, whole, ground)]
    united = QgsGeometry.unaryUnion(pieces) if pieces else QgsGeometry()
    found = whole.difference(united) if ground.rest and not united.isEmpty() else whole if ground.rest else united
    if found.isNull() and pieces:
        raise BadInput(tr("The ground cannot be computed ({reason}): the figures stand, see the engine's remark."),
                       reason=found.lastError() or united.lastError() or "GEOS")
    return found


def _pieces(ledger: Any, redline_id: str, whole: QgsGeometry, ground: Ground) -> list[QgsGeometry]:
    line = ledger.redline(redline_id)
    path = Path(ledger.files) / "redlines" / line.cache
    layer = QgsVectorLayer(str(path), line.name, "ogr")
    if not layer.isValid():
        raise BadInput(tr("The red line's cache {path} cannot be read: register the layer again."), path=path)
    box = whole.boundingBox()
    request = QgsFeatureRequest().setFilterRect(box)
    if ground.code is not None and not ground.rest:
        code = QgsExpression.quotedColumnRef("class_code")
        request.setFilterExpression(f"coalesce({code}, '') = {QgsExpression.quotedValue(ground.code)}")
    cut, found = box.buffered(_EDGE if box.width() > 1 else box.width()), []
    for feature in layer.getFeatures(request):
        if not ground.rest and not _says(feature, ground, path):
            continue
        shape = feature.geometry()
        if shape.constGet().nCoordinates() > MANY:
            shape = shape.clipped(cut)
        piece = whole.intersection(shape)
        if not piece.isNull() and not piece.isEmpty():
            found.append(piece)
    return found


def _says(feature: Any, ground: Ground, path: Path) -> bool:
    """Whether a polygon's details are those asked for. :raises BadInput: when nobody can read them."""
    if ground.detail is None:
        return True
    at = feature.fields().indexOf("detail")
    text = str(feature.attribute(at) or "") if at >= 0 else ""
    try:
        said = json.loads(text or "{}")
        return all(said.get(key) == value for key, value in ground.detail.items())
    except (ValueError, AttributeError) as error:
        raise BadInput(tr("The red line's cache {path} is damaged or was altered: screen again, which makes it anew."),
                       path=path) from error
