"""What was imported, screened, registered and attached, against the digests the journal keeps of it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Dict, Iterator, List, Tuple

from ...domain.area import area_of_wkb, round_half_up
from ...domain.errors import BadInput
from ...domain.parcel import Parcel, Quarantined
from ...domain.people import person_hash
from ...domain.progress import Feedback
from ...domain.seals import BatchSeal, facts_digest, run_digest
from ...domain.wkb import geometry_hash
from ...files import sha256_of
from ...i18n import tr
from .. import objects
from ..caches import DAMAGED, cache_at, look_through
from ..create import rules_version, text_digest
from ..layers import FACTS as FACTS  # the tables ``check_facts`` takes, in its order
from ..lonlat import lonlat_for
from ..rows import overlap_from_row, parcel_from_row, quarantined_from_row
from ..store import Row
from .result import Verification
from .walk import Walk

if TYPE_CHECKING:
    from ..ledger import Ledger

ASKED_AT_ONCE = 1000
NEXT_PARCELS = "SELECT * FROM parcel WHERE fid > ? AND fid <= ? ORDER BY fid LIMIT ?"
TOLERANCE_M2 = 0.02


def check_parcels(ledger: Ledger, walk: Walk, last_fid: int, result: Verification, feedback: Feedback,
                  share: Tuple[float, float]) -> None:
    """Check every polygon against its seal, and every batch against the digest of its import.

    :param last_fid: the newest parcel when the journal was read.
    """
    seals: Dict[str, BatchSeal] = {}
    total = max(int(next(iter(ledger.store.rows("SELECT COUNT(*) AS n FROM parcel")))["n"]), 1)
    lonlat, done = lonlat_for(ledger.area_rule, ledger.crs_wkt), 0
    for parcel in _parcels(ledger, last_fid):
        seals.setdefault(parcel.batch_id, BatchSeal()).add(parcel)
        _check_polygon(ledger, parcel, lonlat, result)
        done += 1
        if done % 1000 == 0:
            feedback.check()
            feedback.progress(share[0] + (share[1] - share[0]) * done / total)
    for batch in walk.imports:
        for row in ledger.store.rows("SELECT * FROM quarantine WHERE batch_id = ?", (batch,)):
            plain = quarantined_from_row(row)
            plain.pop("batch_id")
            seals.setdefault(batch, BatchSeal()).set_aside(Quarantined(**plain))
    _check_batches(walk, seals, result)
    result.checked.append(tr("{count} parcels in {batches} batches against the digests of their import").format(
        count=done, batches=len(walk.imports)))


def _parcels(ledger: Ledger, last_fid: int) -> Iterator[Parcel]:
    last = 0
    while True:
        rows = list(ledger.store.rows(NEXT_PARCELS, (last, last_fid, ASKED_AT_ONCE)))
        for row in rows:
            last = row["fid"]
            yield parcel_from_row(row)
        if len(rows) < ASKED_AT_ONCE:
            return


def _check_polygon(ledger: Ledger, parcel: Parcel, lonlat: Any, result: Verification) -> None:
    try:
        if geometry_hash(parcel.issued_geom or parcel.geom) != parcel.geom_hash:
            result.fail("parcels", tr("parcel {number}: its polygon is not the one issued").format(number=parcel.source_no))
        elif parcel.issued_geom is not None:  # the seal is of the polygon as issued: the one in use is held by its area
            area = round_half_up(area_of_wkb(parcel.geom, ledger.area_rule, lonlat))
            if abs(float(area - parcel.area_m2)) > TOLERANCE_M2:
                result.fail("parcels", tr("parcel {number}: its polygon has {area} m², {stored} m² are recorded").format(
                    number=parcel.source_no, area=area, stored=parcel.area_m2))
    except BadInput:
        result.fail("parcels", tr("parcel {number}: its polygon cannot be read").format(number=parcel.source_no))


def _check_batches(walk: Walk, seals: Dict[str, BatchSeal], result: Verification) -> None:
    for batch, seal in seals.items():
        told = walk.imports.get(batch)
        if told is None:
            result.fail("parcels", tr("{count} parcels belong to a batch that no import brought in ({batch})").format(
                count=seal.count, batch=batch))
    if walk.partial:  # this login sees a part of the parcels only
        return
    for batch, told in walk.imports.items():
        seal = seals.get(batch, BatchSeal())
        if told.get("imported") != seal.count + int(told.get("clues") or 0):
            result.fail("parcels", tr("batch {name}: {told} parcels were imported, {count} are there").format(
                name=told.get("name"), told=told.get("imported"), count=seal.count + int(told.get("clues") or 0)))
        elif told.get("parcels_sha256") != seal.places:
            result.fail("parcels", tr("batch {name}: polygons or areas are not those imported").format(name=told.get("name")))
        elif "rows_sha256" in told and told["rows_sha256"] != seal.rows:
            result.fail("parcels", tr(
                "batch {name}: numbers, places, attributes or rows set aside are not those imported").format(
                    name=told.get("name")))


def check_facts(walk: Walk, facts: List[List[Row]], result: Verification) -> None:
    """Check the overlap facts (the tables of ``FACTS``) against the digest of the newest event that tells of them."""
    told = walk.screened
    overlaps, screenings = facts[:2]
    if walk.partial:
        return
    if told is None:
        if any(facts):
            result.fail("facts", tr("there are overlap facts, but no screening in the journal"))
        return
    if "tables_sha256" in told:
        if facts_digest(*(map(tuple, rows) for rows in facts)) != told["tables_sha256"]:
            result.fail("facts", tr("the overlap facts are not those of the newest screening"))
        result.checked.append(tr("{count} overlap facts against the newest screening").format(count=len(overlaps)))
        return
    lines = set(told.get("redlines") or ())
    several = len({row["parcel_uid"] for row in screenings}) != told.get("parcels")
    if several or {row["redline_id"] for row in screenings} - lines:
        result.remarks.append(tr("the overlap facts come from several screenings of release 0.1.0, whose digests cannot be held "
                                 "against the whole: screen all parcels once more"))
        return
    found = map(overlap_from_row, overlaps)
    run = run_digest((o.parcel_uid, o.redline_id, o.class_code, o.area_m2, o.net_area_m2) for o in found)
    if run != told.get("facts_sha256"):
        result.fail("facts", tr("the overlap facts are not those of the newest screening"))
    result.checked.append(tr("{count} overlap facts against the newest screening").format(count=len(overlaps)))


def check_rules(ledger: Ledger, walk: Walk, result: Verification) -> None:
    """Check the ledger's own account of itself, its dictionaries and rules."""
    meta = ledger.meta
    for key, told in walk.created.items():
        if key in meta and key not in ("rule_version", "schema_version") and str(told) != meta[key]:
            result.fail("meta", tr("{key} of the ledger is {found}, it was created with {told}").format(
                key=key, found=meta[key][:40], told=str(told)[:40]))
    if walk.created and meta["schema_version"] != walk.schema_version:
        if ledger.read_only:
            result.remarks.append(tr(
                "the ledger is of version {version} and was read in a copy brought up to this program's: its rules were not "
                "compared").format(version=walk.schema_version))
            return
        result.fail("meta", tr("the ledger's version is {found}, the journal leads to {told}").format(
            found=meta["schema_version"], told=walk.schema_version))
    dictionaries = _texts(ledger, "SELECT name, json, sha256 FROM dictionary", result)
    rules = _texts(ledger, "SELECT name, json, sha256 FROM rule", result)
    if not rules_version(dictionaries, rules) == meta["rule_version"] == walk.rule_version:
        result.fail("rules", tr("dictionaries or rules were changed without an event ({found} instead of {told})").format(
            found=rules_version(dictionaries, rules), told=walk.rule_version))
    result.checked.append(tr("{count} dictionaries and rules against the version in the journal").format(
        count=len(dictionaries) + len(rules)))


def _texts(ledger: Ledger, sql: str, result: Verification) -> Dict[str, str]:
    found = {}
    for row in ledger.store.rows(sql):
        found[row["name"]] = row["json"]
        if text_digest(row["json"]) != row["sha256"]:
            result.fail("rules", tr("{name} is not the text it was stored as").format(name=row["name"]))
    return found


def check_people(rows: List[Row], result: Verification) -> None:
    """Check that every person's data still give the hash the journal has of them."""
    for row in rows:
        if person_hash(row["salt"], row["name"], row["id_no"], row["phone"]) != row["person_hash"]:
            result.fail("people", tr("person {person}: name, number or telephone were changed without an event").format(
                person=row["person_id"]))
    if rows:
        result.checked.append(tr("{count} people against their hashes").format(count=len(rows)))


def check_media(folder: Path, rows: List[Row], result: Verification, feedback: Feedback, share: Tuple[float, float]) -> None:
    """Hash every attached file anew."""
    for done, row in enumerate(rows):
        feedback.check()
        feedback.progress(share[0] + (share[1] - share[0]) * done / len(rows))
        relative = PurePosixPath(row["rel_path"])
        path = folder / relative
        if relative.is_absolute() or ".." in relative.parts or not path.is_file():
            result.fail("media", tr("the file {name} ({path}) is not in the media folder").format(
                name=row["orig_name"], path=row["rel_path"]))
        elif sha256_of(path) != row["sha256"]:
            result.fail("media", tr("the file {name} ({path}) was changed after it was attached").format(
                name=row["orig_name"], path=row["rel_path"]))
    result.checked.append(tr("{count} attached files hashed anew").format(count=len(rows)))


def check_caches(files: Path, rows: List[Row], result: Verification, feedback: Feedback) -> None:
    """Read every copy of a red line whole. One that is damaged breaks nothing: it is made again before it is read.

    :param files: the ledger's folder. :param rows: of table ``redline``.
    """
    lines = {row["cache"]: row["name"] for row in rows
             if PurePosixPath(row["cache"]).name == row["cache"] and cache_at(files, row["cache"]).is_file()}
    for cache, name in lines.items():
        feedback.check()
        if look_through(cache_at(files, cache)) == DAMAGED:
            result.remarks.append(tr("the copy of the red line {name} ({path}) is damaged or was altered: it is made again from "
                                     "its source before it is read").format(name=name, path=f"redlines/{cache}"))
    result.checked.append(tr("{count} copies of red lines beside the ledger read whole").format(count=len(lines)))


def check_objects(ledger: Ledger, result: Verification) -> None:
    """Check that tables, indexes and guards (triggers) are as they must be; a foreign trigger writes behind our back."""
    wanted = ledger.store.expected_objects()
    if not wanted:
        result.remarks.append(tr("this store does not tell of its guards: they were not checked"))
        return
    for one in objects.compared(wanted, ledger.store.found_objects()):
        words = {objects.MISSING: tr("the {type} {name} is missing"), objects.CHANGED: tr("the {type} {name} was changed"),
                 objects.FOREIGN: tr("the {type} {name} was put in by another program")}[one.kind]
        sentence = words.format(type=_type(one.type), name=one.name)
        if one.kind == objects.FOREIGN and (one.of_gdal or one.type != "trigger"):
            result.remarks.append(sentence)
        else:
            result.fail("objects", sentence)
    result.checked.append(tr("{count} tables, indexes and guards against what the program makes").format(count=len(wanted)))


def _type(name: str) -> str:
    return {"table": tr("table"), "index": tr("index"), "trigger": tr("guard (trigger)"), "view": tr("view"),
            "function": tr("function"), "policy": tr("access rule"),
            "row security": tr("access rules of the table")}.get(name, name)
