"""The area table (套合面积表) as the platforms want it: columns of the 一体化 form, 亩 that pass its formula, m² beside.

Headings are the platforms' own words, with their full-width brackets, in every language: they are matched by name there.

:source: domain facts §2.3.1, §2.5.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

from ..domain.area import round_half_up, to_mu
from ..domain.role_facts import NUMBERED, share_of
from ..domain.screening_facts import LANDUSE, ZERO, ParcelFacts, ThreeClasses
from ..i18n import language, message, tr
from ..ledger.ledger import Ledger
from ..ledger.places import Places
from ..screening_words import (
    SIGNS,
    bound_words,
    class_words,
    coefficient_words,
    joined,
    rule_words,
    stale_words,
)
from ..workbook import Book, Cell, Column, Marked, writing
from .screening_sums import (
    LAND_FIGURES,
    ScreeningSums,
    balance_lines,
    classes_in_words,
    lacking_words,
    numbers,
    printed_words,
    warnings,
)

MU, M2 = "（亩）", "（平方米）"
AREAS = ("地块面积", "占耕地面积", "占基本农田面积", "占非耕农用地面积", "占未利用地面积", "占生态红线面积", "建设用地面积")
REST = ("未知地类面积", "未覆盖面积")
CONFIRMED: Tuple[Tuple[str, str, Tuple[str, ...]], ...] = (  # role, heading of its share, headings before it
    ("approval", "用地审批占比（%）", ("用地审批批准文号", "合法用地批文")),
    ("supply", "土地供应占比（%）", ("土地供应批准文号",)),
    ("registration", "不动产登记占比（%）", ("不动产权证号",)),
    ("temporary", "临时用地占比（%）", ("临时用地批准文号",)),
    ("facility", "设施农用地占比（%）", ("设施农用地上图入库号", "是否认定设施")))
MONITORED = "监测面积"
KEPT = 2  # columns that stay in sight: 序号, 监测编号
PAGES = 3  # A4 landscape pages across which the table is printed
BY_HAND = ("合法用地批文", "是否认定设施")  # a person says so: left empty
YES, NO = "是", "否"
BOUNDS = {sign: bound for bound, sign in SIGNS.items()}


class AreaTable:
    """Writes the workbook: the table in 亩 and in m², documents, vintages, data."""

    def __init__(self, ledger: Ledger, sums: ScreeningSums) -> None:
        self._ledger, self._sums = ledger, sums
        self._role = sums.landuse or LANDUSE
        self._places = Places(ledger)
        entries = ledger.dictionary("redline_role")
        self._roles: Dict[str, str] = {entry.code: entries.label(entry.code, language()) for entry in entries.entries}

    def write(self, path: Path) -> None:
        """Write the workbook."""
        on = self._sums.chosen.on
        with writing(path, "套合面积表", self._ledger.meta["name"], datetime.datetime(on.year, on.month, on.day)) as book:
            self._table(book, "套合面积表", MU, "mu")
            self._table(book, "套合面积表（平方米）", M2, "m2")
            self._documents(book)
            self._vintages(book)
            self._data(book)

    # -- the table --------------------------------------------------------------------------------------------------------

    def _table(self, book: Book, name: str, unit: str, kind: str) -> None:
        columns = self._columns(unit, kind)
        rows = [self._row(number, facts, kind) for number, facts in enumerate(self._sums.facts, 1)]
        heading = tr("{county}: {list}").format(county=self._ledger.meta["name"], list=name)
        warned = warnings(self._sums)
        book.table(name, heading, [tr("{count} warnings under the table").format(count=len(warned))] if warned else [], columns,
                   rows, _total(rows, columns), below=[*warned, *self._heading(), *self._lacking(rows, columns)], keep=KEPT,
                   pages=PAGES)

    @staticmethod
    def _lacking(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> List[str]:
        """Return what the totals leave out: of every column of areas the parcels without one."""
        found = [(heading, sum(row[index] is None for row in rows), heading.startswith(MONITORED))
                 for index, (heading, _, kind) in enumerate(columns) if kind in ("mu", "m2")]
        said = [lacking_words([(heading, count) for heading, count, issued in found if count < len(rows) and not issued])]
        said += [tr("{heading}: {count} of {all} parcels have none issued.").format(heading=heading, count=count, all=len(rows))
                 for heading, count, issued in found if issued and count]
        return [line for line in said if line]

    def _sheet(self, book: Book, name: str, remarks: Sequence[str], columns: Sequence[Column], rows: Sequence[Sequence[Cell]],
               total: Optional[Sequence[Cell]] = None) -> None:
        heading = tr("{county}: {list}").format(county=self._ledger.meta["name"], list=name)
        book.table(name, heading, remarks, columns, rows, total)

    def _columns(self, unit: str, kind: str) -> List[Column]:
        shares: List[Column] = []
        for _, heading, before in CONFIRMED:
            shares += [(one, 12 if one in BY_HAND else 22, "text") for one in before]
            shares.append((heading, 9, "percent"))
        return [("序号", 5, "int"), ("监测编号", 20, "text"), ("县区", 10, "text"), ("乡镇名称", 11, "text"),
                ("村名称", 11, "text"), ("变更地类", 16, "text"), *((f"{one}{unit}", 12, kind) for one in AREAS), *shares,
                ("平差通过", 7, "text"), *((f"{one}{unit}", 10, kind) for one in REST),
                ("占城镇开发边界面积" + unit, 11, kind), (MONITORED + unit, 10, kind), ("备注", 100, "text")]

    def _row(self, number: int, facts: ParcelFacts, kind: str) -> List[Cell]:
        land = facts.classes.get(self._role)
        shares: List[Cell] = []
        for role, _, before in CONFIRMED:
            told = "；".join(numbers(facts, role))
            shares += [None if one in BY_HAND else told for one in before]
            shares.append(self._share(facts, role))
        rest = _figures(facts, self._role, kind)
        monitored = facts.monitored_m2
        return [number, facts.source_no or facts.parcel_uid, self._ledger.meta["name"], self._place(facts.township),
                self._place(facts.village), classes_in_words(facts, self._role), _said(facts.area_m2, kind), rest.get("cropland"),
                self._covered(facts, "permanent_farmland", kind), rest.get("other_farmland"), rest.get("unused"),
                self._covered(facts, "ecological", kind), rest.get("construction"), *shares, _balanced(land),
                rest.get("unknown"), rest.get("uncovered"), self._covered(facts, "growth_boundary", kind),
                _said(monitored, kind), self._remark(facts)]

    def _covered(self, facts: ParcelFacts, role: str, kind: str) -> Cell:
        """Return what is shared with a role, None where that is not known."""
        fact = facts.roles.get(role)
        if fact is None or self._sums.no_data(facts, role):
            return None
        return _signed(_said(fact.covered_m2, kind), fact.bound)

    def _share(self, facts: ParcelFacts, role: str) -> Cell:
        fact = facts.roles.get(role)
        return None if fact is None or self._sums.no_data(facts, role) else _signed(fact.share, fact.bound)

    def _place(self, code: str) -> str:
        return self._places.name(code) or code

    def _remark(self, facts: ParcelFacts) -> str:
        stale = [tr("Result no longer holds: {why}").format(why=stale_words(code)) for code in facts.stale]
        return " ".join([*stale, *(message(remark.told()) for remark in facts.remarks)])

    def _heading(self) -> List[str]:
        sums = self._sums
        used = [one for one in sums.vintages() if one.layer.role == self._role]
        layers = "; ".join(f"{one.layer.name} ({one.layer.vintage or '—'}, SHA-256 {one.layer.sha256[:12]}…)" for one in used)
        text = tr("As of {date}. Selection: {where}.")
        if layers:
            text = tr("As of {date}. Selection: {where}. Land classes by {role}: {layers}.")
        lines = [text.format(date=sums.chosen.on.isoformat(), where=sums.selection(),
                             role=self._roles.get(self._role, self._role), layers=layers), *rule_words(sums.rules)[:2],
            tr("Formula of the platforms: parcel = cropland + other farmland + unused + construction. Where ground is of unknown "
               "class or not covered, {balanced} says {no}. Empty shares: no layer of that role was screened. {by_hand}: for a "
               "person to fill in.").format(balanced="平差通过", no=NO, by_hand="、".join(BY_HAND)),
            printed_words(), *balance_lines(sums, class_words(), self._roles)]
        lines += [coefficient_words(land.layer, land.coefficient) for land in used if land.coefficient is not None]
        return [*lines, bound_words()]

    # -- beside it --------------------------------------------------------------------------------------------------------

    def _documents(self, book: Book) -> None:
        rows: List[List[Cell]] = []
        for facts in self._sums.facts:
            for fact in facts.roles.values():
                if fact.role not in self._sums.roles:
                    continue
                rows += [[len(rows) + 1 + number, facts.source_no or facts.parcel_uid, self._roles.get(fact.role, fact.role),
                          match.number, match.area_m2, to_mu(match.area_m2), match.share, match.detail.get("date", ""),
                          match.detail.get("expires", ""), match.detail.get("project", ""), match.layer.name, match.layer.vintage]
                         for number, match in enumerate(fact.matches)]
                if fact.role in NUMBERED and fact.shared_m2 and len(fact.matches) > 1:
                    rows.append([len(rows) + 1, facts.source_no or facts.parcel_uid, self._roles.get(fact.role, fact.role),
                                 tr("the same ground, under several numbers"), fact.shared_m2, to_mu(fact.shared_m2),
                                 share_of(fact.shared_m2, facts.area_m2), "", "", "", "", ""])
        columns: List[Column] = [
            (tr("No."), 6, "int"), (tr("Parcel no."), 20, "text"), (tr("role"), 16, "text"), (tr("document"), 28, "text"),
            (tr("area m²"), 12, "m2"), (tr("area mu"), 10, "mu"), (tr("share, %"), 8, "percent"), (tr("date"), 11, "text"),
            (tr("expires"), 11, "text"), (tr("project"), 24, "text"), (tr("layer"), 18, "text"), (tr("vintage"), 11, "text")]
        if rows:
            name = tr("Overlaps by number")
            self._sheet(book, name, [
                tr("Ground under each number; numbers may share ground, so their areas are not added up.")], columns, rows)

    def _vintages(self, book: Book) -> None:
        names = class_words()
        rows: List[List[Cell]] = []
        for facts in self._sums.facts:
            for key, land in facts.cropland.items():
                mu = facts.classes[key].mu()
                layer = land.layer
                bounds = facts.classes[key].bounds
                rows.append([len(rows) + 1, facts.source_no or facts.parcel_uid, self._roles.get(layer.role, layer.role),
                             layer.name, layer.vintage, *(to_mu(getattr(land, one)) for one in LAND_FIGURES[:-1]),
                             *(_signed(mu[one], bounds.get(one, "")) for one in names), to_mu(facts.area_m2)])
        columns: List[Column] = [
            (tr("No."), 6, "int"), (tr("Parcel no."), 20, "text"), (tr("role"), 16, "text"), (tr("layer"), 18, "text"),
            (tr("vintage"), 11, "text"), (tr("cropland, gross"), 10, "mu"), (tr("ridges"), 9, "mu"),
            (tr("cropland, net"), 10, "mu"), (tr("adjustable K"), 9, "mu"), (tr("readily recoverable"), 9, "mu"),
            (tr("recoverable by works"), 9, "mu"), (tr("cropland counted"), 10, "mu"),
            *((name, 10, "mu") for name in list(names.values())[1:]), (tr("parcel, mu"), 10, "mu")]
        if rows:
            name = tr("Land use by vintage")
            self._sheet(book, name, [tr("Each layer for itself, in mu: vintages are compared, never added.")], columns, rows)

    def _data(self, book: Book) -> None:
        rows: List[List[Cell]] = [[
            number, self._roles.get(line.role, line.role), line.name, line.vintage, line.features, line.source_crs,
            line.source_path, line.registered_at[:10], line.sha256, self._sums.screened.get(line.redline_id, 0),
            self._sums.without(line)] for number, line in enumerate(self._sums.lines, 1)]
        columns: List[Column] = [
            (tr("No."), 6, "int"), (tr("role"), 18, "text"), (tr("name of the layer"), 22, "text"), (tr("vintage"), 12, "text"),
            (tr("polygons"), 10, "int"), (tr("CRS"), 12, "text"), (tr("source"), 36, "text"), (tr("registered"), 11, "text"),
            ("SHA-256", 40, "text"), (tr("parcels screened"), 9, "int"), (tr("not screened"), 9, "int")]
        self._sheet(book, tr("Data this rests on"), rule_words(self._sums.rules), columns, rows)


def _said(m2: Optional[Decimal], kind: str) -> Optional[Decimal]:
    """Return an area in the sheet's unit, None where it is not known."""
    return None if m2 is None else round_half_up(m2) if kind == "m2" else to_mu(m2)


def _signed(value: Optional[Decimal], bound: str) -> Cell:
    """Return a figure with the sign of its bound."""
    return value if value is None or not bound else Marked(value, SIGNS[bound])


def _figures(facts: ParcelFacts, role: str, kind: str) -> Dict[str, Cell]:
    """Return the land classes in the sheet's unit, with the signs of their bounds; {} where there are none."""
    land = facts.classes.get(role)
    if land is None:
        return {}
    return {name: _signed(value, land.bounds.get(name, ""))
            for name, value in (land.m2() if kind == "m2" else land.mu()).items()}


def _balanced(land: Optional[ThreeClasses]) -> Optional[str]:
    """Return whether the platforms' formula holds with nothing unknown and nothing uncovered."""
    if land is None:
        return None
    return YES if not land.unknown and not land.uncovered and not land.bounds else NO


def _total(rows: Sequence[Sequence[Cell]], columns: Sequence[Column]) -> List[Cell]:
    """Return the total row: sums of the areas as printed, — where no parcel has one."""
    total: List[Cell] = []
    for index, (_, _, kind) in enumerate(columns):
        values = [row[index] for row in rows]
        known = [value.value if isinstance(value, Marked) else value for value in values if isinstance(value, (Decimal, Marked))]
        bound = joined(BOUNDS[value.sign] for value in values if isinstance(value, Marked))
        total.append((_signed(sum(known, ZERO), bound) if known else "—") if kind in ("mu", "m2") else "")
    total[1] = tr("Total: {count}").format(count=len(rows))
    return total
