"""Suspect parcels (疑似图斑): where they lie, what stands on them and the story behind each."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely

from . import shapes
from .landuse import CROPS, LandUse
from .settings import Settings

STORIES = [
    ("nonfarm", 0.42), ("legal", 0.14), ("part_legal", 0.06), ("temporary", 0.07), ("facility", 0.11),
    ("road", 0.07), ("other", 0.08), ("false_change", 0.05),
]  # fmt: skip
STATES = ["removed_crop", "removed_soil", "standing", "partial", "green_net", "rubble"]
_FORMS = [("rect", 0.58), ("ell", 0.18), ("blob", 0.14), ("ring", 0.06), ("twin", 0.04)]


@dataclass
class Yard:
    """One piece of ground that somebody may have built on."""

    geom: shapely.Geometry
    story: str
    form: str
    angle: float
    village: int
    code: str  # DLBM under it
    in_scene: bool
    local: shapely.Geometry  # drawn around (0, 0), before turning
    spot: tuple[float, float]
    buildings: list[shapely.Polygon] = field(default_factory=list)  # the main building first
    state: str = ""  # in the after image; "" outside the scene
    standing: list[int] = field(default_factory=list)  # buildings still there in the after image


def scene_window(settings: Settings, land: LandUse) -> tuple[float, float, float, float]:
    """Return the window (minx, miny, maxx, maxy) of the orthophotos: beside a village, inside the county."""
    plan = settings["imagery"] or {"size_m": [1360.0, 1060.0]}
    width, height = plan["size_m"]
    tree = shapely.STRtree(land.geoms)
    best, score = None, -9.0
    for village in land.villages[int(settings["townships"]) : 40]:
        for dx, dy in ((0.3, 0.35), (0.7, 0.35), (0.3, 0.65), (0.7, 0.65)):
            west = round(village.centre[0] - dx * width)
            south = round(village.centre[1] - dy * height)
            window = (float(west), float(south), west + width, south + height)
            box = shapely.box(*window)
            if not land.outline.contains(box.buffer(60)):
                continue
            hits = tree.query(box, predicate="intersects")
            part = shapely.area(shapely.clip_by_rect(land.geoms[hits], *window)) / box.area
            share = {code: float(part[land.codes[hits] == code].sum()) for code in set(land.codes[hits])}
            crops = sum(share.get(code, 0.0) for code in CROPS)
            houses = share.get("0702", 0.0)
            works = share.get("0601", 0.0) + share.get("0701", 0.0) + share.get("1101", 0.0) + share.get("0602", 0.0)
            value = 9 * min(houses, 0.1) + 1.5 * min(crops, 0.7) - 4 * works + 0.06 * len(share)
            if value > score:
                best, score = window, value
    if best is None:
        raise ValueError(f"{settings.size}: no village has room for the orthophotos; make extent_m larger")
    return best


def make_yards(settings: Settings, land: LandUse, count: int) -> list[Yard]:
    """Return ``count`` yards that do not overlap; the first ``in_scene`` of them lie in the orthophotos."""
    rng = settings.random("yards")
    window = shapely.box(*scene_window(settings, land))
    inner = window.buffer(-45, join_style="mitre")
    tree = shapely.STRtree(land.geoms)
    wanted = min(int(settings["parcels"]["in_scene"]), count)
    near = _candidates(rng, land, tree.query(inner, predicate="contains"), wanted * 30, (560.0, 4200.0), 0.62)
    lines = land.geoms[np.isin(land.codes, ("1003", "1006", "1101", "1107"))]
    open_ground = shapely.union_all(lines[shapely.intersects(lines, window)]).buffer(1.0)
    near = [one for one in near if inner.contains(one.geom) and (one.form == "strip" or one.geom.disjoint(open_ground))]
    dice = settings.random("scene stories")
    for one in near:
        if one.story not in ("road", "other") and dice.random() < 0.55:
            one.story = "nonfarm"
    near = _apart(near, 24.0)[:wanted]
    crossing = tree.query(window, predicate="intersects")
    everywhere = np.setdiff1d(np.arange(len(land.geoms)), crossing)
    far = _candidates(rng, land, everywhere, int((count - len(near)) * 1.5) + 40, (330.0, 30000.0), 1.0)
    far = [one for one in far if not one.geom.intersects(window)]
    far = _apart(far, 6.0)[: count - len(near)]
    for one in near:
        one.in_scene = True
        if one.form != "strip":
            drawn = shapes.buildings(dice, one.local, int(dice.integers(1, 5)))
            one.buildings = [shapes.place(part, one.spot, one.angle) for part in drawn]
    _fates(settings.random("fates"), near)
    return near + far


def _candidates(
    rng: np.random.Generator, land: LandUse, pool: np.ndarray, count: int, sizes: tuple[float, float], spread: float
) -> list[Yard]:
    """Draw yards beside the edges of fields (and some among houses)."""
    crops = pool[np.isin(land.codes[pool], CROPS) & (land.areas[pool] > 7000)]
    homes = pool[land.urban[pool] == "203"]
    stories = rng.choice([s for s, _ in STORIES], count, p=[p for _, p in STORIES])
    forms = rng.choice([s for s, _ in _FORMS], count, p=[p for _, p in _FORMS])
    hosts = crops[rng.integers(0, len(crops), count)]
    if len(homes):
        hosts = np.where(stories == "other", homes[rng.integers(0, len(homes), count)], hosts)
    areas = np.clip(np.exp(rng.normal(np.log(1500.0), 0.85 * spread, count)), *sizes)
    middle = shapely.get_coordinates(shapely.point_on_surface(land.geoms[hosts]))
    yards = []
    for index in range(count):
        form = "strip" if stories[index] == "road" else str(forms[index])
        area = min(float(areas[index]), 900.0) if form == "strip" else float(areas[index])
        yards.append(_one(rng, land, int(hosts[index]), middle[index], area, form, str(stories[index])))
    return yards


def _one(
    rng: np.random.Generator, land: LandUse, host: int, middle: np.ndarray,
    area: float, form: str, story: str,
) -> Yard:  # fmt: skip
    """Put one yard near an edge of its host polygon, parallel to it."""
    ring = shapes.corners(land.geoms[host])
    side = ring[1] - ring[0] if rng.random() < 0.5 else ring[2] - ring[1]
    angle = float(np.degrees(np.arctan2(side[1], side[0])))
    if form == "blob":
        angle = float(rng.uniform(0, 180))
    edge = np.asarray(land.geoms[host].exterior.interpolate(rng.random(), normalized=True).coords[0])
    inward = middle - edge
    reach = float(np.hypot(*inward)) or 1.0
    depth = 0.5 * np.sqrt(area) * rng.uniform(0.85, 1.5)
    if rng.random() < 0.12:
        depth = 0.1 * np.sqrt(area)  # across the border
    centre = edge + inward / reach * min(depth, reach)
    local = shapes.yard(rng, area, form)
    spot = (float(centre[0]), float(centre[1]))
    return Yard(
        shapes.place(local, spot, angle), story, form, angle, int(land.village[host]), str(land.codes[host]), False,
        local, spot,
    )  # fmt: skip


def _apart(yards: list[Yard], gap: float) -> list[Yard]:
    """Keep the yards that stay ``gap`` metres away from all kept before them."""
    if not yards:
        return []
    zones = shapely.buffer(np.asarray([one.geom for one in yards]), gap, quad_segs=2)
    left, right = shapely.STRtree(zones).query(zones, predicate="intersects")
    others: dict[int, list[int]] = {}
    for a, b in zip(left.tolist(), right.tolist()):
        if b < a:
            others.setdefault(a, []).append(b)
    kept: set[int] = set()
    for index in range(len(yards)):
        if not any(other in kept for other in others.get(index, ())):
            kept.add(index)
    return [yards[index] for index in sorted(kept)]


def _fates(rng: np.random.Generator, yards: list[Yard]) -> None:
    """Decide what the after image shows on each yard of the scene."""
    turn = 0
    for one in yards:
        count = len(one.buildings)
        if one.story in ("legal", "part_legal", "facility", "other") or one.form == "strip" or count == 0:
            one.state = "no_structure" if count == 0 else "standing"
            one.standing = list(range(count))
            continue
        if one.story == "false_change":
            one.state, one.buildings = "no_structure", []
            continue
        one.state = ["removed_crop", "partial", "removed_soil", "standing", "rubble", "green_net"][turn % 6]
        turn += 1
        if one.state == "partial" and count < 2:
            one.state = "removed_soil"
        if one.state == "partial":
            one.standing = [0]
        elif one.state == "standing":
            one.standing = list(range(count))
