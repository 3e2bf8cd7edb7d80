"""Files that claim to be photos: what is no whole picture is refused in one sentence, what a camera wrote is read."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import numpy as np
import pytest
from PIL import Image

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.domain.photo_rules import PhotoRules
from farmland_plugin.evidence.photos import looking
from farmland_plugin.evidence.photos.looking import look

from ..photos.files import Shot, jpeg, photo, scene, with_exif

RULES = PhotoRules()


def png(width: int = 64, height: int = 48, rows: bytes | None = None) -> bytes:
    """A grey PNG, its size told as one likes."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    data = zlib.compress(bytes((width + 1) * height) if rows is None else rows, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)) + chunk(b"IDAT", data) + \
        chunk(b"IEND", b"")


def zipped() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("x.txt", "x")
    return out.getvalue()


def renamed_size(data: bytes, width: int, height: int) -> bytes:
    """The JPEG with another size in its frame header."""
    at = data.index(b"\xff\xc0")
    return data[:at + 5] + struct.pack(">HH", height, width) + data[at + 9:]


WHOLE = jpeg(scene(1))
HOSTILE = {
    "empty": (b"", "is empty"),
    "a program": (b"MZ\x90\x00" + bytes(2000), "not a JPEG or PNG"),
    "a drawing with a script": (b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "not a JPEG or PNG"),
    "a web page": (b"<!DOCTYPE html><html>", "not a JPEG or PNG"),
    "two bytes": (b"\xff\xd8", "not a JPEG or PNG"),
    "only a beginning": (b"\xff\xd8\xff\xe0\x00\x10JFIF", "cut short"),
    "cut in the middle": (WHOLE[:len(WHOLE) // 2], "cut short"),
    "cut before the end": (WHOLE[:-2], "cut short"),
    "its end cut off and a thumbnail's left": (with_exif(WHOLE, b"MM\x00*" + jpeg(scene(2, 64, 48)))[:-900], "cut short"),
    "an archive behind the picture": (WHOLE + zipped(), "another file behind"),
    "a program behind the picture": (WHOLE + b"MZ" + bytes(500), "another file behind"),
    "a page behind the picture": (WHOLE + b"\n<html><script>", "another file behind"),
    "an archive behind a PNG": (png() + zipped(), "another file behind"),
    "a wide bomb": (png(60_000, 60_000, b""), "pixels"),
    "a long bomb": (png(31_000, 10, b""), "pixels"),
    "a PNG cut short": (png()[:60], "cut short"),
    "a PNG that unfolds to less than it says": (png(4000, 4000, b"\x00"), "cut short"),
    "a JPEG bomb": (renamed_size(WHOLE, 60_000, 60_000), "pixels"),
    "nothing but scans": (b"\xff\xd8" + b"\xff\xda\x00\x08\x01\x01\x00\x00?\x00\x01" * 500 + b"\xff\xd9", "unfolds to far more"),
    "noise behind a JPEG's first bytes": (b"\xff\xd8\xff" + np.random.default_rng(1).bytes(5000), "cut short"),
    "a film": (b"\x00\x00\x00 ftypisom" + bytes(500), "not a JPEG or PNG"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_whole_picture_is_refused_in_one_sentence(tmp_path, qgis_app, name):
    data, said = HOSTILE[name]
    path = tmp_path / "IMG_0001.jpg"
    path.write_bytes(data)
    with pytest.raises(BadInput, match=said) as refused:
        look(path, RULES)
    assert "IMG_0001.jpg" in str(refused.value) and "\n" not in str(refused.value)


def test_a_file_too_large_for_a_photo_is_not_even_read(tmp_path, qgis_app, monkeypatch):
    monkeypatch.setattr(looking, "MOST_BYTES", 1000)
    with pytest.raises(BadInput, match="is no photo"):
        look(photo(tmp_path / "a.jpg", 1), RULES)


@pytest.mark.parametrize("behind", [b"", b"\x00" * 40, jpeg(scene(2, 64, 48)), b"\x00\x00\x00\x18ftypmp42" + bytes(300),
                                    b"SEFH" + bytes(30)],
                         ids=["nothing", "padding", "a second picture", "a short film", "a maker's note"])
def test_what_phones_put_behind_a_picture_is_let_pass(tmp_path, qgis_app, behind):
    path = tmp_path / "a.jpg"
    path.write_bytes(WHOLE + behind)
    assert (look(path, RULES).facts.width, look(path, RULES).facts.height) == (640, 480)


@pytest.mark.parametrize("more", [{"progressive": True}, {"subsampling": 0}, {"restart_marker_rows": 1}, {"quality": 5}])
def test_every_way_a_camera_writes_a_jpeg_is_read_alike(tmp_path, qgis_app, more):
    path = tmp_path / "a.jpg"
    path.write_bytes(jpeg(scene(4), **more))
    plain = look(photo(tmp_path / "b.jpg", 4), RULES)
    found = look(path, RULES)
    assert bin(found.hashes[0] ^ plain.hashes[0]).count("1") <= 6 and found.facts.kind == "jpeg"


def test_a_picture_under_another_name_is_known_by_its_content(tmp_path, qgis_app):
    path = tmp_path / "really.jpg"
    Image.fromarray(scene(1)).save(path, "PNG")
    assert look(path, RULES).facts.kind == "png"


def test_all_a_camera_wrote_is_read(tmp_path, qgis_app):
    facts = look(photo(tmp_path / "a.jpg", 1, Shot(lon=114.5, lat=36.6, azimuth=0.0, azimuth_ref="M", accuracy=7.5, f35=27,
                                                   software="HarmonyOS 4.2", modified="2026:11:12 10:00:09")), RULES).facts
    assert (facts.position, facts.azimuth, facts.magnetic, facts.accuracy_m, facts.f35) == ("placed", 0.0, True, 7.5, 27.0)
    assert (facts.lon, facts.lat) == pytest.approx((114.5, 36.6), abs=1e-7)
    assert (facts.taken_at, facts.modified_at, facts.gps_at) == (
        "2026-11-12T10:00:00", "2026-11-12T10:00:09", "2026-11-12T02:00:00")
    assert (facts.make, facts.model, facts.software, facts.has_exif, facts.clock_s) == (
        "HUAWEI", "P40", "HarmonyOS 4.2", True, 0)
    assert type(facts).parse(facts.text()) == facts


def test_south_and_west_are_negative(tmp_path, qgis_app):
    facts = look(photo(tmp_path / "a.jpg", 1, Shot(lon=-70.25, lat=-33.5)), RULES).facts
    assert (facts.lon, facts.lat) == pytest.approx((-70.25, -33.5))


@pytest.mark.parametrize(("lon", "lat"), [(0.0, 0.0), (0.0, -0.0), (((0, 0),) * 3, ((0, 0),) * 3), (190.0, 36.0), (114.5, 91.0)],
                         ids=["0/0", "-0", "no number", "off the globe", "beyond the pole"])
def test_a_position_that_is_no_place_is_invalid(tmp_path, qgis_app, lon, lat):
    facts = look(photo(tmp_path / "a.jpg", 1, Shot(lon=lon, lat=lat)), RULES).facts
    assert (facts.position, facts.lon, facts.lat) == ("invalid", None, None)


def test_no_position_no_camera_data_and_odd_times_are_told_apart(tmp_path, qgis_app):
    assert look(photo(tmp_path / "a.jpg", 1, Shot(lon=None)), RULES).facts.position == "missing"
    assert look(photo(tmp_path / "b.jpg", 1), RULES).facts.has_exif is False
    odd = look(photo(tmp_path / "c.jpg", 1, Shot(taken="0000:00:00 00:00:00", gps="2014:09:259 01:01:01")), RULES).facts
    assert (odd.taken_at, odd.gps_at, odd.has_exif) == ("", "", True)


def test_damaged_camera_data_are_read_as_far_as_they_go(tmp_path, qgis_app):
    whole = photo(tmp_path / "a.jpg", 1, Shot()).read_bytes()
    rng = np.random.default_rng(7)
    for number in range(60):
        data = bytearray(whole)
        for at in rng.integers(20, 420, 8):
            data[at] = rng.integers(0, 256)
        path = tmp_path / f"{number}.jpg"
        path.write_bytes(bytes(data))
        try:
            facts = look(path, RULES).facts
        except BadInput:
            continue
        assert facts.position in ("placed", "missing", "invalid") and (facts.lon is None or -180 <= facts.lon <= 180)
