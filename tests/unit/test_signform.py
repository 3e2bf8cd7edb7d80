"""The paper sign-off form as data: its codes, its pages, and what the ledger keeps of it."""

from __future__ import annotations

import json

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.journal import canonical
from farmland_plugin.domain.signform import (
    ALPHABET,
    PARCELS_PER_PAGE,
    FormCode,
    FormParcel,
    arranged,
    form_id_of,
    from_payload,
    parse_code,
    parse_typed,
)

codes = st.builds(FormCode, st.text(st.sampled_from(ALPHABET), min_size=10, max_size=10), st.integers(1, 99))


def parcels(count: int) -> list[FormParcel]:
    return [FormParcel(f"01J{i:023d}", f"{i:064x}", i % 5 + 1) for i in range(count)]


@given(codes)
def test_a_code_comes_back_from_the_qr_code_and_from_the_keyboard(code):
    assert parse_code(code.text()) == code
    assert parse_typed(code.typed()) == code
    assert parse_typed(code.text()) == code
    assert code.text().isascii()
    assert len(code.text()) <= 24  # what version 3 holds at level H


@given(codes, st.data())
def test_a_code_is_typed_in_any_case_width_and_grouping_with_lookalikes(code, data):
    typed = code.typed()
    for digit, lookalikes in (("0", "0Oo"), ("1", "1IiLl")):
        typed = "".join(data.draw(st.sampled_from(lookalikes)) if sign == digit else sign for sign in typed)
    if data.draw(st.booleans()):
        typed = typed.lower()
    if data.draw(st.booleans()):  # an input method left at full width
        typed = "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in typed)
    typed = typed.replace("-", data.draw(st.sampled_from(["-", " ", "", " - ", "—", "　"])))
    assert parse_typed(f" {typed}\n") == code


@settings(derandomize=True)
@given(codes, st.integers(0, 15), st.sampled_from(ALPHABET))
def test_one_mistyped_sign_is_noticed(code, place, sign):
    signs = list(code.typed().replace("-", ""))
    assume(signs[place] != sign)
    signs[place] = sign
    with pytest.raises(BadInput):
        parse_typed("".join(signs))


@settings(derandomize=True)
@given(codes, st.integers(0, 14))
def test_two_neighbours_swapped_are_noticed(code, place):
    signs = list(code.typed().replace("-", ""))
    assume(signs[place] != signs[place + 1])
    signs[place], signs[place + 1] = signs[place + 1], signs[place]
    with pytest.raises(BadInput):
        parse_typed("".join(signs))


@given(st.text(max_size=40))
def test_other_texts_are_no_codes(text):
    assume(not text.startswith("FS1|"))
    assert parse_code(text) is None


@pytest.mark.parametrize("text", [
    "", "FS1", "FS1|0000000000|01|", "FS1|0000000000|1|0000", "FS2|0000000000|01|0000", "fs1|0000000000|01|0000",
    "FS1|000000000U|01|0000",
])
def test_what_is_nearly_a_code_is_none(text):
    assert parse_code(text) is None


def test_there_is_no_page_nought():
    assert parse_code(FormCode(form_id_of("x"), 0).text()) is None
    with pytest.raises(BadInput):
        parse_typed(FormCode(form_id_of("x"), 0).typed())


@pytest.mark.parametrize(("typed", "words"), [
    ("", "16 letters and digits, not 0"), ("7K3M-9QXA", "16 letters and digits, not 8"), ("7K3M-9QXA-2B01-0000", "mistyped"),
    ("7K3M-9QXA-2BXX-0000", "mistyped"), ("签签签签签签签签签签签签签签签签", "mistyped"),
])
def test_a_mistyped_code_is_answered_with_how_to_mend_it(typed, words):
    with pytest.raises(BadInput, match=words):
        parse_typed(typed)


def test_new_form_numbers_differ_and_have_ten_signs():
    numbers = {form_id_of(f"seed {i}") for i in range(5000)}
    assert len(numbers) == 5000
    assert {len(number) for number in numbers} == {10}


@given(st.integers(1, 130))
def test_parcels_stand_twenty_on_a_page_in_their_order(count):
    form = arranged(form_id_of("order"), "survey", 2, "village_committee", parcels(count))
    assert form.parcels() == tuple(parcels(count))
    assert [page.number for page in form.pages] == list(range(1, len(form.pages) + 1))
    assert all(len(page.parcels) == PARCELS_PER_PAGE for page in form.pages[:-1])
    assert 1 <= len(form.pages[-1].parcels) <= PARCELS_PER_PAGE
    assert [code.page for code in form.codes()] == [page.number for page in form.pages]
    assert form.page(len(form.pages) + 1) is None


@given(st.integers(1, 45))
def test_the_issue_event_brings_the_form_back(count):
    form = arranged(form_id_of("event"), "acceptance", 3, "department_lead", parcels(count))
    body = json.loads(canonical({"action": "issue_form", "payload": form.payload()}))
    assert from_payload(body["payload"]) == form
    assert set(form.payload()) == {"form_id", "stage", "level", "role", "pages"}


def test_an_event_without_case_versions_is_read_too():
    payload = {"form_id": "0123456789", "stage": "survey", "level": 1, "role": "household",
               "pages": [[{"uid": "A", "subject_hash": "b"}]]}
    assert from_payload(payload).pages[0].parcels == (FormParcel("A", "b", 0),)


def test_no_parcel_a_parcel_twice_and_too_many_are_refused():
    with pytest.raises(BadInput, match="No parcel"):
        arranged("0123456789", "survey", 1, "household", [])
    with pytest.raises(BadInput, match="twice"):
        arranged("0123456789", "survey", 1, "household", [*parcels(3), parcels(1)[0]])
    with pytest.raises(BadInput, match="1980 parcels at most, not 1981"):
        arranged("0123456789", "survey", 1, "household", parcels(1981))
