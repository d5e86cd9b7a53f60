"""The API keeps what its own description promises: schemathesis asks it whatever the description allows, and more."""

from __future__ import annotations

import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import uvicorn
from tests.fictional import VERSIONS

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
    server = uvicorn.Server(uvicorn.Config(create_app(tmp_path / "news.db", writer=writer), log_level="warning"))
    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    while not server.started and thread.is_alive():
        time.sleep(0.01)  # waits for an event that uvicorn only tells by this flag
    yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    thread.join()
    listening.close()


def test_every_answer_is_as_described(served: str, tmp_path: Path) -> None:
    token = make_token(tmp_path / "tokens.json", "all", tuple(Scope), now=datetime(2031, 5, 6, tzinfo=UTC))
    asked = [f"{served}/api/v1/openapi.json", "--header", f"Authorization: Bearer {token}", "--checks", "all"]
    # The token is there to get past the door: that none, or a wrong one, is turned away has tests of its own.
    options = ["--max-examples", "8", "--seed", "7", "--no-color", "--exclude-checks", "ignored_auth"]
    command = [sys.executable, "-m", "schemathesis.cli", "run", *asked, *options]
    done = subprocess.run(command, capture_output=True, text=True, timeout=500, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
    assert "Tested: 12" in done.stdout
