"""The ledger (台账): one county's record, in a file or in a database, with one door for writing."""

from __future__ import annotations

import json
import secrets
import time
import uuid
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Dict, Iterable, Iterator, List, Optional, Sequence, Type, Union

from ..domain.area import AreaRule
from ..domain.changes import sound_text
from ..domain.codes import Dictionary, parse_dictionary
from ..domain.errors import FarmlandError, LedgerError, LedgerReadOnly
from ..domain.imagery import SceneTile
from ..domain.parcel import Applied, Change, Overlap, OverlapPart, Redline, RoleCover, Scene, Screening
from ..domain.progress import Feedback, NoFeedback
from ..domain.workflow import Workflow
from ..files import private_folder
from ..i18n import tr
from ..paths import version as plugin_version
from . import create
from .actor import current_actor
from .bodies import steady
from .cases.deadlines import Deadlines
from .cases.groups import undo_group
from .connection import damaged
from .create import Content
from .door import Door, utc_now
from .entering import enter_package, enter_scene, enter_verdict
from .ground import Ground
from .imagery import Imagery
from .keeping import anchors
from .keeping.anchors import Anchor
from .layers import Facts, Pairs, covers_that_hold, enter_redline, enter_retirement, enter_screening
from .media import Media
from .people import People
from .photos import Photos
from .sqlite_store import SqliteStore
from .staleness import stale
from .store import Store

_CROCKFORD = "0123456789" + "ABCDEFGHJKMNPQRSTVWXYZ"
FILES = ("redlines", "reports", "media")


def new_ulid() -> str:
    """Return a ULID: 48 bits of time and 80 of chance, sortable text of 26 letters."""
    number = (int(time.time() * 1000) << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def is_database(address: Union[str, Path]) -> bool:
    """Whether this is the address of a PostgreSQL database, not the path of a file."""
    return str(address).startswith(("postgresql:", "postgres:"))


class Ledger(Ground, Imagery, Photos):
    """One county's record. Open it, read, write through ``apply`` and its kin, close it.

    Every write is one transaction that changes state and appends the journal event (records D2). A file is read and
    written by ``sqlite3`` only; QGIS never opens it while it lives (records D1).
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._clocks = (time.time(), steady())
        self.app = plugin_version()
        self.meta: Dict[str, str] = {r["key"]: r["value"] for r in store.rows("SELECT key, value FROM meta")}
        if "moved_to" in self.meta and not store.read_only:
            raise LedgerReadOnly(tr("This ledger was moved to {to} and is kept there now: here it can only be read."),
                                 to=self.meta["moved_to"])
        self.epsg = int(self.meta["epsg"])
        self.crs_wkt = self.meta["crs_wkt"]
        self.area_rule = AreaRule.from_dict(json.loads(self.meta["area_rule"]))
        self.dictionaries: Dict[str, Dictionary] = {
            r["name"]: parse_dictionary(r["name"], r["json"], r["name"])
            for r in store.rows("SELECT name, json FROM dictionary WHERE name <> 'field_alias'")
        }
        self.workflow = Workflow.parse(self.rule_text("workflow") or "{}", "workflow")
        self.people = People(self)
        self.deadlines = Deadlines(self)
        self.media = Media(store)

    # -- life -------------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: Union[str, Path], *, county: str, name: str, crs_wkt: str, epsg: int,
               is_geographic: bool = False, semi_major: float = 6378137.0, inverse_flattening: float = 298.257222101,
               crs_name: str = "", rules_folder: Optional[Path] = None) -> Ledger:
        """Create a ledger and open it for writing.

        :param path: a new file, or the address of an empty database (``postgresql://…``). :param county: 6-digit code.
        :param crs_wkt: WKT1 of the CRS, :param epsg: its code. :param is_geographic: coordinates are degrees.
        :param semi_major: ellipsoid's a, m. :param rules_folder: JSON that replaces the shipped dictionaries and rules of
            the same names.
        :raises BadInput: for the county or the rules. :raises LedgerError: when the path exists or is not writable.
        """
        rule = AreaRule.for_crs(epsg, is_geographic=is_geographic, semi_major=semi_major,
                                inverse_flattening=inverse_flattening)
        stem = str(path).rpartition("/")[2] if is_database(path) else Path(path).stem
        meta = {
            "ledger_uuid": str(uuid.uuid4()), "county": create.check_county(county), "name": name or stem,
            "created_at": utc_now(), "created_by": current_actor(), "plugin": plugin_version(),
        }
        crs = create.LedgerCrs(epsg, crs_wkt, crs_name or f"EPSG:{epsg}", rule)
        content = create.content(meta, crs, rules_folder)
        if is_database(path):
            return cls._new_database(str(path), content)
        return cls._new_file(Path(path), content)

    @classmethod
    def _new_database(cls, address: str, content: Content) -> Ledger:
        from .postgis.create import build_database, withdraw

        build_database(address, content)
        ledger, begun = None, False
        try:
            ledger = cls.open(address)
            ledger._begin()
            begun = True
            return ledger
        finally:
            if not begun:
                if ledger is not None:
                    ledger.close()
                withdraw(address, content.meta["ledger_uuid"])

    @classmethod
    def _new_file(cls, path: Path, content: Content) -> Ledger:
        create.build(path, content)
        ledger, begun = None, False
        try:
            ledger = cls.open(path)
            ledger._begin()
            begun = True
            return ledger
        finally:
            if not begun:
                if ledger is not None:
                    ledger.close()
                path.unlink()

    def _begin(self) -> None:
        """Write the first event and make the folders beside the file."""
        with self.door() as door:
            door.append("create_ledger", None, {
                k: self.meta[k] for k in ("ledger_uuid", "county", "name", "epsg", "rule_version", "schema_version", "crs_wkt",
                                          "area_rule")})
        private_folder(self.files)
        for folder in FILES:
            (self.files / folder).mkdir(parents=True, exist_ok=True)

    @classmethod
    def open(cls, path: Union[str, Path], *, write: bool = True) -> Ledger:
        """Open a ledger; one of an earlier schema is backed up and migrated first, when it is opened for writing.

        :param path: a file, or ``postgresql://user@host/database``. :param write: take the writer's lock of a file; False
            opens a reader that never locks anybody out.
        :raises LedgerBusy: when another program writes it. :raises LedgerReadOnly: when the file or its folder cannot be
            written. :raises LedgerError: when it is not a ledger.
        """
        if is_database(path):
            from .postgis.store import PostgisStore

            return cls._over(PostgisStore(str(path), write=write))
        return cls._over(SqliteStore(Path(path), write=write))

    @classmethod
    def _over(cls, store: Store) -> Ledger:
        opened = None
        try:
            opened = cls(store)
            return opened
        except store.errors as error:
            raise store.explained(error) from error
        except (KeyError, ValueError) as error:  # a text of the ledger's own that no longer means anything
            raise damaged(str(error), store.name) from error
        finally:
            if opened is None:
                store.close()

    def close(self) -> None:
        """Let go of the file or the database, and give the writer's lock back."""
        self.store.close()

    def __enter__(self) -> Ledger:
        return self

    def __exit__(self, kind: Optional[Type[BaseException]], value: Optional[BaseException],
                 trace: Optional[TracebackType]) -> None:
        self.close()

    @property
    def path(self) -> Path:
        """The ledger's file; for a database, the folder its files are kept in."""
        return self.store.path

    @property
    def address(self) -> str:
        """What opens this ledger again: the file's path, or the database's address without a password."""
        return self.store.name

    @property
    def files(self) -> Path:
        """The folder beside the ledger that holds what is too large for it (red-line caches, reports, media).

        Whoever writes into it makes its parts (``replacing`` does): a ledger may have been moved without it, or be on a
        disk that cannot be written.
        """
        return self.store.files

    @property
    def read_only(self) -> bool:
        """Whether nothing can be written through this object."""
        return self.store.read_only

    @property
    def remarks(self) -> List[FarmlandError]:
        """What opening the ledger did (a migration and its backup) that whoever opened it should be told."""
        return list(self.store.remarks)

    @property
    def actor(self) -> str:
        """The login or operating-system user whose name stands in the journal."""
        return self.store.actor

    @staticmethod
    def new_uid() -> str:
        """Return a fresh ULID for a parcel, a batch, a red line, a scene, a person or a package."""
        return new_ulid()

    def clock_drift(self) -> float:
        """Return by how many seconds the computer's clock was moved since the ledger was opened or this was asked."""
        clocks = (time.time(), steady())
        drift = (clocks[0] - self._clocks[0]) - (clocks[1] - self._clocks[1])
        self._clocks = clocks
        return drift

    # -- the write door ---------------------------------------------------------------------------------------

    @contextmanager
    def door(self, group: str = "") -> Iterator[Door]:
        """Run a block as one write transaction; anything raised rolls everything back.

        :param group: id that ties the events of one step over many parcels together.
        """
        if self.read_only:
            raise LedgerError(tr("{path} is open read-only: close it elsewhere and open it again to write."),
                              path=self.store.name)
        clocks, written = self._clocks, False
        try:
            with self.store.writing():
                door = Door(self, group)
                yield door
            written = True
        finally:
            if not written:  # what was rolled back told of no leap: the next write does
                self._clocks = clocks
        if door.anchored:
            anchors.export(anchors.anchors(self.store), self.meta, [anchors.backups_folder(self.files)])

    def anchor(self, kind: str = anchors.MANUAL, note: str = "") -> Anchor:
        """Note the newest event's hashes in the table ``anchor``, the journal and the anchors file; return them.

        Such an anchor proves something once a copy of its line lies where whoever writes the ledger does not reach.
        """
        with self.door() as door:
            return door.anchor(kind, note)

    def apply(self, parcel_uid: str, expected_version: int, action: str, payload: Dict[str, Any],
              attachments: Sequence[str] = (), by: str = "") -> Applied:
        """Change one case and append the journal event, in one transaction.

        :param expected_version: the version the caller saw. :param payload: what the action records; codes must be in
            the ledger's dictionaries. :param attachments: SHA-256 of files already in the ledger's media folder.
        :param by: person_id of who is responsible for the step.
        :raises StaleRow: when somebody changed the case meanwhile. :raises NotAllowed: by the workflow.
        :raises MissingEvidence: listing what the step lacks. :raises BadInput: for an unknown key or code.
        """
        return self.apply_many([Change(parcel_uid, expected_version, action, payload, tuple(attachments or ()), by)])[0]

    def apply_many(self, changes: Sequence[Change], feedback: Optional[Feedback] = None) -> List[Applied]:
        """Apply several changes as one step: all of them, or none (one transaction, one event each)."""
        watched = feedback or NoFeedback()
        with self.door(new_ulid() if len(changes) > 1 else "") as door:
            applied = []
            for done, change in enumerate(changes):
                watched.check()
                applied.append(door.change(change))
                watched.progress(100.0 * done / len(changes))
            return applied

    def undo_group(self, group: str, reason: str, by: str = "") -> List[Applied]:
        """Undo every event of one step over many parcels (a batch of tags, a merge) in one transaction, newest first.

        :param group: the ``group`` their bodies carry. :param by: person_id, where the events are somebody's steps.
        :raises NotAllowed: listing the parcels that changed since; nothing is undone then. :raises BadInput: for a group
            that does not exist, or without a reason.
        """
        return undo_group(self, group, reason, by)

    def add_redline(self, redline: Redline, replaces: str = "") -> None:
        """Register a red line whose cache file is already in place.

        :param replaces: id of the line it takes the place of, which is retired in the same transaction.
        :raises LedgerError: when that one is unknown or retired already; nothing is registered then.
        """
        stamped = Redline(**{**redline.__dict__, "registered_at": redline.registered_at or utc_now(),
                             "registered_by": redline.registered_by or self.actor})
        with self.door() as door:
            enter_redline(door, stamped, {"replaces": replaces} if replaces else {})
            if replaces:
                enter_retirement(door, replaces, tr("replaced by {name}").format(name=stamped.name),
                                 {"replaced_by": stamped.redline_id})

    def retire_redline(self, redline_id: str, why: str) -> int:
        """Retire a red line (its results stay, but no longer count); return the event's sequence number.

        :raises LedgerError: when the ledger has no such line, or it is retired already. :raises BadInput: without a reason.
        """
        with self.door() as door:
            return enter_retirement(door, redline_id, sound_text("why", why.strip()), {})

    def add_scene(self, scene: Scene, tiles: Iterable[SceneTile] = ()) -> None:
        """Register a scene; the raster stays where it is and is known by its SHA-256. A mosaic has tiles with their dates."""
        with self.door() as door:
            enter_scene(door, scene, {}, tiles)

    def record_screening(self, overlaps: Iterable[Overlap], screenings: Iterable[Screening], uids: Sequence[str],
                         redline_ids: Sequence[str], info: Dict[str, Any], parts: Iterable[OverlapPart] = (),
                         role_covers: Iterable[RoleCover] = ()) -> int:
        """Replace the facts of these parcels against these red lines; return the event's sequence number.

        The facts are walked once each and may be made while they are walked. What the layers of a role cover together is
        forgotten for every role screened, and is as given then where all layers of the role that count now were screened.

        :param info: what goes into the journal beside the digest of the facts (engine, seconds as text, options).
        """
        with self.door() as door:
            covers = covers_that_hold(self, role_covers, redline_ids)
            return enter_screening(door, Facts(overlaps, screenings, parts, covers), Pairs(sorted(uids), list(redline_ids)),
                                   {**info, "parcels": len(uids), "redlines": list(redline_ids)})

    def stale(self, uids: Optional[Iterable[str]] = None, *, look: bool = True) -> Dict[str, List[str]]:
        """Return why the overlap facts of parcels, of all or those named, are not those of today's red lines and settings.

        :param look: False: the files behind the red lines are not looked at (``staleness.stale``).
        :returns: reason codes (``staleness.REASONS``) by parcel; those whose facts stand are left out.
        """
        return stale(self, uids, look=look)

    def record_package(self, package: Dict[str, Any], verdict: str = "") -> int:
        """Record a package that stands complete under its final name; return the event's sequence number.

        :param package: package_id, kind, recipient, parcel_uid (or None), parcels (list of uids), folder_name, path,
            code, root_sha256, root_sm3. :param verdict: what the verifier said of it, when it was asked already.
        """
        with self.door() as door:
            return enter_package(door, package, verdict, {})

    def record_verdict(self, package_id: str, verdict: str) -> int:
        """Record what the verifier said of a package; return the event's sequence number."""
        with self.door() as door:
            return enter_verdict(door, package_id, verdict)
