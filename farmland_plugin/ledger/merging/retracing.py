"""Retracing what a copy did: every step its journal tells is judged again by this ledger's workflow, as things stood then.

A merge must not smuggle a case past the workflow: a state is taken over only when every step to it was open, by somebody with
the role, with the signatures, evidence and packages that the step demands.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Any, Dict, FrozenSet, List, Mapping, Optional, Sequence, Set, Tuple

from ...domain.acceptance import Completion
from ...domain.casework import PEOPLE_KEYS, Attached, Dossier, Made, chain_of, decide, stages_waiting
from ...domain.errors import FarmlandError, MissingEvidence, NotAllowed
from ...domain.merge import changes_of
from ...domain.parcel import CaseState
from ...domain.signoff import Signature, check_signature, progress
from ...domain.takeover import TAKE_OVER
from ...i18n import message, tr
from ..cases.campaigns import campaign_for, missing_fields
from ..cases.dossiers import acted_in, duties_of, subject_hashes
from ..cases.wording import action_label, spoken
from ..completion import PHOTO_ROLES, assembled, residuals, stages
from ..door import with_fields
from .copies import FieldCopy

FREE = frozenset({"record", "correct", "attach", "detach", "set_duty", "clear_duty", "set_deadline", "extend_deadline",
                  "close_deadline", "serve_notice", "close_notice", "escalate_notice", "suspend", "appeal", "release",
                  "complete_stage", "withdraw_stage", "draw_residual", "clear_residual", "check_photos", "explain_flag"})
HELD = {"suspend": "suspended", "appeal": "appeal", "release": "", "appeal_upheld": ""}
REOPENED = "surveying"
Body = Dict[str, Any]


@dataclass(frozen=True)
class Trace:
    """What retracing one case found.

    :param unlawful: the first step that the rules do not allow, in words; '' when there is none.
    :param refused: signatures that were not given by the rules. :param last: the step that led to where the case stands.
    """

    unlawful: str = ""
    refused: FrozenSet[str] = frozenset()
    last: Optional[Body] = None


class Tracer:
    """Retraces the cases of one copy."""

    def __init__(self, copy: FieldCopy) -> None:
        self.copy = copy
        self._roles: Dict[str, List[Tuple[int, FrozenSet[str]]]] = {}
        self._verdicts: Dict[str, List[Tuple[int, str]]] = {}
        for row in copy.store.rows("SELECT seq, body FROM event WHERE action = 'register_person' ORDER BY seq"):
            payload = json.loads(row["body"])["payload"]
            roles = frozenset(payload.get("roles") or ()) if payload.get("active", True) else frozenset()
            self._roles.setdefault(str(payload.get("person_id")), []).append((row["seq"], roles))
        for row in copy.store.rows("SELECT seq, body FROM event WHERE action = 'verify_package' ORDER BY seq"):
            payload = json.loads(row["body"])["payload"]
            self._verdicts.setdefault(str(payload.get("package_id")), []).append((row["seq"], str(payload.get("verdict", ""))))

    def roles_at(self, seq: int, people: Sequence[str]) -> Dict[str, FrozenSet[str]]:
        """Return the roles people had when event ``seq`` was written, as the journal tells."""
        found: Dict[str, FrozenSet[str]] = {}
        for person in people:
            known = [roles for at, roles in self._roles.get(person, ()) if at < seq]
            if known:
                found[person] = known[-1]
        return found

    def verdict_at(self, package_id: str, seq: int) -> str:
        """Return what the verifier had said of a package when event ``seq`` was written."""
        known = [verdict for at, verdict in self._verdicts.get(package_id, ()) if at < seq]
        return known[-1] if known else ""

    def trace(self, start: CaseState, bodies: Sequence[Body], since: int) -> Trace:
        """Judge the events of one case after event ``since``.

        :param start: the case as it stood then. :param bodies: of all its events, in order.
        """
        return _Case(self, start, bodies).run(since)


class _Case:
    """One case on its way, with what lay beside it at every moment."""

    def __init__(self, tracer: Tracer, start: CaseState, bodies: Sequence[Body]) -> None:
        self._tracer, self._copy, self._case, self._bodies = tracer, tracer.copy, start, bodies
        self._workflow = tracer.copy.workflow
        self._refused: Set[str] = set()
        uid = start.parcel_uid
        store = self._copy.store
        self._signatures = self._copy.signatures(uid)
        self._files = [dict(row) for row in store.rows(
            "SELECT sha256, role, round, seq, removed_seq FROM parcel_attachment WHERE parcel_uid = ?", (uid,))]
        self._packages = [dict(row) for row in store.rows(
            "SELECT package_id, kind, seq FROM package WHERE parcel_uid = ? ORDER BY seq", (uid,))]
        self._attached = _first_attached(bodies)
        self._stages, self._residuals = stages(self._copy, uid), residuals(self._copy, uid)

    def run(self, since: int) -> Trace:
        """Judge the events after ``since``; the first that is not allowed ends it."""
        unlawful, last = "", None
        for body in self._bodies:
            if int(body["seq"]) <= since:
                continue
            if not unlawful:
                unlawful = self._judged(body)
            if body.get("to") != body.get("from"):
                last = body
            self._case = with_fields(self._case, changes_of(body))
        return Trace(unlawful, frozenset(self._refused), last)

    def _judged(self, body: Body) -> str:
        action = str(body["action"])
        try:
            self._judge(action, body)
        except MissingEvidence as error:
            return _said(action, body, spoken(error, self._copy))
        except FarmlandError as error:
            return _said(action, body, error)
        return ""

    def _judge(self, action: str, body: Body) -> None:
        case, workflow = self._case, self._workflow
        target, status = str(body.get("to", case.status)), case.status
        if action == "sign":
            self._sign(body)
        elif action in ("merge_case", "resolve_case"):
            self._nested(body)
        elif action == "undo":
            self._undone(body)
        elif action == TAKE_OVER:  # leads no further than recording does
            if target not in (status, workflow.check("record", status, case.hold)):
                raise _not_open(action, status)
        elif action == "appeal_upheld":
            if case.hold != "appeal" or target != REOPENED:
                raise _not_open(action, status)
        elif action in FREE and not (action == "record" and workflow.knows("record")):
            if target != status or (action in ("correct", "attach") and status in workflow.finals and _is_evidence(body)):
                raise _not_open(action, status)
        elif workflow.knows(action):
            self._step(action, body, target)
        elif target != status:
            raise _not_open(action, status)

    def _step(self, action: str, body: Body, target: str) -> None:
        transition = self._workflow.find(action, self._case.status)
        if transition is not None and not transition.requires and not transition.roles:
            if self._workflow.check(action, self._case.status, self._case.hold) != target:
                raise _not_open(action, self._case.status)
            return
        payload, by = body.get("payload") or {}, str(body.get("by", ""))
        people = [by, *(str(p) for key in PEOPLE_KEYS for p in (payload.get(key) or ()))]
        if decide(self._workflow, self.dossier(body, people), action, payload, by).target != target:
            raise _not_open(action, self._case.status)

    def _sign(self, body: Body) -> None:
        """Judge a signature; one that does not hold is kept out of what later steps rest on."""
        payload = body.get("payload") or {}
        person = str(payload.get("person_id", ""))
        dossier = self.dossier(body, [person])
        stage = stages_waiting(self._workflow, dossier)
        try:
            if stage is None or self._case.hold:
                raise _not_open("sign", self._case.status)
            states = progress(self._workflow.chains[chain_of(self._workflow, dossier, stage)], dossier.of_stage(stage.name),
                              dossier.subjects[stage.name])
            level = check_signature(states, payload, self._copy.dictionary("sign_method"), dossier.roles.get(person, ()))
            if level.number != payload.get("level") or payload.get("subject_hash") != dossier.subjects[stage.name]:
                raise NotAllowed(tr("The signature stands for other facts or another level than were open then."))
        except FarmlandError:
            self._refused.add(str(payload.get("sign_id", "")))
            raise

    def _undone(self, body: Body) -> None:
        """An undo may set a state back only to where the undone event, the newest step, came from."""
        if body.get("to") == body.get("from"):
            return
        seq = int((body.get("payload") or {}).get("seq") or 0)
        undone = next((one for one in self._bodies if int(one["seq"]) == seq), {})
        was = (undone.get("was") or {}).get("status")
        if was != body.get("to") or undone.get("to") != body.get("from") or self._case.status in self._workflow.finals:
            raise _not_open("undo", self._case.status)

    def _nested(self, body: Body) -> None:
        """A state that came into the copy by a merge of its own: every step of it must be one the workflow has."""
        if body.get("to") == body.get("from"):
            return
        payload = body.get("payload") or {}
        uid, status = self._case.parcel_uid, self._case.status
        ways = [json.loads(row["body"]) for row in self._copy.store.rows(
            "SELECT body FROM merged_event WHERE merge_id = ? AND parcel_uid = ? ORDER BY seq",
            (str(payload.get("merge_id", "")), uid))]
        steps = [one for one in ways if one.get("to") != one.get("from")]
        if not steps or steps[-1]["to"] != body["to"]:
            raise _not_open(str(body["action"]), status)
        for one in steps:
            if self._workflow.find(str(one["action"]), str(one["from"])) is None and one["action"] != "appeal_upheld":
                raise _not_open(str(one["action"]), str(one["from"]))
        self._rests(steps[-1], body)

    def _rests(self, step: Body, body: Body) -> None:
        """The last step of a merged way must have what it demands once the merge is in."""
        transition = self._workflow.find(str(step["action"]), str(step["from"]))
        if transition is None or not transition.requires:
            return
        payload, by = step.get("payload") or {}, str(step.get("by", ""))
        people = [by, *(str(p) for key in PEOPLE_KEYS for p in (payload.get(key) or ()))]
        after = with_fields(self._case, changes_of(body))
        dossier = self.dossier({**body, "seq": int(body["seq"]) + 1}, people, after)
        standing = replace(dossier, case=replace(after, status=str(step["from"]), hold=""))
        decide(self._workflow, standing, str(step["action"]), payload, by)

    # -- what was known then ----------------------------------------------------------------------------------

    def dossier(self, body: Body, people: Sequence[str], case: Optional[CaseState] = None) -> Dossier:
        """Return everything known of the case just before an event."""
        then, seq, copy = case or self._case, int(body["seq"]), self._copy
        campaign = campaign_for(copy, then.campaign)
        files = tuple(Attached(row["sha256"], row["role"]) for row in self._files
                      if row["round"] == then.round and self._attached.get((row["sha256"], row["role"]), row["seq"]) < seq
                      and (row["removed_seq"] is None or row["removed_seq"] >= seq))
        completion = self._completion(then, seq, files)
        return Dossier(
            case=then, signatures=self._signed(seq), attachments=files, packages=self._made(seq),
            acted=tuple(one for one in acted_in(copy, then) if one.seq < seq),
            subjects=subject_hashes(copy, then, files, completion.ids), chains=campaign.sign_chains,
            roles=self._tracer.roles_at(seq, [p for p in people if p]), duties=duties_of(copy, then.parcel_uid),
            form_missing=tuple(missing_fields(copy, campaign, then)), completion=completion)

    def _completion(self, then: CaseState, seq: int, files: Sequence[Attached]) -> Completion:
        """Return what was in place and what was left just before an event."""
        def stood(one: Any) -> bool:
            return bool(one.round == then.round and one.seq < seq and (one.removed_seq is None or one.removed_seq >= seq))

        return assembled(self._copy, then.parcel_uid, filter(stood, self._stages), filter(stood, self._residuals),
                         (one.sha256 for one in files if one.role in PHOTO_ROLES))

    def _signed(self, seq: int) -> Tuple[Signature, ...]:
        return tuple(replace(one, void_seq=None) if one.void_seq is not None and one.void_seq >= seq else one
                     for one in self._signatures if one.seq < seq and one.sign_id not in self._refused)

    def _made(self, seq: int) -> Tuple[Made, ...]:
        start = max((int(one["seq"]) for one in self._bodies
                     if one["action"] in ("reopen", "restore") and int(one["seq"]) < seq), default=0)
        return tuple(Made(row["kind"], self._tracer.verdict_at(row["package_id"], seq), row["seq"])
                     for row in self._packages if start < row["seq"] < seq)


def _first_attached(bodies: Sequence[Body]) -> Dict[Tuple[str, str], int]:
    """Return since which event a file has hung on the parcel in a role; attached again, its row tells the last time only."""
    since: Dict[Tuple[str, str], int] = {}
    for body in bodies:
        payload = body.get("payload") or {}
        if body["action"] == "attach":
            for sha in body.get("att") or ():
                since.setdefault((str(sha), str(payload.get("role", ""))), int(body["seq"]))
        elif body["action"] == "detach":
            since.pop((str(payload.get("sha256", "")), str(payload.get("role", ""))), None)
    return since


def _is_evidence(body: Mapping[str, Any]) -> bool:
    return bool(body.get("set")) or body["action"] == "correct"


def _not_open(action: str, status: str) -> NotAllowed:
    return NotAllowed(tr("{action} is not allowed while the case is {status}."), action=action, status=status)


def _said(action: str, body: Body, error: FarmlandError) -> str:
    """Return why a step was not allowed, for the report and the list of conflicts."""
    return tr("In the copy, event {seq} ({action}) was not taken by the rules: {reason}").format(
        seq=body["seq"], action=action_label(action), reason=message(error))

