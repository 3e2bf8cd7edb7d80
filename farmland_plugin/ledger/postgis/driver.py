"""psycopg2, as the store wants it: ``?`` placeholders, WKB without SRID, bytes, plain numbers, one sentence per error."""

from __future__ import annotations

import json
import re
import struct
from typing import Any, Optional

from ...domain.errors import FarmlandError, LedgerBusy, LedgerError, LedgerReadOnly, NotAllowed, StaleRow
from ...i18n import tr
from .address import Address

SRID_FLAG = 0x20000000
BYTEA, NUMERIC = 17, 1700  # numbers of PostgreSQL's own types
LOST = ("08", "57P01", "57P02", "57P03")
BUSY = ("55P03", "40P01", "57014", "53300")
PASSWORD = ("password", "密码", "口令", "认证")
_PLACES = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\*.*?\*/|\?|%", re.DOTALL)


class Refused(NotAllowed, LedgerError):
    """The database refuses a step that the program would have taken."""


def driver() -> Any:
    """Return the module psycopg2.

    :raises LedgerError: when this QGIS lacks it.
    """
    try:
        import psycopg2
        import psycopg2.extensions
        import psycopg2.extras
        import psycopg2.sql
    except ImportError as error:
        raise LedgerError(tr("Ledgers in a database need the Python package psycopg2, which this QGIS lacks: install "
                             "python3-psycopg2 (OSGeo4W or the system's packages) and start QGIS again.")) from error
    return psycopg2


def placeholders(sql: str) -> str:
    """Return a statement written with ``?`` as psycopg2 wants it; what stands in quotes or comments stays."""
    def one(found: re.Match[str]) -> str:
        text = found.group()
        return "%s" if text == "?" else text.replace("%", "%%")

    return _PLACES.sub(one, sql)


def wkb(value: Optional[str], _cursor: Any = None) -> Optional[bytes]:
    """Return the WKB of a geometry as PostGIS sends it (hexadecimal EWKB), without its SRID."""
    if value is None:
        return None
    data = bytes.fromhex(value)
    order = "<" if data[0] else ">"
    kind = struct.unpack_from(f"{order}I", data, 1)[0]
    return data if not kind & SRID_FLAG else data[:1] + struct.pack(f"{order}I", kind & ~SRID_FLAG) + data[9:]


def _number(value: Optional[str], _cursor: Any) -> Any:
    """Return a numeric as SQLite would: a whole number or a float."""
    return None if value is None else float(value) if "." in value else int(value)


def _bytes(value: Optional[str], _cursor: Any) -> Optional[bytes]:
    return None if value is None else bytes.fromhex(value[2:])


def register_types(connection: Any, geometry: int) -> None:
    """Make a connection give what ``ledger/rows.py`` takes from SQLite.

    :param geometry: number of PostGIS's type in this database, 0 when there is none.
    """
    extensions = driver().extensions
    for number, name, cast in ((BYTEA, "FARMLAND_BYTES", _bytes), (NUMERIC, "FARMLAND_NUMBER", _number),
                               (geometry, "FARMLAND_WKB", wkb)):
        if number:
            extensions.register_type(extensions.new_type((number,), name, cast), connection)


def first_line(error: Exception) -> str:
    """Return what PostgreSQL says, without its level and the rest."""
    diagnosis = getattr(error, "diag", None)
    text = (getattr(diagnosis, "message_primary", None) or str(error)).strip().partition("\n")[0]
    return re.sub(r"^.*?(?:FATAL|ERROR|致命错误|错误):\s*", "", text)[:200] or type(error).__name__


def wants_password(error: Exception) -> bool:
    """Whether a connection was refused for its password, in English or Chinese."""
    return any(word in str(error).lower() for word in PASSWORD)


def not_connected(error: Exception, address: Address) -> LedgerError:
    """Return the sentence for a connection that could not be made."""
    text, reason = str(error).lower(), first_line(error)
    if wants_password(error):
        return LedgerError(tr("The database {name} does not accept the login {login} with this password."), name=address.name,
                           login=address.user or "?")
    if "timeout" in text or "refused" in text or "could not translate" in text or "unreachable" in text or "no such file" in text:
        return LedgerError(tr("The database server of {name} cannot be reached ({reason}): check the address and the network."),
                           name=address.name, reason=reason)
    return LedgerError(tr("{path}: {reason}."), path=address.name, reason=reason.rstrip("."))


def explain(error: Exception, address: Address, login: str, *, lost: bool, committing: bool = False) -> FarmlandError:
    """Turn what PostgreSQL says into one sentence.

    :param lost: the connection is gone. :param committing: it went while the step was being written.
    """
    code, reason = str(getattr(error, "pgcode", None) or ""), first_line(error).rstrip(".")
    if committing and (lost or code.startswith(LOST)):
        return LedgerError(tr("The connection to {name} was lost just when the step was written: look whether it stands in the "
                              "journal before doing it again."), name=address.name)
    if lost or code.startswith(LOST):
        return LedgerError(tr("The connection to {name} was lost: nothing of this step was written, do it again."),
                           name=address.name)
    if code == "40001":
        return _stale(error)
    said = _said(error)
    if said:
        return Refused(said, login=login)
    if code.startswith("FL"):
        return Refused(tr("The database refuses this step: {reason}."), reason=reason)
    if code == "42501":
        return Refused(tr("The login {login} may not do this ({reason}): the township or the right is given by whoever manages "
                          "the database."), login=login, reason=reason)
    if code in BUSY:
        return LedgerBusy(tr("{path} is being written by another program: wait a moment and run again."), path=address.name)
    if code == "25006":
        return LedgerReadOnly(tr("{path} is open read-only: close it elsewhere and open it again to write."), path=address.name)
    if code == "25P02":
        return LedgerError(tr("An earlier part of this step failed: nothing of it was written."))
    if code.startswith("53"):
        return LedgerError(tr("The disk of {path} is full: free some space and run again; nothing was written."),
                           path=address.name)
    return LedgerError(tr("{path}: {reason}."), path=address.name, reason=reason)


def _said(error: Exception) -> str:
    """Return the sentence for a refusal that people meet without having tried to get round anything, '' for another."""
    diagnosis = getattr(error, "diag", None)
    if getattr(diagnosis, "source_function", None) == "ExecWithCheckOptions":  # row-level security
        return tr("The login {login} may write in its own townships only; nothing was written.")
    return {
        "owner": tr("Only the owner of the ledger does this; the login {login} is not."),
        "township": tr("The parcel lies in a township that the login {login} may not write in."),
        "screening": tr("Parcels are screened, and red lines retired, by a login of the whole county; {login} has single "
                        "townships."),
        "retiring": tr("Images are retired by a login of the whole county; {login} has single townships."),
        "locating": tr("Parcels are located by a login of the whole county; {login} has single townships."),
        "county_step": tr("This step is the county's: it is taken under a login of the whole county; {login} has single "
                          "townships."),
        "county_role": tr("Roles of the county are given under a login of the whole county; {login} has single townships."),
        "own_login": tr("Who has a login of their own closes a case under it; {login} is somebody else's."),
        "replaced": tr("A new issue replaced or withdrew this parcel: go on with the one that counts instead."),
        "clock": tr("The clock of this computer is more than a day off the server's: set it right, then do it again."),
        "moved": tr("This ledger was moved and is kept elsewhere now: open it there."),
    }.get(str(getattr(diagnosis, "message_detail", None) or ""), "")


def _stale(error: Exception) -> FarmlandError:
    detail = getattr(getattr(error, "diag", None), "message_detail", None) or "{}"
    try:
        said = json.loads(detail)
    except ValueError:
        said = {}
    return StaleRow(tr("The case was changed by {who} at {when} (now version {version}): look at it again, then save."),
                    who=said.get("who", "?"), when=said.get("when", "?"), version=said.get("version", "?"), theirs={}, mine={})
