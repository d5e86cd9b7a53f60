"""The time of publication as readers see it: in the lines around the headline, or in elements named for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from selectolax.lexbor import LexborNode

from rashomon.extract.tree import IN_LINK, Block, Tree
from rashomon.extract.visible import (
    BARRED,
    Place,
    is_foreign,
    names_other,
    near_blocks,
    nearness,
    own_boxes,
    within_foreign,
)
from rashomon.text.dates import Moment, find_moments, parse_machine_date

_DATE_LABEL = re.compile(
    r"(?:^|[\s_\-])(?:date|datum|time|zeit|fecha|published?|pub-?date|publish\w*|posted|post-?date|entry-?date|datetime|timestamp|dateline|datePublished|article-?date|pubtime|byline|meta|post-?meta|entry-?meta|info|source|created)(?:$|[\s_\-A-Z])|[a-z](?:Date|Time|Published|Meta)\b|date$|time$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"(?:published|posted|veröffentlicht|erschienen|erstellt|en ligne|publié|publicado|pubblicato|gepubliceerd|publicerad|opublikowano|опубликовано|дата публикации|发布|發布|發佈|发表|發表|刊登|公開|投稿|掲載|입력|등록|نشر|diterbitkan|تاريخ النشر|written|on\b|vom\b|am\b|le\b|date)",
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
_CLOSING, _NEAR_END = 25, 8  # blocks after the text in which a labelled date stands, and one that stands alone
_CLIMB = 7  # boxes around a block
_COMMENTS = re.compile(r"comment|kommentar|respon[ds]|related|recommend|teaser|carousel|trending", re.IGNORECASE)
_OTHERS = re.compile(r"sidebar|widget|event|latest|popular|card|more-|-list\b|copyright", re.IGNORECASE)
_SHOWN_BEFORE, _SHOWN_AFTER = 3, 15  # blocks around the headline
_LEAD = 4  # first blocks of the text, between which the date stands where a lead comes before it
_SHOWN_SHARE = 0.25  # of a line that the date fills,
_PLAIN_SHARE = 0.6  # and of one in the text or in a box of another kind


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


def closing_day(tree: Tree, place: Place, *, month_first: bool, updates: bool = False) -> Moment | None:
    """The date with its year that stands alone or by its label after the text; `updates` asks for that of the last change."""
    if place.last < 0:
        return None
    for index in range(place.last + 1, min(len(tree.blocks), place.last + _CLOSING)):
        block = tree.blocks[index]
        if len(block.text) > 80 or not _YEAR.search(block.text) or _is_others(tree, block, _COMMENTS):
            continue
        for moment in find_moments(block.text, month_first=month_first):
            before = _called(tree, index, block.text[: moment.start])
            if bool(_UPDATED.search(before)) is not updates:
                continue
            if updates or _PUBLISHED.search(before):
                return moment
            near = index <= place.last + _NEAR_END and not before.rstrip().endswith(":")
            share = (moment.end - moment.start) / len(block.text)
            if near and share >= _SHOWN_SHARE and not _is_others(tree, block, _OTHERS):
                return moment
    return None


def _is_others(tree: Tree, block: Block, names: re.Pattern[str]) -> bool:
    """Whether one of the boxes around is called something that holds what is not the article's."""
    box = block.box
    for _ in range(_CLIMB):
        if box <= 0:
            return False
        if names.search(tree.boxes[box].label):
            return True
        box = tree.boxes[box].parent
    return False


def marked_dates(tree: Tree) -> list[str]:
    """What `time` elements marked as the publication's state, in reading order."""
    found = (node.attributes for node, _ in tree.times[:_MOST_NAMED])
    return [attributes.get("datetime") or "" for attributes in found if attributes.get("itemprop") == "datePublished"]


def shown_days(tree: Tree, place: Place, *, month_first: bool) -> list[Moment]:
    """The dates with their year that stand plainly by the headline and are not called an update's, the nearest first."""
    start = place.heading if place.heading >= 0 else place.first
    if start < 0:
        return []
    own = own_boxes(tree, place)
    end = min(len(tree.blocks), start + _SHOWN_AFTER, max(place.first, start) + _LEAD + 1)
    found = []
    for index in (*range(start + 1, end), *range(start - 1, max(-1, start - _SHOWN_BEFORE), -1)):
        block = tree.blocks[index]
        if len(block.text) > 160 or not _YEAR.search(block.text):
            continue
        text = _STAMP.sub(" ", block.text)
        if len(text) > 120:
            continue
        for moment in find_moments(text, month_first=month_first):
            share = (moment.end - moment.start) / len(text)
            if share < (_SHOWN_SHARE if index <= place.first else _PLAIN_SHARE) and moment.start > 1:
                continue
            barred = BARRED if share < _PLAIN_SHARE else 0 if start < index < place.first else IN_LINK
            if not is_foreign(tree, block, own, barred=barred) and not _is_update(tree, index, text[: moment.start]):
                found.append(moment)
    return found


def _is_update(tree: Tree, index: int, before: str) -> bool:
    """Whether the words before a date, or the name of its box, say that it is another than the publication's."""
    called = _called(tree, index, before)
    return bool(
        _UPDATED.search(called)
        or (called.rstrip().endswith(":") and not _PUBLISHED.search(called))
        or _UPDATED.search(tree.boxes[tree.blocks[index].box].label)
    )


def _called(tree: Tree, index: int, before: str) -> str:
    """The words before a date: of its own block, or the short block before where it begins its own."""
    if not before.strip() and index and len(tree.blocks[index - 1].text) < 30:
        before = tree.blocks[index - 1].text
    return before[-30:]


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
        if foreign and index > place.last >= 0 and _is_others(tree, block, _COMMENTS):
            continue
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
        - 1.4 * (_YEAR.search(text, moment.start, moment.end) is None)
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
