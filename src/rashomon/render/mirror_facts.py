"""What the seed mirrors lost on the way – outlet, time with its offset, names – carried as standard meta elements.

Markdown shows none of them but the time; whoever reads the page back finds them where any news page has them.
"""

from __future__ import annotations

import json
import re
from html import escape

from rashomon.model import Basis, Precision, Version
from rashomon.outlets import Outlets
from rashomon.text.urls import host_of

_REPORTERS = re.compile("[（(][^（）()]*(?:[记記]者|[報报][导導道]|[编編][译譯])[^（）()]*[)）]")


def facts_html(version: Version) -> str:
    """Open Graph and `article:` meta elements, then the publication time as people read it; an element a line."""
    metas = [
        ("property", "og:site_name", version.outlet),
        ("property", "article:published_time", _published(version)),
        ("property", "article:modified_time", version.modified_at.isoformat() if version.modified_at else ""),
        *(("name", "author", name) for name in version.byline),
        *(("property", "article:section", channel) for channel in version.channels),
        *(("property", "article:tag", keyword) for keyword in version.keywords),
    ]
    lines = [
        f'<meta {kind}="{name}" content="{escape(" ".join(value.split()))}">' for kind, name, value in metas if value
    ]
    published = _published(version)
    if published:
        basis = "" if version.published_at_basis is Basis.STATED else f' data-basis="{version.published_at_basis}"'
        lines.append(f'<div><time datetime="{published}"{basis}>{_shown(version)}</time></div>')
    if not _names_its_reporters(version):
        lines += [f"<address>{escape(' '.join(name.split()))}</address>" for name in version.byline]
    return "\n".join(lines)


def _names_its_reporters(version: Version) -> bool:
    """Whether the text names those of the byline itself, as Chinese papers do: “（记者某某报导）”."""
    line = _REPORTERS.search(version.text[:200])
    return line is not None and all(name in line.group(0) for name in version.byline)


def editor_html(version: Version) -> str:
    """The closing line that names the editor, as Chinese papers print it; empty where there is none."""
    return f"<p>责任编辑：{escape(' '.join(version.editor.split()))}</p>" if version.editor else ""


def front_matter(version: Version, outlets: Outlets, *, has_stamp: bool) -> str:
    """Front matter with what the layout has no other place for; mostly empty.

    The outlet, where its host does not tell it: an unknown paper would come back under its host's name, and an
    article's id is made of outlet and address. The mirror's own time, where that is all there is and no stamp has it.
    """
    lines = []
    if not _is_told_by_host(version, outlets):
        lines.append(f"categories: {json.dumps(' '.join(version.outlet.split()), ensure_ascii=False)}")
    if version.published_at and version.published_at_basis is Basis.CAPTURED and not has_stamp:
        lines.append(f"date: {version.published_at.isoformat()}")
    return "\n".join(["---", *lines, "---", ""]) if lines else ""


def _is_told_by_host(version: Version, outlets: Outlets) -> bool:
    host = host_of(version.url)
    known = outlets.by_host(host)
    return version.outlet in ("", known.name if known else host.removeprefix("www."))


def _published(version: Version) -> str:
    """The time in ISO 8601 as exactly as it is known; empty where the article itself does not tell."""
    moment = version.published_at
    if moment is None or version.published_at_basis is Basis.CAPTURED:
        return ""
    return moment.date().isoformat() if version.published_at_precision is Precision.DAY else moment.isoformat()


def _shown(version: Version) -> str:
    if version.published_at is None or version.published_at_precision is Precision.DAY:
        return _published(version)
    return version.published_at.strftime("%Y-%m-%d %H:%M %z")
