"""What an import tells of a batch that was issued again: every number with what became of it, its areas before and after."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Dict, Iterable, List, Mapping, Optional, Tuple

from ...domain.area import to_mu
from ...domain.parcel import Parcel, Reissued
from ...i18n import tr
from ...webpage import Cells, notes, table
from ..fields.mapping import meaning_label
from .reissue import ADDED, CHANGED, SAME, WITHDRAWN

if TYPE_CHECKING:
    from ..taking_in.importer import Prepared
    from .overlaps import Pair

ORDER = (CHANGED, WITHDRAWN, ADDED, SAME)  # those to look at first
Area = Optional[Decimal]


def of_other_sources(done: Prepared) -> List[Pair]:
    """Return the pairs on the same ground, without those with the batch that this one replaces: it does not count any more."""
    gone = done.batch.reissue_of
    return [pair for pair in done.pairs if not (gone and pair.known and pair.other.batch_id == gone)]


def reissue_section(done: Prepared, earlier: Iterable[Parcel]) -> str:
    """Return the part of the report on the batch issued again; a hint where it merely seems to be one, nothing else.

    :param earlier: parcels of the batch that was issued again; geometry is not needed.
    """
    if done.reissue_of is None:
        return ""
    if not done.batch.reissue_of:
        text = tr("Many numbers are those of batch {name}: if this is a new issue of it, import it with REISSUE_OF.").format(
            name=done.reissue_of.name)
        return notes(tr("Issued again?"), [text])
    before = {parcel.parcel_uid: _mu(parcel) for parcel in earlier}
    after = {parcel.parcel_uid: _mu(parcel) for parcel in done.parcels}
    title = tr("Issued again for batch {name}").format(name=done.reissue_of.name)
    lead = _lead(done, before, after)
    rows = [_row(one, before, after) for one in sorted(done.reissued, key=lambda one: ORDER.index(one.verdict))]
    return table(title, [tr("number"), tr("verdict"), tr("what changed"), tr("mu before"), tr("mu now"), tr("difference, mu")],
                 rows, lead) or notes(title, [lead])


def _mu(parcel: Parcel) -> Decimal:
    """Return the 亩 a parcel counts with: as issued, as measured where none was issued."""
    return to_mu(parcel.area_m2 if parcel.monitored_area_m2 is None else parcel.monitored_area_m2)


def verdicts() -> Dict[str, str]:
    """Return what a verdict is called."""
    return {SAME: tr("unchanged"), CHANGED: tr("changed"), ADDED: tr("added"), WITHDRAWN: tr("withdrawn")}


def _areas(one: Reissued, before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> Tuple[Area, Area]:
    return before.get(one.other_uid), after.get(one.parcel_uid)


def _row(one: Reissued, before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> Cells:
    old, new = _areas(one, before, after)
    changed: object = "-" if old is None or new is None or old == new else new - old
    return (one.source_no or "-", verdicts()[one.verdict], changes_in_words(one.what), "-" if old is None else old,
            "-" if new is None else new, changed)


def _lead(done: Prepared, before: Mapping[str, Decimal], after: Mapping[str, Decimal]) -> str:
    """Return how many parcels there are of each verdict, with their 亩, and that they are no overlaps."""
    parts = []
    for verdict, word in verdicts().items():
        rows = [_areas(one, before, after) for one in done.reissued if one.verdict == verdict]
        old, new = (sum((pair[at] or Decimal("0.00") for pair in rows), Decimal("0.00")) for at in (0, 1))
        area = f"{new}" if verdict == ADDED else f"{old}" if verdict == WITHDRAWN or old == new else f"{old} → {new}"
        parts.append(tr("{verdict} {count} ({area} mu)").format(verdict=word, count=len(rows), area=area))
    met = len(done.pairs) - len(of_other_sources(done))
    if met:
        parts.append(tr("{count} pairs on the same ground with this batch are no overlaps of two sources: it counts no "
                          "more.").format(count=met))
    return tr("; ").join(parts)


def changes_in_words(what: str) -> str:
    """Return what changed of a parcel: the outline, and fields as they are called."""
    words = {"geometry": tr("outline"), **{m: meaning_label(m) for m in ("source_no", "monitored_area")}}
    return tr(", ").join(words.get(name, name) for name in what.split(",") if name) or "-"
