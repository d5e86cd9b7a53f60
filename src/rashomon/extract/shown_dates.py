"""The time of publication as readers see it: in the lines around the headline, or in elements named for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from selectolax.lexbor import LexborNode

from rashomon.extract.tree import Tree
from rashomon.extract.visible import Place, is_foreign, names_other, near_blocks, nearness, own_boxes, within_foreign
from rashomon.text.dates import Moment, find_moments, parse_machine_date

_DATE_LABEL = re.compile(
    r"(?:^|[\s_\-])(?:date|datum|time|zeit|fecha|published?|pub-?date|publish\w*|posted|post-?date|entry-?date|datetime|timestamp|dateline|datePublished|article-?date|pubtime|byline|meta|post-?meta|entry-?meta|info|source|created)(?:$|[\s_\-A-Z])|[a-z](?:Date|Time|Published|Meta)\b|date$|time$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:published|posted|veröffentlicht|erstellt|publié|publicado|pubblicato|gepubliceerd|publicerad|opublikowano|опубликовано|дата публикации|发布|發布|發佈|发表|發表|刊登|公開|投稿|掲載|입력|등록|نشر|diterbitkan|تاريخ النشر|written|on\b|vom\b|am\b|le\b|date)",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:updated?|modified|revised|changed|reviewed|aktualisiert|geändert|stand:|mis à jour|modifié|actualizado|aggiornat|bijgewerkt|uppdaterad|обновлено|更新|修改|수정|تحديث|expires?|deadline|accessed|retrieved|abgerufen)",
    re.IGNORECASE,
)
_NAMED = (
    '[itemprop="datePublished"],[itemprop="dateCreated"],abbr[title],[class*="publish" i],[class*="posted"],[class*="date" i],'
    '[class*="datum"],[class*="fecha"],[id*="date"]'
)
_NAMED_EXACTLY = ("datePublished", "dateCreated")
_MOST_NAMED = 60
_LEAST = 0.9  # what a date must score to be taken; one far from the headline and unnamed does not
_SURE = 2.0  # from which no element named for a date is looked for
_LONGEST = 400  # characters of a block in whose opening words a date is looked for wherever they stand
_OPENING = 60  # characters of the text in which a dateline may hold the day
_DATELINES = 4  # blocks of the text, standfirst and headings among them, in which the dateline stands
_CLOSES = re.compile(r"\s*[)）|:–—-]")
_YEAR = re.compile(r"(?:19|20)\d\d|\d[./\-]\d\d(?!\d)|[年년]")
_DAY = re.compile(r"\d|〇|月")
_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?(?:Z|[+\-]\d\d:\d\d)?")  # software's, hidden by style
_SHOWN_BEFORE, _SHOWN_AFTER = 3, 15  # blocks around the headline, up to the first of the text
_SHOWN_SHARE = 0.25  # of a line that the date fills


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
    own = own_boxes(tree, place)
    best: Moment | None = None
    best_score = _LEAST
    for ways in (_timed, _written):
        for score, moment in ways(tree, place, own, month_first, reference):
            if score > best_score and _fits(moment, hint):
                best, best_score = moment, score
    if best_score >= _SURE:
        return best
    for score, moment in _named(root, month_first, reference):
        if score > best_score and _fits(moment, hint):
            best, best_score = moment, score
    return best


def marked_dates(tree: Tree) -> list[str]:
    """What `time` elements marked as the publication's state, in reading order."""
    found = (node.attributes for node, _ in tree.times[:_MOST_NAMED])
    return [attributes.get("datetime") or "" for attributes in found if attributes.get("itemprop") == "datePublished"]


def shown_day(tree: Tree, place: Place, *, month_first: bool) -> Moment | None:
    """The date with its year that stands plainly by the headline and is not called an update's; None for none."""
    start = place.heading if place.heading >= 0 else place.first
    if start < 0:
        return None
    own = own_boxes(tree, place)
    end = min(len(tree.blocks), start + _SHOWN_AFTER, max(place.first, start + 1) + 1)
    for index in (*range(start + 1, end), *range(start - 1, max(-1, start - _SHOWN_BEFORE), -1)):
        block = tree.blocks[index]
        text = _STAMP.sub(" ", block.text)
        if len(text) > 120 or not _YEAR.search(text) or is_foreign(tree, block, own):
            continue
        for moment in find_moments(text, month_first=month_first):
            if moment.end - moment.start >= _SHOWN_SHARE * len(text) and not _is_update(
                tree, index, text[: moment.start]
            ):
                return moment
    return None


def _is_update(tree: Tree, index: int, before: str) -> bool:
    """Whether the words before a date, or the name of its box, say that it is another than the publication's."""
    if not before.strip() and index and len(tree.blocks[index - 1].text) < 30:
        before = tree.blocks[index - 1].text
    called = before[-30:]
    return bool(
        _UPDATED.search(called)
        or (called.rstrip().endswith(":") and not _PUBLISHED.search(called))
        or _UPDATED.search(tree.boxes[tree.blocks[index].box].label)
    )


def _timed(
    tree: Tree, place: Place, own: frozenset[int], month_first: bool, reference: date | None
) -> Iterator[tuple[float, Moment]]:
    """The moments of `time` elements, with how likely each is the article's."""
    for node, at in tree.times[:60]:
        block = tree.blocks[at] if at < len(tree.blocks) else None
        near = place.heading - 2 <= at <= place.first
        if block is not None and not near and is_foreign(tree, block, own):
            continue
        words = " ".join((node.text() or "").split())
        moment = parse_machine_date(node.attributes.get("datetime") or "") or _first_of(words, month_first, reference)
        if moment is None:
            continue
        updated = _UPDATED.search(block.text[:80] if block is not None else words)
        near_by = nearness(at, place)
        yield (3.0 if near_by >= _LEAST else 1.5) + near_by - 2.0 * bool(updated), moment


def _written(
    tree: Tree, place: Place, own: frozenset[int], month_first: bool, reference: date | None
) -> Iterator[tuple[float, Moment]]:
    """The dates written in blocks near the article."""
    for index in near_blocks(tree, place):
        block = tree.blocks[index]
        text = block.text
        if not _DAY.search(text[:260]):
            continue
        if place.first <= index <= place.first + _DATELINES:
            yield from _opening(text, month_first, reference)
        if len(text) > _LONGEST:
            continue
        moments = find_moments(text[:260], month_first=month_first, reference=reference)
        if not moments:
            continue
        foreign = is_foreign(tree, block, own)
        penalty = (1.0 if place.heading - 2 <= index <= place.first else 2.5) if foreign else 0.0
        near = nearness(index, place) + 1.2 * bool(_DATE_LABEL.search(tree.boxes[block.box].label)) - penalty
        for moment in moments:
            yield near + _plainness(text, moment), moment


def _plainness(text: str, moment: Moment) -> float:
    """How much a line's words and form say that a date in it is the publication's."""
    before = text[max(0, moment.start - 30) : moment.start]
    return (
        1.0 * (moment.hour is not None)
        + 1.6 * min(1.0, (moment.end - moment.start) / max(1, len(text)))
        + 1.0 * bool(_PUBLISHED.search(before))
        - 1.6 * bool(_UPDATED.search(before))
        - 1.0 * (len(text) > 120)
    )


def _opening(text: str, month_first: bool, reference: date | None) -> Iterator[tuple[float, Moment]]:
    """The date in the first words of the article's text: a dateline's."""
    for moment in find_moments(text[:_OPENING], month_first=month_first, reference=reference)[:1]:
        if moment.start <= 2 or _CLOSES.match(text, moment.end):
            yield 1.0, moment


def _named(root: LexborNode | None, month_first: bool, reference: date | None) -> Iterator[tuple[float, Moment]]:
    """The dates of elements that are called the publication's, with how plainly they are."""
    for node in root.css(_NAMED)[:_MOST_NAMED] if root is not None else ():
        attributes = node.attributes
        score = 4.5 if attributes.get("itemprop") in _NAMED_EXACTLY else 2.1
        label = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if _UPDATED.search(label) or names_other(label) or within_foreign(node):
            score -= 2.5
        if score <= 0:
            continue
        for name in ("content", "datetime", "title", "data-date", "data-timestamp"):
            value = attributes.get(name)
            moment = (parse_machine_date(value) or _first_of(value, month_first, reference)) if value else None
            if moment is not None:
                yield score + 0.5, moment
        text = " ".join((node.text(separator=" ") or "").split())
        if text and len(text) <= 120:
            moment = parse_machine_date(text) or _first_of(text, month_first, reference)
            if moment is not None:
                yield score - 1.2 * bool(_UPDATED.search(text)), moment


def _fits(moment: Moment, hint: tuple[int, int] | None) -> bool:
    """Whether the moment lies in the month that is known, or within two of it."""
    return hint is None or abs((moment.year - hint[0]) * 12 + moment.month - hint[1]) <= 1


def _first_of(text: str, month_first: bool, reference: date | None) -> Moment | None:
    return next(iter(find_moments(text[:160], month_first=month_first, reference=reference)), None)
