"""Clues, places, links, tiles of mosaics and comparisons of images against the events that brought them in and changed them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, List, Mapping, NamedTuple, Tuple

from ...domain.imagery import check_values, comparison_values, tile_values
from ...domain.seals import Rows, clue_values, link_values, place_values, reissued_values
from ...i18n import tr
from .. import rows as records
from ..imagery import check_from_row, comparison_from_row, tile_from_row
from ..same_ground import DECIDED
from ..store import Row
from .result import Verification

if TYPE_CHECKING:
    from .walk import Walk

SELECT: Dict[str, str] = {
    "clue": "SELECT * FROM clue", "place": "SELECT * FROM place", "parcel_link": "SELECT * FROM parcel_link",
    "reissue": "SELECT * FROM reissue", "scene_tile": "SELECT * FROM scene_tile", "pair_check": "SELECT * FROM pair_check",
    "comparison": "SELECT * FROM comparison",
}
WRITES = frozenset({"import_batch", "link", "locate", "register_scene", "compare_imagery"})
PLACED = ("township", "village", "grid", "township_name", "village_name", "origin", "issued_differs", "reason")


class Kind(NamedTuple):
    """One table: what its events call it, by which column a row belongs to its event, and what of a row is sealed."""

    table: str
    told: str
    column: str
    values: Callable[[Row], List[Any]]


KINDS = (
    Kind("clue", "clues", "batch_id", lambda row: clue_values(records.clue_from_row(row))),
    Kind("place", "places", "seq", lambda row: place_values(records.place_from_row(row))),
    Kind("parcel_link", "links", "seq", lambda row: link_values(records.link_from_row(row))),
    Kind("reissue", "reissued", "batch_id", lambda row: reissued_values(records.reissued_from_row(row))),
    Kind("scene_tile", "tiles", "scene_id", lambda row: tile_values(tile_from_row(row))),
    Kind("pair_check", "checks", "seq", lambda row: check_values(check_from_row(row))),
    Kind("comparison", "comparisons", "seq", lambda row: comparison_values(comparison_from_row(row))),
)


class GroundTold:
    """Folds what events tell of clues, places, links and reissued batches."""

    def __init__(self) -> None:
        self.sealed: Dict[Tuple[str, Any], Tuple[int, str, int]] = {}  # (table, event or batch) -> count, digest, event
        self.placed: Dict[Tuple[str, int], Mapping[str, Any]] = {}  # places corrected by hand, word for word
        self.decided: Dict[str, Mapping[str, Any]] = {}
        self.bound: Dict[str, str] = {}
        self.wrong: List[Tuple[int, str]] = []

    def take(self, seq: int, body: Mapping[str, Any]) -> None:
        """Fold one event."""
        action, payload = body.get("action"), body.get("payload") or {}
        if action in WRITES:
            for kind in KINDS:
                if f"{kind.told}_sha256" in payload:
                    key = seq if kind.column == "seq" else payload.get(kind.column)
                    self.sealed[kind.table, key] = (int(payload.get(kind.told) or 0), str(payload[f"{kind.told}_sha256"]), seq)
        elif action == "place":
            self.placed[str(body.get("parcel_uid")), seq] = payload
        elif action == "decide_links":
            for told in payload.get("links") or ():
                self._decision(seq, told)
        elif action == "bind_clue":
            self._follows(seq, str(payload.get("clue_id")), self.bound.get(str(payload.get("clue_id")), ""), payload.get("was"))
            self.bound[str(payload.get("clue_id"))] = str(payload.get("parcel_uid") or "")

    def _decision(self, seq: int, told: Mapping[str, Any]) -> None:
        link_id = str(told.get("link_id"))
        stood = self.decided.get(link_id, {})
        self._follows(seq, link_id, [stood.get(name, "") for name in DECIDED],
                      [(told.get("was") or {}).get(name, "") for name in DECIDED])
        self.decided[link_id] = {name: told.get(name, "") for name in DECIDED}

    def _follows(self, seq: int, which: str, stood: Any, was: Any) -> None:
        if stood != was:
            self.wrong.append((seq, which))


def check_ground(walk: Walk, tables: Mapping[str, List[Row]], result: Verification) -> None:
    """Check every row of these tables against the events; of a part of the county, what can be seen of it."""
    told = walk.ground
    for seq, which in told.wrong:
        result.fail("rows", tr("event {seq}: what it says stood there before of {which} is not what the events before lead to")
                    .format(seq=seq, which=which[:26]), seq)
    if not walk.partial:  # a login of single townships sees parts of what one event wrote
        for kind in KINDS:
            _check_sealed(kind, tables[kind.table], told, result)
    _check_places(tables["place"], told, result)
    _check_decisions(tables["parcel_link"], told, result)
    for row in tables["clue"]:
        if row["parcel_uid"] != told.bound.get(row["clue_id"], ""):
            result.fail("rows", tr("clue {number}: the parcel it was found to be is not the one the journal tells of").format(
                number=row["source_no"] or row["clue_id"]))
    if tables["comparison"]:
        result.checked.append(tr("{count} comparisons of images and {checks} checks of their pairs against the events that wrote "
                                 "them").format(count=len(tables["comparison"]), checks=len(tables["pair_check"])))
    result.checked.append(tr("{clues} clues, {places} places and {links} links against the events that wrote them").format(
        clues=len(tables["clue"]), places=len(tables["place"]), links=len(tables["parcel_link"])))


def _check_sealed(kind: Kind, rows: Iterable[Row], told: GroundTold, result: Verification) -> None:
    found: Dict[Any, Rows] = {}
    for row in rows:
        if kind.table != "place" or (row["parcel_uid"], row["seq"]) not in told.placed:
            found.setdefault(row[kind.column], Rows()).add(kind.values(row))
    for key, seen in found.items():
        if (kind.table, key) not in told.sealed:
            result.fail("rows", tr("table {table}: {count} rows belong to no event ({key})").format(
                table=kind.table, count=seen.count, key=key))
    for (table, key), (count, digest, seq) in told.sealed.items():
        if table != kind.table:
            continue
        seen = found.get(key, Rows())
        if (seen.count, seen.digest) != (count, digest):
            result.fail("rows", tr("table {table}: the {count} rows of event {seq} are not those it wrote ({told})").format(
                table=table, count=seen.count, seq=seq, told=count), seq)


def _check_places(rows: Iterable[Row], told: GroundTold, result: Verification) -> None:
    """Check the places corrected by hand."""
    missing = dict(told.placed)
    for row in rows:
        wanted = missing.pop((row["parcel_uid"], row["seq"]), None)
        if wanted is None:
            continue
        share = "" if row["share"] is None else str(Decimal(repr(float(row["share"]))))
        if share != str(wanted.get("share", "")) or any(
                row[name] != wanted.get(name, "") for name in PLACED):
            result.fail("rows", tr("parcel {uid}: where it lies is not what event {seq} says").format(
                uid=row["parcel_uid"], seq=row["seq"]), row["seq"])
    for uid, seq in missing:
        result.fail("rows", tr("parcel {uid}: where it lies by event {seq} is gone").format(uid=uid, seq=seq), seq)


def _check_decisions(rows: Iterable[Row], told: GroundTold, result: Verification) -> None:
    for row in rows:
        wanted = told.decided.get(row["link_id"], {})
        if any(row[name] != wanted.get(name, "") for name in DECIDED):
            result.fail("rows", tr("the link of {one} and {other}: what was decided of it is not what the journal tells").format(
                one=row["parcel_uid"], other=row["other_uid"]))
