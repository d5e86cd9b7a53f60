"""What a page's JSON-LD says of the article: schema.org's NewsArticle and its kin, read however it is broken."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import msgspec

_ARTICLE = ("Article", "Posting", "Report", "Review", "Recipe", "HowTo")  # endings of kinds
_OPENING = re.compile(r"(?:/\*|//)?\s*(?:<!--|<!\[CDATA\[)\s*(?:\*/)?")
_CLOSING = re.compile(r"(?:/\*|//)?\s*(?:-->|\]\]>)\s*(?:\*/)?\s*\Z")
_CLOSING_REACH = 60  # characters; one pattern over the whole script took time by the square of its white space
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_TAG = re.compile(r"<[^>]{1,400}>")
_BREAKS = re.compile(r"<(?:br|/p|/div|/li|/h\d)[^>]*>", re.IGNORECASE)
_FIELD = re.compile(r'"(datePublished|dateModified|headline)"\s*:\s*"((?:[^"\\]|\\.){1,400})"')
_MOST_CHARACTERS = 3_000_000
_MOST_NODES = 4_000


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedData:
    """The article's fields as the page's linked data give them; empty where they do not."""

    kind: str = ""
    headline: str = ""
    authors: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()  # the authors that are organisations
    published: str = ""
    modified: str = ""
    section: str = ""
    keywords: tuple[str, ...] = ()
    language: str = ""
    publisher: str = ""
    description: str = ""
    body: str = ""
    free: bool = True  # whether it says that reading is free
    kinds: frozenset[str] = frozenset()  # of all things the page describes


def read_linked_data(scripts: Iterable[str]) -> LinkedData:
    """The article that the contents of a page's JSON-LD scripts describe."""
    nodes: list[dict[str, object]] = []
    broken: list[str] = []
    for script in scripts:
        value = _decode(script) if len(script) < _MOST_CHARACTERS else None
        if value is None:
            broken.append(script[:_MOST_CHARACTERS])
        else:
            nodes.extend(_nodes(value))
    if not nodes:
        return _from_broken(broken)
    by_id: dict[str, dict[str, object]] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and (name not in by_id or len(node) > len(by_id[name])):
            by_id[name] = node
    kinds = frozenset(kind for node in nodes for kind in _texts(node.get("@type")))
    article = _article(nodes)
    if article is None:
        return LinkedData(kinds=kinds)
    authors = tuple(dict.fromkeys(_people(article.get("author") or article.get("creator"), by_id)))
    return LinkedData(
        kind=next(iter(_texts(article.get("@type"))), ""),
        headline=_plain(_first(article.get("headline")) or _first(article.get("name"))),
        authors=tuple(name for name, _ in authors),
        groups=tuple(name for name, group in authors if group),
        published=_first(article.get("datePublished")) or _first(article.get("dateCreated")),
        modified=_first(article.get("dateModified")),
        section=_plain(_first(article.get("articleSection"))),
        keywords=_keywords(article.get("keywords")),
        language=_first(article.get("inLanguage")),
        publisher=next((name for name, _ in _people(article.get("publisher"), by_id)), ""),
        description=_plain(_first(article.get("description"))),
        body=_body(article),
        free=str(article.get("isAccessibleForFree", True)).lower() not in ("false", "no", "0"),
        kinds=kinds,
    )


def _decode(script: str) -> object | None:
    """The value, after the repairs that are common: comments around it, raw line breaks, commas too many."""
    try:
        decoded: object = msgspec.json.decode(script)
        return decoded
    except (msgspec.DecodeError, UnicodeEncodeError, RecursionError):
        pass
    inner = _unwrapped(script)
    for attempt in (inner, _TRAILING_COMMA.sub(r"\1", inner), html.unescape(inner)):
        try:
            value: object = json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return None


def _unwrapped(script: str) -> str:
    """A script without the comment marks around it and the semicolon at its end."""
    inner = script.strip().removesuffix(";").rstrip()
    opening = _OPENING.match(inner)
    if opening:
        inner = inner[opening.end() :]
    closing = _CLOSING.search(inner[-_CLOSING_REACH:])
    if closing:
        inner = inner[: max(0, len(inner) - _CLOSING_REACH) + closing.start()]
    return inner


def _nodes(value: object) -> list[dict[str, object]]:
    """All typed objects inside a value, outer ones first."""
    found: list[dict[str, object]] = []
    queue = [value]
    for item in queue:
        if len(queue) > _MOST_NODES:
            break
        if isinstance(item, list):
            queue.extend(item)
        elif isinstance(item, dict):
            if "@type" in item or "@id" in item:
                found.append(item)
            queue += [part for part in item.values() if isinstance(part, (dict, list))]
    return found


def _article(nodes: list[dict[str, object]]) -> dict[str, object] | None:
    """The object that describes the page's article: the fullest of those of an article's kind."""
    best, best_score = None, 0
    for order, node in enumerate(nodes):
        if not any(kind.endswith(_ARTICLE) for kind in _texts(node.get("@type"))):
            continue
        score = (
            1
            + 4 * bool(node.get("headline"))
            + 3 * bool(node.get("datePublished"))
            + 2 * bool(node.get("author"))
            + 2 * bool(node.get("articleBody"))
        )
        if score * 100 - order > best_score:
            best, best_score = node, score * 100 - order
    if best is None:
        for node in nodes:
            if "WebPage" in _texts(node.get("@type")) and node.get("datePublished"):
                return {
                    key: node[key]
                    for key in ("@type", "datePublished", "dateModified", "author", "inLanguage")
                    if key in node
                }
    return best


def _people(value: object, by_id: dict[str, dict[str, object]], depth: int = 0) -> Iterator[tuple[str, bool]]:
    """Whom a field names, as texts, objects, lists of them or references; with whether each is an organisation."""
    if isinstance(value, str):
        node = by_id.get(value)
        if node is not None and depth < 3:
            yield from _people(node, by_id, depth + 1)
        elif not value.startswith("http"):
            yield _plain(value), False
    elif isinstance(value, list):
        for item in value[:30]:
            yield from _people(item, by_id, depth)
    elif isinstance(value, dict):
        name = value.get("name") or value.get("alternateName")
        reference = value.get("@id")
        if not name and isinstance(reference, str) and depth < 3 and by_id.get(reference) is not value:
            yield from _people(by_id.get(reference), by_id, depth + 1)
        group = any(kind.endswith("Organization") for kind in _texts(value.get("@type")))
        for text in _texts(name):
            yield _plain(text.partition(",")[0] if group else text), group


def _body(article: dict[str, object]) -> str:
    """The article's text, as paragraphs by line; a live blog's updates one after another."""
    body = _first(article.get("articleBody")) or _first(article.get("reviewBody"))
    updates = article.get("liveBlogUpdate")
    if not body and isinstance(updates, list):
        parts = [
            (_first(item.get("headline")), _first(item.get("articleBody")))
            for item in updates
            if isinstance(item, dict)
        ]
        body = "\n".join(text for part in parts for text in part if text)
    if "<" in body or "&lt;" in body:
        body = _TAG.sub("", _BREAKS.sub("\n", html.unescape(body) if "&lt;" in body else body))
    return html.unescape(body) if "&" in body else body


def _keywords(value: object) -> tuple[str, ...]:
    parts = value if isinstance(value, list) else re.split(r"[,;，、]", value) if isinstance(value, str) else []
    names = (part.get("name") if isinstance(part, dict) else part for part in parts)
    return tuple(dict.fromkeys(plain for name in names if isinstance(name, str) and (plain := _plain(name))))[:50]


def _texts(value: object) -> list[str]:
    if isinstance(value, str):
        return [value]
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []


def _first(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return next(iter(_texts(value)), "")


def _plain(text: str) -> str:
    """The text without tags and escapes, white space folded."""
    if "&" in text:
        text = html.unescape(html.unescape(text))
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(text.split())


def _from_broken(scripts: list[str]) -> LinkedData:
    """The plain fields of scripts that no repair makes readable."""
    fields: dict[str, str] = {}
    for script in scripts:
        for name, value in _FIELD.findall(script):
            fields.setdefault(name, _plain(value.replace('\\"', '"').replace("\\/", "/")))
    return LinkedData(
        headline=fields.get("headline", ""),
        published=fields.get("datePublished", ""),
        modified=fields.get("dateModified", ""),
    )
