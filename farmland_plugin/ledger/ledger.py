"""The ledger (台账) in a GeoPackage: reads, and the one door for writing."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import sqlite3
import time
import uuid
from datetime import datetime, timezone
from pathlib import Path
from types import TracebackType
from typing import Any, Dict, Iterable, Iterator, List, Optional, Sequence, Set, Tuple, Type, Union

from ..domain.area import AreaRule
from ..domain.codes import Dictionary, parse_dictionary
from ..domain.errors import BadInput, LedgerError
from ..domain.journal import Event, canonical, sha256
from ..domain.parcel import (
    Applied,
    Batch,
    CaseState,
    Change,
    Overlap,
    Parcel,
    Quarantined,
    Redline,
    Scene,
    Screening,
)
from ..domain.progress import Feedback, NoFeedback
from ..domain.workflow import Workflow
from ..i18n import tr
from ..paths import version as plugin_version
from . import create, rows
from .connection import open_checked
from .door import Door, utc_now
from .lock import WriterLock

_CROCKFORD = "0123456789" + "ABCDEFGHJKMNPQRSTVWXYZ"
FILES = ("redlines", "reports", "media")


def new_ulid() -> str:
    """Return a ULID: 48 bits of time and 80 of chance, sortable text of 26 letters."""
    number = (int(time.time() * 1000) << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def current_actor() -> str:
    """Return the name of the operating system's user: who acts, until personal logins say it better."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return os.environ.get("USERNAME", "unknown")


class Ledger:
    """One county's record. Open it, read, write through ``apply`` and its kin, close it.

    Every write is one transaction that changes state and appends the journal event (records D2). The file is read
    and written by ``sqlite3`` only; QGIS never opens it while it lives (records D1).
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: Optional[WriterLock]) -> None:
        self.path = path
        self.read_only = lock is None
        self.actor = current_actor()
        self._connection = connection
        self._lock = lock
        self.meta: Dict[str, str] = {r["key"]: r["value"] for r in connection.execute("SELECT key, value FROM meta")}
        self.epsg = int(self.meta["epsg"])
        self.crs_wkt = self.meta["crs_wkt"]
        self.area_rule = AreaRule.from_dict(json.loads(self.meta["area_rule"]))
        self.dictionaries: Dict[str, Dictionary] = {
            r["name"]: parse_dictionary(r["name"], r["json"], r["name"])
            for r in connection.execute("SELECT name, json FROM dictionary WHERE name <> 'field_alias'")
        }
        self.workflow = Workflow.from_json(self.rule("workflow"), "workflow")

    # -- life -------------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Union[str, Path], *, county: str, name: str, crs_wkt: str, epsg: int,
               is_geographic: bool = False, semi_major: float = 6378137.0, inverse_flattening: float = 298.257222101,
               crs_name: str = "", rules_folder: Optional[Path] = None) -> Ledger:
        """Create a ledger file and open it for writing.

        :param county: 6-digit code. :param crs_wkt: WKT1 of the CRS, :param epsg: its code. :param is_geographic:
            coordinates are degrees. :param semi_major: ellipsoid's a, m. :param rules_folder: JSON that replaces
            the shipped dictionaries and rules of the same names.
        :raises BadInput: for the county or the rules. :raises LedgerError: when the path exists or is not writable.
        """
        final = Path(path)
        rule = AreaRule.for_crs(epsg, is_geographic=is_geographic, semi_major=semi_major,
                                inverse_flattening=inverse_flattening)
        meta = {
            "ledger_uuid": str(uuid.uuid4()), "county": create.check_county(county), "name": name or final.stem,
            "created_at": utc_now(), "created_by": current_actor(), "plugin": plugin_version(),
        }
        create.build(final, meta, create.LedgerCrs(epsg, crs_wkt, crs_name or f"EPSG:{epsg}", rule), rules_folder)
        ledger = cls.open(final)
        facts = {k: ledger.meta[k] for k in ("ledger_uuid", "county", "name", "epsg", "rule_version", "schema_version")}
        with ledger._door() as door:
            door.append("create_ledger", None, facts)
        return ledger

    @classmethod
    def open(cls, path: Union[str, Path], *, write: bool = True) -> Ledger:
        """Open a ledger.

        :param write: take the writer's lock; False opens a reader that never locks anybody out.
        :raises LedgerBusy: when another program writes it. :raises LedgerError: when it is not a ledger.
        """
        cls.refuse_server(path)
        final = Path(path)
        connection = open_checked(final, read_only=not write)
        opened = None
        try:
            opened = cls(final, connection, WriterLock(final) if write else None)
            return opened
        finally:
            if opened is None:
                connection.close()

    @staticmethod
    def refuse_server(path: Union[str, Path]) -> None:
        """Say that a database address is not a file yet.

        :raises LedgerError: for ``postgresql://…``.
        """
        if str(path).startswith(("postgresql:", "postgres:")):
            raise LedgerError(tr("{path}: this version keeps ledgers in files only; give a .gpkg file."), path=path)

    def close(self) -> None:
        """Close the file and give the writer's lock back."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], value: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close()

    @property
    def files(self) -> Path:
        """The folder beside the ledger that holds what is too large for it (red-line caches, reports, media)."""
        folder = self.path.with_name(self.path.name + ".files")
        for name in FILES:
            (folder / name).mkdir(parents=True, exist_ok=True)
        return folder

    @staticmethod
    def new_uid() -> str:
        """Return a fresh ULID for a parcel, a batch, a red line, a scene or a package."""
        return new_ulid()

    # -- reads ------------------------------------------------------------------------------------------------

    def _rows(self, sql: str, *values: Any) -> Iterator[sqlite3.Row]:
        return iter(self._connection.execute(sql, values))

    def rule(self, name: str) -> Any:
        """Return a rule document (JSON) the ledger carries.

        :raises LedgerError: when it has none of that name.
        """
        row = self._connection.execute(
            "SELECT json FROM rule WHERE name = ?1 UNION ALL SELECT json FROM dictionary WHERE name = ?1", (name,)
        ).fetchone()
        if row is None:
            raise LedgerError(tr("The ledger has no rule named {name}."), name=name)
        return json.loads(row["json"])

    def parcels(self, uids: Optional[Iterable[str]] = None, *, geometry: bool = True) -> Iterator[Parcel]:
        """Yield the parcels, all or those named, in the order they were imported."""
        if uids is None:
            found = self._rows("SELECT * FROM parcel ORDER BY fid")
        else:
            found = self._rows("SELECT parcel.* FROM json_each(?) AS asked JOIN parcel ON parcel_uid = asked.value"
                               " ORDER BY fid", json.dumps(list(uids)))
        return (rows.parcel_from_row(row, geometry) for row in found)

    def parcel(self, uid: str) -> Parcel:
        """Return one parcel.

        :raises LedgerError: when the ledger has none with this uid.
        """
        for row in self._rows("SELECT * FROM parcel WHERE parcel_uid = ?", uid):
            return rows.parcel_from_row(row)
        raise LedgerError(tr("The ledger has no parcel {uid}."), uid=uid)

    def parcel_uids(self) -> List[str]:
        """Return every parcel's uid in the order of import."""
        return [row["parcel_uid"] for row in self._rows("SELECT parcel_uid FROM parcel ORDER BY fid")]

    def cases(self, uids: Optional[Iterable[str]] = None) -> Iterator[CaseState]:
        """Yield the states of the cases, all or those named."""
        if uids is None:
            found = self._rows("SELECT * FROM case_state")
        else:
            found = self._rows("SELECT case_state.* FROM json_each(?) AS asked JOIN case_state"
                               " ON parcel_uid = asked.value", json.dumps(list(uids)))
        return (rows.case_from_row(row) for row in found)

    def case(self, uid: str) -> CaseState:
        """Return the state of one case.

        :raises LedgerError: when the ledger has no parcel with this uid.
        """
        for case in self.cases([uid]):
            return case
        raise LedgerError(tr("The ledger has no parcel {uid}."), uid=uid)

    def batches(self) -> List[Batch]:
        """Return the batches in the order of import."""
        return [Batch(**dict(row)) for row in self._rows("SELECT * FROM batch ORDER BY imported_at, batch_id")]

    def quarantined(self, batch_id: str) -> List[Dict[str, Any]]:
        """Return the rows of a batch that could not become parcels, with their reasons."""
        return [rows.quarantined_from_row(row) for row in
                self._rows("SELECT * FROM quarantine WHERE batch_id = ? ORDER BY source_file, source_row", batch_id)]

    def redlines(self) -> List[Redline]:
        """Return the registered red lines in the order of registration."""
        return [rows.redline_from_row(row) for row in self._rows("SELECT * FROM redline ORDER BY registered_at, redline_id")]

    def scenes(self) -> List[Scene]:
        """Return the registered scenes by date."""
        return [rows.scene_from_row(row) for row in self._rows("SELECT * FROM scene ORDER BY captured, scene_id")]

    def overlaps(self, uid: str) -> List[Overlap]:
        """Return the overlap facts of one parcel."""
        return list(self.all_overlaps([uid]))

    def all_overlaps(self, uids: Optional[Iterable[str]] = None) -> Iterator[Overlap]:
        """Yield the overlap facts of all parcels or those named."""
        if uids is None:
            found = self._rows("SELECT * FROM overlap ORDER BY parcel_uid, role, redline_id, class_code")
        else:
            found = self._rows("SELECT overlap.* FROM json_each(?) AS asked JOIN overlap ON parcel_uid = asked.value"
                               " ORDER BY parcel_uid, role, redline_id, class_code", json.dumps(list(uids)))
        return (rows.overlap_from_row(row) for row in found)

    def screenings(self, uid: str) -> List[Screening]:
        """Return what each screened red line says of one parcel."""
        return list(self.all_screenings([uid]))

    def all_screenings(self, uids: Optional[Iterable[str]] = None) -> Iterator[Screening]:
        """Yield the per-layer results of all parcels or those named."""
        if uids is None:
            found = self._rows("SELECT * FROM screening ORDER BY parcel_uid, role, redline_id")
        else:
            found = self._rows("SELECT screening.* FROM json_each(?) AS asked JOIN screening"
                               " ON parcel_uid = asked.value ORDER BY parcel_uid, role, redline_id", json.dumps(list(uids)))
        return (rows.screening_from_row(row) for row in found)

    def screened_uids(self) -> Set[str]:
        """Return the parcels that have been screened against at least one red line."""
        return {row["parcel_uid"] for row in self._rows("SELECT DISTINCT parcel_uid FROM screening")}

    def packages(self) -> List[Dict[str, Any]]:
        """Return the packages made, newest last."""
        return [{**dict(row), "parcels": json.loads(row["parcels"])}
                for row in self._rows("SELECT * FROM package ORDER BY made_at, package_id")]

    def events(self, parcel_uid: Optional[str] = None) -> Iterator[Event]:
        """Yield the journal in order: all of it, or one parcel's."""
        if parcel_uid is None:
            found = self._rows("SELECT * FROM event ORDER BY seq")
        else:
            found = self._rows("SELECT * FROM event WHERE parcel_uid = ? ORDER BY seq", parcel_uid)
        return (rows.event_from_row(row) for row in found)

    def last_seq(self) -> int:
        """Return the sequence number of the newest event."""
        return int(next(self._rows("SELECT COALESCE(MAX(seq), 0) AS seq FROM event"))["seq"])

    def changed_since(self, seq: int) -> Tuple[int, Optional[Set[str]]]:
        """Return ``(newest seq, parcels changed after seq)``; None instead of parcels means: anything may have changed."""
        changed: Set[str] = set()
        newest, everything = seq, False
        for row in self._rows("SELECT seq, parcel_uid FROM event WHERE seq > ? ORDER BY seq", seq):
            newest = row["seq"]
            everything = everything or row["parcel_uid"] is None
            changed.add(row["parcel_uid"])
        return newest, None if everything else changed

    # -- the write door ---------------------------------------------------------------------------------------

    def _door(self) -> Door:
        if self.read_only:
            raise LedgerError(tr("{path} is open read-only: close it elsewhere and open it again to write."), path=self.path)
        return Door(self._connection, self.path, self.actor, self.meta, self.workflow, self.dictionaries)

    def apply(self, parcel_uid: str, expected_version: int, action: str, payload: Dict[str, Any],
              attachments: Sequence[str] = ()) -> Applied:
        """Change one case and append the journal event, in one transaction.

        :param expected_version: the version the caller saw. :param payload: what the action records; codes must be in
            the ledger's dictionaries. :param attachments: SHA-256 of files already in the ledger's media folder.
        :raises StaleRow: when somebody changed the case meanwhile. :raises NotAllowed: by the workflow.
        :raises BadInput: for an unknown key or code.
        """
        return self.apply_many([Change(parcel_uid, expected_version, action, payload, tuple(attachments))])[0]

    def apply_many(self, changes: Sequence[Change], feedback: Optional[Feedback] = None) -> List[Applied]:
        """Apply several changes as one step: all of them, or none (one transaction, one event each)."""
        watched = feedback or NoFeedback()
        with self._door() as door:
            applied = []
            for done, change in enumerate(changes):
                watched.check()
                applied.append(door.change(change))
                watched.progress(100.0 * done / len(changes))
            return applied

    def add_batch(self, batch: Batch, parcels: Sequence[Parcel], quarantined: Sequence[Quarantined] = ()) -> None:
        """Add a batch with its parcels, cases and quarantined rows; READ must equal IMPORTED + QUARANTINED."""
        if (len(parcels), len(quarantined)) != (batch.imported_count, batch.quarantined_count):
            raise BadInput(tr("Batch {name}: the counts do not add up; nothing was imported."), name=batch.name)
        stamped = Batch(**{**batch.__dict__, "imported_at": batch.imported_at or utc_now(),
                           "imported_by": batch.imported_by or self.actor})
        digest = sha256("\n".join(f"{p.parcel_uid} {p.geom_hash} {p.area_m2}" for p in parcels).encode())
        with self._door() as door:
            door.insert("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [rows.batch_to_row(stamped)])
            door.insert(rows.INSERT_PARCEL, (rows.parcel_to_row(p, self.epsg) for p in parcels))
            door.insert("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?)",
                        (rows.quarantined_to_row(batch.batch_id, q) for q in quarantined))
            door.insert("INSERT INTO case_state (parcel_uid, status) VALUES (?, ?)",
                        ((p.parcel_uid, self.workflow.initial) for p in parcels))
            door.append("import_batch", None, {
                "batch_id": batch.batch_id, "name": batch.name, "source": batch.source, "file": batch.file_name,
                "sha256": batch.sha256, "read": batch.read_count, "imported": batch.imported_count,
                "quarantined": batch.quarantined_count, "parcels_sha256": digest,
            })

    def add_redline(self, redline: Redline) -> None:
        """Register a red line whose cache file is already in place."""
        stamped = Redline(**{**redline.__dict__, "registered_at": redline.registered_at or utc_now(),
                             "registered_by": redline.registered_by or self.actor})
        with self._door() as door:
            door.insert("INSERT INTO redline VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [rows.redline_to_row(stamped)])
            door.append("register_redline", None, {
                "redline_id": redline.redline_id, "role": redline.role, "name": redline.name, "vintage": redline.vintage,
                "sha256": redline.sha256, "features": redline.features, "repaired": redline.repaired,
                "source_crs": redline.source_crs,
            })

    def add_scene(self, scene: Scene) -> None:
        """Register a scene; the raster stays where it is and is known by its SHA-256."""
        with self._door() as door:
            door.insert("INSERT INTO scene VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [rows.scene_to_row(scene)])
            door.append("register_scene", None, {
                "scene_id": scene.scene_id, "role": scene.role, "captured": scene.captured, "source": scene.source,
                "path": scene.path, "sha256": scene.sha256, "resolution_m": f"{scene.resolution_m:.4f}",
            })

    def record_screening(self, overlaps: Sequence[Overlap], screenings: Sequence[Screening], uids: Sequence[str],
                         redline_ids: Sequence[str], info: Dict[str, Any]) -> int:
        """Replace the facts of these parcels against these red lines; return the event's sequence number.

        :param info: what goes into the journal beside the digest of the facts (engine, seconds as text, options).
        """
        facts = sorted(canonical([o.parcel_uid, o.redline_id, o.class_code, o.area_m2, o.net_area_m2]) for o in overlaps)
        pair = (json.dumps(list(uids)), json.dumps(list(redline_ids)))
        with self._door() as door:
            door.execute("DELETE FROM overlap WHERE parcel_uid IN (SELECT value FROM json_each(?1))"
                         " AND redline_id IN (SELECT value FROM json_each(?2))", pair)
            door.execute("DELETE FROM screening WHERE parcel_uid IN (SELECT value FROM json_each(?1))"
                         " AND redline_id IN (SELECT value FROM json_each(?2))", pair)
            door.insert("INSERT INTO overlap VALUES (?, ?, ?, ?, ?, ?)", (rows.overlap_to_row(o) for o in overlaps))
            door.insert("INSERT INTO screening VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                        (rows.screening_to_row(s) for s in screenings))
            return door.append("screen", None, {
                **info, "parcels": len(uids), "redlines": list(redline_ids), "overlaps": len(overlaps),
                "facts_sha256": sha256("\n".join(facts).encode("utf-8")),
            })

    def record_package(self, package: Dict[str, Any]) -> int:
        """Record a package that stands complete under its final name; return the event's sequence number.

        :param package: package_id, kind, recipient, parcel_uid (or None), parcels (list of uids), folder_name, path,
            code, root_sha256, root_sm3.
        """
        with self._door() as door:
            seq = door.append("package", package.get("parcel_uid"), {
                k: package[k] for k in ("package_id", "kind", "recipient", "parcels", "folder_name", "code", "root_sha256",
                                        "root_sm3")
            })
            door.insert("INSERT INTO package VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '')", [(
                package["package_id"], package["kind"], package["recipient"], package.get("parcel_uid"),
                json.dumps(package["parcels"]), package["folder_name"], package["path"], package["code"],
                package["root_sha256"], package["root_sm3"], seq, utc_now(), self.actor,
            )])
            return seq

    def record_verdict(self, package_id: str, verdict: str) -> int:
        """Record what the verifier said of a package; return the event's sequence number."""
        with self._door() as door:
            door.execute("UPDATE package SET verified_at = ?, verdict = ? WHERE package_id = ?",
                         (utc_now(), verdict, package_id))
            return door.append("verify_package", None, {"package_id": package_id, "verdict": verdict})


def local_now() -> str:
    """Return the local time with its offset, ISO text to the second: what is printed on sheets."""
    return datetime.now(timezone.utc).astimezone().isoformat(timespec="seconds")
