"""The session: one open ledger, its parcels in the project, and word of every change."""

from __future__ import annotations

import gc
import sqlite3
from pathlib import Path
from typing import Any, Callable, Optional, Sequence, Union

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal

from ...domain.errors import LedgerBusy, LedgerError, LedgerReadOnly
from ...domain.gradual import Gradual, at_once
from ...domain.parcel import Change
from ...i18n import message, tr
from ...ledger.ledger import Ledger, is_database
from ...ledger.reads import Changes
from ..errors import Notices, guarded, guarded_steps
from ..terms import Terms
from .ear import Ear
from .parcel_layer import ParcelLayer
from .slices import Slices

SCOPE = "farmland"
KEY = "ledger"
WATCH_MS = 2000  # a glance at the journal's last number: an algorithm or a colleague may have written
AWAY_MS = 30000  # while the database cannot be reached: every look may take seconds
SHOWN_BESIDE = {"screen", "register_redline", "retire_redline", "register_scene", "retire_scene"}  # what is shown of parcels

OTHER_RULES = {"migrate", "adopt_profile"}


class Workspace(QObject):
    """Opens and closes the ledger, writes cases through its one door, and keeps the map and the panels current.

    ``changed`` carries the set of changed parcel uids, or None when everything may have changed. Before it is emitted the map
    and the ``followers`` have taken the changes over: those that have much to do, and do it in steps.
    """

    opened = pyqtSignal()
    closing = pyqtSignal()
    closed = pyqtSignal()
    changed = pyqtSignal(object)

    def __init__(self, notices: Notices) -> None:
        super().__init__()
        self.notices = notices
        self.ledger: Optional[Ledger] = None
        self.terms = Terms()
        self.parcels = ParcelLayer(self)
        self.reading = ""
        self._seq = 0
        self._watch = QTimer(self)
        self._watch.setInterval(WATCH_MS)
        self._watch.timeout.connect(self._on_watch)
        self._ear = Ear(self.catch_up)
        self._slices = Slices(self)
        self._waiting: list[Callable[[], None]] = []
        self.followers: list[Callable[[Optional[set[str]]], Gradual[None]]] = []
        self._away = False
        project = QgsProject.instance()
        project.readProject.connect(self._on_project_read)
        project.writeProject.connect(self._on_project_write)
        project.cleared.connect(self._on_project_cleared)

    @property
    def path(self) -> str:
        """What opens the ledger again, its file's path or its database's address; '' when none is open."""
        return self.ledger.address if self.ledger is not None else ""

    @property
    def shared(self) -> bool:
        """Whether the open ledger is in a database."""
        return self.ledger is not None and self.ledger.store.shared

    @property
    def writable(self) -> bool:
        """Whether a ledger is open for writing."""
        return self.ledger is not None and not self.ledger.read_only

    def open(self, path: Union[str, Path]) -> None:
        """Open a ledger for writing; for reading when another program holds it or its disk is read-only.

        ``reading`` says why nothing can be written; the panels show it for as long as it is so.

        :param path: a file, or the address of a database (``postgresql://…``).
        """
        reading = ""
        try:
            ledger = Ledger.open(path)
        except LedgerBusy as busy:
            ledger = Ledger.open(path, write=False)
            reading = tr("Reading only: {file} is open elsewhere ({holder}).").format(
                file=Path(path).name, holder=busy.facts.get("holder") or "?")
        except LedgerReadOnly as reason:
            ledger = Ledger.open(path, write=False)
            moved = "to" in reason.facts
            reading = message(reason) if moved else tr("Reading only: {file} cannot be written where it lies.").format(
                file=Path(path).name)
        if ledger.read_only and not reading:
            reading = tr("Reading only: the login {login} may not write in this ledger.").format(login=ledger.actor)
        self._close(False)  # only now: a file that is no ledger does not cost the user the open one
        self.ledger, self.reading = ledger, reading
        self.terms = Terms.of(ledger)
        self._seq = ledger.last_seq()
        self.parcels.show(ledger, self.terms)
        QgsProject.instance().writeEntry(SCOPE, KEY, ledger.address)
        self._ear.listen(ledger.store)
        self._watch.start()
        self.opened.emit()
        gc.collect()  # while the user waits anyway; what is in memory now is then left out when Python looks for circles again:
        gc.freeze()  # that takes a tenth of a second with 20,000 parcels, and would come while somebody works
        self._caught_up()

    @guarded
    def reopen(self) -> None:
        """Open the same ledger again, to write once nobody else holds it."""
        if self.ledger is not None:
            self.open(self.ledger.address)
        if self.writable:
            self.notices.success(tr("The ledger is open for writing."))

    @guarded
    def come_back(self, path: Union[str, Path]) -> None:
        """Open the ledger that was closed for a job, unless another one is open meanwhile."""
        if self.ledger is None:
            self.open(path)

    def close(self, for_restore: bool = False) -> None:
        """Close the ledger and take its layer out of the project.

        :param for_restore: a backup is put in its place, which keeps what stands there: nothing is backed up now.
        """
        self._close(for_restore)
        self._caught_up()

    def _close(self, for_restore: bool) -> None:
        if self.ledger is None:
            return
        self._watch.stop()
        self._ear.stop()
        self._slices.stop()
        if not for_restore:
            self.closing.emit()
        ledger, self.ledger = self.ledger, None
        self.parcels.remove()
        ledger.close()
        gc.unfreeze()
        self.closed.emit()

    def apply(self, parcel_uid: str, version: int, action: str, payload: dict[str, Any]) -> Any:
        """Write one case through the ledger's door and bring map and panels up to it.

        :raises FarmlandError: StaleRow, NotAllowed; nothing is written then.
        """
        return self.apply_many([Change(parcel_uid, version, action, payload)])[0]

    def apply_many(self, changes: Sequence[Change]) -> list[Any]:
        """Write several changes as one step, all or none, and bring map and panels up to them.

        :raises FarmlandError: StaleRow, NotAllowed, MissingEvidence; nothing is written then.
        """
        applied = self.writing().apply_many(changes)
        self.refresh()
        return applied

    def writing(self) -> Ledger:
        """Return the open ledger for writing.

        :raises LedgerError: when none is open, or it is open for reading only.
        """
        if self.ledger is None:
            raise LedgerError(tr("No ledger is open: open or create one first."))
        if self.ledger.read_only:
            raise LedgerError(tr("{path} is open for reading only: close it where it is being written."),
                              path=self.ledger.address)
        return self.ledger

    @guarded
    def refresh(self) -> None:
        """Take over what was written since the last look, at once; cheap when nothing was."""
        self._slices.stop()  # what it had not shown yet is still to be shown, with the rest
        try:
            at_once(self._catching_up())
        finally:
            self._caught_up()

    @guarded
    def catch_up(self, then: Optional[Callable[[], None]] = None) -> None:
        """Take over what was written since the last look, a slice at a time where it is much.

        :param then: called once everything is shown; at once when that was little.
        """
        if then is not None:
            self._waiting.append(then)
        if not self._slices.busy:  # else it looks once more before it ends
            self._slices.start(guarded_steps(self.notices, self._catching_up()), self._caught_up)

    @guarded
    def _on_watch(self) -> None:
        """Look again, but not now when somebody is committing: the window does not wait for that."""
        if self.ledger is not None and not self._slices.busy:
            with self.ledger.store.hurried():
                newer = self._look()
            if newer is not None:
                self.catch_up()

    def _catching_up(self) -> Gradual[None]:
        """Show what is new until nothing is; only what was shown wholly is not looked for again."""
        found = self._look()
        while found is not None:
            ledger, (seq, uids, actions) = self.ledger, found
            if actions & OTHER_RULES or seq == self._seq:  # or a backup was put in place: everything is read again
                self.open(ledger.address)
                return
            screened = bool(actions & {"screen", "retire_redline"})
            yield from guarded_steps(self.notices, self.parcels.refreshing(ledger, uids, screened=screened))
            shown = None if actions & SHOWN_BESIDE else uids
            for follow in self.followers:
                yield from guarded_steps(self.notices, follow(shown))
            self._seq = max(self._seq, seq)
            self.changed.emit(shown)
            yield
            found = self._look()

    @guarded
    def _look(self) -> Optional[Changes]:
        """Return what was written since the last look, nothing newer when a backup was put in place of the ledger; None when
        nothing was written, or it cannot be told now."""
        if self.ledger is None:
            return None
        try:
            found = self.ledger.changed_since(self._seq)
            restored = found.seq == self._seq and self.ledger.last_seq() < self._seq
        except sqlite3.Error as error:
            if "locked" in str(error):  # somebody is committing right now: the next look finds it
                return None
            self._watch.stop()  # say it once, not every two seconds
            raise
        except LedgerError:
            if self._away:
                return None
            self._away = True  # a database that cannot be reached: said once, looked for again now and then
            self._watch.setInterval(AWAY_MS)
            raise
        self._reached()
        return found if restored or found.seq > self._seq else None

    def _caught_up(self) -> None:
        """Call those who wait until everything is shown, or for what was open to be closed."""
        waiting, self._waiting = self._waiting, []
        for then in waiting:
            then()

    def _reached(self) -> None:
        """Go on as before once the database answers again."""
        if self._away:
            self._away = False
            self._watch.setInterval(WATCH_MS)
            self.notices.success(tr("The database answers again."))
        if self.ledger is not None:
            self._ear.listen(self.ledger.store)

    def release(self) -> None:
        """Close the ledger and let go of the project's signals."""
        self.close()
        project = QgsProject.instance()
        project.readProject.disconnect(self._on_project_read)
        project.writeProject.disconnect(self._on_project_write)
        project.cleared.disconnect(self._on_project_cleared)

    @guarded
    def resume(self) -> None:
        """Open the ledger the present project remembers, if it does."""
        self._from_project()

    @guarded
    def _on_project_read(self) -> None:
        self._from_project()

    def _from_project(self) -> None:
        project = QgsProject.instance()
        stored, found = project.readEntry(SCOPE, KEY, "")
        if not found or not stored:
            return
        if is_database(stored):
            self.open(stored)
            return
        path = Path(project.readPath(stored))
        if path.exists():
            self.open(path)
        else:
            text = tr("The project's ledger is not at {path}: open it from where it is now.")
            self.notices.warning(text.format(path=path))

    @guarded
    def _on_project_write(self) -> None:
        if self.ledger is not None:
            project = QgsProject.instance()
            kept = self.ledger.address
            project.writeEntry(SCOPE, KEY, kept if self.shared else project.writePath(kept))

    @guarded
    def _on_project_cleared(self) -> None:
        self.close()
