"""The ledger's tables: migrations in order, each a list of statements run inside one transaction (records §2.5).

``README.md`` beside this file documents every column.
"""

from __future__ import annotations

from pathlib import Path
from typing import List

VERSION = 7
TABLES = (
    "meta", "dictionary", "rule", "batch", "quarantine", "case_state", "redline", "overlap", "screening", "scene",
    "attachment", "parcel_attachment", "sign_off", "event", "anchor", "package", "person", "duty", "visit", "visit_parcel",
    "notice", "deadline", "hold_period", "merge", "merged_event", "conflict", "clue", "place", "parcel_link", "reissue",
    "overlap_part", "role_cover", "completion", "residual", "scene_tile", "scene_retired", "control_building",
    "pair_check", "comparison", "photo", "photo_flag", "photo_answer",
)


def statements(version: int) -> List[str]:
    """Return the statements of one migration, in order; they are separated by lines that hold only ``--``."""
    folder = Path(__file__).resolve().parent
    text = next(folder.glob(f"{version:04d}_*.sql")).read_text(encoding="utf-8")
    return [part.strip() for part in text.split("\n--\n") if part.strip()]
