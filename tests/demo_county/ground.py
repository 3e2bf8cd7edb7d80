"""What covers the ground in the orthophotos: fields in strips, roads, water, bare soil, concrete, rubble, nets."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable

import numpy as np
import shapely

from .canvas import Canvas, noise
from .shapes import corners

Paint = Callable[[tuple[slice, slice]], np.ndarray]


@dataclass
class Season:
    """The look of one date: sun, crops and light."""

    summer: bool
    sun: tuple[float, float]  # direction in which shadows fall (east, north), per metre of height
    gain: tuple[float, float, float]
    shift: tuple[float, float]  # how far the picture is off, metres


def textures(rng: np.random.Generator, canvas: Canvas) -> dict[str, np.ndarray]:
    """Return noise over the whole picture: fine, small, medium and broad lumps."""
    size = (canvas.height, canvas.width)
    return {
        "fine": noise(rng, size, 1), "small": noise(rng, size, 3.3), "medium": noise(rng, size, 17),
        "broad": noise(rng, size, 90), "wide": noise(rng, size, 260),
    }  # fmt: skip


def mottled(canvas: Canvas, grain: dict[str, np.ndarray], colour: Any, amounts: dict[str, float]) -> Paint:
    """Return a paint of one colour made uneven by noise."""
    base = np.asarray(colour, dtype=np.float32)

    def paint(box: tuple[slice, slice]) -> np.ndarray:
        light = sum(amount * grain[name][box] for name, amount in amounts.items())
        return base + np.asarray(light, dtype=np.float32)[..., None] * np.asarray([1.0, 0.97, 0.86], dtype=np.float32)

    return paint


_SUMMER = {
    "corn": (82, 106, 62), "corn late": (102, 118, 70), "beans": (98, 120, 66), "vegetables": (112, 130, 84),
    "stubble": (156, 142, 104), "ploughed": (134, 112, 84), "peanut": (92, 118, 66), "rice": (116, 132, 74),
}  # fmt: skip
_WINTER = {
    "wheat": (104, 112, 74), "wheat thin": (124, 121, 84), "ploughed": (142, 121, 93), "stubble": (162, 147, 113),
    "vegetables": (96, 112, 72), "fallow": (148, 135, 106),
}  # fmt: skip


def field(
    canvas: Canvas, grain: dict[str, np.ndarray], season: Season, plan: np.random.Generator, look: np.random.Generator,
    geom: shapely.Geometry, *, young: bool = False,
) -> None:  # fmt: skip
    """Paint a field: strips of several households along its long side, each with rows or plough lines."""
    ring = corners(geom)
    a, b = ring[1] - ring[0], ring[2] - ring[1]
    along = a if np.hypot(*a) > np.hypot(*b) else b
    along = along / np.hypot(*along)
    reach = float(max(np.hypot(*a), np.hypot(*b)))
    widths = plan.uniform(7.0, 26.0, int(2.2 * reach / 7.0) + 3)
    edges = np.cumsum(widths) - 0.05 * reach - reach
    table = _SUMMER if season.summer else _WINTER
    weights = [0.42, 0.2, 0.07, 0.06, 0.08, 0.05, 0.07, 0.05] if season.summer else [0.4, 0.24, 0.16, 0.06, 0.05, 0.09]
    main = int(look.choice(len(table), p=weights))
    kinds = np.where(look.random(len(edges) + 1) < 0.62, main, look.choice(len(table), len(edges) + 1, p=weights))
    colours = np.asarray(list(table.values()), dtype=np.float32)[kinds] + look.normal(0, 5.5, (len(kinds), 1))
    if young:
        colours[:] = (118, 124, 74) if season.summer else (126, 118, 84)
    period, phase = look.uniform(2.2, 3.4, len(kinds)), look.uniform(0, 6.28, len(kinds))
    strength = look.uniform(2.0, 9.0, len(kinds)) * (1.6 if young else 1.0)
    lines = look.normal(0, 1, 4000).astype(np.float32)
    origin = ring[0]

    def paint(box: tuple[slice, slice]) -> np.ndarray:
        x, y = canvas.places(box)
        s = (x - origin[0]) * along[0] + (y - origin[1]) * along[1]
        t = -(x - origin[0]) * along[1] + (y - origin[1]) * along[0]
        t = t + 0.7 * grain["broad"][box]
        strip = np.searchsorted(edges, t)
        colour = colours[strip]
        rows = np.sin(2 * np.pi * t / period[strip] + phase[strip]) * (0.6 + 0.4 * grain["medium"][box])
        plough = lines[(t * 1.4).astype(int) % 4000] * 0.6 + lines[((s * 0.05).astype(int) * 7 + (t * 0.9).astype(int)) % 4000]
        light = rows * strength[strip] + plough * 2.6
        light = light + 3.6 * grain["small"][box] + 5.0 * grain["medium"][box] + 4.5 * grain["broad"][box]
        light = light + 2.2 * grain["fine"][box]
        border = np.abs(t - edges[np.clip(strip, 0, len(edges) - 1)]) < 0.55
        light = light + np.where(border, 11.0 if season.summer else -9.0, 0.0)
        warm = 3.2 * grain["wide"][box] + 2.5 * grain["medium"][box]
        return colour + light[..., None].astype(np.float32) + warm[..., None] * np.asarray([1.0, 0.2, -0.4], np.float32)

    canvas.paint(geom, paint)


def lane(canvas: Canvas, grain: dict[str, np.ndarray], geom: shapely.Geometry, *, dirt: bool) -> None:
    """Paint a field lane: concrete or earth, with paler wheel tracks and grassy edges."""
    width = 2.0 * geom.area / max(geom.length, 1.0)
    colour = (168, 152, 124) if dirt else (186, 183, 173)
    canvas.paint(geom, mottled(canvas, grain, (122, 122, 84), {"small": 8.0, "medium": 7.0, "fine": 4.0}))
    core = geom.buffer(-0.14 * width)
    if not core.is_empty:
        canvas.paint(core, mottled(canvas, grain, colour, {"small": 4.0, "medium": 5.0, "broad": 4.0, "fine": 3.0}))
    wheels = geom.buffer(-0.36 * width)
    if not wheels.is_empty:
        canvas.paint(wheels, (colour[0] + 9, colour[1] + 7, colour[2] + 2), 0.5)


def track(canvas: Canvas, grain: dict[str, np.ndarray], geom: shapely.Geometry) -> None:
    """Paint a cart track of trodden earth."""
    canvas.paint(geom, mottled(canvas, grain, (172, 154, 124), {"small": 6.0, "medium": 7.0, "fine": 3.0}), 0.82)


def highway(canvas: Canvas, grain: dict[str, np.ndarray], geom: shapely.Geometry) -> None:
    """Paint an asphalt road with shoulders, edge lines and a broken centre line."""
    width = 2.0 * geom.area / max(geom.length, 1.0)
    canvas.paint(geom, mottled(canvas, grain, (150, 142, 122), {"small": 7.0, "medium": 5.0}))
    core = geom.buffer(-2.6)
    canvas.paint(core, mottled(canvas, grain, (104, 105, 108), {"fine": 3.0, "medium": 3.5, "broad": 5.0}))
    edge = geom.buffer(-3.1).boundary.buffer(0.14)
    canvas.paint(edge, (214, 214, 208), 0.8)
    middle = geom.buffer(-(width / 2 - 0.35))

    def dashes(box: tuple[slice, slice]) -> np.ndarray:
        x, y = canvas.places(box)
        on = ((x + y) % 15.0) < 6.0
        return np.where(on[..., None], np.float32(216), canvas.rgb[box])

    if not middle.is_empty:
        canvas.paint(middle, dashes, 0.85)


def ditch(canvas: Canvas, grain: dict[str, np.ndarray], season: Season, geom: shapely.Geometry) -> None:
    """Paint a ditch: grassy banks and a dark bottom."""
    bank = (98, 116, 66) if season.summer else (138, 128, 96)
    canvas.paint(geom, mottled(canvas, grain, bank, {"small": 9.0, "medium": 8.0, "fine": 4.0}))
    width = 2.0 * geom.area / max(geom.length, 1.0)
    bottom = geom.buffer(-0.3 * width)
    if not bottom.is_empty:
        canvas.paint(bottom, (62, 70, 60), 0.85)


def water(canvas: Canvas, grain: dict[str, np.ndarray], season: Season, geom: shapely.Geometry) -> None:
    """Paint a river or pond: pale shore, then water that darkens inwards."""
    canvas.paint(geom, mottled(canvas, grain, (158, 146, 118), {"small": 8.0, "medium": 8.0}))
    deep = (70, 92, 84) if season.summer else (88, 100, 102)
    for inward, strength in ((2.5, 0.6), (5.0, 0.6), (9.0, 0.5)):
        core = geom.buffer(-inward)
        if not core.is_empty:
            canvas.paint(core, mottled(canvas, grain, deep, {"broad": 3.5, "wide": 4.0, "fine": 1.0}), strength)


def grass(canvas: Canvas, grain: dict[str, np.ndarray], season: Season, geom: shapely.Geometry, bare: float) -> None:
    """Paint rough ground: grass with bare patches."""
    green = np.asarray((104, 122, 70) if season.summer else (150, 138, 104), dtype=np.float32)
    earth = np.asarray((164, 144, 112), dtype=np.float32)

    def paint(box: tuple[slice, slice]) -> np.ndarray:
        patch = np.clip(0.5 + 0.45 * grain["medium"][box] + 0.5 * grain["broad"][box] - 1.0 + 2 * bare, 0, 1)[..., None]
        light = 6.0 * grain["small"][box] + 4.0 * grain["fine"][box]
        return green * (1 - patch) + earth * patch + light[..., None]

    canvas.paint(geom, paint)


def soil(canvas: Canvas, grain: dict[str, np.ndarray], geom: shapely.Geometry, angle: float) -> None:
    """Paint cleared ground: fresh earth with the tracks of a bulldozer."""
    turn = np.radians(angle)

    def paint(box: tuple[slice, slice]) -> np.ndarray:
        x, y = canvas.places(box)
        t = -(x - x[0, 0]) * np.sin(turn) + (y - y[0, 0]) * np.cos(turn) + 1.2 * grain["broad"][box]
        tracks = np.sin(2 * np.pi * t / 3.1) * 4.5 * (0.6 + 0.5 * grain["medium"][box])
        light = tracks + 6 * grain["small"][box] + 8 * grain["medium"][box] + 6 * grain["broad"][box] + 3 * grain["fine"][box]
        return np.asarray((158, 132, 100), np.float32) + light[..., None] * np.asarray([1.0, 0.92, 0.8], np.float32)

    canvas.paint(geom, paint)


def hardstanding(canvas: Canvas, grain: dict[str, np.ndarray], geom: shapely.Geometry, tone: float) -> None:
    """Paint a yard of concrete and trodden earth, slab by slab, with stains."""
    colour = np.asarray((186.0, 180.0, 166.0), dtype=np.float32) + tone

    def paint(box: tuple[slice, slice]) -> np.ndarray:
        x, y = canvas.places(box)
        slabs = 3.0 * np.sin((x // 5).astype(int) * 12.9 + (y // 5).astype(int) * 78.2)
        stain = np.clip(grain["medium"][box] - 0.7, 0, 1) * 26 + np.clip(grain["broad"][box] - 0.6, 0, 1) * 20
        light = slabs + 3.2 * grain["small"][box] + 3.0 * grain["fine"][box] - stain + 3 * grain["broad"][box]
        return colour + light[..., None] * np.asarray([1.0, 0.98, 0.93], np.float32)

    canvas.paint(geom, paint)


def rubble(canvas: Canvas, grain: dict[str, np.ndarray], geom: shapely.Geometry) -> None:
    """Paint broken brick and concrete: bright and dark lumps without direction."""

    def paint(box: tuple[slice, slice]) -> np.ndarray:
        lumps = 25 * grain["small"][box] + 17 * grain["fine"][box] + 9 * grain["medium"][box]
        red = np.clip(grain["medium"][box] * 0.6 + grain["small"][box] * 0.5, -1, 1)[..., None]
        base = np.asarray((162, 148, 132), np.float32) + red * np.asarray((16, -4, -10), np.float32)
        return base + np.clip(lumps, -62, 66)[..., None]

    canvas.paint(geom, paint)


def green_net(canvas: Canvas, grain: dict[str, np.ndarray], geom: shapely.Geometry, angle: float) -> None:
    """Paint green dust netting: even, bluish green, with seams every eight metres and slight folds."""
    turn = np.radians(angle)

    def paint(box: tuple[slice, slice]) -> np.ndarray:
        x, y = canvas.places(box)
        t = -(x - x[0, 0]) * np.sin(turn) + (y - y[0, 0]) * np.cos(turn)
        seam = np.where((t % 8.0) < 0.5, -13.0, 0.0)
        folds = 3.0 * np.sin(t * 2.1 + 2.0 * grain["medium"][box])
        light = seam + folds + 3.4 * grain["medium"][box] + 2.6 * grain["broad"][box] + 1.6 * grain["fine"][box]
        worn = np.clip(grain["medium"][box] + 0.5 * grain["small"][box] - 1.75, 0, 1)[..., None]
        net = np.asarray((70, 122, 92), np.float32) + light[..., None]
        return net * (1 - worn) + np.asarray((150, 130, 102), np.float32) * worn

    canvas.paint(geom, paint)
