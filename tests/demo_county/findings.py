"""The survey's findings as a township hands them in: one workbook, two rows of it wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np

from . import names
from .batches import Parcel
from .files import write_workbook
from .parcels import Yard
from .settings import Settings

HEADER = ["图斑号", "批次", "认定意见", "处置", "问题类别", "核查说明", "核查日期", "核查人"]
_LABELS = {
    "nonfarm": ("非农违法", "nonfarm_violation"), "legal": ("合法", "legal"),
    "part_legal": ("非农违法", "nonfarm_violation"), "temporary": ("其他", "other"),
    "facility": ("设施农用地", "facility_agriculture"), "road": ("农村道路", "rural_road"), "other": ("其他", "other"),
    "false_change": ("伪变化", "false_change"),
}  # fmt: skip
_DISPOSITIONS = [
    ("拆除", "demolish"), ("部分拆除", "partial_demolition"), ("罚款", "fine"), ("补办手续", "complete_procedures"),
]  # fmt: skip
_CATEGORIES = {
    "nonfarm": [("乱搭乱建、乱占耕地", "disorderly"), ("项目建设非法占用耕地", "project"), ("“散乱污”企业", "scattered"),
                ("人为破坏或污染耕地", "damage"), ("大棚房", "greenhouse")],
    "part_legal": [("项目建设非法占用耕地", "project"), ("未经审批的农村公益建设", "public")],
    "facility": [("农业设施用地", "farm_facility")], "other": [("农村宅基地", "homestead")],
}  # fmt: skip
_NOTES = {
    "nonfarm": "现场为砖混房屋及彩钢棚，未见审批手续。", "legal": "现场与批文范围一致。",
    "part_legal": "批文范围以外仍有硬化地面。",
    "temporary": "临时堆料，见临时用地批文。", "facility": "大棚及看护房，已上图入库。", "road": "宽约5米的田间道路。",
    "other": "位于村庄范围内。", "false_change": "现场为耕地，未见建设。",
}  # fmt: skip


def write_findings(settings: Settings, parcels: list[Parcel], yards: list[Yard], out: Path) -> dict[str, Any]:
    """Write ``findings.xlsx`` for two thirds of the parcels; returns what a reader should get from it."""
    rng = settings.random("findings")
    pool = [p for p in parcels if p.yard is not None and not p.special]
    chosen = [p for p in pool if rng.random() < 2 / 3]
    rows: list[list[Any]] = []
    expected: list[dict[str, Any]] = []
    for index, parcel in enumerate(chosen):
        one = yards[parcel.yard or 0]
        label, code = _LABELS[one.story]
        disposition, disposition_code = _disposition(rng, one) if label == "非农违法" else ("", "")
        choices = _CATEGORIES.get(one.story, [("", "")])
        category, category_code = choices[int(rng.integers(0, len(choices)))]
        month, day = int(rng.integers(9, 10)), int(rng.integers(6, 28))
        date = f"2026-{month:02d}-{day:02d}"
        shown = date if index % 5 else f"2026.{month}.{day}" if index % 2 else f"2026{month:02d}{day:02d}"
        people = f"{names.person(rng)}、{names.person(rng)}"
        rows.append([
            parcel.number, parcel.batch, label, disposition or None, category or None, _NOTES[one.story], shown, people,
        ])  # fmt: skip
        expected.append({
            "number": parcel.number, "batch": parcel.batch, "finding": code, "disposition": disposition_code,
            "category": category_code, "date": date, "surveyors": people,
        })  # fmt: skip
    bad = [
        {"row": len(rows) // 2 + 1, "reason": "unknown number", "value": f"{settings.code}SJBG26299999"},
        {"row": len(rows) + 2, "reason": "unknown finding", "value": "待定性"},
    ]
    rows.insert(len(rows) // 2, [bad[0]["value"], parcels[0].batch, "合法", None, None, "", "2026-09-10", "王建国"])
    spare = next(p for p in pool if p not in chosen)
    rows.append([spare.number, spare.batch, bad[1]["value"], None, None, "", "2026-09-11", "李志强"])
    write_workbook(out / "findings.xlsx", {"核查结果": (HEADER, rows)})
    return {"file": "findings.xlsx", "rows": len(rows), "good": expected, "bad": bad}


def _disposition(rng: np.random.Generator, one: Yard) -> tuple[str, str]:
    if one.state in ("removed_crop", "removed_soil", "green_net", "rubble"):
        return _DISPOSITIONS[0]
    if one.state == "partial":
        return _DISPOSITIONS[1]
    return _DISPOSITIONS[int(rng.integers(0, len(_DISPOSITIONS)))]
