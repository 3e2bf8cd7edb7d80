"""Long work without Python's search for circles of objects."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import Iterator


@contextmanager
def uncollected() -> Iterator[None]:
    """Hold the search for circles back: a job makes millions of values and hardly a circle, and each search walks over them all
    while every thread waits, the window's too (0.7 s at a time in the lists of 40,000 parcels).
    """
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()
