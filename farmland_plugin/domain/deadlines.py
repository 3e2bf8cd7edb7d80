"""Deadlines: nodes with their rules, holds that stop the clock, traffic lights, notices run out, scheduling backwards.

Nothing here is stored: due days as set are facts of the ledger, how they stand on a day is computed (records §5 rule 6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, NamedTuple, Optional, Sequence, Tuple

from .errors import BadInput, NotAllowed, tr
from .people import Notice
from .workdays import ONE_DAY, WorkCalendar, add_months, day_of, optional_day

NATURAL, WORKING, MONTHS = "natural", "working", "months"
UNITS = (NATURAL, WORKING, MONTHS)
GREEN, NOTICE, URGENT, OVERDUE, PAUSED, DONE = "green", "notice", "urgent", "overdue", "paused", "done"
GRAVITY = {DONE: 0, GREEN: 1, PAUSED: 2, NOTICE: 3, URGENT: 4, OVERDUE: 5}
BATCH_COLUMNS = ("remediate_by", "accept_by")


@dataclass(frozen=True)
class Deadline:
    """One deadline of a case as the ledger holds it; ``node`` is a code of dictionary ``deadline_node``, dates ISO text.

    :param deadline_id: '' for a batch's node, which is no row of its own. :param extended_seq: event of the last extension.
    """

    deadline_id: str
    parcel_uid: str
    round: int
    node: str
    starts_on: str
    due_on: str
    rule_id: str = ""
    reason: str = ""
    extended_seq: Optional[int] = None
    done_on: str = ""
    seq: int = 0


@dataclass(frozen=True)
class HoldPeriod:
    """A time in which a case stood still (挂起, 申诉): from ``since``, until the day of release ('' while it lasts)."""

    parcel_uid: str
    kind: str
    reason: str
    since: str
    until: str = ""
    seq: int = 0


@dataclass(frozen=True)
class DeadlineRule:
    """How long a node takes and what may be done about it.

    :param starts: statuses whose entry starts the clock. :param batch: the batch's date that sets the due day, when it has
        one. :param extend_days: longest extension in all, in ``unit``; None for no limit.
    """

    rule_id: str
    node: str
    days: int
    unit: str
    starts: FrozenSet[str] = frozenset()
    batch: str = ""
    roll: bool = False
    pausable: bool = True
    extend_days: Optional[int] = None
    extend_times: Optional[int] = None
    citation: str = ""
    note: str = ""


@dataclass(frozen=True)
class BatchNode:
    """A date of the batch that binds every parcel of it while its case stands in one of ``open_in`` (003-04)."""

    node: str
    column: str
    open_in: FrozenSet[str]
    pausable: bool
    citation: str


@dataclass(frozen=True)
class NoticeRule:
    """How long a kind of notice gives, and whether its running out puts the parcel before the 强制拆除 decision.

    :param counts: its period is shown as a deadline of the case.
    """

    kind: str
    days: int
    unit: str
    roll: bool
    counts: bool
    escalates: bool
    citation: str = ""
    note: str = ""


class PlanStep(NamedTuple):
    """One node of the backward schedule: how long it is given."""

    node: str
    days: int
    unit: str


@dataclass(frozen=True)
class DeadlineRules:
    """The rules a ledger carries (``resources/rules/deadlines.json``); every number in it is the county's to edit."""

    version: str
    notice_at: int
    urgent_at: int
    rules: Tuple[DeadlineRule, ...]
    batch_nodes: Tuple[BatchNode, ...]
    notices: Tuple[NoticeRule, ...]
    flag: str
    held_back_by: Tuple[str, ...]
    not_escalated_in: FrozenSet[str]
    extension_roles: Tuple[str, ...]
    cut_off_column: str
    cut_off_actions: FrozenSet[str]
    backward: Tuple[PlanStep, ...]

    def rule(self, rule_id: str) -> Optional[DeadlineRule]:
        """Return the rule of an id, None when there is none (any more)."""
        return next((rule for rule in self.rules if rule.rule_id == rule_id), None)

    def of_node(self, node: str) -> Optional[DeadlineRule]:
        """Return the first rule of a node, None when it has none."""
        return next((rule for rule in self.rules if rule.node == node), None)

    def started_by(self, status: str) -> Tuple[DeadlineRule, ...]:
        """Return the rules whose clock starts when a case enters a status."""
        return tuple(rule for rule in self.rules if status in rule.starts)

    def of_notice(self, kind: str) -> Optional[NoticeRule]:
        """Return the rule of a kind of notice, None when there is none."""
        return next((rule for rule in self.notices if rule.kind == kind), None)

    def batch_node(self, column: str) -> Optional[BatchNode]:
        """Return the batch's node of a column, None when there is none."""
        return next((node for node in self.batch_nodes if node.column == column), None)

    @classmethod
    def from_json(cls, raw: Any, where: str) -> DeadlineRules:
        """Return the rules a parsed JSON document describes.

        :raises BadInput: naming the file and the rule that is wrong.
        """
        try:
            rules = cls(
                str(raw["version"]), int(raw["lights"]["notice"]), int(raw["lights"]["urgent"]),
                tuple(_rule(entry, where) for entry in raw["rules"]),
                tuple(BatchNode(str(n["node"]), str(n["column"]), frozenset(n["open_in"]), bool(n.get("pausable", True)),
                                str(n.get("citation", ""))) for n in raw["batch_nodes"]),
                tuple(_notice(entry, where) for entry in raw["notices"]), str(raw["escalation"]["flag"]),
                tuple(map(str, raw["escalation"]["held_back_by"])), frozenset(map(str, raw["escalation"]["not_in"])),
                tuple(map(str, raw["extension"]["roles"])), str(raw["cut_off"]["column"]),
                frozenset(map(str, raw["cut_off"]["actions"])),
                tuple(PlanStep(str(s["node"]), _days(s, where), _unit(s, where)) for s in raw["backward"]))
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(tr("{file}: the deadline rules lack {what}."), file=where, what=error) from error
        _check(rules, where)
        return rules


def _days(entry: Mapping[str, Any], where: str) -> int:
    days = entry["days"]
    if not isinstance(days, int) or isinstance(days, bool) or not 0 <= days <= 3660:
        raise BadInput(tr("{file}: {days} is not a number of days for {rule}."), file=where, days=days, rule=_named(entry))
    return days


def _unit(entry: Mapping[str, Any], where: str) -> str:
    unit = str(entry["unit"])
    if unit not in UNITS:
        raise BadInput(tr("{file}: the unit {unit} of {rule} is none of {known}."), file=where, unit=unit,
                       rule=_named(entry), known=", ".join(UNITS))
    return unit


def _named(entry: Mapping[str, Any]) -> str:
    return str(entry.get("rule_id") or entry.get("kind") or entry.get("node"))


def _rule(entry: Mapping[str, Any], where: str) -> DeadlineRule:
    return DeadlineRule(
        str(entry["rule_id"]), str(entry["node"]), _days(entry, where), _unit(entry, where), frozenset(map(str, entry["starts"])),
        str(entry.get("batch", "")), bool(entry.get("roll", False)), bool(entry.get("pausable", True)),
        entry.get("extend_days"), entry.get("extend_times"), str(entry.get("citation", "")), str(entry.get("note", "")))


def _notice(entry: Mapping[str, Any], where: str) -> NoticeRule:
    return NoticeRule(str(entry["kind"]), _days(entry, where), _unit(entry, where), bool(entry.get("roll", False)),
                      bool(entry.get("counts", True)), bool(entry.get("escalates", False)), str(entry.get("citation", "")),
                      str(entry.get("note", "")))


def _check(rules: DeadlineRules, where: str) -> None:
    ids = [rule.rule_id for rule in rules.rules]
    for rule_id in ids:
        if ids.count(rule_id) > 1:
            raise BadInput(tr("{file}: the rule {rule} stands twice."), file=where, rule=rule_id)
    if not 0 < rules.notice_at < rules.urgent_at <= 100:
        raise BadInput(tr("{file}: the lights must change at rising percentages up to 100, not {notice} and {urgent}."),
                       file=where, notice=rules.notice_at, urgent=rules.urgent_at)
    columns = [*(rule.batch for rule in rules.rules if rule.batch), *(node.column for node in rules.batch_nodes),
               rules.cut_off_column]
    for column in columns:
        if column not in BATCH_COLUMNS:
            raise BadInput(tr("{file}: {column} is not a date of a batch (known are {known})."), file=where, column=column,
                           known=", ".join(BATCH_COLUMNS))


# -- counting -------------------------------------------------------------------------------------------------------


class Pause(NamedTuple):
    """Days in which the clock stands: from ``since`` (counted) to ``until`` (not counted)."""

    since: date
    until: date


def pauses(holds: Iterable[HoldPeriod], as_of: date) -> Tuple[Pause, ...]:
    """Return the times the clock stood still, as known on a day: in order, overlapping ones joined, none counted twice."""
    spans = []
    for hold in holds:
        since, until = day_of(hold.since), optional_day(hold.until)
        end = as_of if until is None or until > as_of else until
        if since < end:
            spans.append(Pause(since, end))
    joined: List[Pause] = []
    for span in sorted(spans):
        if joined and span.since <= joined[-1].until:
            joined[-1] = Pause(joined[-1].since, max(joined[-1].until, span.until))
        else:
            joined.append(span)
    return tuple(joined)


def is_held(holds: Iterable[HoldPeriod], as_of: date) -> bool:
    """Whether a case stands still on a day: from the day of the hold to the day before its release."""
    return any(day_of(hold.since) <= as_of and (not hold.until or as_of < day_of(hold.until)) for hold in holds)


def due_after(start: date, days: int, unit: str, calendar: WorkCalendar, roll: bool = False) -> date:
    """Return the last day of a period; the first day is not counted (民法典 §201).

    :param roll: a last day that is not worked moves to the next that is (民法典 §203).
    """
    if unit == WORKING:
        due = calendar.add_working_days(start, days)
    elif unit == MONTHS:
        due = add_months(start, days)
    else:
        due = start + timedelta(days=days)
    return calendar.roll(due) if roll else due


def paused_due(starts: date, due: date, stops: Sequence[Pause], unit: str, calendar: WorkCalendar,
               roll: bool = False) -> Tuple[date, int]:
    """Return the day a deadline runs out when the clock stood still in between, and by how many days that is later.

    Working-day periods are paused by the working days of a hold. A hold that began after the deadline had run out changes
    nothing.
    """
    moved, paused = due, 0
    for stop in stops:
        since = max(stop.since, starts)
        if since >= stop.until or since > moved:
            continue
        if unit == WORKING:
            days = calendar.working_days_between(since - ONE_DAY, stop.until - ONE_DAY)
            moved = calendar.add_working_days(moved, days)
        else:
            days = (stop.until - since).days
            moved += timedelta(days=days)
        paused += days
    return (calendar.roll(moved) if roll and paused else moved), paused


@dataclass(frozen=True)
class Standing:
    """How one deadline stands on a day: computed, never stored.

    :param due: with the days paused. :param days_left: in the rule's unit (days, or working days), negative when past.
    :param percent: of the time given that is used, 0 to 100. :param assumed: years whose holidays nobody entered.
    """

    node: str
    due: date
    set_due: date
    light: str
    days_left: int
    overdue_days: int
    paused_days: int
    percent: int
    unit: str = NATURAL
    assumed: Tuple[int, ...] = ()

    @property
    def gravity(self) -> Tuple[int, int]:
        """Sorts the standings of one case: the worst light first, then the nearest day."""
        return -GRAVITY[self.light], self.due.toordinal()


class Clock:
    """Tells how deadlines stand on one day, by one calendar and one set of rules."""

    def __init__(self, rules: DeadlineRules, calendar: WorkCalendar, as_of: date) -> None:
        self.rules, self.calendar, self.as_of = rules, calendar, as_of

    def deadline(self, deadline: Deadline, holds: Sequence[HoldPeriod] = ()) -> Standing:
        """Return how a deadline stands."""
        rule = self.rules.rule(deadline.rule_id)
        batch = self.rules.batch_node(deadline.rule_id.partition(".")[2]) if rule is None else None
        unit, roll = (rule.unit, rule.roll) if rule else (NATURAL, False)
        pausable = rule.pausable if rule else batch.pausable if batch else True
        return self._standing(deadline.node, day_of(deadline.starts_on), day_of(deadline.due_on), unit, roll,
                              holds if pausable else (), optional_day(deadline.done_on))

    def notice(self, notice: Notice, holds: Sequence[HoldPeriod] = ()) -> Standing:
        """Return how the period of a notice stands; it runs from the day of service."""
        rule = self.rules.of_notice(notice.kind)
        unit, roll = (rule.unit, rule.roll) if rule else (NATURAL, False)
        return self._standing("order", day_of(notice.served_on or notice.issued_on), day_of(notice.due_on), unit, roll, holds,
                              optional_day(notice.closed_on))

    def _standing(self, node: str, starts: date, set_due: date, unit: str, roll: bool, holds: Sequence[HoldPeriod],
                  done: Optional[date]) -> Standing:
        finished = done is not None and done <= self.as_of
        now = done if finished and done is not None else self.as_of
        due, paused = paused_due(starts, set_due, pauses(holds, now), unit, self.calendar, roll)
        left = self.calendar.working_days_between(now, due) if unit == WORKING else (due - now).days
        given = self.calendar.working_days_between(starts, set_due) if unit == WORKING else (set_due - starts).days
        used = 100 if given <= 0 else max(0, min(100, (given - left) * 100 // given))
        late = max(0, (now - due).days)
        assumed = self.calendar.unknown_years(min(starts, now), due) if unit == WORKING or roll else ()
        light = DONE if finished else self._light(late, used, is_held(holds, now))
        return Standing(node, due, set_due, light, left, late, paused, used, unit, assumed)

    def _light(self, late: int, used: int, held: bool) -> str:
        if late:
            return OVERDUE
        if held:
            return PAUSED
        if used >= self.rules.urgent_at:
            return URGENT
        return NOTICE if used >= self.rules.notice_at else GREEN


def worst(standings: Iterable[Standing]) -> Optional[Standing]:
    """Return the standing that needs attention first: the worst light, then the nearest day; None of none."""
    return min((one for one in standings if one.light != DONE), key=lambda one: one.gravity, default=None)


# -- batches, cut-off, notices run out ------------------------------------------------------------------------------


def batch_deadlines(rules: DeadlineRules, parcel_uid: str, round_: int, status: str, dates: Mapping[str, Optional[str]],
                    starts_on: str, own: Iterable[Deadline] = ()) -> List[Deadline]:
    """Return the batch's nodes that bind a case where it stands (003-04).

    A node the case has a deadline of its own for in this round (set by hand, or extended) is not repeated.

    :param dates: the batch's dates by column. :param starts_on: day the batch was imported.
    """
    taken = {one.node for one in own if one.round == round_}
    return [Deadline("", parcel_uid, round_, node.node, starts_on, str(dates[node.column]), f"batch.{node.column}")
            for node in rules.batch_nodes
            if status in node.open_in and dates.get(node.column) and node.node not in taken]


def cut_off_passed(cut_off: Optional[str], as_of: date) -> bool:
    """Whether applications for acceptance are no longer taken on a day (逾期不再受理, 003-06); never without a date."""
    return bool(cut_off) and as_of > day_of(str(cut_off))


@dataclass(frozen=True)
class Escalation:
    """A notice whose period ran out without being complied with (002-12).

    :param held_back: flag that forbids putting it on the list by itself (stability risk, petition: 000-25), '' for none.
    """

    notice: Notice
    standing: Standing
    held_back: str = ""


def escalation_of(clock: Clock, notice: Notice, holds: Sequence[HoldPeriod] = (),
                  flags: Iterable[str] = ()) -> Optional[Escalation]:
    """Return the escalation a notice is due for on the clock's day, None when it is not.

    It must be of a kind that escalates, served, neither closed nor escalated, and its period (with what was paused) past.
    """
    rule = clock.rules.of_notice(notice.kind)
    if rule is None or not rule.escalates or not notice.served_on or day_of(notice.served_on) > clock.as_of:
        return None
    if any(text and day_of(text) <= clock.as_of for text in (notice.closed_on, notice.escalated_on)):
        return None
    standing = clock.notice(notice, holds)
    if standing.light != OVERDUE:
        return None
    carried = set(flags)
    return Escalation(notice, standing, next((flag for flag in clock.rules.held_back_by if flag in carried), ""))


def check_extension(rule: Optional[DeadlineRule], calendar: WorkCalendar, first_due: date, due: date, new_due: date, *,
                    times: int, documented: bool) -> None:
    """Raise when a deadline may not be moved to a day.

    :param first_due: as first set. :param times: extensions so far. :param documented: the approval is attached, which
        lifts the limits.
    :raises NotAllowed: when it would be shortened, or extended beyond the rule's limit without the approval's scan.
    """
    if new_due <= due:
        raise NotAllowed(tr("{new} is not after the present date {due}: an extension can only be later."), new=new_due, due=due)
    if rule is None or documented:
        return
    if rule.extend_times is not None and times >= rule.extend_times:
        raise NotAllowed(tr("This deadline was extended {times} times already, at most {most} is allowed ({citation}): attach "
                            "the approval to go further."), times=times, most=rule.extend_times, citation=rule.citation)
    if rule.extend_days is not None:
        latest = due_after(first_due, rule.extend_days, rule.unit, calendar, rule.roll)
        if new_due > latest:
            raise NotAllowed(tr("An extension reaches to {latest} at most ({citation}): attach the approval to go further."),
                             latest=latest, citation=rule.citation)


# -- backwards ------------------------------------------------------------------------------------------------------


class Planned(NamedTuple):
    """One node of a plan: begin on ``starts``, be done on ``due``."""

    node: str
    starts: date
    due: date


@dataclass(frozen=True)
class Plan:
    """A schedule made backwards from the last day (倒排工期): begin on the first step's day at the latest.

    :param short_days: days that are missing as of the day asked for; 0 when there is time enough.
    """

    steps: Tuple[Planned, ...]
    short_days: int


def schedule_back(rules: DeadlineRules, calendar: WorkCalendar, accept_by: date, *, as_of: date,
                  remediate_by: Optional[date] = None, first: str = "") -> Plan:
    """Return the latest days on which each node must begin and end so that acceptance is done by a day.

    :param remediate_by: the batch's own rectification date; rectification ends on it when that is earlier.
    :param first: node the case stands at; the nodes before it are behind it. Empty plans them all.
    """
    steps = list(rules.backward)
    names = [step.node for step in steps]
    if first in names:
        steps = steps[names.index(first):]
    planned: List[Planned] = []
    due = accept_by
    for step in reversed(steps):
        if step.node == "remediate" and remediate_by is not None:
            due = min(due, remediate_by)
        starts = due_after(due, -step.days, step.unit, calendar)
        planned.append(Planned(step.node, starts, due))
        due = starts
    short = (as_of - planned[-1].starts).days if planned else 0
    return Plan(tuple(reversed(planned)), max(0, short))


def by_parcel(rows: Iterable[Any]) -> Dict[str, List[Any]]:
    """Return records grouped by their ``parcel_uid``, in order."""
    groups: Dict[str, List[Any]] = {}
    for row in rows:
        groups.setdefault(row.parcel_uid, []).append(row)
    return groups
