"""screenparcels with CLUSTER: the ledger ends with the same facts, or untouched with one sentence."""

from __future__ import annotations

import pytest

pytest.importorskip("distributed")

from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject

from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.processing.screenparcels import ScreenParcels
from tests.bench.bed_ledger import ledger_of
from tests.bench.beds import bed

from .dask_cluster import DaskCluster


@pytest.fixture(scope="module")
def ledger(tmp_path_factory, qgis_processing):
    return ledger_of(bed("county", "tiny", tmp_path_factory.mktemp("beds")).folder)


def screen(ledger, **parameters):
    """Run the algorithm -> outputs, or None, and what it said."""
    algorithm = ScreenParcels()
    algorithm.initAlgorithm({})
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    outputs, good = algorithm.run({"LEDGER": str(ledger), **parameters}, context, feedback)
    return (outputs if good else None), feedback.textLog()


def facts(ledger):
    """Every overlap of the ledger, the number of its events, and what lies beside it."""
    with Ledger.open(ledger, write=False) as opened:
        uids = opened.parcel_uids()
        left = [path.name for path in opened.files.iterdir() if path.name.startswith("farmland-screening")]
        return sorted(map(repr, opened.all_overlaps(uids))), opened.last_seq(), left


def test_the_ledger_ends_with_the_same_facts_as_without_a_cluster(ledger, tmp_path):
    alone, told = screen(ledger)
    assert alone is not None, told
    expected = facts(ledger)[0]
    with DaskCluster(tmp_path) as dask:
        outputs, told = screen(ledger, CLUSTER=dask.address)
    assert outputs is not None, told
    assert outputs["ENGINE"] == "cluster"
    assert outputs["OVERLAPS"] == alone["OVERLAPS"] == len(expected) > 0
    found, _, left = facts(ledger)
    assert found == expected
    assert left == []


def test_a_scheduler_that_refuses_leaves_the_ledger_as_it_was(ledger):
    before = facts(ledger)
    outputs, told = screen(ledger, CLUSTER="nonsense://nowhere")
    assert outputs is None
    assert "No Dask scheduler answers at nonsense://nowhere" in told
    assert facts(ledger) == before
