"""The anti-fake report (防虚假整改核查报告) as a page and a workbook: noticed, explained by whom, still open."""

from __future__ import annotations

import datetime
from html import escape
from pathlib import Path
from typing import List, Optional, Sequence

from ..domain.change_rules import RULE, Profile
from ..i18n import language, tr
from ..ledger.ledger import Ledger
from ..photo_words import ALARM
from ..webpage import STYLE, Cells, figures, notes, signatures, table, whole_page
from ..workbook import Book, Cell, Column, writing
from .antifake import Suspicion, Suspicions, by_kind, by_person, by_township, state_word

_STYLE = STYLE + """
body{max-width:88em}.muted{color:#666;font-size:14px}.sums td:not(:first-child){text-align:right}
.sums.people td:nth-child(2){text-align:left}.totalled tbody tr:first-child td{background:#FFF2CC;font-weight:bold}
h3{font-size:1.15em;margin:1.6em 0 .4em}
.open td:nth-child(-n+4),.open td:nth-child(7),.told td:nth-child(-n+3){white-space:nowrap}
.told td:nth-child(7),.told td:nth-child(8),.told td:nth-child(10),.told td:nth-child(11){white-space:nowrap}
.told td:nth-child(9){min-width:9em}.open td:nth-child(9){min-width:6em}
.legal{margin:.6em 0 1em;padding:.45em .8em;border-left:.4em solid #2d6a4f;background:#eaf5eb}
@media print{.listed table{font-size:8.5pt}.listed td,.listed th{padding:.2em .4em}.figures b{font-size:1.3em}
.figures div{padding:.2em .7em}.sign{break-inside:avoid}}
"""


class AntifakeReport:
    """Words what was noticed of a selection for people."""

    def __init__(self, ledger: Ledger, found: Suspicions, where: str, made_at: str) -> None:
        self._ledger, self._found, self._where, self._made = ledger, found, where, made_at

    def html(self) -> str:
        """Return the page; every text of the data is escaped."""
        found, whole = self._found, self._found.whole
        boxes = figures([
            (tr("parcels"), whole.parcels, False), (tr("with something noticed"), whole.flagged, False),
            (tr("suspicions"), whole.noticed, False), (tr("still open"), whole.open, True),
            (tr("explained or accepted"), whole.explained, False), (tr("settled since"), whole.settled, False),
            (tr("found to be a fake by a person"), whole.confirmed, True)])
        townships: List[Cells] = [(tr("Total"), *whole), *((name or "—", *sums) for name, sums in by_township(found))]
        kinds: List[Cells] = [(name, *sums[1:]) for name, sums in by_kind(found)]
        body = [
            f'<p class="muted">{escape(self._origin())}</p>', f'<p class="legal">{escape(_meaning())}</p>', boxes,
            _with("sums totalled", table(tr("By township"), [tr("township"), *_sum_words()], townships, small=True)),
            _with("sums people", table(tr("By person in charge"), [
                tr("responsible as"), tr("person in charge"), *_sum_words()],
                                       self._people(), _people_words(), small=True)),
            _with("sums", table(tr("By what was noticed"), [tr("what was noticed"), *_sum_words()[1:]], kinds, small=True)),
            _with("listed open", table(tr("Still open"), _open_words(), [self._open(one) for one in found.open])),
            _with("listed told", table(tr("Answered or settled"), _answered_words(),
                                       [self._answered(one) for one in found.answered])),
            notes(tr("How to read this"), self._remarks()), signatures()]
        return whole_page(self._title(), [part for part in body if part], _STYLE)

    def write(self, path: Path) -> None:
        """Write the workbook: open, answered, by township, by person in charge, by kind."""
        found = self._found
        created = datetime.datetime(found.as_of.year, found.as_of.month, found.as_of.day)
        remarks = [self._origin(), _meaning(), *self._remarks()]
        with writing(path, self._title(), self._ledger.meta["name"], created) as book:
            listed = [self._row(number, one) for number, one in enumerate(found.found, 1)]
            book.table(tr("Suspicions"), self._title(), remarks, _columns(), listed, keep=2)
            sums = tuple(found.whole)
            self._summary(book, tr("By township"), [(tr("Township"), 20.0, "text")], _sum_columns(),
                          [[name or "—", *row] for name, row in by_township(found)], [tr("Total"), *sums])
            self._summary(book, tr("By person in charge"), [
                (tr("Responsible as"), 22.0, "text"), (tr("Person in charge"), 14.0, "text")], _sum_columns(),
                self._people(), None, _people_words())
            self._summary(book, tr("By what was noticed"), [(tr("What was noticed"), 40.0, "text")], _sum_columns()[1:],
                          [[name, *row[1:]] for name, row in by_kind(found)], None)

    def _summary(self, book: Book, name: str, head: Sequence[Column], columns: Sequence[Column], rows: Sequence[Sequence[Cell]],
                 total: Optional[Sequence[Cell]], more: str = "") -> None:
        heading = tr("{county}: {list}").format(county=self._ledger.meta["name"], list=name)
        book.table(name, heading, [self._origin(), *([more] if more else [])], [*head, *columns], rows, total)

    # -- words ------------------------------------------------------------------------------------------------------------

    def _title(self) -> str:
        return tr("Check against fake rectification: {county}").format(county=self._ledger.meta["name"])

    def _origin(self) -> str:
        return tr("Selection: {where}. As of {date}. Ledger {ledger}, event {seq}; made {when}, software {version}.").format(
            where=self._where or tr("all parcels"), date=self._found.as_of.isoformat(), ledger=self._ledger.meta["name"],
            seq=self._ledger.last_seq(), when=self._made[:19].replace("T", " "), version=self._ledger.app)

    def _remarks(self) -> List[str]:
        profile = Profile.from_rule(self._ledger.rule(RULE))
        lines = [
            tr("Open: nobody answered it yet. Explained or accepted: a person said so, with name and day. Settled since: what "
               "was left is recorded as gone, the case was opened again, or a later image was compared."),
            tr("A parcel on which something was noticed says nothing of the person in charge of it."),
            tr("Photos by version {photos} of their rules, images by version {images} of theirs; rules {rules}.").format(
                photos=self._ledger.photo_rules().version, images=profile.version, rules=self._ledger.meta["rule_version"])]
        if self._found.hints:
            lines.append(tr("{count} hints on photos (no position, viewing direction, saved again) are not listed: they stand "
                            "with the photos.").format(count=self._found.hints))
        return lines

    def _people(self) -> List[List[Cell]]:
        slots = self._ledger.dictionary("duty_slot")
        return [[slots.label(slot, language()) if slot else tr("nobody named"), name or "—", *sums]
                for slot, name, sums in by_person(self._found)]

    # -- rows -------------------------------------------------------------------------------------------------------------

    def _open(self, one: Suspicion) -> Cells:
        return (one.number, _place(one), one.status, _weight(one), one.title, one.text, one.day.isoformat(), one.about,
                one.in_charge or "—")

    def _answered(self, one: Suspicion) -> Cells:
        answer = one.answer
        said = state_word(self._ledger, answer.state)
        return (one.number, _place(one), one.status, one.title, one.text, one.about, one.day.isoformat(), said,
                answer.words or "—", answer.by or "—", answer.day.isoformat() if answer.day else "—")

    def _row(self, number: int, one: Suspicion) -> List[Cell]:
        answer = one.answer
        return [number, one.number, one.township, one.village, one.status, _weight(one), one.title, one.text, one.about, one.day,
                one.in_charge, state_word(self._ledger, answer.state), answer.words, answer.by, answer.day]


def _place(one: Suspicion) -> str:
    return " ".join(filter(None, (one.township, one.village)))


def _weight(one: Suspicion) -> str:
    return tr("look first") if one.weight == ALARM else tr("look at")


def _with(how: str, part: str) -> str:
    return f'<div class="{how}">{part}</div>' if part else ""


def _meaning() -> str:
    return tr("A suspicion is a reason to look, never a finding: images, photos and dates are held against one another by the "
              "program, a person looks, explains, or finds out.")


def _people_words() -> str:
    return tr("Everybody named in a responsibility of a parcel of the selection; a parcel counts for each of them.")


def _sum_words() -> List[str]:
    return [name.lower() if language() == "en" else name for name, _, _ in _sum_columns()]


def _sum_columns() -> List[Column]:
    return [(tr("Parcels"), 10, "int"), (tr("Parcels noticed"), 12, "int"), (tr("Suspicions"), 12, "int"),
            (tr("Unanswered"), 10, "int"), (tr("Explained or accepted"), 14, "int"), (tr("Settled since"), 12, "int"),
            (tr("Found to be a fake"), 14, "int")]


def _open_words() -> List[str]:
    return [tr("number"), tr("place"), tr("status"), tr("weight"), tr("what was noticed"), tr("in detail"), tr("noticed on"),
            tr("about"), tr("in charge")]


def _answered_words() -> List[str]:
    return [tr("number"), tr("place"), tr("status"), tr("what was noticed"), tr("in detail"), tr("about"), tr("noticed on"),
            tr("answer"), tr("in words"), tr("answered by"), tr("answered on")]


def _columns() -> List[Column]:
    return [
        (tr("No."), 5, "int"), (tr("Parcel no."), 20, "text"), (tr("Township"), 11, "text"), (tr("Village"), 10, "text"),
        (tr("Status"), 9, "text"), (tr("Weight"), 9, "text"), (tr("What was noticed"), 22, "text"),
        (tr("In detail"), 48, "text"), (tr("About"), 16, "text"), (tr("Noticed on"), 11, "date"),
        (tr("In charge"), 16, "text"), (tr("Answer"), 10, "text"),
        (tr("In words"), 24, "text"), (tr("Answered by"), 10, "text"), (tr("Answered on"), 11, "date")]
