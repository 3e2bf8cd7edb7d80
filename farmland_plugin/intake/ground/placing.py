"""Where parcels lie (坐落): village, township and grid by overlay, with the county's own 管理区 (§7.3, 001-08, 001-25)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Optional, Tuple

from ...domain.area import round_half_up
from ...domain.management import RULE, TOWNSHIP_DIGITS, VILLAGE_DIGITS, management_areas
from ...domain.parcel import Parcel, Place
from ...domain.progress import Feedback
from ...ledger.ledger import Ledger
from ...ledger.places import TOWNSHIP_FIELDS, VILLAGE_FIELDS
from .areas_of_reference import Areas, shape_of

OVERLAY = "overlay"  # origin of a place
VILLAGE, TOWNSHIP, GRID = "village", "township", "grid"  # roles of reference layers
Shares = Dict[str, float]


@dataclass(frozen=True)
class _Names:
    """Names by code, as the layers have them."""

    townships: Mapping[str, str]
    villages: Mapping[str, str]


class Locator:
    """Overlays parcels with the registered layers of villages, townships and grids."""

    def __init__(self, ledger: Ledger) -> None:
        self._layers = {role: Areas.of_role(ledger, role) for role in (VILLAGE, TOWNSHIP, GRID)}
        self._managed = management_areas(ledger.rule(RULE), f"{RULE}.json")
        self._names = self._read_names()

    @property
    def ready(self) -> bool:
        """Whether there is a layer that says where parcels lie."""
        return bool(self._layers[VILLAGE] or self._layers[TOWNSHIP])

    def _read_names(self) -> _Names:
        townships: Dict[str, str] = {}
        villages: Dict[str, str] = {}
        for area in [*self._layers[VILLAGE].areas, *self._layers[TOWNSHIP].areas]:
            code = _digits(area.code)
            if len(code) == VILLAGE_DIGITS:
                villages[code] = area.name or villages.get(code, "")
                above = next((area.attributes[key] for key in TOWNSHIP_FIELDS if area.attributes.get(key)), "")
                townships.setdefault(code[:TOWNSHIP_DIGITS], above)
            else:
                townships[code] = area.name or townships.get(code, "")
        return _Names(townships, villages)

    def place(self, parcel: Parcel) -> Optional[Place]:
        """Return where a parcel lies by the largest share of its area, None where no layer has it.

        The village is sought inside the township that has most of the parcel. ``share`` is of the village, else of the township.
        """
        shape = shape_of(parcel.geom)
        whole = shape.area()
        if whole <= 0:
            return None
        villages, townships = self._shares(VILLAGE, shape), self._shares(TOWNSHIP, shape)
        for code, common in {k: v for k, v in villages.items() if len(k) < VILLAGE_DIGITS}.items():
            townships.setdefault(code, common)  # a layer of townships registered as villages
            del villages[code]
        if not townships:
            for code, common in villages.items():
                townships[code[:TOWNSHIP_DIGITS]] = townships.get(code[:TOWNSHIP_DIGITS], 0.0) + common
        if not townships:
            return None
        township = _largest(townships)
        village = _largest({code: v for code, v in villages.items() if code.startswith(township)} or villages)
        common = villages[village] if village else townships[township]
        return self._told(parcel, township, village, _largest(self._shares(GRID, shape)), min(1.0, common / whole))

    def _told(self, parcel: Parcel, township: str, village: str, grid: str, share: float) -> Place:
        managed = self._managed.get(village)
        name = managed.name if managed else self._names.townships.get(township, "")
        code = managed.code if managed else township
        village_name = self._names.villages.get(village, "")
        towns = [name, self._names.townships.get(township, "")]
        differs = _codes_differ(parcel.township, {code, township}, TOWNSHIP_DIGITS) if parcel.township else _names_differ(
            parcel.attributes, TOWNSHIP_FIELDS, towns)
        if village:
            differs = differs or (_codes_differ(parcel.village, {village}, VILLAGE_DIGITS) if parcel.village else _names_differ(
                parcel.attributes, VILLAGE_FIELDS, [village_name]))
        return Place(parcel.parcel_uid, code, village, grid, name, village_name, OVERLAY, float(round_half_up(share, 4)), differs)

    def _shares(self, role: str, shape: Any) -> Shares:
        found: Shares = {}
        for share in self._layers[role].under(shape):
            code = share.area.code if role == GRID else _digits(share.area.code)
            if code:
                found[code] = found.get(code, 0.0) + share.common_m2
        return found


def locate(parcels: Iterable[Parcel], ledger: Ledger, feedback: Feedback) -> Dict[str, Place]:
    """Return where parcels lie, by uid: those no registered layer has are left out.

    :param parcels: with township and village as issued; they are only compared, the issued codes stay with the parcel.
    :raises BadInput: for a layer's copy that is gone, or management areas that cannot be used.
    """
    locator = Locator(ledger)
    found: Dict[str, Place] = {}
    if not locator.ready:
        return found
    for number, parcel in enumerate(parcels):
        if number % 200 == 0:
            feedback.check()
        place = locator.place(parcel)
        if place is not None:
            found[parcel.parcel_uid] = place
    return found


def _largest(shares: Shares) -> str:
    """Return the code of the largest share ('' for none); of equal ones the one of the later layer."""
    best, most = "", 0.0
    for code, share in shares.items():
        if share >= most:
            best, most = code, share
    return best


def _digits(code: str) -> str:
    """Return the leading digits of a place's code: 12 of a village, 9 of a township (also where zeros fill it up to 12 or 19).

    Pseudo-codes that are not all digits are kept whole.
    """
    text = code.strip()
    if not text.isdigit() or len(text) < TOWNSHIP_DIGITS:
        return text
    return text[:VILLAGE_DIGITS] if text[TOWNSHIP_DIGITS:VILLAGE_DIGITS].strip("0") else text[:TOWNSHIP_DIGITS]


def _codes_differ(issued: str, found: Iterable[str], digits: int) -> bool:
    text = issued.strip()[:digits]
    return bool(text) and all(text != code[:len(text)] for code in found)


def _names_differ(attributes: Mapping[str, Any], fields: Tuple[str, ...], known: List[str]) -> bool:
    """Whether a name as issued is none of the names known: 城关 and 城关镇 are the same."""
    issued = next((text for text in (str(attributes.get(field) or "").strip() for field in fields)
                   if text and not text.isdigit()), "")
    names = [name for name in known if name]
    return bool(issued and names) and not any(issued in name or name in issued for name in names)


def as_issued(ledger: Ledger, uids: Iterable[str]) -> Iterator[Parcel]:
    """Yield parcels of the ledger with township and village as they were issued, however they were placed since."""
    issued = {row["parcel_uid"]: (row["township"] or "", row["village"] or "")
              for row in ledger.store.rows("SELECT parcel_uid, township, village FROM parcel")}
    for parcel in ledger.parcels(uids):
        township, village = issued[parcel.parcel_uid]
        yield replace(parcel, township=township, village=village)
