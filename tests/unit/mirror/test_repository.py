"""Editions in Git: one commit each, only of the edition's own files."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from tests.unit.mirror.test_publishing import version

from rashomon.errors import PublishError
from rashomon.mirror import commit_edition, publish_mirror


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True)
    return done.stdout


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A. Mirror")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "mirror@mirror.example")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")
    folder = tmp_path / "mirror"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    return folder


def test_each_edition_is_a_commit_that_says_what_is_new(repository: Path) -> None:
    first = commit_edition(publish_mirror([version(1)], repository, layout="feed-mirror"))
    assert first
    (repository / "notes.txt").write_text("the operator's own")
    edition = publish_mirror([version(1), version(2)], repository, layout="feed-mirror")
    second = commit_edition(edition)
    assert git(repository, "rev-list", "--count", "HEAD").strip() == "2"
    message = git(repository, "log", "-1", "--format=%B")
    assert "2 articles" in message
    assert "New: articles/Tidewater Courier/0000000000000002_Council meets, 2 _ again.md" in message
    assert "notes.txt" not in git(repository, "ls-files")
    assert second != first


def test_nothing_new_is_no_commit(repository: Path) -> None:
    commit_edition(publish_mirror([version(1)], repository, layout="channel-mirror"))
    assert commit_edition(publish_mirror([version(1)], repository, layout="channel-mirror")) == ""
    assert git(repository, "rev-list", "--count", "HEAD").strip() == "1"


def test_removed_articles_leave_the_tree_but_not_the_history(repository: Path) -> None:
    commit_edition(publish_mirror([version(1), version(2)], repository, layout="channel-mirror"))
    commit_edition(publish_mirror([version(2)], repository, layout="channel-mirror"))
    assert "0000000000000001.md" not in git(repository, "ls-files")
    assert "0000000000000001.md" in git(repository, "show", "--name-only", "--format=", "HEAD~1")


def test_an_edition_whose_commit_failed_is_in_the_next_one(repository: Path) -> None:
    commit_edition(publish_mirror([version(1), version(2)], repository, layout="channel-mirror"))
    publish_mirror([version(2), version(3)], repository, layout="channel-mirror")
    commit_edition(publish_mirror([version(2), version(3), version(4)], repository, layout="channel-mirror"))
    pages = git(repository, "ls-files", "pages").splitlines()
    assert [page.rpartition("/")[2].rstrip('"') for page in pages] == [f"{n:016x}.md" for n in (2, 3, 4)]
    assert git(repository, "status", "--porcelain") == ""


def test_headlines_are_not_taken_for_git_options_or_patterns(repository: Path) -> None:
    odd = [version(1, headline="--force :(exclude)* [a-z]*", outlet="-n --amend"), version(2, headline="\n# comment")]
    commit_edition(publish_mirror(odd, repository, layout="feed-mirror"))
    assert git(repository, "status", "--porcelain") == ""
    assert len(git(repository, "ls-files", "articles").splitlines()) == 2


def test_push_goes_to_the_repository_that_the_user_gave(repository: Path, tmp_path: Path) -> None:
    remote = tmp_path / "remote.git"
    subprocess.run(["git", "init", "--quiet", "--bare", str(remote)], check=True)
    git(repository, "remote", "add", "origin", str(remote))
    git(repository, "config", "push.autoSetupRemote", "true")
    commit = commit_edition(publish_mirror([version(1)], repository, layout="feed-mirror"), push=True)
    assert git(remote, "rev-parse", "main").strip() == commit


def test_without_a_repository_there_is_one_clear_sentence(tmp_path: Path) -> None:
    edition = publish_mirror([version(1)], tmp_path / "plain", layout="feed-mirror")
    with pytest.raises(PublishError, match=r"not a git repository|not in a Git work tree"):
        commit_edition(edition)
