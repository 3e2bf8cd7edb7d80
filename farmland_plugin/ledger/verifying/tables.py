"""Holding the rows beside the cases against what the journal says of them."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Dict, Iterable, List, Mapping, Tuple

from ...i18n import tr
from ..store import Row
from .expected import KEYS, Expected, Near, merged_key
from .result import Verification

SELECT: Dict[str, str] = {
    "batch": "SELECT * FROM batch", "redline": "SELECT * FROM redline", "scene": "SELECT * FROM scene",
    "package": "SELECT * FROM package", "person": "SELECT * FROM person", "anchor": "SELECT * FROM anchor",
    "sign_off": "SELECT * FROM sign_off", "attachment": "SELECT * FROM attachment",
    "parcel_attachment": "SELECT * FROM parcel_attachment", "hold_period": "SELECT * FROM hold_period",
    "duty": "SELECT * FROM duty", "visit": "SELECT * FROM visit", "visit_parcel": "SELECT * FROM visit_parcel",
    "notice": "SELECT * FROM notice", "deadline": "SELECT * FROM deadline",
    "completion": "SELECT * FROM completion", "residual": "SELECT * FROM residual",
    "scene_retired": "SELECT * FROM scene_retired", "control_building": "SELECT * FROM control_building",
    "photo": "SELECT * FROM photo", "photo_flag": "SELECT * FROM photo_flag",
    "photo_answer": "SELECT * FROM photo_answer",
}


def compare(expected: Expected, found: Mapping[str, List[Row]], result: Verification) -> None:
    """Note every row no event wrote, every row that says something else than its event, and every row that is gone."""
    for table, rows in found.items():
        wanted = dict(expected.tables[table])
        for row in rows:
            key = tuple(row[name] for name in KEYS[table])
            brought = merged_key(table, key, row)
            told = wanted.pop(brought if brought in wanted else key, None)
            if told is None:
                result.fail("rows", tr("table {table}: no event tells of the row {key}").format(table=table, key=_named(key)))
                continue
            _compare_row(table, key, row, told, result)
        for key in wanted:
            result.fail("rows", tr("table {table}: the row {key} that the journal tells of is gone").format(
                table=table, key=_named(key)))
    result.checked.append(tr("{count} rows in {tables} tables against the events that wrote them").format(
        count=sum(map(len, found.values())), tables=len(found)))


def _compare_row(table: str, key: Tuple[Any, ...], row: Row, told: Mapping[str, Any], result: Verification) -> None:
    columns = set(row.keys())
    for column, value in told.items():
        if column in columns and not same(row[column], value):
            result.fail("rows", tr("table {table}, row {key}: {column} is {found}, the journal says {told}").format(
                table=table, key=_named(key), column=column, found=_shown(row[column]), told=_shown(value)))


def same(stored: Any, told: Any) -> bool:
    """Whether a stored value is the one told: numbers by their text, nothing and '' alike."""
    if isinstance(told, Near):
        return bool(stored) and _apart(str(stored), told.ts) <= Near.SLACK_S
    if isinstance(stored, float):
        return f"{stored:.4f}" == str(told) or f"{stored:.2f}" == str(told)
    return _plain(stored) == _plain(told)


def _plain(value: Any) -> str:
    if value is None:
        return ""
    return str(int(value)) if isinstance(value, bool) else str(value)


def _apart(one: str, other: str) -> float:
    try:
        moments = [datetime.fromisoformat(text.replace("Z", "+00:00")) for text in (one, other)]
        return abs((moments[0] - moments[1]).total_seconds())
    except (TypeError, ValueError):
        return float("inf")


def _named(key: Iterable[Any]) -> str:
    return "/".join(_plain(part)[:26] for part in key)


def _shown(value: Any) -> str:
    text = _plain(value.ts if isinstance(value, Near) else value)
    return (text[:40] + "…" if len(text) > 41 else text) or "''"
