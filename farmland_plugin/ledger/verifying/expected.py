"""The rows that must stand beside the cases, made again from the journal alone."""

from __future__ import annotations

import json
from typing import Any, Callable, Dict, Iterable, List, Mapping, Optional, Tuple

Body = Mapping[str, Any]
Key = Tuple[Any, ...]
Values = Dict[str, Any]

KEYS: Dict[str, Tuple[str, ...]] = {
    "batch": ("batch_id",), "redline": ("redline_id",), "scene": ("scene_id",), "package": ("package_id",),
    "person": ("person_id",), "anchor": ("anchor_id",), "sign_off": ("sign_id",), "attachment": ("sha256",),
    "parcel_attachment": ("parcel_uid", "sha256", "role", "round"), "hold_period": ("parcel_uid", "kind", "seq"),
    "duty": ("parcel_uid", "slot", "person_id"), "visit": ("visit_id",), "visit_parcel": ("visit_id", "parcel_uid"),
    "notice": ("notice_id",), "deadline": ("deadline_id",), "completion": ("completion_id",), "residual": ("residual_id",),
    "scene_retired": ("scene_id",), "control_building": ("control_id",), "photo": ("parcel_uid", "sha256"),
    "photo_flag": ("flag_id",), "photo_answer": ("answer_id",),
}
STAMPS = frozenset({"seq", "void_seq", "removed_seq", "extended_seq"})
SIGNED = ("person_id", "stage", "level", "role", "subject_hash", "person_hash", "method", "opinion", "attachment", "witness1",
          "witness2", "proxy", "reason")
FILE = ("sm3", "size", "mime", "rel_path", "orig_name", "captured_at")
STAGE = ("round", "stage", "done_on", "person_id", "photos", "note")
RESIDUAL = ("round", "kind", "found_on", "person_id", "area_m2", "wkb", "note")
CONTROL = ("before_id", "after_id", "wkb", "note", "marked_at", "marked_by")
SCAN, OTHER = "scan_sign_off", "doc_other"


class Near:
    """A time that was taken just before or after the event's own."""

    SLACK_S = 600.0

    def __init__(self, ts: str) -> None:
        self.ts = ts


class Expected:
    """Folds events into the rows they wrote; tables are ``KEYS``, a row holds only what its event tells.

    :param notice_role: role of the scan of a notice of one kind, where the event does not say.
    """

    def __init__(self, notice_role: Callable[[str], str]) -> None:
        self.tables: Dict[str, Dict[Key, Values]] = {table: {} for table in KEYS}
        self.merges: List[Tuple[int, Dict[str, Any]]] = []
        self._notice_role = notice_role
        self._running: Dict[str, List[Key]] = {}  # holds that run, by parcel
        self._by_action: Dict[str, Callable[[int, Body, Values], None]] = {
            "import_batch": self._batch, "register_redline": self._redline, "retire_redline": self._retire,
            "register_scene": self._scene, "retire_scene": self._scene_retired,
            "package": self._package, "verify_package": self._verdict, "register_person": self._person, "anchor": self._anchor,
            "backup": self._anchor, "attach": self._attach, "detach": self._detach, "sign": self._sign,
            "withdraw_signature": self._withdraw, "suspend": self._hold, "appeal": self._hold, "release": self._release,
            "appeal_upheld": self._release, "set_duty": self._set_duty, "clear_duty": self._clear_duty, "visit": self._visit,
            "serve_notice": self._notice, "close_notice": self._close_notice, "escalate_notice": self._escalate,
            "set_deadline": self._deadline, "extend_deadline": self._extend, "close_deadline": self._close_deadline,
            "complete_stage": self._stage, "withdraw_stage": self._ended, "draw_residual": self._left,
            "check_photos": self._checked, "explain_flag": self._answered,
            "clear_residual": self._ended, "mark_control": self._control, "unmark_control": self._unmark,
        }

    def take(self, seq: int, body: Body) -> None:
        """Fold one event."""
        payload: Values = body.get("payload") or {}
        for one in payload.get("files") or ():
            self.tables["attachment"].setdefault((one.get("sha256"),), {key: one.get(key) for key in FILE})
        known = self._by_action.get(str(body.get("action")))
        if known is not None:
            known(seq, body, payload)
        for sign_id in payload.get("voided") or ():
            self._amend("sign_off", (sign_id,), void_seq=seq)
        for sign_id in payload.get("restored") or ():
            self._amend("sign_off", (sign_id,), void_seq=None)
        if body.get("deadlines"):
            self._clocks(seq, body, body["deadlines"])
        for change in payload.get("rows") or ():
            self._row(seq, change)

    def _put(self, table: str, key: Key, values: Values) -> None:
        self.tables[table][key] = values

    def _amend(self, table: str, key: Key, **values: Any) -> None:
        row = self.tables[table].get(key)
        if row is not None:
            row.update(values)

    # -- what lies beside the parcels ---------------------------------------------------------------------------

    def _batch(self, seq: int, body: Body, p: Values) -> None:
        self._put("batch", (p.get("batch_id"),), {
            "name": p.get("name"), "source": p.get("source"), "file_name": p.get("file"), "sha256": p.get("sha256"),
            "read_count": p.get("read"), "imported_count": p.get("imported"), "quarantined_count": p.get("quarantined"),
            "kind": p.get("kind", "issued"), "reissue_of": p.get("reissue_of", "")})

    def _redline(self, seq: int, body: Body, p: Values) -> None:
        told = ("role", "name", "vintage", "source_path", "sha256", "features", "repaired", "source_crs")
        self._put("redline", (p.get("redline_id"),), {
            **{key: p[key] for key in told if key in p}, "retired_at": "", "retired_by": "", "retired_why": ""})

    def _retire(self, seq: int, body: Body, p: Values) -> None:
        self._amend("redline", (p.get("redline_id"),), **{key: p.get(key) for key in ("retired_at", "retired_by", "retired_why")})

    def _scene(self, seq: int, body: Body, p: Values) -> None:
        self._put("scene", (p.get("scene_id"),), {key: p.get(key) for key in (
            "role", "captured", "source", "path", "sha256", "resolution_m")})

    def _scene_retired(self, seq: int, body: Body, p: Values) -> None:
        self._put("scene_retired", (p.get("scene_id"),), {
            **{key: p.get(key) for key in ("retired_at", "retired_by", "why")}, "seq": seq})

    def _control(self, seq: int, body: Body, p: Values) -> None:
        self._put("control_building", (p.get("control_id"),), {
            **{key: p.get(key) for key in CONTROL}, "seq": seq, "removed_seq": None})

    def _unmark(self, seq: int, body: Body, p: Values) -> None:
        self._amend("control_building", (p.get("control_id"),), removed_seq=seq)

    def _package(self, seq: int, body: Body, p: Values) -> None:
        self._put("package", (p.get("package_id"),), {
            **{key: p.get(key) for key in ("kind", "recipient", "folder_name", "code", "root_sha256", "root_sm3")},
            "parcels": json.dumps(p.get("parcels")), "parcel_uid": body.get("parcel_uid"), "seq": seq,
            "made_by": p.get("made_by", body.get("actor")), "verdict": ""})

    def _verdict(self, seq: int, body: Body, p: Values) -> None:
        self._amend("package", (p.get("package_id"),), verdict=p.get("verdict"))

    def _person(self, seq: int, body: Body, p: Values) -> None:
        known = self.tables["person"].setdefault((p.get("person_id"),), {})
        known.update({key: p[key] for key in ("person_hash", "department", "township", "login") if key in p}, seq=seq)
        if "roles" in p:
            known["roles"] = ",".join(p["roles"])
        if "active" in p:
            known["active"] = int(bool(p["active"]))

    def _anchor(self, seq: int, body: Body, p: Values) -> None:
        if p.get("anchor_id"):
            self._put("anchor", (p["anchor_id"],), {key: p.get(key) for key in ("seq", "hash", "sm3", "kind", "note")})

    def _visit(self, seq: int, body: Body, p: Values) -> None:
        self._put("visit", (p.get("visit_id"),), {
            "visited_on": p.get("visited_on"), "team": ",".join(p.get("team") or ()), "place": p.get("place"),
            "finding": p.get("finding"), "recorded_by": p.get("recorded_by", body.get("actor")), "seq": seq})
        for uid in p.get("parcels") or ():
            self._put("visit_parcel", (p.get("visit_id"), uid), {})

    # -- signatures and files -----------------------------------------------------------------------------------

    def _sign(self, seq: int, body: Body, p: Values) -> None:
        self._put("sign_off", (p.get("sign_id"),), {
            **{key: p.get(key) for key in SIGNED}, "parcel_uid": body.get("parcel_uid"), "round": body.get("round"),
            "decision": p.get("decision", "agree"), "signed_at": p.get("signed_at") or Near(str(body.get("ts"))),
            "recorded_by": body.get("actor"), "void_seq": None, "seq": seq})
        if p.get("attachment"):
            self._link(seq, body, [p["attachment"]], SCAN, "")

    def _withdraw(self, seq: int, body: Body, p: Values) -> None:
        self._amend("sign_off", (p.get("sign_id"),), void_seq=seq)

    def _attach(self, seq: int, body: Body, p: Values) -> None:
        self._link(seq, body, body.get("att") or (), p.get("role"), p.get("caption", ""))

    def _link(self, seq: int, body: Body, shas: Iterable[str], role: Any, caption: Any) -> None:
        for order, sha in enumerate(shas):
            self._put("parcel_attachment", (body.get("parcel_uid"), sha, role, body.get("round")), {
                "ord": order, "caption": caption, "seq": seq, "removed_seq": None})

    def _detach(self, seq: int, body: Body, p: Values) -> None:
        self._amend("parcel_attachment", (body.get("parcel_uid"), p.get("sha256"), p.get("role"), body.get("round")),
                    removed_seq=seq)

    # -- what is done on the ground -----------------------------------------------------------------------------

    def _stage(self, seq: int, body: Body, p: Values) -> None:
        self._put("completion", (p.get("completion_id"),), {
            **{key: p.get(key) for key in STAGE}, "parcel_uid": body.get("parcel_uid"), "seq": seq, "removed_seq": None})

    def _left(self, seq: int, body: Body, p: Values) -> None:
        self._put("residual", (p.get("residual_id"),), {
            **{key: p.get(key) for key in RESIDUAL}, "parcel_uid": body.get("parcel_uid"), "seq": seq, "removed_seq": None})

    def _ended(self, seq: int, body: Body, p: Values) -> None:
        for table in ("completion", "residual"):
            self._amend(table, (p.get(f"{table}_id"),), removed_seq=seq)

    def _checked(self, seq: int, body: Body, p: Values) -> None:
        uid = body.get("parcel_uid")
        for one in p.get("photos") or ():
            self._put("photo", (uid, one.get("sha256")), {**one, "seq": seq})
        for one in p.get("flags") or ():
            self._put("photo_flag", (one.get("flag_id"),), {**one, "parcel_uid": uid, "seq": seq})

    def _answered(self, seq: int, body: Body, p: Values) -> None:
        self._put("photo_answer", (p.get("answer_id"),), {**p, "parcel_uid": body.get("parcel_uid"), "seq": seq})

    # -- holds, people, clocks ----------------------------------------------------------------------------------

    def _hold(self, seq: int, body: Body, p: Values) -> None:
        uid = str(body.get("parcel_uid"))
        kind = {"suspend": "suspended"}.get(str(body.get("action")), body.get("action"))
        key = (uid, kind, seq)
        self._put("hold_period", key, {
            "reason": str(p.get("reason", "")).strip(), "since": Near(str(body.get("ts"))), "until": ""})
        self._running.setdefault(uid, []).append(key)

    def _release(self, seq: int, body: Body, p: Values) -> None:
        for key in self._running.pop(str(body.get("parcel_uid")), []):
            self._amend("hold_period", key, until=Near(str(body.get("ts"))))

    def _set_duty(self, seq: int, body: Body, p: Values) -> None:
        if p.get("slot"):
            self._put("duty", (body.get("parcel_uid"), p["slot"], p.get("person_id")), {
                "department": p.get("department"), "note": p.get("note"), "seq": seq})

    def _clear_duty(self, seq: int, body: Body, p: Values) -> None:
        self.tables["duty"].pop((body.get("parcel_uid"), p.get("slot"), p.get("person_id")), None)

    def _notice(self, seq: int, body: Body, p: Values) -> None:
        key = (p.get("notice_id"),)
        if key in self.tables["notice"]:
            self._amend("notice", key, served_on=p.get("served_on"), due_on=p.get("due_on"), attachment=p.get("attachment"))
        else:
            self._put("notice", key, {
                **{name: p.get(name) for name in ("kind", "number", "issued_on", "served_on", "due_on", "note", "attachment")},
                "parcel_uid": body.get("parcel_uid"), "round": body.get("round"), "closed_on": "", "escalated_on": "",
                "seq": seq})
        shas = [one.get("sha256") for one in p.get("files") or ()]
        self._link(seq, body, shas, p.get("scan_role") or self._notice_role(str(p.get("kind"))), p.get("number"))

    def _close_notice(self, seq: int, body: Body, p: Values) -> None:
        self._amend("notice", (p.get("notice_id"),), closed_on=p.get("closed_on"))

    def _escalate(self, seq: int, body: Body, p: Values) -> None:
        for notice_id in p.get("notice_ids") or ():
            self._amend("notice", (notice_id,), escalated_on=p.get("escalated_on"))

    def _deadline(self, seq: int, body: Body, p: Values) -> None:
        self._put("deadline", (p.get("deadline_id"),), {
            **{name: p.get(name, "") for name in ("node", "starts_on", "due_on", "rule_id", "reason")},
            "parcel_uid": body.get("parcel_uid"), "round": (body.get("set") or {}).get("round", body.get("round")),
            "done_on": "", "extended_seq": None, "seq": seq})

    def _extend(self, seq: int, body: Body, p: Values) -> None:
        self._amend("deadline", (p.get("deadline_id"),), due_on=p.get("due_on"), extended_seq=seq, reason=p.get("reason"))
        self._link(seq, body, [one.get("sha256") for one in p.get("files") or ()], OTHER, p.get("reason"))

    def _close_deadline(self, seq: int, body: Body, p: Values) -> None:
        self._amend("deadline", (p.get("deadline_id"),), done_on=p.get("done_on"))

    def _clocks(self, seq: int, body: Body, told: Mapping[str, Any]) -> None:
        """Fold what a move of a case did to its clocks."""
        for one in told.get("started") or ():
            self._deadline(seq, body, one)
        for deadline_id in told.get("ended") or ():
            self._amend("deadline", (deadline_id,), done_on=told.get("day"))
        for deadline_id in told.get("resumed") or ():
            self._amend("deadline", (deadline_id,), done_on="")
        for notice_id in told.get("notices") or ():
            self._amend("notice", (notice_id,), closed_on=told.get("day"))

    # -- what a merge brought in --------------------------------------------------------------------------------

    def _row(self, seq: int, change: Mapping[str, Any]) -> None:
        """Fold one row a merge added, changed or took away; 0 in a column that names an event is this one."""
        table, kind = str(change.get("table")), change.get("kind")
        row = {name: seq if name in STAMPS and value == 0 else value for name, value in (change.get("row") or {}).items()}
        if table not in KEYS:
            return
        key = self._key_of(table, row)
        if kind == "remove":
            self.tables[table].pop(key, None)
        elif kind == "set" and key in self.tables[table]:
            self.tables[table][key].update({name: row[name] for name in change.get("was") or row})
        else:
            self._put(table, key, row)
        if table == "hold_period":
            running = self._running.setdefault(str(row.get("parcel_uid")), [])
            if kind == "add" and not row.get("until"):
                running.append(key)

    def _key_of(self, table: str, row: Mapping[str, Any]) -> Key:
        key = tuple(row.get(name) for name in KEYS[table])
        return key if key in self.tables[table] else merged_key(table, key, row)


def merged_key(table: str, key: Key, row: Mapping[str, Any]) -> Key:
    """Return the key of a row that a merge brought: one merge may bring several holds of a case."""
    return (*key, row["since"]) if table == "hold_period" else key


def role_of_notice(entry: Optional[Any]) -> str:
    """Return the role of a notice's scan by its dictionary entry."""
    return OTHER if entry is None else str(entry.extra.get("attachment_role", OTHER))
