"""Names of any length and kind leave as paths that Windows, BagIt and every file system take (records §1.3)."""

from __future__ import annotations

from pathlib import Path, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from farmland_plugin.files import safe_name
from farmland_plugin.processing.exportpackages import ExportPackages

from . import evidence_county as county
from .test_packages import folders, run

ODD = ("图斑" * 90, "130423JC" + "\U00020bb7" * 70,
       "con.txt", "..\\..\\x:y*?%<>|\r\n", "100%现状 （一）", "   ", "ａｂｃ", "é" * 80)


@given(st.text(max_size=300))
@settings(max_examples=300, deadline=None)
def test_a_safe_name_fits_every_file_system(text):
    name = safe_name(text)
    assert 0 < len(name) <= 60 and len(name.encode("utf-8")) <= 180 and len(name.encode("utf-16-le")) // 2 <= 120
    assert not set(name) & set('\\/:*?"<>|%\r\n\t\0') and name == name.strip(". ")
    assert not PureWindowsPath(name).is_reserved()


@given(st.text(max_size=80), st.text(max_size=80))
def test_different_texts_keep_different_names_once_numbered(one, other):
    assert safe_name(one, 1) != safe_name(other, 2)


@pytest.fixture
def exported(tmp_path):
    ledger = county.make_ledger(tmp_path, [(number, place) for place, number in enumerate(ODD)])
    county.decide(ledger, ledger.parcel_uids()[:-1])
    ledger.close()
    output = tmp_path / "成果"
    result = run(ExportPackages, LEDGER=ledger.path, KIND="evidence", WHERE="", RECIPIENT="internal", OUTPUT=output, ZIP=False)
    assert int(result["PACKAGES"]) == len(ODD) - 1
    return output


def test_packages_of_odd_numbers_stay_within_windows_260_characters(exported):
    base = PureWindowsPath("C:/Users/自然资源和规划局-执法监察大队/Documents/卫片执法/2026年第一季度/举证成果包")
    seen = set()
    for folder in folders(exported):
        seen.add(folder.name.lower())
        assert len(folder.name) <= 40
        for path in folder.rglob("*"):
            inside = path.relative_to(exported)
            assert len(str(base / PureWindowsPath(inside))) < 260, inside
            assert len(str(inside)) <= 120 and len(inside.parts) <= 5, inside
            assert all(len(part) <= 60 and len(part.encode()) <= 180 for part in inside.parts)
    assert len(seen) == len(ODD) - 1, sorted(Path(exported).iterdir())
