"""Time and authors as a reader sees them: in the lines around the headline, or in elements named for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from selectolax.lexbor import LexborNode

from rashomon.extract.tree import ASIDE, FOOTER, HIDDEN, IN_LINK, Block, Tree
from rashomon.text.dates import Moment, find_moments, parse_machine_date

_DATE_LABEL = re.compile(
    r"(?:^|[\s_\-])(?:date|datum|time|zeit|fecha|published?|pub-?date|publish\w*|posted|post-?date|entry-?date|datetime|timestamp|dateline|datePublished|article-?date|pubtime|byline|meta|post-?meta|entry-?meta|info|source|created)(?:$|[\s_\-A-Z])|[a-z](?:Date|Time|Published|Meta)\b|date$|time$",
    re.IGNORECASE,
)
_AUTHOR_LABEL = re.compile(
    r"(?:^|[\s_\-])(?:authors?|byline|by-?line|autor(?:en|in)?|auteurs?|author-?name|writer|verfasser|reporter|contributors?|creator|fn|zuozhe|editor-?name)(?:$|[\s_\-A-Z0-9])|[a-z](?:Author|Byline)",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    r"(?:comment|related|recommend|sidebar|widget|teaser|footer|copyright|newsletter|popular|latest|most-|ticker|cookie|event|calendar|archive|nav|menu|breadcrumb|login|search|share|social|carousel|promo|next|prev|avatar|image|photo|caption|bio\b)",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:published|posted|veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|publicerad|opublikowano|опубликовано|дата публикации|发布|發布|發佈|发表|發表|刊登|公開|投稿|掲載|입력|등록|نشر|diterbitkan|تاريخ النشر|written|on\b|vom\b|am\b|le\b|date)",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:updated?|modified|revised|aktualisiert|geändert|stand:|mis à jour|modifié|actualizado|aggiornat|bijgewerkt|uppdaterad|обновлено|更新|修改|수정|تحديث|expires?|deadline|accessed|retrieved|abgerufen)",
    re.IGNORECASE,
)
_BY = re.compile(
    r"^\W{0,3}(?:(?:written |posted |published |story |words |text )?by\b|von\b|par\b|por\b|di\b|door\b|av\b|af\b|автор\w*\b|текст\b|autor(?:in|en)?\b|auteur\b|verfasst von\b|geschrieben von\b|erstellt von\b|(?:作者|记者|記者|撰文|撰稿|文|采写|採訪|責任者|執筆|글|기자)\s*[:：/／|]|문\s?:|[^\s]{2,4}\s?기자\b)",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(
    r"^\W*(?:(?:written|posted|published|story|words|reported) by|by|von|par|por|authors?|autor(?:in|en)?|auteur|作者|文|記者|记者|執筆|글|автор)\s*:?\W*$",
    re.IGNORECASE,
)
_BY_INSIDE = re.compile(
    r"(?:^|[\s|•·,])(?:(?:posted|published|written|verfasst|veröffentlicht|erstellt|geschrieben|publié|écrit|publicado)(?:[^|•·]{0,40}?)\s(?:by|von|par|por)|by)\s*:?\s+(?P<name>[A-ZÀ-ÞА-Я][^|•·,()\d]{2,50}?)(?=\s*(?:$|[|•·,(\d]|\b(?:on|am|in|at|le|um|unter|published|updated|posted|comments?)\b))"
)
_BY_INSIDE_HAN = re.compile(
    "(?:作者|记者|記者|撰文|撰稿|采写|採訪)\\s*[:：／/]\\s*(?P<name>[\u3400-\u9fff·‧]{2,6}(?:[、，, ][\u3400-\u9fff·‧]{2,6}){0,3})"
)
_AUTHOR_SELECTOR = (
    '[rel~="author"],[itemprop="author"],[class*="author"],[class*="Author"],[class*="byline"],[class*="Byline"],'
    '[class*="autor"],[class*="auteur"],[data-testid*="author"],[data-testid*="byline"],.vcard .fn,'
    'a[href*="/author/"],a[href*="/authors/"],a[href*="/autor/"],a[href*="/autoren/"],a[href*="/auteur/"],a[href*="/contributor"],'
    'a[href*="/people/"],a[href*="/profile/"],a[href*="/staff/"],a[href*="/reporter/"],a[href*="/journalist"],a[href*="?author="]'
)
_DATE_SELECTOR = (
    '[itemprop="datePublished"],[itemprop="dateCreated"],time[pubdate],[class*="publish"],[class*="Publish"],[class*="posted"],'
    '[class*="date"],[class*="Date"],[class*="datum"],[class*="fecha"],[id*="date"],[class*="time"]'
)
_MOST_NAMED = 60
_LEAST = 0.9  # what a date must score to be taken; one far from the headline and unnamed does not
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEAR = 14  # blocks after the headline in which a page states time and author
_BEFORE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the article stands on the page: its headline's block and the first and last of its text (-1: unknown)."""

    heading: int
    first: int
    last: int


def find_published(
    tree: Tree,
    place: Place,
    root: LexborNode | None,
    *,
    month_first: bool,
    reference: date | None,
    hint: tuple[int, int] | None = None,
) -> Moment | None:
    """The publication time that readers see; None where no date stands near the article.

    `hint` is the year and month that the address states: dates in another month are not it.
    """
    best: Moment | None = None
    best_score = _LEAST
    for score, text in _named_dates(root) if root is not None else ():
        moment = parse_machine_date(text) or _first_of(text, month_first, reference)
        if moment is not None and score > best_score and _fits(moment, hint):
            best, best_score = moment, score
    for node, at in tree.times[:60]:
        words = " ".join((node.text() or "").split())
        moment = parse_machine_date(node.attributes.get("datetime") or "") or _first_of(words, month_first, reference)
        block = tree.blocks[at] if at < len(tree.blocks) else None
        if moment is None or (block is not None and _is_foreign(tree, block)) or not _fits(moment, hint):
            continue
        score = (
            3.0 + _nearness(at, place) - 2.0 * bool(_UPDATED.search(block.text[:80] if block is not None else words))
        )
        if score > best_score:
            best, best_score = moment, score
    for index in _candidates(tree, place):
        block = tree.blocks[index]
        text = block.text
        if len(text) > 400 or (not any(map(str.isdigit, text)) and "〇" not in text and "月" not in text):
            continue
        head = text[:260]
        moments = find_moments(head, month_first=month_first, reference=reference)
        if not moments:
            continue
        foreign = _is_foreign(tree, block)
        nearness = _nearness(index, place)
        labelled = bool(_DATE_LABEL.search(tree.boxes[block.box].label))
        for moment in moments:
            if not _fits(moment, hint):
                continue
            before = head[max(0, moment.start - 30) : moment.start]
            score = (
                nearness
                + 1.2 * labelled
                + 1.0 * (moment.hour is not None)
                + 1.6 * min(1.0, (moment.end - moment.start) / max(1, len(text)))
            )
            score += (
                1.0 * bool(_PUBLISHED.search(before))
                - 1.6 * bool(_UPDATED.search(before))
                - 2.5 * foreign
                - 1.0 * (len(text) > 120)
            )
            if score > best_score:
                best, best_score = moment, score
    return best


def find_authors(tree: Tree, place: Place, root: LexborNode | None, *, strict: bool = False) -> Iterator[str]:
    """The raw author lines that readers see, the likeliest first; `strict` gives those alone that say so in words."""
    candidates = _candidates(tree, place)
    for index in candidates:
        block = tree.blocks[index]
        if len(block.text) > 140 or _is_foreign(tree, block):
            continue
        if _BY_ALONE.match(block.text) and index + 1 < len(tree.blocks):
            yield _until_date(tree.blocks[index + 1].text[:90])
        elif _BY.match(block.text):
            yield _until_date(block.text)
    if strict:
        return
    if root is not None:
        yield from _named_authors(root)
    for index in candidates:
        block = tree.blocks[index]
        if len(block.text) > 240 or _is_foreign(tree, block):
            continue
        match = _BY_INSIDE.search(block.text) or _BY_INSIDE_HAN.search(block.text)
        if match:
            yield match.group("name")
    for index in candidates:
        block = tree.blocks[index]
        if len(block.text) <= 80 and block.tag not in _HEADINGS and not _is_foreign(tree, block):
            label = tree.boxes[block.box].label + " " + tree.boxes[max(0, tree.boxes[block.box].parent)].label
            if _AUTHOR_LABEL.search(label):
                yield _until_date(block.text)


def _named_dates(root: LexborNode) -> Iterator[tuple[float, str]]:
    """What elements that are called the publication's date say, with how plainly they are."""
    for node in root.css(_DATE_SELECTOR)[:_MOST_NAMED]:
        attributes = node.attributes
        score = 4.5 if attributes.get("itemprop") in ("datePublished", "dateCreated") else 2.1
        label = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if _UPDATED.search(label) or _NOT_OURS.search(label) or _within_foreign(node):
            score -= 2.5
        if score <= 0:
            continue
        for name in ("content", "datetime", "title", "data-date", "data-timestamp"):
            value = attributes.get(name)
            if value and any(map(str.isdigit, value)):
                yield score + 0.5, value
        text = " ".join((node.text(separator=" ") or "").split())
        if text and len(text) <= 120:
            yield score - 1.2 * bool(_UPDATED.search(text)), text


def _named_authors(root: LexborNode) -> list[str]:
    """The texts of elements that are called author, by how plainly they are."""
    found: list[tuple[float, int, str]] = []
    for order, node in enumerate(root.css(_AUTHOR_SELECTOR)[:_MOST_NAMED]):
        text = " ".join((node.text(separator=" | ", strip=True) or "").split())
        if not 2 <= len(text) <= 90:
            continue
        attributes = node.attributes
        label = f"{attributes.get('class') or ''} {attributes.get('data-testid') or ''}"
        plain = attributes.get("rel") == "author" or attributes.get("itemprop") == "author"
        score = 3.0 if plain else 2.0 if _AUTHOR_LABEL.search(label) else 1.5 if node.tag == "a" else 0.5
        if _NOT_OURS.search(label) or _within_foreign(node):
            score -= 2.5
        if score > 0:
            found.append((-score, order, _until_date(text)))
    return [text for _, _, text in sorted(found)[:6]]


def _within_foreign(node: LexborNode) -> bool:
    """Whether one of the elements around is called something that is not the article."""
    parent = node.parent
    for _ in range(7):
        if parent is None or parent.tag == "body":
            return False
        if parent.tag in ("aside", "nav"):
            return True
        attributes = parent.attributes
        label = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if len(label) < 160 and _NOT_OURS.search(label):
            return True
        parent = parent.parent
    return False


def _candidates(tree: Tree, place: Place) -> Sequence[int]:
    """Blocks in which time and author may stand: after the headline, shortly before it, after the text."""
    count = len(tree.blocks)
    start = place.heading if place.heading >= 0 else place.first
    if start < 0:
        return range(min(count, 40))
    order = list(range(start, min(count, max(start + _NEAR, place.first + 3))))
    order += range(max(0, start - _BEFORE), start)
    if place.last >= 0:
        order += range(max(start, place.last - 2), min(count, place.last + 8))
    return list(dict.fromkeys(order))


def _nearness(index: int, place: Place) -> float:
    """From 2 right under the headline down to 0 far away."""
    if place.heading >= 0:
        steps = index - place.heading
        if steps < 0:
            return max(0.0, 1.4 - 0.15 * -steps)
        if steps <= _NEAR or index <= place.first + 1:
            return max(0.9, 2.0 - 0.06 * steps)
    if place.first >= 0 and abs(index - place.first) <= 6:
        return 1.2
    if place.last >= 0 and 0 <= index - place.last <= 8:
        return 0.7
    return 0.0


def _is_foreign(tree: Tree, block: Block) -> bool:
    """Whether a block belongs to something other than the article: comments, teasers, the page's foot."""
    if block.flags & (ASIDE | FOOTER | HIDDEN | IN_LINK):
        return True
    box = block.box
    for _ in range(4):
        place = tree.boxes[box]
        if place.label and _NOT_OURS.search(place.label[:160]):
            return True
        box = place.parent
        if box <= 0:
            return False
    return False


def _fits(moment: Moment, hint: tuple[int, int] | None) -> bool:
    """Whether the moment lies in the month that is known, or within two of it."""
    return hint is None or abs((moment.year - hint[0]) * 12 + moment.month - hint[1]) <= 1


def _first_of(text: str, month_first: bool, reference: date | None) -> Moment | None:
    return next(iter(find_moments(text[:160], month_first=month_first, reference=reference)), None)


def _until_date(text: str) -> str:
    """An author line without the date that follows."""
    moments = find_moments(text[:160])
    return text[: moments[0].start] if moments and moments[0].start > 3 else text
