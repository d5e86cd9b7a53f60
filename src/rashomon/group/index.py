"""The index of stories: articles come in, in any order and at any time, and stand in stories at once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from rashomon.group.copies import Overlap, Shingles
from rashomon.group.edges import EdgeStore
from rashomon.group.grouping import Changes, Grouping, Redirect
from rashomon.group.linkage import link_groups
from rashomon.group.pairs import PairFeatures, find_pairs
from rashomon.group.roster import Roster
from rashomon.group.settings import GroupSettings
from rashomon.group.stories import Member, member_of, tell_copies, tell_joined, tell_stories
from rashomon.group.vectors import Told, Vectors
from rashomon.model import ArticleId, StoryId, Version

_BATCH = 2000  # articles read at once
_CHUNK = 500  # new articles compared at once: about 60 MB of products
_LEARNING = 20_000  # articles; while there are fewer, rarity still shifts and likeness is measured anew now and then


class StoryIndex:
    """Stories of the articles added so far.

    Nothing is kept that the versions do not hold: `StoryIndex` filled with the same versions, and `stories` telling
    where each stood, goes on as the old one would.
    """

    def __init__(self, settings: GroupSettings = GroupSettings()) -> None:  # noqa: B008
        self._settings = settings
        self._members: list[Member] = []
        self._numbers: dict[ArticleId, int] = {}
        self._times = np.zeros(0)
        self._vectors = Vectors()
        self._shingles = Shingles()
        self._edges = EdgeStore()
        self._overlaps: dict[tuple[int, int], Overlap] = {}
        self._roster = Roster()
        self._scored = 0  # how many articles there were when likeness was last measured anew

    def __len__(self) -> int:
        return len(self._members)

    def add(self, versions: Iterable[Version], *, stories: Mapping[ArticleId, StoryId] | None = None) -> Changes:
        """Give each article a story and set right those around; an article known already is left as it is.

        `stories` tells where articles stood before, when an index is filled again from an archive.
        """
        before = len(self._members)
        for batch in _batches(versions, _BATCH):
            self._read(batch)
        new = np.arange(before, len(self._members))
        if not len(new):
            return Changes()
        for number in new.tolist():
            known = (stories or {}).get(self._members[number].article.id)
            if known is not None:
                self._roster.place(number, known)
        was = dict(self._roster.story_of) if len(new) < _BATCH else {}
        redirected = set(self._roster.redirects)
        if before and self._scored < _LEARNING and len(self._members) >= 2 * self._scored:
            new = self._latest(2 * self._settings.window)
            self._edges.forget()
        if len(new) >= self._scored:
            self._scored = len(self._members)
        order = self._order()
        rank = np.empty(len(order), np.int64)
        rank[order] = np.arange(len(order))
        self._compare(new, order, rank)
        for first, last in _runs(np.sort(rank[new]), 2 * self._settings.repaired):
            self._repair(order, rank, first, last)
        return self._changes(before, was, redirected)

    def grouping(self) -> Grouping:
        """All that is known now."""
        copies = tell_copies(self._members, self._overlaps.values())
        return Grouping(
            stories=tell_stories(self._members, self._roster.members, copies, self._scores_of),
            copies=copies,
            joined=tell_joined(self._members, self._roster.members, self._scores_of),
            redirects=self._roster.redirected(),
        )

    def story_of(self, article: ArticleId) -> StoryId | None:
        """The story an article stands in; None for an unknown article."""
        number = self._numbers.get(article)
        return None if number is None else self._roster.story_of[number]

    def current(self, story: StoryId) -> StoryId:
        """The id a story has now, after any merging."""
        return self._roster.current(story)

    def _read(self, batch: list[Version]) -> None:
        fresh: dict[ArticleId, Version] = {}
        for version in batch:
            if version.id not in self._numbers:
                fresh.setdefault(version.id, version)
        versions = list(fresh.values())
        if not versions:
            return
        for version in versions:
            self._numbers[version.id] = len(self._members)
            self._members.append(member_of(version))
        self._vectors.append([Told(headline=version.headline, text=version.text) for version in versions])
        self._shingles.append([version.text for version in versions])
        self._times = np.append(self._times, [member.at for member in self._members[len(self._times) :]])

    def _order(self) -> NDArray[np.int64]:
        """All articles by time; ties by id, so that the order of arrival makes no difference."""
        ids = np.array([member.article.id for member in self._members])
        return np.lexsort((ids, self._times))

    def _latest(self, count: int) -> NDArray[np.int64]:
        return np.sort(self._order()[-count:])

    def _compare(self, new: NDArray[np.int64], order: NDArray[np.int64], rank: NDArray[np.int64]) -> None:
        """Measure how like the new articles are to those of their window, and which are copies."""
        rarity = self._vectors.rarity()
        ranks = np.sort(rank[new])
        for begin, end in _spans(ranks, _CHUNK, self._settings.window):
            chunk = order[ranks[begin:end]]
            low = max(0, int(ranks[begin]) - self._settings.window)
            window = order[low : int(ranks[end - 1]) + 1 + self._settings.window]
            pairs = find_pairs(
                self._vectors,
                rarity,
                self._times,
                chunk,
                window,
                floor=self._settings.floor,
                most=self._settings.neighbours,
            )
            overlaps = self._shingles.overlaps(chunk, window) + self._shingles.exact(chunk)
            for overlap in overlaps:
                self._overlaps[min(overlap.left, overlap.right), max(overlap.left, overlap.right)] = overlap
            self._keep(pairs, overlaps)

    def _keep(self, pairs: PairFeatures, overlaps: list[Overlap]) -> None:
        settings = self._settings
        score = settings.whole * pairs.whole + settings.lead * pairs.lead + settings.headline * pairs.headline
        score = score - settings.days * np.log1p(pairs.days) - settings.threshold
        left = np.append(pairs.left, [overlap.left for overlap in overlaps]).astype(np.int64)
        right = np.append(pairs.right, [overlap.right for overlap in overlaps]).astype(np.int64)
        score = np.append(score, [settings.copied] * len(overlaps))
        self._edges.add(left, right, score, np.maximum(self._times[left], self._times[right]))

    def _repair(self, order: NDArray[np.int64], rank: NDArray[np.int64], first: int, last: int) -> None:
        """Make the stories around these places in time anew; older articles stay where they are, as whole stories."""
        low = max(0, first - self._settings.repaired)
        high = min(len(order), last + 1 + self._settings.repaired)
        reach = min(len(order), high + self._settings.window) - 1
        edges = self._edges.between(self._times[order[low]], self._times[order[reach]])
        group_of: dict[int, int] = {int(number): at for at, number in enumerate(order[low:high])}
        sizes = [1] * len(group_of)
        frozen: dict[StoryId, int] = {}
        best: dict[tuple[int, int], float] = {}
        for a, b, score in edges.tolist():
            pair = (int(a), int(b)) if a < b else (int(b), int(a))
            if (pair[0] in group_of or pair[1] in group_of) and score > best.get(pair, -9.0):
                best[pair] = score
        links: list[tuple[int, int, float, int]] = []
        for pair, score in sorted(best.items()):
            ends = []
            for number in pair:
                if number not in group_of:
                    story = self._roster.story_of.get(number)
                    if story is None:
                        break
                    if story not in frozen:
                        frozen[story] = len(sizes)
                        sizes.append(sum(1 for other in self._roster.members[story] if other not in group_of))
                    ends.append(frozen[story])
                else:
                    ends.append(group_of[number])
            if len(ends) == 2 and ends[0] != ends[1]:
                links.append((ends[0], ends[1], score, 1))
        fixed = frozenset(frozen.values())
        clusters = link_groups(sizes, links, absent=-self._settings.threshold, fixed=fixed)
        self._enter(order[low:high], clusters, frozen, rank)

    def _enter(
        self, zone: NDArray[np.int64], clusters: list[int], frozen: dict[StoryId, int], rank: NDArray[np.int64]
    ) -> None:
        by_cluster: dict[int, list[int]] = {}
        inside = set(zone.tolist())
        settled: set[int] = set()
        for number, cluster in zip(zone.tolist(), clusters, strict=False):
            by_cluster.setdefault(cluster, []).append(number)
        for story, at in frozen.items():
            old = [number for number in self._roster.members[story] if number not in inside]
            by_cluster.setdefault(clusters[at], []).extend(old)
            settled.update(old)
        lists = [sorted(cluster, key=lambda number: int(rank[number])) for cluster in by_cluster.values()]
        lists.sort(key=lambda cluster: int(rank[cluster[0]]))
        ids = {cluster[0]: self._members[cluster[0]].article.id for cluster in lists}
        self._roster.regroup(lists, ids, frozenset(settled))

    def _scores_of(self, numbers: list[int]) -> dict[tuple[int, int], float]:
        """The scores among the members of a story."""
        inside = set(numbers)
        times = self._times[numbers]
        edges = self._edges.between(float(times.min()), float(times.max()))
        found: dict[tuple[int, int], float] = {}
        for a, b, score in edges[np.isin(edges[:, 0], numbers) & np.isin(edges[:, 1], numbers)].tolist():
            if int(a) in inside and int(b) in inside:
                pair = (min(int(a), int(b)), max(int(a), int(b)))
                found[pair] = max(score, found.get(pair, -9.0))
        return found

    def _changes(self, before: int, was: dict[int, StoryId], redirected: set[StoryId]) -> Changes:
        now = self._roster.story_of
        moved = [number for number, story in was.items() if now[number] != story]
        fresh = {now[number] for number in range(before, len(self._members))}
        old = set(was.values())
        changed = {now[number] for number in moved} | {was[number] for number in moved} | (fresh & old)
        return Changes(
            made=tuple(sorted(fresh - old)),
            changed=tuple(sorted(story for story in changed if story in self._roster.members)),
            redirects=tuple(
                Redirect(old=story, new=self.current(story))
                for story in sorted(set(self._roster.redirects) - redirected)
            ),
            moved=tuple(self._members[number].article.id for number in moved),
        )


def group_articles(versions: Iterable[Version], *, settings: GroupSettings = GroupSettings()) -> Grouping:  # noqa: B008
    """The stories that the articles tell, and which articles are copies; the order they come in does not matter."""
    index = StoryIndex(settings)
    index.add(versions)
    return index.grouping()


def _batches(versions: Iterable[Version], size: int) -> Iterator[list[Version]]:
    stream = iter(versions)
    while batch := list(islice(stream, size)):
        yield batch


def _spans(ranks: NDArray[np.int64], most: int, widest: int) -> Iterator[tuple[int, int]]:
    """Cut sorted places into spans of at most `most` places that lie at most `widest` apart: (begin, end) indices."""
    begin = 0
    while begin < len(ranks):
        end = min(begin + most, int(np.searchsorted(ranks, ranks[begin] + widest, side="right")))
        yield begin, end
        begin = end


def _runs(ranks: NDArray[np.int64], gap: int) -> Iterator[tuple[int, int]]:
    """The first and last of each run of sorted places that lie at most `gap` apart."""
    cuts = np.flatnonzero(np.diff(ranks) > gap) + 1
    for run in np.split(ranks, cuts):
        yield int(run[0]), int(run[-1])
