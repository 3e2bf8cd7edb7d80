"""What the user asks the parcels table to show: a value that is combined, saved and taken up again."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any, FrozenSet, Mapping, Optional

Box = tuple[float, float, float, float]  # x and y of the lower left, x and y of the upper right, ledger CRS
OVERDUE, NO_DEADLINE = "overdue", "none"
PASSING = ("extent", "only")  # belong to the moment: never saved


@dataclass(frozen=True)
class ParcelQuery:
    """Which parcels are shown; every part that is set must hold.

    :param text: words that must all occur. :param status: a code, or one of the table's special ones. :param role: code of
        dictionary ``redline_role`` a parcel must lie in. :param least_mu: with at least so many 亩. :param due: ``OVERDUE``,
        ``NO_DEADLINE``, or days as digits: due within so many. :param task: code of a task list (001-07).
    :param extent: what the map shows. :param only: uids.
    """

    text: str = ""
    status: str = ""
    unfinished: bool = False
    batch: str = ""
    township: str = ""
    role: str = ""
    least_mu: float = 0.0
    due: str = ""
    hard: bool = False
    task: str = ""
    extent: Optional[Box] = None
    only: Optional[FrozenSet[str]] = None

    def to_json(self) -> str:
        """Return what is worth saving as JSON."""
        kept = {key: value for key, value in asdict(replace(self, extent=None, only=None)).items() if key not in PASSING}
        return json.dumps(kept, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> ParcelQuery:
        """Return a saved one; what this version does not know, or has another type, is left out."""
        try:
            kept = json.loads(text)
        except ValueError:
            kept = {}
        plain = cls()
        known = {one.name: getattr(plain, one.name) for one in fields(cls) if one.name not in PASSING}
        return cls(**{key: _fitting(kept[key], usual) for key, usual in known.items() if key in _mapping(kept)})


EVERYTHING = ParcelQuery()


def _mapping(kept: Any) -> Mapping[str, Any]:
    return kept if isinstance(kept, dict) else {}


def _fitting(value: Any, usual: Any) -> Any:
    if isinstance(usual, float) and isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    return value if type(value) is type(usual) else usual
