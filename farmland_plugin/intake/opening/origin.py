"""Where a reference layer comes from: a file, a table of a database, or a layer of the QGIS project."""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Dict, Optional, Tuple

from qgis.core import QgsDataSourceUri, QgsProviderRegistry, QgsVectorLayer

from ...domain.errors import BadInput, FarmlandError
from ...domain.parcel import Redline
from ...i18n import tr
from ...ledger.ledger import Ledger, is_database
from ...ledger.postgis.address import PORT, SCHEMA, Address
from ...ledger.sources import CHANGED, SAME, UNKNOWN, note_source, source_state, touched
from ..readers.base import Source
from ..readers.database import TableName, open_table
from ..readers.project_layer import LayerCopy, open_project_layer
from .source import open_source

FILE, DATABASE, PROJECT = "file", "database", "project"
Check = Callable[[], None]


@dataclass(frozen=True)
class Origin:
    """One layer, wherever it lies.

    :param kind: file, database or project. :param path: what is kept and printed: the file, the database's address without a
        password, the layer's name. :param layer: of a file with several; schema.table; id of the project's layer.
    :param address: of the database, with what opens it. :param copy: of the project's layer.
    """

    kind: str
    path: str
    layer: str = ""
    address: Optional[Address] = None
    copy: Optional[LayerCopy] = None

    def open(self, encoding: str = "", crs: str = "", check: Optional[Check] = None) -> Source:
        """Open it.

        :param check: called now and then while a table is read for its hash; may raise. :raises BadInput: one sentence for each
            way in which it cannot be used.
        """
        if self.address is not None:
            return open_table(self.address, self.layer, crs, check)
        if self.copy is not None:
            return open_project_layer(self.copy, crs, check)
        return open_source(self.path, self.layer, encoding, crs)

    def settings(self, source: Source) -> Dict[str, str]:
        """Return what the ledger keeps so that the same layer can be opened again."""
        kept = {"source": self.kind, "layer": self.layer, "encoding": source.encoding if self.kind == FILE else ""}
        return {key: value for key, value in kept.items() if value and value != FILE}


def origin_of(text: str, layer: str = "", found: Optional[Any] = None) -> Origin:
    """Return where an INPUT lies.

    :param text: a path, ``postgresql://…`` with ``layer`` schema.table, or a layer's source as QGIS writes it.
    :param found: the layer of the project that ``text`` names; made in the thread it lives in.
    :raises BadInput: for a table without a name, or a source that is neither file nor table.
    """
    if found is not None:
        return of_layer(found)
    base, _, inside = text.partition("|layername=")
    if is_database(base):
        address = Address.parse(base)
        plain = TableName.parse(layer or inside, address.schema if "schema=" in base else "public")
        return _table(address, plain)
    if "dbname=" in text or "service=" in text:
        return _of_uri(QgsDataSourceUri(text), text)
    return Origin(FILE, os.path.abspath(base), layer or inside)


def of_layer(layer: QgsVectorLayer) -> Origin:
    """Return where a layer of the project lies: its file or table, where it shows the whole of it, else the layer itself."""
    copy = LayerCopy.of(layer)
    if not layer.subsetString() and layer.providerType() == "ogr":
        parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
        path = str(parts.get("path") or "")
        if path and not path.startswith("/vsi"):
            return Origin(FILE, path, str(parts.get("layerName") or ""))
    if not layer.subsetString() and layer.providerType() == "postgres":
        return _of_uri(QgsDataSourceUri(layer.source()), layer.name())
    return Origin(PROJECT, layer.name(), layer.id(), copy=copy)


def _of_uri(uri: QgsDataSourceUri, shown: str) -> Origin:
    """Return the table of a layer's source."""
    if uri.sql():
        raise BadInput(tr("The layer {name} is filtered: take the filter off, or make a view of what it shows."), name=shown)
    if uri.service() or not uri.table() or uri.table().startswith("("):
        raise BadInput(tr("{name} is no table of a database that is named by its address: give {example} and LAYER as "
                          "schema.table."), name=_safe(shown), example="postgresql://…")
    address = Address(uri.host(), int(uri.port() or PORT), uri.database(), uri.username(), uri.password(), SCHEMA, "",
                      uri.authConfigId(), _ssl(uri))
    return _table(address, TableName(uri.schema() or "public", uri.table(), uri.geometryColumn()))


def _ssl(uri: QgsDataSourceUri) -> Tuple[Tuple[str, str], ...]:
    known = {QgsDataSourceUri.SslMode.SslDisable: "disable", QgsDataSourceUri.SslMode.SslAllow: "allow",
             QgsDataSourceUri.SslMode.SslRequire: "require", QgsDataSourceUri.SslMode.SslVerifyCa: "verify-ca",
             QgsDataSourceUri.SslMode.SslVerifyFull: "verify-full"}
    mode = known.get(uri.sslMode())
    return (("sslmode", mode),) if mode else ()


def _safe(text: str) -> str:
    return QgsDataSourceUri.removePassword(text)


def _table(address: Address, name: TableName) -> Origin:
    plain = address._replace(schema=SCHEMA, files="")
    return Origin(DATABASE, plain.name, str(name), address=plain)


def origin_of_redline(line: Redline, ledger: Optional[Ledger] = None, layer: Optional[Any] = None) -> Origin:
    """Return where a registered red line was read from.

    :param ledger: one in the same database lends its login, for every colleague has one of their own.
    :param layer: of the project, for a red line that came from one.
    :raises BadInput: when that cannot be known any more.
    """
    inside = line.settings.get("layer", "")
    if line.source_kind == DATABASE:
        found = origin_of(line.source_path, inside)
        return replace(found, address=_lent(found.address, ledger)) if found.address is not None else found
    if line.source_kind == PROJECT:
        if layer is None:
            raise BadInput(tr("The red line {name} came from a layer of a project: open the project, or register it again from a "
                              "file."), name=line.name)
        return of_layer(layer)
    return Origin(FILE, line.source_path, inside)


def _lent(address: Address, ledger: Optional[Ledger]) -> Address:
    if ledger is None or not ledger.store.shared:
        return address
    own: Address = ledger.store.address
    if (own.host, own.port, own.database) != (address.host, address.port, address.database):
        return address
    return own._replace(schema=SCHEMA, files="")


def source_changed(line: Redline, ledger: Optional[Ledger] = None, layer: Optional[Any] = None) -> Optional[bool]:
    """Whether a red line's source holds other data now than when it was registered; None when it cannot be reached or read.

    Reads the whole source.
    """
    try:
        origin = origin_of_redline(line, ledger, layer)
        with closing(origin.open(line.settings.get("encoding", ""), line.source_crs)) as source:
            return bool(source.sha256 != line.sha256)
    except (FarmlandError, OSError):
        return None


def source_stands(line: Redline, ledger: Ledger, *, thoroughly: bool = False) -> str:
    """Return how the file behind a red line stands (``ledger.sources``); read only when it was touched since the last time.

    :param thoroughly: read it in any case.
    """
    found = source_state(ledger.files, line)
    asked = (SAME, CHANGED, UNKNOWN) if thoroughly else (UNKNOWN,)
    if line.source_kind != FILE or found not in asked:
        return found
    signed = touched(Path(line.source_path))
    changed = source_changed(line, ledger)
    if changed is None:
        return UNKNOWN
    note_source(ledger.files, line, signed, "" if changed else line.sha256)
    return CHANGED if changed else SAME
