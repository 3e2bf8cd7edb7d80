"""What comes in with a field copy besides the cases: people, batches, red lines, scenes, screenings, visits, packages, files."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Any, Dict, FrozenSet, Iterable, Iterator, List, Mapping, Sequence, Set, Tuple

from ...domain.casework import CHANGES_FACTS, people_of
from ...domain.errors import FarmlandError
from ...domain.journal import Event
from ...domain.merge import THEIRS, Known, counted_twice, possible_duplicates
from ...domain.merge_rows import Remark
from ...domain.parcel import Batch, Parcel, Quarantined, Redline, RoleCover, Scene
from ...domain.people import Person
from ...domain.progress import Feedback
from ...files import replacing, sha256_of, write_trouble
from .. import rows
from ..caches import cache_at, fault_of
from ..door import Door
from ..entering import enter_batch, enter_package, enter_scene
from ..imagery import write_scene_retirement
from ..layers import Facts, Pairs, enter_redline, enter_screening, write_retirement
from ..ledger import Ledger
from ..people import person_from_row
from ..staleness import screening_runs
from .copies import FieldCopy
from .ground import GroundPlan, alongside, found_ground
from .images import CHANGES, ImagesPlan, bring_images, found_images, sound

MERGED_IN = "merge_id"
OUTDATES = CHANGES_FACTS | {"reopen", "restore", "sign", "withdraw_signature"}
ATTACHMENT = ("sha256", "sm3", "size", "mime", "rel_path", "orig_name", "kind", "captured_at", "lon", "lat", "azimuth", "exif",
              "imported_at", "imported_by", "redacted_of")
BLOCK = 1 << 20


@dataclass(frozen=True)
class PersonPlan:
    """What becomes of one person; ``kind``: new, changed, clash_ours, clash_theirs (both changed; whose stays)."""

    person: Person
    kind: str


@dataclass
class Besides:
    """What comes in besides the cases.

    :param retired: red lines of ours that they retired. :param withdrawn: scenes of ours that they retired.
    :param refused: batches and red lines not brought in, since their file is here already: (kind, name, our name).
    """

    people: List[PersonPlan] = field(default_factory=list)
    duplicates: List[Tuple[Person, Person]] = field(default_factory=list)
    batches: List[Batch] = field(default_factory=list)
    redlines: List[Redline] = field(default_factory=list)
    retired: List[Redline] = field(default_factory=list)
    scenes: List[Scene] = field(default_factory=list)
    withdrawn: List[Scene] = field(default_factory=list)
    screened: List[Tuple[str, str]] = field(default_factory=list)
    visits: List[Dict[str, Any]] = field(default_factory=list)
    packages: List[Dict[str, Any]] = field(default_factory=list)
    ground: GroundPlan = field(default_factory=GroundPlan)
    images: ImagesPlan = field(default_factory=ImagesPlan)
    refused: List[Tuple[str, str, str]] = field(default_factory=list)
    refused_batches: FrozenSet[str] = frozenset()
    refused_parcels: FrozenSet[str] = frozenset()
    new_parcels: FrozenSet[str] = frozenset()

    @property
    def parcels(self) -> int:
        """How many parcels come in with batches."""
        return len(self.new_parcels)


def found_beside(home: Ledger, copy: FieldCopy, events: Sequence[Event], our_since: int, policy: str) -> Besides:
    """Return what comes in besides the cases.

    :param events: theirs that are new to us. :param our_since: our event after which we went our own way.
    """
    told = _told(events)
    found = Besides()
    _people(home, copy, told.get("register_person", ()), our_since, policy, found)
    _batches(home, copy, found)
    _redlines(home, copy, found)
    ours = {scene.scene_id: scene for scene in home.scenes(retired=True)}
    theirs = copy.scenes(retired=True)
    found.scenes = [scene for scene in theirs if scene.scene_id not in ours]
    found.withdrawn = [scene for scene in theirs if scene.retired_at and scene.scene_id in ours
                       and not ours[scene.scene_id].retired_at]
    _screenings(home, copy, found)
    known = {row["visit_id"] for row in home.store.rows("SELECT visit_id FROM visit")}
    found.visits = [dict(row) for row in copy.store.rows("SELECT * FROM visit ORDER BY seq") if row["visit_id"] not in known]
    known = {row["package_id"] for row in home.store.rows("SELECT package_id FROM package")}
    found.packages = [one for one in copy.packages() if one["package_id"] not in known
                      and not found.refused_parcels & {one["parcel_uid"], *one["parcels"]}]
    found.images = found_images(home, copy, found.scenes, set(found.new_parcels))
    found.ground = found_ground(home, copy, events, our_since, policy, found.batches, found.new_parcels)
    return found


def _told(events: Iterable[Event]) -> Dict[str, List[Mapping[str, Any]]]:
    found: Dict[str, List[Mapping[str, Any]]] = {}
    for event in events:
        if event.action == "register_person":
            found.setdefault(event.action, []).append(event.payload().get("payload") or {})
    return found


# -- people ---------------------------------------------------------------------------------------------------


def _people(home: Ledger, copy: FieldCopy, told: Iterable[Mapping[str, Any]], our_since: int, policy: str,
            found: Besides) -> None:
    touched = {str(payload.get("person_id")) for payload in told}
    ours = {one.person_id: one for one in home.people.all()}
    mine = _registered_since(home, our_since)
    newcomers: List[Person] = []
    for row in copy.store.rows("SELECT * FROM person ORDER BY seq"):
        person = person_from_row(row)
        own = ours.get(person.person_id)
        if own is None:
            newcomers.append(person)
            found.people.append(PersonPlan(_own_login(person, ours.values()), "new"))
        elif person.person_id in touched and replace(own, seq=0) != replace(person, seq=0):
            clash = person.person_id in mine
            kind = "changed" if not clash else "clash_theirs" if policy == THEIRS else "clash_ours"
            found.people.append(PersonPlan(_own_login(person, (o for o in ours.values() if o is not own)), kind))
    pairs = possible_duplicates(map(_known, ours.values()), map(_known, newcomers))
    fresh = {one.person_id: one for one in newcomers}
    found.duplicates = [(fresh[new], ours[old]) for new, old in pairs]


def _registered_since(home: Ledger, seq: int) -> Set[str]:
    return {str(json.loads(row["body"])["payload"].get("person_id")) for row in home.store.rows(
        "SELECT body FROM event WHERE seq > ? AND action = 'register_person'", (seq,))}


def _own_login(person: Person, others: Iterable[Person]) -> Person:
    """Return a person without a login that somebody else has here."""
    return replace(person, login="") if person.login and any(one.login == person.login for one in others) else person


def _known(person: Person) -> Known:
    return Known(person.person_id, person.name, person.id_no, person.phone)


def bring_people(door: Door, plans: Iterable[PersonPlan]) -> None:
    """Take over new people, and those who changed on their side."""
    for plan in plans:
        if plan.kind != "clash_ours":
            door.ledger.people.adopt(door, plan.person)


# -- batches, red lines, scenes -------------------------------------------------------------------------------


def _batches(home: Ledger, copy: FieldCopy, found: Besides) -> None:
    ours = home.batches()
    known = {batch.batch_id for batch in ours}
    new = [batch for batch in copy.batches() if batch.batch_id not in known]
    twice = counted_twice(_by_mark((batch.batch_id, batch.sha256) for batch in ours),
                          {batch.batch_id: batch.sha256 for batch in new})
    names = {batch.batch_id: batch.name for batch in ours}
    found.batches = [replace(batch, reissue_of=twice.get(batch.reissue_of, batch.reissue_of)) for batch in new
                     if batch.batch_id not in twice]
    found.refused += [("batch", batch.name, names[twice[batch.batch_id]]) for batch in new if batch.batch_id in twice]
    found.refused_batches = frozenset(twice)
    by_batch: Dict[str, List[str]] = {batch.batch_id: [] for batch in new}
    for row in copy.store.rows("SELECT parcel_uid, batch_id FROM parcel ORDER BY fid"):
        if row["batch_id"] in by_batch:
            by_batch[row["batch_id"]].append(row["parcel_uid"])
    found.refused_parcels = frozenset(uid for batch_id in twice for uid in by_batch[batch_id])
    found.new_parcels = frozenset(uid for batch in found.batches for uid in by_batch[batch.batch_id])


def _by_mark(pairs: Iterable[Tuple[str, str]]) -> Dict[str, FrozenSet[str]]:
    found: Dict[str, FrozenSet[str]] = {}
    for key, mark in pairs:
        found[mark] = found.get(mark, frozenset()) | {key}
    return found


def _redlines(home: Ledger, copy: FieldCopy, found: Besides) -> None:
    ours = {line.redline_id: line for line in home.redlines(retired=True)}
    theirs = copy.redlines(retired=True)
    new = [line for line in theirs if line.redline_id not in ours]
    found.retired = [line for line in theirs if line.retired_at and line.redline_id in ours
                     and not ours[line.redline_id].retired_at]
    gone = {line.redline_id for line in found.retired}
    counting = [line for line in ours.values() if not line.retired_at and line.redline_id not in gone]
    same = {line.redline_id: sorted(one.redline_id for one in counting if one.same_layer(line) and one.vintage == line.vintage)
            for line in new if not line.retired_at}
    twice = {key: others[0] for key, others in same.items() if others}
    found.redlines = [line for line in new if line.redline_id not in twice]
    found.refused += [("redline", line.name, ours[twice[line.redline_id]].name) for line in new if line.redline_id in twice]


def _screenings(home: Ledger, copy: FieldCopy, found: Besides) -> None:
    """Take what their screenings say of parcels and red lines that both sides have and we have not screened."""
    parcels = set(home.parcel_uids()) | found.new_parcels
    redlines = {line.redline_id for line in (*home.redlines(retired=True), *found.redlines)}
    pairs = "SELECT parcel_uid, redline_id FROM screening"
    known = {(row["parcel_uid"], row["redline_id"]) for row in home.store.rows(pairs)}
    found.screened = [(row["parcel_uid"], row["redline_id"]) for row in copy.store.rows(pairs)
                      if row["parcel_uid"] in parcels and row["redline_id"] in redlines
                      and (row["parcel_uid"], row["redline_id"]) not in known]


def bring_batches(door: Door, copy: FieldCopy, found: Besides, merge_id: str) -> None:
    """Bring in whole batches: parcels, cases as they came in, rows set aside."""
    for batch in found.batches:
        parcels: List[Parcel] = [rows.parcel_from_row(row) for row in copy.store.rows(
            "SELECT * FROM parcel WHERE batch_id = ? ORDER BY fid", (batch.batch_id,))]
        aside = [Quarantined(q["source_file"], q["source_row"], q["reason"], q["attributes"], q["wkb"])
                 for q in copy.quarantined(batch.batch_id)]
        enter_batch(door, batch, parcels, aside, {MERGED_IN: merge_id},
                    alongside(copy, batch, [parcel.parcel_uid for parcel in parcels]))


def bring_layers(door: Door, copy: FieldCopy, found: Besides, merge_id: str) -> None:
    """Bring in red lines, scenes, and what their screenings found."""
    for line in found.redlines:
        enter_redline(door, line, {MERGED_IN: merge_id})
    for line in found.retired:
        write_retirement(door, line, line.retired_at, line.retired_by, line.retired_why, {MERGED_IN: merge_id})
    for scene in found.scenes:
        enter_scene(door, scene, {MERGED_IN: merge_id}, found.images.tiles.get(scene.scene_id, ()))
    for scene in found.withdrawn:
        write_scene_retirement(door, scene, {MERGED_IN: merge_id})
    bring_images(door, found.images, {MERGED_IN: merge_id})
    if not found.screened:
        return
    wanted = set(found.screened)
    uids = sorted({uid for uid, _ in wanted})
    facts = Facts((one for one in copy.all_overlaps(uids, retired=True) if (one.parcel_uid, one.redline_id) in wanted),
                  (one for one in copy.all_screenings(uids, retired=True) if (one.parcel_uid, one.redline_id) in wanted),
                  (one for one in copy.all_parts(uids, retired=True) if (one.parcel_uid, one.redline_id) in wanted),
                  _covers(door, copy, uids, wanted))
    enter_screening(door, facts, Pairs(uids, (), found.screened), {
        MERGED_IN: merge_id, "parcels": len(uids), "redlines": sorted({redline for _, redline in wanted}),
        "runs": screening_runs(copy)})


def _covers(door: Door, copy: FieldCopy, uids: Sequence[str], wanted: Set[Tuple[str, str]]) -> Iterator[RoleCover]:
    """Yield what the layers of a role cover together, where theirs were screened against the very layers that count here."""
    roles = {line.redline_id: line.role for line in door.ledger.redlines()}
    told: Dict[Tuple[str, str], Set[str]] = {}
    for uid, line in wanted:
        told.setdefault((uid, roles.get(line, "")), set()).add(line)
    lines = {role: {line for line, other in roles.items() if other == role} for role in roles.values()}
    for cover in copy.role_covers(uids):
        if told.get((cover.parcel_uid, cover.role)) == lines.get(cover.role):
            yield cover


def bring_visits(door: Door, copy: FieldCopy, found: Besides, merge_id: str) -> None:
    """Bring in inspection visits to parcels that are here."""
    known = set(door.ledger.parcel_uids())
    for visit in found.visits:
        seen = [row["parcel_uid"] for row in copy.store.rows(
            "SELECT parcel_uid FROM visit_parcel WHERE visit_id = ? ORDER BY parcel_uid", (visit["visit_id"],))]
        uids = [uid for uid in seen if uid in known]
        seq = door.append("visit", None, {
            "visit_id": visit["visit_id"], "visited_on": visit["visited_on"], "team": list(people_of(visit["team"])),
            "place": visit["place"], "finding": visit["finding"], "parcels": uids, "recorded_by": visit["recorded_by"],
            MERGED_IN: merge_id})
        door.execute("INSERT INTO visit (visit_id, visited_on, team, place, finding, recorded_at, recorded_by, seq)"
                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                     (visit["visit_id"], visit["visited_on"], visit["team"], visit["place"], visit["finding"],
                      visit["recorded_at"], visit["recorded_by"], seq))
        door.many("INSERT INTO visit_parcel (visit_id, parcel_uid) VALUES (?, ?)", [(visit["visit_id"], uid) for uid in uids])


def bring_packages(door: Door, copy: FieldCopy, found: Besides, outdated: FrozenSet[str], merge_id: str) -> None:
    """Record the packages they made; the verdict of one made before later work, theirs or ours, counts no more.

    :param outdated: parcels on which both sides worked.
    """
    for package in found.packages:
        uids = {str(uid) for uid in (package["parcel_uid"], *package["parcels"]) if uid}
        stale = outdated & uids or any(row["seq"] > package["seq"] and row["action"] in OUTDATES for row in copy.store.each(
            "SELECT seq, action FROM event WHERE parcel_uid = ?", sorted(uids)))
        enter_package(door, package, "" if stale else package["verdict"], {MERGED_IN: merge_id, "made_by": package["made_by"]})


# -- files ----------------------------------------------------------------------------------------------------


def attachments_of(copy: FieldCopy, shas: Iterable[str]) -> List[Dict[str, Any]]:
    """Return the rows of files by their content."""
    return [dict(row) for row in copy.store.each("SELECT * FROM attachment WHERE sha256 = ?", sorted(set(shas)))]


def bring_attachments(door: Door, files: Iterable[Mapping[str, Any]]) -> None:
    """Add the rows of files that the ledger does not know; their bytes are in the media folder already."""
    known = {row["sha256"] for row in door.store.rows("SELECT sha256 FROM attachment")}
    new = {row["sha256"]: tuple(row[name] for name in ATTACHMENT) for row in files if row["sha256"] not in known}
    door.many("INSERT INTO attachment (sha256, sm3, size, mime, rel_path, orig_name, kind, captured_at, lon, lat, azimuth, exif,"
              " imported_at, imported_by, redacted_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", new.values())


def copy_files(home: Ledger, copy: FieldCopy, redlines: Iterable[Redline], feedback: Feedback,
               heat_maps: Iterable[str] = ()) -> List[Remark]:
    """Copy photos, scans and red-line caches that lie beside the copy and not here; return what is missing there too.

    Files are known by their content: copying them twice, or in vain, does no harm.
    """
    for name in filter(sound, heat_maps):  # one that is missing there is missed by nobody: it can be made again
        feedback.check()
        _copied(copy.their_files / CHANGES / name, home.files / CHANGES / name, "")
    remarks: List[Remark] = []
    for row in copy.store.rows("SELECT sha256, size, rel_path, orig_name FROM attachment ORDER BY sha256"):
        feedback.check()
        relative = PurePosixPath(str(row["rel_path"]))
        if relative.is_absolute() or ".." in relative.parts or relative.stem != row["sha256"]:
            remarks.append(Remark("media_missing", "", {"name": row["orig_name"]}))
            continue
        target = home.media.folder / relative
        if target.is_file() and target.stat().st_size == row["size"]:
            continue
        if not _copied(copy.their_files / "media" / relative, target, row["sha256"]):
            remarks.append(Remark("media_missing", "", {"name": row["orig_name"]}))
    for line in redlines:
        feedback.check()
        if PurePosixPath(line.cache).name != line.cache or (fault_of(home.files, line.cache) and not _copied(
                cache_at(copy.their_files, line.cache), cache_at(home.files, line.cache), "")):
            remarks.append(Remark("cache_missing", "", {"name": line.name}))
    return remarks


def _copied(source: Path, target: Path, sha: str) -> bool:
    """Copy a file under its final name; whether it was there, with the content expected."""
    if not source.is_file():
        return False
    try:
        with replacing(target) as part:
            with source.open("rb") as read, part.open("wb") as write:
                for block in iter(lambda: read.read(BLOCK), b""):
                    write.write(block)
            if sha and sha256_of(part) != sha:
                raise _Altered()
    except _Altered:
        return False
    except OSError as error:
        raise write_trouble(error, target) from error
    return True


class _Altered(FarmlandError):
    """A file whose bytes are not what the ledger says."""

    def __init__(self) -> None:
        super().__init__("")
