"""Codes are text: unknown ones pass through and are told, and 1 is not silently taken for 01."""

from __future__ import annotations

from pathlib import Path

import pytest

from farmland_plugin.domain.codes import parse_dictionary
from farmland_plugin.intake.fields.mapping import UnknownCodes
from farmland_plugin.intake.fields.unknown_codes import is_known, stands_for

FOLDER = Path(__file__).resolve().parents[2] / "resources/dictionaries"


def dictionary(name):
    return parse_dictionary(name, (FOLDER / f"{name}.json").read_text("utf-8"), name)


def notes(meaning, codes):
    counted = UnknownCodes({meaning: "F", "source_no": "JCBH"}, dictionary)
    for code in codes:
        counted.take({"F": code})
    return counted.notes()


def test_the_types_of_features_are_the_33_that_are_issued():
    types = dictionary("feature_type")
    assert len(types.entries) == 33
    assert types.label("20", "zh") == "建/构筑物"
    assert types.find("dl2").code == "DL2"


def test_one_is_not_silently_zero_one():
    types = dictionary("feature_type")
    for lost, code in zip("1234", ("01", "02", "03", "04")):
        assert types.find(lost) is None
        assert stands_for(types, lost).code == code
    told = notes("feature_type", ["1", "1", "01", "20"])
    assert len(told) == 1
    assert "does it stand for 01" in told[0]
    assert "(2 rows)" in told[0]


@pytest.mark.parametrize(("code", "known"), [
    ("0101", True), ("08H2", True), ("08H2A", True), ("05H1", True), ("01", True), ("1208", False), ("203A", False),
    ("101", False), ("水田", True), ("0", False),
])
def test_a_land_class_is_known_by_itself_or_by_its_beginning(code, known):
    assert is_known(dictionary("land_class"), code) == known


def test_unknown_codes_are_named_with_their_rows():
    told = notes("class_code", ["1208", "1208", "203A", "0101", "", "08H2A"])
    assert len(told) == 1
    assert "3 rows" in told[0]
    assert "1208 (2), 203A (1)" in told[0]


def test_a_lost_zero_and_a_spreadsheets_decimal_are_asked_about():
    assert "0101" in notes("class_code", ["101"])[0]
    assert "does it stand for 20" in notes("feature_type", ["20.0"])[0]


def test_a_column_of_free_text_is_counted_without_filling_the_memory():
    told = notes("feature_type", (f"文字{n}" for n in range(5000)))
    assert len(told) == 1
    assert "5000 rows" in told[0]


def test_fields_without_codes_and_known_codes_say_nothing():
    assert notes("feature_type", ["20", "gf", "建构筑物", ""]) == []
    assert UnknownCodes({"source_no": "JCBH"}, dictionary).notes() == []
