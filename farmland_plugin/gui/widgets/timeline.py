"""What happened to a parcel as a short table: when, who, what."""

from __future__ import annotations

from typing import Any

from qgis.PyQt.QtWidgets import QAbstractItemView, QTableView

from ...i18n import tr
from ..models.simple import Column, RecordTable

LINES = 4


class Timeline(QTableView):
    """Four lines of history; the rest is scrolled to. ``journal`` holds them."""

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.journal = RecordTable([Column(tr("When"), lambda one: one.when, tip=lambda one: one.tip),
                                    Column(tr("Who"), lambda one: one.who, tip=lambda one: one.tip),
                                    Column(tr("What"), lambda one: one.what, tip=lambda one: one.tip)], self)
        self.setObjectName("farmlandTimeline")
        self.setModel(self.journal)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 5)
        self.horizontalHeader().hide()
        self.horizontalHeader().setStretchLastSection(True)
        self.setFixedHeight((self.fontMetrics().height() + 5) * LINES + 4)
        self.setColumnWidth(0, self.fontMetrics().horizontalAdvance("2026-11-21 00:00") + 12)
        self.setColumnWidth(1, 70)
