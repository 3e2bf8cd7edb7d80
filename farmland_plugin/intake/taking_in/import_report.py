"""The report of an import: what came in, what was concluded and why, what a person must look at; a page to hand on."""

from __future__ import annotations

import json
from html import escape
from typing import Dict, Iterable, List, Sequence

from ...crs_words import layer_words
from ...domain.area import round_half_up, to_mu
from ...domain.parcel import Parcel, Quarantined
from ...domain.reconciliation import BatchLine
from ...domain.same_ground import proposal
from ...i18n import tr
from ...webpage import Cells, figures, notes, table, whole_page
from ..fields.mapping import meaning_label
from ..ground.reissue_report import of_other_sources, reissue_section
from .checks import number_of
from .importer import Prepared
from .taking import Doubt, Member

_SHORT = 300  # characters of a row's attributes


def import_report(done: Prepared, *, written: bool = True, earlier: Iterable[Parcel] = ()) -> str:
    """Return the report of an import as a page.

    :param written: False for a dry run, after which the ledger is as it was. :param earlier: parcels of the batch that this one
        is issued again for.
    """
    batch = done.batch
    headline = figures([
        (tr("read"), batch.read_count, False), (tr("imported"), batch.imported_count, False),
        (tr("of these clues (points)"), len(done.clues), False), (tr("quarantined"), batch.quarantined_count, True),
        (tr("repaired"), batch.repaired_count, True), (tr("doubtful"), len(done.doubts), True),
        (tr("overlapping with the ledger"), batch.overlapping_count, True),
    ])
    title = tr("Import of batch {name}") if written else tr("Check before the import of batch {name}")
    return whole_page(title.format(name=batch.name), [
        headline, _sentences(done, written), _conclusions(done.members), _fields(done.members),
        notes(tr("Worth knowing"), [f"{layer_words(m.source.name)}: {n}" for m in done.members for n in m.notes] + done.notes),
        notes(tr("Codes in no dictionary"), [f"{layer_words(m.source.name)}: {n}" for m in done.members for n in m.unknown]),
        notes(tr("Files that were not read"), done.skipped),
        _quarantined(done), _repaired(done), _doubts(done.doubts), _pairs(done),
        reissue_section(done, earlier), _reconciled(done),
        _places(done), _signatures(),
    ])


def _sentences(done: Prepared, written: bool) -> str:
    batch = done.batch
    lines = [tr("{read} read = {imported} imported + {quarantined} quarantined").format(
        read=batch.read_count, imported=batch.imported_count, quarantined=batch.quarantined_count)]
    found = done.reconciliation
    if found is not None:
        lines += _equations([line for line in found.batches if line.issued], found.overlap, found.total, str(found.overlap_mu),
                            str(found.total_mu))
    body = "".join(f'<p class="sum">{escape(line)}</p>' for line in lines)
    if not written:
        body += f"<p><b>{escape(tr('This was a check: nothing was written to the ledger.'))}</b></p>"
    told = [batch.file_name, f"SHA-256 {batch.sha256}"]
    dates = ((tr("remediate by {date}"), batch.remediate_by), (tr("accept by {date}"), batch.accept_by))
    told += [text.format(date=day) for text, day in dates if day]
    return body + f"<p>{escape(' · '.join(told))}</p>"


def _equations(lines: Sequence[BatchLine], overlap: int, total: int, overlap_mu: str, total_mu: str) -> List[str]:
    """Return total = Σ batches − overlap in parcels and in 亩 (001-03)."""
    counts = " + ".join(f"{line.name} {line.issued}" for line in lines) or "0"
    areas = " + ".join(f"{line.name} {line.issued_mu}" for line in lines) or "0"
    return [tr("{batches} − overlapping {overlap} = {total} parcels").format(batches=counts, overlap=overlap, total=total),
            tr("{batches} − overlapping {overlap} = {total} mu").format(batches=areas, overlap=overlap_mu, total=total_mu)]


def _conclusions(members: Sequence[Member]) -> str:
    rows: List[Cells] = [(
        layer_words(m.source.name), m.read, m.source.crs_note, f"{m.source.encoding}: {m.source.encoding_note}",
        m.unit.note if m.unit else "-", m.profile or "-") for m in members]
    return table(tr("What was concluded, and why"), [
        tr("layer"), tr("rows"), tr("CRS"), tr("encoding"), tr("unit of the area"), tr("saved mapping")], rows)


def _fields(members: Sequence[Member]) -> str:
    rows: List[Cells] = []
    seen: Dict[str, List[str]] = {}
    for member in members:  # a folder of TXT files is mapped the same way over and over
        said = json.dumps([[meaning, name, member.settled.why.get(meaning, "")] for meaning, name in member.fields.items()])
        seen.setdefault(said, []).append(member.source.name)
    for said, names in seen.items():
        where = layer_words(names[0])
        if len(names) > 1:
            where = tr("{name} and {count} more").format(name=where, count=len(names) - 1)
        rows += [(where, meaning_label(meaning), name, why or "-") for meaning, name, why in json.loads(said)]
    return table(tr("What the fields mean"), [tr("layer"), tr("meaning"), tr("field"), tr("why")], rows)


def _quarantined(done: Prepared) -> str:
    numbers = {m.source.name: m.fields.get("source_no", "") for m in done.members}
    lead = tr("These rows are in no count of parcels. They are kept with their attributes and shapes; what is mended is "
              "imported as a batch of its own.")
    return table(tr("Quarantined"), [tr("file"), tr("row"), tr("number"), tr("reason and what to do"), tr("attributes")], [
        (layer_words(q.source_file), q.source_row, number_of(q, numbers) or "-", q.reason, _short(q))
        for q in done.quarantined], lead)


def _short(item: Quarantined) -> str:
    text = "; ".join(f"{k}={v}" for k, v in item.attributes.items() if v)
    return text if len(text) <= _SHORT else text[:_SHORT] + "…"


def _repaired(done: Prepared) -> str:
    lead = tr("The polygon as issued is kept and sealed beside the repaired one.")
    return table(tr("Repaired"), [tr("file"), tr("row"), tr("number"), tr("repair"), tr("area m²"), tr("area mu")], [
        (layer_words(p.source_file), p.source_row, p.source_no, p.repair, p.area_m2, to_mu(p.area_m2))
        for p in done.repaired], lead)


def _doubts(doubts: Sequence[Doubt]) -> str:
    kinds = {"sliver": tr("sliver"), "outside": tr("outside the county"), "area": tr("area far off"),
             "place": tr("place differs")}
    lead = tr("Imported as issued; a person should look at them.")
    return table(tr("Doubtful"), [tr("kind"), tr("file"), tr("row"), tr("number"), tr("what")], [
        (kinds.get(d.code, d.code), layer_words(d.file), d.row, d.source_no, d.text) for d in doubts], lead)


def relation_label(relation: str) -> str:
    """Return what the relation of two parcels on the same ground is called."""
    return {"identical": tr("identical"), "redrawn": tr("drawn again"), "contains": tr("contains the other"),
            "inside": tr("inside the other"), "partial": tr("partly overlapping"),
            "touching": tr("touching")}.get(relation, relation)


def _pairs(done: Prepared) -> str:
    words = {"same": tr("same ground, count once"), "separate": tr("count separately")}
    decided = {link.parcel_uid + link.other_uid: link for link in done.links if link.decision}
    counts: Dict[str, int] = {}
    rows: List[Cells] = []
    for p in of_other_sources(done):
        counts[p.relation] = counts.get(p.relation, 0) + 1
        link = decided.get(p.new.parcel_uid + p.other.parcel_uid)
        said = words[proposal(p.relation, done.thresholds)]
        where = done.batch_names.get(p.other.batch_id, "") if p.known else tr("this batch")
        rows.append((p.new.source_no, p.new.source_row, p.other.source_no, where, relation_label(p.relation), p.common_m2,
                     to_mu(p.common_m2), _percent(p.share), _percent(p.other_share), round_half_up(p.iou, 3),
                     words[link.decision] if link else tr("proposed: {decision}").format(decision=said)))
    lead = "; ".join(f"{relation_label(relation)} {count}" for relation, count in sorted(counts.items()))
    return table(tr("Pairs that cover the same ground"), [
        tr("number"), tr("row"), tr("other number"), tr("other's batch"), tr("relation"), tr("common m²"), tr("common mu"),
        tr("share"), tr("share of the other"), tr("IoU"), tr("decision")], rows, lead)


def _percent(share: float) -> str:
    return f"{round_half_up(share * 100, 1)} %"


def _reconciled(done: Prepared) -> str:
    found = done.reconciliation
    if found is None:
        return ""
    lead = tr("{pending} pairs are not decided; {same} of them are proposed to count once.").format(
        pending=found.pending, same=found.pending_same)
    return table(tr("Task of the county after this batch"), [
        tr("batch"), tr("parcels as issued"), tr("mu as issued"), tr("overlapping"), tr("overlapping mu"), tr("counted"),
        tr("counted mu")], [(line.name, line.issued, line.issued_mu, line.overlap, line.overlap_mu, line.counted, line.counted_mu)
                            for line in found.batches], lead if found.pending else "")


def _places(done: Prepared) -> str:
    count: Dict[str, List[int]] = {}
    for place in done.places:
        seen = count.setdefault(f"{place.township_name} {place.township}".strip(), [0, 0])
        seen[0] += 1
        seen[1] += place.issued_differs
    return table(tr("Where the parcels lie, by overlay"), [tr("township"), tr("parcels"), tr("issued for another place")],
                 [(name, *seen) for name, seen in sorted(count.items())])


def _signatures() -> str:
    places = (tr("Imported by:"), tr("Checked by:"), tr("Date:"))
    return "".join(['<div class="sign">', *(f"<span>{escape(place)}</span>" for place in places), "</div>"])
