"""The screening report (套合分析报告) as a page for a superior: sums that reconcile, every figure with its layer and rule."""

from __future__ import annotations

from html import escape
from typing import Dict, Iterator, List, Optional, Sequence, Tuple

from ..crs_words import area_rule_words, crs_words
from ..domain.area import to_mu
from ..domain.fact_finding import is_landuse
from ..domain.role_facts import NUMBERED, share_of
from ..domain.screening_facts import LANDUSE, ParcelFacts, ThreeClasses
from ..i18n import language, message, tr
from ..ledger.ledger import Ledger
from ..ledger.places import Places
from ..screening_words import (
    bound_words,
    bounded,
    class_words,
    coefficient_words,
    joined,
    rule_words,
    stale_words,
)
from ..webpage import STYLE, Cells, figures, notes, signatures, table, whole_page
from .screening_sums import (
    LAND_FIGURES,
    ScreeningSums,
    balance_lines,
    classes_in_words,
    lacking_words,
    warnings,
)

_STYLE = STYLE + """
body{max-width:88em}.muted{color:#666;font-size:14px}h3{font-size:1.15em;margin:1.6em 0 .4em}
.summed tbody tr:first-child td{background:#FFF2CC;font-weight:bold}.numeric th:not(:first-child){text-align:right}
.data td:last-child{font-size:11px;max-width:20em;word-break:break-all}.data td:first-child{white-space:nowrap}
.named td:first-child,.named td:nth-child(2){white-space:nowrap}
p.check{margin:.25em 0;padding:.35em .8em;border-left:.4em solid #2e7d32;background:#eaf5eb}
p.bad{margin:.4em 0;padding:.45em .8em;border-left:.4em solid #b3261e;background:#fdecea}
.tight table{font-size:12.5px}.tight td,.tight th{padding:.2em .4em}
.wide td:first-child,.wide td:nth-child(2){white-space:nowrap}.wide th.n{white-space:normal}
@media print{.tight table,.wide table{font-size:9pt}.data td:last-child{font-size:7.5pt}.figures b{font-size:1.3em}
.figures div{padding:.2em .7em}h2,h3{break-after:avoid}.lead{break-after:avoid}p.check,p.bad{break-inside:avoid}}
"""
SHARES = 9  # columns of shares that an A4 page holds beside number, place and area
OVERLAYS = ("permanent_farmland", "ecological", "growth_boundary")


class ScreeningReport:
    """Words the sums of a screening for people."""

    def __init__(self, ledger: Ledger, sums: ScreeningSums, made_at: str) -> None:
        self._ledger, self._sums, self._made = ledger, sums, made_at
        entries = ledger.dictionary("redline_role")
        self._roles: Dict[str, str] = {entry.code: entries.label(entry.code, language()) for entry in entries.entries}
        self._places = Places(ledger)

    def role(self, role: str) -> str:
        """Return a role's name."""
        return self._roles.get(role, role)

    def html(self) -> str:
        """Return the page; every text of the data is escaped."""
        sums = self._sums
        title = tr("Screening report: {county}").format(county=self._ledger.meta["name"])
        origin = tr("Selection: {where}. As of {date}. Ledger {ledger}, event {seq}; made {when}, software {version}.").format(
            where=sums.selection(), date=sums.chosen.on.isoformat(), ledger=self._ledger.meta["name"],
            seq=self._ledger.last_seq(), when=self._made[:19].replace("T", " "), version=self._ledger.app)
        involved = [(label, sums.roles[role].involved, True) for role, label in (
            ("permanent_farmland", tr("on permanent farmland")), ("ecological", tr("on the ecological red line")))
            if sums.known(role)]
        boxes = figures([
            (tr("parcels"), len(sums.facts), False), *involved,
            (tr("results no longer hold"), sums.outdated(), True),
            (tr("parcels with remarks"), sum(bool(facts.remarks) for facts in sums.facts), True)])
        checks = balance_lines(sums, class_words(), self._roles)
        body = [f'<p class="muted">{escape(origin)}</p>', boxes,
                *(f'<p class="bad">{escape(line)}</p>' for line in warnings(sums)),
                *(f'<p class="check">{escape(line)}</p>' for line in checks),
                _looking("summed numeric", self._by_role()), _looking("tight", self._vintages()),
                *(_looking("tight summed wide", part) for part in self._parcels()), _looking("tight named", self._numbers()),
                _looking("summed numeric", self._plan()), _looking("named", self._remarks()),
                _looking("named", self._stale_parcels()), _looking("tight data", self._data()),
                notes(tr("Rules and switches"), [*rule_words(sums.rules), *self._coefficients(),
                                                 area_rule_words(self._ledger.area_rule), bound_words()]),
                f'<p class="muted">{escape(self._hint())}</p>', signatures()]
        return whole_page(title, body, _STYLE)

    def _hint(self) -> str:
        return tr("These are figures from the data named above, as of their dates; what they mean for a parcel is for a person "
                  "to decide.")

    # -- sums -------------------------------------------------------------------------------------------------------------

    def _by_role(self) -> str:
        sums = self._sums
        every = len(sums.facts)
        rows: List[Cells] = [(tr("All parcels"), every, "", "", "", every, sums.m2, sums.mu, "")]
        rows += [(self.role(role), one.involved, one.clear, one.outside, one.unscreened, one.parcels,
                  *((bounded(one.m2, one.bound), bounded(one.mu, one.bound),
                     f"{bounded(share_of(one.m2, sums.m2), one.bound)} %")
                    if sums.known(role) else ("—", "—", "—"))) for role, one in sums.roles.items()]
        lead = tr("Involved + not involved + no data + not screened = parcels. No data: the parcel lies outside the data (no "
                  "land use covers it). Not screened: also where nothing was found but a cut failed. Ground that several layers "
                  "of a role share counts once. Areas in mu are sums of the figures printed for each parcel. Roles lie on each "
                  "other: they are not added up.")
        return table(tr("By role"), [tr("role"), tr("involved"), tr("not involved"), tr("no data"), tr("not screened"),
                                     tr("parcels"), tr("area m²"), tr("area mu"), tr("% of all parcels")], rows, lead, small=True)

    def _vintages(self) -> str:
        """Return cropland by switch, and the land classes, of each layer: two tables that can be read when printed."""
        names = list(class_words().values())
        cropland: List[Cells] = []
        classes: List[Cells] = []
        for land in self._sums.vintages():
            head = (f"{self.role(land.layer.role)} ({land.layer.name})", land.layer.vintage or "—")
            cropland.append((*head, land.parcels, *(land.cropland[name] for name in LAND_FIGURES if name != "counted_m2"),
                             bounded(land.cropland["counted_m2"], land.bound("cropland"))))
            values = [bounded(value, land.bound(name)) for name, value in land.classes.items()]
            classes.append((*head, *values, sum(land.classes.values()), land.mu, land.difference))
        of = [tr("layer"), tr("vintage")]
        lead = tr("Each layer for itself, in mu: vintages are compared, never added. Cropland counted is the one of the land "
                  "classes, balanced to each parcel's mu; the columns before it are rounded each for itself.")
        first = table(tr("Land use by vintage"), [
            *of, tr("parcels"), tr("cropland, gross"), tr("ridges"), tr("cropland, net"), tr("adjustable K"),
            tr("readily recoverable"), tr("recoverable by works"), tr("cropland counted")], cropland, lead)
        return first + table(tr("Land classes by vintage"), [
            *of, tr("cropland counted"), *names[1:], tr("sum"), tr("parcels, mu"), tr("difference")], classes,
            tr("In mu; the classes add up to the parcels."), small=True)

    def _coefficients(self) -> List[str]:
        return [coefficient_words(land.layer, land.coefficient) for land in self._sums.vintages() if land.coefficient is not None]

    # -- parcels ----------------------------------------------------------------------------------------------------------

    def _parcels(self) -> List[str]:
        """Return the table of parcels in groups of columns that an A4 page holds, each with number, place and area."""
        sums, role, names = self._sums, self._sums.landuse, class_words()
        overlays = [one for one in OVERLAYS if one in sums.roles]
        shares = [one for one in sums.roles if one not in overlays]
        known = [one for one in overlays if sums.known(one)]
        totals = dict.fromkeys(names, to_mu(0))
        land_rows: List[Cells] = []
        for facts in sums.facts:
            land = facts.classes.get(role or LANDUSE)
            for name, value in (land.mu() if land is not None else {}).items():
                totals[name] += value
            land_rows.append((*_classes_of(land, list(names)), classes_in_words(facts, role or LANDUSE)))
        known_land = [facts.classes[role].bounds for facts in sums.facts if role in facts.classes] if role else []
        bounds = {name: joined(one.get(name, "") for one in known_land) for name in names}
        groups = [(tr("Parcels: land classes"), [*names.values(), tr("land class")],
                   (*(bounded(value, bounds[name]) if role else "—" for name, value in totals.items()), ""), land_rows)]
        if overlays:
            headings = [text for one in overlays for text in (self.role(one), tr("{role}, %").format(role=self.role(one)))]
            total = [cell for one in overlays for cell in (
                bounded(sums.roles[one].mu, sums.roles[one].bound) if one in known else "—", "")]
            groups.append((tr("Parcels: red lines"), headings, tuple(total), [
                [cell for one in overlays for cell in (self._mu_of(facts, one), self._share_of(facts, one))]
                for facts in sums.facts]))
        for start in range(0, len(shares), SHARES):
            some = shares[start:start + SHARES]
            groups.append((tr("Parcels: documents and plans"), [tr("{role}, %").format(role=self.role(one)) for one in some],
                           ("",) * len(some), [[self._share_of(facts, one) for one in some] for facts in sums.facts]))
        lead = self._lead(role, known)
        return [self._group(*group, lead="" if number else lead) for number, group in enumerate(groups)]

    def _group(self, title: str, headings: Sequence[str], total: Cells, rows: Sequence[Cells], *, lead: str) -> str:
        cells: List[Cells] = [(tr("Total: {count}").format(count=len(self._sums.facts)), "", self._sums.mu, *total)]
        cells += [(facts.source_no or facts.parcel_uid, self._where(facts), to_mu(facts.area_m2), *row)
                  for facts, row in zip(self._sums.facts, rows)]
        return table(title, [tr("number"), tr("place"), tr("area mu"), *headings], cells, lead, small=True)

    def _mu_of(self, facts: ParcelFacts, role: str) -> object:
        fact = facts.roles.get(role)
        if fact is None:
            return "—"
        return tr("no data") if self._sums.no_data(facts, role) else bounded(to_mu(fact.covered_m2), fact.bound)

    def _share_of(self, facts: ParcelFacts, role: str) -> object:
        fact = facts.roles.get(role)
        if fact is None:
            return "—"
        return tr("no data") if self._sums.no_data(facts, role) else bounded(fact.share, fact.bound)

    def _lead(self, role: Optional[str], overlays: Sequence[str]) -> str:
        """Return what stands before the table of parcels. :param role: of the land classes. :param overlays: those with a sum."""
        lacking = [(self.role(one), self._sums.roles[one].unscreened + self._sums.roles[one].outside) for one in overlays]
        text = tr("Areas in mu; shares in per cent of the parcel. — : not screened.")
        if role:
            text = tr("Land classes by {role}. Areas in mu; shares in per cent of the parcel. — : not screened.").format(
                role=self.role(role))
            lacking.insert(0, (self.role(role), sum(role not in facts.classes for facts in self._sums.facts)))
        return f"{text} {lacking_words(lacking)}".strip()

    def _where(self, facts: ParcelFacts) -> str:
        return " ".join(self._places.name(code) or code for code in (facts.township, facts.village) if code)

    def _matched(self) -> Iterator[Tuple[ParcelFacts, Cells]]:
        for facts in self._sums.facts:
            for role in NUMBERED:
                for match in facts.matches(role):
                    detail = match.detail
                    yield facts, (facts.source_no or facts.parcel_uid, self.role(role), match.number or "—", match.area_m2,
                                  to_mu(match.area_m2), f"{match.share} %", detail.get("date", ""), detail.get("expires", ""),
                                  detail.get("project", ""), f"{match.layer.name} {match.layer.vintage}".strip())
                fact = facts.roles.get(role)
                if fact is not None and fact.shared_m2 and len(fact.matches) > 1:
                    yield facts, (facts.source_no or facts.parcel_uid, self.role(role),
                                  tr("the same ground, under several numbers"), fact.shared_m2, to_mu(fact.shared_m2),
                                  f"{share_of(fact.shared_m2, facts.area_m2)} %", "", "",
                                  "", "")

    def _numbers(self) -> str:
        lead = tr("Ground under each number; numbers may share ground, so their areas are not added up.")
        return table(tr("Documents and registrations"), [
            tr("number"), tr("role"), tr("document"), tr("area m²"), tr("area mu"), tr("share"), tr("date"), tr("expires"),
            tr("project"), tr("layer")], [cells for _, cells in self._matched()], lead)

    def _plan(self) -> str:
        if "plan" not in self._sums.roles:
            return ""
        rows: List[Cells] = []
        sums = [to_mu(0)] * 4
        for facts in self._sums.facts:
            plan = facts.plan
            if plan is None:
                continue
            parts = [*plan.mu(), to_mu(facts.area_m2)]
            sums = [one + other for one, other in zip(sums, parts)]
            if plan.nonconforming_m2 or plan.conforming_m2:
                rows.append((facts.source_no or facts.parcel_uid, *(bounded(part, plan.bound) for part in parts[:2]), *parts[2:],
                             tr("suggested") if plan.worth_splitting else ""))
        known = any(facts.plan is not None for facts in self._sums.facts)
        rows.insert(0, (tr("All screened with the plan"), *(sums if known else ("—" for _ in sums)), ""))
        lead = tr("Conforming + not conforming + not known = parcel. Splitting is suggested where both parts reach {mu} mu.")
        lead = lead.format(mu=f"{self._sums.rules.split_mu:f}")
        return table(tr("By plan"), [tr("number"), tr("conforming, mu"), tr("not conforming, mu"), tr("not known, mu"),
                                     tr("parcel, mu"), tr("split")], rows, lead, small=True)

    def _remarks(self) -> str:
        rows = [(facts.source_no or facts.parcel_uid, self._where(facts), message(remark.told()))
                for facts in self._sums.facts for remark in facts.remarks]
        return table(tr("Remarks of the screening"), [tr("number"), tr("place"), tr("remark")], rows)

    def _stale_parcels(self) -> str:
        rows = [(facts.source_no or facts.parcel_uid, self._where(facts), tr("; ").join(map(stale_words, facts.stale)))
                for facts in self._sums.facts if facts.stale]
        return table(tr("Results that no longer hold"), [tr("number"), tr("place"), tr("why")], rows)

    # -- where it comes from ----------------------------------------------------------------------------------------------

    def _data(self) -> str:
        rows = [(self.role(line.role), line.name, line.vintage or tr("not stated"), line.features, line.source_path,
                 crs_words(line.source_crs), line.registered_at[:10], self._sums.screened.get(line.redline_id, 0),
                 self._sums.without(line), line.sha256)
                for line in sorted(self._sums.lines, key=lambda one: (not is_landuse(one.role), one.role, one.vintage))]
        return table(tr("Data this rests on"), [tr("role"), tr("name of the layer"), tr("vintage"), tr("polygons"), tr("source"),
                                                tr("CRS"), tr("registered"), tr("parcels screened"), tr("not screened"),
                                                "SHA-256"], rows)


def _classes_of(land: Optional[ThreeClasses], names: Sequence[str]) -> List[object]:
    """Return the land classes in 亩, balanced; with the signs of their bounds."""
    if land is None:
        return ["—" for _ in names]
    return [bounded(value, land.bounds.get(name, "")) for name, value in land.mu().items()]


def _looking(how: str, part: str) -> str:
    """Return a table with its look: summed (the first row is its total), numeric, tight, named, data."""
    return f'<div class="{how}">{part}</div>' if part else ""
