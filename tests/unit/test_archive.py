"""Zip files from outside: GBK names are read, everything dangerous is refused and leaves nothing outside."""

from __future__ import annotations

import stat
import zipfile

import pytest

from farmland_plugin.archive import Limits, extract
from farmland_plugin.domain.errors import BadInput


def packed(path, names, data=b"x"):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def unpacked(path, tmp_path, **limits):
    target = tmp_path / "work"
    target.mkdir()
    extract(path, target, Limits(**limits))
    return sorted(p.relative_to(target).as_posix() for p in target.rglob("*") if p.is_file())


@pytest.mark.parametrize("name", ["../evil.txt", "/abs.txt", "a/../../evil.txt", "..\\evil.txt", "C:\\evil.txt", "a:ads",
                                  "con.txt", "sub/NUL", "dot./a.txt", "blank /a.txt", "a\u202etxt.exe", "a//b.txt", "a\x01.txt"])
def test_unsafe_names_are_refused(tmp_path, name):
    with pytest.raises(BadInput, match="unsafe name"):
        unpacked(packed(tmp_path / "a.zip", [name]), tmp_path)
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["a.zip", "work"]


def test_names_that_differ_in_case_only_are_refused(tmp_path):
    with pytest.raises(BadInput, match="twice"):
        unpacked(packed(tmp_path / "a.zip", ["a.txt", "A.TXT"]), tmp_path)


def test_links_are_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        link = zipfile.ZipInfo("link")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(BadInput, match="link"):
        unpacked(tmp_path / "a.zip", tmp_path)


def test_a_bomb_is_stopped_while_it_unfolds(tmp_path):
    path = packed(tmp_path / "a.zip", ["a.bin"], bytes(3_000_000))
    with pytest.raises(BadInput, match="far more data"):
        unpacked(path, tmp_path, ratio_from_bytes=1_000_000)


def test_too_many_files_and_too_many_bytes_are_refused(tmp_path):
    path = packed(tmp_path / "a.zip", ["a", "b", "c"], b"12345")
    with pytest.raises(BadInput, match="more than 2"):
        extract(path, tmp_path, Limits(entries=2))
    with pytest.raises(BadInput, match="far more data"):
        unpacked(path, tmp_path, total_bytes=12)


def test_what_is_no_zip_is_said(tmp_path):
    (tmp_path / "a.zip").write_bytes(b"not a zip")
    with pytest.raises(BadInput, match="not a readable zip"):
        unpacked(tmp_path / "a.zip", tmp_path)


def test_names_written_in_gbk_come_out_in_chinese(tmp_path):
    name = "第一批/图斑.txt"
    disguised = name.encode("gb18030").decode("cp437")
    path = packed(tmp_path / "a.zip", ["x" * len(name.encode("gb18030"))])
    raw = path.read_bytes().replace(b"x" * len(name.encode("gb18030")), name.encode("gb18030"))
    path.write_bytes(raw)
    assert zipfile.ZipFile(path).namelist() == [disguised]
    assert unpacked(path, tmp_path) == [name]


@pytest.mark.parametrize("names", [["a", "a/b.txt"], ["a/b.txt", "a"], ["A", "a/c/b.txt"], ["a/c/b.txt", "a/C"]])
def test_a_file_that_bears_the_name_of_a_folder_is_refused(tmp_path, names):
    with pytest.raises(BadInput, match="twice"):
        unpacked(packed(tmp_path / "a.zip", names), tmp_path)


def test_folders_whose_names_end_with_a_backslash_are_folders(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("data\\", "")
        archive.writestr("data\\a.txt", "x")
    assert unpacked(tmp_path / "a.zip", tmp_path) == ["data/a.txt"]


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_damage_is_told_whatever_the_packing(tmp_path, method):
    path = tmp_path / "a.zip"
    with zipfile.ZipFile(path, "w", method) as archive:
        archive.writestr("a.txt", "4062000.0,38545000.0\n" * 200)
    data = bytearray(path.read_bytes())
    for at in range(60, 75):
        data[at] ^= 0x55
    path.write_bytes(bytes(data))
    with pytest.raises(BadInput, match="not a readable zip"):
        unpacked(path, tmp_path)
