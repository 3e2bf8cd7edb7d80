"""Images in the ledger: tiles of mosaics, control buildings, checks of pairs, comparisons, each with the event that tells of it.

Comparisons and checks are facts that can be made again from the images; a later run adds rows, none is ever changed. Control
buildings are what people marked.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from typing import Any, ContextManager, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from ..compat import geometry_of
from ..domain.changes import sound_text
from ..domain.errors import BadInput, LedgerError
from ..domain.imagery import (
    UNSURE,
    Bounds,
    Comparison,
    ControlBuilding,
    PairCheck,
    SceneTile,
    check_values,
    comparison_values,
    tile_values,
)
from ..domain.parcel import Scene
from ..domain.seals import Rows
from ..domain.wkb import envelope
from ..i18n import tr
from .door import Door, utc_now
from .reads import Reads
from .rows import text_json
from .store import Row

INSERT_TILE = "INSERT INTO scene_tile VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_RETIRED = "INSERT INTO scene_retired VALUES (?, ?, ?, ?, ?)"
INSERT_CONTROL = "INSERT INTO control_building VALUES (?, ?, ?, ?, ?, ?, ?, ?, NULL)"
INSERT_CHECK = "INSERT INTO pair_check VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
INSERT_COMPARISON = "INSERT INTO comparison VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
WITHDRAWN = "withdrawn_image"  # the reason a comparison is given once one of its images was retired
_LATEST = "SELECT * FROM comparison WHERE parcel_uid = ? ORDER BY made_at, seq, comparison_id"
_TILE_DAYS = ("SELECT scene_id, MIN(captured) AS day FROM scene_tile"
              " WHERE min_x < ? AND max_x > ? AND min_y < ? AND max_y > ? GROUP BY scene_id")
_CLAIMED = ("SELECT s.parcel_uid, s.done_on FROM completion AS s JOIN case_state AS c ON c.parcel_uid = s.parcel_uid"
            " AND c.round = s.round WHERE s.removed_seq IS NULL AND s.stage = 'demolished' AND s.parcel_uid = ?"
            " ORDER BY s.done_on")


# -- between rows and records -------------------------------------------------------------------------------------


def tile_to_row(one: SceneTile) -> Tuple[Any, ...]:
    """Return the values of one ``scene_tile`` row, in column order."""
    return one.scene_id, one.ord, one.captured, one.source, *map(float, one.bounds), one.geom.hex()


def tile_from_row(row: Row) -> SceneTile:
    """Return a tile of a mosaic."""
    return SceneTile(row["scene_id"], row["ord"], row["captured"], row["source"],
                     (row["min_x"], row["min_y"], row["max_x"], row["max_y"]), bytes.fromhex(row["wkb"]))


def control_from_row(row: Row) -> ControlBuilding:
    """Return a control building."""
    columns = dict(row)
    return ControlBuilding(geom=bytes.fromhex(columns.pop("wkb")), **columns)


def check_to_row(one: PairCheck, seq: int) -> Tuple[Any, ...]:
    """Return the values of one ``pair_check`` row, in column order; ``seq`` is its event's."""
    return (one.check_id, one.before_id, one.after_id, one.before_on, one.after_on, one.profile_version, one.input_key,
            one.windows, one.shift_x_m, one.shift_y_m, one.mad_m, one.controls, one.controls_failed, one.control_result,
            text_json(one.detail), one.made_at, seq)


def check_from_row(row: Row) -> PairCheck:
    """Return a pair's check."""
    return PairCheck(**{**dict(row), "detail": json.loads(row["detail"])})


def comparison_to_row(one: Comparison, seq: int) -> Tuple[Any, ...]:
    """Return the values of one ``comparison`` row, in column order; ``seq`` is its event's."""
    return (one.comparison_id, one.parcel_uid, one.round, one.before_id, one.after_id, one.before_on, one.after_on,
            one.profile_version, one.profile_sha256, one.input_key, one.suggestion, text_json(one.reasons),
            text_json(one.scores), one.shift_x_m, one.shift_y_m, float(one.residual_m2), float(one.residual_share),
            one.residual.hex(), one.heat_map, one.made_at, seq)


def comparison_from_row(row: Row) -> Comparison:
    """Return a comparison."""
    columns = dict(row)
    return Comparison(residual=bytes.fromhex(columns.pop("residual_wkb")), **{
        **columns, "reasons": json.loads(columns["reasons"]), "scores": json.loads(columns["scores"])})


def _resting(one: Comparison, gone: Mapping[str, Scene]) -> Comparison:
    """Return a comparison as unsure, with a reason for each of its images that was retired since; as it was made otherwise."""
    reasons = [{"code": WITHDRAWN, "figures": {"day": gone[scene].captured, "why": gone[scene].retired_why}}
               for scene in (one.before_id, one.after_id) if scene in gone]
    return replace(one, suggestion=UNSURE, reasons=[*reasons, *one.reasons]) if reasons else one


# -- writing, with the event --------------------------------------------------------------------------------------


def insert_tiles(door: Door, tiles: Iterable[SceneTile]) -> Dict[str, Any]:
    """Write the tiles of a scene; return what its event says of them, nothing for none."""
    seen, listed = Rows(), list(tiles)
    for one in listed:
        seen.add(tile_values(one))
    door.many(INSERT_TILE, map(tile_to_row, listed))
    return {"tiles": seen.count, "tiles_sha256": seen.digest} if listed else {}


def enter_scene_retirement(door: Door, scene: Scene, why: str) -> int:
    """Retire a scene: its row, its tiles and what was compared with it stay, it counts no longer.

    :raises LedgerError: when it is retired already. :raises BadInput: without a reason.
    """
    refuse_retired(scene)
    if not why:
        raise BadInput(tr("Say why the image is retired."))
    return write_scene_retirement(door, replace(scene, retired_at=utc_now(), retired_by=door.store.actor, retired_why=why), {})


def write_scene_retirement(door: Door, scene: Scene, more: Mapping[str, Any]) -> int:
    """Write the retirement a scene carries, and its event."""
    seq = door.append("retire_scene", None, {
        "scene_id": scene.scene_id, "role": scene.role, "captured": scene.captured, "retired_at": scene.retired_at,
        "retired_by": scene.retired_by, "why": scene.retired_why, **more})
    door.execute(INSERT_RETIRED, (scene.scene_id, scene.retired_at, scene.retired_by, scene.retired_why, seq))
    return seq


def refuse_retired(scene: Scene) -> None:
    """Refuse a scene that is retired.

    :raises LedgerError: saying by whom and when.
    """
    if scene.retired_at:
        raise LedgerError(tr("The image of {day} was retired by {who} at {when}."), day=scene.captured, who=scene.retired_by,
                          when=scene.retired_at)


def enter_control(door: Door, mark: ControlBuilding, more: Mapping[str, Any]) -> int:
    """Write a control building; one that was taken back elsewhere is taken back here, too."""
    seq = door.append("mark_control", None, {
        "control_id": mark.control_id, "before_id": mark.before_id, "after_id": mark.after_id, "wkb": mark.geom.hex(),
        "note": mark.note, "marked_at": mark.marked_at, "marked_by": mark.marked_by, **more})
    door.execute(INSERT_CONTROL, (mark.control_id, mark.before_id, mark.after_id, mark.geom.hex(), mark.note, mark.marked_at,
                                  mark.marked_by, seq))
    if mark.removed_seq is not None:
        remove_control(door, mark.control_id, more)
    return seq


def remove_control(door: Door, control_id: str, more: Mapping[str, Any]) -> int:
    """Take the mark of a control building back; the row stays."""
    seq = door.append("unmark_control", None, {"control_id": control_id, **more})
    door.execute("UPDATE control_building SET removed_seq = ? WHERE control_id = ?", (seq, control_id))
    return seq


def enter_comparisons(door: Door, comparisons: Sequence[Comparison], checks: Sequence[PairCheck], more: Mapping[str, Any]) -> int:
    """Add comparisons and checks of pairs; what stands is never changed."""
    seen, checked = Rows(), Rows()
    for one in comparisons:
        seen.add(comparison_values(one))
    for check in checks:
        checked.add(check_values(check))
    pairs = sorted({(one.before_id, one.after_id) for one in comparisons} | {(one.before_id, one.after_id) for one in checks})
    seq = door.append("compare_imagery", None, {
        "pairs": [list(pair) for pair in pairs], "comparisons": seen.count, "comparisons_sha256": seen.digest,
        "checks": checked.count, "checks_sha256": checked.digest,
        "suggested": dict(Counter(one.suggestion for one in comparisons)),
        "profiles": sorted({one.profile_sha256 for one in comparisons}), **more})
    door.many(INSERT_CHECK, (check_to_row(one, seq) for one in checks))
    door.many(INSERT_COMPARISON, (comparison_to_row(one, seq) for one in comparisons))
    return seq


def overlapping(geom: bytes, marks: Iterable[ControlBuilding]) -> bool:
    """Whether a building shares ground with one that is marked (WKB, one CRS)."""
    west, south, east, north = envelope(geom)
    boxes = ((one, envelope(one.geom)) for one in marks)
    near = [one for one, box in boxes if box[0] < east and box[2] > west and box[1] < north and box[3] > south]
    return any(geometry_of(geom).intersection(geometry_of(one.geom)).area() > 0 for one in near)


class Imagery(Reads):
    """What a ledger tells of images, and takes; each writing call is one transaction and one event."""

    def door(self, group: str = "") -> ContextManager[Door]:
        """Run a block as one write transaction; the ledger has it."""
        raise NotImplementedError

    @staticmethod
    def new_uid() -> str:
        """Return a fresh id; the ledger has it."""
        raise NotImplementedError

    def scene(self, scene_id: str) -> Scene:
        """Return a scene, retired or not.

        :raises LedgerError: when the ledger has none of this id.
        """
        for one in self.scenes(retired=True):
            if one.scene_id == scene_id:
                return one
        raise LedgerError(tr("The ledger has no image {scene}."), scene=scene_id)

    def retire_scene(self, scene_id: str, why: str) -> int:
        """Retire a scene registered by mistake: it is offered, compared and counted no longer; return the event's number.

        :raises LedgerError: when the ledger has no such scene, or it is retired already. :raises BadInput: without a reason.
        """
        with self.door() as door:
            return enter_scene_retirement(door, self.scene(scene_id), sound_text("why", why.strip()))

    def scene_tiles(self, scene_id: Optional[str] = None) -> List[SceneTile]:
        """Return the tiles of a scene, or of all, in their order; a scene of one date has none."""
        found = (self._rows("SELECT * FROM scene_tile ORDER BY scene_id, ord") if scene_id is None
                 else self._rows("SELECT * FROM scene_tile WHERE scene_id = ? ORDER BY ord", scene_id))
        return [tile_from_row(row) for row in found]

    def scenes_over(self, box: Bounds, scenes: Optional[Sequence[Scene]] = None) -> List[Scene]:
        """Return the scenes, each with the earliest day it shows anything in a box: a mosaic's tiles that meet it say so.

        :param box: minx, miny, maxx, maxy in the ledger CRS. :param scenes: those asked for, all that count by default.
        """
        days = {row["scene_id"]: row["day"] for row in self._rows(_TILE_DAYS, box[2], box[0], box[3], box[1])}
        return [replace(one, captured=days.get(one.scene_id, one.captured))
                for one in (self.scenes() if scenes is None else scenes)]

    def control_buildings(self, before_id: Optional[str] = None, after_id: Optional[str] = None, *,
                          removed: bool = False) -> List[ControlBuilding]:
        """Return the control buildings of a pair of scenes, or of all; with ``removed`` those taken back, too."""
        return [one for one in map(control_from_row, self._rows("SELECT * FROM control_building ORDER BY seq, control_id"))
                if (before_id is None or one.before_id == before_id) and (after_id is None or one.after_id == after_id)
                and (removed or one.removed_seq is None)]

    def comparison(self, parcel_uid: str) -> Optional[Comparison]:
        """Return the latest comparison of a parcel in the round its case stands in, None while there is none."""
        now = self.case(parcel_uid).round
        return next((one for one in reversed(self.comparisons(parcel_uid)) if one.round == now), None)

    def comparisons(self, parcel_uid: str) -> List[Comparison]:
        """Return every comparison of a parcel, the oldest first; one made with an image retired since is unsure and says why."""
        found = [comparison_from_row(row) for row in self._rows(_LATEST, parcel_uid)]
        gone = self.withdrawn() if found else {}
        return [_resting(one, gone) for one in found]

    def withdrawn(self) -> Dict[str, Scene]:
        """Return the retired scenes by their id."""
        return {one.scene_id: one for one in self.scenes(retired=True) if one.retired_at}

    def latest_comparisons(self, uids: Iterable[str]) -> Dict[str, Comparison]:
        """Return the latest comparison of each of some parcels, of whatever round."""
        found: Dict[str, Comparison] = {}
        gone = self.withdrawn()
        for row in self._each(_LATEST, uids):
            found[row["parcel_uid"]] = _resting(comparison_from_row(row), gone)
        return found

    def claimed_demolitions(self, uids: Iterable[str]) -> Dict[str, str]:
        """Return the day the structures of parcels are said to be gone, in the rounds their cases stand in; unknown left out."""
        return {row["parcel_uid"]: str(row["done_on"]) for row in self._each(_CLAIMED, uids)}

    def pair_check(self, input_key: str) -> Optional[PairCheck]:
        """Return the check made from these images, control buildings and profile, None when it was not made."""
        return next((check_from_row(row) for row in self._rows(
            "SELECT * FROM pair_check WHERE input_key = ? ORDER BY seq DESC", input_key)), None)

    def pair_checks(self, before_id: str, after_id: str) -> List[PairCheck]:
        """Return every check of a pair of scenes, the oldest first."""
        return [check_from_row(row) for row in self._rows(
            "SELECT * FROM pair_check WHERE before_id = ? AND after_id = ? ORDER BY seq, check_id", before_id, after_id)]

    def mark_control(self, before_id: str, after_id: str, geom: bytes, note: str = "") -> ControlBuilding:
        """Note a building that is known to stand in both images of a pair.

        :param geom: WKB MultiPolygon in the ledger CRS. :raises LedgerError: when the ledger has no such scene.
        :raises BadInput: for one that overlaps a building marked already: ten marks are to be ten buildings.
        """
        for scene_id in (before_id, after_id):
            refuse_retired(self.scene(scene_id))
        if overlapping(geom, self.control_buildings(before_id, after_id)):
            raise BadInput(tr("This building overlaps one that is marked already for these images: choose another house."))
        mark = ControlBuilding(self.new_uid(), before_id, after_id, geom, sound_text("note", note.strip()), utc_now(),
                               self.store.actor)
        with self.door() as door:
            return replace(mark, seq=enter_control(door, mark, {}))

    def unmark_control(self, control_id: str) -> int:
        """Take the mark of a control building back; return the event's sequence number.

        :raises LedgerError: when there is no such mark, or it was taken back already.
        """
        with self.door() as door:
            if control_id not in {one.control_id for one in self.control_buildings()}:
                raise LedgerError(tr("This control building is not marked, or no longer."))
            return remove_control(door, control_id, {})

    def record_comparisons(self, comparisons: Sequence[Comparison], checks: Sequence[PairCheck], info: Mapping[str, Any]) -> int:
        """Add comparisons of parcels and checks of pairs; return the event's sequence number.

        :param info: what goes into the journal beside their digests.
        """
        with self.door() as door:
            return enter_comparisons(door, comparisons, checks, info)
