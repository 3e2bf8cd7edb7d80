"""Writing the rows beside a case as a merge changes them, and taking such a change back."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Tuple

from ...domain.merge_rows import ADD, KEYS, MUTABLE, REMOVE, SET, THIS_EVENT, RowChange
from ..door import Door

COLUMNS: Dict[str, Tuple[str, ...]] = {
    "sign_off": ("sign_id", "parcel_uid", "round", "stage", "level", "role", "person_id", "method", "decision", "subject_hash",
                 "opinion", "signed_at", "attachment", "witness1", "witness2", "proxy", "void_seq", "person_hash", "reason",
                 "recorded_by", "seq"),
    "parcel_attachment": ("parcel_uid", "sha256", "role", "round", "ord", "caption", "seq", "removed_seq"),
    "duty": ("parcel_uid", "slot", "person_id", "department", "note", "seq"),
    "notice": ("notice_id", "parcel_uid", "round", "kind", "number", "issued_on", "served_on", "due_on", "attachment", "note",
               "closed_on", "escalated_on", "seq"),
    "deadline": ("deadline_id", "parcel_uid", "round", "node", "starts_on", "due_on", "rule_id", "reason", "extended_seq",
                 "done_on", "seq"),
    "hold_period": ("parcel_uid", "kind", "reason", "since", "until", "seq"),
    "completion": ("completion_id", "parcel_uid", "round", "stage", "done_on", "person_id", "photos", "note", "seq",
                   "removed_seq"),
    "residual": ("residual_id", "parcel_uid", "round", "kind", "found_on", "person_id", "area_m2", "wkb", "note", "seq",
                 "removed_seq"),
    "photo": ("parcel_uid", "sha256", "round", "phash", "facts", "lon", "lat", "accuracy_m", "azimuth", "taken_at", "clock_s",
              "station", "rules", "checked_at", "seq"),
    "photo_flag": ("flag_id", "parcel_uid", "sha256", "round", "code", "figures", "other_sha256", "other_uid", "raised_at",
                   "rules", "seq"),
    "photo_answer": ("answer_id", "flag_id", "parcel_uid", "round", "verdict", "words", "person_id", "answered_on", "seq"),
}
_INSERT = {
    "sign_off": "INSERT INTO sign_off (sign_id, parcel_uid, round, stage, level, role, person_id, method, decision, subject_hash,"
                " opinion, signed_at, attachment, witness1, witness2, proxy, void_seq, person_hash, reason, recorded_by, seq)"
                " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "parcel_attachment": "INSERT INTO parcel_attachment (parcel_uid, sha256, role, round, ord, caption, seq, removed_seq)"
                         " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    "duty": "INSERT INTO duty (parcel_uid, slot, person_id, department, note, seq) VALUES (?, ?, ?, ?, ?, ?)",
    "notice": "INSERT INTO notice (notice_id, parcel_uid, round, kind, number, issued_on, served_on, due_on, attachment, note,"
              " closed_on, escalated_on, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "deadline": "INSERT INTO deadline (deadline_id, parcel_uid, round, node, starts_on, due_on, rule_id, reason, extended_seq,"
                " done_on, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "hold_period": "INSERT INTO hold_period (parcel_uid, kind, reason, since, until, seq) VALUES (?, ?, ?, ?, ?, ?)",
    "completion": "INSERT INTO completion (completion_id, parcel_uid, round, stage, done_on, person_id, photos, note, seq,"
                  " removed_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "residual": "INSERT INTO residual (residual_id, parcel_uid, round, kind, found_on, person_id, area_m2, wkb, note, seq,"
                " removed_seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "photo": "INSERT INTO photo (parcel_uid, sha256, round, phash, facts, lon, lat, accuracy_m, azimuth, taken_at, clock_s,"
             " station, rules, checked_at, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "photo_flag": "INSERT INTO photo_flag (flag_id, parcel_uid, sha256, round, code, figures, other_sha256, other_uid,"
                  " raised_at, rules, seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "photo_answer": "INSERT INTO photo_answer (answer_id, flag_id, parcel_uid, round, verdict, words, person_id, answered_on,"
                    " seq) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
}
_UPDATE = {
    "sign_off": "UPDATE sign_off SET void_seq = ? WHERE sign_id = ?",
    "parcel_attachment": "UPDATE parcel_attachment SET ord = ?, caption = ?, removed_seq = ?"
                         " WHERE parcel_uid = ? AND sha256 = ? AND role = ? AND round = ?",
    "duty": "UPDATE duty SET department = ?, note = ? WHERE parcel_uid = ? AND slot = ? AND person_id = ?",
    "notice": "UPDATE notice SET served_on = ?, due_on = ?, attachment = ?, closed_on = ?, escalated_on = ? WHERE notice_id = ?",
    "deadline": "UPDATE deadline SET due_on = ?, reason = ?, extended_seq = ?, done_on = ? WHERE deadline_id = ?",
    "hold_period": "UPDATE hold_period SET until = ? WHERE parcel_uid = ? AND kind = ? AND since = ?",
    "completion": "UPDATE completion SET removed_seq = ? WHERE completion_id = ?",
    "residual": "UPDATE residual SET removed_seq = ? WHERE residual_id = ?",
}
_DELETE = {
    "duty": "DELETE FROM duty WHERE parcel_uid = ? AND slot = ? AND person_id = ?",
    "notice": "DELETE FROM notice WHERE notice_id = ?",
    "deadline": "DELETE FROM deadline WHERE deadline_id = ?",
    "hold_period": "DELETE FROM hold_period WHERE parcel_uid = ? AND kind = ? AND since = ?",
}
_STAMPS = frozenset({"seq", "void_seq", "removed_seq", "extended_seq"})
SELECT = {
    "sign_off": "SELECT * FROM sign_off WHERE parcel_uid = ? ORDER BY seq, sign_id",
    "parcel_attachment": "SELECT * FROM parcel_attachment WHERE parcel_uid = ? ORDER BY seq, ord",
    "duty": "SELECT * FROM duty WHERE parcel_uid = ? ORDER BY seq",
    "notice": "SELECT * FROM notice WHERE parcel_uid = ? ORDER BY seq",
    "deadline": "SELECT * FROM deadline WHERE parcel_uid = ? ORDER BY seq, deadline_id",
    "hold_period": "SELECT * FROM hold_period WHERE parcel_uid = ? ORDER BY seq, since",
    "completion": "SELECT * FROM completion WHERE parcel_uid = ? ORDER BY seq, completion_id",
    "residual": "SELECT * FROM residual WHERE parcel_uid = ? ORDER BY seq, residual_id",
    "photo": "SELECT * FROM photo WHERE parcel_uid = ? ORDER BY seq, sha256",
    "photo_flag": "SELECT * FROM photo_flag WHERE parcel_uid = ? ORDER BY seq, flag_id",
    "photo_answer": "SELECT * FROM photo_answer WHERE parcel_uid = ? ORDER BY seq, answer_id",
}
# rows that are ended, not taken out, when what brought them is undone
_ENDED_BY = {"sign_off": "void_seq", "parcel_attachment": "removed_seq", "completion": "removed_seq", "residual": "removed_seq"}
_STAYS = frozenset({"photo", "photo_flag", "photo_answer"})  # what was seen and said stays, whatever is undone


def write(door: Door, changes: Iterable[RowChange], seq: int) -> None:
    """Write changes by event ``seq``."""
    for change in changes:
        row = {name: seq if name in _STAMPS and value == THIS_EVENT else value
               for name, value in change.row.items()}
        key = tuple(row[name] for name in KEYS[change.table])
        if change.kind == ADD:
            door.execute(_INSERT[change.table], _values(row, COLUMNS[change.table]))
        elif change.kind == SET:
            door.execute(_UPDATE[change.table], (*_values(row, MUTABLE[change.table]), *key))
        else:
            door.execute(_DELETE[change.table], key)


def _values(row: Dict[str, Any], names: Tuple[str, ...]) -> Tuple[Any, ...]:
    return tuple(row[name] for name in names)


def inverse(changes: Iterable[RowChange], seq: int) -> List[RowChange]:
    """Return what takes changes back that event ``seq`` wrote: what it added is ended, or taken out where it cannot end."""
    found: List[RowChange] = []
    for change in changes:
        row = {name: seq if name in _STAMPS and value == THIS_EVENT else value
               for name, value in change.row.items()}
        ends = _ENDED_BY.get(change.table, "")
        if change.table in _STAYS:
            continue
        if change.kind == ADD and ends:
            found += [RowChange(change.table, SET, {**row, ends: THIS_EVENT}, {ends: None})] if row[ends] is None else []
        elif change.kind == ADD:
            found.append(RowChange(change.table, REMOVE, row))
        elif change.kind == REMOVE:
            found.append(RowChange(change.table, ADD, row))
        else:
            found.append(RowChange(change.table, SET, {**row, **change.was}, {name: row[name] for name in change.was}))
    return found[::-1]
