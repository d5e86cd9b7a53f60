"""Tokens: told once, kept as digests, allowing what they were made for."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from rashomon.archive.tokens import Forbidden, Scope, Unauthorized, check_token, make_token, read_tokens, revoke_token
from rashomon.errors import NotFound, UsageError

NOW = datetime(2031, 5, 6, tzinfo=UTC)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "tokens.json"


def test_a_token_allows_what_it_was_made_for(path: Path) -> None:
    secret = make_token(path, "collector", (Scope.ADD,), now=NOW)
    assert check_token(path, f"Bearer {secret}", Scope.ADD).name == "collector"
    with pytest.raises(Forbidden, match="does not allow to delete"):
        check_token(path, f"Bearer {secret}", Scope.DELETE)


def test_the_secret_is_nowhere_on_disk_and_the_file_is_its_owners(path: Path) -> None:
    secret = make_token(path, "collector", (Scope.ADD,), now=NOW)
    assert secret not in path.read_text()
    assert path.stat().st_mode & 0o077 == 0
    assert [token.name for token in read_tokens(path)] == ["collector"]


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer nonsense", "Basic {secret}", "{secret}", "Bearer {secret}x"])
def test_any_other_header_is_turned_away(path: Path, header: str) -> None:
    secret = make_token(path, "collector", tuple(Scope), now=NOW)
    with pytest.raises(Unauthorized):
        check_token(path, header.format(secret=secret), Scope.ADD)


def test_a_revoked_token_is_known_no_more_and_the_others_are(path: Path) -> None:
    gone = make_token(path, "old", (Scope.ADD,), now=NOW)
    kept = make_token(path, "new", (Scope.ADD,), now=NOW)
    revoke_token(path, "old")
    with pytest.raises(Unauthorized):
        check_token(path, f"Bearer {gone}", Scope.ADD)
    assert check_token(path, f"Bearer {kept}", Scope.ADD).name == "new"
    with pytest.raises(NotFound):
        revoke_token(path, "old")


def test_a_name_is_given_once_and_allows_something(path: Path) -> None:
    make_token(path, "collector", (Scope.ADD,), now=NOW)
    with pytest.raises(UsageError, match="already"):
        make_token(path, "collector", (Scope.ADD,), now=NOW)
    with pytest.raises(UsageError, match="allowed something"):
        make_token(path, "idle", (), now=NOW)


def test_a_file_of_another_kind_is_refused(path: Path) -> None:
    path.write_text("{")
    with pytest.raises(UsageError, match="file of tokens"):
        read_tokens(path)
