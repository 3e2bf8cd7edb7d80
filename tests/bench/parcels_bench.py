"""The parcels table at 100,000 rows: from the key to the painted table, panel, sums and task lists included."""

from __future__ import annotations

import statistics
import time
from decimal import Decimal
from typing import Any, Callable, Dict, List

ROWS = 100_000
ROUNDS, WANTED_MS = 7, 100.0
TOWNS = tuple(f"{name}镇" for name in ("柳林", "青石", "大河", "东坡", "南关", "西桥", "北岭", "白塔"))
STATUSES = ("to_survey", "surveying", "rectifying", "to_accept", "written_off")


def rows(count: int = ROWS) -> List[Any]:
    """Return made-up rows of a table, in no order."""
    from farmland_plugin.gui.models.parcels import Row

    return [Row(f"U{at:07d}", f"130499SJBG{at * 7919 % count:07d}", TOWNS[at % 8], f"第{at % 311}村", None,
                Decimal(at * 37 % 90_000) / 10 + 1, STATUSES[at % 5], "nonfarm_violation" if at % 3 else "",
                "demolish" if at % 6 else "", f"2026年第{at % 9}批", at % 5 == 4,
                source="satellite" if at % 9 else "inspection", kind="issued",
                flags=() if at % 40 else ("hard_case",)) for at in range(count)]


def filter_100k() -> Dict[str, float]:
    """Return the median seconds from a key (or a click) until the panel has painted, for several filters and a sort.

    The panel is the real one, shown; QGIS runs already. Its queries and the texts of its cells are those of the day's work.
    """
    from qgis.gui import QgsMessageBar
    from qgis.PyQt.QtCore import Qt
    from qgis.PyQt.QtTest import QTest

    panel, workspace = _panel(QgsMessageBar())
    try:
        panel.show_rows(rows(), workspace.terms)
        key: Callable[[str], Callable[[], None]] = lambda text: lambda: QTest.keyClicks(panel.text, text)  # noqa: E731
        view = panel.view_
        return {
            "first letter": _timed(panel, key("7"), ""),
            "third letter": _timed(panel, key("7"), "00"),
            "two words": _timed(panel, key("7"), "柳林 00"),
            "nothing left": _timed(panel, key("x"), "7"),
            "all again": _timed(panel, lambda: QTest.keyClick(panel.text, Qt.Key.Key_Backspace), "7"),
            "unfinished": _timed(panel, panel.unfinished.toggle, ""),
            "sort by area": _timed(panel, _other_order(view, 2), ""),
            "sort by status": _timed(panel, _other_order(view, 3), ""),
        }
    finally:
        workspace.release()
        panel.close()
        panel.deleteLater()


def table(found: Dict[str, float], size: str) -> str:
    """Return the figures as text."""
    worst = 1000 * max(found["filters_s"].values())
    lines = [f"  {name:<16}{1000 * seconds:7.1f} ms" for name, seconds in found["filters_s"].items()]
    return "\n".join([f"parcels table, {ROWS:,} rows, key to painted (median of {ROUNDS})", *lines,
                      f"  the slowest {worst:.0f} ms   wanted <= {WANTED_MS:g}: {'yes' if worst <= WANTED_MS else 'NO'}"])


def _panel(bar: Any) -> Any:
    from qgis.gui import QgsMapCanvas
    from qgis.PyQt.QtWidgets import QMainWindow

    from farmland_plugin.gui.controllers.jobs import Jobs
    from farmland_plugin.gui.controllers.mapview import MapView
    from farmland_plugin.gui.controllers.workspace import Workspace
    from farmland_plugin.gui.errors import Notices
    from farmland_plugin.gui.panels.parcels import ParcelsPanel

    class Iface:
        """The little of QGIS the panel's surroundings ask for."""

        def __init__(self) -> None:
            self.canvas, self.window = QgsMapCanvas(), QMainWindow()
            self.mapCanvas, self.mainWindow = lambda: self.canvas, lambda: self.window

    notices = Notices(bar)
    workspace = Workspace(notices)
    view = MapView(Iface(), workspace, notices)
    panel = ParcelsPanel(workspace, view, Jobs(workspace, notices), notices)
    panel.show_page(True)
    panel.resize(700, 900)
    panel.show()
    return panel, workspace


def _other_order(view: Any, column: int) -> Callable[[], None]:
    from qgis.PyQt.QtCore import Qt

    def turn() -> None:
        down = view.horizontalHeader().sortIndicatorOrder() == Qt.SortOrder.AscendingOrder
        view.sortByColumn(column, Qt.SortOrder.DescendingOrder if down else Qt.SortOrder.AscendingOrder)

    return turn


def _timed(panel: Any, act: Callable[[], None], before: str) -> float:
    """Return the median seconds from acting until a table that shows the outcome is painted.

    :param before: what stands in the filter when it begins.
    """
    from qgis.PyQt.QtCore import QEvent, QObject
    from qgis.PyQt.QtWidgets import QApplication

    class Painted(QObject):
        """Hears the table being painted after its rows changed."""

        def __init__(self) -> None:
            super().__init__()
            self.changed = self.done = False

        def on_reset(self) -> None:
            """The rows are others."""
            self.changed = True

        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            """See every event of the table's surface."""
            if event.type() == QEvent.Type.Paint and self.changed:
                self.done = True
            return False

    taken = []
    for _ in range(ROUNDS):
        panel.text.setText(before)
        until = time.perf_counter() + 0.15
        while time.perf_counter() < until:
            QApplication.processEvents()
        heard = Painted()
        panel.filter.modelReset.connect(heard.on_reset)
        panel.view_.viewport().installEventFilter(heard)
        start = time.perf_counter()
        act()
        while not heard.done and time.perf_counter() - start < 10:
            QApplication.processEvents()
        taken.append(time.perf_counter() - start)
        panel.view_.viewport().removeEventFilter(heard)
        panel.filter.modelReset.disconnect(heard.on_reset)
    return statistics.median(taken)
