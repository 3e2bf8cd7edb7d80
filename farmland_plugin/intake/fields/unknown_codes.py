"""Codes that stand in no dictionary: they pass through as issued, and the report names them (domain facts §9.C)."""

from __future__ import annotations

from typing import Callable, Dict, List, Mapping, Optional, Tuple

from ...domain.codes import Dictionary, Entry, normalised
from ...i18n import language, tr

CODED = {"class_code": "land_class", "feature_type": "feature_type"}
_MOST_DISTINCT = 2000  # more different values than this are no codes: the rest is only counted
_MOST_NAMED = 12


class UnknownCodes:
    """Counts the codes of the mapped code fields and tells which of them nobody knows.

    :param fields: meaning -> field, as mapped. :param dictionary: gives a dictionary by its name (``ledger.dictionary``).
    """

    def __init__(self, fields: Mapping[str, str], dictionary: Callable[[str], Dictionary]) -> None:
        self._fields = {meaning: fields[meaning] for meaning in CODED if fields.get(meaning)}
        self._dictionary = dictionary
        self._counts: Dict[str, Dict[str, int]] = {meaning: {} for meaning in self._fields}
        self._uncounted = dict.fromkeys(self._fields, 0)

    def take(self, attributes: Mapping[str, str]) -> None:
        """Count one row."""
        for meaning, field in self._fields.items():
            counts = self._counts[meaning]
            value = attributes.get(field) or ""
            if value in counts:
                counts[value] += 1
            elif value and len(counts) < _MOST_DISTINCT:
                counts[value] = 1
            elif value:
                self._uncounted[meaning] += 1

    def notes(self) -> List[str]:
        """Return one sentence for each field with unknown codes, and one for each code that may be another, misspelt."""
        told: List[str] = []
        for meaning, field in self._fields.items():
            unknown, doubts = self._judged(meaning)
            told += [tr("{field}: {code} ({count} rows) is no code of the list; does it stand for {known} {label}? It was kept "
                        "as issued").format(field=field, code=code, count=count, known=entry.code,
                                            label=entry.label_zh if language() == "zh" else entry.label)
                     for code, count, entry in doubts]
            more = self._uncounted[meaning]
            if unknown or more:
                some = ", ".join(f"{code} ({count})" for code, count in unknown[:_MOST_NAMED])
                told.append(tr("{field}: {count} rows have a code that stands in no dictionary; it was kept as issued: "
                               "{codes}").format(field=field, count=sum(count for _, count in unknown) + more,
                                                 codes=some + (" …" if len(unknown) > _MOST_NAMED or more else "")))
        return told

    def _judged(self, meaning: str) -> Tuple[List[Tuple[str, int]], List[Tuple[str, int, Entry]]]:
        counts = self._counts[meaning]
        if not counts:
            return [], []
        known = self._dictionary(CODED[meaning])
        unknown: List[Tuple[str, int]] = []
        doubts: List[Tuple[str, int, Entry]] = []
        for code, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])):
            if not code.strip() or is_known(known, code):
                continue
            entry = stands_for(known, code)
            if entry is None:
                unknown.append((code, count))
            else:
                doubts.append((code, count, entry))
        return unknown, doubts


def is_known(dictionary: Dictionary, code: str) -> bool:
    """Whether a dictionary has a code or label; a land class is known by its beginning too (08H2A by 08H2, 01 by 0101)."""
    if dictionary.find(code) is not None:
        return True
    if dictionary.name != "land_class":
        return False
    plain = normalised(code)
    codes = [normalised(entry.code) for entry in dictionary.entries]
    return any(plain.startswith(each) for each in codes) or (len(plain) == 2 and any(e.startswith(plain) for e in codes))


def stands_for(dictionary: Dictionary, code: str) -> Optional[Entry]:
    """Return the entry an unknown code may stand for: a zero lost in front (1 for 01), ``.0`` behind; only to ask."""
    plain = normalised(code)
    whole = plain[:-2] if plain.endswith(".0") else plain
    for entry in dictionary.entries:
        own = normalised(entry.code)
        if whole == own or plain in map(normalised, entry.extra.get("doubtful", ())):
            return entry
        if whole.isdigit() and own.isdigit() and whole.lstrip("0") == own.lstrip("0") != "":
            return entry
    return None
