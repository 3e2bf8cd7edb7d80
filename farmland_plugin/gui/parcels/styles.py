"""How parcels look on the map: by status, by disposition or by the days left; those no longer in force always muted."""

from __future__ import annotations

from html import escape

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ...i18n import tr
from ..terms import Terms

LABEL_SCALE = 5000
FILL_ALPHA = 60
SELECTED = "255,212,0"
OTHER = "#8a8a8a"
MUTED, MUTED_ALPHA = "#9aa0a6", 18
REPLACED = "*replaced"
STYLES = BY_STATUS, BY_DISPOSITION, BY_DAYS = "status", "disposition", "left"
LIGHT, DAYS_LEFT = "light", "days_left"  # fields of the map's layer beside those of the ledger
FIELDS = {BY_STATUS: "status", BY_DISPOSITION: "disposition", BY_DAYS: LIGHT}
DICTIONARIES = {BY_STATUS: "status", BY_DISPOSITION: "disposition", BY_DAYS: "traffic_light"}
PALETTE = ("#d62728", "#ff7f0e", "#8c564b", "#9467bd", "#e377c2", "#bcbd22", "#1f77b4", "#2ca02c", "#17becf", "#7f6000",
           "#aec7e8", "#98df8a", "#ff9896", "#c5b0d5", "#c49c94", "#f7b6d2", "#dbdb8d", "#9edae5", "#393b79", "#637939")
TIP = "<!--farmland-->"
LABEL = "CASE WHEN coalesce(\"replaced\", '') = '' THEN \"source_no\" END"


def style_titles() -> list[str]:
    """Return what the styles are called, in the order of ``STYLES``."""
    return [tr("Colours: status"), tr("Colours: disposition"), tr("Colours: days left")]


def class_of(code: str) -> str:
    """Return the expression a style sorts parcels by."""
    return f"CASE WHEN coalesce(\"replaced\", '') <> '' THEN '{REPLACED}' ELSE \"{FIELDS[code]}\" END"


CLASS = class_of(BY_STATUS)


def style_of(layer: QgsVectorLayer) -> str:
    """Return the code of the style a layer has, '' for one of the user's own."""
    renderer = layer.renderer()
    given = renderer.classAttribute() if isinstance(renderer, QgsCategorizedSymbolRenderer) else ""
    return next((code for code in STYLES if given == class_of(code)), "")


def colour_by(layer: QgsVectorLayer, terms: Terms, code: str) -> None:
    """Colour the parcels by a code of ``STYLES``."""
    categories = []
    for number, (value, label) in enumerate(terms.choices(DICTIONARIES[code])):
        colour = PALETTE[number % len(PALETTE)] if code == BY_DISPOSITION else terms.colour(DICTIONARIES[code], value)
        categories.append(QgsRendererCategory(value, _symbol(colour), label))
    rest = {BY_STATUS: tr("Other"), BY_DISPOSITION: tr("No disposition yet"), BY_DAYS: tr("No deadline")}[code]
    categories += [_replaced(), QgsRendererCategory("", _symbol(OTHER), rest)]
    layer.setRenderer(QgsCategorizedSymbolRenderer(class_of(code), categories))


def style(layer: QgsVectorLayer, terms: Terms) -> None:
    """Colour the parcels by status and label them with their number at large scales."""
    colour_by(layer, terms, BY_STATUS)
    text = QgsTextFormat()
    text.setSize(8)
    text.setColor(QColor("#1f2933"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor(255, 255, 255, 220))
    text.setBuffer(halo)
    labels = QgsPalLayerSettings()
    labels.fieldName, labels.isExpression = LABEL, True
    labels.scaleVisibility = True
    labels.minimumScale = LABEL_SCALE
    labels.maximumScale = 1
    labels.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)
    outline_selection(layer)


def mute_replaced(layer: QgsVectorLayer) -> None:
    """Let a layer that an earlier version styled by status show replaced parcels muted; every other style stays."""
    renderer = layer.renderer()
    if isinstance(renderer, QgsCategorizedSymbolRenderer) and renderer.classAttribute() == "status":
        renderer.setClassAttribute(CLASS)
        renderer.addCategory(_replaced())


def outline_selection(layer: QgsVectorLayer) -> None:
    """Show selected parcels by their outline, so that the image under them stays visible (QGIS 3.34 and later)."""
    if not hasattr(layer, "selectionProperties"):
        return
    properties = layer.selectionProperties()
    properties.setSelectionRenderingMode(Qgis.SelectionRenderingMode.CustomSymbol)
    properties.setSelectionSymbol(QgsFillSymbol.createSimple({
        "color": SELECTED + ",40", "outline_color": SELECTED + ",255", "outline_width": "0.9", "joinstyle": "round"}))


def show_tips(layer: QgsVectorLayer) -> None:
    """Let the map tip under the pointer tell what the parcel is; a tip the user wrote stays."""
    if layer.mapTipTemplate() and not layer.mapTipTemplate().startswith(TIP):
        return
    lines = "".join(_tip_line(title, field, value) for title, field, value in (
        (tr("Batch"), "batch", '"batch"'),
        (tr("Monitored area (m²)"), "monitored_area_m2", 'format_number("monitored_area_m2", 2)'),
        (tr("Computed area (mu)"), "area_mu", 'format_number("area_mu", 2)'),
        (tr("Status"), "status", 'represent_value("status")'), (tr("Hold"), "hold", 'represent_value("hold")'),
        (tr("Finding"), "finding", 'represent_value("finding")'),
        (tr("Disposition"), "disposition", 'represent_value("disposition")'),
        (tr("Days left"), DAYS_LEFT, f'"{DAYS_LEFT}"'), (tr("Note"), "note", 'left("note", 80)'),
        (tr("Replaced by a new issue"), "replaced", 'represent_value("replaced")')))
    number = _escaped('"source_no"')
    layer.setMapTipTemplate(f"{TIP}<b>[% {number} %]</b><table>{lines}</table>")


def _tip_line(title: str, field: str, value: str) -> str:
    """Return one line of the tip, nothing where the parcel has no value."""
    quoted = escape(title, quote=False).replace("'", "''")
    return (f"[% CASE WHEN coalesce(to_string(\"{field}\"), '') <> '' THEN '<tr><td>{quoted}&nbsp;</td><td>'"
            f" || {_escaped(value)} || '</td></tr>' ELSE '' END %]")


def _escaped(value: str) -> str:
    """Return an expression whose text is shown as it is: what was issued is never taken for HTML."""
    return f"replace(replace(replace(to_string({value}), '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"


def _replaced() -> QgsRendererCategory:
    """Return the look of parcels no longer in force: a thin dotted grey outline."""
    symbol = _symbol(MUTED)
    plain = symbol.symbolLayer(0)
    fill = QColor(MUTED)
    fill.setAlpha(MUTED_ALPHA)
    plain.setFillColor(fill)
    plain.setStrokeStyle(Qt.PenStyle.DotLine)
    plain.setStrokeWidth(0.3)
    return QgsRendererCategory(REPLACED, symbol, tr("Replaced by a new issue"))


def _symbol(colour: str) -> QgsFillSymbol:
    fill = QColor(colour)
    return QgsFillSymbol.createSimple({
        "color": f"{fill.red()},{fill.green()},{fill.blue()},{FILL_ALPHA}", "outline_color": fill.name(),
        "outline_width": "0.5", "outline_width_unit": "MM", "joinstyle": "round",
    })
