"""Editions and tokens through the command line."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from tests.end_to_end.conftest import Rashomon

from rashomon.sample import sample_folder


@pytest.fixture
def archive(rashomon: Rashomon) -> None:
    assert rashomon("add", sample_folder() / "pages").code == 0


def test_a_signed_edition_is_verified_and_a_changed_one_is_not(
    rashomon: Rashomon, archive: None, tmp_path: Path
) -> None:
    key = rashomon("edition-key", "key.pem").out.strip()
    assert key.startswith("ed25519:")
    told = json.loads(rashomon("publish", "site", "--sign", "key.pem", "--zip", "site.zip", "--format", "json").out)
    assert told["key"] == key
    assert rashomon("verify-edition", "site", "--key", key).code == 0
    with zipfile.ZipFile("site.zip") as bundle:
        assert {"index.html", "manifest.json", "manifest.json.sig"} <= set(bundle.namelist())
    (tmp_path / "site" / "index.html").write_text("<p>other words")
    outcome = rashomon("verify-edition", "site", "--key", key, "--format", "json")
    assert outcome.code == 1
    assert json.loads(outcome.out)["changed"] == ["index.html"]


def test_an_edition_tells_nothing_of_the_operators_folders(rashomon: Rashomon, archive: None, tmp_path: Path) -> None:
    assert rashomon("publish", "site", "--address", "https://news.example", "--single-files").code == 0
    files = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert len(files) > 100
    assert [path for path in files if str(sample_folder()).encode() in path.read_bytes()] == []


def test_a_bundle_stands_outside_the_edition(rashomon: Rashomon, archive: None) -> None:
    assert rashomon("publish", "site", "--zip", "site/all.zip").code == 2


def test_a_token_is_made_listed_and_revoked(rashomon: Rashomon) -> None:
    secret = rashomon("token", "add", "collector", "--scope", "add", "--tokens", "t.json").out.strip()
    assert secret.startswith("rashomon_")
    listed = json.loads(rashomon("token", "list", "--tokens", "t.json", "--format", "json").out)["tokens"]
    assert [(token["name"], token["scopes"]) for token in listed] == [("collector", ["add"])]
    assert secret not in json.dumps(listed)
    assert rashomon("token", "revoke", "collector", "--tokens", "t.json").code == 0
    assert rashomon("token", "revoke", "collector", "--tokens", "t.json").code == 1
