"""Persons: numbers are checked with a reason, shown masked, and leave only a salted hash in the journal."""

from __future__ import annotations

import hashlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from farmland_plugin.domain import people
from farmland_plugin.domain.codes import parse_dictionary
from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.people import Duty, Person
from farmland_plugin.paths import resource

TODAY = date(2026, 7, 1)


@pytest.mark.parametrize(("written", "stored"), [
    ("11010519491231002X", "11010519491231002X"), ("11010519491231002x", "11010519491231002X"),
    (" 110105 19491231 002x ", "11010519491231002X"), ("１１０１０５１９４９１２３１００２Ｘ", "11010519491231002X"),
    ("440524188001010014", "440524188001010014"), ("", ""), ("  ", ""),
    ("91350100M000100Y43", "91350100M000100Y43")])  # the credit code GB 32100 gives as its example
def test_a_right_number_is_stored_in_one_way(written, stored):
    assert people.check_id_no(written, TODAY) == stored


@pytest.mark.parametrize(("written", "reason"), [
    ("110105194912310020", "check character"), ("11010519491231002", "17 characters"), ("1101051949123100211", "19 characters"),
    ("110105491231002", "15 digits"), ("000105194912310029", "begins with 00"), ("110105194902300021", "1949-02-30"),
    ("110105199913010027", "1999-13-01"), ("11010520991231002X", "cannot be"), ("1101051949123100A1", "credit code"),
    ("91350100M000100Y44", "credit code"), ("11010519491231O02X", "credit code"), ("X1010519491231002X", "digits only"),
    ("110105-19491231002", "digits only")])
def test_a_wrong_number_is_refused_and_the_reason_said(written, reason):
    with pytest.raises(BadInput, match=reason):
        people.check_id_no(written, TODAY)


@given(st.text("0123456789", min_size=3, max_size=3), st.dates(date(1900, 1, 1), date(2025, 12, 31)),
       st.integers(0, 16), st.integers(1, 9))
def test_every_single_digit_mistyped_is_noticed(serial, born, at, by):
    body = "130423" + born.strftime("%Y%m%d").zfill(8) + serial
    number = body + people.check_character(body)
    assert people.check_id_no(number, TODAY) == number
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1:]
    with pytest.raises(BadInput):
        people.check_id_no(wrong, TODAY)


@pytest.mark.parametrize(("written", "stored"), [
    ("13912345678", "13912345678"), ("+86 139 1234 5678", "13912345678"), ("139-1234-5678", "13912345678"),
    ("0086-13912345678", "13912345678"), ("0310-1234567", "0310-1234567"), ("(010)12345678", "01012345678"),
    ("0310—1234567", "0310-1234567"), ("0310-1234567-802", "0310-1234567-802"), ("", "")])
def test_telephones_are_stored_plainly(written, stored):
    assert people.check_phone(written) == stored


@pytest.mark.parametrize("written", ["1391234567", "12345678901", "139123456789", "1234567", "张三", "110105194912310021"])
def test_what_is_no_telephone_is_refused(written):
    with pytest.raises(BadInput, match=r"mobile number|telephone number"):
        people.check_phone(written)


def test_a_refusal_never_repeats_a_whole_number():
    for check, text in ((people.check_phone, "88110105194912310021"), (people.check_name, "110105194912310021"),
                        (people.check_id_no, "110105194912310020")):
        with pytest.raises(BadInput) as caught:
            check(text)
        assert "19491231" not in str(caught.value)


@pytest.mark.parametrize(("name", "masked"), [("张三", "张*"), ("欧阳娜娜", "欧***"), ("张", "张*"), ("", "")])
def test_names_are_masked_but_for_the_family_name(name, masked):
    assert people.mask_name(name) == masked


def test_numbers_are_masked_but_for_their_last_four():
    one = Person("p", "张三", "11010519491231002X", "13912345678")
    assert (one.masked_name, one.masked_id_no, one.masked_phone) == ("张*", "**************002X", "*******5678")
    assert people.mask_number("1234567") == "*******" and people.mask_number("") == ""


def test_an_organisation_is_public():
    firm = Person("p", "某某建材有限公司", "91350100M000100Y43")
    assert firm.is_organisation and (firm.masked_name, firm.masked_id_no) == (firm.name, firm.id_no)


def test_the_hash_is_what_the_journal_s_rule_says():
    body = json.dumps({"id_no": "1", "name": "张三", "phone": "2"}, ensure_ascii=False, separators=(",", ":"))
    assert people.person_hash("salt", "张三", "1", "2") == hashlib.sha256(("salt" + body).encode()).hexdigest()


@given(st.text(), st.text(), st.text(), st.text())
def test_the_hash_changes_with_every_part(salt, name, id_no, phone):
    one = people.person_hash(salt, name, id_no, phone)
    assert one != people.person_hash(salt + "x", name, id_no, phone)
    assert one != people.person_hash(salt, name + "x", id_no, phone)
    assert one != people.person_hash(salt, name, id_no + "x", phone)
    assert one != people.person_hash(salt, name, id_no, phone + "x")


@pytest.mark.parametrize(("written", "stored"), [
    (" 张  三 ", "张 三"), ("买买提·艾则孜", "买买提·艾则孜"), ("张\x00三\n", "张三")])
def test_names_lose_what_cannot_be_seen(written, stored):
    assert people.check_name(written) == stored


def test_roles_are_stored_once_in_one_order():
    assert people.roles_text(["surveyor", " household", "surveyor", ""]) == "household,surveyor"
    assert people.roles_of("household,surveyor") == ("household", "surveyor") and people.roles_of("") == ()


def test_the_three_slots_and_the_three_mandatory_things_are_told_when_missing():
    duties = [Duty("P", "subject", "a"), Duty("P", "leader", "b")]
    assert people.missing_slots(duties) == ["supervision", "rectification"]
    assert people.missing_for_control(duties, "demolish", True) == []
    assert people.missing_for_control(duties[1:], "", False) == ["responsible", "measure", "deadline"]


def test_the_dictionaries_have_the_three_slots_and_the_departments_of_the_source_texts():
    def entries(name):
        text = resource("dictionaries", f"{name}.json").read_text(encoding="utf-8")
        return {e.code: e for e in parse_dictionary(name, text, name).entries}

    slots = entries("duty_slot")
    assert [c for c, e in slots.items() if e.extra.get("check")] == list(people.CHECKED_SLOTS)
    named = " ".join(e.label_zh + " ".join(e.aliases) for e in entries("department").values())
    for word in ("教育", "交通", "水利", "农业农村", "自然资源", "林草", "住建", "水务", "供电", "供排水", "公安", "纪委"):
        assert word in named
    assert entries("notice_kind")["correction_order"].label_zh == "责令限期改正通知书"
