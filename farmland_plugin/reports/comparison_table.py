"""The table of a comparison of images: every parcel asked for, its suggestion, the reasons, and what was measured."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence

from ..domain.imagery import Comparison
from ..i18n import tr
from ..imagery_words import REASONS, reason_sentence, suggestion_word, unpaired_word
from ..ledger.first_look import waiting
from ..ledger.ledger import Ledger
from ..workbook import Cell, Column, writing


def _columns() -> List[Column]:
    return [
        (tr("No."), 6, "int"), (tr("Parcel no."), 22, "text"), (tr("Township"), 14, "text"), (tr("Village"), 14, "text"),
        (tr("Suggestion"), 18, "text"), (tr("Reasons"), 70, "text"), (tr("Image before"), 12, "date"),
        (tr("Image after"), 12, "date"), (tr("Structures found"), 11, "int"), (tr("Lowest score"), 10, "percent"),
        (tr("Highest score"), 10, "percent"), (tr("Looks unchanged, % (±10)"), 14, "int"), (tr("Shift, m"), 10, "percent"),
        (tr("Compared at"), 20, "text"), (tr("Input key"), 18, "text")]


def write_table(ledger: Ledger, path: Path, uids: Sequence[str], found: Mapping[str, Comparison], unpaired: Mapping[str, str],
                where: str) -> None:
    """Write the workbook; a parcel without a pair of images stands there with the reason, one kept back without."""
    reasons, waits = ledger.dictionary(REASONS), waiting(ledger, found.values())
    rows: List[List[Cell]] = []
    for number, parcel in enumerate(ledger.parcels(uids, geometry=False), 1):
        one = found.get(parcel.parcel_uid)
        head: List[Cell] = [number, parcel.source_no, parcel.township, parcel.village]
        if parcel.parcel_uid in waits:
            rows.append([*head, tr("waits for the first look"), "", *[None] * 9])
            continue
        if one is None:
            rows.append([*head, tr("not compared"), unpaired_word(unpaired.get(parcel.parcel_uid, "")), *[None] * 9])
            continue
        rows.append([*head, suggestion_word(one.suggestion), "\n".join(reason_sentence(reasons, each) for each in one.reasons),
                     *_measured(one)])
    remarks = [
        tr("Suggestions by the program from two images; a person decides. \"Gone\" speaks of structures only: whether the ground "
           "is farmed again is not judged from images."),
        tr("Selection: {where}. Profile {version}. Ledger event {seq}.").format(
            where=where or tr("all parcels"), version=_profiles(found.values()), seq=ledger.last_seq())]
    with writing(path, tr("Comparison of images"), ledger.meta["name"], datetime.datetime(2000, 1, 1)) as book:
        book.table(tr("Comparison of images"), tr("{county}: {list}").format(
            county=ledger.meta["name"], list=tr("Comparison of images")), remarks, _columns(), rows, keep=2)


def _measured(one: Comparison) -> List[Cell]:
    scores = [each["s3"] for each in one.scores.get("structures", ()) if each["s3"] is not None]
    shift = None if one.shift_x_m is None or one.shift_y_m is None else (one.shift_x_m**2 + one.shift_y_m**2) ** 0.5
    return [datetime.date.fromisoformat(one.before_on), datetime.date.fromisoformat(one.after_on),
            len(one.scores.get("structures", ())), min(scores, default=None), max(scores, default=None),
            round(100 * one.residual_share), shift, one.made_at[:19].replace("T", " "), one.input_key[:16]]


def _profiles(found: Any) -> str:
    versions: Dict[str, None] = {f"{one.profile_version} ({one.profile_sha256[:8]})": None for one in found}
    return ", ".join(versions) or "-"
