"""Deciding what fieldwork brings home, row by row: what is new is recorded, what the office changed meanwhile is listed.

Three states of every answer are compared: as it went out (or as this project last brought it home), as it stands in the
ledger, and as it came home. A second home-coming so finds nothing new, and the office's own corrections stand.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any, Collection, Dict, List, Mapping, NamedTuple, Set, Tuple

from ...domain.answers import Answer, is_empty
from ...domain.casework import people_of
from ...domain.codes import normalised
from ...domain.errors import BadInput, NotAllowed
from ...domain.forms import Campaign
from ...domain.parcel import CaseState, Change, Parcel
from ...domain.progress import Feedback
from ...domain.survey import Form, answers_of, payload_of
from ...i18n import language, message, tr
from ...ledger.cases.campaigns import campaign_for
from ...ledger.cases.groups import HOME
from ...ledger.cases.parcel_facts import ParcelFacts
from ...ledger.door import next_status
from ...ledger.ledger import Ledger
from ...ledger.reissues import replaced
from ..findings import ACTION, RowRefused, sentences, weighed
from .layout import SURVEYORS, came_home, column, digest, fields_of, office, seen_home
from .photos import Photos, judge_photos
from .residuals import ACTION as DRAW
from .residuals import Left, judge_residuals
from .working_copy import OUTLINE, PREFIX, Base, WorkingCopy, reopened

UNDO = "undo"


class Row(NamedTuple):
    """A row that is not recorded, or only with a doubt: its number, its parcel's number and the sentence."""

    row: int
    number: str
    reason: str


class Conflict(NamedTuple):
    """A field of a row that the office changed meanwhile: what it was called, went out as, is in the ledger, came home as."""

    row: int
    number: str
    field: str
    before: str
    office: str
    brought: str


@dataclass(frozen=True)
class Recorded:
    """A row whose answers will be recorded."""

    row: int
    parcel: Parcel
    answers: Dict[str, Answer]


@dataclass
class HomeComing:
    """What a working copy brings; nothing of it is written yet.

    :param unchanged: rows nobody edited. :param already: rows whose edits are in the ledger, or came home before.
    :param moved: rows whose outline was changed. :param contested: parcels refused because the office changed them.
    :param versions: of the cases as they were judged.
    """

    copy: WorkingCopy
    group: str
    recorded: List[Recorded] = field(default_factory=list)
    refused: List[Row] = field(default_factory=list)
    doubts: List[Row] = field(default_factory=list)
    moved: List[Row] = field(default_factory=list)
    conflicts: List[Conflict] = field(default_factory=list)
    contested: Set[str] = field(default_factory=set)
    versions: Dict[str, int] = field(default_factory=dict)
    remarks: List[str] = field(default_factory=list)
    masked: List[int] = field(default_factory=list)
    unchanged: int = 0
    already: int = 0
    gone: int = 0
    photos: Photos = field(default_factory=Photos)
    left: Left = field(default_factory=Left)


def judge(ledger: Ledger, copy: WorkingCopy, taken: Collection[str], feedback: Feedback) -> HomeComing:
    """Decide on every row and photo of a working copy; nothing is written.

    :param taken: numbers or uids of parcels whose answers a person decided to take although the office changed them meanwhile.
    :raises BadInput: when the project is another ledger's, or ``taken`` names a parcel that is not in it, or several of it.
    """
    if copy.about["ledger_uuid"] != ledger.meta["ledger_uuid"]:
        raise BadInput(tr("{path} was written from another ledger ({name}): open that one."), path=copy.path,
                       name=copy.about.get("ledger_name", ""))
    judging = _Judge(ledger, copy, {normalised(number) for number in taken})
    judging.run(feedback)
    judging.found.photos = judge_photos(ledger, copy, judging.parcels, judging.cases, feedback)
    judging.found.left = judge_residuals(ledger, copy, judging.parcels, judging.cases, judging.replaced, feedback)
    return judging.found


class _Judge:
    """Holds what every row needs."""

    def __init__(self, ledger: Ledger, copy: WorkingCopy, taken: Set[str]) -> None:
        self.ledger, self.copy, self.taken = ledger, copy, taken
        export = copy.about["export_id"]
        self.found = HomeComing(copy, export[:PREFIX] + HOME + ledger.new_uid()[PREFIX + 1:])
        self.campaign: Campaign = campaign_for(ledger, copy.about["campaign"])
        self.parcels = {one.parcel_uid: one for one in ledger.parcels(list(copy.base), geometry=False)}
        self.cases = {one.parcel_uid: one for one in ledger.cases(list(copy.base))}
        self.found.versions = {uid: case.version for uid, case in self.cases.items()}
        self.facts, self.names, self.replaced = ParcelFacts(ledger), ledger.people.by_id(), replaced(ledger)
        self.active = Counter(one.name for one in ledger.people.all() if one.active)
        if copy.about["form_version"] != self.campaign.version:
            self.found.remarks.append(tr("The survey form is version {now} now, the project was written with {before}: what the "
                                         "form no longer asks stays in the folder.").format(
                now=self.campaign.version, before=copy.about["form_version"]))
        self.columns = [column(one.code) for one in fields_of(self.form)]
        unknown = taken - {name for one in self.parcels.values() for name in _called(one)}
        if unknown:
            raise BadInput(tr("TAKE names {number}, which is no parcel of this field project."), number=sorted(unknown)[0])
        for number in sorted(taken):
            called = sorted(uid for uid, one in self.parcels.items() if number in _called(one))
            if len(called) > 1:
                raise BadInput(tr("TAKE names {number}, but {count} parcels of this field project have that number: name the one "
                                  "you mean by its parcel_uid ({uids})."), number=number, count=len(called),
                               uids=", ".join(called))

    @property
    def form(self) -> Form:
        """The form the project asked."""
        return self.campaign.form

    def run(self, feedback: Feedback) -> None:
        """Judge every row of the parcels' table."""
        seen: Dict[str, int] = {}
        for done, cells in enumerate(self.copy.parcels):
            feedback.check()
            feedback.progress(60.0 * done / len(self.copy.parcels))
            row, uid = int(cells["fid"]), str(cells.get("parcel_uid") or "")
            try:
                if uid in seen:
                    raise RowRefused(tr("row {row} is about the same parcel: keep one of the two").format(row=seen[uid]))
                self._row(row, self._parcel(uid), cells)
                seen[uid] = row
            except RowRefused as reason:
                number = self.parcels[uid].source_no if uid in self.parcels else str(cells.get("source_no") or "—")
                self.found.refused.append(Row(row, number, str(reason)))
        self.found.gone = len(set(self.copy.base) - {str(cells.get("parcel_uid") or "") for cells in self.copy.parcels})

    def _parcel(self, uid: str) -> Parcel:
        if uid not in self.copy.base:
            raise RowRefused(tr("the row was added in the field: draw such a parcel in the program"))
        if uid not in self.parcels or uid not in self.cases:
            raise RowRefused(tr("the ledger has no parcel with parcel_uid {uid}").format(uid=uid))
        return self.parcels[uid]

    def _row(self, row: int, parcel: Parcel, cells: Mapping[str, Any]) -> None:
        if cells[OUTLINE] != self.copy.base[parcel.parcel_uid].outline:
            self.found.moved.append(Row(row, parcel.source_no, tr("outlines do not come home: redraw it in the program if it is "
                                                                  "wrong")))
        uid, base, case = parcel.parcel_uid, self.copy.base[parcel.parcel_uid], self.cases[parcel.parcel_uid]
        if case.version == base.version and digest(cells.get(one) for one in self.columns) == base.sent:
            self.found.unchanged += 1
            return
        read, hits = came_home(self.form, cells)
        home = {one.code: read.values[one.code] for one in fields_of(self.form) if one.code in read.values}
        touched = bool(_differing(home, base.answers))
        if not touched and case.version == base.version:
            self.found.unchanged += 1
            return
        reference = {**base.answers, **self._brought_before(uid, base)}
        edited = _differing(home, reference)
        now = office(self.form, case, self.names)
        todo = [code for code in edited if not _same(now.get(code), home[code])]
        if not todo:
            self.found.already += int(touched)
            self.found.unchanged += int(not touched)
            return
        if hits:
            self.found.masked.append(row)
        problems = [one for one in read.problems if one.field in todo]
        if problems:
            raise RowRefused(sentences(problems))
        self._uncontested(row, parcel, case, reference, now, home)
        self._may_record(parcel, case, {code: home[code] for code in todo}, row)

    def _brought_before(self, uid: str, base: Base) -> Dict[str, Answer]:
        """Return the answers that this project brought home earlier, the latest of each; what was undone does not count."""
        events = [(event.seq, event.payload()) for event in self.ledger.events(uid) if event.seq > base.seq]
        undone: Set[int] = set()
        for seq, body in reversed(events):
            if body["action"] == UNDO and seq not in undone:
                undone.add(int(body["payload"]["seq"]))
        brought: Dict[str, Answer] = {}
        for seq, body in events:
            if seq not in undone and str(body.get("group", "")).startswith(self.found.group[:PREFIX]):
                told = {key[6:] if key.startswith("facts.") else key: value for key, value in body.get("set", {}).items()}
                answers = {code: _listed(self.form, code, value) for code, value in told.items() if code in self.form.by_code}
                there = seen_home(self.form, answers, self.names)
                brought.update({code: there.get(code, "") for code in answers})
        return brought

    def _uncontested(self, row: int, parcel: Parcel, case: CaseState, reference: Mapping[str, Answer],
                     now: Mapping[str, Answer], home: Mapping[str, Answer]) -> None:
        """Refuse a row whose case the office changed, unless a person decided for the field; never across rounds."""
        base = self.copy.base[parcel.parcel_uid]
        if case.round != base.round:
            self.found.contested.add(parcel.parcel_uid)
            raise RowRefused(reopened(case.round, base.round))
        if self.taken & _called(parcel):
            return
        known = {code: now.get(code, "") for code in (*reference, *now) if code in self.form.by_code}
        theirs = [code for code in _differing(known, reference) if not _same(now.get(code), home.get(code))]
        if not theirs:
            return
        self.found.contested.add(parcel.parcel_uid)
        mine = [code for code in _differing(home, reference) if code not in theirs]
        for code in (*theirs, *mine):
            said = [self._said(code, values) for values in (reference, now, home)]
            self.found.conflicts.append(Conflict(row, parcel.source_no, self.form.by_code[code].words.said(language()), *said))
        raise RowRefused(tr("{who} changed the case at the office meanwhile: {fields}").format(
            who=case.updated_by, fields=tr(", ").join(self.form.by_code[code].words.said(language()) for code in theirs)))

    def _said(self, code: str, answers: Mapping[str, Answer]) -> str:
        answer = answers.get(code, "")
        return self.form.by_code[code].said(answer, language()) if not is_empty(answer) else "—"

    def _may_record(self, parcel: Parcel, case: CaseState, answers: Dict[str, Answer], row: int) -> None:
        gone = self.replaced.get(parcel.parcel_uid)
        if gone is not None:
            raise RowRefused(tr("nothing can be recorded of this parcel any more. {reason}").format(reason=gone.sentence()))
        try:
            next_status(self.ledger.workflow, self.ledger.dictionaries, ACTION, case.status, case.hold)
        except NotAllowed as error:
            raise RowRefused(message(error)) from error
        self._told_apart(str(answers.get(SURVEYORS) or ""))
        wrong, doubts = weighed(self.form, answers_of(case), answers, self.facts.of(parcel.parcel_uid))
        if wrong:
            raise RowRefused(wrong)
        self.found.doubts += [Row(row, parcel.source_no, doubt) for doubt in doubts]
        self.found.recorded.append(Recorded(row, parcel, answers))

    def _told_apart(self, surveyors: str) -> None:
        """Refuse names that several active people have."""
        for name in people_of(surveyors):
            if self.active[name] > 1:
                raise RowRefused(tr("{count} people are called {name}: choose one from the list of people.").format(
                    count=self.active[name], name=name))


def _called(parcel: Parcel) -> Set[str]:
    """Return what names a parcel: its number (others may have it too) and its uid."""
    return {normalised(parcel.source_no), normalised(parcel.parcel_uid)}


def _listed(form: Form, code: str, value: Any) -> Answer:
    """Return a value of an event as an answer: columns that hold several codes hold them with commas."""
    if form.by_code[code].kind == "codes" and isinstance(value, str):
        return [one for one in value.split(",") if one]
    return list(value) if isinstance(value, (list, tuple)) else str(value or "")


def _same(one: Any, other: Any) -> bool:
    return (is_empty(one) and is_empty(other)) or one == other


def _differing(values: Mapping[str, Answer], reference: Mapping[str, Answer]) -> List[str]:
    return [code for code, value in values.items() if not _same(value, reference.get(code))]


def changes(found: HomeComing) -> List[Change]:
    """Return the changes of a home-coming in the order they are applied: photos, what is left on the ground, then answers.

    They expect the versions that were judged.
    """
    versions = dict(found.versions)
    made: List[Change] = []

    def add(uid: str, action: str, payload: Dict[str, Any], attachments: Tuple[str, ...] = ()) -> None:
        made.append(Change(uid, versions[uid], action, payload, attachments))
        versions[uid] += 1

    for photo in found.photos.attached:
        add(photo.parcel.parcel_uid, "attach", {"role": photo.role, "files": [photo.file()], "caption": photo.caption},
            (photo.sha256,))
    for drawn in found.left.recorded:
        add(drawn.parcel.parcel_uid, DRAW, drawn.payload())
    for one in found.recorded:
        add(one.parcel.parcel_uid, ACTION, payload_of(one.answers))
    return made
