"""The county's numbers for photos (rule ``photos``): every one an editable default that says where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Dict, Tuple

from .errors import BadInput, tr

RULE = "photos"  # its name among the ledger's rules
_TEXTS = frozenset({"version", "note", "notes"})
_LIMITS: Dict[str, Tuple[float, float]] = {
    "near_m": (1, 100_000), "far_m": (1, 100_000), "accuracy_m": (0, 10_000), "cone_margin_deg": (0, 180),
    "cone_unknown_deg": (1, 180), "cone_reach_m": (1, 100_000), "magnetic_deg": (0, 90), "clock_minutes": (1, 1440),
    "modified_minutes": (0, 1440), "same_bits": (0, 31), "alike_bits": (0, 31), "same_blocks": (-1, 1), "alike_blocks": (-1, 1),
    "keypoints": (4, 10_000), "keypoint_candidates": (0, 1000), "burst_minutes": (0, 1440), "station_deg": (1, 180),
    "plain": (0, 255),
}


@dataclass(frozen=True)
class PhotoRules:
    """Thresholds of the photo checks; one version stands with every flag raised by them.

    :param near_m: a photo may be that far from the parcel's edge, its accuracy besides; :param far_m: further is an alarm.
    :param accuracy_m: taken where the file does not say. :param cone_margin_deg: beside half the field of view,
        :param cone_unknown_deg: half angle where the focal length is unknown, :param cone_reach_m: how far one sees,
        :param magnetic_deg: wider for a magnetic bearing. :param same_bits: of 64 that differ at most in one picture,
        :param alike_bits: in a candidate that is then compared. :param same_blocks, alike_blocks: least median correlation
        block by block. :param keypoints: least matches (OpenCV). :param plain: standard deviation of grey below which a picture
        shows too little to be compared.
    """

    version: str = "1"
    near_m: float = 50.0
    far_m: float = 150.0
    accuracy_m: float = 20.0
    cone_margin_deg: float = 20.0
    cone_unknown_deg: float = 45.0
    cone_reach_m: float = 200.0
    magnetic_deg: float = 10.0
    clock_minutes: float = 15.0
    modified_minutes: float = 2.0
    editors: Tuple[str, ...] = ("photoshop",)
    same_bits: int = 8
    alike_bits: int = 17
    same_blocks: float = 0.3
    alike_blocks: float = 0.8
    keypoints: int = 44
    keypoint_candidates: int = 20
    burst_minutes: float = 10.0
    station_deg: float = 30.0
    plain: float = 3.0

    @classmethod
    def from_json(cls, raw: Any, where: str) -> PhotoRules:
        """Return the rules a parsed JSON document describes; a key left out keeps its shipped value.

        :param where: the file's name. :raises BadInput: naming the file and the key that is wrong.
        """
        if not isinstance(raw, dict):
            raise BadInput(tr("{file}: the rules for photos must be an object."), file=where)
        kinds = {one.name: one.type for one in fields(cls)}
        given: Dict[str, Any] = {}
        for key, value in raw.items():
            if key in _LIMITS:
                number = _number(value, key, where)
                given[key] = int(number) if kinds[key] == "int" else number
            elif key == "editors":
                given[key] = _editors(value, where)
            elif key == "version":
                given[key] = str(value)
            elif key not in _TEXTS:
                raise BadInput(tr("{file}: the key {key} is not understood: remove it or correct its name."), file=where, key=key)
        made = cls(**given)
        for less, more in (("near_m", "far_m"), ("same_bits", "alike_bits"), ("same_blocks", "alike_blocks")):
            if getattr(made, less) > getattr(made, more):
                raise BadInput(tr("{file}: {less} is larger than {more}: lower it."), file=where, less=less, more=more)
        return made


def _number(value: Any, key: str, where: str) -> float:
    least, most = _LIMITS[key]
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not least <= value <= most:
        raise BadInput(tr("{file}: {value} cannot be {key}: give a number from {least} to {most}."), file=where, value=value,
                       key=key, least=f"{least:g}", most=f"{most:g}")
    return float(value)


def _editors(value: Any, where: str) -> Tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(one, str) and one.strip() for one in value):
        raise BadInput(tr("{file}: {key} must be a list of texts."), file=where, key="editors")
    return tuple(one.strip().casefold() for one in value)
