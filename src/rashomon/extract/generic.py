"""Articles out of any outlet's HTML page."""

from __future__ import annotations

import re

import numpy as np

from rashomon.extract.authors import byline_of
from rashomon.extract.block_model import LIKELY, block_chances
from rashomon.extract.details import keywords_of, outlet_of, page_url, section_of, site_names
from rashomon.extract.embedded import embedded_paragraphs
from rashomon.extract.head import Head, read_head
from rashomon.extract.headline import choose_headline, fold_title
from rashomon.extract.layouts import match_layout, with_seen, within_body
from rashomon.extract.leftovers import without_leftovers
from rashomon.extract.lines import is_feed_note, split_editor
from rashomon.extract.paragraphs import pieces_of
from rashomon.extract.pictures import captions_of, images_of
from rashomon.extract.publication import published_at
from rashomon.extract.reading import Reading
from rashomon.extract.rejects import Measures, reason_against
from rashomon.extract.teasers import part_from_teasers
from rashomon.extract.tree import HIDDEN, Tree, parse_html, walk_tree
from rashomon.extract.visible import Place
from rashomon.model import Basis, Image, Page, ParagraphKind, Reason, Rejected
from rashomon.outlets import Outlets
from rashomon.text.trees import Matrix
from rashomon.text.urls import absolute_url

_EXTRACTOR = "generic/2"
_FLOOR, _RELATIVE = 0.15, 0.6  # of the likeliest block's chance, where none reaches the threshold
_SCANT = 200  # characters under which the page's scripts are looked into
_BODY_WINS = 0.5  # share of the linked data's text under which the page's own blocks are no article


def read_page(text: str, page: Page, outlets: Outlets, *, utf8: bytes = b"") -> Reading | Rejected:
    """The article in an HTML page, or why there is none; `utf8` may give the text's own bytes."""
    document = parse_html(text, utf8=utf8)
    if document.body is None:
        return Rejected(source=page.source, reason=Reason.NO_TEXT)
    head = read_head(document)
    tree = walk_tree(document.body, page=True)
    if sum([len(block.text) for block in tree.blocks]) < _SCANT:
        tree = walk_tree(document.body, noscript=True, page=True)
    url = page_url(head, page.url or "")
    outlet, outlet_name = outlet_of(head, outlets, page.url or url)
    seen = match_layout(document, outlet, page.captured_at)
    head = with_seen(head, seen)
    names = site_names(head, outlet, page.url or url)
    headline = seen.headline or _headline(head, tree, names, url)
    chances = within_body(tree, block_chances(tree, title=headline, body=head.data.body), seen)
    chosen = without_leftovers(tree, _chosen(tree, chances, headline))
    chosen, teasers = part_from_teasers(tree, chosen, headline)
    place = _place(tree, chosen, headline)
    pieces = pieces_of(tree, chosen)
    pieces = _or_elsewhere(pieces, head, text)
    pieces, editor = _without_editor(pieces)
    body = "\n".join(piece for piece, _ in pieces)
    published, modified = published_at(
        head, tree, place, document.body, url=page.url or url, outlet=outlet, captured_at=page.captured_at
    )
    dated = published is not None and published.basis is Basis.STATED
    measures = Measures(text=body, headline=headline, status=page.status, dated=dated, teasers=teasers)
    against = reason_against(measures, head, tree)
    if against is not None:
        return Rejected(source=page.source, reason=against[0], detail=against[1])
    return Reading(
        extractor=_EXTRACTOR,
        pieces=pieces,
        headline=headline,
        url=url,
        urls=(page.url,) if page.url else (),
        outlet=outlet,
        outlet_name=outlet_name,
        byline=byline_of(head, tree, place, document.body, names=names, text=body),
        published=published,
        modified_at=modified,
        images=_images(head, tree, place, url),
        keywords=keywords_of(head),
        links=_links(tree, chosen, url),
        editor=editor,
        section=section_of(head),
        channels=(page.channel,) if page.channel else (),
        language=head.data.language or head.language,
    )


def _headline(head: Head, tree: Tree, names: tuple[str, ...], url: str) -> str:
    headings = [block.text for block in tree.blocks if block.tag == "h1" and not block.flags & HIDDEN]
    return choose_headline(
        headings=headings or [block.text for block in tree.blocks if block.tag == "h1"],
        data=head.data.headline,
        og=head.first("og:title"),
        twitter=head.first("twitter:title"),
        title=head.title,
        site_names=names,
        url=url,
        news=head.data.kind.endswith("NewsArticle") or head.data.kind == "LiveBlogPosting",
    )


def _chosen(tree: Tree, chances: Matrix, headline: str) -> list[int]:
    """The blocks that make the article: those likely enough, without the headline itself and without repeats."""
    title, lengths = fold_title(headline), _lengths_of(headline)
    seen: set[str] = set()
    chosen = []
    threshold = LIKELY
    likely = float(chances.max(initial=0.0))
    if likely < LIKELY:
        threshold = max(_FLOOR, _RELATIVE * likely)
    for index in np.flatnonzero(chances >= threshold).tolist():
        text = tree.blocks[index].text
        if len(text) in lengths and fold_title(text) == title:
            continue
        if len(text) > 60:
            if text in seen:
                continue
            seen.add(text)
        chosen.append(index)
    return chosen


def _lengths_of(headline: str) -> range:
    """How long a text may be that says the same as the headline with other signs; only those are compared by letters."""
    length = len(headline)
    return range(max(1, length // 2), 2 * length + 8) if length else range(0)


def _or_elsewhere(pieces: list[tuple[str, ParagraphKind]], head: Head, text: str) -> list[tuple[str, ParagraphKind]]:
    """The pieces, or what the linked data or the page's scripts hold where that is much more."""
    length = sum(len(piece) for piece, _ in pieces)
    body = head.data.body
    if len(body) > 300 and length < _BODY_WINS * len(body):
        return [(line, ParagraphKind.PARAGRAPH) for part in body.split("\n") if (line := " ".join(part.split()))]
    if length < _SCANT:
        embedded = embedded_paragraphs(text)
        if sum(map(len, embedded)) > max(300, 3 * length):
            return [(line, ParagraphKind.PARAGRAPH) for line in embedded]
    return pieces


def _place(tree: Tree, chosen: list[int], headline: str) -> Place:
    """Where the article stands: the headline's block nearest before the text, and the text's ends."""
    first, last = (chosen[0], chosen[-1]) if chosen else (-1, -1)
    title, lengths = fold_title(headline), _lengths_of(headline)
    heading = -1
    for index, block in enumerate(tree.blocks[: first + 1] if first >= 0 else tree.blocks):
        if block.tag == "h1" or (len(block.text) in lengths and fold_title(block.text) == title):
            heading = index
    return Place(heading=heading, first=first, last=last)


def _without_editor(pieces: list[tuple[str, ParagraphKind]]) -> tuple[list[tuple[str, ParagraphKind]], str]:
    """The pieces without the editor's line and the feed software's among the last ones, and the editor."""
    if pieces and is_feed_note(pieces[-1][0]):
        pieces = pieces[:-1]
    editor = ""
    for index in range(len(pieces) - 1, max(-1, len(pieces) - 4), -1):
        end = split_editor(pieces[index][0])
        if end.editor:
            editor = editor or end.editor
            pieces[index] = (end.text, pieces[index][1])
    return [piece for piece in pieces if piece[0]], editor


def _images(head: Head, tree: Tree, place: Place, url: str) -> tuple[Image, ...]:
    """The pictures between the headline and the text's end; the one that the metadata name where there are none."""
    if place.first < 0:
        return ()
    start, end = place.heading if place.heading >= 0 else place.first, place.last + 1
    kept = {number for number, picture in enumerate(tree.pictures) if start <= picture.before <= end}
    images = images_of(tree, captions_of(tree, start=start, stop=end + 1), url, kept=kept) if kept else ()
    if not images:
        lead = absolute_url(url, head.first("og:image", "twitter:image", "og:image:url"))
        return (Image(url=lead),) if lead else ()
    return images


def _links(tree: Tree, chosen: list[int], url: str) -> tuple[str, ...]:
    """The addresses that the article's text links to."""
    own = set(chosen)
    found = (absolute_url(url, href) for href, index in tree.links if index in own)
    return tuple(dict.fromkeys(link for link in found if link and not re.search(r"#[^/]*$", link)))
