"""Boundary-point files (国土 TXT) as a layer."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Iterator, Optional

from qgis.core import QgsCoordinateReferenceSystem

from ...crs_words import crs_words, datum_words
from ...domain.errors import BadInput
from ...files import sha256_of
from ...i18n import tr
from ..txt import boundary_txt
from .base import Reading, Source, SourceFeature, settle_crs

MOST_BYTES = 256 << 20


@dataclass
class TxtSource(Source):
    """A boundary-point file."""

    parsed: Optional[boundary_txt.TxtFile] = None
    swapped: bool = False

    def __iter__(self) -> Iterator[SourceFeature]:
        for row, plot in enumerate(self.parsed.plots if self.parsed is not None else [], 1):
            parts = plot.parts
            if self.swapped:
                parts = [[[(y, x) for x, y in ring] for ring in part] for part in parts]
            yield SourceFeature(row, boundary_txt.to_wkb(parts) if parts else None, plot.attributes, plot.fault)


def open_txt(path: Path, reading: Reading) -> TxtSource:
    """Open a boundary-point file; its area is in hectares by definition.

    :raises BadInput: another datum than CGCS2000 without a transformation, no coordinates, a system that cannot be
        concluded, a file too large to be one.
    """
    if path.stat().st_size > MOST_BYTES:
        raise BadInput(tr("{name} is larger than {most} MB, which no boundary-point file is: check what it is, or divide it."),
                       name=path.name, most=MOST_BYTES >> 20)
    parsed = boundary_txt.parse(path.read_bytes(), path.name, reading.encoding, old=bool(reading.transformation))
    if not parsed.points:
        raise BadInput(tr("{name} holds no point below its plot lines: have it written again with its coordinates."),
                       name=path.name)
    points = [ring[0] for plot in parsed.plots if not plot.fault for part in plot.parts for ring in part]
    declared = QgsCoordinateReferenceSystem(f"EPSG:{parsed.epsg}") if parsed.epsg else None
    note, swapped, shift = tr("{system}: {why}").format(system=crs_words(f"EPSG:{parsed.epsg}"), why=parsed.crs_note), False, None
    if parsed.datum and declared is None and not reading.crs:
        raise BadInput(tr("{name} is in {datum}, but neither its header nor its eastings name the zone: set CRS."),
                       name=path.name, datum=datum_words(parsed.datum))
    if reading.crs or declared is None or parsed.datum:
        given = declared if parsed.datum else None
        declared, conclusion = settle_crs(given, reading.crs, points, path.name, reading)
        note, swapped, shift = conclusion.note, conclusion.swapped, conclusion.shift
    fields = list(dict.fromkeys(key for plot in parsed.plots for key in plot.attributes))
    known = {"source_no": boundary_txt.NUMBER, "monitored_area": boundary_txt.AREA}
    return TxtSource(path.name, path, declared, note, parsed.encoding, parsed.encoding_note, fields, len(parsed.plots),
                     sha256_of(path), field_map={k: v for k, v in known.items() if v in fields}, area_unit="ha",
                     problems=[f"{path.name}: {text}" for text in parsed.problems], parsed=parsed, swapped=swapped,
                     shift=shift)
