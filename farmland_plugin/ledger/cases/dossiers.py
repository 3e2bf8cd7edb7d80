"""Gathering all that is known of one case, for the workflow to judge."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Dict, Iterable, Iterator, List, Optional, Tuple

from ...domain.casework import Acted, Attached, Dossier, Made
from ...domain.codes import Dictionary
from ...domain.parcel import CaseState
from ...domain.signoff import subject, subject_hash
from ..completion import completion_of, ids_of
from ..store import Row
from .campaigns import campaign_for, demanded_evidence, missing_fields

if TYPE_CHECKING:
    from ..ledger import Ledger


def dossier_of(ledger: Ledger, case: CaseState, people: Iterable[str] = ()) -> Dossier:
    """Return everything known of a case in its present round.

    :param people: person ids whose roles matter to the question at hand.
    """
    uid = case.parcel_uid
    campaign = campaign_for(ledger, case.campaign)
    files = _attachments(ledger, case)
    completion = completion_of(ledger, case)
    return Dossier(
        case=case, signatures=tuple(ledger.signatures(uid)), attachments=files,
        packages=_packages(ledger, uid), acted=acted_in(ledger, case),
        subjects=subject_hashes(ledger, case, files, completion.ids), chains=campaign.sign_chains,
        roles=ledger.people.roles_of(people),
        duties=duties_of(ledger, uid, case.status), form_missing=tuple(missing_fields(ledger, campaign, case)),
        evidence=demanded_evidence(campaign, case), completion=completion,
    )


def _attachments(ledger: Ledger, case: CaseState) -> Tuple[Attached, ...]:
    return tuple(Attached(row["sha256"], row["role"]) for row in ledger.store.rows(
        "SELECT sha256, role FROM parcel_attachment WHERE parcel_uid = ? AND round = ? AND removed_seq IS NULL"
        " ORDER BY seq, ord", (case.parcel_uid, case.round)))


def shows(roles: Dictionary, role: str, stage: str) -> bool:
    """Whether a file of this role belongs to what the signers of a stage vouch for; those who accept see the survey too."""
    entry = roles.get(role)
    of_stage = str(entry.extra.get("subject", "")) if entry is not None else "survey"
    return bool(of_stage) and (of_stage == stage or (stage == "acceptance" and of_stage == "survey"))


def subject_hashes(ledger: Ledger, case: CaseState, files: Iterable[Attached],
                   completion: Optional[Iterable[str]] = None) -> Dict[str, str]:
    """Return, per signing stage, the hash of the facts as they are now: what a signature would stand for.

    :param completion: ids of the stages in place and of what is left; None: as the ledger has them now.
    """
    items = ids_of(ledger, case) if completion is None else tuple(completion)
    parcel = next(iter(ledger.parcels([case.parcel_uid], geometry=False)))
    campaign = campaign_for(ledger, case.campaign)
    roles = ledger.dictionary("attachment_role")
    shown: Dict[str, List[str]] = {stage: [] for stage in ledger.workflow.stages}
    for one in files:
        for stage in shown:
            if shows(roles, one.role, stage):
                shown[stage].append(one.sha256)
    form = f"{campaign.code}/{campaign.version}"
    return {stage: subject_hash(subject(parcel, case, stage, form, shas, items)) for stage, shas in shown.items()}


def current_subjects(ledger: Ledger, case: CaseState) -> Dict[str, str]:
    """Return the subject hashes of a case as it stands in the ledger now."""
    return subject_hashes(ledger, case, _attachments(ledger, case))


def _packages(ledger: Ledger, uid: str) -> Tuple[Made, ...]:
    start = max((row["seq"] for row in ledger.store.rows(
        "SELECT seq FROM event WHERE parcel_uid = ? AND action IN ('reopen', 'restore') UNION ALL SELECT merged_seq AS seq"
        " FROM merged_event WHERE parcel_uid = ? AND action IN ('reopen', 'restore')", (uid, uid))), default=0)
    return tuple(Made(row["kind"], row["verdict"], row["seq"]) for row in ledger.store.rows(
        "SELECT kind, verdict, seq FROM package WHERE parcel_uid = ? AND seq > ?", (uid, start)))


def acted_in(ledger: Ledger, case: CaseState) -> Tuple[Acted, ...]:
    """Return who did what in the case's present round, here and in the copies that were merged in."""
    here = ledger.store.rows("SELECT seq, action, body FROM event WHERE parcel_uid = ? ORDER BY seq", (case.parcel_uid,))
    away = ledger.store.rows("SELECT merged_seq AS seq, action, body FROM merged_event WHERE parcel_uid = ?"
                             " ORDER BY merged_seq, merge_id, merged_event.seq", (case.parcel_uid,))
    return tuple(one for rows in (here, away) for one in _acts(rows, case))


def _acts(rows: Iterable[Row], case: CaseState) -> Iterator[Acted]:
    for row in rows:
        body = json.loads(row["body"])
        if body.get("round", case.round) != case.round:
            continue
        payload = body.get("payload", {})
        people = tuple(str(p) for key in ("team", "officers") for p in (payload.get(key) or ()))
        yield Acted(row["action"], str(body.get("by", "")), people, row["seq"])


def duties_of(ledger: Ledger, uid: str, status: str = "") -> Dict[str, Tuple[str, ...]]:
    """Return who stands in which responsibility slot of a parcel.

    :param status: where the case stands: whoever was taken out of a slot there counts too, for nobody is to leave one only
        to accept what they were responsible for.
    """
    found: Dict[str, Tuple[str, ...]] = {}
    for row in ledger.store.rows("SELECT body FROM event WHERE parcel_uid = ? AND action = 'clear_duty' ORDER BY seq", (uid,)):
        body = json.loads(row["body"])
        if status and body.get("from") == status:
            slot = str(body["payload"].get("slot"))
            found[slot] = (*found.get(slot, ()), str(body["payload"].get("person_id")))
    for row in ledger.store.rows("SELECT slot, person_id FROM duty WHERE parcel_uid = ? ORDER BY slot, seq", (uid,)):
        found[row["slot"]] = (*found.get(row["slot"], ()), row["person_id"])
    return found
