"""The land-use tessellation (地类图斑 DLTB) with villages, roads, a river and fields, and the areas they add up to."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import shapely

from . import names
from .grid import BELT, DITCH, FIELD, HIGHWAY, LANE, RIVER, Grid
from .settings import Settings

CLASSES = {
    "0101": "水田", "0102": "水浇地", "0103": "旱地", "0201": "果园", "0201K": "可调整果园", "0301": "乔木林地",
    "0307": "其他林地", "0404": "其他草地", "05H1": "商业服务业设施用地", "0601": "工业用地", "0602": "采矿用地",
    "0701": "城镇住宅用地", "0702": "农村宅基地", "08H1": "机关团体新闻出版用地", "08H2": "科教文卫用地", "09": "特殊用地",
    "1003": "公路用地", "1004": "城镇村道路用地", "1006": "农村道路", "1101": "河流水面", "1104": "坑塘水面",
    "1107": "沟渠", "1202": "设施农用地", "1206": "裸土地", "1208": "后备耕地",
}  # fmt: skip
CROPS = ("0101", "0102", "0103")
RIDGES = {"0101": 0.0512, "0102": 0.0893, "0103": 0.1124}  # KCXS 扣除系数
LINE_CLASS = {DITCH: "1107", LANE: "1006", BELT: "0301", HIGHWAY: "1003", RIVER: "1101"}
_FIELD_CLASSES = [
    ("0102", 0.735), ("0103", 0.05), ("0201", 0.045), ("0201K", 0.025), ("0301", 0.03), ("0307", 0.015),
    ("0404", 0.02), ("1104", 0.02), ("1202", 0.025), ("0601", 0.012), ("0602", 0.003), ("1206", 0.006),
    ("1208", 0.007), ("09", 0.007),
]  # fmt: skip


@dataclass
class LandUse:
    """The tessellation: one entry per polygon, plus the administrative areas made of the same polygons."""

    geoms: np.ndarray
    codes: np.ndarray  # DLBM
    village: np.ndarray  # index into ``villages``
    urban: np.ndarray  # CZCSXM: "", "202" or "203"
    areas: np.ndarray = field(init=False)  # planar m2
    villages: list[Village] = field(default_factory=list)
    townships: list[Township] = field(default_factory=list)
    outline: shapely.Geometry = field(init=False)

    def __post_init__(self) -> None:
        self.areas = shapely.area(self.geoms)


@dataclass
class Village:
    """A village: code (12 digits), name, the centre of its houses and its territory."""

    code: str
    name: str
    centre: tuple[float, float]
    radius: float
    township: int
    territory: shapely.Geometry


@dataclass
class Township:
    """A township: code (9 digits), name and territory."""

    code: str
    name: str
    territory: shapely.Geometry


def make_land_use(settings: Settings, grid: Grid) -> LandUse:
    """Group the grid's cells into land-use polygons and name their classes."""
    rng = settings.random("landuse")
    centres, radii = _village_centres(rng, settings, grid)
    admin = _territories(grid, centres)
    homes = _homes(rng, grid, centres, radii)
    kind = _cell_kinds(grid)
    key = _groups(rng, settings, grid, kind, homes, admin)
    parts, owner = _merge(grid.polygons(), key.ravel())
    first = _first_cell(key.ravel())[owner]
    codes, urban = _classes(rng, grid, kind.ravel()[first], homes.ravel()[first], centres, first, shapely.area(parts))
    land = LandUse(parts, codes, admin.ravel()[first], urban)
    _administrate(rng, settings, land, grid, admin, centres, radii)
    return land


def _village_centres(rng: np.random.Generator, settings: Settings, grid: Grid) -> tuple[np.ndarray, np.ndarray]:
    """Spread village centres over the fields, far apart; the first ones are the township seats, and larger."""
    fields = (grid.row_kind == FIELD)[:, None] & (grid.col_kind == FIELD)[None, :]
    spots = grid.centres[fields]
    count = int(settings["villages"])
    reach = 0.72 * np.sqrt(settings["extent_m"][0] * settings["extent_m"][1] / count)
    chosen: list[np.ndarray] = []
    low, high = spots.min(axis=0) + 0.3 * reach, spots.max(axis=0) - 0.3 * reach
    spots = spots[((spots > low) & (spots < high)).all(axis=1)]
    while len(chosen) < count and reach > 10:
        for spot in spots[rng.permutation(len(spots))]:
            if all(np.hypot(*(spot - other)) > reach for other in chosen):
                chosen.append(spot)
                if len(chosen) == count:
                    break
        reach *= 0.85
    radii = rng.uniform(*settings["village_radius_m"], count)
    radii[: int(settings["townships"])] *= 1.6
    return np.asarray(chosen), radii


def _territories(grid: Grid, centres: np.ndarray) -> np.ndarray:
    """Give each block of fields, with the lines after it, to the nearest village."""
    rows, cols = grid.shape
    number = grid.row_block[:, None] * (grid.col_block.max() + 1) + grid.col_block[None, :]
    _, inverse, counts = np.unique(number.ravel(), return_inverse=True, return_counts=True)
    flat = grid.centres.reshape(-1, 2)
    middle = np.stack([np.bincount(inverse, flat[:, k]) / counts for k in (0, 1)], axis=1)
    nearest = shapely.STRtree(shapely.points(centres)).nearest(shapely.points(middle))
    return nearest[inverse].reshape(rows, cols)


def _homes(rng: np.random.Generator, grid: Grid, centres: np.ndarray, radii: np.ndarray) -> np.ndarray:
    """Return the number of the village whose houses stand on a field cell, else -1."""
    flat = grid.centres.reshape(-1, 2)
    nearest = shapely.STRtree(shapely.points(centres)).nearest(shapely.points(flat))
    away = np.hypot(*(flat - centres[nearest]).T) * rng.uniform(0.85, 1.2, len(flat))
    return np.where(away < radii[nearest], nearest, -1).reshape(grid.shape)


def _cell_kinds(grid: Grid) -> np.ndarray:
    """Return the kind of each cell: where two lines cross, the more important one goes through."""
    return np.maximum(grid.row_kind[:, None], grid.col_kind[None, :])


def _groups(
    rng: np.random.Generator, settings: Settings, grid: Grid, kind: np.ndarray, homes: np.ndarray, admin: np.ndarray
) -> np.ndarray:
    """Return a group number per cell: runs of fields, houses of one block, stretches of a line."""
    rows, cols = grid.shape
    block = grid.row_block[:, None] * (grid.col_block.max() + 1) + grid.col_block[None, :]
    plain = (kind == FIELD) & (homes < 0)
    upright = (rng.random(int(block.max()) + 1) < 0.5)[block]
    joined = rng.random(kind.shape) < float(settings["land_use"]["merge"])
    across = _runs(block, plain & ~upright, joined)
    along = _runs(block.T, (plain & upright).T, joined.T).T
    houses = (kind == FIELD) & (homes >= 0)
    from_row = (kind != FIELD) & (grid.row_kind[:, None] == kind)
    stretch = np.ones_like(joined)
    line_across = _runs(admin * 10 + kind, from_row, stretch)
    line_up = _runs((admin * 10 + kind).T, ((kind != FIELD) & ~from_row).T, stretch.T).T
    size = rows * cols
    home_block = size * 4 + block.astype(np.int64)
    key = np.where(plain & ~upright, across, np.where(plain, along + size, 0))
    key = np.where(houses, home_block, key)
    key = np.where(from_row, line_across + 2 * size, key)
    return np.where((kind != FIELD) & ~from_row, line_up + 3 * size, key)


def _runs(label: np.ndarray, mask: np.ndarray, joined: np.ndarray) -> np.ndarray:
    """Number the runs of neighbouring cells in a row that share a label and are joined."""
    same = np.zeros(mask.shape, dtype=bool)
    same[:, 1:] = mask[:, 1:] & mask[:, :-1] & (label[:, 1:] == label[:, :-1]) & joined[:, 1:]
    return (np.cumsum(~same.ravel()) - 1).reshape(mask.shape)


def _first_cell(key: np.ndarray) -> np.ndarray:
    return np.unique(key, return_index=True)[1]


def _merge(cells: np.ndarray, key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Dissolve cells by key, keeping every vertex; returns single polygons and the group each came from."""
    order = np.argsort(key, kind="stable")
    _, starts, counts = np.unique(key[order], return_index=True, return_counts=True)
    merged = np.empty(len(starts), dtype=object)
    single = counts == 1
    merged[single] = cells[order[starts[single]]]
    for group in np.flatnonzero(~single):
        begin = starts[group]
        members = cells[order[begin : begin + counts[group]]]
        merged[group] = shapely.coverage_union_all(members)
        if not shapely.is_valid(merged[group]):  # a ring that touches itself: leave these cells as they were
            merged[group] = shapely.multipolygons(members)
    return shapely.get_parts(merged, return_index=True)


def _classes(
    rng: np.random.Generator, grid: Grid, kind: np.ndarray, home: np.ndarray, centres: np.ndarray,
    first: np.ndarray, areas: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:  # fmt: skip
    """Return the class code and the urban code of each polygon."""
    count = len(kind)
    flat = grid.centres.reshape(-1, 2)[first]
    codes = np.full(count, "0102", dtype=object)
    for line, code in LINE_CLASS.items():
        codes[kind == line] = code
    fields = (kind == FIELD) & (home < 0)
    table = [code for code, _ in _FIELD_CLASSES]
    share = np.asarray([share for _, share in _FIELD_CLASSES])
    codes[fields] = np.asarray(table, dtype=object)[rng.choice(len(table), int(fields.sum()), p=share / share.sum())]
    river = grid.centres[grid.row_kind == RIVER].reshape(-1, 2)
    if len(river):
        far = shapely.STRtree(shapely.points(river)).query_nearest(
            shapely.points(flat), return_distance=True, all_matches=False
        )[1]
        codes[fields & (codes == "0102") & (far < 420.0)] = "0101"
    codes[fields & (codes == "1104") & (areas > 32000)] = "0102"
    for rare in ("1208", "0201K", "1202", "0602"):  # a small county still has one of each
        spots = np.flatnonzero(fields & (codes == "0102"))
        if not (codes == rare).any():
            codes[spots[int(rng.integers(len(spots)))]] = rare
    houses = (kind == FIELD) & (home >= 0)
    codes[houses] = np.asarray(["0702"] * 9 + ["0601", "08H2", "08H1"], dtype=object)[
        rng.integers(0, 12, int(houses.sum()))
    ]
    urban = np.where(houses, "203", "")
    seats = houses & (home < max(1, len(centres) // 24))
    codes[seats & (codes == "0702")] = "0701"
    urban[seats] = "202"
    return codes, urban


def _administrate(
    rng: np.random.Generator, settings: Settings, land: LandUse, grid: Grid, admin: np.ndarray,
    centres: np.ndarray, radii: np.ndarray,
) -> None:  # fmt: skip
    """Name villages and townships and dissolve their territories from the land-use polygons."""
    count = int(settings["townships"])
    seat = shapely.STRtree(shapely.points(centres[:count])).nearest(shapely.points(centres))
    labels = names.villages(rng, len(centres))
    serial = [0] * count
    order = np.argsort(land.village, kind="stable")
    bounds = np.searchsorted(land.village[order], np.arange(len(centres) + 1))
    for index, centre in enumerate(centres):
        town = int(seat[index])
        serial[town] += 1
        members = land.geoms[order[bounds[index] : bounds[index + 1]]]
        territory = shapely.coverage_union_all(members)
        code = f"{settings.code}{100 + town:03d}{200 + serial[town]:03d}"
        land.villages.append(
            Village(code, labels[index], (float(centre[0]), float(centre[1])), float(radii[index]), town, territory)
        )
    for town in range(count):
        parts = [village.territory for village in land.villages if village.township == town]
        name = names.TOWNSHIPS[town % len(names.TOWNSHIPS)]
        land.townships.append(Township(f"{settings.code}{100 + town:03d}", name, shapely.coverage_union_all(parts)))
    land.outline = shapely.coverage_union_all([town.territory for town in land.townships])
