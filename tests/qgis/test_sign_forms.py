"""Paper sign-off forms there and back: printed as PDF, scanned or photographed, and matched to their parcels."""

from __future__ import annotations

import dataclasses
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest
from osgeo import gdal

pytest.importorskip("qgis.core")

from qgis.PyQt.QtGui import QImage, QImageReader

from farmland_plugin.domain.errors import BadInput, Cancelled
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.domain.signform import FormParcel, FormSpec, arranged, form_id_of
from farmland_plugin.evidence import scan_pages, sign_form
from farmland_plugin.evidence.qr import qr_image, qr_png, qr_svg
from farmland_plugin.evidence.qr_reader import read_codes
from farmland_plugin.evidence.scan_pages import pages_of
from farmland_plugin.evidence.sign_form import FormRow, FormText, columns, write_form
from farmland_plugin.evidence.sign_scans import Matched, Unmatched, match_scans, match_typed
from tests.unit.qr_pictures import developed, seen, turning

pytestmark = pytest.mark.usefixtures("qgis_app")
needs_poppler = pytest.mark.skipif(shutil.which("pdftoppm") is None, reason="poppler-utils is not installed")

PARCELS = [FormParcel(f"01J{i:023d}", f"{i * 7919:08x}" * 8, i % 3 + 1) for i in range(43)]
PLACES = ("东寨乡 李家庄村", "冀南新区台城乡（含飞地） 前朴子村民委员会第三村民小组")
FINDINGS = (("属实：占用耕地建房", "限期拆除复耕"), ("不属实", "—"),
            ("部分属实：看护房超面积，硬化地面" * 4, "拆除超面积部分并恢复耕种，由乡镇监督"))


def rows(parcels: list[FormParcel]) -> dict[str, FormRow]:
    """What the form prints of each parcel, some of it longer than its box."""
    return {parcel.parcel_uid: FormRow(
        f"130499SJBG2621{i:04d}" if i % 5 else f"补[%{i}%]<b>&号（历年剩余图斑）", PLACES[i % 2], f"{i * 1.37:.2f}",
        *FINDINGS[i % 3]) for i, parcel in enumerate(parcels)}


def words(**changes) -> FormText:
    text = FormText("2024年度卫片执法图斑逐级审核签字表", "冀南示范县", "卫片执法检查", "摸排", "户主",
                    ("paper", "refusal", "proxy", "absence"), 1, 1234,
                    "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0", "2024-11-22")
    return dataclasses.replace(text, **changes)


class Register:
    """The ledger's printed forms."""

    def __init__(self, *forms: FormSpec) -> None:
        self._forms = {form.form_id: form for form in forms}

    def forms(self, form_id: str) -> FormSpec | None:
        return self._forms.get(form_id)


FORM = arranged(form_id_of("there and back"), "survey", 1, "household", PARCELS)
REGISTER = Register(FORM)


@pytest.fixture(scope="module")
def printed(qgis_app, tmp_path_factory) -> Path:
    """The form of 43 parcels as PDF."""
    target = tmp_path_factory.mktemp("form") / "签字表.pdf"
    write_form(FORM, words(), rows(PARCELS), target)
    return target


@pytest.fixture(scope="module")
def scanned(printed, tmp_path_factory):
    """Its pages as grey pictures at a resolution."""
    folder, known = tmp_path_factory.mktemp("pages"), {}

    def at(dpi: int) -> list[np.ndarray]:
        if dpi not in known:
            subprocess.run(["pdftoppm", "-gray", "-r", str(dpi), str(printed), str(folder / f"p{dpi}")], check=True)
            known[dpi] = [gdal.Open(str(path)).ReadAsArray() for path in sorted(folder.glob(f"p{dpi}-*.pgm"))]
        return known[dpi]

    return at


def saved(picture: np.ndarray, path: Path, **options) -> Path:
    """Write a grey (rows x columns) or colour (3 x rows x columns) picture as its name says."""
    bands = picture if picture.ndim == 3 else picture[None]
    memory = gdal.GetDriverByName("MEM").Create("", bands.shape[2], bands.shape[1], len(bands), gdal.GDT_Byte)
    for i, band in enumerate(bands, start=1):
        memory.GetRasterBand(i).WriteArray(band)
    driver = {".jpg": "JPEG", ".png": "PNG", ".tif": "GTiff", ".pdf": "PDF"}[path.suffix.lower()]
    gdal.GetDriverByName(driver).CreateCopy(str(path), memory, options=[f"{key}={value}" for key, value in options.items()])
    return path


def on_the_desk(page: np.ndarray, angle: float, tilt: float, seed: int, *, blur: float, noise: float, shade: float) -> np.ndarray:
    """A page as a phone sees it: turned, tilted, out of focus, in a dim corner."""
    rng = np.random.default_rng(seed)
    high, wide = page.shape
    corners = np.array([(0.0, 0), (wide, 0), (wide, high), (0, high)])
    corners = (corners - corners.mean(axis=0) + rng.uniform(-tilt, tilt, (4, 2)) * wide) @ turning(angle).T
    corners -= corners.min(axis=0) - 15
    picture = seen(page * np.float32(0.9), corners, *(int(side) + 15 for side in corners.max(axis=0)), desk=90)
    return developed(picture, blur, noise, shade, 0, rng)


def told(results) -> list[tuple[int, tuple[str, ...]]]:
    """Page numbers and parcels of what was matched, by page."""
    return sorted((result.page.number, tuple(parcel.parcel_uid for parcel in result.parcels)) for result in results)


EXPECTED = [(page.number, tuple(parcel.parcel_uid for parcel in page.parcels)) for page in FORM.pages]


# -- the paper --------------------------------------------------------------------------------------------------------


@needs_poppler
def test_the_form_prints_every_parcel_with_numbers_that_can_be_copied_out(printed):
    info = subprocess.run(["pdfinfo", str(printed)], capture_output=True, text=True, check=True).stdout
    assert "Pages:           3" in info
    assert "841.68 x 595" in info or "842 x 595" in info
    assert "root" not in info
    assert "farmland_plugin" in info
    text = "".join(subprocess.run(["pdftotext", "-layout", str(printed), "-"], capture_output=True, text=True, check=True).stdout)
    pages = text.split("\f")
    for page, code in zip(pages, FORM.codes()):
        assert code.typed() in page
        assert "seq 1234 · 66c7f0f462eeedd9" in page
    for i, parcel in enumerate(PARCELS):
        page = pages[i // 20]
        assert parcel.subject_hash[:8] in page
        assert f"{i * 1.37:.2f}" in page
        if i % 5:
            assert f"130499SJBG2621{i:04d}" in page
    assert "2024年度" in text
    assert "…" in text  # what no box could hold is marked as cut


@needs_poppler
def test_fonts_are_embedded(printed):
    fonts = subprocess.run(["pdffonts", str(printed)], capture_output=True, text=True, check=True).stdout.splitlines()[2:]
    assert fonts
    assert all(line.split()[-5:-4] == ["yes"] for line in fonts)


@pytest.mark.parametrize("changes", [{}, {"people": 2, "methods": ("paper", "screen")}, {"methods": ("paper", "proxy")}])
def test_the_columns_are_as_wide_as_the_page_at_every_level(changes):
    table = columns(words(**changes))
    assert sum(column.width for column in table) == pytest.approx(sign_form._WIDE)
    assert all(column.width > 7 for column in table)


def test_refusal_absence_and_proxy_have_columns_only_where_the_level_allows_them():
    def headings(*methods: str) -> set[str]:
        return {column.heading for column in columns(words(methods=methods))}

    assert headings("paper", "refusal", "proxy", "absence") - headings("paper") == {
        "Proxy: relation", "Away", "Refuses", "Two witnesses sign"}


def test_a_level_of_two_people_has_two_places_to_sign():
    headings = [column.heading for column in columns(words(people=2, methods=("paper",)))]
    assert [heading for heading in headings if heading.startswith("Signature")] == ["Signature 1", "Signature 2"]


def test_a_parcel_without_its_row_is_refused_and_nothing_is_written(tmp_path):
    with pytest.raises(BadInput, match="nothing to print"):
        write_form(FORM, words(), rows(PARCELS[:-1]), tmp_path / "form.pdf")
    assert list(tmp_path.iterdir()) == []


def test_the_qr_code_as_png_svg_and_picture_says_the_same(tmp_path):
    text = FORM.codes()[0].text()
    (tmp_path / "a.png").write_bytes(qr_png(text, "H"))
    assert [code.text for page in pages_of(tmp_path / "a.png") for code in read_codes(page)] == [text]
    (tmp_path / "a.svg").write_text(qr_svg(text, "H"), encoding="utf-8")
    drawn = QImageReader(str(tmp_path / "a.svg")).read()
    if not drawn.isNull():
        assert drawn.scaled(296, 296).convertToFormat(QImage.Format.Format_Mono) == qr_image(text, "H").convertToFormat(
            QImage.Format.Format_Mono)
    with pytest.raises(BadInput, match="too long"):
        qr_png("x" * 3000)


# -- the scans --------------------------------------------------------------------------------------------------------


@needs_poppler
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_pages_scanned_at_any_angle_are_matched_to_their_parcels(scanned, tmp_path, dpi):
    pages = scanned(dpi)[:1 if dpi == 300 else 3]
    for i, page in enumerate(pages):
        angle = (1.5, 183.0, 90.7)[(i + dpi) % 3]
        picture = on_the_desk(page, angle, 0.0, i, blur=0.5, noise=12, shade=0.1)
        saved(picture, tmp_path / f"扫描 {i}.jpg", QUALITY=60)
    results = match_scans(tmp_path, REGISTER)
    assert told(results) == EXPECTED[:len(pages)]
    assert {result.form for result in results} == {FORM}


@needs_poppler
def test_photos_taken_aslant_in_dim_light_are_matched(scanned, tmp_path):
    for i, page in enumerate(scanned(150)):
        picture = on_the_desk(page, (37, 201, 308)[i], 0.03, i, blur=1.2, noise=18, shade=0.5)
        saved(picture, tmp_path / f"photo{i}.jpg", QUALITY=40)
    assert told(match_scans(tmp_path, REGISTER)) == EXPECTED


@needs_poppler
def test_a_form_scanned_into_one_tif_with_empty_backs_is_matched_page_by_page(scanned, tmp_path):
    for page in scanned(200):
        for sheet in (page, np.full_like(page, 255)):  # as office scanners do: one bit, fax compression, light is 0
            picture = gdal.GetDriverByName("MEM").Create("", page.shape[1], page.shape[0], 1, gdal.GDT_Byte)
            picture.GetRasterBand(1).WriteArray((sheet < 128).astype(np.uint8))
            further = ["APPEND_SUBDATASET=YES"] if (tmp_path / "form.tif").exists() else []
            gdal.GetDriverByName("GTiff").CreateCopy(str(tmp_path / "form.tif"), picture, options=[
                "NBITS=1", "COMPRESS=CCITTFAX4", "PHOTOMETRIC=MINISWHITE", *further])
    results = match_scans(tmp_path / "form.tif", REGISTER)
    assert told(results) == EXPECTED
    assert [result.sheet for result in results] == [1, 3, 5]
    assert len({result.sha256 for result in results}) == 1


def test_the_pdf_itself_and_a_scanned_pdf_are_matched(printed, tmp_path):
    if not scan_pages.reads_pdf():
        pytest.skip("this GDAL cannot read PDF")
    assert told(match_scans(printed, REGISTER)) == EXPECTED
    picture = list(pages_of(printed))[1]
    saved(picture, tmp_path / "scan.PDF", DPI=150)
    assert told(match_scans([tmp_path / "scan.PDF"], REGISTER)) == EXPECTED[1:2]


def test_without_pdf_the_user_is_told_what_to_scan_to(printed, monkeypatch):
    monkeypatch.setattr(scan_pages, "reads_pdf", lambda: False)
    (result,) = match_scans(printed, REGISTER)
    assert isinstance(result, Unmatched)
    assert "JPG, PNG or TIF" in result.reason


@needs_poppler
def test_a_red_seal_and_a_fingerprint_over_the_code_do_not_hide_it(scanned, tmp_path):
    page = scanned(200)[0]
    y, x = np.indices(page.shape) / (200 / 25.4)
    seal = np.hypot(x - 268, y - 20) < 19
    colour = np.stack([page, np.where(seal, page * 0.2, page), np.where(seal, page * 0.2, page)]).astype(np.uint8)
    saved(colour, tmp_path / "seal.jpg", QUALITY=70)
    assert told(match_scans(tmp_path, REGISTER)) == EXPECTED[:1]


@needs_poppler
def test_what_cannot_be_matched_says_why(scanned, tmp_path):
    page = scanned(150)[0]
    torn = page.copy()
    torn[:150, 1550:1620] = 255
    saved(torn, tmp_path / "a torn.png")
    empty = np.full((900, 700), 250, dtype=np.uint8)
    saved(empty, tmp_path / "b empty.png")
    (tmp_path / "c other.png").write_bytes(qr_png("https://example.org", "M"))
    (tmp_path / "d foreign.png").write_bytes(qr_png(arranged(form_id_of("elsewhere"), "survey", 1, "household",
                                                             PARCELS[:1]).codes()[0].text()))
    (tmp_path / "e beyond.png").write_bytes(qr_png(arranged(FORM.form_id, "survey", 1, "household", [
        FormParcel(f"{i}", "", 0) for i in range(100)]).codes()[4].text()))
    (tmp_path / "f damaged.jpg").write_bytes(b"\xff\xd8\xff\xe0 not all of it")
    whole = saved(page, tmp_path / "f.jpg", QUALITY=80).read_bytes()
    (tmp_path / "f.jpg").unlink()
    (tmp_path / "f2 cut short.jpg").write_bytes(whole[:len(whole) // 2])
    (tmp_path / "g photo.heic").write_bytes(b"heic")
    saved(np.concatenate([page, scanned(150)[1]]), tmp_path / "h two.png")
    (tmp_path / "Thumbs.db").write_bytes(b"")
    (tmp_path / ".hidden.jpg").write_bytes(b"")
    results = match_scans(tmp_path, REGISTER)
    assert all(isinstance(result, Unmatched) for result in results)
    reasons = {result.path.stem.split()[0]: result.reason for result in results}
    expected = {"a": "type the form code", "b": "type the form code", "c": "not that of a sign-off form",
                "d": "not printed from this ledger", "e": "has 3 pages only, there is no page 5", "f": "cannot be read",
                "f2": "not all of it can be read", "g": "no scan", "h": "2 pages of forms at once"}
    for name, part in expected.items():
        assert part in reasons.pop(name)
    assert not reasons


@needs_poppler
def test_the_same_file_counts_once_and_another_scan_of_the_page_is_pointed_at(scanned, tmp_path):
    first = saved(scanned(150)[0], tmp_path / "1.png")
    shutil.copy(first, tmp_path / "2.png")
    saved(np.rot90(scanned(150)[0], 2), tmp_path / "3.png")
    one, same, again = match_scans(tmp_path, REGISTER)
    assert isinstance(one, Matched)
    assert one.earlier is None
    assert isinstance(same, Unmatched)
    assert "1.png" in same.reason
    assert isinstance(again, Matched)
    assert again.earlier == first
    assert again.sha256 != one.sha256


def test_a_torn_scan_is_matched_by_the_code_typed_from_it(tmp_path):
    scan = saved(np.full((60, 60), 255, dtype=np.uint8), tmp_path / "torn.png")
    typed = FORM.codes()[2].typed().lower().replace("-", " ")
    found = match_typed(scan, typed, REGISTER)
    assert found.typed
    assert told([found]) == EXPECTED[2:]
    with pytest.raises(BadInput, match="mistyped"):
        match_typed(scan, FORM.codes()[2].typed()[:-1] + "U", REGISTER)
    with pytest.raises(BadInput, match="not printed from this ledger"):
        match_typed(scan, typed, Register())
    with pytest.raises(BadInput, match="not found"):
        match_typed(tmp_path / "gone.png", typed, REGISTER)


def test_matching_stops_when_the_user_says_so(tmp_path):
    class Stop(NoFeedback):
        def is_cancelled(self) -> bool:
            return True

    saved(np.full((60, 60), 255, dtype=np.uint8), tmp_path / "a.png")
    with pytest.raises(Cancelled):
        match_scans(tmp_path, REGISTER, Stop())


def test_pictures_of_every_storage_are_read_as_light_and_dark(tmp_path):
    page = np.full((40, 64), 200, dtype=np.uint8)
    page[10:20] = 40
    saved(page, tmp_path / "grey.png")
    saved(page, tmp_path / "grey.jpg", QUALITY=95)
    saved(np.stack([page, page // 2, page // 3]), tmp_path / "colour.tif")
    saved(255 - page, tmp_path / "inverted.tif", PHOTOMETRIC="MINISWHITE")
    for name, bits, values, kind in (("deep.tif", 16, page.astype(np.uint16) * 257, "MINISBLACK"),
                                     ("deep inverted.tif", 16, 65535 - page.astype(np.uint16) * 257, "MINISWHITE"),
                                     ("coarse.tif", 4, page // 17, "MINISBLACK")):
        kinds = gdal.GDT_UInt16 if bits > 8 else gdal.GDT_Byte
        picture = gdal.GetDriverByName("GTiff").Create(str(tmp_path / name), 64, 40, 1, kinds,
                                                       [f"NBITS={bits}", f"PHOTOMETRIC={kind}"])
        picture.GetRasterBand(1).WriteArray(values)
        del picture
    clear = np.stack([page * 0, page * 0, page * 0, np.where(page < 100, 215, 55).astype(np.uint8)])
    saved(clear, tmp_path / "clear.png")
    for path in sorted(tmp_path.iterdir()):
        (read,) = pages_of(path)
        assert read.dtype == np.uint8
        assert np.abs(read.astype(int) - page).max() <= (17 if "coarse" in path.name else 3), path.name
    assert len(list(tmp_path.iterdir())) == 8


def test_a_picture_too_large_is_refused_before_it_is_decoded(tmp_path):
    huge = gdal.GetDriverByName("GTiff").Create(str(tmp_path / "bomb.tif"), 200_000, 200_000, 1, gdal.GDT_Byte,
                                                ["SPARSE_OK=TRUE", "TILED=YES", "COMPRESS=DEFLATE"])
    del huge
    (result,) = match_scans(tmp_path, REGISTER)
    assert "200000 x 200000" in result.reason


def test_a_folder_that_does_not_exist_is_said(tmp_path):
    with pytest.raises(BadInput, match="not found"):
        match_scans(tmp_path / "none", REGISTER)
