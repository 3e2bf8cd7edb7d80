"""The three built-in task lists (三块重点目标, 001-07): data of ``resources/rules/task_lists.json``, which a county may edit."""

from __future__ import annotations

from typing import Any, FrozenSet, Iterable, NamedTuple

from ...domain.codes import parse_json
from ...domain.errors import BadInput
from ...i18n import language, tr

RULE = "task_lists"
NEWEST = "newest"  # value of ``year``


class TaskList(NamedTuple):
    """One list: a parcel belongs to it when every condition that is given holds.

    :param sources: of the batch. :param not_kinds: kinds of batches left out. :param any_flag: of these flags one is set.
    :param open_only: the case is not closed. :param not_statuses: statuses left out. :param year: ``newest``: of the newest
        year there is of its sources. :param not_in: lists whose parcels are left out, and what lies on the same ground as one.
    """

    code: str
    label: str
    about: str
    sources: FrozenSet[str] = frozenset()
    not_kinds: FrozenSet[str] = frozenset()
    any_flag: FrozenSet[str] = frozenset()
    open_only: bool = False
    not_statuses: FrozenSet[str] = frozenset()
    year: str = ""
    not_in: FrozenSet[str] = frozenset()

    def newest(self, rows: Iterable[Any]) -> int:
        """Return the newest year of the parcels in force the list is about, 0 for none or where it asks for no year."""
        return max((row.year for row in rows if row.replaced is None and self._of_sources(row)), default=0) if self.year else 0

    def holds(self, row: Any, newest: int = 0) -> bool:
        """Whether a parcel in force belongs to the list, other lists left aside.

        :param newest: what ``newest`` says of all parcels.
        """
        return (self._of_sources(row) and (self.year != NEWEST or row.year == newest) and row.status not in self.not_statuses
                and (not self.any_flag or not self.any_flag.isdisjoint(row.flags)) and not (self.open_only and row.closed))

    def _of_sources(self, row: Any) -> bool:
        return (not self.sources or row.source in self.sources) and row.kind not in self.not_kinds


def read_lists(text: str) -> list[TaskList]:
    """Return the lists a JSON document describes.

    :raises BadInput: naming the file and what is wrong.
    """
    raw = parse_json(text, f"{RULE}.json")
    suffix = "_zh" if language() == "zh" else ""
    try:
        return [TaskList(str(one["code"]), str(one[f"label{suffix}"]), str(one[f"about{suffix}"]),
                         _codes(one, "sources"), _codes(one, "not_kinds"), _codes(one, "any_flag"),
                         bool(one.get("open_only", False)), _codes(one, "not_statuses"), _year(one), _codes(one, "not_in"))
                for one in raw["lists"]]
    except (KeyError, TypeError) as error:
        raise BadInput(tr("{file}: the task lists lack {what}."), file=f"{RULE}.json", what=error) from error


def _codes(one: Any, key: str) -> FrozenSet[str]:
    values = one.get(key, [])
    if not isinstance(values, list):
        raise TypeError(key)
    return frozenset(map(str, values))


def _year(one: Any) -> str:
    if one.get("year", "") not in ("", NEWEST):
        raise TypeError("year")
    return str(one.get("year", ""))
