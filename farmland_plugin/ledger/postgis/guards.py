"""The triggers of a database ledger: what is made, and what must still be there."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, List, NamedTuple, Tuple

from ..store import Objects

# tables whose rows are those of townships; what hangs on a parcel is seen by whoever sees the parcel
HANGING = ("case_state", "overlap", "overlap_part", "role_cover", "screening", "parcel_attachment", "sign_off", "duty",
           "visit_parcel", "notice", "deadline", "hold_period", "conflict", "merged_event", "package", "completion", "residual",
           "comparison", "photo", "photo_flag", "photo_answer")
SECURED = ("parcel", "event", "person", "quarantine", "attachment", "visit", "clue", "parcel_link", "reissue", "place", *HANGING)
JUDGED = ("chain.sql", "judge.sql", "apply.sql", "guards.sql", "ground.sql", "policies.sql")
_FUNCTION = re.compile(r"CREATE FUNCTION (\w+)\(.*?\$\$(.*)\$\$", re.DOTALL)
_POLICY = re.compile(r"CREATE POLICY (\w+) ON (\w+)")
_DISABLED = "D"


class Trigger(NamedTuple):
    """One trigger; ``deferred``: looks at each row when the transaction ends."""

    table: str
    when: str
    function: str
    arguments: Tuple[str, ...] = ()
    deferred: bool = False
    time: str = "BEFORE"

    @property
    def name(self) -> str:
        """What it is called."""
        return f"{self.table}_{self.function}_{self.when.split()[-1].lower()}"

    def statement(self) -> str:
        """Return the statement that makes it, spelled as PostgreSQL tells it."""
        arguments = ", ".join(f"'{one}'" for one in self.arguments)
        kind, time, later = ("CONSTRAINT TRIGGER", "AFTER", "DEFERRABLE INITIALLY DEFERRED ") if self.deferred else (
            "TRIGGER", self.time, "")
        level = "STATEMENT" if self.when == "TRUNCATE" else "ROW"
        return (f"CREATE {kind} {self.name} {time} {self.when} ON {self.table} {later}FOR EACH {level} EXECUTE FUNCTION"
                f" {self.function}({arguments})")


def _told(table: str, when: str, *arguments: str, function: str = "told") -> Trigger:
    return Trigger(table, when, function, arguments, True)


# a row belongs to an event of the same transaction; arguments: actions ('' is any), whether the event is of the row's parcel
# (case) or not (beside), and the columns that must stand in its payload
TRIGGERS: Tuple[Trigger, ...] = (
    *(Trigger(table, when, "immutable") for table in ("event", "parcel", "merged_event", "anchor", "place", "reissue",
                                                           "scene_tile", "scene_retired", "pair_check", "comparison",
                                                           "photo", "photo_flag",
                                                           "photo_answer")
      for when in ("DELETE OR UPDATE", "TRUNCATE")),
    *(Trigger(table, when, "immutable")
      for table in ("case_state", "sign_off", "person", "package", "attachment", "merge", "clue", "parcel_link", "redline",
                    "completion", "residual", "control_building")
      for when in ("DELETE", "TRUNCATE")),
    Trigger("parcel_attachment", "TRUNCATE", "immutable"),
    Trigger("event", "INSERT", "link_event"), Trigger("case_state", "UPDATE", "case_follows"),
    Trigger("sign_off", "UPDATE", "left_to_apply"), Trigger("parcel_attachment", "UPDATE", "left_to_apply"),
    Trigger("attachment", "INSERT", "known_file"),
    *(Trigger(table, "INSERT OR DELETE OR UPDATE", "document_changed", time="AFTER")
      for table in ("rule", "dictionary", "shipped")),
    _told("batch", "INSERT", "import_batch", "beside", "batch_id"),
    _told("quarantine", "INSERT", "import_batch", "beside", "batch_id"),
    _told("parcel", "INSERT", function="told_parcel"), _told("case_state", "INSERT", function="told_case"),
    _told("redline", "INSERT", "register_redline", "beside", "redline_id"),
    Trigger("redline", "UPDATE", "else_immutable", ("retired_at", "retired_by", "retired_why")),
    _told("redline", "UPDATE", "retire_redline", "beside", "redline_id"),
    _told("scene", "INSERT", "register_scene", "beside", "scene_id"),
    _told("scene_tile", "INSERT", "register_scene", "beside", "scene_id"),
    _told("scene_retired", "INSERT", "retire_scene", "beside", "scene_id", "retired_by", "why"),
    _told("control_building", "INSERT", "mark_control", "beside", "control_id", "before_id", "after_id", "wkb", "note",
          "marked_by"),
    Trigger("control_building", "UPDATE", "else_immutable", ("removed_seq",)),
    _told("control_building", "UPDATE", "unmark_control", "beside", "control_id"),
    _told("pair_check", "INSERT", "compare_imagery", "beside"), _told("comparison", "INSERT", "compare_imagery", "beside"),
    _told("visit", "INSERT", "visit", "beside", "visit_id"), _told("visit_parcel", "INSERT", "visit", "beside", "visit_id"),
    _told("anchor", "INSERT", "anchor,backup", "beside", "anchor_id"),
    _told("overlap", "INSERT OR DELETE OR UPDATE", "screen", "beside"),
    _told("overlap_part", "INSERT OR DELETE OR UPDATE", "screen", "beside"),
    _told("role_cover", "INSERT OR DELETE OR UPDATE", "screen,retire_redline", "beside"),
    _told("screening", "INSERT OR DELETE OR UPDATE", "screen", "beside"),
    _told("merge", "INSERT", "merge", "beside"), _told("merge", "UPDATE", "undo_merge", "beside"),
    _told("merged_event", "INSERT", "merge", "beside"), _told("conflict", "INSERT", "merge_case", "case"),
    _told("conflict", "DELETE OR UPDATE", "merge_case,resolve_case,undo", "case"), _told("attachment", "INSERT", "", "beside"),
    _told("sign_off", "INSERT", function="told_signature"), _told("parcel_attachment", "INSERT", function="told_file"),
    _told("parcel_attachment", "DELETE", function="linked_again"),
    _told("person", "INSERT OR UPDATE", function="told_person"), _told("package", "INSERT OR UPDATE", function="told_package"),
    _told("completion", "INSERT", "complete_stage", "case", "completion_id", "round", "stage", "done_on", "person_id",
          "photos", "note"),
    _told("completion", "UPDATE", "withdraw_stage", "case", "completion_id"),
    _told("residual", "INSERT", "draw_residual", "case", "residual_id", "round", "kind", "found_on", "person_id", "area_m2",
          "wkb", "note"),
    _told("residual", "UPDATE", "clear_residual", "case", "residual_id"),
    *(Trigger(table, "UPDATE", "else_immutable", ("removed_seq",)) for table in ("completion", "residual")),
    _told("photo", "INSERT", function="told_photo"), _told("photo_flag", "INSERT", function="told_photo"),
    _told("photo_answer", "INSERT", "explain_flag", "case", "answer_id", "flag_id", "round", "verdict", "words", "person_id",
          "answered_on"),
    _told("duty", "INSERT", "set_duty", "case", "slot", "person_id"),
    _told("duty", "DELETE OR UPDATE", "set_duty,clear_duty", "case", "slot", "person_id"),
    *(_told(table, "INSERT OR DELETE OR UPDATE", "", "case") for table in ("notice", "deadline", "hold_period")),
    Trigger("clue", "INSERT", "unbound"), Trigger("clue", "UPDATE", "else_immutable", ("parcel_uid",)),
    _told("clue", "INSERT", "import_batch", "beside", "batch_id"),
    _told("clue", "UPDATE", "bind_clue", "beside", "clue_id", "parcel_uid"),
    _told("reissue", "INSERT", "import_batch", "beside", "batch_id"), _told("place", "INSERT", function="told_place"),
    Trigger("place", "INSERT", "newest_place"), Trigger("place", "INSERT", "keep_lies", time="AFTER"),
    Trigger("parcel_link", "INSERT", "undecided"), _told("parcel_link", "INSERT", function="told_link"),
    Trigger("parcel_link", "UPDATE", "else_immutable", ("decision", "reason", "decided_by", "decided_at")),
    Trigger("parcel_link", "UPDATE", "left_to_event"),
)


def statements(name: str) -> List[str]:
    """Return the statements of one ``.sql`` file, in order; they are separated by lines that hold only ``--``."""
    text = (Path(__file__).resolve().parent / name).read_text(encoding="utf-8")
    parts = [part.strip() for part in text.split("\n--\n")]
    return [part for part in parts if any(line and not line.startswith("--") for line in part.splitlines())]


def expected() -> Objects:
    """Return the functions, triggers and secured tables a database ledger must have."""
    found: Objects = {("trigger", one.name): one.statement() for one in TRIGGERS}
    found.update({("row security", table): "on" for table in SECURED})
    found.update({("policy", f"{table}.own_townships"): "on" for table in HANGING})
    for name in JUDGED:
        for statement in statements(name):
            made = _FUNCTION.search(statement)
            policy = _POLICY.search(statement)
            if policy is not None:
                found["policy", f"{policy.group(2)}.{policy.group(1)}"] = "on"
            if made is not None:
                found["function", made.group(1)] = _said(made.group(2), "SECURITY DEFINER" in statement[:made.start(2)])
    return found


def present(rows: Any) -> Objects:
    """Return what a database ledger has.

    :param rows: runs a statement and yields its rows.
    """
    found: Objects = {}
    for row in rows("SELECT t.tgname, pg_get_triggerdef(t.oid, true) AS said, t.tgenabled::text AS enabled FROM pg_trigger AS t"
                    " JOIN pg_class AS c ON c.oid = t.tgrelid WHERE NOT t.tgisinternal"
                    " AND c.relnamespace = current_schema()::regnamespace"):
        found["trigger", row["tgname"]] = row["said"] + (" (disabled)" if row["enabled"] == _DISABLED else "")
    for row in rows("SELECT proname, prosrc, prosecdef FROM pg_proc WHERE pronamespace = current_schema()::regnamespace"
                    " AND proname <> 'sm3_hex'"):
        found["function", row["proname"]] = _said(row["prosrc"], row["prosecdef"])
    for row in rows("SELECT relname FROM pg_class WHERE relrowsecurity AND relnamespace = current_schema()::regnamespace"):
        found["row security", row["relname"]] = "on"
    for row in rows("SELECT tablename, policyname FROM pg_policies WHERE schemaname = current_schema()"):
        found["policy", f"{row['tablename']}.{row['policyname']}"] = "on"
    return found


def _said(body: str, definer: bool) -> str:
    return " ".join(body.split()) + (" (as owner)" if definer else "")
