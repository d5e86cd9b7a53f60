"""`rashomon publish`: a static edition of the archive."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import asdict
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from rashomon.archive import open_archive
from rashomon.cli.console import notes, page_console, write_json
from rashomon.cli.options import DEFAULT_ARCHIVE, Archive, Format, OutputFormat, own_outlets
from rashomon.errors import PublishError, UsageError
from rashomon.mirror import (
    Edition,
    EditionCheck,
    commit_edition,
    make_key,
    publish_mirror,
    sign_edition,
    verify_edition,
    write_bundle,
)
from rashomon.render.documents import to_json


class Layout(StrEnum):
    SITE = "site"
    FEED_MIRROR = "feed-mirror"
    FEED_MIRROR_JEKYLL = "feed-mirror-jekyll"
    CHANNEL_MIRROR = "channel-mirror"


class Interface(StrEnum):
    EN = "en"
    SIMPLIFIED = "zh-Hans"
    TRADITIONAL = "zh-Hant"


def register(app: typer.Typer) -> None:
    app.command("publish")(publish)
    app.command("edition-key")(edition_key)
    app.command("verify-edition")(verify)


def publish(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where to write; nothing outside it is touched.")],
    layout: Annotated[Layout, typer.Option(help="Pages that link to each other, or a mirror's layout.")] = Layout.SITE,
    archive: Archive = DEFAULT_ARCHIVE,
    output: OutputFormat = Format.TEXT,
    ui: Annotated[Interface, typer.Option("--ui", help="The language of a site's own words.")] = Interface.EN,
    address: Annotated[str, typer.Option(help="Where a site will stand, for its feeds and sitemap.")] = "",
    git: Annotated[bool, typer.Option("--git", help="Commit the edition; DIR is in a Git work tree.")] = False,
    push: Annotated[bool, typer.Option("--push", help="Push the commit to the branch's remote.")] = False,
    sign: Annotated[
        Path | None, typer.Option("--sign", metavar="KEY", help="Sign the manifest with the key of edition-key.")
    ] = None,
    bundle: Annotated[
        Path | None, typer.Option("--zip", metavar="FILE", help="Write the whole edition as one zip file, too.")
    ] = None,
    alone: Annotated[
        bool, typer.Option("--single-files", help="Beside each story page of a site the same as one file.")
    ] = False,
) -> None:
    """Write the archive as files that any host can serve; only what has changed is rewritten."""
    if push and not git:
        raise UsageError("--push", "goes with --git")
    if bundle is not None and bundle.resolve().is_relative_to(folder.resolve()):
        raise UsageError("--zip", "is a file outside the edition's folder")
    # Not read-only, where it can be: comparisons that are worked out now are kept for the next edition.
    read_only = "://" not in archive and not os.access(archive, os.W_OK)
    with open_archive(archive, read_only=read_only, create=False, outlets=own_outlets()) as opened:
        if not opened.outlets():
            raise PublishError(archive, "holds no articles: nothing is published, what stands in the folder stays")
        if layout is Layout.SITE:
            stands_at = f"{address.rstrip('/')}/" if address else ""
            edition = opened.publish(folder, ui=ui, address=stands_at, alone=alone)
        else:
            edition = publish_mirror(opened.articles(), folder, layout=layout, outlets=own_outlets())
    key = sign_edition(folder, sign) if sign else ""
    commit = commit_edition(edition, push=push) if git else ""
    if bundle is not None:
        write_bundle(folder, bundle)
    if output is Format.JSON:
        write_json(to_json({**asdict(edition), "folder": str(folder), "commit": commit, "key": key}))
        return
    page_console().print(_edition_text(edition), markup=False)
    if key:
        notes.print(f"Signed; readers check it with: rashomon verify-edition DIR --key {key}", markup=False)
    if git:
        notes.print(f"Committed {commit}" if commit else "Nothing new to commit", markup=False)


def edition_key(
    path: Annotated[Path, typer.Argument(metavar="FILE", help="Where to keep it; it must not be there yet.")],
) -> None:
    """Make a key to sign editions with; print its public half, which readers check them by."""
    page_console().print(make_key(path), markup=False, soft_wrap=True)


def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The edition's folder.")],
    key: Annotated[str, typer.Option("--key", metavar="KEY", help="The publisher's public key: ed25519:…")] = "",
    output: OutputFormat = Format.TEXT,
) -> None:
    """Check that an edition is what its publisher wrote: every file's digest, and with a key the signature."""
    check = verify_edition(folder, key)
    if output is Format.JSON:
        write_json(to_json({**asdict(check), "whole": check.whole}))
    else:
        page_console().print("\n".join(_check_lines(check)), markup=False, soft_wrap=True)
    if not check.whole or check.signed is False:
        raise typer.Exit(1)


def _check_lines(check: EditionCheck) -> Iterator[str]:
    day = f" of {check.as_of.date().isoformat()}" if check.as_of else ""
    yield f"{check.files} files of an edition{day} in the layout {check.layout}"
    for word, paths in (("changed", check.changed), ("missing", check.missing), ("not of the edition", check.unknown)):
        yield from (f"  {word}: {path}" for path in paths)
    yield "Every file is what the manifest says" if check.whole else "The files are not what the manifest says"
    if check.signed is not None:
        yield "Signed by this key" if check.signed else "NOT signed by this key"


def _edition_text(edition: Edition) -> str:
    return (
        f"{edition.articles} articles in {edition.folder}: {len(edition.added)} files new, "
        f"{len(edition.changed)} changed, {len(edition.removed)} removed, {edition.unchanged} unchanged"
    )
