"""Bringing two copies of one ledger together (合并): what each side changed since they parted, field by field.

The ancestor is found by the journal: the longest common beginning of the two chains. What only one side changed is taken,
what both changed to the same is the same, what they changed differently is a clash for a person to decide.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Dict, FrozenSet, Iterable, List, Mapping, Optional, Sequence, Tuple

from .casework import people_of
from .errors import tr
from .parcel import CaseState
from .signoff import SIGNED_COLUMNS

FACT = "facts."
STATUS, ROUND, HOLD, FLAGS = "status", "round", "hold", "flags"
COLUMNS = (STATUS, HOLD, "finding", "disposition", "category", "note", "surveyed_on", "surveyors", ROUND, "campaign",
           "department", FLAGS, "confirmed_area_m2")
RECORDED_V1 = ("finding", "disposition", "category", "note", "surveyed_on", "surveyors")
OURS, THEIRS, VALUE = "ours", "theirs", "value"
# why a difference waits for a person though only one side made it
CLOSED = tr("The case is closed here: reopen it before taking this over.")
ROUNDS = tr("The two sides stand in different rounds of the case.")
STEPS = tr("The two sides took different steps: decide the status first.")


@dataclass(frozen=True)
class Touch:
    """Who changed something last, when (UTC, ISO text), and by which event of that side."""

    actor: str = ""
    ts: str = ""
    seq: int = 0


@dataclass(frozen=True)
class Side:
    """One side's case as it stands.

    :param fields: as ``fields_of`` names them. :param path: the states it passed since the ancestor, in order.
    :param touched: who changed which field last.
    """

    fields: Mapping[str, Any]
    path: Tuple[str, ...] = ()
    touched: Mapping[str, Touch] = field(default_factory=dict)

    @property
    def step(self) -> Tuple[str, int]:
        """Where the case stands: state and round."""
        return str(self.fields[STATUS]), int(self.fields[ROUND])


@dataclass(frozen=True)
class Clash:
    """One field that a person must decide; the status is ``[status, round]`` when the rounds differ.

    :param note: why, when it is more than both having changed it; ``binding`` when theirs cannot be taken as things stand.
    """

    field: str
    ancestor: Any
    ours: Any
    theirs: Any
    our_touch: Touch = Touch()
    their_touch: Touch = Touch()
    note: str = ""
    binding: bool = False


@dataclass(frozen=True)
class Merged:
    """What merging one case comes to.

    :param taken: fields of ours that become theirs. :param kept: fields only we changed. :param same: fields both changed
        to the same. :param moved: whether the case goes to where it stands on their side.
    """

    taken: Dict[str, Any]
    clashes: Tuple[Clash, ...] = ()
    kept: Tuple[str, ...] = ()
    same: Tuple[str, ...] = ()
    moved: bool = False

    @property
    def both(self) -> bool:
        """Whether both sides worked on the case."""
        return bool(self.kept or self.same or self.clashes)

    def after(self, ours: Mapping[str, Any]) -> Dict[str, Any]:
        """Return our fields as the merge leaves them."""
        return {**ours, **self.taken}


def fields_of(case: CaseState) -> Dict[str, Any]:
    """Return what a case says, its facts taken apart as ``facts.<field>``."""
    fields: Dict[str, Any] = {name: getattr(case, name) for name in COLUMNS}
    fields.update((FACT + key, value) for key, value in case.facts.items() if value not in ("", None, []))
    return fields


def changes_of(body: Mapping[str, Any]) -> Dict[str, Any]:
    """Return what one event set; events of version 1 say it by their payload."""
    if "set" in body:
        return dict(body["set"])
    payload = body.get("payload") or {}
    if "to" not in body:
        return {}
    found: Dict[str, Any] = {STATUS: body["to"]}
    found.update((name, str(payload[name] or "")) for name in RECORDED_V1 if name in payload)
    found.update((FACT + key, value) for key, value in (payload.get("facts") or {}).items())
    return found


def path_since(bodies: Iterable[Mapping[str, Any]], since: int, initial: str, ancestor: str) -> Tuple[str, ...]:
    """Return the states a case passed after event ``since``, beginning with where it stood then when that is not the
    ancestor's.

    :param bodies: of all the case's events, in order. :param initial: state of a case when its parcel comes in.
    """
    status, passed = initial, []
    for body in bodies:
        if "to" not in body:
            continue
        if int(body["seq"]) <= since:
            status = str(body["to"])
        elif body.get("from") != body["to"]:
            passed.append(str(body["to"]))
    return (*([status] if status != ancestor else []), *passed)


def touches_of(bodies: Iterable[Mapping[str, Any]]) -> Dict[str, Touch]:
    """Return who changed which field last."""
    found: Dict[str, Touch] = {}
    for body in bodies:
        touch = Touch(str(body.get("actor", "")), str(body.get("ts", "")), int(body.get("seq", 0)))
        found.update(dict.fromkeys(changes_of(body), touch))
    return found


def common_seq(ours: Iterable[Tuple[int, str]], theirs: Iterable[Tuple[int, str]]) -> int:
    """Return the seq of the last event both journals begin with, 0 when they have none in common.

    :param ours: (seq, hash) of every event, in order.
    """
    last = 0
    for mine, other in zip(ours, theirs):
        if tuple(mine) != tuple(other):
            break
        last = mine[0]
    return last


def merge_case(ancestor: Mapping[str, Any], ours: Side, theirs: Side, finals: Iterable[str] = (),
               unlawful: str = "") -> Merged:
    """Return what merging one case comes to.

    :param ancestor: the fields where the two sides parted. :param finals: the closed states.
    :param unlawful: why their journal did not reach its state by the rules; '' when it did.
    """
    found = _Merger(ancestor, ours, theirs)
    found.step(unlawful)
    names = {*ancestor, *ours.fields, *theirs.fields} - {STATUS, ROUND}
    for name in sorted(names):
        found.value(name)
    merged = found.merged()
    if ours.step[1] != theirs.step[1] and (not merged.moved or found.we_recorded()):
        asked = {name for name in merged.taken if is_fact(name)} | ({STATUS} if merged.moved else set())
        merged = waiting(merged, ours, theirs, ancestor, asked, ROUNDS)
    if ours.path and any(clash.field == STATUS for clash in merged.clashes):
        asked = {name for name in merged.taken if is_fact(name)}
        merged = waiting(merged, ours, theirs, ancestor, asked, STEPS)
    if ours.step[0] in set(finals) and not merged.moved:
        asked = {name for name in merged.taken if is_fact(name) or name == HOLD}
        merged = waiting(merged, ours, theirs, ancestor, asked, CLOSED, binding=True)
    return merged


def waiting(merged: Merged, ours: Side, theirs: Side, ancestor: Mapping[str, Any], names: Iterable[str], note: str,
            *, binding: bool = False) -> Merged:
    """Return a merge in which some of what was taken waits for a person instead."""
    asked = set(names)
    clashes = [_clash(name, ancestor, ours, theirs, note, binding) for name in sorted(asked)]
    left = {*asked, ROUND} if STATUS in asked else asked
    kept = {name: value for name, value in merged.taken.items() if name not in left}
    return replace(merged, taken=kept, clashes=(*merged.clashes, *clashes), moved=merged.moved and STATUS not in asked)


def is_fact(name: str) -> bool:
    """Whether a field is something the signers vouch for."""
    return name.startswith(FACT) or name in SIGNED_COLUMNS


def _value(fields: Mapping[str, Any], name: str) -> Any:
    return fields.get(name, "")


def _clash(name: str, ancestor: Mapping[str, Any], ours: Side, theirs: Side, note: str = "", binding: bool = False) -> Clash:
    sides = (ancestor, ours.fields, theirs.fields)
    in_rounds = name == STATUS and len({int(fields[ROUND]) for fields in sides}) > 1
    base, mine, other = ([fields[STATUS], fields[ROUND]] if in_rounds else _value(fields, name) for fields in sides)
    return Clash(name, base, mine, other, _touch(ours, name), _touch(theirs, name), note, binding)


def _touch(side: Side, name: str) -> Touch:
    return side.touched.get(name, Touch())


class _Merger:
    """Goes through the fields of one case."""

    def __init__(self, ancestor: Mapping[str, Any], ours: Side, theirs: Side) -> None:
        self._ancestor, self._ours, self._theirs = ancestor, ours, theirs
        self._taken: Dict[str, Any] = {}
        self._clashes: List[Clash] = []
        self._kept: List[str] = []
        self._same: List[str] = []
        self._moved = False

    def we_recorded(self) -> bool:
        """Whether our side changed what signers vouch for."""
        return any(is_fact(name) for name in (*self._kept, *self._same)) or any(is_fact(c.field) for c in self._clashes)

    def merged(self) -> Merged:
        """Return the result."""
        return Merged(self._taken, tuple(self._clashes), tuple(self._kept), tuple(self._same), self._moved)

    def step(self, unlawful: str) -> None:
        """Judge state and round: the longer of two ways that agree is gone on."""
        mine, theirs = self._ours, self._theirs
        if not theirs.path and theirs.step == (self._ancestor[STATUS], self._ancestor[ROUND]):
            if mine.path or mine.step != theirs.step:
                self._kept.append(STATUS)
        elif mine.step == theirs.step:
            self._same.append(STATUS)
        elif _begins(theirs.path, mine.path) and not unlawful:
            if mine.path:
                self._same.append(STATUS)
            self._taken.update({STATUS: theirs.step[0], ROUND: theirs.step[1]})
            self._moved = True
        elif mine.path and _begins(mine.path, theirs.path):
            self._kept.append(STATUS)
        else:
            self._clashes.append(_clash(STATUS, self._ancestor, mine, theirs, unlawful, bool(unlawful)))

    def value(self, name: str) -> None:
        """Judge one field."""
        base, mine, theirs = (_value(fields, name) for fields in (self._ancestor, self._ours.fields, self._theirs.fields))
        if theirs == base:
            if mine != base:
                self._kept.append(name)
        elif theirs == mine:
            self._same.append(name)
        elif mine == base:
            self._taken[name] = theirs
        elif name == FLAGS:
            self._kept.append(name)
            self._taken[name] = merged_codes(str(base), str(mine), str(theirs))
            if self._taken[name] == mine:
                del self._taken[name]
        else:
            self._clashes.append(_clash(name, self._ancestor, self._ours, self._theirs))


def _begins(whole: Sequence[str], part: Sequence[str]) -> bool:
    return tuple(whole[:len(part)]) == tuple(part)


def merged_codes(ancestor: str, ours: str, theirs: str) -> str:
    """Return a comma-separated set of codes with what either side added and without what either side took away."""
    base, mine, other = (people_of(text) for text in (ancestor, ours, theirs))
    gone = (set(base) - set(mine)) | (set(base) - set(other))
    return ",".join(code for code in dict.fromkeys((*mine, *other)) if code not in gone)


# -- people ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Known:
    """What tells people apart: id, name, number, telephone."""

    person_id: str
    name: str
    id_no: str = ""
    phone: str = ""


def possible_duplicates(ours: Iterable[Known], newcomers: Iterable[Known]) -> List[Tuple[str, str]]:
    """Return (newcomer, the one who may be the same person): same name, number or telephone under another id.

    Two numbers that are both given and differ tell people of one name apart.
    """
    known = list(ours)
    return [(one.person_id, other.person_id) for one in newcomers for other in known
            if one.person_id != other.person_id and _alike(one, other)]


def _alike(one: Known, other: Known) -> bool:
    if one.id_no and other.id_no:
        return one.id_no == other.id_no
    return one.name == other.name or bool(one.phone and one.phone == other.phone)


# -- files handed down twice ----------------------------------------------------------------------------------


def counted_twice(ours: Mapping[str, FrozenSet[str]], theirs: Mapping[str, str]) -> Dict[str, str]:
    """Return, of things new on their side, those whose file we have taken in ourselves: their id and ours.

    :param ours: our ids by what tells the file apart. :param theirs: by their id, what tells the file apart.
    """
    found: Dict[str, str] = {}
    for key, mark in theirs.items():
        others = sorted(ours.get(mark, frozenset()) - {key})
        if others:
            found[key] = others[0]
    return found


def first(values: Iterable[Optional[str]]) -> str:
    """Return the first text that is not empty, '' when none is."""
    return next((value for value in values if value), "")
