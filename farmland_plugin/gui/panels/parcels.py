"""The parcels of the ledger: find, filter, choose, go there on the map."""

from __future__ import annotations

from typing import Any, Optional, Sequence

from qgis.PyQt.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QAbstractItemView, QDialog, QHeaderView, QMenu, QShortcut, QTableView, QWidget

from ...domain.gradual import Gradual, at_once
from ...domain.workdays import today
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
    COLUMNS,
    NUMBER,
    TOWNSHIP,
    ParcelFilter,
    ParcelTable,
    Row,
    changed_rows,
    reading_rows,
)
from ..parcels.bar import FilterBar
from ..parcels.beside import Beside
from ..parcels.foot import Foot
from ..parcels.headings import Headings
from ..parcels.query import ParcelQuery
from ..parcels.saved import SavedButton
from ..parcels.styles import BY_DAYS
from ..parcels.task_cards import TaskCards
from ..parcels.task_lists import RULE, read_lists
from ..parcels.walking import Order, Walk
from ..terms import Terms
from .base import Panel

MANY = 500  # so many changed rows are gathered in steps, the others one after another in one


class ParcelsPanel(Panel):
    """Table of parcels, filters, totals; the table and the map select together.

    ``dropped`` carries the path of a hand-over dropped onto the panel; ``counted`` how many parcels in force are unfinished,
    and how many there are.
    """

    dropped = pyqtSignal(str)
    counted = pyqtSignal(int, int)

    def __init__(self, *context: Any) -> None:
        super().__init__("Parcels", tr("Parcels"), *context)
        self.table = ParcelTable(Beside(self.workspace))
        self.filter = ParcelFilter(self.table, self)
        self.view_ = QTableView()
        self.filters = FilterBar(self.view.extent, lambda: self.view.selected)
        self.text, self.status, self.unfinished = self.filters.text, self.filters.status, self.filters.unfinished
        self.tasks, self.foot = TaskCards(), Foot()
        self.totals, self.progress = self.foot.totals, self.foot.progress
        self.saved = SavedButton(self.filters.query, lambda: str(self.workspace.ledger.meta["ledger_uuid"]))
        self.walk = Walk(self.filter)
        self.window_: Optional[QDialog] = None
        self._syncing = False
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
        return self.filter.uids()

    def number(self, uid: str) -> str:
        """Return the number of a parcel as issued, its uid when it is not in the table."""
        at = self.table.position(uid)
        return self.table.rows[at].number if at >= 0 else uid

    def take_focus(self) -> None:
        """Put the keyboard into the table."""
        if self.isVisible():
            self.view_.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_walk(self, order: Optional[Order]) -> None:
        """Walk in another order than the table's: a function from the uids shown to the same uids; None for the table's."""
        self.walk.set_order(order)

    def add_to_foot(self, widget: QWidget) -> None:
        """Put a widget of another part (the choice of the order of walking) into the panel's foot."""
        self.foot.add(widget)

    def step(self, forward: bool, unfinished: bool = False) -> bool:
        """Go to the next or previous parcel of the walk (the next unfinished one); False at the end."""
        uid = self.walk.next(self.view.current, forward, unfinished)
        if uid:
            self.view.select([uid], uid)
        return bool(uid)

    def show_unfinished(self) -> None:
        """Show the panel with the parcels nobody has determined yet."""
        self.filters.set_query(ParcelQuery(unfinished=True))
        self.setUserVisible(True)

    def _lay_out(self) -> None:
        self.filters.add_to_head(self.saved)
        self.layout_.addWidget(self.filters)
        self.layout_.addWidget(self.tasks)
        self.layout_.addWidget(self.view_, 1)
        self.layout_.addWidget(self.foot)

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
        self.headings = Headings(view, self)

    def _connect(self) -> None:
        self.filters.asked.connect(self._on_filter)
        self.tasks.chosen.connect(self.filters.set_task)
        self.saved.taken.connect(self.filters.set_query)
        self.foot.colours_chosen.connect(self._on_colours)
        self.view.moved.connect(self.filters.follow_map)
        self.filter.modelReset.connect(self._on_reset)
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
        self.workspace.followers.append(self.following)
        self.view.selection_changed.connect(self._on_view_selection)

    @guarded
    def _on_opened(self) -> None:
        self.show_page(True)
        self.table.lists = read_lists(self.workspace.ledger.rule_text(RULE) or "")
        at_once(self._reloading())
        self.foot.show_colours(self.workspace.parcels.style)

    @guarded
    def _on_closed(self) -> None:
        if self.window_ is not None:
            self.window_.reject()
        self.filters.reset()
        self.show_rows([], self.workspace.terms)
        self.show_page(False)

    def following(self, uids: Optional[set[str]]) -> Gradual[None]:
        """Bring the table up to the ledger, in steps: the parcels named, or all that may be another now (None)."""
        ledger = self.workspace.ledger
        if uids is None:
            self.table.beside.forget_facts()
        else:
            self.table.beside.follow(uids)
        rows = yield from (changed_rows(ledger, self.table.rows) if uids is None else reading_rows(ledger, uids))
        if rows is None or any(self.table.position(row.uid) < 0 for row in rows):
            yield from self._reloading()
            return
        if len(rows) > MANY:
            fresh = {row.uid: row for row in rows}
            yield from self.filter.loading([fresh.get(row.uid, row) for row in self.table.rows], self.workspace.terms)
        else:
            self._syncing = True
            self.filter.replace(rows)
            self._syncing = False
        if not uids:  # a finding does not change what lies on the same ground; a decision on pairs comes without parcels
            self.table.apart = counted_with_another(ledger)
            yield
            self.filters.offer(self.table, self.workspace.terms, self._roles())
            self.filter.ask(self.filter.query)  # a red line or a deadline may be another
        if rows or not uids:
            yield
            self._count()
        self._show_days(uids)

    def _reloading(self) -> Gradual[None]:
        ledger = self.workspace.ledger
        rows = yield from reading_rows(ledger)
        self.table.apart = counted_with_another(ledger)
        yield from self._showing_rows(rows, self.workspace.terms, self._roles())
        self._show_days(None)

    def show_rows(self, rows: Sequence[Row], terms: Terms, roles: Sequence[str] = ()) -> None:
        """Show these rows instead of the present ones.

        :param roles: codes of the red lines that can be asked for.
        """
        at_once(self._showing_rows(rows, terms, roles))

    def _showing_rows(self, rows: Sequence[Row], terms: Terms, roles: Sequence[str]) -> Gradual[None]:
        yield from self.filter.loading(rows, terms)
        self.headings.offer_townships(bool(self.table.words(TOWNSHIP)))
        self.filters.offer(self.table, terms, roles)
        self._on_filter()

    def _roles(self) -> list[str]:
        """Return the roles of the red lines that cover some parcels and others not."""
        ledger, terms = self.workspace.ledger, self.workspace.terms
        there = {line.role for line in ledger.redlines()}
        return [code for code, _label in terms.choices("redline_role") if code in there
                and not terms.about("redline_role", code).get("tessellation")]

    @guarded
    def _on_filter(self) -> None:
        query = self.filters.query()
        self.filter.ask(query)
        self.tasks.show_chosen(query.task)
        self._count()

    def _count(self) -> None:
        self.tasks.offer(self.table)
        self.foot.count(self.filter)
        self.foot.count_selected(self.filter, self.view.selected)
        done, every = self.table.finished()
        self.counted.emit(every - done, every)

    @guarded
    def _on_colours(self, code: str) -> None:
        self.workspace.parcels.colour_by(self.workspace.terms, code)
        self._show_days(None)

    def _show_days(self, uids: Optional[set[str]]) -> None:
        """Bring the deadlines on the map up to today, where it is coloured by them."""
        if self.workspace.parcels.style == BY_DAYS:
            self.workspace.parcels.show_standings(self.table.beside.standings, today(), uids)

    @guarded
    def _on_table_selection(self) -> None:
        if self._syncing:
            return
        selection = self.view_.selectionModel()
        uids = self.filter.uids_in(selection.selection())
        current = self.filter.uid(selection.currentIndex())
        if uids and current not in uids:
            current = uids[-1]
        self._syncing = True
        self.view.select(uids, current if uids else self.view.current)
        self._syncing = False
        self.foot.count_selected(self.filter, uids)

    @guarded
    def _on_view_selection(self, uids: list[str]) -> None:
        if self._syncing:
            return
        self.foot.count_selected(self.filter, uids)
        self._on_reset()

    @guarded
    def _on_reset(self) -> None:
        """Select in the table what is selected, and go to the current parcel or the first selected one."""
        rows = self.filter.rows_of(self.view.selected)
        flags = QItemSelectionModel.SelectionFlag
        before, self._syncing = self._syncing, True
        self.view_.selectionModel().clearSelection()  # first: Qt compares every new range with every old one
        self.view_.selectionModel().select(self._ranges(rows), flags.Select)  # whole rows; Qt's own widening compares them all
        if rows:
            here = self.filter.index_of(self.view.current)
            place = here if here.isValid() and here.row() in rows else self.filter.index(rows[0], NUMBER)
            self.view_.selectionModel().setCurrentIndex(place, flags.NoUpdate)
            self.view_.scrollTo(place)
        self._syncing = before

    def _ranges(self, rows: list[int]) -> QItemSelection:
        """Return sorted rows as ranges: Qt takes half a minute over 20,000 single ones."""
        selection = QItemSelection()
        start = 0
        for at, row in enumerate(rows):
            if at + 1 == len(rows) or rows[at + 1] != row + 1:
                selection.select(self.filter.index(rows[start], NUMBER), self.filter.index(row, len(COLUMNS) - 1))
                start = at + 1
        return selection

    @guarded
    def _on_double_click(self, index: QModelIndex) -> None:
        self.view.zoom_to([self.filter.uid(index)])

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
        return self.filter.index_of(uid)
