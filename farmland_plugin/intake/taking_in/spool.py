"""Parcels on their way into the ledger, kept in a temporary file: half a million of them never sit in memory."""

from __future__ import annotations

import json
import os
import struct
import tempfile
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from typing import Any, Dict, Iterable, Iterator, List, Optional, Sequence, Tuple, Union

import numpy as np
import numpy.typing as npt

from ...domain.parcel import Parcel, Place
from ...domain.parcel_columns import ParcelColumns
from ...domain.wkb import envelope
from ...files import write_trouble
from ..fields.mapping import to_m2
from .block import IssuedText

_IN_MEMORY = 120_000  # parcels; more go to a file
_CROCKFORD = b"0123456789" + b"ABCDEFGHJKMNPQRSTVWXYZ"
_HEAD = struct.Struct("<4Q")
_CENTS = Decimal("0.01")
Floats = npt.NDArray[np.float64]


def new_uids(first: str, count: int) -> List[str]:
    """Return as many ULIDs, with the time of ``first`` (``Ledger.new_uid``) and a chance of their own each, in rising order.

    An index takes what rises much faster than what does not.
    """
    letters = np.frombuffer(_CROCKFORD, np.uint8)[np.frombuffer(os.urandom(16 * count), np.uint8) & 31]
    chance, stem = letters.tobytes().decode("ascii"), first[:10]
    return sorted(stem + chance[at : at + 16] for at in range(0, 16 * count, 16))


@dataclass
class Rows:
    """Some parcels-to-be of one layer, column by column.

    :param member: number of the layer. :param values: issued areas as text, :param units: those the texts name themselves.
    :param cents: official area, hundredths of m². :param texts: attributes as canonical JSON. :param issued: polygon as
        issued where ``geom`` differs from it. :param digests: SHA-256 of ``geom``, '' where it is the one of ``hashes``.
    :param bounds: float64 (n, 4) of ``geom``.
    """

    member: int = 0
    uids: List[str] = field(default_factory=list)
    numbers: List[str] = field(default_factory=list)
    townships: List[str] = field(default_factory=list)
    villages: List[str] = field(default_factory=list)
    values: List[str] = field(default_factory=list)
    units: List[str] = field(default_factory=list)
    repairs: List[str] = field(default_factory=list)
    hashes: List[str] = field(default_factory=list)
    digests: List[str] = field(default_factory=list)
    batches: List[str] = field(default_factory=list)
    files: List[str] = field(default_factory=list)
    rows: List[int] = field(default_factory=list)
    cents: List[int] = field(default_factory=list)
    texts: List[str] = field(default_factory=list)
    geoms: List[bytes] = field(default_factory=list)
    issued: List[Optional[bytes]] = field(default_factory=list)
    bounds: Floats = field(default_factory=lambda: np.zeros((0, 4)))

    def __len__(self) -> int:
        return len(self.uids)

    @cached_property
    def hundredths(self) -> List[int]:
        """Issued areas of at most two decimals in hundredths of their unit, -1 for all others; ask when ``values`` are there."""
        found = []
        for value in self.values:
            whole, _, part = value.partition(".")
            found.append(int(whole + (part + "00")[:2]) if len(part) <= 2 and whole.isdigit() else -1)
        return found

    _TEXTS = ("uids", "numbers", "townships", "villages", "values", "units", "repairs", "hashes", "digests", "batches",
              "files", "rows", "cents")

    def packed(self) -> bytes:
        """Return everything but ``bounds`` as bytes."""
        columns: Dict[str, Any] = {}
        for name in self._TEXTS:
            column = getattr(self, name)
            columns[name] = column[:1] if column and column.count(column[0]) == len(column) else column
        sizes = [len(geom) for geom in self.geoms] + [-1 if one is None else len(one) for one in self.issued]
        parts = [json.dumps([self.member, len(self), columns]).encode("ascii"),
                 "\n".join(self.texts).encode("utf-8", "surrogatepass"), np.asarray(sizes, "<i8").tobytes(),
                 b"".join(self.geoms) + b"".join(one for one in self.issued if one is not None)]
        return _HEAD.pack(*map(len, parts)) + b"".join(parts)

    @classmethod
    def unpacked(cls, data: bytes) -> Rows:
        """Return what ``packed`` wrote; ``bounds`` stay empty."""
        at, parts = _HEAD.size, []
        for size in _HEAD.unpack_from(data):
            parts.append(data[at : at + size])
            at += size
        member, count, columns = json.loads(parts[0])
        for name, column in columns.items():
            if len(column) < count:
                columns[name] = column * count
        sizes = np.frombuffer(parts[2], "<i8")
        edges = np.concatenate([[0], np.cumsum(np.maximum(sizes, 0))]).tolist()
        pieces = [parts[3][a:b] for a, b in zip(edges, edges[1:])]
        issued = [None if size < 0 else piece for size, piece in zip(sizes[count:].tolist(), pieces[count:])]
        return cls(member, **columns, texts=parts[1].decode("utf-8", "surrogatepass").split("\n") if count else [],
                   geoms=pieces[:count], issued=issued)


@dataclass(frozen=True)
class Layer:
    """What the parcels of one layer have in common: its CRS as stored and the unit of its areas."""

    crs: str = ""
    unit: str = "m2"


class Parcels:
    """Parcels, many of them in a temporary file; iterate as often as needed, each time they are made anew.

    ``layers`` (by member), ``parents`` (uid -> parent's uid) and ``places`` (uid -> where it lies) complete them and may be set
    after they were added. ``bounds`` are their envelopes, (n, 4), in the order of ``add``.
    """

    def __init__(self, in_memory: int = _IN_MEMORY) -> None:
        self.in_memory = in_memory
        self.layers: List[Layer] = []
        self.parents: Dict[str, str] = {}
        self.places: Dict[str, Place] = {}
        self._file: Any = None
        self._blocks: List[Tuple[int, int]] = []  # place and size in the file
        self._rows: List[Rows] = []  # while there is no file
        self._starts: List[int] = [0]
        self._bounds: List[Floats] = []
        self._held: Tuple[int, Rows] = (-1, Rows())

    @classmethod
    def of(cls, parcels: Iterable[Parcel], size: int = 4096) -> Parcels:
        """Return parcels of a ledger without their attributes, for comparing ground."""
        made, rows, boxes = cls(), Rows(), []
        made.layers.append(Layer())
        for parcel in parcels:
            boxes.append(envelope(parcel.geom))
            _append(rows, parcel)
            if len(rows) >= size:
                rows.bounds = np.asarray(boxes)
                made.add(rows)
                rows, boxes = Rows(), []
        if boxes:
            rows.bounds = np.asarray(boxes)
            made.add(rows)
        return made

    def add(self, rows: Rows) -> None:
        """Append parcels."""
        if not len(rows):
            return
        self._starts.append(self._starts[-1] + len(rows))
        self._bounds.append(rows.bounds)
        self._rows.append(rows)
        if self._file is not None or len(self) > self.in_memory:
            self._to_file()

    def _to_file(self) -> None:
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(prefix="farmland-")  # noqa: SIM115 (close does)
            for rows in self._rows:
                data = rows.packed()
                self._file.seek(0, os.SEEK_END)
                self._blocks.append((self._file.tell(), len(data)))
                self._file.write(data)
            self._file.flush()  # what does not fit any more is told here, not by the next who reads
        except OSError as error:
            raise write_trouble(error, tempfile.gettempdir()) from error
        self._rows.clear()

    def close(self) -> None:
        """Remove the file; afterwards nothing can be read."""
        if self._file is not None:
            self._file.close()
        self._rows.clear()

    def __len__(self) -> int:
        return self._starts[-1]

    @property
    def bounds(self) -> Floats:
        """Envelopes (n, 4): west, south, east, north."""
        if len(self._bounds) > 1:
            self._bounds = [np.concatenate(self._bounds)]
        return self._bounds[0] if self._bounds else np.zeros((0, 4))

    def blocks(self) -> Iterator[Rows]:
        """Yield the parcels as they were added."""
        for number in range(len(self._starts) - 1):
            yield self._block(number)

    def _block(self, number: int) -> Rows:
        if self._file is None:
            return self._rows[number]
        if self._held[0] != number:
            at, size = self._blocks[number]
            self._file.seek(at)
            self._held = number, Rows.unpacked(self._file.read(size))
        return self._held[1]

    def __iter__(self) -> Iterator[Parcel]:
        for rows in self.blocks():
            for at in range(len(rows)):
                yield self._parcel(rows, at)

    def some(self, numbers: Sequence[int]) -> Dict[int, Parcel]:
        """Return parcels by their number (place in the order of ``add``); cheapest in rising order."""
        found = {}
        for number in sorted(set(numbers)):
            rows, at = self._at(number)
            found[number] = self._parcel(rows, at)
        return found

    def wkb(self, numbers: Union[Sequence[int], npt.NDArray[np.int64]]) -> List[bytes]:
        """Return the polygons of parcels, by rising numbers."""
        found: List[bytes] = []
        wanted = np.asarray(numbers, np.int64)
        edges = np.searchsorted(wanted, self._starts)
        for block, (first, last) in enumerate(zip(edges.tolist(), edges[1:].tolist())):
            if first < last:
                geoms, start = self._block(block).geoms, self._starts[block]
                found += [geoms[number - start] for number in wanted[first:last].tolist()]
        return found

    def numbers(self, wanted: Iterable[int]) -> List[str]:
        """Return the numbers as issued of some parcels."""
        places = [self._at(one) for one in wanted]
        return [rows.numbers[at] for rows, at in places]

    def _at(self, number: int) -> Tuple[Rows, int]:
        block = int(np.searchsorted(self._starts, number, side="right")) - 1
        return self._block(block), number - self._starts[block]

    def columns(self) -> Iterator[ParcelColumns]:
        """Yield the parcels column by column, as a ledger takes them at once."""
        boxes, start = self.bounds, 0
        for rows in self.blocks():
            count, layer = len(rows), self.layers[rows.member]
            townships, villages = rows.townships, rows.villages
            if self.places:
                lie = [self._place(rows, at) for at in range(count)]
                townships, villages = [place[0] for place in lie], [place[1] for place in lie]
            yield ParcelColumns(
                rows.uids, rows.numbers, rows.batches[0], self._parents_of(rows), townships,
                villages, *self._issued_areas(rows), rows.cents, rows.texts, rows.files[0],
                rows.rows, layer.crs, rows.geoms, [own or seal for own, seal in zip(rows.digests, rows.hashes)], rows.hashes,
                rows.issued, rows.repairs, boxes[start : start + count].tolist())
            start += count

    def _parents_of(self, rows: Rows) -> List[str]:
        return [self.parents.get(uid, "") for uid in rows.uids] if self.parents else [""] * len(rows)

    def _place(self, rows: Rows, at: int) -> Tuple[str, str]:
        """Return township and village of a parcel: as issued, else where it was found to lie."""
        if rows.townships[at] or rows.villages[at] or rows.uids[at] not in self.places:
            return rows.townships[at], rows.villages[at]
        place = self.places[rows.uids[at]]
        return place.township, place.village

    def _issued_areas(self, rows: Rows) -> Tuple[List[Optional[float]], List[str]]:
        """Return the issued areas of some parcels as ``issued_m2`` has them: as numbers, and as text of four decimals."""
        numbers: List[Optional[float]] = []
        texts: List[str] = []
        unit = self.layers[rows.member].unit
        plain = unit in ("m2", "mu") and not any(rows.units)
        for at, hundredths in enumerate(rows.hundredths):
            if plain and hundredths >= 0:
                small = (hundredths * 400_000 + 3) // 6 if unit == "mu" else hundredths * 100
                numbers.append(small / 10_000)
                texts.append(f"{small // 10_000}.{small % 10_000:04d}")
            else:
                area = self.issued_m2(rows, at)
                numbers.append(None if area is None else float(area))
                texts.append("" if area is None else f"{area:.4f}")
        return numbers, texts

    def issued_m2(self, rows: Rows, at: int) -> Optional[Decimal]:
        """Return the issued area of a parcel in m², None when none was issued."""
        value, unit = rows.values[at], rows.units[at] or self.layers[rows.member].unit
        if not value:
            return None
        whole, _, part = value.partition(".")
        if unit == "mu" and len(part) <= 2 and whole.isdigit():
            return Decimal((int(whole + part.ljust(2, "0")) * 400_000 + 3) // 6).scaleb(-4)  # as ``to_m2`` rounds
        return Decimal(value) if unit == "m2" and "E" not in value else to_m2(Decimal(value), unit)

    def _parcel(self, rows: Rows, at: int) -> Parcel:
        uid, layer = rows.uids[at], self.layers[rows.member]
        township, village = self._place(rows, at)
        return Parcel(
            uid, rows.numbers[at], rows.batches[at], _CENTS * rows.cents[at], rows.geoms[at], rows.hashes[at],
            self.parents.get(uid), township, village, self.issued_m2(rows, at), IssuedText(rows.texts[at]), rows.files[at],
            rows.rows[at], layer.crs, rows.issued[at], rows.repairs[at])


def _append(rows: Rows, parcel: Parcel) -> None:
    rows.uids.append(parcel.parcel_uid)
    rows.numbers.append(parcel.source_no)
    rows.townships.append(parcel.township)
    rows.villages.append(parcel.village)
    rows.values.append("" if parcel.monitored_area_m2 is None else str(parcel.monitored_area_m2))
    rows.units.append("")
    rows.repairs.append(parcel.repair)
    rows.hashes.append(parcel.geom_hash)
    rows.digests.append("")
    rows.batches.append(parcel.batch_id)
    rows.files.append(parcel.source_file)
    rows.rows.append(parcel.source_row)
    rows.cents.append(int(parcel.area_m2 * 100))
    rows.texts.append("{}")
    rows.geoms.append(parcel.geom)
    rows.issued.append(None)


def cents_of(areas: Floats) -> List[int]:
    """Return areas in hundredths, rounded half-up exactly as ``round_half_up`` does; 0 for what is not finite."""
    scaled = np.where(np.isfinite(areas), areas, 0.0) * 100
    whole = np.floor(scaled + 0.5)
    doubtful = np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-4)
    cents = whole.astype(np.int64).tolist()
    for number in doubtful.tolist():
        cents[number] = int(Decimal(repr(float(areas[number]))).scaleb(2).quantize(Decimal(1), rounding="ROUND_HALF_UP"))
    return cents
