"""Layers that may become red lines: what they are called, which fields they have, and what that says of role and vintage."""

from __future__ import annotations

import re
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any, Callable, Iterable, Iterator, Mapping

from ...crs_words import crs_words
from ...domain.codes import Dictionary, Entry, normalised
from ...domain.errors import Cancelled, FarmlandError
from ...domain.layer_fields import Columns, pick_columns
from ...i18n import message, tr
from ...intake.opening.origin import FILE, Origin
from ...intake.opening.source import open_sources
from ...intake.readers.project_layer import value_text
from ...ledger.crs import words_of

SAMPLE = 300  # rows that are looked at
VALUES = 6  # different values that are shown of a field
_VINTAGE = re.compile(r"(?<!\d)((?:19|20)\d\d)(?:[-_.年]?(0[1-9]|1[0-2])(?:[-_.月]?(0[1-9]|[12]\d|3[01]))?)?(?!\d)")
_YEAR_FIELDS = ("SJNF", "数据年份")
_MONITORED = ("JCBH", "XSBH", "监测", "线索")
_NAMED, _FIELD = 100, 1  # a role's name in the layer's counts for more than all fields


@dataclass
class Offer:
    """A layer somebody wants to register.

    :param text, layer: what INPUT and LAYER of registerredline name it by. :param shown: where it comes from, for people.
    :param rows: a sample. :param crs: in words, '' when it must be said. :param fault: why it cannot be taken.
    :param sha256: of its data, '' where that was not read. :param part: which layer of a file it is, '' for the only one.
    """

    text: str
    layer: str = ""
    name: str = ""
    shown: str = ""
    fields: list[str] = field(default_factory=list)
    rows: list[Mapping[str, str]] = field(default_factory=list)
    crs: str = ""
    count: int = -1
    fault: str = ""
    is_file: bool = False
    sha256: str = ""
    part: str = ""

    def values(self, columns: Columns, key: str) -> list[str]:
        """Return some different values of what a field means, as they will be read."""
        found: dict[str, None] = {}
        name = columns.field_map().get(key, "")
        for row in self.rows if name else ():
            plain = str(row.get(name, "") or "").strip()
            value = columns.detail(row).get(key, "") if any(key == one for one, _ in columns.details) else plain
            if value:
                found[value] = None
            if len(found) > VALUES:
                break
        return list(found)


def of_file(path: str, layer: str = "", encoding: str = "", crs: str = "") -> list[Offer]:
    """Return the layers of a file, folder or zip; one that cannot be read says why. Reads the whole of it: not for the window.

    :param layer: one of several, '' for all.
    """
    try:
        opened = open_sources(path, layer or "*", encoding, crs)
    except FarmlandError as error:
        return [Offer(path, layer, _plain(path), path, fault=message(error), is_file=True)]
    try:
        packed = Path(path).suffix.lower() == ".zip" and len(opened.members) > 1
        return [_of_source(path, source, several=len(opened.members) > 1, packed=packed) for source in opened]
    finally:
        opened.close()


def _of_source(path: str, source: Any, *, several: bool, packed: bool) -> Offer:
    inside = str(getattr(source, "layer", "") or "") if "|" in source.name else ""
    outside = str(source.path) if several and not packed and Path(path).is_dir() and Path(path).suffix.lower() != ".gdb" else path
    name = inside or _plain(source.name)
    made = Offer(outside, inside, name, outside + (f" · {inside}" if inside else ""), list(source.fields), [],
                 words_of(source.crs), source.count, is_file=True,
                 sha256="" if packed else source.sha256, part=inside)
    try:
        made.rows = [row.attributes for row in islice(source, SAMPLE)]
    except FarmlandError as error:
        made.fault = message(error)
    if packed and not inside:
        made.fault = tr("{name} holds several layers: unpack it and choose the file.").format(name=_plain(path))
    return made


def of_layer(layer: Any, text: str, shown: str) -> Offer:
    """Return a layer QGIS has open; in the thread it lives in.

    :param text: what INPUT names it by.
    """
    names = [one.name() for one in layer.fields()]
    rows = [dict(zip(names, map(value_text, feature.attributes()))) for feature in islice(layer.getFeatures(), SAMPLE)]
    crs = layer.crs()
    return Offer(text, "", layer.name(), shown, names, rows, crs_words(crs.authid(), crs.description()) if crs.isValid() else "",
                 int(layer.featureCount()))


def hash_of(offer: Offer, origin: Origin, check: Callable[[], None]) -> None:
    """Read the hash of a project layer's data; what cannot be read has none. Reads the whole of it: not for the window."""
    try:
        with closing(origin.open(check=check)) as source:
            offer.sha256, offer.part = source.sha256, origin.layer if origin.kind == FILE else ""
    except Cancelled:
        raise
    except (FarmlandError, OSError):
        offer.sha256 = ""


def proposed_role(dictionary: Dictionary, offer: Offer) -> str:
    """Return the role that a layer's name and fields speak for, '' when none does."""
    scores = {entry.code: _score(entry, offer) for entry in dictionary.entries}
    best = max(scores, key=lambda code: scores[code], default="")
    return best if scores.get(best, 0) > 0 else ""


def _score(entry: Entry, offer: Offer) -> int:
    texts = [normalised(text) for text in (offer.name, Path(offer.text).stem if offer.is_file else "")]
    aliases = [normalised(alias) for alias in (entry.label_zh, *entry.aliases)]
    named = max((len(alias) for alias in aliases if any(_says(text, alias) for text in texts)), default=0)
    have = {normalised(name) for name in offer.fields}
    lists = [entry.extra.get("class_fields", []), entry.extra.get("name_fields", [])]
    lists += list((entry.extra.get("detail_fields") or {}).values())
    fields = sum(any(normalised(name) in have for name in names) for names in lists)
    return _NAMED * named + (_FIELD * fields if any(normalised(name) in have for names in lists[:2] for name in names) else 0)


def is_batch(dictionary: Dictionary, offer: Offer, numbers: Iterable[str]) -> bool:
    """Whether a layer looks like an issued batch of parcels: it has the monitoring's number.

    :param numbers: what field_alias calls a parcel's number. A number of parcels in general (图斑编号) only speaks where the
        layer's own name speaks for no role: layers of land use have one, too.
    """
    have = {normalised(name) for name in offer.fields}
    plain = {normalised(name) for entry in dictionary.entries for name in entry.extra.get("name_fields", [])}
    found = {number for number in numbers if normalised(number) in have - plain}
    if any(word in number.upper() for number in found for word in _MONITORED):
        return True
    named = max((_score(entry, offer) for entry in dictionary.entries), default=0) >= _NAMED
    return not named and any("图斑" in number for number in found)


def _says(text: str, alias: str) -> bool:
    """Whether a name says an alias; a short code only where no other letter or digit stands beside it."""
    if not alias.isascii():
        return alias in text
    beside = r"\d" if alias.isdigit() else "[a-z]"
    return re.search(f"(?<!{beside}){re.escape(alias)}(?!{beside})", text) is not None


def proposed_vintage(offer: Offer) -> str:
    """Return the year, month or day a layer's own name or its data give, '' when they do not."""
    for text in (offer.name, Path(offer.text).stem if offer.is_file else ""):
        found = _VINTAGE.search(text)
        if found:
            return "-".join(part for part in found.groups() if part)
    for name in offer.fields:
        if name.upper() in _YEAR_FIELDS:
            years = {str(row.get(name, "")).strip() for row in offer.rows} - {"", "0"}
            if len(years) == 1 and _VINTAGE.fullmatch(next(iter(years))):
                return next(iter(years))
    return ""


def columns_of(offer: Offer, role: Entry, chosen: Mapping[str, str]) -> Columns:
    """Return which fields are taken for a role. :raises BadInput: when the role's lists cannot be used."""
    return pick_columns(offer.fields, role, {key: name for key, name in chosen.items() if name in offer.fields})


def keys_of(role: Entry) -> list[str]:
    """Return what a role asks of a layer's fields: class, coefficient, name, then its details."""
    asked = [("class_code", "class_fields"), ("coefficient", "net_fields"), ("name", "name_fields")]
    return [key for key, extra in asked if role.extra.get(extra)] + list(role.extra.get("detail_fields") or {})


def without_doubles(offers: Iterable[Offer]) -> Iterator[Offer]:
    """Yield offers, each layer once."""
    seen: set[tuple[str, str]] = set()
    for offer in offers:
        if (offer.text, offer.layer) not in seen:
            seen.add((offer.text, offer.layer))
            yield offer


def _plain(name: str) -> str:
    path = Path(name)
    return path.stem or name
