"""A real PostgreSQL with PostGIS, started by the tests: no service, no root, no fixed port."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import socket
import subprocess
import tempfile
from pathlib import Path
from urllib.parse import quote

import psycopg2
import psycopg2.sql
import pytest
from qgis.core import QgsCoordinateReferenceSystem

from farmland_plugin.ledger.crs import create_ledger
from farmland_plugin.ledger.ledger import Ledger
from farmland_plugin.ledger.postgis.logins import grant

from .county import import_parcels

ZONE38 = QgsCoordinateReferenceSystem("EPSG:4526")
HERE = Path(__file__).resolve().parent
NUMBERS = itertools.count()
OPTIONS = ("-c listen_addresses=127.0.0.1 -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
           " -c max_connections=60 -c autovacuum_naptime=10s")


def _programs():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/pg_ctl"), key=lambda path: int(path.parts[4]))
    return found[-1].parent if found else None


def pytest_collection_modifyitems(items):
    if _programs() is None:
        for item in items:
            if HERE in item.path.parents:
                item.add_marker(pytest.mark.skip(reason="no PostgreSQL server on this machine"))


class Server:
    """A cluster of the tests' own; ``restart`` cuts every connection."""

    def __init__(self, folder):
        self.folder, self.programs = folder, _programs()
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []  # PostgreSQL refuses root
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]

    def run(self, name, *arguments):
        subprocess.run([*self.as_user, str(self.programs / name), *map(str, arguments)], check=True, cwd="/",
                       stdout=subprocess.DEVNULL)

    def start(self):
        self.run("pg_ctl", "-D", self.folder / "data", "-l", self.folder / "log", "-w", "-s", "-o",
                 f"-p {self.port} -c unix_socket_directories={self.folder} {OPTIONS}", "start")

    def stop(self, mode="immediate"):
        self.run("pg_ctl", "-D", self.folder / "data", "-m", mode, "-w", "-s", "stop")

    def sql(self, database, *statements, login="ledger"):
        """Run statements under a login; returns the rows of the last, None when it has none."""
        connection = psycopg2.connect(host="127.0.0.1", port=self.port, dbname=database, user=login)
        connection.autocommit = True
        try:
            cursor = connection.cursor()
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else None
        finally:
            connection.close()

    def login(self, name):
        """Make a login, unless an earlier test has."""
        names = psycopg2.sql.Identifier(name)
        with contextlib.suppress(psycopg2.errors.DuplicateObject):
            self.sql("postgres", psycopg2.sql.SQL("CREATE ROLE {} LOGIN").format(names))

    def address(self, database, login="ledger", password="", **asked):
        query = "&".join(f"{key}={value}" for key, value in asked.items())
        return f"postgresql://{quote(login, safe='')}{':' + password if password else ''}@127.0.0.1:{self.port}/{database}" + (
            f"?{query}" if query else "")


@pytest.fixture(scope="session")
def server():
    folder = Path(tempfile.mkdtemp(prefix="farmland_pg"))
    made = Server(folder)
    if made.as_user:
        shutil.chown(folder, "postgres")
    made.run("initdb", "-D", folder / "data", "-U", "ledger", "--auth=trust", "-E", "UTF8", "--no-locale", "--no-sync")
    hba = folder / "data" / "pg_hba.conf"
    hba.write_text("host all locked 127.0.0.1/32 scram-sha-256\n" + hba.read_text())
    made.start()
    try:
        made.sql("postgres", "CREATE DATABASE tpl")
        made.sql("tpl", "CREATE EXTENSION postgis")
        yield made
    finally:
        made.stop()
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def new_database(server):
    """Make databases from a template, which go when the test ends."""
    made = []

    def make(template):
        made.append(f"t{next(NUMBERS)}")
        server.sql("postgres", f"CREATE DATABASE {made[-1]} TEMPLATE {template}")
        return made[-1]

    yield make
    for name in made:
        server.sql("postgres", f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def database(request, new_database):
    """An empty database with PostGIS; for a test that asks for ``county`` too, that ledger's."""
    return new_database(request.getfixturevalue("built") if "county" in request.fixturenames else "tpl")


@pytest.fixture(scope="session")
def built(server):
    """A database with a ledger of eight parcels, for others to be copied from."""
    server.sql("postgres", "CREATE DATABASE built TEMPLATE tpl")
    with create_ledger(server.address("built"), county="130499", name="示例县", crs=ZONE38) as ledger:
        import_parcels(ledger, 8)
    return "built"


@pytest.fixture
def files(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    return folder


@pytest.fixture
def county(server, database, files):
    """A ledger in a database, opened by its owner, with parcels in two townships."""
    with Ledger.open(server.address(database, files=files)) as ledger:
        yield ledger


@pytest.fixture
def login(server, database, county, files):
    """Return the opened ledger of a new login with this access to these townships."""
    opened = []

    def make(name, access="write", townships=(), write=True):
        server.login(name)
        grant(county, name, access, townships)
        opened.append(Ledger.open(server.address(database, name, files=files), write=write))
        return opened[-1]

    yield make
    for ledger in opened:
        ledger.close()
