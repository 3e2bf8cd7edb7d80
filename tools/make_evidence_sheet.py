"""Builds resources/layouts/evidence_a4.qpt: run with a Python that has QGIS; the same input gives the same file.

    QT_QPA_PLATFORM=offscreen python3 tools/make_evidence_sheet.py
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Optional

os.environ["QT_HASH_SEED"] = "0"  # else the order of XML attributes changes from run to run

from qgis.core import (
    QgsApplication,
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTable,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsUnitTypes,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor, QFont
from qgis.PyQt.QtXml import QDomDocument

TARGET = Path(__file__).resolve().parent.parent / "resources" / "layouts" / "evidence_a4.qpt"
LEFT, WIDTH = 16.0, 180.0
MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
HAIR = QgsLayoutMeasurement(0.18, MM)
CENTRE, START, END = Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
PALE = QColor("#eef2f6")


class Builder:
    """Adds items with ids to one layout."""

    def __init__(self) -> None:
        self.project = QgsProject()
        self.layout = QgsPrintLayout(self.project)
        self.layout.initializeDefaults()
        self.layout.pageCollection().page(0).setPageSize("A4", QgsLayoutItemPage.Orientation.Portrait)
        self.layout.setName("evidence_a4")

    def place(self, item: QgsLayoutItem, name: str, x: float, y: float, w: float, h: float) -> None:
        self.layout.addLayoutItem(item)
        item.setId(name)
        item.attemptResize(QgsLayoutSize(w, h, MM))
        item.attemptMove(QgsLayoutPoint(x, y, MM))

    def label(self, name: str, x: float, y: float, w: float, h: float, size: float = 8.5, *, bold: bool = False,
              align: Qt.AlignmentFlag = START, cell: bool = False, pale: bool = False, bottom: bool = False,
              family: str = "", ground: Optional[QColor] = None) -> None:
        item = QgsLayoutItemLabel(self.layout)
        font = QFont(family or "Microsoft YaHei")
        font.setPointSizeF(size)
        font.setBold(bold)
        item.setFont(font)
        item.setText(name)
        item.setHAlign(align)
        item.setVAlign(Qt.AlignmentFlag.AlignBottom if bottom else Qt.AlignmentFlag.AlignVCenter)
        item.setMarginX(1.2 if cell else 0)
        item.setMarginY(1.5 if bottom else 0.3 if cell else 0)
        if cell:
            item.setFrameEnabled(True)
            item.setFrameStrokeWidth(HAIR)
        if pale or ground:
            item.setBackgroundEnabled(True)
            item.setBackgroundColor(ground or PALE)
        self.place(item, name, x, y, w, h)

    def grid(self, y: float, height: float, cells: list) -> None:
        """One row of framed cells: (id, width, is a heading)."""
        x = LEFT
        for name, width, heading in cells:
            self.label(name, x, y, width, height, 8 if heading else 8.5, cell=True, pale=heading,
                       align=CENTRE if heading else START)
            x += width

    def map(self, name: str, x: float, y: float, w: float, h: float) -> QgsLayoutItemMap:
        item = QgsLayoutItemMap(self.layout)
        item.setFrameEnabled(True)
        item.setFrameStrokeWidth(HAIR)
        item.setKeepLayerSet(True)
        item.setBackgroundColor(QColor("white"))
        self.place(item, name, x, y, w, h)
        item.setExtent(QgsRectangle(0, 0, w, h))  # QGIS 3.22 takes the item's height from it
        return item

    def north(self, name: str, x: float, y: float) -> None:
        """A north arrow on a white disc, so that it reads on any image."""
        disc = QgsLayoutItemShape(self.layout)
        disc.setShapeType(QgsLayoutItemShape.Shape.Ellipse)
        self.place(disc, name + "_disc", x - 1, y - 1, 10, 10)
        item = QgsLayoutItemPicture(self.layout)
        item.setPicturePath("north.svg")
        self.place(item, name, x, y, 8, 8)

    def scale_bar(self, name: str, linked: QgsLayoutItemMap, x: float, y: float) -> None:
        item = QgsLayoutItemScaleBar(self.layout)
        item.setStyle("Line Ticks Up")
        item.setLinkedMap(linked)
        item.setUnits(QgsUnitTypes.DistanceUnit.DistanceMeters)
        item.setUnitLabel("m")
        item.setNumberOfSegments(2)
        item.setNumberOfSegmentsLeft(0)
        item.setUnitsPerSegment(50)
        item.setHeight(1.5)
        item.setBoxContentSpace(1)
        item.setBackgroundEnabled(True)
        item.setBackgroundColor(QColor("white"))
        self.place(item, name, x, y, 40, 9)

    def table(self, name: str, x: float, y: float, w: float, h: float) -> None:
        table = QgsLayoutItemManualTable.create(self.layout)
        self.layout.addMultiFrame(table)
        table.setShowGrid(True)
        table.setGridStrokeWidth(0.18)
        table.setCellMargin(0.7)
        table.setIncludeTableHeader(True)
        table.setEmptyTableBehavior(QgsLayoutTable.EmptyTableMode.HeadersOnly)
        table.setWrapBehavior(QgsLayoutTable.WrapBehavior.WrapText)
        frame = QgsLayoutFrame(self.layout, table)
        table.addFrame(frame, False)
        frame.setId(name)
        frame.attemptResize(QgsLayoutSize(w, h, MM))
        frame.attemptMove(QgsLayoutPoint(x, y, MM))


def build() -> Builder:
    """Lay the page out; all measures in millimetres."""
    b = Builder()
    b.label("secrecy", LEFT, 8, 50, 5, 8.5)
    b.label("made", LEFT + 50, 8, 130, 5, 8, align=END)
    b.label("title", LEFT, 13, WIDTH, 11, 17, bold=True, align=CENTRE)
    for row, names in enumerate((("number", "batch"), ("place", "source"), ("monitored", "computed"))):
        b.grid(26 + row * 6.5, 6.5, [(f"{names[0]}_head", 24, True), (names[0], 66, False),
                                     (f"{names[1]}_head", 24, True), (names[1], 66, False)])
    for side, x in (("before", LEFT), ("after", LEFT + 91)):
        b.label(f"{side}_caption", x, 48, 89, 6, 9, bold=True, cell=True, pale=True, align=CENTRE)
        item = b.map(f"{side}_map", x, 54, 89, 84)
        b.label(f"{side}_missing", x + 29.5, 92, 30, 9, 14, bold=True, align=CENTRE, ground=QColor("white"))
        b.scale_bar(f"{side}_scale", item, x + 1.5, 127.2)
        b.north(f"{side}_north", x + 79, 56)
        b.label(f"{side}_facts", x, 138, 89, 6, 8, cell=True, align=CENTRE)
    b.label("location_caption", LEFT, 147, 64, 6, 9, bold=True, cell=True, pale=True, align=CENTRE)
    location = b.map("location_map", LEFT, 153, 64, 61)
    b.scale_bar("location_scale", location, LEFT + 1.5, 203.2)
    b.north("location_north", LEFT + 54.5, 155)
    b.label("overlaps_caption", LEFT + 66, 147, 114, 6, 9, bold=True, cell=True, pale=True, align=CENTRE)
    b.table("overlaps", LEFT + 66, 153, 114, 61)
    b.grid(217, 7, [("finding_head", 24, True), ("finding", 66, False), ("disposition_head", 24, True),
                    ("disposition", 66, False)])
    b.grid(224, 7, [("survey_head", 24, True), ("survey", 66, False), ("category_head", 24, True),
                    ("category", 66, False)])
    b.grid(231, 12, [("note_head", 24, True), ("note", 156, False)])
    for index, who in enumerate(("household", "village", "town", "bureau")):
        x = LEFT + index * 45
        b.label(f"sign_{who}", x, 245, 45, 5.5, 8.5, cell=True, pale=True, align=CENTRE)
        b.label(f"sign_{who}_box", x, 250.5, 45, 21, 7.5, cell=True, align=END, bottom=True)
    b.label("statement", LEFT, 272.5, WIDTH, 7.5, 7.5)
    b.label("method", LEFT, 280, WIDTH, 4, 7)
    b.label("digest", LEFT, 284, WIDTH, 4, 6.6, family="DejaVu Sans Mono")
    b.label("page", LEFT, 289, WIDTH, 4, 7.5, align=CENTRE)
    return b


def stable(text: str) -> str:
    """Replace the random ids that QGIS gives to items by running numbers."""
    seen: dict = {}
    return re.sub(r"\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}",
                  lambda m: seen.setdefault(m.group(0), f"{{00000000-0000-4000-8000-{len(seen):012d}}}"), text)


def main() -> int:
    """Write the template."""
    application = QgsApplication([], False)
    application.initQgis()
    built = build()
    document = QDomDocument()
    document.appendChild(built.layout.writeXml(document, QgsReadWriteContext()))
    TARGET.parent.mkdir(parents=True, exist_ok=True)
    TARGET.write_text(stable(document.toString(1)), encoding="utf-8", newline="\n")
    del built  # before the application goes
    application.exitQgis()
    return 0


if __name__ == "__main__":
    sys.exit(main())
