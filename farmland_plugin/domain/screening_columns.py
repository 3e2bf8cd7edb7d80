"""The facts of a screening held column by column: how a hundred thousand of them go into a ledger at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Any, Dict, Iterator, List, Sequence, Tuple

import numpy as np
import numpy.typing as npt

from .parcel import Overlap, Screening
from .seals import OVERLAP_TEXT, SCREENING_TEXT, quoted, width_text

IntArray = npt.NDArray[np.int64]
FloatArray = npt.NDArray[np.float64]

BLOCK = 20000
"""Rows made at a time: bounds the memory."""


@dataclass(frozen=True)
class _Columns:
    """Rows of parcels and red lines, each an index: `uids` of the parcels, `lines` with (red-line id, role)."""

    uids: Sequence[str]
    lines: Sequence[Tuple[str, str]]
    parcel: IntArray
    line: IntArray

    def __len__(self) -> int:
        return len(self.parcel)

    def _ranks(self) -> Tuple[IntArray, IntArray]:
        """The place of each row's parcel and red line among the others by their text."""
        return _rank(quoted(self.uids))[self.parcel], _rank(quoted([line for line, _ in self.lines]))[self.line]

    def _spans(self) -> Iterator[slice]:
        """Rows in their order, a few ten thousand at a time; those of one parcel stay together."""
        ends = np.r_[np.flatnonzero(self.parcel[1:] != self.parcel[:-1]) + 1, len(self)]
        start = 0
        while start < len(self):
            stop = int(ends[min(int(np.searchsorted(ends, start + BLOCK)), len(ends) - 1)])
            yield slice(start, stop)
            start = stop

    def _names(self, span: slice) -> List[List[Any]]:
        """Uid, red line and role of some rows."""
        ids, roles = _objects([line for line, _ in self.lines]), _objects([role for _, role in self.lines])
        line = self.line[span]
        return [_objects(self.uids)[self.parcel[span]].tolist(), ids[line].tolist(), roles[line].tolist()]

    def _quoted_names(self, span: slice) -> List[List[str]]:
        """The same as JSON text."""
        ids = _objects(quoted([line for line, _ in self.lines]))
        roles = _objects(quoted([role for _, role in self.lines]))
        parcels, back = np.unique(self.parcel[span], return_inverse=True)
        uids = _objects(quoted([self.uids[at] for at in parcels.tolist()]))
        line = self.line[span]
        return [uids[back].tolist(), ids[line].tolist(), roles[line].tolist()]


@dataclass(frozen=True)
class OverlapColumns(_Columns):
    """Overlap facts as ``Overlap`` has them: `code` is an index into `codes`, `area` and `net` hundredths of m²."""

    codes: Sequence[str]
    code: IntArray
    area: IntArray
    net: IntArray

    def __iter__(self) -> Iterator[Overlap]:
        metres, names = _Metres(), self._names(slice(None))
        for uid, line, role, code, area, net in zip(*names, self.code.tolist(), self.area.tolist(), self.net.tolist()):
            yield Overlap(uid, line, role, self.codes[code], metres[area], metres[net])

    def by_text(self) -> OverlapColumns:
        """The same rows in the order of their uids, red lines and classes."""
        parcel, line = self._ranks()
        order = np.lexsort((_rank(quoted(self.codes))[self.code], line, parcel))
        return replace(self, **{name: getattr(self, name)[order] for name in ("parcel", "line", "code", "area", "net")})

    def blocks(self) -> Iterator[Tuple[List[List[Any]], List[List[str]]]]:
        """Block after block: the columns of the table ``overlap``, and those of its rows' sealed text."""
        codes, texts = _objects(self.codes), _objects(quoted(self.codes))
        for span in self._spans():
            code, areas = self.code[span], (self.area[span], self.net[span])
            (uid, line, role), said = self._names(span), self._quoted_names(span)
            yield ([uid, line, role, codes[code].tolist(), *((cents / 100).tolist() for cents in areas)],
                   [said[0], said[1], texts[code].tolist(), said[2], *map(_decimals, areas)])

    TEXT = OVERLAP_TEXT


@dataclass(frozen=True)
class ScreeningColumns(_Columns):
    """Summaries as ``Screening`` has them, all of one moment: areas in hundredths of m², `width` metres with NaN for none,
    `notes` by (index of the parcel, index of the line).
    """

    covered: IntArray
    uncovered: IntArray
    double: IntArray
    closure: FloatArray
    width: FloatArray
    screened_at: str
    notes: Dict[Tuple[int, int], str] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Screening]:
        metres, span = _Metres(), slice(None)
        columns = (self.covered.tolist(), self.uncovered.tolist(), self.double.tolist(), self.closure.tolist(),
                   self._notes(span), self._widths(span))
        for uid, line, role, covered, uncovered, double, closure, note, width in zip(*self._names(span), *columns):
            yield Screening(uid, line, role, metres[covered], metres[uncovered], metres[double], closure, self.screened_at,
                            note, width)

    def by_text(self) -> ScreeningColumns:
        """The same rows in the order of their uids and red lines."""
        parcel, line = self._ranks()
        order = np.lexsort((line, parcel))
        names = ("parcel", "line", "covered", "uncovered", "double", "closure", "width")
        return replace(self, **{name: getattr(self, name)[order] for name in names})

    def blocks(self) -> Iterator[Tuple[List[List[Any]], List[List[str]]]]:
        """Block after block: the columns of the table ``screening``, and those of its rows' sealed text."""
        for span in self._spans():
            count, notes, widths = span.stop - span.start, self._notes(span), self._widths(span)
            areas = (self.covered[span], self.uncovered[span], self.double[span])
            metres = [(cents / 100).tolist() for cents in areas]
            yield ([*self._names(span), *metres, self.closure[span].tolist(), [self.screened_at] * count, notes, widths],
                   [*self._quoted_names(span), *map(_decimals, areas), quoted([self.screened_at]) * count, quoted(notes),
                    [""] * count if np.isnan(self.width[span]).all() else [width_text(width) for width in widths]])

    def _notes(self, span: slice) -> List[str]:
        if not self.notes:
            return [""] * len(self.parcel[span])
        return [self.notes.get(at, "") for at in zip(self.parcel[span].tolist(), self.line[span].tolist())]

    def _widths(self, span: slice) -> List[Any]:
        width = self.width[span]
        told = width.astype(object)
        told[np.isnan(width)] = None
        found: List[Any] = told.tolist()
        return found

    TEXT = SCREENING_TEXT


class _Metres(Dict[int, Decimal]):
    """Cents as square metres, each amount made once: most facts say nought."""

    def __missing__(self, cents: int) -> Decimal:
        self[cents] = metres = Decimal(cents).scaleb(-2)
        return metres


def _objects(values: Sequence[str]) -> npt.NDArray[Any]:
    """Texts as an array that can be picked from by an array of positions."""
    found = np.empty(len(values), dtype=object)
    found[:] = values
    return found


def _rank(texts: Sequence[str]) -> IntArray:
    """The place of each text among them all when sorted."""
    rank = np.empty(len(texts), dtype=np.int64)
    rank[sorted(range(len(texts)), key=texts.__getitem__)] = np.arange(len(texts))
    return rank


def _decimals(cents: IntArray) -> List[str]:
    """Hundredths as text with two decimals, each amount made once."""
    known, back = np.unique(cents, return_inverse=True)
    texts: List[str] = _objects([f"{one // 100}.{one % 100:02d}" for one in known.tolist()])[back].tolist()
    return texts
