"""The database judges as the program does: the same walks give the same verdicts, and what skips the rules is refused."""

from __future__ import annotations

import json
import os

import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.domain.journal import verify_chain
from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.verifying import verify_ledger
from farmland_plugin.paths import resource

from .county import batch_of
from .walker import Twins

CASES, STEPS = 6, 70
SEEDS = [int(seed) for seed in os.environ.get("FARMLAND_PARITY_SEEDS", "1,2").split(",")]


@pytest.fixture
def twins(server, database, files, tmp_path, request):
    rules = tmp_path / "rules"
    rules.mkdir()
    workflow = json.loads(resource("rules", "workflow.json").read_text(encoding="utf-8"))
    for transition in workflow["transitions"]:  # form and evidence stay with the program: without them the rest is reached
        transition["requires"] = [one for one in transition.get("requires", ()) if not {"form", "evidence"} & set(one)]
    (rules / "workflow.json").write_text(json.dumps(workflow, indent=1), encoding="utf-8")
    given = {"county": "130499", "name": "示例县", "crs": QgsCoordinateReferenceSystem("EPSG:4526"), "rules_folder": rules}
    with create_ledger(tmp_path / "twin.gpkg", **given) as file, create_ledger(
            server.address(database, files=files), **given) as base:
        for source in ("satellite", "rural_housing"):
            batch, parcels, aside = batch_of(base, CASES // 2, source)
            for ledger in (file, base):
                ledger.add_batch(batch, parcels, aside)
        file.store.connection.execute("PRAGMA synchronous = OFF")
        yield Twins(file, base, tmp_path, request.param)


@pytest.mark.parametrize("twins", SEEDS, indirect=True)
def test_random_walks_have_the_same_verdicts_in_a_file_and_in_the_database_and_forgeries_are_refused(twins):
    uids = twins.base.parcel_uids()
    for _step in range(STEPS):
        for uid in uids:
            twins.wander(uid)
    assert list(verify_chain(twins.base.events())) == []
    result = verify_ledger(twins.base)
    assert result.breaks == []
    print(f"{twins.counts}, states {twins.visited}")
    assert twins.counts["same"] > 150 and twins.counts["forged"] > 50 and len(twins.visited) > 7
