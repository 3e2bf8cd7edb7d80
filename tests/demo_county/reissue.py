"""Batch A issued again (重新下发): most rows the same, some changed, some new, some gone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from .batches import NATIONAL, Parcel, _exact, national_row, write_national
from .landuse import LandUse
from .parcels import Yard
from .redlines import ellipsoidal
from .settings import Settings

REISSUE = "wp2026q1_r2"


@dataclass
class Reissue:
    """The rows of the new issue, and what became of each row of the first one."""

    parcels: list[Parcel]
    truth: dict[str, Any]


def reissue_batch(
    settings: Settings, land: LandUse, yards: list[Yard], national: list[Parcel], inspection: list[Parcel],
    unused: list[int], out: Path,
) -> Reissue:  # fmt: skip
    """Write batch A again with 4 outlines drawn anew, 2 rows renumbered, 3 with another class, 6 withdrawn, up to 5 added."""
    rng = settings.random("reissue")
    plain = [p for p in national if p.yard is not None]
    repeated = {p.host for p in inspection}
    met = [p for p in plain if p.row in repeated]
    alone = [p for p in plain if p.row not in repeated]
    alone = [alone[k] for k in rng.permutation(len(alone))]
    redrawn = {p.row for p in [*met[:2], *alone[:2]]}
    withdrawn = {p.row for p in [*met[2:3], *alone[2:7]]}
    renumbered = {p.row for p in alone[7:9]}
    reclassed = {p.row for p in alone[9:12]}
    parcels: list[Parcel] = []
    changed: list[dict[str, Any]] = []
    same = 0
    for old in national:
        if old.row in withdrawn:
            continue
        new = replace(old, batch=REISSUE, file=f"{REISSUE}.shp", row=len(parcels) + 1, values=dict(old.values),
                      issued=dict(old.issued))
        parcels.append(new)
        if old.geom is None:
            continue
        if old.row in redrawn:
            _redraw(new)
        elif old.row in renumbered:
            new.number = f"{settings.code}SJBG263{10001 + old.row}"
            new.values["JCBH"] = new.number
        elif old.row in reclassed:
            new.values["TBLX"] = "YH" if old.values["TBLX"] != "YH" else "DT"
        what = _what(old, new)
        same += not what
        if what:
            changed.append({"number": new.number, "was": old.number, "what": what})
    added = [_added(rng, settings, land, yards, index, len(parcels) + at + 1) for at, index in enumerate(unused[:5])]
    parcels += added
    write_national(out / f"{REISSUE}.shp", parcels)
    return Reissue(parcels, {
        "file": f"{REISSUE}.shp", "of": NATIONAL, "rows": len(parcels), "quarantined": sum(p.geom is None for p in parcels),
        "same": same, "changed": changed, "added": [p.number for p in added],
        "withdrawn": [p.number for p in national if p.row in withdrawn],
    })  # fmt: skip


def _redraw(parcel: Parcel) -> None:
    """Draw a parcel a metre and a half wider."""
    parcel.geom = _exact(parcel.geom.buffer(1.5, join_style="mitre"))
    area = float(np.round(ellipsoidal(parcel.geom), 2))
    parcel.values |= {"MJ": area, "JCMJ": round(area * 0.0015, 2)}
    parcel.issued |= {"value": area, "mu": round(area * 0.0015, 2)}


def _what(old: Parcel, new: Parcel) -> list[str]:
    """Return what a reader finds changed: outline, number, issued area, fields by name."""
    what = [field for field in new.values if new.values[field] != old.values[field]]
    if new.geom is not old.geom:
        what.append("geometry")
    if new.number != old.number:
        what.append("source_no")
    if new.issued["value"] != old.issued["value"]:
        what.append("monitored_area")
    return sorted(what)


def _added(
    rng: np.random.Generator, settings: Settings, land: LandUse, yards: list[Yard], yard: int, row: int
) -> Parcel:
    parcel = Parcel(f"{settings.code}SJBG264{10000 + row}", REISSUE, f"{REISSUE}.shp", row, yards[yard].geom, yard)
    parcel.values = national_row(rng, settings, land, parcel, yards[yard])
    return parcel
