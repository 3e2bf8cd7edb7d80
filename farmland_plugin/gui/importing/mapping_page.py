"""Third page: which field means what, why, and in which unit the monitored area is."""

from __future__ import annotations

from typing import Any, Optional

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from ...i18n import tr
from ...intake.opening.look import LayerLook, conclude, unknown_codes
from ..errors import guarded
from ..panels.base import heading, quiet, scrolled
from ..terms import moment
from .base import Page, sentence, show_text
from .words import meanings, units

SAMPLES = 3
FIELD_WIDTH, SAMPLE_WIDTH = 170, 220


class Line:
    """One meaning: the field it is read from, some values, and why."""

    def __init__(self, meaning: str, label: str, grid: QGridLayout, row: int) -> None:
        self.meaning = meaning
        self.field, self.values, self.why = QComboBox(), quiet(), quiet()
        self.field.setObjectName(f"farmlandMap_{meaning}")
        self.field.setFixedWidth(FIELD_WIDTH)
        self.values.setFixedWidth(SAMPLE_WIDTH)
        for widget in (self.values, self.why):
            widget.setWordWrap(False)
            widget.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        for column, widget in enumerate((QLabel(label), self.field, self.values, self.why)):
            grid.addWidget(widget, row, column)

    def offer(self, names: list[str], chosen: str) -> None:
        """Offer fields; ``chosen`` stays visible even when not every layer has it."""
        self.field.blockSignals(True)
        self.field.clear()
        self.field.addItem(tr("(none)"), "")
        for name in [*names, *([chosen] if chosen and chosen not in names else [])]:
            self.field.addItem(name, name)
        self.field.setCurrentIndex(max(0, self.field.findData(chosen)))
        self.field.blockSignals(False)

    def tell(self, values: list[str], why: str) -> None:
        """Show some values and why this field was taken; what does not fit is in the tip."""
        for label, text, width in ((self.values, tr(", ").join(values), SAMPLE_WIDTH), (self.why, why, 0)):
            metrics = label.fontMetrics()
            label.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, width) if width else text)
            label.setToolTip(text)


class MappingPage(Page):
    """Shows what was recognised; every field can be chosen otherwise, and the choice saved for the next time."""

    def __init__(self) -> None:
        super().__init__("Mapping", tr("What the fields mean"),
                         tr("Recognised by their names and values. Codes stay text; fields without a meaning are kept as "
                            "issued."))
        self.layer, self.unit = QComboBox(), QComboBox()
        self.unit_note, self.profile = sentence(), sentence("farmlandImportProfile")
        self.notes, self.missing = sentence("farmlandImportMappingNotes"), sentence("farmlandImportMissing", red=True)
        self.drop, self.save, self.name = QPushButton(tr("Do not use it")), QCheckBox(tr("Save this mapping as")), QLineEdit()
        self.lines: dict[str, Line] = {}
        self._lay_out()
        self._connect()

    def initializePage(self) -> None:  # noqa: N802 - Qt's own name
        """Show what was recognised."""
        self.looked()

    def isComplete(self) -> bool:  # noqa: N802 - Qt's own name
        """Whether the unit of the monitored area is known."""
        return bool(self.desk and self.draft.readable and not self.draft.unit_wanted())

    def validatePage(self) -> bool:  # noqa: N802 - Qt's own name
        """Keep the name to save the mapping under; it is written with the import only."""
        self.draft.save_as = self.name.text().strip() if self.save.isChecked() else ""
        return True

    def looked(self) -> None:
        """Offer layers, fields and units."""
        self.offer_layers(self.layer, self._layer_label)
        self.unit.setCurrentIndex(max(0, self.unit.findData(self.draft.area_unit)))
        if not self.name.text():
            self.name.setText(self.draft.profile or self.desk.workspace.terms.label("source", self.draft.source))
        self._show()

    def current(self) -> Optional[LayerLook]:
        """Return the layer shown, None when there is none."""
        look = self.draft.look
        return look.layers[self.layer.currentIndex()] if look is not None and look.layers else None

    def _show(self) -> None:
        layer = self.current()
        if layer is None:
            return
        common = self.draft.common_fields()
        for meaning, line in self.lines.items():
            name = self.draft.field_of(layer, meaning)
            line.offer(common, name)
            by_hand = meaning in self.draft.fields
            why = tr("chosen by hand") if by_hand else layer.mapping.why.get(meaning, "")
            line.tell(_samples(layer, name), why if name or by_hand else "")
        self._show_profile(layer)
        self._judge(layer)

    def _show_profile(self, layer: LayerLook) -> None:
        profile = layer.profile
        text = tr("Mapping “{name}” of {day} is used.")
        show_text(self.profile, text.format(name=profile.name, day=moment(profile.saved_at)[:10]) if profile else "")
        self.drop.setVisible(profile is not None)

    def _judge(self, layer: LayerLook) -> None:
        """Say what follows from the fields chosen: the unit, missing numbers, codes nobody knows."""
        fields = {meaning: self.draft.field_of(layer, meaning) for meaning in self.lines}
        conclude(layer, fields["monitored_area"])
        self.unit.setEnabled(bool(fields["monitored_area"]))
        units_ = units()
        note = layer.unit_note if self.draft.area_unit == "auto" else tr("{unit}: chosen by the user").format(
            unit=units_[self.draft.area_unit])
        show_text(self.unit_note, note)
        wanted = self.draft.unit_wanted()
        texts = [wanted] if wanted else []
        if not fields["source_no"]:
            texts.append(tr("No field holds the numbers: parcels are numbered by file and row."))
        show_text(self.missing, "\n".join(texts))
        unknown = unknown_codes(layer, {meaning: name for meaning, name in fields.items() if name}, self.desk.looking().codes)
        show_text(self.notes, "\n".join(dict.fromkeys([*layer.problems, *unknown])))
        self.completeChanged.emit()

    @guarded
    def _on_field(self, meaning: str) -> None:
        layer = self.current()
        if layer is not None:
            self.draft.map_field(layer, meaning, str(self.lines[meaning].field.currentData() or ""))
            self._show()

    @guarded
    def _on_unit(self) -> None:
        self.draft.area_unit = str(self.unit.currentData())
        self._show()

    @guarded
    def _on_drop(self) -> None:
        self.draft.saved_mapping, self.draft.profile = False, ""
        self.desk.look_again()

    def _lay_out(self) -> None:
        self._layer_label = QLabel(tr("Layer"))
        top = QHBoxLayout()
        top.addWidget(self._layer_label)
        top.addWidget(self.layer)
        top.addWidget(self.profile, 1)
        top.addWidget(self.drop)
        self.box.addLayout(top)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, 6, 0)
        grid.setVerticalSpacing(3)
        for column, text in enumerate((tr("Meaning"), tr("Field"), tr("Values"), tr("Why"))):
            grid.addWidget(heading(text), 0, column)
        for row, (meaning, label) in enumerate(meanings().items(), 1):
            self.lines[meaning] = Line(meaning, label, grid, row)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(len(self.lines) + 1, 1)
        self.box.addWidget(scrolled(inner), 1)
        unit_row, save_row = QHBoxLayout(), QHBoxLayout()
        self.unit.setObjectName("farmlandImportUnit")
        for code, label in units().items():
            self.unit.addItem(label, code)
        unit_row.addWidget(QLabel(tr("Unit of the monitored area")))
        unit_row.addWidget(self.unit)
        unit_row.addWidget(self.unit_note, 1)
        save_row.addWidget(self.save)
        save_row.addWidget(self.name)
        save_row.addStretch(1)
        self.name.setMinimumWidth(FIELD_WIDTH)
        self.name.setEnabled(False)
        self.drop.setAutoDefault(False)
        for item in (unit_row, self.missing, self.notes, save_row):
            if isinstance(item, QHBoxLayout):
                self.box.addLayout(item)
            else:
                self.box.addWidget(item)

    def _connect(self) -> None:
        for meaning, line in self.lines.items():
            line.field.activated.connect(lambda _at, one=meaning: self._on_field(one))
        self.layer.activated.connect(lambda _at: self._show())
        self.unit.activated.connect(lambda _at: self._on_unit())
        self.drop.clicked.connect(lambda _checked=False: self._on_drop())
        self.save.toggled.connect(self.name.setEnabled)


def _samples(layer: LayerLook, name: str) -> list[str]:
    """Return some different values of a field, as issued."""
    found: dict[str, Any] = {}
    for row in layer.rows if name else []:
        value = row.attributes.get(name, "")
        if value:
            found[value] = None
        if len(found) == SAMPLES:
            break
    return list(found)
