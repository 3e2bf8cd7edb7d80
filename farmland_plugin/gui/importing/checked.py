"""What a dry run of the import found, read from its CHECKS file into plain records."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Mapping, Optional, Sequence

from ...domain.area import to_mu
from ...domain.errors import BadInput
from ...i18n import tr
from ..models.same_ground import ReviewRow
from .words import own_words

VERSION = 1
ZERO = Decimal("0.00")


@dataclass(frozen=True)
class Remark:
    """Something said of one row: why it is quarantined, what was repaired, what is doubtful."""

    file: str
    row: int
    number: str
    text: str
    code: str = ""


@dataclass(frozen=True)
class Pair:
    """A pair on the same ground: where the later parcel stands, and where the other one does.

    :param other_uid: of a parcel of the ledger, '' for one of this very hand-over (``other_file``, ``other_row``).
    :param mu, other_mu: 亩 that each counts with.
    """

    review: ReviewRow
    file: str
    row: int
    other_uid: str
    other_file: str
    other_row: int
    mu: Decimal = ZERO
    other_mu: Decimal = ZERO

    def decided(self, decision: str, reason: str) -> dict[str, Any]:
        """Return a decision as the algorithm's DECISIONS file wants it."""
        other: dict[str, Any] = {"other_uid": self.other_uid} if self.other_uid else {
            "other_file": self.other_file, "other_row": self.other_row}
        return {"file": self.file, "row": self.row, **other, "decision": decision, "reason": reason}


@dataclass(frozen=True)
class Reissue:
    """What a batch issued again changes: numbers added, changed (with what changed) and withdrawn.

    :param of: name of the batch it is issued again for, '' where that is merely ``suggested`` (name and id of a batch).
    """

    of: str
    same: int
    added: Sequence[str]
    changed: Sequence[tuple[str, str]]
    withdrawn: Sequence[str]
    suggested: str = ""
    suggested_id: str = ""


@dataclass
class Checked:
    """The findings of a dry run; ``read`` = ``imported`` + ``quarantined`` (+ ``clues`` among the imported)."""

    read: int = 0
    imported: int = 0
    quarantined: int = 0
    repaired: int = 0
    clues: int = 0
    members: list[dict[str, Any]] = field(default_factory=list)
    quarantine: list[Remark] = field(default_factory=list)
    repairs: list[Remark] = field(default_factory=list)
    doubts: list[Remark] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    reissue: Optional[Reissue] = None
    general: list[str] = field(default_factory=list)
    reconciliation: dict[str, Any] = field(default_factory=dict)

    def notes(self) -> list[Remark]:
        """Return what is worth knowing of each layer, and of the hand-over, as a whole."""
        told = [(str(member.get("name", "")), str(note)) for member in self.members for note in member.get("notes", ())]
        return [Remark(name, 0, "", own_words(text)) for name, text in [*(("", text) for text in self.general), *told]]


def read_checks(path: Path) -> Checked:
    """Return what a CHECKS file holds.

    :raises BadInput: when it is not there or of another version.
    """
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise BadInput(tr("The checks of the import were not written ({reason}): run them again."), reason=error) from error
    if not isinstance(raw, dict) or raw.get("version") != VERSION:
        raise BadInput(tr("The checks of the import were not written ({reason}): run them again."), reason=path.name)
    return Checked(
        **{name: int(raw.get(name) or 0) for name in ("read", "imported", "quarantined", "repaired", "clues")},
        members=list(raw.get("members", ())),
        quarantine=[_remark(one, "reason") for one in raw.get("quarantine", ())],
        repairs=[_remark(one, "text") for one in raw.get("repairs", ())],
        doubts=[_remark(one, "text") for one in raw.get("doubts", ())],
        pairs=[_pair(one) for one in raw.get("links", ())],
        reissue=_reissue(raw.get("reissue")), general=[str(one) for one in raw.get("notes", ())],
        reconciliation=dict(raw.get("reconciliation") or {}),
    )


def _remark(raw: Mapping[str, Any], text: str) -> Remark:
    return Remark(str(raw.get("file", "")), int(raw.get("row") or 0), str(raw.get("source_no") or ""),
                  own_words(str(raw.get(text, ""))), str(raw.get("code") or ""))


def _pair(raw: Mapping[str, Any]) -> Pair:
    other = raw.get("other") or {}
    uid, file, row = str(other.get("uid") or ""), str(other.get("file") or ""), int(other.get("row") or 0)
    key = "\t".join((str(raw.get("file", "")), str(raw.get("row", "")), uid or f"{file}\t{row}"))
    batch = str(raw.get("batch") or "")
    review = ReviewRow(
        key, str(raw.get("source_no") or ""), batch, str(other.get("source_no") or ""), str(other.get("batch") or batch),
        str(raw.get("relation", "")), Decimal(str(raw.get("common_m2") or 0)), float(raw.get("share") or 0),
        float(raw.get("other_share") or 0), float(raw.get("iou") or 0), str(raw.get("proposal") or ""),
        wkt=str(raw.get("wkt") or ""), other_wkt=str(raw.get("other_wkt") or ""))
    return Pair(review, str(raw.get("file", "")), int(raw.get("row") or 0), uid, file, row,
                _mu(raw, review.share, review.common_m2), _mu(other, review.other_share, review.common_m2))


def _mu(raw: Mapping[str, Any], share: float, common_m2: Decimal) -> Decimal:
    """Return the 亩 a parcel counts with: as told, else from what it shares and how much of it that is (planar)."""
    if raw.get("mu") is not None:
        return Decimal(str(raw["mu"]))
    return to_mu(common_m2 / Decimal(str(share))) if share > 0 else ZERO


def _reissue(raw: Any) -> Optional[Reissue]:
    if not isinstance(raw, dict):
        return None
    same = raw.get("same") or 0
    return Reissue(
        str(raw.get("of") or ""), same if isinstance(same, int) else len(same), [str(one) for one in raw.get("added", ())],
        [(str(one.get("source_no", "")), str(one.get("what", ""))) for one in raw.get("changed", ())],
        [str(one) for one in raw.get("withdrawn", ())], str(raw.get("suggested") or ""), str(raw.get("suggested_id") or ""))
