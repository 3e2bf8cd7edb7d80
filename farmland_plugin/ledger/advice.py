"""What is suggested of parcels: their facts, what their surveys say and what is attached, fed to the rules chunk by chunk."""

from __future__ import annotations

import datetime
from typing import Dict, Iterable, Iterator, List, Optional, Set, Tuple

from ..domain.screening_facts import ParcelFacts
from ..domain.suggesting import Advice, suggest
from .cases.suggestions import known_answers, suggestion_rules
from .facts import chunks, finder_for, found_in
from .ledger import Ledger
from .staleness import Grounds, stale

ATTACHED = "SELECT parcel_uid, role, round FROM parcel_attachment WHERE parcel_uid = ? AND removed_seq IS NULL"


def advice_of(ledger: Ledger, uids: Optional[Iterable[str]] = None, on: Optional[datetime.date] = None
              ) -> Iterator[Tuple[ParcelFacts, Advice]]:
    """Yield facts and advice of parcels, all or those named; nothing is recorded, no file behind a red line is looked at.

    :param on: the day terms are judged by; today when not given. :raises BadInput: when the ledger's rules cannot be used.
    """
    return Adviser(ledger, on).of(uids)


class Adviser:
    """Suggests of parcels; rules, red lines and the settings of the screenings, which they share, are read once.

    It holds while nothing but cases changes: see ``Reads.last_seq_beside``. :raises BadInput: when the ledger's rules cannot
    be used.

    :param on: the day terms are judged by; today when not given.
    """

    def __init__(self, ledger: Ledger, on: Optional[datetime.date] = None) -> None:
        self._ledger, self.day = ledger, on or datetime.date.today()
        self._rules, self._finder = suggestion_rules(ledger), finder_for(ledger, self.day)
        self._grounds, self._termless = Grounds.of(ledger, False), termless_layers(ledger)

    def of(self, uids: Optional[Iterable[str]] = None) -> Iterator[Tuple[ParcelFacts, Advice]]:
        """Yield facts and advice of parcels, all or those named."""
        ledger = self._ledger
        named = None if uids is None else list(uids)
        reasons = stale(ledger, named, look=False, grounds=self._grounds)
        for chunk in chunks(ledger.parcel_uids() if named is None else named):
            cases = {case.parcel_uid: case for case in ledger.cases(chunk)}
            attached = _attached(ledger, {uid: case.round for uid, case in cases.items()})
            for facts in found_in(ledger, self._finder, chunk, reasons):
                uid = facts.parcel_uid
                yield facts, suggest(facts, known_answers(ledger, cases[uid]), self._rules, self.day,
                                     attached.get(uid, set()), self._termless)


def termless_layers(ledger: Ledger) -> Set[str]:
    """Return the ids of the red lines whose layer has no field for the end of a term."""
    return {line.redline_id for line in ledger.redlines() if not line.field_map.get("expires")}


def _attached(ledger: Ledger, rounds: Dict[str, int]) -> Dict[str, Set[str]]:
    """Return the roles of what is attached in each parcel's present round."""
    found: Dict[str, Set[str]] = {}
    wanted: List[str] = list(rounds)
    for row in ledger.store.each(ATTACHED, wanted):
        if row["round"] == rounds[row["parcel_uid"]]:
            found.setdefault(row["parcel_uid"], set()).add(row["role"])
    return found
