"""Taking over the earlier issue's case: no answer of either case is ever lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.parcel import CaseState
from farmland_plugin.domain.takeover import COLUMNS, answers, clashes, lost, taken

TEXT = st.sampled_from(["", "a", "b", "甲"])
ANSWER = st.one_of(TEXT, st.sampled_from([[], ["x"], ["x", "y"]]))
FLAGS = st.lists(st.sampled_from(["typical", "police", "hard_case"]), unique=True).map(",".join)


@st.composite
def cases(draw):
    columns = {name: draw(TEXT) for name in COLUMNS if name != "flags"}
    facts = draw(st.dictionaries(st.sampled_from(["use_class", "owner", "plot_mu"]), ANSWER))
    return CaseState("P", flags=draw(FLAGS), facts=facts, **columns)


def after(case, fields):
    """A case with fields set as the door sets them."""
    facts = {**case.facts, **{name[6:]: value for name, value in fields.items() if name.startswith("facts.")}}
    return replace(case, facts=facts, **{name: value for name, value in fields.items() if not name.startswith("facts.")})


@given(cases(), cases())
def test_no_answer_of_either_case_is_lost_where_they_do_not_clash(earlier, case):
    if clashes(earlier, case):
        assert set(clashes(earlier, case)) <= set(lost(earlier, case))
        return
    now = after(case, taken(earlier, case))
    assert lost(earlier, now) == [] and lost(case, now) == []
    assert set(answers(now)) == {*answers(earlier), *answers(case)}


@given(cases(), cases())
def test_taking_over_twice_takes_nothing_the_second_time(earlier, case):
    if not clashes(earlier, case):
        assert taken(earlier, after(case, taken(earlier, case))) == {}


@given(cases())
def test_an_untouched_case_takes_over_everything_and_a_clash_is_only_where_both_answer(case):
    fresh = CaseState("Q")
    assert clashes(case, fresh) == clashes(fresh, case) == []
    assert answers(after(fresh, taken(case, fresh))) == answers(case)


@given(cases(), st.sampled_from([name for name in COLUMNS if name != "flags"]))
def test_another_answer_to_the_same_question_is_named(case, name):
    one, other = replace(case, **{name: "one"}), replace(case, **{name: "other"})
    assert clashes(one, other) == [name]
    assert lost(one, other) == [name]


def test_flags_add_up_and_those_lost_are_seen():
    earlier, case = CaseState("P", flags="police,typical"), CaseState("Q", flags="hard_case,police")
    assert clashes(earlier, case) == []
    assert taken(earlier, case) == {"flags": "hard_case,police,typical"}
    assert lost(earlier, case) == ["flags"]
