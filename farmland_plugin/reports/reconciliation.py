"""The reconciliation of batches (清零总任务) as a workbook or a page: A + B − overlap = total, pair by pair (001-03)."""

from __future__ import annotations

import datetime
import html
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Dict, List, Optional, Sequence, Tuple

from ..domain.area import round_half_up
from ..domain.same_ground import SAME, BatchLine, PairLine, Reconciliation, proposal
from ..domain.same_ground_rules import Thresholds
from ..files import replacing
from ..i18n import language, tr
from ..ledger.ledger import Ledger
from ..webpage import whole_page
from ..workbook import Cell, Column, writing

_STYLE = ("body{font:15px/1.6 'Microsoft YaHei','Noto Sans CJK SC','WenQuanYi Micro Hei',sans-serif;margin:2em auto;"
          "max-width:88em;padding:0 1em;color:#222}h1{font-size:1.5em;border-bottom:2px solid #2d6a4f}"
          "h2{font-size:1.15em;margin-top:1.6em}"
          "table{border-collapse:collapse;width:100%;font-size:13px}td,th{border:1px solid #bbb;padding:.25em .5em;"
          "text-align:left;vertical-align:top;overflow-wrap:anywhere}th{background:#4472C4;color:#fff}td.n{text-align:right;"
          "white-space:nowrap}tr.total td{background:#FFF2CC;font-weight:bold}.sum{font-size:1.35em;margin:.2em 0}"
          "ul{padding-left:1.2em}")
_MOST_ROWS = 2000


@dataclass(frozen=True)
class _Sheet:
    """One table of the report."""

    name: str
    remarks: Sequence[str]
    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    total: Optional[Sequence[Cell]] = None


class ReconciliationReport:
    """Words a reconciliation for people: the equation, what it rests on, and its tables."""

    def __init__(self, found: Reconciliation, ledger: Ledger, thresholds: Thresholds, as_of: datetime.date) -> None:
        self._found, self._ledger, self._rules, self._as_of = found, ledger, thresholds, as_of
        self._names = {line.batch_id: line.name for line in found.batches}

    def write(self, path: Path) -> None:
        """Write the report, as a page where the file's name ends so, else as a workbook."""
        if path.suffix.lower() in (".html", ".htm"):
            with replacing(path) as hidden:
                hidden.write_text(self.page(), encoding="utf-8")
            return
        created = datetime.datetime(self._as_of.year, self._as_of.month, self._as_of.day)
        with writing(path, self.title(), self._ledger.meta["name"], created) as book:
            for number, sheet in enumerate(self._sheets()):
                heading = tr("{county}: {list}").format(county=self._ledger.meta["name"], list=sheet.name)
                if number == 0:
                    heading = self._headline()
                book.table(sheet.name, heading, sheet.remarks, sheet.columns, sheet.rows, sheet.total)

    def _headline(self) -> str:
        return tr("{county}: task of {total} parcels, {mu} mu").format(
            county=self._ledger.meta["name"], total=self._found.total, mu=self._found.total_mu)

    def title(self) -> str:
        """Return what the report is called."""
        return tr("Reconciliation of batches")

    def equations(self) -> Tuple[str, str]:
        """Return A + B − overlap = total, in parcels and in 亩; batches without a parcel of their own are left out."""
        lines = [line for line in self._found.batches if line.issued]
        counts = " + ".join(f"{line.name} {line.issued}" for line in lines) or "0"
        areas = " + ".join(f"{line.name} {line.issued_mu}" for line in lines) or "0"
        return (tr("{batches} − overlapping {overlap} = {total} parcels").format(
                    batches=counts, overlap=self._found.overlap, total=self._found.total),
                tr("{batches} − overlapping {overlap} = {total} mu").format(
                    batches=areas, overlap=self._found.overlap_mu, total=self._found.total_mu))

    def remarks(self) -> List[str]:
        """Return what the total rests on, one sentence each."""
        found = self._found
        lines = [
            tr("As of {date}. Ledger event {seq}. Rules {rules}.").format(
                date=self._as_of.isoformat(), seq=self._ledger.last_seq(), rules=self._ledger.meta["rule_version"]),
            tr("Counted by the monitored area as issued; of parcels on the same ground one counts, every number is kept."),
            tr("After splitting: {count} parcels, {mu} mu (unsplit + parts; as issued: unsplit + whole).").format(
                count=found.after_split, mu=found.after_split_mu)]
        if found.pending:
            lines.append(tr(
                "Of the pairs {pending} are not decided yet ({same} proposed to count once): {overlap} parcels are left out of "
                "the total on such proposals.").format(
                    pending=found.pending, same=found.pending_same, overlap=found.overlap_pending))
        if found.double:
            lines.append(tr(
                "{pairs} pairs count separately and still share ground: {area} m² (planar, summed over the pairs) are covered "
                "twice.").format(pairs=len(found.double), area=found.double_m2))
        if found.measured:
            lines.append(tr("{count} parcels were issued without an area: their computed area is counted.").format(
                count=found.measured))
        return lines

    def page(self) -> str:
        """Return the report as a page; every text of the ledger is escaped."""
        title = self._headline()
        body = [f'<p class="sum">{html.escape(line)}</p>' for line in self.equations()]
        body.append("<ul>" + "".join(f"<li>{html.escape(line)}</li>" for line in self.remarks()) + "</ul>")
        body += [_table(sheet) for sheet in self._sheets() if sheet.rows]
        return whole_page(title, body, _STYLE)

    def _sheets(self) -> List[_Sheet]:
        return [self._batches(), self._matrix(), self._pairs()]

    def _batches(self) -> _Sheet:
        columns: List[Column] = [
            (tr("Batch"), 22, "text"), (tr("Source"), 12, "text"), (tr("Kind"), 10, "text"), (tr("Rows"), 7, "int"),
            (tr("Split parts"), 8, "int"), (tr("Issued again"), 8, "int"), (tr("Withdrawn"), 8, "int"),
            (tr("Task as issued"), 8, "int"), (tr("Task as issued, mu"), 12, "mu"), (tr("Overlapping"), 8, "int"),
            (tr("Overlapping, mu"), 12, "mu"), (tr("In the total"), 8, "int"), (tr("In the total, mu"), 12, "mu"),
            (tr("After splitting"), 8, "int"), (tr("After splitting, mu"), 12, "mu")]
        lines = self._found.batches
        sums: List[Cell] = [tr("Total"), "", "", *(sum(row) for row in zip(*map(_figures, lines)))] if lines else []
        return _Sheet(self.title(), [*self.equations(), *self.remarks()], columns, [
            [line.name, self._label(line.source), _kinds().get(line.kind, line.kind), *_figures(line)] for line in lines],
            sums or None)

    def _matrix(self) -> _Sheet:
        columns: List[Column] = [
            (tr("Batch"), 26, "text"), (tr("Other batch"), 26, "text"), (tr("Relation"), 16, "text"), (tr("Pairs"), 10, "int"),
            (tr("Counted once"), 10, "int"), (tr("Counted separately"), 10, "int"), (tr("Not decided"), 10, "int"),
            (tr("Common ground, m²"), 16, "m2")]
        lines = self._found.matrix()
        rows: List[List[Cell]] = [[self._names[line.batch_id], self._names[line.other_batch_id], relations()[line.relation],
                                   line.pairs, line.same, line.separate, line.pending, line.common_m2] for line in lines]
        total: List[Cell] = [tr("Total"), "", "", *(sum(row) for row in zip(*(
            (line.pairs, line.same, line.separate, line.pending, line.common_m2) for line in lines)))]
        remark = tr("Common ground is planar, in the ledger's CRS; a batch beside itself has overlaps of its own.")
        return _Sheet(tr("Overlaps between batches"), [remark], columns, rows, total if lines else None)

    def _pairs(self) -> _Sheet:
        columns: List[Column] = [
            (tr("No."), 5, "int"), (tr("Parcel no."), 22, "text"), (tr("Batch"), 15, "text"), (tr("Other parcel"), 22, "text"),
            (tr("Other batch"), 15, "text"), (tr("Relation"), 11, "text"), (tr("Common ground, m²"), 11, "m2"),
            (tr("Share of the parcel, %"), 8, "percent"), (tr("Share of the other, %"), 8, "percent"), (tr("IoU"), 7, "percent"),
            (tr("Decision"), 16, "text"), (tr("Counts"), 20, "text"), (tr("Decided by"), 10, "text"),
            (tr("Decided on"), 11, "text"), (tr("Reason"), 18, "text")]
        numbers = {uid: number for pair in self._found.pairs for uid, number in (
            (pair.parcel_uid, pair.number), (pair.other_uid, pair.other_number))}
        rows = [[at, *self._pair(pair, numbers)] for at, pair in enumerate(self._found.pairs, 1)]
        common = sum((pair.common_m2 for pair in self._found.pairs), Decimal("0.00"))
        total: List[Cell] = ["", tr("Total: {count}").format(count=len(rows)), "", "", "", "", common, *[""] * 8]
        return _Sheet(tr("Pairs on the same ground"), [tr(
            "What counts once is decided by a person; where nobody has, the rules' proposal counts, and by that the task never "
            "gets smaller.")], columns, rows,
            total if rows else None)

    def _pair(self, pair: PairLine, numbers: Dict[str, str]) -> List[Cell]:
        words = decisions()
        if pair.decision and pair.carried:
            said = tr("{decision} (decided of an earlier issue)").format(decision=words[pair.decision])
        elif pair.decision:
            said = words[pair.decision]
        else:
            said = tr("proposed: {decision}").format(decision=words[proposal(pair.relation, self._rules)])
        return [pair.number or "—", self._names[pair.batch_id], pair.other_number or "—", self._names[pair.other_batch_id],
                relations()[pair.relation], pair.common_m2, round_half_up(pair.share * 100),
                round_half_up(pair.other_share * 100), round_half_up(pair.iou), said,
                self._counts(pair, numbers), pair.decided_by, pair.decided_at[:10], pair.reason]

    @staticmethod
    def _counts(pair: PairLine, numbers: Dict[str, str]) -> str:
        """Return which of the two counts, or with which other parcel one of them does."""
        def name(uid: str) -> str:
            return numbers.get(uid, "") or tr("another parcel of the group")

        if pair.counted == SAME:
            return name(pair.kept)
        ends = ((pair.parcel_uid, pair.stands), (pair.other_uid, pair.other_stands))
        with_others = [tr("{number} counts with {other}").format(number=numbers[uid] or "—", other=name(stand))
                       for uid, stand in ends if uid != stand]
        return tr("; ").join(with_others) or tr("both")

    def _label(self, source: str) -> str:
        return self._ledger.dictionary("source").label(source, language()) if source else ""


def _figures(line: BatchLine) -> Tuple[Cell, ...]:
    return (line.parcels, line.children, line.replaced, line.withdrawn, line.issued, line.issued_mu, line.overlap,
            line.overlap_mu, line.counted, line.counted_mu, line.split, line.split_mu)


def relations() -> Dict[str, str]:
    """Return the words for how two parcels on the same ground relate."""
    return {"identical": tr("Identical"), "redrawn": tr("Redrawn"), "contains": tr("Contains the other"),
            "inside": tr("Inside the other"), "partial": tr("Partly"), "touching": tr("Touching")}


def decisions() -> Dict[str, str]:
    """Return the words for what was decided of a pair."""
    return {"same": tr("same ground, count once"), "separate": tr("count separately")}


def _kinds() -> Dict[str, str]:
    return {"issued": tr("issued"), "drawn": tr("drawn here"), "split": tr("split here")}


def _table(sheet: _Sheet) -> str:
    head = "".join(f"<th>{html.escape(label)}</th>" for label, _, _ in sheet.columns)
    rows = ["<tr>" + "".join(map(_cell, row)) + "</tr>" for row in sheet.rows[:_MOST_ROWS]]
    if sheet.total is not None:
        rows.append('<tr class="total">' + "".join(map(_cell, sheet.total)) + "</tr>")
    more = len(sheet.rows) - _MOST_ROWS
    rest = f"<p>{html.escape(tr('{count} more rows are not shown here.').format(count=more))}</p>" if more > 0 else ""
    return (f"<h2>{html.escape(sheet.name)} ({len(sheet.rows)})</h2><table><thead><tr>{head}</tr></thead><tbody>"
            + "\n".join(rows) + f"</tbody></table>{rest}")


def _cell(value: Cell) -> str:
    number = isinstance(value, (int, float, Decimal))
    return f'<td class="n">{value}</td>' if number else f"<td>{html.escape(str(value or ''))}</td>"
