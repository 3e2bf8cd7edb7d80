"""The A4 evidence sheet (疑似违法图斑举证图) of a parcel, as a QGIS print layout exported to PDF/A-1b.

The layout lives in a private project and is filled again for every parcel, so that it works in a background thread
and in ``qgis_process``. What a template says as an expression is never evaluated: texts are set as data.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutFrame,
    QgsLayoutItemLabel,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTable,
    QgsLayoutTableColumn,
    QgsMapLayer,
    QgsPrintLayout,
    QgsReadWriteContext,
    QgsRectangle,
    QgsTableCell,
    QgsTextFormat,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import QMarginsF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontDatabase, QPagedPaintDevice, QPageSize, QPainter, QPdfWriter
from qgis.PyQt.QtXml import QDomDocument

from ..compat import font_families, worker_project
from ..domain.errors import BadInput
from ..domain.parcel import Scene
from ..files import replacing
from ..i18n import tr
from ..ledger.crs import words_of
from ..paths import resource
from .facts import VILLAGE, Evidence, OverlapRow, area_text
from .frames import SheetCrs, framed, image_layer, paper_layer, show_only, subject_layer, without_missing

DPI = 200
FAMILIES = ("Microsoft YaHei", "微软雅黑", "Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "SimHei",
            "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Droid Sans Fallback")
MONOSPACE = ("DejaVu Sans Mono", "Consolas", "Menlo", "Courier New", "Liberation Mono")
NOTE_LETTERS = 230
IMAGE_FILL, IMAGE_LEAST = 0.62, 1000
PLACE_FILL, PLACE_LEAST = 0.14, 5000
_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_CELL_MARGIN, _STROKE = 0.7, 0.18
_COLUMNS = (4.5, 43.5, 29.5, 14.5, 10.5, 11.5)  # together the frame's width
_WIDE_COLUMNS = tuple(width * 180 / sum(_COLUMNS) for width in _COLUMNS)
_TABLE_MM = 61.0
_CELL_POINTS = 7.2


@dataclass(frozen=True)
class SheetFacts:
    """What is the same on every sheet of a run.

    :param digest: the line of hashes. :param method: CRS, area rule and rule version as printed.
    """

    title: str
    secrecy: str
    made: str
    method: str
    digest: str


@dataclass(frozen=True)
class Picture:
    """One window of imagery: the scene it was cut from and the file."""

    scene: Scene
    path: Path


def chinese_family() -> str:
    """Return an installed font family with Chinese glyphs, '' when the system has none."""
    known = font_families(chinese=True)
    return next((family for family in FAMILIES if family in known), known[0] if known else "")


def monospace_family() -> str:
    """Return an installed monospace family, whose digits stay digits when text is copied out of the PDF."""
    known = set(font_families())
    return next((family for family in MONOSPACE if family in known),
                QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family())


class SheetPrinter:
    """Prints the sheets of one run; made, used and dropped in one thread.

    :param redlines: layers of the location map, topmost first. :param neighbours: the ledger's other parcels.
    """

    def __init__(self, crs: SheetCrs, redlines: Sequence[QgsMapLayer], neighbours: QgsMapLayer,
                 template: Optional[Path] = None) -> None:
        self._crs = crs
        self._project = worker_project()
        self._project.setCrs(crs.sheet)
        self._layout = QgsPrintLayout(self._project)
        self._family, self._mono = chinese_family(), monospace_family()
        self._load(template or resource("layouts", "evidence_a4.qpt"))
        self._subject = subject_layer(crs.ledger)
        self._paper = paper_layer(crs.sheet)
        self._redlines = list(redlines)
        self._neighbours = neighbours
        self._second = self._second_page()

    def close(self) -> None:
        """Let go of layers and layout, in the order that QGIS survives."""
        for name in ("before_map", "after_map", "location_map"):
            self._map(name).setLayers([])
        self._layout.clear()
        self._redlines = []

    def _load(self, template: Path) -> None:
        document = QDomDocument()
        text = template.read_text(encoding="utf-8")
        if "<!DOCTYPE" in text[:4096] and "<!ENTITY" in text:
            raise BadInput(tr("{path} is not a print layout of ours."), path=template)
        document.setContent(text)
        _, loaded = self._layout.loadFromTemplate(document, QgsReadWriteContext())
        if not loaded or self._layout.itemById("overlaps") is None:
            raise BadInput(tr("{path} is not a print layout of ours."), path=template)
        for item in self._layout.items():
            if isinstance(item, QgsLayoutItemLabel):
                set_family(item, self._mono if item.id() == "digest" else self._family)
            elif isinstance(item, QgsLayoutItemPicture):
                item.setPicturePath(str(resource("layouts", "north.svg")))
            elif isinstance(item, QgsLayoutItemMap):
                item.setCrs(self._crs.sheet)
            elif isinstance(item, QgsLayoutItemScaleBar):
                item.setTextFormat(self._format(7, False))
        self._dress(self._table("overlaps"), _COLUMNS)

    # -- one sheet --------------------------------------------------------------------------------------------

    def crs_text(self) -> str:
        """Return the name and code of the CRS the sheets are drawn in."""
        crs = self._crs.sheet
        return words_of(crs)

    def extent(self, wkb: bytes) -> Tuple[QgsRectangle, int]:
        """Return the extent (sheet CRS) and scale of the image frames of a parcel."""
        size = self._map("before_map").rect()
        return framed(self._crs.parcel_box(wkb), size.width(), size.height(), IMAGE_FILL, IMAGE_LEAST)

    def print(self, evidence: Evidence, pictures: Dict[str, Picture], facts: SheetFacts, target: Path) -> None:
        """Write the sheet of one parcel.

        :param pictures: ``before`` and ``after`` where there is imagery; an empty frame says so.
        :raises BadInput: when the PDF cannot be made.
        """
        images = [image_layer(picture.path) for picture in pictures.values()]
        layers = dict(zip(pictures, images))
        show_only(self._subject, evidence.parcel.geom)
        self._texts(evidence, facts)
        for side in ("before", "after"):
            self._image(side, evidence, pictures.get(side), layers.get(side))
        self._location(evidence)
        rest = self._overlaps(evidence.rows)
        pages = 2 if rest else 1
        self._set("page", tr("page {page} of {pages}").format(page=1, pages=pages))
        self._set("page_2", tr("page {page} of {pages}").format(page=2, pages=pages))
        with replacing(target) as hidden:
            self._export(hidden, facts.title, pages)
        for side in ("before", "after"):
            self._map(f"{side}_map").setLayers([])

    def _texts(self, evidence: Evidence, facts: SheetFacts) -> None:
        parcel, case, batch = evidence.parcel, evidence.case, evidence.batch
        undecided = tr("not yet decided by a person")
        monitored = parcel.monitored_area_m2
        survey = "  ".join(text for text in (case.surveyed_on, evidence.surveyors) if text)
        values = {
            "secrecy": facts.secrecy, "made": facts.made, "title": facts.title, "method": facts.method,
            "digest": facts.digest.format(seal=parcel.geom_hash[:32]),
            "number": parcel.source_no or parcel.parcel_uid, "batch": batch.name,
            "place": evidence.place or "—",
            "source": evidence.source_label,
            "monitored": area_text(monitored) if monitored is not None else tr("not issued"),
            "computed": area_text(parcel.area_m2),
            "finding": evidence.finding_label or undecided, "disposition": evidence.disposition_label or undecided,
            "category": evidence.category_label or "—", "survey": survey or "—", "note": shortened(case.note) or "—",
            "statement": "\n".join((
                tr("This sheet documents a clue: \"suspected\" and \"suggested\" are no decision. People decide, after "
                   "an on-site check."),
                tr("Progress counts the monitored area as issued. Areas in the table are gross; net of field ridges: "
                   "overlap.xlsx."))),
            "continued_title": tr("{title}: overlap table, continued").format(title=facts.title),
            "continued_number": tr("Parcel {number}").format(number=parcel.source_no or parcel.parcel_uid),
            **_headings(),
        }
        for name, text in values.items():
            self._set(name, text)
        set_family(self._layout.itemById("note"), self._family, 8.5 if len(case.note) <= 140 else 7.0)

    def _image(self, side: str, evidence: Evidence, picture: Optional[Picture], layer: Optional[QgsMapLayer]) -> None:
        extent, scale = self.extent(evidence.parcel.geom)
        item = self._map(f"{side}_map")
        item.setLayers(without_missing([self._subject, layer, self._paper]))
        item.zoomToExtent(extent)
        self._scale_bar(f"{side}_scale", item.extent().width())
        self._layout.itemById(f"{side}_missing").setVisibility(picture is None)
        heading = tr("Image before") if side == "before" else tr("Image after")
        self._set(f"{side}_caption", f"{heading}  1:{scale}")
        self._set(f"{side}_missing", tr("No image"))
        scene = picture.scene if picture else None
        self._set(f"{side}_facts", tr("{date}  {source}  {resolution} m").format(
            date=scene.captured, source=scene.source or "—", resolution=f"{scene.resolution_m:.2f}",
        ) if scene else tr("no registered image shows this parcel"))

    def _location(self, evidence: Evidence) -> None:
        item = self._map("location_map")
        size = item.rect()
        extent, scale = framed(self._crs.parcel_box(evidence.parcel.geom), size.width(), size.height(), PLACE_FILL,
                               PLACE_LEAST)
        show_only(self._paper, bytes(QgsGeometry.fromRect(extent.buffered(extent.width())).asWkb()))
        item.setLayers(without_missing([self._subject, self._neighbours, *self._redlines, self._paper]))
        item.zoomToExtent(extent)
        self._scale_bar("location_scale", item.extent().width())
        self._set("location_caption", tr("Location and red lines  1:{scale}").format(scale=scale))

    def _scale_bar(self, name: str, width_m: float) -> None:
        """Give a scale bar two round segments of about a sixth of its map each."""
        step = next((known for unit in (1, 10, 100, 1000, 10000) for known in (unit, 2 * unit, 5 * unit)
                     if known >= width_m / 7), 20000)
        self._layout.itemById(name).setUnitsPerSegment(step)
        self._layout.itemById(name).update()

    # -- the overlap table ------------------------------------------------------------------------------------

    def _overlaps(self, rows: Sequence[OverlapRow]) -> int:
        """Fill the table; return how many rows had to go to the second page.

        The one village a parcel lies in stands in the head of the sheet, not here.
        """
        table = self._table("overlaps")
        rows = [row for row in rows if row.role != VILLAGE or row.share < 100]
        cells = [_cells(row, _COLUMNS) for row in rows]
        kept = len(cells)
        table.setTableContents(cells)
        while kept and table.totalSize().height() > _TABLE_MM:
            kept -= 1
            table.setTableContents(cells[:kept])
        table.recalculateFrameSizes()
        rest = [_cells(row, _WIDE_COLUMNS) for row in rows[kept:]]
        second = self._table("overlaps_2")
        second.setTableContents(rest)
        second.recalculateFrameSizes()
        caption = tr("Overlap with red lines")
        self._set("overlaps_caption", caption + (tr(" (continued on page 2)") if rest else ""))
        return len(rest)

    def _dress(self, table: QgsLayoutItemManualTable, widths: Sequence[float]) -> None:
        table.setColumnWidths([width - 2 * _CELL_MARGIN - _STROKE * (1 + 1 / len(widths)) for width in widths])
        table.setHeaderHAlignment(QgsLayoutTable.HeaderHAlignment.HeaderCenter)
        table.setHeaders([QgsLayoutTableColumn(text) for text in (
            "", tr("Red line (vintage)"), tr("Class"), tr("m²"), tr("mu"), tr("share %"))])
        table.setHeaderTextFormat(self._format(7.5, True))
        table.setContentTextFormat(self._format(_CELL_POINTS, False))

    def _second_page(self) -> QgsLayoutItemManualTable:
        """Add the page that takes the rows the first one cannot hold."""
        page = QgsLayoutItemPage(self._layout)
        page.setPageSize("A4", QgsLayoutItemPage.Orientation.Portrait)
        page.setPageStyleSymbol(QgsFillSymbol.createSimple({"color": "white", "outline_style": "no"}))
        self._layout.pageCollection().addPage(page)
        for name, top, size in (("continued_title", 12, 13.0), ("continued_number", 20, 9.0), ("page_2", 286, 7.5)):
            label = QgsLayoutItemLabel(self._layout)
            label.setId(name)
            label.setHAlign(Qt.AlignmentFlag.AlignHCenter)
            self._layout.addLayoutItem(label)
            set_family(label, self._family, size)
            label.attemptResize(QgsLayoutSize(180, 8, _MM))
            label.attemptMove(QgsLayoutPoint(16, top, _MM), True, False, 1)
        table = QgsLayoutItemManualTable.create(self._layout)
        self._layout.addMultiFrame(table)
        table.setIncludeTableHeader(True)
        table.setGridStrokeWidth(_STROKE)
        table.setCellMargin(_CELL_MARGIN)
        self._dress(table, _WIDE_COLUMNS)
        frame = QgsLayoutFrame(self._layout, table)
        table.addFrame(frame, False)
        frame.setId("overlaps_2")
        frame.attemptResize(QgsLayoutSize(180, 254, _MM))
        frame.attemptMove(QgsLayoutPoint(16, 29, _MM), True, False, 1)
        return table

    # -- small helps ------------------------------------------------------------------------------------------

    def _set(self, name: str, text: str) -> None:
        """Put text into a label as data: ``[%`` would be evaluated as an expression, so it is broken up."""
        self._layout.itemById(name).setText(text.replace("[%", "[ %"))

    def _map(self, name: str) -> QgsLayoutItemMap:
        return self._layout.itemById(name)

    def _table(self, name: str) -> QgsLayoutItemManualTable:
        return self._layout.itemById(name).multiFrame()

    def _format(self, size: float, bold: bool) -> QgsTextFormat:
        font = QFont(self._family)
        font.setBold(bold)
        text = QgsTextFormat()
        text.setFont(font)
        text.setSize(size)
        text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
        text.setColor(QColor("black"))
        return text

    def _export(self, path: Path, title: str, pages: int) -> None:
        """Write the pages as one PDF marked PDF/A-1b; its metadata name the sheet, never the user of the computer."""
        self._layout.renderContext().setDpi(DPI)
        self._layout.renderContext().setTextRenderFormat(Qgis.TextRenderFormat.AlwaysText)
        writer = QPdfWriter(str(path))
        writer.setPdfVersion(QPagedPaintDevice.PdfVersion.PdfVersion_A1b)
        writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
        writer.setPageMargins(QMarginsF(0, 0, 0, 0))
        writer.setResolution(DPI)
        writer.setTitle(title)
        writer.setCreator("farmland_plugin")
        exporter = QgsLayoutExporter(self._layout)
        painter = QPainter()
        if not painter.begin(writer):
            raise BadInput(tr("{path} cannot be written: check the folder and its permissions."), path=path)
        try:
            for page in range(pages):
                if page:
                    writer.newPage()
                exporter.renderPage(painter, page)
        finally:
            painter.end()
        if not path.read_bytes().endswith((b"%%EOF", b"%%EOF\n")):  # Qt says nothing of a disk that is full
            raise BadInput(tr("{path} cannot be written: check the folder and its permissions."), path=path)


def set_family(label: QgsLayoutItemLabel, family: str, size: float = 0.0) -> None:
    """Give a label another font family, keeping its weight (and size, unless one is given in points)."""
    if hasattr(label, "textFormat"):
        text = label.textFormat()
        font = text.font()
        font.setFamily(family)
        text.setFont(font)
        if size:
            text.setSize(size)
            text.setSizeUnit(QgsUnitTypes.RenderUnit.RenderPoints)
        label.setTextFormat(text)
        return
    font = label.font()  # QGIS before 3.24
    font.setFamily(family)
    if size:
        font.setPointSizeF(size)
    label.setFont(font)


def shortened(note: str) -> str:
    """Return a remark cut to what its box holds; the whole of it stands in the package."""
    flat = " ".join(note.split())
    return flat if len(flat) <= NOTE_LETTERS else flat[: NOTE_LETTERS - 1] + "…"


def _headings() -> Dict[str, str]:
    """Return the fixed words of the sheet by item id."""
    box = tr("(signature, seal)          date            ")
    return {
        "number_head": tr("Parcel no."), "batch_head": tr("Batch"), "place_head": tr("Place"),
        "source_head": tr("Issued by"), "monitored_head": tr("Monitored area"), "computed_head": tr("Computed area"),
        "finding_head": tr("Finding (suggested)"), "disposition_head": tr("Measure (suggested)"),
        "survey_head": tr("Surveyed"), "category_head": tr("Category"), "note_head": tr("Remarks"),
        "sign_household": tr("Householder"), "sign_village": tr("Village committee"),
        "sign_town": tr("Township government"), "sign_bureau": tr("County bureau"),
        "sign_household_box": box, "sign_village_box": box, "sign_town_box": box, "sign_bureau_box": box,
    }


def broken_up(text: str, width_mm: float) -> str:
    """Return a text with line breaks where a cell ends: QGIS breaks at spaces only, and Chinese has none.

    A Chinese letter is as wide as the font is high, others about 0.56 of it.
    """
    height = _CELL_POINTS * 25.4 / 72
    lines, room = [""], width_mm
    for letter in text:
        step = height if unicodedata.east_asian_width(letter) in "WFA" else 0.56 * height
        if step > room and lines[-1]:
            head, space, tail = lines[-1].rpartition(" ")
            lines[-1], carried = (head, tail) if space and len(tail) < 14 and head else (lines[-1], "")
            lines.append(carried.lstrip())
            room = width_mm - sum(height if unicodedata.east_asian_width(c) in "WFA" else 0.56 * height
                                  for c in lines[-1])
        lines[-1] += letter
        room -= step
    return "\n".join(lines)


def _cells(row: OverlapRow, widths: Sequence[float]) -> List[QgsTableCell]:
    swatch = QgsTableCell("")
    swatch.setBackgroundColor(QColor(row.colour))
    named = row.layer and row.layer != row.role_label and row.class_code != "none"  # one line for what is not met
    layer = f"{row.role_label} · {row.layer}" if named else row.role_label
    names = (f"{layer} ({row.vintage})" if row.vintage else layer, row.class_label or "—")
    cells = [QgsTableCell(broken_up(text, width - 2 * _CELL_MARGIN - 0.4)) for text, width in zip(names, widths[1:3])]
    for text in (f"{row.area_m2:,}", f"{row.area_mu:,}", f"{row.share}"):
        cells.append(QgsTableCell(text))
        cells[-1].setHorizontalAlignment(Qt.AlignmentFlag.AlignRight)
    return [swatch, *cells]
