"""What a story shows: its headline, times, outlets and origins; which of its articles are copies, and why each is in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.group.copies import Overlap
from rashomon.group.counts import Counts, counts_of
from rashomon.group.names import key_names
from rashomon.group.origins import count_origins
from rashomon.group.ties import Fellows
from rashomon.model import Copy, CopyKind, Joined, Story, StoryArticle, StoryId, Version
from rashomon.outlets import load_outlets
from rashomon.text.retold import retelling_note
from rashomon.text.script import fold_text

_LEAD = 200  # characters of a text kept to tell what two articles share
_WORDS = re.compile(r"[a-zà-ɏ][a-zà-ɏ'’]+|\d[\d.,]*\d|\d")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_TOLD = 8  # shared words told of a pair
_NEARLY = 0.1  # chance from which an article of another story is told of, and the story linked
_RELATED = 5  # stories linked at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """What is kept of an article once its terms are counted."""

    article: StoryArticle
    at: float  # seconds since 1970; 0 when no time is known
    lead: str
    counts: Counts
    credit: str = ""  # on whom the article says it rests


def member_of(version: Version) -> Member:
    """What the index keeps of a version."""
    at = version.published_at or version.captured_at
    return Member(
        article=StoryArticle.of(version),
        at=at.timestamp() if at else 0.0,
        lead=f"{version.headline}\n{version.text[:_LEAD]}",
        counts=counts_of(version.headline, version.text),
        credit=version.credit or retelling_note(version.text),
    )


def tell_stories(
    members: Sequence[Member],
    stories: Mapping[StoryId, set[int]],
    copies: Sequence[Copy],
    fellows: Fellows,
) -> tuple[Story, ...]:
    """Every story with its articles by time, earliest story first."""
    copied = {copy.article for copy in copies}
    outlets = load_outlets()
    story_of = {number: story for story, numbers in stories.items() for number in numbers}
    told = []
    for story, numbers in stories.items():
        inside = sorted(numbers, key=lambda number: (members[number].at, members[number].article.id))
        articles = tuple(members[number].article for number in inside)
        times = sorted(article.published_at for article in articles if article.published_at)
        own = [members[number] for number in inside if members[number].article.id not in copied]
        told.append(
            Story(
                id=story,
                headline=members[_central(inside, fellows) if len(inside) > 2 else inside[0]].article.headline,
                first_at=times[0] if times else None,
                last_at=times[-1] if times else None,
                articles=articles,
                outlets=len({article.outlet for article in articles}),
                origins=count_origins([(one.article.outlet, one.credit) for one in own], outlets),
                names=key_names([article.headline for article in articles]) if len(articles) > 1 else (),
                related=_related(inside, fellows, story_of),
            )
        )
    told.sort(key=lambda story: (story.first_at is None, story.first_at.timestamp() if story.first_at else 0, story.id))
    return tuple(told)


def _central(inside: Sequence[int], fellows: Fellows) -> int:
    """The article nearest to all others; the earliest among equals."""
    return max(inside, key=lambda number: float(fellows.total[number]))


def _related(inside: Sequence[int], fellows: Fellows, story_of: Mapping[int, StoryId]) -> tuple[StoryId, ...]:
    """The stories that articles of this one nearly stood in, the likeliest first."""
    best: dict[StoryId, float] = {}
    for number in inside:
        chance = float(fellows.outside_chance[number])
        if chance >= _NEARLY:
            other = story_of[int(fellows.outside[number])]
            best[other] = max(best.get(other, 0.0), chance)
    return tuple(sorted(best, key=lambda story: (-best[story], story))[:_RELATED])


def tell_copies(members: Sequence[Member], overlaps: Iterable[Overlap]) -> tuple[Copy, ...]:
    """Each article that repeats an earlier one, with the one it most likely comes from: most shared, then earliest."""
    best: dict[int, tuple[float, float, str, Overlap]] = {}
    for overlap in overlaps:
        sides = sorted((overlap.left, overlap.right), key=lambda at: (members[at].at, members[at].article.id))
        original, copy = sides
        share = overlap.right_share if copy == overlap.right else overlap.left_share
        entry = (-share, members[original].at, members[original].article.id, overlap)
        if copy not in best or entry[:3] < best[copy][:3]:
            best[copy] = entry
    told = []
    for copy, (share, _, original_id, overlap) in best.items():
        kind = overlap.kind
        evidence = f"{overlap.shared} sampled runs of five words or characters in common"
        told.append(
            Copy(
                article=members[copy].article.id,
                original=members[overlap.left if overlap.right == copy else overlap.right].article.id,
                kind=kind if kind is not CopyKind.EXACT or share == -1 else CopyKind.NEAR,
                share=round(-share, 3),
                evidence=evidence,
            )
        )
        assert told[-1].original == original_id
    return tuple(sorted(told, key=lambda copy: copy.article))


def tell_joined(
    members: Sequence[Member], stories: Mapping[StoryId, set[int]], fellows: Fellows, marks: Sequence[frozenset[str]]
) -> tuple[Joined, ...]:
    """For every article its nearest fellow and the words they share, and the article of another story it is next to.

    An article that is like none of its fellows in words is in by names and figures (`bridges`): these are told
    instead. One that stands alone and is like no other is not told of.
    """
    told = []
    for story, numbers in stories.items():
        for number in numbers:
            nearly = int(fellows.outside[number]) if fellows.outside_chance[number] >= _NEARLY else -1
            if len(numbers) < 2 and nearly < 0:
                continue
            nearest, shared = _nearest(number, numbers, members, fellows, marks)
            told.append(
                Joined(
                    article=members[number].article.id,
                    story=story,
                    nearest=None if nearest < 0 else members[nearest].article.id,
                    score=round(float(fellows.chance[number]), 3),
                    shared=shared,
                    nearly=None if nearly < 0 else members[nearly].article.id,
                    nearly_score=0.0 if nearly < 0 else round(float(fellows.outside_chance[number]), 3),
                )
            )
    return tuple(sorted(told, key=lambda joined: joined.article))


def _nearest(
    number: int, numbers: set[int], members: Sequence[Member], fellows: Fellows, marks: Sequence[frozenset[str]]
) -> tuple[int, tuple[str, ...]]:
    """The nearest fellow, -1 for an article that stands alone, and what both share."""
    if len(numbers) < 2:
        return -1, ()
    nearest = int(fellows.nearest[number])
    if nearest < 0:
        _, other = max((len(marks[number] & marks[b]), -b) for b in numbers if b != number)
        nearest = -other
    shared = _shared(members[number].lead, members[nearest].lead)
    return nearest, shared or _longest(marks[number] & marks[nearest])


def _shared(ours: str, theirs: str) -> tuple[str, ...]:
    """What both leads hold, longest first: words, figures and runs of Han characters."""
    ours, theirs = fold_text(ours), fold_text(theirs)
    words = set(_WORDS.findall(ours)).intersection(_WORDS.findall(theirs))
    return _longest({word for word in words if len(word) > 3 or word.isdigit()} | _common_runs(ours, theirs))


def _longest(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(words, key=lambda word: (-len(word), word))[:_TOLD])


def _common_runs(ours: str, theirs: str) -> set[str]:
    """The runs of two Han characters or more in both texts that are part of no longer one."""
    found: set[str] = set()
    pairs = {theirs[at : at + 2] for at in range(len(theirs) - 1)}
    for run in _HAN.findall(ours):
        behind, length = 0, len(run)
        for start in [at for at in range(length - 1) if run[at : at + 2] in pairs]:
            if start < behind:
                continue
            behind = start + 2
            while behind < length and run[start : behind + 1] in theirs:
                behind += 1
            found.add(run[start:behind])
    return found
