"""The parcels of a ledger as a table to hand out: what it knows of each, then every field as it was handed down."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Dict, Iterator, List, Optional, Sequence, Tuple, Union

from ..domain.area import to_mu
from ..domain.parcel import Batch, CaseState, Parcel, Place
from ..i18n import language, tr
from ..ledger.ledger import Ledger
from ..ledger.places import Places
from ..ledger.reissues import replaced
from ..paths import resource
from .short_names import short_name, unique

Value = Union[str, int, Decimal, None]
_DECIMAL = re.compile(r"^-?(0|[1-9]\d*)(\.\d*[1-9])?$")
_CODE_NAME = re.compile(r"(DM|BH|BM|HM|ID|BSM|代码|编码|编号|号|码)$", re.IGNORECASE)
_MOST_DIGITS = 15  # a double holds so many exactly
_RESERVED = ("fid", "geom", "ogc_fid")


@dataclass(frozen=True)
class Column:
    """One column. :param name: full name. :param short: at most ten ASCII letters. :param label: Chinese.

    :param kind: text, int or real with ``decimals``. :param dictionary: of its codes, '' for none. :param issued: the field as
        it was handed down, '' for the ledger's own columns.
    """

    name: str
    short: str
    label: str
    kind: str
    meaning: str = ""
    decimals: int = 0
    dictionary: str = ""
    issued: str = ""


class ParcelTable:
    """The table of a selection of parcels; walk ``rows`` as often as needed.

    A field handed down keeps its name; where that is a column of the ledger's own it ends in ``_issued``.
    """

    def __init__(self, ledger: Ledger, uids: Sequence[str]) -> None:
        self._ledger, self.uids = ledger, list(uids)
        own = own_columns()
        issued, kinds = _issued(ledger, self.uids)
        taken = [column.name for column in own]
        known = {name.casefold() for name in (*taken, *_RESERVED)}
        full = unique([f"{name}_issued" if name.casefold() in known else name or "F" for name in issued],
                      (*taken, *_RESERVED), limit=63)
        short = unique([short_name(name) for name in issued], [column.short for column in own])
        self.columns: List[Column] = [*own, *(
            Column(name, brief, field, *kinds[field][:1], meaning=tr("As handed down."), decimals=kinds[field][1], issued=field)
            for field, name, brief in zip(issued, full, short))]

    def rows(self) -> Iterator[Tuple[Parcel, List[Value]]]:
        """Yield every parcel with its values in the order of ``columns``."""
        ledger = self._ledger
        batches = {batch.batch_id: batch for batch in ledger.batches()}
        cases = {case.parcel_uid: case for case in ledger.cases(self.uids)}
        located = {place.parcel_uid: place for place in ledger.places(self.uids)}
        numbers = {parcel.parcel_uid: parcel.source_no for parcel in ledger.parcels(geometry=False)}
        people, gone = ledger.people.by_id(), replaced(ledger)
        places = Places(ledger)
        for parcel in ledger.parcels(self.uids):
            uid = parcel.parcel_uid
            own = _own(parcel, batches[parcel.batch_id], cases.get(uid) or CaseState(uid), located.get(uid), places)
            own["replaced"] = gone[uid].sentence() if uid in gone else ""
            own["parent_no"] = numbers.get(parcel.parent_uid or "", "")
            own["surveyors"] = "、".join(people.get(one, one) for one in str(own["surveyors"]).split(",") if one)
            yield parcel, [self._value(column, own, parcel) for column in self.columns]

    def _value(self, column: Column, own: Dict[str, Any], parcel: Parcel) -> Value:
        if column.issued:
            text = str(parcel.attributes.get(column.issued, "") or "")
            return Decimal(text) if text and column.kind == "real" else text
        if column.name.endswith("_label"):
            known = self._ledger.dictionary(column.dictionary)
            return "、".join(known.label(code, "zh") for code in str(own[column.name[: -len("_label")]]).split(",") if code)
        value = own[column.name]
        if column.kind == "real":
            return Decimal(value) if value not in ("", None) else None
        return int(value) if column.kind == "int" else str(value or "")


def own_columns() -> List[Column]:
    """Return the columns every export begins with, as ``resources/export/parcel_fields.json`` lists them."""
    meaning = "meaning_zh" if language() == "zh" else "meaning"
    found: List[Column] = []
    for entry in json.loads(resource("export", "parcel_fields.json").read_text(encoding="utf-8")):
        found.append(Column(entry["name"], entry["short"], entry["label_zh"], entry["kind"], entry[meaning],
                            entry.get("decimals", 0), entry.get("dictionary", "")))
        beside = entry.get("label_column")
        if beside:
            found.append(Column(beside["name"], beside["short"], beside["label_zh"], "text",
                                tr("What the code beside it means."), 0, entry["dictionary"]))
    return found


def _own(parcel: Parcel, batch: Batch, case: CaseState, place: Optional[Place], places: Places) -> Dict[str, Any]:
    """Return the ledger's own values by column name; label columns are made from the codes."""
    return {
        "source_no": parcel.source_no, "batch": batch.name, "source": batch.source, "batch_kind": batch.kind,
        "township": parcel.township, "township_name": _word(places.township(parcel)), "village": parcel.village,
        "village_name": _word(places.village(parcel)), "grid": place.grid if place is not None else "",
        "monitored_area_m2": parcel.monitored_area_m2, "area_m2": parcel.area_m2, "area_mu": to_mu(parcel.area_m2),
        "remediate_by": batch.remediate_by, "accept_by": batch.accept_by, "repair": parcel.repair,
        "source_file": parcel.source_file, "source_row": parcel.source_row, "parcel_uid": parcel.parcel_uid,
        **{name: getattr(case, name) for name in (
            "status", "hold", "finding", "disposition", "category", "department", "flags", "confirmed_area_m2", "note",
            "surveyed_on", "surveyors", "round")},
    }


def _word(text: str) -> str:
    """Return a place's name, '' where only its code is known."""
    return "" if text.isdigit() else text


def _issued(ledger: Ledger, uids: Sequence[str]) -> Tuple[List[str], Dict[str, Tuple[str, int]]]:
    """Return the fields handed down in the order they were met, and what each holds: real with decimals, or text.

    A field is a number when all its values are decimal numbers, one at least with a point, and its name is not that of a code
    or a number that counts nothing (图斑编号): ``01`` and ``130102`` stay text.
    """
    decimals: Dict[str, int] = {}
    text: Dict[str, bool] = {}
    for parcel in ledger.parcels(uids, geometry=False):
        for name, value in parcel.attributes.items():
            decimals.setdefault(name, 0)
            plain = str(value or "")
            if not plain or text.get(name):
                continue
            if not _DECIMAL.match(plain) or sum(letter.isdigit() for letter in plain) > _MOST_DIGITS:
                text[name] = True
            else:
                decimals[name] = max(decimals[name], len(plain.partition(".")[2]))
    kinds = {name: ("real", places) if places and not text.get(name) and not _CODE_NAME.search(name.strip()) else ("text", 0)
             for name, places in decimals.items()}
    return list(decimals), kinds
