"""Findings (核实认定意见) from a table: rows that are certain become changes, every other row is refused with a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Dict, List, Mapping, Optional, Sequence, Tuple

from ..domain.answers import AREAS, ERROR, Problem, is_empty
from ..domain.codes import normalised
from ..domain.errors import BadInput, NotAllowed
from ..domain.parcel import CaseState, Change, Parcel
from ..domain.progress import Feedback
from ..domain.readings import unit_in_text
from ..domain.survey import READ_ONLY, Answer, Form, Normalised, answers_of, payload_of
from ..i18n import language, message, tr
from ..ledger.cases.campaigns import campaign_for
from ..ledger.cases.parcel_facts import ParcelFacts
from ..ledger.door import next_status
from ..ledger.ledger import Ledger
from ..ledger.reissues import replaced
from ..webpage import figures, notes, table, whole_page
from .fields.mapping import recognise
from .personal import is_code, is_personal, masked
from .readers.table import Table, read_table

ACTION = "record"
CODED = ("finding", "disposition", "category")
WHERE = ("source_no", "batch", "parcel_uid", "source_file")
ANSWERS = (*CODED, "note", "surveyed_on", "surveyors")
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
        masked. :param doubts: (row, number, sentence) of accepted rows that somebody should look at.
    """

    name: str
    columns: Dict[str, str]
    accepted: List[Accepted]
    refused: List[Refused]
    withheld: List[str]
    masked: List[int]
    doubts: List[Tuple[int, str, str]]


class RowRefused(Exception):
    """One row cannot be applied; the text is the sentence for the report."""


def judge(ledger: Ledger, path: Path, feedback: Feedback) -> Findings:
    """Read a table and decide on every row; nothing is written.

    Columns are recognised by the names in the ledger's dictionary ``field_alias`` and, by code, label or alias, as
    fields of the survey form of each parcel's campaign. A value may be a code, an English or a Chinese label, several of
    them with commas between; a value that is none, and numbers that contradict one another, refuse the row. Columns
    without a meaning are kept as facts, save personal data of parcel holders.

    :raises BadInput: when the table as a whole cannot be used.
    """
    aliases = {m: ledger.rule("field_alias").get(m, []) for m in (*WHERE, *ANSWERS)}
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
        self.doubts: List[Tuple[int, str, str]] = []
        self.facts = ParcelFacts(ledger)
        self.by_form: Dict[str, Dict[str, Tuple[str, str]]] = {}  # campaign -> heading -> (field, unit of its heading)
        self.batches = {batch.batch_id: batch.name for batch in ledger.batches()}
        self.called = {batch.batch_id: {normalised(name) for name in (
            batch.batch_id, batch.name, batch.file_name, Path(batch.file_name).stem)} for batch in ledger.batches()}
        self.cases: Dict[str, CaseState] = {case.parcel_uid: case for case in ledger.cases()}
        self.gone = replaced(ledger)
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
                parcel = self._in_force(self._parcel(cells))
                if parcel.parcel_uid in taken:
                    raise RowRefused(tr("row {row} is about the same parcel: keep one of the two").format(
                        row=taken[parcel.parcel_uid]))
                accepted.append(Accepted(row, parcel, self._change(row, parcel, self._without_persons(row, cells))))
                taken[parcel.parcel_uid] = row
            except RowRefused as reason:
                refused.append(Refused(row, self._cell(cells, "source_no") or self._cell(cells, "parcel_uid"), str(reason)))
        asked = {code: heading for columns in self.by_form.values() for heading, (code, _unit) in columns.items()}
        return Findings(self.name, {**asked, **self.columns}, accepted, refused, self.withheld, self.masked, self.doubts)

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
        found = self._narrowed(found, cells)
        return self._only([parcel for parcel in found if parcel.parcel_uid not in self.gone] or found, number)

    def _in_force(self, parcel: Parcel) -> Parcel:
        gone = self.gone.get(parcel.parcel_uid)
        if gone is not None:
            raise RowRefused(tr("nothing can be recorded of this parcel any more. {reason}").format(reason=gone.sentence()))
        return parcel

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

    def _change(self, row: int, parcel: Parcel, cells: Mapping[str, str]) -> Change:
        case = self.cases[parcel.parcel_uid]
        form = campaign_for(self.ledger, case.campaign).form
        columns = self._columns(case.campaign, form)
        read = self._read(form, columns, cells)
        if not read.values:
            raise RowRefused(tr("the row records nothing: finding, disposition, category and note are empty"))
        try:
            next_status(self.ledger.workflow, self.ledger.dictionaries, ACTION, case.status, case.hold)
        except NotAllowed as error:
            raise RowRefused(message(error)) from error
        self._judge(row, parcel, form, read, answers_of(case))
        own = {heading: text for heading, text in cells.items()
               if text and heading not in columns and heading not in self.columns.values() and READ_ONLY not in heading}
        payload = payload_of(read.values)
        if own:
            payload["facts"] = {**own, **payload.get("facts", {})}
        return Change(parcel.parcel_uid, case.version, ACTION, payload)

    def _columns(self, campaign: str, form: Form) -> Dict[str, Tuple[str, str]]:
        """Return which columns are fields of a campaign's form, and the unit of area that a heading names."""
        if campaign not in self.by_form:
            found: Dict[str, Tuple[str, str]] = {}
            for heading in self.sheet.columns:
                field = form.column(heading)
                if field is not None and heading not in (*self.columns.values(), *self.withheld):
                    found[heading] = (field.code, unit_in_text(heading) if field.unit in AREAS else "")
            self.by_form[campaign] = found
        return self.by_form[campaign]

    def _read(self, form: Form, columns: Mapping[str, Tuple[str, str]], cells: Mapping[str, str]) -> Normalised:
        """Return a row's answers to the form.

        :raises RowRefused: for a value that is no code, number or date, or two columns that disagree.
        """
        answers = {meaning: self._cell(cells, meaning) for meaning in ANSWERS if self._cell(cells, meaning)}
        foreign = [meaning for meaning in answers if meaning not in form.by_code]
        if foreign:
            raise RowRefused(tr("the survey form of this campaign does not ask for {field} (column {column})").format(
                field=foreign[0], column=self.columns[foreign[0]]))
        units: Dict[str, str] = {}
        for heading, (code, unit) in columns.items():
            text = cells.get(heading, "").strip()
            if text and answers.setdefault(code, text) != text:
                raise RowRefused(tr("two columns say something else about {field}: keep one of them").format(
                    field=form.by_code[code].words.said(language())))
            if text:
                units[code] = unit
        read = form.normalise(answers, units)
        if read.problems:
            raise RowRefused(sentences(read.problems))
        return read

    def _judge(self, row: int, parcel: Parcel, form: Form, read: Normalised, before: Mapping[str, Answer]) -> None:
        """Hold the answers against one another and against those the case has; only what the row brings counts.

        :raises RowRefused: for a contradiction; doubts are noted.
        """
        wrong, doubts = weighed(form, before, read.values, self.facts.of(parcel.parcel_uid))
        if wrong:
            raise RowRefused(wrong)
        self.doubts += [(row, parcel.source_no, doubt) for doubt in doubts]


def weighed(form: Form, before: Mapping[str, Answer], brought: Mapping[str, Answer],
            facts: Mapping[str, Decimal]) -> Tuple[str, List[str]]:
    """Return what is wrong with answers that come to those a case has, '' when nothing is, and what is doubtful; in sentences.

    What was wrong before does not count. :param facts: what the ledger knows of the parcel.
    """
    known = {(one.field, one.sentence("en")) for one in form.check(before, facts)}
    after = {**before, **brought}
    new = [one for one in form.check(after, facts) if (one.field, one.sentence("en")) not in known]
    wrong = [one for one in new if one.severity == ERROR]
    doubts = [sentences(new)] if new and not wrong else []
    seen = form.visible(after)
    hidden = [form.by_code[code].words.said(language()) for code, value in brought.items()
              if code not in seen and not is_empty(value)]
    if hidden:
        doubts.append(tr("kept, but not asked for with this finding: {fields}").format(fields=tr(", ").join(hidden)))
    return sentences(wrong), doubts


def sentences(problems: Sequence[Problem]) -> str:
    return " ".join(one.sentence(language(), tr) for one in problems)


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
    return whole_page(title.format(name=findings.name), [
        figures([(tr("would be applied") if dry_run else tr("applied"), applied, False),
                 (tr("refused"), len(findings.refused), True)]),
        table(tr("Columns"), [tr("meaning"), tr("column")], sorted(findings.columns.items())),
        notes(tr("Personal data"), personal_notes(findings)),
        table(tr("Refused"), [tr("row"), tr("number"), tr("reason")],
              [(r.row, r.number, r.reason) for r in findings.refused]),
        table(tr("Recorded, but look at them again"), [tr("row"), tr("number"), tr("doubt")], findings.doubts),
        table(tr("Accepted"), [tr("row"), tr("number"), tr("finding"), tr("disposition"), tr("category"), tr("note")], rows),
    ])
