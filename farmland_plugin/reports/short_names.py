"""Field names of a shapefile: at most ten ASCII letters, made from the initials of the Chinese words (拼音首字母)."""

from __future__ import annotations

import bisect
import re
import string
import unicodedata
from typing import Iterable, List, Set

LIMIT = 10
_LETTERS = "".join(sorted(set(string.ascii_uppercase) - set("IUV")))  # no pinyin begins with these three
# first character of each letter in the first level of GB 2312, whose 3755 characters stand in the order of their pinyin
_STARTS = (0xB0A1, 0xB0C5, 0xB2C1, 0xB4EE, 0xB6EA, 0xB7A2, 0xB8C1, 0xB9FE, 0xBBF7, 0xBFA6, 0xC0AC, 0xC2E8, 0xC4C3, 0xC5B6,
           0xC5BE, 0xC6DA, 0xC8BB, 0xC8F6, 0xCBFA, 0xCDDA, 0xCEF4, 0xD1B9, 0xD4D1)
_LAST = 0xD7F9
_OTHER = "X"  # the second level stands in the order of radicals: no initial to be had from it


def initial(letter: str) -> str:
    """Return the letter of a character: itself when it is ASCII, the initial of its pinyin, '' for punctuation."""
    if letter.isascii():
        return letter if letter.isalnum() or letter == "_" else ""
    try:
        code = int.from_bytes(letter.encode("gb2312"), "big")
    except UnicodeEncodeError:
        return _OTHER if letter.isalpha() else ""
    if _STARTS[0] <= code <= _LAST:
        return _LETTERS[bisect.bisect_right(_STARTS, code) - 1]
    return _OTHER if letter.isalpha() else ""


def short_name(name: str) -> str:
    """Return a field name that a shapefile can bear, not yet unique."""
    made = "".join(initial(letter) for letter in unicodedata.normalize("NFKC", name))
    made = re.sub("^[^A-Za-z]+", lambda found: f"F{found.group()}", made) or "F"
    return made[:LIMIT]


def unique(names: Iterable[str], taken: Iterable[str] = (), limit: int = LIMIT) -> List[str]:
    """Return names that differ whatever their case, from one another and from those taken: repeated ones end in _1, _2 …"""
    known: Set[str] = {name.casefold() for name in taken}
    found: List[str] = []
    for name in names:
        made, count = name, 0
        while made.casefold() in known:
            count += 1
            made = f"{name[: limit - len(str(count)) - 1]}_{count}"
        known.add(made.casefold())
        found.append(made)
    return found
