"""The memory layer that shows the open ledger's parcels in the project."""

from __future__ import annotations

from datetime import date
from typing import Any, Iterable, Iterator, Mapping, Optional

from qgis.core import QgsEditorWidgetSetup, QgsFeatureRequest, QgsProject, QgsVectorLayer
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ...compat import field
from ...domain.deadlines import Standing
from ...domain.gradual import Gradual
from ...i18n import tr
from ...ledger.mirror import Mirror
from ..parcels.styles import (
    BY_DAYS,
    DAYS_LEFT,
    LIGHT,
    REPLACED,
    colour_by,
    mute_replaced,
    outline_selection,
    show_tips,
    style,
    style_of,
)
from ..terms import Terms

__all__ = ["BY_DAYS", "OWNER", "REPLACED", "ParcelLayer", "describe", "mute_replaced", "outline_selection", "style"]
OWNER = "farmland/ledger"  # custom property: the ledger a layer of the project mirrors


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
            add_deadline_fields(remembered)
            self._mirror = Mirror(remembered)
            mute_replaced(remembered)
            self._mirror.refill(ledger)
        else:
            self._mirror = Mirror.build(ledger)
            add_deadline_fields(self._mirror.layer)
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

    def refreshing(self, ledger: Any, uids: Optional[set[str]], *, screened: bool = False) -> Gradual[None]:
        """Bring the layer up to the ledger, in steps, for the named parcels (None = all); what is selected stays selected.

        It ends early when the layer is taken out of the project between two steps.

        :param screened: parcels were screened.
        """
        if self.layer is None:
            return
        mirror, empty = self._mirror, not self._ids
        for _ in mirror.updating(ledger, uids, screened=screened):
            yield
            if self.layer is None or self._mirror is not mirror:
                return
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

    def boxes(self) -> Iterator[tuple[str, tuple[float, float, float, float]]]:
        """Yield uid and box (west, south, east, north; ledger CRS) of every parcel shown."""
        layer = self.layer
        if layer is None:
            return
        request = QgsFeatureRequest().setSubsetOfAttributes(["parcel_uid"], layer.fields())
        for feature in layer.getFeatures(request):
            box = feature.geometry().boundingBox()
            yield feature["parcel_uid"], (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())

    @property
    def style(self) -> str:
        """The code of the style the layer has, '' for one of the user's own."""
        return style_of(self.layer) if self.layer is not None else ""

    def colour_by(self, terms: Terms, code: str) -> None:
        """Colour the parcels by status, disposition or days left (``STYLES``)."""
        if self.layer is not None:
            colour_by(self.layer, terms, code)
            self.layer.triggerRepaint()

    def show_standings(self, standings: Mapping[str, Standing], as_of: date, uids: Optional[Iterable[str]] = None) -> None:
        """Write how the gravest deadline of each parcel stands into the layer, of all or those named."""
        layer = self.layer
        if layer is None:
            return
        light, days = (layer.fields().indexOf(name) for name in (LIGHT, DAYS_LEFT))
        changes = {}
        for uid in self._ids if uids is None else uids:
            if uid in self._ids:
                one = standings.get(uid)
                changes[self._ids[uid]] = {light: one.light if one else "", days: (one.due - as_of).days if one else None}
        layer.dataProvider().changeAttributeValues(changes)
        layer.triggerRepaint()

    def _remembered(self) -> Optional[QgsVectorLayer]:
        for layer in QgsProject.instance().mapLayers().values():
            ours = layer.customProperty(OWNER) and isinstance(layer, QgsVectorLayer)
            if ours and Mirror.adapt(layer):
                return layer
        return None

    def _on_selection(self) -> None:
        if not self._quiet:
            self.selected.emit(self.selection())


def add_deadline_fields(layer: QgsVectorLayer) -> None:
    """Give the layer the fields that say how a parcel's deadline stands; they are filled when somebody asks for it."""
    missing = [field(name, kind) for name, kind in ((LIGHT, "text"), (DAYS_LEFT, "int")) if layer.fields().indexOf(name) < 0]
    if missing:
        layer.dataProvider().addAttributes(missing)
        layer.updateFields()


def describe(layer: QgsVectorLayer, terms: Terms) -> None:
    """Let the attribute table and the identify window speak the user's language: field names and codes as labels."""
    names = {
        "source_no": tr("Number"), "batch": tr("Batch"), "source": tr("Source of the clues"), "township": tr("Township code"),
        "village": tr("Village code"), "monitored_area_m2": tr("Monitored area (m²)"), "area_m2": tr("Computed area (m²)"),
        "area_mu": tr("Computed area (mu)"), "status": tr("Status"), "hold": tr("Hold"), "finding": tr("Finding"),
        "disposition": tr("Disposition"), "category": tr("Problem category"), "note": tr("Note"),
        "remediate_by": tr("Remediate by (date)"), "screened": tr("Screened"), "replaced": tr("Replaced by a new issue"),
        LIGHT: tr("Deadline"), DAYS_LEFT: tr("Days left"),
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
    pairs = [{label: code} for code, label in terms.choices("traffic_light")]
    layer.setEditorWidgetSetup(fields.indexOf(LIGHT), QgsEditorWidgetSetup("ValueMap", {"map": pairs}))
    show_tips(layer)
