"""Saved mappings: found again for the same source, whole or not there, and harmless when damaged."""

from __future__ import annotations

import json
import os
import tempfile
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.intake.fields.profiles import (
    Profile,
    find_profile,
    list_profiles,
    named_profile,
    read_profile,
    save_profile,
)

NOON = datetime(2026, 10, 8, 12, tzinfo=timezone.utc)
FIELDS = ("JCBH", "JCMJ", "XZQDM")


def profile(name="省厅", source="satellite", fields=FIELDS, **mapping):
    return Profile(name, source, tuple(fields), mapping or {"source_no": "JCBH", "monitored_area": "JCMJ"}, "mu")


def test_what_is_saved_is_read_again(tmp_path):
    path = save_profile(tmp_path / "mappings", profile(), now=NOON)
    found = read_profile(path)
    assert (found.name, found.source, found.fields, found.mapping, found.area_unit) == (
        "省厅", "satellite", FIELDS, {"source_no": "JCBH", "monitored_area": "JCMJ"}, "mu")
    assert found.saved_at == NOON.isoformat()
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_mapping_saved_again_under_its_name_replaces_the_old_one(tmp_path):
    save_profile(tmp_path, profile(), now=NOON)
    save_profile(tmp_path, profile(source_no="XZQDM"), now=NOON)
    assert [one.mapping for one in list_profiles(tmp_path)] == [{"source_no": "XZQDM"}]


def test_the_newest_of_the_same_source_whose_fields_are_there_is_proposed(tmp_path):
    save_profile(tmp_path, profile("a", fields=("x", *FIELDS)), now=NOON)
    save_profile(tmp_path, profile("b", fields=("y", *FIELDS)), now=NOON + timedelta(days=1))
    save_profile(tmp_path, profile("other", source="patrol"), now=NOON + timedelta(days=2))
    save_profile(tmp_path, profile("more", source_no="gone"), now=NOON + timedelta(days=3))
    assert find_profile(tmp_path, "satellite", FIELDS).name == "b"
    assert find_profile(tmp_path, "satellite", ["JCBH"]) is None
    assert find_profile(tmp_path / "nowhere", "satellite", FIELDS) is None


def test_times_of_different_zones_compare_as_moments(tmp_path):
    save_profile(tmp_path, profile("earlier"), now=NOON.astimezone(timezone(timedelta(hours=8))))
    save_profile(tmp_path, profile("later"), now=NOON + timedelta(hours=1))
    assert find_profile(tmp_path, "satellite", FIELDS).name == "later"


def test_the_same_set_of_fields_comes_before_a_newer_mapping_of_another_layout(tmp_path):
    save_profile(tmp_path, profile("same"), now=NOON)
    save_profile(tmp_path, profile("newer", fields=("JCBH", "JCMJ")), now=NOON + timedelta(days=1))
    assert find_profile(tmp_path, "satellite", FIELDS[::-1]).name == "same"


def test_a_damaged_file_gives_one_sentence_and_is_skipped(tmp_path):
    save_profile(tmp_path, profile(), now=NOON)
    (tmp_path / "broken.json").write_text("{", encoding="utf-8")
    (tmp_path / "gbk.json").write_bytes("方案".encode("gbk"))
    problems = []
    assert find_profile(tmp_path, "satellite", FIELDS, problems).name == "省厅"
    assert len(problems) == 2
    assert all(any(name in text for text in problems) for name in ("broken.json", "gbk.json"))


def test_a_mapping_is_found_by_name_or_those_there_are_named(tmp_path):
    save_profile(tmp_path, profile(), now=NOON)
    assert named_profile(tmp_path, " 省厅 ").source == "satellite"
    with pytest.raises(BadInput, match="省厅"):
        named_profile(tmp_path, "市局")
    with pytest.raises(BadInput, match="name"):
        save_profile(tmp_path, profile("  "))


def test_a_failed_write_leaves_the_old_mapping(tmp_path, monkeypatch):
    save_profile(tmp_path, profile(), now=NOON)

    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(Exception, match="full"):
        save_profile(tmp_path, profile(source_no="XZQDM"), now=NOON)
    assert [file.name for file in tmp_path.iterdir()] == ["省厅.json"]
    assert named_profile(tmp_path, "省厅").mapping["source_no"] == "JCBH"


KEYS = ["version", "name", "source", "fields", "mapping", "area_unit", "x"]
anything = st.recursive(st.none() | st.booleans() | st.floats() | st.text(max_size=6), lambda inner: st.lists(
    inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=6))
half_right = st.fixed_dictionaries({
    "version": st.sampled_from([1, 2, True, "1"]), "name": anything | st.just("a"), "source": anything | st.just("b"),
    "fields": anything | st.just(["JCBH"]), "mapping": anything | st.just({"source_no": "JCBH"}),
    "area_unit": st.just("") | anything})


@settings(max_examples=200)
@given((anything | half_right).map(lambda raw: json.dumps(raw).encode()) | st.binary(max_size=60) | st.just(b"[" * 100_000))
def test_garbage_is_refused_with_a_sentence_or_is_a_sound_mapping(data):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_bytes(data)
        problems = []
        found = list_profiles(Path(folder), problems)
        assert len(found) + len(problems) == 1
        assert all(isinstance(text, str) for one in found for text in (one.name, one.source, *one.fields, *one.mapping.values()))
