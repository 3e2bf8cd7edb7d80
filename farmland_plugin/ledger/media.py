"""Files beside the ledger (photos, scans, documents), kept by their content: ``media/ab/abcdef….jpg``."""

from __future__ import annotations

import os
import re
from dataclasses import asdict, dataclass
from pathlib import Path, PurePosixPath
from typing import Any, Dict, Mapping, Tuple

from ..domain.errors import BadInput, LedgerError
from ..domain.exif import taken_at
from ..domain.journal import sm3
from ..files import sha256_of, write_trouble
from ..i18n import tr
from .store import Store

MIME = {
    ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".bmp": "image/bmp", ".tif": "image/tiff",
    ".tiff": "image/tiff", ".pdf": "application/pdf", ".docx": "application/vnd.openxmlformats-officedocument"
    ".wordprocessingml.document", ".doc": "application/msword", ".mp4": "video/mp4", ".heic": "image/heic",
}
BLOCK = 1 << 20
EXIF_BYTES = 1 << 17
SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Stored:
    """A file in the media folder; ``rel_path`` is relative to it, with forward slashes.

    :param captured_at: when the camera says it took the photo, '' where it does not say.
    """

    sha256: str
    sm3: str
    size: int
    mime: str
    rel_path: str
    orig_name: str
    captured_at: str = ""

    def to_dict(self) -> Dict[str, Any]:
        """Return the record as an event holds it."""
        return {key: value for key, value in asdict(self).items() if key != "captured_at" or value}

    @classmethod
    def from_dict(cls, raw: Mapping[str, Any]) -> Stored:
        """Return the record an event or a caller holds.

        :raises BadInput: when something is missing.
        """
        try:
            return cls(str(raw["sha256"]), str(raw["sm3"]), int(raw["size"]), str(raw["mime"]), str(raw["rel_path"]),
                       str(raw["orig_name"]), str(raw.get("captured_at") or ""))
        except (KeyError, TypeError, ValueError) as error:
            raise BadInput(tr("The file's record lacks {what}."), what=error) from error


class Media:
    """The media folder of one ledger."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def folder(self) -> Path:
        """The folder the files lie in."""
        return self._store.files / "media"

    def add(self, source: Path) -> Stored:
        """Copy a file in under the name of its content; the same content is kept once.

        :raises BadInput: for a kind of file that is no evidence, or an empty one. :raises LedgerError: when it cannot be
            read or written.
        """
        mime = MIME.get(source.suffix.lower())
        if mime is None or not source.is_file():
            raise BadInput(tr("{path} is not a photo, scan or document: attach {kinds}."), path=source.name,
                           kinds=", ".join(sorted(MIME)))
        try:
            size, sha = source.stat().st_size, sha256_of(source)
            if not size:
                raise BadInput(tr("{path} is empty."), path=source.name)
            relative = PurePosixPath(sha[:2], sha + source.suffix.lower())
            self._keep(source, self.folder / relative, sha)
            data = source.read_bytes()
            return Stored(sha, sm3(data), size, mime, str(relative), source.name, taken_at(data[:EXIF_BYTES]))
        except OSError as error:
            raise write_trouble(error, source) from error

    @staticmethod
    def _keep(source: Path, target: Path, sha: str) -> None:
        if target.exists() and sha256_of(target) == sha:
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_name(f".{target.name}.{os.getpid()}.part")
        try:
            with source.open("rb") as read, part.open("xb") as write:
                while True:
                    block = read.read(BLOCK)
                    if not block:
                        break
                    write.write(block)
                write.flush()
                os.fsync(write.fileno())
            if sha256_of(part) != sha:
                raise LedgerError(tr("{path} changed while it was copied: attach it again."), path=source.name)
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)

    def check(self, one: Stored) -> None:
        """Make sure that a stored file lies in the folder under its content's name.

        :raises LedgerError: when it does not.
        """
        relative = PurePosixPath(one.rel_path)
        if relative.is_absolute() or ".." in relative.parts or relative.stem != one.sha256 or not SHA256.fullmatch(one.sha256):
            raise BadInput(tr("{path} is not a file of this ledger."), path=one.rel_path)
        path = self.folder / relative
        if not path.is_file() or path.stat().st_size != one.size or not (self._knows(one) or sha256_of(path) == one.sha256):
            raise LedgerError(tr("{path} is not in the ledger's media folder: attach it again."), path=one.orig_name)

    def _knows(self, one: Stored) -> bool:
        """Whether the file was looked at when it first came, so that one scan of many parcels is hashed once."""
        return any(row["rel_path"] == one.rel_path and row["size"] == one.size for row in self._store.rows(
            "SELECT rel_path, size FROM attachment WHERE sha256 = ?", (one.sha256,)))

    def require(self, sha: str) -> None:
        """Make sure that the ledger knows a file of this content and has it in its folder.

        :raises LedgerError: when it does not.
        """
        if not any((self.folder / row["rel_path"]).is_file() for row in self._store.rows(
                "SELECT rel_path FROM attachment WHERE sha256 = ?", (sha,))):
            raise LedgerError(tr("{path} is not in the ledger's media folder: attach it again."), path=sha[:12])

    def rows(self, parcel_uid: str) -> Tuple[Dict[str, Any], ...]:
        """Return a parcel's files, removed ones included (``removed_seq``), with role, round and what is known of each."""
        return tuple(dict(row) for row in self._store.rows(
            "SELECT link.role, link.round, link.ord, link.caption, link.seq, link.removed_seq, file.* FROM parcel_attachment"
            " AS link JOIN attachment AS file ON file.sha256 = link.sha256 WHERE link.parcel_uid = ?"
            " ORDER BY link.round, link.seq, link.ord", (parcel_uid,)))
