"""What was drawn in the field as left on the ground: clipped to its parcel, known by its id, recorded once."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Dict, List, Mapping, NamedTuple, Optional, Set

from ...compat import geometry_of
from ...domain.acceptance import Residual
from ...domain.errors import BadInput
from ...domain.parcel import CaseState, Parcel
from ...domain.progress import Feedback
from ...domain.readings import iso_date
from ...domain.workdays import today
from ...i18n import message, tr
from ...ledger.completion import clipped, residuals
from ...ledger.ledger import Ledger
from ...ledger.reissues import Replaced
from ..findings import RowRefused
from ..personal import masked
from .working_copy import SHAPE, WorkingCopy

ACTION = "draw_residual"
_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{7,63}")


class LeftRow(NamedTuple):
    """A drawing that is not recorded: its row, its parcel's number and why."""

    row: int
    number: str
    reason: str


@dataclass(frozen=True)
class Drawn:
    """A drawing that will be recorded; ``wkb`` is clipped to the parcel as issued, ``area_m2`` its official area."""

    row: int
    parcel: Parcel
    residual_id: str
    kind: str
    found_on: str
    person_id: str
    note: str
    wkb: bytes
    area_m2: Decimal

    def payload(self) -> Dict[str, Any]:
        """Return what the ledger is told."""
        return {"residual_id": self.residual_id, "kind": self.kind, "found_on": self.found_on, "person_id": self.person_id,
                "wkb": self.wkb.hex(), "note": self.note}


@dataclass
class Left:
    """What became of the drawings. :param already: those the ledger has, gone meanwhile or not."""

    recorded: List[Drawn] = field(default_factory=list)
    refused: List[LeftRow] = field(default_factory=list)
    already: int = 0


def judge_residuals(ledger: Ledger, copy: WorkingCopy, parcels: Mapping[str, Parcel], cases: Mapping[str, CaseState],
                    gone: Mapping[str, Replaced], feedback: Feedback) -> Left:
    """Decide on every drawing of a working copy; nothing is written.

    A drawing the ledger has under its id is not recorded again, also when the office said since that it is gone.

    :param gone: parcels that are not in force any more.
    """
    found, known, seen = Left(), {uid: {one.residual_id: one for one in residuals(ledger, uid)} for uid in parcels}, set()
    for row in copy.residuals:
        feedback.check()
        number, uid = int(row["fid"]), str(row.get("parcel_uid") or "")
        parcel = parcels.get(uid)
        try:
            drawn = _drawn(ledger, copy, row, parcel, cases, gone, seen)
            there = known[uid].get(drawn.residual_id)
            if there is None:
                found.recorded.append(drawn)
            else:
                _unchanged(there, drawn)
                found.already += 1
        except RowRefused as reason:
            found.refused.append(LeftRow(number, parcel.source_no if parcel else "—", str(reason)))
    return found


def _drawn(ledger: Ledger, copy: WorkingCopy, row: Mapping[str, Any], parcel: Optional[Parcel], cases: Mapping[str, CaseState],
           gone: Mapping[str, Replaced], seen: Set[str]) -> Drawn:
    if parcel is None or parcel.parcel_uid not in cases:
        raise RowRefused(tr("the drawing belongs to no parcel of this field project: choose its parcel"))
    kind = ledger.dictionary("residual_kind").find(str(row.get("kind") or ""))
    if kind is None:
        raise RowRefused(tr("the row does not say what is left: choose it in the column {column}").format(
            column=tr("What is left")))
    day = iso_date(str(row.get("found_on") or "")[:10])
    if day is None or date.fromisoformat(day) > today():
        raise RowRefused(tr("the day it was found is missing, or still to come"))
    number = int(row["fid"])
    known = str(row.get("uid") or "").strip().strip("{}")
    if not _ID.fullmatch(known) or known in seen:  # a copied row has the id of the first
        known = hashlib.sha256(f"{copy.about['export_id']}:{number}".encode()).hexdigest()[:26]
    seen.add(known)
    shape = geometry_of(row[SHAPE])
    if not shape.isEmpty():
        shape.get().dropZValue()  # a device measures heights too
        shape.get().dropMValue()
    try:
        wkb, area = clipped(ledger, parcel.parcel_uid, bytes(shape.asWkb()))
    except BadInput as error:
        raise RowRefused(message(error)) from error
    if not any(one.residual_id == known for one in residuals(ledger, parcel.parcel_uid)):
        _may_record(ledger, copy, parcel, cases[parcel.parcel_uid], gone)
    return Drawn(number, parcel, known, kind.code, day, _person(ledger, str(row.get("person") or "").strip()),
                 masked(str(row.get("note") or "").strip())[0], wkb, area)


def _may_record(ledger: Ledger, copy: WorkingCopy, parcel: Parcel, case: CaseState, gone: Mapping[str, Replaced]) -> None:
    """Refuse what would be recorded of a parcel that is replaced, closed, or in another round than it went out in."""
    replaced, base = gone.get(parcel.parcel_uid), copy.base[parcel.parcel_uid]
    if replaced is not None:
        raise RowRefused(tr("nothing can be recorded of this parcel any more. {reason}").format(reason=replaced.sentence()))
    if case.status in ledger.workflow.finals:
        raise RowRefused(tr("The case is closed: reopen it before recording what is on the ground."))
    if case.round != base.round:
        raise RowRefused(tr("the case was reopened meanwhile (round {now}, the project is of round {before}): survey it "
                            "again").format(now=case.round, before=base.round))


def _person(ledger: Ledger, name: str) -> str:
    """Return the id of the one active person who is called so."""
    fitting = [one.person_id for one in ledger.people.all() if one.active and name and one.name == name]
    if len(fitting) != 1:
        raise RowRefused(tr("{count} people of the ledger are called {name}: enter who found it as they are registered").format(
            count=len(fitting), name=name or "—"))
    return fitting[0]


def _unchanged(there: Residual, drawn: Drawn) -> None:
    if (there.kind, there.geom) != (drawn.kind, drawn.wkb):
        raise RowRefused(tr("it is in the ledger already with another outline or kind: say there that it is gone, and draw it "
                            "anew"))
