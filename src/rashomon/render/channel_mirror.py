"""The channel mirror's layout: `pages/<channel>/<id>.md`, indexes of 30 a page, the newest page as README.

### headline
---
#### navigation
<div>picture and caption</div><hr/><div>body</div>
---
原文链接：url
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from rashomon.model import Version
from rashomon.outlets import Outlets
from rashomon.render.mirror_facts import facts_html, front_matter
from rashomon.render.mirror_text import (
    Listed,
    RenderedFile,
    body_html,
    day_of,
    escape_markdown,
    folder_name,
    link_path,
    newest_first,
    outlet_name,
)

PER_PAGE = 30
"""Articles on an index page, as the seed mirror has them."""


def channels_of(version: Version) -> tuple[str, ...]:
    """The channels that list the article; its outlet where it was found in none."""
    return version.channels or (outlet_name(version),)


def channel_path(version: Version) -> str:
    """Where the article's page stands: once, under the first of its channels."""
    return f"pages/{folder_name(channels_of(version)[0])}/{version.id}.md"


def channel_page(version: Version, outlets: Outlets) -> str:
    """The article as a page of the channel mirror."""
    links = [f"[{escape_markdown(name)}](../../{_index_path(name)})" for name in channels_of(version)]
    navigation = " &nbsp;|&nbsp; ".join(["[首页](../../README.md)", *links])
    headline = escape_markdown(version.headline)
    return (
        f"{front_matter(version, outlets, has_stamp=False)}### {headline}\n\n---\n\n#### {navigation}\n\n\n"
        f"<div>\n{facts_html(version)}\n</div>\n<hr/>\n"
        f'<div class="post_content" itemprop="articleBody">\n{body_html(version)}\n</div>\n\n\n'
        f"---\n\n原文链接：{version.url}\n"
    )


def channel_lists(listed: Sequence[Listed], *, title: str) -> Iterator[RenderedFile]:
    """Each channel's index pages, its newest as README, and the edition's own README."""
    channels: dict[str, list[Listed]] = defaultdict(list)
    for item in listed:
        for name in item.channels:
            channels[name].append(item)
    for name in sorted(channels):
        yield from _index_pages(name, newest_first(channels[name]))
    names = [f"[{escape_markdown(name)}]({_index_path(name)}) ({len(channels[name])})" for name in sorted(channels)]
    rows = "\n\n".join(_row(item, root="") for item in newest_first(listed)[:PER_PAGE])
    navigation = " &nbsp;|&nbsp; ".join(names)
    yield RenderedFile(path="README.md", text=f"# {escape_markdown(title)}\n\n#### {navigation}\n\n---\n\n{rows}\n")


def _index_pages(name: str, newest: Sequence[Listed]) -> Iterator[RenderedFile]:
    """Pages are counted from the oldest article, so that a full page never changes again; README has the newest 30."""
    folder = f"indexes/{folder_name(name)}"
    oldest = list(reversed(newest))
    count = -(-len(oldest) // PER_PAGE)
    for number in range(1, count + 1):
        items = list(reversed(oldest[(number - 1) * PER_PAGE : number * PER_PAGE]))
        newer = f"[较新]({number + 1}.md)" if number < count else "[较新](README.md)"
        older = f" &nbsp;|&nbsp; [较旧]({number - 1}.md)" if number > 1 else ""
        text = f"### {escape_markdown(name)} {number}\n\n#### [首页](../../README.md) &nbsp;|&nbsp; {newer}{older}\n\n---\n\n"
        yield RenderedFile(path=f"{folder}/{number}.md", text=text + _rows(items))
    before = max(0, len(oldest) - PER_PAGE)  # how many are older than those on README
    older = f" &nbsp;|&nbsp; [较旧]({-(-before // PER_PAGE)}.md)" if before else ""
    text = f"### {escape_markdown(name)}\n\n#### [首页](../../README.md){older}\n\n---\n\n"
    yield RenderedFile(path=f"{folder}/README.md", text=text + _rows(newest[:PER_PAGE]))


def _rows(items: Sequence[Listed]) -> str:
    return "\n\n".join(_row(item, root="../../") for item in items) + "\n"


def _row(item: Listed, *, root: str) -> str:
    return f"- {day_of(item.published_at)} [{escape_markdown(item.headline)}]({root}{link_path(item.path)})"


def _index_path(name: str) -> str:
    return f"indexes/{link_path(folder_name(name))}/README.md"
