"""The memory layer that shows the open ledger's parcels in the project."""

from __future__ import annotations

from typing import Any, Iterable, Optional

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
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
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtGui import QColor

from ...i18n import tr
from ...ledger.mirror import CASE_FIELDS, build_mirror, update_mirror
from ..terms import Terms

OWNER = "farmland/ledger"  # custom property: the ledger a layer of the project mirrors
LABEL_SCALE = 5000
FILL_ALPHA = 60
SELECTED = "255,212,0"


class ParcelLayer(QObject):
    """Holds the mirror layer, its style and the way from a parcel's uid to its feature."""

    selected = pyqtSignal(list)

    def __init__(self, parent: Optional[QObject] = None) -> None:
        super().__init__(parent)
        self._layer: Optional[QgsVectorLayer] = None
        self._ids: dict[str, int] = {}
        self._uids: dict[int, str] = {}
        self._quiet = False

    @property
    def layer(self) -> Optional[QgsVectorLayer]:
        """The layer while it is in the project, else None."""
        if self._layer is not None and sip.isdeleted(self._layer):
            self._layer = None
        return self._layer

    def show(self, ledger: Any, terms: Terms) -> None:
        """Put the ledger's parcels into the project: refill the layer a saved project remembers, else add one."""
        remembered = self._remembered()
        if remembered is not None:
            self._layer = remembered
            update_mirror(remembered, ledger, None)
        else:
            self._layer = build_mirror(ledger)
            self._layer.setName(tr("Parcels · {name}").format(name=ledger.meta.get("name") or ledger.path.stem))
            style(self._layer, terms)
            QgsProject.instance().addMapLayer(self._layer)
        self._layer.setCustomProperty(OWNER, str(ledger.path))
        self._layer.setCustomProperty("skipMemoryLayersCheck", 1)
        self._layer.setReadOnly(True)
        self._layer.selectionChanged.connect(self._on_selection)
        self._index()

    def refresh(self, ledger: Any, uids: Optional[set[str]]) -> None:
        """Bring the layer up to the ledger for the named parcels (None = all); what is selected stays selected."""
        if self.layer is None:
            return
        known = set(ledger.parcel_uids()) if uids is None else uids
        if known <= self._ids.keys():
            self._update(ledger, uids)
        else:
            selected = self.selection()
            self._quiet = True
            update_mirror(self._layer, ledger, None)
            self._quiet = False
            self._index()
            self.select(selected)
        self._layer.triggerRepaint()

    def _update(self, ledger: Any, uids: Optional[set[str]]) -> None:
        """Write what can change of parcels the layer has; geometry and feature ids stay."""
        fields = self._layer.fields()
        columns = {name: fields.indexOf(name) for name in CASE_FIELDS}
        changes = {self._ids[case.parcel_uid]: {at: getattr(case, name) for name, at in columns.items()}
                   for case in ledger.cases(uids)}
        if uids is None:
            at, screened = fields.indexOf("screened"), ledger.screened_uids()
            for uid, fid in self._ids.items():
                changes[fid][at] = int(uid in screened)
        self._layer.dataProvider().changeAttributeValues(changes)

    def remove(self) -> None:
        """Take the layer out of the project."""
        if self.layer is not None:
            self._layer.selectionChanged.disconnect(self._on_selection)
            QgsProject.instance().removeMapLayer(self._layer.id())
        self._layer = None
        self._ids, self._uids = {}, {}

    def select(self, uids: Iterable[str]) -> None:
        """Select these parcels on the map without telling the table again."""
        if self.layer is None:
            return
        self._quiet = True
        self._layer.selectByIds([self._ids[uid] for uid in uids if uid in self._ids])
        self._quiet = False

    def selection(self) -> list[str]:
        """Return the uids selected on the map."""
        if self.layer is None:
            return []
        return [self._uids[fid] for fid in self._layer.selectedFeatureIds() if fid in self._uids]

    def feature_ids(self, uids: Iterable[str]) -> list[int]:
        """Return the layer's feature ids of the parcels it shows."""
        return [self._ids[uid] for uid in uids if uid in self._ids]

    def _remembered(self) -> Optional[QgsVectorLayer]:
        for layer in QgsProject.instance().mapLayers().values():
            ours = layer.customProperty(OWNER) and isinstance(layer, QgsVectorLayer)
            if ours and layer.fields().indexOf("parcel_uid") >= 0:
                return layer
        return None

    def _index(self) -> None:
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(["parcel_uid"], self._layer.fields())
        self._ids = {str(feature["parcel_uid"]): feature.id() for feature in self._layer.getFeatures(request)}
        self._uids = {fid: uid for uid, fid in self._ids.items()}

    def _on_selection(self) -> None:
        if not self._quiet:
            self.selected.emit(self.selection())


def style(layer: QgsVectorLayer, terms: Terms) -> None:
    """Colour the parcels by status and label them with their number at large scales."""
    categories = []
    for code, label in terms.choices("status"):
        categories.append(QgsRendererCategory(code, _symbol(terms.colour("status", code)), label))
    categories.append(QgsRendererCategory("", _symbol("#8a8a8a"), tr("Other")))
    layer.setRenderer(QgsCategorizedSymbolRenderer("status", categories))
    text = QgsTextFormat()
    text.setSize(8)
    text.setColor(QColor("#1f2933"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor(255, 255, 255, 220))
    text.setBuffer(halo)
    labels = QgsPalLayerSettings()
    labels.fieldName = "source_no"
    labels.scaleVisibility = True
    labels.minimumScale = LABEL_SCALE
    labels.maximumScale = 1
    labels.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)
    outline_selection(layer)


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
