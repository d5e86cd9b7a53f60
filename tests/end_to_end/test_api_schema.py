"""The API keeps what its own description promises: schemathesis asks it whatever the description allows, and more."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.fictional import VERSIONS
from tests.serving import serving

from rashomon.archive import open_archive
from rashomon.archive.tokens import Scope, make_token
from rashomon.errors import NotFound
from rashomon.model import Tally
from rashomon.web import create_app
from rashomon.web.writing import Writer


def refuse(article: str, reason: str) -> None:
    """Nothing is deleted, lest the other requests find nothing."""
    raise NotFound(article, f"stays, whatever is said ({reason!r})")


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """The address of a server on loopback, whose writer takes everything and keeps nothing."""
    with open_archive(tmp_path / "news.db") as archive:
        archive.add(VERSIONS.values())
    writer = Writer(
        tokens=tmp_path / "tokens.json",
        add=lambda url: Tally(read=1, new=1),
        delete=refuse,
        subscribe=lambda url: (url,),
        turn=threading.Lock(),
    )
    with serving(create_app(tmp_path / "news.db", writer=writer)) as address:
        yield address


def test_every_answer_is_as_described(served: str, tmp_path: Path) -> None:
    token = make_token(tmp_path / "tokens.json", "all", tuple(Scope), now=datetime(2031, 5, 6, tzinfo=UTC))
    asked = [f"{served}/api/v1/openapi.json", "--header", f"Authorization: Bearer {token}", "--checks", "all"]
    # The token is there to get past the door: that none, or a wrong one, is turned away has tests of its own.
    options = ["--max-examples", "8", "--seed", "7", "--no-color", "--exclude-checks", "ignored_auth"]
    command = [sys.executable, "-m", "schemathesis.cli", "run", *asked, *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "Tested: 12" in done.stdout
