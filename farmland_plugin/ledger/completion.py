"""What acceptance is judged by, as the ledger holds it: the four in place, what is left on the ground, what shows it."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, Dict, Iterable, List, Mapping, Tuple

from qgis.core import QgsGeometry, QgsWkbTypes

from ..compat import geometry_of
from ..domain.acceptance import ON_THE_GROUND, Completion, Residual, Shown, StageDone, newest_scene
from ..domain.area import areas_of_wkb, round_half_up
from ..domain.errors import BadInput
from ..domain.parcel import CaseState
from ..domain.wkb import envelope
from ..i18n import tr
from .lonlat import lonlat_for

if TYPE_CHECKING:
    from .ledger import Ledger

PHOTO_ROLES = ("photo_after",)
_STAGES = "SELECT * FROM completion WHERE parcel_uid = ? ORDER BY seq, completion_id"
_RESIDUALS = "SELECT * FROM residual WHERE parcel_uid = ? ORDER BY seq, residual_id"
_STANDING = ("SELECT r.* FROM residual AS r JOIN case_state AS c ON c.parcel_uid = r.parcel_uid AND c.round = r.round"
             " WHERE r.removed_seq IS NULL ORDER BY r.parcel_uid, r.seq")
_IDS = ("SELECT completion_id AS id FROM completion WHERE parcel_uid = ? AND round = ? AND removed_seq IS NULL",
        "SELECT residual_id AS id FROM residual WHERE parcel_uid = ? AND round = ? AND removed_seq IS NULL")
_TAKEN = ("SELECT a.sha256, a.role, a.round, a.removed_seq, f.captured_at FROM parcel_attachment AS a JOIN attachment AS f"
          " ON f.sha256 = a.sha256 WHERE a.parcel_uid = ?")


def stage_of(row: Mapping[str, Any]) -> StageDone:
    """Return a row of ``completion``."""
    columns = dict(row)
    return StageDone(**{**columns, "photos": tuple(filter(None, str(columns["photos"]).split(",")))})


def residual_of(row: Mapping[str, Any]) -> Residual:
    """Return a row of ``residual``."""
    columns = dict(row)
    return Residual(geom=bytes.fromhex(str(columns.pop("wkb"))), area_m2=Decimal(columns.pop("area_m2")), **columns)


def stages(ledger: Ledger, uid: str) -> List[StageDone]:
    """Return what was ever said to be in place of a parcel, all rounds, what was taken back too."""
    return [stage_of(row) for row in ledger.store.rows(_STAGES, (uid,))]


def residuals(ledger: Ledger, uid: str) -> List[Residual]:
    """Return what was ever left on a parcel, all rounds, what is gone too."""
    return [residual_of(row) for row in ledger.store.rows(_RESIDUALS, (uid,))]


def left_standing(ledger: Ledger) -> Dict[str, List[Residual]]:
    """Return what is left on the ground now, by parcel, in the round each case stands in."""
    found: Dict[str, List[Residual]] = {}
    for row in ledger.store.rows(_STANDING):
        found.setdefault(row["parcel_uid"], []).append(residual_of(row))
    return found


def completion_of(ledger: Ledger, case: CaseState) -> Completion:
    """Return what acceptance of a case is judged by in its present round, as the ledger stands."""
    uid = case.parcel_uid
    of_round = [one for one in stages(ledger, uid) if one.round == case.round and one.removed_seq is None]
    left = [one for one in residuals(ledger, uid) if one.round == case.round and one.removed_seq is None]
    files = {str(row["sha256"]) for row in ledger.store.rows(_TAKEN, (uid,))
             if row["role"] in PHOTO_ROLES and row["round"] == case.round and row["removed_seq"] is None}
    return assembled(ledger, uid, of_round, left, files)


def ids_of(ledger: Ledger, case: CaseState) -> Tuple[str, ...]:
    """Return the ids of what stands of a case in its present round: what those who accept vouch for."""
    key = (case.parcel_uid, case.round)
    return tuple(str(row["id"]) for statement in _IDS for row in ledger.store.rows(statement, key))


def assembled(ledger: Ledger, uid: str, done: Iterable[StageDone], left: Iterable[Residual],
              photos: Iterable[str]) -> Completion:
    """Return what acceptance is judged by, from rows that stand.

    :param photos: SHA-256 of the files that are to show the ground afterwards, besides those the stages name.
    """
    parcel = ledger.parcel(uid)
    told, box = tuple(done), envelope(parcel.geom)
    wanted = {*photos, *(sha for one in told if one.stage in ON_THE_GROUND for sha in one.photos)}
    taken = {str(row["sha256"]): str(row["captured_at"] or "")[:10] for row in ledger.store.each(
        "SELECT sha256, captured_at FROM attachment WHERE sha256 = ?", sorted(wanted))}
    monitored = parcel.area_m2 if parcel.monitored_area_m2 is None else parcel.monitored_area_m2
    return Completion(monitored, parcel.area_m2, told, tuple(left),
                      Shown({sha: taken.get(sha, "") for sha in sorted(wanted)},
                            newest_scene(ledger.scenes_over(box), box)))


def clipped(ledger: Ledger, uid: str, wkb: bytes) -> Tuple[bytes, Decimal]:
    """Return the part of a drawing inside the parcel as issued, MultiPolygon WKB in the ledger CRS, and its official area.

    :raises BadInput: for a drawing that is no polygon, crosses itself, lies outside the parcel, or only touches it (0.00 m²).
    """
    drawn, issued = geometry_of(wkb), geometry_of(ledger.parcel(uid).geom)
    if drawn.isEmpty() or not drawn.isGeosValid() or drawn.type() != QgsWkbTypes.GeometryType.PolygonGeometry:
        raise BadInput(tr("The outline crosses itself or encloses no ground: draw it again."))
    inside = drawn if issued.contains(drawn) else drawn.intersection(issued)
    parts = [part for part in inside.asGeometryCollection() if part.type() == QgsWkbTypes.GeometryType.PolygonGeometry]
    whole = QgsGeometry.unaryUnion(parts) if parts else QgsGeometry()
    whole.convertToMultiType()
    if whole.isEmpty() or not whole.area() > 0:
        raise BadInput(tr("The outline lies outside the parcel as issued: draw inside it."))
    shape = bytes(whole.asWkb())
    areas = areas_of_wkb([shape], ledger.area_rule, lonlat_for(ledger.area_rule, ledger.crs_wkt))
    area = round_half_up(float(areas[0]))
    if not area > 0:
        raise BadInput(tr("Of the outline less than 0.01 m² lies inside the parcel as issued: draw inside it."))
    return shape, area
