"""The feed mirror's layout: `articles/<outlet>/<id>_<headline>.md`, newest-100 lists, README; and the Jekyll variant.

<!--epoch milliseconds-->
[headline](url)
------

<div>…HTML body…</div>
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import UTC

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
    link_text,
    newest_first,
    outlet_name,
    safe_name,
)

NEWEST = 100
"""Articles in an outlet's list, as the seed mirror keeps them."""
_HEADLINE_BYTES = 120


def feed_path(version: Version) -> str:
    """Where the article's page stands in the edition."""
    return f"articles/{folder_name(outlet_name(version))}/{version.id}_{safe_name(version.headline, max_bytes=_HEADLINE_BYTES)}.md"


def jekyll_path(version: Version) -> str:
    """Where the article's page stands in the Jekyll variant: a folder a day, as its archive has them."""
    day = _jekyll_day(version)
    name = safe_name(version.headline, max_bytes=_HEADLINE_BYTES)
    return f"_posts/{day}/{day}-{name}-{version.id[:8]}.md"


def feed_page(version: Version, outlets: Outlets) -> str:
    """The article as a page of the feed mirror."""
    return front_matter(version, outlets, has_stamp=True) + _page(version)


def _page(version: Version) -> str:
    moment = version.published_at or version.captured_at
    stamp = f"<!--{round(moment.timestamp() * 1000)}-->\n" if moment else ""
    head = f"[{link_text(version.headline)}]({version.url})"
    return f"{stamp}{head}\n------\n\n<div>\n{facts_html(version)}\n{body_html(version)}\n</div>\n"


def jekyll_page(version: Version, outlets: Outlets) -> str:
    """The article as a post: the same page under front matter.

    An outlet that is not known is no `author`: whoever reads the page would take the name for a person's.
    """
    outlet = outlet_name(version)
    moment = version.published_at or version.captured_at
    utc = moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z") if moment else ""
    matter = [
        "layout: post",
        f"title: {_quoted(version.headline)}",
        *([f"date: {utc}"] if utc else []),
        f"{'author' if outlets.by_name(outlet) else 'outlet'}: {_quoted(outlet)}",
        f"from: {_quoted(version.url)}",
        f"tags: [ {', '.join(_quoted(word) for word in (version.keywords or (outlet,)))} ]",
        f"categories: [ {_quoted(outlet)} ]",
    ]
    return "---\n" + "\n".join(matter) + "\n---\n" + _page(version)


def _quoted(words: str) -> str:
    """A YAML scalar in double quotes: JSON's strings are a subset of them."""
    return json.dumps(" ".join(words.split()), ensure_ascii=False)


def _jekyll_day(version: Version) -> str:
    moment = version.published_at or version.captured_at
    return moment.astimezone(UTC).date().isoformat() if moment else "1970-01-01"


def feed_lists(listed: Sequence[Listed], *, title: str) -> Iterator[RenderedFile]:
    """The README with every outlet, and each outlet's list of its newest articles."""
    outlets: dict[str, list[Listed]] = defaultdict(list)
    for item in listed:
        outlets[item.outlet].append(item)
    rows = []
    for outlet in sorted(outlets):
        items = newest_first(outlets[outlet])
        path = f"lists/{folder_name(outlet)}.md"
        yield RenderedFile(path=path, text=_list_page(outlet, items))
        last = day_of(items[0].published_at)
        rows.append(f"- [{escape_markdown(outlet)}]({link_path(path)}) – {len(items)} articles, the last of {last}")
    newest = "\n".join(_row(item, root="") for item in newest_first(listed)[:NEWEST])
    head = f"# {escape_markdown(title)}\n\n{len(listed)} articles of {len(outlets)} outlets.\n"
    yield RenderedFile(path="README.md", text=f"{head}\n" + "\n".join(rows) + f"\n\n## Newest\n\n{newest}\n")


def _list_page(outlet: str, items: Sequence[Listed]) -> str:
    rows = "\n".join(_row(item, root="../") for item in items[:NEWEST])
    return f"# {escape_markdown(outlet)}\n\n[All outlets](../README.md)\n\n{rows}\n"


def _row(item: Listed, *, root: str) -> str:
    return f"- {day_of(item.published_at)} [{escape_markdown(item.headline)}]({root}{link_path(item.path)})"


def jekyll_lists(listed: Sequence[Listed], *, title: str) -> Iterator[RenderedFile]:
    """The site's frame: settings, the page of the newest, an archive page a day, and what the layouts need."""
    yield RenderedFile(path="_config.yml", text=_CONFIG.format(title=_quoted(title)))
    yield RenderedFile(path="_layouts/default.html", text=_LAYOUT_DEFAULT)
    yield RenderedFile(path="_layouts/post.html", text=_LAYOUT_POST)
    days: dict[str, list[Listed]] = defaultdict(list)
    for item in listed:
        days[_post_day(item)].append(item)
    rows = [f"- [{day}](archive/{day}.md) – {len(days[day])} articles" for day in sorted(days, reverse=True)]
    for day, items in sorted(days.items()):
        text = "\n".join(_row(item, root="../") for item in newest_first(items))
        yield RenderedFile(
            path=f"archive/{day}.md", text=f"---\nlayout: default\ntitle: {day}\n---\n# {day}\n\n{text}\n"
        )
    newest = "\n".join(_row(item, root="") for item in newest_first(listed)[:NEWEST])
    head = f"---\nlayout: default\ntitle: {_quoted(title)}\n---\n# {escape_markdown(title)}\n"
    yield RenderedFile(path="index.md", text=f"{head}\n{newest}\n\n## Archive\n\n" + "\n".join(rows) + "\n")


def _post_day(item: Listed) -> str:
    return item.path.split("/")[1]


_CONFIG = """\
title: {title}
permalink: /:year/:month/:day/:title.html
markdown: kramdown
plugins:
  - jekyll-feed
  - jekyll-relative-links
feed:
  posts_limit: 100
"""
_LAYOUT_DEFAULT = """\
<!DOCTYPE html>
<html>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{ page.title | escape }}</title>
<link rel="alternate" type="application/atom+xml" href="{{ '/feed.xml' | relative_url }}">
</head>
<body>
{{ content }}
</body>
</html>
"""
_LAYOUT_POST = """\
---
layout: default
---
<article>
<h1>{{ page.title | escape }}</h1>
<p>{{ page.author | default: page.outlet | escape }} · {{ page.date | date_to_xmlschema }}</p>
{{ content }}
</article>
"""
