"""Suggestions of the pairs of a claim's statements, gathered by what they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rashomon.compare.alignment import Match
from rashomon.compare.claims import Group
from rashomon.compare.clauses import Span
from rashomon.compare.partings.clauses import suggest_clauses
from rashomon.compare.partings.facts import suggest_facts
from rashomon.compare.partings.numbers import suggest_numbers
from rashomon.compare.partings.parting import Suggestion, meet
from rashomon.compare.partings.speakers import suggest_speakers
from rashomon.compare.partings.times import suggest_times
from rashomon.compare.statements import Reading
from rashomon.model import DifferenceKind

Found = tuple[Match, Suggestion]
SUGGESTERS = (suggest_numbers, suggest_times, suggest_speakers, suggest_facts, suggest_clauses)


@dataclass(frozen=True, slots=True)
class Point:
    """What accounts of one claim may part on: the words of each of its statements, and what suggests so."""

    claim: int  # which of the groups
    kind: DifferenceKind
    spans: tuple[tuple[int, Span], ...]  # statements in reading order, one an account, with their words
    found: tuple[Found, ...]


def gather_points(reading: Reading, groups: Sequence[Group], matches: Sequence[Match]) -> tuple[Point, ...]:
    """Suggestions of one kind that share words with the surest of them are one point; an account speaks to it once."""
    points: list[Point] = []
    for claim, own in _matches_of(groups, matches):
        drafts: dict[DifferenceKind, list[_Draft]] = defaultdict(list)
        begun: list[_Draft] = []
        for match in sorted(own, key=lambda match: (-match.score, match.left, match.right)):
            left, right = reading.statements[match.left], reading.statements[match.right]
            for suggest in SUGGESTERS:
                for suggestion in suggest(left, right):
                    sides = (match.left, left.account, suggestion.left), (match.right, right.account, suggestion.right)
                    alike = drafts[suggestion.kind]
                    home = next((draft for draft in alike if draft.takes(sides)), None)
                    if home is None:
                        home = _Draft(suggestion.kind)
                        alike.append(home)
                        begun.append(home)
                    home.add(sides, (match, suggestion))
        points.extend(Point(claim, draft.kind, draft.spans(), tuple(draft.found)) for draft in begun)
    return tuple(points)


def _matches_of(groups: Sequence[Group], matches: Sequence[Match]) -> Iterator[tuple[int, list[Match]]]:
    """The matches of each claim; a match of two claims belongs to the first."""
    homes: dict[int, set[int]] = defaultdict(set)
    for claim, group in enumerate(groups):
        for at in group:
            homes[at].add(claim)
    found: dict[int, list[Match]] = defaultdict(list)
    for match in matches:
        shared = homes[match.left] & homes[match.right]
        if shared:
            found[min(shared)].append(match)
    for claim in sorted(found):
        yield claim, found[claim]


Side = tuple[int, int, Span]
"""A statement, its account, and words of it."""


class _Draft:
    """A point in the making."""

    def __init__(self, kind: DifferenceKind) -> None:
        self.kind = kind
        self.found: list[Found] = []
        self._said: dict[int, tuple[int, Span]] = {}  # account to statement and words
        self._founders: set[int] = set()  # the accounts of the first suggestion

    def takes(self, sides: Sequence[Side]) -> bool:
        """Whether one of its kind belongs here: its words meet one of the founders', and no account would speak twice.

        Were it enough to meet any words here, a point of thirty accounts would drift from one thing to the next.
        """
        founded = False
        for at, account, span in sides:
            said = self._said.get(account)
            if said is not None:
                if at != said[0] or not meet(span, said[1]):
                    return False
                founded = founded or account in self._founders
        return founded

    def add(self, sides: Sequence[Side], found: Found) -> None:
        """Take it in; of a statement the words that came first, from the surest pair, stay."""
        self.found.append(found)
        for at, account, span in sides:
            self._said.setdefault(account, (at, span))
        self._founders = self._founders or {account for _, account, _ in sides}

    def spans(self) -> tuple[tuple[int, Span], ...]:
        """Statements and words, in reading order."""
        return tuple(sorted(self._said.values()))
