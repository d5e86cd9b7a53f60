"""The index of an edition's search: what is in it, and that it can be read back."""

from __future__ import annotations

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.model import ArticleId
from rashomon.render.site.words import SEGMENT, Searchable, search_files, shard_of, words_of

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"


def unpacked(packed: str) -> list[int]:
    values, value, rest, weight = [], 0, 0, 1
    for digit in map(_DIGITS.index, packed):
        if digit >= 32:
            rest, weight = rest + (digit - 32) * weight, weight * 32
            continue
        value += rest + digit * weight
        values.append(value)
        rest, weight = 0, 1
    return values


def article(number: int, headline: str, text: str) -> Searchable:
    return Searchable(
        id=ArticleId(f"{number:016x}"), headline=headline, outlet="海湾日报", day="2031-05-06", lang="zh", text=text
    )


def test_words_are_folded_pairs_of_characters_and_latin_words() -> None:
    assert words_of("臺灣的 Ferry-37，船") == {"台湾", "湾的", "的", "ferry", "37", "船"}


@settings(deadline=None)  # the first example makes the table of folded characters
@given(words=st.lists(st.sampled_from(["渡轮", "码头", "ferry", "港"]), min_size=1, max_size=40))
def test_every_article_is_found_by_its_words_and_no_other(words: list[str]) -> None:
    articles = [article(number, "标题", word) for number, word in enumerate(words)]
    found: dict[str, list[int]] = {}
    for file in search_files(articles):
        name, _, rest = file.text.partition("(")
        if name == "rashomon.words":
            segment, shard, index = json.loads(f"[{rest.removesuffix(');' + chr(10))}]")
            for word, packed in index.items():
                assert shard_of(word) == shard
                found[word] = [segment * SEGMENT + value // 2 for value in unpacked(packed)]
    for word in set(words):
        key = word if len(word) > 1 else "港"
        assert found[key] == [number for number, told in enumerate(words) if key in words_of(told)]


def test_a_word_in_the_headline_is_marked() -> None:
    (line,) = [
        file.text
        for file in search_files([article(0, "渡轮撞上栈桥", "渡轮")])
        if f"0/{shard_of('渡轮')}.js" in file.path
    ]
    assert unpacked(json.loads(line[line.index("{") : -3])["渡轮"]) == [1]


def test_a_segment_is_closed_when_it_is_full() -> None:
    few = [article(number, "标题", "渡轮") for number in range(SEGMENT + 1)]
    before = {file.path: file.text for file in search_files(few)}
    after = {file.path: file.text for file in search_files([*few, article(SEGMENT + 1, "标题", "码头")])}
    changed = [path for path in after if before.get(path) != after[path]]
    assert all(path.startswith("search/1/") or path == "search/index.js" for path in changed)
    assert "search/1/articles.js" in changed
