"""Somebody careless who works the same cases in a file and in a database, and tries in the database what the rules forbid."""

from __future__ import annotations

import contextlib
import random
from dataclasses import replace

from farmland_plugin.domain.acceptance import STAGES
from farmland_plugin.domain.casework import PEOPLE_KEYS, chain_of, decide, stages_waiting
from farmland_plugin.domain.errors import FarmlandError
from farmland_plugin.domain.parcel import Change
from farmland_plugin.domain.people import Person
from farmland_plugin.domain.signoff import next_level, progress
from farmland_plugin.domain.wkb import envelope
from farmland_plugin.ledger.actions.voiding import standing
from farmland_plugin.ledger.cases.dossiers import current_subjects, dossier_of
from farmland_plugin.ledger.completion import residuals, stages

from ..qgis.casework_county import ANSWERS
from .county import square
from .forging import leading_to, send

ROLES = ("household", "village_committee", "village_cadre", "township_leader", "department_lead", "surveyor", "county_admin",
         "county_reviewer", "county_leader", "enforcement", "acceptance_team")
COMPARED = ("status", "hold", "finding", "disposition", "category", "note", "surveyed_on", "surveyors", "facts", "round",
            "version", "last_seq", "campaign", "department", "flags", "confirmed_area_m2")
BACK = ("unassign", "find_duplicate", "defer")
FILE_ROLES = ("photo_far", "photo_near", "photo_after", "doc_approval", "doc_case", "doc_penalty", "doc_execution",
              "doc_acceptance", "doc_receipt", "doc_minutes", "doc_write_off", "doc_recheck", "doc_reduction", "doc_other")


def attempt(work):
    """Return ('', answer), or (kind of refusal, its sentence)."""
    try:
        return "", work()
    except FarmlandError as error:
        return type(error).__name__, str(error)


class Twins:
    """A ledger in a file and one in a database, with the same parcels and people."""

    def __init__(self, file, base, folder, seed):
        self.file, self.base, self.folder = file, base, folder
        self.rng = random.Random(seed)
        self.roles = {}
        for role in ROLES:
            for number in range(4 if role == "acceptance_team" else 3):
                self.roles[f"{role}{number}"] = (role,)
        for number in range(3):
            self.roles[f"both{number}"] = tuple(self.rng.sample(ROLES, 2))
        for person, roles in self.roles.items():
            for ledger in (file, base):
                ledger.people.register(Person(person, person, roles=roles))
        self.counts = {"same": 0, "refused": 0, "forged": 0}
        self.reasons = {}
        self.visited = {}
        self.named = 0

    def both(self, work):
        """Do the same in both ledgers and hold the answers against one another."""
        one, other = attempt(lambda: work(self.file)), attempt(lambda: work(self.base))
        if one[0] != other[0] or (one[0] and one[1] != other[1]):
            raise AssertionError(f"in the file {one}, in the database {other}")
        self.counts["refused" if one[0] else "same"] += 1
        if one[0]:
            self.reasons[one[1][:110]] = self.reasons.get(one[1][:110], 0) + 1
        return one

    def take(self, uid, action, payload, by="", files=()):
        """Apply an action to both; afterwards both cases are the same."""
        def work(ledger):
            stored = [ledger.media.add(path) for path in files]
            given = dict(payload)
            if stored:
                given["files"] = [one.to_dict() for one in stored]
                if action == "sign":
                    given["attachment"] = stored[0].sha256
            if "sign" in given:
                given["sign_id"] = ledger.signatures(uid)[given.pop("sign")].sign_id
            ledger.apply_many([Change(uid, None, action, given, tuple(one.sha256 for one in stored), by)])
            return ""

        answer = self.both(work)
        cases = [ledger.case(uid) for ledger in (self.file, self.base)]
        here, there = ([getattr(case, name) for name in COMPARED] for case in cases)
        assert here == there
        self.visited[cases[0].status] = self.visited.get(cases[0].status, 0) + 1
        assert current_subjects(self.file, cases[0]) == current_subjects(self.base, cases[1])
        return answer

    def photo(self):
        path = self.folder / f"photo{self.rng.randrange(4)}.jpg"
        path.write_bytes(path.name.encode())
        return path

    def with_role(self, role):
        return self.rng.choice([person for person, roles in self.roles.items() if role in roles])

    # -- one step of a walk -----------------------------------------------------------------------------------

    def wander(self, uid):
        """Do something with a case: mostly what helps it along, often what must not be done."""
        case, luck = self.base.case(uid), self.rng.random()
        workflow = self.base.workflow
        if case.hold and luck < 0.6:
            return self.take(uid, self.rng.choice(("release", "appeal_upheld", "release")), {"reason": "x"})
        if luck < 0.06:
            return self.aside(uid)
        if (case.status == "to_survey" and luck < 0.6) or (case.status == "surveying" and luck < 0.25):
            return self.record(uid, "record")
        if luck < 0.12:
            return self.rng.choice((self.attach, self.sign, self.duty, self.undo, self.ground))(uid)
        if stages_waiting(workflow, dossier_of(self.base, case)) is not None and luck < 0.7:
            return self.sign(uid)
        open_here = [one for one in workflow.open_from(case.status) if one.action != "record"]
        onward = [one for one in open_here if not (one.voids or one.new_round or one.action in BACK)]
        transition = self.rng.choice(workflow.transitions if luck < 0.2 or not open_here else onward if onward and luck < 0.95
                                     else open_here)
        if luck < 0.85:
            self.prepare(uid, transition)
        return self.step(uid, transition)

    def record(self, uid, action):
        people = self.rng.sample(["surveyor0", "surveyor1", "surveyor2"], 2 if self.rng.random() < 0.93 else 1)
        payload = {"finding": self.rng.choice(("nonfarm_violation",) * 9 + ("legal",)), "disposition": "demolish",
                   "category": "project", "surveyed_on": "2026-11-02", "surveyors": ",".join(people),
                   "confirmed_area_m2": self.rng.choice(("812.5", "900")),
                   "note": self.rng.choice(("现场为彩钢厂房", "a'b\"c\\ %s ?\t", "")),
                   "facts": {**ANSWERS, "use_kind": self.rng.choice(("plant",) * 9 + ("",))}}
        kept = {key: payload[key] for key in payload if self.rng.random() < 0.98}
        if action == "correct":
            kept["reason"] = self.rng.choice(("误录", ""))
        return self.take(uid, action, kept)

    def aside(self, uid):
        kind = self.rng.randrange(5)
        if kind == 0:
            return self.take(uid, self.rng.choice(("suspend", "appeal")), {"reason": self.rng.choice(("信访", ""))})
        if kind == 1:
            return self.record(uid, "correct")
        if kind == 2:
            return self.pack(uid, self.rng.choice(("evidence", "writeoff")), self.rng.choice(("proved", "altered")))
        signed = [number for number, one in enumerate(self.base.signatures(uid))]
        if kind == 3 and signed:
            number = self.rng.choice(signed)
            return self.take(uid, "withdraw_signature", {"sign": number, "reason": "x"},
                             self.base.signatures(uid)[number].person_id)
        rows = [row for row in self.base.media.rows(uid) if row["removed_seq"] is None]
        if rows:
            row = self.rng.choice(rows)
            return self.take(uid, "detach", {"sha256": row["sha256"], "role": row["role"], "reason": "x"})
        return None

    def undo(self, uid):
        events = list(self.base.events(uid))[-4:]
        if not events:
            return None
        event = self.rng.choice(events)
        by = str(event.payload().get("by", "")) if self.rng.random() < 0.8 else self.with_role("surveyor")
        return self.take(uid, "undo", {"seq": event.seq, "reason": "x"}, by)

    def attach(self, uid, role=""):
        return self.take(uid, "attach", {"role": role or self.rng.choice(FILE_ROLES), "caption": ""}, files=[self.photo()])

    def ground(self, uid, stage=""):
        """Say that a stage is in place or not after all, find something left or find it gone; ids are the same in both."""
        self.named += 1
        who = self.with_role("township_leader")
        rows = [row for row in self.base.media.rows(uid) if row["removed_seq"] is None]
        if stage or self.rng.random() < 0.4:
            return self.take(uid, "complete_stage", {
                "completion_id": f"{self.named:026d}", "stage": stage or self.rng.choice(STAGES), "done_on": "2026-11-10",
                "person_id": who, "photos": [row["sha256"] for row in rows if row["role"] == "photo_after"]})
        case = self.base.case(uid)
        left = [one.residual_id for one in residuals(self.base, uid) if one.removed_seq is None and one.round == case.round]
        if left and self.rng.random() < 0.8:
            return self.take(uid, "clear_residual", self.gone(uid, self.rng.choice(left)))
        done = [one.completion_id for one in stages(self.base, uid) if one.removed_seq is None]
        if done and self.rng.random() < 0.4:
            return self.take(uid, "withdraw_stage", {"completion_id": self.rng.choice(done), "reason": "误录"})
        x, y, _, _ = envelope(self.base.parcel(uid).geom)
        return self.take(uid, "draw_residual", {
            "residual_id": f"{self.named:026d}", "kind": self.rng.choice(("main", "rubble")), "found_on": "2026-11-12",
            "person_id": who, "wkb": square(x - 3, y + self.rng.choice((-5, 20, 500)), 12.0).hex()})

    def duty(self, uid):
        slot = self.rng.choice(("subject", "supervision", "rectification"))
        return self.take(uid, "set_duty", {"slot": slot, "person_id": self.with_role(self.rng.choice(ROLES))})

    def pack(self, uid, kind, verdict):
        def work(ledger):
            package = ledger.new_uid()
            ledger.record_package({
                "package_id": package, "kind": kind, "recipient": "internal", "parcel_uid": uid, "parcels": [uid],
                "folder_name": package, "path": package, "code": "0" * 16, "root_sha256": "0" * 64, "root_sm3": "0" * 64})
            ledger.record_verdict(package, verdict)
            return ""

        return self.both(work)

    def sign(self, uid):
        case = self.base.case(uid)
        dossier = dossier_of(self.base, case)
        stage = stages_waiting(self.base.workflow, dossier)
        role = self.rng.choice(ROLES)
        if stage is not None and self.rng.random() < 0.9:
            chain = self.base.workflow.chains[chain_of(self.base.workflow, dossier, stage)]
            turn = next_level(progress(chain, dossier.of_stage(stage.name), dossier.subjects[stage.name]))
            role = turn.level.role if turn is not None else role
        payload = {"person_id": self.with_role(role), "method": "paper", "signed_at": "2026-11-20"}
        if self.rng.random() < 0.08:
            payload.update(decision="return", reason_code="incomplete", reason="x", due_on="2026-12-31")
        return self.take(uid, "sign", payload, files=[self.photo()] if self.rng.random() < 0.95 else ())

    def prepare(self, uid, transition):
        for guard in transition.requires:
            parts = [self.rng.choice(guard.parts)] if guard.kind == "either" else [guard]
            for part in parts:
                if part.kind == "attachment" and not any(row["role"] in part.names and row["removed_seq"] is None
                                                         for row in self.base.media.rows(uid)):
                    self.attach(uid, self.rng.choice(part.names))
                if part.kind == "package":
                    self.pack(uid, part.names[0], "proved")
                if part.kind == "remediated":
                    self.finish(uid)
        if any(guard.kind == "form" for guard in transition.requires):
            for slot in ("subject", "supervision", "rectification"):
                self.take(uid, "set_duty", {"slot": slot, "person_id": self.with_role("household")})

    def payload(self, transition):
        given = {}
        for guard in transition.requires:
            if guard.kind == "payload" and self.rng.random() < 0.95:
                if guard.value == "people":
                    able = [person for person, roles in self.roles.items() if guard.role in roles]
                    given[guard.names[0]] = self.rng.sample(able, min(len(able), guard.count))
                else:
                    given[guard.names[0]] = "2027-05-01" if guard.value == "date" else "because"
        return given

    def gone(self, uid, residual_id):
        """Return what says that something left is gone, shown by the photos of after that hang on the parcel."""
        rows = [row for row in self.base.media.rows(uid) if row["removed_seq"] is None and row["role"] == "photo_after"]
        return {"residual_id": residual_id, "reason": "已清", "gone_on": "2026-11-13",
                "person_id": self.with_role("township_leader"), "photos": sorted({row["sha256"] for row in rows})}

    def finish(self, uid):
        """Clear what is left and put in place what is not."""
        round_ = self.base.case(uid).round
        left = [one for one in residuals(self.base, uid) if one.removed_seq is None and one.round == round_]
        if left:
            self.attach(uid, "photo_after")
        for one in left:
            self.take(uid, "clear_residual", self.gone(uid, one.residual_id))
        standing_ = {one.stage for one in stages(self.base, uid) if one.removed_seq is None and one.round == round_}
        if set(STAGES) - standing_:
            self.attach(uid, "photo_after")
        for stage in STAGES:
            if stage not in standing_:
                self.ground(uid, stage)

    def step(self, uid, transition):
        payload, by = self.payload(transition), ""
        if transition.roles and self.rng.random() < 0.95:
            by = self.with_role(self.rng.choice(transition.roles))
        if payload.get("team") and self.rng.random() < 0.9:
            by = payload["team"][0]
        before = self.base.case(uid)
        answer = self.take(uid, transition.action, payload, by)
        if answer[0]:
            self.forge_step(before, transition, payload, by)
        return answer

    # -- what a client that skips the rules would send -------------------------------------------------------------

    def left_to_the_client(self, case, transition, payload, by):
        """Whether nothing lacks but what the database leaves to the program: a complete form, and the evidence it asks for."""
        dossier = dossier_of(self.base, case, [by, *(p for key in PEOPLE_KEYS for p in payload.get(key, ()))])
        try:
            decide(self.base.workflow, replace(dossier, form_missing=(), evidence={}), transition.action, payload, by)
        except FarmlandError:
            return False
        return True

    def forge_step(self, case, transition, payload, by):
        """Send the step past the rules, as somebody with psql would; the database must refuse it."""
        if self.left_to_the_client(case, transition, payload, by):
            return
        voided = standing(self.base.signatures(case.parcel_uid), case, transition.voids) if transition.voids else []
        with contextlib.suppress(FarmlandError):
            send(self.base, case, leading_to(case, transition), transition.action,
                 {**payload, "voided": voided} if voided else payload, by)
        self.counts["forged"] += 1
