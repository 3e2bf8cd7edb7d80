"""What speaks against claimed rectifications, and what people said of it (杜绝虚假整改, 003-09): suspicions, never findings.

A suspicion (疑点) is a reason to look. It is open until a person answered it, or until what was done since settled it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Any, Dict, Iterable, List, Mapping, NamedTuple, Sequence, Tuple

from ..domain.imagery import Comparison
from ..domain.parcel import CaseState, Parcel
from ..domain.photos import FAKE
from ..domain.wkb import envelope
from ..domain.workdays import day_of
from ..i18n import language, tr
from ..imagery_words import REASONS, reason_sentence
from ..ledger.ledger import Ledger
from ..ledger.noticed import noticed
from ..ledger.places import Places
from ..photo_words import ALARM, FLAGS, HINT, level, sentence
from .antifake_signs import OPEN, SAME_PICTURE, SETTLED, Answer, Known, Sign, answered, kind_words, signs

JOIN = "、"
IN_CHARGE = ("supervision", "rectification", "leader", "township", "village", "grid")  # slots of duty that answer for the work


@dataclass(frozen=True)
class Suspicion:
    """One thing noticed of one parcel.

    :param weight: alarm or warn. :param text: a sentence with its figures. :param about: the photo or image it is about.
    :param day: when it was noticed. :param people: names of who is in charge, by slot of duty.
    """

    uid: str
    number: str
    township: str
    village: str
    status: str
    kind: str
    title: str
    weight: str
    text: str
    about: str
    day: datetime.date
    answer: Answer
    people: Mapping[str, Tuple[str, ...]] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether nobody answered it, and nothing settled it."""
        return self.answer.state == OPEN

    @property
    def in_charge(self) -> str:
        """Everybody in charge, each once."""
        return JOIN.join(dict.fromkeys(name for slot in IN_CHARGE for name in self.people.get(slot, ())))


@dataclass(frozen=True)
class Suspicions:
    """What was noticed of a selection up to a day.

    :param parcels: how many were asked for, by township. :param charged: how many each (slot, person) is in charge of.
    :param hints: flags on photos that are hints only and are not listed.
    """

    found: Tuple[Suspicion, ...]
    parcels: Mapping[str, int]
    charged: Mapping[Tuple[str, str], int]
    hints: int
    as_of: datetime.date

    @property
    def open(self) -> List[Suspicion]:
        """What nobody answered yet."""
        return [one for one in self.found if one.is_open]

    @property
    def answered(self) -> List[Suspicion]:
        """What people answered, or what was settled since."""
        return [one for one in self.found if not one.is_open]

    @property
    def whole(self) -> Tally:
        """The summary of everything."""
        return tally(sum(self.parcels.values()), self.found)


class Tally(NamedTuple):
    """One line of a summary: parcels in all and with something noticed, then what was noticed and what became of it."""

    parcels: int
    flagged: int
    noticed: int
    open: int
    explained: int
    settled: int
    confirmed: int


def tally(parcels: int, some: Iterable[Suspicion]) -> Tally:
    """Return the summary of what was noticed of so many parcels; open + explained + settled + confirmed = noticed."""
    listed = list(some)
    states = [one.answer.state for one in listed]
    confirmed, settled, open_ = states.count(FAKE), states.count(SETTLED), states.count(OPEN)
    explained = len(listed) - confirmed - settled - open_
    return Tally(parcels, len({one.uid for one in listed}), len(listed), open_, explained, settled, confirmed)


def by_township(all_of: Suspicions) -> List[Tuple[str, Tally]]:
    """Return a summary per township, in their order."""
    return [(name, tally(count, [one for one in all_of.found if one.township == name]))
            for name, count in sorted(all_of.parcels.items())]


def by_person(all_of: Suspicions) -> List[Tuple[str, str, Tally]]:
    """Return a summary per slot of duty and person in charge; parcels that name nobody are a line of their own, at the end."""
    charged = sorted(all_of.charged.items(), key=lambda entry: (IN_CHARGE.index(entry[0][0]), entry[0][1]))
    rows = [(slot, name, tally(count, [one for one in all_of.found if name in one.people.get(slot, ())]))
            for (slot, name), count in charged]
    nobody = [one for one in all_of.found if not one.people]
    return [*rows, *([("", "", tally(len({one.uid for one in nobody}), nobody))] if nobody else [])]


def by_kind(all_of: Suspicions) -> List[Tuple[str, Tally]]:
    """Return a summary per kind, the most frequent first."""
    kinds: Dict[str, List[Suspicion]] = {}
    for one in all_of.found:
        kinds.setdefault(one.title, []).append(one)
    found = [(title, tally(len({one.uid for one in some}), some)) for title, some in kinds.items()]
    return sorted(found, key=lambda entry: (-entry[1].noticed, entry[0]))


def state_word(ledger: Ledger, state: str) -> str:
    """Return what an answer is called."""
    own = {OPEN: tr("open"), SETTLED: tr("settled since")}
    return own.get(state) or ledger.dictionary("photo_answer").label(state, language())


def collect(ledger: Ledger, uids: Sequence[str], as_of: datetime.date) -> Suspicions:
    """Return what was noticed of parcels up to a day: open ones first, alarms before warnings."""
    return _Collector(ledger, list(uids), as_of).suspicions()


class _Collector:
    """Puts what is known of each parcel together and asks for its signs."""

    def __init__(self, ledger: Ledger, uids: Sequence[str], as_of: datetime.date) -> None:
        self._ledger, self._as_of, self._places = ledger, as_of, Places(ledger)
        self._scenes = ledger.scenes()
        self._retired = {one.scene_id: one for one in ledger.scenes(retired=True) if self._by_now(one.retired_at)}
        self._cut_off = {one.batch_id: str(one.remediate_by or "") for one in ledger.batches()}
        self._parcels = list(ledger.parcels(uids))
        self._cases = {one.parcel_uid: one for one in ledger.cases(uids)}
        self._known = noticed(ledger, uids)
        self._flags, self._reasons = ledger.dictionary(FLAGS), ledger.dictionary(REASONS)
        of = {one.parcel_uid: one.other_uid for one in ledger.reissued()
              if one.verdict == "changed" and one.parcel_uid in self._cases and "geometry" in one.what.split(",")}
        before = {one.parcel_uid: one for one in ledger.parcels(set(of.values()), geometry=False)}
        self._earlier: Dict[str, Parcel] = {uid: before[other] for uid, other in of.items() if other in before}
        self._hints = 0

    def suspicions(self) -> Suspicions:
        found: List[Suspicion] = []
        places: Dict[str, int] = {}
        charged: Dict[Tuple[str, str], int] = {}
        for parcel in self._parcels:
            case = self._cases[parcel.parcel_uid]
            if case.status == "voided":
                continue
            people = self._people(parcel.parcel_uid)
            township = self._places.township(parcel)
            places[township] = places.get(township, 0) + 1
            for slot, names in people.items():
                for name in names:
                    charged[slot, name] = charged.get((slot, name), 0) + 1
            found += self._of(parcel, case, people)
        found.sort(key=lambda one: (not one.is_open, one.weight != ALARM, one.township, one.village, one.number, one.day,
                                    one.kind))
        return Suspicions(tuple(found), places, charged, self._hints, self._as_of)

    def _of(self, parcel: Parcel, case: CaseState, people: Mapping[str, Tuple[str, ...]]) -> List[Suspicion]:
        uid, titles = parcel.parcel_uid, kind_words()
        known = self._as_known(parcel, case)
        scenes = self._ledger.scenes_over(envelope(parcel.geom), self._scenes) if known.demolished else []
        told = [*self._photos(uid), *signs(known, self._known, scenes, self._same(known.comparisons))]
        status = self._ledger.dictionary("status").label(case.status, language())
        return [Suspicion(uid, parcel.source_no or uid, self._places.township(parcel), self._places.village(parcel), status,
                          one.kind, titles.get(one.kind) or self._flags.label(one.kind, language()), one.weight, one.text,
                          one.about, one.day, one.answer, people) for one in told]

    def _as_known(self, parcel: Parcel, case: CaseState) -> Known:
        uid, known = parcel.parcel_uid, self._known
        return Known(
            parcel, case,
            tuple(one for one in known.stages.get(uid, ()) if one.round == case.round and self._happened(one.seq)
                  and not (one.removed_seq is not None and self._happened(one.removed_seq))),
            tuple(one for one in known.residuals.get(uid, ()) if one.round == case.round and self._by_now(one.found_on)),
            tuple(one for one in known.comparisons.get(uid, ()) if self._by_now(one.made_at)),
            tuple(one for one in known.steps.get(uid, ()) if self._by_now(one.ts)),
            self._cut_off[parcel.batch_id], self._earlier.get(uid), self._as_of, self._retired)

    def _by_now(self, text: str) -> bool:
        return bool(text) and day_of(text) <= self._as_of

    def _happened(self, seq: int) -> bool:
        event = self._known.events.get(seq)
        return event is None or self._by_now(event.ts)

    def _photos(self, uid: str) -> List[Sign]:
        """Return the flags on a parcel's photos; hints are counted only."""
        found: List[Sign] = []
        answers = self._known.answers.get(uid, ())
        for flag in self._known.flags.get(uid, ()):
            if not self._by_now(flag.raised_at):
                continue
            weight = level(self._flags, flag.code)
            if weight == HINT:
                self._hints += 1
                continue
            found.append(Sign(flag.code, weight, sentence(self._flags, flag.code, flag.figures),
                              self._known.files.get(flag.sha256) or flag.sha256[:12], day_of(flag.raised_at),
                              answered(flag, answers, self._known.people, self._as_of)))
        return found

    def _same(self, comparisons: Iterable[Comparison]) -> Dict[str, str]:
        """Return what comparisons say of one image under two dates, by their ids."""
        found: Dict[str, str] = {}
        for one in comparisons:
            told = [reason_sentence(self._reasons, reason) for reason in one.reasons if _code(reason) in SAME_PICTURE]
            if told:
                found[one.comparison_id] = tr("; ").join(told)
        return found

    def _people(self, uid: str) -> Dict[str, Tuple[str, ...]]:
        found: Dict[str, Tuple[str, ...]] = {}
        for duty in self._known.duties.get(uid, ()):
            name = self._known.people.get(duty.person_id, duty.person_id)
            if duty.slot in IN_CHARGE and name not in found.get(duty.slot, ()):
                found[duty.slot] = (*found.get(duty.slot, ()), name)
        return found


def _code(reason: Mapping[str, Any]) -> str:
    return str(reason.get("code"))
