"""Control buildings: houses known to stand on both dates of a pair, marked once for it, so that its own error is measured."""

from __future__ import annotations

from typing import Any, List, Optional, Sequence, Tuple

from qgis.core import QgsGeometry, QgsPointXY, QgsRectangle

from ...compat import geometry_of
from ...domain.change_rules import RULE, Profile
from ...domain.errors import BadInput
from ...domain.imagery import ControlBuilding
from ...i18n import tr
from ...ledger.crs import ledger_crs
from .sources import Source

MOST_M2 = 20000.0  # what is larger is a yard or a block, no building
Pair = Tuple[Source, Source]


class Controls:
    """Reads the marks of the pair that is shown, adds one, takes one back; nothing is read while nobody marks."""

    def __init__(self, workspace: Any) -> None:
        self._workspace = workspace
        self._known: Tuple[Any, List[ControlBuilding]] = (None, [])

    def forget(self) -> None:
        """Read anew next time."""
        self._known = (None, [])

    def marks(self, pair: Pair) -> List[ControlBuilding]:
        """Return what is marked for a pair of scenes."""
        key = (pair[0].key, pair[1].key)
        if self._known[0] != key:
            self._known = key, self._workspace.ledger.control_buildings(*key)
        return self._known[1]

    def needed(self) -> int:
        """Return how many a pair needs before "cleared" is suggested of it."""
        return int(Profile.from_rule(self._workspace.ledger.rule(RULE)).control_least)

    def mark(self, pair: Pair, drawn: QgsGeometry, parcel: QgsGeometry) -> None:
        """Mark a building for a pair.

        :param drawn: its outline, :param parcel: the parcel looked at; both in the ledger's CRS. :raises BadInput: for what
            cannot be a control building of this pair.
        """
        if not drawn.isGeosValid() or not drawn.area() > 0:
            raise BadInput(tr("The outline crosses itself or encloses no ground: draw it again."))
        if drawn.intersects(parcel):
            raise BadInput(tr("A control building stands outside the parcel that is checked: choose another house."))
        if drawn.area() > MOST_M2 and not ledger_crs(self._workspace.ledger).isGeographic():
            raise BadInput(tr("The outline is too large for one building: click the corners of one house."))
        if not all(QgsRectangle(*one.bounds).contains(drawn.boundingBox()) for one in pair if one.bounds is not None):
            raise BadInput(tr("Both images must show the whole building: choose one that lies inside both."))
        drawn.convertToMultiType()
        self._workspace.writing().mark_control(pair[0].key, pair[1].key, bytes(drawn.asWkb()))
        self._written()

    def take_back(self, pair: Pair, place: QgsPointXY) -> bool:
        """Take back the mark at a place of the ledger's CRS; False where there is none."""
        spot = QgsGeometry.fromPointXY(place)
        found = next((one for one in self.marks(pair) if geometry_of(one.geom).contains(spot)), None)
        if found is None:
            return False
        self._workspace.writing().unmark_control(found.control_id)
        self._written()
        return True

    def _written(self) -> None:
        self.forget()
        self._workspace.refresh()


def pair_of(shown: Sequence[Optional[Source]]) -> Pair:
    """Return the two registered scenes that are shown, the earlier first.

    :raises BadInput: when not both are registered scenes, or the first is not the earlier.
    """
    scenes = [one for one in shown[:2] if one is not None and one.path]
    if len(scenes) < 2:
        raise BadInput(tr("Control buildings belong to two registered images: show one from before and one from after."))
    if not scenes[0].captured < scenes[1].captured:
        raise BadInput(tr("The first image must be the earlier one: {first} is not before {second}."),
                       first=scenes[0].captured, second=scenes[1].captured)
    return scenes[0], scenes[1]
