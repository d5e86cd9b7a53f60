"""An archive of fictional articles, served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from litestar.testing import TestClient
from tests.fictional import VERSIONS

from rashomon.archive import open_archive
from rashomon.web import create_app


@pytest.fixture(scope="module")
def archive_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("served") / "news.db"
    with open_archive(path) as archive:
        archive.add(VERSIONS.values())
    return path


@pytest.fixture(scope="module")
def client(archive_path: Path) -> Iterator[TestClient]:  # type: ignore[type-arg]
    with TestClient(create_app(archive_path), base_url="http://127.0.0.1:8000") as client:
        yield client
