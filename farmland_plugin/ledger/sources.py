"""Whether the file a red line was registered from is still the one that was registered, found out without reading it twice."""

from __future__ import annotations

from pathlib import Path
from typing import List, Optional

from ..domain.parcel import Redline
from ..files import SHAPE_PARTS, sha256_of, sidecar
from .seen import SOURCES, remember, remembered, signature

SAME, CHANGED, GONE, UNKNOWN = "same", "changed", "gone", "unknown"
_PLAIN = frozenset({".gpkg", ".geojson", ".json", ".kml", ".kmz", ".dxf", ".vct", ".txt", ".csv", ".tsv", ".xlsx"})


def source_state(files: Path, line: Redline, *, look: bool = True) -> str:
    """Return how the file behind a red line stands; a file nobody touched since it was last looked at is not read.

    ``UNKNOWN``: a table or a layer of a project, a path of another operating system, or a folder or zip that was touched and that
    only the intake can open, or a GeoPackage that another program is writing; ``note_source`` remembers what it finds.

    :param files: the ledger's folder. :param look: False: only what was found the last time somebody looked, at no disk but
        the ledger's.
    """
    path = Path(line.source_path)
    if line.source_kind != "file" or not path.is_absolute():  # a path of another system is none here
        return UNKNOWN
    if not look:
        noted = remembered(files, SOURCES, line.redline_id)
        return UNKNOWN if len(noted) < 2 else SAME if noted[1] == line.sha256 else CHANGED
    try:
        parts = _parts(path)
        if not parts:
            return GONE
        if being_written(path):
            return UNKNOWN
        now = signature(parts)
        noted = remembered(files, SOURCES, line.redline_id)
        if noted[:1] != [now]:
            digest = _hash(path, parts)
            if digest is None:
                return UNKNOWN
            noted = [now, digest]
            remember(files, SOURCES, line.redline_id, noted)
    except OSError:  # it went while it was looked at, or cannot be read
        return GONE if not path.exists() else UNKNOWN
    return SAME if noted[1:] == [line.sha256] else CHANGED


def being_written(path: Path) -> bool:
    """Whether another program has a GeoPackage open in which what it wrote is not yet in the file itself."""
    beside = (path.with_name(path.name + end) for end in ("-wal", "-journal"))
    return path.suffix.lower() == ".gpkg" and any(one.is_file() and one.stat().st_size for one in beside)


def touched(path: Path) -> str:
    """Return what tells whether a source is touched later, '' when it cannot be looked at."""
    try:
        parts = _parts(path)
        return signature(parts) if parts else ""
    except OSError:
        return ""


def note_source(files: Path, line: Redline, signed: str, sha256: str) -> None:
    """Remember that a source, when ``touched`` said so of it, held the content of this hash."""
    if signed:
        remember(files, SOURCES, line.redline_id, [signed, sha256])


def _parts(path: Path) -> List[Path]:
    """Return the files whose content a source is, none when there is none."""
    if path.is_dir():
        return sorted(one for one in path.rglob("*") if one.is_file())
    shape = _shape(path)
    if shape is not None:
        return sorted(one for one in (sidecar(shape, suffix) for suffix in SHAPE_PARTS) if one is not None)
    return [path] if path.is_file() else []


def _shape(path: Path) -> Optional[Path]:
    """Return the .shp of a shapefile that one of its parts names, None for anything else."""
    shape = path if path.suffix.lower() == ".shp" else path.with_suffix(".shp")
    return shape if path.suffix.lower() in SHAPE_PARTS and shape.is_file() else None


def _hash(path: Path, parts: List[Path]) -> Optional[str]:
    """Return the hash of a source as the intake has it, None where that takes opening it."""
    folder = path.is_dir()
    plain = path.suffix.lower() == ".gdb" if folder else path.suffix.lower() in _PLAIN or _shape(path) is not None
    return sha256_of(*parts) if plain else None
