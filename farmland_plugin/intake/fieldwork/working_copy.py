"""Reading the working copy of a field project: from a private copy, so that what the field made stays as it came."""

from __future__ import annotations

import json
import shutil
import sqlite3
import struct
import tempfile
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List

from ...domain.answers import Answer
from ...domain.errors import BadInput, FarmlandError
from ...domain.wkb import geometry_hash
from ...files import existing
from ...i18n import tr
from ...ledger.connection import is_ledger
from .layout import DATA, RESIDUAL_TABLE

BESIDE = ("-wal", "-journal")  # what SQLite had not yet written into the file
FORMAT = "1"
OUTLINE = "outline"  # key of a row: the hash of its polygon
SHAPE = "shape"  # key of a row of what is left: its polygon, WKB
PREFIX = 16  # letters of the export's id that begin the group of its home-comings


@dataclass(frozen=True)
class Base:
    """How a case stood when the project was written: its version, round and answers as they would come home.

    :param outline: hash of the parcel's polygon (``domain.wkb.geometry_hash``). :param sent: digest of the row as it went out.
    """

    version: int
    round: int
    seq: int
    answers: Dict[str, Answer]
    outline: str
    sent: str


@dataclass(frozen=True)
class WorkingCopy:
    """A working copy as it came home.

    :param about: ledger_uuid, export_id, campaign, format, exported_at. :param base: by parcel. :param parcels: rows by column,
        ``fid`` and the hash ``outline`` among them. :param residuals: rows of what is left, with their WKB ``shape``; none in a
        project of before this layer. :param conflicted: files beside it that hold edits a sync did not merge.
    """

    path: Path
    about: Dict[str, str]
    base: Dict[str, Base]
    parcels: List[Dict[str, Any]]
    photos: List[Dict[str, Any]]
    residuals: List[Dict[str, Any]]
    conflicted: List[str]

    @property
    def folder(self) -> Path:
        """The folder the photos' paths are relative to."""
        return self.path.parent


def reopened(now: int, before: int) -> str:
    """Return why nothing of an earlier round comes home.

    :param now: round of the case. :param before: round the project was written in.
    """
    return tr("the case was reopened meanwhile (round {now}, the project is of round {before}): survey it again").format(
        now=now, before=before)


def read_copy(given: Path) -> WorkingCopy:
    """Read a field project that came home.

    :param given: its folder, or the GeoPackage in it.
    :raises BadInput: when it is none, or cannot be read.
    """
    found = existing(given, tr("The field project"))
    path = existing(found / DATA, tr("The data of the field project")) if found.is_dir() else found
    if path.suffix.lower() != ".gpkg" or is_ledger(path):
        raise BadInput(tr("{path} is no field project: choose the folder that Export field project wrote. A field copy of the "
                          "ledger comes home by Merge field copy."), path=path)
    with tempfile.TemporaryDirectory(prefix="farmland_home_") as folder:
        private = Path(folder) / DATA
        shutil.copyfile(path, private)
        for mark in BESIDE:
            beside = path.with_name(path.name + mark)
            if beside.is_file():
                shutil.copyfile(beside, private.with_name(private.name + mark))
        try:
            with closing(sqlite3.connect(private)) as connection:
                connection.row_factory = sqlite3.Row
                return _read(connection, path)
        except (sqlite3.Error, KeyError, ValueError, TypeError) as error:
            raise BadInput(tr("{path} is no field project of this program, or it is damaged ({reason}): copy the folder from the "
                              "device again."), path=path, reason=error) from error


def _wkb(blob: Any) -> bytes:
    """Return the WKB of a shape as a GeoPackage holds it (header, envelope, WKB); b'' for none."""
    if not isinstance(blob, bytes) or len(blob) < 8:
        return b""
    return blob[8 + (0, 32, 48, 48, 64)[min((blob[3] >> 1) & 7, 4)]:]


def _outline(blob: Any) -> str:
    """Return the hash of a polygon as a GeoPackage holds it; '' for none or another shape."""
    try:
        return geometry_hash(_wkb(blob))
    except (FarmlandError, ValueError, IndexError, struct.error):
        return ""


def _read(connection: sqlite3.Connection, path: Path) -> WorkingCopy:
    about = {str(row["key"]): str(row["value"]) for row in connection.execute("SELECT key, value FROM about")}
    if about["format"] != FORMAT:
        raise BadInput(tr("{path} was written by a later version of this program: update it."), path=path)
    base = {str(row["parcel_uid"]): Base(int(row["version"]), int(row["round"]), int(row["seq"]), json.loads(row["answers"]),
                                         str(row["outline"]), str(row["sent"]))
            for row in connection.execute("SELECT parcel_uid, version, round, seq, answers, outline, sent FROM base")}
    parcels = [dict(row) for row in connection.execute("SELECT * FROM parcels ORDER BY fid")]
    photos = [dict(row) for row in connection.execute("SELECT * FROM photos ORDER BY fid")]
    there = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (RESIDUAL_TABLE,)).fetchone()
    left = [dict(row) for row in connection.execute("SELECT * FROM residuals ORDER BY fid")] if there else []
    for row in left:
        row[SHAPE] = _wkb(row.pop("geom", None))
    for row in parcels:
        row[OUTLINE] = _outline(row.pop("geom", None))
    conflicted = sorted(one.name for one in path.parent.glob("*.gpkg") if "conflict" in one.name.lower() and one != path)
    told = {"campaign": "", "export_id": "", "ledger_uuid": "", **about}
    return WorkingCopy(path, told, base, parcels, photos, left, conflicted)
