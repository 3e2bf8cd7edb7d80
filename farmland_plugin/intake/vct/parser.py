"""VCT, the exchange format of land data (GB/T 17798): polygons with their attributes, of version 2.0 and 3.0 (§7.2).

The file is read once as a stream; what its records hold lies in a temporary database (``vct_store``). Nothing is lost
silently: a record that cannot be read is a row with a fault, a polygon without attributes and attributes without a
polygon are rows too.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Dict, FrozenSet, Iterator, List, Tuple

from ...domain.errors import BadInput
from ...i18n import tr
from ..readers.encodings import required_encoding
from ..readers.rings import Point, Ring
from .lines import Lines, section_mark
from .records import Records
from .rings import parts_of, sample_point
from .store import Joined, Store, key_of

UNDECLARED = "?"
_OTHERS = ("point", "line", "点", "线")
_SAMPLE = 200
_MOST_PROBLEMS = 100


@dataclass
class Table:
    """A table's structure: its fields in order. Tables without shapes (``NoneGeometry``) are no layers: no class names them."""

    name: str
    fields: List[str]


@dataclass
class PolygonClass:
    """A class of polygons (要素类): ``table`` holds its attributes and names the layer.

    :param rows: attribute rows without a polygon. :param shared: points or lines have their attributes in the same
        table, so that such rows are theirs.
    """

    table: str
    name: str
    codes: List[str]
    polygons: int = 0
    rows: int = 0
    shared: bool = False


@dataclass(frozen=True)
class VctRow:
    """One row of a layer: ``parts`` in the file's x, y; ``line`` is 1-based, of the record or of its attributes."""

    ident: str
    parts: List[List[Ring]]
    attributes: Dict[str, str]
    line: int
    fault: str = ""


@dataclass
class VctFile:
    """A VCT file that was read.

    :param head: its keys in lower case. :param classes: polygon classes that hold something. :param codes: feature codes
        it declares. :param areal: those of polygons.
    """

    name: str
    head: Dict[str, str]
    classes: List[PolygonClass]
    tables: Dict[str, Table]
    encoding: str
    encoding_note: str
    store: Store
    codes: FrozenSet[str]
    areal: FrozenSet[str]
    separator: str = ","
    problems: List[str] = field(default_factory=list)

    def close(self) -> None:
        """Close the temporary database."""
        self.store.close()

    def fields_of(self, layer: str) -> List[str]:
        """Return the field names of a layer; the id stands first when the table has no field for it."""
        table = self.tables.get(layer.casefold())
        fields = list(table.fields) if table is not None else []
        return fields if any(f.upper() == "BSM" for f in fields) else ["BSM", *fields]

    def count(self, layer: str) -> int:
        """Return how many rows a layer has."""
        polygons, rows = self.store.counts(layer.casefold())
        return polygons if self._is_shared(layer) else polygons + rows

    def _is_shared(self, layer: str) -> bool:
        return any(one.shared for one in self.classes if one.table.casefold() == layer.casefold())

    def sample(self, layer: str) -> List[Point]:
        """Return the first points of some polygons of a layer."""
        points: List[Point] = []
        for joined in self.store.polygons(layer.casefold()):
            point = sample_point(joined.record, self.store.line)
            if point is not None:
                points.append(point)
            if len(points) >= _SAMPLE:
                break
        return points

    def rows(self, layer: str) -> Iterator[VctRow]:
        """Yield a layer's rows: its polygons in the order of the file, then attribute rows without one."""
        fetch = lru_cache(maxsize=4096)(self.store.line)
        key = layer.casefold()
        for joined in self.store.polygons(key):
            parts, fault = parts_of(joined.record, fetch)
            attributes, row_fault = self._attributes(layer, joined)
            declared = joined.record.code.decode("ascii", "replace") in self.areal or not self.codes
            yield VctRow(joined.record.id.decode("utf-8"), parts, attributes, joined.record.number,
                         fault or row_fault or self._doubt(joined, declared))
        for orphan in self.store.orphans(key) if not self._is_shared(layer) else ():
            values, fault = self._values(layer, orphan.row, orphan.number, orphan.key)
            fault = (tr("line {line}: a second attribute row bears the number {ident}") if orphan.second else
                     tr("line {line}: its attributes have no polygon of the number {ident}")).format(
                         line=orphan.number, ident=orphan.key)
            yield VctRow(orphan.key, [], values, orphan.number, fault)

    def _doubt(self, joined: Joined, declared: bool) -> str:
        record = joined.record
        if not declared:
            return tr("its feature code {code} (line {line}) is not one of the polygons the file declares").format(
                code=record.code.decode("ascii", "replace"), line=record.number)
        if joined.times > 1:
            return tr("{count} polygons of the file bear its number {ident}").format(
                count=joined.times, ident=record.id.decode("utf-8"))
        return ""

    def _attributes(self, layer: str, joined: Joined) -> Tuple[Dict[str, str], str]:
        ident = joined.record.id.decode("utf-8")
        if joined.row is None:
            table = self.tables.get(layer.casefold())
            missing = table is not None and bool(table.fields)
            return {"BSM": ident}, tr("the polygon in line {line} has no attribute row of its number {ident}").format(
                line=joined.record.number, ident=ident) if missing else ""
        return self._values(layer, joined.row, joined.row_number, ident)

    def _values(self, layer: str, raw: bytes, number: int, ident: str) -> Tuple[Dict[str, str], str]:
        """Return ``({field: text}, fault)`` of an attribute row."""
        text, damaged = self._decoded(raw)
        values = [value.strip() for value in text.split(self.separator)]
        table = self.tables.get(layer.casefold())
        fields = table.fields if table is not None else []
        values = _without_id(values, fields, self.codes)
        found = dict(zip(fields, values))
        if not any(f.upper() == "BSM" for f in fields):
            found = {"BSM": ident, **found}
        fault = ""
        if fields and len(values) != len(fields):
            found["?"] = text
            fault = tr("line {line} has {found} values, its table {table} {expected} fields").format(
                line=number, found=len(values), table=layer, expected=len(fields))
        elif damaged:
            fault = tr("the text of line {line} is damaged: it is neither UTF-8 nor GBK").format(line=number)
        return found, fault

    def _decoded(self, raw: bytes) -> Tuple[str, bool]:
        """Return a row's text and whether it is damaged; a row that is surely UTF-8 is read so in a GBK file."""
        if self.encoding == "gb18030" and _is_surely_utf8(raw):
            return raw.decode("utf-8"), False
        for encoding in dict.fromkeys((self.encoding, "utf-8", "gb18030")):
            try:
                return raw.decode(encoding), False
            except UnicodeDecodeError:
                continue
        return raw.decode(self.encoding, errors="replace"), True


def _is_surely_utf8(raw: bytes) -> bool:
    """Whether bytes are UTF-8 with four Chinese characters or more and nothing else: shorter ones may be GBK by chance."""
    if len(raw) < 12 or raw.isascii():
        return False
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    foreign = [ch for ch in text if ch > "\x7f"]
    return len(foreign) >= 4 and all(ch >= "\u2000" for ch in foreign)


def _without_id(values: List[str], fields: List[str], codes: FrozenSet[str]) -> List[str]:
    """Take off what stands before or behind a row's fields: the object's id, or an empty end after a last separator.

    Where neither can be told, a text holds the separator: the row keeps one value too many.
    """
    if len(values) != len(fields) + 1 or not fields:
        return values
    if _begins_with_id(values, [name.upper() for name in fields], codes):
        return values[1:]
    return values if values[-1] else values[:-1]


def _begins_with_id(values: List[str], fields: List[str], codes: FrozenSet[str]) -> bool:
    """Whether an object's id stands before the fields: no field holds it, or BSM or YSDM show that all are one place on."""
    if "BSM" not in fields:
        return True
    if "YSDM" in fields:
        at = fields.index("YSDM")
        if (values[at] in codes) != (values[at + 1] in codes):
            return values[at + 1] in codes
    number, ident = values[0], values[fields.index("BSM") + 1]
    return key_of(number.encode("utf-8")) == key_of(ident.encode("utf-8")) or (len(number) < 12 <= len(ident) and ident.isdigit())


def is_vct(head: bytes) -> bool:
    """Whether a file's first bytes look like VCT (GDAL knows another format of that suffix, Idrisi's)."""
    return b"headbegin" in head[:65536].lower()


def read_vct(path: Path, folder: Path, encoding: str = "") -> VctFile:
    """Read a VCT file into a temporary database in ``folder``.

    :param encoding: '' concludes it.
    :raises BadInput: not a VCT file, a line that is far too long, no section of polygons, an unknown encoding.
    """
    with open(path, "rb") as stream:
        if not is_vct(stream.read(65536)):
            raise BadInput(tr("{name} is not a VCT file: it does not begin with HeadBegin."), name=path.name)
        stream.seek(0)
        store = Store(folder / "vct.sqlite")
        reader = _Reader(Lines(stream, path.name), store, path.name)
        done = False
        try:
            reader.read()
            store.finish()
            found = reader.result(encoding)
            done = True
        except sqlite3.Error as error:
            raise BadInput(tr("{name} needs room for a temporary copy in {folder} ({reason}): free some space there."),
                           name=path.name, folder=folder, reason=error) from error
        finally:
            if not done:
                store.close()
    return found


class _Reader:
    """Goes through the sections of a file once."""

    def __init__(self, lines: Lines, store: Store, name: str) -> None:
        self.lines, self.store, self.name = lines, store, name
        self.head: List[Tuple[bytes, bytes]] = []
        self.declared: List[List[bytes]] = []
        self.structures: List[Tuple[List[bytes], List[bytes]]] = []
        self.problems: List[str] = []
        self.separator = b","
        self.seen: List[str] = []
        self.section = ""

    def read(self) -> None:
        readers = {"head": self._read_head, "featurecode": self._read_codes, "tablestructure": self._read_tables,
                   "line": self._read_lines, "polygon": self._read_polygons, "attribute": self._read_attributes}
        outside: List[int] = []
        while self.lines.peek() is not None:
            number = self.lines.number
            mark = section_mark(self.lines.take())
            self.lines.forget()
            if not mark.endswith("begin"):
                outside += [] if mark or len(outside) > 9 else [number]
                continue
            self.section = section = mark[:-5]
            self.seen.append(section)
            readers.get(section, self._skip)()
            if self.lines.peek() is None:
                self._note(tr("The file ends within the section {section} (line {line}): it is cut off.").format(
                    section=section, line=number))
            elif section_mark(self.lines.peek()) != f"{section}end":
                self._note(tr("Line {line}: the section {section} is not closed.").format(
                    line=self.lines.number, section=section))

        if outside:
            self._note(tr("Lines outside of any section were not read (lines {lines}).").format(
                lines=", ".join(map(str, outside))))

    def _goes_on(self) -> bool:
        """Whether the section has another line ahead; the end of some other section in between is passed over and told."""
        while True:
            mark = section_mark(self.lines.peek())
            if not mark:
                return self.lines.peek() is not None
            if mark.endswith("begin") or mark == f"{self.section}end":
                return False
            self._note(tr("Line {line}: {mark} stands within the section {section}; it was passed over.").format(
                line=self.lines.number, mark=mark, section=self.section))
            self.lines.take()

    def _note(self, text: str) -> None:
        if len(self.problems) < _MOST_PROBLEMS:
            self.problems.append(text)

    def _body(self) -> Iterator[Tuple[int, bytes]]:
        """Yield the lines of a section up to the next mark, which stays ahead."""
        while self._goes_on():
            number = self.lines.number
            yield number, self.lines.take() or b""
            self.lines.forget()

    def _skip(self) -> None:
        for _ in self._body():
            pass

    def _read_head(self) -> None:
        for _, line in self._body():
            key, found, value = line.partition(b":")
            if found:
                self.head.append((key.strip().lower(), value.strip() or value))
        keys = dict(self.head)
        self.separator = keys.get(b"separator", b",")[:1] or b","

    def _read_codes(self) -> None:
        self.declared += [line.split(self._cut(line)) for _, line in self._body()]

    def _cut(self, line: bytes) -> bytes:
        return self.separator if self.separator in line else b","

    def _read_tables(self) -> None:
        for _, line in self._body():
            parts = [part.strip() for part in line.split(self._cut(line))]
            if parts == [b"0"]:
                continue
            if len(parts) >= 2 and parts[1].isdigit() and not self._is_in_table():
                self.structures.append((parts, []))
            elif self.structures:
                self.structures[-1][1].append(parts[0])

    def _is_in_table(self) -> bool:
        """Whether the table before has not all of the fields its first line states."""
        if not self.structures:
            return False
        (head, fields) = self.structures[-1]
        return len(fields) < int(head[1][:6] or b"0")

    def _records(self) -> Records:
        codes = frozenset(parts[0].strip() for parts in self.declared if parts)
        topology = dict(self.head).get(b"topo")
        return Records(self.lines, codes, self.separator, None if topology is None else topology.strip() != b"0")

    def _read_lines(self) -> None:
        records = self._records()
        while self._goes_on():
            line = records.line()
            if line.fault:
                self._note(line.fault)
            self.store.add_line(line)
            self.lines.forget()

    def _read_polygons(self) -> None:
        records = self._records()
        while self._goes_on():
            self.store.add_polygon(records.polygon())
            self.lines.forget()

    def _read_attributes(self) -> None:
        table, positions = "", self._id_positions()
        names = {self._name(parts[0]) for parts, _ in self.structures}
        for number, line in self._body():
            if line.strip().lower() == b"tableend":
                table = ""
            elif not table or (self.separator not in line and self._name(line) in names):
                if table == "" and self.separator in line:
                    self._note(tr("Line {line}: an attribute row stands outside of a table.").format(line=number))
                    table = UNDECLARED
                    self.store.add_attributes(line.split(self.separator, 1)[0], table, number, line)
                else:
                    table = self._name(line)
            else:
                self.store.add_attributes(self._id_of(line, *positions.get(table, (0, 0))), table, number, line)

    def _id_of(self, line: bytes, at: int, fields: int) -> bytes:
        if at and line.count(self.separator) + 1 == fields:
            return line.split(self.separator)[at]
        return line.split(self.separator, 1)[0]

    def _id_positions(self) -> Dict[str, Tuple[int, int]]:
        """Return where tables have their BSM, and how many fields they have."""
        return {self._name(parts[0]): (next((i for i, f in enumerate(fields) if f.upper() == b"BSM"), 0), len(fields))
                for parts, fields in self.structures}

    def _name(self, raw: bytes) -> str:
        for encoding in ("utf-8", "gb18030"):
            try:
                return raw.strip().decode(encoding).casefold()
            except UnicodeDecodeError:
                continue
        return raw.strip().decode("latin-1").casefold()

    def result(self, chosen: str) -> VctFile:
        """Return the file, its classes settled."""
        if "polygon" not in self.seen and "attribute" not in self.seen:
            raise BadInput(tr("{name} has no section of polygons (PolygonBegin): it is not whole, or holds none."),
                           name=self.name)
        encoding, note = self._encoding(chosen)
        texts = [[_text(part, encoding) for part in parts] for parts in self.declared]
        tables = {self._name(parts[0]): Table(_text(parts[0], encoding), [_text(f, encoding) for f in fields])
                  for parts, fields in self.structures}
        head = {_text(key, encoding): _text(value, encoding) for key, value in self.head}
        classes = _classes(texts, tables)
        file = VctFile(self.name, head, classes, tables, encoding, note, self.store, frozenset(parts[0] for parts in texts),
                       frozenset(code for one in classes for code in one.codes),
                       _text(self.separator, "latin-1", strip=False), self.problems)
        _settle(file)
        return file

    def _encoding(self, chosen: str) -> Tuple[str, str]:
        if chosen:
            return required_encoding(chosen), tr("chosen by the user")
        failed, foreign = self.lines.failed, self.lines.foreign
        if failed == 0:
            return "utf-8", tr("all of the text fits")
        if foreign:
            self._note(tr("{utf8} lines are no UTF-8 and {gbk} no GBK: rows whose text is damaged carry that as a fault.").format(
                utf8=failed, gbk=foreign))
        return ("gb18030", tr("most of the text fits")) if foreign <= failed else ("utf-8", tr("most of the text fits"))


def _text(raw: bytes, encoding: str, strip: bool = True) -> str:
    text = raw.decode(encoding, errors="replace").lstrip("\ufeff")
    return text.strip() if strip else text


def _classes(declared: List[List[str]], tables: Dict[str, Table]) -> List[PolygonClass]:
    """Return the polygon classes a file declares: ``code, name, Polygon, …, table``."""
    found: Dict[str, PolygonClass] = {}
    for parts in declared:
        if len(parts) < 3 or parts[2].casefold() not in ("polygon", "面"):
            continue
        table = next((p for p in parts[3:] if p.casefold() in tables), parts[-1] if len(parts) > 3 else parts[0])
        known = found.setdefault(table.casefold(), PolygonClass(table, parts[1], []))
        known.codes.append(parts[0])
    others = {part.casefold() for parts in declared
              if parts[2:3] and parts[2].casefold() in _OTHERS for part in parts[3:]}
    for key, one in found.items():
        one.shared = key in others
    return list(found.values())


def _settle(file: VctFile) -> None:
    """Give each polygon its layer; polygons of undeclared codes go where they cannot get lost."""
    layers = {code: one.table for one in file.classes for code in one.codes}
    strays = 0
    for code, count in file.store.codes():
        file.store.put_into(code, layers.get(code, UNDECLARED).casefold())
        strays += 0 if code in layers else count
    for one in file.classes:
        one.polygons, one.rows = file.store.counts(one.table.casefold())
        if one.shared and one.rows:
            file.problems.append(tr("{count} attribute rows of the table {table} have no polygon; points or lines share the "
                                    "table, so they were left aside.").format(count=one.rows, table=one.table))
    file.classes[:] = [one for one in file.classes if one.polygons or (one.rows and not one.shared)]
    if strays and len(file.classes) == 1:
        file.store.put_all_into(UNDECLARED, file.classes[0].table.casefold())
        file.classes[0].polygons += strays
    elif strays:
        file.classes.append(PolygonClass(UNDECLARED, tr("undeclared"), [], strays))
    if strays:
        file.problems.append(tr("{count} polygons bear a feature code that the file does not declare for polygons.").format(
            count=strays))
    doubled = file.store.doubled_lines()
    if doubled:
        file.problems.append(tr("{count} line numbers stand more than once; polygons that refer to them are set aside.").format(
            count=doubled))
    known = {one.table.casefold() for one in file.classes} | set(file.tables)
    for layer, count in file.store.layers_of_attributes():
        if layer not in known:
            file.problems.append(tr("{count} attribute rows stand in the table {table}, which the file does not declare.").format(
                count=count, table=layer))
