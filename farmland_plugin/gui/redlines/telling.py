"""What the screening says of one parcel, as lines to read and to copy: every figure with its layer, vintage, hash and rule."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from html import escape
from typing import Iterable, Mapping, Optional, Sequence

from ...domain.area import to_mu
from ...domain.fact_finding import is_landuse
from ...domain.role_facts import NUMBERED, TRACE_M2, share_of
from ...domain.screening_facts import BESIDE, MOST, Cropland, LayerRef, Match, ParcelFacts, RoleFact
from ...i18n import tr
from ...ledger.places import ROLE as VILLAGE
from ...ledger.places import Places
from ...screening_words import SIGNS, class_words, coefficient_words, switch_words
from ..terms import Terms
from .symbols import ROLES

PLAIN, WARN, QUIET, HEAD = "plain", "warn", "quiet", "head"
LANDUSE = "landuse"
CONFORMS = {"yes": "conforming_m2", "no": "nonconforming_m2"}


@dataclass(frozen=True)
class Ground:
    """Which ground a line is about, to be shown on the map.

    :param redline_ids: the layers. :param code: class, None for all. :param detail: what it must say, None for anything.
    :param rest: what the layers leave of the parcel instead.
    """

    redline_ids: tuple[str, ...]
    code: Optional[str] = None
    detail: Optional[Mapping[str, str]] = None
    rest: bool = False


@dataclass
class Line:
    """One line.

    :param mark: how it is shown. :param role: whose symbol stands before it. :param open_: its children are shown.
    :param bound: what the figures are where they are not exact.
    """

    label: str
    m2: Optional[Decimal] = None
    mu: Optional[Decimal] = None
    share: Optional[Decimal] = None
    mark: str = PLAIN
    tip: str = ""
    layers: tuple[LayerRef, ...] = ()
    rule: str = ""
    role: str = ""
    ground: Optional[Ground] = None
    children: list[Line] = field(default_factory=list)
    open_: bool = True
    bound: str = ""

    def figures(self) -> list[str]:
        """Return m², 亩 and per cent as they are shown, with the sign of their bound where they are not exact."""
        sign = f"{SIGNS[self.bound]} " if self.bound else ""
        return ["" if value is None else f"{sign}{value:,.2f}" for value in (self.m2, self.mu, self.share)]


class Teller:
    """Words the facts of parcels.

    :param waiting: the layers that are screened, by role, to say which have no result. :param closures: Σ classes + uncovered −
        parcel before rounding, m², by layer.
    """

    def __init__(self, terms: Terms, places: Places, waiting: Sequence[LayerRef]) -> None:
        self._terms, self._places, self._waiting = terms, places, waiting
        self._order = {code: at for at, (code, _label) in enumerate(terms.choices(ROLES))}

    def lines(self, facts: ParcelFacts, closures: Mapping[str, float]) -> list[Line]:
        """Return everything known of a parcel."""
        told = sorted(facts.roles.items(), key=lambda one: (self._order.get(one[1].role, len(self._order)), BESIDE in one[0]))
        inside = [self._role(facts, fact, closures) for _key, fact in told if fact.covered_m2 or fact.bound]
        outside = [self._role(facts, fact, closures) for _key, fact in told if not fact.covered_m2 and not fact.bound]
        lines = inside + [line for line in (self._cropland(facts), self._classes(facts), self._plan(facts)) if line is not None]
        lines += self._missing(facts)
        if outside:
            land = facts.roles.get(LANDUSE)
            beyond = land is not None and not land.covered_m2  # no data there: nothing was looked at
            label = (tr("{count} cannot be judged (the parcel lies outside the data): {names}") if beyond else
                     tr("Not in {count} others: {names}")).format(count=len(outside), names=tr(", ").join(
                         line.label for line in outside))
            if land is not None and not beyond and share_of(land.uncovered_m2, facts.area_m2):
                label = tr("{text} ({percent} % of the parcel lies outside the data)").format(
                    text=label, percent=share_of(land.uncovered_m2, facts.area_m2))
            lines.append(Line(label, mark=WARN if beyond else QUIET, tip=label, children=outside, open_=False))
        return lines

    # -- roles ------------------------------------------------------------------------------------------------------------

    def _role(self, facts: ParcelFacts, fact: RoleFact, closures: Mapping[str, float]) -> Line:
        label = self._terms.label(ROLES, fact.role)
        several = sum(one.role == fact.role for one in facts.roles.values()) > 1
        if several:
            label = tr("{role} {vintage}").format(role=label, vintage=fact.layers[0].vintage or fact.layers[0].name)
        elif len(fact.layers) > 1:
            label = tr("{role} ({count} layers)").format(role=label, count=len(fact.layers))
        line = self._line(facts, label, fact.covered_m2, fact.layers, HEAD if fact.covered_m2 else QUIET,
                          Ground(_ids(fact.layers)))
        line.role, line.bound = fact.role, fact.bound
        matches = sorted(fact.matches, key=lambda match: -match.area_m2)
        if len(matches) > 1 or any(match.code or match.detail for match in matches):
            line.children = [self._match(facts, fact.role, match) for match in matches]
        if is_landuse(fact.role) and fact.shared_m2 > TRACE_M2:  # nobody can tell whose the doubled ground is
            for child in line.children:
                child.bound = MOST
        if fact.role in NUMBERED and fact.shared_m2 and len(matches) > 1:
            line.children.append(self._line(facts, tr("the same ground, under several numbers"), fact.shared_m2, fact.layers,
                                            WARN, None))
        line.children += self._beyond(facts, fact)
        if fact.role in (one.layer.role for one in facts.cropland.values()) and fact.layers[0].redline_id in closures:
            line.children.append(self._closure(fact.layers[0], closures[fact.layers[0].redline_id]))
        return line

    def _match(self, facts: ParcelFacts, role: str, match: Match) -> Line:
        words = [self._class(role, match.code) or tr("(no class)")]
        if match.detail.get("number") and match.detail["number"] != match.code:
            words.insert(0, match.detail["number"])
        over, late = match in facts.expired, match in facts.late_approvals
        if match.detail.get("expires"):
            words.append((tr("expired {date}") if over else tr("until {date}")).format(date=match.detail["expires"]))
        elif match.detail.get("date"):
            words.append(match.detail["date"])
        if late:
            words.append(tr("later than the building"))
        if match.detail.get("project"):
            words.append(match.detail["project"])
        words += [_detail(key, value) for key, value in match.detail.items() if key in ("planting", "settlement", "conforms")]
        return self._line(facts, tr(" · ").join(words), match.area_m2, (match.layer,), WARN if over or late else PLAIN,
                          Ground((match.layer.redline_id,), match.code, match.detail or None))

    def _class(self, role: str, code: str) -> str:
        """Return a class with its name."""
        dictionary = str(self._terms.about(ROLES, role).get("class_dictionary") or "")
        name = self._places.name(code) if role == VILLAGE else self._terms.label(dictionary, code) if dictionary else ""
        return f"{code} {name}" if name and name != code else code

    def _beyond(self, facts: ParcelFacts, fact: RoleFact) -> list[Line]:
        """Return what a layer leaves: gaps of a tessellation, ground beyond the approvals."""
        ground = Ground(_ids(fact.layers), rest=True)
        excess = facts.excess
        if excess is not None and excess.role == fact.role:
            label = (tr("Beyond the approvals: perhaps a sliver") if excess.sliver else
                     tr("Beyond the approvals: more used than approved?"))
            if excess.width_m is not None:
                label = tr("{what} ({width} m wide)").format(what=label, width=f"{excess.width_m:.2f}")
            line = self._line(facts, label, excess.area_m2, fact.layers, PLAIN if excess.sliver else WARN, ground)
            line.bound = excess.bound
            return [line]
        gaps = []
        for gap in facts.gaps:
            if gap.layer in fact.layers:
                label = tr("Not covered") if not gap.code else tr("In another county ({code})").format(code=gap.code)
                gaps.append(self._line(facts, label, gap.area_m2, (gap.layer,), WARN,
                                       ground if not gap.code else Ground((gap.layer.redline_id,), gap.code)))
        return gaps

    @staticmethod
    def _closure(layer: LayerRef, closure: float) -> Line:
        label = tr("Closure {closure} m²").format(closure=f"{closure:.2f}" if closure < 0.005 else f"{closure:.1e}")
        return Line(label, mark=QUIET, layers=(layer,), tip=_trace(tr(
            "Classes + not covered − parcel, before rounding: what the engine itself is off by"), (layer,), ""))

    # -- beside the roles -------------------------------------------------------------------------------------------------

    def _cropland(self, facts: ParcelFacts) -> Optional[Line]:
        head = Line(tr("Cropland"), mark=HEAD)
        for key, land in facts.cropland.items():
            line = self._land(facts, land, several=len(facts.cropland) > 1)
            line.mu, line.bound = facts.cropland_mu(key), land.bound
            head.children.append(line)
        if not any(land.counted_m2 or land.gross_m2 for land in facts.cropland.values()):
            return None
        if len(head.children) == 1:
            only = head.children[0]
            only.label, only.mark = tr("Cropland counted"), HEAD
            return only
        return head

    def _land(self, facts: ParcelFacts, land: Cropland, *, several: bool) -> Line:
        label = tr("{role} {vintage}").format(role=self._terms.label(ROLES, land.layer.role),
                                              vintage=land.layer.vintage) if several else ""
        said = switch_words(land.switches)
        if land.coefficient is not None:
            said = f"{said}\n{coefficient_words(land.layer, land.coefficient)}"
        line = self._line(facts, label, land.counted_m2, (land.layer,), PLAIN, None, facts.rules, said)
        ridges = tr("Ridges (taken off)") if land.switches.net else tr("Ridges (included)")
        parts = ((tr("Cropland classes, gross"), land.gross_m2, True), (ridges, land.ridge_m2, True),
                 (tr("Adjustable (K)"), land.adjustable_m2, land.switches.adjustable),
                 (tr("Readily recoverable (JKHF)"), land.recoverable_m2, land.switches.recoverable),
                 (tr("Recoverable by works (GCHF)"), land.engineering_m2, land.switches.engineering))
        for words, area, counted in parts:
            if area:
                text = words if counted else tr("{what}, not counted").format(what=words)
                line.children.append(self._line(facts, text, area, (land.layer,), PLAIN if counted else QUIET, None, facts.rules,
                                                said))
        line.open_ = len(line.children) > 1
        return line

    def _classes(self, facts: ParcelFacts) -> Optional[Line]:
        """Return the land classes by the newest land use; in m² and in 亩 they add up to the parcel exactly."""
        if not facts.classes:
            return None
        key = next(iter(facts.classes))
        three, land, names = facts.classes[key], facts.cropland[key], class_words()
        line = Line(tr("Land classes"), three.total_m2, sum(three.mu().values(), Decimal(0)), Decimal("100.00"), HEAD,
                    _trace(tr("The classes add up to the parcel, in m² and in mu"), (land.layer,), facts.rules), (land.layer,),
                    facts.rules, open_=False)
        mu = three.mu()
        for name, value in three.m2().items():
            if value:
                one = self._line(facts, names[name], value, (land.layer,), PLAIN, None, facts.rules, switch_words(land.switches))
                one.mu, one.bound = mu[name], three.bounds.get(name, "")
                line.children.append(one)
        return line

    def _plan(self, facts: ParcelFacts) -> Optional[Line]:
        plan = facts.plan
        if plan is None or not (plan.conforming_m2 or plan.nonconforming_m2):
            return None
        label = tr("Plan: splitting suggested") if plan.worth_splitting else tr("By plan")
        line = Line(label, facts.area_m2, to_mu(facts.area_m2), Decimal("100.00"), HEAD, _trace("", plan.layers, facts.rules),
                    plan.layers, facts.rules)
        parts = ((tr("conforming"), plan.conforming_m2, "yes"), (tr("not conforming"), plan.nonconforming_m2, "no"),
                 (tr("not known"), plan.unknown_m2, ""))
        for (words, area, code), mu in zip(parts, plan.mu()):
            if area:
                ground = Ground(_ids(plan.layers), None, {"conforms": code}) if code else None
                one = self._line(facts, words, area, plan.layers, PLAIN, ground, facts.rules)
                one.mu, one.bound = mu, plan.bound if code else ""
                line.children.append(one)
        return line

    def _missing(self, facts: ParcelFacts) -> list[Line]:
        """Return the layers that are screened but have no result for this parcel."""
        have = {layer.redline_id for layer in facts.layers()}
        return [Line(tr("{role}: not screened yet").format(role=self._terms.label(ROLES, layer.role)), mark=WARN, role=layer.role,
                     layers=(layer,), tip=_trace("", (layer,), "")) for layer in self._waiting if layer.redline_id not in have]

    def _line(self, facts: ParcelFacts, label: str, area: Decimal, layers: tuple[LayerRef, ...], mark: str,
              ground: Optional[Ground], rule: str = "", said: str = "") -> Line:
        return Line(label, area, to_mu(area), share_of(area, facts.area_m2), mark, _trace(
            said or label, layers, rule, on_map=ground is not None), layers, rule, ground=ground)


def _ids(layers: Iterable[LayerRef]) -> tuple[str, ...]:
    return tuple(layer.redline_id for layer in layers)


def _detail(key: str, value: str) -> str:
    words = {("planting", "JKHF"): tr("readily recoverable"), ("planting", "GCHF"): tr("recoverable by works"),
             ("conforms", "yes"): tr("conforming"), ("conforms", "no"): tr("not conforming")}
    return words.get((key, value), value)


def _trace(said: str, layers: Iterable[LayerRef], rule: str, on_map: bool = False) -> str:
    """Return where a figure comes from: layer, vintage, hash, rule."""
    lines = [said] if said else []
    for layer in layers:
        lines.append(tr("Layer {name}, vintage {vintage}\nSHA-256 {hash}").format(
            name=layer.name, vintage=layer.vintage or tr("not stated"), hash=layer.sha256))
    if rule:
        lines.append(tr("Rule {rule}").format(rule=rule))
    if on_map:
        lines.append(tr("Double click: show this ground on the map"))
    return "\n".join(lines)


def as_table(number: str, lines: Sequence[Line]) -> tuple[str, str]:
    """Return lines as tab-separated text and as an HTML table, each figure with where it comes from."""
    head = [tr("Parcel"), tr("In"), tr("m²"), tr("mu"), tr("Share %"), tr("Layer"), tr("Vintage"), "SHA-256", tr("Rule")]
    rows = [head, *_rows(number, lines, 0)]
    text = "\n".join("\t".join(cell.strip() for cell in row) for row in rows)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    return text, f"<table>{body}</table>"


def _rows(number: str, lines: Iterable[Line], depth: int) -> Iterable[list[str]]:
    for line in lines:
        sign = f"{SIGNS[line.bound]} " if line.bound else ""
        figures = ["" if value is None else f"{sign}{value:f}" for value in (line.m2, line.mu, line.share)]
        yield [number, "　" * depth + line.label, *figures, tr("; ").join(layer.name for layer in line.layers),
               tr("; ").join(layer.vintage for layer in line.layers), " ".join(layer.sha256 for layer in line.layers), line.rule]
        yield from _rows(number, line.children, depth + 1)
