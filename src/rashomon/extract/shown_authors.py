"""Who wrote an article as readers see it: lines that say so, names that stand alone by headline or end, named elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborNode

from rashomon.extract.byline import is_full_name
from rashomon.extract.tree import IN_LINK, Tree
from rashomon.extract.visible import (
    BARRED,
    HEADINGS,
    Place,
    is_foreign,
    names_other,
    near_blocks,
    own_boxes,
    within_foreign,
)
from rashomon.text.dates import find_moments

_AUTHOR_LABEL = re.compile(
    r"(?:^|[\s_\-])(?:authors?|authored(?:-by)?|byline|by-?line|autor(?:en|in)?|auteurs?|author-?name|writer|written-by|verfasser|reporter|contributors?|creator|fn|zuozhe|editor-?name|signature)(?:$|[\s_\-A-Z0-9])|[a-z](?:Author|Byline)",
    re.IGNORECASE,
)
# Every such name holds one of these; telling so takes a quarter of the time of the pattern.
_AUTHOR_SIGNS = ("aut", "line", "writ", "verfasser", "report", "contrib", "creat", "fn", "zuozhe", "edit", "signat")
_AUTHOR_ADDRESS = re.compile(
    r"/(?:authors?|autor(?:en|es|in)?|auteurs?|contributors?|people|persons?|profiles?|staff|reporters?|journalists?|writers?|team|users?|by)/[^/?#]+|[?&]author=|/author-|/@\w"
)
_KIND = r"(?:ein\w* |une? |an? )?(?:gast)?(?:interview|kolumne|beitrag|kommentar|essay|analyse|reportage|bericht|artikel|rezension|text|story|column|article|report|review|analysis|opinion|entretien|chronique|tribune)"
_BY = re.compile(
    rf"^\W{{0,3}}(?:(?:(?:written |posted |published |authored |story |words |text )?by|(?:{_KIND} )?(?:von|par|por)|vom|di|door|av|af|автор\w*|текст|autor(?:in|en)?|auteur|(?:verfasst|geschrieben|erstellt|veröffentlicht) von|oleh|penulis|reporter)\b|(?:text|words|redaktion|report)(?: (?:&|und|and|et) (?:fotos?|bilder|photos?))?\s?:|(?:作者|记者|記者|撰文|撰稿|文|采写|採訪|責任者|執筆|글|기자)\s*[:：/／|]|문\s?:|[^\s]{{2,4}}\s?기자\b)",
    re.IGNORECASE,
)
_BY_ALONE = re.compile(
    r"^\W*(?:(?:written|posted|published|story|words|reported|authored) by|by|von|par|por|authors?|autor(?:in|en)?|auteur|作者|文|記者|记者|執筆|글|автор)\s*:?\W*$",
    re.IGNORECASE,
)
_BY_INSIDE = re.compile(
    r"(?:^|[\s|•·,])(?:(?:posted|published|written|verfasst|veröffentlicht|publiziert|erstellt|geschrieben|publié|écrit|publicado)(?:[^|•·]{0,40}?)\s(?:by|von|par|por)|by|Redaktion:)\s*:?\s+(?P<name>[A-ZÀ-ÞА-Я][^|•·,()\d]{2,50}?)(?=\s*(?:$|[|•·,(\d]|\b(?:on|am|in|at|le|um|unter|published|updated|posted|comments?)\b))"
)
_BY_AT_END = re.compile(r"[\d|•·,]\s*(?:uhr\s)?(?:by|von|par|por)\s+(?P<name>[\w.\- ]{2,40})$", re.IGNORECASE)
_BY_INSIDE_HAN = re.compile(
    "(?:作者|记者|記者|撰文|撰稿|采写|採訪)\\s*[:：／/]\\s*(?P<name>[\u3400-\u9fff·‧]{2,6}(?:[、，, ][\u3400-\u9fff·‧]{2,6}){0,3})"
)
_NAMED = '[rel~="author"],[itemprop="author"],[class*="author" i],[class*="byline" i]'
_NAMED_ELSEWHERE = _NAMED + ',[class*="autor"],[class*="auteur"]'
_BY_SIGNS = (" by ", "By ", " BY ", "by:", " von ", " par ", " por ", "Redaktion:")
_PIECES = re.compile(r"\s*[|•·⋅–—●]\s*|\s+[-/]\s+")
_PARTED = re.compile(r"[|•·⋅–—●/-]")
_DIGIT = re.compile(r"\d")
_HAS_DAY = re.compile(
    r"(?:19|20)\d\d|\d{1,2}[./]\d{1,2}[./]|\b\d{1,2}:\d\d\b|\b(?:hours?|days?|minutes?|min) (?:ago|read)\b"
)
_SEVERAL = re.compile(r"\s*(?:[,/&]|\s(?:and|und|et|y|e)\s)\s*")
_LONG_WORD = re.compile(r"[^\W\d_]{3,}")
_OPENING = 2  # blocks of the text, a summary often, after which the line of author and date may stand
_ONE_PERSON = 3  # words; four may be two persons' names, which their elements part
_PARAGRAPH = 120  # characters of a block that is told text
_LONGEST = 240
_LONGEST_NAMED = 90
_MOST_NAMED = 60
_SURE = 3.0  # from which a line needs no element named author to come before it


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorLine:
    """Words that may name the authors; `told` says that they claim to, `score` how likely they do."""

    text: str
    score: float
    told: bool


def find_authors(
    tree: Tree, place: Place, root: LexborNode | None, *, text: str, english: bool = False
) -> Iterator[AuthorLine]:
    """The lines that may name the authors, the likeliest first; `text` is the article's, whose plain words are no names."""
    found = sorted(_in_blocks(tree, place, text), key=lambda line: -line.score)
    yield from (line for line in found if line.score >= _SURE)
    around = _around(tree, place) or root
    if around is not None:
        yield from _in_elements(around, _NAMED if english else _NAMED_ELSEWHERE)
    yield from (line for line in found if line.score < _SURE)


def _in_blocks(tree: Tree, place: Place, text: str) -> Iterator[AuthorLine]:
    own = own_boxes(tree, place)
    near = near_blocks(tree, place)
    around = frozenset(near)
    addresses = {block for href, block in tree.links if block in around and _AUTHOR_ADDRESS.search(href)}
    for order, index in enumerate(near):
        block = tree.blocks[index]
        if len(block.text) > _LONGEST:
            continue
        told = _BY.match(block.text)
        inside = "" if told else _said_inside(block.text)
        box = tree.boxes[block.box]
        labelled = _names_author(box.label) or _names_author(tree.boxes[max(0, box.parent)].label)
        claims = labelled or told or inside
        foreign = is_foreign(tree, block, own, barred=BARRED & ~IN_LINK if claims else BARRED)
        if foreign:
            between = place.heading < index < place.first and claims
            if not between or not (labelled or not is_foreign(tree, block, own, barred=0)):
                continue
        alone = -0.01 * order - (0.6 if foreign else 0.0)
        rank = alone - (2.0 if place.first < index < place.last else 0.0)
        if told and _BY_ALONE.match(block.text):
            if index + 1 < len(tree.blocks):
                yield AuthorLine(text=_until_date(tree.blocks[index + 1].text[:90]), score=4.0 + rank, told=True)
        elif told and len(block.text) <= 140:
            yield AuthorLine(text=_until_date(_after_kind(block.text, told)), score=4.0 + rank, told=True)
        elif labelled and len(block.text) <= 120 and block.tag != "h1":
            said = _until_date(block.text)
            one = is_full_name(said.strip()) and len(said.split()) <= _ONE_PERSON
            yield AuthorLine(text=said, score=(3.2 if one else 2.2) + rank, told=True)
        if inside:
            yield AuthorLine(text=inside, score=2.4 + rank, told=True)
        if len(block.text) <= 100 and (not told or not labelled):
            yield from _alone(tree, place, index, index in addresses, alone, text)


@lru_cache(maxsize=4096)
def _names_author(label: str) -> bool:
    folded = label.lower()
    for sign in _AUTHOR_SIGNS:
        if sign in folded:
            return _AUTHOR_LABEL.search(label) is not None
    return False


def _after_kind(text: str, told: re.Match[str]) -> str:
    """A line after "Eine Kolumne von": what comes before the name is no part of it."""
    return text[told.end() :] if told.group(0).lower().endswith((" von", " par", " por")) else text


def _said_inside(text: str) -> str:
    """The name that a line gives after other words; empty where it gives none."""
    match = _BY_INSIDE_HAN.search(text) if not text.isascii() else None
    if match is None:
        for sign in _BY_SIGNS:
            if sign in text:
                match = _BY_INSIDE.search(_until_date(text)) or _BY_AT_END.search(text)
                break
    return match.group("name") if match else ""


def _alone(tree: Tree, place: Place, index: int, addressed: bool, rank: float, text: str) -> Iterator[AuthorLine]:
    """Names that stand alone in a block, or beside its date: with what shows that they are the author's."""
    block = tree.blocks[index]
    if block.tag in HEADINGS or index == place.heading or place.first + _OPENING < index < place.last:
        return
    if block.link and not addressed:
        return
    pieces = _PIECES.split(block.text) if _PARTED.search(block.text) else [block.text]
    dated = _has_day(block.text)
    ends = index in (place.first, place.last, place.last + 1) or (
        place.first < index <= place.first + _OPENING
        and index + 1 < len(tree.blocks)
        and len(tree.blocks[index + 1].text) > _PARAGRAPH
    )
    names = [piece for piece in map(_until_date, pieces) if not _has_day(piece) and _is_name(piece, text, ends)]
    if not names or (len(pieces) - len(names) > 0 and not dated):
        return
    beside = dated or any(
        0 <= other < len(tree.blocks)
        and other != index
        and len(tree.blocks[other].text) < 80
        and _has_day(tree.blocks[other].text)
        for other in range(index - 1, index + 3)
    )
    score = 0.4 + 1.4 * addressed + 0.8 * bool(beside) + 0.8 * ends + rank
    if score > 1.0:
        yield AuthorLine(text=names[0], score=score, told=addressed)


def _has_day(text: str) -> bool:
    """Whether a text states a day, an hour or how long it takes to read."""
    stated = " ago" in text or " read" in text or _DIGIT.search(text) is not None
    return stated and _HAS_DAY.search(text) is not None


def _is_name(piece: str, text: str, ends: bool) -> bool:
    """Whether a piece is a person's full name, or several; one whose words the article uses as plain ones is none."""
    if not all(is_full_name(part) for part in _SEVERAL.split(piece)):
        return False
    words = _LONG_WORD.findall(piece.lower())
    plain = sum(any(f" {word}{end}" in text for end in " ,.") for word in words)
    return 2 * plain <= len(words) if ends else not plain


def _around(tree: Tree, place: Place) -> LexborNode | None:
    """The element around the headline and the text, and the one around that; None where they are not known."""
    if place.heading < 0 or place.first < 0:
        return None
    around: set[int] = set()
    box = tree.blocks[place.heading].box
    while box >= 0:
        around.add(box)
        box = tree.boxes[box].parent
    box = tree.blocks[place.first].box
    while box not in around:
        box = tree.boxes[box].parent
    return tree.boxes[max(0, tree.boxes[box].parent)].node


def _in_elements(root: LexborNode, selector: str) -> list[AuthorLine]:
    """The texts of elements that are called author, by how plainly they are."""
    found: list[tuple[float, int, str]] = []
    for order, node in enumerate(root.css(selector)[:_MOST_NAMED]):
        text = " ".join((node.text(separator=" | ", strip=True) or "").split())
        if not 2 <= len(text) <= _LONGEST_NAMED:
            continue
        attributes = node.attributes
        label = f"{attributes.get('class') or ''} {attributes.get('data-testid') or ''}"
        plain = attributes.get("rel") == "author" or attributes.get("itemprop") == "author"
        score = 3.0 if plain else 2.0 if _AUTHOR_LABEL.search(label) else 1.5 if node.tag == "a" else 0.5
        if names_other(label) or within_foreign(node):
            score -= 2.5
        if score > 0:
            found.append((-score, order, _until_date(text)))
    return [AuthorLine(text=text, score=-score, told=True) for score, _, text in sorted(found)[:6]]


def _until_date(text: str) -> str:
    """An author line without the date that follows."""
    if not _DIGIT.search(text):
        return text
    moments = find_moments(text[:160])
    return text[: moments[0].start] if moments and moments[0].start > 3 else text
