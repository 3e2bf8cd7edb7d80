"""Photos hashed and checked against the time of reading and decoding them: 5,000 photos held against one another, CPU time.

Files of 12 megapixels are read one after the other, once plain (bytes, and the picture unfolded small by Qt, as quick as it goes)
and once as ``attachphotos`` does it; the re-use of 5,000 photos is searched as a whole and its share added.
"""

from __future__ import annotations

import hashlib
import time
from pathlib import Path
from typing import Any, Dict, List, Tuple

import numpy as np
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QImageReader

from farmland_plugin.domain.photo_checks import Setting, noticed
from farmland_plugin.domain.photo_ground import Outline
from farmland_plugin.domain.photo_rules import PhotoRules
from farmland_plugin.domain.picture_hash import GREY, hash_text, hashes_of
from farmland_plugin.domain.progress import NoFeedback
from farmland_plugin.evidence.photos.looking import look
from farmland_plugin.evidence.photos.reuse import Greys, Known, find_reuse
from farmland_plugin.ledger.photos import Print
from tests.photos.files import Shot, jpeg, scene, with_exif
from tests.photos.files import exif_of as exif

PHOTOS, RATIO = 5000, 1.5
FILES = {"small": 60, "county": 300}
ACROSS = 6  # a drawn picture of 640 x 480 is blown up to 3840 x 2880
SQUARE = np.array([(114.5, 36.6), (114.501, 36.6), (114.501, 36.601), (114.5, 36.601), (114.5, 36.6)])


def measure(size: str, work: Path) -> Dict[str, Any]:
    """Return seconds for 5,000 photos: plain, looked at and checked, held against one another, and the ratio."""
    files = _files(work / "photos", FILES[size])
    plain, checked = _one_by_one(files)
    compared = _reuse(PHOTOS)
    share = PHOTOS / len(files)
    return {"photos": PHOTOS, "files": len(files), "mb": sum(one.stat().st_size for one in files) / len(files) / 1e6,
            "decoding_s": plain * share, "checking_s": checked * share, "reuse_s": compared,
            "ratio": (checked * share + compared) / (plain * share)}


def _files(folder: Path, count: int) -> List[Path]:
    """Return photos of a camera, made once."""
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(count):
        path = folder / f"{number:04d}.jpg"
        if not path.exists():
            grain = np.random.default_rng(number).integers(-9, 10, (480 * ACROSS, 640 * ACROSS, 1))
            large = np.kron(scene(number % 40), np.ones((ACROSS, ACROSS, 1), np.uint8))
            path.write_bytes(with_exif(jpeg(np.clip(large + grain, 0, 255).astype(np.uint8)), exif(Shot(azimuth=float(number)))))
    return [folder / f"{number:04d}.jpg" for number in range(count)]


def _one_by_one(files: List[Path]) -> Tuple[float, float]:
    """Return CPU seconds of reading and decoding the files, and of looking at them and checking them."""
    rules, setting = PhotoRules(), Setting(Outline([SQUARE]), True, "2026-11-10", "", "2026-11-12T08:00:00Z")
    plain = checked = 0.0
    for path in files:
        begin = time.process_time()
        path.read_bytes()
        reader = QImageReader(str(path))
        reader.setScaledSize(QSize(2 * GREY, 2 * GREY))
        reader.read()
        between = time.process_time()
        data = path.read_bytes()
        hashlib.sha256(data).hexdigest()
        noticed(look(path, rules, data).facts, setting, rules)
        plain, checked = plain + between - begin, checked + time.process_time() - between
    return plain, checked


def _reuse(count: int) -> float:
    """Return CPU seconds of holding photos against one another; every tenth is a copy of an earlier one."""
    chance = np.random.default_rng(1)
    known: List[Known] = []
    greys: Dict[str, np.ndarray] = {}
    for number in range(count):
        coarse = np.kron(chance.uniform(0, 255, (8, 8)), np.ones((8, 8)))
        grey = np.clip(coarse + chance.normal(0, 10, (GREY, GREY)), 0, 255).astype(np.uint8)
        if number % 10 == 9:
            grey = np.clip(greys[f"{number - 7}"] * 0.9 + 5, 0, 255).astype(np.uint8)
        greys[f"{number}"] = grey
        known.append(Known(Print(f"P{number}", f"{number}", 1, hash_text(hashes_of(grey)), "", 0), "", "T"))
    rules = PhotoRules(keypoint_candidates=0)
    begin = time.process_time()
    found = find_reuse([], known, Greys(lambda path: look(path, rules).grey, greys), rules, str, NoFeedback())
    took = time.process_time() - begin
    if len(found) < count // 10:
        raise RuntimeError(f"only {len(found)} of {count // 10} copies were found")
    return took


def table(found: Dict[str, Any], size: str) -> str:
    """Return the figures as text."""
    good = "ok" if found["ratio"] <= RATIO else "TOO SLOW"
    return (f"photos: {found['photos']} of {found['mb']:.1f} MB (timed on {found['files']}): read and decoded"
            f" {found['decoding_s']:.0f} s, looked at and checked {found['checking_s']:.0f} s, held against one another"
            f" {found['reuse_s']:.1f} s: {found['ratio']:.2f} x (wanted <= {RATIO} x) {good}")
