"""Signed editions: what proves a copy, and what is noticed."""

from __future__ import annotations

from pathlib import Path

import pytest

from rashomon.errors import PublishError, UsageError
from rashomon.mirror import make_key, sign_edition, verify_edition, write_bundle
from rashomon.mirror.folder import MANIFEST, SIGNATURE, open_folder
from rashomon.render.mirror_text import RenderedFile

FILES = (RenderedFile(path="index.html", text="<p>渡轮"), RenderedFile(path="articles/1.html", text="<p>码头"))


def publish(folder: Path, files: tuple[RenderedFile, ...] = FILES) -> None:
    with open_folder(folder, layout="site") as edition:
        edition.write_files(files)
        edition.finish(articles=1, as_of=None)


@pytest.fixture
def signed(tmp_path: Path) -> tuple[Path, str]:
    """A signed edition and its public key."""
    publish(tmp_path / "edition")
    key = make_key(tmp_path / "key.pem")
    assert sign_edition(tmp_path / "edition", tmp_path / "key.pem") == key
    return tmp_path / "edition", key


def test_a_signed_edition_is_whole_and_proved(signed: tuple[Path, str]) -> None:
    check = verify_edition(*signed)
    assert (check.whole, check.signed, check.files) == (True, True, 2)


def test_a_private_key_is_its_owners_alone_and_never_written_over(tmp_path: Path) -> None:
    make_key(tmp_path / "key.pem")
    assert (tmp_path / "key.pem").stat().st_mode & 0o077 == 0
    with pytest.raises(UsageError, match="is there already"):
        make_key(tmp_path / "key.pem")


def test_another_key_did_not_sign_it(signed: tuple[Path, str], tmp_path: Path) -> None:
    other = make_key(tmp_path / "other.pem")
    assert verify_edition(signed[0], other).signed is False
    assert verify_edition(signed[0]).signed is None


def test_what_was_changed_taken_or_put_in_is_told(signed: tuple[Path, str]) -> None:
    folder, key = signed
    (folder / "index.html").write_text("<p>别的")
    (folder / "articles/1.html").unlink()
    (folder / "articles/2.html").write_text("<p>多的")
    check = verify_edition(folder, key)
    assert (check.changed, check.missing, check.unknown) == (
        ("index.html",),
        ("articles/1.html",),
        ("articles/2.html",),
    )
    assert (check.whole, check.signed) == (False, True)


def test_a_manifest_that_was_made_to_fit_is_not_signed(signed: tuple[Path, str]) -> None:
    folder, key = signed
    manifest = (folder / MANIFEST).read_bytes()
    (folder / MANIFEST).write_bytes(manifest.replace(b'"size":', b'"size": '))
    assert verify_edition(folder, key).signed is False


def test_a_file_that_leads_out_of_the_folder_is_missing(signed: tuple[Path, str], tmp_path: Path) -> None:
    folder, key = signed
    (tmp_path / "secret").write_text("<p>渡轮")
    (folder / "index.html").unlink()
    (folder / "index.html").symlink_to(tmp_path / "secret")
    assert verify_edition(folder, key).missing == ("index.html",)


def test_the_signature_goes_with_its_manifest(signed: tuple[Path, str]) -> None:
    folder, key = signed
    publish(folder)
    assert verify_edition(folder, key).signed is True
    publish(folder, FILES[:1])
    assert not (folder / SIGNATURE).exists()
    assert verify_edition(folder, key).signed is False


def test_the_same_edition_and_key_give_the_same_signature_and_bundle(signed: tuple[Path, str], tmp_path: Path) -> None:
    publish(tmp_path / "again")
    sign_edition(tmp_path / "again", tmp_path / "key.pem")
    assert (tmp_path / "again" / SIGNATURE).read_bytes() == (signed[0] / SIGNATURE).read_bytes()
    write_bundle(signed[0], tmp_path / "a.zip")
    write_bundle(tmp_path / "again", tmp_path / "b.zip")
    assert (tmp_path / "a.zip").read_bytes() == (tmp_path / "b.zip").read_bytes()


@pytest.mark.parametrize("key", ["", "nonsense", "ed25519:AAAA"])
def test_what_is_no_key_is_refused(signed: tuple[Path, str], tmp_path: Path, key: str) -> None:
    (tmp_path / "wrong.pem").write_text(key)
    with pytest.raises(UsageError):
        sign_edition(signed[0], tmp_path / "wrong.pem")
    if key:
        with pytest.raises(UsageError, match="public key"):
            verify_edition(signed[0], key)


def test_a_folder_without_an_edition_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PublishError, match="no manifest"):
        verify_edition(tmp_path)
