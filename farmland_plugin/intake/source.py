"""One way to open whatever was handed down: a file, a folder or a zip of files, as layers of text and polygons."""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Iterator, List, Tuple, Union

from ..domain.errors import BadInput
from ..files import existing, sha256_of
from ..i18n import tr
from ..ledger.connection import is_ledger
from . import archive
from .boundary_txt import is_boundary_txt
from .readers.base import NoPolygons, Reading, Source, SourceFeature, remove_all
from .readers.ogr_layer import open_ogr
from .readers.shapefile import open_shapefile
from .readers.txt import open_txt

__all__ = ["NoPolygons", "Source", "SourceFeature", "Sources", "open_source", "open_sources"]

_SUFFIXES = (".shp", ".gpkg", ".geojson", ".json", ".txt")
_MOST_FILES = 50_000


@dataclass
class Sources:
    """Everything one INPUT holds.

    :param name: of the INPUT. :param sha256: of the file, or over all members in name order. :param skipped: files that
        hold no polygons, with the reason.
    """

    name: str
    sha256: str
    members: List[Source]
    skipped: List[str] = field(default_factory=list)
    keep: List[Any] = field(default_factory=list)

    def __iter__(self) -> Iterator[Source]:
        return iter(self.members)

    def close(self) -> None:
        """Remove the temporary copies; afterwards no layer can be read again."""
        remove_all(self.keep)


def open_sources(path: Union[str, Path], layer: str = "", encoding: str = "", crs: str = "") -> Sources:
    """Open a file, or every readable layer of a folder or a zip.

    :param layer: layer of a GeoPackage; ``file.gpkg|layername=x`` says the same. :param encoding: '' concludes it.
    :param crs: authority code; wins over what the file declares, but is checked against the numbers.
    :raises BadInput: one sentence for each way in which an INPUT cannot be used.
    """
    text, layer = _split_layer(str(path), layer)
    if text.startswith("/vsi"):
        raise BadInput(tr("{path} is a virtual path: give a file, a folder or a zip of this computer."), path=text)
    keep: List[Any] = []
    opened = None
    try:
        opened = _open(existing(text, tr("The input")), Reading(layer, encoding, crs, keep))
        return opened
    finally:
        if opened is None:
            remove_all(keep)


def _open(found: Path, reading: Reading) -> Sources:
    if found.is_dir():
        return _open_folder(found, found, reading)
    if found.suffix.lower() == ".zip":
        work = tempfile.TemporaryDirectory(prefix="farmland-")
        reading.keep.append(work)
        archive.extract(found, Path(work.name))
        opened = _open_folder(Path(work.name), found, reading)
        return Sources(found.name, sha256_of(found), opened.members, opened.skipped, reading.keep)
    source = _open_file(found, reading)
    return Sources(found.name, source.sha256, [source], keep=reading.keep)


def open_source(path: Union[str, Path], layer: str = "", encoding: str = "", crs: str = "") -> Source:
    """Open an INPUT that holds exactly one layer; see ``open_sources``.

    :raises BadInput: also when a folder or a zip holds several.
    """
    opened = open_sources(path, layer, encoding, crs)
    if len(opened.members) > 1:
        opened.close()
        raise BadInput(tr("{path} holds {count} layers ({names}): give one of them."), path=opened.name,
                       count=len(opened.members), names=", ".join(s.name for s in opened.members[:6]))
    return opened.members[0]


def _split_layer(path: str, layer: str) -> Tuple[str, str]:
    base, separator, rest = path.partition("|")
    if separator and rest.startswith("layername="):
        return base, layer or rest[len("layername="):].partition("|")[0]
    return path, layer


def _open_file(path: Path, reading: Reading) -> Source:
    suffix = path.suffix.lower()
    if suffix in (".dbf", ".shx", ".prj") and path.with_suffix(".shp").exists():
        path, suffix = path.with_suffix(".shp"), ".shp"
    if suffix == ".shp":
        return open_shapefile(path, reading)
    if suffix == ".gpkg" and is_ledger(path):
        raise NoPolygons(tr("{path} is a ledger of this program, not a hand-over: choose the file that was handed down."),
                         path=path)
    if suffix in (".gpkg", ".geojson", ".json"):
        return open_ogr(path, reading)
    if suffix == ".txt":
        return open_txt(path, reading)
    raise BadInput(tr("{path} is of no format that is read: give a shapefile (.shp), GeoPackage, GeoJSON, boundary-point "
                      "TXT, or a folder or zip of them."), path=path)


def _open_folder(folder: Path, shown: Path, reading: Reading) -> Sources:
    """Open every layer of a folder; ``shown`` is what the user gave: the folder, or the zip it was unpacked from."""
    members: List[Source] = []
    skipped: List[str] = []
    for path in _data_files(folder):
        if path.suffix.lower() == ".txt" and not is_boundary_txt(path.read_bytes()):
            skipped.append(tr("{name}: not a boundary-point file").format(name=path.name))
            continue
        try:
            source = _open_file(path, reading)
        except NoPolygons as error:
            skipped.append(str(error))
            continue
        source.name = path.relative_to(folder).as_posix() if "|" not in source.name else source.name
        twin = next((member for member in members if member.sha256 == source.sha256), None)
        if twin is not None:
            skipped.append(tr("{name}: the same data as {other}").format(name=source.name, other=twin.name))
            continue
        members.append(source)
    if not members:
        detail = f" ({'; '.join(skipped[:3])})" if skipped else ""
        raise BadInput(tr("{path} holds no layer that can be read{detail}: it needs a shapefile, GeoPackage, GeoJSON or "
                          "boundary-point TXT."), path=shown, detail=detail)
    digest = hashlib.sha256("".join(source.sha256 for source in members).encode("ascii")).hexdigest()
    return Sources(folder.name, digest, members, skipped, reading.keep)


def _data_files(folder: Path) -> List[Path]:
    """Return the files of a folder that may hold layers, by name; links are not followed."""
    found: List[Path] = []
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(f for f in folders if not f.startswith("."))
        for name in names:
            path = Path(place) / name
            if path.suffix.lower() in _SUFFIXES and not name.startswith(".") and not path.is_symlink():
                found.append(path)
        if len(found) > _MOST_FILES:
            raise BadInput(tr("{path} holds more than {limit} files: choose the folder of the hand-over itself."),
                           path=folder, limit=_MOST_FILES)
    return sorted(found)
