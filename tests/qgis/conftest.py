"""What the tests in a real QGIS share: the provider, and the way to real input."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def farmland(qgis_app, qgis_processing):
    """Run one of the provider's algorithms by id: ``farmland("createledger", LEDGER=…)`` -> outputs."""
    from qgis import processing
    from qgis.core import QgsApplication

    from farmland_plugin.processing.provider import FarmlandProvider

    provider = FarmlandProvider()  # kept here: the Python halves of its algorithms go with it
    assert QgsApplication.processingRegistry().addProvider(provider)

    def run(algorithm: str, **parameters):
        return processing.run(f"farmland:{algorithm}", {k: str(v) if isinstance(v, Path) else v for k, v in parameters.items()})

    yield run
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture(scope="session")
def real_data() -> Path:
    """The folder of real input nobody here made; the test is skipped where it is not at hand."""
    folder = Path(os.environ.get("FARMLAND_REAL_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        pytest.skip("real input is not at hand: set FARMLAND_REAL_DATA to its folder")
    return folder
