"""What a camera wrote into a photo: QGIS's reader first (exiv2), Pillow and our own for what it cannot say."""

from __future__ import annotations

import math
import re
import struct
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, Optional, Tuple

from qgis.core import QgsExifTools
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from ...domain.exif import taken_at
from ...domain.photos import INVALID, MISSING, PLACED, PhotoFacts

EXIF_BYTES = 1 << 17
_GPS, _PHOTO, _IMAGE = "Exif.GPSInfo.", "Exif.Photo.", "Exif.Image."
_SOFTWARE = ("Exif.Image.Software", "Xmp.xmp.CreatorTool", "Exif.Image.ProcessingSoftware", "Xmp.tiff.Software",
             "Exif.Photo.ImageEditingSoftware")
_SHAPE = ("Exif.Image.ExifTag", "Exif.Image.GPSTag", "Exif.Photo.ExifVersion", "Exif.GPSInfo.GPSVersionID")
_STAMP = re.compile(r"(\d{4}):(\d\d):(\d\d)")
_EARLIEST = 1990
GPS_DIRECTORY = 0x8825


def facts_of(path: Path, data: bytes, seen: PhotoFacts) -> PhotoFacts:
    """Return what the file says of itself beside what was seen of it.

    :param data: the file's bytes, or its beginning. :param seen: width, height and kind.
    """
    tags = _tags(path) if b"Exif" in data[:EXIF_BYTES] or b"http://ns.adobe.com/xap" in data[:EXIF_BYTES] or \
        seen.kind != "jpeg" else {}
    position, lon, lat = _position(tags)
    taken = moment_of(tags.get(_PHOTO + "DateTimeOriginal")) or moment_of(tags.get(_PHOTO + "DateTimeDigitized")) or \
        taken_at(data[:EXIF_BYTES])
    azimuth = _number(tags.get(_GPS + "GPSImgDirection"), 0.0, 360.0)
    return replace(
        seen, has_exif=any(key.startswith("Exif.") and key not in _SHAPE for key in tags), position=position, lon=lon, lat=lat,
        accuracy_m=_number(tags.get(_GPS + "GPSHPositioningError"), 0.1, 100_000.0),
        azimuth=None if azimuth is None else azimuth % 360.0,
        magnetic=str(tags.get(_GPS + "GPSImgDirectionRef") or "").strip() == "M",
        f35=_number(tags.get(_PHOTO + "FocalLengthIn35mmFilm"), 1.0, 2000.0), taken_at=taken,
        modified_at=moment_of(tags.get(_IMAGE + "DateTime")), gps_at=_satellite(tags, path), make=_text(tags, _IMAGE + "Make"),
        model=_text(tags, _IMAGE + "Model"), software="; ".join(dict.fromkeys(filter(None, (_text(tags, one)
                                                                                           for one in _SOFTWARE)))))


def _tags(path: Path) -> Dict[str, Any]:
    return {str(key): value for key, value in QgsExifTools.readTags(str(path)).items()}


def _text(tags: Dict[str, Any], key: str) -> str:
    value = tags.get(key)
    return "".join(ch for ch in str(value) if ch.isprintable()).strip()[:80] if isinstance(value, str) else ""


def _number(value: Any, least: float, most: float) -> Optional[float]:
    """Return a number within its limits, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if math.isfinite(value) and least <= value <= most else None


def _position(tags: Dict[str, Any]) -> Tuple[str, Optional[float], Optional[float]]:
    """Return what is known of the position; that there are tags does not yet make it one (3 of 48 real files say 0/0, 2 NaN)."""
    found = []
    for name, most in (("Longitude", 180.0), ("Latitude", 90.0)):
        if _GPS + f"GPS{name}" not in tags:
            return MISSING, None, None
        value = _number(tags[_GPS + f"GPS{name}"], -most, most)
        if value is None:
            return INVALID, None, None
        south_or_west = str(tags.get(_GPS + f"GPS{name}Ref") or "").strip().upper() in ("S", "W")
        found.append(-abs(value) if south_or_west else value)
    lon, lat = found
    if abs(lon) < 1e-6 and abs(lat) < 1e-6:
        return INVALID, None, None
    return PLACED, round(lon, 8), round(lat, 8)


def moment_of(value: Any) -> str:
    """Return a moment as ISO text, '' for what is none."""
    if not isinstance(value, QDateTime) or not value.isValid() or value.date().year() < _EARLIEST:
        return ""
    return str(value.toString("yyyy-MM-ddTHH:mm:ss"))


def _satellite(tags: Dict[str, Any], path: Path) -> str:
    """Return GPS time (UTC) as ISO text, '' where day or time lack."""
    day, clock = tags.get(_GPS + "GPSDateStamp"), tags.get(_GPS + "GPSTimeStamp")
    if not isinstance(clock, QTime) or not clock.isValid():
        return ""
    if isinstance(day, QDate) and day.isValid():
        return f"{day.toString('yyyy-MM-dd')}T{clock.toString('HH:mm:ss')}"
    stamp = _STAMP.fullmatch(_date_stamp(path))  # some stamps QGIS gives up on
    return f"{stamp.group(1)}-{stamp.group(2)}-{stamp.group(3)}T{clock.toString('HH:mm:ss')}" if stamp else ""


def _date_stamp(path: Path) -> str:
    """Return the day of GPS time as Pillow reads it, '' without Pillow."""
    try:
        from PIL import Image
    except ImportError:
        return ""
    try:
        with Image.open(path) as image:
            return str(image.getexif().get_ifd(GPS_DIRECTORY).get(0x1D, "")).strip("\0 ")
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, struct.error):  # what Pillow says of damaged blocks
        return ""
