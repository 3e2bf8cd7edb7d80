"""Cut, tilted and screened copies, by matching points (ORB) and holding the two pictures over one another; OpenCV only."""

from __future__ import annotations

from collections import OrderedDict
from pathlib import Path
from typing import Any, Optional, Tuple

import numpy as np

from ...domain.photo_rules import PhotoRules
from ...domain.picture_hash import GREY, block_likeness

_LONG_SIDE, _POINTS, _KEPT, _RATIO = 800, 1000, 400, 0.8
_LEAST_LIKE = 0.6  # of what both show, once they lie over one another: the same place on another day is not the same picture
_LEAST_SHARE = 0.15  # of the picture that both show


def matcher(rules: PhotoRules) -> Optional[Matcher]:
    """Return what matches points, None where OpenCV is not there or the rules ask for no candidates."""
    if not rules.keypoint_candidates:
        return None
    try:
        import cv2
    except ImportError:
        return None
    return Matcher(cv2, rules.keypoints) if hasattr(cv2, "ORB_create") else None


class Matcher:
    """Matches the points of two pictures; those of a picture are kept for the next pair."""

    def __init__(self, cv2: Any, least: int) -> None:
        self._cv2, self._least = cv2, least
        self._orb = cv2.ORB_create(nfeatures=_POINTS)
        self._brute = cv2.BFMatcher(cv2.NORM_HAMMING)
        self._kept: OrderedDict[str, Tuple[Any, Any, Any]] = OrderedDict()

    def matches(self, sha: str, path: str, other_sha: str, other_path: str) -> int:
        """Return how many points of two pictures lie as they would in copies of one, 0 where they are none; mirrored, too."""
        if not path or not other_path:
            return 0
        return max(self._match(self._points(sha, path, mirrored), self._points(other_sha, other_path, False))
                   for mirrored in (False, True))

    def _points(self, sha: str, path: str, mirrored: bool) -> Tuple[Any, Any, Any]:
        key = f"{sha}{'m' if mirrored else ''}"
        if key not in self._kept:
            grey = self._read(path)
            grey = grey[:, ::-1].copy() if mirrored and grey is not None else grey
            points, described = self._orb.detectAndCompute(grey, None) if grey is not None else ((), None)
            self._kept[key] = (grey, points, described)
            if len(self._kept) > _KEPT:
                self._kept.popitem(last=False)
        return self._kept[key]

    def _read(self, path: str) -> Any:
        data = np.frombuffer(Path(path).read_bytes() if Path(path).is_file() else b"", np.uint8)
        grey = self._cv2.imdecode(data, self._cv2.IMREAD_GRAYSCALE | self._cv2.IMREAD_IGNORE_ORIENTATION) if len(data) else None
        if grey is None:
            return None
        scale = _LONG_SIDE / max(grey.shape)
        return self._cv2.resize(grey, None, fx=scale, fy=scale, interpolation=self._cv2.INTER_AREA) if scale < 1 else grey

    def _match(self, one: Tuple[Any, Any, Any], other: Tuple[Any, Any, Any]) -> int:
        if one[2] is None or other[2] is None or len(other[2]) < 2:
            return 0
        pairs = [two for two in self._brute.knnMatch(one[2], other[2], k=2) if len(two) == 2]
        good = [first for first, second in pairs if first.distance < _RATIO * second.distance]
        if len(good) < self._least:
            return 0
        here = np.float32([one[1][match.queryIdx].pt for match in good])
        there = np.float32([other[1][match.trainIdx].pt for match in good])
        way, inliers = self._cv2.findHomography(here, there, self._cv2.RANSAC, 4.0)
        count = 0 if way is None else int(inliers.sum())
        return count if count >= self._least and self._over_one_another(one[0], other[0], way) else 0

    def _over_one_another(self, one: Any, other: Any, way: Any) -> bool:
        """Whether two pictures are alike where both show the same, once the first is laid over the second."""
        size = (other.shape[1], other.shape[0])
        laid = self._cv2.warpPerspective(one, way, size)
        shown = self._cv2.warpPerspective(np.full_like(one, 255), way, size) > 0
        if shown.mean() < _LEAST_SHARE:
            return False
        rows, columns = np.flatnonzero(shown.any(axis=1)), np.flatnonzero(shown.any(axis=0))
        box = (slice(rows[0], rows[-1] + 1), slice(columns[0], columns[-1] + 1))
        small = [self._cv2.resize(np.where(shown, grey, 0)[box].astype(np.uint8), (GREY, GREY),
                                  interpolation=self._cv2.INTER_AREA) for grey in (laid, other)]
        return bool(block_likeness(small[0], small[1]) >= _LEAST_LIKE)
