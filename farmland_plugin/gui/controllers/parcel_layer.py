"""The memory layer that shows the open ledger's parcels in the project."""

from __future__ import annotations

from typing import Any, Iterable, Optional

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsPalLayerSettings,
    QgsProject,
    QgsRendererCategory,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ...i18n import tr
from ...ledger.mirror import Mirror
from ..terms import Terms

OWNER = "farmland/ledger"  # custom property: the ledger a layer of the project mirrors
LABEL_SCALE = 5000
FILL_ALPHA = 60
SELECTED = "255,212,0"
MUTED, MUTED_ALPHA = "#9aa0a6", 18
REPLACED = "*replaced"
CLASS = f"CASE WHEN coalesce(\"replaced\", '') <> '' THEN '{REPLACED}' ELSE \"status\" END"
LABEL = "CASE WHEN coalesce(\"replaced\", '') = '' THEN \"source_no\" END"


class ParcelLayer(QObject):
    """Holds the mirror layer, its style and its selection."""

    selected = pyqtSignal(list)
    filled = pyqtSignal()  # parcels where there were none

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._mirror: Optional[Mirror] = None
        self._quiet = False

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The layer while it is in the project, else None."""
        if self._mirror is not None and sip.isdeleted(self._mirror.layer):
            self._mirror = None
        return self._mirror.layer if self._mirror is not None else None

    @property
    def _ids(self) -> dict[str, int]:
        return self._mirror.ids if self._mirror is not None else {}

    def show(self, ledger: Any, terms: Terms) -> None:
        """Put the ledger's parcels into the project: refill the layer a saved project remembers, else add one."""
        remembered = self._remembered()
        if remembered is not None:
            self._mirror = Mirror(remembered)
            mute_replaced(remembered)
            self._mirror.refill(ledger)
        else:
            self._mirror = Mirror.build(ledger)
            self._mirror.layer.setName(tr("Parcels · {name}").format(name=ledger.meta.get("name") or ledger.path.stem))
            style(self._mirror.layer, terms)
            QgsProject.instance().addMapLayer(self._mirror.layer)
        layer = self._mirror.layer
        layer.setCustomProperty(OWNER, ledger.address)
        layer.setCustomProperty("skipMemoryLayersCheck", 1)
        layer.setReadOnly(True)
        layer.selectionChanged.connect(self._on_selection)
        describe(layer, terms)
        if remembered is None and self._ids:
            self.filled.emit()

    def refresh(self, ledger: Any, uids: Optional[set[str]], *, screened: bool = False) -> None:
        """Bring the layer up to the ledger for the named parcels (None = all); what is selected stays selected.

        :param screened: parcels were screened.
        """
        if self.layer is not None:
            empty = not self._ids
            self._mirror.update(ledger, uids, screened=screened)
            if empty and self._ids:
                self.layer.updateExtents()
                self.filled.emit()

    def remove(self) -> None:
        """Take the layer out of the project."""
        if self.layer is not None:
            self.layer.selectionChanged.disconnect(self._on_selection)
            QgsProject.instance().removeMapLayer(self.layer.id())
        self._mirror = None

    def select(self, uids: Iterable[str]) -> None:
        """Select these parcels on the map without telling the table again."""
        if self.layer is None:
            return
        self._quiet = True
        self.layer.selectByIds(self.feature_ids(uids))
        self._quiet = False

    def selection(self) -> list[str]:
        """Return the uids selected on the map."""
        if self.layer is None:
            return []
        request = QgsFeatureRequest(self.layer.selectedFeatureIds()).setFlags(QgsFeatureRequest.Flag.NoGeometry)
        return [feature["parcel_uid"] for feature in self.layer.getFeatures(request)]

    def feature_ids(self, uids: Iterable[str]) -> list[int]:
        """Return the layer's feature ids of the parcels it shows."""
        return [self._ids[uid] for uid in uids if uid in self._ids]

    def _remembered(self) -> Optional[QgsVectorLayer]:
        for layer in QgsProject.instance().mapLayers().values():
            ours = layer.customProperty(OWNER) and isinstance(layer, QgsVectorLayer)
            if ours and Mirror.adapt(layer):
                return layer
        return None

    def _on_selection(self) -> None:
        if not self._quiet:
            self.selected.emit(self.selection())


def style(layer: QgsVectorLayer, terms: Terms) -> None:
    """Colour the parcels by status and label them with their number at large scales."""
    categories = []
    for code, label in terms.choices("status"):
        categories.append(QgsRendererCategory(code, _symbol(terms.colour("status", code)), label))
    categories.append(_replaced())
    categories.append(QgsRendererCategory("", _symbol("#8a8a8a"), tr("Other")))
    layer.setRenderer(QgsCategorizedSymbolRenderer(CLASS, categories))
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


def describe(layer: QgsVectorLayer, terms: Terms) -> None:
    """Let the attribute table and the identify window speak the user's language: field names and codes as labels."""
    names = {
        "source_no": tr("Number"), "batch": tr("Batch"), "source": tr("Source of the clues"), "township": tr("Township code"),
        "village": tr("Village code"), "monitored_area_m2": tr("Monitored area (m²)"), "area_m2": tr("Computed area (m²)"),
        "area_mu": tr("Computed area (mu)"), "status": tr("Status"), "hold": tr("Hold"), "finding": tr("Finding"),
        "disposition": tr("Disposition"), "category": tr("Problem category"), "note": tr("Note"),
        "remediate_by": tr("Remediate by (date)"), "screened": tr("Screened"), "replaced": tr("Replaced by a new issue"),
    }
    fields = layer.fields()
    for name, label in names.items():
        if fields.indexOf(name) >= 0:
            layer.setFieldAlias(fields.indexOf(name), label)
    for name in ("source", "status", "hold", "finding", "disposition", "category"):
        pairs = [{label: code} for code, label in terms.choices(name)]
        layer.setEditorWidgetSetup(fields.indexOf(name), QgsEditorWidgetSetup("ValueMap", {"map": pairs}))
    pairs = [{tr("replaced"): "reissued"}, {tr("withdrawn"): "withdrawn"}]
    layer.setEditorWidgetSetup(fields.indexOf("replaced"), QgsEditorWidgetSetup("ValueMap", {"map": pairs}))


def outline_selection(layer: QgsVectorLayer) -> None:
    """Show selected parcels by their outline, so that the image under them stays visible (QGIS 3.34 and later)."""
    if not hasattr(layer, "selectionProperties"):
        return
    properties = layer.selectionProperties()
    properties.setSelectionRenderingMode(Qgis.SelectionRenderingMode.CustomSymbol)
    properties.setSelectionSymbol(QgsFillSymbol.createSimple({
        "color": SELECTED + ",40", "outline_color": SELECTED + ",255", "outline_width": "0.9", "joinstyle": "round"}))


def _symbol(colour: str) -> QgsFillSymbol:
    fill = QColor(colour)
    return QgsFillSymbol.createSimple({
        "color": f"{fill.red()},{fill.green()},{fill.blue()},{FILL_ALPHA}", "outline_color": fill.name(),
        "outline_width": "0.5", "outline_width_unit": "MM", "joinstyle": "round",
    })
