"""What is recorded of a case: the quick finding, and below it, folded away until wanted, the campaign's survey form."""

from __future__ import annotations

from typing import Any, Mapping, Optional

from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

from ...domain.answers import Answer, is_empty
from ...domain.errors import BadInput
from ...domain.survey import DUTY, answers_of, payload_of
from ...i18n import language, tr
from ...ledger.cases.campaigns import campaign_for
from ...ledger.cases.parcel_facts import ParcelFacts
from ...ledger.cases.responsibility import duties
from ..terms import Terms
from .survey_form import SurveyForm
from .tagging import FIELDS, TaggingForm

READ = (*FIELDS, "confirmed_area_m2", "department", "flags", "facts")  # what a draft remembers of the case as it was read
Answers = Mapping[str, Answer]


class CaseForm(QWidget):
    """Both forms as one set of answers by field code; the survey form is built when it is first unfolded."""

    changed = pyqtSignal()
    to_duties = pyqtSignal()

    def __init__(self, parent: Any = None) -> None:
        super().__init__(parent)
        self.tagging = TaggingForm()
        self.survey = SurveyForm(without=FIELDS)
        self.box = QgsCollapsibleGroupBox(tr("Survey form"))
        self.box.setObjectName("farmlandSurveyBox")
        self.box.setSettingGroup("farmland")
        self.box.setCollapsed(True)
        self._ledger: Any = None
        self._terms = Terms()
        self._given: Optional[tuple[Any, dict[str, Answer], dict[str, Answer]]] = None
        self._filled = False
        self._loading = False
        inner = QVBoxLayout(self.box)
        inner.setContentsMargins(6, 6, 6, 6)
        inner.addWidget(self.survey)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.tagging)
        layout.addWidget(self.box)
        self.tagging.changed.connect(self._on_tagging)
        self.survey.changed.connect(self._on_change)
        self.survey.elsewhere.connect(self._on_elsewhere)
        self.box.collapsedStateChanged.connect(lambda _folded: self._unfold())

    def offer(self, ledger: Any, terms: Terms) -> None:
        """Fill the choices from a ledger."""
        self._ledger, self._terms, self._given = ledger, terms, None
        self.tagging.offer(terms)

    def set_case(self, case: Any, values: Answers, stored: Answers) -> None:
        """Show answers (a draft, or the stored ones) and remember what the ledger holds."""
        self._loading = True
        self.tagging.offer_people(self._ledger.people.all())
        self.tagging.set_values({name: str(values.get(name) or "") for name in FIELDS},
                                {name: str(stored.get(name) or "") for name in FIELDS})
        self._given = (case, dict(values), dict(stored))
        self._filled = False
        self._loading = False
        self._unfold()

    def propose(self, answers: Answers) -> None:
        """Fill in answers as a draft, over what stands there; nothing is recorded."""
        if self._given is not None:
            case, _values, stored = self._given
            self.set_case(case, {**self.values(), **answers}, stored)
            self.changed.emit()

    def _unfold(self) -> None:
        """Fill the survey form, unless nobody can see it."""
        if self._given is None or self.box.isCollapsed() or self._filled:
            return
        case, values, stored = self._given
        self._loading = True
        self.survey.offer(campaign_for(self._ledger, case.campaign), self._terms)
        self.survey.set_beside(self._beside())
        self.survey.set_parcel(ParcelFacts(self._ledger).of(case.parcel_uid),
                               {duty.slot for duty in duties(self._ledger, case.parcel_uid)})
        self.survey.set_answers(values, stored)
        self._filled = True
        self._loading = False

    def _beside(self) -> dict[str, Answer]:
        return dict(self.tagging.values())

    def values(self) -> dict[str, Answer]:
        """Return every answer as it stands in the forms."""
        given = self._given[1] if self._given else {}
        survey = {**given, **self.survey.values()} if self._filled else given
        return {**survey, **self.tagging.values()}

    def changes(self) -> dict[str, Answer]:
        """Return the answers that differ from what the ledger holds."""
        if self._filled:
            return {**self.survey.changes(), **self.tagging.changes()}
        given, stored = (self._given[1], self._given[2]) if self._given else ({}, {})
        draft = {code: answer for code, answer in given.items() if code not in FIELDS and not same(answer, stored.get(code))}
        return {**draft, **self.tagging.changes()}

    def payload(self) -> dict[str, Any]:
        """Return the changes as the ledger records them.

        :raises BadInput: naming the fields whose answer cannot be read.
        """
        if self._filled and self.survey.form is not None:
            wrong = [self.survey.form.by_code[code].words.said(language()) for code in self.survey.unreadable()]
            if wrong:
                raise BadInput(tr("These answers cannot be read: {fields}"), fields=tr(", ").join(wrong))
        return payload_of(self.changes())

    def _on_tagging(self) -> None:
        if self._filled and not self._loading:
            self.survey.set_beside(self._beside())
        self._on_change()

    def _on_elsewhere(self, code: str) -> None:
        """Go to what is entered above the survey form, or in another panel."""
        if code.startswith(DUTY):
            self.to_duties.emit()
        elif hasattr(self.tagging, code):
            getattr(self.tagging, code).setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_change(self) -> None:
        if not self._loading:
            self.changed.emit()


def stored_answers(case: Any) -> dict[str, Answer]:
    """Return what the ledger holds of a case, by field code; the quick form's fields are there even when empty."""
    return {**{name: str(getattr(case, name) or "") for name in FIELDS}, **answers_of(case)}


def same(one: Optional[Answer], other: Optional[Answer]) -> bool:
    """Whether two answers say the same; nothing is nothing."""
    return one == other or (is_empty(one) and is_empty(other))
