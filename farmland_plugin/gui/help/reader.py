"""The part of the help window one reads in: a page of Markdown with its pictures, as wide as there is room."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, List

from qgis.PyQt.QtCore import Qt, QTimer, QUrl
from qgis.PyQt.QtGui import (
    QImage,
    QPalette,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from qgis.PyQt.QtWidgets import QTextBrowser, QTextEdit

from ...compat import flag_number
from ...files import text_of
from .pages import KEYS_HERE

LINE_HEIGHT = 140  # percent: Chinese needs air
MARGIN = 18
WAIT_MS = 120
IMAGE = flag_number(QTextDocument.ResourceType.ImageResource)


class Reader(QTextBrowser):
    """Shows the pages of a folder, with links, back and forward; pictures are never wider than the window."""

    def __init__(self, keys: Callable[[], str], parent: Any = None) -> None:
        """:param keys: Markdown of the table of keys as they are now."""
        super().__init__(parent)
        self.setObjectName("farmlandHelpReader")
        self._keys = keys
        self._words: List[str] = []
        self.setOpenLinks(True)
        self.setOpenExternalLinks(False)
        self.document().setDocumentMargin(MARGIN)
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * 1.1)
        self.setFont(font)
        self.sourceChanged.connect(self._on_source)
        self._again = QTimer(self)
        self._again.setSingleShot(True)
        self._again.setInterval(WAIT_MS)
        self._again.timeout.connect(self._refit)

    def page(self) -> str:
        """Return the name of the page shown, '' before the first."""
        return Path(self.source().fileName()).stem

    def open(self, path: Path, words: str = "") -> None:
        """Show a page; the words looked for are marked and the first line with all of them is brought into sight."""
        self._words = words.split()
        self.setSource(QUrl.fromLocalFile(str(path)))
        self._mark()

    def loadResource(self, kind: int, url: QUrl) -> Any:
        """Return a page's text with the keys as they are now, or a picture no wider than the window."""
        path = Path(self.source().resolved(url).toLocalFile())
        if flag_number(kind) == IMAGE:
            return self._fitted(path)
        if path.suffix == ".md" and path.is_file():
            text = text_of(path)
            return text.replace(KEYS_HERE, self._keys()) if KEYS_HERE in text else text
        return super().loadResource(kind, url)

    def resizeEvent(self, event: Any) -> None:
        """Fit the pictures anew once the window rests."""
        super().resizeEvent(event)
        self._again.start()

    def _fitted(self, path: Path) -> QImage:
        image, ratio = QImage(str(path)), self.devicePixelRatioF()
        room = max(100, round((self.viewport().width() - 4 * MARGIN) * ratio))
        if image.width() > room:
            image = image.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)
            image.setDevicePixelRatio(ratio)
        return image

    def _refit(self) -> None:
        if self.source().isEmpty():
            return
        bar = self.verticalScrollBar()
        part = bar.value() / max(1, bar.maximum())
        self.reload()
        bar.setValue(round(part * bar.maximum()))

    # -- how it looks -----------------------------------------------------------------------------------------

    def _on_source(self, url: QUrl) -> None:
        self._dress()
        if url.fragment():
            self.scrollToAnchor(url.fragment(QUrl.ComponentFormattingOption.FullyDecoded))
        self._mark()

    def _dress(self) -> None:
        """Give lines air, headings an anchor of their own words, and tables thin lines."""
        self.document().setDefaultFont(self.font())
        block = self.document().begin()
        while block.isValid():
            cursor = QTextCursor(block)
            air = QTextBlockFormat()
            air.setLineHeight(LINE_HEIGHT, flag_number(QTextBlockFormat.LineHeightTypes.ProportionalHeight))
            if "\ufffc" in block.text():  # a picture: its height is its own
                air.setLineHeight(100, flag_number(QTextBlockFormat.LineHeightTypes.ProportionalHeight))
            if cursor.currentTable() is not None:
                air.setBottomMargin(0)  # the cell has its own room
            cursor.mergeBlockFormat(air)
            if block.blockFormat().headingLevel() and block.text():
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                anchor = QTextCharFormat()
                anchor.setAnchor(True)
                anchor.setAnchorNames([block.text()])
                cursor.mergeCharFormat(anchor)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)

    def _dress_table(self, table: QTextTable) -> None:
        look = table.format()
        look.setBorder(1)
        look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        look.setBorderBrush(self.palette().brush(QPalette.ColorRole.Mid))
        look.setCellPadding(5)
        look.setCellSpacing(0)
        look.setBorderCollapse(True)
        look.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table.setFormat(look)

    def _mark(self) -> None:
        """Mark the words looked for, and bring the first of them into sight."""
        marks = []
        for word in self._words:
            cursor = self.document().find(word)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(Qt.GlobalColor.yellow)
                mark.format.setForeground(Qt.GlobalColor.black)
                marks.append(mark)
                cursor = self.document().find(word, cursor)
        self.setExtraSelections(marks)
        if marks:
            first = min(marks, key=lambda one: one.cursor.position()).cursor
            at = QTextCursor(first)
            at.clearSelection()
            self.setTextCursor(at)
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)

    def forget_words(self) -> None:
        """Mark nothing any more."""
        self._words = []
        self._mark()
