"""Going from one parcel of the table to the next, in the table's order or another one."""

from __future__ import annotations

from typing import Callable, Optional

from ..models.parcels import ParcelFilter

Order = Callable[[list[str]], list[str]]


class Walk:
    """The parcels the table shows in the order of walking; reckoned again only when the table shows others.

    A parcel that drops out of the table (it is finished, and only unfinished ones are shown) keeps its place: from there the
    walk goes on.
    """

    def __init__(self, model: ParcelFilter) -> None:
        self._model = model
        self._order: Optional[Order] = None
        self._walked: list[str] = []
        self._places: dict[str, int] = {}
        self._stale = True
        self._dropping = False
        model.rowsAboutToBeRemoved.connect(self._on_dropping)
        model.rowsRemoved.connect(self._on_table)
        model.modelReset.connect(self._on_reset)

    def set_order(self, order: Optional[Order]) -> None:
        """Walk in another order; None for the table's own."""
        self._order, self._stale = order, True

    def next(self, current: str, forward: bool, unfinished: bool) -> str:
        """Return the parcel after (before) the current one, '' at the end."""
        before, table = self._walked, self._model.table
        was = self._places.get(current, -1)
        self._refresh()
        self._dropping = False
        start = self._places.get(current)
        if start is None:
            start = self._beside(before, was, forward)
        ahead = range(start + 1, len(self._walked)) if forward else range(start - 1, -1, -1)
        for number in ahead:
            uid = self._walked[number]
            if not unfinished or table.pending(table.position(uid)):
                return uid
        return ""

    def _beside(self, before: list[str], was: int, forward: bool) -> int:
        """Return the place just before the parcel to go to, for a parcel that is not in the walk any more."""
        if was < 0:
            return -1 if forward else len(self._walked)
        left = before[was + 1:] if forward else before[was - 1::-1] if was else []
        place = next((self._places[uid] for uid in left if uid in self._places), None)
        if place is None:
            return len(self._walked) if forward else -1
        return place - 1 if forward else place + 1

    def _refresh(self) -> None:
        if self._stale:
            uids = self._model.uids()
            self._walked = self._order(uids) if self._order is not None else uids
            self._places = {uid: place for place, uid in enumerate(self._walked)}
            self._stale = False

    def _on_dropping(self, *_: object) -> None:
        if not self._dropping:  # the walk as it was before the first one dropped out
            self._refresh()
            self._dropping = True

    def _on_table(self, *_: object) -> None:
        self._stale = True

    def _on_reset(self) -> None:
        self._stale, self._dropping = True, False
