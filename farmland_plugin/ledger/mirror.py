"""The map's copy of the ledger: a memory layer, since QGIS must never open the live file (records D1)."""

from __future__ import annotations

from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Set, Tuple

from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsFeatureRequest, QgsGeometry, QgsVectorLayer

from ..compat import field
from ..domain.area import round_half_up, to_mu
from ..domain.gradual import Gradual, at_once, in_parts
from ..domain.parcel import Batch
from ..domain.progress import Feedback, NoFeedback
from .gpkg import from_blob
from .ledger import Ledger
from .reissues import Replaced, replaced
from .store import Row

FIELDS = (
    ("parcel_uid", "text"), ("source_no", "text"), ("batch_id", "text"), ("batch", "text"), ("source", "text"),
    ("parent_uid", "text"), ("township", "text"), ("village", "text"), ("monitored_area_m2", "real"), ("area_m2", "real"),
    ("area_mu", "real"), ("status", "text"), ("hold", "text"), ("finding", "text"), ("disposition", "text"),
    ("category", "text"), ("note", "text"), ("remediate_by", "text"), ("screened", "int"), ("version", "int"),
    ("replaced", "text"),
)
NAMES = tuple(name for name, _ in FIELDS)
PLACE_FIELDS = ("township", "village")  # what is corrected after the import
CASE_FIELDS = ("status", "hold", "finding", "disposition", "category", "note", "version")
SCREENED, REPLACED = NAMES.index("screened"), NAMES.index("replaced")
CHUNK = 2000


def rows(ledger: Ledger, uids: Optional[Iterable[str]] = None,
         gone: Optional[Mapping[str, Replaced]] = None) -> Iterator[Tuple[Row, List[Any]]]:
    """Yield the parcels, all or those named, each as stored and with its values in the order of ``FIELDS``.

    Parcels, cases and batches are of one moment, whatever another thread commits meanwhile.

    :param gone: the parcels no longer in force, where they are known already.
    """
    wanted = None if uids is None else list(uids)
    with ledger.reading():
        batches = {batch.batch_id: batch for batch in ledger.batches()}
        screened = ledger.screened_uids(wanted)
        known = replaced(ledger) if gone is None else gone
        found = list(ledger.shown(wanted))
    for row in found:
        yield row, _values(row, batches, screened, known)


def _values(row: Row, batches: Mapping[str, Batch], screened: Set[str], gone: Mapping[str, Replaced]) -> List[Any]:
    batch, issued, area = batches[row["batch_id"]], row["monitored_area_m2"], row["area_m2"]
    return [
        row["parcel_uid"], row["source_no"], row["batch_id"], batch.name, batch.source, row["parent_uid"] or "",
        row["township"], row["village"], issued, area, float(to_mu(round_half_up(area))), row["status"], row["hold"],
        row["finding"], row["disposition"], row["category"], row["note"], batch.remediate_by or "",
        int(row["parcel_uid"] in screened), row["version"],
        gone[row["parcel_uid"]].why if row["parcel_uid"] in gone else "",
    ]


def shape_of(row: Row) -> QgsGeometry:
    """Return a stored parcel's polygons as QGIS holds them."""
    geometry = QgsGeometry()
    geometry.fromWkb(from_blob(row["geom"]))
    return geometry


class Mirror:
    """The layer that shows a ledger's parcels, and the way from a parcel's uid to its feature.

    :param layer: made by ``build``, or the empty one that a saved project gives back (``fits``); then ``refill`` it.
    """

    def __init__(self, layer: QgsVectorLayer) -> None:
        self.layer = layer
        self.ids: Dict[str, int] = {}
        self._screened: Set[str] = set()  # as the layer says, so that only what is another now is written
        self._replaced: Dict[str, str] = {}
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

    @staticmethod
    def adapt(layer: QgsVectorLayer) -> bool:
        """Give a mirror that an earlier version saved in a project the present fields; False for any other layer."""
        if Mirror.fits(layer):
            return True
        if "parcel_uid" not in layer.fields().names():
            return False
        layer.setReadOnly(False)
        provider = layer.dataProvider()
        provider.truncate()
        provider.deleteAttributes(list(range(layer.fields().count())))
        provider.addAttributes([field(name, kind) for name, kind in FIELDS])
        layer.updateFields()
        return Mirror.fits(layer)

    def refill(self, ledger: Ledger) -> None:
        """Empty the layer and fill it with every parcel of a ledger, in that ledger's CRS."""
        self.layer.dataProvider().truncate()
        self.layer.setCrs(QgsCoordinateReferenceSystem(f"EPSG:{ledger.epsg}"))
        self._index()
        self._append(ledger, None, NoFeedback())
        self.layer.triggerRepaint()

    def update(self, ledger: Ledger, uids: Optional[Iterable[str]] = None, *, screened: bool = False) -> None:
        """Bring the layer up to the ledger in one go, see ``updating``."""
        at_once(self.updating(ledger, uids, screened=screened))

    def updating(self, ledger: Ledger, uids: Optional[Iterable[str]] = None, *, screened: bool = False) -> Gradual[None]:
        """Bring the layer up to the ledger: the parcels named, or all of them and those that came in since.

        Features keep their ids. Each step leaves the layer whole; one that is never followed by the next is made good by the
        next update with the same parcels.

        :param screened: also which parcels are screened; always so when ``uids`` is None.
        """
        wanted = (yield from ledger.naming_parcels()) if uids is None else list(uids)
        known = [uid for uid in wanted if uid in self.ids]
        for some in in_parts(known):
            self._change(self._cases(ledger, some))
            yield
        if screened or uids is None:
            yield from self._mark_screened(ledger)
        if uids is None or len(known) < len(wanted):  # a batch may have been issued again
            gone = replaced(ledger)
            yield
            yield from self._mark_replaced(gone)
            for some in in_parts(uid for uid in wanted if uid not in self.ids):
                self._append(ledger, some, NoFeedback(), gone)
                yield
        self.layer.triggerRepaint()

    def _mark_screened(self, ledger: Ledger) -> Gradual[None]:
        for some in in_parts(list(self.ids)):
            done = ledger.screened_uids(some)
            other = done ^ self._screened.intersection(some)
            self._change({self.ids[uid]: {SCREENED: int(uid in done)} for uid in other})
            self._screened ^= other
            yield

    def _mark_replaced(self, gone: Mapping[str, Replaced]) -> Gradual[None]:
        why = {uid: one.why for uid, one in gone.items()}
        other = [uid for uid in self.ids if why.get(uid, "") != self._replaced.get(uid, "")]
        for some in in_parts(other):
            self._change({self.ids[uid]: {REPLACED: why.get(uid, "")} for uid in some})
            self._replaced.update((uid, why.get(uid, "")) for uid in some)
            yield

    def _change(self, changes: Dict[int, Dict[int, Any]]) -> None:
        if changes:
            self.layer.dataProvider().changeAttributeValues(changes)

    def _cases(self, ledger: Ledger, uids: List[str]) -> Dict[int, Dict[int, Any]]:
        """Return what may have changed of parcels shown already: their cases, and where they lie."""
        columns = {name: NAMES.index(name) for name in CASE_FIELDS}
        places = {name: NAMES.index(name) for name in PLACE_FIELDS}
        changes = {self.ids[case.parcel_uid]: {at: getattr(case, name) for name, at in columns.items()}
                   for case in ledger.cases(uids)}
        for place in ledger.places(uids):
            if place.township:
                changes[self.ids[place.parcel_uid]].update({at: getattr(place, name) for name, at in places.items()})
        return changes

    def _append(self, ledger: Ledger, uids: Optional[Iterable[str]], feedback: Feedback,
                gone: Optional[Mapping[str, Replaced]] = None) -> None:
        waiting: List[QgsFeature] = []
        fields = self.layer.fields()
        for row, values in rows(ledger, uids, gone):
            feature = QgsFeature(fields)
            feature.setGeometry(shape_of(row))
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
        self._note(added)

    def _index(self) -> None:
        self.ids, self._screened, self._replaced = {}, set(), {}
        request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
        request.setSubsetOfAttributes(["parcel_uid", "screened", "replaced"], self.layer.fields())
        self._note(self.layer.getFeatures(request))

    def _note(self, features: Iterable[QgsFeature]) -> None:
        for feature in features:
            uid = str(feature["parcel_uid"])
            self.ids[uid] = feature.id()
            if feature["screened"]:
                self._screened.add(uid)
            if feature["replaced"]:
                self._replaced[uid] = str(feature["replaced"])
