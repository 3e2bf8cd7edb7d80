"""All parcels of the open ledger in memory, column by column, so that 100,000 of them are filtered and sorted at once.

Labels become small numbers when the rows are loaded; a filter is then a mask over numpy arrays, a sort a sort of numbers.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any, Callable, Iterable, Mapping, NamedTuple, Sequence

import numpy as np

from ...domain.counted_once import WITHDRAWN
from ...domain.gradual import Gradual, at_once, in_parts
from ...i18n import tr
from ..lights import left_text
from ..parcels.beside import Beside
from ..parcels.query import NO_DEADLINE, OVERDUE, ParcelQuery
from ..parcels.task_lists import TaskList
from ..terms import Terms, mu
from .parcel_rows import (
    AREA,
    BATCH,
    COMPUTED,
    DISPOSITION,
    FINDING,
    FLAGS,
    LEFT,
    NUMBER,
    STATUS,
    TOWNSHIP,
    VILLAGE,
    Row,
)

ON_HOLD, IN_FORCE, REPLACED = "*hold", "*in_force", "*replaced"
HARD = "hard_case"
TEXTS = (TOWNSHIP, STATUS, FINDING, DISPOSITION, BATCH, VILLAGE, FLAGS)  # columns of few different words
FAR = np.iinfo(np.int64).max
MICRO = 6  # areas are summed as whole millionths of a m²


class Sums(NamedTuple):
    """What some parcels come to: those in force and their area in m², those replaced, those counted with another."""

    count: int
    m2: Decimal
    replaced: int
    beside: int


FIGURES: dict[str, tuple[Callable[[Row], Any], Any]] = {
    "micro": (lambda row: int(row.shown_m2.scaleb(MICRO)), np.int64),
    "computed": (lambda row: int(row.area_m2.scaleb(MICRO)), np.int64),
    "done": (lambda row: row.finished, np.bool_),
    "gone": (lambda row: row.replaced is not None, np.bool_),
    "held": (lambda row: bool(row.hold), np.bool_),
    "hard": (lambda row: HARD in row.flags, np.bool_),
}


class _Words:
    """A column of few different words: a number for each row, and the words."""

    def __init__(self) -> None:
        self.words: list[str] = []
        self._numbers: dict[str, int] = {}
        self._waiting: list[int] = []
        self.codes = np.empty(0, np.int32)

    def add(self, words: Iterable[str]) -> None:
        """Add the words of further rows, which count once they are settled."""
        self._waiting += map(self.number, words)

    def settle(self) -> None:
        """Take up the rows that were added."""
        self.codes, self._waiting = np.array(self._waiting, np.int32), []

    def number(self, word: str) -> int:
        """Return the number of a word, a new one when it was not there yet."""
        found = self._numbers.setdefault(word, len(self.words))
        if found == len(self.words):
            self.words.append(word)
        return found

    def ranks(self) -> np.ndarray:
        """Return each row's place in the order of the words."""
        ranks = np.empty(len(self.words), np.int32)
        ranks[sorted(range(len(self.words)), key=self.words.__getitem__)] = np.arange(len(self.words))
        return ranks[self.codes]

    def equal(self, word: str) -> np.ndarray:
        """Return which rows have a word."""
        return self.codes == self._numbers.get(word, -1)


class _Columns:
    """What a table holds of its rows."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = rows
        self.words = {column: _Words() for column in TEXTS}
        self.status = _Words()
        self.haystack: list[str] = []
        self.positions: dict[str, int] = {}
        self.figures: dict[str, np.ndarray] = {}
        self.tasks: dict[str, np.ndarray] = {}
        self.newest: dict[str, int] = {}


class ParcelTable:
    """The rows in the order of their numbers, and what filters and sorts them.

    :param beside: what is read from the ledger only when somebody asks for it.
    """

    def __init__(self, beside: Beside) -> None:
        self.beside = beside
        self.lists: list[TaskList] = []
        self.apart: Mapping[str, tuple[str, ...]] = {}  # parcels that are counted with others, and with which
        self._terms = Terms()
        self._labels: dict[tuple[str, str], str] = {}
        self.load([], self._terms)

    def load(self, rows: Sequence[Row], terms: Terms) -> None:
        """Hold these rows instead of the present ones."""
        self.take(at_once(self.gathering(rows, terms)))

    def gathering(self, rows: Sequence[Row], terms: Terms) -> Gradual[_Columns]:
        """Return, in steps, what ``take`` makes the table hold; the present rows stay until then."""
        if terms is not self._terms:
            self._terms, self._labels = terms, {}
        made = _Columns(sorted(rows, key=lambda row: row.number))
        figures: dict[str, list[Any]] = {name: [] for name in FIGURES}
        tasks: dict[str, list[bool]] = {one.code: [] for one in self.lists}
        made.newest = {one.code: one.newest(made.rows) for one in self.lists}
        for some in in_parts(made.rows):
            made.positions.update((row.uid, at) for at, row in enumerate(some, len(made.haystack)))
            made.haystack += map(self._hay, some)
            made.status.add(row.status for row in some)
            for column, words in made.words.items():
                words.add(self.text(row, column) for row in some)
            for name, (of, _kind) in FIGURES.items():
                figures[name] += map(of, some)
            for one in self.lists:
                tasks[one.code] += [one.holds(row, made.newest[one.code]) for row in some]
            yield
        for words in (made.status, *made.words.values()):
            words.settle()
        made.figures = {name: np.array(figures[name], kind) for name, (_of, kind) in FIGURES.items()}
        made.tasks = {code: np.array(held, np.bool_) & ~made.figures["gone"] for code, held in tasks.items()}
        yield
        return made

    def take(self, made: _Columns) -> None:
        """Hold what was gathered instead of the present rows."""
        self.rows, self.haystack, self._positions = made.rows, made.haystack, made.positions
        self._words, self._status, self._figures, self._tasks = made.words, made.status, made.figures, made.tasks
        self._newest = made.newest
        self.beside.forget(self._positions)

    @property
    def _done(self) -> np.ndarray:
        return self._figures["done"]

    @property
    def _gone(self) -> np.ndarray:
        return self._figures["gone"]

    def replace(self, rows: Iterable[Row]) -> bool:
        """Update rows in place; False, and nothing done, when one is not held (load again then)."""
        fresh = list(rows)
        if any(row.uid not in self._positions for row in fresh):
            return False
        for row in fresh:
            at = self._positions[row.uid]
            self.rows[at] = row
            for column, words in self._words.items():
                words.codes[at] = words.number(self.text(row, column))
            self._status.codes[at] = self._status.number(row.status)
            self.haystack[at] = self._hay(row)
            for name, (of, _kind) in FIGURES.items():
                self._figures[name][at] = of(row)
            for one in self.lists:
                if one.code in self._tasks:
                    self._tasks[one.code][at] = one.holds(row, self._newest[one.code]) and row.replaced is None
        return True

    def position(self, uid: str) -> int:
        """Return where a parcel stands in ``rows``, -1 when it is not held."""
        return self._positions.get(uid, -1)

    def positions(self, uids: Iterable[str]) -> np.ndarray:
        """Return where parcels stand; those not held are left out."""
        found = self._positions
        return np.array([found[uid] for uid in uids if uid in found], np.int64)

    # -- asking -----------------------------------------------------------------------------------------------------

    def mask(self, query: ParcelQuery) -> np.ndarray:
        """Return which rows a query leaves; the ledger is read only for a red line or a deadline nobody asked for before."""
        kept = np.ones(len(self.rows), np.bool_)
        if query.unfinished:
            kept &= ~(self._done | self._gone)
        if query.status:
            special = {ON_HOLD: self._figures["held"], IN_FORCE: ~self._gone, REPLACED: self._gone}
            kept &= special[query.status] if query.status in special else self._status.equal(query.status)
        for column, word in ((BATCH, query.batch), (TOWNSHIP, query.township)):
            if word:
                kept &= self._words[column].equal(word)
        if query.hard:
            kept &= self._figures["hard"]
        if query.task:
            kept &= self.task(query.task)
        kept = self._mask_beside(query, kept)
        for word in query.text.lower().split():
            at = np.flatnonzero(kept)
            haystack = self.haystack
            kept[at] = np.fromiter((word in haystack[one] for one in at.tolist()), np.bool_, len(at))
        return kept

    def _mask_beside(self, query: ParcelQuery, kept: np.ndarray) -> np.ndarray:
        if query.role:
            areas = self.beside.role_mu(query.role)
            kept = kept & (areas > 0) & (areas >= query.least_mu)
        if query.due:
            kept = kept & self._due(query.due)
        if query.extent is not None:
            boxes = self.beside.boxes()
            west, south, east, north = query.extent
            kept = kept & (boxes[:, 2] >= west) & (boxes[:, 0] <= east) & (boxes[:, 3] >= south) & (boxes[:, 1] <= north)
        if query.only is not None:
            named = np.zeros(len(self.rows), np.bool_)
            named[self.positions(query.only)] = True
            kept = kept & named
        return kept

    def unscreened(self, query: ParcelQuery) -> int:
        """Return how many parcels in force a query would ask about, had they been screened against its red line."""
        if not query.role:
            return 0
        asked = self.mask(replace(query, role="")) & ~self._gone
        return int((asked & np.isnan(self.beside.role_mu(query.role))).sum())

    def _due(self, due: str) -> np.ndarray:
        left = self.beside.days_left()
        if due == NO_DEADLINE:
            return np.isnan(left)
        overdue = self.beside.overdue()
        if due == OVERDUE:
            return overdue
        return ~overdue & (left <= (int(due) if due.isdigit() else 0))

    def task(self, code: str) -> np.ndarray:
        """Return which rows belong to a task list; those no longer in force belong to none, an unknown list has none."""
        one = next((one for one in self.lists if one.code == code), None)
        if one is None:
            return np.zeros(len(self.rows), np.bool_)
        if code not in self._tasks:
            self._newest[code] = one.newest(self.rows)
            self._tasks[code] = np.array([one.holds(row, self._newest[code]) for row in self.rows], np.bool_) & ~self._gone
        kept = self._tasks[code].copy()
        for other in one.not_in:
            held = self._tasks[other] if other in self._tasks else self.task(other)
            kept &= ~held
            for ground in self._grounds():
                if held[ground].any():
                    kept[ground] = False
        return kept

    def once(self, held: np.ndarray) -> np.ndarray:
        """Return which of some rows count where every ground counts once: of those on one ground what stands for it."""
        kept = held.copy()
        for ground in self._grounds():
            here = ground[held[ground]]
            if len(here) > 1:
                stands = [at for at in here.tolist() if self.rows[at].uid not in self.apart] or here.tolist()[:1]
                kept[here] = False
                kept[stands] = True
        return kept

    def _grounds(self) -> list[np.ndarray]:
        """Return the positions of the parcels that lie on the same ground, ground by ground."""
        found: dict[str, set[str]] = {}
        for uid, instead in self.apart.items():
            found.setdefault(min(instead, default=uid), set()).update((uid, *instead))
        return [self.positions(sorted(members)) for members in found.values()]

    def order(self, column: int, descending: bool) -> np.ndarray:
        """Return the rows' positions sorted by a column, equal ones by number."""
        if column == NUMBER:
            keys = np.arange(len(self.rows))
        elif column in (AREA, COMPUTED):
            keys = self._figures["micro" if column == AREA else "computed"]
        elif column == LEFT:
            left = self.beside.days_left()
            keys = np.where(np.isnan(left), FAR, np.nan_to_num(left)).astype(np.float64)
        else:
            keys = self._words[column].ranks()
        order = np.argsort(keys, kind="stable")
        return order[::-1] if descending else order

    # -- telling ----------------------------------------------------------------------------------------------------

    def sums(self, at: np.ndarray) -> Sums:
        """Return what the rows at some positions come to."""
        gone = self._gone[at]
        total = int(self._figures["micro"][at][~gone].sum()) if len(at) else 0
        beside = 0
        if self.apart:
            apart = self.positions(self.apart)
            beside = int(np.isin(apart, at).sum()) if len(apart) else 0
        return Sums(int((~gone).sum()), Decimal(total).scaleb(-MICRO), int(gone.sum()), beside)

    def finished(self) -> tuple[int, int]:
        """Return how many parcels in force have been determined, and how many are in force."""
        return int((self._done & ~self._gone).sum()), int((~self._gone).sum())

    def pending(self, at: int) -> bool:
        """Whether the row at a position is unfinished work."""
        return not (self._done[at] or self._gone[at])

    def words(self, column: int) -> list[str]:
        """Return the different words of a column that some row has, in order."""
        used = self._words[column]
        return sorted(word for word in (used.words[code] for code in np.unique(used.codes).tolist()) if word)

    def any_replaced(self) -> bool:
        """Whether some parcel is no longer in force."""
        return bool(self._gone.any())

    def text(self, row: Row, column: int) -> str:
        """Return what a cell shows."""
        plain = {NUMBER: row.number, TOWNSHIP: row.township, VILLAGE: row.village, BATCH: row.batch}
        if column in plain:
            return plain[column]
        if column in (AREA, COMPUTED):
            return mu(row.shown_m2 if column == AREA else row.area_m2)
        if column == STATUS:
            return self._status_text(row)
        if column == FINDING:
            return self._label("finding", row.finding)
        if column == DISPOSITION:
            return self._label("disposition", row.disposition)
        if column == FLAGS:
            return tr(", ").join(self._label("flag", flag) for flag in row.flags)
        standing = self.beside.standing(row.uid)
        return left_text(standing) if standing is not None else ""

    def _status_text(self, row: Row) -> str:
        status = self._label("status", row.status)
        if row.replaced is not None:
            word = tr("withdrawn") if row.replaced.why == WITHDRAWN else tr("replaced")
            return tr("{status} · {hold}").format(status=word, hold=status)
        return tr("{status} · {hold}").format(status=status, hold=self._label("hold", row.hold)) if row.hold else status

    def _label(self, dictionary: str, code: str) -> str:
        key = dictionary, code
        if key not in self._labels:
            self._labels[key] = self._terms.label(dictionary, code)
        return self._labels[key]

    def colour(self, status: str) -> str:
        """Return the colour of a status."""
        return self._terms.colour("status", status)

    def _hay(self, row: Row) -> str:
        words = (row.number, row.township, row.village, row.batch, self.text(row, FINDING), self.text(row, DISPOSITION))
        return " ".join(words).lower()
