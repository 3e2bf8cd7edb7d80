"""The parcels of the ledger: find, filter, choose, go there on the map."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Optional

from qgis.PyQt.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenu,
    QProgressBar,
    QShortcut,
    QTableView,
)

from ...i18n import tr
from ...ledger.reissues import in_force
from ...reports.counting import counted_with_another
from ..dialogs.batch import say_done
from ..dialogs.place import PlaceDialog
from ..dialogs.tag import BatchTagDialog
from ..dialogs.take_over import take_over
from ..errors import guarded
from ..importing.dropping import dropped_path
from ..models.parcels import (
    AREA,
    BATCH,
    DISPOSITION,
    FINDING,
    IN_FORCE,
    MUTED,
    NUMBER,
    ON_HOLD,
    REPLACED,
    STATUS,
    TOWNSHIP,
    UID_ROLE,
    ParcelFilter,
    ParcelTable,
    changed_rows,
    dot,
    read_rows,
)
from ..terms import mu
from .base import Panel

TYPING_MS = 180
HOLD = "#b35900"
LONG_NUMBER = "130499SJBG26210149_1"  # the digits at the end are what tells two parcels apart
WIDTHS = {TOWNSHIP: 76, AREA: 72, STATUS: 82, FINDING: 92, DISPOSITION: 84, BATCH: 100}


class ParcelsPanel(Panel):
    """Table of parcels, filters, totals; the table and the map select together.

    ``dropped`` carries the path of a hand-over dropped onto the panel.
    """

    dropped = pyqtSignal(str)

    def __init__(self, *context: Any) -> None:
        super().__init__("Parcels", tr("Parcels"), *context)
        self.table = ParcelTable(self)
        self.filter = ParcelFilter(self.table, self)
        self.view_ = QTableView()
        self.text = QLineEdit()
        self.status = QComboBox()
        self.unfinished = QCheckBox(tr("Unfinished only"))
        self.totals = QLabel()
        self.progress = QProgressBar()
        self.window_: Optional[QDialog] = None
        self._syncing = False
        self._with_another = 0  # parcels a person called the ground of another one
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING_MS)
        self._lay_out()
        self._set_up_table()
        self._connect()
        self.setAcceptDrops(True)
        self.show_page(False)

    def dragEnterEvent(self, event: Any) -> None:
        """Take hand-overs while they can be written."""
        if self.workspace.writable and dropped_path(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: Any) -> None:
        """Hand the file over to the import wizard."""
        event.acceptProposedAction()
        self.dropped.emit(dropped_path(event.mimeData()))

    def visible_uids(self) -> list[str]:
        """Return the parcels the filters leave, in the table's order."""
        return [row.uid for row in self.filter.visible()]

    def number(self, uid: str) -> str:
        """Return the number of a parcel as issued, its uid when it is not in the table."""
        at = self.table.position(uid)
        return self.table.rows[at].number if at >= 0 else uid

    def take_focus(self) -> None:
        """Put the keyboard into the table."""
        if self.isVisible():
            self.view_.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def step(self, forward: bool, unfinished: bool = False) -> bool:
        """Go to the next or previous parcel of the table (the next unfinished one); False at the end."""
        rows = self.filter.visible()
        uids = [row.uid for row in rows]
        at = uids.index(self.view.current) if self.view.current in uids else (-1 if forward else len(uids))
        ahead = range(at + 1, len(rows)) if forward else range(at - 1, -1, -1)
        for number in ahead:
            if not (unfinished and (rows[number].finished or rows[number].replaced is not None)):
                self.view.select([uids[number]], uids[number])
                return True
        return False

    def _lay_out(self) -> None:
        filters = QHBoxLayout()
        self.text.setObjectName("farmlandParcelFilter")
        self.text.setPlaceholderText(tr("Filter by number, place, batch, finding"))
        self.text.setToolTip(tr("Every word must occur (Ctrl+F)"))
        self.text.setClearButtonEnabled(True)
        self.status.setObjectName("farmlandStatusFilter")
        self.status.setToolTip(tr("Show one status"))
        self.unfinished.setObjectName("farmlandUnfinished")
        self.unfinished.setToolTip(tr("Parcels without a finding yet"))
        filters.addWidget(self.text, 1)
        filters.addWidget(self.status)
        filters.addWidget(self.unfinished)
        self.layout_.addLayout(filters)
        self.layout_.addWidget(self.view_, 1)
        foot = QHBoxLayout()
        self.totals.setObjectName("farmlandTotals")
        self.totals.setWordWrap(True)
        self.progress.setFixedWidth(170)
        self.progress.setMaximumHeight(self.fontMetrics().height() + 4)
        self.progress.setToolTip(tr("Parcels with a finding, of all parcels in the ledger"))
        foot.addWidget(self.totals, 1)
        foot.addWidget(self.progress)
        self.layout_.addLayout(foot)

    def _set_up_table(self) -> None:
        view = self.view_
        view.setObjectName("farmlandParcelTable")
        view.setModel(self.filter)
        self.dress(view)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setTabKeyNavigation(False)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = view.horizontalHeader()
        header.setSectionsMovable(True)
        number = self.fontMetrics().horizontalAdvance(LONG_NUMBER) + 14
        for column, width in {**WIDTHS, NUMBER: number}.items():
            view.setColumnWidth(column, width)
        view.setSortingEnabled(True)
        view.sortByColumn(NUMBER, Qt.SortOrder.AscendingOrder)

    def _connect(self) -> None:
        self.text.textChanged.connect(lambda _text: self._typing.start())
        self._typing.timeout.connect(self._on_filter)
        self.status.currentIndexChanged.connect(self._on_filter)
        self.unfinished.toggled.connect(self._on_filter)
        self.view_.selectionModel().selectionChanged.connect(self._on_table_selection)
        self.view_.doubleClicked.connect(self._on_double_click)
        find = QShortcut(QKeySequence(QKeySequence.StandardKey.Find), self)
        find.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        find.activated.connect(self.text.setFocus)
        go = QShortcut(QKeySequence("Return"), self.view_)
        go.setContext(Qt.ShortcutContext.WidgetShortcut)
        go.activated.connect(self._on_enter)
        self.workspace.opened.connect(self._on_opened)
        self.view_.customContextMenuRequested.connect(self._on_menu)
        self.workspace.closed.connect(self._on_closed)
        self.workspace.changed.connect(self._on_changed)
        self.view.selection_changed.connect(self._on_view_selection)

    @guarded
    def _on_opened(self) -> None:
        self.show_page(True)
        self._reload()

    def _offer_statuses(self) -> None:
        """Offer the statuses, and parcels in force apart from replaced ones where there are any; the choice stays."""
        terms, chosen = self.workspace.terms, self.status.currentData()
        self.status.blockSignals(True)
        self.status.clear()
        self.status.addItem(tr("All Statuses"), "")
        for code, label in terms.choices("status"):
            self.status.addItem(dot(terms.colour("status", code)), label, code)
        self.status.addItem(dot(HOLD), tr("On hold"), ON_HOLD)
        if any(row.replaced is not None for row in self.table.rows):
            self.status.addItem(tr("In force only"), IN_FORCE)
            self.status.addItem(dot(MUTED), tr("Replaced by a new issue"), REPLACED)
        self.status.setCurrentIndex(max(0, self.status.findData(chosen)))
        self.status.blockSignals(False)

    @guarded
    def _on_closed(self) -> None:
        if self.window_ is not None:
            self.window_.reject()
        self.table.load([], self.workspace.terms)
        self.show_page(False)

    @guarded
    def _on_changed(self, uids: Optional[set[str]]) -> None:
        ledger = self.workspace.ledger
        rows = read_rows(ledger, uids) if uids is not None else changed_rows(ledger, self.table.rows)
        if rows is None or not self.table.replace(rows):
            self._reload()
            return
        if not uids:  # a finding does not change what lies on the same ground; a decision on pairs comes without parcels
            self._with_another = counted_with_another(ledger)
        if rows or not uids:
            self.filter.invalidateFilter()
            self._count()

    def _reload(self) -> None:
        self._syncing = True
        self.table.load(read_rows(self.workspace.ledger), self.workspace.terms)
        self._syncing = False
        self._with_another = counted_with_another(self.workspace.ledger)
        self.view_.setColumnHidden(TOWNSHIP, not any(row.township for row in self.table.rows))
        self._offer_statuses()
        self._on_filter()
        self._on_view_selection(self.view.selected)

    @guarded
    def _on_filter(self) -> None:
        self._syncing = True
        self.filter.set_text(self.text.text())
        self.filter.set_status(self.status.currentData() or "")
        self.filter.set_unfinished(self.unfinished.isChecked())
        self._syncing = False
        self._count()

    def _count(self) -> None:
        visible = self.filter.visible()
        shown, every = ([row for row in rows if row.replaced is None] for rows in (visible, self.table.rows))
        area = mu(sum((row.shown_m2 for row in shown), Decimal(0)))
        if len(visible) == len(self.table.rows):
            text = tr("{count} parcels · {area} mu").format(count=len(shown), area=area)
            if self._with_another:
                text = tr("{totals} · {same} of them counted with another").format(totals=text, same=self._with_another)
        else:
            text = tr("{count} of {all} parcels · {area} mu").format(count=len(shown), all=len(every), area=area)
        if len(visible) > len(shown):
            text = tr("{totals} · {count} more replaced by a new issue").format(totals=text, count=len(visible) - len(shown))
        self.totals.setText(text)
        done = sum(1 for row in every if row.finished)
        self.progress.setRange(0, max(1, len(every)))
        self.progress.setValue(done)
        self.progress.setFormat(tr("{done} of {all} verified").format(done=done, all=len(every)))

    @guarded
    def _on_table_selection(self) -> None:
        if self._syncing:
            return
        selection = self.view_.selectionModel()
        uids = [index.data(UID_ROLE) for index in selection.selectedRows(NUMBER)]
        current = selection.currentIndex().siblingAtColumn(NUMBER).data(UID_ROLE) or ""
        if uids and current not in uids:
            current = uids[-1]
        self._syncing = True
        self.view.select(uids, current if uids else self.view.current)
        self._syncing = False

    @guarded
    def _on_view_selection(self, uids: list[str]) -> None:
        if self._syncing:
            return
        rows = sorted(index.row() for index in map(self._index_of, uids) if index.isValid())
        flags = QItemSelectionModel.SelectionFlag
        self._syncing = True
        self.view_.selectionModel().select(self._ranges(rows), flags.ClearAndSelect | flags.Rows)
        if rows:
            first = self.filter.index(rows[0], NUMBER)
            self.view_.selectionModel().setCurrentIndex(first, flags.NoUpdate)
            self.view_.scrollTo(first)
        self._syncing = False

    def _ranges(self, rows: list[int]) -> QItemSelection:
        """Return sorted rows as ranges: Qt takes half a minute over 20,000 single ones."""
        selection = QItemSelection()
        start = 0
        for at, row in enumerate(rows):
            if at + 1 == len(rows) or rows[at + 1] != row + 1:
                selection.select(self.filter.index(rows[start], NUMBER), self.filter.index(row, BATCH))
                start = at + 1
        return selection

    @guarded
    def _on_double_click(self, index: QModelIndex) -> None:
        self.view.zoom_to([index.siblingAtColumn(NUMBER).data(UID_ROLE)])

    @guarded
    def _on_menu(self, place: QPoint) -> None:
        """Offer what can be done with the selected parcels."""
        menu = self.menu()
        menu.popup(self.view_.viewport().mapToGlobal(place))

    def menu(self) -> QMenu:
        """Return the menu of the selected parcels."""
        menu, count = QMenu(self), len(self.view.selected)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Zoom to")).triggered.connect(lambda _checked=False: self._on_enter())
        tag = menu.addAction(tr("Findings of {count} parcels…").format(count=count))
        tag.setEnabled(bool(count) and self.workspace.writable)
        tag.triggered.connect(lambda _checked=False: self.on_tag())
        over = menu.addAction(tr("Take Over Earlier Cases…"))
        over.setToolTip(tr("Answers, responsibilities and photos of the earlier issue go to the parcels issued again"))
        over.setEnabled(self.workspace.writable and self._issued_again(self.view.selected))
        over.triggered.connect(lambda _checked=False: self.on_take_over())
        place = menu.addAction(tr("Correct Place…"))
        place.setEnabled(count == 1 and self.workspace.writable)
        place.triggered.connect(lambda _checked=False: self.on_place())
        return menu

    @guarded
    def on_tag(self) -> None:
        """Ask for one finding of all selected parcels in force."""
        uids, left_out = in_force(self.workspace.ledger, self.view.selected)
        if left_out and not uids:
            self.notices.info(tr("None of the {count} parcels selected is in force any more: nothing can be recorded of them.")
                              .format(count=left_out))
            return
        window = BatchTagDialog(self.workspace, uids, left_out, self)
        self.window_ = window
        window.accepted.connect(lambda: say_done(self.workspace, tr("Recorded for {count} parcels").format(
            count=len(window.written)), window.writer.group))
        window.finished.connect(self._on_window_closed)
        window.open()

    def _issued_again(self, uids: list[str]) -> bool:
        """Whether any of these parcels stands for one of an earlier issue."""
        heirs = {uid for row in self.table.rows if row.replaced is not None for uid in row.replaced.uids}
        return not heirs.isdisjoint(uids)

    @guarded
    def on_take_over(self) -> None:
        """Ask which earlier cases the selected parcels take over."""
        self.window_ = take_over(self.workspace, self.view.selected, self)
        if self.window_ is not None:
            self.window_.finished.connect(self._on_window_closed)

    @guarded
    def on_place(self) -> None:
        """Ask where the selected parcel really lies."""
        self.window_ = PlaceDialog(self.workspace, self.view.selected[0], self)
        self.window_.finished.connect(self._on_window_closed)
        self.window_.open()

    @guarded
    def _on_window_closed(self) -> None:
        if self.window_ is not None:
            self.window_.deleteLater()
        self.window_ = None

    @guarded
    def _on_enter(self) -> None:
        self.view.zoom_to(self.view.selected)

    def _index_of(self, uid: str) -> QModelIndex:
        at = self.table.position(uid)
        return self.filter.mapFromSource(self.table.index(at, NUMBER)) if at >= 0 else QModelIndex()
