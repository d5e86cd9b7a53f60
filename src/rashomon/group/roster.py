"""Which article stands in which story, with ids that stay: none is used twice, an old one leads to its successor."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence

from rashomon.group.grouping import Redirect
from rashomon.model import ArticleId, StoryId

_ID_LENGTH = 16  # hexadecimal digits, as for articles


class Roster:
    """The stories' members by article number."""

    def __init__(self) -> None:
        self.story_of: dict[int, StoryId] = {}
        self.members: dict[StoryId, set[int]] = {}
        self.redirects: dict[StoryId, StoryId] = {}

    def place(self, number: int, story: StoryId) -> None:
        """Put an article into a story, out of any other."""
        before = self.story_of.get(number)
        if before is not None and before != story:
            self.members[before].discard(number)
        self.story_of[number] = story
        self.members.setdefault(story, set()).add(number)

    def replace(self, number: int, other: int) -> None:
        """Let another number stand where this one stood, if it stood anywhere yet."""
        story = self.story_of.pop(number, None)
        if story is not None:
            self.members[story].discard(number)
            self.place(other, story)

    def regroup(self, clusters: Sequence[Sequence[int]], ids: Mapping[int, ArticleId], fixed: frozenset[int]) -> None:
        """Make these clusters stories; each cluster lists its articles, the earliest first.

        A cluster keeps the story that most of its articles stood in (articles of `fixed` count before all others);
        a story no cluster keeps is redirected to where most of its articles went.
        """
        claims: list[tuple[int, int, int, StoryId]] = []
        touched: set[StoryId] = set()
        for at, cluster in enumerate(clusters):
            votes: Counter[StoryId] = Counter()
            for number in cluster:
                story = self.story_of.get(number)
                if story is not None:
                    votes[story] += 1 + (len(fixed) + len(cluster)) * (number in fixed)
            touched.update(votes)
            claims.extend((-count, cluster[0], at, story) for story, count in votes.items())
        kept: dict[int, StoryId] = {}
        taken: set[StoryId] = set()
        for _, _, at, story in sorted(claims):
            if at not in kept and story not in taken:
                kept[at] = story
                taken.add(story)
        for at, cluster in enumerate(clusters):
            story = kept.get(at) or self._new_id(ids[cluster[0]])
            for number in cluster:
                self.place(number, story)
        best: dict[StoryId, int] = {}
        for _, _, at, story in sorted(claims):
            best.setdefault(story, at)
        for old in sorted(touched - taken):
            if not self.members.get(old):
                self.redirects[old] = self.story_of[clusters[best[old]][0]]
                self.members.pop(old, None)

    def current(self, story: StoryId) -> StoryId:
        """The story an id leads to now."""
        while story in self.redirects:
            story = self.redirects[story]
        return story

    def redirected(self) -> tuple[Redirect, ...]:
        """Every old id and where it leads now."""
        return tuple(Redirect(old=old, new=self.current(old)) for old in sorted(self.redirects))

    def _new_id(self, earliest: ArticleId) -> StoryId:
        for turn in range(1 + len(self.members) + len(self.redirects)):
            story = story_id(earliest, turn=turn)
            if story not in self.members and story not in self.redirects:
                return story
        raise AssertionError("more ids than stories are taken")


def story_id(earliest: ArticleId, *, turn: int = 0) -> StoryId:
    """The id of a story made of its earliest article; `turn` counts up where the ids before are taken."""
    seed = f"story\n{earliest}" + (f"\n{turn}" if turn else "")
    return StoryId(hashlib.sha256(seed.encode()).hexdigest()[:_ID_LENGTH])
