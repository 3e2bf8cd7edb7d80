"""BagIt 1.0 folders (RFC 8493), written so that ``sha256sum -c`` and bagit.py accept them.

A bag carries ``manifest-sha256.txt`` over its payload, ``sm3sums.txt`` with the national hash of the same files as
a tag file (a manifest named ``manifest-sm3.txt`` would be ignored by bagit.py without a word), and
``tagmanifest-sha256.txt`` over the tag files. The first 16 hexadecimal digits of the SM3 of that last file are the
package code.
"""

from __future__ import annotations

import hashlib
import os
import unicodedata
import zipfile
from pathlib import Path
from typing import Dict, List, Mapping, Tuple

from ..domain.errors import BadInput
from ..domain.journal import sm3
from ..i18n import tr
from .verify import package_code, unsafe_path

_STORED = (".jpg", ".jpeg", ".png", ".pdf", ".docx", ".xlsx", ".tif", ".zip")
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)


def checked_path(relative: str) -> str:
    """Return a path inside a bag in Unicode form NFC.

    :raises BadInput: for a path that Windows, a zip tool or BagIt would trip over.
    """
    path = unicodedata.normalize("NFC", relative)
    reason = unsafe_path(path)
    if reason:
        raise BadInput(tr("{path} cannot go into a package ({reason}): rename it."), path=path, reason=reason)
    return path


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text with LF line ends and no byte-order mark."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def files_under(folder: Path) -> List[str]:
    """Return the files below a folder as sorted POSIX paths relative to it."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def digests(path: Path) -> Tuple[str, str, int]:
    """Return SHA-256, SM3 (hex) and size in bytes of a file, read once."""
    content = path.read_bytes()
    return hashlib.sha256(content).hexdigest(), sm3(content), len(content)


def finish_bag(folder: Path, info: Mapping[str, str], tag_texts: Mapping[str, str]) -> str:
    """Turn a folder whose ``data/`` is filled into a bag, sync it to the disk and return its package code.

    :param info: labels and values of ``bag-info.txt``; ``Payload-Oxum`` is added.
    :param tag_texts: further tag files, name to text.
    """
    sums: Dict[str, Tuple[str, str, int]] = {}
    for relative in files_under(folder):
        sums[checked_path(relative)] = digests(folder / relative)
    payload = {name: found for name, found in sums.items() if name.startswith("data/")}
    oxum = f"{sum(size for _, _, size in payload.values())}.{len(payload)}"
    tags = {
        "bagit.txt": "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        "bag-info.txt": "".join(f"{label}: {_one_line(value)}\n" for label, value in
                                [*info.items(), ("Payload-Oxum", oxum)]),
        "manifest-sha256.txt": _manifest({name: found[0] for name, found in payload.items()}),
        "sm3sums.txt": _manifest({name: found[1] for name, found in payload.items()}),
        **tag_texts,
    }
    for name, text in tags.items():
        write_text(folder / checked_path(name), text)
    tag_sums = {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in tags}
    write_text(folder / "tagmanifest-sha256.txt", _manifest(tag_sums))
    sync_tree(folder)
    return package_code((folder / "tagmanifest-sha256.txt").read_bytes())


def sync_tree(folder: Path) -> None:
    """Force every file and folder of a tree to the disk."""
    for base, _, names in os.walk(str(folder)):
        for name in names:
            _sync(os.path.join(base, name), os.O_RDWR)
        if os.name == "posix":  # Windows has no handle to a folder
            _sync(base, os.O_RDONLY)


def zip_bag(folder: Path, target: Path) -> None:
    """Write a bag into a zip whose bytes depend on the bag's contents only (sorted names, fixed dates and modes)."""
    with zipfile.ZipFile(str(target), "w") as archive:
        for relative in files_under(folder):
            entry = zipfile.ZipInfo(f"{folder.name}/{relative}", date_time=_ZIP_DATE)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            stored = relative.lower().endswith(_STORED)
            entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(entry, (folder / relative).read_bytes())



def _one_line(value: str) -> str:
    return " ".join(value.split())


def _manifest(sums: Mapping[str, str]) -> str:
    return "".join(f"{sums[name]}  {name}\n" for name in sorted(sums))


def _sync(path: str, flags: int) -> None:
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
