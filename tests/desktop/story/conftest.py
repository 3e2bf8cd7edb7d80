"""The one thing every chapter is held to."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def no_traceback():
    """Fail when QGIS logged a traceback meanwhile."""
    from .desk import TRACEBACKS  # here: only inside QGIS Desktop is there a desk

    yield
    assert not TRACEBACKS, TRACEBACKS[0]
