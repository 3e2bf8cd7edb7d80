"""Every table of a ledger as statements: how it is read whole, in the order of its key, and how a row is put in.

Columns stand in the same order in a file and in a database; a table comes after those it refers to.
"""

from __future__ import annotations

from typing import Dict, NamedTuple


class Table(NamedTuple):
    """``select`` reads the table whole; ``insert`` takes a row as it was read."""

    select: str
    insert: str


EVERY: Dict[str, Table] = {
    "meta": Table("SELECT * FROM meta ORDER BY key", "INSERT INTO meta VALUES (?, ?)"),
    "dictionary": Table("SELECT * FROM dictionary ORDER BY name", "INSERT INTO dictionary VALUES (?, ?, ?)"),
    "rule": Table("SELECT * FROM rule ORDER BY name", "INSERT INTO rule VALUES (?, ?, ?)"),
    "batch": Table(
        "SELECT * FROM batch ORDER BY batch_id",
        "INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "parcel": Table(
        "SELECT * FROM parcel ORDER BY fid",
        "INSERT INTO parcel VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "quarantine": Table(
        "SELECT * FROM quarantine ORDER BY batch_id, source_file, source_row, reason, attributes",
        "INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?)"),
    "case_state": Table(
        "SELECT * FROM case_state ORDER BY parcel_uid",
        "INSERT INTO case_state VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "redline": Table(
        "SELECT * FROM redline ORDER BY redline_id",
        "INSERT INTO redline VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "overlap": Table(
        "SELECT * FROM overlap ORDER BY parcel_uid, redline_id, class_code",
        "INSERT INTO overlap VALUES (?, ?, ?, ?, ?, ?)"),
    "screening": Table(
        "SELECT * FROM screening ORDER BY parcel_uid, redline_id",
        "INSERT INTO screening VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "overlap_part": Table(
        "SELECT * FROM overlap_part ORDER BY parcel_uid, redline_id, class_code, detail",
        "INSERT INTO overlap_part VALUES (?, ?, ?, ?, ?, ?, ?)"),
    "role_cover": Table(
        "SELECT * FROM role_cover ORDER BY parcel_uid, role",
        "INSERT INTO role_cover VALUES (?, ?, ?, ?, ?)"),
    "scene": Table(
        "SELECT * FROM scene ORDER BY scene_id",
        "INSERT INTO scene VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "attachment": Table(
        "SELECT * FROM attachment ORDER BY sha256",
        "INSERT INTO attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "parcel_attachment": Table(
        "SELECT * FROM parcel_attachment ORDER BY parcel_uid, sha256, role, round",
        "INSERT INTO parcel_attachment VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
    "sign_off": Table(
        "SELECT * FROM sign_off ORDER BY sign_id",
        "INSERT INTO sign_off VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "event": Table("SELECT * FROM event ORDER BY seq", "INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "anchor": Table("SELECT * FROM anchor ORDER BY anchor_id", "INSERT INTO anchor VALUES (?, ?, ?, ?, ?, ?, ?)"),
    "package": Table(
        "SELECT * FROM package ORDER BY package_id",
        "INSERT INTO package VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "person": Table(
        "SELECT * FROM person ORDER BY person_id",
        "INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "duty": Table("SELECT * FROM duty ORDER BY parcel_uid, slot, person_id", "INSERT INTO duty VALUES (?, ?, ?, ?, ?, ?)"),
    "visit": Table("SELECT * FROM visit ORDER BY visit_id", "INSERT INTO visit VALUES (?, ?, ?, ?, ?, ?, ?, ?)"),
    "visit_parcel": Table(
        "SELECT * FROM visit_parcel ORDER BY visit_id, parcel_uid",
        "INSERT INTO visit_parcel VALUES (?, ?)"),
    "notice": Table(
        "SELECT * FROM notice ORDER BY notice_id",
        "INSERT INTO notice VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "deadline": Table(
        "SELECT * FROM deadline ORDER BY deadline_id",
        "INSERT INTO deadline VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "hold_period": Table(
        "SELECT * FROM hold_period ORDER BY parcel_uid, seq, since",
        "INSERT INTO hold_period VALUES (?, ?, ?, ?, ?, ?)"),
    "merge": Table("SELECT * FROM merge ORDER BY merge_id", "INSERT INTO merge VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "merged_event": Table(
        "SELECT * FROM merged_event ORDER BY merge_id, seq",
        "INSERT INTO merged_event VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "conflict": Table(
        "SELECT * FROM conflict ORDER BY conflict_id",
        "INSERT INTO conflict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "clue": Table("SELECT * FROM clue ORDER BY clue_id", "INSERT INTO clue VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "place": Table(
        "SELECT * FROM place ORDER BY parcel_uid, seq",
        "INSERT INTO place VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "parcel_link": Table(
        "SELECT * FROM parcel_link ORDER BY link_id",
        "INSERT INTO parcel_link VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "completion": Table(
        "SELECT * FROM completion ORDER BY completion_id",
        "INSERT INTO completion VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "residual": Table(
        "SELECT * FROM residual ORDER BY residual_id",
        "INSERT INTO residual VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "scene_tile": Table(
        "SELECT * FROM scene_tile ORDER BY scene_id, ord",
        "INSERT INTO scene_tile VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "scene_retired": Table("SELECT * FROM scene_retired ORDER BY scene_id", "INSERT INTO scene_retired VALUES (?, ?, ?, ?, ?)"),
    "control_building": Table(
        "SELECT * FROM control_building ORDER BY control_id",
        "INSERT INTO control_building VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "pair_check": Table(
        "SELECT * FROM pair_check ORDER BY check_id",
        "INSERT INTO pair_check VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "comparison": Table(
        "SELECT * FROM comparison ORDER BY comparison_id",
        "INSERT INTO comparison VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "photo": Table(
        "SELECT * FROM photo ORDER BY parcel_uid, sha256",
        "INSERT INTO photo VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "photo_flag": Table(
        "SELECT * FROM photo_flag ORDER BY flag_id",
        "INSERT INTO photo_flag VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "photo_answer": Table(
        "SELECT * FROM photo_answer ORDER BY answer_id",
        "INSERT INTO photo_answer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"),
    "reissue": Table(
        "SELECT * FROM reissue ORDER BY batch_id, parcel_uid, other_uid",
        "INSERT INTO reissue VALUES (?, ?, ?, ?, ?, ?)"),
}
PARCEL_IN_DATABASE = (  # the geometry is WKB, followed by its SRID
    "INSERT INTO parcel VALUES (?, ST_GeomFromWKB(?, ?), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
