"""Two sides of one case brought together: what only one did is taken, what both did differently is asked."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.merge import (
    CLOSED,
    HOLD,
    ROUNDS,
    STATUS,
    STEPS,
    Known,
    Side,
    Touch,
    changes_of,
    common_seq,
    counted_twice,
    fields_of,
    merge_case,
    merged_codes,
    path_since,
    possible_duplicates,
    touches_of,
)
from farmland_plugin.domain.merge_rows import (
    ADD,
    REMOVE,
    SET,
    THIS_EVENT,
    Beside,
    RowChange,
    applied,
    duty_id,
    merge_attachments,
    merge_deadlines,
    merge_duties,
    merge_holds,
    merge_notices,
    merge_signatures,
)
from farmland_plugin.domain.parcel import CaseState

FINALS = ("written_off", "voided")
NAMES = ("finding", "disposition", "note", "department", "facts.use", "facts.owner", "facts.kinds")
VALUES = {name: st.sampled_from([["a"], ["a", "b"], []]) if name == "facts.kinds" else st.sampled_from(["", "a", "b", "c"])
          for name in NAMES}


def case(**more):
    facts = {key[6:]: value for key, value in more.items() if key.startswith("facts.")}
    return fields_of(CaseState("P", facts=facts, **{key: value for key, value in more.items() if not key.startswith("facts.")}))


def side(ancestor, path=(), **changed):
    fields = {**ancestor, **changed}
    if path:
        fields[STATUS] = path[-1]
    kept = {key: value for key, value in fields.items() if not (key.startswith("facts.") and value in ("", []))}
    return Side(kept, tuple(path))


def plain(fields):
    return {key: value for key, value in fields.items() if value not in ("", [], None)}


changes = st.fixed_dictionaries({}, optional={name: VALUES[name] for name in NAMES})


@given(changes, changes, changes)
def test_disjoint_work_is_taken_from_both_sides_whoever_merges(start, mine, theirs):
    ancestor = case(**start)
    theirs = {key: value for key, value in theirs.items() if key not in mine}
    ours_, theirs_ = side(ancestor, **mine), side(ancestor, **theirs)
    here, there = merge_case(ancestor, ours_, theirs_), merge_case(ancestor, theirs_, ours_)
    assert here.clashes == there.clashes == ()
    expected = plain({**ancestor, **mine, **theirs})
    assert plain(here.after(ours_.fields)) == plain(there.after(theirs_.fields)) == expected


@given(changes, changes, changes)
def test_merging_a_second_time_changes_nothing(start, mine, theirs):
    ancestor = case(**start)
    ours_, theirs_ = side(ancestor, **mine), side(ancestor, **theirs)
    once = merge_case(ancestor, ours_, theirs_)
    # what was merged is the new ancestor: their side has not moved since
    again = merge_case(theirs_.fields, Side(once.after(ours_.fields)), theirs_)
    assert again.taken == {} and again.clashes == ()


@given(changes, changes, changes)
def test_every_field_is_taken_kept_the_same_or_asked_and_none_is_lost(start, mine, theirs):
    ancestor = case(**start)
    ours_, theirs_ = side(ancestor, **mine), side(ancestor, **theirs)
    merged = merge_case(ancestor, ours_, theirs_)
    after = merged.after(ours_.fields)
    asked = {clash.field: clash for clash in merged.clashes}
    for name in NAMES:
        base, own, other = (fields.get(name, "") or "" for fields in (ancestor, ours_.fields, theirs_.fields))
        result = after.get(name, "") or ""
        if own in (base, other):
            assert result == other and name not in asked
        elif other == base:
            assert result == own and name not in asked
        else:
            assert result == own and (asked[name].ours or "", asked[name].theirs or "") == (own, other)


STATES = ("to_survey", "surveying", "signing", "county_review", "rectifying")


@given(st.lists(st.sampled_from(STATES), max_size=4), st.lists(st.sampled_from(STATES), max_size=4))
def test_the_longer_of_two_ways_that_agree_is_gone_on_and_others_are_asked(mine, theirs):
    ancestor = case()
    merged = merge_case(ancestor, side(ancestor, mine), side(ancestor, theirs))
    after = merged.after(side(ancestor, mine).fields)[STATUS]
    ends = {way[-1] for way in (mine, theirs) if way}
    if theirs[:len(mine)] == mine and theirs:
        assert after == theirs[-1] and not merged.clashes
    elif mine[:len(theirs)] == theirs or len(ends) == 1:
        assert after == (mine[-1] if mine else "to_survey") and not merged.clashes
    else:
        assert [clash.field for clash in merged.clashes] == [STATUS] and after == mine[-1]


def test_a_way_that_broke_the_rules_is_asked_although_only_they_went_it():
    ancestor = case()
    theirs = side(ancestor, ["surveying", "signing"], finding="legal")
    merged = merge_case(ancestor, side(ancestor), theirs, FINALS, "no signature")
    assert merged.taken == {"finding": "legal"} and not merged.moved
    assert [(c.field, c.note, c.binding) for c in merged.clashes] == [(STATUS, "no signature", True)]


def test_facts_that_belong_to_another_step_wait_until_the_step_is_decided():
    ancestor = case(status="signing", finding="legal")
    theirs = side(ancestor, ["surveying"], finding="other", department="police")
    merged = merge_case(ancestor, side(ancestor, ["county_review"]), theirs)
    assert merged.taken == {"department": "police"}
    assert {clash.field: clash.note for clash in merged.clashes} == {STATUS: "", "finding": STEPS}


def test_a_case_closed_here_takes_over_no_facts_and_no_hold():
    ancestor = case(status="to_write_off", finding="legal")
    merged = merge_case(ancestor, side(ancestor, ["written_off"]),
                        side(ancestor, finding="other", department="police", hold="appeal"), FINALS)
    assert merged.taken == {"department": "police"}
    assert {clash.field: clash.note for clash in merged.clashes} == {"finding": CLOSED, HOLD: CLOSED}
    assert all(clash.binding for clash in merged.clashes)


def test_answers_of_another_round_are_not_mixed_into_this_one():
    ancestor = case(status="written_off", finding="legal", **{"facts.use": "a"})
    theirs = Side({**case(status="surveying", finding="other"), "round": 2}, ("to_survey", "surveying"))
    alone = merge_case(ancestor, side(ancestor), theirs, FINALS)
    assert alone.moved and alone.taken[STATUS] == "surveying" and alone.taken["round"] == 2 and alone.taken["facts.use"] == ""
    both = merge_case(ancestor, side(ancestor, note="corrected"), theirs, FINALS)
    assert not both.moved and "finding" not in both.taken
    status = next(clash for clash in both.clashes if clash.field == STATUS)
    assert status.theirs == ["surveying", 2] and status.note == ROUNDS


@given(*(st.sets(st.sampled_from("abcdef")) for _ in range(3)))
def test_flags_are_a_set_what_either_added_is_there_and_what_either_took_away_is_not(base, mine, theirs):
    merged = set(filter(None, merged_codes(*(",".join(sorted(codes)) for codes in (base, mine, theirs))).split(",")))
    assert merged == ((mine | theirs) - (base - mine) - (base - theirs))


@given(st.lists(st.integers(0, 3), max_size=8), st.lists(st.integers(0, 3), max_size=8))
def test_the_ancestor_is_the_longest_common_beginning(mine, theirs):
    pairs = [list(enumerate(map(str, side_), 1)) for side_ in (mine, theirs)]
    found = common_seq(*pairs)
    assert mine[:found] == theirs[:found]
    assert found == min(len(mine), len(theirs)) or mine[found] != theirs[found]


def body(seq, to, was="", **more):
    return {"seq": seq, "from": was, "to": to, "set": {STATUS: to}, "actor": f"a{seq}", "ts": f"t{seq}", **more}


def test_the_way_since_an_event_begins_where_the_case_stood_when_that_is_not_the_ancestors_place():
    bodies = [body(1, "surveying", "to_survey"), body(4, "signing", "surveying"), body(9, "surveying", "signing")]
    assert path_since(bodies, 0, "to_survey", "to_survey") == ("surveying", "signing", "surveying")
    assert path_since(bodies, 4, "to_survey", "signing") == ("surveying",)
    assert path_since(bodies, 4, "to_survey", "county_review") == ("signing", "surveying")
    assert path_since(bodies, 9, "to_survey", "surveying") == ()


def test_events_of_the_first_release_say_what_they_set_by_their_payload():
    old = {"seq": 3, "from": "to_survey", "to": "surveying", "actor": "x", "ts": "t",
           "payload": {"finding": "legal", "facts": {"use": "house"}}}
    assert changes_of(old) == {STATUS: "surveying", "finding": "legal", "facts.use": "house"}
    assert touches_of([old])["facts.use"] == Touch("x", "t", 3)
    assert changes_of({"action": "package", "payload": {"finding": "?"}}) == {}


def test_people_of_one_name_may_be_the_same_unless_their_numbers_differ():
    ours = [Known("1", "张三"), Known("2", "李四", "11"), Known("3", "王五", "", "138")]
    new = [Known("4", "张三", "12"), Known("5", "李四", "13"), Known("6", "赵六", "", "138"), Known("7", "钱七")]
    assert possible_duplicates(ours, new) == [("4", "1"), ("6", "3")]


def test_a_file_imported_on_both_sides_is_named():
    assert counted_twice({"sha": frozenset({"ours"})}, {"theirs": "sha", "other": "new", "ours": "sha"}) == {"theirs": "ours"}


# -- rows beside the case -------------------------------------------------------------------------------------


def signature(sign_id, person="A", seq=5, **more):
    return {"sign_id": sign_id, "parcel_uid": "P", "round": 1, "stage": "survey", "level": 1, "person_id": person,
            "decision": "agree", "subject_hash": "h", "void_seq": None, "seq": seq, **more}


def test_their_signatures_are_added_and_name_the_event_that_adds_them():
    changes_, remarks = merge_signatures([signature("1", "B")], [signature("2")], Beside("P", 3))
    assert [(c.kind, c.row["sign_id"], c.row["seq"], c.row["void_seq"]) for c in changes_] == [(ADD, "2", THIS_EVENT, None)]
    assert remarks == []


def test_the_same_person_on_the_same_level_counts_once_and_is_told():
    changes_, remarks = merge_signatures([signature("1")], [signature("2")], Beside("P", 3))
    assert changes_[0].row["void_seq"] == THIS_EVENT and [one.kind for one in remarks] == ["signed_twice"]
    other_facts, remarks = merge_signatures([signature("1", subject_hash="g")], [signature("2")], Beside("P", 3))
    assert other_facts[0].row["void_seq"] is None and remarks == []


def test_a_signature_given_while_the_case_was_sent_back_here_or_against_the_rules_comes_in_void():
    for beside, kind in ((Beside("P", 3, returned=frozenset({("survey", 1)})), "signature_void"),
                         (Beside("P", 3, refused=frozenset({"2"})), "signature_refused")):
        changes_, remarks = merge_signatures([], [signature("2")], beside)
        assert changes_[0].row["void_seq"] == THIS_EVENT and [one.kind for one in remarks] == [kind]


def test_a_signature_they_ended_ends_here_when_it_was_taken_back_or_the_case_goes_their_way():
    ours, theirs = [signature("1", seq=2)], [signature("1", seq=2, void_seq=9)]
    assert merge_signatures(ours, theirs, Beside("P", 3))[0] == []  # their step did not come
    taken_back = merge_signatures(ours, theirs, Beside("P", 3, their_actions={9: "withdraw_signature"}))[0]
    moved = merge_signatures(ours, theirs, Beside("P", 3, moved=True))[0]
    assert [(c.kind, c.row["void_seq"]) for c in (*taken_back, *moved)] == [(SET, THIS_EVENT)] * 2


def photo(sha, seq=5, removed=None):
    return {"parcel_uid": "P", "sha256": sha, "role": "photo_far", "round": 1, "ord": 0, "caption": "", "seq": seq,
            "removed_seq": removed}


@given(st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")), st.sets(st.sampled_from("abcdef")))
def test_photos_are_a_set_added_on_either_side_and_taken_off_on_either_side(base, mine, theirs):
    def rows(now):
        return [photo(sha, 1 if sha in base else 5, None if sha in now else 7) for sha in sorted(base | now)]

    changes_, _ = merge_attachments(rows(mine), rows(theirs), Beside("P", 3))
    left = {row["sha256"] for row in applied("parcel_attachment", rows(mine), changes_) if row["removed_seq"] is None}
    assert left == (mine | theirs) - (base - mine) - (base - theirs)


def duty(person, seq=5, note=""):
    return {"parcel_uid": "P", "slot": "subject", "person_id": person, "department": "", "note": note, "seq": seq}


def test_duties_named_and_taken_away_on_their_side_follow_here():
    beside = Beside("P", 3, their_ids=frozenset({duty_id("subject", "gone"), duty_id("subject", "new")}))
    changes_, _ = merge_duties([duty("gone", 1), duty("stays", 1)], [duty("new"), duty("stays", 1)], beside)
    assert {(c.kind, c.row["person_id"]) for c in changes_} == {(ADD, "new"), (REMOVE, "gone")}


def test_a_duty_taken_away_there_and_written_here_stays():
    names = frozenset({duty_id("subject", "A")})
    assert merge_duties([duty("A", 6)], [], Beside("P", 3, our_ids=names, their_ids=names)) == ([], [])


def notice(notice_id, **more):
    return {"notice_id": notice_id, "parcel_uid": "P", "round": 1, "kind": "order", "number": f"n{notice_id}", "issued_on": "d",
            "served_on": "", "due_on": "", "attachment": None, "note": "", "closed_on": "", "escalated_on": "", "seq": 1, **more}


def test_what_became_of_a_notice_on_their_side_is_taken_over_and_a_difference_is_told():
    theirs = frozenset({"1"})
    changes_, remarks = merge_notices([notice("1")], [notice("1", served_on="x", due_on="y"), notice("2", seq=8)],
                                      Beside("P", 3, their_ids=theirs))
    assert [(c.kind, c.row["served_on"]) for c in changes_] == [(SET, "x"), (ADD, "")] and remarks == []
    changes_, remarks = merge_notices([notice("1", served_on="z")], [notice("1", served_on="x", closed_on="c")],
                                      Beside("P", 3, our_ids=theirs, their_ids=theirs))
    assert changes_[0].row["served_on"] == "z" and changes_[0].row["closed_on"] == "c"
    assert [one.kind for one in remarks] == ["notice_differs"]


def deadline(deadline_id, **more):
    return {"deadline_id": deadline_id, "parcel_uid": "P", "round": 1, "node": "rectify", "starts_on": "s", "due_on": "d",
            "rule_id": "r", "reason": "", "extended_seq": None, "done_on": "", "seq": 5, **more}


def test_deadlines_that_a_move_began_come_only_with_the_move():
    own = frozenset({"1"})
    theirs = [deadline("1"), deadline("2", rule_id="", node="other")]
    stayed, _ = merge_deadlines([], theirs, Beside("P", 3, own_moves=own))
    moved, _ = merge_deadlines([], theirs, Beside("P", 3, own_moves=own, moved=True))
    assert [c.row["deadline_id"] for c in stayed] == ["2"] and [c.row["deadline_id"] for c in moved] == ["1", "2"]
    twin, _ = merge_deadlines([deadline("o")], [deadline("1", done_on="x")], Beside("P", 3, own_moves=own, moved=True))
    assert [(c.kind, c.row["deadline_id"], c.row["done_on"]) for c in twin] == [(SET, "o", "x")]


def test_two_open_deadlines_for_one_node_are_told():
    changes_, remarks = merge_deadlines([deadline("o")], [deadline("1")], Beside("P", 3))
    assert len(changes_) == 1 and [one.kind for one in remarks] == ["two_deadlines"]


def hold(since, until="", seq=5):
    return {"parcel_uid": "P", "kind": "suspended", "reason": "r", "since": since, "until": until, "seq": seq}


def test_times_of_standing_still_are_kept_and_a_running_one_only_with_the_hold():
    theirs = [hold("1", "2"), hold("3")]
    assert [c.row["since"] for c in merge_holds([], theirs, Beside("P", 3))[0]] == ["1"]
    assert [c.row["since"] for c in merge_holds([], theirs, Beside("P", 3, hold=True))[0]] == ["1", "3"]
    released = merge_holds([hold("3", seq=2)], [hold("3", "9", seq=2)], Beside("P", 3, hold=True))[0]
    assert [(c.kind, c.row["until"]) for c in released] == [(SET, "9")]


@settings(max_examples=30)
@given(st.sampled_from([ADD, SET, REMOVE]), st.dictionaries(st.text("ab", min_size=1), st.integers(0, 3)))
def test_a_change_of_a_row_survives_the_journal(kind, was):
    change = RowChange("duty", kind, duty("A"), was)
    assert RowChange.from_dict(change.to_dict()) == change
