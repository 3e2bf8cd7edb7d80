"""Bags are read by other people's tools."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata
import zipfile

import bagit
import pytest

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.journal import sm3
from farmland_plugin.evidence.bag import checked_path, finish_bag, zip_bag
from farmland_plugin.evidence.naming import file_numbers, package_name
from farmland_plugin.evidence.sources import unsafe_path

INFO = {"Bagging-Date": "2026-01-01", "Source-Organization": "演示县\n自然资源局"}


@pytest.fixture
def bag(tmp_path):
    folder = tmp_path / "JZ_130423_20260101_图斑1"
    (folder / "data" / "01_图件").mkdir(parents=True)
    (folder / "data" / "01_图件" / "图斑1.pdf").write_bytes(b"%PDF-1.4 " + bytes(range(256)) * 40)
    (folder / "data" / "package.json").write_text("{}\n", encoding="utf-8")
    return folder, finish_bag(folder, INFO, {"校验说明.txt": "x\n"})


def test_bagit_py_accepts_the_bag_as_version_1(bag):
    folder, _ = bag
    opened = bagit.Bag(str(folder))
    opened.validate(processes=1)
    assert opened.version == "1.0"
    assert opened.info["Source-Organization"] == "演示县 自然资源局"


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is not on this machine")
def test_sha256sum_accepts_both_manifests(bag):
    folder, _ = bag
    for manifest in ("manifest-sha256.txt", "tagmanifest-sha256.txt"):
        done = subprocess.run(["sha256sum", "--strict", "-c", manifest], cwd=folder, capture_output=True, text=True)
        assert done.returncode == 0, done.stdout + done.stderr


def test_every_tag_file_has_unix_line_ends_and_no_byte_order_mark(bag):
    folder, _ = bag
    for path in folder.glob("*.txt"):
        content = path.read_bytes()
        assert b"\r" not in content and not content.startswith(b"\xef\xbb\xbf") and content.endswith(b"\n")


def test_the_code_is_the_sm3_of_the_tag_manifest_and_sm3_sums_are_sealed_by_it(bag):
    folder, code = bag
    tags = (folder / "tagmanifest-sha256.txt").read_bytes()
    assert code == sm3(tags)[:16]
    assert b"sm3sums.txt" in tags and "校验说明.txt".encode() in tags
    sums = dict(reversed(line.split("  ")) for line in (folder / "sm3sums.txt").read_text("utf-8").splitlines())
    assert sums["data/package.json"] == sm3(b"{}\n")


@pytest.mark.parametrize("name", ["data/100%.jpg", "data/a\rb", "data/a\nb", "../a", "data/../a", "/a", "data/con.txt",
                                  "data/a.", "data/a ", "data/C:x", "data\\a", "data/" + "长" * 61,
                                  unicodedata.normalize("NFD", "data/é.txt"), "data/\u202egpj.exe", ""])
def test_names_that_break_somewhere_are_refused(name):
    assert unsafe_path(name)


def test_a_bag_refuses_a_name_it_cannot_carry():
    with pytest.raises(BadInput, match="rename"):
        checked_path("data/100%.jpg")


def test_the_zip_of_a_bag_is_the_same_bytes_each_time(bag, tmp_path):
    folder, _ = bag
    zip_bag(folder, tmp_path / "a.zip")
    (folder / "data" / "package.json").touch()
    zip_bag(folder, tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()
    with zipfile.ZipFile(tmp_path / "a.zip") as archive:
        assert archive.testzip() is None
        assert f"{folder.name}/data/01_图件/图斑1.pdf" in archive.namelist()


class Numbered:
    """As much of a parcel as naming needs."""

    def __init__(self, uid, number):
        self.parcel_uid, self.source_no = uid, number


def test_six_parcels_of_one_number_get_six_names_that_stay():
    parcels = [Numbered(f"01AAAAAAAAAAAAAAAAAAAAAA{i:02d}", "FID_0") for i in range(6)] + [Numbered("X", "fid_0")]
    names = file_numbers(parcels)
    assert len({name.casefold() for name in names.values()}) == 7
    assert names == file_numbers(list(parcels))
    assert file_numbers([Numbered("A", "130403SJBG26210183")])["A"] == "130403SJBG26210183"


@pytest.mark.parametrize("number", ["", "CON", "a/b\\c:d", "图斑" * 30, "130427SJBG26210310_3", "../../x", "=cmd|' /C'!A0"])
def test_package_names_are_short_and_safe(number, tmp_path):
    short = file_numbers([Numbered("U", number)])["U"]
    name = package_name("JZ", "130423", "2026-01-01", short, tmp_path)
    assert len(name) <= 40 and not unsafe_path(f"data/01_图件/{short}.pdf") and not unsafe_path(name)
    (tmp_path / name.upper()).mkdir()
    again = package_name("JZ", "130423", "2026-01-01", short, tmp_path)
    assert again.casefold() != name.casefold() and len(again) <= 40
