"""Looking at a file that claims to be a photo: refused unless it is a whole picture, seen small, its camera data read.

Nothing here trusts a name: what a file is, its first bytes say. Sizes are judged before anything is unfolded.
"""

from __future__ import annotations

import re
import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Tuple

import numpy as np
from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from qgis.PyQt.QtGui import QImage, QImageReader

from ...domain.errors import BadInput
from ...domain.photo_rules import PhotoRules
from ...domain.photos import PhotoFacts
from ...domain.picture_hash import GREY, Grey, hash_text, hashes_of, is_plain
from ...i18n import tr
from .camera import facts_of

KINDS = (("jpeg", b"\xff\xd8\xff"), ("png", b"\x89PNG\r\n\x1a\n"))
SUFFIXES = frozenset({".jpg", ".jpeg", ".png"})
MOST_BYTES = 100 << 20
MOST_PIXELS = {"jpeg": 120_000_000, "png": 40_000_000}  # a JPEG is unfolded small, a PNG whole
MOST_SIDE = 30_000
MOST_SCANS = 200  # of a progressive JPEG; each costs a pass over the whole picture
_NEXT = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # a marker that is no restart and no stuffed byte
_STRANGERS = (b"PK\x03\x04", b"MZ", b"\x7fELF", b"%PDF", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"<")


@dataclass(frozen=True)
class Looked:
    """A picture that was looked at. :param grey: 64 x 64, as the camera held it. :param hashes: eight, none when too plain."""

    facts: PhotoFacts
    grey: Grey
    hashes: Tuple[int, ...]

    @property
    def phash(self) -> str:
        """The hashes as the ledger keeps them."""
        return hash_text(self.hashes)


def look(path: Path, rules: PhotoRules, data: bytes = b"") -> Looked:
    """Return what a photo shows and says of itself.

    :param data: its bytes, where they were read already.
    :raises BadInput: in one sentence, for what is no picture, cut short, a bomb, or two files in one.
    """
    content = data or contents(path)
    kind = kind_of(content, path.name)
    (_check_jpeg if kind == "jpeg" else _check_png)(content, path.name)
    width, height, grey = _seen(content, kind, path.name)
    facts = facts_of(path, content, PhotoFacts(width=width, height=height, kind=kind))
    return Looked(facts, grey, () if is_plain(grey, rules.plain) else hashes_of(grey))


def contents(path: Path) -> bytes:
    """Return the bytes of a photo.

    :raises BadInput: when there are none, or too many for a photo.
    """
    size = path.stat().st_size
    if not size:
        raise BadInput(tr("{path} is empty (0 bytes): copy it again or have it sent again."), path=path.name)
    if size > MOST_BYTES:
        raise BadInput(tr("{path} has {size} MB: more than {most} MB is no photo."), path=path.name, size=size >> 20,
                       most=MOST_BYTES >> 20)
    return path.read_bytes()


def kind_of(data: bytes, name: str) -> str:
    """Return jpeg or png by the first bytes, whatever the name says.

    :raises BadInput: for anything else.
    """
    for kind, magic in KINDS:
        if data.startswith(magic):
            return kind
    raise BadInput(tr("{path} is not a JPEG or PNG picture, whatever its name says: ask for the photo itself."), path=name)


def _check_jpeg(data: bytes, name: str) -> None:
    """Walk the segments of a JPEG: it must reach its end, in not too many scans, with nothing foreign behind it."""
    at, scans = 2, 0
    while at + 4 <= len(data) and data[at] == 0xFF and data[at + 1] != 0xD9:
        marker = data[at + 1]
        if marker == 0xFF or marker == 0x01 or 0xD0 <= marker <= 0xD7:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", data, at + 2)
        at += 2 + length
        if marker == 0xDA:
            scans += 1
            at = _after_scan(data, at)
    if scans > MOST_SCANS:
        raise BadInput(tr("{path} unfolds to far more than a photo does: it was not opened."), path=name)
    if not scans or data[at:at + 2] != b"\xff\xd9":
        raise BadInput(tr("{path} is cut short or damaged: ask for the original file."), path=name)
    _check_rest(data[at + 2:at + 4096], name)


def _after_scan(data: bytes, at: int) -> int:
    """Return where the next marker stands; the file's end where there is none."""
    found = _NEXT.search(data, at)
    return len(data) if found is None else found.start()


def _check_rest(rest: bytes, name: str) -> None:
    """Phones put a second picture or a short film behind the first; archives, programs and pages have no business there."""
    begin = rest.lstrip(b"\x00\r\n\t ")
    if begin.startswith(_STRANGERS):
        raise BadInput(tr("{path} carries another file behind the picture: ask for the photo itself."), path=name)


def _check_png(data: bytes, name: str) -> None:
    at = 8
    while at + 8 <= len(data):
        (length,) = struct.unpack_from(">I", data, at)
        if data[at + 4:at + 8] == b"IEND":
            _check_rest(data[at + 12:at + 4096], name)
            return
        at += 12 + length
    raise BadInput(tr("{path} is cut short or damaged: ask for the original file."), path=name)


def _seen(data: bytes, kind: str, name: str) -> Tuple[int, int, Grey]:
    """Return width and height, and the picture in grey, 64 x 64; a JPEG is unfolded at a fraction of its size."""
    held = QByteArray(data)
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, kind.encode("ascii"))
    reader.setAutoDetectImageFormat(False)
    reader.setAutoTransform(False)
    size = reader.size()
    width, height = size.width(), size.height()
    if width < 1 or height < 1:
        raise BadInput(tr("{path} is cut short or damaged: ask for the original file."), path=name)
    if width * height > MOST_PIXELS[kind] or max(width, height) > MOST_SIDE:
        raise BadInput(tr("{path} is {width} × {height} pixels: no camera takes such a photo, it was not opened."), path=name,
                       width=width, height=height)
    reader.setScaledSize(QSize(min(width, 2 * GREY), min(height, 2 * GREY)))
    image = reader.read()
    if image.isNull():
        raise BadInput(tr("{path} is cut short or damaged: ask for the original file."), path=name)
    return width, height, grey_of(image)


def grey_of(image: QImage) -> Grey:
    """Return a picture in grey, 64 x 64."""
    small = image.scaled(GREY, GREY, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    grey = small.convertToFormat(QImage.Format.Format_Grayscale8)
    bits = grey.constBits()
    bits.setsize(grey.bytesPerLine() * grey.height())
    rows = np.frombuffer(bytes(bits), np.uint8).reshape(grey.height(), grey.bytesPerLine())
    return np.ascontiguousarray(rows[:, :GREY])
