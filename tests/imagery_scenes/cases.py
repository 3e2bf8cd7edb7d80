"""Pairs of the drawn sites, cut parcel by parcel as the program cuts them, with what is true of each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Callable

import numpy as np
import shapely

from farmland_plugin.imagery.measures.images import Pair, extent
from farmland_plugin.imagery.measures.profile import Profile, shipped_profile

from .altering import blurred, developed, jpeg
from .site import PIXEL, SUMMER, WINTER, WINTER_AGAIN, draw, make_site, mask_of

PROFILE: Profile = shipped_profile()
Picture = np.ndarray


@dataclass
class Case:
    """One parcel on two pictures. ``dx``, ``dy``: true shift in pixels; ``standing``: per building, after."""

    pair: Pair
    state: str
    standing: tuple[bool, ...]
    dx: float
    dy: float


@dataclass(frozen=True)
class Look:
    """How the after picture differs beside what was pulled down: season, and what the picture went through."""

    name: str
    summer: bool = True
    alter: Callable[[Picture], Picture] | None = None
    most_shift: float = 2.5  # metres


def dim(picture: Picture) -> Picture:
    """Return a darker picture of less contrast, other in each colour: another sensor."""
    return np.clip(picture * np.float32((0.62, 0.7, 0.66)) + np.float32((20, 12, 24)), 0, 255)


LOOKS = (
    Look("other season"),
    Look("same season", summer=False),
    Look("JPEG q30", alter=lambda one: jpeg(one, 30)),
    Look("blur 1.5 px", alter=lambda one: blurred(one, 1.5)),
    Look("darker, flatter", alter=dim),
    Look("not shifted", most_shift=0.0),
)


@lru_cache(maxsize=1)
def masks(seed: int) -> tuple[list[np.ndarray], list[list[np.ndarray]], np.ndarray, np.ndarray, list[np.ndarray]]:
    """Return of a site: each yard's mask, its buildings' masks, all yards, the cropland, and the control buildings."""
    site = make_site(seed)
    yards = [mask_of(one.geom) for one in site.yards]
    houses = [[mask_of(house.geom) for house in one.houses] for one in site.yards]
    others = np.logical_or.reduce(yards)
    ground = shapely.union_all(site.fields)
    apart = [*(one.geom.buffer(2) for one in site.yards), *site.courts, *site.tunnels, *site.ditches]
    cropland = mask_of(ground.difference(shapely.union_all(apart)))
    return yards, houses, others, cropland, [mask_of(one.geom) for one in site.homes]


def truth_of_shift(seed: int, look: Look) -> tuple[float, float]:
    """Return how many metres the after picture is off, its content west and south: 0.5 to ``most_shift`` in any direction."""
    rng = np.random.default_rng([29, seed, look.summer])
    turn, far = rng.uniform(0, 2 * np.pi), rng.uniform(min(0.5, look.most_shift), look.most_shift)
    return float(far * np.cos(turn)), float(far * np.sin(turn))


@lru_cache(maxsize=1)
def picture_before(seed: int) -> Picture:
    """Return a site's drawing before, in winter, not yet photographed."""
    return draw(make_site(seed), WINTER, 1, after=False)


@lru_cache(maxsize=2)
def picture_after(seed: int, summer: bool, shift: tuple[float, float]) -> Picture:
    """Return a site's drawing after, seen up to 10 degrees off nadir, not yet photographed."""
    lean = np.random.default_rng([31, seed, summer]).uniform(-0.18, 0.18, 2)
    return draw(make_site(seed), SUMMER if summer else WINTER_AGAIN, 2 + summer, after=True, shift=shift,
                lean=(float(lean[0]), float(lean[1])))


def photographs(seed: int, look: Look) -> tuple[Picture, Picture, float, float]:
    """Return a site's pictures before and after under a look, and the true shift in pixels."""
    shift = truth_of_shift(seed, look)
    before, after = picture_before(seed), developed(picture_after(seed, look.summer, shift), 2 * seed + 1)
    if look.alter is not None:
        after = look.alter(after)
    return jpeg(developed(before, 2 * seed), 88), jpeg(after, 88), -shift[0] / PIXEL, shift[1] / PIXEL


def cases(seed: int, look: Look, *, drawn: bool = True) -> list[Case]:
    """Return the 16 parcels of a site under a look. ``drawn``: with the outlines of the buildings."""
    before, after, dx, dy = photographs(seed, look)
    yards, houses, *_ = masks(seed)
    return [Case(cut(seed, before, after, yards[number], houses[number] if drawn else []), yard.state, yard.standing, dx, dy)
            for number, yard in enumerate(make_site(seed).yards)]


def cut(seed: int, before: Picture, after: Picture, parcel: np.ndarray, structures: list[np.ndarray]) -> Pair:
    """Cut a parcel with its context out of a site's pictures, as room ``scenes`` cuts it out of rasters."""
    _, _, others, cropland, _ = masks(seed)
    box = extent(parcel, round(PROFILE.context_m / PIXEL))
    return Pair(before[box], after[box], np.ones(parcel[box].shape, bool), PIXEL, parcel[box], [one[box] for one in structures],
                others[box], [cropland[box]])

