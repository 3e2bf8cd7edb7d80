"""What a field copy knows of images, brought home: tiles of mosaics, control buildings, comparisons and checks of pairs.

Marks of control buildings are people's work: new ones come in, one taken back there is taken back here. Comparisons are facts
that could be measured again, but the images may lie on the other computer only: they come in as they are, with their heat maps,
beside ours; none replaces another, and the newest by its own time is the one shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import Any, Dict, List, Mapping, Set

from ...domain.imagery import Comparison, ControlBuilding, PairCheck, SceneTile
from ...domain.parcel import Scene
from ..door import Door
from ..imagery import check_from_row, comparison_from_row, enter_comparisons, enter_control, remove_control
from ..ledger import Ledger
from .copies import FieldCopy

CHANGES = "changes"


@dataclass
class ImagesPlan:
    """What comes in.

    :param taken_back: ids of control buildings of ours that they took back. :param tiles: by the scene that comes in.
    """

    controls: List[ControlBuilding] = field(default_factory=list)
    taken_back: List[str] = field(default_factory=list)
    comparisons: List[Comparison] = field(default_factory=list)
    checks: List[PairCheck] = field(default_factory=list)
    tiles: Dict[str, List[SceneTile]] = field(default_factory=dict)


def found_images(home: Ledger, copy: FieldCopy, scenes: List[Scene], new_parcels: Set[str]) -> ImagesPlan:
    """Return what a copy knows that we do not.

    :param scenes: those that come in, with :param new_parcels: the parcels that do.
    """
    known = {one.scene_id for one in (*home.scenes(retired=True), *scenes)}
    ours = {one.control_id: one for one in home.control_buildings(removed=True)}
    theirs = [one for one in copy.control_buildings(removed=True) if {one.before_id, one.after_id} <= known]
    plan = ImagesPlan([one for one in theirs if one.control_id not in ours], [
        one.control_id for one in theirs if one.removed_seq is not None and one.control_id in ours
        and ours[one.control_id].removed_seq is None])
    parcels = set(home.parcel_uids()) | new_parcels
    have = {row["id"] for sql in ("SELECT comparison_id AS id FROM comparison", "SELECT check_id AS id FROM pair_check")
            for row in home.store.rows(sql)}
    plan.comparisons = [one for one in map(comparison_from_row, copy.store.rows("SELECT * FROM comparison ORDER BY seq"))
                        if one.comparison_id not in have and one.parcel_uid in parcels
                        and {one.before_id, one.after_id} <= known]
    plan.checks = [one for one in map(check_from_row, copy.store.rows("SELECT * FROM pair_check ORDER BY seq"))
                   if one.check_id not in have and {one.before_id, one.after_id} <= known]
    plan.tiles = {scene.scene_id: copy.scene_tiles(scene.scene_id) for scene in scenes}
    return plan


def bring_images(door: Door, plan: ImagesPlan, more: Mapping[str, Any]) -> None:
    """Write what comes in, each kind with its own event; scenes are here already.

    :param more: what the events tell besides: the merge.
    """
    for mark in plan.controls:
        enter_control(door, mark, more)
    for control_id in plan.taken_back:
        remove_control(door, control_id, more)
    if plan.comparisons or plan.checks:
        enter_comparisons(door, [replace(one, heat_map=one.heat_map if sound(one.heat_map) else "") for one in plan.comparisons],
                          plan.checks, more)


def sound(name: str) -> bool:
    """Whether a name is that of a heat map, and of nothing elsewhere."""
    return PurePosixPath(name).name == name and name.endswith(".tif")
