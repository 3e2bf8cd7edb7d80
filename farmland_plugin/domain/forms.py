"""Campaigns (专项行动) as documents: ``campaign_<code>.json`` read, and refused with file and key when it says something
this program does not know. The format is described in ``resources/rules/README.md``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Collection, Dict, FrozenSet, List, Mapping, Optional, Sequence, Tuple

from .answers import CODE, CODES, DATE, INTEGER, LONG_TEXT, NUMBER, PARTIAL_DATE, TEXT, Field, Words
from .codes import Dictionary
from .errors import BadInput, tr
from .readings import bare
from .relations import Known, Loader
from .schema import check_schema
from .survey import DUTY, Clarity, Demand, Form, Group, Section

STAGES = ("survey", "rectification", "closing")
SIGNED = ("survey", "acceptance")
_TOP = ("code", "label", "label_zh", "version", "sources", "sign_chains", "form")
_OPTIONAL = ("basis", "completeness", "evidence", "checks", "tables")
_FORM = ("$schema", "type", "properties", "required", "allOf", "x-groups")
_FIELD = frozenset({
    "x-dictionary", "x-parent", "x-unit", "x-decimals", "x-label", "x-label_zh", "x-aliases", "x-help", "x-help_zh",
    "x-from", "x-input", "x-organisation"})
_INPUTS = {"": TEXT, "multiline": LONG_TEXT, "partial_date": PARTIAL_DATE}
_TWO_DECIMALS = ("mu", "m2", "ha", "percent")


@dataclass(frozen=True)
class Campaign:
    """A campaign: which sources of parcels it serves, who signs, and its survey form.

    :param sources: codes of dictionary ``source``. :param sign_chains: name of the workflow's chain by stage
        (``survey``, ``acceptance``). :param version: changes with the document; signatures stand for a version.
    """

    code: str
    words: Words
    version: str
    sources: Tuple[str, ...]
    sign_chains: Mapping[str, str]
    form: Form
    dictionaries: Mapping[str, Dictionary]

    @classmethod
    def from_json(cls, raw: Any, where: str, dictionaries: Mapping[str, Dictionary]) -> Campaign:
        """Return the campaign a parsed document describes.

        :param where: the document's name, for errors. :param dictionaries: every code list there is.
        :raises BadInput: naming the file and the key, for anything unknown in it.
        """
        try:
            return _Reader(where, dictionaries).campaign(raw)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
            raise BadInput(tr("{file}: the document is not built as a campaign ({reason})."), file=where,
                           reason=error) from error


class _Reader:
    """Reads one campaign document."""

    def __init__(self, where: str, dictionaries: Mapping[str, Dictionary]) -> None:
        self._where = where
        self._dictionaries = dictionaries
        self._fields: Dict[str, Field] = {}
        self._loader = Loader(where, Known(self._fields, self._words_of("parcel_fact"), {}, self._words_of("unit")))

    def _words_of(self, name: str) -> Dict[str, Words]:
        known = self._dictionaries.get(name)
        return {entry.code: Words(entry.label, entry.label_zh) for entry in known.entries} if known is not None else {}

    def _dictionary(self, name: Any, at: str) -> Dictionary:
        if name not in self._dictionaries:
            raise BadInput(tr("{file}: {place} names the dictionary {name}, which does not exist."), file=self._where,
                           place=at, name=name)
        return self._dictionaries[name]

    def campaign(self, raw: Any) -> Campaign:
        """Return the whole campaign."""
        raw = self._loader.object(raw, "the document", (*_TOP, *_OPTIONAL), _TOP)
        sources = self._dictionary("source", "sources")
        for code in self._texts(raw["sources"], "sources"):
            if sources.get(code) is None:
                raise self._loader.refuse("sources", code)
        chains = self._loader.object(raw["sign_chains"], "sign_chains", SIGNED, SIGNED)
        form = self._form(raw)
        used = {one.dictionary.name: one.dictionary for one in self._fields.values() if one.dictionary is not None}
        return Campaign(str(raw["code"]), Words(str(raw["label"]), str(raw["label_zh"])), str(raw["version"]),
                        tuple(raw["sources"]), {stage: str(chains[stage]) for stage in SIGNED}, form, used)

    # -- the form ---------------------------------------------------------------------------------------------

    def _form(self, raw: Mapping[str, Any]) -> Form:
        document = self._loader.object(raw["form"], "form", _FORM, ("properties", "x-groups"))
        properties = document["properties"]
        check_schema({key: value for key, value in document.items() if key != "x-groups"}, self._where, "form")
        for code, one in properties.items():
            self._fields[code] = self._field(code, one, f"form.properties.{code}")
        self._check_parents()
        groups = self._groups(document["x-groups"])
        ordered = {code: self._fields[code] for group in groups for code in group.fields}
        for code, table in raw.get("tables", {}).items():
            self._loader.known.tables[code] = self._loader.table(code, table, f"tables.{code}")  # type: ignore[index]
        self._check_sources(properties)
        self._known_fields(document.get("required", []), "form.required")
        sections = self._sections(document.get("allOf", []))
        offered = frozenset(code for code, one in ordered.items() if one.dictionary is None or one.entries)
        shown = frozenset().union(*(section.shows | section.shows_otherwise for section in sections))
        return Form(
            schema=self._spelled_out(document), by_code=ordered, groups=groups,
            required=tuple(document.get("required", [])),
            sections=tuple(_offering(section, offered) for section in sections), always=offered - shown,
            known=self._loader.known, clarities=self._clarities(raw.get("completeness", [])),
            demands=self._demands(raw.get("evidence", [])),
            checks=tuple(self._loader.check(one, f"checks[{n}]") for n, one in enumerate(raw.get("checks", []))),
            duties=self._dictionaries.get("duty_slot"), headings=self._headings(ordered))

    def _field(self, code: str, raw: Any, at: str) -> Field:
        if not isinstance(raw, dict) or code.startswith(DUTY) or "." in code:
            raise BadInput(tr("{file}: the value of {place} cannot be used."), file=self._where, place=at)
        items = raw.get("items") if raw.get("type") == "array" else None
        marks = {**{key: value for key, value in (items or {}).items() if key.startswith("x-")},
                 **{key: value for key, value in raw.items() if key.startswith("x-")}}
        for key in marks:
            if key not in _FIELD:
                raise BadInput(tr("{file}: {place} has the key {key}, which is not understood."), file=self._where, place=at,
                               key=key)
        for key in ("x-label", "x-label_zh"):
            if not isinstance(marks.get(key), str) or not marks[key]:
                raise BadInput(tr("{file}: {place} lacks the key {key}."), file=self._where, place=at, key=key)
        name, unit = marks.get("x-dictionary"), marks.get("x-unit", "")
        dictionary = self._dictionary(name, f"{at}.x-dictionary") if name is not None else None
        kind = self._kind(raw, marks, at)
        if unit and unit not in self._loader.known.units:
            raise self._loader.refuse(f"{at}.x-unit", unit)
        decimals = marks.get("x-decimals", 2 if unit in _TWO_DECIMALS and kind == NUMBER else 0)
        return Field(
            code, Words(marks["x-label"], marks["x-label_zh"]), kind, _spelled(raw, self._dictionaries), dictionary,
            str(marks.get("x-parent", "")), unit, int(decimals),
            tuple(self._texts(marks.get("x-aliases", []), f"{at}.x-aliases")),
            Words(str(marks.get("x-help", "")), str(marks.get("x-help_zh", ""))), marks.get("x-from"),
            marks.get("x-organisation") is True)

    def _kind(self, raw: Mapping[str, Any], marks: Mapping[str, Any], at: str) -> str:
        type_, entry = raw.get("type"), marks.get("x-input", "")
        if entry not in _INPUTS:
            raise self._loader.refuse(f"{at}.x-input", entry)
        if type_ in ("number", "integer"):
            return NUMBER if type_ == "number" else INTEGER
        if type_ == "array" and "x-dictionary" in marks:
            return CODES
        if type_ != "string":
            raise BadInput(tr("{file}: the type of {place} must be string, number, integer, or array with a dictionary."),
                           file=self._where, place=at)
        if "x-dictionary" in marks:
            return CODE
        return DATE if raw.get("format") == "date" else _INPUTS[entry]

    def _check_parents(self) -> None:
        for code, one in self._fields.items():
            if not one.parent:
                continue
            at = f"form.properties.{code}.x-parent"
            above = self._fields.get(one.parent)
            if above is None or above.kind != CODE or one.kind != CODE:
                raise self._loader.refuse(at, one.parent)
            for entry in one.entries:
                if entry.extra.get("parent") not in {upper.code for upper in above.entries}:
                    raise self._loader.refuse(f"{at} ({entry.code})", entry.extra.get("parent"))

    def _check_sources(self, properties: Mapping[str, Any]) -> None:
        for code, one in self._fields.items():
            if one.source is not None:
                at = f"form.properties.{code}.x-from"
                if one.kind not in (NUMBER, INTEGER):
                    raise self._loader.refuse(at, one.kind)
                self._loader.operand(one.source, at)

    def _groups(self, raw: Any) -> Tuple[Group, ...]:
        groups, placed = [], set()
        for number, one in enumerate(raw if isinstance(raw, list) else []):
            at = f"form.x-groups[{number}]"
            keys = ("code", "label", "label_zh", "fields")
            self._loader.object(one, at, (*keys, "folded"), keys)
            for code in self._known_fields(one["fields"], f"{at}.fields"):
                if code in placed:
                    raise BadInput(tr("{file}: {place} has {name}, which stands in another group already."), file=self._where,
                                   place=at, name=code)
                placed.add(code)
            groups.append(Group(one["code"], Words(one["label"], one["label_zh"]), tuple(one["fields"]),
                                bool(one.get("folded", False))))
        for code in self._fields:
            if code not in placed:
                raise BadInput(tr("{file}: {place} stands in no group of form.x-groups."), file=self._where,
                               place=f"form.properties.{code}")
        return tuple(groups)

    def _sections(self, raw: Sequence[Any]) -> List[Section]:
        """Return the ``allOf``; an ``if`` may only ask about fields that nothing after it shows."""
        shows = [(self._shown(one, "then", n), self._shown(one, "else", n)) for n, one in enumerate(raw)]
        sections = []
        for number, one in enumerate(raw):
            at = f"form.allOf[{number}]"
            self._loader.object(one, at, ("if", "then", "else"), ("if", "then"))
            later = frozenset().union(*(then | otherwise for then, otherwise in shows[number:]))
            self._loader.condition(one["if"], f"{at}.if", frozenset(self._fields) - later)
            for branch in ("then", "else"):
                self._loader.condition(one.get(branch, True), f"{at}.{branch}")
            sections.append(Section(one["if"], one["then"], one.get("else", True), *shows[number]))
        return sections

    def _shown(self, one: Any, branch: str, number: int) -> FrozenSet[str]:
        """Return the fields a branch shows: those it lists as ``true``; a schema instead only constrains."""
        part = one.get(branch, True) if isinstance(one, dict) else True
        if isinstance(part, bool):
            return frozenset()
        listed = part.get("properties", {})
        return frozenset(self._known_fields([code for code, value in listed.items() if value is True],
                                            f"form.allOf[{number}].{branch}.properties"))

    def _spelled_out(self, document: Mapping[str, Any]) -> Dict[str, Any]:
        plain = {key: value for key, value in document.items() if key not in ("x-groups", "required", "properties")}
        return {**plain, "type": "object", "properties": {code: one.schema for code, one in self._fields.items()},
                "required": list(document.get("required", []))}

    def _headings(self, fields: Mapping[str, Field]) -> Dict[str, str]:
        """Return field by heading; a name that two fields answer to is refused."""
        known: Dict[str, str] = {}
        for code, one in fields.items():
            for name in (code, one.words.label, one.words.label_zh, *one.aliases):
                if known.setdefault(bare(name), code) != code:
                    raise BadInput(tr("{file}: {place} answers to the name {name}, and so does {other}."), file=self._where,
                                   place=f"form.properties.{code}", name=name, other=known[bare(name)])
        return known

    # -- what is demanded -------------------------------------------------------------------------------------

    def _clarities(self, raw: Sequence[Any]) -> Tuple[Clarity, ...]:
        found = []
        for number, one in enumerate(raw):
            at = f"completeness[{number}]"
            keys = ("code", "label", "label_zh", "fields")
            self._loader.object(one, at, (*keys, "when"), keys)
            items = tuple((item,) if isinstance(item, str) else tuple(item) for item in one["fields"])
            for item in items:
                for name in item:
                    self._known_item(name, f"{at}.fields")
            found.append(Clarity(one["code"], Words(one["label"], one["label_zh"]), items,
                                 self._loader.condition(one.get("when", True), f"{at}.when")))
        return tuple(found)

    def _known_item(self, name: str, at: str) -> None:
        if not name.startswith(DUTY):
            self._known_fields([name], at)
        elif self._dictionary("duty_slot", at).get(name[len(DUTY):]) is None:
            raise self._loader.refuse(at, name)

    def _demands(self, raw: Sequence[Any]) -> Tuple[Demand, ...]:
        found = []
        for number, one in enumerate(raw):
            at = f"evidence[{number}]"
            keys = ("code", "label", "label_zh", "stage", "roles")
            self._loader.object(one, at, (*keys, "when"), keys)
            if one["stage"] not in STAGES:
                raise self._loader.refuse(f"{at}.stage", one["stage"])
            roles = tuple((item,) if isinstance(item, str) else tuple(item) for item in one["roles"])
            known = self._dictionary("attachment_role", at)
            for role in (role for item in roles for role in item):
                if known.get(role) is None:
                    raise self._loader.refuse(f"{at}.roles", role)
            found.append(Demand(one["code"], Words(one["label"], one["label_zh"]), roles, one["stage"],
                                self._loader.condition(one.get("when", True), f"{at}.when")))
        return tuple(found)

    # -- small ------------------------------------------------------------------------------------------------

    def _known_fields(self, codes: Collection[str], at: str) -> Collection[str]:
        for code in codes:
            if code not in self._fields:
                raise self._loader.refuse(at, code)
        return codes

    def _texts(self, raw: Any, at: str) -> List[str]:
        if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
            raise BadInput(tr("{file}: {place} must be a list of texts."), file=self._where, place=at)
        return list(raw)


def _offering(section: Section, offered: Collection[str]) -> Section:
    """Return a section without the choices whose code list is empty: they are not asked until the county fills it."""
    return Section(section.condition, section.then, section.otherwise, section.shows & frozenset(offered),
                   section.shows_otherwise & frozenset(offered))


def _spelled(raw: Mapping[str, Any], dictionaries: Mapping[str, Dictionary]) -> Dict[str, Any]:
    """Return a field's schema without the form's own keys, the codes of its dictionary as ``enum``."""
    plain: Dict[str, Any] = {key: value for key, value in raw.items() if not key.startswith("x-")}
    name: Optional[str] = raw.get("x-dictionary")
    if isinstance(plain.get("items"), dict):
        plain["items"] = _spelled(plain["items"], dictionaries)
    if name is not None and dictionaries[name].entries:
        plain["enum"] = [entry.code for entry in dictionaries[name].entries]
    return plain
