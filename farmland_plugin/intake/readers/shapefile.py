"""Shapefiles: shapes by OGR, the table byte by byte, a missing or damaged index restored in a copy."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

import numpy as np
import numpy.typing as npt

from ...domain.errors import BadInput
from ...files import SHAPE_PARTS, sha256_of, sidecar
from ...i18n import tr
from ..taking_in.block import Columns, chosen
from .base import (
    BLOCK,
    Block,
    Reading,
    Source,
    SourceFeature,
    check_polygons,
    declared_crs,
    features_of,
    issued_wkb,
    open_dataset,
    quiet_gdal,
    sample_points,
    settle_crs,
    unreadable,
)
from .dbf import DbfTable
from .shapes import Shapes, read_index, read_shapes, sound_index


@dataclass
class ShapefileSource(Source):
    """A shapefile: plain shapes with numpy, others by OGR, the table byte by byte; rows marked deleted are none."""

    shapes: Path = Path()
    table: Optional[DbfTable] = None
    swapped: bool = False

    def __iter__(self) -> Iterator[SourceFeature]:
        for block in self.blocks():
            for row in zip(block.rows, block.wkb, block.attributes, block.faults):
                yield SourceFeature(*row)

    def one_by_one(self) -> Iterator[SourceFeature]:
        """Yield the rows as OGR and the table give them, which is what ``blocks`` has to give, too."""
        dataset = _open_shapes(self.shapes)
        layer = dataset.GetLayer(0)
        with quiet_gdal():
            for feature in features_of(layer, self.path, remembered=True):
                index = feature.GetFID()
                record = self.table.record(index) if self.table is not None else {}
                if record is not None:
                    yield SourceFeature(index + 1, issued_wkb(feature, self.swapped), record)

    def blocks(self, size: int = BLOCK) -> Iterator[Block]:
        """Yield the rows in blocks: plain polygons read with numpy, all other shapes by OGR; the same rows as one by one."""
        shx, shp = sidecar(self.shapes, ".shx"), sidecar(self.shapes, ".shp")
        index = read_index(shx) if shx is not None else None
        if index is None or shp is None or self.table is None:
            raise unreadable(self.path)
        dataset: Any = None
        for first in range(0, self.table.count, size):
            alive, values = self.table.columns(first, min(size, self.table.count - first))
            shapes = read_shapes(shp, index, first, len(alive), self.swapped)
            for row in shapes.rest:
                if alive[row]:
                    dataset = dataset or _open_shapes(self.shapes)
                    shapes.wkb[row] = self._by_ogr(dataset, first + row)
            yield _block(first, alive, values, shapes)

    def _by_ogr(self, dataset: Any, index: int) -> Optional[bytes]:
        """Return a shape that is not plain; None for a record that OGR cannot read, as for one without a shape."""
        with quiet_gdal():
            try:
                feature = dataset.GetLayer(0).GetFeature(index)
            except RuntimeError:  # GDAL with exceptions switched on by somebody else
                return None
            return issued_wkb(feature, self.swapped) if feature is not None else None


def _block(first: int, alive: npt.NDArray[np.bool_], values: Dict[str, List[str]], shapes: Shapes) -> Block:
    """Return records as a block, without those that are marked deleted."""
    numbers = np.flatnonzero(alive)
    wkb = shapes.wkb if len(numbers) == len(alive) else [shapes.wkb[row] for row in numbers.tolist()]
    rings = shapes.rings
    if rings is not None and len(numbers) < len(alive):
        rings = chosen(rings, alive[rings.which])
        rings.which[:] = (np.cumsum(alive) - 1)[rings.which]
    return Block((numbers + first + 1).tolist(), wkb, Columns(values, len(numbers)), [""] * len(numbers), rings)


def _open_shapes(path: Path, restore: bool = False) -> Any:
    with quiet_gdal(SHAPE_RESTORE_SHX="YES" if restore else "NO"):
        dataset = open_dataset(path, ["ESRI Shapefile"], ["ENCODING=ISO-8859-1"])
        layer = dataset.GetLayer(0)
        definition = layer.GetLayerDefn()
        layer.SetIgnoredFields([definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())])
    return dataset


def _with_index(path: Path, parts: Dict[str, Optional[Path]], reading: Reading, problems: List[str]) -> Path:
    """Return the .shp to read: the user's own, or a copy whose missing or damaged .shx GDAL restores."""
    shx, shp = parts[".shx"], parts[".shp"]
    if shp is None or (shx is not None and sound_index(shx, shp)):
        return path
    shapes = reading.folder() / "restored.shp"
    for suffix in (".shp", ".dbf", ".prj"):
        part = parts[suffix]
        if part is not None:
            shutil.copyfile(part, shapes.with_suffix(suffix))
    problems.append(tr("The .shx was missing and was restored from the .shp.") if shx is None else
                    tr("The .shx was damaged and was restored from the .shp."))
    return shapes


def open_shapefile(path: Path, reading: Reading) -> ShapefileSource:
    """Open a shapefile; a missing or damaged .shx is restored in a temporary copy, never beside the user's file.

    :raises BadInput: missing or damaged .dbf, shapes and records that do not match, no polygons, no CRS to conclude.
    """
    parts = {suffix: sidecar(path, suffix) for suffix in SHAPE_PARTS}
    digest = sha256_of(*sorted(part for part in parts.values() if part is not None))
    table = DbfTable(parts[".dbf"] or path.with_suffix(".dbf"), _cpg(parts[".cpg"]), reading.encoding)
    problems: List[str] = []
    shapes = _with_index(path, parts, reading, problems)
    dataset = _open_shapes(shapes, restore=shapes != path)
    layer = dataset.GetLayer(0)
    check_polygons(layer, path.name)
    _check_pairs(shapes, table, path)
    with quiet_gdal():
        settled, conclusion = settle_crs(declared_crs(layer), reading.crs, sample_points(layer, path), path.name,
                                         reading)
        count = layer.GetFeatureCount()
    return ShapefileSource(path.name, path, settled, conclusion.note, table.encoding, table.encoding_note, table.fields,
                           count, digest, problems=problems, cut_names=True, keep=reading.keep, shapes=shapes,
                           table=table, swapped=conclusion.swapped,
                           shift=conclusion.shift)


def _cpg(path: Optional[Path]) -> str:
    return path.read_bytes()[:40].decode("ascii", errors="ignore").strip() if path is not None else ""


def _check_pairs(shapes: Path, table: DbfTable, path: Path) -> None:
    """Refuse a .shp and a .dbf that were not written together."""
    index = sidecar(shapes, ".shx")
    count = (index.stat().st_size - 100) // 8 if index is not None else table.count
    if count != table.count:
        raise BadInput(tr("{path}: the .shp holds {shapes} shapes but the .dbf {records} records: copy all files of "
                          "the shapefile again."), path=path.name, shapes=count, records=table.count)
