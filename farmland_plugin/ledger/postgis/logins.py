"""Who may read and write a ledger in a database, and of which townships; run by the ledger's owner."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Dict, List, NamedTuple, Sequence, Tuple

from ...domain.errors import BadInput, LedgerError
from ...i18n import tr
from .driver import driver
from .store import PostgisStore

if TYPE_CHECKING:
    from ..ledger import Ledger

NONE, READ, WRITE = "none", "read", "write"
ACCESS = (NONE, READ, WRITE)
_TOWNSHIP = re.compile(r"[0-9]{6,9}")


class Access(NamedTuple):
    """What one login may do; no townships means the whole county."""

    login: str
    access: str
    townships: Tuple[str, ...]


def grant(ledger: Ledger, login: str, access: str, townships: Sequence[str] = ()) -> Access:
    """Give a login access, in place of what it had; the journal records it.

    :param login: a login of the database server that exists. :param townships: beginnings of township codes (6 to 9 digits);
        none: the whole county.
    :raises BadInput: for an unknown access or a code that is none. :raises LedgerError: for a ledger in a file, an unknown
        login, or somebody who may not hand out access.
    """
    store = _store(ledger)
    if access not in ACCESS:
        raise BadInput(tr("{value} is not an access: choose {known}."), value=access, known=", ".join(ACCESS))
    wrong = [code for code in townships if not _TOWNSHIP.fullmatch(code)]
    if wrong:
        raise BadInput(tr("{code} is not the code of a township: give its 9 digits."), code=wrong[0])
    if not list(store.rows("SELECT 1 AS one FROM pg_roles WHERE rolname = ?", (login,))):
        raise LedgerError(tr("The database server has no login {login}: have its administrator run {sql}."), login=login,
                          sql=f"CREATE ROLE {login} LOGIN PASSWORD '…'")
    given = Access(login, access, tuple(sorted(set(townships))) if access != NONE else ())
    with ledger.door() as door:
        door.append("grant_access", None, {"login": login, "access": access, "townships": list(given.townships)})
        door.execute("DELETE FROM user_scope WHERE login = ?", (login,))
        for role, wanted in ((store.address.readers, access == READ), (store.address.writers, access == WRITE)):
            _membership(store, role, login, wanted)
        if access != NONE:
            door.many("INSERT INTO user_scope VALUES (?, ?)", [(login, code) for code in given.townships or ("",)])
    return given


def revoke(ledger: Ledger, login: str) -> Access:
    """Take all access from a login."""
    return grant(ledger, login, NONE)


def granted(ledger: Ledger) -> List[Access]:
    """Return what every login may do, by name.

    :raises LedgerError: for a ledger in a file, or somebody who may not ask.
    """
    store = _store(ledger)
    scopes: Dict[str, List[str]] = {}
    for row in store.rows("SELECT login, township_prefix FROM user_scope ORDER BY login, township_prefix"):
        scopes.setdefault(row["login"], []).append(row["township_prefix"])
    writers = {row["rolname"] for row in store.rows(
        "SELECT m.rolname FROM pg_auth_members AS a JOIN pg_roles AS m ON m.oid = a.member JOIN pg_roles AS r ON r.oid = a.roleid"
        " WHERE r.rolname = ?", (store.address.writers,))}
    owner = {row["name"] for row in store.rows("SELECT pg_get_userbyid(relowner) AS name FROM pg_class WHERE oid ="
                                               " 'event'::regclass")}
    return [Access(login, WRITE if login in writers | owner else READ, tuple(code for code in codes if code))
            for login, codes in sorted(scopes.items())]


def _store(ledger: Ledger) -> PostgisStore:
    if not isinstance(ledger.store, PostgisStore):
        raise LedgerError(tr(
            "Access is given to a ledger in a database; {path} is a file, which its folder's permissions guard."),
            path=ledger.address)
    if not next(ledger.store.rows("SELECT has_table_privilege('user_scope', 'INSERT') AS may"))["may"]:
        raise LedgerError(tr("Access is given by the owner of the ledger; the login {login} is not."), login=ledger.actor)
    return ledger.store


def _membership(store: PostgisStore, role: str, login: str, wanted: bool) -> None:
    sql: Any = driver().sql
    statement = "GRANT {} TO {}" if wanted else "REVOKE {} FROM {}"
    store.run_composed(sql.SQL(statement).format(sql.Identifier(role), sql.Identifier(login)))
