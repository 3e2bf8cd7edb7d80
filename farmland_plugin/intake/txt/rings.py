"""The points of one plot as rings: where a ring ends, how it closes, and every doubt that was settled (§7.1)."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, field
from typing import List, Optional, Sequence, Set, Tuple

from ...i18n import tr
from .lines import PointLine

Pair = Tuple[float, float]
_NUMBER = re.compile(r"\d+")
_CLOSING = re.compile(r"['′’*＊]$|闭合|闭|重复|终点|回到")
_MOST_PROBLEMS = 20


@dataclass
class Rings:
    """A plot's rings in the file's own axis order, each closed.

    :param lines: 1-based line on which each ring begins. :param closings: points that only close a ring.
    :param restarts: ``(line, points before it)`` where a ring number comes again after its ring. :param problems: doubts
        that were settled. :param fault: why the plot cannot be trusted, '' when it can.
    """

    rings: List[List[Pair]] = field(default_factory=list)
    lines: List[int] = field(default_factory=list)
    closings: int = 0
    restarts: List[Tuple[int, int]] = field(default_factory=list)
    problems: List[str] = field(default_factory=list)
    fault: str = ""


def rings_of(points: Sequence[PointLine]) -> Rings:
    """Divide a plot's points into rings.

    A new ring begins with a new ring number, after the ring was closed, or where the point numbers start again.
    """
    found = Rings()
    walk = _Walk(points, found)
    for at in range(len(points)):
        walk.take(at)
    walk.finish()
    _note_repeats(points, found)
    return found


def tolerance(point: Pair) -> float:
    """Return how far a closing point may lie from the first for a slip of rounding: 0.05 m, or as much in degrees."""
    return 0.05 if abs(point[0]) > 1000 or abs(point[1]) > 1000 else 5e-7


class _Walk:
    """Takes one point after the other."""

    def __init__(self, points: Sequence[PointLine], found: Rings) -> None:
        self.points, self.found = points, found
        self.first: Optional[PointLine] = None
        self.ring: List[Pair] = []
        self.closed = False
        self.number: Optional[int] = None
        self.start_number: Optional[int] = None
        self.second_number: Optional[int] = None  # as the first's: names tell nothing
        self.seen: Set[Optional[int]] = set()

    def take(self, at: int) -> None:
        point = self.points[at]
        same = self.first is not None and (point.ring is None or point.ring == self.number)
        if self.first is None or not same:
            if point.ring in self.seen and point.ring is not None:
                self._note(tr("Line {line}: ring number {ring} comes a second time; it was read as a ring of its own.").format(
                    line=point.line, ring=point.ring))
                self.found.restarts.append((point.line, at))
            self._begin(point)
            return
        if self.closed:
            if point.pair == self.first.pair:
                self.found.closings += 1  # a closing point written twice
            else:
                self.found.restarts.append((point.line, at))
                self._begin(point)
            return
        if len(self.ring) < 3 or not self._closes(at, point):
            if len(self.ring) == 1 and self.start_number is not None:
                self.second_number = _number(point.name)
            self.ring.append(point.pair)

    def _begin(self, point: PointLine) -> None:
        self.finish()
        self.first, self.ring, self.closed, self.number = point, [point.pair], False, point.ring
        self.start_number = self.second_number = _number(point.name)
        self.seen.add(point.ring)

    def finish(self) -> None:
        if self.first is not None:
            if not self.closed:
                self.ring.append(self.first.pair)
            self.found.rings.append(self.ring)
            self.found.lines.append(self.first.line)
        self.first = None

    def _close(self) -> None:
        if self.first is not None:
            self.ring.append(self.first.pair)
        self.closed = True
        self.found.closings += 1

    def _closes(self, at: int, point: PointLine) -> bool:
        """Whether a point ends the ring (or begins the next one) instead of belonging to it."""
        start = self.first
        if start is None:
            return False
        if point.pair == start.pair:
            self._close()
            return True
        if point.pair in ((start.first, start.first), (start.second, start.second)):
            self._note(tr("Line {line}: the closing point repeats one coordinate twice; the ring was closed on its "
                          "first point.").format(line=point.line))
            self._close()
            return True
        if not self._is_named_closing(point, start):
            return False
        distance = math.hypot(point.first - start.first, point.second - start.second)
        if distance <= tolerance(start.pair):
            self._note(tr("Line {line}: the closing point {point} lies {distance} beside the first point (line {first}); "
                          "the ring was closed on the first.").format(
                              line=point.line, point=point.name, distance=f"{distance:.3g}", first=start.line))
            self._close()
            return True
        if self._starts_again(at, point, start):
            self._note(tr("Line {line}: the point numbers start again at {point}; a new ring was begun.").format(
                line=point.line, point=point.name))
            self.found.restarts.append((point.line, at))
            self._begin(point)
            return True
        if not self.found.fault:
            self.found.fault = tr("the closing point {point} (line {line}) is not the first point of its ring (line {first}): "
                                  "they lie {distance} apart, correct the one that is wrong").format(
                                      point=point.name, line=point.line, first=start.line, distance=f"{distance:.6g}")
        return False

    def _is_named_closing(self, point: PointLine, start: PointLine) -> bool:
        """Whether a point's name says that it closes the ring: decorated, or the first point's name again."""
        if point.name.isalnum() and point.name.isascii():
            return _number(point.name) == self.start_number != self.second_number
        return bool(_CLOSING.search(point.name)) and _CLOSING.search(start.name) is None

    def _starts_again(self, at: int, point: PointLine, start: PointLine) -> bool:
        if _CLOSING.search(point.name) or at + 1 >= len(self.points):
            return False
        following, number = self.points[at + 1], _number(start.name)
        same = following.ring is None or following.ring == point.ring
        return same and number is not None and _number(following.name) == number + 1

    def _note(self, text: str) -> None:
        if len(self.found.problems) < _MOST_PROBLEMS:
            self.found.problems.append(text)


def _number(name: str) -> Optional[int]:
    digits = _NUMBER.search(name)
    return int(digits.group()[:9]) if digits else None


def _note_repeats(points: Sequence[PointLine], found: Rings) -> None:
    """Say that points stand twice in a row; they stay as issued, the geometry check removes them."""
    repeats = [b.line for a, b in zip(points, points[1:]) if a.pair == b.pair and a.ring == b.ring]
    if repeats:
        found.problems.append(tr("Line {line}: a point stands twice in a row ({count} times in this plot).").format(
            line=repeats[0], count=len(repeats)))
