"""What the bench lays over its pictures: heat map, outline of what seems left, control buildings; and the row of their buttons.

Nothing of it is in the layer tree, and nothing is read while it is not shown.
"""

from __future__ import annotations

from collections import OrderedDict
from typing import Any, Callable, List, Optional, Tuple

from qgis.core import QgsGeometry, QgsPointXY
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAction, QLabel, QSizePolicy, QToolBar

from ...compat import geometry_of
from ...domain.errors import BadInput, FarmlandError
from ...i18n import message, tr
from ...imagery.checking import distinct
from ...imagery.comparing import CHANGES
from ...imagery_words import suggestion_word
from ..errors import guarded
from ..models.change import Compared, compared
from .controls import Controls, Pair, pair_of
from .furniture import CONTROL, SUSPECTED, Outline
from .heat import heat_shown
from .rendering import Shown

KEPT = 4  # heat maps kept open
Move = Callable[[QgsGeometry], QgsGeometry]


class Overlays(QObject):
    """Knows what is switched on and what the shown parcel has of it.

    ``changed``: to be drawn anew. ``marking``: whether clicks mark control buildings. ``outline_wanted`` (parcel, WKB in the
    ledger's CRS) and ``compare_wanted`` (parcel) ask others.
    """

    changed = pyqtSignal()
    marking = pyqtSignal(bool)
    outline_wanted = pyqtSignal(str, object)
    compare_wanted = pyqtSignal(str)

    def __init__(self, bench: Any) -> None:
        super().__init__()
        self.notices = bench.notices
        self._bench, self._workspace = bench, bench.workspace
        self.controls = Controls(self._workspace)
        self.uid = ""
        self._found: Optional[Compared] = None  # of the parcel; None: not read
        self._open: OrderedDict[str, Optional[Shown]] = OrderedDict()
        self.bar = QToolBar()
        self.bar.setObjectName("farmlandCompareOverlays")
        self.bar.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.heat = self._check("Heat", tr("Heat map"), tr("Where structure of before is found again after, over the pictures"))
        self.outline = self._check("Outline", tr("What seems left"),
                                   tr("Outline of what seems to be left, broken line; a person decides whether it is"))
        self.use = self._plain("UseOutline", tr("Use the outline…"),
                               tr("Take the outline to the map to correct it and record it as left; nothing is recorded before"),
                               self._on_use)
        self.bar.addSeparator()
        self.mark = self._check("Mark", tr("Mark control buildings"),
                                tr("Click the corners of houses that stand on both dates: they show whether these two images can "
                                   "be compared at all"))
        self.again = self._plain("Compare", tr("Compare this parcel"), tr("Measure this parcel's images before and after now"),
                                 lambda: self.compare_wanted.emit(self.uid))
        self.said = QLabel()
        self.said.setObjectName("farmlandCompareSaid")
        self.said.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.said.setWordWrap(True)
        self.said.hide()
        self.heat.toggled.connect(lambda _on: self._turned())
        self.outline.toggled.connect(lambda _on: self._turned())
        self.mark.toggled.connect(self._on_mark)

    def _check(self, name: str, text: str, tip: str) -> QAction:
        action = QAction(text, self.bar)
        action.setObjectName(f"farmlandCompare{name}")
        action.setCheckable(True)
        action.setToolTip(tip)
        self.bar.addAction(action)
        return action

    def _plain(self, name: str, text: str, tip: str, slot: Callable[[], None]) -> QAction:
        action = QAction(text, self.bar)
        action.setObjectName(f"farmlandCompare{name}")
        action.setToolTip(tip)
        action.triggered.connect(lambda _checked: slot())
        self.bar.addAction(action)
        return action

    # What the bench asks

    def show(self, uid: str) -> None:
        """Follow to another parcel, or read the same one anew."""
        self.uid, self._found = uid, None
        self._say()

    def clear(self) -> None:
        """Let go of everything of a ledger that is closed."""
        self._open.clear()
        self.mark.setChecked(False)
        self.controls.forget()
        self.show("")

    def heat_map(self) -> Optional[Shown]:
        """Return the heat map of the parcel where it is switched on and there is one."""
        one = self._comparison() if self.heat.isChecked() else None
        if one is None or not one.heat_map:
            return None
        if one.comparison_id not in self._open:
            self._open[one.comparison_id] = heat_shown(one.comparison_id, self._workspace.ledger.files / CHANGES / one.heat_map)
            while len(self._open) > KEPT:
                self._open.popitem(last=False)
        return self._open[one.comparison_id]

    def outlines(self, moved: Move) -> List[Outline]:
        """Return what is drawn over the pictures. :param moved: takes a polygon from the ledger's CRS to the bench's."""
        found = []
        one = self._comparison() if self.outline.isChecked() else None
        if one is not None and one.residual:
            found.append(Outline(moved(geometry_of(one.residual)), SUSPECTED))
        if self.mark.isChecked() and self._workspace.ledger is not None:
            pair = self._marked_pair()
            self._say()  # another pair may be shown now
            found += [Outline(moved(geometry_of(each.geom)), CONTROL) for each in self.controls.marks(pair)] if pair else []
        return found

    def _comparison(self) -> Any:
        if self._found is None:
            ledger = self._workspace.ledger
            self._found = compared(ledger, self.uid) if ledger is not None and self.uid else Compared()
        return None if self._found.waits else self._found.comparison

    def show_heat(self) -> None:
        """Switch the heat map on, as the user would."""
        self.heat.setChecked(True)

    def refresh(self) -> None:
        """Read anew what is shown: it was compared again, or a building was marked."""
        self.controls.forget()
        self.show(self.uid)
        if self.heat.isChecked() or self.outline.isChecked() or self.mark.isChecked():
            self.changed.emit()

    # Control buildings

    def _pair(self) -> Pair:
        """Return the two scenes the first panes show.

        :raises BadInput: when they are no pair.
        """
        return pair_of([head.choice.source for head in self._bench.heads])

    def _marked_pair(self) -> Optional[Pair]:
        try:
            return self._pair()
        except BadInput:
            return None

    @guarded
    def add_mark(self, drawn: QgsGeometry) -> None:
        """Mark what was drawn on the pictures."""
        self.controls.mark(self._pair(), self._bench.in_ledger(drawn), self._bench.subject.issued)
        self.refresh()

    @guarded
    def take_back(self, place: QgsPointXY) -> None:
        """Take back the mark at a place of the pictures."""
        if self.controls.take_back(self._pair(), self._bench.in_ledger(QgsGeometry.fromPointXY(place)).asPoint()):
            self.refresh()

    @guarded
    def _on_mark(self, on: bool) -> None:
        if on:
            try:
                self._workspace.writing()
                self._pair()
            except FarmlandError:
                self.mark.setChecked(False)
                raise
        self.marking.emit(on)
        self._turned()

    @guarded
    def _on_use(self) -> None:
        self._workspace.writing()
        one = self._comparison()
        if one is None or not one.residual:
            raise BadInput(tr("There is no outline to use: {why}"), why=self._why() or tr("nothing seems to be left."))
        self.outline_wanted.emit(self.uid, one.residual)

    @guarded
    def _turned(self) -> None:
        self._say()
        self.changed.emit()

    # What is said

    def _why(self) -> str:
        """Return why nothing is shown of the parcel, '' when something is."""
        self._comparison()
        if self._found is not None and self._found.waits:
            return tr("Shown once you have recorded what you see (rule of this county).")
        if self._found is None or self._found.comparison is None:
            return tr("This parcel has not been compared yet.")
        return ""

    def _say(self) -> None:
        parts: List[str] = []
        if self.uid and self._workspace.ledger is not None:
            parts = [text for text in (self._about_parcel(), self._about_marks()) if text]
        self.said.setText("　".join(parts))
        self.said.setVisible(bool(parts))

    def _about_parcel(self) -> str:
        if not (self.heat.isChecked() or self.outline.isChecked()):
            return ""
        one = self._comparison()
        if one is None:
            return self._why()
        days: Tuple[str, str] = (one.before_on, one.after_on)
        return tr("{suggestion}: {before} and {after}").format(suggestion=suggestion_word(one.suggestion), before=days[0],
                                                               after=days[1])

    def _about_marks(self) -> str:
        if not self.mark.isChecked():
            return ""
        try:
            count = len(distinct(self.controls.marks(self._pair())))
        except BadInput as problem:
            return message(problem)
        return tr("{count} of {needed} marked. Click the corners of a house, right click ends (two corners are a box); right "
                  "click on a mark takes it back.").format(count=count, needed=self.controls.needed())
