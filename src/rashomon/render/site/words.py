"""The search of an edition: an index in files that a page loads by script tags, so that it works from disk.

Articles are numbered in the order they came and cut into segments; each segment has its own files of words, so that
a new edition rewrites the files of its last segment alone. A word is a Latin word or a pair of Han characters, folded;
the last character of a run stands alone, so that a single character is found as the beginning of any word.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import PurePosixPath
from typing import TypeVar

from rashomon.model import ArticleId, Version
from rashomon.render.languages import version_language
from rashomon.render.mirror_text import RenderedFile
from rashomon.text.script import fold_script, fold_text
from rashomon.text.tokens import HAN

T = TypeVar("T")

SEGMENT = 2000
"""Articles a segment: an hour's new articles change about 1.5 MB of files, and 20,000 articles ask ten files a word."""
SHARDS = 128
"""Files of words a segment: about 15 kB each with 2,000 Chinese articles."""
_SEARCHED = 20_000
"""Articles that the search of an edition holds, the newest: 30 MB on disk."""
_LIST = "articles"
_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
_RUN = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
_HAN_CODES = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00), (0x20000, 0x40000))


@dataclass(frozen=True, slots=True, kw_only=True)
class Searchable:
    """An article as the search finds and lists it."""

    id: ArticleId
    headline: str
    outlet: str
    day: str
    lang: str
    text: str


def searchable(version: Version) -> Searchable:
    """The article as the search has it."""
    at = version.published_at
    return Searchable(
        id=version.id,
        headline=version.headline,
        outlet=version.outlet,
        day=at.date().isoformat() if at else "",
        lang=version_language(version),
        text=version.text,
    )


def search_files(articles: Sequence[Searchable]) -> Iterator[RenderedFile]:
    """The whole index of the articles, which are given in the order they came."""
    segments = []
    for number, segment in enumerate(cut_segments(articles)):
        files = list(segment_files(number, segment))
        yield from files
        segments.append([file.path for file in files])
    yield from search_frame(segments)


def cut_segments(came: Sequence[T]) -> list[Sequence[T]]:
    """The articles that the search holds, segment by segment: the newest, in the order they came.

    The next articles to come so change nothing before them.
    """
    held = came[-_SEARCHED:]
    return [held[at : at + SEGMENT] for at in range(0, len(held), SEGMENT)]


def segment_files(number: int, segment: Sequence[Searchable]) -> Iterator[RenderedFile]:
    """The files of one segment: its list, and its words shard by shard."""
    listed = [[item.id, item.headline, item.outlet, item.day, item.lang] for item in segment]
    yield RenderedFile(path=f"search/{number}/{_LIST}.js", text=f"rashomon.articles({number},{_json(listed)});\n")
    for shard, words in sorted(_index_of(segment).items()):
        path = f"search/{number}/{shard}.js"
        yield RenderedFile(path=path, text=f"rashomon.words({number},{shard},{_json(words)});\n")


def search_frame(segments: Sequence[Sequence[str]]) -> Iterator[RenderedFile]:
    """The files that lead to the others; `segments` are the paths of each segment's."""
    shards = [sorted(int(name) for path in paths if (name := PurePosixPath(path).stem) != _LIST) for paths in segments]
    yield RenderedFile(path="search/fold.js", text=f"rashomon.fold({_fold_table()});\n")
    held = {"shards": SHARDS, "segments": shards}
    yield RenderedFile(path="search/index.js", text=f"rashomon.index({_json(held)});\n")


def words_of(text: str) -> set[str]:
    """The words that stand in a text, folded: Latin words, pairs of Han characters, the last one of each run."""
    words: set[str] = set()
    for run in _RUN.findall(fold_text(text)):
        if _is_han(run[0]):
            words.update(map("".join, pairwise(run)))
            words.add(run[-1])
        else:
            words.add(run)
    return words


def shard_of(word: str) -> int:
    """The file of a word: by its first character, for Latin by its first two."""
    if _is_han(word[0]):
        return ord(word[0]) % SHARDS
    return (ord(word[0]) * 31 + ord(word[1:2] or " ")) % SHARDS


def _index_of(segment: Sequence[Searchable]) -> dict[int, dict[str, str]]:
    """Shard, word, and packed the places of the articles that hold it, each doubled, odd where the headline has it."""
    found: dict[str, list[int]] = {}
    for place, item in enumerate(segment):
        headline = words_of(item.headline)
        for word in words_of(item.text) | headline:
            found.setdefault(word, []).append(place * 2 + (word in headline))
    shards: dict[int, dict[str, str]] = {}
    for word in sorted(found):
        shards.setdefault(shard_of(word), {})[word] = _packed(found[word])
    return shards


def _packed(values: list[int]) -> str:
    """Rising numbers as their differences, six bits a character, five of them the number's, the sixth for "goes on"."""
    packed = []
    before = 0
    for value in values:
        rest = value - before
        before = value
        while rest >= 32:
            packed.append(_DIGITS[32 + rest % 32])
            rest //= 32
        packed.append(_DIGITS[rest])
    return "".join(packed)


def _is_han(character: str) -> bool:
    return any(start <= ord(character) < end for start, end in _HAN_CODES)


@cache
def _fold_table() -> str:
    """Han characters that fold to another, and what they fold to, as two strings."""
    pairs = [
        (chr(code), folded)
        for start, end in _HAN_CODES
        for code in range(start, end)
        if (folded := fold_script(chr(code))) != chr(code)
    ]
    return ",".join(_json("".join(side)) for side in zip(*pairs, strict=True))


def _json(value: object) -> str:
    """JSON that is safe inside a script file: U+2028 and U+2029 end no line there."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
