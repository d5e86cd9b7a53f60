"""Cues in English sentences: which words say that somebody speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rashomon.attribute.english.cues import DIRECT_ONLY, VERB_OF
from rashomon.attribute.english.units import Unit
from rashomon.attribute.reading import QUOTED
from rashomon.text.tokens import any_of

_CUE = re.compile(
    rf"(?<![\w’'-])(?:(?P<verb>{any_of(VERB_OF)})|(?P<per>according to|in the words of))(?![\w’'-])", re.IGNORECASE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    word: str
    verb: str
    start: int
    end: int


_NOUN_BEFORE = re.compile(
    r"(?:\b(?:the|a|an|his|her|their|its|our|my|your|this|these|those|of|no|any|some|in|for|with|by|from|on|at|to|two|three|new|recent|latest|several|many|such|other|own|false|public|each|every|another|more|most|what|which|as|than|opinion|police|news|media|press|talk|reality|late-night|white paper|united)|’s|'s)\s$",
    re.IGNORECASE,
)


_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|get|got|gets)\s(?:\w+ly\s|also\s|not\s|often\s|widely\s)?$", re.IGNORECASE
)


_PLURAL = re.compile(
    r"(?:\b(?:i|we|they|you|who|people|did|does|do|will|would|could|may|might|can|and|must|should|n’t|n't|not)|[a-z]s|ly)\s$",
    re.IGNORECASE,
)


_NOT_AFTER = re.compile(r"\s(?:of|for the record|about|goodbye|hello|yes|no)\b|-|’s|'s")


def find_cues(masked: str, unit: Unit) -> Iterator[Cue]:
    """The cues of a unit, nouns and passives left out."""
    for match in _CUE.finditer(masked, unit.start, unit.end):
        if match["per"]:
            yield Cue(word=match.group(), verb="", start=match.start(), end=match.end())
            continue
        word = match["verb"]
        verb = VERB_OF[word.lower()]
        before = masked[max(unit.start, match.start() - 24) : match.start()]
        negated = verb in ("expect", "hope", "plan") and _NOT.search(masked, unit.start, match.start())
        if negated or _NAMELESS.match(masked, match.start(), unit.end):
            continue
        beside = _beside_quote(masked, unit, match.start(), match.end())
        if verb in DIRECT_ONLY and not beside:
            continue
        if not _is_verb(word.lower(), verb, before) or (not beside and _NOT_AFTER.match(masked, match.end(), unit.end)):
            continue
        yield Cue(word=word, verb=verb, start=match.start(), end=match.end())


_NOT = re.compile(r"\b(?:do|does|did|don’t|doesn’t|didn’t)(?: not)? $")
_NAMELESS = re.compile(
    r"(?:asked|requested|wished|wanted|insisted)(?: (?:on|for|to|not|be|remain|that|their|his|her|name|names|go|stay|speak)){0,6} (?:named|identified|quoted|anonymity|anonymous|unnamed)\b"
)
_CLOSES = re.compile(
    r"[”\"](?:[^“”\".;:!?]|(?<=Mr|Ms|Dr|[A-Z].)\.|(?<=Mrs|Sen|Rep|Gov|Gen|Del)\.|(?<=[A-Z])\.){0,100}$"
)


def _beside_quote(masked: str, unit: Unit, start: int, end: int) -> bool:
    """Whether a quotation stands right behind the cue, or right before its subject."""
    if not unit.quotes:
        return False
    if OPENS.match(masked, end, unit.end):
        return True
    closed = _CLOSES.search(masked, max(unit.start, start - 100), start)
    return closed is not None and masked[closed.start() - 1 : closed.start()] == QUOTED


def _is_verb(word: str, verb: str, before: str) -> bool:
    """Whether a form stands as a verb of the active voice behind these words."""
    head = verb.partition("_")[0]
    first = word.partition(" ")[0]
    if first == head and first not in ("put", "read") and not first.endswith("ed"):  # the base form
        return bool(_PLURAL.search(before)) and not _NOUN_BEFORE.search(before)
    if first.endswith("ing"):
        return not _NOUN_BEFORE.search(before)
    if first.endswith("s") and first != head:
        return not _NOUN_BEFORE.search(before)
    return not _PASSIVE.search(before) and not (
        _NOUN_BEFORE.search(before)
        and not before.rstrip().endswith(
            (
                "Press",
                "Police",
                "police",
                "press",
                "media",
                "States",
                "many",
                "other",
                "another",
                "which",
                "this",
                "own",
                "more",
                "most",
            )
        )
    )


OPENS = re.compile(r'(?:[^“”".;!?]{0,60}?[,:]\s?|\s?)(?=[“"])')
