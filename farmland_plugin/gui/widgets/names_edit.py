"""People's names typed one after the other, each completed from the ledger's people; what is kept are their ids."""

from __future__ import annotations

from typing import Any, Iterable

from qgis.PyQt.QtCore import QStringListModel, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QCompleter, QLineEdit

from ...domain.casework import people_of
from ...domain.people import Person
from ...i18n import tr


class NamesEdit(QLineEdit):
    """A line of names; ``ids`` gives person ids, and as typed the names nobody has yet (they become people when saved)."""

    names_changed = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self._by_label: dict[str, str] = {}
        self._labels: dict[str, str] = {}
        self._shown: dict[str, str] = {}
        self._model = QStringListModel(self)
        self._completer = QCompleter(self._model, self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._completer.setWidget(self)
        self._completer.activated.connect(self._take)
        self.setPlaceholderText(tr("Names, separated by commas"))
        self.textEdited.connect(self._complete)
        self.textChanged.connect(lambda _text: self.names_changed.emit())

    def offer(self, people: Iterable[Person]) -> None:
        """Offer these people; namesakes are told apart by their place or department.

        Those no longer in use are shown where they stand already, and not offered.
        """
        listed = list(people)
        names = [one.name for one in listed]
        self._labels = {one.person_id: one.name if names.count(one.name) == 1 else self._told_apart(one) for one in listed}
        self._by_label = {label: person_id for person_id, label in self._labels.items()}
        active = {one.person_id for one in listed if one.active}
        self._model.setStringList(sorted(label for label, person_id in self._by_label.items() if person_id in active))

    @staticmethod
    def _told_apart(person: Person) -> str:
        place = person.village or person.township or person.department or person.person_id[-4:]
        return tr("{name} ({place})").format(name=person.name, place=place)

    def set_ids(self, text: str) -> None:
        """Show the people of a comma-separated text of ids and names."""
        self._shown = {self._labels.get(part, part): part for part in people_of(text)}
        self.setText(tr(", ").join(self._shown))

    def ids(self) -> str:
        """Return the ids of the people named, comma-separated; what stood there before stays as it was."""
        return ",".join(self._shown.get(part) or self._by_label.get(part, part) for part in self._parts(self.text()) if part)

    @staticmethod
    def _parts(text: str) -> list[str]:
        for mark in ("，", "、", ";", "；"):
            text = text.replace(mark, ",")
        return [part.strip() for part in text.split(",")]

    def _complete(self, text: str) -> None:
        last = self._parts(text[:self.cursorPosition()])[-1]
        self._completer.setCompletionPrefix(last)
        if last and self._completer.completionCount():
            self._completer.complete()
        else:
            self._completer.popup().hide()

    def _take(self, label: str) -> None:
        """Put a name in the place of what was being typed."""
        before, after = self.text()[:self.cursorPosition()], self.text()[self.cursorPosition():]
        kept = [part for part in self._parts(before)[:-1] if part]
        rest = [part for part in self._parts(after)[1:] if part]
        self.setText(tr(", ").join([*kept, label, *rest]))
