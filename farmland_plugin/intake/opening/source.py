"""One way to open whatever was handed down: a file, a folder or a zip of files, as layers of text and polygons."""

from __future__ import annotations

import glob
import hashlib
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, List, Tuple, Union

from ... import archive
from ...domain.errors import BadInput
from ...files import existing, sha256_of
from ...i18n import message, tr
from ...ledger.connection import is_ledger
from ..readers.base import NoPolygons, Reading, Source, SourceFeature, remove_all
from ..readers.dxf import open_dxf
from ..readers.kml import open_kml
from ..readers.ogr_layer import JSON, open_gdb, open_geojson, open_gpkg
from ..readers.shapefile import open_shapefile
from ..readers.table_rows import TableSource, open_table
from ..readers.txt import open_txt
from ..readers.vct import open_vct
from ..txt.boundary_txt import is_boundary_txt
from .hostile import refuse_virtual
from .unread import GDB_PARTS, MAY_HOLD_PARCELS, PARTS, refusal

__all__ = ["NoPolygons", "Source", "SourceFeature", "Sources", "open_source", "open_sources"]

TABLES = (".xlsx", ".csv", ".tsv")
_MOST_FILES = 50_000
_HEAD = 64 * 1024


@dataclass
class Sources:
    """Everything one INPUT holds.

    :param name: of the INPUT. :param sha256: of the file, or over all members in name order. :param skipped: files that
        hold no polygons or are not read, with the reason.
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


def open_sources(path: Union[str, Path], layer: str = "", encoding: str = "", crs: str = "",
                 transformation: str = "") -> Sources:
    """Open a file, or every readable layer of a folder or a zip.

    :param layer: layer of a GeoPackage, file geodatabase or drawing, sheet of a workbook, ``*`` for all;
        ``file.gpkg|layername=x`` says the same. :param encoding: '' concludes it.
    :param crs: authority code; wins over what the file declares, but is checked against the numbers.
    :param transformation: how an old datum becomes CGCS2000 (``transform.parse``), '' refuses old datums.
    :raises BadInput: one sentence for each way in which an INPUT cannot be used.
    """
    text, layer = _split_layer(str(path), layer)
    reading = Reading(layer=layer, encoding=encoding, crs=crs, transformation=transformation)
    return _guarded(text, reading, alone=True)


def open_source(path: Union[str, Path], layer: str = "", encoding: str = "", crs: str = "") -> Source:
    """Open an INPUT that holds exactly one layer of polygons; see ``open_sources``.

    :raises BadInput: also when it holds several.
    """
    text, layer = _split_layer(str(path), layer)
    opened = _guarded(text, Reading(layer=layer, encoding=encoding, crs=crs), alone=False)
    if len(opened.members) > 1:
        opened.close()
        raise BadInput(tr("{path} holds {count} layers ({names}): give one of them."), path=opened.name,
                       count=len(opened.members), names=", ".join(s.name for s in opened.members[:6]))
    return opened.members[0]


def _guarded(text: str, reading: Reading, alone: bool) -> Sources:
    """Open an INPUT; when that fails nothing temporary is left behind."""
    if text.startswith("/vsi") or "://" in text:
        raise BadInput(tr("{path} is a virtual path: give a file, a folder or a zip of this computer."), path=text)
    opened = None
    try:
        opened = _open(existing(text, tr("The input")), reading, alone)
        return opened
    finally:
        if opened is None:
            remove_all(reading.keep)


def _open(found: Path, reading: Reading, alone: bool) -> Sources:
    suffix = found.suffix.lower()
    if found.is_file() and found.parent.suffix.lower() == ".gdb" and (suffix in GDB_PARTS or found.name in ("gdb", "timestamps")):
        found, suffix = found.parent, ".gdb"
    if found.is_dir() and suffix != ".gdb":
        return _open_folder(found, found, reading, zipped=False)
    if suffix == ".zip":
        return _open_zip(found, reading)
    members = _open_file(found, reading, alone)
    return Sources(found.name, members[0].sha256, members, keep=reading.keep)


def _open_zip(path: Path, reading: Reading) -> Sources:
    refuse_virtual(path)
    work = reading.folder()
    archive.extract(path, work)
    opened = _open_folder(_as_gdb(work, path), path, reading, zipped=True)
    return Sources(path.name, sha256_of(path), opened.members, opened.skipped, reading.keep)


def _as_gdb(folder: Path, packed: Path) -> Path:
    """Return the folder to look in; a zip of a geodatabase's files without their folder gets that folder back."""
    if not any(file.suffix.lower() == ".gdbtable" for file in folder.iterdir() if file.is_file()):
        return folder
    inner = folder / f"{packed.stem}.gdb"
    inner.mkdir()
    for file in list(folder.iterdir()):
        if file.is_file():
            file.rename(inner / file.name)
    return folder


def _split_layer(path: str, layer: str) -> Tuple[str, str]:
    base, separator, rest = path.partition("|")
    if separator and rest.startswith("layername="):
        return base, layer or rest[len("layername="):].partition("|")[0]
    return path, layer


def _open_shp(path: Path, reading: Reading, alone: bool) -> List[Source]:
    return [open_shapefile(path, reading)]


def _open_kml(path: Path, reading: Reading, alone: bool) -> List[Source]:
    return open_kml(path, reading)


def _open_dxf(path: Path, reading: Reading, alone: bool) -> List[Source]:
    return [open_dxf(path, reading)]


def _open_vct(path: Path, reading: Reading, alone: bool) -> List[Source]:
    refuse_virtual(path)
    return open_vct(path, reading)


def _open_table(path: Path, reading: Reading, alone: bool) -> List[Source]:
    return open_table(path, reading)


def _open_txt(path: Path, reading: Reading, alone: bool) -> List[Source]:
    refuse_virtual(path)
    with open(path, "rb") as stream:
        head = _whole_lines(stream.read(_HEAD))
    if not is_boundary_txt(head) and (b"\t" in head or b"," in head):
        try:
            return open_table(path, reading)
        except NoPolygons:
            pass  # neither: the boundary reader's sentence says more
    return [open_txt(path, reading)]


def _open_gpkg(path: Path, reading: Reading, alone: bool) -> List[Source]:
    if is_ledger(path):
        raise NoPolygons(tr("{path} is a ledger of this program, not a hand-over: choose the file that was handed down."),
                         path=path)
    return open_gpkg(path, reading, alone)


Opener = Callable[[Path, Reading, bool], List[Source]]
_OPENERS: Dict[str, Opener] = {
    ".shp": _open_shp, ".gpkg": _open_gpkg, ".gdb": open_gdb, ".txt": _open_txt,
    ".kml": _open_kml, ".kmz": _open_kml, ".dxf": _open_dxf, ".vct": _open_vct, **dict.fromkeys(JSON, open_geojson),
    **dict.fromkeys(TABLES, _open_table),
}


def _open_file(path: Path, reading: Reading, alone: bool) -> List[Source]:
    suffix = path.suffix.lower()
    if suffix in PARTS and path.with_suffix(".shp").exists():
        path, suffix = path.with_suffix(".shp"), ".shp"
    opener = _OPENERS.get(suffix)
    if opener is not None and (path.is_file() or suffix == ".gdb"):
        return opener(path, reading, alone)
    raise refusal(path) or BadInput(
        tr("{path} is of no format that is read: give a shapefile (.shp), GeoPackage, file geodatabase (.gdb), GeoJSON, KML or "
           "KMZ, DXF, VCT, boundary-point TXT, .xlsx or .csv with coordinates, or a folder or zip of them."), path=path)


def _open_folder(folder: Path, shown: Path, reading: Reading, zipped: bool) -> Sources:
    """Open every layer of a folder; ``shown`` is what the user gave: the folder, or the zip it was unpacked from."""
    members: List[Source] = []
    skipped: List[str] = []
    for path in _data_files(folder, skipped, zipped):
        inner = path.relative_to(folder).as_posix()
        if path.suffix.lower() == ".txt" and not _is_boundary(path):
            skipped.append(tr("{name}: not a boundary-point file").format(name=path.name))
            continue
        try:
            found = _open_file(path, reading, alone=False)
        except NoPolygons as error:
            skipped.append(message(error))
            continue
        for source in found:
            source.name = inner if "|" not in source.name else f"{inner}|{source.name.partition('|')[2]}"
            twin = next((one for one in members if (one.sha256, _layer_of(one)) == (source.sha256, _layer_of(source))), None)
            if twin is not None:
                skipped.append(tr("{name}: the same data as {other}").format(name=source.name, other=twin.name))
                continue
            members.append(source)
    members = _without_centres(members, skipped)
    if not members:
        detail = f" ({'; '.join(skipped[:3])})" if skipped else ""
        raise BadInput(tr("{path} holds no layer that can be read{detail}: it needs a shapefile, GeoPackage, file geodatabase, "
                          "GeoJSON, KML, DXF, VCT, boundary-point TXT, or .xlsx or .csv with coordinates."), path=shown,
                       detail=detail)
    digest = hashlib.sha256("".join(source.sha256 for source in members).encode("ascii")).hexdigest()
    return Sources(folder.name or folder.resolve().name, digest, members, skipped, reading.keep)


def _without_centres(members: List[Source], skipped: List[str]) -> List[Source]:
    """Leave out tables that hold only points beside layers of parcels: they list the same parcels' centres."""
    lists = [one for one in members if isinstance(one, TableSource) and not one.outlines]
    if len(lists) == len(members):
        return members
    for one in lists:
        skipped.append(tr("{name}: it holds only points, which beside parcels are their centres; if they are clues, import it "
                          "by itself").format(name=one.name))
    return [one for one in members if one not in lists]


def _layer_of(source: Source) -> str:
    return source.name.partition("|")[2]


def _is_boundary(path: Path) -> bool:
    with open(path, "rb") as stream:
        return bool(is_boundary_txt(_whole_lines(stream.read(_HEAD))))


def _whole_lines(head: bytes) -> bytes:
    """Return the beginning of a text up to its last line end: a character of two bytes may be cut in two."""
    return head[: head.rfind(b"\n") + 1] or head


def _data_files(folder: Path, skipped: List[str], zipped: bool) -> List[Path]:
    """Return the files and geodatabases of a folder that may hold layers, by name; links are not followed.

    :param skipped: gets a sentence for every file that may hold parcels but is not read.
    :raises BadInput: too many files; in a zip also another archive, whose parcels would be lost without a word.
    """
    found: List[Path] = []
    for place, folders, names in os.walk(folder):
        found += [Path(place) / name for name in folders
                  if name.lower().endswith(".gdb") and not (Path(place) / name).is_symlink()]
        folders[:] = sorted(f for f in folders if not f.startswith(".") and not f.lower().endswith(".gdb"))
        for name in names:
            path = Path(place) / name
            suffix = path.suffix.lower()
            if name.startswith((".", "~$")) or not (path.is_symlink() or path.is_file()):  # a pipe would be read for ever
                continue
            if path.is_symlink() and (suffix in _OPENERS or suffix in PARTS):
                skipped.append(tr("{name}: a link, which is not followed").format(name=name))
            elif suffix in _OPENERS:
                _refuse_linked_parts(path)
                found.append(path)
            elif suffix in MAY_HOLD_PARCELS:
                skipped.append(_not_read(path, zipped))
        if len(found) > _MOST_FILES:
            raise BadInput(tr("{path} holds more than {limit} files: choose the folder of the hand-over itself."),
                           path=folder, limit=_MOST_FILES)
    return sorted(found)


def _refuse_linked_parts(path: Path) -> None:
    """Refuse a shapefile in a folder whose table or index is a link to somewhere else."""
    if path.suffix.lower() != ".shp":
        return
    linked = next((part for part in path.parent.glob(f"{glob.escape(path.stem)}.*") if part.is_symlink()), None)
    if linked is not None:
        raise BadInput(tr("{path} holds a link ({name}): pack the files themselves."), path=path.parent.name, name=linked.name)


def _not_read(path: Path, zipped: bool) -> str:
    """Return why a file of a folder is passed over.

    :raises BadInput: an archive inside a zip.
    """
    if path.suffix.lower() == ".zip":
        packed = BadInput(tr("{path} is a zip inside what was given: unpack it and give its folder by itself."), path=path.name)
    else:
        packed = refusal(path) or BadInput(tr("{path} is not read."), path=path.name)
    if zipped and path.suffix.lower() in (".zip", ".rar", ".7z"):
        raise packed
    return message(packed)
