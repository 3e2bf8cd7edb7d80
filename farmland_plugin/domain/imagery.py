"""What is recorded of images: tiles of a mosaic, control buildings, checks of a pair, comparisons of a parcel (003-09)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any, Dict, Iterable, List, Mapping, Optional, Sequence, Tuple

from .journal import canonical
from .parcel import Scene

CLEARED, PARTLY, UNCHANGED, UNSURE = "cleared", "partly", "unchanged", "unsure"
SUGGESTIONS = (CLEARED, PARTLY, UNCHANGED, UNSURE)
STANDING = (PARTLY, UNCHANGED)  # something of before is still there
PASSED, FAILED, TOO_FEW, NO_CONTROLS = "passed", "failed", "too_few", "none"
Bounds = Tuple[float, float, float, float]


@dataclass(frozen=True)
class SceneTile:
    """A part of a mosaic with a date of its own (镶嵌线), from the seamline layer given when it was registered.

    :param ord: number within the scene. :param captured: ISO date. :param bounds: minx, miny, maxx, maxy and
        :param geom: WKB MultiPolygon, both in the ledger CRS.
    """

    scene_id: str
    ord: int
    captured: str
    source: str
    bounds: Bounds
    geom: bytes


@dataclass(frozen=True)
class ControlBuilding:
    """A building known to stand in both images of a pair: measuring it measures the pair's own error (control test).

    :param geom: WKB MultiPolygon in the ledger CRS. :param removed_seq: event that took the mark back.
    """

    control_id: str
    before_id: str
    after_id: str
    geom: bytes
    note: str = ""
    marked_at: str = ""
    marked_by: str = ""
    seq: int = 0
    removed_seq: Optional[int] = None


@dataclass(frozen=True)
class PairCheck:
    """What was found of a pair of images as a whole; of mosaics, of the parts that have these two dates.

    :param input_key: what it was made from (``key_of``). :param windows: places where the shift was measured.
    :param shift_x_m: median shift of the later image, metres east and :param shift_y_m: north; None where no window gave one.
    :param mad_m: median deviation of the windows from it. :param controls: control buildings scored, of which
    :param controls_failed: would be called cleared. :param control_result: passed, failed, too_few or none.
    :param detail: windows and scores, as plain values.
    """

    check_id: str
    before_id: str
    after_id: str
    before_on: str
    after_on: str
    profile_version: str
    input_key: str
    windows: int
    shift_x_m: Optional[float]
    shift_y_m: Optional[float]
    mad_m: Optional[float]
    controls: int
    controls_failed: int
    control_result: str
    detail: Dict[str, Any]
    made_at: str = ""
    seq: int = 0


@dataclass(frozen=True)
class Comparison:
    """What a parcel's images before and after suggest, with every reason; a later run is another row.

    :param round: of the case when it was made. :param before_on, after_on: days the two images show the parcel.
    :param input_key: what it was made from (``key_of``): the same key is never measured twice.
    :param suggestion: cleared, partly, unchanged or unsure. :param reasons: ``{code, figures}`` each, codes of
        dictionary ``change_reason``. :param scores: the measures as plain values.
    :param residual_m2: ground where structure persists. :param residual_share: its share of the parcel (0 to 1): a hint to
        look, never a legal area.
    :param residual: WKB MultiPolygon in the ledger CRS, b'' for none. :param heat_map: file in ``changes/``, '' for none.
    """

    comparison_id: str
    parcel_uid: str
    round: int
    before_id: str
    after_id: str
    before_on: str
    after_on: str
    profile_version: str
    profile_sha256: str
    input_key: str
    suggestion: str
    reasons: Sequence[Mapping[str, Any]]
    scores: Dict[str, Any]
    shift_x_m: Optional[float]
    shift_y_m: Optional[float]
    residual_m2: float
    residual_share: float
    residual: bytes
    heat_map: str
    made_at: str = ""
    seq: int = 0


def key_of(*parts: Any) -> str:
    """Return the digest of what a result is made from: texts, numbers as text, lists of them."""
    return hashlib.sha256(canonical(list(parts)).encode("utf-8")).hexdigest()


def comparison_key(parcel: Tuple[str, str], scenes: Sequence[Tuple[str, str]], check_key: str, profile_sha256: str) -> str:
    """Return the key of a comparison.

    :param parcel: digest of its polygon as used, and of the suspect parcels around it. :param scenes: SHA-256 and day of each
        image. :param check_key: of the pair's check, which has the control buildings in it.
    """
    return key_of("comparison", list(parcel), [list(one) for one in scenes], check_key, profile_sha256)


def check_key(scenes: Sequence[Tuple[str, str]], controls: Iterable[bytes], profile_sha256: str) -> str:
    """Return the key of a pair's check: both images with their days, the control buildings in any order, the profile."""
    marks = sorted(hashlib.sha256(one).hexdigest() for one in controls)
    return key_of("pair", [list(one) for one in scenes], marks, profile_sha256)


def dated(scene: Scene, tiles: Iterable[SceneTile]) -> Tuple[str, str]:
    """Return the earliest and the latest day a scene shows what the given tiles cover; its own where there are none."""
    days = sorted({one.captured for one in tiles})
    return (days[0], days[-1]) if days else (scene.captured, scene.captured)


# -- what the journal's digests are made of -----------------------------------------------------------------------


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest() if data else ""


def _number(value: Optional[float]) -> Optional[float]:
    """Return a number as every store gives it back: a database does not keep the sign of zero."""
    return None if value is None else float(value) + 0.0


def tile_values(one: SceneTile) -> List[Any]:
    """Return a tile as it was written."""
    return [one.scene_id, one.ord, one.captured, one.source, [_number(edge) for edge in one.bounds], _digest(one.geom)]


def check_values(one: PairCheck) -> List[Any]:
    """Return a pair's check as it was written."""
    return [one.check_id, one.before_id, one.after_id, one.before_on, one.after_on, one.profile_version, one.input_key,
            one.windows, _number(one.shift_x_m), _number(one.shift_y_m), _number(one.mad_m), one.controls, one.controls_failed,
            one.control_result, one.detail, one.made_at]


def comparison_values(one: Comparison) -> List[Any]:
    """Return a comparison as it was written."""
    return [one.comparison_id, one.parcel_uid, one.round, one.before_id, one.after_id, one.before_on, one.after_on,
            one.profile_version, one.profile_sha256, one.input_key, one.suggestion, [dict(reason) for reason in one.reasons],
            one.scores, _number(one.shift_x_m), _number(one.shift_y_m), _number(one.residual_m2), _number(one.residual_share),
            _digest(one.residual), one.heat_map, one.made_at]
