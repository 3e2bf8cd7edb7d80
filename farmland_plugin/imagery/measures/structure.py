"""Does what stood still stand: s3 per structure and the heat map of persistence (imagery.md 3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import List, Optional, Tuple

import numpy as np

from .filters import (
    TINY,
    Edges,
    box_sum,
    clusters,
    dilated,
    edge_limit,
    edges,
    eroded,
    log_gradient,
    masked_ncc,
    padded,
)
from .images import Array, Pair, extent
from .profile import Profile

EDGE_SHARE = 0.25  # the strongest quarter of the gradients may be edges: about a tenth of all pixels are, once thinned
LEAST_EDGES = 8  # fewer edge pixels say nothing
RESIDUAL_LEAST_M2 = 4.0  # smaller hot spots are no outline worth editing
RIM = 2  # pixels along the parcel's edge that belong to the edge
FLAT = 1.0  # of the parcel's median local spread: less contrast than usual there counts for less (not from real images)
DENSE = 0.13  # share of edge pixels where something is built


@dataclass(frozen=True)
class Score:
    """How much of one structure is found again in the after image; about 0 gone, about 1 unchanged; NaN: not measurable.

    :param s3: mean of the three. :param ncc_gray, ncc_grad: best correlation within ``search_m`` of grey and of log-gradient.
    :param edge_persist: share of the before-edges with an after-edge of the same direction within ``edge_m``.
    :param outline: the same for the edges along the outline only. :param area_m2: of the mask, on the grid.
    """

    s3: float
    ncc_gray: float
    ncc_grad: float
    edge_persist: float
    outline: float
    area_m2: float


@dataclass
class Persistence:
    """The heat map: local persistence of structure, on the pair's grid.

    :param heat: float32 (h, w), -1 to 1, NaN outside the parcel. :param residual_mask: bool (h, w): clusters above
        ``profile.residual``. :param residual_share: share of the parcel above it (measured mean error .10, r = .85: show
        with ±10 points, never as the legal area). :param faint_share: share above ``profile.faint``. :param largest_m2: the
        largest cluster.
    """

    heat: Array
    residual_mask: Array
    residual_share: float
    faint_share: float
    residual_m2: float
    largest_m2: float


@dataclass(frozen=True)
class Views:
    """Both images as the structure measures read them: a crop of the pair around the parcel, after shifted onto before.

    :param box: the crop's rows and columns in the pair. :param grey, gradient, edges: (before, after) each, on the crop.
    """

    box: Tuple[slice, slice]
    grey: Tuple[Array, Array]
    gradient: Tuple[Array, Array]
    edges: Tuple[Edges, Edges]


def views(before: Array, after: Array, pair: Pair, profile: Profile) -> Views:
    """Return the crop around the parcel and its structures that s3 and the heat map need.

    :param before, after: grey images (h, w), after already shifted onto before.
    """
    wanted = pair.parcel.copy()
    for one in pair.structures:
        wanted |= one
    margin = pair.px(profile.search_m + profile.margin_m + profile.box_m / 2 + profile.map_search_m) + 4
    box = extent(wanted, margin)
    pictures = (before, after)
    limits = [edge_limit(image, pair.valid, EDGE_SHARE) for image in pictures]
    return Views(box, (before[box], after[box]), tuple(log_gradient(image, pair.valid)[box] for image in pictures),
                 tuple(edges(image[box], limit) for image, limit in zip(pictures, limits)))


def s3(seen: Views, mask: Array, pair: Pair, profile: Profile, elsewhere: Optional[Array] = None) -> Score:
    """Return the score of one structure.

    Measured: AUC .992 (LEVIR, 554 removed and 206 standing), .986 (FOTBCD, never seen); standing 1 % .265, 3 % .293, median .516;
    removed median .149, 98 % .362. The after-state there is virgin land, never rubble. On drawn scenes chance alone gives
    buildings under 50 m² about .22 and those above 150 m² about .13: small sheds that are gone more often end as unsure.

    :param mask: bool (h, w) on the pair's grid. :param elsewhere: bool (on the crop), what the margin around the mask must not
        reach: the ground next door, other structures. The measured version had no such limit: its buildings stood alone. Here a
        wall or a field's edge that stays beside a building that is gone would speak for the building.
    """
    inside, valid = np.asarray(mask, bool)[seen.box], pair.valid[seen.box]
    reach, margin = pair.px(profile.search_m), pair.px(profile.margin_m)
    grown = dilated(inside, margin) & valid
    if elsewhere is not None:
        grown &= inside | ~elsewhere
    close = extent(grown, reach)
    ncc = [_best(masked_ncc(before[close], grown[close], after[close], reach)) for before, after in (seen.grey, seen.gradient)]
    found = _found_again(*seen.edges, pair.px(profile.edge_m), profile.edge_degrees)
    rim = grown & ~eroded(inside, margin)
    persist, outline = (_share(found, seen.edges[0].at & part) for part in (grown, rim))
    parts = (*ncc, persist)
    score = float(np.mean(parts)) if np.isfinite(parts).all() else float("nan")
    return Score(score, ncc[0], ncc[1], persist, outline, float(mask.sum()) * pair.pixel_m**2)


def scores(seen: Views, masks: Sequence[Array], pair: Pair, profile: Profile) -> Tuple[Score, ...]:
    """Return the score of each structure of a parcel, each kept apart from the others and from the ground next door."""
    rim = ~eroded(pair.parcel[seen.box], RIM)
    near = [dilated(mask[seen.box], 1) for mask in masks]
    found = []
    for number, mask in enumerate(masks):
        others = [one for at, one in enumerate(near) if at != number]
        found.append(s3(seen, mask, pair, profile, np.logical_or.reduce([rim, *others])))
    return tuple(found)


def _best(surface: Array) -> float:
    return float(np.nanmax(surface)) if np.isfinite(surface).any() else float("nan")


def _share(found: Array, among: Array) -> float:
    count = int(among.sum())
    return float((found & among).sum()) / count if count >= LEAST_EDGES else float("nan")


def _found_again(before: Edges, after: Edges, reach: int, degrees: float) -> Array:
    """Return where a before-edge has an after-edge of the same direction within ``reach`` pixels."""
    close = np.cos(np.radians(2 * degrees))
    found = np.zeros(before.at.shape, bool)
    height, width = found.shape
    at, cos2, sin2 = (np.pad(one, reach) for one in (after.at, after.cos2, after.sin2))
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            if down**2 + right**2 <= reach**2:
                there = (slice(reach + down, reach + down + height), slice(reach + right, reach + right + width))
                found |= at[there] & (before.cos2 * cos2[there] + before.sin2 * sin2[there] >= close)
    return found & before.at


def persist_map(seen: Views, pair: Pair, profile: Profile) -> Persistence:
    """Return the heat map of a parcel: local correlation of grey and gradient, best within ``map_search_m``."""
    size = pair.px(profile.box_m) // 2 * 2 + 1
    reach = pair.px(profile.map_search_m)
    inside = pair.parcel[seen.box] & pair.valid[seen.box]
    close = extent(inside, reach)
    sides = [_Local(before[close], after[close], inside[close], size, reach) for before, after in (seen.grey, seen.gradient)]
    best = np.full(inside.shape, -1.0)
    for down in range(-reach, reach + 1):
        row = (sides[0].row(down) + sides[1].row(down)) / 2
        np.maximum(best[close], row.max(axis=0), out=best[close])
    heat = np.full(pair.parcel.shape, np.nan, np.float32)
    heat[seen.box] = np.where(inside, best, np.nan)
    hot = inside & (best > profile.residual)
    labels, _ = clusters(hot)
    sizes = np.bincount(labels.ravel())[1:] * pair.pixel_m**2
    kept = np.flatnonzero(sizes >= RESIDUAL_LEAST_M2) + 1
    residual = np.zeros(pair.parcel.shape, bool)
    residual[seen.box] = np.isin(labels, kept)
    area = max(1, int(inside.sum()))
    return Persistence(heat, residual, float(hot.sum()) / area, float((inside & (best > profile.faint)).sum()) / area,
                       float(residual.sum()) * pair.pixel_m**2, float(sizes.max()) if sizes.size else 0.0)


class _Local:
    """Correlation in a moving box between one kind of image before and after, at a given offset; only ``inside`` counts.

    The ground next door does not count: a field's edge that stays where it was says nothing of what stood inside.
    """

    def __init__(self, before: Array, after: Array, inside: Array, size: int, reach: int) -> None:
        self.size, self.reach, self.shape, self.inside = size, reach, before.shape, inside
        self.count = np.maximum(box_sum(inside, size), 1.0)
        level = (float(before[inside].mean()), float(after[inside].mean())) if inside.any() else (0.0, 0.0)
        self.before = np.where(inside, before - np.float32(level[0]), 0)
        self.after = padded(after - np.float32(level[1]), reach)
        self.mean = box_sum(self.before, size) / self.count
        self.spread = _spread(box_sum(self.before**2, size) / self.count - self.mean**2, inside)

    def row(self, down: int) -> Array:
        """Return the local correlations with the after image read ``down`` rows and -reach..reach columns further on."""
        rows = self.after[self.reach + down:self.reach + down + self.shape[0]]
        after = np.stack([rows[:, start:start + self.shape[1]] for start in range(2 * self.reach + 1)]) * self.inside
        mean = box_sum(after, self.size) / self.count
        spread = _spread(box_sum(after * after, self.size) / self.count - mean**2, self.inside)
        together = box_sum(self.before * after, self.size) / self.count
        return (together - self.mean * mean) / (self.spread * spread)


def _spread(variance: Array, inside: Array) -> Array:
    """Return standard deviations, none below a fraction of the usual one: even ground does not correlate by its noise."""
    std = np.sqrt(np.maximum(variance, 0.0))
    return np.maximum(std, max(FLAT * float(np.median(std[..., inside])), TINY) if inside.any() else 1.0)


def before_structures(seen: Views, pair: Pair, profile: Profile) -> List[Array]:
    """Return clusters (bool masks) of structure in the before image of a parcel, for parcels without drawn
    buildings; perhaps none."""
    size = pair.px(4.0) // 2 * 2 + 1
    dense = box_sum(seen.edges[0].at, size) / size**2 > DENSE
    labels, count = clusters(dense & pair.parcel[seen.box] & pair.valid[seen.box])
    found = []
    for number in range(1, count + 1):
        if float((labels == number).sum()) * pair.pixel_m**2 >= profile.cluster_m2:
            mask = np.zeros(pair.parcel.shape, bool)
            mask[seen.box] = labels == number
            found.append(mask)
    return found
