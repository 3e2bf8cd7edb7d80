"""How the windows beside the map are laid out: a line of controls, a table, why something was refused, a last line."""

from __future__ import annotations

from typing import Any, Sequence, Union

from qgis.PyQt.QtWidgets import QAbstractItemView, QHBoxLayout, QTableView, QVBoxLayout, QWidget

WIDTH = 680
Line = Sequence[Union[QWidget, None]]  # None takes the room that is left


def dress(table: QTableView, name: str) -> None:
    """Give a table whole rows, one line of text each."""
    table.setObjectName(name)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.verticalHeader().hide()
    table.verticalHeader().setDefaultSectionSize(table.fontMetrics().height() + 8)
    table.horizontalHeader().setHighlightSections(False)


def lay_out(window: QWidget, head: Line, table: QTableView, refusal: Any, foot: Line, height: int) -> None:
    """Lay a window out and give it its size."""
    layout = QVBoxLayout(window)
    layout.addLayout(_row(head))
    layout.addWidget(table, 1)
    layout.addWidget(refusal)
    layout.addLayout(_row(foot))
    window.resize(WIDTH, height)


def _row(line: Line) -> QHBoxLayout:
    row = QHBoxLayout()
    for widget in line:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget, 1 if widget.property("wide") else 0)
    return row
