"""What every test needs."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# no test is timed: a busy machine draws slowly, and the first text drawn loads the tables of characters
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


@pytest.fixture(autouse=True)
def gdal_writes_the_encoding_it_is_told():
    """Undo what QGIS leaves behind: opening one shapefile sets SHAPE_ENCODING="" for the whole process, and GDAL then
    writes every later one without recoding."""
    gdal = pytest.importorskip("osgeo.gdal")
    gdal.SetConfigOption("SHAPE_ENCODING", None)


def pytest_terminal_summary(terminalreporter):
    """Print the tables that tests recorded with ``record_property("table", text)``, also from pytest-xdist's workers."""
    reports = [one for outcome in ("passed", "failed") for one in terminalreporter.stats.get(outcome, [])]
    tables = [text for one in reports for name, text in getattr(one, "user_properties", ()) if name == "table"]
    if tables:
        terminalreporter.section("measured tables")
    for text in tables:
        terminalreporter.write_line(text)
