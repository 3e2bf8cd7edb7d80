"""A package as it lies on the disk, folder or zip, read without trusting it. Standard library only."""

from __future__ import annotations

import re
import stat
import unicodedata
import zipfile
import zlib
from pathlib import Path
from typing import BinaryIO, Dict, Iterator, List, Tuple, Union

MAX_ENTRIES = 50_000
MAX_DEPTH = 20
MAX_BYTES = 20 * 1024**3
MAX_RATIO = 200
RATIO_FLOOR = 10 * 1024**2
_RESERVED = re.compile(r"^(con|prn|aux|nul|com\d|lpt\d)(\..*)?$", re.IGNORECASE)
_HIDDEN = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069]")
_BLOCK = 1 << 20


class Unreadable(Exception):
    """The package cannot be opened or is dangerous to open: what, and the name it concerns."""


def unsafe_path(path: str) -> str:
    """Return why a path inside a package is unsafe on some system, or '' when it is safe everywhere."""
    if not path or path.startswith(("/", "\\")):
        return "absolute path"
    if any(mark in path for mark in ("\\", ":", "%")):
        return "character \\, : or %"
    if _HIDDEN.search(path):
        return "control character"
    if unicodedata.normalize("NFC", path) != path:
        return "not in Unicode form NFC"
    if len(path) > 120 or path.count("/") > 4:
        return "path too long or too deep"
    for part in path.split("/"):
        if part in ("", ".", ".."):
            return "relative step"
        if part != part.rstrip(". ") or _RESERVED.match(part):
            return "name that Windows reserves"
        if len(part) > 60 or len(part.encode("utf-8")) > 180:
            return "name too long"
    return ""


class FolderSource:
    """The files of a package that lies in a folder; links are refused, not followed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.name = folder.resolve().name
        self.problems: List[Tuple[str, str]] = []
        self.sizes: Dict[str, int] = {}
        self._walk(folder, "")

    def _walk(self, folder: Path, prefix: str) -> None:
        for path in sorted(folder.iterdir()):
            relative = prefix + path.name
            about = path.lstat()
            linked = stat.S_ISLNK(about.st_mode) or getattr(about, "st_file_attributes", 0) & 0x400
            if linked or not (stat.S_ISDIR(about.st_mode) or stat.S_ISREG(about.st_mode)):
                self.problems.append((relative, "link or special file"))
            elif stat.S_ISDIR(about.st_mode) and relative.count("/") > MAX_DEPTH:
                self.problems.append((relative[:120], "path too long or too deep"))
            elif stat.S_ISDIR(about.st_mode):
                self._walk(path, relative + "/")
            else:
                self.sizes[relative] = about.st_size

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes in blocks."""
        with open(self.folder / name, "rb") as stream:
            yield from _read(stream)

    def close(self) -> None:
        """Nothing is held open."""


class ZipSource:
    """The files of a zipped package, never extracted by their own names; sizes are counted while reading."""

    def __init__(self, path: Path) -> None:
        self.problems: List[Tuple[str, str]] = []
        self.sizes: Dict[str, int] = {}
        self._entries: Dict[str, zipfile.ZipInfo] = {}
        self._left = MAX_BYTES
        try:
            self._zip = zipfile.ZipFile(str(path))
        except (zipfile.BadZipFile, OSError, NotImplementedError) as error:
            raise Unreadable(f"not a readable zip ({error})") from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        if len(entries) > MAX_ENTRIES:
            raise Unreadable(f"more than {MAX_ENTRIES} files in the zip")
        names = [_decoded(entry) for entry in entries]
        self.name, prefix = _root(names, path.stem)
        for entry, name in zip(entries, names):
            self._add(entry, name, prefix)

    def _add(self, entry: zipfile.ZipInfo, name: str, prefix: str) -> None:
        relative = name[len(prefix):] if name.startswith(prefix) else name
        if stat.S_ISLNK(entry.external_attr >> 16):
            self.problems.append((name, "link or special file"))
        elif not name.startswith(prefix):
            self.problems.append((name, unsafe_path(name) or "outside the package's folder"))
        elif relative in self._entries:
            self.problems.append((relative, "stands twice in the zip"))
        elif entry.flag_bits & 0x1:
            self.problems.append((relative, "encrypted"))
        elif entry.file_size > RATIO_FLOOR and entry.file_size > MAX_RATIO * max(entry.compress_size, 1):
            self.problems.append((relative, "decompression bomb"))
        else:
            self._entries[relative] = entry
            self.sizes[relative] = entry.file_size

    def blocks(self, name: str) -> Iterator[bytes]:
        """Yield a file's bytes in blocks.

        :raises Unreadable: for damaged data, or when more comes out than the zip's own table promises.
        """
        entry = self._entries[name]
        got = 0
        try:
            with self._zip.open(entry) as stream:
                for block in _read(stream):
                    got += len(block)
                    self._left -= len(block)
                    if got > entry.file_size or self._left < 0:
                        raise Unreadable(f"{name}: more data than declared")
                    yield block
        except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, ValueError) as error:
            raise Unreadable(f"{name}: damaged in the zip ({error})") from error
        except zlib.error as error:
            raise Unreadable(f"{name}: damaged in the zip ({error})") from error

    def close(self) -> None:
        """Close the zip."""
        self._zip.close()


Source = Union[FolderSource, ZipSource]


def open_source(path: Path) -> Source:
    """Open a package folder or zip.

    :raises Unreadable: when it is neither.
    """
    if path.is_dir():
        return FolderSource(path)
    if path.is_file():
        return ZipSource(path)
    raise Unreadable(f"{path} does not exist")


def _read(stream: BinaryIO) -> Iterator[bytes]:
    yield from iter(lambda: stream.read(_BLOCK), b"")


def _decoded(entry: zipfile.ZipInfo) -> str:
    """Return an entry's name; names without the UTF-8 flag come from Chinese Windows tools as GB 18030."""
    name = entry.orig_filename
    if not entry.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        try:
            name = raw.decode("gb18030")
        except UnicodeDecodeError:
            name = entry.orig_filename
    return name


def _root(names: List[str], fallback: str) -> Tuple[str, str]:
    """Return the package's name and the prefix of its files: the folder that holds ``bagit.txt``."""
    bags = sorted((name for name in names if name == "bagit.txt" or name.endswith("/bagit.txt")), key=len)
    if not bags or bags[0] == "bagit.txt" or bags[0].count("/") > 1:
        return fallback, ""
    folder = bags[0].split("/")[0]
    return folder, folder + "/"
