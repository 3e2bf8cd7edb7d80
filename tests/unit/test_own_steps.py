"""Undo and redo of one's own findings, read from the journal: a stack of one's own, whoever else writes between."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.ledger.cases.own_steps import Told, next_steps

ME, OTHER = "lin", "wang"
KEYS = st.lists(st.sampled_from(["record", "undo", "redo", "other", "screen"]), max_size=40)


class Stack:
    """What an editor does, kept the plain way."""

    def __init__(self):
        self.done, self.taken = [], []

    def record(self, seq):
        self.done.append(seq)
        self.taken.clear()


@given(KEYS)
def test_undo_and_redo_go_back_and_forth_as_in_any_editor(keys):
    """Against a plain stack: undo, redo and undo again are events, yet the steps they are about stay the same."""
    events, plain = [], Stack()

    def write(actor, action, target=0):
        events.append(Told(len(events) + 1, f"P{len(events) % 3}", actor, action, target))
        return len(events)

    for key in keys:
        found = next_steps(events, ME)
        assert (found.undo.seq if found.undo else None) == (plain.done[-1] if plain.done else None)
        assert (found.redo.seq if found.redo else None) == (plain.taken[-1] if plain.taken else None)
        if key == "record":
            plain.record(write(ME, "record"))
        elif key == "other":
            write(OTHER, "correct")
        elif key == "undo" and found.undo is not None:
            write(ME, "undo", found.undo.target)
            plain.taken.append(plain.done.pop())
        elif key == "redo" and found.redo is not None:
            write(ME, "undo", found.redo.target)
            plain.done.append(plain.taken.pop())


def test_what_a_colleague_took_back_is_neither_undone_again_nor_put_back_here():
    events = [Told(1, "P1", ME, "record"), Told(2, "P2", ME, "record"), Told(3, "P2", OTHER, "undo", 2)]
    found = next_steps(events, ME)
    assert found.undo is not None and found.undo.seq == 1
    assert found.redo is None


def test_a_step_over_many_parcels_is_taken_back_as_one():
    events = [Told(1, "P1", ME, "record", group="G"), Told(2, "P2", ME, "record", group="G")]
    assert next_steps(events, ME).undo.group == "G"
    taken = [*events, Told(3, "P2", ME, "undo", 2, "U"), Told(4, "P1", ME, "undo", 1, "U")]
    found = next_steps(taken, ME)
    assert found.undo is None and found.redo.group == "U"


def test_a_parcel_of_such_a_step_that_went_back_and_forth_by_itself_goes_by_itself_from_then_on():
    events = [Told(1, "P1", ME, "record", group="G"), Told(2, "P2", ME, "record", group="G"),
              Told(3, "P2", ME, "undo", 2), Told(4, "P2", ME, "undo", 3)]
    assert next_steps(events, ME).undo == (2, "P2", 2, "")
