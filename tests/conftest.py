"""What every test needs."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def gdal_writes_the_encoding_it_is_told():
    """Undo what QGIS leaves behind: opening one shapefile sets SHAPE_ENCODING="" for the whole process, and GDAL then
    writes every later one without recoding."""
    gdal = pytest.importorskip("osgeo.gdal")
    gdal.SetConfigOption("SHAPE_ENCODING", None)
