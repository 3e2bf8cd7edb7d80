"""Dictionaries (code tables) as data: codes stay text, unknown codes pass through marked."""

from __future__ import annotations

import json
import unicodedata
from dataclasses import dataclass, field
from typing import Any, Dict, List, Optional, Tuple

from .errors import BadInput, tr


@dataclass(frozen=True)
class Entry:
    """One code of a dictionary with its labels; ``extra`` holds what else the JSON says (colour, roles …)."""

    code: str
    label: str
    label_zh: str
    aliases: Tuple[str, ...] = ()
    extra: Dict[str, Any] = field(default_factory=dict)


def normalised(text: str) -> str:
    """Return a text as it is compared: full-width to half-width, no spaces, lower case."""
    return "".join(unicodedata.normalize("NFKC", text).split()).lower()


@dataclass(frozen=True)
class Dictionary:
    """A named code table."""

    name: str
    entries: Tuple[Entry, ...]

    def find(self, text: str) -> Optional[Entry]:
        """Return the entry whose code, label or alias is ``text`` (full-width and spaces forgiven), else None."""
        wanted = normalised(text)
        if not wanted:
            return None
        for entry in self.entries:
            if wanted in {normalised(known) for known in (entry.code, entry.label, entry.label_zh, *entry.aliases)}:
                return entry
        return None

    def get(self, code: str) -> Optional[Entry]:
        """Return the entry with exactly this code, else None."""
        return next((entry for entry in self.entries if entry.code == code), None)

    def label(self, code: str, language: str = "en") -> str:
        """Return the label of a code in ``en`` or ``zh``; an unknown code is returned as it is, never dropped."""
        entry = self.get(code)
        if entry is None:
            return code
        return entry.label_zh if language == "zh" else entry.label

    def require(self, code: str) -> Entry:
        """Return the entry of a code or label.

        :raises BadInput: naming the codes that exist.
        """
        entry = self.find(code)
        if entry is None:
            raise BadInput(
                tr("{code} is not in the dictionary {name}: use one of {known}."),
                code=code or "''", name=self.name, known=", ".join(e.code for e in self.entries),
            )
        return entry


def parse_json(text: str, where: str) -> Any:
    """Parse JSON text.

    :raises BadInput: naming the file and line of the mistake.
    """
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise BadInput(tr("{file}, line {line}: not valid JSON ({reason})."), file=where, line=error.lineno,
                       reason=error.msg) from error


def _line_of(text: str, needle: str) -> int:
    at = text.find(needle)
    return text.count("\n", 0, at) + 1 if at >= 0 else 1


def parse_dictionary(name: str, text: str, where: str) -> Dictionary:
    """Return the dictionary a JSON text holds: a list of objects with code, label and label_zh.

    :raises BadInput: naming file and line, for a missing key or a code used twice.
    """
    raw = parse_json(text, where)
    entries: List[Entry] = []
    seen = set()
    for number, item in enumerate(raw if isinstance(raw, list) else [raw], 1):
        if not isinstance(item, dict) or not all(isinstance(item.get(k), str) for k in ("code", "label", "label_zh")):
            raise BadInput(tr("{file}: entry {number} needs the texts code, label and label_zh."), file=where,
                           number=number)
        if item["code"] in seen:
            raise BadInput(tr("{file}, line {line}: the code {code} stands twice."), file=where,
                           line=_line_of(text, f'"{item["code"]}"'), code=item["code"])
        seen.add(item["code"])
        extra = {k: v for k, v in item.items() if k not in {"code", "label", "label_zh", "aliases"}}
        entries.append(Entry(item["code"], item["label"], item["label_zh"], tuple(item.get("aliases", ())), extra))
    return Dictionary(name, tuple(entries))
