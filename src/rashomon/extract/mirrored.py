"""Articles out of mirrors' pages: the mirror kept the article alone, so all is taken but what is known as junk."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, timedelta
from urllib.parse import unquote, urlsplit

from rashomon.extract.byline import Byline, clean_byline
from rashomon.extract.head import read_head
from rashomon.extract.lines import dateline_of, is_end_junk, is_feed_note, is_note, opens_gallery, split_editor
from rashomon.extract.mirrors import MirrorPage
from rashomon.extract.paragraphs import pieces_of
from rashomon.extract.pictures import captions_of, images_of
from rashomon.extract.published import Published, likely_zone, published_by_url, published_of
from rashomon.extract.reading import Reading
from rashomon.extract.reporters import reporters_of
from rashomon.extract.tree import FOOTER, HIDDEN, Tree, parse_html, walk_tree
from rashomon.model import Basis, Page, ParagraphKind, Precision, Reason
from rashomon.outlets import Outlet, Outlets
from rashomon.text.dates import Moment, find_moments, parse_machine_date
from rashomon.text.urls import absolute_url, host_of

_EXTRACTOR = "mirror/2"
_MIRRORED_WITHIN = timedelta(days=60)  # of publication; an older date at a page's head is another article's
_LINKS_OF_INDEX = 5
_PROMOTION_LENGTH = 80  # characters; what is longer is told, not offered
_LEADING = 6  # blocks in which a mirror's page states time and author
_TAG_SIGN = re.compile(r"/(?:tag|topic|keyword|hashtag)", re.IGNORECASE)
_TAG_PATH = re.compile(r"/(?:tags?|topics?|keywords?|hashtag)/([^/]+?)(?:\.\w{2,5})?/?$", re.IGNORECASE)
_RELATIVE = re.compile(r"^\s*(\d{1,3})\s*(分钟|分鐘|小时|小時|minutes?|hours?|Minuten|Stunden)\s*(?:前|ago)\s*$")
_ROC_STAMP = re.compile(r"[）)]\s*(?P<y>1\d\d)(?P<m>[01]\d)(?P<d>[0-3]\d)\s*$")
_CATEGORY = re.compile(
    r"^\[[A-Z][A-Za-z &-]{1,24}\]\s*(?=\S)"
)  # as a feed of several sections puts before its headlines
# A label of advertising, an invitation to subscribe or give, a channel with its address and nothing else.
_PROMOTION = re.compile(
    r"(?:广告|廣告|Advertisement|Anzeige|Publicité|Publicidad|Реклама)$|[^。！？]{0,40}donate\.|"
    r"(?![来來]源|原文|出[处處]|Source|Quelle|Via)[^：:。]{1,20}[：:]\s*https?://\S+$",
    re.IGNORECASE,
)
_INVITATION = re.compile(
    r"(?:[订訂][阅閱]|关注|關注).{0,12}(?:电子报|電子報|频道|頻道|小铃铛|小鈴鐺|YouTube|Youmaker|「)", re.IGNORECASE
)
_SUFFIX = re.compile(r"\s+[–—|-]\s+[^–—|-]{2,40}(?:\s+[–—|-]\s+\w{2,12})?$")


def read_mirrored(mirror: MirrorPage, page: Page, outlets: Outlets) -> Reading:
    """The article in a mirror's page; its `pieces` are empty where the page holds no text."""
    tree = Tree()
    document = parse_html(mirror.html)
    if document.body is not None:
        tree = walk_tree(document.body)
    facts = read_head(document) if "<meta" in mirror.html else None
    outlet, name = _outlet_of(mirror, outlets, facts.first("og:site_name") if facts else "")
    own_names = (outlet.name, outlet.name_en, outlet.id, *outlet.names) if outlet else (name,)
    captions = captions_of(tree)
    dropped = set(captions)
    lead_moment, lead_names = _read_lead(tree, dropped)
    headline = _headline(mirror.headline, own_names)
    dropped |= _junk(tree, dropped, headline)
    chosen = [index for index in range(len(tree.blocks)) if index not in dropped]
    pieces, editor, roc = _without_end_matter(pieces_of(tree, chosen))
    text = "\n".join(text for text, _ in pieces)
    persons = [author for author in mirror.authors if outlets.by_name(author) is None]
    byline = clean_byline([*lead_names, *persons], own_names=own_names)
    if not byline.persons:
        closing = "\n".join(block.text for block in tree.blocks[-4:])
        byline = Byline(persons=reporters_of(text) or reporters_of(closing), credits=byline.credits)
    base = mirror.url or page.url or ""
    zone = outlet.zone if outlet else ""
    return Reading(
        extractor=_EXTRACTOR,
        pieces=pieces,
        headline=headline,
        url=mirror.url or page.url or "",
        outlet=outlet,
        outlet_name=name,
        byline=byline,
        published=_published(mirror, tree, lead_moment, text, roc, zone),
        images=images_of(tree, captions, base),
        keywords=_keywords(tree),
        links=_links(tree, dropped, base),
        editor=editor,
        channels=(page.channel,) if page.channel else (),
        captured_at=mirror.mirrored_at,
    )


def without_text(mirror: MirrorPage) -> Reason:
    """Why a mirror's page holds no text: a list of links, pictures or film alone, or nothing at all."""
    html = mirror.html.lower()
    if html.count("<a ") >= _LINKS_OF_INDEX:
        return Reason.INDEX_PAGE
    return Reason.MEDIA_ONLY if any(tag in html for tag in ("<img", "<video", "<iframe", "<audio")) else Reason.NO_TEXT


def _outlet_of(mirror: MirrorPage, outlets: Outlets, site: str) -> tuple[Outlet | None, str]:
    """The outlet by the article's host, else by what the page or the mirror calls it."""
    named = [*([site] if site else ()), *mirror.categories, *mirror.authors]
    found = outlets.by_host(host_of(mirror.url))
    for name in named:
        found = found or outlets.by_name(name)
    if found is not None:
        return found, found.name
    return None, named[0] if named else host_of(mirror.url).removeprefix("www.")


def _read_lead(tree: Tree, dropped: set[int]) -> tuple[Moment | None, list[str]]:
    """The time and the authors that stand before the text; their blocks are added to `dropped`."""
    moment: Moment | None = None
    names: list[str] = []
    for index, block in enumerate(tree.blocks[:_LEADING]):
        text = block.text
        if index in dropped or len(text) > 90:
            continue
        if block.tag == "address":
            names.append(text)
            dropped.add(index)
            continue
        stated = parse_machine_date(text)
        if stated is None:
            found = find_moments(text)
            stated = found[0] if found and found[0].end - found[0].start >= 0.6 * len(text) else None
        if stated is not None and moment is None:
            moment = stated
            dropped.add(index)
            before = tree.blocks[index - 1] if index else None
            if before is not None and index - 1 not in dropped and before.box == block.box and len(before.text) < 50:
                names.append(before.text)
                dropped.add(index - 1)
        elif _RELATIVE.match(text):
            dropped.add(index)
    return moment, names


def _junk(tree: Tree, dropped: set[int], headline: str) -> set[int]:
    """Blocks that are not the article: share bars, promotions, lists of links, the headline again."""
    junk: set[int] = set()
    blocks = tree.blocks
    folded, lengths = _folded(headline), range(len(headline) // 2, min(200, 2 * len(headline) + 8))
    linked = [block.link >= 0.9 * len(block.text) for block in blocks]
    links: dict[int, int] = {}
    for _, index in tree.links:
        links[index] = links.get(index, 0) + 1
    last = max((index for index, block in enumerate(blocks) if not linked[index] and len(block.text) > 20), default=-1)
    for index, block in enumerate(blocks):
        if index in dropped:
            continue
        if index > len(blocks) // 3 and opens_gallery(block.text):
            junk.update(range(index, len(blocks)))
            break
        beside = (index > 0 and linked[index - 1]) or (index + 1 < len(blocks) and linked[index + 1])
        heading = block.tag.startswith("h")
        if (
            is_end_junk(block.text)
            or is_note(block.text)
            or is_feed_note(block.text)
            or (
                len(block.text) < _PROMOTION_LENGTH and (_PROMOTION.match(block.text) or _INVITATION.search(block.text))
            )
            or block.flags & (FOOTER | HIDDEN)
            or (
                linked[index]
                and (block.tag == "li" or index > last or links.get(index, 0) > 1 or (beside and not heading))
            )
            or (len(block.text) in lengths and _folded(block.text) == folded)
            or not any(char.isalnum() for char in block.text)
        ):
            junk.add(index)
    return junk


def _without_end_matter(
    pieces: list[tuple[str, ParagraphKind]],
) -> tuple[list[tuple[str, ParagraphKind]], str, Moment | None]:
    """The pieces without the editor's line at the end; the editor; the day stated there."""
    editor, roc = "", None
    for index in range(len(pieces) - 1, max(-1, len(pieces) - 5), -1):
        text, kind = pieces[index]
        match = _ROC_STAMP.search(text)
        if match:
            found = find_moments(f"民國{match.group('y')}年{match.group('m')}月{match.group('d')}日")
            roc = found[0] if found else None
        end = split_editor(text)
        if end.text != text:
            editor = editor or end.editor
            pieces[index] = (end.text, kind)
    return [piece for piece in pieces if piece[0]], editor, roc


def _published(
    mirror: MirrorPage, tree: Tree, lead: Moment | None, text: str, roc: Moment | None, zone: str
) -> Published | None:
    """A time in the page, else a day in it, else the mirror's own time, else the address's day."""
    guess = likely_zone(mirror.url, "")
    taken_at = mirror.mirrored_at
    for node, _ in tree.times[:3]:
        words = node.text() or ""
        relative = _RELATIVE.match(words)
        if relative and taken_at:
            unit = timedelta(hours=1) if relative.group(2)[0] in "小hS" else timedelta(minutes=1)
            note = f"published_at: {relative.group(0).strip()}, counted from the mirror's time"
            precision = Precision.MINUTE
            return Published(
                at=taken_at - unit * int(relative.group(1)), basis=Basis.INFERRED, precision=precision, note=note
            )
        moment = parse_machine_date(node.attributes.get("datetime") or "") or next(iter(find_moments(words)), None)
        if moment is not None:
            midnight = moment.hour == 0 and moment.minute == 0 and moment.second == 0
            found = published_of(_day_of(moment) if midnight else moment, zone=zone, guess=guess)
            inferred = node.attributes.get("data-basis") == Basis.INFERRED
            return replace(found, basis=Basis.INFERRED) if inferred else found
    if lead is not None and (taken_at is None or abs(lead.at() - taken_at) < _MIRRORED_WITHIN):
        return published_of(lead, zone=zone, guess=guess)
    dateline = dateline_of(text)
    reference = taken_at.astimezone(UTC).date() if taken_at else None
    stated = next(iter(find_moments(dateline, reference=reference)), None) if dateline else None
    day = stated or roc
    if day is not None:
        return published_of(day, zone=zone, guess=guess)
    if taken_at is not None:
        note = "published_at: the mirror's own time"
        return Published(at=taken_at, basis=Basis.CAPTURED, precision=Precision.MINUTE, note=note)
    return published_by_url(mirror.url, zone=zone)


def _day_of(moment: Moment) -> Moment:
    return Moment(year=moment.year, month=moment.month, day=moment.day)


def _headline(headline: str, own_names: tuple[str, ...]) -> str:
    """The headline without the outlet's name at its end or a mirror's category before it."""
    headline = _CATEGORY.sub("", headline)
    match = _SUFFIX.search(headline)
    if match and any(name and name.casefold() in match.group(0).casefold() for name in own_names):
        return headline[: match.start()].rstrip()
    return headline


def _keywords(tree: Tree) -> tuple[str, ...]:
    """Tags that the text links to, in the order met."""
    found: dict[str, None] = {}
    for href, _ in tree.links:
        if not _TAG_SIGN.search(href):
            continue
        try:
            match = _TAG_PATH.search(urlsplit(href).path)
        except ValueError:
            continue
        if match:
            found[unquote(match.group(1)).replace("-", " ").strip()] = None
    return tuple(word for word in found if word and "\ufffd" not in word)


def _links(tree: Tree, dropped: set[int], base: str) -> tuple[str, ...]:
    """The addresses that the kept text links to."""
    found = (
        absolute_url(base, href) for href, index in tree.links if index not in dropped and index < len(tree.blocks)
    )
    return tuple(dict.fromkeys(url for url in found if url))


def _folded(text: str) -> str:
    return re.sub(r"[\W_]+", "", text.casefold())
