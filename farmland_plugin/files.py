"""Files that are complete or not there: written beside the final name, then renamed."""

from __future__ import annotations

import errno
import glob
import hashlib
import os
import re
import secrets
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Optional, Union

from .domain.errors import BadInput, FarmlandError
from .i18n import tr

_WINDOWS_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
SHAPE_PARTS = (".cpg", ".dbf", ".prj", ".shp", ".shx")  # of a shapefile, those that bear data
_UNSAFE = re.compile(r"[^\w\-.()]", re.UNICODE)


class NoSpace(FarmlandError):
    """The disk is full or not writable."""


def sha256_of(*paths: Path) -> str:
    """Return the SHA-256 (hex) over the bytes of the files, in the order given."""
    digest = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as stream:
            for block in iter(lambda: stream.read(1 << 20), b""):
                digest.update(block)
    return digest.hexdigest()


def sidecar(path: Path, suffix: str) -> Optional[Path]:
    """Return the file beside ``path`` with the same stem and this suffix, letter case ignored."""
    return next((p for p in path.parent.iterdir() if p.stem == path.stem and p.suffix.lower() == suffix), None)


def fsync_file(path: Path) -> None:
    """Force a closed file's bytes to the disk."""
    handle = os.open(str(path), os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_trouble(error: OSError, path: Union[str, Path]) -> FarmlandError:
    """Turn an operating-system error while writing into one sentence."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return NoSpace(tr("The disk of {path} is full: free some space and run again; nothing was written."), path=path)
    return NoSpace(tr("{path} cannot be written ({reason}): check the folder and its permissions."),
                   path=path, reason=error.strerror or error)


@contextmanager
def replacing(path: Union[str, Path]) -> Iterator[Path]:
    """Yield a hidden name beside ``path``; when the block ends well the file is synced and renamed to ``path``.

    On any failure the hidden file is removed and ``path`` is as it was. The extension is kept, for writers that
    choose their format by it.
    """
    final = not_a_folder(Path(path))
    try:
        final.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise write_trouble(error, final.parent) from error
    hidden = final.with_name(f".{final.stem}.{secrets.token_hex(4)}.part{final.suffix}")
    try:
        yield hidden
        fsync_file(hidden)
        os.replace(hidden, final)
    except OSError as error:
        raise write_trouble(error, final) from error
    finally:
        for leftover in (hidden, *hidden.parent.glob(f"{glob.escape(hidden.name)}-*")):
            if leftover.exists():
                leftover.unlink()


@contextmanager
def withdrawn_on_failure(*paths: Path) -> Iterator[None]:
    """Remove finished files again when the block they tell of fails."""
    done = False
    try:
        yield
        done = True
    finally:
        for path in () if done else paths:
            path.unlink(missing_ok=True)


def private_file(path: Path) -> None:
    """Make an empty file that only its owner may read (on Windows the folder's own rights hold).

    :raises FileExistsError: when there is one.
    """
    os.close(os.open(str(path), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))


def private_folder(folder: Path) -> None:
    """Make a folder only its owner may look into; one that stands already keeps what its owner chose."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)


def not_a_folder(path: Path) -> Path:
    """Return a path a file may be written to.

    :raises BadInput: when a folder stands there.
    """
    if path.is_dir():
        raise BadInput(tr("{path} is a folder: give the name of a file in it."), path=path)
    return path


def text_of(path: Path) -> str:
    """Return the text of a UTF-8 file, without a byte-order mark.

    :raises BadInput: when it cannot be read or is in another encoding.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadInput(tr("{path} cannot be read ({reason}): check the path."), path=path,
                       reason=error.strerror or error) from error
    except UnicodeDecodeError as error:
        raise BadInput(tr("{path} is not UTF-8 text: save it as UTF-8."), path=path) from error


def safe_name(text: str, ordinal: Optional[int] = None, limit: int = 60) -> str:
    """Return a file name safe on Windows, Linux and in BagIt: letters, digits, 汉字, ``-_.()``, at most ``limit``.

    :param ordinal: when given, prefixed as ``0007_`` so that equal texts stay apart.
    """
    name = unicodedata.normalize("NFC", text).strip()
    cleaned = _UNSAFE.sub("_", name).strip(". ")
    if cleaned != name or len(cleaned) > limit or not cleaned or _WINDOWS_RESERVED.match(cleaned):
        mark = hashlib.sha256(text.encode("utf-8")).hexdigest()[:6]
        cleaned = f"{cleaned[: limit - 7].strip('. ')}_{mark}" if cleaned else mark
    return cleaned if ordinal is None else f"{ordinal:04d}_{cleaned}"


def existing(path: Union[str, Path], what: str) -> Path:
    """Return ``path`` when it exists.

    :raises BadInput: naming what was looked for and where.
    """
    found = Path(path)
    if not str(path) or not found.exists():
        raise BadInput(tr("{what} was not found at {path}: check the path."), what=what, path=path)
    return found
