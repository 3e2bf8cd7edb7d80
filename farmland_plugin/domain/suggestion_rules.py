"""The rules suggestions are made by, as data: read from ``suggestion.json`` and refused where they say what cannot be judged.

The main rules stand in the reviewers' order; a county edits thresholds, conditions and sentences, never the order of the stages.
No rule may pronounce: every sentence says 疑似, 建议 or 存疑.

:source: domain facts §2.3.1, §2.3.4, §2.6, §3, §4, §9.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Dict, FrozenSet, List, Mapping, NamedTuple, Optional, Tuple

from .answers import DATED, NO_WORDS, NUMERIC, Field, Words
from .codes import Dictionary, normalised
from .errors import BadInput, tr
from .suggestion_dates import TERMED
from .suggestion_figures import ROLES, Limit, kind_of
from .three_valued import CODE, DATE, NUMBER, Condition, Constant, Reader, Vocabulary, is_day

RULE = "suggestion"  # its name among the ledger's rules
STAGES = ("facts", "approval", "supply", "registration", "facility", "rural_road", "other", "fallback")  # the reviewers' order
PERIOD, DISPOSITION, FLAG = BESIDE = ("period", "disposition", "flag")
LAWFUL, VIOLATION, UNSURE = "lawful", "non_agricultural", "unsure"
OUTCOMES = (LAWFUL, "facility", "rural_road", "other", "false_change", "nongrain", "split", VIOLATION, UNSURE)
PERIODS = ("stock", "increment", "before")
# field of a survey form -> dictionary whose codes a rule may propose for it
PROPOSED = {"finding": "finding", "legal_basis": "legal_basis", "other_circumstance": "other_circumstance",
            "category": "category", "category_detail": "category_detail", "disposition": "disposition", "period": "period"}
_HEDGED, _HEDGED_ZH = ("suggest", "suspect", "unsure", "doubt"), ("疑似", "建议", "存疑")
NO, YES = Constant(False), Constant(True)
MEASURE = "cropland.measure"  # only for sentences: whether cropland is net or gross
_MEASURES = {"net": Words("net", "净面积"), "gross": Words("gross", "毛面积")}
_PLACE = re.compile(r"\{([^{}]+)\}")
_TOP = frozenset({"id", "version", "note", "settings", "notes", "waived", "presume", "tables", "unsure", "rules", "endless",
                  "termless"})
_KEYS = frozenset({"id", "stage", "outcome", "when", "topic", "topic_zh", "wording", "wording_zh", "proposes", "evidence",
                   "against", "shows", "source", "for", "unless", "withheld", "withheld_zh", "doubted", "recorded", "note"})


class Against(NamedTuple):
    """What speaks against a suggestion where a condition holds."""

    condition: Condition
    words: Words


@dataclass(frozen=True)
class Rule:
    """One rule. :param topic: what is unknown when the rule cannot be told. :param wording: the sentence when it holds.

    :param proposes: answers for the form as a draft. :param evidence: items of ``attachment_role``, each alternatives.
    :param figures: names of the figures it looks at or shows. :param outcomes: of the main rules for which a disposition or a
        flag is judged, all when empty. :param unless: withholds it. :param doubted: where a flag is told though it is unknown.
    :param recorded: what must hold for a flag unless the first suggestion itself is non_agricultural (not its leaning).
    """

    id: str
    stage: str
    outcome: str
    condition: Condition
    topic: Words
    wording: Words
    proposes: Mapping[str, str]
    evidence: Tuple[Tuple[str, ...], ...]
    against: Tuple[Against, ...]
    figures: Tuple[str, ...]
    source: str = ""
    outcomes: FrozenSet[str] = frozenset()
    unless: Condition = NO
    withheld: Words = NO_WORDS
    doubted: Condition = NO
    recorded: Condition = YES


@dataclass(frozen=True)
class SuggestionRules:
    """The county's rules. :param main: in the order they are asked. :param fields: kind of each field of the survey forms.

    :param waived: roles that count as not there while the county has no layer of them. :param presumed: what is taken for
        unknown figures when a parcel in doubt is asked which way it leans. :param unsure: the sentence around a topic.
    :param endless: role -> texts that mean its term never ends, '' for nothing written. :param termless: roles of which a layer
        may hold no terms at all. :param sha256: of the document's text, '' where it was not read from one.
    """

    id: str
    version: str
    main: Tuple[Rule, ...]
    beside: Mapping[str, Tuple[Rule, ...]]
    tables: Mapping[str, Limit]
    fields: Mapping[str, str]
    waived: Tuple[str, ...]
    presumed: Mapping[str, str]
    unsure: Words
    settings: Mapping[str, str]
    endless: Mapping[str, FrozenSet[str]]
    termless: Tuple[str, ...]
    sha256: str = ""

    @classmethod
    def from_json(cls, raw: Any, where: str, dictionaries: Mapping[str, Dictionary],
                  fields: Mapping[str, Field], sha256: str = "") -> SuggestionRules:
        """Return the rules of a parsed document.

        :param where: the document's name, for errors. :param fields: the fields of every survey form, by code.
        :param sha256: of its text.
        :raises BadInput: in one sentence: file, rule, what, and how to mend it.
        """
        try:
            return replace(_Document(where, dictionaries, fields).read(raw), sha256=sha256)
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as error:
            raise BadInput(tr("{file}: the document is not built as rules for suggestions ({reason})."), file=where,
                           reason=error) from error

    @property
    def name(self) -> str:
        """What results print: id and version."""
        return f"{self.id} {self.version}"


class _Document:
    """Reads one document."""

    def __init__(self, where: str, dictionaries: Mapping[str, Dictionary], fields: Mapping[str, Field]) -> None:
        self._where, self._dictionaries, self._fields = where, dictionaries, fields
        self._kinds = {code: _kind(field) for code, field in fields.items()}
        self._tables: Dict[str, Limit] = {}
        self._settings: Dict[str, str] = {}
        self._reader = Reader(where, Vocabulary(self._kind, self._codes, self._settings))

    def _kind(self, name: str) -> Optional[str]:
        return kind_of(name, self._kinds, self._tables)

    def _codes(self, name: str) -> Optional[FrozenSet[str]]:
        if name == "site.circumstance":
            return frozenset({"none", *self._known("other_circumstance")})
        if not name.startswith("answer."):
            return frozenset(_MEASURES if name == MEASURE else {"yes", "no"})
        field = self._fields[name[len("answer."):]]
        codes = frozenset(entry.code for entry in field.dictionary.entries) if field.dictionary is not None else frozenset()
        return codes or None

    def _known(self, dictionary: str) -> FrozenSet[str]:
        known = self._dictionaries.get(dictionary)
        return frozenset(entry.code for entry in known.entries) if known is not None else frozenset()

    def _bad(self, template: str, **facts: object) -> BadInput:
        return BadInput(template, file=self._where, **facts)

    def read(self, raw: Any) -> SuggestionRules:
        """Return the whole document."""
        if not isinstance(raw, dict) or not isinstance(raw.get("rules"), list) or not raw.get("id") or not raw.get("version"):
            raise self._bad(tr("{file} must be an object with id, version, settings and a list of rules."))
        for key in raw:
            if key not in _TOP:
                raise self._bad(tr("{file}: the key {key} is not understood: remove it or correct its name."), key=key)
        self._settings.update(self._read_settings(raw.get("settings", {})))
        for name, table in raw.get("tables", {}).items():
            self._tables[name] = self._table(name, table)
        rules = [self._rule(one, number) for number, one in enumerate(raw["rules"], 1)]
        self._check(rules)
        waived = raw.get("waived", [])
        for role in waived:
            if role not in ROLES:
                raise self._bad(tr("{file}: waived names the role {name}: use some of {known}."), name=role,
                                known=", ".join(ROLES))
        endless, termless = raw.get("endless", {}), raw.get("termless", [])
        for role in (*endless, *termless):
            if role not in TERMED or not isinstance(endless.get(role, []), list):
                raise self._bad(tr("{file}: endless and termless name the role {name}: use some of {known}, for endless each "
                                   "with a list of texts."), name=role, known=", ".join(TERMED))
        return SuggestionRules(
            str(raw["id"]), str(raw["version"]), tuple(rule for rule in rules if rule.stage in STAGES),
            {stage: tuple(rule for rule in rules if rule.stage == stage) for stage in BESIDE}, self._tables, self._kinds,
            tuple(waived), self._presumed(raw.get("presume", {})), self._unsure(raw.get("unsure")), dict(self._settings),
            {role: frozenset(map(normalised, texts)) for role, texts in endless.items()}, tuple(termless))

    def _read_settings(self, raw: Any) -> Dict[str, str]:
        for name, value in raw.items() if isinstance(raw, dict) else [("settings", raw)]:
            text = str(value)
            if isinstance(value, (bool, dict, list)) or not (is_day(text) or re.fullmatch(r"\d+(\.\d+)?", text)):
                raise self._bad(tr("{file}: the setting {name} is {what}: give a number or a day such as 2020-07-03."), name=name,
                                what=value)
        return {str(name): str(value) for name, value in raw.items()}

    def _table(self, name: str, raw: Any) -> Limit:
        of, rows = (raw.get("of"), raw.get("rows")) if isinstance(raw, dict) else (None, None)
        if not isinstance(of, str) or self._kind(of) != NUMBER or not isinstance(rows, list):
            raise self._bad(tr("{file}: the table {name} needs of, a figure that is a number, and rows of when and limit."),
                            name=name)
        return Limit(of, tuple((self._reader.condition(row.get("when"), name), self._reader.number(row.get("limit"), name))
                               for row in rows))

    def _presumed(self, raw: Mapping[str, Any]) -> Mapping[str, str]:
        for name, text in raw.items():
            kind = self._kind(name)
            fits = (self._kind(text) == DATE or is_day(text)) if kind == DATE else \
                kind == CODE and text in (self._codes(name) or {text})
            if not isinstance(text, str) or not fits:
                raise self._bad(tr("{file}: presume takes {what} for {name}: name a date or a code, and a value it can have."),
                                what=text, name=name)
        return dict(raw)

    def _unsure(self, raw: Any) -> Words:
        words = self._words(raw if isinstance(raw, dict) else {}, "wording", "unsure")
        if "{topic}" not in words.label or "{topic}" not in words.label_zh:
            raise self._bad(tr("{file}: the sentences of unsure need the place {{topic}}."))
        return words

    # -- one rule ---------------------------------------------------------------------------------------------

    def _rule(self, raw: Any, number: int) -> Rule:
        name = raw.get("id") if isinstance(raw, dict) else None
        if not isinstance(name, str) or not name:
            raise self._bad(tr("{file}: rule number {number} needs an id."), number=number)
        for key in raw:
            if key not in _KEYS:
                raise self._reader.bad(name, tr("{file}: rule {rule} has the key {key}, which is not understood: remove it or "
                                                "correct its name."), key=key)
        stage, outcome = raw.get("stage"), raw.get("outcome")
        self._check_outcome(name, stage, outcome)
        condition = self._reader.condition(raw.get("when"), name, doubting=outcome == UNSURE)
        wording = self._words(raw, "wording", name, hedged=True)
        against = tuple(Against(self._reader.condition(one.get("when", True), name), self._words(one, "wording", name))
                        for one in raw.get("against", []))
        withheld = self._words(raw, "withheld", name, hedged=True) if "unless" in raw else NO_WORDS
        places = [*_PLACE.findall(wording.label_zh), *_PLACE.findall(wording.label), *_PLACE.findall(withheld.label_zh),
                  *(place for one in against for place in _PLACE.findall(one.words.label_zh))]
        shown = [*condition.reads(), *raw.get("shows", []), *places]
        for figure in shown:
            if self._kind(figure) is None:
                raise self._reader.bad(name, tr("{file}: rule {rule} shows {name}, which is no figure: README.md beside it lists "
                                                "them."), name=figure)
        return Rule(name, stage, outcome, condition, self._words(raw, "topic", name), wording, self._proposals(name, raw),
                    self._evidence(name, raw.get("evidence", [])), against, tuple(dict.fromkeys(shown)),
                    str(raw.get("source", "")), self._outcomes(name, raw.get("for", [])),
                    self._reader.condition(raw.get("unless", False), name), withheld,
                    self._reader.condition(raw.get("doubted", False), name),
                    self._reader.condition(raw.get("recorded", True), name))

    def _check_outcome(self, name: str, stage: Any, outcome: Any) -> None:
        if stage not in (*STAGES, *BESIDE):
            raise self._reader.bad(name, tr("{file}: rule {rule} has the stage {what}: use one of {known}."), what=stage,
                                   known=", ".join((*STAGES, *BESIDE)))
        known = OUTCOMES if stage in STAGES else PERIODS if stage == PERIOD else None
        if not isinstance(outcome, str) or not outcome or (known is not None and outcome not in known):
            raise self._reader.bad(name, tr("{file}: rule {rule} has the outcome {what}: use one of {known}."), what=outcome,
                                   known=", ".join(known or ("…",)))

    def _words(self, raw: Mapping[str, Any], key: str, rule: str, *, hedged: bool = False) -> Words:
        english, chinese = raw.get(key), raw.get(f"{key}_zh")
        if not isinstance(english, str) or not isinstance(chinese, str) or not english or not chinese:
            raise self._reader.bad(rule, tr("{file}: rule {rule} needs the sentences {key} and {key}_zh."), key=key)
        if hedged and not (any(word in english.lower() for word in _HEDGED) and any(word in chinese for word in _HEDGED_ZH)):
            raise self._reader.bad(rule, tr(
                "{file}: rule {rule} pronounces instead of suggesting: its sentences must say 疑似, 建议 or 存疑 (suggested, "
                "suspected, unsure)."))
        return Words(english, chinese)

    def _proposals(self, rule: str, raw: Mapping[str, Any]) -> Mapping[str, str]:
        proposes = raw.get("proposes", {})
        for field, code in proposes.items():
            if field not in PROPOSED or code not in self._known(PROPOSED[field]):
                raise self._reader.bad(rule, tr("{file}: rule {rule} proposes {what} for {field}, which the dictionaries do not "
                                                "have: correct the code."), what=code, field=field)
        return dict(proposes)

    def _evidence(self, rule: str, raw: List[Any]) -> Tuple[Tuple[str, ...], ...]:
        items = tuple((item,) if isinstance(item, str) else tuple(item) for item in raw)
        known = self._known("attachment_role")
        for code in (code for item in items for code in item or ("[]",)):
            if code not in known:
                raise self._reader.bad(rule, tr("{file}: rule {rule} demands {what} as evidence, which the dictionary {name} "
                                                "does not have: correct the code."), what=code, name="attachment_role")
        return items

    def _outcomes(self, rule: str, raw: List[str]) -> FrozenSet[str]:
        for outcome in raw:
            if outcome not in OUTCOMES:
                raise self._reader.bad(rule, tr("{file}: rule {rule} has the outcome {what}: use one of {known}."), what=outcome,
                                       known=", ".join(OUTCOMES))
        return frozenset(raw)

    # -- all of them ------------------------------------------------------------------------------------------

    def _check(self, rules: List[Rule]) -> None:
        """Refuse ids used twice, stages out of the reviewers' order, and a last rule that does not always hold."""
        seen = set()
        for rule in rules:
            if rule.id in seen:
                raise self._reader.bad(rule.id, tr("{file}: the rule {rule} stands twice: give one of them another id."))
            seen.add(rule.id)
        main = [rule for rule in rules if rule.stage in STAGES]
        for earlier, later in zip(main, main[1:]):
            if STAGES.index(later.stage) < STAGES.index(earlier.stage):
                raise self._reader.bad(later.id, tr(
                    "{file}: rule {rule} of stage {stage} stands after stage {before}: the order is {known}."), stage=later.stage,
                    before=earlier.stage, known=", ".join(STAGES))
        if not main or main[-1].condition != Constant(True) or main[-1].outcome == LAWFUL:
            raise self._reader.bad(main[-1].id if main else "—", tr(
                "{file}: rule {rule} is the last one: it must hold always (when: true) and its outcome must not be lawful."))


def _kind(field: Field) -> str:
    return NUMBER if field.kind in NUMERIC else DATE if field.kind in DATED else CODE


def places_filled(words: Words, texts: Mapping[str, str]) -> Words:
    """Return a sentence with its figures; a figure nobody knows is a dash."""
    measure = _MEASURES.get(texts.get(MEASURE, ""), Words("—", "—"))

    def fill(text: str, said: str) -> str:
        return _PLACE.sub(lambda found: {**texts, MEASURE: said}.get(found.group(1), "—"), text)

    return Words(fill(words.label, measure.label), fill(words.label_zh, measure.label_zh))
