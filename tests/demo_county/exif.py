"""EXIF for the field photos: position, direction of view, time; written into a JPEG by hand."""

from __future__ import annotations

import struct
from dataclasses import dataclass


@dataclass
class Shot:
    """Where and when a photo was taken; degrees, clockwise from north."""

    lon: float
    lat: float
    direction: float
    taken: str  # 2026:09:12 10:21:33
    maker: str = "示例"
    model: str = "Field 1"


def with_exif(jpeg: bytes, shot: Shot) -> bytes:
    """Return the JPEG with an EXIF segment placed right after its start marker."""
    body = _tiff(shot)
    payload = b"Exif\x00\x00" + body
    segment = b"\xff\xe1" + struct.pack(">H", len(payload) + 2) + payload
    return jpeg[:2] + segment + jpeg[2:]


def _tiff(shot: Shot) -> bytes:
    """Return the TIFF structure: main, Exif and GPS directories, big-endian."""
    first = 8
    main = [
        (0x010F, 2, _ascii("FieldCam")), (0x0110, 2, _ascii(shot.model)), (0x0112, 3, struct.pack(">H", 1)),
        (0x0132, 2, _ascii(shot.taken)), (0x8769, 4, b"\x00" * 4), (0x8825, 4, b"\x00" * 4),
    ]  # fmt: skip
    exif = [(0x9000, 7, b"0231"), (0x9003, 2, _ascii(shot.taken)), (0x9004, 2, _ascii(shot.taken))]
    gps = [
        (0x0000, 1, bytes([2, 3, 0, 0])), (0x0001, 2, _ascii("N" if shot.lat >= 0 else "S")),
        (0x0002, 5, _degrees(abs(shot.lat))), (0x0003, 2, _ascii("E" if shot.lon >= 0 else "W")),
        (0x0004, 5, _degrees(abs(shot.lon))), (0x0010, 2, _ascii("T")), (0x0011, 5, _ratio(shot.direction, 100)),
        (0x001D, 2, _ascii(shot.taken[:10])),
    ]  # fmt: skip
    exif_at = first + _size(main)
    gps_at = exif_at + _size(exif)
    main[4] = (0x8769, 4, struct.pack(">I", exif_at))
    main[5] = (0x8825, 4, struct.pack(">I", gps_at))
    return (
        struct.pack(">2sHI", b"MM", 42, first) + _directory(main, first) + _directory(exif, exif_at) + _directory(gps, gps_at)
    )


_WIDTH = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}


def _size(entries: list[tuple[int, int, bytes]]) -> int:
    return 2 + 12 * len(entries) + 4 + sum(len(_even(data)) for _, _, data in entries if len(data) > 4)


def _even(data: bytes) -> bytes:
    return data + b"\x00" * (len(data) % 2)


def _directory(entries: list[tuple[int, int, bytes]], start: int) -> bytes:
    """Return one directory and, after it, the values that do not fit into their entries."""
    behind = start + 2 + 12 * len(entries) + 4
    head, tail = struct.pack(">H", len(entries)), b""
    for tag, kind, data in entries:
        head += struct.pack(">HHI", tag, kind, len(data) // _WIDTH[kind])
        if len(data) > 4:
            head += struct.pack(">I", behind + len(tail))
            tail += _even(data)
        else:
            head += data.ljust(4, b"\x00")
    return head + struct.pack(">I", 0) + tail


def _ascii(text: str) -> bytes:
    return text.encode("ascii") + b"\x00"


def _ratio(value: float, scale: int) -> bytes:
    return struct.pack(">II", round(value * scale), scale)


def _degrees(value: float) -> bytes:
    whole = int(value)
    minutes = int((value - whole) * 60)
    seconds = (value - whole - minutes / 60) * 3600
    return _ratio(whole, 1) + _ratio(minutes, 1) + _ratio(seconds, 10000)
