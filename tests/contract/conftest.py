"""Every test here runs against every store."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from rashomon.store import schema
from rashomon.store.database import Database
from rashomon.store.sqlite import SqliteDatabase


@pytest.fixture(params=["sqlite"])
def db(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty archive's database."""
    database = SqliteDatabase(tmp_path / "archive.db")
    schema.upgrade(database)
    yield database
    database.close()
