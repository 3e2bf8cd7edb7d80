"""The import of a hand-over: read everything, settle every doubt, then one short transaction."""

from __future__ import annotations

import json
import math
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Dict, Iterator, List, Optional, Set, Tuple

from qgis.core import QgsCoordinateTransformContext

from ..domain.area import areas_of_wkb, round_half_up
from ..domain.codes import normalised
from ..domain.errors import BadInput
from ..domain.parcel import Batch, Parcel, Quarantined
from ..domain.progress import Feedback
from ..domain.wkb import geometry_hash
from ..i18n import tr
from ..ledger.crs import ledger_crs
from ..ledger.ledger import Ledger
from ..ledger.lonlat import lonlat_for
from . import mapping
from .geometry import Normaliser, Rejected, Shape, zero_area
from .overlaps import Pair, find_pairs, parents
from .readers.base import Source, SourceFeature
from .source import Sources, open_sources

MEANINGS = ("source_no", "monitored_area", "township", "village")


@dataclass(frozen=True)
class ImportRequest:
    """What the user asks for; '' and None mean: conclude it.

    :param source: code of dictionary ``source``. :param crs: authority code. :param area_unit: auto, m2, mu, ha.
    :param remediate_by: ISO date of the deadline to remediate, :param accept_by: to accept.
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


@dataclass
class Member:
    """What one layer of the hand-over gave."""

    source: Source
    fields: Dict[str, str]
    unit: Optional[mapping.AreaUnit] = None
    notes: List[str] = field(default_factory=list)
    read: int = 0
    unnumbered: List[int] = field(default_factory=list)


@dataclass
class Prepared:
    """An import ready to be written: ``batch``, its parcels, what was set aside, and what the report tells."""

    batch: Batch
    parcels: List[Parcel]
    quarantined: List[Quarantined]
    members: List[Member]
    skipped: List[str]
    pairs: List[Pair]
    notes: List[str]
    batch_names: Dict[str, str]

    @property
    def repaired(self) -> List[Parcel]:
        """The parcels whose geometry was repaired."""
        return [p for p in self.parcels if p.repair]


@dataclass(frozen=True)
class _Row:
    feature: SourceFeature
    shape: Shape


def prepare(ledger: Ledger, request: ImportRequest, context: QgsCoordinateTransformContext,
            feedback: Feedback) -> Prepared:
    """Read and check a whole hand-over without writing anything.

    :raises BadInput: one sentence for each way in which the hand-over as a whole cannot be imported.
    """
    source_code = ledger.dictionaries["source"].require(request.source).code
    if request.area_unit not in mapping.UNITS:
        raise BadInput(tr("AREA_UNIT is {unit}: use one of {known}."), unit=request.area_unit,
                       known=", ".join(mapping.UNITS))
    _refuse_ledger(ledger, request.path)
    with closing(open_sources(request.path, request.layer, request.encoding, request.crs)) as opened:
        _refuse_second_time(ledger, opened)
        batch_id = ledger.new_uid()
        state = _Import(ledger, request, context, feedback, batch_id)
        for number, source in enumerate(opened):
            state.take(source, number, len(opened.members))
    known = list(ledger.parcels())
    feedback.progress(70)
    pairs = find_pairs(state.parcels, known, feedback)
    family = parents(state.parcels, known)
    parcels = [replace(p, parent_uid=family.get(p.parcel_uid)) for p in state.parcels]
    feedback.progress(90)
    batch = Batch(
        batch_id=batch_id, name=request.batch or Path(opened.name).stem, source=source_code, file_name=opened.name,
        sha256=opened.sha256, read_count=state.read, imported_count=len(parcels),
        quarantined_count=len(state.quarantined), repaired_count=sum(1 for p in parcels if p.repair),
        overlapping_count=len({pair.new.parcel_uid for pair in pairs if pair.known}),
        remediate_by=request.remediate_by.isoformat() if request.remediate_by else None,
        accept_by=request.accept_by.isoformat() if request.accept_by else None, note=_note(state.members),
    )
    return Prepared(batch, parcels, state.quarantined, state.members, opened.skipped, pairs, state.notes(),
                    {b.batch_id: b.name for b in ledger.batches()})


def _refuse_ledger(ledger: Ledger, path: str) -> None:
    candidate = Path(path.partition("|")[0])
    if candidate.exists() and candidate.resolve() == ledger.path.resolve():
        raise BadInput(tr("{path} is the ledger itself: choose the file that was handed down."), path=path)


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
    """Collects parcels and quarantined rows over the layers of one hand-over."""

    def __init__(self, ledger: Ledger, request: ImportRequest, context: QgsCoordinateTransformContext,
                 feedback: Feedback, batch_id: str) -> None:
        self.ledger, self.request, self.context, self.feedback = ledger, request, context, feedback
        self.batch_id = batch_id
        self.crs = ledger_crs(ledger)
        self.lonlat = lonlat_for(ledger.area_rule, ledger.crs_wkt)
        self.parcels: List[Parcel] = []
        self.quarantined: List[Quarantined] = []
        self.members: List[Member] = []
        self.read = 0

    def take(self, source: Source, number: int, total: int) -> None:
        """Read one layer to its end."""
        member = Member(source, self._fields(source), notes=list(source.problems))
        self.members.append(member)
        normaliser = Normaliser(source.crs, self.crs, self.context, self.ledger.area_rule, self.lonlat)
        rows: List[_Row] = []
        outside = 0
        for feature in source:
            self.feedback.check()
            member.read += 1
            try:
                if feature.fault:
                    raise Rejected(feature.fault)
                rows.append(_Row(feature, normaliser.take(feature.wkb)))
            except Rejected as reason:
                self._set_aside(source, feature, str(reason))
                outside += reason.out_of_place
            if member.read % 500 == 0:
                self.feedback.progress(65 * (number + min(1.0, member.read / max(source.count, 1))) / total)
        self.read += member.read
        if not rows and outside == member.read:
            raise BadInput(tr("{name} lies outside the ledger's CRS {crs}: {reason}; check CRS and the choice of file."),
                           name=source.name, crs=self.crs.authid(), reason=self.quarantined[-1].reason)
        self._finish(member, rows)
        self.feedback.progress(65 * (number + 1) / total)

    def _fields(self, source: Source) -> Dict[str, str]:
        own = mapping.read_field_map(self.request.field_map, source.fields, MEANINGS)
        aliases = {m: self.ledger.rule("field_alias").get(m, []) for m in MEANINGS}
        found = mapping.recognise(source.fields, aliases, cut_names=source.cut_names)
        return {**found, **source.field_map, **own}

    def _set_aside(self, source: Source, feature: SourceFeature, reason: str) -> None:
        self.quarantined.append(Quarantined(source.name, feature.row, reason, feature.attributes, feature.wkb))

    def _finish(self, member: Member, rows: List[_Row]) -> None:
        """Measure the rows, prove the unit of their monitored area and make parcels of them."""
        areas = areas_of_wkb([row.shape.geom for row in rows], self.ledger.area_rule, self.lonlat)
        kept: List[Tuple[_Row, Decimal]] = []
        for row, area in zip(rows, areas.tolist()):
            rounded = round_half_up(area) if math.isfinite(area) else Decimal(0)
            if rounded > 0:
                kept.append((row, rounded))
            else:
                self._set_aside(member.source, row.feature, zero_area())
        values = list(self._monitored(member, kept))
        odd = [row.feature.row for (row, area), value in zip(kept, values) if mapping.is_far_off(value, area)]
        if odd:
            member.notes.append(tr("{count} monitored areas are less than half or more than twice the measured area (rows "
                                   "{rows})").format(count=len(odd), rows=_some(odd)))
        for (row, area), value in zip(kept, values):
            self.parcels.append(self._parcel(member, row, area, value))
        if member.unnumbered:
            member.notes.append(tr("{count} rows have no number and were numbered by file and row (rows {rows})").format(
                count=len(member.unnumbered), rows=_some(member.unnumbered)))

    def _monitored(self, member: Member, kept: List[Tuple[_Row, Decimal]]) -> Iterator[Optional[Decimal]]:
        """Yield the monitored area of each row in m², None where none was issued."""
        name = member.fields.get("monitored_area", "")
        parsed = [mapping.parse_area(row.feature.attributes.get(name, "")) for row, _ in kept]
        if not name:
            member.notes.append(tr("no field of the monitored area was found"))
            yield from (None for _ in kept)
            return
        plain = [value if not unit else None for value, unit in parsed]
        member.unit = mapping.conclude_unit(name, plain, [float(area) for _, area in kept],
                                            chosen=self.request.area_unit, known_unit=member.source.area_unit)
        unread = [row.feature.row for (row, _), (value, _) in zip(kept, parsed)
                  if value is None and row.feature.attributes.get(name, "")]
        if unread:
            member.notes.append(tr("{count} monitored areas are no numbers and were left empty (rows {rows})").format(
                count=len(unread), rows=_some(unread)))
        for value, unit in parsed:
            yield None if value is None else mapping.to_m2(value, unit or member.unit.code)

    def _parcel(self, member: Member, row: _Row, area: Decimal, monitored: Optional[Decimal]) -> Parcel:
        source, feature = member.source, row.feature
        issued = {m: feature.attributes.get(f, "").strip() for m, f in member.fields.items()}
        number = issued.get("source_no", "")
        if not number:
            number = f"{Path(source.name.partition('|')[0]).stem}-{feature.row}"
            member.unnumbered.append(feature.row)
        return Parcel(
            parcel_uid=self.ledger.new_uid(), source_no=number, batch_id=self.batch_id, area_m2=area,
            geom=row.shape.geom, geom_hash=geometry_hash(row.shape.planar), township=_town(issued), village=_place(
                issued.get("village", ""), 12), monitored_area_m2=monitored, attributes=feature.attributes,
            source_file=source.name, source_row=feature.row, source_crs=source.crs_text(),
            issued_geom=row.shape.planar if row.shape.changed else None, repair=row.shape.repair,
        )

    def notes(self) -> List[str]:
        """Return what is worth knowing of the hand-over as a whole."""
        seen: Set[str] = set()
        twice: Dict[str, int] = {}
        for parcel in self.parcels:
            if parcel.source_no in seen:
                twice[parcel.source_no] = twice.get(parcel.source_no, 1) + 1
            seen.add(parcel.source_no)
        return [tr("the number {number} occurs {count} times").format(number=n, count=c) for n, c in twice.items()]


def _some(rows: List[int]) -> str:
    return ", ".join(map(str, rows[:20])) + (" …" if len(rows) > 20 else "")


def _town(issued: Dict[str, str]) -> str:
    """Return the township's code: its own field, else the first nine digits of the village's."""
    return _place(issued.get("township", ""), 9) or _place(issued.get("village", ""), 9)[:9]


def _place(text: str, digits: int) -> str:
    """Return a place code cut to its level (9 township, 12 village; 19-digit codes begin with them), else ''."""
    code = normalised(text)
    return code[:digits] if code.isdigit() and len(code) >= digits else ""

