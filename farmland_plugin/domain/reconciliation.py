"""What a reconciliation says (清零总任务): batches, overlap and total in parcels and 亩, with the pairs behind them (001-03)."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any, Dict, FrozenSet, List, Tuple

from .same_ground_rules import MIRRORED, SAME

ZERO = Decimal("0.00")


@dataclass(frozen=True)
class BatchLine:
    """One batch: parcels = issued + children + replaced + withdrawn; counted = issued − overlap. Areas in 亩.

    :param children: split parts (拆分), counted after the split only. :param replaced: issued again in a later batch.
    :param withdrawn: no longer issued. :param issued: as issued (空 + 被拆分), :param split: after splits (空 + 拆分; §2.4).
    :param overlap: of the issued, counted with another parcel on the same ground. :param measured: of the issued, those
        without an issued area: their measured one is counted.
    """

    batch_id: str
    name: str
    source: str
    kind: str
    parcels: int = 0
    children: int = 0
    replaced: int = 0
    withdrawn: int = 0
    issued: int = 0
    issued_mu: Decimal = ZERO
    split: int = 0
    split_mu: Decimal = ZERO
    overlap: int = 0
    overlap_mu: Decimal = ZERO
    measured: int = 0

    @property
    def counted(self) -> int:
        """Parcels of this batch in the total."""
        return self.issued - self.overlap

    @property
    def counted_mu(self) -> Decimal:
        """亩 of this batch in the total."""
        return self.issued_mu - self.overlap_mu


@dataclass(frozen=True)
class PairLine:
    """Two parcels on the same ground, as a person reviews them.

    :param decision: of a person, '' while undecided; :param counted: same (the two count once) or separate (they do not: both
        count, or one of them counts with a third). :param kept: uid of the one that counts where they count once, '' else.
    :param carried: the decision was taken on an earlier issue of these parcels. :param stands, other_stands: uids that count for
        the two, each itself where it counts. :param common_m2: planar, ledger CRS.
    """

    link_id: str
    parcel_uid: str
    number: str
    batch_id: str
    other_uid: str
    other_number: str
    other_batch_id: str
    relation: str
    common_m2: Decimal
    share: float
    other_share: float
    iou: float
    decision: str
    counted: str
    kept: str = ""
    reason: str = ""
    decided_by: str = ""
    decided_at: str = ""
    carried: bool = False
    stands: str = ""
    other_stands: str = ""

    @property
    def pending(self) -> bool:
        """Whether the rules' proposal counts because nobody has decided."""
        return not self.decision


@dataclass(frozen=True)
class MatrixLine:
    """The pairs of two batches (or within one) by relation; ``common_m2`` planar."""

    batch_id: str
    other_batch_id: str
    relation: str
    pairs: int
    same: int
    separate: int
    pending: int
    common_m2: Decimal


@dataclass(frozen=True)
class Reconciliation:
    """Total = Σ batches − overlap, exactly, in parcels and in 亩 (sums of the 亩 of each parcel).

    :param after_split, after_split_mu: the total with split parcels counted by their parts (核实后 = 空 + 拆分).
    :param pending: pairs nobody decided, :param pending_same: of them proposed to count once; :param overlap_pending: parcels
        left out of the total on such proposals alone. :param double_pairs, double_m2: pairs that both count and what they
        share, summed over the pairs, planar m². :param set_aside: links of replaced, withdrawn or related (parent and part)
        parcels, which decide nothing. :param counted, counted_after_split: uids in the total.
    """

    batches: Tuple[BatchLine, ...]
    pairs: Tuple[PairLine, ...]
    after_split: int
    after_split_mu: Decimal
    overlap_pending: int
    set_aside: int
    counted: FrozenSet[str]
    counted_after_split: FrozenSet[str]
    rules_version: str = ""

    @property
    def sum(self) -> int:
        """Σ batches, parcels as issued that still stand."""
        return sum(line.issued for line in self.batches)

    @property
    def sum_mu(self) -> Decimal:
        """Σ batches, 亩."""
        return sum((line.issued_mu for line in self.batches), ZERO)

    @property
    def overlap(self) -> int:
        """Parcels counted with another one on the same ground."""
        return sum(line.overlap for line in self.batches)

    @property
    def overlap_mu(self) -> Decimal:
        """亩 of the parcels counted with another one."""
        return sum((line.overlap_mu for line in self.batches), ZERO)

    @property
    def total(self) -> int:
        """The task: Σ batches − overlap."""
        return self.sum - self.overlap

    @property
    def total_mu(self) -> Decimal:
        """The task in 亩."""
        return self.sum_mu - self.overlap_mu

    @property
    def measured(self) -> int:
        """Parcels counted with their measured area because none was issued."""
        return sum(line.measured for line in self.batches)

    @property
    def pending(self) -> int:
        """Pairs nobody has decided."""
        return sum(pair.pending for pair in self.pairs)

    @property
    def pending_same(self) -> int:
        """Pairs nobody has decided that are proposed to count once."""
        return sum(pair.pending and pair.counted == SAME for pair in self.pairs)

    @property
    def double(self) -> List[PairLine]:
        """Pairs whose parcels both count and still share ground."""
        return [pair for pair in self.pairs
                if pair.counted != SAME and pair.common_m2 > 0 and {pair.parcel_uid, pair.other_uid} <= self.counted]

    @property
    def double_m2(self) -> Decimal:
        """What the pairs of ``double`` share, planar m²."""
        return sum((pair.common_m2 for pair in self.double), ZERO)

    def matrix(self) -> List[MatrixLine]:
        """Return the pairs by batch, earlier batch and relation (as the parcel of the former has it to that of the latter)."""
        order = {line.batch_id: number for number, line in enumerate(self.batches)}
        cells: Dict[Tuple[str, str, str], List[PairLine]] = {}
        for pair in self.pairs:
            key = (pair.batch_id, pair.other_batch_id, pair.relation)
            if order[pair.batch_id] < order[pair.other_batch_id]:
                key = (pair.other_batch_id, pair.batch_id, MIRRORED.get(pair.relation, pair.relation))
            cells.setdefault(key, []).append(pair)
        return [MatrixLine(*key, len(pairs), sum(p.counted == SAME for p in pairs), sum(p.counted != SAME for p in pairs),
                           sum(p.pending for p in pairs), sum((p.common_m2 for p in pairs), ZERO))
                for key, pairs in sorted(cells.items(), key=lambda cell: (order[cell[0][0]], order[cell[0][1]], cell[0][2]))]

    def to_json(self, most_pairs: int = 5000) -> Dict[str, Any]:
        """Return the whole as plain JSON values; areas are decimal text, at most ``most_pairs`` pairs are listed."""
        return {
            "version": 1, "rules_version": self.rules_version,
            "sum": self.sum, "sum_mu": str(self.sum_mu), "overlap": self.overlap, "overlap_mu": str(self.overlap_mu),
            "total": self.total, "total_mu": str(self.total_mu), "after_split": self.after_split,
            "after_split_mu": str(self.after_split_mu), "pending": self.pending, "pending_same": self.pending_same,
            "overlap_pending": self.overlap_pending, "double_pairs": len(self.double), "double_m2": str(self.double_m2),
            "measured": self.measured, "set_aside": self.set_aside,
            "batches": [{**_plain(line), "counted": line.counted, "counted_mu": str(line.counted_mu)} for line in self.batches],
            "matrix": [_plain(line) for line in self.matrix()],
            "pairs": [_plain(pair) for pair in self.pairs[:most_pairs]], "pairs_left_out": max(0, len(self.pairs) - most_pairs),
        }


def _plain(line: Any) -> Dict[str, Any]:
    return {key: str(value) if isinstance(value, Decimal) else value for key, value in asdict(line).items()}
