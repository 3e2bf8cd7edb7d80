"""Signatures from scanned forms: each parcel of a page is judged as if it were signed alone, then a scan is written at once."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Set, Tuple

from ..domain.casework import Dossier, chain_of
from ..domain.errors import BadInput, FarmlandError, NotAllowed
from ..domain.parcel import Change
from ..domain.people import Person
from ..domain.signform import FormParcel
from ..domain.signoff import AGREE, Signature, check_signature, next_level, progress
from ..domain.workflow import Stage
from ..i18n import language, message, tr
from ..ledger.cases.dossiers import dossier_of
from ..ledger.cases.wording import spoken
from ..ledger.ledger import Ledger
from ..ledger.media import Stored
from ..ledger.places import Places
from .sign_scans import Matched

METHOD = "paper"
HOUSEHOLD = "household"
PENDING = "scan"


@dataclass(frozen=True)
class Signed:
    """A row of a scanned page that is signed: who signs, one change a signature."""

    scan: Matched
    parcel: FormParcel
    number: str
    people: Tuple[str, ...]
    version: int


@dataclass(frozen=True)
class NotSigned:
    """A row of a scanned page that is not, and why."""

    scan: Matched
    parcel: FormParcel
    number: str
    why: str


@dataclass
class Judged:
    """All rows of the scans, in the order in which they are written."""

    signed: List[Signed] = field(default_factory=list)
    refused: List[NotSigned] = field(default_factory=list)


@dataclass(frozen=True)
class Asked:
    """What goes for every scan of a run.

    :param people: ids of who signed; empty takes whoever has the level's role where the parcels lie. :param signed_at: ISO
        date. :param left_out: numbers of parcels whose line is not signed.
    """

    signed_at: str
    people: Tuple[str, ...] = ()
    left_out: Tuple[str, ...] = ()
    opinion: str = ""


class Judge:
    """Judges the rows of matched scans against the ledger, each as if those before it were written already."""

    def __init__(self, ledger: Ledger, asked: Asked) -> None:
        self._ledger, self._asked = ledger, asked
        self._everybody = [one for one in ledger.people.all() if one.active]
        self._methods = ledger.dictionary("sign_method")
        self._places = Places(ledger)
        self._before: Dict[str, List[Signature]] = {}
        self._left_out = {text.strip() for text in asked.left_out if text.strip()}

    def judge(self, scans: Sequence[Matched]) -> Judged:
        """Return what becomes of every row; lower levels are taken first."""
        judged = Judged()
        seen: Set[Tuple[str, int]] = set()
        for scan in sorted(scans, key=lambda one: (one.form.level, str(one.path), one.sheet)):
            page = (scan.form.form_id, scan.page.number)
            for parcel in scan.parcels:
                number = self._ledger.parcel(parcel.parcel_uid).source_no or parcel.parcel_uid
                try:
                    if page in seen:
                        raise NotAllowed(tr("This page of the form was scanned before ({name})."), name=_earlier(scan))
                    judged.signed.append(self._row(scan, parcel, number))
                except FarmlandError as error:
                    judged.refused.append(NotSigned(scan, parcel, number, message(error)))
            seen.add(page)
        return judged

    def _row(self, scan: Matched, parcel: FormParcel, number: str) -> Signed:
        """Return who signs a row.

        :raises FarmlandError: when its signature would be refused, or was not given.
        """
        if number in self._left_out or parcel.parcel_uid in self._left_out:
            raise NotAllowed(tr("Left out: this line is not signed."))
        case = self._ledger.case(parcel.parcel_uid)
        dossier = dossier_of(self._ledger, case)
        before = self._before.setdefault(parcel.parcel_uid, [])
        dossier = replace(dossier, signatures=(*dossier.signatures, *before))
        stage = self._stage(scan, dossier)
        if dossier.subjects[stage.name] != parcel.subject_hash:
            raise NotAllowed(tr("The facts have changed since this form was printed: print it again and have it signed anew."))
        people = self._people(scan, dossier)
        for person in people:
            before.append(self._given(scan, dossier, stage, person))
            dossier = replace(dossier, signatures=(*dossier.signatures, before[-1]))
        return Signed(scan, parcel, number, tuple(one.person_id for one in people), case.version)

    def _stage(self, scan: Matched, dossier: Dossier) -> Stage:
        case, stage = dossier.case, self._ledger.workflow.stages.get(scan.form.stage)
        if case.hold:
            raise NotAllowed(tr("The case is on hold ({hold}): release it first."),
                             hold=self._ledger.dictionary("hold").label(case.hold, language()))
        if stage is None or stage.state != case.status:
            raise NotAllowed(tr("The case stands at {status}: nothing is to be signed there."),
                             status=self._ledger.dictionary("status").label(case.status, language()))
        return stage

    def _given(self, scan: Matched, dossier: Dossier, stage: Stage, person: Person) -> Signature:
        """Return one signature as it would be written.

        :raises FarmlandError: when it would be refused.
        """
        chain = self._ledger.workflow.chains[chain_of(self._ledger.workflow, dossier, stage)]
        seal = dossier.subjects[stage.name]
        states = progress(chain, dossier.of_stage(stage.name), seal)
        turn = next_level(states)
        if turn is not None and turn.number < scan.form.level:
            raise NotAllowed(tr("Level {level} has not signed yet: it signs first."), level=turn.number)
        if turn is None or turn.number > scan.form.level:
            raise NotAllowed(tr("Level {level} has signed already."), level=scan.form.level)
        try:
            check_signature(states, {"person_id": person.person_id, "method": METHOD, "attachment": PENDING, "decision": AGREE},
                            self._methods, person.roles)
        except NotAllowed as error:
            raise spoken(error, self._ledger) from error
        return Signature(PENDING, dossier.case.parcel_uid, dossier.case.round, stage.name, scan.form.level, scan.form.role,
                         person.person_id, METHOD, AGREE, seal)

    def _people(self, scan: Matched, dossier: Dossier) -> List[Person]:
        """Return who signed a row at the form's level.

        :raises NotAllowed: when that does not follow from the people named and from where the parcel lies.
        """
        workflow = self._ledger.workflow
        chain = workflow.chains[chain_of(workflow, dossier, workflow.stages[scan.form.stage])]
        wanted = chain[scan.form.level - 1].people if scan.form.level <= len(chain) else 1
        fitting = [one for one in self._everybody if scan.form.role in one.roles]
        if self._asked.people:
            fitting = [one for one in fitting if one.person_id in self._asked.people]
        elif scan.form.role == HOUSEHOLD:
            fitting = [one for one in fitting if one.person_id in dossier.duties.get(HOUSEHOLD, ())]
        if len(fitting) > wanted:
            fitting = self._near(fitting, dossier.case.parcel_uid) or fitting
        role = self._ledger.dictionary("role").label(scan.form.role, language())
        if len(fitting) < wanted:
            raise NotAllowed(tr("Who signed as {role}? {count} people are needed: name them, or give them the role."),
                             role=role, count=wanted)
        if len(fitting) > wanted:
            raise NotAllowed(tr("Who signed as {role}? Several people have the role here: name who signed."), role=role)
        return fitting

    def _near(self, people: List[Person], uid: str) -> List[Person]:
        parcel = next(iter(self._ledger.parcels([uid], geometry=False)))
        village = {parcel.village, self._places.village(parcel)} - {""}
        township = {parcel.township, self._places.township(parcel)} - {""}
        return [one for one in people if one.village in village] or \
            [one for one in people if not one.village and one.township in township]


def write(ledger: Ledger, judged: Judged, asked: Asked, feedback: Optional[Any] = None) -> List[NotSigned]:
    """Record the signatures, all of one scan in one transaction; return the rows of scans that were refused after all."""
    failed: List[NotSigned] = []
    by_scan: Dict[Path, List[Signed]] = {}
    for row in judged.signed:
        by_scan.setdefault(row.scan.path, []).append(row)
    versions: Dict[str, int] = {}
    for done, (path, rows) in enumerate(by_scan.items()):
        if feedback is not None:
            feedback.check()
        new = dict(versions)
        try:
            stored = ledger.media.add(path)
            applied = ledger.apply_many([change for row in rows for change in _changes(row, asked, stored, new)])
            versions = new
        except FarmlandError as error:
            failed += [NotSigned(row.scan, row.parcel, row.number, message(error)) for row in rows]
            applied = []
        if feedback is not None:
            feedback.say(tr("{name}: {count} signatures recorded").format(name=path.name, count=len(applied)))
            feedback.progress(100.0 * (done + 1) / len(by_scan))
    return failed


def _changes(row: Signed, asked: Asked, stored: Stored, versions: Dict[str, int]) -> List[Change]:
    version = versions.get(row.parcel.parcel_uid, row.version)
    versions[row.parcel.parcel_uid] = version + len(row.people)
    payload: Dict[str, Any] = {
        "method": METHOD, "decision": AGREE, "signed_at": asked.signed_at, "subject_hash": row.parcel.subject_hash,
        "attachment": stored.sha256, "files": [stored.to_dict()]}
    if asked.opinion:
        payload["opinion"] = asked.opinion
    return [Change(row.parcel.parcel_uid, version + number, "sign", {**payload, "person_id": person}, (stored.sha256,), person)
            for number, person in enumerate(row.people)]


def people_named(ledger: Ledger, texts: Sequence[str]) -> Tuple[str, ...]:
    """Return the ids of people given by id or name.

    :raises BadInput: for a name nobody has, or several have.
    """
    everybody = [one for one in ledger.people.all() if one.active]
    found = []
    for text in texts:
        same = [one.person_id for one in everybody if text in (one.person_id, one.name)]
        if not same:
            raise BadInput(tr("The ledger has no person {person}: enter the person first."), person=text)
        if len(same) > 1:
            raise BadInput(tr("{count} people are called {name}: choose one from the list of people."), count=len(same),
                           name=text)
        found += same
    return tuple(found)


def _earlier(scan: Matched) -> str:
    return scan.earlier.name if scan.earlier is not None else scan.path.name
