"""Index pages: whether a page is a list of articles, which articles it lists, and where the list goes on."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rashomon.text.encoding import decode_bytes
from rashomon.text.urls import canonical_url, host_of

LEAST_LINKS = 5  # fewer than these are the "read also" of an article
_HAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_DIGITS = re.compile(r"\d+")
_NEXT_WORDS = re.compile(r"^(?:下一?[页頁]|后一页|後一頁|next(?: page)?|older(?: posts)?|[›»→>]+)$", re.IGNORECASE)
_NOT_ARTICLES = re.compile(
    r"/(?:tags?|topics?|category|categories|author|authors|about|contact|login|signin|subscribe|search|privacy|terms)"
    r"(?:/|$|\.)|\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip|css|js|xml|rss)$",
    re.IGNORECASE,
)
# Letters of running text above which a page is no list: an article of three short paragraphs has more.
_MOST_RUNNING_TEXT = 500


_INLINE = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "span",
        "font",
        "small",
        "big",
        "mark",
        "q",
        "cite",
        "code",
        "sub",
        "sup",
        "abbr",
        "time",
        "bdi",
        "label",
        "ins",
        "s",
    ]
)
_NOT_READ = frozenset(
    ["a", "script", "style", "noscript", "template", "select", "option", "button", "textarea", "title", "iframe", "svg"]
)
_ARTICLE_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*NewsArticle|Article|BlogPosting|Report)"')


@dataclass(frozen=True, slots=True, kw_only=True)
class Index:
    """The articles that a page lists, in its order, and the address of its next page (empty: none)."""

    title: str
    articles: tuple[str, ...]
    next_page: str = ""


def read_index(
    body: bytes, url: str, content_type: str | None = None, *, least_links: int = LEAST_LINKS
) -> Index | None:
    """The list that the page is; None for a page that is an article or has no list of them."""
    tree = LexborHTMLParser(decode_bytes(body, content_type).text)
    root = tree.body
    if root is None or _says_article(tree) or _running_text(root) > _MOST_RUNNING_TEXT:
        return None
    articles = _article_links(root, _base_of(tree, url), url)
    if len(articles) < least_links or _is_sibling(url, articles):
        return None
    title = tree.css_first("title")
    return Index(
        title=" ".join(title.text().split()) if title else "",
        articles=articles,
        next_page=_next_page(tree, _base_of(tree, url), url),
    )


def feed_links(body: bytes, url: str) -> tuple[str, ...]:
    """The feeds that a page names in its head, in its order."""
    tree = LexborHTMLParser(body)
    kinds = ("application/rss+xml", "application/atom+xml", "application/feed+json")
    found = [
        urljoin(_base_of(tree, url), link.attributes.get("href") or "")
        for link in tree.css("link[rel~=alternate][href]")
        if (link.attributes.get("type") or "").lower().strip() in kinds
    ]
    return tuple(dict.fromkeys(found))


def _base_of(tree: LexborHTMLParser, url: str) -> str:
    base = tree.css_first("base[href]")
    return urljoin(url, (base.attributes.get("href") or "") if base else "")


def _running_text(root: LexborNode) -> int:
    """The letters of the longest text outside links, a Han character counted as three: of one block, or of the
    paragraphs side by side in one box. The teasers of a list stand each in a box of its own."""
    totals: Counter[int] = Counter()
    for node in root.traverse(include_text=True):
        if not node.is_text_node:
            continue
        words = (node.text_content or "").strip()
        block = _block_of(node) if words else None
        if block is None:
            continue
        letters = len(words) + 2 * len(_HAN.findall(words))
        totals[block.mem_id] += letters
        if block.tag == "p" and block.parent is not None:
            totals[block.parent.mem_id] += letters
    return max(totals.values(), default=0)


def _block_of(node: LexborNode) -> LexborNode | None:
    """The block that a text stands in; None for the words of a link, or of what nobody reads."""
    parent = node.parent
    while parent is not None and parent.tag in _INLINE:
        parent = parent.parent
    return None if parent is None or parent.tag in _NOT_READ else parent


def _says_article(tree: LexborHTMLParser) -> bool:
    """Whether the page calls itself an article: to social media, to search engines, or by a time of publication."""
    kind = tree.css_first('meta[property="og:type"]')
    if kind is not None and (kind.attributes.get("content") or "").strip().lower() == "article":
        return True
    if tree.css_first('meta[property="article:published_time"], [itemprop=articleBody]') is not None:
        return True
    return any(_ARTICLE_TYPE.search(script.text()) for script in tree.css('script[type="application/ld+json"]'))


def _article_links(root: LexborNode, base: str, url: str) -> tuple[str, ...]:
    """The addresses whose link texts read like headlines and whose shape most such links share."""
    shapes: dict[str, str] = {}
    weights: Counter[str] = Counter()
    for link in root.css("a[href]"):
        address = _join(base, link.attributes.get("href") or "")
        if not address or host_of(address) != host_of(url) or address == canonical_url(url):
            continue
        if _NOT_ARTICLES.search(urlsplit(address).path) or not _is_headline(_words_of(link)):
            continue
        shape = _shape(address)
        if address not in shapes:
            weights[shape] += 1
        shapes.setdefault(address, shape)
    if not weights:
        return ()
    most = weights.most_common(1)[0][1]
    # Sections often keep articles of two kinds (news, opinion) under two shapes: a third of the main one counts too.
    return tuple(address for address, shape in shapes.items() if weights[shape] * 3 >= most)


def _is_sibling(url: str, articles: Sequence[str]) -> bool:
    """Whether the page's own numbered address is made like those it links to: then it is one of them."""
    own = _shape(canonical_url(url))
    return "#" in own and sum(_shape(address) == own for address in articles) * 2 >= len(articles)


def _join(base: str, href: str) -> str:
    try:
        address = canonical_url(urljoin(base, href.strip()))
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) else ""


def _words_of(link: LexborNode) -> str:
    words = " ".join(link.text(deep=True, separator=" ").split())
    if words:
        return words
    image = link.css_first("img[alt]")
    return (link.attributes.get("title") or (image.attributes.get("alt") if image else "") or "").strip()


def _is_headline(words: str) -> bool:
    """Whether a link's words are a headline rather than a section's name."""
    return len(_HAN.findall(words)) >= 6 or len(words.split()) >= 4


def _shape(address: str) -> str:
    """The address without what differs between articles: numbers, and the last part of the path."""
    parts = urlsplit(address)
    folders, _, last = parts.path.rpartition("/")
    suffix = last.rpartition(".")[2] if "." in last else ""
    digits = "#" if _DIGITS.search(last) else ""
    return (
        f"{_DIGITS.sub('#', folders)}/{digits}.{suffix}?{'&'.join(p.partition('=')[0] for p in parts.query.split('&'))}"
    )


def _next_page(tree: LexborHTMLParser, base: str, url: str) -> str:
    """Where the list goes on: rel=next, or a link that says so; only on the same host."""
    marked = tree.css("link[rel~=next][href], a[rel~=next][href]")
    worded = [link for link in tree.css("a[href]") if _NEXT_WORDS.match(" ".join(link.text(deep=True).split()))]
    for link in (*marked, *worded):
        address = _join(base, link.attributes.get("href") or "")
        if address and host_of(address) == host_of(url) and address != canonical_url(url):
            return address
    return ""
