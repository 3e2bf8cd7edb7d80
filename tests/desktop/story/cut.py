"""What the QGIS that is killed and those who look afterwards have in common; nothing of QGIS."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NamedTuple

ACKS = Path(os.environ["STORY_ACKS"])
FOLDER = Path(os.environ["STORY_HOME"]) / "停电"
CUT = FOLDER / "示例县 2026.gpkg"


class Step(NamedTuple):
    """A step that was shown as saved: its place in the journal and what its case was found to be then."""

    seq: int
    action: str
    uid: str
    finding: str

    def line(self) -> str:
        """Return the step as a line."""
        return "\t".join(map(str, self))


def acknowledged() -> list[Step]:
    """Return the steps that were shown as saved before the cut."""
    lines = ACKS.read_text(encoding="utf-8").splitlines()[1:]  # the first is the process
    return [Step(int(seq), *rest) for seq, *rest in (line.split("\t") for line in lines)]
