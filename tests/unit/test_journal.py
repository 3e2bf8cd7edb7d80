"""Canonical bodies and the two hash chains."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.journal import GENESIS, Event, canonical, link, sm3, sm3_pure, verify_chain


def chain(count):
    events, prev_hash, prev_sm3 = [], GENESIS, GENESIS
    for seq in range(1, count + 1):
        body = canonical({"seq": seq, "parcel_uid": None, "action": "a", "ts": "t", "actor": "w", "n": Decimal("1.50")})
        made = link(body, prev_hash, prev_sm3)
        events.append(Event(seq, body, made.body_hash, made.prev_hash, made.hash, made.sm3, None, "a", "t", "w"))
        prev_hash, prev_sm3 = made.hash, made.sm3
    return events


@pytest.mark.parametrize("function", [sm3, sm3_pure])
def test_sm3_meets_the_standard_vectors(function):
    assert function(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert function(b"abcd" * 16) == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"


@given(st.binary(max_size=300))
def test_the_plain_sm3_equals_openssl(data):
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this OpenSSL has no SM3")
    assert sm3_pure(data) == hashlib.new("sm3", data).hexdigest()


def test_a_body_has_one_text():
    assert canonical({"b": [1, "耕"], "a": Decimal("0.10")}) == '{"a":"0.10","b":[1,"耕"]}'
    with pytest.raises(BadInput):
        canonical({"area": 0.1})


def test_an_untouched_chain_holds():
    assert list(verify_chain(chain(5))) == []


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lambda e: [e[0], replace(e[1], body=e[1].body.replace("1.50", "1.60")), *e[2:]], (2, "body")),
        (lambda e: [e[0], *e[2:]], (3, "gap")),
        (lambda e: [e[1], e[0], *e[2:]], (2, "gap")),
        (lambda e: [e[0], replace(e[1], actor="somebody else"), *e[2:]], (2, "copy")),
        (lambda e: [e[0], replace(e[1], sm3="0" * 64), *e[2:]], (2, "chain")),
    ],
)
def test_edited_deleted_and_reordered_events_show(spoil, said):
    assert said in list(verify_chain(spoil(chain(5))))


def test_a_cut_tail_does_not_show_in_the_chain_alone():
    assert list(verify_chain(chain(5)[:3])) == []
