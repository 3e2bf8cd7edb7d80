"""Which parcels are screened, how many, and how far the running screening is."""

from __future__ import annotations

from collections import Counter
from typing import Any, Callable, Mapping, Sequence

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QProgressBar,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ...i18n import tr
from ...ledger.staleness import BY_SOURCE
from ...screening_words import stale_words
from ..panels.base import quiet

STALE, FILTERED, SELECTED, ALL = "stale", "filtered", "selected", "all"
NAMED = 12  # parcels named in a tip
WARNING = "#b45309"
Scopes = Mapping[str, Sequence[str]]


class RunBar(QWidget):
    """Chooses the parcels and starts the screening; while it runs, shows how far it is.

    :param number: gives a parcel's number. ``wanted`` asks for a run, ``layer_wanted`` for one whose ground becomes a map layer,
    ``stale_chosen`` asks to select the parcels whose results no longer hold.
    """

    wanted = pyqtSignal()
    layer_wanted = pyqtSignal()
    stale_chosen = pyqtSignal()
    cancelled = pyqtSignal()

    def __init__(self, number: Callable[[str], str], parent: Any = None) -> None:
        super().__init__(parent)
        self._number = number
        self._uids: dict[str, list[str]] = {STALE: [], FILTERED: [], SELECTED: [], ALL: []}
        self._doubtful: list[str] = []
        self._writable, self._known, self._left_out = True, False, 0
        self.scope, self.screen = QComboBox(), QToolButton()
        self.told, self.progress, self.cancel = QLabel(), QProgressBar(), QPushButton(tr("Cancel"))
        self.left_out = quiet()
        self._idle, self._busy = QWidget(), QWidget()
        self._set_up()

    def uids(self) -> list[str]:
        """Return the parcels of the chosen scope."""
        return self._uids[self.chosen()]

    def stale(self) -> list[str]:
        """Return the parcels whose results a new screening would put right."""
        return self._uids[STALE]

    def doubtful(self) -> list[str]:
        """Return the parcels whose results no longer hold, those too that screening again does not help."""
        return self._doubtful

    def chosen(self) -> str:
        """Return the code of the chosen scope."""
        return str(self.scope.currentData())

    def choose(self, scope: str) -> None:
        """Choose a scope."""
        self.scope.setCurrentIndex(self.scope.findData(scope))

    def is_everything(self) -> bool:
        """Whether the scope is every parcel in force."""
        return self.chosen() == ALL or len(self.uids()) == len(self._uids[ALL]) == len(set(self.uids()) & set(self._uids[ALL]))

    def offer(self, scopes: Scopes) -> None:
        """Take over which parcels the scopes hold now; those not named stay."""
        for code, uids in scopes.items():
            self._uids[code] = list(uids)
        for at in range(self.scope.count()):
            code = str(self.scope.itemData(at))
            count = f"{len(self._uids[code]):,}"
            self.scope.setItemText(at, tr("{scope} ({count})").format(scope=scope_words(code), count=count))
        self._judge()

    def tell_stale(self, reasons: Mapping[str, Sequence[str]]) -> None:
        """Say how many parcels' results no longer hold, why, and in the tip which."""
        self._known = True
        again = {uid: left for uid, codes in reasons.items() for left in ([c for c in codes if c not in BY_SOURCE],) if left}
        changed = {uid: left for uid, codes in reasons.items() for left in ([c for c in codes if c in BY_SOURCE],) if left}
        self._doubtful = list(reasons)
        self.offer({STALE: list(again)})
        self.told.setVisible(bool(reasons))
        texts = [tr("{count} parcels to screen again: {why}").format(count=f"{len(again):,}", why=_why(again))] if again else []
        if changed:
            texts.append(tr("{count} parcels wait for a red line to be registered again in its place: {why}").format(
                count=f"{len(changed):,}", why=_why(changed)))
        text = "<br>".join(texts)
        self.told.setText(f'<a href="#" style="color:{WARNING}; text-decoration:none">{text}</a>')
        named = [tr("{number}: {why}").format(number=self._number(uid), why=tr("; ").join(map(stale_words, codes)))
                 for uid, codes in list(reasons.items())[:NAMED]]
        more = [tr("… and {count} more").format(count=f"{len(reasons) - NAMED:,}")] if len(reasons) > NAMED else []
        self.told.setToolTip("\n".join([tr("Click to select them"), *named, *more]))

    def tell_left_out(self, count: int) -> None:
        """Say, while the filtered parcels are chosen, how many of them are left out as no longer in force."""
        self._left_out = count
        self._judge()

    def set_writable(self, writable: bool) -> None:
        """Allow runs, or not."""
        self._writable = writable
        self._judge()

    def run_shown(self, job: Any) -> None:
        """Show how far a job is."""
        self.progress.setValue(0)
        self.cancel.setEnabled(True)
        self._busy.setVisible(True)
        self._idle.setVisible(False)
        job.task.progressChanged.connect(lambda percent: self.progress.setValue(int(percent)))

    def ended(self) -> None:
        """Offer the next run."""
        self._busy.setVisible(False)
        self._idle.setVisible(True)
        self._judge()

    def _judge(self) -> None:
        count = len(self.uids())
        self.left_out.setText(left_out_words(self._left_out))
        self.left_out.setVisible(self.chosen() == FILTERED and bool(self._left_out))
        self.screen.setEnabled(self._writable and bool(count))
        current = self.chosen() == STALE and not count and self._known
        self.screen.setText(tr("All up to date") if current else tr("Screen {count}").format(count=f"{count:,}"))

    def _set_up(self) -> None:
        self.scope.setObjectName("farmlandScreenScope")
        self.scope.setToolTip(tr("Which parcels are screened"))
        self.scope.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.scope.setMinimumContentsLength(8)
        for code in (STALE, FILTERED, SELECTED, ALL):
            self.scope.addItem(scope_words(code), code)
        self.screen.setObjectName("farmlandScreenButton")
        self.screen.setToolTip(tr("Compute the overlap of these parcels with every red line; earlier results are replaced"))
        self.screen.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(self.screen)
        menu.addAction(tr("Screen, and Show the Ground as a Map Layer…")).triggered.connect(
            lambda _checked=False: self.layer_wanted.emit())
        self.screen.setMenu(menu)
        self.told.setWordWrap(True)
        self.told.setVisible(False)
        self.told.setObjectName("farmlandStale")
        self.told.linkActivated.connect(lambda _link: self.stale_chosen.emit())
        self.progress.setMaximumHeight(self.fontMetrics().height() + 6)
        idle, busy, layout = QHBoxLayout(self._idle), QHBoxLayout(self._busy), QVBoxLayout(self)
        for row in (idle, busy, layout):
            row.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(3)
        idle.addWidget(self.scope, 1)
        idle.addWidget(self.screen)
        busy.addWidget(self.progress, 1)
        busy.addWidget(self.cancel)
        self._busy.setVisible(False)
        for widget in (self._idle, self._busy, self.left_out, self.told):
            layout.addWidget(widget)
        self.scope.currentIndexChanged.connect(lambda _at: self._judge())
        self.screen.clicked.connect(lambda _checked=False: self.wanted.emit())
        self.cancel.clicked.connect(self._on_cancel)
        self.offer({})

    def _on_cancel(self) -> None:
        self.cancel.setEnabled(False)
        self.cancelled.emit()


def _why(reasons: Mapping[str, Sequence[str]]) -> str:
    """Return each reason with how many parcels it concerns, the commonest first."""
    counts = Counter(code for codes in reasons.values() for code in codes)
    return tr("; ").join(tr("{why} {count}").format(why=stale_words(code), count=f"{count:,}")
                         for code, count in counts.most_common())


def left_out_words(count: int) -> str:
    """Return in words how many parcels are left out as no longer in force."""
    return tr("{count} parcels that a new issue replaced or withdrew were left out.").format(count=f"{count:,}")


def scope_words(code: str) -> str:
    """Return what a choice of parcels is called."""
    return {STALE: tr("Not screened or changed"), FILTERED: tr("Filtered"), SELECTED: tr("Selected"),
            ALL: tr("All in force")}[code]
