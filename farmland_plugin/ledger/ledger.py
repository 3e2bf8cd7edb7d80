"""The ledger (台账) in a GeoPackage: reads, and the one door for writing."""

from __future__ import annotations

import getpass
import json
import os
import secrets
import sqlite3
import time
import uuid
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import (
    Any,
    Dict,
    FrozenSet,
    Iterable,
    Iterator,
    List,
    NamedTuple,
    Optional,
    Sequence,
    Set,
    Type,
    Union,
)

from ..domain.area import AreaRule
from ..domain.codes import Dictionary, parse_dictionary
from ..domain.errors import BadInput, LedgerError, LedgerReadOnly
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
from .connection import explain, open_checked, transaction
from .door import Door, utc_now
from .lock import WriterLock

_CROCKFORD = "0123456789" + "ABCDEFGHJKMNPQRSTVWXYZ"
FILES = ("redlines", "reports", "media")
ASKED_AT_ONCE = 1000
BESIDE_CASES = frozenset({"create_ledger", "register_redline", "register_scene", "screen", "package", "verify_package"})


class Changes(NamedTuple):
    """What happened since an event: the newest sequence number, the parcels whose cases changed, the kinds of events.

    :param uids: None when parcels came in, or something happened that this program does not know.
    :param actions: the actions of the events; those of ``BESIDE_CASES`` leave parcels and cases as they were.
    """

    seq: int
    uids: Optional[Set[str]]
    actions: FrozenSet[str]


def new_ulid() -> str:
    """Return a ULID: 48 bits of time and 80 of chance, sortable text of 26 letters."""
    number = (int(time.time() * 1000) << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def refuse_postgresql(path: Union[str, Path]) -> Path:
    """Return the path of a ledger file.

    :raises LedgerError: when it is the address of a database, which this version cannot use.
    """
    if str(path).startswith(("postgresql:", "postgres:")):
        raise LedgerError(tr("{path}: this version keeps ledgers in files, not in PostgreSQL; give a .gpkg file."), path=path)
    return Path(path)


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
        final = refuse_postgresql(path)
        rule = AreaRule.for_crs(epsg, is_geographic=is_geographic, semi_major=semi_major,
                                inverse_flattening=inverse_flattening)
        meta = {
            "ledger_uuid": str(uuid.uuid4()), "county": create.check_county(county), "name": name or final.stem,
            "created_at": utc_now(), "created_by": current_actor(), "plugin": plugin_version(),
        }
        create.build(final, meta, create.LedgerCrs(epsg, crs_wkt, crs_name or f"EPSG:{epsg}", rule), rules_folder)
        ledger, begun = None, False
        try:
            ledger = cls.open(final)
            ledger._begin()
            begun = True
            return ledger
        finally:
            if not begun:
                if ledger is not None:
                    ledger.close()
                final.unlink()

    def _begin(self) -> None:
        """Write the first event and make the folders beside the file."""
        with self._door() as door:
            door.append("create_ledger", None, {
                k: self.meta[k] for k in ("ledger_uuid", "county", "name", "epsg", "rule_version", "schema_version")})
        for folder in FILES:
            (self.files / folder).mkdir(parents=True, exist_ok=True)

    @classmethod
    def open(cls, path: Union[str, Path], *, write: bool = True) -> Ledger:
        """Open a ledger.

        :param write: take the writer's lock; False opens a reader that never locks anybody out.
        :raises LedgerBusy: when another program writes it. :raises LedgerReadOnly: when the file or its folder cannot be
            written. :raises LedgerError: when it is not a ledger.
        """
        final = refuse_postgresql(path)
        connection = open_checked(final, read_only=not write)
        opened = lock = None
        try:
            if write and not os.access(final, os.W_OK):
                raise LedgerReadOnly(tr("{path} cannot be written: check its permissions."), path=final)
            lock = WriterLock(final) if write else None
            opened = cls(final, connection, lock)
            return opened
        except sqlite3.Error as error:
            raise explain(error, final) from error
        except (KeyError, ValueError) as error:  # a text of the ledger's own that no longer means anything
            raise explain(sqlite3.DatabaseError(f"damaged: {error}"), final) from error
        finally:
            if opened is None:
                connection.close()
                if lock is not None:
                    lock.release()

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
        """The folder beside the ledger that holds what is too large for it (red-line caches, reports, media).

        Whoever writes into it makes its parts (``replacing`` does): a ledger may have been moved without it, or be on a
        disk that cannot be written.
        """
        return self.path.with_name(self.path.name + ".files")

    @staticmethod
    def new_uid() -> str:
        """Return a fresh ULID for a parcel, a batch, a red line, a scene or a package."""
        return new_ulid()

    # -- reads ------------------------------------------------------------------------------------------------

    def _rows(self, sql: str, *values: Any) -> Iterator[sqlite3.Row]:
        return iter(self._connection.execute(sql, values))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Hold one state of the ledger over several reads; keep it short, since a writer waits meanwhile."""
        outermost = not self._connection.in_transaction
        if outermost:
            self._connection.execute("BEGIN")
        try:
            yield
        finally:
            if outermost:
                self._connection.execute("COMMIT")

    def _each(self, sql: str, keys: Iterable[Any]) -> Iterator[sqlite3.Row]:
        """Yield the rows of a statement asked for each key; no lock is held while the caller works on them."""
        asked = iter(keys)
        chunk = list(islice(asked, ASKED_AT_ONCE))
        while chunk:
            with self.reading():
                found = [row for key in chunk for row in self._connection.execute(sql, (key,))]
            yield from found
            chunk = list(islice(asked, ASKED_AT_ONCE))

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
            fids = sorted(row["fid"] for row in self._each("SELECT fid FROM parcel WHERE parcel_uid = ?", uids))
            found = self._each("SELECT * FROM parcel WHERE fid = ?", fids)
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
            found = self._each("SELECT * FROM case_state WHERE parcel_uid = ?", uids)
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
            found = self._each("SELECT * FROM overlap WHERE parcel_uid = ? ORDER BY role, redline_id, class_code",
                               sorted(uids))
        return (rows.overlap_from_row(row) for row in found)

    def screenings(self, uid: str) -> List[Screening]:
        """Return what each screened red line says of one parcel."""
        return list(self.all_screenings([uid]))

    def all_screenings(self, uids: Optional[Iterable[str]] = None) -> Iterator[Screening]:
        """Yield the per-layer results of all parcels or those named."""
        if uids is None:
            found = self._rows("SELECT * FROM screening ORDER BY parcel_uid, role, redline_id")
        else:
            found = self._each("SELECT * FROM screening WHERE parcel_uid = ? ORDER BY role, redline_id", sorted(uids))
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

    def changed_since(self, seq: int) -> Changes:
        """Return what the journal says of the time after event ``seq``."""
        changed: Set[str] = set()
        actions: Set[str] = set()
        newest, everything = seq, False
        for row in self._rows("SELECT seq, parcel_uid, action FROM event WHERE seq > ? ORDER BY seq", seq):
            newest = row["seq"]
            actions.add(row["action"])
            if row["parcel_uid"] is not None:
                changed.add(row["parcel_uid"])
            elif row["action"] not in BESIDE_CASES:
                everything = True
        return Changes(newest, None if everything else changed, frozenset(actions))

    # -- the write door ---------------------------------------------------------------------------------------

    @contextmanager
    def _door(self) -> Iterator[Door]:
        """Run a block as one write transaction; anything raised rolls everything back."""
        if self.read_only:
            raise LedgerError(tr("{path} is open read-only: close it elsewhere and open it again to write."), path=self.path)
        with transaction(self._connection, self.path) as connection:
            yield Door(connection, self.actor, self.meta, self.workflow, self.dictionaries)

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
            door.many("INSERT INTO batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [rows.batch_to_row(stamped)])
            door.many(rows.INSERT_PARCEL, (rows.parcel_to_row(p, self.epsg) for p in parcels))
            door.many("INSERT INTO quarantine VALUES (?, ?, ?, ?, ?, ?)",
                        (rows.quarantined_to_row(batch.batch_id, q) for q in quarantined))
            door.many("INSERT INTO case_state (parcel_uid, status) VALUES (?, ?)",
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
            door.many("INSERT INTO redline VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [rows.redline_to_row(stamped)])
            door.append("register_redline", None, {
                "redline_id": redline.redline_id, "role": redline.role, "name": redline.name, "vintage": redline.vintage,
                "sha256": redline.sha256, "features": redline.features, "repaired": redline.repaired,
                "source_crs": redline.source_crs,
            })

    def add_scene(self, scene: Scene) -> None:
        """Register a scene; the raster stays where it is and is known by its SHA-256."""
        with self._door() as door:
            door.many("INSERT INTO scene VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [rows.scene_to_row(scene)])
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
        pairs = [(uid, redline_id) for uid in sorted(uids) for redline_id in redline_ids]
        with self._door() as door:
            door.many("DELETE FROM overlap WHERE parcel_uid = ? AND redline_id = ?", pairs)
            door.many("DELETE FROM screening WHERE parcel_uid = ? AND redline_id = ?", pairs)
            door.many("INSERT INTO overlap VALUES (?, ?, ?, ?, ?, ?)", (rows.overlap_to_row(o) for o in overlaps))
            door.many("INSERT INTO screening VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
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
            door.many("INSERT INTO package VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '', '')", [(
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
