"""What the panels say of one parcel, read at one moment; of those that come next, before they are asked for."""

from __future__ import annotations

import datetime
from collections import OrderedDict
from dataclasses import dataclass
from typing import Any

from ...domain.parcel import Parcel
from ...ledger.cases.steps import OpenStep, Prospect
from ...ledger.photos import FlagSeen
from ...ledger.seen import touched
from ..terms import Terms
from .advice import Desk, Suggested
from .change import Compared, compared
from .timeline import Entry, history

KEPT = 8  # parcels: those that come next, and the one before


@dataclass(frozen=True)
class Known:
    """One parcel, its case with the steps open to it, what rules and images suggest of it, and what happened to it."""

    parcel: Parcel
    prospect: Prospect
    steps: list[OpenStep]
    suggested: Suggested
    lines: list[Entry]
    compared: Compared
    flags: list[FlagSeen]  # on its photos


class Knowledge:
    """Reads parcels, and keeps what was read until the next event of the journal."""

    def __init__(self) -> None:
        self._desk = Desk()
        self._moment: tuple[Any, ...] = ()
        self._kept: OrderedDict[str, Known] = OrderedDict()

    def of(self, ledger: Any, uid: str, terms: Terms) -> Known:
        """Return what is known of a parcel now."""
        moment = (ledger, ledger.last_seq(), datetime.date.today(), touched(ledger.files), terms)
        if moment != self._moment:
            self._kept.clear()
            self._moment = moment
        known = self._kept.pop(uid, None)
        if known is None or known.prospect.case != ledger.case(uid):
            known = self._read(ledger, uid, terms)
        self._kept[uid] = known
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return known

    def forget(self) -> None:
        """Forget everything: the ledger is closed, or another outcome is wanted."""
        self._kept.clear()
        self._moment = ()

    def _read(self, ledger: Any, uid: str, terms: Terms) -> Known:
        with ledger.reading():
            prospect = Prospect(ledger, uid)
            return Known(ledger.parcel(uid), prospect, prospect.steps(), self._desk.suggested(ledger, prospect.case, terms),
                         history(ledger, uid, terms), compared(ledger, uid), ledger.photo_flags(uid))
