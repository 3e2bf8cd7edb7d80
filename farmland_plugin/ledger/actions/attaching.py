"""Attaching photos and documents to a parcel, and taking them off again; the files themselves are never deleted."""

from __future__ import annotations

from typing import List, Tuple

from ...domain.errors import BadInput, NotAllowed
from ...domain.parcel import CaseState, Change
from ...i18n import language, tr
from ..door import Door, Outcome, utc_now
from ..media import Stored

SCAN = "scan_sign_off"
NAMED = "SELECT stage, photos FROM completion WHERE parcel_uid = ? AND round = ? AND removed_seq IS NULL"


def insert_files(door: Door, files: List[Stored], kind: str) -> None:
    """Add the rows of stored files that the ledger does not know yet."""
    known = {sha for one in files for sha in (row["sha256"] for row in door.store.rows(
        "SELECT sha256 FROM attachment WHERE sha256 = ?", (one.sha256,)))}
    door.many(
        "INSERT INTO attachment (sha256, sm3, size, mime, rel_path, orig_name, kind, captured_at, imported_at, imported_by)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(one.sha256, one.sm3, one.size, one.mime, one.rel_path, one.orig_name, kind, one.captured_at or None, utc_now(),
          door.store.actor)
         for one in files if one.sha256 not in known])


def link(door: Door, case: CaseState, shas: Tuple[str, ...], role: str, caption: str, seq: int) -> None:
    """Tie files to a parcel in its present round."""
    for order, sha in enumerate(shas):
        door.execute("DELETE FROM parcel_attachment WHERE parcel_uid = ? AND sha256 = ? AND role = ? AND round = ?",
                     (case.parcel_uid, sha, role, case.round))
        door.execute(
            "INSERT INTO parcel_attachment (parcel_uid, sha256, role, round, ord, caption, seq) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (case.parcel_uid, sha, role, case.round, order, caption, seq))


def attach(door: Door, case: CaseState, change: Change) -> Outcome:
    """Attach stored files in one role; payload: role, files (``Stored.to_dict``), caption."""
    role = door.ledger.dictionary("attachment_role").require(str(change.payload.get("role") or ""))
    if case.status in door.ledger.workflow.finals and role.extra.get("subject"):
        raise NotAllowed(tr("The case is closed: reopen it before adding evidence of the survey or the acceptance."))
    files = [Stored.from_dict(one) for one in change.payload.get("files", ())]
    if not files or tuple(one.sha256 for one in files) != tuple(change.attachments):
        raise BadInput(tr("Nothing to attach: choose a file."))
    for one in files:
        door.ledger.media.check(one)
    caption = str(change.payload.get("caption") or "")

    def after(seq: int) -> None:
        insert_files(door, files, str(role.extra.get("kind", "document")))
        link(door, case, tuple(change.attachments), role.code, caption, seq)

    return Outcome(case, {"role": role.code, "caption": caption, "files": [one.to_dict() for one in files]}, after=after)


def detach(door: Door, case: CaseState, change: Change) -> Outcome:
    """Take a file off a parcel (移除); payload: sha256, role, reason. The file stays in the ledger's media folder."""
    sha, role = str(change.payload.get("sha256") or ""), str(change.payload.get("role") or "")
    reason = str(change.payload.get("reason") or "").strip()
    if not reason:
        raise BadInput(tr("Say why the file is taken off the parcel."))
    if case.status in door.ledger.workflow.finals:
        raise NotAllowed(tr("The case is closed: reopen it before correcting it."))
    key = (case.parcel_uid, sha, role, case.round)
    if not list(door.store.rows("SELECT 1 AS one FROM parcel_attachment WHERE parcel_uid = ? AND sha256 = ? AND role = ?"
                                " AND round = ? AND removed_seq IS NULL", key)):
        raise BadInput(tr("The parcel has no such file in this round."))
    if role == SCAN and any(one.attachment == sha and one.void_seq is None and one.round == case.round
                            for one in door.ledger.signatures(case.parcel_uid)):
        raise NotAllowed(tr("A signature that stands rests on this scan: take the signature back first."))
    for row in door.store.rows(NAMED, (case.parcel_uid, case.round)):
        if sha in str(row["photos"]).split(","):
            raise NotAllowed(tr("{stage} rests on this file: take it back first."),
                             stage=door.ledger.dictionary("completion_stage").label(row["stage"], language()))

    def after(seq: int) -> None:
        door.execute("UPDATE parcel_attachment SET removed_seq = ? WHERE parcel_uid = ? AND sha256 = ? AND role = ?"
                     " AND round = ?", (seq, *key))

    return Outcome(case, {"sha256": sha, "role": role, "reason": reason}, after=after)


HANDLERS = {"attach": attach, "detach": detach}
