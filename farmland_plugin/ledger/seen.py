"""What is known of files beside the ledger and behind its red lines, so that none is read again before it was touched.

``seen.json`` belongs to this computer's folder: it is no record, travels with no copy, and without it everything is looked at
once more.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any, Dict, Iterable, List

from ..domain.errors import FarmlandError
from ..files import replacing

NAME = "seen.json"
CACHES, SOURCES, IMAGES = "caches", "sources", "images"


def signature(paths: Iterable[Path]) -> str:
    """Return what tells, without reading them, whether files are those of an earlier time: names, sizes and times.

    :raises OSError: when one cannot be looked at.
    """
    told: List[List[Any]] = []
    for path in sorted(paths):
        found = path.stat()
        told.append([str(path), found.st_size, found.st_mtime_ns])
    return hashlib.sha256(json.dumps(told).encode("ascii")).hexdigest()


def remembered(files: Path, kind: str, key: str) -> List[str]:
    """Return what was noted under a key; nothing when nothing was, or it cannot be read.

    :param files: the ledger's folder.
    """
    found = _read(files).get(kind)
    noted = found.get(key) if isinstance(found, dict) else None
    return [str(one) for one in noted] if isinstance(noted, list) else []


def remember(files: Path, kind: str, key: str, noted: List[str]) -> None:
    """Note something; where the folder cannot be written it is found out again the next time."""
    values = _read(files)
    part = values.get(kind)
    values[kind] = {**(part if isinstance(part, dict) else {}), key: noted}
    try:
        with replacing(files / NAME) as part_file:
            part_file.write_text(json.dumps(values, ensure_ascii=True, sort_keys=True, indent=1) + "\n", encoding="utf-8")
    except (FarmlandError, OSError):
        return


def touched(files: Path) -> int:
    """Return what tells, without reading it, whether anything was noted since an earlier time; 0 while nothing was."""
    try:
        return (files / NAME).stat().st_mtime_ns
    except OSError:
        return 0


def _read(files: Path) -> Dict[str, Any]:
    try:
        values = json.loads((files / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return values if isinstance(values, dict) else {}
