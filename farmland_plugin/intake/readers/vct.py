"""VCT files (GB/T 17798) as layers, one for each class of polygons."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, List, Optional

from qgis.core import QgsCoordinateReferenceSystem

from ...domain.errors import BadInput
from ...files import sha256_of
from ...i18n import tr
from ..vct.crs import declared_by
from ..vct.parser import PolygonClass, VctFile, read_vct
from .base import NoPolygons, Reading, Source, SourceFeature, settle_crs
from .rings import to_wkb

ALL = "*"


@dataclass
class VctSource(Source):
    """One class of polygons of a VCT file."""

    file: Optional[VctFile] = None
    layer: str = ""
    swapped: bool = False

    def __iter__(self) -> Iterator[SourceFeature]:
        rows = self.file.rows(self.layer) if self.file is not None else iter(())
        for number, row in enumerate(rows, 1):
            parts = row.parts
            if self.swapped:
                parts = [[[(y, x) for x, y in ring] for ring in part] for part in parts]
            values = {**dict.fromkeys(self.fields, ""), **row.attributes}  # a row that does not fit keeps its text under "?"
            yield SourceFeature(number, to_wkb(parts) if parts else None, values, row.fault)


class _Open:
    """Closes a file's database before its temporary folder is removed (Windows cannot remove an open one)."""

    def __init__(self, file: VctFile) -> None:
        self.file = file

    def cleanup(self) -> None:
        """Close it."""
        self.file.close()


def open_vct(path: Path, reading: Reading) -> List[Source]:
    """Open the polygons of a VCT file: the class named as LAYER, all for ``*``, or the only one.

    :raises BadInput: no VCT file, several classes of polygons and none named, no polygons, no CRS to conclude.
    """
    file = read_vct(path, reading.folder(), reading.encoding)
    reading.keep.append(_Open(file))
    digest = sha256_of(path)
    chosen = _choose(file, reading.layer)
    return [_source(file, one, path, digest, reading, len(file.classes) > 1) for one in chosen]


def _choose(file: VctFile, wanted: str) -> List[PolygonClass]:
    names = ", ".join(f"{one.table} ({one.name}, {one.polygons})" for one in file.classes)
    if not file.classes:
        raise NoPolygons(tr("{name} has no polygons."), name=file.name)
    if wanted and wanted != ALL:
        found = [one for one in file.classes if wanted.casefold() in (one.table.casefold(), one.name.casefold())]
        if not found:
            raise BadInput(tr("{name} has no layer {layer}: it has {layers}."), name=file.name, layer=wanted, layers=names)
        return found[:1]
    if wanted == ALL or len(file.classes) == 1:
        return file.classes
    raise BadInput(tr("{name} has several polygon layers: set LAYER to one of {layers}, or to * for all of them."),
                   name=file.name, layers=names)


def _source(file: VctFile, one: PolygonClass, path: Path, digest: str, reading: Reading, several: bool) -> VctSource:
    name = f"{path.name}|{one.table}" if several else path.name
    said = declared_by(file.head, path.name)
    declared = QgsCoordinateReferenceSystem(f"EPSG:{said.epsg}") if said.epsg else None
    points = file.sample(one.table)
    if said.north_first:
        points = [(y, x) for x, y in points]
    settled, conclusion = settle_crs(declared, reading.crs, points, name, reading)
    return VctSource(name, path, settled, conclusion.note, file.encoding, file.encoding_note, file.fields_of(one.table),
                     file.count(one.table), digest, problems=[f"{path.name}: {text}" for text in file.problems],
                     keep=reading.keep, shift=conclusion.shift, file=file, layer=one.table,
                     swapped=conclusion.swapped != said.north_first)
