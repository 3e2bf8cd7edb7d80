"""A new ledger file: skeleton, schema, rules and dictionaries, built beside and renamed when complete."""

from __future__ import annotations

import hashlib
import json
import re
import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Optional, Tuple

from ..domain.area import AreaRule
from ..domain.change_rules import Profile
from ..domain.codes import parse_dictionary, parse_json
from ..domain.cropland import CroplandRules
from ..domain.errors import BadInput, LedgerError
from ..domain.management import RULE, management_areas
from ..domain.photo_rules import RULE as PHOTOS
from ..domain.photo_rules import PhotoRules
from ..domain.same_ground_rules import Thresholds
from ..domain.site_check import SiteRules
from ..domain.workflow import Workflow
from ..files import private_file, replacing, text_of
from ..i18n import tr
from ..paths import resource
from . import gpkg
from .cases.campaigns import check_campaigns
from .cases.suggestions import check_suggestions
from .connection import connect, explain, transaction
from .schema import TABLES, VERSION, statements

Shipped = Dict[str, str]


@dataclass(frozen=True)
class LedgerCrs:
    """The CRS of a ledger: EPSG code, WKT (GDAL's WKT1), description, and how areas are measured in it."""

    epsg: int
    wkt: str
    description: str
    area_rule: AreaRule


def check_county(county: str) -> str:
    """Return the 6-digit county code.

    :raises BadInput: when it is not six digits, no province has its first two, or it names a province or city.
    """
    provinces = parse_dictionary("province", resource("dictionaries", "province.json").read_text(encoding="utf-8"),
                                 "province.json")
    code = county.strip()
    if not re.fullmatch(r"[0-9]{6}", code) or provinces.get(code[:2]) is None or code.endswith("00"):
        raise BadInput(tr("{code} is not a county code: give the 6 digits of the county (for example 130423)."),
                       code=county or "''")
    return code


def read_rules(override: Optional[Path]) -> Tuple[Shipped, Shipped]:
    """Return the texts of ``(dictionaries, rules)``: the shipped ones, replaced by those of the same name in a folder.

    :raises BadInput: for a folder that is missing, a file no shipped one corresponds to, or JSON that does not parse.
    """
    dictionaries = {p.stem: p.read_text(encoding="utf-8") for p in sorted(resource("dictionaries").glob("*.json"))}
    rules = {p.stem: p.read_text(encoding="utf-8") for p in sorted(resource("rules").glob("*.json"))}
    if override is not None:
        if not override.is_dir():
            raise BadInput(tr("The rules folder {path} does not exist."), path=override)
        for path in sorted(override.rglob("*.json")):
            target = dictionaries if path.stem in dictionaries else rules if path.stem in rules else None
            if target is None:
                raise BadInput(tr("{file} is neither a dictionary nor a rule of this program: rename or remove it."),
                               file=path)
            target[path.stem] = text_of(path)
    for name, text in dictionaries.items():
        if name != "field_alias":
            parse_dictionary(name, text, f"{name}.json")
    for name, text in {**rules, "field_alias": dictionaries["field_alias"]}.items():
        parse_json(text, f"{name}.json")
    Workflow.parse(rules["workflow"], "workflow.json")
    check_campaigns(dictionaries, rules)
    for name, check in (("same_ground", Thresholds.from_json), (RULE, management_areas), ("site_check", SiteRules.from_json),
                        ("cropland", CroplandRules.from_json), (PHOTOS, PhotoRules.from_json), ("change", Profile.from_rule)):
        check(parse_json(rules[name], f"{name}.json"), f"{name}.json")
    check_suggestions(dictionaries, rules)
    return dictionaries, rules


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _schema(connection: sqlite3.Connection, crs: LedgerCrs) -> None:
    gpkg.create_skeleton(connection, crs.epsg, crs.description, crs.wkt)
    for version in range(1, VERSION + 1):
        for statement in statements(version):
            connection.execute(statement)
    gpkg.register_features(connection, "parcel", "geom", crs.epsg)
    for table in TABLES:
        gpkg.register_attributes(connection, table)


@dataclass(frozen=True)
class Content:
    """What a new ledger begins with: its ``meta`` rows, and its dictionaries and rules as texts by name."""

    meta: Dict[str, str]
    crs: LedgerCrs
    dictionaries: Shipped
    rules: Shipped

    def digest(self, name: str) -> str:
        """Return the SHA-256 of a dictionary's or rule's text."""
        return text_digest({**self.dictionaries, **self.rules}[name])


def rules_version(dictionaries: Shipped, rules: Shipped) -> str:
    """Return what names a set of rules in every event judged by it."""
    texts: List[Tuple[str, str]] = sorted({**dictionaries, **rules}.items())
    return text_digest(json.dumps(texts))[:12]


def content(meta: Dict[str, Any], crs: LedgerCrs, rules_folder: Optional[Path]) -> Content:
    """Return what a new ledger begins with.

    :param meta: county, name, ledger_uuid, created_at, created_by, plugin.
    :raises BadInput: for rules that cannot be used.
    """
    dictionaries, rules = read_rules(rules_folder)
    return Content({
        **meta, "schema_version": str(VERSION), "epsg": str(crs.epsg), "crs_wkt": crs.wkt,
        "rule_version": rules_version(dictionaries, rules), "area_rule": json.dumps(crs.area_rule.to_dict()),
    }, crs, dictionaries, rules)


def build(path: Path, new: Content) -> None:
    """Write a new, empty ledger to ``path``.

    :raises LedgerError: when the path exists or cannot be written.
    """
    if path.exists():
        raise LedgerError(tr("{path} exists already: choose another name, or open it."), path=path)
    with replacing(path) as part:
        try:
            private_file(part)
            connection = connect(part)
        except sqlite3.Error as error:
            raise explain(error, path) from error
        try:
            with transaction(connection, path):
                _schema(connection, new.crs)
                connection.executemany("INSERT INTO meta VALUES (?, ?)", sorted(new.meta.items()))
                connection.executemany("INSERT INTO dictionary VALUES (?, ?, ?)",
                                       [(name, text, new.digest(name)) for name, text in new.dictionaries.items()])
                connection.executemany("INSERT INTO rule VALUES (?, ?, ?)",
                                       [(name, text, new.digest(name)) for name, text in new.rules.items()])
        finally:
            connection.close()
