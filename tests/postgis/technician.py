"""One technician at work, in a process of their own: ``python -m tests.postgis.technician ADDRESS SEED ACTIONS``.

Knows the cases as a screen shows them: as they were when last looked at, which colleagues may have changed since. Prints, as
JSON, what was acknowledged and what was refused and why.
"""

from __future__ import annotations

import json
import random
import sys
import time
from collections import Counter
from pathlib import Path

from farmland_plugin.domain.casework import chain_of, stages_waiting
from farmland_plugin.domain.errors import FarmlandError, StaleRow
from farmland_plugin.domain.signoff import next_level, progress
from farmland_plugin.ledger.cases.dossiers import dossier_of
from farmland_plugin.ledger.ledger import Ledger

GLANCE = 20  # actions between two looks at what colleagues wrote: rarely enough that screens are out of date now and then


class Technician:
    """Somebody with a screen: ``seen`` is what it shows."""

    def __init__(self, ledger, seed):
        self.ledger, self.rng = ledger, random.Random(seed)
        ledger.store.listen()
        self.seq = ledger.last_seq()
        self.seen = {case.parcel_uid: case for case in ledger.cases()}
        self.uids = sorted(self.seen)
        self.people = {}
        for person in ledger.people.all():
            for role in person.roles:
                self.people.setdefault(role, []).append(person.person_id)
        folder = Path(ledger.files).parent / f"photos{seed}"
        folder.mkdir(exist_ok=True)
        self.photos = []
        for number in range(6):
            path = folder / f"{seed}_{number}.jpg"
            path.write_bytes(f"photo {seed} {number}".encode())
            self.photos.append(ledger.media.add(path))
        self.acknowledged, self.refused = [], Counter()
        self.sentences = {}

    def refresh(self):
        """Take over what colleagues wrote, as an open map does when it is told."""
        if self.ledger.store.notified():
            self.seq, uids, _actions = self.ledger.changed_since(self.seq)
            self.seen.update((case.parcel_uid, case) for case in self.ledger.cases(sorted(uids or self.uids)))

    def act(self):
        """Try one thing; count what came of it."""
        uid = self.rng.choice(self.uids)
        action, payload, files, by = self.choose(self.seen[uid])
        try:
            applied = self.ledger.apply(uid, self.seen[uid].version, action, payload, files, by)
            self.acknowledged.append((applied.seq, uid, action))
            self.look(uid)
        except FarmlandError as error:
            kind = type(error).__name__
            self.refused[kind] += 1
            self.sentences.setdefault(kind, str(error))
            if isinstance(error, StaleRow) and not (error.facts["who"] and error.facts["when"] and "mine" in error.facts):
                raise
            self.look(uid)

    def look(self, uid):
        """Look at a case again, as the desktop does after each attempt."""
        self.seen[uid] = self.ledger.case(uid)

    def choose(self, case):
        luck = self.rng.random()
        if luck < 0.12:
            photo = self.rng.choice(self.photos)
            return "attach", {"role": "doc_other", "files": [photo.to_dict()]}, [photo.sha256], ""
        if luck < 0.2:
            slot = self.rng.choice(("subject", "supervision", "rectification"))
            return "set_duty", {"slot": slot, "person_id": self.rng.choice(self.people["household"])}, (), ""
        if case.status == "signing":
            return self.at_signing(case, luck)
        if case.status == "surveying" and luck < 0.35:
            return "submit_survey", {}, (), self.rng.choice(self.people["surveyor"])
        note = f"{self.ledger.actor} {self.rng.randrange(10 ** 6)}"
        if case.status in ("to_survey", "surveying"):
            return "record", {"note": note, "facts": {"project_owner": note}}, (), ""
        if case.status == "county_review" and luck < 0.5:
            return ("return_survey", {"reason_code": "incomplete", "reason": "补照片"}, (),
                    self.rng.choice(self.people["township_leader"]))
        return "correct", {"reason": "误录", "note": note}, (), ""

    def at_signing(self, case, luck):
        dossier = dossier_of(self.ledger, case)
        stage = stages_waiting(self.ledger.workflow, dossier)
        if stage is None or luck > 0.9:
            return "correct", {"reason": "误录", "note": f"{self.rng.random()}"}, (), ""
        chain = self.ledger.workflow.chains[chain_of(self.ledger.workflow, dossier, stage)]
        turn = next_level(progress(chain, dossier.of_stage(stage.name), dossier.subjects[stage.name]))
        role = turn.level.role if turn is not None else "household"
        photo = self.photos[0]
        return "sign", {"person_id": self.rng.choice(self.people[role]), "method": "paper", "signed_at": "2026-11-20",
                        "attachment": photo.sha256, "files": [photo.to_dict()]}, (), ""


def main(address, seed, actions):
    with Ledger.open(address) as ledger:
        technician = Technician(ledger, int(seed))
        print("ready", flush=True)
        sys.stdin.readline()
        started = time.perf_counter()
        for number in range(int(actions)):
            if number % GLANCE == 0:
                technician.refresh()
            technician.act()
        print(json.dumps({"actor": ledger.actor, "seconds": time.perf_counter() - started, "refused": technician.refused,
                          "acknowledged": technician.acknowledged, "sentences": technician.sentences}))


if __name__ == "__main__":
    main(*sys.argv[1:])
