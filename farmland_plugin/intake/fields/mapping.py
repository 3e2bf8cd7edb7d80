"""Which field means what and why, and in which unit the monitored area (监测面积) was issued."""

from __future__ import annotations

import json
import re
import statistics
from collections import Counter
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Dict, List, NamedTuple, Optional, Sequence, Set, Tuple

from ...domain.area import round_half_up
from ...domain.codes import parse_json
from ...domain.errors import BadInput
from ...domain.readings import iso_date, partial_date, quantity, unit_in_text
from ...files import existing, text_of
from ...i18n import tr
from .columns import CONTRADICTED, UNTOLD, judge, rounded_numbers, units_of_pair
from .names import AS_WRITTEN, CUT, GENERIC, match, plain
from .profiles import Profile
from .unknown_codes import UnknownCodes

MEANINGS = ("source_no", "monitored_area", "township", "village", "grid", "parent_no", "class_code", "feature_type",
            "captured_before", "captured_after", "note")
__all__ = [
    "MEANINGS", "PER_M2", "UNITS", "AreaUnit", "Mapping", "UnknownCodes", "capture_date", "conclude_unit",
    "meaning_label", "parse_area", "read_field_map", "recognise", "settle_mapping", "to_m2",
]

UNITS = ("auto", "m2", "mu", "ha")
PER_M2 = {"m2": 1.0, "mu": 0.0015, "ha": 0.0001}
_MORE = re.compile(r"(?<![mM])\d")  # another number behind the unit: 12亩5分
_DAY_IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d{6})(?!\d)")
_TOLERANCE = 1.25  # a median ratio within this factor of a unit's own proves the unit


@dataclass(frozen=True)
class AreaUnit:
    """The unit of the monitored area and why; ``code`` is m2, mu or ha."""

    code: str
    note: str


@dataclass
class Mapping:
    """Which field holds each meaning.

    :param fields: meaning -> field. :param why: meaning -> one sentence. :param notes: what the report should say besides.
    :param area_unit: unit that another column proves for the monitored area ('' when none does), :param area_unit_why: how.
    """

    fields: Dict[str, str] = field(default_factory=dict)
    why: Dict[str, str] = field(default_factory=dict)
    notes: List[str] = field(default_factory=list)
    area_unit: str = ""
    area_unit_why: str = ""


class _Candidate(NamedTuple):
    """A field that may hold a meaning; candidates compare by how good they are, the best first."""

    misfit: int
    kind: int
    rank: int
    order: int
    place: int
    meaning: str
    field: str
    alias: str
    told: str


def meaning_label(meaning: str) -> str:
    """Return what a meaning is called in the report and the mapping dialog; a meaning without a name stays as it is."""
    return {
        "source_no": tr("number"), "monitored_area": tr("monitored area"), "township": tr("township code"),
        "village": tr("village code"), "grid": tr("grid code"), "parent_no": tr("number it was split from"),
        "class_code": tr("land class before the change"), "feature_type": tr("type of feature"),
        "captured_before": tr("date of the image before"), "captured_after": tr("date of the image after"), "note": tr("note"),
    }.get(meaning, meaning)


def settle_mapping(source_fields: Sequence[str], rows_sample: Sequence[Dict[str, str]], aliases: Dict[str, Sequence[str]], *,
                   cut_names: bool = False, fixed: Optional[Dict[str, str]] = None, own: Optional[Dict[str, str]] = None,
                   profile: Optional[Profile] = None) -> Mapping:
    """Return which field holds each meaning: the user's map, else the saved one, else the format's, else names and values.

    By name, letter case, full width, blanks, a unit behind the name and (shapefiles) a cut at ten bytes are forgiven; a
    column whose values contradict the meaning is passed over, and of several the one whose values fit and whose name
    comes first in ``aliases`` is taken. No field gets two meanings unless the user says so.

    :param rows_sample: attributes of some rows, '' for what is empty. :param fixed: fields whose meaning the format fixes.
    :param own: the user's map; an empty field means: none has it. :param profile: saved mapping, as far as its fields exist.
    """
    done = Mapping()
    asked: Set[str] = set()
    saved, saved_as = (profile.mapping, profile.name) if profile is not None else ({}, "")
    sources = ((own or {}, tr("{field}: chosen by the user")), (saved, tr("{field}: by the saved mapping {name}")),
               (fixed or {}, tr("{field}: fixed by the format")))
    for number, (known, sentence) in enumerate(sources):
        for meaning, name in known.items():
            taken = number > 0 and name in done.fields.values()
            if meaning in asked or taken or (name and name not in source_fields):
                continue
            asked.add(meaning)
            if name:
                done.fields[meaning] = name
                done.why[meaning] = sentence.format(field=name, name=saved_as)
    names = [name for name in dict.fromkeys(source_fields) if name not in done.fields.values()]
    columns = {name: [row.get(name) or "" for row in rows_sample] for name in source_fields}
    wanted = {meaning: known for meaning, known in aliases.items() if meaning not in asked}
    _by_name(done, _candidates(names, columns, wanted, cut_names))
    _note_values(done, columns)
    _prove_unit(done, columns, aliases.get("monitored_area", ()), cut_names)
    return done


def _candidates(names: Sequence[str], columns: Dict[str, List[str]], aliases: Dict[str, Sequence[str]],
                cut_names: bool) -> List[_Candidate]:
    found: List[_Candidate] = []
    for order, (meaning, known) in enumerate(aliases.items()):
        for place, name in enumerate(names):
            best = min(((*kind, alias) for kind, alias in (
                (match(name, alias, rank, cut_names), alias) for rank, alias in enumerate(known)) if kind is not None),
                default=None)
            if best is not None:
                kind, rank, alias = best
                judged = judge(meaning, columns[name], generic=plain(alias) in GENERIC)
                found.append(_Candidate(-judged.fit, kind, rank, order, place, meaning, name, alias, judged.why))
    return sorted(found)


def _by_name(done: Mapping, candidates: Sequence[_Candidate]) -> None:
    """Give each meaning its best candidate, no field twice, and say what was passed over."""
    used = set(done.fields.values())
    settled: Dict[str, _Candidate] = {}
    for one in candidates:
        if one.misfit == -CONTRADICTED or one.meaning in settled or one.field in used:
            continue
        rivals = [other.meaning for other in candidates if other.field == one.field and other.meaning not in settled
                  and other.meaning != one.meaning and other[:2] == one[:2]]
        if rivals and one.kind >= CUT and one.misfit == -UNTOLD:
            used.add(one.field)
            done.notes.append(tr("The cut field name {field} may mean {meanings}, and its values do not tell: it was left "
                                 "without a meaning").format(field=one.field, meanings=", ".join(
                                     meaning_label(each) for each in (one.meaning, *rivals))))
            continue
        settled[one.meaning] = one
        used.add(one.field)
    for meaning, one in settled.items():
        done.fields[meaning] = one.field
        done.why[meaning] = _why(one, [other.field for other in candidates if other.meaning == meaning
                                       and other.misfit != -CONTRADICTED and other.field not in used])
        if one.misfit == -UNTOLD and one.told:
            done.notes.append(tr("{meaning}: {field} was taken by its name, but {why}").format(
                meaning=meaning_label(meaning), field=one.field, why=one.told))
    for one in candidates:
        if one.misfit == -CONTRADICTED and one.field not in used:
            done.notes.append(tr("{field} was not taken as {meaning}: {why}").format(
                field=one.field, meaning=meaning_label(one.meaning), why=one.told))


def _why(one: _Candidate, others: Sequence[str]) -> str:
    if one.kind == AS_WRITTEN:
        text = tr("{field}: the name is known").format(field=one.field)
    elif one.kind == CUT:
        text = tr("{field}: {alias} cut to ten bytes").format(field=one.field, alias=one.alias)
    else:
        text = tr("{field}: reads as {alias}").format(field=one.field, alias=one.alias)
    if one.told:
        text += f"; {one.told}"
    if others:
        text += tr("; {others} could mean the same and stay attributes (the value fits first, then the name earlier in the "
                   "list wins)").format(others=", ".join(dict.fromkeys(others)))
    return text


def _note_values(done: Mapping, columns: Dict[str, List[str]]) -> None:
    for meaning in ("source_no", "parent_no"):
        name = done.fields.get(meaning, "")
        count = rounded_numbers(columns.get(name, ()))
        if count:
            done.notes.append(tr("{field}: {count} numbers were rounded by a spreadsheet (1.3E+17), their last digits are lost: "
                                 "have the table issued again with this column as text").format(field=name, count=count))


def _prove_unit(done: Mapping, columns: Dict[str, List[str]], known: Sequence[str], cut_names: bool) -> None:
    """Let a second area column prove the unit of the monitored area: MJ in m² beside JCMJ in 亩."""
    name = done.fields.get("monitored_area", "")
    taken = set(done.fields.values())
    for other, values in columns.items() if name else ():
        if other in taken or all(match(other, alias, 0, cut_names) is None for alias in known):
            continue
        found = units_of_pair(columns.get(name, ()), values)
        if found is not None and not done.area_unit:
            done.area_unit = found[0]
            done.area_unit_why = tr("{other} is {ratio} times {field} over {count} rows, so {field} is in {unit} and {other} in "
                                    "{other_unit}").format(other=other, field=name, unit=unit_word(found[0]),
                                                           other_unit=unit_word(found[1]), ratio=f"{found[2]:.6g}",
                                                           count=found[3])
            done.notes.append(done.area_unit_why)


def recognise(fields: Sequence[str], aliases: Dict[str, Sequence[str]], *, cut_names: bool = False) -> Dict[str, str]:
    """Return the field of each meaning that is found by name alone.

    An earlier alias wins over a later one. Letter case, full width, blanks and a unit in brackets are forgiven.

    :param aliases: names of each meaning, best first (dictionary ``field_alias`` of the ledger).
    :param cut_names: names may be cut to ten bytes (shapefile): a name that fills them and begins an alias counts.
    """
    found: Dict[str, str] = {}
    for kind in (AS_WRITTEN, CUT) if cut_names else (AS_WRITTEN,):
        for meaning, names in aliases.items():
            free = [name for name in fields if meaning not in found and name not in found.values()]
            hits = [(rank, free.index(name), name) for name in free for rank, alias in enumerate(names)
                    if (match(name, alias, rank, cut_names) or (-1,))[0] == kind]
            if hits:
                found[meaning] = min(hits)[2]
    return found


def read_field_map(path: Optional[Path], fields: Sequence[str], known: Sequence[str]) -> Dict[str, str]:
    """Return the user's own map ``{"source_no": "编号", ...}`` from a JSON file.

    An empty field says that none of the source's has this meaning.

    :raises BadInput: not JSON, an unknown meaning, or a field that the source does not have.
    """
    if path is None:
        return {}
    raw = parse_json(text_of(existing(path, tr("The field map"))), path.name)
    if not isinstance(raw, dict) or not all(isinstance(v, str) for v in raw.values()):
        raise BadInput(tr("{file}: the field map is an object of texts, such as {example}."), file=path.name,
                       example=json.dumps({"source_no": "JCBH"}))
    for meaning, name in raw.items():
        if meaning not in known:
            raise BadInput(tr("{file}: {meaning} is not a meaning that can be mapped: use {known}."), file=path.name,
                           meaning=meaning, known=", ".join(known))
        if name and name not in fields:
            raise BadInput(tr("{file}: the source has no field {field}: it has {fields}."), file=path.name, field=name,
                           fields=", ".join(fields))
    return {str(k): str(v) for k, v in raw.items()}


def parse_area(text: str) -> Tuple[Optional[Decimal], str]:
    """Return ``(value, unit named in the text or '')``; None for what is no single number, or negative."""
    value, rest = quantity(text)
    unit = unit_in_text(rest) or (rest.lower() if rest.lower() in ("ha", "mu") else "")
    if value is None or value < 0 or (rest and not unit) or _MORE.search(rest):
        return None, ""
    return value, unit


def to_m2(value: Decimal, unit: str) -> Decimal:
    """Return an issued area in m², 4 decimals at most; 1 亩 = 2000/3 m² exactly."""
    if unit == "mu":
        value = round_half_up(value * 2000 / 3, 4)
    elif unit == "ha":
        value = value * 10000
    return Decimal(format(value, "f"))


def unit_word(code: str) -> str:
    """Return a unit's code (m2, mu, ha) as people call it."""
    return {"m2": tr("m²"), "mu": tr("mu"), "ha": tr("hectares")}.get(code, code)


def conclude_unit(field: str, values: Sequence[Optional[Decimal]], areas_m2: Sequence[float], *, chosen: str = "auto",
                  known_unit: str = "", hint: str = "", hint_why: str = "", named: Sequence[str] = ()) -> AreaUnit:
    """Return the unit of the monitored area: the user's choice, else what heading and geometry prove, else another column.

    :param field: the field's name. :param values: issued areas without a unit of their own. :param areas_m2: official areas
        of the same parcels. :param known_unit: unit the format fixes ('' when it does not). :param hint: unit that another
        column proves (``Mapping.area_unit``), :param hint_why: how. :param named: units the values name themselves.
    :raises BadInput: when heading and geometry contradict each other, or neither tells.
    """
    ratios = [float(v) / a for v, a in zip(values, areas_m2) if v is not None and v > 0 and a > 0]
    median = statistics.median(ratios) if ratios else None
    proven = _unit_of(median) if median else ""
    measured = tr("median of issued / measured m² over {count} parcels is {ratio}").format(
        count=len(ratios), ratio=f"{median:.6g}" if median is not None else "-")
    extra = _mixed(ratios, proven) + _named(named)
    if chosen != "auto":
        doubt = tr("; but the geometry says {unit}, check").format(unit=unit_word(proven)) if proven and proven != chosen else ""
        return AreaUnit(chosen, tr("{unit}: chosen by the user").format(unit=unit_word(chosen)) + f" ({measured}{doubt})" + extra)
    stated = known_unit or unit_in_text(field)
    if stated and proven and stated != proven:
        raise BadInput(tr("The field {field} says {stated}, but its values fit {proven} ({measured}): set AREA_UNIT."),
                       field=field, stated=unit_word(stated), proven=unit_word(proven), measured=measured)
    if (hint and stated and hint != stated) or (hint and proven and hint != proven):
        extra += tr("; but another column says {unit} ({why}), check").format(unit=unit_word(hint), why=hint_why)
    if stated or proven:
        why = (tr("{unit}: fixed by the format") if known_unit else tr("{unit}: stated by the field's name") if stated else
               tr("{unit}: proved by the geometry")).format(unit=unit_word(stated or proven))
        return AreaUnit(stated or proven, f"{why} ({measured})" + extra)
    if hint:
        why = tr("{unit}: proved by another column").format(unit=unit_word(hint))
        return AreaUnit(hint, f"{why} ({hint_why}; {measured})" + extra)
    if not ratios:
        return AreaUnit("m2", tr("the field {field} holds no areas").format(field=field) + extra)
    raise BadInput(tr("The unit of the field {field} cannot be told ({measured}): set AREA_UNIT to m2, mu or ha."),
                   field=field, measured=measured)


def _unit_of(ratio: float) -> str:
    return next((u for u, r in PER_M2.items() if r / _TOLERANCE <= ratio <= r * _TOLERANCE), "")


def _mixed(ratios: Sequence[float], proven: str) -> str:
    """Return what to say when some rows' areas fit another unit than most."""
    if not proven:
        return ""
    low, high = PER_M2[proven] / _TOLERANCE, PER_M2[proven] * _TOLERANCE
    others = Counter(filter(None, (_unit_of(ratio) for ratio in ratios if not low <= ratio <= high)))
    if not others:
        return ""
    return tr("; {rows} of {total} rows fit another unit ({units}): check whether units are mixed").format(
        rows=sum(others.values()), total=len(ratios),
        units=", ".join(f"{unit_word(unit)} {n}" for unit, n in sorted(others.items())))


def _named(named: Sequence[str]) -> str:
    """Return what to say of values that name their unit themselves, such as 0.7655公顷."""
    own = Counter(unit for unit in named if unit)
    if not own:
        return ""
    return tr("; {rows} values name their own unit and were read in it ({units})").format(
        rows=sum(own.values()), units=", ".join(f"{unit_word(unit)} {n}" for unit, n in sorted(own.items())))


def capture_date(text: str) -> str:
    """Return the date of an image (前时相, 后时相) in ISO form for display: a day, month or year, also out of a scene's name.

    What is no date is returned as issued.
    """
    found = partial_date(text)
    if found is None:
        days = [iso_date(digits) for digits in _DAY_IN_NAME.findall(text)]
        found = next((day for day in days if day is not None), None)
    return text.strip() if found is None else found
