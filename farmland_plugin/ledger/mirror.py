"""The map's copy of the ledger: a memory layer, since QGIS must never open the live file (records D1)."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List, Optional

from qgis.core import QgsFeature, QgsGeometry, QgsVectorLayer

from ..compat import field
from ..domain.area import to_mu
from ..domain.parcel import CaseState, Parcel
from ..domain.progress import Feedback, NoFeedback
from .ledger import Ledger

FIELDS = (
    ("parcel_uid", "text"), ("source_no", "text"), ("batch", "text"), ("source", "text"), ("township", "text"),
    ("village", "text"), ("monitored_m2", "real"), ("area_m2", "real"), ("area_mu", "real"), ("status", "text"),
    ("finding", "text"), ("disposition", "text"), ("category", "text"), ("note", "text"), ("remediate_by", "text"),
    ("screened", "int"), ("version", "int"),
)
CASE_FIELDS = ("status", "finding", "disposition", "category", "note", "version")
CHUNK = 2000


class _Context:
    """What a mirror row needs beside parcel and case: batches and which parcels are screened."""

    def __init__(self, ledger: Ledger) -> None:
        self.batches = {batch.batch_id: batch for batch in ledger.batches()}
        self.screened = ledger.screened_uids()

    def values(self, parcel: Parcel, case: CaseState) -> List[Any]:
        batch = self.batches[parcel.batch_id]
        issued = parcel.monitored_area_m2
        return [
            parcel.parcel_uid, parcel.source_no, batch.name, batch.source, parcel.township, parcel.village,
            None if issued is None else float(issued), float(parcel.area_m2), float(to_mu(parcel.area_m2)), case.status,
            case.finding, case.disposition, case.category, case.note, batch.remediate_by or "",
            int(parcel.parcel_uid in self.screened), case.version,
        ]


def _feature(layer: QgsVectorLayer, parcel: Parcel, values: List[Any]) -> QgsFeature:
    feature = QgsFeature(layer.fields())
    geometry = QgsGeometry()
    geometry.fromWkb(parcel.geom)
    feature.setGeometry(geometry)
    feature.setAttributes(values)
    return feature


def _append(layer: QgsVectorLayer, ledger: Ledger, uids: Optional[Iterable[str]], feedback: Feedback) -> None:
    context = _Context(ledger)
    cases: Dict[str, CaseState] = {case.parcel_uid: case for case in ledger.cases(uids)}
    waiting: List[QgsFeature] = []
    for done, parcel in enumerate(ledger.parcels(uids)):
        waiting.append(_feature(layer, parcel, context.values(parcel, cases[parcel.parcel_uid])))
        if len(waiting) == CHUNK:
            feedback.check()
            feedback.progress(100.0 * done / max(len(cases), 1))
            layer.dataProvider().addFeatures(waiting)
            waiting = []
    layer.dataProvider().addFeatures(waiting)


def build_mirror(ledger: Ledger, feedback: Optional[Feedback] = None) -> QgsVectorLayer:
    """Return a new memory layer with every parcel of the ledger, in the ledger's CRS."""
    layer = QgsVectorLayer(f"MultiPolygon?crs=EPSG:{ledger.epsg}", ledger.meta["name"], "memory")
    layer.dataProvider().addAttributes([field(name, kind) for name, kind in FIELDS])
    layer.updateFields()
    _append(layer, ledger, None, feedback or NoFeedback())
    layer.dataProvider().createSpatialIndex()
    layer.updateExtents()
    layer.setReadOnly(True)
    return layer


def update_mirror(layer: QgsVectorLayer, ledger: Ledger, uids: Optional[Iterable[str]] = None) -> None:
    """Bring the layer up to date: the parcels named, or everything (new parcels included) when ``uids`` is None."""
    provider = layer.dataProvider()
    if uids is None:
        provider.truncate()
        _append(layer, ledger, None, NoFeedback())
        layer.updateExtents()
    else:
        wanted = set(uids)
        index = {name: layer.fields().indexOf(name) for name in CASE_FIELDS}
        cases = {case.parcel_uid: case for case in ledger.cases(wanted)}
        key = layer.fields().indexOf("parcel_uid")
        changes = {
            feature.id(): {index[name]: getattr(cases[feature[key]], name) for name in CASE_FIELDS}
            for feature in layer.getFeatures() if feature[key] in cases
        }
        provider.changeAttributeValues(changes)
    layer.triggerRepaint()
