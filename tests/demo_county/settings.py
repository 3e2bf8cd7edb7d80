"""Settings of the demo county, read from ``resources/demo/<size>.json``."""

from __future__ import annotations

import json
import zlib
from pathlib import Path
from typing import Any

import numpy as np

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "demo"


class Settings:
    """One size of the demo county: its figures and its random streams."""

    def __init__(self, size: str, seed: int | None = None) -> None:
        path = FOLDER / f"{size}.json"
        if not path.is_file():
            raise FileNotFoundError(f"{path}: no such size of demo county; use small or county")
        self.size = size
        self.values: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        self.seed = int(self.values["seed"] if seed is None else seed)

    def __getitem__(self, name: str) -> Any:
        return self.values[name]

    @property
    def code(self) -> str:
        """The six-digit county code."""
        return str(self.values["county"]["code"])

    def random(self, topic: str) -> np.random.Generator:
        """Return the random stream of a topic: adding a topic leaves the others as they were."""
        return np.random.default_rng([self.seed, zlib.crc32(topic.encode("utf-8"))])
