"""What QGIS forgets when a worker thread ends must not move a parcel."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsPointXY

from farmland_plugin.domain.errors import BadInput
from farmland_plugin.ledger import crs as ledger_crs
from farmland_plugin.ledger.crs import trusted_transform

ROOT = Path(__file__).resolve().parents[2]


def test_a_crs_whose_thread_has_ended_still_transforms():
    """The program waits 38 s: as long as Qt keeps an idle thread."""
    done = subprocess.run([sys.executable, "-m", "tests.qgis.lost_crs"], cwd=ROOT, capture_output=True, text=True, timeout=180,
                          check=False)
    state, east, north = done.stdout.split()
    assert state in ("lost", "kept")  # lost is QGIS 3.40; whatever QGIS does, ours transforms
    assert (east, north) == ("38544680", "4063335"), done.stdout + done.stderr


def test_a_transformation_that_moves_nothing_is_refused(monkeypatch):
    degrees, metres = QgsCoordinateReferenceSystem("EPSG:4490"), QgsCoordinateReferenceSystem("EPSG:4526")

    class Broken:
        def __init__(self, *_):
            pass

        def transform(self, point):
            return QgsPointXY(point)

    monkeypatch.setattr(ledger_crs, "QgsCoordinateTransform", Broken)
    with pytest.raises(BadInput, match="restart QGIS"):
        trusted_transform(degrees, metres, QgsCoordinateTransformContext())
    with pytest.raises(BadInput, match="restart QGIS"):
        trusted_transform(metres, degrees, QgsCoordinateTransformContext())
