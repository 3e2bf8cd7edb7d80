"""Saved mappings, one JSON file each: what last time's fields meant, for the next file of the same source."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, Dict, List, Optional, Sequence, Tuple

from ...domain.codes import parse_json
from ...domain.errors import BadInput
from ...files import replacing, safe_name, text_of
from ...i18n import message, tr

VERSION = 1
_MOST_BYTES = 1_000_000
_UNITS = ("", "m2", "mu", "ha")


@dataclass(frozen=True)
class Profile:
    """A saved mapping (字段映射方案).

    :param source: code of dictionary ``source``. :param fields: every field name of the file it was made for, sorted.
    :param mapping: meaning -> field, '' for: none has it. :param area_unit: as the user chose it, '' when not asked.
    :param saved_at: ISO time, UTC offset as given.
    """

    name: str
    source: str
    fields: Tuple[str, ...]
    mapping: Dict[str, str] = field(default_factory=dict)
    area_unit: str = ""
    saved_at: str = ""

    def fits(self, fields: Sequence[str]) -> bool:
        """Whether a file has every field that is mapped."""
        return {name for name in self.mapping.values() if name} <= set(fields)


def read_profile(path: Path) -> Profile:
    """Return the saved mapping in a file.

    :raises BadInput: naming the file, when it is damaged.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise _damaged(path)
        raw = parse_json(text_of(path), path.name)
    except (OSError, RecursionError, ValueError) as error:
        raise _damaged(path) from error
    if not isinstance(raw, dict) or raw.get("version") != VERSION:
        raise _damaged(path)
    texts = [raw.get(key, "") for key in ("name", "source", "area_unit", "saved_at")]
    fields, mapping = raw.get("fields"), raw.get("mapping")
    if not (_are_texts(texts) and texts[0] and isinstance(fields, list) and _are_texts(fields) and isinstance(mapping, dict)
            and _are_texts(list(mapping.values())) and texts[2] in _UNITS):
        raise _damaged(path)
    return Profile(texts[0], texts[1], tuple(sorted(set(fields))), dict(mapping), texts[2], texts[3])


def _are_texts(values: Sequence[Any]) -> bool:
    return all(isinstance(value, str) for value in values)


def _damaged(path: Path) -> BadInput:
    return BadInput(tr("{file} is no saved mapping, or is damaged: delete it and save the mapping again."), file=path.name)


def save_profile(folder: Path, profile: Profile, *, now: Optional[datetime] = None) -> Path:
    """Write a mapping into a folder, in place of the one of the same name, and return the file.

    :param now: time of saving, with a time zone. :raises BadInput: when the mapping has no name.
    :raises NoSpace: when it cannot be written.
    """
    if not profile.name.strip():
        raise BadInput(tr("A saved mapping needs a name."))
    when = now or datetime.now().astimezone()
    path = folder / f"{safe_name(profile.name.strip())}.json"
    text = json.dumps({
        "version": VERSION, "name": profile.name.strip(), "source": profile.source, "fields": sorted(set(profile.fields)),
        "mapping": dict(sorted(profile.mapping.items())), "area_unit": profile.area_unit, "saved_at": when.isoformat(),
    }, ensure_ascii=False, indent=1)
    with replacing(path) as hidden:
        hidden.write_bytes((text + "\n").encode("utf-8", errors="replace"))
    return path


def list_profiles(folder: Path, problems: Optional[List[str]] = None) -> List[Profile]:
    """Return every saved mapping of a folder, the newest first; a damaged file adds one sentence to ``problems``."""
    found: List[Profile] = []
    try:
        paths = sorted(path for path in folder.glob("*.json") if path.is_file() and not path.name.startswith("."))
    except OSError:
        return []
    for path in paths:
        try:
            found.append(read_profile(path))
        except BadInput as error:
            if problems is not None:
                problems.append(message(error))
    return sorted(found, key=lambda one: (_moment(one.saved_at), one.name), reverse=True)


def _moment(text: str) -> float:
    """Return a saved time as seconds, so that times of different zones compare; 0 for what is none."""
    try:
        return datetime.fromisoformat(text).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def find_profile(folder: Path, source: str, fields: Sequence[str], problems: Optional[List[str]] = None) -> Optional[Profile]:
    """Return the mapping to propose: of the same source, all mapped fields there; the same set of fields first, then the newest.

    :param problems: receives one sentence for each damaged file, which is skipped.
    """
    fitting = [one for one in list_profiles(folder, problems) if one.source == source and one.fits(fields)]
    same = tuple(sorted(set(fields)))
    return next((one for one in fitting if one.fields == same), fitting[0] if fitting else None)


def named_profile(folder: Path, name: str) -> Profile:
    """Return the saved mapping of a name.

    :raises BadInput: naming those there are, when there is none.
    """
    problems: List[str] = []
    known = list_profiles(folder, problems)
    found = next((one for one in known if one.name == name.strip()), None)
    if found is None:
        raise BadInput(tr("There is no saved mapping {name}: there are {known}."), name=name,
                       known=", ".join([*(one.name for one in known), *problems]) or "-")
    return found
