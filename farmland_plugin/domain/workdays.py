"""Working days: weekends, statutory holidays and the Saturdays and Sundays worked instead (调休), as published each year."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Set, Tuple

from .errors import BadInput, tr

BEIJING = timezone(timedelta(hours=8))  # periods of Chinese law are counted in days of Beijing time
ONE_DAY = timedelta(days=1)


def day_of(text: str) -> date:
    """Return the day of an ISO date, or of an ISO moment as the ledger writes it (its day in Beijing).

    :raises BadInput: when the text is neither.
    """
    try:
        if len(text) <= 10:
            return date.fromisoformat(text)
        moment = datetime.fromisoformat(text.replace("Z", "+00:00"))
    except ValueError as error:
        raise BadInput(tr("{value} is not a date: write it as 2026-07-03."), value=text or "''") from error
    return (moment.astimezone(BEIJING) if moment.tzinfo else moment).date()


def today() -> date:
    """Return the day it is in Beijing."""
    return datetime.now(BEIJING).date()


def optional_day(text: Optional[str]) -> Optional[date]:
    """Return the day of a text, None for an empty one."""
    return day_of(text) if text else None


def add_months(start: date, months: int) -> date:
    """Return the same day of a later (or earlier) month, the month's last day where it has no such day."""
    number = start.year * 12 + start.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@dataclass(frozen=True)
class YearDays:
    """What was published for one year: weekdays off, weekend days worked, and where it stands."""

    off: FrozenSet[date]
    worked: FrozenSet[date]
    source: str


class WorkCalendar:
    """Counts working days. A year nobody entered counts Monday to Friday only; ``unknown_years`` tells which."""

    def __init__(self, years: Mapping[int, YearDays]) -> None:
        self.years: Dict[int, YearDays] = dict(years)
        self._ordinals: Dict[int, List[int]] = {}

    @classmethod
    def from_json(cls, raw: Any, where: str) -> WorkCalendar:
        """Return the calendar a parsed JSON document describes.

        :raises BadInput: naming the file and the entry that is wrong.
        """
        years: Dict[int, YearDays] = {}
        listed = raw.get("years") if isinstance(raw, dict) else None
        if not isinstance(listed, dict):
            raise BadInput(tr("{file}: the calendar lacks {what}."), file=where, what="years")
        for text, entry in listed.items():
            if not re.fullmatch(r"[0-9]{4}", str(text)):
                raise BadInput(tr("{file}: {value} is not a year."), file=where, value=text)
            years[int(text)] = _year(int(text), entry, where)
        return cls(years)

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on a day."""
        known = self.years.get(day.year)
        if known is not None:
            if day in known.worked:
                return True
            if day in known.off:
                return False
        return day.weekday() < 5

    def roll(self, day: date) -> date:
        """Return the day itself when it is worked, else the next that is (民法典 §203: a period does not end on a holiday)."""
        while not self.is_working_day(day):
            day += ONE_DAY
        return day

    def add_working_days(self, start: date, count: int) -> date:
        """Return the ``count``-th working day after a day (before it when negative); the day itself is not counted."""
        if count == 0:
            return start
        year = start.year
        days = self._days(year)
        at = bisect_right(days, start.toordinal()) + count - 1 if count > 0 else bisect_left(days, start.toordinal()) + count
        while at < 0:
            year -= 1
            days = self._days(year)
            at += len(days)
        while at >= len(days):
            at -= len(days)
            year += 1
            days = self._days(year)
        return date.fromordinal(days[at])

    def working_days_between(self, start: date, end: date) -> int:
        """Return the working days after ``start`` up to and with ``end``; when ``end`` is earlier, minus those from ``end``
        up to the day before ``start``. So ``add_working_days(start, n)`` is n working days away, for every n but 0."""
        if end < start:
            return -self._count(end.toordinal(), start.toordinal() - 1)
        return self._count(start.toordinal() + 1, end.toordinal())

    def unknown_years(self, start: date, end: date) -> Tuple[int, ...]:
        """Return the years between two days whose holidays nobody entered."""
        return tuple(year for year in range(min(start, end).year, max(start, end).year + 1) if year not in self.years)

    def _count(self, first: int, last: int) -> int:
        """Return the working days from one day to another, both counted, given as ordinals."""
        if last < first:
            return 0
        return sum(bisect_right(days, last) - bisect_left(days, first)
                   for days in (self._days(year) for year in range(date.fromordinal(first).year,
                                                                   date.fromordinal(last).year + 1)))

    def _days(self, year: int) -> List[int]:
        """Return the ordinals of a year's working days, in order."""
        if year not in self._ordinals:
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            self._ordinals[year] = [number for number in range(first, last + 1)
                                    if self.is_working_day(date.fromordinal(number))]
        return self._ordinals[year]


def _year(year: int, entry: Any, where: str) -> YearDays:
    try:
        spans = [(day_of(span["from"]), day_of(span["to"])) for span in entry["holidays"]]
        worked = [day_of(text) for text in entry["workdays"]]
        source = str(entry["source"])
    except (KeyError, TypeError) as error:
        raise BadInput(tr("{file}: the year {year} lacks {what}."), file=where, year=year, what=error) from error
    off: Set[date] = set()
    for first, last in spans:
        if last < first or first.year != year or last.year != year:
            raise BadInput(tr("{file}: the holiday from {first} to {last} does not lie in {year}."), file=where, first=first,
                           last=last, year=year)
        off.update(first + timedelta(days=n) for n in range((last - first).days + 1))
    for day in worked:
        if day.year != year or day.weekday() < 5 or day in off:
            raise BadInput(tr("{file}: {day} cannot be a weekend day worked in {year}."), file=where, day=day, year=year)
    return YearDays(frozenset(off), frozenset(worked), source)
