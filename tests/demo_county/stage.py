"""What stands where in the orthophotos, the same on both dates: houses, greenhouses, trees."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely

from . import shapes
from .landuse import LandUse
from .parcels import Yard
from .structures import BLUE, GREY, RUST, TILE, WHITE


@dataclass
class House:
    """A building with the courtyard it stands in."""

    geom: shapely.Polygon
    roof: str
    height: float
    seed: int


@dataclass
class Stage:
    """Everything that stands in the window."""

    houses: list[House] = field(default_factory=list)
    courtyards: list[shapely.Polygon] = field(default_factory=list)
    tunnels: list[shapely.Polygon] = field(default_factory=list)
    trees: list[tuple[float, float, float, int]] = field(default_factory=list)
    tracks: list[shapely.Geometry] = field(default_factory=list)
    clutter: list[tuple[shapely.Polygon, str]] = field(default_factory=list)


def set_stage(rng: np.random.Generator, land: LandUse, yards: list[Yard], window: tuple[float, ...]) -> Stage:
    """Furnish every land-use polygon that touches the window."""
    stage = Stage()
    near = shapely.box(*window).buffer(40, join_style="mitre")
    blocked = shapely.union_all([one.geom.buffer(1.5) for one in yards if one.geom.intersects(near)])
    shapely.prepare(blocked)
    for index in shapely.STRtree(land.geoms).query(near, predicate="intersects"):
        geom = land.geoms[index]
        code = str(land.codes[index])
        if code in ("0702", "0701", "08H1"):
            _village(rng, stage, geom, blocked, near)
        elif code in ("0601", "08H2", "05H1"):
            _works(rng, stage, geom, blocked, near)
        elif code == "1202":
            _tunnels(rng, stage, geom, blocked)
        _plant(rng, stage, geom, code, blocked, near)
    _tracks(rng, stage, land, yards, near)
    return stage


def _tracks(rng: np.random.Generator, stage: Stage, land: LandUse, yards: list[Yard], near: Any) -> None:
    """Lay a cart track from every yard to the nearest road or village."""
    ways = land.geoms[np.isin(land.codes, ("1003", "1006", "0702"))]
    ways = shapely.union_all(ways[shapely.intersects(ways, near)])
    for one in yards:
        if one.form == "strip" or one.story == "false_change" or not one.geom.intersects(near):
            continue
        line = shapely.shortest_line(one.geom.buffer(-2.0), ways)
        if not line.is_empty and 2.5 < line.length < 130:
            (ax, ay), (bx, by) = line.coords
            bend = rng.normal(0, 0.06, 2) * line.length
            middle = ((ax + bx) / 2 + bend[0], (ay + by) / 2 + bend[1])
            stage.tracks.append(shapely.LineString([(ax, ay), middle, (bx, by)]).buffer(1.7).difference(one.geom))


def clutter(rng: np.random.Generator, outline: Any, taken: list[Any], count: int) -> list[tuple[shapely.Polygon, str]]:
    """Return vehicles, pallets and heaps standing about in a yard, clear of its buildings."""
    inside = outline.buffer(-2.0)
    found: list[tuple[shapely.Polygon, str]] = []
    west, south, east, north = outline.bounds
    for _ in range(count * 4):
        spot = (float(rng.uniform(west, east)), float(rng.uniform(south, north)))
        kind = str(rng.choice(["truck", "car", "pallet", "heap"], p=[0.25, 0.3, 0.25, 0.2]))
        size = {"truck": (7.0, 2.5), "car": (4.4, 1.9), "pallet": (3.5, 2.6), "heap": (4.0, 4.0)}[kind]
        shape = shapely.box(-size[0] / 2, -size[1] / 2, size[0] / 2, size[1] / 2)
        if kind == "heap":
            shape = shapes.blob(rng, (0.0, 0.0), float(rng.uniform(1.5, 3.2)), 14)
        item = shapes.place(shape, spot, float(rng.uniform(0, 180)))
        if len(found) < count and inside.contains(item) and all(item.distance(other) > 1.0 for other in taken):
            found.append((item, kind))
            taken = [*taken, item]
    return found


def _frame(geom: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray, float, float, float]:
    """Return origin, unit vectors, length, depth and angle of a polygon's box, long side first."""
    ring = shapes.corners(geom)
    a, b = ring[1] - ring[0], ring[3] - ring[0]
    if abs(a[1]) > abs(a[0]):  # houses face south: rows run east and west
        a, b = b, a
    length, depth = float(np.hypot(*a)), float(np.hypot(*b))
    return ring[0], a / length, b / depth, length, depth, float(np.degrees(np.arctan2(a[1], a[0])))


def _village(rng: np.random.Generator, stage: Stage, geom: Any, blocked: Any, near: Any) -> None:
    """Set rows of courtyards with a main house to the north and side rooms."""
    origin, along, up, length, depth, angle = _frame(geom)
    inside = geom.buffer(-2.0)
    if up[1] < 0:
        origin, up = origin + up * depth, -up
    t = 3.0
    while t < depth - 14:
        row = rng.uniform(15.5, 18.0)
        s = rng.uniform(1.0, 6.0)
        while s < length - 10:
            wide = rng.uniform(12.5, 16.5)
            middle = origin + along * (s + wide / 2) + up * (t + row / 2)
            court = shapes.place(shapely.box(-wide / 2, -row / 2, wide / 2, row / 2), tuple(middle), angle)
            if rng.random() < 0.93 and inside.contains(court) and near.intersects(court) and not blocked.intersects(court):
                _home(rng, stage, court, tuple(middle), angle, wide, row)
            s += wide + (rng.uniform(3.5, 6.0) if rng.random() < 0.2 else 0.3)
        t += row + rng.uniform(4.0, 5.5)


def _home(
    rng: np.random.Generator, stage: Stage, court: Any, middle: tuple[float, float], angle: float, wide: float, row: float
) -> None:
    stage.courtyards.append(court)
    main = str(rng.choice([TILE, TILE, GREY, GREY, WHITE, RUST, BLUE], p=[0.3, 0.2, 0.2, 0.1, 0.1, 0.05, 0.05]))
    top = row / 2 - 0.5
    house = shapely.box(-wide / 2 + 0.5, top - rng.uniform(6.0, 7.5), wide / 2 - 0.5, top)
    stage.houses.append(House(shapes.place(house, middle, angle), main, float(rng.uniform(3.6, 6.5)), int(rng.integers(1 << 30))))
    if rng.random() < 0.75:
        side = shapely.box(-wide / 2 + 0.4, -row / 2 + 1.0, -wide / 2 + 4.2, top - 8.2)
        kind = str(rng.choice([GREY, TILE, RUST, BLUE]))
        stage.houses.append(House(shapes.place(side, middle, angle), kind, 3.0, int(rng.integers(1 << 30))))
    if rng.random() < 0.4:
        gate = shapely.box(wide / 2 - 5.0, -row / 2 + 0.5, wide / 2 - 0.5, -row / 2 + 3.8)
        stage.houses.append(House(shapes.place(gate, middle, angle), GREY, 2.8, int(rng.integers(1 << 30))))
    if rng.random() < 0.35:
        spot = shapes.place(shapely.Point(rng.uniform(-3, 4), rng.uniform(-4, 0)), middle, angle)
        stage.trees.append((spot.x, spot.y, float(rng.uniform(1.5, 3.0)), int(rng.integers(6))))


def _works(rng: np.random.Generator, stage: Stage, geom: Any, blocked: Any, near: Any) -> None:
    """Set long halls with steel roofs."""
    origin, along, up, length, depth, angle = _frame(geom)
    inside = geom.buffer(-5.0)
    halls: list[Any] = []
    t = 8.0
    while t < depth - 24:
        deep = rng.uniform(16, 26)
        s = 6.0
        while s < length - 30:
            wide = rng.uniform(28, 62)
            middle = origin + along * (s + wide / 2) + up * (t + deep / 2)
            hall = shapes.place(shapely.box(-wide / 2, -deep / 2, wide / 2, deep / 2), tuple(middle), angle)
            if rng.random() < 0.8 and inside.contains(hall) and near.intersects(hall) and not blocked.intersects(hall):
                kind = str(rng.choice([BLUE, BLUE, GREY, WHITE]))
                stage.houses.append(House(hall, kind, float(rng.uniform(6, 9)), int(rng.integers(1 << 30))))
                halls.append(hall)
            s += wide + rng.uniform(8, 16)
        t += deep + rng.uniform(9, 16)
    stage.clutter += clutter(rng, geom.difference(blocked), halls, int(geom.area / 700))


def _tunnels(rng: np.random.Generator, stage: Stage, geom: Any, blocked: Any) -> None:
    """Set plastic tunnels side by side."""
    origin, along, up, length, depth, angle = _frame(geom)
    inside = geom.buffer(-3.0)
    t = 4.0
    while t < depth - 8:
        middle = origin + along * (length / 2) + up * (t + 4)
        strip = shapes.place(shapely.box(-length / 2 + 5, -3.8, length / 2 - 5, 3.8), tuple(middle), angle)
        strip = strip.intersection(inside)
        if strip.geom_type == "Polygon" and strip.area > 200 and rng.random() < 0.85 and not blocked.intersects(strip):
            stage.tunnels.append(strip)
        t += rng.uniform(10.5, 12.5)


def _plant(rng: np.random.Generator, stage: Stage, geom: Any, code: str, blocked: Any, near: Any) -> None:
    """Plant trees: orchards in a square, belts in two rows, woods at random, a few along lanes and in villages."""
    thin = 4 * np.pi * geom.area < 0.2 * geom.length**2
    if code in ("0201", "0201K") or (code == "0307"):
        spots, radius = _square(rng, geom, 4.6 if code != "0307" else 3.8), (1.3, 2.1)
    elif code == "0301" and thin:
        spots, radius = _line(rng, geom, 4.2, inward=0.3), (1.8, 3.2)
    elif code == "0301":
        spots, radius = _scatter(rng, geom, 15.0), (2.0, 4.2)
    elif code in ("1006", "1107"):
        spots, radius = _line(rng, geom, 16.0, inward=0.05), (1.4, 2.8)
        spots = spots[rng.random(len(spots)) < 0.35]
    elif code in ("0702", "0701", "08H1", "08H2"):
        spots, radius = _scatter(rng, geom, 420.0), (1.5, 3.4)
    elif code in ("0404", "1206", "1208", "09"):
        spots, radius = _scatter(rng, geom, 260.0 if code != "09" else 90.0), (1.2, 2.6)
    else:
        return
    if not len(spots):
        return
    free = ~shapely.contains_xy(blocked, spots) & shapely.contains_xy(near, spots)
    for x, y in spots[free].tolist():
        stage.trees.append((x, y, float(rng.uniform(*radius)), int(rng.integers(6))))


def _square(rng: np.random.Generator, geom: Any, step: float) -> np.ndarray:
    origin, along, up, length, depth, _ = _frame(geom)
    s, t = np.meshgrid(np.arange(1.5, length, step), np.arange(1.5, depth, step))
    spots = origin + s.ravel()[:, None] * along + t.ravel()[:, None] * up
    spots = spots + rng.normal(0, 0.25, spots.shape)
    spots = spots[rng.random(len(spots)) < 0.95]
    return spots[shapely.contains_xy(geom.buffer(-1.0), spots)]


def _line(rng: np.random.Generator, geom: Any, step: float, inward: float) -> np.ndarray:
    width = 2.0 * geom.area / geom.length
    inner = geom.buffer(-inward * width)
    spots = []
    for part in shapely.get_parts(inner):
        if part.geom_type == "Polygon" and not part.is_empty:
            ring = part.exterior
            spots += [ring.interpolate(d).coords[0] for d in np.arange(0, ring.length, step)]
    if not spots:
        return np.empty((0, 2))
    return np.asarray(spots) + rng.normal(0, 0.35, (len(spots), 2))


def _scatter(rng: np.random.Generator, geom: Any, each: float) -> np.ndarray:
    west, south, east, north = geom.bounds
    count = int((east - west) * (north - south) / each)
    spots = np.stack([rng.uniform(west, east, count), rng.uniform(south, north, count)], axis=1)
    return spots[shapely.contains_xy(geom, spots)]
