"""What is looked at before a driver opens a file from outside: virtual data sets, XML entities, bombs (records §9)."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from pathlib import Path
from typing import IO, Iterator, Tuple

from ...archive import Limits
from ...domain.errors import BadInput
from ...i18n import tr

_HEAD = 64 * 1024
_BLOCK = 1 << 20
_OVERLAP = 64
_VIRTUAL = re.compile(rb"<\s*(OGRVRT|VRTDataset|OGRWFS|OGRWCS|GDAL_W|WMS_|WFS|WCS_|WMT_|OGRUnion|OGRWarped|TileMapService)",
                      re.IGNORECASE)
_ADDRESS = re.compile(
    rb"^\s*(https?://|ftp://|file://|/vsi[a-z0-9_]*[/?]|(PG|MYSQL|MSSQL|OCI|SDE|ODBC|PGEO|WFS|WMS|WCS|CSW|OAPIF|OGCAPI|CSV|KML"
    rb"|GPKG|SQLITE|GeoJSON|ESRIJSON|TopoJSON|AMIGOCLOUD|CARTO|ES|ELASTIC|MONGODBV?3?|GFT|NGW|PLSCENES|DB2ODBC|HANA|MVT|VRT"
    rb"|OpenFileGDB|DXF|XLSX):)", re.IGNORECASE)
_ENTITIES = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)
_ROOT = re.compile(rb"<[A-Za-z_]")
_CELL = re.compile(rb'\sr="([A-Z]{1,3})?(\d{1,7})"')
_MOST_CELLS = 30_000_000
_MOST_PARTS = 10_000
_MAGIC = {".gpkg": (b"SQLite format 3\x00",), ".kmz": (b"PK",), ".xlsx": (b"PK",), ".zip": (b"PK",)}
WORKBOOK = Limits(entries=_MOST_PARTS, total_bytes=1024**3)


def refuse_virtual(path: Path) -> None:
    """Refuse a file whose content points at other data instead of being data, whatever its name says.

    :raises BadInput: VRT and service descriptions, addresses and connection strings, no content, or content of another
        format than the name's.
    """
    with open(path, "rb") as stream:
        head = stream.read(_HEAD)
    if not head:
        raise BadInput(tr("{path} is empty (0 bytes): copy it again or have it sent again."), path=path.name)
    plain = head.replace(b"\x00", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    plain = plain.lstrip(b"\xef\xbb\xbf\xff\xfe")
    if _VIRTUAL.search(plain):
        raise BadInput(tr("{path} is a virtual data set that only points at other files or servers: give the data files "
                          "themselves."), path=path.name)
    if _ADDRESS.match(plain):
        raise BadInput(tr("{path} holds an address or a connection instead of data: download the data and give the file."),
                       path=path.name)
    magic = _MAGIC.get(path.suffix.lower())
    if magic is not None and not head.startswith(magic):
        raise BadInput(tr("{path} cannot be read: it is damaged or not of the format its name says."), path=path.name)


def refuse_doctype(path: Path) -> None:
    """Refuse an XML file with a document type before its first element: entities can unfold to anything.

    :raises BadInput: when there is one.
    """
    with open(path, "rb") as stream:
        head = stream.read(_BLOCK).replace(b"\x00", b"")
    root = _ROOT.search(head)
    if _ENTITIES.search(head[: root.start()] if root else head):
        raise with_entities(path.name)


def with_entities(name: str) -> BadInput:
    """Return the refusal of an XML text that declares a document type or entities."""
    return BadInput(tr("{path} declares XML entities (DOCTYPE), which data never needs: save it again from the program it "
                       "comes from."), path=name)


def check_workbook(path: Path, limits: Limits = WORKBOOK) -> None:
    """Read every part of a workbook once, before GDAL does: no entities, no bomb, no sheet of a billion cells.

    :raises BadInput: no zip, too many or too large parts, entities, or a sheet whose last cell lies absurdly far out.
    """
    refuse_virtual(path)
    try:
        with zipfile.ZipFile(path) as parts:
            _check_parts(parts, path, limits)
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, RuntimeError, OSError) as error:
        raise BadInput(tr("{path} is damaged or no workbook: save it again as .xlsx."), path=path.name) from error


def _check_parts(parts: zipfile.ZipFile, path: Path, limits: Limits) -> None:
    members = parts.infolist()
    if len(members) > limits.entries:
        raise too_large(path)
    budget = limits.total_bytes
    for member in members:
        written = rows = columns = 0
        window = b""
        with parts.open(member) as stream:
            sheet = "worksheets/sheet" in member.filename
            for fresh, window in _windows(stream):
                written += fresh
                dense = written > limits.ratio_from_bytes and written > limits.ratio * max(member.compress_size, 1)
                if written > budget or dense:
                    raise too_large(path)
                if _ENTITIES.search(window.replace(b"\x00", b"")):
                    raise with_entities(path.name)
                for found in _CELL.finditer(window) if sheet else ():
                    columns = max(columns, _column(found.group(1) or b""))
                    rows = max(rows, int(found.group(2)))
                if rows * columns > _MOST_CELLS:
                    raise BadInput(tr("{path}: the sheet {sheet} reaches to row {row}, column {column}: delete the empty rows "
                                      "and columns, then save it again."), path=path.name,
                                   sheet=Path(member.filename).stem, row=rows, column=columns)
        if sheet and not window.rstrip(b"\x00 \r\n\t").endswith(b"worksheet>"):
            raise BadInput(tr("{path} is damaged or no workbook: save it again as .xlsx."), path=path.name)
        budget -= written


def _windows(stream: IO[bytes]) -> Iterator[Tuple[int, bytes]]:
    """Yield (new bytes, text to search) of a stream; the end of one text is the beginning of the next."""
    tail = b""
    block = stream.read(_BLOCK)
    while block:
        window = tail + block
        yield len(block), window
        tail = window[-_OVERLAP:]
        block = stream.read(_BLOCK)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def too_large(path: Path) -> BadInput:
    """Return the refusal of a workbook that unfolds to more than a table can be."""
    return BadInput(tr("{path} unfolds to far more data than a table holds: save only the sheet that is needed as .xlsx or "
                       ".csv."), path=path.name)
