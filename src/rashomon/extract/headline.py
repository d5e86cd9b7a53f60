"""The headline as the outlet wrote it: what most of the page's own statements of it agree on, without the site's name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from rashomon.text.urls import host_of

_SEPARATOR = re.compile(
    r"\s+(?:\||-|–|—|::|:|»|«|·|•|›|>|/|ㅣ|‹)\s+|\s*[|｜丨┃]\s*|(?<=[^\x00-\x7f])\s*(?:_|--|—|-|–|－|‐)\s*(?=[^\s\d])"
)
_FOLD = re.compile(r"[\W_]+")
_WORD = re.compile(r"\w+")
# How much each statement counts; by how often each was right on the four sets alone, and together with the others.
_WEIGHTS = {"h1": 2.3, "data": 1.2, "og": 1.25, "twitter": 0.35, "title": 0.7}
_NEWS_WEIGHTS = {"h1": 1.5, "data": 1.2, "og": 0.8, "twitter": 0.35, "title": 0.2}  # where linked data say NewsArticle
_DATA_ALONE = 2.2  # linked data where the page has no main heading: og and title are then often written to be clicked
_UNRELATED = 0.25  # a heading that shares no words with any other statement is a logo or a section


_LONG = 2.6
_LONGEST = 500  # characters of a title
_TELLING = 6
_FRAGMENT = 0.25  # of the stated headline's letters


def choose_headline(
    *,
    headings: Sequence[str],
    data: str,
    og: str,
    twitter: str,
    title: str,
    site_names: Sequence[str],
    url: str = "",
    news: bool = False,
) -> str:
    """The headline, from the page's main headings and its metadata; empty where nothing states one."""
    names = {
        folded
        for name in (*site_names, host_of(url).removeprefix("www.").partition(".")[0])
        if (folded := fold_title(name))
    }
    stated = [("data", data), ("og", og), ("twitter", twitter), ("title", title)]
    cut = [(source, without_site(text, names, headings)) for source, text in stated if text]
    weights = _NEWS_WEIGHTS if news else _WEIGHTS
    votes: dict[str, float] = {}
    texts: dict[str, str] = {}
    others = [set(_WORD.findall(text.lower())) for _, text in cut]
    wide = not title.isascii()
    ending = fold_title(_SEPARATOR.split(title)[-1]) if title else ""
    for order, heading in enumerate(heading[:_LONGEST] for heading in headings[:4]):
        folded = fold_title(heading)
        if not folded or folded in names or (ending and not data and not og and _is_site(folded, ending, title)):
            continue
        related = any(_related(set(_WORD.findall(heading.lower())), other) for other in others) or (
            wide and any(folded in fold_title(text) for _, text in cut)
        )
        related = related and not _is_fragment(folded, og, title)
        telling = related or len(heading.split()) >= _TELLING
        weight = weights["h1"] if related else (_LONG if telling else _UNRELATED) / (1 + order)
        votes[folded] = max(votes.get(folded, 0.0), weight)
        texts.setdefault(folded, heading)
    for source, text in cut:
        folded = fold_title(text)
        if folded and folded not in names:
            weight = _DATA_ALONE if source == "data" and not headings else weights[source]
            votes[folded] = votes.get(folded, 0.0) + weight
            texts.setdefault(folded, text)
    if not votes:
        return next((text for _, text in stated if text), "")
    return texts[max(votes, key=lambda folded: votes[folded])]


def site_in_title(title: str) -> str:
    """The short ending of a title that is the site's name more often than not; empty where it has none such."""
    parts = [part for part in _SEPARATOR.split(title[:_LONGEST]) if part.strip()]
    tail = parts[-1].strip() if len(parts) > 1 else ""
    return tail if 2 <= len(tail) <= 30 and len(tail.split()) <= 4 and len(tail) < 0.6 * len(title) else ""


def without_site(text: str, names: set[str], headings: Sequence[str] = ()) -> str:
    """A title without the site's name and section at its end or beginning."""
    parts = list(_SEPARATOR.finditer(text)) if len(text) <= _LONGEST else []
    if not parts:
        return text[:_LONGEST]
    known = {fold_title(heading) for heading in headings}
    for match in parts:
        left, right = text[: match.start()].strip(), text[match.end() :].strip()
        if fold_title(left) in known and len(left) > 12:
            return left
        if fold_title(right) in known and len(right) > 12 and len(left) < len(right):
            return right
    end = len(text)
    for match in reversed(parts):
        last = fold_title(text[match.end() : end])
        if last and (
            last in names or any(last in name or name in last for name in names if min(len(name), len(last)) > 3)
        ):
            end = match.start()
    if end < len(text):
        return text[:end].strip() or text
    first = fold_title(text[: parts[0].start()])
    if first in names:
        return text[parts[0].end() :].strip()
    # An unknown short ending of at most four words after a bar is a site's name more often than not.
    last_match = parts[-1]
    tail = text[last_match.end() :]
    if (
        last_match.group(0).strip() in ("|", "｜", "丨", "ㅣ", "»")
        and len(tail.split()) <= 4
        and len(tail) < 0.6 * last_match.start()
    ):
        return text[: last_match.start()].strip()
    return text


@lru_cache(maxsize=512)
def fold_title(text: str) -> str:
    """A title by its letters alone."""
    return _FOLD.sub("", text).casefold()


def _is_site(folded: str, ending: str, title: str) -> bool:
    """Whether a heading is, or begins with, the site's name that a title ends with."""
    return folded.startswith(ending) and not fold_title(title).startswith(folded)


def _is_fragment(folded: str, og: str, title: str) -> bool:
    """Whether a heading is a word or two out of the midst of what og and title both state: a section's or a list item's."""
    stated, whole = fold_title(og), fold_title(title)
    if not stated or stated not in whole or len(folded) > _FRAGMENT * len(stated):
        return False
    return folded in stated and not stated.startswith(folded) and not stated.endswith(folded)


def _related(a: set[str], b: set[str]) -> bool:
    return len(a & b) >= 0.5 * max(1, min(len(a), len(b)))
