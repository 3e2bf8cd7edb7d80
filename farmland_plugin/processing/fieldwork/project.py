"""The QGIS project of a field project: relative paths, everything offline, as QField and Mergin Maps open it."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import List, Mapping, Sequence

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLayerTreeLayer,
    QgsMapLayer,
    QgsMapSettings,
    QgsPalLayerSettings,
    QgsProject,
    QgsRasterLayer,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsRelation,
    QgsRelationContext,
    QgsRuleBasedRenderer,
    QgsSingleSymbolRenderer,
    QgsSnappingConfig,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

from ...compat import worker_project
from ...domain.errors import LedgerError
from ...domain.forms import Campaign
from ...i18n import language, tr
from ...intake.fieldwork.layout import (
    BASEMAP,
    CODE_TABLE,
    DATA,
    IMAGE,
    PARCEL_TABLE,
    PHOTO_TABLE,
    PHOTOS,
    PROJECT,
    RESIDUAL_TABLE,
    column,
)
from ...ledger.crs import ledger_crs
from ...ledger.ledger import Ledger
from .basemap import Sheet
from .form import parcel_form, photo_form, residual_form
from .tables import Sort

RELATION = "parcel_photos"
OPEN, DONE, LEFT = "#d7301f", "#2b8a3e", "#c62828"
LABELS_FROM = 25_000  # denominator: numbers of parcels overlap on smaller maps


def write_project(folder: Path, ledger: Ledger, campaign: Campaign, sheets: Sequence[Sheet], sorts: Sequence[Sort],
                  extent: QgsRectangle, about: Mapping[str, str]) -> None:
    """Write the project into the folder its data lie in already.

    :param extent: of the parcels, in the ledger's CRS. :raises LedgerError: when QGIS cannot write it.
    """
    project = worker_project()
    crs = ledger_crs(ledger)
    project.setCrs(crs)
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    project.setTitle(tr("{name}: fieldwork, {campaign}").format(name=about["ledger_name"],
                                                               campaign=campaign.words.said(language())))
    project.setFileName(str(folder / PROJECT))
    layers = _layers(folder, ledger, campaign, sheets)
    parcels, photos, codes, left = layers[:4]
    for layer in layers:
        project.addMapLayer(layer, False)
        project.layerTreeRoot().addChildNode(QgsLayerTreeLayer(layer))
    relation = _relation(project, parcels, photos)
    naming = photo_form(photos, parcels, sorts)
    parcel_form(parcels, campaign, codes, relation)
    residual_form(left, parcels, _kinds(ledger))
    project.writeEntry("Mergin", f"PhotoNaming/{photos.id()}/path", naming)
    project.writeEntry("qfieldsync", "attachmentDirs", [PHOTOS])
    snapping = QgsSnappingConfig(project)
    snapping.setEnabled(False)
    project.setSnappingConfig(snapping)
    project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, crs))
    canvas = _Canvas(extent, crs)
    project.writeProject.connect(canvas.write)
    written = project.write()
    reason = project.error()
    project.clear()
    del project, layers, parcels, photos, codes, left, relation
    gc.collect()
    if not written:
        raise LedgerError(tr("The project {path} cannot be written ({reason})."), path=folder / PROJECT, reason=reason)


class _Canvas:
    """Writes the view that field tools and QGIS open the project with."""

    def __init__(self, extent: QgsRectangle, crs: QgsCoordinateReferenceSystem) -> None:
        self._settings = QgsMapSettings()
        self._settings.setDestinationCrs(crs)
        self._settings.setOutputSize(QSize(800, 600))
        self._settings.setExtent(extent)

    def write(self, document: QDomDocument) -> None:
        """Add the element ``mapcanvas``."""
        node = document.createElement("mapcanvas")
        node.setAttribute("name", "theMapCanvas")
        document.documentElement().appendChild(node)
        self._settings.writeXml(node, document)


def _layers(folder: Path, ledger: Ledger, campaign: Campaign, sheets: Sequence[Sheet]) -> List[QgsMapLayer]:
    """Return parcels, photos, code lists and what is left, then the base map, each styled, from top to bottom."""
    parcels = _table(folder / DATA, PARCEL_TABLE, campaign.words.said(language()))
    photos = _table(folder / DATA, PHOTO_TABLE, tr("Photos"))
    codes = _table(folder / DATA, CODE_TABLE, tr("Code lists"))
    codes.setFlags(codes.flags() | QgsMapLayer.LayerFlag.Private)
    _draw_parcels(parcels, "finding" if "finding" in campaign.form.by_code else next(iter(campaign.form.required), ""))
    left = _table(folder / DATA, RESIDUAL_TABLE, tr("Left on the ground"))
    left.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(
        {"color": "198,40,40,70", "outline_color": LEFT, "outline_width": "0.6"})))
    found: List[QgsMapLayer] = [parcels, photos, codes, left]
    dictionary = ledger.dictionary("redline_role")
    for sheet in sorted(sheets, key=lambda one: bool(dictionary.require(one.role).extra.get("tessellation"))):
        entry = dictionary.require(sheet.role)
        layer = _table(folder / BASEMAP, sheet.table, entry.label_zh if language() == "zh" else entry.label)
        _draw_redline(layer, entry.extra)
        layer.setReadOnly(True)
        found.append(layer)
    if (folder / IMAGE).exists():
        found.append(QgsRasterLayer(str(folder / IMAGE), tr("Orthophoto")))
    for layer in found:
        if not layer.isValid():
            raise LedgerError(tr("The project {path} cannot be written ({reason})."), path=folder / PROJECT, reason=layer.name())
        layer.setCustomProperty("QFieldSync/action", "copy")
        layer.setCustomProperty("QFieldSync/cloud_action", "offline" if layer in (parcels, photos, left) else "copy")
        if layer not in (parcels, photos, left):
            layer.setFlags(layer.flags() & ~QgsMapLayer.LayerFlag.Identifiable)
    return found


def _table(path: Path, table: str, name: str) -> QgsVectorLayer:
    return QgsVectorLayer(f"{path}|layername={table}", name, "ogr")


def _relation(project: QgsProject, parcels: QgsVectorLayer, photos: QgsVectorLayer) -> QgsRelation:
    relation = QgsRelation(QgsRelationContext(project))  # otherwise it looks for its layers in QGIS's own project
    relation.setId(RELATION)
    relation.setName(tr("Photos"))
    relation.setReferencedLayer(parcels.id())
    relation.setReferencingLayer(photos.id())
    relation.addFieldPair("parcel_uid", "parcel_uid")
    project.relationManager().addRelation(relation)
    return project.relationManager().relation(RELATION)


def _draw_parcels(layer: QgsVectorLayer, code: str) -> None:
    """Draw parcels by whether their question was answered, with their numbers on larger maps."""
    root = QgsRuleBasedRenderer.Rule(None)
    answered = f"coalesce(\"{column(code)}\", '') <> ''"
    for colour, label, condition in ((OPEN, tr("To be surveyed"), f"NOT ({answered})"), (DONE, tr("Answered"), answered)):
        symbol = QgsFillSymbol.createSimple({"color": "0,0,0,0", "style": "no", "outline_color": colour, "outline_width": "0.8"})
        root.appendChild(QgsRuleBasedRenderer.Rule(symbol, 0, 0, condition, label))
    layer.setRenderer(QgsRuleBasedRenderer(root))
    _label(layer, "\"source_no\" || coalesce('\n' || nullif(\"village\", ''), '')", LABELS_FROM)


def _kinds(ledger: Ledger) -> List[Sort]:
    """Return what may be left on the ground: codes and labels."""
    return [Sort(one.code, one.label_zh if language() == "zh" else one.label)
            for one in ledger.dictionary("residual_kind").entries]


def _label(layer: QgsVectorLayer, expression: str, below: int) -> None:
    labels = QgsPalLayerSettings()
    labels.fieldName, labels.isExpression = expression, True
    text = QgsTextFormat()
    text.setSize(9)
    text.setColor(QColor("#111111"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.9)
    halo.setColor(QColor("#ffffff"))
    text.setBuffer(halo)
    labels.setFormat(text)
    labels.scaleVisibility, labels.minimumScale = True, below
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)


def _draw_redline(layer: QgsVectorLayer, about: Mapping[str, object]) -> None:
    """Draw the outlines of a role in its colour: what lies below, the image above all, must be seen."""
    look = about.get("symbol")
    given = look if isinstance(look, dict) else {}
    layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({
        "color": "0,0,0,0", "style": "no", "outline_color": str(about.get("colour", "#666666")),
        "outline_style": "dash" if given.get("line") == "dash" else "solid", "outline_width": str(given.get("width", 0.4))})))
    below = given.get("below_scale")
    if below:
        layer.setScaleBasedVisibility(True)
        layer.setMinimumScale(float(below))
