"""The window that enters one more person, where somebody is missing from a list."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.PyQt.QtWidgets import QComboBox, QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout

from ...domain.errors import FarmlandError
from ...domain.people import Person, check_id_no, check_name, check_phone
from ...i18n import tr
from ..controllers.workspace import Workspace
from ..widgets.refusal import Refusal


class AddPersonDialog(QDialog):
    """Asks for name, role and what is known besides; ``person_id`` is who was entered."""

    def __init__(self, workspace: Workspace, roles: Sequence[str], parent: Any = None) -> None:
        super().__init__(parent)
        self.setObjectName("farmlandAddPerson")
        self.setWindowTitle(tr("Add a person"))
        self.person_id = ""
        self._workspace = workspace
        self.name, self.phone, self.id_no = QLineEdit(), QLineEdit(), QLineEdit()
        self.township, self.village = QLineEdit(), QLineEdit()
        self.role = QComboBox()
        known = dict(workspace.terms.choices("role"))
        for role in [*roles, *(code for code in known if code not in roles)]:
            self.role.addItem(known.get(role, role), role)
        self.phone.setPlaceholderText(tr("may stay empty"))
        self.id_no.setPlaceholderText(tr("may stay empty"))
        self.refusal = Refusal()
        buttons = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(buttons.Ok | buttons.Cancel)
        self.buttons.button(buttons.Ok).setText(tr("Add"))
        self.buttons.button(buttons.Cancel).setText(tr("Cancel"))
        self.buttons.accepted.connect(self.on_ok)
        self.buttons.rejected.connect(self.reject)
        form = QFormLayout()
        for label, widget in ((tr("Name"), self.name), (tr("Role"), self.role), (tr("Township"), self.township),
                              (tr("Village"), self.village), (tr("Telephone"), self.phone),
                              (tr("Identity number"), self.id_no)):
            form.addRow(label, widget)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.refusal)
        layout.addWidget(self.buttons)
        self.resize(360, 240)

    def on_ok(self) -> None:
        """Enter the person, or say what is wrong."""
        try:
            person = Person("", check_name(self.name.text()), check_id_no(self.id_no.text()), check_phone(self.phone.text()),
                            roles=(self.role.currentData(),), township=self.township.text().strip(),
                            village=self.village.text().strip())
            self.person_id = self._workspace.writing().people.register(person).person_id
        except FarmlandError as error:
            self.refusal.say(error)
            return
        self.accept()
