"""The polygons of registered reference layers, from their caches beside the ledger, and what a parcel shares with each."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence

from qgis.core import QgsFeature, QgsGeometry, QgsSpatialIndex

from ...domain.errors import BadInput
from ...domain.parcel import Redline
from ...i18n import tr
from ...ledger.gpkg import from_blob
from ...ledger.ledger import Ledger

_ROWS = "SELECT class_code, name, attributes, geom FROM redline WHERE geom IS NOT NULL ORDER BY fid"


@dataclass(frozen=True)
class Area:
    """One polygon of a reference layer, valid, in the ledger's CRS."""

    code: str
    name: str
    attributes: Dict[str, str]
    shape: QgsGeometry


@dataclass(frozen=True)
class Share:
    """What a parcel has in common with one polygon: planar m²."""

    area: Area
    common_m2: float


class Areas:
    """The polygons of some layers under a spatial index; those of a later layer come later."""

    def __init__(self, areas: Sequence[Area]) -> None:
        self.areas = list(areas)
        self._index = QgsSpatialIndex()
        self._engines: Dict[int, Any] = {}
        for number, area in enumerate(self.areas):
            feature = QgsFeature(number)
            feature.setGeometry(area.shape)
            self._index.addFeature(feature)

    @classmethod
    def of_role(cls, ledger: Ledger, role: str) -> Areas:
        """Return every polygon of the layers registered under a role."""
        return cls([area for line in ledger.redlines() if line.role == role for area in read_areas(ledger, line)])

    def __bool__(self) -> bool:
        return bool(self.areas)

    def under(self, shape: QgsGeometry) -> Iterator[Share]:
        """Yield what a valid polygon shares with each area, nothing where they only touch."""
        for number in sorted(self._index.intersects(shape.boundingBox())):
            area = self.areas[number]
            engine = self._engine(number)
            if engine.contains(shape.constGet()):
                yield Share(area, shape.area())
            elif engine.intersects(shape.constGet()):
                common = area.shape.intersection(shape).area()
                if common > 0:
                    yield Share(area, common)

    def touching(self, shape: QgsGeometry) -> List[Area]:
        """Return the areas that meet a polygon."""
        return [self.areas[number] for number in sorted(self._index.intersects(shape.boundingBox()))
                if self._engine(number).intersects(shape.constGet())]

    def _engine(self, number: int) -> Any:
        if number not in self._engines:
            engine = QgsGeometry.createGeometryEngine(self.areas[number].shape.constGet())
            engine.prepareGeometry()
            self._engines[number] = engine
        return self._engines[number]


def read_areas(ledger: Ledger, line: Redline) -> List[Area]:
    """Return the polygons of one registered layer.

    :raises BadInput: when its copy beside the ledger is gone or damaged.
    """
    path = ledger.files / "redlines" / line.cache
    try:
        return _read(path)
    except (sqlite3.Error, ValueError, OSError) as error:
        raise BadInput(tr("The ledger's copy of the layer {name} cannot be read ({reason}): register the layer again."),
                       name=line.name, reason=error) from error


def _read(path: Path) -> List[Area]:
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as connection:
        found = []
        for code, name, attributes, blob in connection.execute(_ROWS):
            found.append(Area(str(code or ""), str(name or ""), json.loads(attributes or "{}"), shape_of(from_blob(blob))))
    return found


def shape_of(wkb: bytes) -> QgsGeometry:
    """Return a QGIS geometry of WKB."""
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    return geometry
