"""What a page carries in its scripts only: articles in templates and JSON strings, and their days. A last resort."""

from __future__ import annotations

import re
from bisect import bisect_right

from rashomon.extract.tree import Tree, parse_html, walk_tree

_HOLDER = re.compile(r"<(script|noscript|textarea)\b([^>]{0,300})>(.*?)</\1>", re.DOTALL | re.IGNORECASE)
_MARKUP = re.compile(r"<p[\s>]|\\u003cp|&lt;p", re.IGNORECASE)
_ESCAPES = (
    ("\\\\", "\\"),
    ("\\u003c", "<"),
    ("\\u003C", "<"),
    ("\\u003e", ">"),
    ("\\u003E", ">"),
    ("\\u0026", "&"),
    ('\\"', '"'),
    ("\\/", "/"),
    ("\\n", " "),
    ("\\r", " "),
    ("\\t", " "),
)
_UNICODE = re.compile(r"\\u([0-9a-fA-F]{4})")
_MOST_CHARACTERS = 3_000_000
_MOST_HOLDERS = 80
_LEAST = 30  # characters of a paragraph that counts
# A day in quotes is looked for first, and then the name before it: fifty times faster than both as one pattern.
_DAY = re.compile(
    r"[:=]\s{0,3}(?:\\*[\"']|&quot;)(\d{4}[-./]\d\d[-./]\d\d(?:[Tt ][\d:.]{5,12}(?:[Zz]|[+-]\d\d:?\d\d)?)?)"
)
_PUBLISHED = re.compile(
    r"(?:date_?published|published|publi(?:sh(?:ed)?|cation|c)[_-]?(?:date|time|dt|at|on)|(?:deploy|release|first_?publish(?:ed)?)[_-]?(?:date|time|dt|at))"
    r"(?:\\*[\"']|&quot;)?\s{0,3}\Z",
    re.IGNORECASE,
)
_NAME_REACH = 50  # characters before the colon in which the name stands
_BESIDE = 8_000  # characters after the headline in which its article's day stands


def embedded_paragraphs(text: str) -> list[str]:
    """The paragraphs of the longest article-like markup inside a page's scripts; empty where there is none."""
    best: list[str] = []
    best_size = 0
    if len(text) > _MOST_CHARACTERS:
        return best
    for number, match in enumerate(_HOLDER.finditer(text)):
        content = match.group(3)
        if number > _MOST_HOLDERS:
            break
        if len(content) < 300 or not _MARKUP.search(content):
            continue
        paragraphs = _paragraphs(_unescaped(content))
        size = sum(map(len, paragraphs))
        if size > best_size:
            best, best_size = paragraphs, size
    return best


def embedded_day(markup: str, headline: str) -> str:
    """When scripts and attributes say the article was published: the one day that all name, or what follows the headline."""
    if len(markup) > _MOST_CHARACTERS:
        return ""
    found = []
    for match in _DAY.finditer(markup):
        named = _PUBLISHED.search(markup, max(0, match.start() - _NAME_REACH), match.start())
        if named:
            found.append((named.start(), match.group(1)))
    if len({stated[:10] for _, stated in found}) <= 1:
        return max((stated for _, stated in found), key=len, default="")
    titles = [match.end() for match in re.finditer(r"[\"';]" + re.escape(headline), markup)] if headline else []
    beside = []
    for start, stated in found:
        at = bisect_right(titles, start) - 1
        if at >= 0 and start - titles[at] <= _BESIDE:
            beside.append((start - titles[at], stated))
    return min(beside, default=(0, ""))[1]


def _unescaped(content: str) -> str:
    """Script text with its string escapes undone, twice where it was escaped twice."""
    for _ in range(2):
        if "\\" not in content:
            break
        for written, meant in _ESCAPES:
            content = content.replace(written, meant)
    content = _UNICODE.sub(lambda match: chr(int(match.group(1), 16)), content)
    return content.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"') if "&lt;p" in content else content


def _paragraphs(markup: str) -> list[str]:
    start = re.search(r"<(?:p|div|h\d)[\s>]", markup)
    body = parse_html(markup[start.start() :]).body if start else None
    tree = walk_tree(body) if body is not None else Tree()
    found = [
        block.text
        for block in tree.blocks
        if block.tag in ("p", "h2", "h3", "li", "blockquote") and block.link < 0.5 * len(block.text)
    ]
    kept = [
        text for text in found if (len(text) >= _LEAST or text[:1].isupper()) and '":"' not in text and "{" not in text
    ]
    return list(dict.fromkeys(kept))
