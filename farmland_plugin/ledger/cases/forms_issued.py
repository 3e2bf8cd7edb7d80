"""Paper sign-off forms printed from a ledger: what stands on them is an event, so that a scan finds its parcels again."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Dict, List, Optional, Sequence, Tuple

from ...domain.casework import chain_of
from ...domain.errors import FarmlandError, NotAllowed
from ...domain.parcel import CaseState, Parcel
from ...domain.signform import FormParcel, FormSpec, arranged, form_id_of, from_payload
from ...domain.signoff import next_level, progress
from ...domain.workflow import Level, Stage
from ...i18n import language, tr
from ..places import Places
from .dossiers import dossier_of

if TYPE_CHECKING:
    from ..ledger import Ledger

ACTION = "issue_form"


@dataclass(frozen=True)
class Sheaf:
    """Parcels that go on one form: one campaign, one level, and the place whose people sign there.

    :param place: name of the village or township, '' where the level signs for the whole county.
    """

    campaign: str
    stage: Stage
    number: int
    level: Level
    place: str
    parcels: Tuple[FormParcel, ...]


@dataclass(frozen=True)
class NotPrinted:
    """A parcel that goes on no form, and why."""

    parcel_uid: str
    why: FarmlandError


class IssuedForms:
    """The forms printed from one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._known: Dict[str, Optional[FormSpec]] = {}

    def forms(self, form_id: str) -> Optional[FormSpec]:
        """Return a form by its number; None when this ledger never printed it."""
        if form_id not in self._known:
            self._known[form_id] = find(self._ledger, form_id)
        return self._known[form_id]


def find(ledger: Ledger, form_id: str) -> Optional[FormSpec]:
    """Return a form by its number; None when this ledger never printed it."""
    like = f'%"form_id":"{form_id}"%'  # printed here, or in a field copy that was merged in
    for row in ledger.store.rows("SELECT body FROM event WHERE action = ? AND body LIKE ? UNION ALL"
                                 " SELECT body FROM merged_event WHERE action = ? AND body LIKE ?", (ACTION, like, ACTION, like)):
        payload = json.loads(row["body"])["payload"]
        if payload.get("form_id") == form_id:
            return from_payload(payload)
    return None


def sheaves(ledger: Ledger, stage_name: str, uids: Sequence[str], level: int = 0) -> Tuple[List[Sheaf], List[NotPrinted]]:
    """Sort parcels onto forms by campaign, level and place, and say which go on none.

    :param stage_name: '' takes the stage that is open where each case stands. :param level: 1-based; 0 takes the level whose
        turn it is.
    """
    places, refused = Places(ledger), []
    found: Dict[Tuple[str, str, int, str], List[Tuple[str, FormParcel]]] = {}
    chosen: Dict[Tuple[str, str, int, str], Tuple[Stage, Level]] = {}
    parcels = {one.parcel_uid: one for one in ledger.parcels(uids, geometry=False)}
    for case in ledger.cases(uids):
        try:
            stage, number, asked, seal = _asked(ledger, case, stage_name, level)
        except NotAllowed as error:
            refused.append(NotPrinted(case.parcel_uid, error))
            continue
        parcel = parcels[case.parcel_uid]
        key = (case.campaign, stage.name, number, _place(ledger, asked, parcel, places))
        chosen[key] = (stage, asked)
        found.setdefault(key, []).append((parcel.source_no, FormParcel(case.parcel_uid, seal, case.version)))
    made = [Sheaf(key[0], *_ordered(chosen[key], key[2]), key[3], tuple(one for _number, one in sorted(
        listed, key=lambda item: (item[0], item[1].parcel_uid)))) for key, listed in sorted(found.items())]
    return made, refused


def _ordered(chosen: Tuple[Stage, Level], number: int) -> Tuple[Stage, int, Level]:
    return chosen[0], number, chosen[1]


def _asked(ledger: Ledger, case: CaseState, stage_name: str, number: int) -> Tuple[Stage, int, Level, str]:
    """Return stage, level and the hash of the facts that a parcel's signature would stand for.

    :raises NotAllowed: when nothing of the kind is to be signed where the case stands.
    """
    stage = next((one for one in ledger.workflow.stages.values() if one.state == case.status
                  and stage_name in ("", one.name)), None)
    if case.hold:
        raise NotAllowed(tr("The case is on hold ({hold}): release it first."),
                         hold=ledger.dictionary("hold").label(case.hold, language()))
    if stage is None:
        raise NotAllowed(tr("The case stands at {status}: nothing is to be signed there."),
                         status=ledger.dictionary("status").label(case.status, language()))
    dossier = dossier_of(ledger, case)
    chain = ledger.workflow.chains[chain_of(ledger.workflow, dossier, stage)]
    seal = dossier.subjects[stage.name]
    if not number:
        turn = next_level(progress(chain, dossier.of_stage(stage.name), seal))
        number = turn.number if turn is not None else 0
    if not 0 < number <= len(chain):
        raise NotAllowed(tr("Every level has signed already.") if not number else
                         tr("The chain of this parcel has no level {level}."), level=number)
    return stage, number, chain[number - 1], seal


def _place(ledger: Ledger, level: Level, parcel: Parcel, places: Places) -> str:
    """Return the place whose people sign: ``scope`` of the level's role in the dictionary says village or township."""
    entry = ledger.dictionary("role").get(level.role)
    scope = str(entry.extra.get("scope", "")) if entry is not None else ""
    names = {"village": (places.township(parcel), places.village(parcel)), "township": (places.township(parcel),)}
    return " ".join(name for name in names.get(scope, ()) if name)


def issue(ledger: Ledger, sheaf: Sheaf) -> FormSpec:
    """Write a form into the journal and return it; from now on its scans are recognised.

    :raises BadInput: for no parcel, or more than a form holds.
    """
    spec = arranged(form_id_of(ledger.new_uid()), sheaf.stage.name, sheaf.number, sheaf.level.role, sheaf.parcels)
    with ledger.door() as door:
        door.append(ACTION, None, spec.payload())
    return spec
