"""Which field means what, and in which unit the monitored area (监测面积) was issued."""

from __future__ import annotations

import json
import re
import statistics
import unicodedata
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Dict, Mapping, Optional, Sequence, Tuple

from ..domain.area import round_half_up
from ..domain.codes import normalised, parse_json
from ..domain.errors import BadInput
from ..domain.readings import bare, unit_in_text
from ..files import existing, text_of
from ..i18n import tr

UNITS = ("auto", "m2", "mu", "ha")
PER_M2 = {"m2": 1.0, "mu": 0.0015, "ha": 0.0001}
_NUMBER = re.compile(r"^([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)(.*)$")
_TOLERANCE = 1.25  # a median ratio within this factor of a unit's own proves the unit
_FAR_OFF = 2.0  # an issued area this many times the measured one, or its fraction, is worth a look


@dataclass(frozen=True)
class AreaUnit:
    """The unit of the monitored area and why; ``code`` is m2, mu or ha."""

    code: str
    note: str


def recognise(fields: Sequence[str], aliases: Mapping[str, Sequence[str]], *, cut_names: bool = False) -> Dict[str, str]:
    """Return the field of each meaning that is found.

    An earlier alias wins over a later one. Letter case, full width, blanks and a unit in brackets are forgiven.

    :param aliases: names of each meaning, best first (dictionary ``field_alias`` of the ledger).
    :param cut_names: names may be cut to ten bytes (shapefile): a name that fills them and begins an alias counts.
    """
    found: Dict[str, str] = {}
    plain = {field: bare(field) for field in fields}
    for meaning, names in aliases.items():
        for name in names:
            match = next((f for f in fields if plain[f] == bare(name) and f not in found.values()), None)
            if match is not None:
                found[meaning] = match
                break
    if cut_names:
        for meaning, names in aliases.items():
            cut = [f for f in fields if f not in found.values() and any(_is_cut(f, name) for name in names)]
            if meaning not in found and cut:
                found[meaning] = cut[0]
    return found


def _is_cut(field: str, alias: str) -> bool:
    """Whether ``field`` is ``alias`` cut to a shapefile's ten bytes, in GBK or UTF-8."""
    short, full = normalised(field), normalised(alias)
    if not short or short == full or not full.startswith(short):
        return False
    for encoding in ("gb18030", "utf-8"):
        size = len(short.encode(encoding))
        next_size = len(full[len(short)].encode(encoding))
        if size <= 10 < size + next_size:
            return True
    return False


def read_field_map(path: Optional[Path], fields: Sequence[str], known: Sequence[str]) -> Dict[str, str]:
    """Return the user's own map ``{"source_no": "编号", ...}`` from a JSON file.

    :raises BadInput: not JSON, an unknown meaning, or a field that the source does not have.
    """
    if path is None:
        return {}
    raw = parse_json(text_of(existing(path, tr("The field map"))), path.name)
    if not isinstance(raw, dict) or not all(isinstance(v, str) for v in raw.values()):
        raise BadInput(tr("{file}: the field map is an object of texts, such as {example}."), file=path.name,
                       example=json.dumps({"source_no": "JCBH"}))
    for meaning, field in raw.items():
        if meaning not in known:
            raise BadInput(tr("{file}: {meaning} is not a meaning that can be mapped: use {known}."), file=path.name,
                           meaning=meaning, known=", ".join(known))
        if field not in fields:
            raise BadInput(tr("{file}: the source has no field {field}: it has {fields}."), file=path.name, field=field,
                           fields=", ".join(fields))
    return {str(k): str(v) for k, v in raw.items()}


def parse_area(text: str) -> Tuple[Optional[Decimal], str]:
    """Return ``(value, unit named in the text or '')``; None for what is no number or negative."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "").replace(",", "")
    match = _NUMBER.match(plain)
    if match is None:
        return None, ""
    unit = unit_in_text(match.group(2))
    if match.group(2) and not unit and match.group(2).lower() not in ("ha", "mu"):
        return None, ""
    try:
        value = Decimal(match.group(1))
    except InvalidOperation:
        return None, ""
    if value < 0 or value.adjusted() > 15:
        return None, ""
    return value, unit or match.group(2).lower()


def to_m2(value: Decimal, unit: str) -> Decimal:
    """Return an issued area in m², 4 decimals at most; 1 亩 = 2000/3 m² exactly."""
    if unit == "mu":
        value = round_half_up(value * 2000 / 3, 4)
    elif unit == "ha":
        value = value * 10000
    return Decimal(format(value, "f"))


def is_far_off(issued_m2: Optional[Decimal], measured_m2: Decimal) -> bool:
    """Whether an issued area is at least twice or at most half the measured one: another unit, or a slip of the pen."""
    return issued_m2 is not None and not 1 / _FAR_OFF < float(issued_m2 / measured_m2) < _FAR_OFF


def conclude_unit(field: str, values: Sequence[Optional[Decimal]], areas_m2: Sequence[float], *, chosen: str = "auto",
                  known_unit: str = "") -> AreaUnit:
    """Return the unit of the monitored area: the user's choice, else what heading and geometry prove.

    :param field: the field's name. :param values: issued areas. :param areas_m2: official areas of the same parcels.
    :param known_unit: unit the format fixes ('' when it does not).
    :raises BadInput: when heading and geometry contradict each other, or neither tells.
    """
    ratios = [float(v) / a for v, a in zip(values, areas_m2) if v is not None and v > 0 and a > 0]
    median = statistics.median(ratios) if ratios else None
    proven = next((u for u, r in PER_M2.items() if median and r / _TOLERANCE <= median <= r * _TOLERANCE), "")
    measured = tr("median of issued / measured m² over {count} parcels is {ratio}").format(
        count=len(ratios), ratio=f"{median:.6g}" if median is not None else "-")
    if chosen != "auto":
        doubt = tr("; but the geometry says {unit}, check").format(unit=proven) if proven and proven != chosen else ""
        return AreaUnit(chosen, tr("{unit}: chosen by the user").format(unit=chosen) + f" ({measured}{doubt})")
    stated = known_unit or unit_in_text(field)
    if stated and proven and stated != proven:
        raise BadInput(tr("The field {field} says {stated}, but its values fit {proven} ({measured}): set AREA_UNIT."),
                       field=field, stated=stated, proven=proven, measured=measured)
    if stated or proven:
        why = (tr("{unit}: fixed by the format") if known_unit else tr("{unit}: stated by the field's name") if stated else
               tr("{unit}: proved by the geometry")).format(unit=stated or proven)
        return AreaUnit(stated or proven, f"{why} ({measured})")
    if not ratios:
        return AreaUnit("m2", tr("m2: the field {field} holds no areas").format(field=field))
    raise BadInput(tr("The unit of the field {field} cannot be told ({measured}): set AREA_UNIT to m2, mu or ha."),
                   field=field, measured=measured)
