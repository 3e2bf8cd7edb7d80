"""Shapefiles: shapes by OGR, the table byte by byte, a missing or damaged index restored in a copy."""

from __future__ import annotations

import shutil
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional

from ...domain.errors import BadInput
from ...files import sha256_of
from ...i18n import tr
from ..dbf import DbfTable
from .base import (
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
)

_SHAPE_PARTS = (".cpg", ".dbf", ".prj", ".shp", ".shx")


@dataclass
class ShapefileSource(Source):
    """A shapefile: shapes by OGR, the table read byte by byte."""

    shapes: Path = Path()
    table: Optional[DbfTable] = None
    swapped: bool = False

    def __iter__(self) -> Iterator[SourceFeature]:
        dataset = _open_shapes(self.shapes)
        layer = dataset.GetLayer(0)
        with quiet_gdal():
            for feature in features_of(layer, self.path):
                index = feature.GetFID()
                record = self.table.record(index) if self.table is not None else {}
                if record is not None:
                    yield SourceFeature(index + 1, issued_wkb(feature, self.swapped), record)


def sidecar(path: Path, suffix: str) -> Optional[Path]:
    """Return the file beside ``path`` with the same stem and this suffix, letter case ignored."""
    return next((p for p in path.parent.iterdir() if p.stem == path.stem and p.suffix.lower() == suffix), None)


def _open_shapes(path: Path, restore: bool = False) -> Any:
    with quiet_gdal(SHAPE_RESTORE_SHX="YES" if restore else "NO"):
        dataset = open_dataset(path, ["ESRI Shapefile"], ["ENCODING=ISO-8859-1"])
        layer = dataset.GetLayer(0)
        definition = layer.GetLayerDefn()
        layer.SetIgnoredFields([definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())])
    return dataset


def sound_index(shx: Path, shp: Path) -> bool:
    """Whether every entry of a .shx points at a record of its .shp that is as long as the entry says."""
    entries, size = shx.read_bytes(), shp.stat().st_size
    if len(entries) < 100 or len(entries) % 8 != 4:
        return False
    with open(shp, "rb") as shapes:
        for offset, length in struct.iter_unpack(">ii", entries[100:]):
            if offset < 50 or length < 0 or 2 * (offset + length) + 8 > size:
                return False
            shapes.seek(2 * offset + 4)
            if struct.unpack(">i", shapes.read(4))[0] != length:
                return False
    return True


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
    parts = {suffix: sidecar(path, suffix) for suffix in _SHAPE_PARTS}
    digest = sha256_of(*sorted(part for part in parts.values() if part is not None))
    table = DbfTable(parts[".dbf"] or path.with_suffix(".dbf"), _cpg(parts[".cpg"]), reading.encoding)
    problems: List[str] = []
    shapes = _with_index(path, parts, reading, problems)
    dataset = _open_shapes(shapes, restore=shapes != path)
    layer = dataset.GetLayer(0)
    check_polygons(layer, path.name)
    _check_pairs(shapes, table, path)
    with quiet_gdal():
        settled, conclusion = settle_crs(declared_crs(layer), reading.crs, sample_points(layer, path), path.name)
        count = layer.GetFeatureCount()
    return ShapefileSource(path.name, path, settled, conclusion.note, table.encoding, table.encoding_note, table.fields,
                           count, digest, problems=problems, cut_names=True, keep=reading.keep, shapes=shapes,
                           table=table, swapped=conclusion.swapped)


def _cpg(path: Optional[Path]) -> str:
    return path.read_bytes()[:40].decode("ascii", errors="ignore").strip() if path is not None else ""


def _check_pairs(shapes: Path, table: DbfTable, path: Path) -> None:
    """Refuse a .shp and a .dbf that were not written together."""
    index = sidecar(shapes, ".shx")
    count = (index.stat().st_size - 100) // 8 if index is not None else table.count
    if count != table.count:
        raise BadInput(tr("{path}: the .shp holds {shapes} shapes but the .dbf {records} records: copy all files of "
                          "the shapefile again."), path=path.name, shapes=count, records=table.count)
