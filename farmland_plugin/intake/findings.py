"""Findings (核实认定意见) from a table: rows that are certain become changes, every other row is refused with a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple

from ..domain.codes import normalised
from ..domain.errors import BadInput, NotAllowed
from ..domain.parcel import CaseState, Change, Parcel
from ..domain.progress import Feedback
from ..i18n import message, tr
from ..ledger.door import next_status
from ..ledger.ledger import Ledger
from .dates import iso_date
from .mapping import recognise
from .personal import is_code, is_personal, masked
from .report import figures, notes, page, table
from .table import Table, read_table

ACTION = "record"
CODED = ("finding", "disposition", "category")
TEXTS = ("note", "surveyors")
MEANINGS = ("source_no", "batch", "parcel_uid", "source_file", *CODED, "note", "surveyed_on", "surveyors")
_SCIENTIFIC = re.compile(r"^\d(\.\d+)?[eE]\+?\d+$")


@dataclass(frozen=True)
class Accepted:
    """A row that will be applied: its number, its parcel and the change."""

    row: int
    parcel: Parcel
    change: Change


@dataclass(frozen=True)
class Refused:
    """A row that will not be applied, and why."""

    row: int
    number: str
    reason: str


@dataclass(frozen=True)
class Findings:
    """A table judged row by row; ``columns`` says which column was taken for what.

    :param withheld: columns of personal data that were left out. :param masked: rows in whose texts personal numbers were
        masked.
    """

    name: str
    columns: Dict[str, str]
    accepted: List[Accepted]
    refused: List[Refused]
    withheld: List[str]
    masked: List[int]


class RowRefused(Exception):
    """One row cannot be applied; the text is the sentence for the report."""


def judge(ledger: Ledger, path: Path, feedback: Feedback) -> Findings:
    """Read a table and decide on every row; nothing is written.

    Columns are recognised by the names in the ledger's dictionary ``field_alias``; a value may be a code, an English or
    a Chinese label; columns without a meaning are kept as facts, save personal data of parcel holders.

    :raises BadInput: when the table as a whole cannot be used.
    """
    aliases = {m: ledger.rule("field_alias").get(m, []) for m in MEANINGS}
    sheet = read_table(path, lambda cells: _is_heading(cells, aliases))
    columns = recognise(sheet.columns, aliases)
    if not sheet.rows:
        raise BadInput(tr("{path} has no rows below its headings."), path=path.name)
    return _Judge(ledger, columns, sheet, path.name).run(feedback)


def apply(ledger: Ledger, findings: Findings, feedback: Feedback) -> int:
    """Apply the accepted rows in one transaction; return how many."""
    if not findings.accepted:
        return 0
    return len(ledger.apply_many([row.change for row in findings.accepted], feedback))


def _is_heading(cells: Sequence[str], aliases: Mapping[str, Sequence[str]]) -> bool:
    found = recognise([cell for cell in cells if cell.strip()], aliases)
    return "source_no" in found or "parcel_uid" in found


class _Judge:
    """Decides on the rows of one table against one ledger."""

    def __init__(self, ledger: Ledger, columns: Dict[str, str], sheet: Table, name: str) -> None:
        self.ledger, self.columns, self.sheet, self.name = ledger, columns, sheet, name
        self.withheld = [column for column in sheet.columns if column not in columns.values() and is_personal(column)]
        self.masked: List[int] = []
        self.batches = {batch.batch_id: batch.name for batch in ledger.batches()}
        self.called = {batch.batch_id: {normalised(name) for name in (
            batch.batch_id, batch.name, batch.file_name, Path(batch.file_name).stem)} for batch in ledger.batches()}
        self.cases: Dict[str, CaseState] = {case.parcel_uid: case for case in ledger.cases()}
        self.by_uid: Dict[str, Parcel] = {}
        self.by_number: Dict[str, List[Parcel]] = {}
        for parcel in ledger.parcels(geometry=False):
            self.by_uid[parcel.parcel_uid] = parcel
            self.by_number.setdefault(normalised(parcel.source_no), []).append(parcel)

    def run(self, feedback: Feedback) -> Findings:
        """Return every row as accepted or refused."""
        accepted: List[Accepted] = []
        refused: List[Refused] = []
        taken: Dict[str, int] = {}
        for done, (row, cells) in enumerate(self.sheet.rows):
            feedback.check()
            feedback.progress(80.0 * done / len(self.sheet.rows))
            try:
                parcel = self._parcel(cells)
                if parcel.parcel_uid in taken:
                    raise RowRefused(tr("row {row} is about the same parcel: keep one of the two").format(
                        row=taken[parcel.parcel_uid]))
                accepted.append(Accepted(row, parcel, self._change(parcel, self._without_persons(row, cells))))
                taken[parcel.parcel_uid] = row
            except RowRefused as reason:
                refused.append(Refused(row, self._cell(cells, "source_no") or self._cell(cells, "parcel_uid"), str(reason)))
        return Findings(self.name, self.columns, accepted, refused, self.withheld, self.masked)

    def _without_persons(self, row: int, cells: Mapping[str, str]) -> Dict[str, str]:
        """Return a row's cells without the columns of personal data, personal numbers in the other texts masked."""
        kept: Dict[str, str] = {}
        number = 0
        for column, text in cells.items():
            if column not in self.withheld:
                kept[column], hits = (text, 0) if is_code(column) else masked(text)
                number += hits
        if number:
            self.masked.append(row)
        return kept

    def _cell(self, cells: Mapping[str, str], meaning: str) -> str:
        return cells.get(self.columns.get(meaning, ""), "").strip()

    def _parcel(self, cells: Mapping[str, str]) -> Parcel:
        """Return the one parcel a row is about."""
        uid = self._cell(cells, "parcel_uid")
        if uid:
            if uid not in self.by_uid:
                raise RowRefused(tr("the ledger has no parcel with parcel_uid {uid}").format(uid=uid))
            return self._same_number(self.by_uid[uid], self._cell(cells, "source_no"))
        number = self._cell(cells, "source_no")
        if not number:
            raise RowRefused(tr("the row has no parcel number"))
        if _SCIENTIFIC.match(number):
            raise RowRefused(tr("the spreadsheet turned the number into {number}: format the column as text and enter the "
                                "number again").format(number=number))
        found = self.by_number.get(normalised(number), [])
        if not found:
            raise RowRefused(tr("the ledger has no parcel with the number {number}").format(number=number))
        return self._only(self._narrowed(found, cells), number)

    @staticmethod
    def _same_number(parcel: Parcel, number: str) -> Parcel:
        if number and normalised(number) != normalised(parcel.source_no):
            raise RowRefused(tr("parcel_uid names the parcel {other}, the number says {number}").format(
                other=parcel.source_no, number=number))
        return parcel

    def _narrowed(self, found: List[Parcel], cells: Mapping[str, str]) -> List[Parcel]:
        batch, file = normalised(self._cell(cells, "batch")), normalised(self._cell(cells, "source_file"))
        if batch:
            found = [p for p in found if batch in self.called[p.batch_id]]
            if not found:
                raise RowRefused(tr("the number is not in the batch the row names ({batch})").format(
                    batch=self._cell(cells, "batch")))
        if file:
            found = [p for p in found if file in (normalised(p.source_file), normalised(Path(p.source_file).stem))]
            if not found:
                raise RowRefused(tr("the number is not in the file the row names ({file})").format(
                    file=self._cell(cells, "source_file")))
        return found

    def _only(self, found: List[Parcel], number: str) -> Parcel:
        if len(found) == 1:
            return found[0]
        places = sorted({f"{self.batches.get(p.batch_id, '?')} / {p.source_file}" for p in found})
        raise RowRefused(tr("{count} parcels have the number {number} ({places}): add a column batch (批次), source file "
                            "(来源文件) or parcel_uid").format(count=len(found), number=number, places="; ".join(places[:6])))

    def _change(self, parcel: Parcel, cells: Mapping[str, str]) -> Change:
        payload = self._payload(cells)
        if not any(key in payload for key in (*CODED, *TEXTS, "surveyed_on")):
            raise RowRefused(tr("the row records nothing: finding, disposition, category and note are empty"))
        case = self.cases[parcel.parcel_uid]
        try:
            next_status(self.ledger.workflow, self.ledger.dictionaries, ACTION, case.status, case.hold)
        except NotAllowed as error:
            raise RowRefused(message(error)) from error
        return Change(parcel.parcel_uid, case.version, ACTION, payload)

    def _payload(self, cells: Mapping[str, str]) -> Dict[str, Any]:
        payload: Dict[str, Any] = {}
        for meaning in CODED:
            text = self._cell(cells, meaning)
            if text:
                payload[meaning] = self._code(meaning, text)
        payload.update({m: self._cell(cells, m) for m in TEXTS if self._cell(cells, m)})
        surveyed = self._cell(cells, "surveyed_on")
        if surveyed:
            payload["surveyed_on"] = iso_date(surveyed)
            if payload["surveyed_on"] is None:
                raise RowRefused(tr("{value} is no date: write it as 2026-07-03").format(value=surveyed))
        known = set(self.columns.values())
        facts = {column: text for column, text in cells.items() if column not in known and text}
        if facts:
            payload["facts"] = facts
        return payload

    def _code(self, meaning: str, text: str) -> str:
        dictionary = self.ledger.dictionaries[meaning]
        entry = dictionary.find(text)
        if entry is None:
            raise RowRefused(tr("{value} is not in the dictionary {name} (column {column}); it has {known}").format(
                value=text, name=meaning, column=self.columns[meaning],
                known=", ".join(e.label_zh for e in dictionary.entries)))
        return entry.code


def personal_notes(findings: Findings) -> List[str]:
    """Return what was done about personal data, in sentences; nothing when there was none."""
    said = []
    if findings.withheld:
        said.append(tr("The columns {columns} hold personal data and were not recorded: the journal is never erased.").format(
            columns=", ".join(findings.withheld)))
    if findings.masked:
        said.append(tr("Identity-card or mobile numbers were masked in the rows {rows}.").format(
            rows=", ".join(map(str, findings.masked[:50])) + (" …" if len(findings.masked) > 50 else "")))
    return said


def report(findings: Findings, ledger: Ledger, applied: int, *, dry_run: bool,
           labels: Optional[str] = None) -> str:
    """Return the page that lists what was applied and, row by row, what was refused and why.

    :param labels: language of the dictionary labels, ``zh`` or ``en``.
    """
    spoken = labels or "en"
    rows: List[Tuple[object, ...]] = []
    for item in findings.accepted:
        payload = item.change.payload
        rows.append((item.row, item.parcel.source_no,
                     *(ledger.dictionaries[m].label(payload.get(m, ""), spoken) for m in CODED), payload.get("note", "")))
    title = tr("Findings from {name} (dry run: nothing was written)") if dry_run else tr("Findings from {name}")
    return page(title.format(name=findings.name), [
        figures([(tr("would be applied") if dry_run else tr("applied"), applied, False),
                 (tr("refused"), len(findings.refused), True)]),
        table(tr("Columns"), [tr("meaning"), tr("column")], sorted(findings.columns.items())),
        notes(tr("Personal data"), personal_notes(findings)),
        table(tr("Refused"), [tr("row"), tr("number"), tr("reason")],
              [(r.row, r.number, r.reason) for r in findings.refused]),
        table(tr("Accepted"), [tr("row"), tr("number"), tr("finding"), tr("disposition"), tr("category"), tr("note")], rows),
    ])
