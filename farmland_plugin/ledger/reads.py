"""What a ledger tells: parcels, cases, red lines, scenes, overlaps, signatures, journal."""

from __future__ import annotations

import json
from itertools import islice
from typing import (
    Any,
    ContextManager,
    Dict,
    FrozenSet,
    Iterable,
    Iterator,
    List,
    NamedTuple,
    Optional,
    Sequence,
    Set,
    Tuple,
)

from ..domain.codes import Dictionary, parse_dictionary
from ..domain.errors import LedgerError
from ..domain.gradual import Gradual
from ..domain.journal import Event
from ..domain.parcel import (
    Batch,
    CaseState,
    Clue,
    Link,
    Overlap,
    OverlapPart,
    Parcel,
    Place,
    Redline,
    Reissued,
    RoleCover,
    Scene,
    Screening,
)
from ..domain.signoff import Signature
from ..i18n import tr
from ..paths import resource
from . import rows
from .gpkg import from_blob
from .store import Row, Store

ASKED_AT_ONCE = 1000
BESIDE_CASES = frozenset({
    "create_ledger", "register_redline", "register_scene", "screen", "package", "verify_package", "register_person", "anchor",
    "backup", "migrate", "clock_jump", "issue_form", "visit", "grant_access", "move_ledger", "merge", "resolve_conflicts",
    "undo_merge", "link", "decide_links", "bind_clue", "retire_redline", "retire_scene", "compare_imagery", "mark_control",
    "unmark_control", "adopt_profile",
})


class Changes(NamedTuple):
    """What happened since an event: the newest sequence number, the parcels whose cases changed, the kinds of events.

    :param uids: None when parcels came in, or something happened that this program does not know.
    :param actions: the actions of the events; those of ``BESIDE_CASES`` leave parcels and cases as they were.
    """

    seq: int
    uids: Optional[Set[str]]
    actions: FrozenSet[str]


# a parcel lies where it was placed last (by overlay, or corrected by hand), else where it was issued
PARCEL = (
    "SELECT parcel.fid, parcel.geom, parcel.parcel_uid, parcel.source_no, parcel.batch_id, parcel.parent_uid,"
    " COALESCE(NULLIF(place.township, ''), parcel.township) AS township,"
    " CASE WHEN COALESCE(place.township, '') = '' THEN parcel.village ELSE place.village END AS village,"
    " parcel.monitored_area_m2, parcel.area_m2, parcel.attributes, parcel.source_file, parcel.source_row, parcel.source_crs,"
    " parcel.issued_geom, parcel.geom_hash, parcel.repair FROM parcel"
    " LEFT JOIN place ON place.parcel_uid = parcel.parcel_uid"
    " AND place.seq = (SELECT MAX(newest.seq) FROM place AS newest WHERE newest.parcel_uid = parcel.parcel_uid)"
)
EVERY_PARCEL = PARCEL + " ORDER BY parcel.fid"
PARCEL_BY_FID = PARCEL + " WHERE parcel.fid = ?"
ONE_PARCEL = PARCEL + " WHERE parcel.parcel_uid = ?"
SHOWN = (
    "SELECT parcel.fid, parcel.geom, parcel.parcel_uid, parcel.source_no, parcel.batch_id, parcel.parent_uid,"
    " COALESCE(NULLIF(place.township, ''), parcel.township) AS township,"
    " CASE WHEN COALESCE(place.township, '') = '' THEN parcel.village ELSE place.village END AS village,"
    " parcel.monitored_area_m2, parcel.area_m2, parcel.attributes, parcel.source_file, parcel.source_row,"
    " case_state.status, case_state.hold, case_state.finding, case_state.disposition, case_state.category, case_state.note,"
    " case_state.version FROM parcel JOIN case_state ON case_state.parcel_uid = parcel.parcel_uid"
    " LEFT JOIN place ON place.parcel_uid = parcel.parcel_uid"
    " AND place.seq = (SELECT MAX(newest.seq) FROM place AS newest WHERE newest.parcel_uid = parcel.parcel_uid)"
)
SHOWN_ALL = SHOWN + " ORDER BY parcel.fid"
SHOWN_ONE = SHOWN + " WHERE parcel.parcel_uid = ?"
PLACES = (
    "SELECT place.* FROM place JOIN (SELECT parcel_uid, MAX(seq) AS seq FROM place GROUP BY parcel_uid) AS newest"
    " ON newest.parcel_uid = place.parcel_uid AND newest.seq = place.seq ORDER BY place.parcel_uid"
)
FIRST_ISSUED = (
    "SELECT MIN(fid) AS fid FROM parcel WHERE township <> '' OR village <> '' GROUP BY batch_id, township, village"
)
FIRST_PLACED = (
    "SELECT MIN(parcel.fid) AS fid FROM parcel JOIN place ON place.parcel_uid = parcel.parcel_uid"
    " WHERE place.issued_differs = 0 GROUP BY parcel.batch_id, place.township, place.village"
)
PLACE_HISTORY = "SELECT * FROM place WHERE parcel_uid = ? ORDER BY seq"
LINKS_BY_LATER = "SELECT * FROM parcel_link WHERE parcel_uid = ? ORDER BY link_id"
LINKS_BY_EARLIER = "SELECT * FROM parcel_link WHERE other_uid = ? ORDER BY link_id"


SCREENED = ("SELECT DISTINCT s.parcel_uid FROM screening AS s JOIN redline AS r ON r.redline_id = s.redline_id"
            " WHERE r.retired_at = ''")
SCREENED_OF = SCREENED + " AND s.parcel_uid = ?"
SCENES = ("SELECT scene.*, scene_retired.retired_at, scene_retired.retired_by, scene_retired.why FROM scene"
          " LEFT JOIN scene_retired ON scene_retired.scene_id = scene.scene_id ORDER BY scene.captured, scene.scene_id")
COUNT_PARCELS = "SELECT count(*) AS count FROM parcel"
NEXT_UIDS = "SELECT fid, parcel_uid FROM parcel WHERE fid > ? ORDER BY fid LIMIT ?"
EVERY_SHAPE = "SELECT parcel_uid, area_m2, geom FROM parcel ORDER BY fid"
ONE_SHAPE = "SELECT parcel_uid, area_m2, geom FROM parcel WHERE parcel_uid = ?"
MOST = 0.3  # when more than this share of the parcels is wanted they are read from end to end


class ParcelShape(NamedTuple):
    """What measuring needs of a parcel: its official area in m², and its polygon as WKB in the ledger's CRS."""

    parcel_uid: str
    area_m2: float
    geom: bytes


class ChainLink(NamedTuple):
    """What the chain needs of one event: everything but what it says."""

    seq: int
    ts: str
    body_hash: str
    hash: str
    sm3: str


class Reads:
    """The reading half of a ledger, over either store."""

    store: Store
    dictionaries: Dict[str, Dictionary]

    def _rows(self, sql: str, *values: Any) -> Iterator[Row]:
        return self.store.rows(sql, values)

    def reading(self) -> ContextManager[None]:
        """Hold one state of the ledger over several reads; keep it short, since a writer waits meanwhile."""
        return self.store.reading()

    def _each(self, sql: str, keys: Iterable[Any]) -> Iterator[Row]:
        """Yield the rows of a statement asked for each key; no lock is held while the caller works on them."""
        asked = iter(keys)
        chunk = list(islice(asked, ASKED_AT_ONCE))
        while chunk:
            yield from self.store.each(sql, chunk)
            chunk = list(islice(asked, ASKED_AT_ONCE))

    def rule(self, name: str) -> Any:
        """Return a rule document (JSON) the ledger carries.

        :raises LedgerError: when it has none of that name.
        """
        text = self.rule_text(name)
        if text is None:
            raise LedgerError(tr("The ledger has no rule named {name}."), name=name)
        return json.loads(text)

    def rule_text(self, name: str) -> Optional[str]:
        """Return the text of a rule or dictionary: the ledger's own, else the shipped one; None when neither has it."""
        for row in self._rows("SELECT json FROM rule WHERE name = ? UNION ALL SELECT json FROM dictionary WHERE name = ?",
                              name, name):
            return str(row["json"])
        for folder in ("rules", "dictionaries"):
            if resource(folder, f"{name}.json").is_file():
                return resource(folder, f"{name}.json").read_text(encoding="utf-8")
        return None

    def dictionary(self, name: str) -> Dictionary:
        """Return a dictionary: the ledger's own, else the shipped one.

        :raises LedgerError: when neither has it.
        """
        if name not in self.dictionaries:
            text = self.rule_text(name)
            if text is None:
                raise LedgerError(tr("The ledger has no rule named {name}."), name=name)
            self.dictionaries[name] = parse_dictionary(name, text, f"{name}.json")
        return self.dictionaries[name]

    def parcels(self, uids: Optional[Iterable[str]] = None, *, geometry: bool = True) -> Iterator[Parcel]:
        """Yield the parcels, all or those named, in the order they were imported.

        Township and village are those that count: as placed last, else as issued.
        """
        if uids is None:
            found = self._rows(EVERY_PARCEL)
        else:
            fids = sorted(row["fid"] for row in self._each("SELECT fid FROM parcel WHERE parcel_uid = ?", uids))
            found = self._each(PARCEL_BY_FID, fids)
        return (rows.parcel_from_row(row, geometry) for row in found)

    def parcel_shapes(self, uids: Sequence[str]) -> Iterator[ParcelShape]:
        """Yield what measuring needs of the parcels named, and nothing else: far cheaper than whole parcels."""
        (count,) = (row["count"] for row in self._rows(COUNT_PARCELS))
        if len(uids) > MOST * count:
            wanted = set(uids)
            found: Iterator[Row] = (row for row in self._rows(EVERY_SHAPE) if row["parcel_uid"] in wanted)
        else:
            found = self._each(ONE_SHAPE, uids)
        return (ParcelShape(row["parcel_uid"], row["area_m2"], from_blob(row["geom"])) for row in found)

    def shown(self, uids: Optional[Iterable[str]] = None) -> Iterator[Row]:
        """Yield what map and expressions need of every parcel and its case, in the order of import; ``geom`` as stored."""
        if uids is None:
            return self._rows(SHOWN_ALL)
        return iter(sorted(self._each(SHOWN_ONE, uids), key=lambda row: int(row["fid"])))

    def parcel(self, uid: str) -> Parcel:
        """Return one parcel.

        :raises LedgerError: when the ledger has none with this uid.
        """
        for row in self._rows(ONE_PARCEL, uid):
            return rows.parcel_from_row(row)
        raise LedgerError(tr("The ledger has no parcel {uid}."), uid=uid)

    def parcel_uids(self) -> List[str]:
        """Return every parcel's uid in the order of import."""
        return [row["parcel_uid"] for row in self._rows("SELECT parcel_uid FROM parcel ORDER BY fid")]

    def naming_parcels(self) -> Gradual[List[str]]:
        """Return the same, read in steps."""
        found: List[str] = []
        part = list(self._rows(NEXT_UIDS, 0, ASKED_AT_ONCE))
        while part:
            found += [row["parcel_uid"] for row in part]
            yield
            part = list(self._rows(NEXT_UIDS, part[-1]["fid"], ASKED_AT_ONCE))
        return found

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

    def clues(self, batch_id: Optional[str] = None) -> Iterator[Clue]:
        """Yield the clues that are only points, of all batches or one, in the order of their rows."""
        if batch_id is None:
            found = self._rows("SELECT * FROM clue ORDER BY batch_id, source_file, source_row, clue_id")
        else:
            found = self._rows("SELECT * FROM clue WHERE batch_id = ? ORDER BY source_file, source_row, clue_id", batch_id)
        return (rows.clue_from_row(row) for row in found)

    def waiting_clues(self) -> Iterator[Clue]:
        """Yield the clues that are about no parcel yet, in the order of their rows."""
        found = self._rows("SELECT * FROM clue WHERE parcel_uid = '' ORDER BY batch_id, source_file, source_row, clue_id")
        return (rows.clue_from_row(row) for row in found)

    def numbers_beginning(self, stem: str) -> Set[str]:
        """Return the parcels' numbers that begin with a stem."""
        return {row["source_no"] for row in self._rows(
            "SELECT source_no FROM parcel WHERE substr(source_no, 1, ?) = ?", len(stem), stem)}

    def named_parcels(self) -> Iterator[Parcel]:
        """Yield, without geometry, the first parcel of every batch in every place: what its attributes call the place."""
        fids = sorted({row["fid"] for sql in (FIRST_ISSUED, FIRST_PLACED) for row in self._rows(sql)})
        return (rows.parcel_from_row(row, False) for row in self._each(PARCEL_BY_FID, fids))

    def places(self, uids: Optional[Iterable[str]] = None) -> Iterator[Place]:
        """Yield where parcels lie, as placed last; parcels that were never placed are left out."""
        if uids is None:
            return (rows.place_from_row(row) for row in self._rows(PLACES))
        newest = {row["parcel_uid"]: row for row in self._each(PLACE_HISTORY, uids)}
        return (rows.place_from_row(row) for row in newest.values())

    def links(self, uids: Optional[Iterable[str]] = None) -> Iterator[Link]:
        """Yield the links between parcels on the same ground, all or those of any parcel named, each once."""
        if uids is None:
            return (rows.link_from_row(row) for row in self._rows("SELECT * FROM parcel_link ORDER BY link_id"))
        wanted = list(uids)
        found = {row["link_id"]: row for sql in (LINKS_BY_LATER, LINKS_BY_EARLIER) for row in self._each(sql, wanted)}
        return (rows.link_from_row(found[link_id]) for link_id in sorted(found))

    def link_decisions(self, link_id: str) -> List[Dict[str, Any]]:
        """Return what was decided of a link, oldest first: decision, reason, decided_by, decided_at, was, seq."""
        return [{**told, "seq": row["seq"]} for row in self._rows(
            "SELECT seq, body FROM event WHERE action = 'decide_links' ORDER BY seq")
            for told in json.loads(row["body"])["payload"]["links"] if told["link_id"] == link_id]

    def reissued(self, batch_id: Optional[str] = None) -> Iterator[Reissued]:
        """Yield what became of the parcels of batches that were issued again, of all or one of them."""
        if batch_id is None:
            found = self._rows("SELECT * FROM reissue ORDER BY batch_id, source_no, parcel_uid, other_uid")
        else:
            found = self._rows("SELECT * FROM reissue WHERE batch_id = ? ORDER BY source_no, parcel_uid, other_uid", batch_id)
        return (rows.reissued_from_row(row) for row in found)

    def redlines(self, retired: bool = False) -> List[Redline]:
        """Return the registered red lines in the order of registration; those that count, or with ``retired`` all of them."""
        found = [rows.redline_from_row(row) for row in self._rows("SELECT * FROM redline ORDER BY registered_at, redline_id")]
        return [line for line in found if retired or not line.retired_at]

    def redline(self, redline_id: str) -> Redline:
        """Return one red line, retired or not.

        :raises LedgerError: when the ledger has none with this id.
        """
        for row in self._rows("SELECT * FROM redline WHERE redline_id = ?", redline_id):
            return rows.redline_from_row(row)
        raise LedgerError(tr("The ledger has no red line {redline}."), redline=redline_id)

    def _counting(self, found: Iterable[Row], retired: bool) -> Iterator[Row]:
        """Yield the facts of red lines that count; with ``retired`` all."""
        left_out = set() if retired else {
            row["redline_id"] for row in self._rows("SELECT redline_id FROM redline WHERE retired_at <> ''")}
        return (row for row in found if row["redline_id"] not in left_out) if left_out else iter(found)

    def scenes(self, retired: bool = False) -> List[Scene]:
        """Return the registered scenes by date; those that count, or with ``retired`` all of them."""
        return [scene for scene in map(rows.scene_from_row, self._rows(SCENES)) if retired or not scene.retired_at]

    def overlaps(self, uid: str) -> List[Overlap]:
        """Return the overlap facts of one parcel."""
        return list(self.all_overlaps([uid]))

    def all_overlaps(self, uids: Optional[Iterable[str]] = None, retired: bool = False) -> Iterator[Overlap]:
        """Yield the overlap facts of all parcels or those named; with ``retired`` those of retired red lines, too."""
        if uids is None:
            found = self._rows("SELECT * FROM overlap ORDER BY parcel_uid, role, redline_id, class_code")
        else:
            found = self._each("SELECT * FROM overlap WHERE parcel_uid = ? ORDER BY role, redline_id, class_code",
                               sorted(uids))
        return (rows.overlap_from_row(row) for row in self._counting(found, retired))

    def all_parts(self, uids: Optional[Iterable[str]] = None, retired: bool = False) -> Iterator[OverlapPart]:
        """Yield the parts of overlaps that carry a detail, of all parcels or those named."""
        if uids is None:
            found = self._rows("SELECT * FROM overlap_part ORDER BY parcel_uid, role, redline_id, class_code, detail")
        else:
            found = self._each("SELECT * FROM overlap_part WHERE parcel_uid = ? ORDER BY role, redline_id, class_code, detail",
                               sorted(uids))
        return (rows.part_from_row(row) for row in self._counting(found, retired))

    def role_covers(self, uids: Optional[Iterable[str]] = None) -> Iterator[RoleCover]:
        """Yield what the layers of a role cover together, where it has several, of all parcels or those named."""
        if uids is None:
            found = self._rows("SELECT * FROM role_cover ORDER BY parcel_uid, role")
        else:
            found = self._each("SELECT * FROM role_cover WHERE parcel_uid = ? ORDER BY role", sorted(uids))
        return (rows.cover_from_row(row) for row in found)

    def screenings(self, uid: str) -> List[Screening]:
        """Return what each screened red line says of one parcel."""
        return list(self.all_screenings([uid]))

    def all_screenings(self, uids: Optional[Iterable[str]] = None, retired: bool = False) -> Iterator[Screening]:
        """Yield the per-layer results of all parcels or those named; with ``retired`` those of retired red lines, too."""
        if uids is None:
            found = self._rows("SELECT * FROM screening ORDER BY parcel_uid, role, redline_id")
        else:
            found = self._each("SELECT * FROM screening WHERE parcel_uid = ? ORDER BY role, redline_id", sorted(uids))
        return (rows.screening_from_row(row) for row in self._counting(found, retired))

    def screened_uids(self, uids: Optional[Iterable[str]] = None) -> Set[str]:
        """Return the parcels, of all or those named, that have been screened against at least one red line that counts."""
        found = self._rows(SCREENED) if uids is None else self._each(SCREENED_OF, uids)
        return {row["parcel_uid"] for row in found}

    def packages(self) -> List[Dict[str, Any]]:
        """Return the packages made, newest last."""
        return [{**dict(row), "parcels": json.loads(row["parcels"])}
                for row in self._rows("SELECT * FROM package ORDER BY made_at, package_id")]

    def signatures(self, parcel_uid: str) -> List[Signature]:
        """Return every signature of a parcel, of all rounds and void ones too, in the order given."""
        return [Signature(**dict(row)) for row in
                self._rows("SELECT * FROM sign_off WHERE parcel_uid = ? ORDER BY seq, sign_id", parcel_uid)]

    def events(self, parcel_uid: Optional[str] = None) -> Iterator[Event]:
        """Yield the journal in order: all of it, or one parcel's."""
        if parcel_uid is None:
            found = self._rows("SELECT * FROM event ORDER BY seq")
        else:
            found = self._rows("SELECT * FROM event WHERE parcel_uid = ? ORDER BY seq", parcel_uid)
        return (rows.event_from_row(row) for row in found)

    def chain(self) -> Iterator[ChainLink]:
        """Yield the whole chain in order, without what the events say: of townships the reader may not see, too."""
        return (ChainLink(row["seq"], row["ts"], row["body_hash"], row["hash"], row["sm3"]) for row in self.store.links())

    def merged_events(self, parcel_uid: Optional[str] = None) -> Iterator[Tuple[str, Event]]:
        """Yield ``(merge_id, event)`` of the copies that were merged in, all or one parcel's, as their journals have them."""
        if parcel_uid is None:
            found = self._rows("SELECT * FROM merged_event ORDER BY merged_seq, merge_id, seq")
        else:
            found = self._rows("SELECT * FROM merged_event WHERE parcel_uid = ? ORDER BY merged_seq, merge_id, seq", parcel_uid)
        for row in found:
            columns = dict(row)
            merge_id, _ = columns.pop("merge_id"), columns.pop("merged_seq")
            yield merge_id, Event(**columns)

    def last_seq(self) -> int:
        """Return the sequence number of the newest event."""
        return int(next(self._rows("SELECT COALESCE(MAX(seq), 0) AS seq FROM event"))["seq"])

    def last_seq_beside(self) -> int:
        """Return the sequence number of the newest event that is of no parcel: imports, red lines, screenings, rules."""
        return int(next(self._rows("SELECT COALESCE(MAX(seq), 0) AS seq FROM event WHERE parcel_uid IS NULL"))["seq"])

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
