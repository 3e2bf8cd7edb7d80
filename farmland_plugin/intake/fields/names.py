"""Field names as they come: in any case and width, with a unit behind them, or cut to a shapefile's ten bytes (§7.4)."""

from __future__ import annotations

import re
from typing import Optional, Tuple

from ...domain.codes import normalised
from ...domain.readings import bare

AS_WRITTEN, CUT, NUMBERED = 0, 1, 2
GENERIC = frozenset(("编号", "编码", "序号", "number", "no", "id", "面积", "area", "备注", "说明", "村", "乡镇", "网格"))
_OPEN = re.compile(r"[(\[【][^)\]】]*$")  # a bracket whose end was cut off
_UNIT = re.compile(r"(?:[_\-/:]?(?:平方米|公顷|亩)|[_\-/:](?:m2|㎡|hm2|ha|mu))$")
_AGAIN = re.compile(r"_\d{1,2}$")  # what GDAL appends when two cut names are the same
_BROKEN = "\ufffd"


def plain(name: str) -> str:
    """Return a field's name as it is compared: normalised, without unit or half a character at its end."""
    text = _OPEN.sub("", bare(name.rstrip(_BROKEN))) or normalised(name)
    return _UNIT.sub("", text) or text


def match(name: str, alias: str, rank: int = 0, cut_names: bool = False) -> Optional[Tuple[int, int]]:
    """Return how a field's name means an alias, the less the better: (AS_WRITTEN, CUT or NUMBERED, rank); None when it does not.

    :param cut_names: the name may have been cut to ten bytes.
    """
    short, full = plain(name), plain(alias)
    if not short:
        return None
    if short == full:
        return AS_WRITTEN, rank
    if not cut_names:
        return None
    if is_cut(name, alias):
        return CUT, rank
    once = _AGAIN.sub("", short)
    if once != short and once and (once == full or (full.startswith(once) and len(once.encode("utf-8", errors="replace")) >= 6)):
        return NUMBERED, rank
    return None


def is_cut(name: str, alias: str) -> bool:
    """Whether ``name`` is ``alias`` cut to a shapefile's ten bytes, in GBK or UTF-8, with or without half a character."""
    short, full = normalised(name.rstrip(_BROKEN)), normalised(alias)
    if not short or short == full or not full.startswith(short):
        return False
    for encoding in ("gb18030", "utf-8"):
        size = len(short.encode(encoding, errors="replace"))
        next_size = len(full[len(short)].encode(encoding, errors="replace"))
        if size <= 10 < size + next_size:
            return True
    return False
