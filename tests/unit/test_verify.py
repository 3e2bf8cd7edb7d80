"""The verifier against people who change packages."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import bagit
import pytest

from farmland_plugin.evidence import verify as verifier
from farmland_plugin.evidence.bag import digests, files_under, finish_bag, zip_bag
from farmland_plugin.evidence.sources import Unreadable
from farmland_plugin.evidence.verify import GENESIS, LedgerFacts, verify_package

CSV = "\ufeffparcel_uid,redline_id,class_code,area_m2\nU1,L1,0103,12.30\n"


def chain(bodies):
    previous, lines = GENESIS, []
    for seq, body in enumerate(bodies, 1):
        body_hash = hashlib.sha256(body.encode()).hexdigest()
        previous = hashlib.sha256((previous + body_hash).encode()).hexdigest()
        lines.append({"seq": seq, "body_hash": body_hash, "hash": previous, **({"body": body} if seq == 2 else {})})
    return lines


def fill(folder, events):
    data = folder / "data"
    for name, text in (("00_总表/overlap.csv", CSV), ("01_图件/a.pdf", "%PDF"),
                       ("07_留痕/events.ndjson", "".join(json.dumps(e) + "\n" for e in events))):
        (data / name).parent.mkdir(parents=True, exist_ok=True)
        (data / name).write_text(text, encoding="utf-8")
    files = []
    for name in files_under(data):
        sha256, sm3_hex, size = digests(data / name)
        files.append({"path": f"data/{name}", "size": size, "sha256": sha256, "sm3": sm3_hex})
    (data / "package.json").write_text(json.dumps({
        "package": folder.name, "files": files,
        "ledger": {"head_seq": len(events), "head_hash": events[-1]["hash"]},
        "parcels": [{"parcel_uid": "U1", "source_no": "1", "geom_hash": "ab", "overlaps": [
            {"redline_id": "L1", "class_code": "0103", "area_m2": "12.30"}]}]}), encoding="utf-8")


@pytest.fixture
def package(tmp_path):
    folder = tmp_path / "JZ_130423_20260101_1"
    fill(folder, chain(["{}", '{"a":1}', '{"b":"别人"}']))
    return folder, finish_bag(folder, {"Bagging-Date": "2026-01-01"}, {})


def ledger(code="", seal="ab", events=None):
    return LedgerFacts({"JZ_130423_20260101_1": code} if code else {}, {"U1": seal}, events or {})


def broken(report):
    return {(level, subject) for level, subject, _ in report.broken}


def test_a_sound_package_without_a_code_is_complete_but_its_origin_is_not_proved(package):
    report = verify_package(package[0])
    assert (report.verdict, report.level, report.broken) == ("complete", "L0", [])
    assert report.words() == "Content complete, origin not proved"


@pytest.mark.parametrize("typed", [str, str.upper, lambda code: f" {code[:8]}-{code[8:]} "])
def test_the_typed_code_proves_the_origin(package, typed):
    folder, code = package
    report = verify_package(folder, typed(code))
    assert (report.verdict, report.level) == ("proved", "L2")


def test_the_ledgers_record_proves_the_origin_even_of_a_renamed_folder(package, tmp_path):
    folder, code = package
    folder.rename(tmp_path / "renamed")
    assert verify_package(tmp_path / "renamed", ledger=ledger(code)).verdict == "proved"
    assert verify_package(tmp_path / "renamed", ledger=ledger()).verdict == "complete"


def test_a_flipped_byte_is_found_and_named(package):
    path = package[0] / "data/01_图件/a.pdf"
    path.write_bytes(b"%PDG")
    report = verify_package(package[0], package[1])
    assert report.verdict == "altered" and report.level == ""
    assert ("L0", "data/01_图件/a.pdf") in broken(report)
    assert "data/01_图件/a.pdf" in report.words()


def whole(folder):
    return [path for path in sorted(folder.rglob("*")) if path.is_file()]


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80])
def test_a_flipped_byte_in_any_file_at_any_of_many_places_is_found(package, mask):
    folder, _ = package
    for path in whole(folder):
        content = path.read_bytes()
        for at in range(0, len(content), 1 if path.name.startswith("tagmanifest") else 7):
            path.write_bytes(content[:at] + bytes([content[at] ^ mask]) + content[at + 1:])
            assert verify_package(folder).verdict in ("altered", "unverifiable"), (path, at)
            assert verify_package(folder).broken, (path, at)
        path.write_bytes(content)
    assert verify_package(folder).verdict == "complete"


def test_every_file_that_is_dropped_or_renamed_or_swapped_is_missed(package):
    folder, _ = package
    files = whole(folder)
    for path, other in zip(files, files[1:] + files[:1]):
        aside = path.with_name(path.name + ".x")
        path.rename(aside)
        assert verify_package(folder).verdict in ("altered", "unverifiable"), path
        aside.rename(folder.parent / "aside")
        assert verify_package(folder).verdict in ("altered", "unverifiable"), path
        (folder.parent / "aside").rename(path)
        mine, theirs = path.read_bytes(), other.read_bytes()
        path.write_bytes(theirs)
        other.write_bytes(mine)
        assert verify_package(folder).verdict == "altered", (path, other)
        path.write_bytes(mine)
        other.write_bytes(theirs)
    assert verify_package(folder).verdict == "complete"


@pytest.mark.parametrize("name", ["data/con.txt", "data/\u202egpj.exe", "data/PACKAGE.JSON", "data/a:b", "data/e\u0301.txt",
                                  "data/x ", "data/" + "x" * 61])
def test_a_hostile_name_in_a_folder_makes_it_altered(package, name):
    (package[0] / name).write_bytes(b"x")
    assert verify_package(package[0], package[1]).verdict == "altered"


@pytest.mark.parametrize("line", ["{sum}  ../../etc/passwd", "{sum}  /etc/passwd", "{sum} data/x", "{sum} *data/x", "x" * 70, ""])
def test_a_manifest_line_that_points_outside_or_is_no_line_is_altered(package, line):
    path = package[0] / "manifest-sha256.txt"
    path.write_text(path.read_text("utf-8") + line.format(sum="0" * 64) + "\n", encoding="utf-8")
    tag = package[0] / "tagmanifest-sha256.txt"
    lines = [row for row in tag.read_text("utf-8").splitlines() if not row.endswith("  manifest-sha256.txt")]
    lines.append(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  manifest-sha256.txt")
    tag.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert verify_package(package[0]).verdict == "altered"


def test_a_huge_manifest_is_not_worked_through(package):
    (package[0] / "tagmanifest-sha256.txt").write_bytes(b"garbage\n" * 1_000_000)
    assert len(verify_package(package[0]).broken) < 300
    (package[0] / "tagmanifest-sha256.txt").write_bytes(b"garbage\n" * 2_500_000)
    assert ("L0", "tagmanifest-sha256.txt") in broken(verify_package(package[0]))


def test_folders_without_end_are_not_followed(package):
    deep, here = package[0] / "data", os.getcwd()
    os.chdir(deep)
    try:
        for _ in range(1200):
            os.mkdir("d")
            os.chdir("d")
    finally:
        os.chdir(here)
    report = verify_package(package[0])
    assert report.verdict == "altered"
    subprocess.run(["rm", "-rf", str(deep / "d")], check=True)


@pytest.mark.parametrize("index", ["[" * 100_000, "[]", '{"files": 1}', '{"files": [{}]}', '{"package": []}',
                                   '{"parcels": ["x"]}', '{"files": [], "parcels": [{"overlaps": 3}]}', '{"ledger": 5}',
                                   "\u0000"])
def test_an_index_of_another_shape_is_a_verdict_not_a_crash(package, index):
    folder, code = package
    (folder / "data/package.json").write_text(index, encoding="utf-8")
    resealed(folder)
    assert verify_package(folder, ledger=ledger(code)).verdict == "altered"


def test_a_geopackage_whose_table_never_ends_is_given_up(package):
    import sqlite3

    path = package[0] / "data/05_矢量/parcel.gpkg"
    path.parent.mkdir()
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIEW parcel AS WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c)"
                       " SELECT n AS parcel_uid, '' AS issued_wkb FROM c WHERE n < 0")
    connection.close()
    resealed(package[0])
    assert ("L2", "data/05_矢量/parcel.gpkg") in broken(verify_package(package[0]))


def test_a_package_of_another_ledger_is_never_proved(package):
    other = LedgerFacts({}, {"V9": "cd"}, {})
    assert verify_package(package[0], ledger=other).verdict not in ("proved", "complete")


def test_added_and_dropped_files_are_found(package):
    (package[0] / "data/extra.jpg").write_bytes(b"x")
    (package[0] / "note.txt").write_bytes(b"x")
    (package[0] / "data/01_图件/a.pdf").unlink()
    found = broken(verify_package(package[0]))
    assert {("L0", "data/extra.jpg"), ("L0", "note.txt"), ("L0", "data/01_图件/a.pdf")} <= found


def test_what_the_operating_system_leaves_behind_is_a_remark_only(package):
    (package[0] / "data/Thumbs.db").write_bytes(b"x")
    (package[0] / "tagmanifest-sha256.txt.tsr").write_bytes(b"x")
    report = verify_package(package[0])
    assert report.verdict == "complete" and len(report.remarks) == 2


def test_manifests_saved_again_fool_bagit_py_but_not_the_code(package):
    folder, code = package
    (folder / "data/01_图件/a.pdf").write_bytes(b"%PDF forged")
    opened = bagit.Bag(str(folder))
    opened.save(manifests=True)
    bagit.Bag(str(folder)).validate(processes=1)
    report = verify_package(folder, code)
    assert report.verdict == "altered"
    assert any(level == "L1" for level, _ in broken(report))


def test_a_package_made_anew_by_a_careful_forger_is_caught_by_the_code_and_by_the_ledger_alone(package):
    folder, code = package
    shutil.rmtree(folder)
    fill(folder, chain(["{}", '{"a":2}', "{}"]))
    finish_bag(folder, {"Bagging-Date": "2026-01-01"}, {})
    assert verify_package(folder).verdict == "complete"  # said plainly: nothing inside shows it
    assert broken(verify_package(folder, code)) == {("L1", folder.name)}
    assert broken(verify_package(folder, ledger=ledger(code))) == {("L1", folder.name)}


def resealed(folder):
    for path in folder.glob("*.txt"):
        path.unlink()
    finish_bag(folder, {"Bagging-Date": "2026-01-01"}, {})


def test_an_area_changed_in_one_table_contradicts_the_index(package):
    path = package[0] / "data/00_总表/overlap.csv"
    path.write_text(CSV.replace("12.30", "1.23"), encoding="utf-8")
    resealed(package[0])
    assert ("L2", "data/00_总表/overlap.csv") in broken(verify_package(package[0]))


@pytest.mark.parametrize("change", [lambda lines: lines[:-1], lambda lines: [lines[0], lines[2]],
                                    lambda lines: [lines[0], lines[1].replace('1}"', '9}"'), lines[2]],
                                    lambda lines: [*lines, "not json\n"]])
def test_a_journal_cut_or_rewritten_inside_the_package_breaks_the_chain(package, change):
    path = package[0] / "data/07_留痕/events.ndjson"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join(change(lines)), encoding="utf-8")
    resealed(package[0])
    assert ("L2", "data/07_留痕/events.ndjson") in broken(verify_package(package[0]))


def test_polygon_and_journal_are_held_against_the_ledger(package):
    folder, code = package
    assert ("L2", "1") in broken(verify_package(folder, ledger=ledger(code, seal="other")))
    assert ("L2", "data/07_留痕/events.ndjson") in broken(
        verify_package(folder, ledger=ledger(code, events={2: "f" * 64})))


def test_a_link_in_the_folder_is_refused_not_followed(package, tmp_path):
    (tmp_path / "secret").write_text("x")
    (package[0] / "data/link.txt").symlink_to(tmp_path / "secret")
    assert ("L0", "data/link.txt") in broken(verify_package(package[0]))


def test_a_folder_that_is_no_package_cannot_be_verified(tmp_path):
    (tmp_path / "x.txt").write_text("x")
    report = verify_package(tmp_path)
    assert report.verdict == "unverifiable" and report.level == ""
    with pytest.raises(Unreadable):
        verify_package(tmp_path / "x.txt")
    with pytest.raises(Unreadable):
        verify_package(tmp_path / "nothing")


def zipped(package, tmp_path, more=(), flag=True):
    target = tmp_path / "p.zip"
    zip_bag(package[0], target)
    with zipfile.ZipFile(target, "a") as archive:
        for name, content in more:
            archive.writestr(name, content)
    return target


def test_a_zip_is_verified_without_being_unpacked(package, tmp_path):
    report = verify_package(zipped(package, tmp_path), package[1])
    assert (report.verdict, report.level) == ("proved", "L2")
    assert sorted(os.listdir(tmp_path)) == sorted([package[0].name, "p.zip"])


@pytest.mark.parametrize("name", ["../../evil.txt", "/etc/passwd", "JZ_130423_20260101_1/../x", "C:\\win\\evil.txt",
                                  "JZ_130423_20260101_1/data/..\\..\\x", "JZ_130423_20260101_1/data/con.txt",
                                  "JZ_130423_20260101_1/data/PACKAGE.JSON", "JZ_130423_20260101_1/data/package.json",
                                  "JZ_130423_20260101_1/data/a:ads"])
def test_a_hostile_name_in_a_zip_makes_it_altered(package, tmp_path, name):
    with pytest.warns(UserWarning, match="Duplicate") if name.endswith("/package.json") else _quiet():
        target = zipped(package, tmp_path, [(name, b"x")])
    report = verify_package(target, package[1])
    assert report.verdict == "altered" and report.broken
    assert not (tmp_path.parent / "evil.txt").exists()


class _quiet:
    def __enter__(self):
        return self

    def __exit__(self, *_):
        return False


def test_a_bomb_in_a_zip_is_not_inflated(package, tmp_path):
    target = tmp_path / "bomb.zip"
    zip_bag(package[0], target)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(f"{package[0].name}/data/bomb.bin", b"\0" * 60_000_000)
    assert ("L0", "data/bomb.bin") in broken(verify_package(target))


def test_a_zip_with_damaged_bytes_is_altered(package, tmp_path):
    target = zipped(package, tmp_path)
    content = bytearray(target.read_bytes())
    at = content.find(b"%PDF")
    content[at:at + 4] = b"%XXX"
    target.write_bytes(bytes(content))
    assert verify_package(target, package[1]).verdict == "altered"


def test_names_in_gb18030_from_an_old_windows_tool_are_read(package, tmp_path):
    target = tmp_path / "old.zip"
    with zipfile.ZipFile(target, "w") as archive:
        for relative in files_under(package[0]):
            entry = zipfile.ZipInfo("x")
            entry.filename = f"{package[0].name}/{relative}".encode("gb18030").decode("cp437", "surrogateescape") \
                if relative.isascii() else "placeholder"
            if relative.isascii():
                archive.writestr(entry, (package[0] / relative).read_bytes())
            else:
                _write_gbk(archive, f"{package[0].name}/{relative}", (package[0] / relative).read_bytes())
    assert verify_package(target, package[1]).verdict == "proved"


def _write_gbk(archive, name, content):
    class Raw(zipfile.ZipInfo):
        def _encodeFilenameFlags(self):
            return name.encode("gb18030"), self.flag_bits & ~0x800

    archive.writestr(Raw("raw"), content)


def test_the_verifier_runs_as_two_files_without_the_plugin(package, tmp_path):
    alone = tmp_path / "alone"
    alone.mkdir()
    for name in ("verify.py", "sources.py"):
        shutil.copy(Path(verifier.__file__).with_name(name), alone)
    run = [sys.executable, "-S", "-E", str(alone / "verify.py"), str(package[0])]
    good = subprocess.run([*run, package[1]], capture_output=True, text=True, cwd=alone, encoding="utf-8")
    assert good.returncode == 0 and json.loads(good.stdout)["verdict"] == "proved", good.stderr
    bad = subprocess.run([*run, "0" * 16], capture_output=True, text=True, cwd=alone, encoding="utf-8")
    assert bad.returncode == 1 and json.loads(bad.stdout)["verdict"] == "altered"
