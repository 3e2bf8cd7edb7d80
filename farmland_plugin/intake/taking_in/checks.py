"""What an import found, as a JSON file for programs (CHECKS), and what a person decided about it (DECISIONS)."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Dict, List, Optional, Sequence, Tuple

from qgis.core import QgsGeometry

from ...domain.area import to_mu
from ...domain.codes import parse_json
from ...domain.errors import BadInput
from ...domain.parcel import Link, Parcel, Quarantined
from ...domain.same_ground import DECISIONS, proposal
from ...files import existing, text_of
from ...i18n import tr

if TYPE_CHECKING:
    from ..ground.overlaps import Pair
    from .importer import Prepared
    from .taking import Member

VERSION = 1
_MOST_SHAPES = 5000
_DIGITS = 3  # of a coordinate in metres
_Key = Tuple[str, ...]


@dataclass
class Decisions:
    """Decisions about pairs on the same ground, by where both parcels stand: same or separate, and why."""

    name: str = ""
    made: Dict[_Key, Tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, path: Optional[Path]) -> Decisions:
        """Return the decisions of a JSON file ``{"links": [{"file", "row", "other_uid" …, "decision", "reason"}]}``.

        :raises BadInput: naming the file and the entry that cannot be understood.
        """
        if path is None:
            return cls()
        raw = parse_json(text_of(existing(path, tr("The decisions"))), path.name)
        links = raw.get("links") if isinstance(raw, dict) else None
        if not isinstance(links, list):
            raise BadInput(tr("{file}: the decisions are an object with a list \"links\"."), file=path.name)
        made: Dict[_Key, Tuple[str, str]] = {}
        for number, one in enumerate(links, 1):
            if not isinstance(one, dict) or one.get("decision") not in DECISIONS or not _names_both(one):
                raise BadInput(tr("{file}: entry {number} of \"links\" needs file, row, other_uid (or other_file and "
                                  "other_row) and the decision same or separate."), file=path.name, number=number)
            made[_key(one)] = str(one["decision"]), str(one.get("reason") or "").strip()
        return cls(path.name, made)

    def applied(self, pairs: Sequence[Pair], links: Sequence[Link]) -> List[Link]:
        """Return the links with what was decided of their pairs.

        :param links: one per pair. :raises BadInput: for a decision on a pair that was not found.
        """
        left = dict(self.made)
        decided = []
        for pair, link in zip(pairs, links):
            here: _Key = (pair.new.source_file, str(pair.new.source_row))
            keys: List[_Key] = [(*here, pair.other.source_file, str(pair.other.source_row))]
            if pair.known:
                keys = [(*here, pair.other.parcel_uid)]
            found = next((left.pop(key) for key in keys if key in left), None)
            decided.append(link if found is None else replace(link, decision=found[0], reason=found[1]))
        if left:
            key = next(iter(left))
            raise BadInput(tr("{file}: {source} row {row} was not found on the same ground as {other}: check the import "
                              "again and decide anew."), file=self.name, source=key[0], row=key[1], other=" ".join(key[2:]))
        return decided


def _names_both(one: Dict[str, Any]) -> bool:
    return bool(one.get("file")) and str(one.get("row", "")).isdigit() and (
        bool(one.get("other_uid")) or (bool(one.get("other_file")) and str(one.get("other_row", "")).isdigit()))


def _key(one: Dict[str, Any]) -> _Key:
    here = (str(one["file"]), str(one["row"]))
    return (*here, str(one["other_uid"])) if one.get("other_uid") else (*here, str(one["other_file"]), str(one["other_row"]))


def checks_json(done: Prepared) -> Dict[str, Any]:
    """Return what an import found as plain JSON values; shapes are WKT in the ledger's CRS."""
    batch = done.batch
    numbers = {m.source.name: m.fields.get("source_no", "") for m in done.members}
    return {
        "version": VERSION, "read": batch.read_count, "imported": batch.imported_count, "quarantined": batch.quarantined_count,
        "repaired": batch.repaired_count, "clues": len(done.clues), "overlapping": batch.overlapping_count,
        "members": [_member(member) for member in done.members], "notes": done.notes, "skipped": done.skipped,
        "quarantine": [{"file": q.source_file, "row": q.source_row, "source_no": number_of(q, numbers), "reason": q.reason}
                       for q in done.quarantined],
        "repairs": [{"file": p.source_file, "row": p.source_row, "source_no": p.source_no, "text": p.repair}
                    for p in done.repaired],
        "doubts": [doubt._asdict() for doubt in done.doubts],
        "links": [_link(done, pair, number < _MOST_SHAPES) for number, pair in enumerate(done.pairs)],
        "reissue": _reissue(done),
        "reconciliation": done.reconciliation.to_json() if done.reconciliation is not None else {},
    }


def number_of(row: Quarantined, fields: Dict[str, str]) -> str:
    """Return the number a quarantined row was issued with, '' for none.

    :param fields: field of the number, by layer.
    """
    return row.attributes.get(fields.get(row.source_file, ""), "").strip()


def _member(member: Member) -> Dict[str, Any]:
    source = member.source
    return {
        "name": source.name, "rows": member.read, "crs": source.crs_text(), "crs_note": source.crs_note,
        "encoding": source.encoding, "encoding_note": source.encoding_note, "fields": member.fields,
        "why": member.settled.why, "profile": member.profile, "unit": member.unit.code if member.unit else "",
        "unit_note": member.unit.note if member.unit else "", "notes": [*member.notes, *member.unknown],
    }


def _link(done: Prepared, pair: Pair, shapes: bool) -> Dict[str, Any]:
    other = pair.other
    return {
        **_end(pair.new), "batch": done.batch.name,
        "other": {"uid": other.parcel_uid if pair.known else "", **_end(other),
                  "batch": done.batch_names.get(other.batch_id, "")},
        "relation": pair.relation, "common_m2": str(pair.common_m2), "share": round(pair.share, 6),
        "other_share": round(pair.other_share, 6), "iou": round(pair.iou, 6),
        "proposal": proposal(pair.relation, done.thresholds), "wkt": _wkt(pair.new.geom) if shapes else "",
        "other_wkt": _wkt(other.geom) if shapes else "",
    }


def _end(parcel: Parcel) -> Dict[str, Any]:
    area = parcel.area_m2 if parcel.monitored_area_m2 is None else parcel.monitored_area_m2
    return {"file": parcel.source_file, "row": parcel.source_row, "source_no": parcel.source_no, "mu": str(to_mu(area))}


def _wkt(wkb: bytes) -> str:
    geometry = QgsGeometry()
    geometry.fromWkb(wkb)
    box = geometry.boundingBox()
    degrees = max(map(abs, (box.xMinimum(), box.xMaximum(), box.yMinimum(), box.yMaximum()))) <= 360
    return str(geometry.asWkt(_DIGITS + 6 if degrees else _DIGITS))


def _reissue(done: Prepared) -> Optional[Dict[str, Any]]:
    """Return what became of the parcels of the earlier batch; only its name where it is merely suggested."""
    if done.reissue_of is None:
        return None
    if not done.batch.reissue_of:
        return {"of": "", "suggested": done.reissue_of.name, "suggested_id": done.reissue_of.batch_id, "same": 0, "added": [],
                "changed": [], "withdrawn": []}
    by: Dict[str, List[Any]] = {"same": [], "added": [], "changed": [], "withdrawn": []}
    for one in done.reissued:
        by[one.verdict].append({"source_no": one.source_no, "what": one.what} if one.verdict == "changed" else one.source_no)
    return {"of": done.reissue_of.name, **by, "same": len(by["same"])}
