"""Time and authors as a reader sees them: in the lines around the headline, or in elements named for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

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
_BY_INSIDE = re.compile(
    r"(?:^|[\s|•·,])(?:(?:posted|published|written|verfasst|veröffentlicht|erstellt|geschrieben|publié|écrit|publicado)(?:[^|•·]{0,40}?)\s(?:by|von|par|por)|by)\s*:?\s+(?P<name>[A-ZÀ-ÞА-Я][^|•·,()\d]{2,50}?)(?=\s*(?:$|[|•·,(\d]|\b(?:on|am|in|at|le|um|unter|published|updated|posted|comments?)\b))"
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_NEAR = 14  # blocks after the headline in which a page states time and author
_BEFORE = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the article stands on the page: its headline's block and the first and last of its text (-1: unknown)."""

    heading: int
    first: int
    last: int


def find_published(tree: Tree, place: Place, *, month_first: bool, reference: date | None) -> Moment | None:
    """The publication time that readers see; None where no date stands near the article."""
    best: Moment | None = None
    best_score = 1.5
    for node, at in tree.times[:60]:
        words = " ".join((node.text() or "").split())
        moment = parse_machine_date(node.attributes.get("datetime") or "") or _first_of(words, month_first, reference)
        block = tree.blocks[at] if at < len(tree.blocks) else None
        if moment is None or (block is not None and _is_foreign(tree, block)):
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
        head = text[:160]
        moments = find_moments(head, month_first=month_first, reference=reference)
        if not moments:
            continue
        foreign = _is_foreign(tree, block)
        nearness = _nearness(index, place)
        labelled = bool(_DATE_LABEL.search(tree.boxes[block.box].label))
        for moment in moments:
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


def find_authors(tree: Tree, place: Place) -> list[str]:
    """The raw author lines that readers see, the best first; empty where none can be told."""
    for index in _candidates(tree, place):
        block = tree.blocks[index]
        if len(block.text) <= 140 and _BY.match(block.text) and not _is_foreign(tree, block):
            return [_until_date(block.text)]
    for index in _candidates(tree, place):
        block = tree.blocks[index]
        if len(block.text) > 240 or _is_foreign(tree, block):
            continue
        match = _BY_INSIDE.search(block.text)
        if match:
            return [match.group("name")]
    for index in _candidates(tree, place):
        block = tree.blocks[index]
        if len(block.text) <= 80 and block.tag not in _HEADINGS and not _is_foreign(tree, block):
            label = tree.boxes[block.box].label + " " + tree.boxes[max(0, tree.boxes[block.box].parent)].label
            if _AUTHOR_LABEL.search(label):
                return [_until_date(block.text)]
    return []


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


def _first_of(text: str, month_first: bool, reference: date | None) -> Moment | None:
    return next(iter(find_moments(text[:160], month_first=month_first, reference=reference)), None)


def _until_date(text: str) -> str:
    """An author line without the date that follows."""
    moments = find_moments(text[:160])
    return text[: moments[0].start] if moments and moments[0].start > 3 else text
