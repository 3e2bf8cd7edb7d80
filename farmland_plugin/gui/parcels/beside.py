"""What the parcels table needs now and then only, read when first asked for: red line areas, deadlines, places on the map."""

from __future__ import annotations

from datetime import date
from typing import Any, Mapping, Optional

import numpy as np

from ...domain.deadlines import OVERDUE, Standing
from ...domain.workdays import today
from ..controllers.workspace import Workspace

MU = 0.0015  # 亩 of a m²
COVERED = ("SELECT screening.parcel_uid, MAX(screening.covered_m2) AS m2 FROM screening JOIN redline"
           " ON redline.redline_id = screening.redline_id WHERE redline.role = ? AND redline.retired_at = ''"
           " GROUP BY screening.parcel_uid")
TOGETHER = "SELECT parcel_uid, covered_m2 AS m2 FROM role_cover WHERE role = ?"
FEW = 20  # so many changed parcels are asked for one by one


class Beside:
    """Arrays parallel to the table's rows.

    Areas of a role are what its layers cover of the parcel together, ground under several of them once (001-14).
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._positions: Mapping[str, int] = {}
        self._roles: dict[str, np.ndarray] = {}
        self._boxes: Optional[np.ndarray] = None
        self._standings: Optional[dict[str, Standing]] = None
        self._as_of: date = today()
        self._days: Optional[tuple[np.ndarray, np.ndarray]] = None

    def forget(self, positions: Mapping[str, int]) -> None:
        """Start anew for other rows."""
        self._positions = positions
        self._boxes = None
        self.forget_facts()

    def forget_facts(self) -> None:
        """Read red line areas and deadlines again when they are next asked for."""
        self._roles = {}
        self._standings = self._days = None

    def follow(self, uids: set[str]) -> None:
        """Bring the deadlines up to parcels whose cases changed, where they were read already."""
        if self._standings is None or self._as_of != today() or len(uids) > FEW:
            self._standings = self._days = None
            return
        for uid in uids:
            self._standings.pop(uid, None)
            self._standings.update(self._workspace.ledger.deadlines.worst(self._as_of, uid))
        self._days = None

    def role_mu(self, role: str) -> np.ndarray:
        """Return how many 亩 of each parcel lie in the red lines of a role that count now; not a number where not screened."""
        if role not in self._roles:
            areas, ledger = np.full(len(self._positions), np.nan), self._workspace.ledger
            if ledger is not None:
                self._fill(areas, ledger.store.rows(COVERED, (role,)))
                if sum(1 for line in ledger.redlines() if line.role == role) > 1:
                    self._fill(areas, ledger.store.rows(TOGETHER, (role,)))
            self._roles[role] = areas * MU
        return self._roles[role]

    def _fill(self, areas: np.ndarray, rows: Any) -> None:
        for row in rows:
            at = self._positions.get(row["parcel_uid"])
            if at is not None:
                areas[at] = row["m2"]

    @property
    def standings(self) -> Mapping[str, Standing]:
        """How the gravest deadline of each parcel that has one stands today."""
        if self._standings is None or self._as_of != today():
            self._as_of, self._days = today(), None
            ledger = self._workspace.ledger
            self._standings = ledger.deadlines.worst(self._as_of) if ledger is not None else {}
        return self._standings

    def standing(self, uid: str) -> Optional[Standing]:
        """Return how the gravest deadline of a parcel stands today, None when it has none."""
        return self.standings.get(uid)

    def days_left(self) -> np.ndarray:
        """Return the days to each parcel's gravest deadline, negative when past, not a number where there is none."""
        return self._read_days()[0]

    def overdue(self) -> np.ndarray:
        """Return which parcels are past a deadline."""
        return self._read_days()[1]

    def _read_days(self) -> tuple[np.ndarray, np.ndarray]:
        standings = self.standings
        if self._days is None:
            left = np.full(len(self._positions), np.nan)
            late = np.zeros(len(self._positions), np.bool_)
            for uid, standing in standings.items():
                at = self._positions.get(uid)
                if at is not None:
                    left[at] = (standing.due - self._as_of).days
                    late[at] = standing.light == OVERDUE
            self._days = left, late
        return self._days

    def boxes(self) -> np.ndarray:
        """Return the parcels' boxes on the map, ledger CRS (west, south, east, north); not a number where not shown."""
        if self._boxes is None:
            boxes = np.full((len(self._positions), 4), np.nan)
            for uid, box in self._workspace.parcels.boxes():
                at = self._positions.get(uid)
                if at is not None:
                    boxes[at] = box
            self._boxes = boxes
        return self._boxes
