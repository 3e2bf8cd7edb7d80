"""The three built-in task lists (三块重点目标, 001-07): data of ``resources/rules/task_lists.json``, which a county may edit."""

from __future__ import annotations

from typing import Any, FrozenSet, NamedTuple

from ...domain.codes import parse_json
from ...domain.errors import BadInput
from ...i18n import language, tr

RULE = "task_lists"


class TaskList(NamedTuple):
    """One list: a parcel belongs to it when every condition that is given holds.

    :param sources: of the batch. :param not_kinds: kinds of batches left out. :param any_flag: of these flags one is set.
    :param open_only: the case is not closed.
    """

    code: str
    label: str
    about: str
    sources: FrozenSet[str] = frozenset()
    not_kinds: FrozenSet[str] = frozenset()
    any_flag: FrozenSet[str] = frozenset()
    open_only: bool = False

    def holds(self, row: Any) -> bool:
        """Whether a parcel in force belongs to the list."""
        return ((not self.sources or row.source in self.sources) and row.kind not in self.not_kinds
                and (not self.any_flag or not self.any_flag.isdisjoint(row.flags)) and not (self.open_only and row.closed))


def read_lists(text: str) -> list[TaskList]:
    """Return the lists a JSON document describes.

    :raises BadInput: naming the file and what is wrong.
    """
    raw = parse_json(text, f"{RULE}.json")
    suffix = "_zh" if language() == "zh" else ""
    try:
        return [TaskList(str(one["code"]), str(one[f"label{suffix}"]), str(one[f"about{suffix}"]),
                         _codes(one, "sources"), _codes(one, "not_kinds"), _codes(one, "any_flag"),
                         bool(one.get("open_only", False))) for one in raw["lists"]]
    except (KeyError, TypeError) as error:
        raise BadInput(tr("{file}: the task lists lack {what}."), file=f"{RULE}.json", what=error) from error


def _codes(one: Any, key: str) -> FrozenSet[str]:
    values = one.get(key, [])
    if not isinstance(values, list):
        raise TypeError(key)
    return frozenset(map(str, values))
