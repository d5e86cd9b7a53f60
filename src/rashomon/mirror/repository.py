"""Editions in Git: one commit each, in a repository that the user gives, with a message that says what is new."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Sequence
from pathlib import Path

from rashomon.errors import PublishError
from rashomon.mirror.folder import MANIFEST, SIGNATURE, Edition, parse_manifest, read_manifest

_SHOWN = 10  # headlines' files named in a message
_SECONDS = 600.0


def commit_edition(edition: Edition, *, push: bool = False) -> str:
    """The commit's id, empty when nothing had changed. Only the edition's own files are committed.

    Raises PublishError where the folder is in no Git work tree, or Git refuses, in Git's own words.
    """
    folder = edition.folder
    if _git(folder, ["rev-parse", "--is-inside-work-tree"]).strip() != "true":
        raise PublishError(str(folder), "is not in a Git work tree; run `git init` there first")
    # All of the edition, not only what this run changed: an earlier commit may have failed after its files were written.
    kept = [MANIFEST, *(record.path for record in read_manifest(folder).files)]
    kept += [SIGNATURE] if (folder / SIGNATURE).is_file() else []
    paths = "\0".join(f":(literal){path}" for path in [*kept, *_deleted(folder)])
    _git(folder, ["add", "--all", "--force", "--pathspec-from-file=-", "--pathspec-file-nul"], stdin=paths)
    if not _git(folder, ["diff", "--cached", "--name-only", "--", "."]).strip():
        return ""
    _git(folder, ["commit", "--quiet", "--cleanup=verbatim", "--file=-", "--", "."], stdin=message_of(edition))
    commit = _git(folder, ["rev-parse", "HEAD"]).strip()
    if push:
        _git(folder, ["push", "--quiet"])
    return commit


def message_of(edition: Edition) -> str:
    """What the commit says: counts in the first line, then the new and changed pages by name."""
    counts = [(len(edition.added), "new"), (len(edition.changed), "changed"), (len(edition.removed), "removed")]
    what = ", ".join(f"{count} {word}" for count, word in counts if count) or "nothing new"
    day = f" of {edition.as_of.date().isoformat()}" if edition.as_of else ""
    lines = [f"Edition{day}: {edition.articles} articles, files {what}", ""]
    lines += _named("New", edition.added) + _named("Changed", edition.changed) + _named("Removed", edition.removed)
    return "\n".join(lines).rstrip() + "\n"


def _named(word: str, paths: Sequence[str]) -> list[str]:
    lines = [f"{word}: {path}" for path in paths[:_SHOWN]]
    return lines + ([f"{word}: and {len(paths) - _SHOWN} more"] if len(paths) > _SHOWN else [])


def _deleted(folder: Path) -> list[str]:
    """The files of the last committed edition that are gone from disk; what the operator deletes is theirs."""
    missing = _git(folder, ["ls-files", "--deleted", "-z", "--", "."]).split("\0")
    if not any(missing):
        return []
    committed = parse_manifest(_git(folder, ["show", f"HEAD:./{MANIFEST}"]).encode(), source=str(folder))
    ours = {SIGNATURE, *(record.path for record in committed.files)}
    return [path for path in missing if path in ours]


def _git(folder: Path, arguments: Sequence[str], *, stdin: str = "") -> str:
    """Git's output; it never asks for a password."""
    try:
        done = subprocess.run(
            ["git", "-C", str(folder), *arguments],
            input=stdin.encode(),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
            env={**os.environ, "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C.UTF-8"},
        )
    except FileNotFoundError as error:
        raise PublishError("git", "is not installed") from error
    except subprocess.TimeoutExpired as error:
        raise PublishError(str(folder), f"git {arguments[0]} took longer than {_SECONDS:.0f} s") from error
    if done.returncode != 0:
        words = done.stderr.decode("utf-8", "replace").strip().splitlines()
        raise PublishError(str(folder), f"git {arguments[0]} failed: {words[-1] if words else done.returncode}")
    return done.stdout.decode("utf-8", "replace")
