"""The tables of a package: overlap facts as workbook and CSV, the parcel as a new GeoPackage, its journal."""

from __future__ import annotations

import datetime
import json
import sqlite3
from pathlib import Path
from typing import Any, Dict, Iterable, List, Sequence, Tuple

from ..domain.journal import Event
from ..domain.wkb import canonical, envelope
from ..i18n import tr
from ..ledger import gpkg
from ..ledger.reads import ChainLink
from ..workbook import Cell, Column, csv_text, writing
from .facts import Evidence, OverlapRow

CSV_HEADER = ("parcel_uid", "source_no", "redline_id", "role", "layer", "vintage", "class_code", "class_label",
              "area_m2", "net_area_m2", "area_mu", "share_percent")


def overlap_dict(row: OverlapRow) -> Dict[str, str]:
    """Return an overlap line as ``package.json`` holds it; areas are text with two decimals, m²."""
    return {"redline_id": row.redline_id, "role": row.role, "class_code": row.class_code,
            "area_m2": f"{row.area_m2:.2f}", "net_area_m2": f"{row.net_area_m2:.2f}"}


def write_overlap_csv(path: Path, evidence: Evidence) -> None:
    """Write the overlap lines as CSV: UTF-8 with a byte-order mark, LF."""
    rows: List[Sequence[Cell]] = [
        (evidence.parcel.parcel_uid, evidence.parcel.source_no, row.redline_id, row.role, row.layer, row.vintage,
         row.class_code, row.class_label, row.area_m2, row.net_area_m2, row.area_mu, row.share)
        for row in evidence.rows]
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="\n") as stream:
        stream.write(csv_text(CSV_HEADER, rows))


def write_overlap_book(path: Path, evidence: Evidence, remarks: Sequence[str], author: str,
                       created: datetime.datetime) -> None:
    """Write the overlap lines as a workbook for people."""
    columns: List[Column] = [
        (tr("Red line"), 20, "text"), (tr("Layer"), 26, "text"), (tr("Vintage"), 12, "text"),
        (tr("Class"), 24, "text"), (tr("Area m²"), 14, "m2"), (tr("Net area m²"), 14, "m2"),
        (tr("Area mu"), 11, "mu"), (tr("Share %"), 10, "percent")]
    rows = [(row.role_label, row.layer, row.vintage, row.class_label, row.area_m2, row.net_area_m2, row.area_mu,
             row.share) for row in evidence.rows]
    title = tr("Overlap of parcel {number} with red lines").format(number=evidence.parcel.source_no)
    with writing(path, title, author, created) as book:
        book.table(tr("Overlap"), title, remarks, columns, rows)


def write_parcel_gpkg(path: Path, evidence: Evidence, srs: Tuple[int, str, str], stamp: str, attributes: bool) -> None:
    """Write a new GeoPackage with the parcel, its polygon as issued and its overlap lines.

    :param srs: EPSG code, name and WKT of the ledger's CRS. :param stamp: UTC time written as last change.
    :param attributes: whether the issued fields go in.
    """
    parcel, case = evidence.parcel, evidence.case
    path.parent.mkdir(parents=True, exist_ok=True)
    connection = sqlite3.connect(str(path))
    try:
        connection.execute("PRAGMA journal_mode=OFF")  # a new file, synced with the whole package afterwards
        connection.execute("PRAGMA synchronous=OFF")
        gpkg.create_skeleton(connection, *srs)
        connection.execute(
            "CREATE TABLE parcel (fid INTEGER PRIMARY KEY, geom BLOB NOT NULL, parcel_uid TEXT NOT NULL, source_no TEXT,"
            " batch TEXT, township TEXT, village TEXT, monitored_area_m2 REAL, area_m2 REAL, finding TEXT,"
            " disposition TEXT, attributes TEXT, source_crs TEXT, geom_hash TEXT, issued_wkb TEXT)")
        connection.execute(
            "CREATE TABLE overlap (fid INTEGER PRIMARY KEY, parcel_uid TEXT, redline_id TEXT, role TEXT, layer TEXT,"
            " vintage TEXT, class_code TEXT, class_label TEXT, area_m2 REAL, net_area_m2 REAL)")
        gpkg.register_features(connection, "parcel", "geom", srs[0])
        gpkg.register_attributes(connection, "overlap")
        monitored = parcel.monitored_area_m2
        connection.execute("INSERT INTO parcel VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", (
            gpkg.to_blob(parcel.geom, srs[0]), parcel.parcel_uid, parcel.source_no, evidence.batch.name,
            parcel.township, parcel.village, None if monitored is None else float(monitored), float(parcel.area_m2),
            case.finding, case.disposition, json.dumps(parcel.attributes if attributes else {}, ensure_ascii=False),
            parcel.source_crs, parcel.geom_hash, canonical(parcel.issued_geom or parcel.geom).hex()))
        connection.executemany("INSERT INTO overlap VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [
            (parcel.parcel_uid, row.redline_id, row.role, row.layer, row.vintage, row.class_code, row.class_label,
             float(row.area_m2), float(row.net_area_m2)) for row in evidence.rows])
        connection.execute(
            "UPDATE gpkg_contents SET last_change = ?, min_x = ?, min_y = ?, max_x = ?, max_y = ?"
            " WHERE table_name = 'parcel'", (stamp, *envelope(parcel.geom)))
        connection.execute("UPDATE gpkg_contents SET last_change = ? WHERE table_name = 'overlap'", (stamp,))
        connection.commit()
    finally:
        connection.close()


class Journal:
    """The journal as packages carry it: every entry's hash, and the bodies of one parcel's own entries.

    With the hashes of the others anybody can follow the chain to its head without reading about other people.
    """

    def __init__(self, events: Iterable[ChainLink]) -> None:
        self._lines: List[str] = []
        self.head = ("", 0, "", "")  # time, sequence, hash, SM3
        for event in events:
            self._lines.append(_line({"seq": event.seq, "body_hash": event.body_hash, "hash": event.hash}))
            self.head = (event.ts, event.seq, event.hash, event.sm3)

    def write(self, path: Path, own: Iterable[Event]) -> None:
        """Write the chain as newline-delimited JSON, with the bodies of ``own`` entries up to the head."""
        lines = list(self._lines)
        for event in own:
            if event.seq <= len(lines):
                lines[event.seq - 1] = _line(
                    {"seq": event.seq, "body_hash": event.body_hash, "hash": event.hash, "body": event.body})
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8", newline="\n") as stream:
            stream.writelines(lines)


def _line(entry: Dict[str, Any]) -> str:
    return json.dumps(entry, ensure_ascii=False, separators=(",", ":")) + "\n"
