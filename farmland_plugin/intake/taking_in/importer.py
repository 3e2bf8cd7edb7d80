"""The import of a hand-over: read everything, settle every doubt, then one short transaction."""

from __future__ import annotations

import json
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Dict, Iterator, List, Optional, Tuple

from qgis.core import QgsCoordinateTransformContext

from ...domain.area import round_half_up
from ...domain.errors import BadInput
from ...domain.parcel import Batch, Clue, Link, Parcel, Place, Quarantined, Reissued
from ...domain.progress import Feedback
from ...domain.same_ground import RULE, Reconciliation, Thresholds
from ...i18n import tr
from ...ledger.crs import ledger_crs, words_of
from ...ledger.gpkg import from_blob
from ...ledger.ledger import Ledger
from ...ledger.lonlat import lonlat_for
from ..fields import mapping
from ..fields.profiles import Profile, find_profile, named_profile
from ..ground.overlaps import Pair, find_pairs, links_of, parents
from ..ground.placing import locate
from ..ground.reconciling import reconciled
from ..ground.reissue import compare, suggest_reissue_of
from ..opening.source import Sources, open_sources
from ..systems.outline import county_outline
from ..systems.sanity import place_notes
from .checks import Decisions
from .spool import Parcels
from .taking import Doubt, Member, Surroundings, Taking, first_rows

KINDS = ("issued", "drawn")
_KNOWN = ("SELECT parcel_uid, source_no, batch_id, area_m2, monitored_area_m2, geom, geom_hash, source_file, source_row"
          " FROM parcel ORDER BY fid")
_NUMBERS = "SELECT parcel_uid, source_no FROM parcel ORDER BY fid"
_READ, _COMPARED, _PLACED = 60.0, 80.0, 90.0  # percent of the work


@dataclass(frozen=True)
class ImportRequest:
    """What the user asks for; '' and None mean: conclude it.

    :param source: code of dictionary ``source``. :param crs: authority code. :param area_unit: auto, m2, mu, ha.
    :param remediate_by: ISO date of the deadline to remediate, :param accept_by: to accept. :param profile: name of a saved
        mapping. :param transformation: from an old datum (``transform.parse``). :param reissue_of: name or id of the batch this
        one is issued again for. :param kind: issued or drawn. :param decisions: JSON file with decisions on overlaps.
    """

    path: str
    source: str
    layer: str = ""
    batch: str = ""
    crs: str = ""
    encoding: str = ""
    area_unit: str = "auto"
    field_map: Optional[Path] = None
    remediate_by: Optional[date] = None
    accept_by: Optional[date] = None
    profile: str = ""
    transformation: str = ""
    reissue_of: str = ""
    kind: str = "issued"
    decisions: Optional[Path] = None


@dataclass
class Prepared:
    """An import ready to be written: ``batch``, what comes in with it, what was set aside, and what the report tells.

    :param parcels: in a temporary file, made anew each time they are walked over. :param names: of all batches, by id.
    :param reissue_of: the batch this one is issued again for, or seems to be (``batch.reissue_of`` says which).
    """

    batch: Batch
    parcels: Parcels
    quarantined: List[Quarantined]
    members: List[Member]
    skipped: List[str]
    pairs: List[Pair]
    notes: List[str]
    batch_names: Dict[str, str]
    thresholds: Thresholds = field(default_factory=Thresholds)
    clues: List[Clue] = field(default_factory=list)
    doubts: List[Doubt] = field(default_factory=list)
    links: List[Link] = field(default_factory=list)
    places: List[Place] = field(default_factory=list)
    reissued: List[Reissued] = field(default_factory=list)
    reissue_of: Optional[Batch] = None
    reconciliation: Optional[Reconciliation] = None
    repaired: List[Parcel] = field(default_factory=list)

    def close(self) -> None:
        """Remove the temporary file."""
        self.parcels.close()


def prepare(ledger: Ledger, request: ImportRequest, context: QgsCoordinateTransformContext,
            feedback: Feedback) -> Prepared:
    """Read and check a whole hand-over without writing anything; close what is returned.

    :raises BadInput: one sentence for each way in which the hand-over as a whole cannot be imported.
    """
    source_code = _check_request(ledger, request)
    earlier = _earlier(ledger, request.reissue_of)
    decisions = Decisions.read(request.decisions)
    with closing(open_sources(request.path, request.layer, request.encoding, request.crs, request.transformation)) as opened:
        _refuse_second_time(ledger, opened)
        state, done = _Import(ledger, request, context, feedback), None
        try:
            state.read(opened)
            done = state.prepared(opened, source_code, earlier, decisions)
            return done
        finally:
            if done is None:
                state.taking.parcels.close()


def _check_request(ledger: Ledger, request: ImportRequest) -> str:
    code = str(ledger.dictionaries["source"].require(request.source).code)
    if request.area_unit not in mapping.UNITS:
        raise BadInput(tr("AREA_UNIT is {unit}: use one of {known}."), unit=request.area_unit,
                       known=", ".join(mapping.UNITS))
    if request.kind not in KINDS:
        raise BadInput(tr("KIND is {kind}: use one of {known}."), kind=request.kind, known=", ".join(KINDS))
    candidate = Path(request.path.partition("|")[0])
    if candidate.exists() and candidate.resolve() == ledger.path.resolve():
        raise BadInput(tr("{path} is the ledger itself: choose the file that was handed down."), path=request.path)
    return code


def _earlier(ledger: Ledger, wanted: str) -> Optional[Batch]:
    """Return the batch named by its id or name.

    :raises BadInput: when there is none, or several of that name, or it was issued again already: its parcels count no more.
    """
    if not wanted:
        return None
    found = [batch for batch in ledger.batches() if wanted in (batch.batch_id, batch.name)]
    if len(found) == 1:
        newer = next((batch for batch in ledger.batches() if batch.reissue_of == found[0].batch_id), None)
        if newer is not None:
            raise BadInput(tr("REISSUE_OF: batch {name} was issued again already, as batch {newer}: name the newest issue."),
                           name=found[0].name, newer=newer.name)
        return found[0]
    if found:
        raise BadInput(tr("REISSUE_OF: {count} batches are named {name}: give the batch's id."), count=len(found), name=wanted)
    raise BadInput(tr("REISSUE_OF: the ledger has no batch {name}: it has {known}."), name=wanted,
                   known=", ".join(batch.name for batch in ledger.batches()) or "-")


def _refuse_second_time(ledger: Ledger, opened: Sources) -> None:
    """Refuse a hand-over of which a layer is in the ledger already: every figure would count it twice.

    A layer is known by its files' content, whatever they are called now and whether they come zipped; two layers of one
    GeoPackage are two.
    """
    wanted = {_identity(source.sha256, source.name): source.name for source in opened}
    for batch in ledger.batches():
        layers = [_identity(layer.get("sha256", ""), layer.get("layer", "")) for layer in _layers_of(batch)]
        for known in layers or [(batch.sha256, "")]:
            if known in wanted:
                raise BadInput(tr("{file} is already in the ledger: it was imported as batch {batch} on {day}; nothing "
                                  "was imported again."), file=wanted[known], batch=batch.name, day=batch.imported_at[:10])


def _identity(sha256: str, name: str) -> Tuple[str, str]:
    return sha256, name.partition("|")[2]


def _layers_of(batch: Batch) -> List[Dict[str, str]]:
    """Return what an earlier import noted of its layers, nothing when the batch came another way."""
    try:
        noted = json.loads(batch.note or "[]")
    except json.JSONDecodeError:
        return []
    return [layer for layer in noted if isinstance(layer, dict)] if isinstance(noted, list) else []


def _note(members: List[Member]) -> str:
    """Return what was concluded of each layer, as JSON text for the batch."""
    return json.dumps([{
        "layer": m.source.name, "crs": m.source.crs_text(), "crs_note": m.source.crs_note, "encoding": m.source.encoding,
        "encoding_note": m.source.encoding_note, "fields": m.fields, "sha256": m.source.sha256,
        "area_unit": m.unit.code if m.unit else "", "area_unit_note": m.unit.note if m.unit else "",
    } for m in members], ensure_ascii=False, sort_keys=True)


class _Import:
    """The steps of an import, one after the other."""

    def __init__(self, ledger: Ledger, request: ImportRequest, context: QgsCoordinateTransformContext,
                 feedback: Feedback) -> None:
        self.ledger, self.request, self.feedback = ledger, request, feedback
        self.batch_id = ledger.new_uid()
        self.outline = county_outline(ledger)
        self.taking = Taking(Surroundings(
            ledger_crs(ledger), context, ledger.area_rule, lonlat_for(ledger.area_rule, ledger.crs_wkt), ledger.dictionary,
            ledger.new_uid, self.batch_id, request.area_unit, feedback,
            self.outline.inside if self.outline is not None else None))
        self.thresholds = Thresholds.from_json(ledger.rule(RULE), f"{RULE}.json")

    def read(self, opened: Sources) -> None:
        """Read every layer to its end."""
        total = len(opened.members)
        for number, source in enumerate(opened):
            member = self._member(source)

            def progress(share: float, before: int = number) -> None:
                self.feedback.progress(_READ * (before + share) / total)

            self.taking.take(member, progress)
        state = self.taking
        if state.seen and state.outside == state.seen and not self.request.crs:
            raise BadInput(tr("All {count} parcels of {name} lie outside the county when read in {crs}: check the CRS and the "
                              "choice of file, or set CRS to say that they do."), count=state.seen, name=opened.name,
                           crs=tr("; ").join(sorted({words_of(m.source.crs) for m in state.members})))

    def _member(self, source: Any) -> Member:
        """Settle which field means what, and look whether the layer lies where it should."""
        rows = first_rows(source)
        profile = self._profile(source.fields)
        own = mapping.read_field_map(self.request.field_map, source.fields, mapping.MEANINGS)
        known = self.ledger.rule("field_alias")
        settled = mapping.settle_mapping(
            source.fields, [row.attributes for row in rows], {m: known.get(m, []) for m in mapping.MEANINGS},
            cut_names=source.cut_names, fixed=source.field_map, own=own, profile=profile)
        member = Member(source, settled, notes=[*source.problems, *settled.notes], profile=profile.name if profile else "")
        member.notes += place_notes(source, rows, self.ledger, self.outline, chosen=bool(self.request.crs))
        return member

    def _profile(self, fields: List[str]) -> Optional[Profile]:
        folder = self.ledger.files / "mappings"
        if self.request.profile:
            return named_profile(folder, self.request.profile)
        return find_profile(folder, self.request.source, fields) if self.request.field_map is None else None

    def prepared(self, opened: Sources, source_code: str, earlier: Optional[Batch], decisions: Decisions) -> Prepared:
        """Compare with the ledger and put the batch together."""
        state, parcels = self.taking, self.taking.parcels
        with closing(Parcels.of(self._known())) as known:
            pairs = find_pairs(parcels, known, self.thresholds, self.feedback,
                               degrees=self.ledger.area_rule.code == "degrees")
        self.feedback.progress(_COMPARED)
        if state.parent_numbers:
            parcels.parents = parents(state.parent_numbers, self._numbers())
        places = self._places()
        self.feedback.progress(_PLACED)
        links = decisions.applied(pairs, links_of(pairs, self.ledger.new_uid))
        reissued, maybe = self._reissue(earlier)
        repaired = list(self._repaired())
        replaced = earlier.batch_id if earlier else ""
        batch = Batch(
            batch_id=self.batch_id, name=self.request.batch or Path(opened.name).stem, source=source_code,
            file_name=opened.name, sha256=opened.sha256, read_count=sum(m.read for m in state.members),
            imported_count=len(parcels) + len(state.clues), quarantined_count=len(state.quarantined),
            repaired_count=len(repaired), kind=self.request.kind, reissue_of=replaced,
            overlapping_count=len({p.new.parcel_uid for p in pairs if p.known and p.relation != "touching"
                                   and p.other.batch_id != replaced}),
            remediate_by=self.request.remediate_by.isoformat() if self.request.remediate_by else None,
            accept_by=self.request.accept_by.isoformat() if self.request.accept_by else None, note=_note(state.members))
        names = {b.batch_id: b.name for b in self.ledger.batches()}
        done = Prepared(batch, parcels, state.quarantined, state.members, opened.skipped, pairs, self._notes(),
                        {**names, batch.batch_id: batch.name}, self.thresholds, state.clues, state.doubts, links, places,
                        reissued, earlier or maybe, None, repaired)
        self.feedback.check()
        done.reconciliation = reconciled(self.ledger, batch, parcels, links, reissued, self.thresholds)
        return done

    def _known(self) -> Iterator[Parcel]:
        """Yield the parcels of the ledger as far as comparing ground needs them, but none that was issued again or withdrawn."""
        gone = {row.other_uid for row in self.ledger.reissued() if row.verdict != "added"}
        for number, row in enumerate(self.ledger.store.rows(_KNOWN)):
            if number % 2000 == 0:
                self.feedback.check()
            if row["parcel_uid"] in gone:
                continue
            yield Parcel(row["parcel_uid"], row["source_no"], row["batch_id"], round_half_up(row["area_m2"]),
                         from_blob(row["geom"]), row["geom_hash"], source_file=row["source_file"], source_row=row["source_row"],
                         monitored_area_m2=None if row["monitored_area_m2"] is None else round_half_up(
                             row["monitored_area_m2"], 4))

    def _numbers(self) -> Iterator[Tuple[str, str]]:
        for row in self.ledger.store.rows(_NUMBERS):
            yield row["parcel_uid"], row["source_no"]
        for rows in self.taking.parcels.blocks():
            yield from zip(rows.uids, rows.numbers)

    def _places(self) -> List[Place]:
        """Lay the parcels over the registered villages and townships; a place that was issued stays with the parcel."""
        found = locate(self.taking.parcels, self.ledger, self.feedback)
        self.taking.parcels.places = found
        if any(place.issued_differs for place in found.values()):
            for parcel in self.taking.parcels:
                place = found.get(parcel.parcel_uid)
                if place is not None and place.issued_differs:
                    self.taking.doubts.append(Doubt("place", parcel.source_file, parcel.source_row, parcel.source_no, tr(
                        "issued for {issued}, but it lies in {found}").format(
                            issued=parcel.village or parcel.township or "-",
                            found=" ".join(filter(None, (place.township_name or place.township,
                                                         place.village_name or place.village))))))
        return list(found.values())

    def _reissue(self, earlier: Optional[Batch]) -> Tuple[List[Reissued], Optional[Batch]]:
        """Compare with the batch that this one is issued again for; without one, say which it may be."""
        if earlier is None:
            batches = self.ledger.batches()
            over = {batch.reissue_of for batch in batches}
            listed = [(batch, set(self._numbers_of(batch))) for batch in batches
                      if batch.kind == "issued" and batch.batch_id not in over]
            return [], suggest_reissue_of(self.taking.numbers, listed)
        old = list(self.ledger.parcels(self._uids_of(earlier)))
        return compare(list(self.taking.parcels), old, self.thresholds, batch_id=self.batch_id), None

    def _numbers_of(self, batch: Batch) -> Iterator[str]:
        return (row["source_no"] for row in self.ledger.store.rows(
            "SELECT source_no FROM parcel WHERE batch_id = ?", (batch.batch_id,)))

    def _uids_of(self, batch: Batch) -> Iterator[str]:
        return (row["parcel_uid"] for row in self.ledger.store.rows(
            "SELECT parcel_uid FROM parcel WHERE batch_id = ? ORDER BY fid", (batch.batch_id,)))

    def _repaired(self) -> Iterator[Parcel]:
        start = 0
        for rows in self.taking.parcels.blocks():
            some = [start + at for at, repair in enumerate(rows.repairs) if repair]
            start += len(rows)
            if some:
                yield from self.taking.parcels.some(some).values()

    def _notes(self) -> List[str]:
        """Return what is worth knowing of the hand-over as a whole."""
        return [tr("the number {number} occurs {count} times").format(number=number, count=count)
                for number, count in self.taking.numbers.items() if count > 1]
