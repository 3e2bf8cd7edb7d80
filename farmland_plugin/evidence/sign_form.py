"""The paper sign-off form (逐级审核签字表) as a PDF: A4 landscape, 20 parcels a page, a QR code and its typed form on each."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Callable, List, Mapping, Sequence, Tuple

from qgis.PyQt.QtCore import QMarginsF, QRectF, Qt
from qgis.PyQt.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPageLayout,
    QPageSize,
    QPainter,
    QPdfWriter,
    QPen,
)

from ..compat import flag_number, font_families
from ..domain.errors import BadInput
from ..domain.signform import PARCELS_PER_PAGE, FormCode, FormPage, FormSpec
from ..files import replacing
from ..i18n import tr
from .qr import draw_qr
from .sheet import chinese_family, monospace_family

LATIN = ("DejaVu Sans", "Arial", "Segoe UI", "Liberation Sans", "Helvetica")
QR_LEVEL = "H"  # still read with 30 % of it torn off or stamped over
HASH_SIGNS = 8

_DPI = 600
_WIDE, _LEFT, _TOP = 279.0, 9.0, 8.0  # mm
_QR, _QR_LEFT = 27.0, 258.0
_TABLE_TOP, _HEAD, _ROW = 42.0, 9.5, 7.0
_FOOT = _TABLE_TOP + _HEAD + PARCELS_PER_PAGE * _ROW + 1.5
_CENTRE, _START = Qt.AlignmentFlag.AlignCenter, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_END = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_BLACK, _GREY = "#000000", "#808080"


@dataclass(frozen=True)
class FormRow:
    """What is printed of a parcel; labels as people read them, ``area_mu`` in 亩."""

    number: str
    place: str
    area_mu: str
    conclusion: str
    disposition: str


@dataclass(frozen=True)
class FormText:
    """What is the same on every page.

    :param signer: who signs at this level, such as 村两委. :param methods: codes of dictionary ``sign_method`` that the
        level allows: refusal, proxy and absence bring columns of their own. :param people: how many have to sign.
    :param seq: number of the journal's last event before printing. :param sm3: its SM3, of which 16 digits are printed.
    :param printed: date, as it is to stand on the paper. :param seal: whose seal belongs at the foot, '' for none.
    """

    title: str
    county: str
    campaign: str
    stage: str
    signer: str
    methods: Tuple[str, ...]
    people: int
    seq: int
    sm3: str
    printed: str
    seal: str = ""


@dataclass(frozen=True)
class Column:
    """A column of the table: heading, width in mm, and what stands in a row before anybody has signed; ``roomy`` ones share
    the width that is left."""

    heading: str
    width: float
    content: Callable[[int, FormRow, str], str]
    align: Qt.AlignmentFlag = _CENTRE
    mono: bool = False
    faint: bool = False
    roomy: bool = False


def columns(text: FormText) -> List[Column]:
    """Return the columns of a level's table; together as wide as the page."""
    printed = [
        Column(tr("No."), 8, lambda number, row, seal: str(number)),
        Column(tr("Parcel no."), 36, lambda number, row, seal: row.number, mono=True),
        Column(tr("Township, village"), 33, lambda number, row, seal: row.place, _START),
        Column(tr("Area (mu)"), 16, lambda number, row, seal: row.area_mu, _END, mono=True),
        Column(tr("Finding of the survey"), 26, lambda number, row, seal: row.conclusion, _START),
        Column(tr("Proposed measure"), 26, lambda number, row, seal: row.disposition, _START),
        Column(tr("Check code"), 16, lambda number, row, seal: seal, mono=True),
    ]
    signed = _blanks(text)
    spare = _WIDE - sum(column.width for column in printed + signed)
    roomy = [column for column in signed if column.roomy]
    return printed + [replace(column, width=column.width + spare / len(roomy)) if column.roomy else column
                      for column in signed]


def _blanks(text: FormText) -> List[Column]:
    """Return the columns that are filled in by hand."""
    choices, date = "\n".join((tr("□ agree"), tr("□ disagree"))), tr("__ / __ / __")
    blank, box = _fixed(""), _fixed("□")
    cells = [Column(tr("Opinion"), 15, _fixed(choices), _START)]
    if text.people > 1:
        cells += [Column(tr("Signature {number}").format(number=number), 27, blank, roomy=True)
                  for number in range(1, text.people + 1)]
    else:
        cells.append(Column(tr("Signature (fingerprint)"), 30, blank, roomy=True))
    cells.append(Column(tr("Date"), 20, _fixed(date), faint=True))
    if "proxy" in text.methods:
        cells.append(Column(tr("Proxy: relation"), 17, blank))
    if "absence" in text.methods:
        cells.append(Column(tr("Away"), 8, box))
    if "refusal" in text.methods:
        cells += [Column(tr("Refuses"), 8, box), Column(tr("Two witnesses sign"), 20, blank)]
    else:
        cells.append(Column(tr("Remarks"), 12, blank))
    return cells


def _fixed(text: str) -> Callable[[int, FormRow, str], str]:
    return lambda number, row, seal: text


def write_form(form: FormSpec, text: FormText, rows: Mapping[str, FormRow], target: Path) -> None:
    """Write one form as a PDF marked PDF/A-1b.

    :param rows: by parcel_uid. :raises BadInput: when a parcel's row is missing or the file cannot be written.
    """
    write_forms([(form, text, rows)], target)


def write_forms(parts: Sequence[Tuple[FormSpec, FormText, Mapping[str, FormRow]]], target: Path) -> None:
    """Write several forms one after the other as one PDF marked PDF/A-1b.

    :raises BadInput: when a parcel's row is missing or the file cannot be written.
    """
    for form, _text, rows in parts:
        missing = [parcel.parcel_uid for parcel in form.parcels() if parcel.parcel_uid not in rows]
        if missing:
            raise BadInput(tr("Parcel {uid} has nothing to print on the form."), uid=missing[0])
    with replacing(target) as hidden:
        first = parts[0][1]
        writer = _writer(hidden, f"{first.county} {first.title}")
        painter = QPainter()
        if not painter.begin(writer):
            raise BadInput(tr("{path} cannot be written: check the folder and its permissions."), path=target)
        try:
            sheet = _Sheet(painter)
            for number, (form, text, rows) in enumerate(parts):
                for page in form.pages:
                    if number or page.number > 1:
                        writer.newPage()
                    _draw(sheet, form, page, text, rows)
        finally:
            painter.end()
        if not hidden.read_bytes().rstrip().endswith(b"%%EOF"):  # Qt says nothing of a disk that is full
            raise BadInput(tr("{path} cannot be written: check the folder and its permissions."), path=target)


def _writer(path: Path, title: str) -> QPdfWriter:
    writer = QPdfWriter(str(path))
    writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_A1b)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(_DPI)
    writer.setTitle(title)
    writer.setCreator("farmland_plugin")
    return writer


class _Sheet:
    """A page drawn in millimetres, with letters that shrink to their box."""

    def __init__(self, painter: QPainter) -> None:
        self.painter = painter
        known = set(font_families())
        latin = next((family for family in LATIN if family in known), "")
        chinese = chinese_family()
        # digits in a Latin font: those of some Chinese fonts get lost when text is copied out of a PDF
        self._families = [family for family in (latin, chinese) if family]
        self._mono = [family for family in (monospace_family(), chinese) if family]

    @staticmethod
    def dots(millimetres: float) -> float:
        """Return a length on the page in the printer's dots."""
        return millimetres * _DPI / 25.4

    def box(self, x: float, y: float, wide: float, high: float) -> QRectF:
        """Return a rectangle given in mm from the page's corner."""
        return QRectF(self.dots(x), self.dots(y), self.dots(wide), self.dots(high))

    def line(self, x: float, y: float, to_x: float, to_y: float, width: float = 0.15) -> None:
        """Draw a line."""
        self.painter.setPen(QPen(QColor(_BLACK), self.dots(width)))
        self.painter.drawLine(self.box(x, y, to_x - x, to_y - y).topLeft(), self.box(to_x, to_y, 0, 0).topLeft())

    def write(self, text: str, box: Tuple[float, float, float, float], points: float = 8.0, align: Qt.AlignmentFlag = _CENTRE,
              bold: bool = False, mono: bool = False, colour: str = _BLACK, wrap: bool = True) -> None:
        """Write text into a box (x, y, width, height in mm), broken into lines and made smaller as it needs."""
        if not text:
            return
        area, least = self.box(*box), min(points, 4.5)
        flags = flag_number(align) | flag_number(Qt.TextFlag.TextWordWrap if wrap else Qt.TextFlag.TextSingleLine)
        while not self._fits(text, area, flags, self._font(points, bold, mono)) and points > least:
            points -= 0.25
        font = self._font(points, bold, mono)
        if not self._fits(text, area, flags, font):
            flags = flag_number(align) | flag_number(Qt.TextFlag.TextWrapAnywhere)
            text = self._cut(text, area, flags, font)
        self.painter.setFont(font)
        self.painter.setPen(QColor(colour))
        self.painter.drawText(area, flags, text)

    def _fits(self, text: str, area: QRectF, flags: int, font: QFont) -> bool:
        needed = QFontMetricsF(font, self.painter.device()).boundingRect(area, flags, text)
        return bool(needed.height() <= area.height() and needed.width() <= area.width() * 1.001)

    def _cut(self, text: str, area: QRectF, flags: int, font: QFont) -> str:
        """Return a text at the smallest size, cut with an ellipsis if its box cannot hold all of it even so."""
        if self._fits(text, area, flags, font):
            return text
        while text and not self._fits(text + "…", area, flags, font):
            text = text[:-1]
        return text + "…"

    def _font(self, points: float, bold: bool, mono: bool) -> QFont:
        font = QFont()
        font.setFamilies(self._mono if mono else self._families)
        font.setPointSizeF(points)
        font.setBold(bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font


def _plain(text: str) -> str:
    """Return text on one line without control characters."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _draw(sheet: _Sheet, form: FormSpec, page: FormPage, text: FormText, rows: Mapping[str, FormRow]) -> None:
    """Draw one page."""
    _heading(sheet, form, page, text)
    table = columns(text)
    _grid(sheet, table, len(page.parcels))
    for line, parcel in enumerate(page.parcels):
        number = (page.number - 1) * PARCELS_PER_PAGE + line + 1
        top = _TABLE_TOP + _HEAD + line * _ROW
        left = _LEFT
        for column in table:
            content = column.content(number, rows[parcel.parcel_uid], parcel.subject_hash[:HASH_SIGNS])
            content = content if "\n" in content else content if column.faint else _plain(content)
            sheet.write(content, (left + 0.6, top + 0.2, column.width - 1.2, _ROW - 0.4), 8.0, column.align, False,
                        column.mono and content.isascii(), _GREY if column.faint else _BLACK, not column.faint)
            left += column.width
    if len(page.parcels) < PARCELS_PER_PAGE:
        sheet.write(tr("(nothing below this line)"), (_LEFT, _TABLE_TOP + _HEAD + len(page.parcels) * _ROW + 1, _WIDE, 5), 8.5)
    _footing(sheet, text)


def _heading(sheet: _Sheet, form: FormSpec, page: FormPage, text: FormText) -> None:
    code = FormCode(form.form_id, page.number)
    room = _QR_LEFT - _LEFT - 6
    sheet.write(_plain(f"{text.county} {text.title}"), (_LEFT, _TOP, room, 9), 16.0, bold=True)
    lines = (
        (tr("Campaign: {campaign}").format(campaign=_plain(text.campaign)),
         tr("Stage: {stage}").format(stage=_plain(text.stage)),
         tr("Signing here: level {level}, {signer}").format(level=form.level, signer=_plain(text.signer))),
        (tr("Printed on: {date}").format(date=_plain(text.printed)),
         tr("Page {page} of {pages}").format(page=page.number, pages=len(form.pages)),
         tr("Parcels: {count} on this page, {total} on the form").format(
             count=len(page.parcels), total=len(form.parcels()))),
    )
    for i, parts in enumerate(lines):
        for j, part in enumerate(parts):
            sheet.write(part, (_LEFT + j * room / 3, _TOP + 10 + 5.5 * i, room / 3 - 2, 5), 9.5, _START)
    sheet.write(tr("Journal: {anchor}").format(anchor=f"seq {text.seq} · {text.sm3[:16]}"),
                (_LEFT, _TOP + 21.2, room, 4.5), 8.0, _START, mono=True)
    sheet.write(tr("Whoever signs vouches for the facts of that line as printed here. When one of them changes later, the "
                   "check code no longer agrees and the signature does not count for that parcel."),
                (_LEFT, _TOP + 25.8, room - 8, 7.4), 7.5, _START)
    draw_qr(sheet.painter, code.text(), sheet.box(_QR_LEFT, _TOP, _QR, _QR), QR_LEVEL)
    sheet.write(code.typed(), (_QR_LEFT - 12, _TOP + _QR + 3.1, _QR + 12, 3.8), 9.0, _END, bold=True, mono=True)


def _grid(sheet: _Sheet, table: Sequence[Column], count: int) -> None:
    bottom = _TABLE_TOP + _HEAD + count * _ROW
    left = _LEFT
    for column in table:
        sheet.line(left, _TABLE_TOP, left, bottom)
        sheet.write(column.heading, (left + 0.4, _TABLE_TOP + 0.3, column.width - 0.8, _HEAD - 0.6), 8.5, bold=True)
        left += column.width
    sheet.line(left, _TABLE_TOP, left, bottom)
    for line in range(count + 1):
        y = _TABLE_TOP + _HEAD + line * _ROW
        sheet.line(_LEFT, y, _LEFT + _WIDE, y)
    sheet.line(_LEFT, _TABLE_TOP, _LEFT + _WIDE, _TABLE_TOP, 0.35)


def _footing(sheet: _Sheet, text: FormText) -> None:
    notes = [tr("1. Sign by hand, line by line. Whoever does not agree writes the reason into the line.")]
    if "refusal" in text.methods:
        notes.append(tr("2. Refused: tick, two witnesses sign, take a photo. Signed by a proxy: name the relation, enclose the "
                        "authorisation. Away: tick, enclose the record of the call; to be signed later."))
    notes.append(tr("{number}. Scan or photograph the whole page with its QR code and put it into the folder of scans; do not "
                    "fold, cover or stamp the QR code.").format(number=len(notes) + 1))
    sheet.write("\n".join(notes), (_LEFT, _FOOT, 170, 10.4), 7.0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
    if text.seal:
        sheet.write(tr("{signer} (seal):").format(signer=_plain(text.seal)), (_LEFT + 176, _FOOT, 50, 5), 8.5, _START)
    sheet.write(tr("Collected by:"), (_LEFT + 228, _FOOT, 30, 5), 8.5, _START)
    sheet.write(tr("Date:"), (_LEFT + 259, _FOOT, 20, 5), 8.5, _START)
