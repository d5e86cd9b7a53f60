"""Which sentences say the same in two writing systems: through names, figures, times and words that both have."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import combinations
from math import log, sqrt

from rashomon.compare.alignment import Match
from rashomon.compare.concepts import concept_spans
from rashomon.compare.names import mentions
from rashomon.compare.statements import Reading, Statement
from rashomon.compare.vectors import stem
from rashomon.model import Name
from rashomon.text.script import fold_text
from rashomon.text.tokens import HAN, tokens, words_of

_LEAST = ((2, 0.2), (3, 0.15))  # units shared, and the weight of these over the geometric mean of what each has
_MOST = 0.6  # the score of the surest pair: less than half of one sentence's words have a counterpart in the other
_HAN = re.compile(f"[{HAN}]")
_GRAMMAR = frozenset(
    words_of(
        "the a an of to in on at by for and or is are was were be been has had have that it its with as from he she they "
        "his her their this not but who which will would could said also after before more than"
    )
)


def match_across(reading: Reading, names: Sequence[Name]) -> tuple[Match, ...]:
    """Pairs of statements, one of Han characters and one of other letters, that share enough rare units to overlap.

    They are held to overlap, never to be the same: what they do not share cannot be read. A statement is aligned
    with its two best counterparts at most. Of the few annotated pairs of this kind (19 in two stories) this finds
    four, and one that is not annotated; the thresholds were judged on them.
    """
    sides = [bool(_HAN.search(statement.folded)) for statement in reading.statements]
    if len(set(sides)) < 2:
        return ()
    units = _units(reading, names)
    weight = _weights(units)
    total = [sum(weight[unit] for unit in row) for row in units]
    found = []
    for left, right in _sharing(units, sides):
        if reading.statements[left].account == reading.statements[right].account:
            continue
        shared = units[left] & units[right]
        score = sum(weight[unit] for unit in shared) / sqrt(total[left] * total[right])
        if any(len(shared) >= fewest and score >= least for fewest, least in _LEAST):
            found.append(Match(left, right, round(min(_MOST, score), 4), same=False))
    return _best(found)


def _best(found: Sequence[Match]) -> tuple[Match, ...]:
    """The pairs that are among the two best of both their statements, in reading order."""
    taken: Counter[int] = Counter()
    kept = []
    for match in sorted(found, key=lambda match: (-match.score, match.left, match.right)):
        if taken[match.left] < 2 and taken[match.right] < 2:
            taken.update((match.left, match.right))
            kept.append(match)
    return tuple(sorted(kept, key=lambda match: (match.left, match.right)))


def _sharing(units: Sequence[set[str]], sides: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Pairs of statements in different writing systems that share a unit, each once, left before right."""
    having: dict[str, list[int]] = defaultdict(list)
    for at, row in enumerate(units):
        for unit in row:
            having[unit].append(at)
    pairs = {pair for rows in having.values() for pair in combinations(rows, 2) if sides[pair[0]] != sides[pair[1]]}
    return iter(sorted(pairs))


def _units(reading: Reading, names: Sequence[Name]) -> list[set[str]]:
    """What of each statement can be met again in another writing system; a name counts once, not word by word."""
    named = {token for name in names for form in (name.name, *name.also) for token in tokens(fold_text(form))}
    return [
        {f"name {name}" for name in mentioned}
        | {f"number {number.value:g}" for number in statement.numbers}
        | {f"time {time.at}" for time in statement.times}
        | {word for word in _words(statement) if word not in named}
        for statement, mentioned in zip(reading.statements, mentions(reading, names), strict=True)
    ]


def _words(statement: Statement) -> Iterator[str]:
    """The words of either language as what they stand for; other words in Latin letters as they are."""
    lexicon = _lexicon()
    folded = statement.folded
    yield from (sign for _, _, sign in statement.concepts)
    yield from (lexicon.phrases[found] for found in lexicon.pattern.findall(folded))
    for token in tokens(folded):
        if token.isascii() and token.isalpha() and len(token) > 1 and token not in _GRAMMAR:
            yield lexicon.words.get(stem(token), token)


def _weights(units: Sequence[set[str]]) -> dict[str, float]:
    """What each unit is worth: the rarer in the story, the more."""
    having = Counter(unit for row in units for unit in row)
    return {unit: log((len(units) + 1) / (count + 0.5)) for unit, count in having.items()}


@dataclass(frozen=True, slots=True)
class _Lexicon:
    """What words stand for: English ones by their stem; Chinese ones and English phrases by a pattern."""

    words: dict[str, str]
    phrases: dict[str, str]
    pattern: re.Pattern[str]


@cache
def _lexicon() -> _Lexicon:
    words: dict[str, str] = {}
    phrases: dict[str, str] = {}
    text = files("rashomon.compare").joinpath("data", "words_en.txt").read_text(encoding="utf8")
    for line in text.splitlines():
        if not line or line.startswith("#"):
            continue
        chinese, *english = line.split()
        spans = concept_spans(chinese)
        is_known = len(spans) == 1 and spans[0][:2] == (0, len(chinese))
        sign = spans[0][2] if is_known else chinese
        if not is_known:
            phrases[chinese] = sign
        for word in english:
            if "_" in word:
                phrases[word.replace("_", " ")] = sign
            else:
                words.setdefault(stem(word), sign)
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return _Lexicon(words, phrases, re.compile("|".join(map(_pattern_of, longest_first))))


def _pattern_of(phrase: str) -> str:
    return rf"\b{re.escape(phrase)}\b" if phrase.isascii() else re.escape(phrase)
