"""The map's copy of the ledger: a memory layer, since QGIS must never open the live file (records D1)."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Iterator, List, Optional, Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsFeatureRequest, QgsGeometry, QgsVectorLayer

from ..compat import field
from ..domain.area import to_mu
from ..domain.parcel import CaseState, Parcel
from ..domain.progress import Feedback, NoFeedback
from .ledger import Ledger

FIELDS = (
    ("parcel_uid", "text"), ("source_no", "text"), ("batch_id", "text"), ("batch", "text"), ("source", "text"),
    ("parent_uid", "text"), ("township", "text"), ("village", "text"), ("monitored_area_m2", "real"), ("area_m2", "real"),
    ("area_mu", "real"), ("status", "text"), ("finding", "text"), ("disposition", "text"), ("category", "text"),
    ("note", "text"), ("remediate_by", "text"), ("screened", "int"), ("version", "int"),
)
NAMES = tuple(name for name, _ in FIELDS)
CASE_FIELDS = ("status", "finding", "disposition", "category", "note", "version")
SCREENED = NAMES.index("screened")
CHUNK = 2000
Row = Tuple[Parcel, List[Any]]


def rows(ledger: Ledger, uids: Optional[Iterable[str]] = None, *, geometry: bool = True) -> Iterator[Row]:
    """Yield the parcels, all or those named, each with its values in the order of ``FIELDS``.

    Parcels, cases and batches are of one moment, whatever another thread commits meanwhile.
    """
    wanted = None if uids is None else list(uids)
    with ledger.reading():
        batches = {batch.batch_id: batch for batch in ledger.batches()}
        cases: Dict[str, CaseState] = {case.parcel_uid: case for case in ledger.cases(wanted)}
        screened = ledger.screened_uids()
        parcels = [*ledger.parcels(wanted, geometry=geometry)]
    for parcel in parcels:
        batch, case, issued = batches[parcel.batch_id], cases[parcel.parcel_uid], parcel.monitored_area_m2
        yield parcel, [
            parcel.parcel_uid, parcel.source_no, parcel.batch_id, batch.name, batch.source, parcel.parent_uid or "",
            parcel.township, parcel.village, None if issued is None else float(issued), float(parcel.area_m2),
            float(to_mu(parcel.area_m2)), case.status, case.finding, case.disposition, case.category, case.note,
            batch.remediate_by or "", int(parcel.parcel_uid in screened), case.version,
        ]


def shape_of(parcel: Parcel) -> QgsGeometry:
    """Return a parcel's polygons as QGIS holds them."""
    geometry = QgsGeometry()
    geometry.fromWkb(parcel.geom)
    return geometry


class Mirror:
    """The layer that shows a ledger's parcels, and the way from a parcel's uid to its feature.

    :param layer: made by ``build``, or the empty one that a saved project gives back (``fits``); then ``refill`` it.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.layer = layer
        self.ids: Dict[str, int] = {}
        self._index()

    @classmethod
    def build(cls, ledger: Ledger, feedback: Optional[Feedback] = None) -> Mirror:
        """Return a new layer with every parcel of the ledger, in the ledger's CRS."""
        layer = QgsVectorLayer(f"MultiPolygon?crs=EPSG:{ledger.epsg}", ledger.meta["name"], "memory")
        layer.dataProvider().addAttributes([field(name, kind) for name, kind in FIELDS])
        layer.updateFields()
        mirror = cls(layer)
        mirror._append(ledger, None, feedback or NoFeedback())
        layer.dataProvider().createSpatialIndex()
        layer.setReadOnly(True)
        return mirror

    @staticmethod
    def fits(layer: QgsVectorLayer) -> bool:
        """Whether a layer has the fields of a mirror, so that it can be filled again."""
        return tuple(layer.fields().names()) == NAMES

    def refill(self, ledger: Ledger) -> None:
        """Empty the layer and fill it with every parcel of a ledger, in that ledger's CRS."""
        self.layer.dataProvider().truncate()
        self.layer.setCrs(QgsCoordinateReferenceSystem(f"EPSG:{ledger.epsg}"))
        self.ids = {}
        self._append(ledger, None, NoFeedback())
        self.layer.triggerRepaint()

    def update(self, ledger: Ledger, uids: Optional[Iterable[str]] = None, *, screened: bool = False) -> None:
        """Bring the layer up to the ledger: the parcels named, or all of them and those that came in since.

        Features keep their ids.

        :param screened: also which parcels are screened; always so when ``uids`` is None.
        """
        wanted = list(ledger.parcel_uids() if uids is None else uids)
        new = [uid for uid in wanted if uid not in self.ids]
        changes = self._cases(ledger, [uid for uid in wanted if uid in self.ids])
        if screened or uids is None:
            done = ledger.screened_uids()
            for uid, fid in self.ids.items():
                changes.setdefault(fid, {})[SCREENED] = int(uid in done)
        self.layer.dataProvider().changeAttributeValues(changes)
        if new:
            self._append(ledger, new, NoFeedback())
        self.layer.triggerRepaint()

    def _cases(self, ledger: Ledger, uids: List[str]) -> Dict[int, Dict[int, Any]]:
        columns = {name: NAMES.index(name) for name in CASE_FIELDS}
        return {self.ids[case.parcel_uid]: {at: getattr(case, name) for name, at in columns.items()}
                for case in ledger.cases(uids)}

    def _append(self, ledger: Ledger, uids: Optional[Iterable[str]], feedback: Feedback) -> None:
        waiting: List[QgsFeature] = []
        for parcel, values in rows(ledger, uids):
            feature = QgsFeature(self.layer.fields())
            feature.setGeometry(shape_of(parcel))
            feature.setAttributes(values)
            waiting.append(feature)
            if len(waiting) == CHUNK:
                feedback.check()
                self._add(waiting)
                waiting = []
        self._add(waiting)
        self.layer.updateExtents()

    def _add(self, features: List[QgsFeature]) -> None:
        _, added = self.layer.dataProvider().addFeatures(features)
        self.ids.update((feature["parcel_uid"], feature.id()) for feature in added)

    def _index(self) -> None:
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(["parcel_uid"], self.layer.fields())
        self.ids = {str(feature["parcel_uid"]): feature.id() for feature in self.layer.getFeatures(request)}
