"""Zip files from outside, opened so that they can neither write elsewhere nor fill the disk (records §9)."""

from __future__ import annotations

import lzma
import os
import re
import shutil
import stat
import unicodedata
import zipfile
import zlib
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Iterator, Set

from .domain.errors import BadInput
from .files import write_trouble
from .i18n import tr

_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
_BIDI = set("\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_BLOCK = 1 << 20
_LONGEST_NAME = 255  # bytes, of most file systems
_JUNK = ("__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini")


@dataclass(frozen=True)
class Limits:
    """What a zip may unfold to."""

    entries: int = 50_000
    total_bytes: int = 20 * 1024**3
    ratio: int = 200
    ratio_from_bytes: int = 10 * 1024**2


def extract(path: Path, into: Path, limits: Limits = Limits()) -> None:
    """Unpack a zip of data files into an empty folder.

    :raises BadInput: not a zip, encrypted, an entry that points outside or bears an unsafe name, two entries of one
        name, or more data than ``limits`` allow.
    """
    with _opened(path, into) as archive:
        members = [m for m in archive.infolist() if not _is_folder(m)]
        if len(members) > limits.entries:
            raise BadInput(tr("{path} holds {count} files: more than {limit} are not unpacked."), path=path,
                           count=len(members), limit=limits.entries)
        seen: Set[str] = set()
        folders: Set[str] = set()
        budget = min(limits.total_bytes, shutil.disk_usage(into).free // 2)
        for member in members:
            name = real_name(member)
            if any(junk in name for junk in _JUNK):
                continue
            inner = check_name(name, path, seen)
            folders.update(str(above).casefold() for above in inner.parents)
            if str(inner).casefold() in folders or seen & {str(above).casefold() for above in inner.parents}:
                raise BadInput(tr("{path} holds {name} twice: have it packed again."), path=path, name=name)
            target = into / inner
            _check_member(member, name, path)
            budget = _unpack(archive, member, target, budget, limits)


def extract_one(path: Path, inner: str, into: Path, limits: Limits = Limits()) -> Path:
    """Unpack one file of a zip below a folder, as ``extract`` names it, and return where it lies.

    :raises BadInput: as ``extract`` does, and when the zip has no such file any more.
    """
    with _opened(path, into) as archive:
        for member in archive.infolist():
            name = real_name(member)
            if _is_folder(member) or any(junk in name for junk in _JUNK):
                continue
            if str(check_name(name, path, set())) == inner:
                _check_member(member, inner, path)
                _unpack(archive, member, into / inner, min(limits.total_bytes, shutil.disk_usage(into).free // 2), limits)
                return into / inner
    raise BadInput(tr("{path} has no {name} any more: choose it again."), path=path, name=inner)


@contextmanager
def _opened(path: Path, into: Path) -> Iterator[zipfile.ZipFile]:
    """Yield a zip; what is wrong with it is said in one sentence, what is wrong with the disk stays what it is."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, NotImplementedError, OSError) as error:
        if isinstance(error, OSError) and error.errno is not None:  # of the disk; bz2 tells damage by one without a number
            raise error if error.filename else write_trouble(error, into) from error
        raise BadInput(tr("{path} is not a readable zip file ({reason}): have it sent again."), path=path,
                       reason=error) from error


def _is_folder(member: zipfile.ZipInfo) -> bool:
    """Whether an entry is a folder; old Windows programs end its name with a backslash."""
    return member.is_dir() or (member.filename.endswith("\\") and not member.file_size)


def real_name(member: zipfile.ZipInfo) -> str:
    """Return an entry's name; names that Windows programs wrote in GBK without saying so are decoded again."""
    if member.flag_bits & 0x800:
        return member.filename
    try:
        raw = member.filename.encode("cp437")
    except UnicodeEncodeError:
        return member.filename
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return member.filename


def check_name(name: str, archive: Path, seen: Set[str]) -> PurePosixPath:
    """Return the relative path of an entry when it is safe on every system.

    :raises BadInput: absolute paths, drives, ``..``, streams, reserved or overlong names, control or direction characters,
        trailing dots or blanks, or a name already used (letter case and Unicode form ignored).
    """
    normal = unicodedata.normalize("NFC", name).replace("\\", "/")
    parts = normal.split("/")
    unsafe = normal.startswith("/") or ":" in normal or any(
        part in ("", ".", "..") or part != part.rstrip(". ") or _RESERVED.match(part)
        or len(part.encode("utf-8", "replace")) > _LONGEST_NAME
        or any(ch in _BIDI or unicodedata.category(ch) == "Cc" for ch in part) for part in parts)
    if unsafe:
        raise BadInput(tr("{path} holds a file with an unsafe name ({name}): nothing was unpacked from it."),
                       path=archive, name=ascii(name))
    key = normal.casefold()
    if key in seen:
        raise BadInput(tr("{path} holds {name} twice: have it packed again."), path=archive, name=name)
    seen.add(key)
    return PurePosixPath(*parts)


def _check_member(member: zipfile.ZipInfo, name: str, path: Path) -> None:
    if member.flag_bits & 0x1:
        raise BadInput(tr("{path} is locked with a password: unpack it yourself and give the folder."), path=path)
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadInput(tr("{path} holds a link ({name}): pack the files themselves."), path=path, name=name)


def _unpack(archive: zipfile.ZipFile, member: zipfile.ZipInfo, target: Path, budget: int, limits: Limits) -> int:
    """Write one entry, counting the bytes that really come; return what is left of the budget."""
    target.parent.mkdir(parents=True, exist_ok=True)
    written = 0
    with archive.open(member) as source, open(target, "xb") as sink:
        while True:
            block = source.read(_BLOCK)
            if not block:
                break
            written += len(block)
            too_dense = written > limits.ratio_from_bytes and written > limits.ratio * max(member.compress_size, 1)
            if written > budget or too_dense:
                raise BadInput(tr("{path} unfolds to far more data than it should ({name}): it was not unpacked."),
                               path=archive.filename or "", name=member.filename)
            sink.write(block)
    os.chmod(target, 0o600)
    return budget - written
