"""One question of a survey form: what it asks for, and how an answer that was typed or imported is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Callable, Dict, List, Mapping, NamedTuple, Optional, Sequence, Tuple, Union

from .codes import Dictionary, Entry, normalised
from .errors import tr
from .people import mask_name
from .readings import area_in, iso_date, number_text, partial_date, quantity, unit_in_text

Answer = Union[str, List[str]]  # what is stored: text, or the codes of a list
ERROR, WARNING = "error", "warning"
TEXT, LONG_TEXT, NUMBER, INTEGER, DATE, PARTIAL_DATE, CODE, CODES = (
    "text", "long_text", "number", "integer", "date", "partial_date", "code", "codes")
NUMERIC, DATED, CODED = (NUMBER, INTEGER), (DATE, PARTIAL_DATE), (CODE, CODES)
AREAS = ("mu", "m2", "ha")
_BETWEEN = re.compile(r"[、,，;；\n]+")
_MOST_SHOWN = 12
_MAYBE_NAME = re.compile("[\u4e00-\u9fff]{2,4}|[\u4e00-\u9fff]+·[\u4e00-\u9fff·]+")
_ORGANISATION = (
    "公司", "厂", "局", "村", "委", "会", "院", "校", "园", "社", "部", "站", "中心", "场", "店", "所", "银行", "矿", "馆", "处",
    "办", "队", "组", "政府", "集团", "县", "市", "镇", "乡", "区", "街道", "坊", "房", "寺", "庙", "不详", "不明", "无")


class Words(NamedTuple):
    """A label in both languages."""

    label: str
    label_zh: str

    def said(self, language: str) -> str:
        """Return the label in ``zh`` or ``en``."""
        return self.label_zh if language == "zh" else self.label


NO_WORDS = Words("", "")


def joined(words: Sequence[Words], mark: str = ", ", mark_zh: str = "、") -> Words:
    """Return several labels as one."""
    return Words(mark.join(one.label for one in words), mark_zh.join(one.label_zh for one in words))


@dataclass(frozen=True)
class Problem:
    """What is wrong with an answer: a sentence with places, some of whose facts are ``Words``.

    :param field: code of the field beside which it is shown. :param text: English template marked with ``tr``, or the
        sentence of the campaign document in both languages.
    """

    field: str
    text: Union[str, Words]
    facts: Mapping[str, Union[str, Words]]
    severity: str = ERROR

    def sentence(self, language: str, translate: Callable[[str], str] = str) -> str:
        """Return the sentence in a language; ``translate`` is the program's own ``tr``."""
        template = self.text.said(language) if isinstance(self.text, Words) else translate(self.text)
        return template.format(**{name: fact.said(language) if isinstance(fact, Words) else fact
                                  for name, fact in self.facts.items()})


@dataclass(frozen=True)
class Field:
    """One question of a form; ``kind`` is one of text, long_text, number, integer, date, partial_date, code, codes.

    :param dictionary: code list of kinds code and codes. :param parent: field whose answer narrows the code list.
    :param unit: code of dictionary ``unit``. :param decimals: shown and stored at least. :param source: what proposes a
        value (``relations``). :param schema: the JSON Schema of its value, codes spelled out. :param organisation: names an
        organisation: what looks like a natural person's name is stored masked (answers enter the journal for ever).
    """

    code: str
    words: Words
    kind: str
    schema: Mapping[str, Any]
    dictionary: Optional[Dictionary] = None
    parent: str = ""
    unit: str = ""
    decimals: int = 0
    aliases: Tuple[str, ...] = ()
    help: Words = NO_WORDS
    source: Any = None
    organisation: bool = False

    @property
    def entries(self) -> Tuple[Entry, ...]:
        """The codes that may be chosen; none for a field that is no choice."""
        return self.dictionary.entries if self.dictionary is not None else ()

    def offered(self, parent_code: str) -> List[Entry]:
        """Return the codes that go with the parent field's answer; all when there is no parent or it has no answer."""
        if not self.parent or not parent_code:
            return list(self.entries)
        return [entry for entry in self.entries if entry.extra.get("parent") == parent_code]

    def read(self, raw: Any, unit: str = "") -> Tuple[Answer, Optional[Problem]]:
        """Return an answer as it is stored, and what is wrong with it (then it is returned as it came).

        :param raw: text, or a list of texts for kind codes. :param unit: unit of area that a column's heading names.
        """
        if self.kind == CODES:
            return self._codes(raw)
        text = raw if isinstance(raw, str) else ", ".join(map(str, raw))
        text = text.strip()
        if not text:
            return "", None
        if self.kind == CODE:
            entry = self._entry(text)
            return (entry.code, None) if entry is not None else (text, self._unknown(text))
        if self.kind in NUMERIC:
            return self._number(text, unit)
        if self.kind in DATED:
            found = iso_date(text) if self.kind == DATE else partial_date(text)
            return (found, None) if found is not None else (text, self._no_date(text))
        plain = text if self.kind == LONG_TEXT else " ".join(text.split())
        return (mask_name(plain) if self.organisation and is_like_a_name(plain) else plain), None

    def typed(self, answer: Answer) -> Any:
        """Return a stored answer as the value its JSON Schema speaks of; one that cannot be read stays text."""
        if self.kind not in NUMERIC or not isinstance(answer, str):
            return answer
        number, rest = quantity(answer)
        if number is None or rest:
            return answer
        return int(number) if self.kind == INTEGER and number == number.to_integral_value() else number

    def said(self, answer: Answer, language: str) -> str:
        """Return a stored answer in words."""
        if isinstance(answer, list):
            return ("、" if language == "zh" else ", ").join(self.said(one, language) for one in answer)
        return self.dictionary.label(answer, language) if self.dictionary is not None and answer else answer

    def _entry(self, text: str) -> Optional[Entry]:
        return self.dictionary.find(text) if self.dictionary is not None else None

    def _codes(self, raw: Any) -> Tuple[Answer, Optional[Problem]]:
        texts = [raw] if isinstance(raw, str) else [str(one) for one in raw]
        found: List[str] = []
        for text in texts:
            codes, unknown = self._codes_in(text.strip())
            if unknown:
                return (raw if isinstance(raw, str) else texts), self._unknown(unknown)
            found += codes
        return [entry.code for entry in self.entries if entry.code in found], None

    def _codes_in(self, text: str) -> Tuple[List[str], str]:
        """Return the codes that a text names, and the first piece that names none; a label may hold commas itself, so
        the longest piece that is a label counts."""
        ends = [match.span() for match in _BETWEEN.finditer(text)] + [(len(text), len(text))]
        codes, at = [], 0
        while at < len(text):
            pieces = [(start, after) for start, after in ends if start >= at]
            hits = [(self._entry(text[at:start]), after) for start, after in reversed(pieces)]
            entry, after = next(((entry, after) for entry, after in hits if entry is not None), (None, pieces[0][1]))
            if entry is not None:
                codes.append(entry.code)
            elif text[at:pieces[0][0]].strip():
                return codes, text[at:pieces[0][0]].strip()
            at = after
        return codes, ""

    def _number(self, text: str, unit: str) -> Tuple[Answer, Optional[Problem]]:
        number, rest = quantity(text)
        named = unit_in_text(rest) or (rest.lower() if rest.lower() in AREAS else "")
        is_area = self.unit in AREAS
        if number is None or (rest and not (is_area and named) and not self._is_own_unit(rest)):
            return text, Problem(self.code, tr("{field}: {value} is not a number."), {"field": self.words, "value": text})
        if is_area and (named or unit):
            number = area_in(number, named or unit, self.unit)
        if self.kind == INTEGER and number != number.to_integral_value():
            return text, Problem(self.code, tr("{field}: {value} is not a whole number."), {"field": self.words, "value": text})
        return number_text(number, self.decimals), None

    def _is_own_unit(self, rest: str) -> bool:
        return normalised(rest) in _UNIT_SIGNS.get(self.unit, ())

    def _unknown(self, text: str) -> Problem:
        entries = [Words(entry.label, entry.label_zh) for entry in self.entries]
        known = joined(entries[:_MOST_SHOWN])
        if len(entries) > _MOST_SHOWN:
            known = Words(f"{known.label} …", f"{known.label_zh} …")
        return Problem(self.code, tr("{field}: {value} is not in the list {name}; it has {known}."), {
            "field": self.words, "value": text, "name": self.dictionary.name if self.dictionary else "", "known": known})

    def _no_date(self, text: str) -> Problem:
        template = tr("{field}: {value} is no date: write it as 2026-07-03.") if self.kind == DATE else \
            tr("{field}: {value} is no date: write it as 2026-07-03, 2026-07 or 2026.")
        return Problem(self.code, template, {"field": self.words, "value": text})


_UNIT_SIGNS: Dict[str, Tuple[str, ...]] = {
    "percent": ("%", "percent"), "yuan": ("元", "yuan"), "wan_yuan": ("万元",), "m": ("m", "米"), "storey": ("层",),
    "person": ("人",), "household": ("户",), "set": ("套",)}


def is_like_a_name(text: str) -> bool:
    """Whether a text may be a natural person's name: two to four Chinese characters that end like no organisation."""
    return _MAYBE_NAME.fullmatch(text) is not None and not text.endswith(_ORGANISATION)


def is_empty(answer: Any) -> bool:
    """Whether an answer says nothing."""
    return answer is None or (not str(answer).strip() if not isinstance(answer, (list, tuple)) else not answer)
