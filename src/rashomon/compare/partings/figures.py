"""What a model weighs to judge a point: its suggestions' signs, its claim, its accounts, its words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, pairwise

import numpy as np
from numpy.typing import NDArray

from rashomon.compare.alignment import Match
from rashomon.compare.claims import Group
from rashomon.compare.clauses import Span, tokens_between
from rashomon.compare.concepts import PARTICLES, is_concept
from rashomon.compare.partings.points import Point
from rashomon.compare.statements import Reading, Statement
from rashomon.model import QuotationForm, SourceKind

_PER_LENGTH = 50  # characters
_OPENING = 15  # characters at a sentence's start
_NEWSROOMS = (SourceKind.AGENCY, SourceKind.OUTLET)
Figures = dict[str, float]


def measure_points(
    reading: Reading,
    groups: Sequence[Group],
    matches: Sequence[Match],
    points: Sequence[Point],
    names: Sequence[str] = (),
) -> dict[str, NDArray[np.float32]]:
    """The points' figures, a column a name: those of `names`, else all there are. `matches` are all of the story."""
    story = _Story(reading, groups, matches, points)
    columns = {name: np.zeros(len(points), dtype=np.float32) for name in names}
    for at, point in enumerate(points):  # into columns at once: a dictionary a point took 10 kB
        row = _signs(point) | _standing(story, point) | _between(story, point) | _worded(story, point)
        for name, value in row.items():
            if name in columns:
                columns[name][at] = value
            elif not names:
                columns[name] = np.zeros(len(points), dtype=np.float32)
                columns[name][at] = value
    return columns


class _Story:
    """What is counted once for all points of a story."""

    def __init__(
        self, reading: Reading, groups: Sequence[Group], matches: Sequence[Match], points: Sequence[Point]
    ) -> None:
        self.statements = reading.statements
        self.groups = groups
        self.accounts = len(reading.accounts)
        self.shared_claims = sum(len(group) > 1 for group in groups)
        self.of_claim = Counter(point.claim for point in points)
        self.of_kind = Counter((point.claim, point.kind) for point in points)
        self.rules: dict[int, Counter[str]] = defaultdict(Counter)
        for point in points:
            self.rules[point.claim].update(suggestion.rule for _, suggestion in point.found)
        self.best: dict[tuple[int, int], float] = {}
        for match in matches:
            for key in self.sides(match):
                self.best[key] = max(self.best.get(key, 0.0), match.score)
        self.between = _count_between(reading, matches)
        self.grams = [_grams([token for _, _, token in statement.words]) for statement in self.statements]
        self._inside: dict[tuple[int, Span], frozenset[str]] = {}
        having = Counter(chain.from_iterable(self.grams))
        self.rarity = {gram: math.log(len(self.statements) / many) for gram, many in having.items()}
        self.tellers: dict[str, set[int]] = defaultdict(set)  # the accounts that have a gram
        for statement, grams in zip(self.statements, self.grams, strict=True):
            for gram in grams:
                self.tellers[gram].add(statement.account)
        self.rarest = math.log(max(1, len(self.statements)))  # of a gram that stands in a part of a statement alone

    def grams_in(self, at: int, span: Span) -> frozenset[str]:
        """The grams of a span of a statement; a clause stands in many points."""
        found = self._inside.get((at, span))
        if found is None:
            found = self._inside[at, span] = _grams(tokens_between(self.statements[at].words, span))
        return found

    def sides(self, match: Match) -> tuple[tuple[int, int], tuple[int, int]]:
        """Each statement of a match with the account that it is matched in."""
        accounts = self.statements[match.left].account, self.statements[match.right].account
        return (match.left, accounts[1]), (match.right, accounts[0])


@dataclass(frozen=True, slots=True)
class _Between:
    """What two accounts have in common."""

    matches: int
    same: float  # share of the matches
    covered: float  # matches for the sentences of the shorter
    hours: float  # between their publication
    credited: float  # whether both credit one newsroom
    credits: float
    languages: float  # whether they differ


def _count_between(reading: Reading, matches: Sequence[Match]) -> dict[tuple[int, int], _Between]:
    of_pair: dict[tuple[int, int], list[Match]] = defaultdict(list)
    for match in matches:
        of_pair[reading.statements[match.left].account, reading.statements[match.right].account].append(match)
    newsrooms = [
        {source.source for source in account.sources if source.kind in _NEWSROOMS} for account in reading.accounts
    ]
    lengths = np.diff(np.array(reading.starts))
    found = {}
    for (one, other), own in of_pair.items():
        first, second = reading.accounts[one].article, reading.accounts[other].article
        hours = 0.0
        if first.published_at is not None and second.published_at is not None:
            hours = abs((first.published_at - second.published_at).total_seconds()) / 3600
        found[one, other] = _Between(
            matches=len(own),
            same=sum(match.same for match in own) / len(own),
            covered=len(own) / float(min(lengths[one], lengths[other])),
            hours=hours,
            credited=float(bool(newsrooms[one] & newsrooms[other])),
            credits=float(len(newsrooms[one]) + len(newsrooms[other])),
            languages=float(first.language != second.language),
        )
    return found


def _signs(point: Point) -> Figures:
    """The most of each rule's own signs."""
    row: Figures = {"contradicts": 0.0}
    for _, suggestion in point.found:
        row[suggestion.rule] = 1.0
        row["contradicts"] = max(row["contradicts"], float(suggestion.contradiction))
        for name, value in suggestion.signs.items():
            key = f"{suggestion.rule}: {name}"
            row[key] = max(row.get(key, 0.0), value)
    return row


def _standing(story: _Story, point: Point) -> Figures:
    """The point in its claim, and the claim in the story."""
    kind = point.kind.value
    scores = [match.score for match, _ in point.found]
    best = [all(match.score >= story.best[key] for key in story.sides(match)) for match, _ in point.found]
    own = [story.statements[at] for at, _ in point.spans]
    lengths = [len(statement.folded) / _PER_LENGTH for statement in own]
    group = story.groups[point.claim]
    row = {
        "score": max(scores),
        "score least": min(scores),
        "same": sum(match.same for match, _ in point.found) / len(point.found),
        "suggestions": float(len(point.found)),
        "accounts": float(len(point.spans)),
        "best": sum(best) / len(best),
        "statements of claim": float(len(group)),
        "accounts of claim": float(len({story.statements[at].account for at in group})),
        "points of claim": float(story.of_claim[point.claim]),
        "points of kind": float(story.of_kind[point.claim, point.kind]),
        "claims": float(story.shared_claims),
        "accounts of story": float(story.accounts),
        "length": sum(lengths) / len(lengths),
        "shortest": min(lengths),
        "uneven": max(lengths) - min(lengths),
        "leads": float(sum(statement.place == 0 for statement in own)),
        "place": float(min(statement.place for statement in own)),
        "clauses": sum(len(statement.clauses) for statement in own) / len(own),
        "longest words": float(max(high - low for _, (low, high) in point.spans)),
        "fewest words": float(min(high - low for _, (low, high) in point.spans)),
    }
    row |= {f"{kind}: {name}": row[name] for name in ("score", "accounts", "best")}
    return row | {f"claim: {rule}": float(many) for rule, many in story.rules[point.claim].items()}


def _between(story: _Story, point: Point) -> Figures:
    """The accounts of the point, two by two."""
    pairs = [
        story.between[story.statements[match.left].account, story.statements[match.right].account]
        for match, _ in point.found
    ]
    many = len(pairs)
    return {
        "between: matches": sum(pair.matches for pair in pairs) / many,
        "between: same": sum(pair.same for pair in pairs) / many,
        "between: covered": sum(pair.covered for pair in pairs) / many,
        "between: hours": max(pair.hours for pair in pairs),
        "between: credited": sum(pair.credited for pair in pairs) / many,
        "between: credits": sum(pair.credits for pair in pairs) / many,
        "between: languages": sum(pair.languages for pair in pairs) / many,
    }


def _worded(story: _Story, point: Point) -> Figures:
    """What the words hold that the other statements lack, and their accounts as well, and how rare that is."""
    lone, novel, shared, rare = [], [], [], []
    accounts = {story.statements[at].account for at, _ in point.spans}
    for at, span in point.spans:
        words = story.grams_in(at, span)
        others = accounts - {story.statements[at].account}
        elsewhere = [story.grams[other] for other, _ in point.spans if other != at]
        alone = sorted(words.difference(*elsewhere))
        lone.append(len(alone))
        novel.append(sum([story.tellers[gram].isdisjoint(others) for gram in alone]))
        shared.append((len(words) - len(alone)) / max(1, len(words)))
        rare.append(sum([story.rarity.get(gram, story.rarest) for gram in alone]) / max(1, len(alone)))
    own = [(story.statements[at], span) for at, span in point.spans]
    row = {
        "words: lone least": float(min(lone)),
        "words: lone most": float(max(lone)),
        "words: novel least": float(min(novel)),
        "words: novel most": float(max(novel)),
        "words: shared least": min(shared),
        "words: shared most": max(shared),
        "words: rare": max(rare),
        "words: novel share": sum(novel) / max(1, sum(lone)),
        "words: told elsewhere": float(sum(lone) > 0 and sum(novel) == 0),
        "words: quoted": sum(_is_quoted(statement, span) for statement, span in own) / len(own),
        "words: quotes apart": float(len({_quotes(statement) for statement, _ in own}) > 1),
        "words: opening": sum(span[0] < _OPENING for _, span in own) / len(own),
        "words: place": sum(span[0] / max(1, len(statement.folded)) for statement, span in own) / len(own),
    }
    of_kind = ("words: lone least", "words: novel most", "words: shared most", "words: novel share")
    return row | {f"{point.kind.value}, {name}": row[name] for name in of_kind}


def _grams(tokens: Sequence[str]) -> frozenset[str]:
    """Words and pairs of Han characters that carry meaning, synonyms folded."""
    grams = {token for token in tokens if len(token) > 1 or is_concept(token)}
    grams.update(a + b for a, b in pairwise(tokens) if a not in PARTICLES and b not in PARTICLES)
    return frozenset(grams)


def _is_quoted(statement: Statement, span: Span) -> bool:
    start = statement.sentence.start
    return any(
        quotation.start - start < span[1] and span[0] < quotation.end - start for quotation in statement.quotations
    )


def _quotes(statement: Statement) -> bool:
    """Whether the statement has somebody's very words."""
    return any(quotation.form is not QuotationForm.INDIRECT for quotation in statement.quotations)
