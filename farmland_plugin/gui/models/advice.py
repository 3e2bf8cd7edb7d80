"""What is suggested of a parcel in words: the sentence, what it rests on, what is missing, what speaks against it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from html import escape
from typing import Any, Iterable, Mapping, Optional

from ...domain.errors import FarmlandError
from ...domain.screening_facts import ParcelFacts
from ...domain.suggesting import Advice, Flag, Suggestion
from ...domain.suggestion_figures import ANSWER
from ...domain.suggestion_rules import UNSURE
from ...domain.three_valued import need_parts
from ...i18n import language, message, tr
from ...ledger.cases.campaigns import campaign_for
from ...ledger.cases.suggestions import Shipped, shipped_beside
from ...ledger.seen import touched
from ..terms import Terms


@dataclass(frozen=True)
class Line:
    """One line below the suggestion. :param mark: how it is shown: plain, against, flag or held."""

    text: str
    mark: str = "plain"
    tip: str = ""


@dataclass(frozen=True)
class Told:
    """A suggestion ready to be shown. :param proposes: answers for the form, in the words of its dictionaries' codes.

    :param advice: what it says in words.
    """

    title: str
    colour: str
    sentence: str
    lines: list[Line] = field(default_factory=list)
    details: str = ""
    proposes: Mapping[str, str] = field(default_factory=dict)
    advice: Optional[Advice] = None


def told(advice: Advice, terms: Terms, form: Any, shipped: Shipped = Shipped()) -> Told:  # noqa: B008 - it never changes
    """Return an advice in the user's language.

    :param form: the campaign's survey form, for the names of its fields; what it does not ask is not proposed.
    :param shipped: the program's own rules, where the ledger carries others.
    """
    words = _Words(terms, form)
    first, leaning = advice.first, advice.leaning
    lines = []
    if leaning is not None:
        lines.append(Line(tr("Leans to: {sentence} (presumed: {presumed})").format(
            sentence=words.said(leaning), presumed=words.presumed(leaning.presumed))))
    lines += _wanting(first, words)
    lines += [_flag(one, words) for one in advice.flags]
    lines += [Line(tr("Against it: {sentence}").format(sentence=sentence.said(words.spoken)), "against")
              for sentence in first.against]
    if advice.differs:
        lines.append(Line(tr("The recorded finding is another: {finding}").format(
            finding=terms.label("finding", advice.differs)), "against"))
    if advice.not_examined:
        lines.append(Line(tr("Not examined, no layer is registered: {roles}").format(
            roles=terms.labels("redline_role", advice.not_examined)), "against"))
    lines += [Line(words.settling(words.said(one), one.asks), tip=words.basis(one))
              for one in (advice.period, advice.disposition) if one is not None]
    lines += _other_rules(advice, shipped)
    proposes = {code: answer for code, answer in first.proposes.items() if code in form.by_code}
    behind = [first, *([leaning] if leaning is not None else []), *(one for one in advice.others if one.outcome != UNSURE)]
    judged = f"<p>{escape(_judged_by(advice.rules, advice.rules_sha256))}</p>"
    return Told(terms.label("suggestion_outcome", first.outcome), terms.colour("suggestion_outcome", first.outcome),
                words.said(first), lines, words.details(behind) + judged, proposes, advice)


def _judged_by(rules: str, sha256: str) -> str:
    return tr("Judged by the rules {rules}, SHA-256 {sha}").format(rules=rules, sha=sha256[:12])


def _other_rules(advice: Advice, shipped: Shipped) -> Iterable[Line]:
    """Say by which rules it was judged where the program ships others; nothing is taken over by itself."""
    if shipped.name:
        yield Line((tr("Judged by {rules} as the county edited them; the program ships {shipped}.") if shipped.edited else tr(
            "Judged by {rules}, which the ledger carries; the program ships {shipped}: “Take over shipped rules” in the toolbox "
            "brings them into the ledger.")).format(rules=advice.rules, shipped=shipped.name), "against",
            _judged_by(advice.rules, advice.rules_sha256))


def adopted(suggestion: Mapping[str, Any], terms: Terms, form: Any) -> tuple[str, str]:
    """Return what an event keeps of a suggestion that a person adopted: in a few words, and what it rested on."""
    words, figures = _Words(terms, form), suggestion.get("figures") or {}
    named = {"rule": suggestion.get("rule_id", ""), "rules": suggestion.get("rules", "")}
    rested = tr(", ").join(words.shown(name, str(text), (suggestion.get("measures") or {}).get(name, ""))
                           for name, text in figures.items())
    basis = tr("Rule {rule} ({version}): {figures}").format(rule=named["rule"], version=named["rules"], figures=rested)
    return (tr("suggestion {rule} adopted ({rules})").format(**named),
            f"{basis}\n{_judged_by(named['rules'], str(suggestion.get('rules_sha256', '')))}")


def _wanting(one: Suggestion, words: _Words) -> Iterable[Line]:
    if one.asks:
        yield Line(tr("Would settle it: {what}").format(what=words.asks(one.asks)))
    if one.missing:
        yield Line(tr("Evidence missing: {roles}").format(roles=words.terms.labels("attachment_role", one.missing)))


def _flag(one: Flag, words: _Words) -> Line:
    text = words.settling(one.wording.said(words.spoken), one.asks)
    return Line(text, "held" if one.withheld else "flag" if one.sure else "plain", words.basis(one))


class _Words:
    """The words of figures, fields and roles."""

    def __init__(self, terms: Terms, form: Any) -> None:
        self.terms, self._form, self.spoken = terms, form, language()

    def said(self, one: Suggestion) -> str:
        """Return the sentence, codes in it in words."""
        text = one.wording.said(self.spoken)
        code = one.figures.get("site.circumstance", "")
        return text.replace(code, self.terms.label("other_circumstance", code)) if code not in ("", "none") else text

    def field(self, code: str) -> str:
        """Return what a field of the form is called."""
        known = self._form.by_code.get(code)
        return known.words.said(self.spoken) if known is not None else code

    def shown(self, name: str, text: str, measure: str = "") -> str:
        """Return a figure with its name, value and unit; cropland says whether it is net or gross."""
        return f"{self.figure(name, measure)} {truth(text)} {self._unit(name)}".strip()

    def figure(self, name: str, measure: str = "") -> str:
        """Return what a figure is called. :param measure: net or gross, of areas of cropland."""
        called = self._called(name)
        if not measure:
            return called
        return (tr("{figure} (net)") if measure == "net" else tr("{figure} (gross)")).format(figure=called)

    def _called(self, name: str) -> str:
        label = self.terms.label("suggestion_figure", name)
        if label != name:
            return label
        if name.startswith(ANSWER):
            return self.field(name[len(ANSWER):])
        first, _, rest = name.partition(".")
        kind = "class" if first == "landuse" else first
        if kind in ("class", "settlement", "limit", "over"):
            part = rest.partition(".")[0] if kind in ("class", "settlement") else ""
            tail = self.terms.label("suggestion_figure", "share") if part else ""
            return " ".join(text for text in (self.terms.label("suggestion_figure", kind), part, tail) if text)
        return tr("{role}: {figure}").format(role=self.terms.label("redline_role", first),
                                             figure=self.terms.label("suggestion_figure", rest))

    def presumed(self, taken: Mapping[str, str]) -> str:
        """Return what is taken for granted, as a supposition and never as a figure."""
        usual = {("construction.start", "today"): tr("what is approved was approved before construction began"),
                 ("site.circumstance", "none"): tr("the site shows no special circumstance"),
                 ("answer.finding", "nonfarm_violation"): tr("the site shows non-farm use")}
        return tr("; ").join(usual.get((name, text)) or tr("{figure} unknown, taken as {value}").format(
            figure=self.figure(name), value=text) for name, text in taken.items())

    def asks(self, needs: Iterable[str]) -> str:
        """Return what would settle something."""
        wanted = list(needs)
        asked = [need for need in wanted if need_parts(need)[1] in self._form.by_code]
        kept = [need for need in wanted if not (asked and need.startswith("answer:")) or need in asked]
        return tr("; ").join(dict.fromkeys(self._ask(need) for need in kept))

    def settling(self, sentence: str, needs: Iterable[str]) -> str:
        """Return a sentence with what would settle it, where anything would."""
        what = self.asks(needs)
        return tr("{sentence} Would settle it: {what}").format(sentence=sentence, what=what) if what else sentence

    def _ask(self, need: str) -> str:
        kind, about, written = need_parts(need)
        if written:
            return tr("{what} (“{text}” stands there, which is no day)").format(what=self._ask(f"{kind}:{about}"), text=written)
        if kind == "answer":
            return tr("answer “{field}” in the survey form").format(field=self.field(about))
        role = self.terms.label("redline_role", about)
        templates: Mapping[str, str] = {
            "layer": tr("register and screen a layer: {role}"), "gap": tr("ground the layer does not cover: {role}"),
            "date": tr("a date in the layer: {role}"), "mend": tr("have the layer mended, register and screen it again: {role}"),
            "width": tr("screen again, for the width of what is left: {role}"),
            "rescreen": tr("screen again"), "register": tr("register the red line whose file changed again, in its place"),
            "joint": tr("look at the map how the layers lie to one another")}
        return templates.get(kind, "{role}").format(role=role or need)

    def _unit(self, name: str) -> str:
        known = self.terms.about("suggestion_figure", name) or self.terms.about("suggestion_figure", name.rpartition(".")[2]) or \
            self.terms.about("suggestion_figure", name.partition(".")[0])
        return self.terms.label("unit", str(known.get("unit", "")))

    def basis(self, one: Any) -> str:
        """Return rule, version and figures in one line."""
        shown = tr(", ").join(self.shown(name, text, one.measures.get(name, "")) for name, text in one.figures.items())
        return tr("Rule {rule} ({version}): {figures}").format(rule=one.rule_id, version=one.rule_version, figures=shown)

    def details(self, suggestions: Iterable[Suggestion]) -> str:
        """Return rules, figures and layers as HTML, each suggestion a block."""
        return "".join(self._block(one) for one in suggestions)

    def _block(self, one: Suggestion) -> str:
        rows = ((self.figure(name, one.measures.get(name, "")), f"{truth(text)} {self._unit(name)}")
                for name, text in one.figures.items())
        figures = "".join(f"<tr><td>{escape(name)}&nbsp;&nbsp;</td><td>{escape(text)}</td></tr>" for name, text in rows)
        layers = "".join(f"<br/>{escape(self._layer(layer))}" for layer in one.layers)
        head = (tr("Rule {rule} ({version}), basis {source}") if one.source else tr("Rule {rule} ({version})")).format(
            rule=one.rule_id, version=one.rule_version, source=one.source)
        return f"<p><b>{escape(head)}</b><br/>{escape(self.said(one))}<table>{figures}</table>{layers}</p>"

    def _layer(self, layer: Any) -> str:
        return tr("{role}: {name}, vintage {vintage}, SHA-256 {sha}").format(
            role=self.terms.label("redline_role", layer.role), name=layer.name, vintage=layer.vintage or tr("no date"),
            sha=layer.sha256[:12])


def truth(text: str) -> str:
    """Return a figure's text; yes and no in words."""
    return {"yes": tr("yes"), "no": tr("no")}.get(text, text)


@dataclass(frozen=True)
class Suggested:
    """What the suggestion rests on, the suggestion in words, and why there is none where the rules cannot be used."""

    facts: Optional[ParcelFacts] = None
    told: Optional[Told] = None
    problem: str = ""


class Desk:
    """Suggests of one parcel after the other; what they share is read again when it may have changed."""

    def __init__(self) -> None:
        self._known: tuple[Any, ...] = ()
        self._adviser: Any = None

    def advice_for(self, ledger: Any, uid: str) -> tuple[Optional[ParcelFacts], Optional[Advice]]:
        """Return what the screening says of one parcel and what is suggested of it, None and None when it does not exist.

        :raises BadInput: when the ledger's rules cannot be used.
        """
        from ...ledger.advice import Adviser

        known = (ledger, ledger.last_seq_beside(), datetime.date.today(), touched(ledger.files))  # as it is without cases
        if known != self._known:
            self._adviser, self._known = Adviser(ledger), known
        return next(self._adviser.of([uid]), (None, None))

    def suggested(self, ledger: Any, case: Any, terms: Terms) -> Suggested:
        """Return what is suggested of a case's parcel in words; rules that cannot be used do not hide the parcel."""
        try:
            facts, advice = self.advice_for(ledger, case.parcel_uid)
            return Suggested(facts, told(advice, terms, campaign_for(ledger, case.campaign).form,
                                         shipped_beside(ledger)) if advice is not None else None)
        except FarmlandError as error:
            return Suggested(problem=message(error))
