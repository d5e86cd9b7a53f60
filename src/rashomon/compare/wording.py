"""The same thing in other words: where aligned clauses run together and then part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher

from rashomon.compare.alignment import Match
from rashomon.compare.clauses import Span
from rashomon.compare.partings.clauses import paired_clauses
from rashomon.compare.partings.parting import Parting, meet, value_at
from rashomon.compare.statements import Reading, Statement
from rashomon.model import DifferenceKind
from rashomon.text.tokens import token_spans

_LONGEST = 18  # characters of words set against each other; longer ones are other statements, not other words
_UNEVEN = 4  # times that one side may be longer than the other
_ADDED = (2, 6)  # characters of an addition shown beside words that are not known to be words
_ANCHOR = 2  # characters of shared words shown beside what only one side has
_SAYING = "\ue004"  # the first groups of synonyms are words for saying: which one is chosen tells little
_PARTICLES = frozenset("的了在是和与及并将已也还就被把对从向以为这那其之所等中上下个名位于到自由而但则")
_MOST = 8  # rewordings shown of one pair of sentences
_NEAR, _NEARER, _SURE = 0.2, 0.35, 0.6  # share that two clauses must have in common to be read against each other:
# in a pair of statements that is surely aligned, in another one; from which score it is sure


def find_rewordings(reading: Reading, matches: Sequence[Match]) -> tuple[Parting, ...]:
    """Pieces of aligned statements that stand in each other's place between shared words, in reading order."""
    found: list[Parting] = []
    for match in matches:
        left, right = reading.statements[match.left], reading.statements[match.right]
        for here, there in _rewordings(left, right, _NEAR if match.score >= _SURE else _NEARER)[:_MOST]:
            found.append(
                Parting(
                    statements=(match.left, match.right),
                    kind=DifferenceKind.WORDING,
                    values=(value_at(left, here), value_at(right, there)),
                    rule="wording/2",
                )
            )
    return tuple(found)


def _rewordings(left: Statement, right: Statement, near: float) -> list[tuple[Span, Span]]:
    """Spans of other words for one thing: synonyms first, then what stands in one place, then what is added."""
    found = _synonyms(left, right)
    for one, other, share in paired_clauses(left, right):
        if share >= near:
            found.extend(_replaced(left, one, right, other))
    kept: list[tuple[int, Span, Span]] = []
    for rank, here, there in sorted(found, key=lambda item: item[0]):
        if not any(meet(here, a) and meet(there, b) for _, a, b in kept):
            kept.append((rank, here, there))
    return [(here, there) for _, here, there in kept]


def _synonyms(left: Statement, right: Statement) -> list[tuple[int, Span, Span]]:
    """Different words of one group of synonyms, each word once; not where a side has the other's word as well."""
    ours, theirs = left.concepts, right.concepts
    words = {left.folded[low:high] for low, high, _ in ours}, {right.folded[low:high] for low, high, _ in theirs}
    found: list[tuple[int, Span, Span]] = []
    used: set[str] = set()
    for low, high, sign in ours:
        if sign in used or left.folded[low:high] in words[1] or sign <= _SAYING:
            continue
        for start, end, other in theirs:
            if other == sign and right.folded[start:end] not in words[0]:
                found.append((0, (low, high), (start, end)))
                used.add(sign)
                break
    return found


def _replaced(left: Statement, one: Span, right: Statement, other: Span) -> Iterator[tuple[int, Span, Span]]:
    ours, theirs = _tokens(left, one), _tokens(right, other)
    words = [left.folded[low:high] for low, high in ours], [right.folded[low:high] for low, high in theirs]
    matcher = SequenceMatcher(None, *words, autojunk=False)
    for kind, a, b, c, d in _joined(matcher.get_opcodes()):
        if kind == "equal" or not _tells("".join(words[0][a:b]) + "".join(words[1][c:d])):
            continue
        added = a == b or c == d
        if added:  # an addition is shown with the words that it stands before, or after at the clause's end
            b, d = min(len(ours), b + _ANCHOR), min(len(theirs), d + _ANCHOR)
            if a == b or c == d:
                a, c = max(0, a - _ANCHOR), max(0, c - _ANCHOR)
        if a == b or c == d:
            continue
        here, there = (ours[a][0], ours[b - 1][1]), (theirs[c][0], theirs[d - 1][1])
        if added and not (_few(here, there) or (_ends_word(left, here) and _ends_word(right, there))):
            continue
        lengths = sorted((here[1] - here[0], there[1] - there[0]))
        if lengths[1] <= _LONGEST and lengths[1] <= _UNEVEN * lengths[0]:
            yield 2 if added else 1, here, there


def _few(here: Span, there: Span) -> bool:
    """Whether an addition is a word or two: more than one character, not many."""
    return _ADDED[0] <= abs((here[1] - here[0]) - (there[1] - there[0])) <= _ADDED[1]


def _ends_word(statement: Statement, shown: Span) -> bool:
    """Whether what is shown of an addition ends with a word known to be one, or in another script than Han."""
    if statement.folded[shown[1] - 1].isascii():
        return True
    return any(end == shown[1] and low >= shown[0] for low, end, _ in statement.concepts)


def _tells(changed: str) -> bool:
    """Whether changed words are more than particles."""
    return any(letter.isalnum() and letter not in _PARTICLES for letter in changed)


def _joined(steps: Sequence[tuple[str, int, int, int, int]]) -> Iterator[tuple[str, int, int, int, int]]:
    """Steps with those that a single shared character parts made one: 围殴 and 围住殴打 have but one difference."""
    held: tuple[str, int, int, int, int] | None = None
    for number, (kind, a, b, c, d) in enumerate(steps):
        inside = 0 < number < len(steps) - 1
        if kind == "equal" and b - a == 1 and inside and held is not None:
            held = (held[0], held[1], b, held[3], d)
        elif kind == "equal":
            if held is not None:
                yield held
            held = None
            yield kind, a, b, c, d
        else:
            held = (kind, a, b, c, d) if held is None else ("replace", held[1], b, held[3], d)
    if held is not None:
        yield held


def _tokens(statement: Statement, clause: Span) -> list[Span]:
    low, high = clause
    return [(low + start, low + end) for start, end in token_spans(statement.folded[low:high])]
