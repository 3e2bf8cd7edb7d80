"""The profile of before/after comparison (rule ``change``): thresholds and the tolerances they belong to (imagery.md 3, 4)."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from typing import Any, Dict, Mapping, Tuple

from .errors import BadInput, tr

RULE = "change"  # its name among the ledger's rules
AFTER_LOOK = "after_first_look"  # of the rule, not of the profile: it says who sees a suggestion when, not how it is made


@dataclass(frozen=True)
class Profile:
    """Every number the comparison of two images uses; thresholds belong to the tolerances beside them, so both are one document.

    Lengths in metres, areas in m², shares 0 to 1, angles in degrees. Where each default comes from stands in the ``notes`` of
    ``resources/rules/change.json``.
    """

    version: str = "1"
    # the grid
    pixel_m: float = 0.5
    context_m: float = 128.0
    # what cannot be judged
    bad_share: float = 0.1
    haze: float = 0.5
    least_m2: float = 60.0
    tarp_share: float = 0.4
    # registration
    reach_m: float = 5.0
    confidence: float = 0.01
    deviation_px: float = 2.0
    # structures (s3)
    search_m: float = 2.0
    margin_m: float = 1.0
    edge_m: float = 1.0
    edge_degrees: float = 15.0
    cleared: float = 0.275
    standing: float = 0.357
    outline: float = 0.35
    # heat map of persistence
    box_m: float = 7.5
    map_search_m: float = 1.5
    residual: float = 0.45
    faint: float = 0.35
    cluster_m2: float = 20.0
    # after-state
    rubble_z: float = 3.0
    smooth_z: float = -2.0
    rubble_windows: float = 20
    footprint_z: float = 3.0
    window_m: float = 8.0
    exg: float = 0.05
    ndvi: float = 0.25
    net_share: float = 0.6
    net_hue_from: float = 135.0
    net_hue_to: float = 175.0
    net_std: float = 4.0
    # the same picture under a new date
    reuse: float = 0.62
    reuse_block_px: float = 32
    # control buildings
    control_least: float = 10
    control_failed_share: float = 0.3

    @classmethod
    def from_rule(cls, raw: Any, where: str = "change.json") -> Profile:
        """Return the profile a parsed JSON document describes; a key left out keeps its shipped value.

        :param where: the file's name. :raises BadInput: naming the file and the key that is wrong.
        """
        if not isinstance(raw, dict):
            raise BadInput(tr("{file}: the profile of image comparison must be an object."), file=where)
        given: Dict[str, Any] = {}
        for key, value in raw.items():
            if key in _LIMITS:
                given[key] = _number(value, key, where)
            elif key == "version":
                given[key] = str(value)
            elif key == AFTER_LOOK:
                after_first_look(raw, where)
            elif key not in ("id", "note", "notes"):
                raise BadInput(tr("{file}: the key {key} is not understood: remove it or correct its name."), file=where, key=key)
        made = cls(**given)
        for low, high in _ORDER:
            if not getattr(made, low) < getattr(made, high):
                raise BadInput(tr("{file}: {low} {lower} must be less than {high} {higher}: correct one of them."), file=where,
                               low=low, lower=getattr(made, low), high=high, higher=getattr(made, high))
        return made

    def as_json(self) -> Dict[str, Any]:
        """Return the numbers as a JSON object, to be stored beside what was judged by them."""
        return asdict(self)

    @property
    def sha256(self) -> str:
        """The digest that stands with every comparison made by this profile."""
        text = json.dumps(self.as_json(), sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("utf-8")).hexdigest()


def after_first_look(raw: Mapping[str, Any], where: str = "change.json") -> bool:
    """Whether the county audits: a suggestion is shown only once a person has recorded what they see (imagery.md 4).

    :raises BadInput: when it is neither true nor false.
    """
    value = raw.get(AFTER_LOOK, False)
    if not isinstance(value, bool):
        raise BadInput(tr("{file}: {key} must be true or false."), file=where, key=AFTER_LOOK)
    return value


# key -> least and greatest value; odd values are the county's own affair, impossible ones are refused
_SHARE = (0.0, 1.0)
_LIMITS: Mapping[str, Tuple[float, float]] = {
    "pixel_m": (0.1, 2.0), "context_m": (16.0, 512.0), "bad_share": _SHARE, "haze": _SHARE, "least_m2": (1.0, 1e6),
    "tarp_share": _SHARE, "reach_m": (0.5, 50.0), "confidence": _SHARE, "deviation_px": (0.1, 100.0), "search_m": (0.0, 10.0),
    "margin_m": (0.0, 10.0), "edge_m": (0.0, 10.0), "edge_degrees": (1.0, 90.0), "cleared": (-1.0, 1.0), "standing": (-1.0, 1.0),
    "outline": _SHARE, "box_m": (1.0, 50.0), "map_search_m": (0.0, 10.0), "residual": (-1.0, 1.0), "faint": (-1.0, 1.0),
    "cluster_m2": (0.0, 1e6), "rubble_z": (0.0, 100.0), "smooth_z": (-100.0, 0.0),
    "rubble_windows": (2, 1000), "footprint_z": (0.5, 100.0),
    "window_m": (2.0, 100.0), "exg": (-2.0, 2.0), "ndvi": (-1.0, 1.0), "net_share": _SHARE, "net_hue_from": (0.0, 360.0),
    "net_hue_to": (0.0, 360.0), "net_std": (0.0, 255.0), "reuse": _SHARE, "reuse_block_px": (8, 512), "control_least": (1, 1000),
    "control_failed_share": (0.01, 1.0),
}
_ORDER = (("cleared", "standing"), ("faint", "residual"), ("net_hue_from", "net_hue_to"))
NUMBERS = tuple(each.name for each in fields(Profile) if each.name != "version")


def _number(value: Any, key: str, where: str) -> float:
    low, high = _LIMITS[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not low <= value <= high:
        raise BadInput(tr("{file}: {value} cannot be {key}: give a number from {low} to {high}."), file=where, value=value,
                       key=key, low=f"{low:g}", high=f"{high:g}")
    return float(value)
