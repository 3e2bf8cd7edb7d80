"""Everything that is measured of one parcel on two images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Dict, Optional, Tuple

import numpy as np

from .control import ControlTest
from .filters import TINY
from .footprint import footprint_z
from .greenness import Greenness, green_mask, greenness
from .images import Array, Pair, grey
from .profile import Profile
from .registration import Agreement, Registration, register, shifted
from .reuse import Reuse, same_picture
from .structure import Persistence, Score, before_structures, persist_map, s3, scores, views
from .texture import Roughness, rubble

LEAST_AROUND = 400  # pixels

BLACK, BURNT = 2.0, 253.0  # grey levels of an 8-bit image that hold no detail


@dataclass
class Measured:
    """What was measured of one parcel; ``figures()`` is what the ledger keeps, the arrays lie on the pair's grid.

    :param registration: the shift that was applied. :param own: the shift found here; None when one was given. :param
        deviation_px: own shift against the consensus of its neighbours; None without consensus. :param bad_share: share of
        the parcel without usable pixels. :param contrast: spread of the surroundings, after / before (haze). :param
        footprint_z: how far the place of a structure stands out after, in units of what cropland does (NaN: not
        measurable). :param found_by: what ``structures`` are: ``drawn`` buildings, ``clusters`` found in the before image,
        or the ``parcel`` as one.
    """

    registration: Registration
    own: Optional[Registration]
    deviation_px: Optional[float]
    shift_m: float
    area_m2: float
    bad_share: float
    contrast: float
    found_by: str
    structures: Tuple[Score, ...]
    persistence: Persistence
    reuse: Reuse
    rubble: Roughness
    footprint_z: float
    green: Greenness
    control: Optional[ControlTest]

    def figures(self) -> Dict[str, Any]:
        """Return every number as JSON (rounded to 4 decimals; None where nothing could be measured)."""
        heat = self.persistence
        raw: Dict[str, Any] = {
            "dx": self.registration.dx, "dy": self.registration.dy, "confidence": self.registration.confidence,
            "own": asdict(self.own) if self.own else None, "deviation_px": self.deviation_px, "shift_m": self.shift_m,
            "area_m2": self.area_m2, "bad_share": self.bad_share, "contrast": self.contrast, "found_by": self.found_by,
            "structures": [asdict(one) for one in self.structures], "residual_share": heat.residual_share,
            "faint_share": heat.faint_share, "residual_m2": heat.residual_m2, "largest_m2": heat.largest_m2,
            "reuse": self.reuse.score, "painted_share": self.reuse.changed_share, "rubble_z": self.rubble.z,
            "rubble_windows": self.rubble.windows, "footprint_z": self.footprint_z, "green": asdict(self.green),
            "control": asdict(self.control) if self.control else None,
        }
        return {key: _plain(value) for key, value in raw.items()}


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    if isinstance(value, (float, np.floating)):
        return round(float(value), 4) if np.isfinite(value) else None
    return value


def measure(pair: Pair, profile: Profile, registration: Optional[Registration] = None, control: Optional[ControlTest] = None,
            neighbours: Optional[Agreement] = None) -> Measured:
    """Return everything measured of one parcel; about a tenth of a second of one core.

    :param registration: the shift to apply; None: it is found here, and where it is unreliable or further than
        ``profile.deviation_px`` from ``neighbours``, theirs is applied. :param control: the pair of images'
        control-building test; None: not made. :param neighbours: the consensus of the pair of images.
    """
    own = None if registration else register(pair, profile)
    applied, deviation = _applied(registration or own or Registration(0.0, 0.0, 0.0), neighbours, profile)
    before_grey, after_grey = grey(pair.before), shifted(grey(pair.after), applied.dx, applied.dy)
    after = shifted(pair.after, round(applied.dx), round(applied.dy))  # for colours whole pixels do
    seen = views(before_grey, after_grey, pair, profile)
    masks: Sequence[Array] = list(pair.structures)
    found_by = "drawn"
    if not masks:
        masks, found_by = before_structures(seen, pair, profile), "clusters"
    if not masks:
        masks, found_by = [pair.parcel], "parcel"
    structures = scores(seen, masks, pair, profile)
    bare = [mask for mask, score in zip(masks, structures) if not score.s3 > profile.standing]
    return Measured(
        registration=applied, own=own, deviation_px=deviation, shift_m=applied.metres(pair.pixel_m), area_m2=pair.parcel_m2,
        bad_share=bad_share(pair), contrast=_contrast(before_grey, after_grey, pair), found_by=found_by,
        structures=structures, persistence=persist_map(seen, pair, profile),
        reuse=same_picture(before_grey, after_grey, pair, profile),
        rubble=rubble(after_grey, bare, green_mask(after, pair.valid, profile), pair, profile),
        footprint_z=footprint_z(after, bare, masks, pair), green=greenness(pair, after, bare, profile), control=control,
    )


def control_score(pair: Pair, profile: Profile, registration: Optional[Registration] = None,
                  neighbours: Optional[Agreement] = None) -> float:
    """Return s3 of one control building, ``pair.parcel``, as :func:`measure` would score it; NaN when it cannot be measured."""
    applied, _ = _applied(registration or register(pair, profile), neighbours, profile)
    seen = views(grey(pair.before), shifted(grey(pair.after), applied.dx, applied.dy), pair, profile)
    return s3(seen, pair.parcel, pair, profile).s3


def _applied(found: Registration, neighbours: Optional[Agreement], profile: Profile) -> Tuple[Registration, Optional[float]]:
    """Return the shift to apply, and how far the one found lies from the neighbours'."""
    if neighbours is None:
        return found, None
    deviation = neighbours.deviation(found)
    if found.ok and deviation <= profile.deviation_px:
        return found, deviation
    return Registration(neighbours.dx, neighbours.dy, found.confidence, (*found.reasons, "neighbours_shift")), deviation


def bad_share(pair: Pair) -> float:
    """Return the share of the parcel that is nodata, black or overexposed in either image; 1 for an empty parcel."""
    inside = pair.parcel
    if not inside.any():
        return 1.0
    bad = ~pair.valid[inside]
    for image in (pair.before, pair.after):
        colours = image[inside][:, :3]
        bad = bad | (colours <= BLACK).all(axis=1) | (colours >= BURNT).all(axis=1)
    return float(bad.mean())


def _contrast(before: Array, after: Array, pair: Pair) -> float:
    """Return the spread of the surroundings after / before; NaN without surroundings."""
    around = pair.valid & ~pair.others
    if int(around.sum()) < LEAST_AROUND:
        return float("nan")
    spread = float(before[around].std())
    return float(after[around].std()) / spread if spread > TINY else float("nan")
