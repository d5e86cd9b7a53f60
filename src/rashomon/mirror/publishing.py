"""Editions in the seed mirrors' layouts, written from versions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import MappingProxyType

from rashomon.errors import UsageError
from rashomon.mirror.folder import Edition, open_folder
from rashomon.model import Version
from rashomon.outlets import Outlets, load_outlets
from rashomon.render.channel_mirror import channel_lists, channel_page, channel_path, channels_of
from rashomon.render.feed_mirror import feed_lists, feed_page, feed_path, jekyll_lists, jekyll_page, jekyll_path
from rashomon.render.mirror_text import Listed, RenderedFile, outlet_name


@dataclass(frozen=True, slots=True)
class Layout:
    """How an edition is laid out: where an article stands, its page, and the lists of all."""

    path: Callable[[Version], str]
    page: Callable[[Version, Outlets], str]
    lists: Callable[..., Iterator[RenderedFile]]


LAYOUTS: Mapping[str, Layout] = MappingProxyType(
    {
        "feed-mirror": Layout(feed_path, feed_page, feed_lists),
        "feed-mirror-jekyll": Layout(jekyll_path, jekyll_page, jekyll_lists),
        "channel-mirror": Layout(channel_path, channel_page, channel_lists),
    }
)


def publish_mirror(
    versions: Iterable[Version],
    folder: str | Path,
    *,
    layout: str,
    title: str = "Rashomon",
    outlets: Outlets | None = None,
) -> Edition:
    """The edition of these articles (the latest version of each) in the folder, and what changed since the last one.

    Versions are taken one at a time; of what is kept, an article takes a few hundred bytes. The same versions give
    the same bytes. Raises UsageError for a layout that is not in `LAYOUTS`, PublishError where writing fails.
    """
    if layout not in LAYOUTS:
        raise UsageError(layout, f"is no mirror layout; there are {', '.join(LAYOUTS)}")
    plan = LAYOUTS[layout]
    outlets = outlets if outlets is not None else load_outlets()
    listed: list[Listed] = []
    as_of: datetime | None = None
    with open_folder(Path(folder), layout=layout) as edition:
        for version in versions:
            path = plan.path(version)
            edition.write(path, plan.page(version, outlets).encode("utf-8", "replace"))
            listed.append(_listed(version, path))
            as_of = _later(as_of, version.captured_at)
        edition.write_files(plan.lists(_by_id(listed), title=title))
        return edition.finish(articles=len(listed), as_of=as_of)


def _listed(version: Version, path: str) -> Listed:
    return Listed(
        id=version.id,
        headline=version.headline,
        url=version.url,
        outlet=outlet_name(version),
        channels=channels_of(version),
        published_at=version.published_at or version.captured_at,
        path=path,
    )


def _by_id(listed: Sequence[Listed]) -> list[Listed]:
    """Lists must not depend on the order in which the versions came."""
    return sorted(listed, key=lambda item: item.id)


def _later(known: datetime | None, moment: datetime | None) -> datetime | None:
    return max((m for m in (known, moment) if m is not None), default=None)
