"""Every test here runs against every store: SQLite, and a real PostgreSQL server started for the tests."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest

from rashomon.store import schema
from rashomon.store.database import Database
from rashomon.store.opening import open_database

_NUMBERS = count()


def server_binaries() -> Path | None:
    """The folder of PostgreSQL's newest installed server, or None."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def as_server_user() -> list[str]:
    """What to put before a command: the server refuses to run as root."""
    return [] if os.geteuid() else ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a server that lives as long as the tests; skipped, loudly, where none is installed."""
    binaries = server_binaries()
    if binaries is None:
        pytest.skip("NO POSTGRESQL SERVER: install Debian's package postgresql to run the contract tests on it")
    folder = Path(tempfile.mkdtemp(prefix="rashomon-postgres-"))
    if not os.geteuid():
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    run = [*as_server_user(), str(binaries / "initdb")]
    subprocess.run(
        [*run, "-D", data, "-U", "postgres", "-A", "trust", "-N", "--locale=C.UTF-8"], check=True, capture_output=True
    )
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c log_min_messages=fatal"
    control = [*as_server_user(), str(binaries / "pg_ctl"), "-D", str(data), "-w", "-s"]
    subprocess.run([*control, "-o", options, "-l", folder / "log", "start"], check=True, cwd=folder)
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Where an archive may be made: a path, or an empty schema of the server."""
    if request.param == "sqlite":
        yield str(tmp_path / "archive.db")
        return
    import psycopg

    address, name = request.getfixturevalue("server"), f"archive{next(_NUMBERS)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {name}".encode())
        yield f"{address}&options={quote(f'-c search_path={name}')}"
        connection.execute(f"DROP SCHEMA {name} CASCADE".encode())


@pytest.fixture
def db(place: str) -> Iterator[Database]:
    """An empty archive's database."""
    database = open_database(place, read_only=False, create=True)
    schema.upgrade(database)
    yield database
    database.close()
