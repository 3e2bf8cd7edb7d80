"""``reconcilebatches``: total = A + B − overlap, in parcels and in 亩."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, List, Sequence, Tuple

from qgis.core import QgsProcessingContext, QgsProcessingParameterBoolean

from ..domain.errors import BadInput
from ..domain.parcel import Batch, Parcel
from ..domain.same_ground import RULE, Reconciliation, Thresholds, reconcile
from ..domain.workdays import today
from ..i18n import tr
from ..intake.ground.overlaps import find_pairs, links_of
from ..ledger.ledger import Ledger
from ..reports.reconciliation import ReconciliationReport
from .base import AlgorithmFeedback, FarmlandAlgorithm

PAIRS_TOLD = 1000  # in the output JSON; the report lists all


class ReconcileBatches(FarmlandAlgorithm):
    """Say what batches add up to when ground that several of them name is counted once (清零总任务, 除去重合图斑; 001-03)."""

    ID = "reconcilebatches"
    ICON = "reconcile"
    NUMBERS = ("TOTAL", "TOTAL_MU", "OVERLAP", "OVERLAP_MU", "SUM", "SUM_MU", "AFTER_SPLIT", "AFTER_SPLIT_MU", "PENDING",
               "LINKED")
    STRINGS = ("JSON",)

    def title(self) -> str:
        """Return the translated name."""
        return tr("Reconcile batches")

    def help(self) -> str:
        """Return the translated description."""
        return tr(
            "Adds up batches and takes off parcels on the same ground: total = A + B − overlap, in parcels and in mu of the "
            "monitored area as issued. What counts once is a person's decision; pairs nobody has decided count as the rules "
            "propose and are told apart. The report lists every pair with both numbers, shares, decision and who decided."
        )

    def setup(self) -> None:
        """Add the parameters."""
        self.add_ledger()
        self.add_text("BATCHES", tr("Batches (names or ids, comma-separated; empty = all)"))
        self.addParameter(QgsProcessingParameterBoolean(
            "FIND", tr("Look for overlaps that are not linked yet (after a merge)"), False))
        self.add_file_output("OUTPUT", tr("Report"), tr("Workbook or web page (*.xlsx *.html)"))

    def work(self, parameters: Dict[str, Any], context: QgsProcessingContext, feedback: AlgorithmFeedback) -> Dict[str, Any]:
        """Find what is not linked yet when asked to, reconcile, write the report."""
        find = self.parameterAsBool(parameters, "FIND", context)
        words = self.words(parameters, "BATCHES", context)
        output = self.parameterAsFileOutput(parameters, "OUTPUT", context) if parameters.get("OUTPUT") else ""
        with Ledger.open(self.ledger_address(parameters, context), write=find) as ledger:
            rules = Thresholds.from_json(ledger.rule(RULE), f"{RULE}.json")
            linked = link_found(ledger, rules, feedback) if find else 0
            found = reconciliation_of(ledger, words, rules)
            report = ReconciliationReport(found, ledger, rules, today())
            if output:
                report.write(self.spare(Path(output), parameters, context))
            for line in (*report.equations(), *report.remarks()[1:]):
                feedback.say(line)
        feedback.progress(100)
        return {"OUTPUT": output, "LINKED": linked, **figures(found)}


def figures(found: Reconciliation) -> Dict[str, Any]:
    """Return the outputs of a reconciliation."""
    return {"TOTAL": found.total, "TOTAL_MU": float(found.total_mu), "OVERLAP": found.overlap,
            "OVERLAP_MU": float(found.overlap_mu), "SUM": found.sum, "SUM_MU": float(found.sum_mu),
            "AFTER_SPLIT": found.after_split, "AFTER_SPLIT_MU": float(found.after_split_mu), "PENDING": found.pending,
            "JSON": json.dumps(found.to_json(PAIRS_TOLD), ensure_ascii=False)}


def link_found(ledger: Ledger, rules: Thresholds, feedback: AlgorithmFeedback) -> int:
    """Link the pairs of parcels on the same ground that are not linked yet; return how many were added.

    Parts of a split parcel lie on the ground of the whole, whose pairs stand for theirs: they are left out.
    """
    whole = [parcel for parcel in ledger.parcels() if not parcel.parent_uid]
    before = sum(1 for _ in ledger.links())
    ledger.add_links(links_of(find_pairs(
        whole, (), rules, feedback, degrees=ledger.area_rule.code == "degrees"), ledger.new_uid))
    added = sum(1 for _ in ledger.links()) - before
    feedback.say(tr("{count} overlaps that were not linked yet were found.").format(count=added))
    return added


def reconciliation_of(ledger: Ledger, words: Sequence[str], rules: Thresholds) -> Reconciliation:
    """Return the reconciliation of some batches of a ledger, all when none is named.

    :param words: names or ids. :raises BadInput: for a batch the ledger does not have.
    """
    batches, parcels = _chosen(ledger, words)
    uids = None if not words else [parcel.parcel_uid for parcel in parcels]
    return reconcile(batches, parcels, ledger.links(uids), ledger.reissued(), rules)


def _chosen(ledger: Ledger, words: Sequence[str]) -> Tuple[List[Batch], List[Parcel]]:
    """Return the batches named with their parcels, and what was split off these, wherever it stands."""
    batches, parcels = ledger.batches(), list(ledger.parcels(geometry=False))
    if not words:
        return batches, parcels
    wanted = set()
    for word in words:
        named = {batch.batch_id for batch in batches if word in (batch.name, batch.batch_id)}
        if not named:
            raise BadInput(tr("The ledger has no batch {name}: it has {known}."), name=word,
                           known=", ".join(batch.name for batch in batches) or "-")
        wanted |= named
    nodes = {parcel.parcel_uid: parcel for parcel in parcels}
    kept = [parcel for parcel in parcels if _whole(parcel, nodes).batch_id in wanted]
    holding = wanted | {parcel.batch_id for parcel in kept}
    return [batch for batch in batches if batch.batch_id in holding], kept


def _whole(parcel: Parcel, nodes: Dict[str, Parcel]) -> Parcel:
    seen = {parcel.parcel_uid}
    while parcel.parent_uid in nodes and parcel.parent_uid not in seen:
        parcel = nodes[str(parcel.parent_uid)]
        seen.add(parcel.parcel_uid)
    return parcel
