"""Deadlines count the days that the law and the yearly holiday notices count, and show how late it is without storing it."""

from __future__ import annotations

import json
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from farmland_plugin.domain import deadlines as dl
from farmland_plugin.domain.codes import parse_dictionary
from farmland_plugin.domain.deadlines import Clock, Deadline, DeadlineRules, HoldPeriod, Pause
from farmland_plugin.domain.errors import BadInput, NotAllowed
from farmland_plugin.domain.people import Notice
from farmland_plugin.domain.workdays import WorkCalendar, add_months, day_of
from farmland_plugin.paths import resource


def shipped(name):
    return json.loads(resource("rules", f"{name}.json").read_text(encoding="utf-8"))


CALENDAR = WorkCalendar.from_json(shipped("calendar"), "calendar.json")
RULES = DeadlineRules.from_json(shipped("deadlines"), "deadlines.json")
DAYS = st.dates(date(2023, 1, 1), date(2028, 12, 31))
UNITS = st.sampled_from([dl.NATURAL, dl.WORKING])


def day(text):
    return date.fromisoformat(text)


# -- the calendar ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "worked"), [
    ("2024-02-09", True), ("2024-02-10", False), ("2024-02-12", False), ("2024-02-17", False), ("2024-02-18", True),
    ("2024-02-04", True), ("2024-05-11", True), ("2024-05-06", True), ("2024-06-10", False), ("2024-09-14", True),
    ("2025-01-01", False), ("2025-01-02", True), ("2025-01-26", True), ("2025-01-28", False), ("2025-02-05", True),
    ("2025-02-08", True), ("2025-10-08", False), ("2025-10-11", True), ("2025-05-31", False), ("2025-06-02", False),
    ("2026-01-02", False), ("2026-01-04", True), ("2026-02-14", True), ("2026-02-23", False), ("2026-02-28", True),
    ("2026-05-09", True), ("2026-06-19", False), ("2026-09-20", True), ("2026-09-25", False), ("2026-10-10", True),
    ("2026-07-04", False), ("2026-07-06", True)])
def test_holidays_are_off_and_the_weekend_days_worked_instead_count(text, worked):
    assert CALENDAR.is_working_day(day(text)) is worked


@pytest.mark.parametrize(("year", "count"), [(2024, 251), (2025, 248), (2026, 248)])
def test_a_year_has_the_working_days_its_notice_leaves(year, count):
    """Weekdays less weekdays off plus weekend days worked, counted here without the calendar's own arithmetic."""
    entry = shipped("calendar")["years"][str(year)]
    off = {day(h["from"]) + timedelta(days=n) for h in entry["holidays"]
           for n in range((day(h["to"]) - day(h["from"])).days + 1)}
    whole = [date(year, 1, 1) + timedelta(days=n) for n in range((date(year + 1, 1, 1) - date(year, 1, 1)).days)]
    expected = sum(d.weekday() < 5 and d not in off for d in whole) + len(entry["workdays"])
    assert CALENDAR.working_days_between(date(year - 1, 12, 31), date(year, 12, 31)) == expected == count


def test_a_week_over_the_spring_festival_ends_after_the_saturday_worked():
    assert CALENDAR.add_working_days(day("2026-02-13"), 1) == day("2026-02-14")  # a Saturday worked
    assert CALENDAR.add_working_days(day("2026-02-13"), 5) == day("2026-02-27")
    assert CALENDAR.add_working_days(day("2026-02-13"), 6) == day("2026-02-28")  # a Saturday worked
    assert CALENDAR.add_working_days(day("2026-02-27"), -4) == day("2026-02-14")


def test_a_year_nobody_entered_counts_weekdays_and_is_named():
    assert CALENDAR.is_working_day(day("2027-10-01")) and not CALENDAR.is_working_day(day("2027-10-02"))
    assert CALENDAR.unknown_years(day("2026-12-30"), day("2028-01-02")) == (2027, 2028)
    assert CALENDAR.unknown_years(day("2024-01-01"), day("2026-12-31")) == ()


@given(DAYS, st.integers(-400, 400).filter(bool))
@example(day("2024-02-29"), 1)
def test_adding_n_working_days_and_counting_gives_n(start, count):
    reached = CALENDAR.add_working_days(start, count)
    assert CALENDAR.is_working_day(reached)
    assert CALENDAR.working_days_between(start, reached) == count


@given(DAYS, st.integers(0, 60), st.integers(0, 60))
def test_working_days_can_be_added_in_two_parts(start, first, second):
    assert CALENDAR.add_working_days(CALENDAR.add_working_days(start, first), second) == \
        CALENDAR.add_working_days(start, first + second)


@given(DAYS, DAYS)
def test_counting_is_what_looking_at_every_day_gives(start, end):
    assume(abs((end - start).days) < 500)
    if start <= end:
        looked = sum(CALENDAR.is_working_day(start + timedelta(days=n)) for n in range(1, (end - start).days + 1))
    else:
        looked = -sum(CALENDAR.is_working_day(end + timedelta(days=n)) for n in range((start - end).days))
    assert CALENDAR.working_days_between(start, end) == looked


@pytest.mark.parametrize(("start", "months", "end"), [
    ("2023-11-30", 3, "2024-02-29"), ("2024-11-30", 3, "2025-02-28"), ("2024-02-29", 12, "2025-02-28"),
    ("2026-10-15", 3, "2027-01-15"), ("2026-01-31", -2, "2025-11-30")])
def test_months_end_on_the_last_day_where_there_is_no_such_day(start, months, end):
    assert add_months(day(start), months) == day(end)


def test_thirty_days_over_a_leap_day_are_thirty_days():
    assert dl.due_after(day("2024-02-01"), 30, dl.NATURAL, CALENDAR) == day("2024-03-02")
    assert dl.due_after(day("2025-02-01"), 30, dl.NATURAL, CALENDAR) == day("2025-03-03")


def test_a_period_that_ends_on_a_holiday_ends_on_the_next_working_day():
    assert dl.due_after(day("2026-09-16"), 15, dl.NATURAL, CALENDAR) == day("2026-10-01")
    assert dl.due_after(day("2026-09-16"), 15, dl.NATURAL, CALENDAR, roll=True) == day("2026-10-08")


def test_an_event_late_in_the_evening_utc_is_of_the_next_day_in_beijing():
    assert day_of("2026-03-01T15:59:59.000Z") == day("2026-03-01")
    assert day_of("2026-03-01T16:00:00.000Z") == day("2026-03-02")
    assert day_of("2026-03-01T23:30:00+08:00") == day("2026-03-01")


@pytest.mark.parametrize(("change", "reason"), [
    (lambda y: y["2026"].pop("source"), "lacks"), (lambda y: y["2026"]["workdays"].append("2026-03-04"), "2026-03-04"),
    (lambda y: y["2026"]["holidays"].append({"name": "x", "from": "2026-12-31", "to": "2027-01-02"}), "does not lie"),
    (lambda y: y["2026"]["workdays"].append("2026-13-01"), "is not a date"), (lambda y: y.update({"next": {}}), "not a year")])
def test_a_calendar_that_cannot_be_is_refused_with_its_file(change, reason):
    raw = shipped("calendar")
    change(raw["years"])
    with pytest.raises(BadInput, match=reason):
        WorkCalendar.from_json(raw, "calendar.json")


# -- holds ----------------------------------------------------------------------------------------------------------


def hold(since, until=""):
    return HoldPeriod("P", "suspended", "", since if isinstance(since, str) else since.isoformat(),
                      until if isinstance(until, str) else until.isoformat())


HOLDS = st.lists(st.tuples(DAYS, st.integers(0, 90)), max_size=5).map(
    lambda spans: [hold(since, since + timedelta(days=days)) for since, days in spans])


@given(DAYS, st.integers(0, 200), HOLDS, DAYS, UNITS, st.booleans())
def test_a_hold_never_shortens_a_deadline(start, days, holds, as_of, unit, roll):
    due = dl.due_after(start, days, unit, CALENDAR, roll)
    moved, paused = dl.paused_due(start, due, dl.pauses(holds, as_of), unit, CALENDAR, roll)
    assert moved >= due and paused >= 0
    if not roll:
        counted = CALENDAR.working_days_between(due, moved) if unit == dl.WORKING else (moved - due).days
        assert counted == paused


@given(HOLDS, DAYS)
def test_overlapping_holds_are_not_counted_twice(holds, as_of):
    counted = sum((stop.until - stop.since).days for stop in dl.pauses(holds, as_of))
    still = {day_of(h.since) + timedelta(days=n) for h in holds for n in range((day_of(h.until) - day_of(h.since)).days)}
    assert counted == len({d for d in still if d < as_of})


@pytest.mark.parametrize(("holds", "due", "paused"), [
    ([], "2026-03-31", 0), ([hold("2026-03-10", "2026-03-15")], "2026-04-05", 5),
    ([hold("2026-03-10", "2026-03-15"), hold("2026-03-12", "2026-03-20")], "2026-04-10", 10),
    ([hold("2026-03-10", "2026-03-10")], "2026-03-31", 0),  # suspended and released on one day
    ([hold("2026-02-01", "2026-03-06")], "2026-04-05", 5),  # only what lies in the running time counts
    ([hold("2026-03-31", "2026-04-03")], "2026-04-03", 3),  # begun on the last day
    ([hold("2026-04-01", "2026-04-20")], "2026-03-31", 0),  # begun when it had run out
    ([hold("2026-03-10", "2026-03-15"), hold("2026-04-03", "2026-04-13")], "2026-04-15", 15)])
def test_a_deadline_moves_by_the_days_its_clock_stood(holds, due, paused):
    stops = dl.pauses(holds, day("2026-12-01"))
    assert dl.paused_due(day("2026-03-01"), day("2026-03-31"), stops, dl.NATURAL, CALENDAR) == (day(due), paused)


def test_working_days_are_paused_by_the_working_days_of_the_hold():
    due = CALENDAR.add_working_days(day("2026-02-09"), 10)
    stops = (Pause(day("2026-02-12"), day("2026-02-24")),)  # 12, 13, 14 (a Saturday worked); the festival counts nothing
    assert dl.paused_due(day("2026-02-09"), due, stops, dl.WORKING, CALENDAR) == (CALENDAR.add_working_days(due, 3), 3)


# -- lights ---------------------------------------------------------------------------------------------------------


def deadline(starts="2026-03-01", due="2026-06-09", rule="remediate", done=""):
    return Deadline("d", "P", 1, "remediate", starts, due, rule, done_on=done)


def light(as_of, holds=(), **of):
    return Clock(RULES, CALENDAR, day(as_of) if isinstance(as_of, str) else as_of).deadline(deadline(**of), holds)


@pytest.mark.parametrize(("as_of", "shown", "left", "late"), [
    ("2026-03-01", "green", 100, 0), ("2026-04-19", "green", 51, 0), ("2026-04-20", "notice", 50, 0),
    ("2026-05-19", "notice", 21, 0), ("2026-05-20", "urgent", 20, 0), ("2026-06-09", "urgent", 0, 0),
    ("2026-06-10", "overdue", -1, 1), ("2026-07-09", "overdue", -30, 30), ("2026-02-01", "green", 128, 0)])
def test_the_light_changes_at_half_at_four_fifths_and_the_day_after_the_last(as_of, shown, left, late):
    standing = light(as_of)
    assert (standing.light, standing.days_left, standing.overdue_days) == (shown, left, late)


def test_the_light_stands_still_while_the_case_is_held_and_goes_on_where_it_stopped():
    before = light("2026-04-10")
    held = [light(as_of, [hold("2026-04-10")]) for as_of in ("2026-04-10", "2026-05-10", "2026-12-31")]
    assert {s.light for s in held} == {"paused"} and {s.days_left for s in held} == {before.days_left}
    after = light("2026-05-20", [hold("2026-04-10", "2026-05-20")])
    assert (after.light, after.days_left, after.paused_days, after.due) == ("green", before.days_left, 40, day("2026-07-19"))


def test_a_hold_does_not_cure_what_was_overdue_already():
    assert light("2026-07-01", [hold("2026-06-20")]).light == "overdue"


def test_what_happened_after_the_day_asked_for_is_not_known_on_it():
    assert light("2026-04-01", [hold("2026-05-01", "2026-06-01")]) == light("2026-04-01")
    assert light("2026-04-01", done="2026-04-02").light == "green"
    assert light("2026-04-02", done="2026-04-02").light == "done"


def test_a_deadline_done_late_says_by_how_much():
    assert (light("2026-12-01", done="2026-06-12").light, light("2026-12-01", done="2026-06-12").overdue_days) == ("done", 3)


GRAVE = [dl.GREEN, dl.NOTICE, dl.URGENT, dl.OVERDUE]


@given(DAYS, st.integers(0, 200), st.sampled_from([r for r in RULES.rules if not r.roll]), HOLDS, DAYS, st.integers(0, 300))
@example(day("2023-02-01"), 0, RULES.rule("survey"), [hold("2023-02-01", "2023-02-04")], day("2023-02-01"), 3)
def test_the_light_never_turns_back(start, days, rule, holds, first, later):
    """Holds released before the first look; with a later one the clock stands and does not turn back either.

    Time left counts the day itself when it is one of those counted: a working day spent on hold is given back, so that a
    case released on a Saturday has Monday left, which the Friday on hold (itself not spent) does not show as a day after it.
    """
    due = dl.due_after(start, days, rule.unit, CALENDAR)
    one = Deadline("d", "P", 1, rule.node, start.isoformat(), due.isoformat(), rule.rule_id)
    days_of_looks = [first + timedelta(days=n) for n in (0, later)]
    looks = [Clock(RULES, CALENDAR, as_of).deadline(one, holds) for as_of in days_of_looks]
    counted = [not look.overdue_days and (rule.unit != dl.WORKING or CALENDAR.is_working_day(as_of))
               for look, as_of in zip(looks, days_of_looks)]
    assert looks[0].days_left + counted[0] >= looks[1].days_left + counted[1]
    if looks[0].light != dl.PAUSED:
        assert looks[0].percent <= looks[1].percent
    grave = [GRAVE.index(look.light) for look in looks if look.light in GRAVE]
    assert grave == sorted(grave)


@given(DAYS, st.integers(1, 100), DAYS)
def test_overdue_means_past_the_last_day(start, days, as_of):
    due = start + timedelta(days=days)
    standing = light(as_of, starts=start.isoformat(), due=due.isoformat())
    assert (standing.light == "overdue") == (as_of > due) == (standing.overdue_days > 0)


def test_a_deadline_reaching_into_a_year_without_holidays_says_so():
    standing = light("2026-12-01", starts="2026-12-01", due="2027-01-08", rule="survey")
    assert standing.unit == dl.WORKING and standing.assumed == (2027,)
    assert light("2026-03-01").assumed == ()


def test_the_worst_light_comes_first_and_finished_ones_do_not_count():
    clock = Clock(RULES, CALENDAR, day("2026-06-15"))
    standings = [clock.deadline(deadline(due=due, done=done)) for due, done in
                 (("2026-07-01", ""), ("2026-06-10", ""), ("2026-06-01", "2026-05-01"))]
    assert dl.worst(standings).due == day("2026-06-10")
    assert dl.worst(standings[2:]) is None


# -- batches, cut-off, notices --------------------------------------------------------------------------------------


def test_a_batch_binds_its_parcels_until_they_are_past_its_nodes():
    dates = {"remediate_by": "2026-03-31", "accept_by": "2026-05-31"}

    def nodes(status, own=()):
        return [d.node for d in dl.batch_deadlines(RULES, "P", 1, status, dates, "2026-01-10", own)]

    assert nodes("to_survey") == ["remediate", "accept"]
    assert nodes("to_accept") == ["accept"]
    assert nodes("written_off") == nodes("to_evidence") == []
    assert nodes("rectifying", [deadline(rule="remediate")]) == ["accept"]  # its own date stands instead
    assert dl.batch_deadlines(RULES, "P", 1, "to_survey", {"remediate_by": None, "accept_by": ""}, "2026-01-10") == []


def test_the_acceptance_cut_off_is_not_moved_by_a_hold_and_closes_the_day_after():
    one = dl.batch_deadlines(RULES, "P", 1, "rectifying", {"accept_by": "2026-05-31"}, "2026-01-10")[0]
    standing = Clock(RULES, CALENDAR, day("2026-06-01")).deadline(one, [hold("2026-03-01")])
    assert (standing.light, standing.paused_days) == ("overdue", 0)
    assert [dl.cut_off_passed("2026-05-31", day(d)) for d in ("2026-05-31", "2026-06-01")] == [False, True]
    assert not dl.cut_off_passed(None, day("2030-01-01")) and not dl.cut_off_passed("", day("2030-01-01"))


def notice(kind="correction_order", served="2026-03-02", due="2026-03-17", closed="", escalated=""):
    return Notice("n", "P", 1, kind, "责改〔2026〕1号", "2026-03-01", served, due, None, "", closed, escalated)


@pytest.mark.parametrize(("given", "holds", "as_of", "due"), [
    (notice(), [], "2026-03-17", False), (notice(), [], "2026-03-18", True),
    (notice(served=""), [], "2026-05-01", False), (notice(served="2026-06-01"), [], "2026-05-01", False),
    (notice(closed="2026-03-15"), [], "2026-05-01", False), (notice(closed="2026-03-20"), [], "2026-03-19", True),
    (notice(escalated="2026-03-18"), [], "2026-05-01", False), (notice("assignment"), [], "2026-05-01", False),
    (notice("of the county's own"), [], "2026-05-01", False), (notice("demand"), [], "2026-05-01", True),
    (notice(), [hold("2026-03-10")], "2026-05-01", False), (notice(), [hold("2026-03-10", "2026-03-20")], "2026-03-27", False),
    (notice(), [hold("2026-03-10", "2026-03-20")], "2026-03-28", True)])
def test_a_notice_run_out_and_not_complied_with_is_due_for_escalation(given, holds, as_of, due):
    clock = Clock(RULES, CALENDAR, day(as_of))
    assert (dl.escalation_of(clock, given, holds) is not None) is due


def test_a_flag_of_unrest_or_petition_holds_the_escalation_back():
    clock = Clock(RULES, CALENDAR, day("2026-05-01"))
    assert dl.escalation_of(clock, notice(), (), ["typical"]).held_back == ""
    assert dl.escalation_of(clock, notice(), (), ["typical", "petition"]).held_back == "petition"


# -- extensions -----------------------------------------------------------------------------------------------------


def extend(rule, first, due, new, times=0, documented=False):
    dl.check_extension(RULES.rule(rule), CALENDAR, day(first), day(due), day(new), times=times, documented=documented)


def test_sixty_days_for_the_decision_may_be_extended_once_by_thirty():
    extend("decision", "2026-05-01", "2026-05-01", "2026-05-31")
    with pytest.raises(NotAllowed, match="2026-05-31 at most"):
        extend("decision", "2026-05-01", "2026-05-01", "2026-06-01")
    with pytest.raises(NotAllowed, match="1 times already"):
        extend("decision", "2026-05-01", "2026-05-20", "2026-05-31", times=1)
    extend("decision", "2026-05-01", "2026-05-20", "2026-08-31", times=1, documented=True)


def test_an_extension_can_only_be_later():
    for new in ("2026-05-01", "2026-04-30"):
        with pytest.raises(NotAllowed, match="only be later"):
            extend("remediate", "2026-05-01", "2026-05-01", new, documented=True)
    extend("remediate", "2026-05-01", "2026-05-01", "2027-05-01", times=9)


# -- backwards ------------------------------------------------------------------------------------------------------


def test_the_schedule_made_backwards_ends_on_the_acceptance_day():
    plan = dl.schedule_back(RULES, CALENDAR, day("2026-06-30"), as_of=day("2026-01-05"))
    assert [step.node for step in plan.steps] == ["survey", "sign_off", "review", "remediate", "accept"]
    assert plan.steps[-1] == ("accept", day("2026-06-15"), day("2026-06-30"))  # the Dragon Boat Festival lies between
    assert all(earlier.due == later.starts for earlier, later in zip(plan.steps, plan.steps[1:]))
    assert plan.short_days == 0


def test_the_batch_s_own_rectification_day_binds_when_it_is_earlier():
    plan = dl.schedule_back(RULES, CALENDAR, day("2026-06-30"), as_of=day("2026-05-01"), remediate_by=day("2026-05-20"),
                            first="remediate")
    assert plan.steps[0] == ("remediate", day("2026-04-20"), day("2026-05-20"))
    assert plan.short_days == 11


@given(DAYS, DAYS, st.sampled_from([s.node for s in RULES.backward]))
def test_a_plan_never_runs_backwards_in_time(accept_by, as_of, first):
    plan = dl.schedule_back(RULES, CALENDAR, accept_by, as_of=as_of, first=first)
    assert all(step.starts <= step.due for step in plan.steps) and plan.steps[-1].due == accept_by
    assert plan.short_days == max(0, (as_of - plan.steps[0].starts).days)


# -- the data -------------------------------------------------------------------------------------------------------


def dictionary(name):
    return parse_dictionary(name, resource("dictionaries", f"{name}.json").read_text(encoding="utf-8"), name)


def test_the_shipped_rules_name_only_what_the_dictionaries_know():
    statuses = {e.code for e in dictionary("status").entries}
    nodes, kinds = ({e.code for e in dictionary(name).entries} for name in ("deadline_node", "notice_kind"))
    for rule in RULES.rules:
        assert rule.starts <= statuses and rule.node in nodes and rule.citation
    for node in RULES.batch_nodes:
        assert node.open_in <= statuses and node.node in nodes
    assert {n.kind for n in RULES.notices} == kinds
    assert {s.node for s in RULES.backward} <= nodes
    assert {"decision", "remediate", "accept", "survey"} <= {r.node for r in RULES.rules if r.starts}


@pytest.mark.parametrize(("change", "reason"), [
    (lambda r: r["rules"][0].update(unit="weeks"), "unit weeks"), (lambda r: r["rules"][0].update(days=-3), "-3"),
    (lambda r: r["rules"].append(r["rules"][0]), "stands twice"), (lambda r: r["lights"].update(notice=90), "rising"),
    (lambda r: r["rules"][0].update(batch="someday"), "someday"), (lambda r: r.pop("backward"), "backward")])
def test_rules_that_cannot_be_are_refused_with_their_file(change, reason):
    raw = shipped("deadlines")
    change(raw)
    with pytest.raises(BadInput, match=rf"deadlines.json.*{reason}"):
        DeadlineRules.from_json(raw, "deadlines.json")


DEFICIENCIES = {  # Machado 2009, severity 1
    "none": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def lab(colour, matrix):
    rgb = [int(colour[at:at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in rgb]
    seen = [min(1.0, max(0.0, sum(m * v for m, v in zip(row, linear)))) for row in matrix]
    to_xyz = ((0.4124564, 0.3575761, 0.1804375), (0.2126729, 0.7151522, 0.0721750), (0.0193339, 0.1191920, 0.9503041))
    xyz = [sum(m * v for m, v in zip(row, seen)) / white for row, white in zip(to_xyz, (0.95047, 1.0, 1.08883))]
    f = [v ** (1 / 3) if v > 0.008856 else 7.787 * v + 16 / 116 for v in xyz]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("matrix", DEFICIENCIES.values(), ids=DEFICIENCIES.keys())
def test_the_lights_are_told_apart_by_the_colour_blind_and_by_shape(matrix):
    lights = dictionary("traffic_light").entries
    assert {entry.code for entry in lights} == set(dl.GRAVITY)
    assert len({entry.extra["symbol"] for entry in lights}) == len(lights)
    for one, other in combinations(lights, 2):
        apart = sum((a - b) ** 2 for a, b in zip(lab(one.extra["colour"], matrix), lab(other.extra["colour"], matrix))) ** 0.5
        assert apart >= 15, (one.code, other.code, apart)
