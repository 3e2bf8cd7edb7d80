"""Four technicians at once, four processes, on the same parcels: nothing is lost and every refusal is explained."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.ledger.postgis.logins import grant
from farmland_plugin.ledger.verifying import verify_ledger

from ..qgis.casework_county import County, survey
from .county import EAST, WEST, import_parcels

ROOT = Path(__file__).resolve().parents[2]
ACTIONS = int(os.environ.get("FARMLAND_TECHNICIAN_ACTIONS", "2000"))
PARCELS = 32
LOGINS = {"tech_a": (EAST,), "tech_b": (WEST,), "tech_c": (EAST, WEST), "tech_d": ()}


@pytest.fixture
def bureau(server, database, county, files, tmp_path):
    people = County(county)
    import_parcels(county, PARCELS - 8, name="second")
    for uid in county.parcel_uids():
        survey(county, uid, people, tmp_path)
    for name, townships in LOGINS.items():
        server.login(name)
        grant(county, name, "write", townships)
    return [server.address(database, name, files=files) for name in LOGINS]


def at_work(addresses):
    """Start everybody, let them begin together, and return what each says in the end."""
    workers = [subprocess.Popen([sys.executable, "-m", "tests.postgis.technician", address, str(seed), str(ACTIONS)], cwd=ROOT,
                                stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
               for seed, address in enumerate(addresses)]
    try:
        for worker in workers:
            assert worker.stdout.readline().strip() == "ready"
        for worker in workers:
            worker.stdin.write("go\n")
            worker.stdin.flush()
        return [json.loads(worker.communicate(timeout=600)[0]) for worker in workers]
    finally:
        for worker in workers:
            worker.kill()


def test_four_technicians_lose_nothing_break_nothing_and_hear_why_when_refused(county, bureau, capsys):
    before = county.last_seq()
    started = time.perf_counter()
    said = at_work(bureau)
    elapsed = time.perf_counter() - started
    events = {event.seq: event for event in county.events() if event.seq > before}

    # every acknowledged action stands in the journal, under its own login, once
    told = [(seq, uid, action, one["actor"]) for one in said for seq, uid, action in one["acknowledged"]]
    assert len({seq for seq, *_ in told}) == len(told)
    assert [(events[seq].parcel_uid, events[seq].action, events[seq].actor) for seq, *_ in told] == [one[1:] for one in told]
    # and nothing else, but what follows from them by itself, and the day's anchor
    others = Counter(event.action for seq, event in events.items() if seq not in {one[0] for one in told})
    assert set(others) <= {"complete_signing", "anchor", "clock_jump"}

    # no update lost: as many versions as events, and every case is what its journal leads to
    counts = Counter(event.parcel_uid for event in county.events() if "prev_case" in event.body)
    assert {case.parcel_uid: case.version - 1 for case in county.cases()} == dict(counts)
    assert list(verify_chain(county.events())) == []
    assert verify_ledger(county).breaks == []

    refused = sum((Counter(one["refused"]) for one in said), Counter())
    assert set(refused) <= {"StaleRow", "NotAllowed", "MissingEvidence", "BadInput"} and refused["StaleRow"] > 0
    assert all(sentence[-1] in ".;)" and "{" not in sentence for one in said for sentence in one["sentences"].values())
    assert len(told) + sum(refused.values()) == len(bureau) * ACTIONS
    with capsys.disabled():
        print(f"\nfour technicians: {len(told)} actions acknowledged, {dict(refused)} refused, in {elapsed:.1f} s:"
              f" {len(told) / elapsed:.0f} acknowledged and {len(bureau) * ACTIONS / elapsed:.0f} attempted a second")
