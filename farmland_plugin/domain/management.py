"""Administrative areas of the county's own (管理区, 开发区), which take villages out of their townships (§7.3)."""

from __future__ import annotations

from typing import Any, Dict, NamedTuple

from .errors import BadInput, tr

RULE = "management_areas"  # its name among the ledger's rules
TOWNSHIP_DIGITS, VILLAGE_DIGITS = 9, 12


class ManagementArea(NamedTuple):
    """An administrative area of the county's own (管理区, 开发区) with a code that is none of the state's."""

    code: str
    name: str


def management_areas(raw: Any, where: str) -> Dict[str, ManagementArea]:
    """Return village code -> management area, from a parsed JSON document.

    :param raw: ``[{"code", "name", "villages": [12-digit codes]}]``. :raises BadInput: naming the file and what is wrong.
    """
    if not isinstance(raw, list):
        raise BadInput(tr("{file}: the management areas must be a list."), file=where)
    found: Dict[str, ManagementArea] = {}
    for number, entry in enumerate(raw, 1):
        if not isinstance(entry, dict) or not isinstance(entry.get("villages"), list):
            raise BadInput(tr("{file}, entry {number}: give code, name and the list of villages."), file=where, number=number)
        area = ManagementArea(str(entry.get("code", "")).strip(), str(entry.get("name", "")).strip())
        if not area.code or not area.name:
            raise BadInput(tr("{file}, entry {number}: give code, name and the list of villages."), file=where, number=number)
        for village in entry["villages"]:
            if not isinstance(village, str) or len(village) != VILLAGE_DIGITS or not village.isdigit():
                raise BadInput(tr("{file}, entry {number}: {value} is not a village's code of 12 digits, written as text."),
                               file=where, number=number, value=village)
            if found.get(village, area) != area:
                raise BadInput(tr("{file}: the village {village} belongs to {one} and to {other}: take it out of one."),
                               file=where, village=village, one=found[village].name, other=area.name)
            found[village] = area
    return found
