"""A site of 16 yards between fields, lanes, houses and trees, drawn at 0.5 m for any date."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

import numpy as np
import shapely
from shapely.affinity import translate

from tests.demo_county import ground, shapes, structures
from tests.demo_county.canvas import Canvas, noise
from tests.demo_county.ground import Season
from tests.demo_county.stage import clutter

SIDE, PIXEL, YARDS = 640.0, 0.5, 4  # metres, metres, yards along a side
WINTER = Season(False, (0.55, 1.45), (0.98, 0.985, 1.0), (0.0, 0.0))
WINTER_AGAIN = Season(False, (0.25, 1.7), (1.04, 1.0, 0.97), (0.0, 0.0))
SUMMER = Season(True, (-0.34, 0.62), (1.03, 1.0, 0.95), (0.0, 0.0))
# clods, tufts, stones: other ones at each date. Their strength is set by the share of fine detail in the local spread (15 x 15
# pixels): median .41 in the aerial photograph among ../shared/data, .22 in these drawings without them; not by what passes
TILTH = (5.0, 4.0)
ROOFS = [structures.TILE, structures.BLUE, structures.GREY, structures.WHITE, structures.RUST]
STATES = ("removed_soil", "removed_crop", "kept", "partial", "rubble", "net", "thin_green")
INCOMPLETE = ("kept", "partial", "rubble", "net", "thin_green")
# how often each state is drawn: what matters most (gone, standing, one of several kept) most often
_SHARES = (0.19, 0.13, 0.25, 0.19, 0.08, 0.08, 0.08)


@dataclass
class House:
    """A building: outline, roof, height in metres, seed of its roof's own stains and ribs."""

    geom: shapely.Polygon
    roof: str
    height: float
    seed: int


@dataclass
class Yard:
    """A suspect parcel and what became of it."""

    geom: shapely.Geometry
    houses: list[House]
    state: str
    standing: tuple[bool, ...]  # per house, after
    angle: float
    tracks: float  # direction in which the machines drove
    trees: list[tuple[float, float, float, int]] = field(default_factory=list)
    tree_stays: bool = False


@dataclass
class Site:
    """Everything on the ground, the same on both dates but for the yards."""

    seed: int
    fields: list[shapely.Polygon] = field(default_factory=list)
    lanes: list[tuple[shapely.Polygon, bool]] = field(default_factory=list)
    ditches: list[shapely.Polygon] = field(default_factory=list)
    yards: list[Yard] = field(default_factory=list)
    courts: list[shapely.Polygon] = field(default_factory=list)
    homes: list[House] = field(default_factory=list)
    tunnels: list[shapely.Polygon] = field(default_factory=list)
    trees: list[tuple[float, float, float, int]] = field(default_factory=list)


@cache
def make_site(seed: int) -> Site:
    """Lay out a site: blocks of fields between lanes, a yard in most blocks, a hamlet, greenhouses, rows of trees."""
    rng = np.random.default_rng([7, seed])
    site = Site(seed)
    tilt = float(rng.uniform(-12, 12))
    step = SIDE / YARDS
    for row in range(-1, YARDS + 1):
        for column in range(-1, YARDS + 1):
            middle = ((column + 0.5) * step, (row + 0.5) * step)
            block = shapes.place(shapely.box(-step / 2 + 2.5, -step / 2 + 2.5, step / 2 - 2.5, step / 2 - 2.5), middle, 0)
            site.fields.append(_tilted(block, tilt))
            if 0 <= row < YARDS and 0 <= column < YARDS:
                site.yards.append(_yard(rng, _spot(rng, middle, tilt)))
    reach = SIDE * 0.8
    for number in range(-1, YARDS + 2):
        for line in (shapely.box(number * step - 2.2, -reach, number * step + 2.2, SIDE + reach),
                     shapely.box(-reach, number * step - 2.2, SIDE + reach, number * step + 2.2)):
            site.lanes.append((_tilted(line, tilt), bool(rng.random() < 0.5)))
    site.ditches.append(_tilted(shapely.box(step * 1.5 - 1.6, -reach, step * 1.5 + 1.6, SIDE + reach), tilt))
    _hamlets(rng, site, tilt)
    _plant(rng, site)
    return site


def _tilted(shape: shapely.Geometry, tilt: float) -> shapely.Geometry:
    return shapely.affinity.rotate(shape, tilt, origin=(SIDE / 2, SIDE / 2))


def _spot(rng: np.random.Generator, middle: tuple[float, float], tilt: float) -> tuple[float, float]:
    moved = _tilted(shapely.Point(middle[0] + rng.uniform(-22, 22), middle[1] + rng.uniform(-22, 22)), tilt)
    keep = 45.0
    return float(np.clip(moved.x, keep, SIDE - keep)), float(np.clip(moved.y, keep, SIDE - keep))


def _yard(rng: np.random.Generator, spot: tuple[float, float]) -> Yard:
    """Make a yard with 1 to 4 buildings around a place, and decide what becomes of it."""
    state = str(rng.choice(STATES, p=_SHARES))
    angle = float(rng.uniform(0, 180))
    local, laid = shapely.Polygon(), []
    while len(laid) < (2 if state == "partial" else 1):
        local = shapes.yard(rng, float(rng.uniform(420, 1900)), str(rng.choice(["rect", "rect", "ell", "blob"])))
        laid = shapes.buildings(rng, local, int(rng.integers(1 if state == "partial" else 0, 4)))
    houses = [House(shapes.place(one, spot, angle), str(rng.choice(ROOFS)), float(rng.uniform(2.8, 6.5)),
                    int(rng.integers(1 << 30))) for one in laid]
    standing = [state == "kept"] * len(houses)
    if state == "partial":
        standing[int(rng.integers(len(houses)))] = True
    yard = Yard(shapes.place(local, spot, angle), houses, state, tuple(standing), angle, float(rng.uniform(0, 180)))
    for _ in range(int(rng.integers(0, 4))):
        place = shapes.place(shapely.Point(rng.uniform(-12, 12), rng.uniform(-10, 10)), spot, angle)
        if yard.geom.contains(place) and all(one.geom.distance(place) > 0.5 for one in houses):
            yard.trees.append((place.x, place.y, float(rng.uniform(1.2, 2.8)), int(rng.integers(6))))
    yard.tree_stays = bool(rng.random() < 0.35)
    return yard


def _hamlets(rng: np.random.Generator, site: Site, tilt: float) -> None:
    """Set rows of houses and a group of greenhouses wherever no yard is near: the legal neighbours that stay."""
    taken = shapely.union_all([one.geom.buffer(9) for one in site.yards])
    for _ in range(9):
        middle, angle = rng.uniform(40, SIDE - 40, 2), tilt + float(rng.choice([0, 90]))
        greenhouses = rng.random() < 0.25
        for number in range(int(rng.integers(3, 8))):
            wide, deep = (7.5, 38.0) if greenhouses else (float(rng.uniform(11, 15)), float(rng.uniform(13, 17)))
            place = shapes.place(shapely.Point(number * (wide + 0.8) - 30, 0), tuple(middle), angle)
            court = shapes.place(shapely.box(-wide / 2, -deep / 2, wide / 2, deep / 2), (place.x, place.y), angle)
            if court.intersects(taken):
                continue
            taken = shapely.union_all([taken, court.buffer(0.3)])
            if greenhouses:
                site.tunnels.append(court)
                continue
            site.courts.append(court)
            house = shapely.box(-wide / 2 + 0.5, deep / 2 - rng.uniform(6.2, 8.0), wide / 2 - 0.5, deep / 2 - 0.5)
            site.homes.append(House(shapes.place(house, (place.x, place.y), angle), str(rng.choice(ROOFS)),
                                    float(rng.uniform(3.4, 6.5)), int(rng.integers(1 << 30))))


def _plant(rng: np.random.Generator, site: Site) -> None:
    """Plant rows of trees along some lanes and single ones in the fields."""
    built = shapely.union_all([one.geom.buffer(3) for one in site.yards] + [one.geom for one in site.homes])
    for lane, _ in site.lanes:
        if rng.random() < 0.45:
            ring = shapes.corners(lane)
            length = float(np.hypot(*(ring[1] - ring[0])))
            a, b = (ring[0], ring[1]) if length > 50 else (ring[1], ring[2])
            for part in np.arange(0, 1, 7.0 / max(float(np.hypot(*(b - a))), 1)):
                place = a + (b - a) * part + rng.normal(0, 0.8, 2)
                site.trees.append((*place, float(rng.uniform(1.3, 3.4)), int(rng.integers(6))))
    for _ in range(60):
        site.trees.append((*rng.uniform(0, SIDE, 2), float(rng.uniform(1.2, 4.2)), int(rng.integers(6))))
    inside = [-10 < x < SIDE + 10 and -10 < y < SIDE + 10 and not built.contains(shapely.Point(x, y)) for x, y, *_ in site.trees]
    site.trees = [tree for tree, keep in zip(site.trees, inside) if keep]


def draw(site: Site, season: Season, date: int, *, after: bool, shift: tuple[float, float] = (0.0, 0.0),
         lean: tuple[float, float] = (0.0, 0.0)) -> np.ndarray:
    """Draw a site at one date as float32 (h, w, 3), 0-255.

    :param date: seed of what differs between dates: crops, plough lines, grain, light. :param shift: metres by which the
        picture is off (content moves west and south by it). :param lean: metres a roof is displaced per metre of its height
        (off-nadir view).
    """
    canvas = Canvas((0.0, 0.0, SIDE, SIDE), PIXEL, shift)
    look = np.random.default_rng([11, site.seed, date])
    grain = ground.textures(look, canvas)
    canvas.rgb[:] = (140, 130, 100)
    for number, block in enumerate(site.fields):
        ground.field(canvas, grain, season, np.random.default_rng([13, site.seed, number]), look, block)
    for ditch in site.ditches:
        ground.ditch(canvas, grain, season, ditch)
    for lane, dirt in site.lanes:
        ground.lane(canvas, grain, lane, dirt=dirt)
    for number, court in enumerate(site.courts):
        ground.hardstanding(canvas, grain, court, float(np.random.default_rng([17, site.seed, number]).normal(-10, 9)))
        structures.wall(canvas, season, court)
    for tunnel in site.tunnels:
        structures.greenhouse(canvas, season, tunnel, look)
    for yard in site.yards:
        _ground(canvas, grain, season, look, yard, after=after)
    tilth = TILTH[0] * grain["fine"] + TILTH[1] * noise(look, grain["fine"].shape, 2)
    for yard in site.yards:  # woven netting has none
        if after and yard.state == "net":
            tilth[mask_of(translate(yard.geom.buffer(-0.8), -shift[0], -shift[1]))] *= 0.15
    canvas.rgb += tilth[..., None]
    yards = [one for yard in site.yards for one, stays in zip(yard.houses, yard.standing) if stays or not after]
    for house in [*site.homes, *yards]:
        moved = translate(house.geom, lean[0] * house.height, lean[1] * house.height)
        structures.building(canvas, season, moved, house.roof, house.height, np.random.default_rng(house.seed))
    for number, yard in enumerate(site.yards):
        if not after or yard.state == "kept":  # what stands about has moved between the dates
            things = np.random.default_rng([19, site.seed, number, date])
            for geom, kind in clutter(things, yard.geom, [one.geom for one in yard.houses], 2):
                structures.item(canvas, season, geom, kind, things)
    crowns = structures.Trees(season, PIXEL, 7)
    shady = [yard for yard in site.yards if not after or yard.state == "kept" or yard.tree_stays]
    trees = site.trees + [tree for yard in shady for tree in yard.trees]
    table = np.asarray(trees)
    crowns.draw(canvas, table[:, :2], table[:, 2], table[:, 3].astype(int))
    light = 1.0 + 0.012 * grain["wide"] + 0.008 * noise(look, canvas.rgb.shape[:2], 700)
    return canvas.rgb * light[..., None] * np.asarray(season.gain, np.float32) * 0.95 + 12.0


def _ground(canvas: Canvas, grain: dict, season: Season, look: np.random.Generator, yard: Yard, *, after: bool) -> None:
    """Paint the ground of a yard at one date, walls included."""
    state = yard.state if after else "kept"
    if state == "removed_crop":
        ground.field(canvas, grain, season, look, look, yard.geom, young=True)
    elif state in ("kept", "partial"):
        if state == "partial":
            ground.soil(canvas, grain, yard.geom, yard.tracks)
            kept = shapely.union_all([one.geom.buffer(4.0) for one, stays in zip(yard.houses, yard.standing) if stays])
            ground.hardstanding(canvas, grain, kept.intersection(yard.geom), -8.0)
        else:
            ground.hardstanding(canvas, grain, yard.geom, -8.0)
            structures.wall(canvas, season, yard.geom)
    else:
        ground.soil(canvas, grain, yard.geom, yard.tracks)
        for house in yard.houses:
            if state == "rubble":
                heap = house.geom.buffer(1.6).intersection(yard.geom)
                canvas.darken(translate(heap, season.sun[0], season.sun[1]).difference(heap), 0.75)
                ground.rubble(canvas, grain, heap)
            elif state == "thin_green":  # the slab stays; a little earth and seedlings over it
                ground.hardstanding(canvas, grain, house.geom, -20.0)
        if state == "net":
            ground.green_net(canvas, grain, yard.geom.buffer(-0.8), yard.angle)
        elif state == "thin_green":
            _seedlings(canvas, grain, yard.geom)


def _seedlings(canvas: Canvas, grain: dict, geom: shapely.Geometry) -> None:
    """Paint earth spread thinly, with sparse green, so that what lies below still shines through a little."""

    def paint(box: tuple[slice, slice]) -> np.ndarray:
        patch = np.clip(0.5 + 0.6 * grain["medium"][box], 0, 1)[..., None]
        light = 6.0 * grain["small"][box] + 4.0 * grain["fine"][box]
        return np.float32((112, 126, 76)) * patch + np.float32((152, 132, 102)) * (1 - patch) + light[..., None]

    canvas.paint(geom, paint, 0.75)


def mask_of(geom: shapely.Geometry) -> np.ndarray:
    """Return the pixels (h, w) at least half inside a geometry, on the unshifted grid."""
    canvas = Canvas.__new__(Canvas)
    canvas.west, canvas.north, canvas.resolution = 0.0, SIDE, PIXEL
    canvas.width = canvas.height = round(SIDE / PIXEL)
    out = np.zeros((canvas.height, canvas.width), bool)
    box = canvas.box(geom)
    if box is not None:
        out[box] = canvas.mask(geom, box) >= 0.5
    return out
