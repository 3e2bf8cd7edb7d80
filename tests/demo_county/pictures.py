"""Orthophotos and field photos, where the size of the county asks for them."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from .batches import Parcel
from .imagery import make_orthophotos
from .landuse import LandUse
from .parcels import Yard, scene_window
from .photos import make_photos
from .settings import Settings


def make_pictures(
    settings: Settings, land: LandUse, yards: list[Yard], parcels: list[Parcel], out: Path, say: Callable[[str], None]
) -> dict[str, Any]:
    """Write the pictures and return their part of the truth."""
    truth: dict[str, Any] = {}
    if settings["imagery"]:
        truth["scenes"] = make_orthophotos(settings, land, yards, scene_window(settings, land), out)
        say("orthophotos: 2")
    if settings["photos"]:
        truth["photos"] = make_photos(settings, yards, parcels, out)
        say(f"photos: {len(truth['photos'])}")
    return truth
