"""JPEG files with EXIF written tag by tag, so that every odd value a camera or a messenger leaves can be made."""

from __future__ import annotations

import io
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

ASCII, SHORT, LONG, RATIONAL, UNDEFINED, BYTE = 2, 3, 4, 5, 7, 1
_WIDTH = {BYTE: 1, ASCII: 1, SHORT: 2, LONG: 4, RATIONAL: 8, UNDEFINED: 1}


@dataclass
class Shot:
    """What a camera writes; None leaves a tag out. ``gps`` is UTC, ``taken`` the camera's own clock."""

    lon: Any = 114.5
    lat: Any = 36.6
    azimuth: float | None = 90.0
    azimuth_ref: str = "T"
    accuracy: float | None = None
    taken: str | None = "2026:11:12 10:00:00"
    modified: str | None = None
    gps: str | None = "2026:11:12 02:00:00"
    software: str | None = None
    make: str | None = "HUAWEI"
    model: str | None = "P40"
    f35: int | None = 27
    orientation: int | None = None
    extra_exif: list[tuple[int, int, bytes]] = field(default_factory=list)


def scene(seed: int, width: int = 640, height: int = 480) -> np.ndarray:
    """Return a picture (height, width, 3): sky, field, buildings and trees where chance puts them, with texture."""
    rng = np.random.default_rng(seed)
    ys, xs = np.mgrid[0:height, 0:width]
    horizon = int(height * rng.uniform(0.25, 0.55))
    slope = rng.uniform(-0.15, 0.15)
    sky = rng.uniform(140, 230, 3)
    ground = rng.uniform(60, 150, 3)
    above = ys < horizon + slope * (xs - width / 2)
    picture = np.where(above[..., None], sky - 40 * (ys / height)[..., None], ground + 50 * (ys / height)[..., None])
    waves = rng.uniform(4, 30, 2)
    picture += (~above)[..., None] * 12 * np.sin(ys / waves[0] + xs / waves[1] * rng.uniform(-1, 1))[..., None]
    for _ in range(rng.integers(4, 9)):
        w, h = rng.integers(width // 14, width // 3), rng.integers(height // 12, height // 2)
        x, y = rng.integers(-w // 2, width - w // 2), rng.integers(horizon - h, height - h // 3)
        colour = rng.uniform(30, 240, 3)
        if rng.random() < 0.6:
            inside = (xs >= x) & (xs < x + w) & (ys >= y) & (ys < y + h)
        else:
            inside = ((xs - x - w / 2) / (w / 2)) ** 2 + ((ys - y - h / 2) / (h / 2)) ** 2 < 1
        picture = np.where(inside[..., None], colour + 15 * np.sin(xs / rng.uniform(3, 15))[..., None], picture)
    coarse = rng.normal(0, 14, (height // 16 + 1, width // 16 + 1)).repeat(16, 0).repeat(16, 1)[:height, :width]
    picture = picture + coarse[..., None] + rng.normal(0, 5, (height, width, 1))
    return np.clip(picture, 0, 255).astype(np.uint8)


def jpeg(picture: np.ndarray, quality: int = 88, **more: Any) -> bytes:
    """Return a picture as a JPEG file without EXIF."""
    out = io.BytesIO()
    Image.fromarray(picture).save(out, "JPEG", quality=quality, **more)
    return out.getvalue()


def photo(path: Path, seed: int = 1, shot: Shot | None = None, picture: np.ndarray | None = None, quality: int = 88) -> Path:
    """Write a photo with EXIF (with none where ``shot`` is None) and return its path."""
    data = jpeg(scene(seed) if picture is None else picture, quality)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if shot is None else with_exif(data, exif_of(shot)))
    return path


def with_exif(data: bytes, tiff: bytes) -> bytes:
    """Return the JPEG with an EXIF segment right behind its start marker."""
    payload = b"Exif\x00\x00" + tiff
    return data[:2] + b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload + data[2:]


def ratio(value: Any) -> bytes:
    """Return a rational; a pair is written as it is (0, 0 is what no fix leaves)."""
    top, bottom = value if isinstance(value, tuple) else (round(value * 1_000_000), 1_000_000)
    return struct.pack(">II", top, bottom)


def degrees(value: Any) -> bytes:
    """Return degrees, minutes, seconds; a tuple of three pairs is written as it is."""
    if isinstance(value, tuple):
        return b"".join(ratio(one) for one in value)
    whole = int(abs(value))
    minutes = int((abs(value) - whole) * 60)
    return ratio((whole, 1)) + ratio((minutes, 1)) + ratio((abs(value) - whole - minutes / 60) * 3600)


def exif_of(shot: Shot) -> bytes:
    """Return the TIFF block of a shot."""
    main = [(0x010F, ASCII, text(shot.make)), (0x0110, ASCII, text(shot.model)),
            (0x0112, SHORT, struct.pack(">H", shot.orientation) if shot.orientation else b""),
            (0x0131, ASCII, text(shot.software)), (0x0132, ASCII, text(shot.modified or shot.taken))]
    exif = [(0x9000, UNDEFINED, b"0231"), (0x9003, ASCII, text(shot.taken)), (0x9004, ASCII, text(shot.taken)),
            (0xA405, SHORT, struct.pack(">H", shot.f35) if shot.f35 else b""), *shot.extra_exif]
    gps: list[tuple[int, int, bytes]] = []
    if shot.lon is not None:
        day, _, clock = (shot.gps or "").partition(" ")
        south, west = (isinstance(one, float) and one < 0 for one in (shot.lat, shot.lon))
        gps = [(0x00, BYTE, bytes([2, 3, 0, 0])), (0x01, ASCII, b"S\0" if south else b"N\0"), (0x02, RATIONAL, degrees(shot.lat)),
               (0x03, ASCII, b"W\0" if west else b"E\0"), (0x04, RATIONAL, degrees(shot.lon)),
               (0x07, RATIONAL, b"".join(ratio((int(part), 1)) for part in clock.split(":")) if clock else b""),
               (0x10, ASCII, text(shot.azimuth_ref) if shot.azimuth is not None else b""),
               (0x11, RATIONAL, ratio(shot.azimuth) if shot.azimuth is not None else b""),
               (0x1D, ASCII, text(day)), (0x1F, RATIONAL, ratio(shot.accuracy) if shot.accuracy is not None else b"")]
    return tiff_of(*([one for one in entries if one[2]] for entries in (main, exif, gps)))


def text(value: str | None) -> bytes:
    """Return a text as EXIF has it, nothing for None."""
    return value.encode("utf-8") + b"\0" if value else b""


def tiff_of(main: list[tuple[int, int, bytes]], exif: list[tuple[int, int, bytes]],
            gps: list[tuple[int, int, bytes]]) -> bytes:
    """Return the TIFF structure of three directories, big-endian; an empty one is left out."""
    main = [*main, *([(0x8769, LONG, b"\0" * 4)] if exif else []), *([(0x8825, LONG, b"\0" * 4)] if gps else [])]
    exif_at = 8 + _size(main)
    gps_at = exif_at + (_size(exif) if exif else 0)
    where = {0x8769: exif_at, 0x8825: gps_at}
    main = [(tag, kind, struct.pack(">I", where[tag]) if tag in where else data) for tag, kind, data in main]
    return struct.pack(">2sHI", b"MM", 42, 8) + _directory(main, 8) + (_directory(exif, exif_at) if exif else b"") + (
        _directory(gps, gps_at) if gps else b"")


def _size(entries: list[tuple[int, int, bytes]]) -> int:
    return 2 + 12 * len(entries) + 4 + sum(len(data) + len(data) % 2 for _, _, data in entries if len(data) > 4)


def _directory(entries: list[tuple[int, int, bytes]], start: int) -> bytes:
    behind = start + 2 + 12 * len(entries) + 4
    head, tail = struct.pack(">H", len(entries)), b""
    for tag, kind, data in sorted(entries):
        head += struct.pack(">HHI", tag, kind, len(data) // _WIDTH[kind])
        if len(data) > 4:
            head += struct.pack(">I", behind + len(tail))
            tail += data + b"\0" * (len(data) % 2)
        else:
            head += data.ljust(4, b"\0")
    return head + struct.pack(">I", 0) + tail
