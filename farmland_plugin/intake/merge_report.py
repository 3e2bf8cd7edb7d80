"""What merging a field copy did, as a page that opens in any browser: nothing is taken over without being told."""

from __future__ import annotations

import json
from datetime import datetime
from html import escape
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple

from ..domain.merge import OURS, STATUS, THEIRS
from ..domain.merge_rows import ADD, REMOVE, Remark, RowChange
from ..domain.people import Person
from ..i18n import language, tr
from ..ledger.cases.field_words import NOTHING, FieldWords
from ..ledger.cases.wording import stage_label
from ..ledger.ledger import Ledger
from ..ledger.merging.merge import MergeResult
from ..ledger.merging.plan import CasePlan
from ..webpage import Cells, figures, notes, table, whole_page


def merge_report(ledger: Ledger, result: MergeResult) -> str:
    """Return the report of one merge."""
    return _Report(ledger, result).page()


class _Report:
    """Builds the page."""

    def __init__(self, ledger: Ledger, result: MergeResult) -> None:
        self._ledger, self._result = ledger, result
        self._words = FieldWords(ledger)
        uids = [plan.change.parcel_uid for plan in result.cases]
        self._numbers: Dict[str, str] = {p.parcel_uid: p.source_no for p in ledger.parcels(uids, geometry=False)}
        self._campaigns = {case.parcel_uid: case.campaign for case in ledger.cases(uids)}

    def page(self) -> str:
        """Return the page."""
        result = self._result
        headline = figures([
            (tr("parcels taken over"), result.merged, False), (tr("conflicts to decide"), result.conflicts, True),
            (tr("decided at once"), result.decided, False),
            (tr("worked on by both sides"), sum(plan.both for plan in result.cases), False),
            (tr("not brought in"), len(result.besides.refused), True),
        ])
        return whole_page(tr("Merge of the field copy {name}").format(name=result.source.name), [
            headline, f"<p>{escape(self._origin())}</p>",
            notes(tr("Not brought in, or it would count twice"), self._refused()),
            table(tr("Conflicts"),
                  [tr("number"), tr("field"), tr("before they parted"), tr("this ledger"), tr("the copy"), tr("state"),
                   tr("why")],
                  [row for plan in result.cases for row in self._conflicts(plan)]),
            notes(tr("Signatures and rows to look at"), [self._remark(one) for one in result.remarks if self._remark(one)]),
            table(tr("Worked on by both sides, brought together without a conflict: look whether it fits"),
                  [tr("number"), tr("taken from theirs"), tr("kept of ours"), tr("the same on both sides")],
                  [self._both(plan) for plan in result.cases if plan.both and not plan.change.conflicts]),
            *self._people(),
            notes(tr("Came in besides"), self._besides()),
            table(tr("Taken over"), [tr("number"), tr("field"), tr("before"), tr("now"), tr("who, when")],
                  [row for plan in result.cases for row in self._taken(plan)]),
        ])

    def _origin(self) -> str:
        result = self._result
        if not result.merge_id:
            return tr("SHA-256 {sha}. There is nothing in this copy that the ledger does not have already: nothing was written."
                      ).format(sha=result.sha256)
        text = tr("SHA-256 {sha}. Both journals agree up to event {common}; {count} events of the copy are new and kept word for "
                  "word.").format(sha=result.sha256, common=result.common_seq, count=result.their_events)
        if result.backup is not None:
            text += " " + tr("The ledger as it was before is kept as {path}.").format(path=result.backup)
        return text

    # -- cases ------------------------------------------------------------------------------------------------

    def _number(self, uid: str) -> str:
        return self._numbers.get(uid, uid[-6:]) if uid else ""

    def _said(self, uid: str, name: str, value: Any) -> str:
        return self._words.value(self._campaigns.get(uid, ""), name, value)

    def _conflicts(self, plan: CasePlan) -> List[Cells]:
        states = {"": tr("to decide"), OURS: tr("ours kept"), THEIRS: tr("theirs taken")}
        found: List[Cells] = []
        for one in plan.change.conflicts:
            uid, name = one.parcel_uid, one.field
            ancestor, ours, theirs = (self._said(uid, name, json.loads(text)) for text in (one.ancestor, one.ours, one.theirs))
            found.append((self._number(uid), self._words.field(self._campaigns.get(uid, ""), name), ancestor,
                          _signed(ours, one.our_actor, one.our_ts), _signed(theirs, one.their_actor, one.their_ts),
                          states.get(one.resolution, one.resolution), tr(one.note) if one.note else tr("changed on both sides")))
        return found

    def _taken(self, plan: CasePlan) -> List[Cells]:
        uid, last = plan.change.parcel_uid, plan.events[-1]
        who = _when(last.actor, last.ts)
        was = plan.before
        found: List[Cells] = [
            (self._number(uid), self._words.field(self._campaigns.get(uid, ""), name), self._said(uid, name, was.get(name, "")),
             self._said(uid, name, value), who)
            for name, value in sorted(plan.change.fields.items(), key=lambda item: (item[0] != STATUS, item[0]))
            if was.get(name, "") != value]
        counted = _counted(plan.change.rows)
        return found + [(self._number(uid), label, "", count, who) for label, count in counted]

    def _both(self, plan: CasePlan) -> Cells:
        uid = plan.change.parcel_uid

        def named(names: Iterable[str]) -> str:
            return tr(", ").join(self._words.field(self._campaigns.get(uid, ""), name) for name in names) or NOTHING

        merged = plan.merged
        taken = [label for label, _ in _counted(plan.change.rows)]
        return (self._number(uid), tr(", ").join([*([] if not merged.taken else [named(merged.taken)]), *taken]) or NOTHING,
                named(merged.kept), named(merged.same))

    # -- besides ----------------------------------------------------------------------------------------------

    def _refused(self) -> List[str]:
        said = {"batch": tr("Batch {theirs}: the same file was imported here as batch {ours}. Its parcels were not brought in; "
                            "what was done to them in the copy stays in the copy."),
                "redline": tr("Red line {theirs}: the same file is registered here as {ours}.")}
        return [said[kind].format(theirs=theirs, ours=ours) for kind, theirs, ours in self._result.besides.refused]

    def _people(self) -> List[str]:
        besides, role = self._result.besides, self._ledger.dictionary("role")
        kinds = {"new": tr("new"), "changed": tr("changed in the copy"),
                 "clash_ours": tr("changed on both sides: ours stays, compare the list of people"),
                 "clash_theirs": tr("changed on both sides: theirs was taken")}

        def roles(person: Person) -> str:
            return tr(", ").join(role.label(code, language()) for code in person.roles) or NOTHING

        people: List[Cells] = [(one.person.name, one.person.township or NOTHING, roles(one.person), kinds[one.kind])
                               for one in besides.people]
        twins: List[Cells] = [(new.name, _apart(new), _apart(old)) for new, old in besides.duplicates]
        return [
            table(tr("Possibly the same person entered twice: keep one of them in the list of people"),
                  [tr("name"), tr("from the copy"), tr("here already")], twins),
            table(tr("People from the copy"), [tr("name"), tr("township"), tr("roles"), tr("what became of it")], people)]

    def _besides(self) -> List[str]:
        besides = self._result.besides
        found = []
        for one in besides.batches:
            clues = sum(1 for _ in self._ledger.clues(one.batch_id))  # they are among the rows imported
            text = tr("Batch {name}: {count} parcels and {clues} clues") if clues else tr("Batch {name}: {count} parcels")
            found.append(text.format(name=one.name, count=one.imported_count - clues, clues=clues))
        found += [tr("Red line {name}").format(name=one.name) for one in besides.redlines]
        found += [tr("Scene of {day} ({source})").format(day=one.captured, source=one.source) for one in besides.scenes]
        found += [tr("Image of {day} retired in the copy: {why}").format(day=one.captured, why=one.retired_why)
                  for one in besides.withdrawn]
        found += [tr("Visit on {day}: {place}").format(day=one["visited_on"], place=one["place"] or NOTHING)
                  for one in besides.visits]
        if besides.screened:
            found.append(tr("Screening results of {count} parcels and red lines").format(count=len(besides.screened)))
        if besides.packages:
            found.append(tr("{count} packages made in the copy").format(count=len(besides.packages)))
        return found

    def _remark(self, one: Remark) -> str:
        facts: Dict[str, Any] = {**one.facts, "number": self._number(one.parcel_uid), "notice": one.facts.get("number", "")}
        if "person_id" in facts:
            facts["person"] = self._words.person(str(facts["person_id"]))
        if "stage" in facts:
            facts["stage"] = stage_label(str(facts["stage"]))
        for key, name in (("node", "deadline_node"), ("slot", "duty_slot"), ("completed", "completion_stage")):
            if key in facts:
                facts[key] = self._ledger.dictionary(name).label(str(facts[key]), language())
        if one.kind == "link_decided_twice":
            said = {"same": tr("one parcel"), "separate": tr("two parcels"), "": tr("undecided")}
            facts.update({key: said.get(facts[key], facts[key]) for key in ("ours", "theirs")})
        return _remarks().get(one.kind, "").format(**facts)


def _remarks() -> Dict[str, str]:
    return {
        "stale": tr("{number}: the signature of {person} ({stage}, level {level}) no longer counts, since the facts are others "
                    "now: have it signed again."),
        "signed_twice": tr("{number}: {person} signed {stage}, level {level}, on both sides; it counts once."),
        "signature_void": tr("{number}: the signature of {person} ({stage}, level {level}) came in void: the case was sent back "
                             "here meanwhile."),
        "signature_refused": tr("{number}: the signature of {person} ({stage}, level {level}) was not given by the rules and "
                                "came in void."),
        "duty_differs": tr("{number}: {person} as {slot} was written differently on both sides; ours stays."),
        "notice_differs": tr("{number}: the notice {notice} was written differently on both sides; ours stays."),
        "notice_twice": tr("{number}: the notice {notice} was entered on both sides; it now stands twice."),
        "deadline_differs": tr("{number}: the deadline {node} was written differently on both sides; ours stays."),
        "stage_twice": tr("{number}: {completed} was recorded on both sides (theirs since {done_on}); ours counts."),
        "two_deadlines": tr("{number}: both sides set a deadline {node}; both stand now, close the one that does not hold."),
        "rules_differ": tr("The copy carries other rules or dictionaries than this ledger; its steps were judged by this "
                           "ledger's."),
        "media_missing": tr("The file {name} does not lie beside the copy: bring the copy's folder of files and merge again."),
        "link_decided_twice": tr("{number}: whether it is the same ground as another parcel was decided on both sides (ours "
                                 "{ours} by {our_actor}, theirs {theirs} by {their_actor}): look at it again."),
        "placed_twice": tr("{number}: where it lies was corrected on both sides (ours {ours}, theirs {theirs}): look at it "
                           "again."),
        "clue_bound_twice": tr("{number}: the clue {clue} was found to be another parcel on the other side: look at it again."),
        "links_missing": tr("The batches {theirs} of the copy and {ours} of this ledger were never compared: run Reconcile "
                            "batches with FIND to find parcels on the same ground."),
        "cache_missing": tr("The layer of the red line {name} does not lie beside the copy: register its source here to screen."),
    }


def _counted(rows: Sequence[RowChange]) -> List[Tuple[str, int]]:
    """Return what came in beside a case, in words, with counts."""
    words: Mapping[Tuple[str, str], str] = {
        ("sign_off", ADD): tr("signatures"), ("parcel_attachment", ADD): tr("photos and documents"), ("duty", ADD): tr("duties"),
        ("notice", ADD): tr("notices"), ("deadline", ADD): tr("deadlines"), ("hold_period", ADD): tr("holds"),
        ("duty", REMOVE): tr("duties taken away"), ("completion", ADD): tr("stages in place"),
        ("residual", ADD): tr("things left on the ground"),
        ("photo", ADD): tr("photos checked"), ("photo_flag", ADD): tr("flags on photos"),
        ("photo_answer", ADD): tr("answers to flags on photos"),
    }
    counts: Dict[str, int] = {}
    for row in rows:
        label = words.get((row.table, row.kind), tr("rows changed"))
        counts[label] = counts.get(label, 0) + 1
    return list(counts.items())


def _signed(text: str, actor: str, ts: str) -> str:
    return tr("{value} ({who})").format(value=text, who=_when(actor, ts)) if actor else text


def _when(actor: str, ts: str) -> str:
    """Return who did something when, by this computer's clock."""
    try:
        moment = datetime.fromisoformat(ts.replace("Z", "+00:00")).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        moment = ts
    return f"{actor} {moment}".strip()


def _apart(person: Person) -> str:
    """Return what tells a person from another of the same name."""
    parts = (person.township, person.village, person.masked_id_no, person.masked_phone)
    return tr(", ").join(part for part in parts if part) or NOTHING
