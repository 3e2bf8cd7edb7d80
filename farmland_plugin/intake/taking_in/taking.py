"""One layer of a hand-over, read to its end: rows become parcels-to-be, clues or quarantined rows, block by block."""

from __future__ import annotations

import hashlib
import re
from array import array
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable, Dict, Generator, Iterable, List, NamedTuple, Optional, Sequence, Tuple

import numpy as np
import numpy.typing as npt
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext

from ...domain.area import AreaRule, LonLat, areas_of_wkb
from ...domain.codes import Dictionary, normalised
from ...domain.errors import BadInput
from ...domain.parcel import Clue, Quarantined
from ...domain.progress import Feedback
from ...domain.wkb import envelope, geometry_hash
from ...i18n import tr
from ...ledger.crs import words_of
from ..fields import mapping
from ..fields.unknown_codes import CODED, is_known
from ..readers.base import Block, Source, SourceFeature
from .geometry import Normaliser, Rejected, Shape, is_point, is_sliver, mean_width, perimeter_of, zero_area
from .plain import Plain, Taken
from .spool import Layer, Parcels, Rows, cents_of, new_uids

_SIMPLE = re.compile(r"\d{1,12}(?:\.\d{1,12})?")  # an area that needs no closer look
_PLACES = 200  # rows of a layer from which its mapping is settled
_NAMED_ROWS = 20
_FAR_OFF = 2.0  # an issued area this many times the measured one, or its fraction, is worth a look
Floats = npt.NDArray[np.float64]
Inside = Callable[[Floats], npt.NDArray[np.bool_]]


class Doubt(NamedTuple):
    """Something of one row that a person should look at; nothing was changed for it.

    :param code: sliver, outside, area, number, unnumbered or place.
    """

    code: str
    file: str
    row: int
    source_no: str
    text: str


@dataclass
class Member:
    """What one layer of the hand-over gave; ``settled`` is how its fields were mapped and why."""

    source: Source
    settled: mapping.Mapping
    unit: Optional[mapping.AreaUnit] = None
    notes: List[str] = field(default_factory=list)
    unknown: List[str] = field(default_factory=list)
    profile: str = ""
    read: int = 0
    taken: int = 0
    unnumbered: List[int] = field(default_factory=list)

    @property
    def fields(self) -> Dict[str, str]:
        """Meaning -> field."""
        return self.settled.fields


@dataclass
class Surroundings:
    """What taking needs of the ledger and of the caller.

    :param inside: tells which points (ledger CRS) lie in the county, None without an outline.
    """

    crs: QgsCoordinateReferenceSystem
    context: QgsCoordinateTransformContext
    rule: AreaRule
    lonlat: Optional[LonLat]
    dictionary: Callable[[str], Dictionary]
    new_uid: Callable[[], str]
    batch_id: str
    area_unit: str
    feedback: Feedback
    inside: Optional[Inside] = None


class _Measured(NamedTuple):
    """A row that has become a shape: its place in the block, and what is known of the shape."""

    place: int
    shape: Shape
    area: float
    perimeter: float
    centre: Tuple[float, float]
    bounds: Tuple[float, float, float, float]


@dataclass
class Taking:
    """Collects parcels, clues, quarantined rows and doubts over the layers of one hand-over."""

    around: Surroundings
    parcels: Parcels = field(default_factory=Parcels)
    clues: List[Clue] = field(default_factory=list)
    quarantined: List[Quarantined] = field(default_factory=list)
    doubts: List[Doubt] = field(default_factory=list)
    members: List[Member] = field(default_factory=list)
    parent_numbers: List[Tuple[str, str, str]] = field(default_factory=list)
    numbers: Dict[str, int] = field(default_factory=dict)
    outside: int = 0
    seen: int = 0

    def take(self, member: Member, progress: Callable[[float], None]) -> None:
        """Read one layer to its end.

        :param progress: told the share that is done, 0 to 1.
        :raises BadInput: when all of it lies outside the area of a CRS, or the unit of its areas cannot be told.
        """
        number = len(self.members)
        self.members.append(member)
        layer = _Layer(self, member, number)
        with closing(layer.looked_at(member.source.blocks())) as blocks:
            for block, plain in blocks:
                self.around.feedback.check()
                layer.take(block, plain)
                progress(min(1.0, member.read / max(member.source.count, 1)))
        if not member.taken and member.read and layer.out_of_place == member.read:
            raise BadInput(tr("{name} lies outside the ledger's CRS {crs}: {reason}; check CRS and the choice of file."),
                           name=member.source.name, crs=words_of(self.around.crs), reason=self.quarantined[-1].reason)
        layer.finish()


class _Layer:
    """One layer while it is read."""

    def __init__(self, state: Taking, member: Member, number: int) -> None:
        self.state, self.member, self.number = state, member, number
        self.around = state.around
        source = member.source
        self.normaliser = Normaliser(source.crs, self.around.crs, self.around.context, self.around.rule, self.around.lonlat,
                                     source.shift)
        self.codes = mapping.UnknownCodes(member.fields, self.around.dictionary)
        self.code_fields = {meaning: member.fields[meaning] for meaning in CODED if member.fields.get(meaning)}
        self.known_codes: Dict[str, Dict[str, bool]] = {meaning: {} for meaning in self.code_fields}
        self.values, self.areas, self.rows = array("d"), array("d"), array("q")
        self.named: Dict[str, int] = {}
        self.per_unit: Dict[int, str] = {}
        self.unread: List[int] = []
        self.first = len(state.parcels)
        self.out_of_place = 0

    def looked_at(self, blocks: Iterable[Block]) -> Generator[Tuple[Block, Plain], None, None]:
        """Yield blocks, each when the next one has been read; meanwhile another thread looks at its polygons."""
        before: Optional[Tuple[Block, Plain]] = None
        with ThreadPoolExecutor(1) as aside:
            for block in blocks:
                now = block, Plain(block, self.normaliser, aside)
                if before is not None:
                    yield before
                before = now
            if before is not None:
                yield before

    def take(self, block: Block, shapes: Plain) -> None:
        """Take the rows of a block, in their order."""
        self.member.read += len(block)
        self._look_at_codes(block)
        plain = shapes.take(self.around.rule, self.around.lonlat)
        left = np.ones(len(block), dtype=bool)
        if plain is not None:
            left[plain.which] = False
        odd = self._odd(block, np.flatnonzero(left).tolist())
        rows = self._rows(block, plain, odd)
        self.member.taken += len(rows)
        self.state.parcels.add(rows)

    def _look_at_codes(self, block: Block) -> None:
        """Have the codes counted that stand in no dictionary; the others tell nothing."""
        for meaning, name in self.code_fields.items():
            column, known = block.column(name), self.known_codes[meaning]
            for value in set(column) - known.keys():
                known[value] = not value.strip() or is_known(self.around.dictionary(CODED[meaning]), value)
            if not all(known[value] for value in set(column)):
                for value in column:
                    if not known[value]:
                        self.codes.take({name: value})

    def _odd(self, block: Block, places: Sequence[int]) -> List[_Measured]:
        """Take the rows that are not plain one by one."""
        shapes: List[Tuple[int, Shape]] = []
        for place in places:
            wkb = block.wkb[place]
            try:
                if block.faults[place]:
                    raise Rejected(block.faults[place])
                if is_point(wkb):
                    self._clue(block, place, self.normaliser.take_point(wkb or b""))
                else:
                    shapes.append((place, self.normaliser.take(wkb)))
            except Rejected as reason:
                self._set_aside(block, place, str(reason))
                self.out_of_place += reason.out_of_place
            if place % 200 == 0:
                self.around.feedback.check()
        areas = areas_of_wkb([shape.geom for _, shape in shapes], self.around.rule, self.around.lonlat)
        measured = []
        for (place, shape), area in zip(shapes, areas.tolist()):
            box = envelope(shape.geom)
            measured.append(_Measured(place, shape, area, perimeter_of(shape.geom, self.around.rule.code == "degrees"),
                                      ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), box))
        return measured

    def _set_aside(self, block: Block, place: int, reason: str) -> None:
        self.state.quarantined.append(Quarantined(self.member.source.name, block.rows[place], reason,
                                                  dict(block.attributes[place]), block.wkb[place]))

    def _clue(self, block: Block, place: int, xy: Tuple[float, float]) -> None:
        source, row = self.member.source, block.rows[place]
        attributes = dict(block.attributes[place])
        number = attributes.get(self.member.fields.get("source_no", ""), "").strip() or self._own_number(row)
        self.state.clues.append(Clue(self.around.new_uid(), self.around.batch_id, number, *xy, attributes, source.name, row,
                                     source.crs_text()))
        self._look_where(np.asarray([xy]), [row], [number])

    def _own_number(self, row: int) -> str:
        self.member.unnumbered.append(row)
        return f"{Path(self.member.source.name.partition('|')[0]).stem}-{row}"

    def _rows(self, block: Block, plain: Optional[Taken], odd: Sequence[_Measured]) -> Rows:
        """Return the parcels of a block in the order of its rows; those whose area rounds to nothing are set aside."""
        count = len(block)
        area, perimeter = np.full(count, np.nan), np.zeros(count)
        centre, bounds = np.zeros((count, 2)), np.zeros((count, 4))
        geoms: Dict[int, bytes] = {}
        shapes = {one.place: one.shape for one in odd}
        if plain is not None:
            area[plain.which], perimeter[plain.which] = plain.area, plain.perimeter
            centre[plain.which], bounds[plain.which] = plain.centre, plain.bounds
            geoms = dict(zip(plain.which.tolist(), plain.geom))
        for one in odd:
            area[one.place], perimeter[one.place], centre[one.place], bounds[one.place] = one[2:]
            geoms[one.place] = one.shape.geom
        cents = cents_of(area)
        kept = [place for place in range(count) if place in geoms and cents[place] > 0]
        if len(kept) < len(geoms):
            for place in sorted(set(geoms) - set(kept)):
                self._set_aside(block, place, zero_area())
        if not kept:
            return Rows()
        rows = self._columns(block, kept, [cents[place] for place in kept], geoms, shapes)
        rows.bounds = bounds[kept]
        self._look_at(rows, np.asarray(rows.cents) / 100.0, perimeter[kept], centre[kept])
        return rows

    def _columns(self, block: Block, kept: List[int], cents: List[int], geoms: Dict[int, bytes],
                 shapes: Dict[int, Shape]) -> Rows:
        source, fields = self.member.source, self.member.fields
        whole = len(kept) == len(block)

        def some(column: List[Any]) -> List[Any]:
            return column if whole else [column[place] for place in kept]

        def mapped(meaning: str) -> List[str]:
            name = fields.get(meaning, "")
            return [value.strip() for value in some(block.column(name))] if name else [""] * len(kept)

        rows = Rows(self.number, new_uids(self.around.new_uid(), len(kept)), cents=cents, rows=some(block.rows))
        rows.numbers = [number or self._own_number(row) for number, row in zip(mapped("source_no"), rows.rows)]
        issued = list(zip(mapped("township"), mapped("village")))
        known = {pair: (_town(*pair), _place(pair[1], 12)) for pair in set(issued)}
        rows.townships, rows.villages = [known[pair][0] for pair in issued], [known[pair][1] for pair in issued]
        self._monitored(rows, some(block.column(fields["monitored_area"])) if fields.get("monitored_area") else None)
        rows.geoms = [geoms[place] for place in kept]
        rows.hashes = [hashlib.sha256(geom).hexdigest() for geom in rows.geoms]
        rows.issued, rows.repairs, rows.digests = [None] * len(kept), [""] * len(kept), [""] * len(kept)
        for number, place in enumerate(kept if shapes else ()):
            if place in shapes:
                shape, rows.digests[number] = shapes[place], rows.hashes[number]
                rows.hashes[number], rows.repairs[number] = geometry_hash(shape.planar), shape.repair
                rows.issued[number] = shape.planar if shape.changed else None
        rows.texts = some(block.texts())
        rows.batches, rows.files = [self.around.batch_id] * len(kept), [source.name] * len(kept)
        named = mapped("parent_no")
        self.state.parent_numbers.extend(one for one in zip(rows.uids, rows.numbers, named) if one[2] or "_" in one[1])
        return rows

    def _monitored(self, rows: Rows, column: Optional[List[str]]) -> None:
        """Read the issued areas; their unit is concluded when the layer has been read."""
        count = len(rows.cents)
        rows.values, rows.units = [""] * count, [""] * count
        if column is None:
            return
        for number, text in enumerate(column):
            if not text:
                continue
            if _SIMPLE.fullmatch(text):
                rows.values[number] = text
                continue
            value, unit = mapping.parse_area(text)
            if value is None:
                self.unread.append(rows.rows[number])
            else:
                rows.values[number], rows.units[number] = str(value), unit
                if unit:
                    self.named[unit] = self.named.get(unit, 0) + 1
                    self.per_unit[len(self.values) + number] = unit
        self.values.extend([float(value) if value else float("nan") for value in rows.values])
        self.areas.extend([cents / 100.0 for cents in rows.cents])
        self.rows.extend(rows.rows)

    def _look_at(self, rows: Rows, area: Floats, perimeter: Floats, centre: Floats) -> None:
        """Note the doubts about the shapes of some parcels."""
        numbers, state = rows.numbers, self.state
        width = mean_width(area, perimeter)
        for place in np.flatnonzero(is_sliver(area, width)).tolist():
            self._doubt("sliver", rows.rows[place], numbers[place], tr("a sliver: {width} m wide on average, {area} m²").format(
                width=f"{width[place]:.2f}", area=f"{area[place]:.2f}"))
        self._look_where(centre, rows.rows, numbers)
        for number in numbers:
            state.numbers[number] = state.numbers.get(number, 0) + 1

    def _look_where(self, centre: Floats, rows: Sequence[int], numbers: Sequence[str]) -> None:
        self.state.seen += len(rows)
        if self.around.inside is None:
            return
        for place in np.flatnonzero(~self.around.inside(centre)).tolist():
            self.state.outside += 1
            self._doubt("outside", rows[place], numbers[place], tr("it lies outside the county"))

    def _doubt(self, code: str, row: int, number: str, text: str) -> None:
        self.state.doubts.append(Doubt(code, self.member.source.name, row, number, text))

    def finish(self) -> None:
        """Conclude what needs the whole layer: the unit of the areas, codes nobody knows, rows without a number."""
        member = self.member
        member.unknown = self.codes.notes()
        self._conclude_unit()
        self.state.parcels.layers.append(Layer(member.source.crs_text(), member.unit.code if member.unit else "m2"))
        if member.unnumbered:
            member.notes.append(tr("{count} rows have no number and were numbered by file and row (rows {rows})").format(
                count=len(member.unnumbered), rows=some_rows(member.unnumbered)))

    def _conclude_unit(self) -> None:
        member, name = self.member, self.member.fields.get("monitored_area", "")
        if not name:
            member.notes.append(tr("no field of the monitored area was found"))
            return
        values, areas = np.frombuffer(self.values), np.frombuffer(self.areas)
        plain = [None if value != value or at in self.per_unit else value for at, value in enumerate(self.values)]
        member.unit = mapping.conclude_unit(
            name, plain, self.areas, chosen=self.around.area_unit, known_unit=member.source.area_unit,
            hint=member.settled.area_unit, hint_why=member.settled.area_unit_why,
            named=[unit for unit, count in self.named.items() for _ in range(count)])
        if self.unread:
            member.notes.append(tr("{count} monitored areas are no numbers and were left empty (rows {rows})").format(
                count=len(self.unread), rows=some_rows(self.unread)))
        per_m2 = np.full(len(values), mapping.PER_M2[member.unit.code])
        for at, unit in self.per_unit.items():
            per_m2[at] = mapping.PER_M2[unit]
        issued = values / per_m2
        suspects = _far_off(issued, areas)
        odd = [self.rows[at] for at in suspects]
        if odd:
            member.notes.append(tr("{count} monitored areas are less than half or more than twice the measured area (rows "
                                   "{rows})").format(count=len(odd), rows=some_rows(odd)))
        numbers = self.state.parcels.numbers([self.first + at for at in suspects])
        for at, number in zip(suspects, numbers):
            text = tr("the issued area is {issued} m², the measured one {measured} m²")
            self._doubt("area", self.rows[at], number, text.format(issued=f"{issued[at]:.2f}", measured=f"{areas[at]:.2f}"))


def _far_off(issued: Floats, areas: Floats) -> List[int]:
    """Return which issued areas (NaN: none) are at least twice or at most half the measured ones: another unit, or a slip."""
    ratio = np.divide(issued, areas, out=np.ones_like(areas), where=~np.isnan(issued))
    return np.flatnonzero((ratio <= 1 / _FAR_OFF) | (ratio >= _FAR_OFF)).tolist()


def some_rows(rows: Sequence[int]) -> str:
    """Return the first row numbers as text."""
    return ", ".join(map(str, rows[:_NAMED_ROWS])) + (" …" if len(rows) > _NAMED_ROWS else "")


def _town(township: str, village: str) -> str:
    """Return the township's code: its own field, else the first nine digits of the village's."""
    return _place(township, 9) or _place(village, 9)[:9]


def _place(text: str, digits: int) -> str:
    """Return a place code cut to its level (9 township, 12 village; 19-digit codes begin with them), else ''."""
    if not text:
        return ""
    code = text if text.isascii() and text.isdigit() else normalised(text)
    return code[:digits] if code.isdigit() and len(code) >= digits else ""


def first_rows(source: Source) -> List[SourceFeature]:
    """Return the first rows of a layer, from which its mapping and its place are judged."""
    for block in source.blocks(_PLACES):
        return [SourceFeature(*row) for row in zip(block.rows, block.wkb, block.attributes, block.faults)]
    return []


__all__ = ["Doubt", "Member", "Surroundings", "Taking", "first_rows", "some_rows"]
