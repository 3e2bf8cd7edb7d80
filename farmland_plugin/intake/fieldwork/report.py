"""The page that says what fieldwork brought home: every row and photo is on it, whatever became of it."""

from __future__ import annotations

from typing import List, Sequence

from ...domain.survey import Form
from ...i18n import language, tr
from ...webpage import figures, notes, table, whole_page
from .judging import HomeComing, Recorded
from .photos import PhotoRow


def report(found: HomeComing, form: Form, *, dry_run: bool) -> str:
    """Return the page. :param dry_run: nothing was written."""
    photos, row, number, reason = found.photos, tr("row"), tr("number"), tr("reason")
    title = tr("Fieldwork from {name} (dry run: nothing was written)") if dry_run else tr("Fieldwork from {name}")
    photo_columns = [row, number, tr("file"), reason]
    return whole_page(title.format(name=found.copy.folder.name), [
        figures([
            (tr("would be recorded") if dry_run else tr("recorded"), len(found.recorded), False),
            (tr("refused"), len(found.refused), True), (tr("of them changed at the office"), len(found.contested), True),
            (tr("photos would be attached") if dry_run else tr("photos attached"), len(photos.attached), False),
            (tr("photos missing"), len(photos.missing), True), (tr("photos refused"), len(photos.refused), True),
            (tr("drawings of what is left"), len(found.left.recorded), False),
            (tr("drawings refused"), len(found.left.refused), True)]),
        notes(tr("Also"), remarks(found)),
        table(tr("Refused"), [row, number, reason], found.refused),
        table(tr("Changed at the office meanwhile"), [row, number, tr("field"), tr("went out as"), tr("in the ledger now"),
                                                      tr("came home as")], found.conflicts,
              tr("To take what the field brought, name the parcel under TAKE and run again; otherwise the ledger stands.")),
        table(tr("Photos that are missing"), photo_columns, photos.missing),
        table(tr("Photos refused"), photo_columns, photos.refused),
        table(tr("Photos of two parcels"), photo_columns, photos.twice),
        table(tr("Photos that no row names"), [tr("file")], [(name,) for name in photos.nameless],
              tr("They stay in the folder; attach them by hand where they belong.")),
        table(tr("Drawings of what is left, refused"), [row, number, reason], found.left.refused),
        table(tr("Outlines changed in the field"), [row, number, reason], found.moved),
        table(tr("Recorded, but look at them again"), [row, number, tr("doubt")], found.doubts),
        table(tr("Recorded"), [row, number, tr("answers")], [_told(one, form) for one in found.recorded]),
        table(tr("Left on the ground"), [row, number, tr("area, m²")],
              [(one.row, one.parcel.source_no, f"{one.area_m2:.2f}") for one in found.left.recorded]),
        table(tr("Photos attached"), [row, number, tr("file"), "SHA-256"],
              [(one.row, one.parcel.source_no, one.path.name, one.sha256) for one in photos.attached]),
    ])


def remarks(found: HomeComing) -> List[str]:
    """Return what else is to be said of a home-coming, in sentences."""
    said = [tr("{count} rows were not edited; the edits of {already} are in the ledger already; {photos} photos hang there "
               "already.").format(count=found.unchanged, already=found.already, photos=found.photos.already), *found.remarks]
    if found.gone:
        said.append(tr("{count} rows were deleted in the field: their parcels stay in the ledger as they are.").format(
            count=found.gone))
    if found.masked:
        said.append(tr("Identity-card or mobile numbers were masked in the rows {rows}.").format(
            rows=", ".join(map(str, found.masked[:50])) + (" …" if len(found.masked) > 50 else "")))
    said += [tr("{file} holds edits that a synchronisation did not merge: give it as INPUT, too.").format(file=name)
             for name in found.copy.conflicted]
    return said


def lines(found: HomeComing) -> List[str]:
    """Return what was refused or is missing, one sentence each, for the log."""
    said = [tr("Row {row} ({number}) refused: {reason}").format(row=one.row, number=one.number, reason=one.reason)
            for one in found.refused]
    said += [tr("Row {row} ({number}): {reason}").format(row=one.row, number=one.number, reason=one.reason)
             for one in found.moved]
    said += [tr("Drawing {row} ({number}) refused: {reason}").format(row=one.row, number=one.number, reason=one.reason)
             for one in found.left.refused]
    photos: Sequence[PhotoRow] = (*found.photos.missing, *found.photos.refused, *found.photos.twice)
    return said + [tr("Photo {row} ({number}, {path}): {reason}").format(
        row=one.row, number=one.number, path=one.path or "—", reason=one.reason) for one in photos]


def _told(one: Recorded, form: Form) -> Sequence[object]:
    answers = [f"{form.by_code[code].words.said(language())}: {form.by_code[code].said(value, language()) or '—'}"
               for code, value in one.answers.items()]
    return (one.row, one.parcel.source_no, "; ".join(answers))
