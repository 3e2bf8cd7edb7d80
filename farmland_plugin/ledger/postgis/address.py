"""Where a ledger in a database is: ``postgresql://login@host:port/database?schema=…&files=…&authcfg=…``."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, Dict, List, NamedTuple, Tuple
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

from ...domain.errors import BadInput
from ...i18n import tr

SCHEMA = "farmland"
PORT = 5432
LIBPQ = ("sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout")
KNOWN = ("schema", "files", "authcfg", *LIBPQ)
_NAME = re.compile(r"[a-z_][a-z0-9_]{0,40}")
_PREFIX = re.compile(r"^postgres(ql)?:[/\\]*")


class Address(NamedTuple):
    """The parts of a database ledger's address.

    :param files: folder of the files beside the ledger, '' when the address names none. :param authcfg: id of a QGIS
        authentication configuration. :param options: further libpq parameters, sorted.
    """

    host: str
    port: int
    database: str
    user: str
    password: str
    schema: str
    files: str
    authcfg: str
    options: Tuple[Tuple[str, str], ...]

    @classmethod
    def parse(cls, text: str) -> Address:
        """Return the parts of an address; one that went through a path (``postgresql:/…``) is understood, too.

        :raises BadInput: saying what is missing or unknown.
        """
        try:
            url = urlsplit(_PREFIX.sub("postgresql://", text.strip()))
            port = url.port or PORT
        except ValueError as error:
            raise BadInput(tr("{address} is not the address of a database: write it as {example}."), address=_hidden(text),
                           example=EXAMPLE) from error
        asked = dict(parse_qsl(url.query, keep_blank_values=True))
        unknown = sorted(set(asked) - set(KNOWN))
        if unknown:
            raise BadInput(tr("The address has the unknown part {name}; known are {known}."), name=unknown[0],
                           known=", ".join(KNOWN))
        database, schema = unquote(url.path.strip("/")), asked.get("schema") or SCHEMA
        if not database or "/" in database or not _NAME.fullmatch(schema):
            raise BadInput(tr("{address} is not the address of a database: write it as {example}."), address=_hidden(text),
                           example=EXAMPLE)
        return cls(unquote(url.hostname or ""), port, database, unquote(url.username or ""), unquote(url.password or ""), schema,
                   asked.get("files", ""), asked.get("authcfg", ""),
                   tuple(sorted((key, value) for key, value in asked.items() if key in LIBPQ and value)))

    @property
    def name(self) -> str:
        """The address without the password: what may be shown, kept in a project and opened again."""
        login = quote(self.user, safe="") + "@" if self.user else ""
        host = f"[{self.host}]" if ":" in self.host else quote(self.host, safe="")
        port = f":{self.port}" if self.port != PORT else ""
        asked: List[Tuple[str, str]] = [
            *((("schema", self.schema),) if self.schema != SCHEMA else ()),
            *((("files", self.files),) if self.files else ()), *((("authcfg", self.authcfg),) if self.authcfg else ()),
            *self.options]
        query = "?" + urlencode(asked, safe="/:") if asked else ""
        return f"postgresql://{login}{host}{port}/{quote(self.database, safe='')}{query}"

    @property
    def secret(self) -> str:
        """The address with the password: for opening, never for showing or keeping."""
        if not self.password:
            return self.name
        login = quote(self.user, safe="")
        return self.name.replace(f"//{login}@", f"//{login}:{quote(self.password, safe='')}@", 1)

    @property
    def readers(self) -> str:
        """The group role that may read this schema."""
        return f"{self.schema}_read"

    @property
    def writers(self) -> str:
        """The group role that may write in this schema."""
        return f"{self.schema}_write"

    def connection(self) -> Tuple[str, Dict[str, Any]]:
        """Return what ``psycopg2.connect`` wants: a connection string and parameters.

        With ``authcfg`` login, password and certificates come from QGIS, which may ask for its master password.

        :raises BadInput: when QGIS has no such authentication configuration.
        """
        given: Dict[str, Any] = {
            "dbname": self.database, "connect_timeout": 10, "application_name": "farmland", "client_encoding": "utf8",
            "keepalives_idle": 30, "keepalives_interval": 10, "keepalives_count": 3, **dict(self.options)}
        for key, value in (("host", self.host), ("port", self.port if self.host else ""), ("user", self.user),
                           ("password", self.password)):
            if value:
                given[key] = value
        if not self.authcfg:
            return "", given
        return expanded(self), {key: value for key, value in given.items() if key not in ("user", "password")}


EXAMPLE = "postgresql://login@host:5432/database"


def _hidden(text: str) -> str:
    """Return an address that could not be read, without what may be a password in it."""
    return re.sub(r":[^:@/]*@", ":***@", text)


def expanded(address: Address) -> str:
    """Return login, password and certificates of a QGIS authentication configuration as libpq wants them.

    :raises BadInput: when there is no such configuration.
    """
    from qgis.core import QgsApplication, QgsDataSourceUri

    if address.authcfg not in QgsApplication.authManager().configIds():
        raise BadInput(tr("QGIS has no authentication configuration {id}: choose one under Settings, Options, Authentication."),
                       id=address.authcfg)
    uri = QgsDataSourceUri()
    uri.setAuthConfigId(address.authcfg)
    if address.user:
        uri.setUsername(address.user)
    return str(uri.connectionInfo(True))


def files_folder(address: Address, ledger_uuid: str) -> Path:
    """Return the folder of the files beside a database ledger.

    The address's ``files`` first; else the setting ``farmland/files/<ledger_uuid>``; else a folder of this computer's user,
    which colleagues do not see.
    """
    from qgis.core import QgsSettings
    from qgis.PyQt.QtCore import QStandardPaths

    chosen = address.files or str(QgsSettings().value(f"farmland/files/{ledger_uuid}", "") or "")
    if chosen:
        return Path(chosen)
    home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericDataLocation)
    return Path(home) / "farmland" / ledger_uuid
