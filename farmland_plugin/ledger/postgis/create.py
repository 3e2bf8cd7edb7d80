"""A new ledger in a database: tables, judging functions, guards, policies, group roles, all in one transaction."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Any, Callable, Dict, Iterator, Mapping

from ...domain.errors import LedgerError
from ...domain.journal import GENESIS
from ...i18n import tr
from ...paths import resource, version
from ..create import Content
from .address import Address
from .driver import driver, explain
from .guards import HANGING, JUDGED, SECURED, TRIGGERS, statements
from .store import connect, set_up

OLDEST = 130000
# by the version they lead to; a database ledger begins with version 2
MIGRATIONS = {3: "0003_intake.sql", 4: "0004_screening.sql", 5: "0005_demolition.sql", 6: "0006_imagery.sql",
              7: "0007_photos.sql"}
SCHEMA = ("schema.sql", *MIGRATIONS.values())
MADE = "made by farmland_plugin "
# what the database judges by, and a ledger made before they existed does not carry
SHIPPED_FOR = ("attachment_role", "photo_answer", "sign_method", "role", "workflow")


def build_database(address: str, new: Content) -> None:
    """Make a ledger in a database and put into it what it begins with.

    Runs under the login that is to own it, which may create in the database and, while the group roles do not exist, create
    roles. :raises LedgerError: when there is a ledger already, or in one sentence what the login lacks.
    """
    with building(Address.parse(address)) as cursor:
        make_tables(cursor, new.crs.epsg)
        cursor.executemany("INSERT INTO meta VALUES (%s, %s)", sorted(new.meta.items()))
        for table, texts in (("dictionary", new.dictionaries), ("rule", new.rules)):
            insert = driver().sql.SQL("INSERT INTO {} VALUES (%s, %s, %s)").format(driver().sql.Identifier(table))
            cursor.executemany(insert, [(name, text, new.digest(name)) for name, text in texts.items()])


@contextmanager
def building(address: Address) -> Iterator[Any]:
    """Yield a cursor in an empty schema, inside one transaction; afterwards tables get their guards, policies and grants.

    :raises LedgerError: in one sentence, for whatever stands in the way; nothing is left behind then.
    """
    connection = connect(address)
    login = address.user
    try:
        login = str(set_up(connection, address)["actor"])
        connection.autocommit = False
        cursor = connection.cursor()
        _check(cursor, address)
        _postgis(cursor, address)
        _schema(cursor, address, login)
        yield cursor
        _finish(cursor, address)
        connection.commit()
    except driver().Error as error:
        raise explain(error, address, login, lost=bool(connection.closed)) from error
    finally:
        connection.close()


def withdraw(text: str, ledger_uuid: str) -> None:
    """Take a ledger out of a database again that was made a moment ago and not finished; another one is never touched."""
    address = Address.parse(text)
    connection = connect(address)
    try:
        set_up(connection, address)
        cursor = connection.cursor()
        cursor.execute("SELECT count(*) FROM meta WHERE key = 'ledger_uuid' AND value = %s", (ledger_uuid,))
        if cursor.fetchone()[0]:
            cursor.execute(driver().sql.SQL("DROP SCHEMA {} CASCADE").format(driver().sql.Identifier(address.schema)))
    except driver().Error as error:
        raise explain(error, address, address.user, lost=bool(connection.closed)) from error
    finally:
        connection.close()


def make_tables(cursor: Any, epsg: int) -> None:
    """Make the ledger's tables; text sorts by its bytes, as in a GeoPackage."""
    for name in SCHEMA:
        run_schema(cursor, name, epsg)


def run_schema(cursor: Any, name: str, epsg: int) -> None:
    """Run the statements of one file of tables."""
    sql = driver().sql
    for statement in statements(name):
        cursor.execute(sql.SQL(statement.replace(" TEXT", ' text COLLATE "C"')).format(epsg=sql.Literal(epsg)))


def _check(cursor: Any, address: Address) -> None:
    """Refuse a server that is too old, another encoding than UTF-8, and a schema that has a ledger already."""
    if cursor.connection.server_version < OLDEST:
        raise LedgerError(tr("The ledger needs PostgreSQL 13 or later; the server has {found}."),
                          found=cursor.connection.server_version // 10000)
    cursor.execute("SHOW server_encoding")
    if cursor.fetchone()[0] != "UTF8":
        raise LedgerError(tr("The database {name} is not in UTF-8: have one made with ENCODING 'UTF8'."), name=address.name)
    cursor.execute("SELECT count(*) FROM information_schema.tables WHERE table_schema = %s AND table_name IN"
                   " ('meta', 'event', 'parcel', 'case_state')", (address.schema,))
    if cursor.fetchone()[0]:
        raise LedgerError(tr("{path} has a ledger already (schema {schema}): open it, or name another schema in the address."),
                          path=address.name, schema=address.schema)
    cursor.execute("SELECT count(*) FROM pg_namespace AS n WHERE nspname = %s AND (EXISTS (SELECT 1 FROM pg_class WHERE"
                   " relnamespace = n.oid) OR EXISTS (SELECT 1 FROM pg_proc WHERE pronamespace = n.oid))", (address.schema,))
    if cursor.fetchone()[0]:
        raise LedgerError(tr(
            "The schema {schema} of {path} holds other things: name a schema of its own in the address (?schema=…)."),
            path=address.name, schema=address.schema)


def _allowed(cursor: Any, sql: Any, say: Callable[[], LedgerError]) -> None:
    """Run a statement whose refusal for want of rights has a sentence of its own."""
    try:
        cursor.execute(sql)
    except driver().errors.InsufficientPrivilege as error:
        raise say() from error


def _postgis(cursor: Any, address: Address) -> None:
    cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'postgis'")
    if cursor.fetchone() is None:
        cursor.execute("SELECT 1 FROM pg_available_extensions WHERE name = 'postgis'")
        if cursor.fetchone() is None:
            raise LedgerError(tr("The database server of {name} has no PostGIS: have it installed there."), name=address.name)
        _allowed(cursor, "CREATE EXTENSION postgis WITH SCHEMA public", lambda: LedgerError(
            tr("The database {name} lacks PostGIS: have its administrator run {sql}."), name=address.name,
            sql="CREATE EXTENSION postgis"))


def _schema(cursor: Any, address: Address, login: str) -> None:
    """Make schema and group roles, and set the path for what follows."""
    sql = driver().sql
    for role in (address.readers, address.writers):
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,))
        if cursor.fetchone() is None:
            _allowed(cursor, sql.SQL("CREATE ROLE {} NOLOGIN").format(sql.Identifier(role)), lambda: LedgerError(
                tr("The login {login} may not create the group roles: have the database's administrator run {sql}."), login=login,
                sql=f"CREATE ROLE {address.readers} NOLOGIN; CREATE ROLE {address.writers} NOLOGIN"))
    cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (address.schema,))
    if cursor.fetchone() is None:
        _allowed(cursor, sql.SQL("CREATE SCHEMA {}").format(sql.Identifier(address.schema)), lambda: LedgerError(
            tr("The login {login} may not create a schema in the database: have its administrator run {sql}."), login=login,
            sql=f"GRANT CREATE ON DATABASE {address.database} TO {login}"))
    cursor.execute("SELECT nspname FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace"
                   " WHERE extname = 'postgis'")
    path = sql.SQL(", ").join(map(sql.Identifier, dict.fromkeys([address.schema, cursor.fetchone()[0]])))
    cursor.execute(sql.SQL("SET LOCAL search_path TO {}").format(path))


def _finish(cursor: Any, address: Address) -> None:
    """Make everything that guards the tables; from here on the journal grows through its functions only."""
    _head(cursor)
    _keep_shipped(cursor)
    _guards(cursor, address)
    cursor.execute("INSERT INTO user_scope VALUES (session_user, '') ON CONFLICT DO NOTHING")


def _guards(cursor: Any, address: Address) -> None:
    """Make functions, triggers, policies and grants."""
    sql = driver().sql
    # what the guards call is found in the ledger's schema only: nobody can slip a function of their own in
    cursor.execute(sql.SQL("SET LOCAL search_path TO {}, pg_temp").format(sql.Identifier(address.schema)))
    cursor.execute(_sm3(cursor))
    for name in JUDGED:
        for statement in statements(name):
            cursor.execute(statement)
    for trigger in TRIGGERS:
        cursor.execute(trigger.statement())
    for table in SECURED:
        cursor.execute(sql.SQL("ALTER TABLE {} ENABLE ROW LEVEL SECURITY").format(sql.Identifier(table)))
    for table in HANGING:
        cursor.execute(sql.SQL("CREATE POLICY own_townships ON {0} USING ((SELECT county_wide())"
                               " OR EXISTS (SELECT 1 FROM parcel AS p WHERE p.parcel_uid = {0}.parcel_uid))").format(
                                   sql.Identifier(table)))
    names = {"schema": sql.Identifier(address.schema), "read": sql.Identifier(address.readers),
             "write": sql.Identifier(address.writers)}
    for statement in statements("grants.sql"):
        cursor.execute(sql.SQL(statement).format(**names))
    cursor.execute("SELECT parse_documents(NULL)")
    cursor.execute("DELETE FROM lies")
    cursor.execute("INSERT INTO lies SELECT parcel_uid, township FROM (SELECT DISTINCT ON (parcel_uid) parcel_uid, township"
                   " FROM place ORDER BY parcel_uid, seq DESC) AS newest WHERE township <> ''")
    cursor.execute(sql.SQL("COMMENT ON FUNCTION apply(text, text, text, bigint, text) IS {}").format(
        sql.Literal(MADE + version())))


def renew(connection: Any, address: Address) -> None:
    """Make functions, triggers, policies and grants anew, as this version of the program has them; tables stay as they are.

    Run by the owner. :raises psycopg2.Error: and nothing has changed then.
    """
    connection.autocommit = False
    try:
        renew_guards(connection.cursor(), address)
        connection.commit()
    finally:
        connection.rollback()
        connection.autocommit = True


def renew_guards(cursor: Any, address: Address) -> None:
    """Make everything that guards the tables anew, inside the caller's transaction."""
    sql = driver().sql
    cursor.execute("SELECT policyname, tablename FROM pg_policies WHERE schemaname = %s", (address.schema,))
    for policy, table in cursor.fetchall():
        cursor.execute(sql.SQL("DROP POLICY {} ON {}").format(sql.Identifier(policy), sql.Identifier(table)))
    cursor.execute("SELECT p.oid::regprocedure::text FROM pg_proc AS p WHERE p.pronamespace = %s::regnamespace AND NOT EXISTS"
                   " (SELECT 1 FROM pg_depend AS d WHERE d.objid = p.oid AND d.deptype = 'e')", (address.schema,))
    for (called,) in cursor.fetchall():
        cursor.execute(sql.SQL("DROP FUNCTION IF EXISTS {} CASCADE").format(sql.SQL(called)))
    cursor.execute("DELETE FROM shipped")
    _keep_shipped(cursor)
    _guards(cursor, address)


def _head(cursor: Any) -> None:
    """Begin the chain, or go on after the newest event of a ledger that was moved here."""
    cursor.execute("INSERT INTO ledger_head (seq, hash, sm3, ts) SELECT seq, hash, sm3, ts FROM event ORDER BY seq DESC LIMIT 1")
    if not cursor.rowcount:
        cursor.execute("INSERT INTO ledger_head (seq, hash, sm3, ts) VALUES (0, %s, %s, '')", (GENESIS, GENESIS))
    cursor.execute("SELECT setval(pg_get_serial_sequence('parcel', 'fid'), max(fid)) FROM parcel HAVING max(fid) IS NOT NULL")


def _keep_shipped(cursor: Any) -> None:
    """Keep the shipped rules and dictionaries that the database judges by and this ledger does not carry."""
    cursor.execute("SELECT name FROM rule UNION SELECT name FROM dictionary")
    carried = {row[0] for row in cursor.fetchall()}
    found: Dict[str, Path] = {path.stem: path for folder in ("dictionaries", "rules")
                              for path in sorted(resource(folder).glob("*.json"))}
    wanted: Mapping[str, Path] = {name: path for name, path in found.items() if name not in carried and (
        name in SHIPPED_FOR or name.startswith("campaign_"))}
    cursor.executemany("INSERT INTO shipped VALUES (%s, %s)",
                       [(name, path.read_text(encoding="utf-8")) for name, path in wanted.items()])


def _sm3(cursor: Any) -> Any:
    """Return the statement that makes ``sm3_hex``: by pgcrypto where it knows SM3, else a function that answers NULL."""
    sql = driver().sql
    answer = sql.SQL("SELECT NULL::text")
    cursor.execute("SAVEPOINT without_sm3")
    try:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public")
        cursor.execute("SELECT nspname FROM pg_extension AS e JOIN pg_namespace AS n ON n.oid = e.extnamespace"
                       " WHERE extname = 'pgcrypto'")
        digest = sql.Identifier(cursor.fetchone()[0], "digest")
        cursor.execute(sql.SQL("SELECT {}('\\x'::bytea, 'sm3')").format(digest))
        answer = sql.SQL("SELECT encode({}(convert_to(data, 'UTF8'), 'sm3'), 'hex')").format(digest)
    except driver().Error:
        cursor.execute("ROLLBACK TO SAVEPOINT without_sm3")
    body = sql.Literal(answer.as_string(cursor))
    return sql.SQL("CREATE FUNCTION sm3_hex(data text) RETURNS text LANGUAGE sql IMMUTABLE AS {}").format(body)
