"""The index of stories: articles come in, in any order and at any time, and stand in stories at once."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import numpy as np

from rashomon.group.bridges import Bridges
from rashomon.group.copies import Fingerprints, Overlap
from rashomon.group.counts import doubt
from rashomon.group.edges import EdgeStore
from rashomon.group.grouping import Changes, Grouping, Redirect
from rashomon.group.judging import Judge
from rashomon.group.likeness import Facts, shipped_trees
from rashomon.group.linkage import link_groups
from rashomon.group.meaning import Embed, Meanings
from rashomon.group.pairs import Numbers, Pairs, find_pairs, joined_pairs
from rashomon.group.roster import Roster
from rashomon.group.settings import GroupSettings
from rashomon.group.shelf import Shelf
from rashomon.group.stories import tell_copies, tell_joined, tell_stories
from rashomon.group.ties import Ties, TieStore, fellows_of, joined_ties
from rashomon.group.vectors import Told, Vectors
from rashomon.group.zones import Zone, runs, spans
from rashomon.model import ArticleId, StoryId, Version
from rashomon.text.trees import Matrix

_BATCH = 2000  # articles read at once
_CHUNK = 1000  # new articles compared at once: about 60 MB of products
_MARKED = 2500  # characters of a text read for names and figures
_UNLIKELY = 0.05  # chance below which a pair adds nothing to a tie
_LEAST = 1e-6
_SAME_LEAD = 0.2  # cosine of the leads below which two articles share their background, not their news
_LEARNING = 20_000  # articles; while there are fewer, rarity still shifts and likeness is measured anew now and then


class StoryIndex:
    """Stories of the articles added so far.

    Nothing is kept that the versions do not hold: `StoryIndex` filled with the same versions, and `stories` telling
    where each stood, goes on as the old one would.
    """

    def __init__(self, settings: GroupSettings = GroupSettings(), *, embed: Embed | None = None) -> None:  # noqa: B008
        self._settings = settings
        self._shelf = Shelf()
        self._judge = Judge(settings.window)
        self._vectors = Vectors()
        self._fingerprints = Fingerprints()
        self._meanings = Meanings(embed) if embed else None
        self._edges = EdgeStore()
        self._ties = TieStore()
        self._overlaps: dict[tuple[int, int], Overlap] = {}
        self._bridges = Bridges()
        self._roster = Roster()
        self._scored = 0  # how many articles there were when likeness was last measured anew

    def __len__(self) -> int:
        return len(self._shelf.numbers)

    def add(
        self,
        versions: Iterable[Version],
        *,
        stories: Mapping[ArticleId, StoryId] | None = None,
        redirects: Mapping[StoryId, StoryId] | None = None,
    ) -> Changes:
        """Give each article a story and set right those around; one known already is read again if its words changed.

        When an index is filled again from an archive, `stories` tells where articles stood before, and `redirects`
        which ids lead where.
        """
        self._roster.redirects.update(redirects or {})
        before = len(self._shelf)
        for batch in _batches(versions, _BATCH):
            self._read(batch)
        new = np.arange(before, len(self._shelf))
        if not len(new):
            return Changes()
        for number in new.tolist():
            known = (stories or {}).get(self._shelf.members[number].article.id)
            if known is not None:
                self._roster.place(number, self._roster.current(known))
        was = dict(self._roster.story_of) if len(new) < _BATCH else {}
        redirected = set(self._roster.redirects)
        if before and self._scored < _LEARNING and len(self) >= 2 * self._scored:
            new = np.sort(self._shelf.order()[-2 * self._settings.window :])
            if len(new) == len(self):
                self._edges.forget()
        if len(new) >= self._scored:
            self._scored = len(self)
        order = self._shelf.order()
        rank = self._shelf.rank(order)
        new = new[rank[new] >= 0]
        self._compare(new, order, rank)
        for first, last in runs(np.sort(rank[new]), 2 * self._settings.repaired):
            self._repair(order, first, last)
        return self._changes(before, was, redirected)

    def grouping(self) -> Grouping:
        """All that is known now."""
        members = self._shelf.members
        numbers = {story: at for at, story in enumerate(self._roster.members)}
        story_of = np.full(len(members), -1, np.int64)
        for number, story in self._roster.story_of.items():
            story_of[number] = numbers[story]
        fellows = fellows_of(joined_ties(list(self._ties)), story_of)
        copies = tell_copies(members, self._overlaps.values())
        return Grouping(
            stories=tell_stories(members, self._roster.members, copies, fellows),
            copies=copies,
            joined=tell_joined(members, self._roster.members, fellows, self._bridges.marks),
            redirects=self._roster.redirected(),
        )

    def measured(self) -> Iterator[tuple[Pairs, Matrix]]:
        """All pairs found, each once, and their `likeness.FIGURES`: what the trees are trained on."""
        order = self._shelf.order()
        yield from self._judge.measured(self._edges, self._facts(order), order, 0, len(order))

    def story_of(self, article: ArticleId) -> StoryId | None:
        """The story an article stands in; None for an unknown article."""
        number = self._shelf.numbers.get(article)
        return None if number is None else self._roster.story_of[number]

    def current(self, story: StoryId) -> StoryId:
        """The id a story has now, after any merging."""
        return self._roster.current(story)

    def _read(self, batch: list[Version]) -> None:
        versions = self._shelf.fresh(batch)
        if not versions:
            return
        out = self._shelf.append(versions)
        self._vectors.append([Told(headline=version.headline, text=version.text) for version in versions])
        self._bridges.append(f"{version.headline}\n{version.text[:_MARKED]}" for version in versions)
        self._fingerprints.append([version.text for version in versions])
        if self._meanings:
            self._meanings.append([one.headline for one in versions], [one.text for one in versions])
        self._judge.grow(len(self._shelf))
        if out:
            self._put_out(out)

    def _put_out(self, numbers: list[int]) -> None:
        """Forget what was found of these numbers; the article's new number takes its place in its story."""
        gone = self._shelf.marked(np.array(numbers))
        self._edges.drop(gone)
        self._ties.drop(gone)
        self._fingerprints.drop(numbers)
        self._overlaps = {ends: found for ends, found in self._overlaps.items() if not gone[list(ends)].any()}
        for number in numbers:
            article = self._shelf.members[number].article.id
            self._roster.replace(number, self._shelf.numbers[article])

    def _compare(self, new: Numbers, order: Numbers, rank: Numbers) -> None:
        """Measure how like the new articles are to those of their window, and which are copies."""
        rarity = self._vectors.rarity()
        ranks = np.sort(rank[new])
        waiting = self._shelf.marked(new)
        for begin, end in spans(ranks, _CHUNK, self._settings.window):
            chunk = order[ranks[begin:end]]
            low = max(0, int(ranks[begin]) - self._settings.window)
            around = order[low : int(ranks[end - 1]) + 1 + self._settings.window]
            waiting[chunk] = False
            window = around[~waiting[around]]  # what comes later and is new will find these
            pairs = find_pairs(
                self._vectors,
                rarity,
                chunk,
                window,
                rank=rank,
                floor=self._settings.floor,
                most=self._settings.neighbours,
            )
            overlaps = self._fingerprints.overlaps(chunk, window, self._shelf.outlets) + self._fingerprints.exact(chunk)
            for overlap in overlaps:
                self._overlaps[min(overlap.left, overlap.right), max(overlap.left, overlap.right)] = overlap
            pairs = joined_pairs([_repeated(overlaps), pairs])
            self._edges.add(pairs, np.maximum(self._shelf.times[pairs.left], self._shelf.times[pairs.right]))

    def _repair(self, order: Numbers, first: int, last: int) -> None:
        """Make the stories around these places in time anew; older articles stay where they are, as whole stories."""
        low = max(0, first - self._settings.repaired)
        high = min(len(order), last + 1 + self._settings.repaired)
        facts = self._facts(order)
        inside = self._shelf.marked(order[low:high])
        judged = [self._judged(*found) for found in self._judge.measured(self._edges, facts, order, low, high)]
        likely = joined_ties(judged)
        self._ties.put(likely, self._shelf.times, inside)
        groups = Zone(order[low:high], inside, self._roster)
        for left, right, chance in zip(
            likely.left.tolist(), likely.right.tolist(), likely.chance.tolist(), strict=True
        ):
            groups.tie(left, right, chance)
        clusters = link_groups(
            groups.sizes,
            groups.links,
            threshold=self._settings.threshold,
            power=self._settings.power,
            fixed=groups.fixed,
        )
        gathered = self._bridges.join(groups.gather(clusters), self._shelf.times)
        lists = [sorted(cluster, key=lambda number: int(facts.rank[number])) for cluster in gathered]
        lists.sort(key=lambda cluster: int(facts.rank[cluster[0]]))
        ids = {cluster[0]: self._shelf.members[cluster[0]].article.id for cluster in lists}
        settled = frozenset(number for cluster in lists for number in cluster if not inside[number])
        self._roster.regroup(lists, ids, settled)

    def _facts(self, order: Numbers) -> Facts:
        return Facts(
            times=self._shelf.times,
            rank=self._shelf.rank(order),
            outlets=self._shelf.outlets,
            lengths=self._vectors.whole.lengths(),
        )

    def _judged(self, pairs: Pairs, figures: Matrix) -> Ties:
        """The pairs that are likely enough to matter, with their chances; a copy with its original's lead is certain."""
        score = shipped_trees().scores(figures)
        if self._meanings:
            score += self._settings.meaning * self._meanings.evidence(pairs.left, pairs.right)
        chance = np.asarray(1 / (1 + np.exp(-score)), np.float32)
        ends = np.column_stack([pairs.left, pairs.right]).tolist()
        for at in np.flatnonzero((chance > _UNLIKELY) | (pairs.lead >= _SAME_LEAD)).tolist():
            left, right = ends[at]
            less = doubt(
                self._shelf.members[left].counts,
                self._shelf.members[right].counts,
                one_outlet=bool(self._shelf.outlets[left] == self._shelf.outlets[right]),
            )
            if less:
                chance[at] = 1 / (1 + (1 / max(chance[at], _LEAST) - 1) * math.exp(less))
            elif pairs.lead[at] >= _SAME_LEAD and (min(left, right), max(left, right)) in self._overlaps:
                chance[at] = 1.0
        return Ties(left=pairs.left, right=pairs.right, chance=chance).chosen(chance > _UNLIKELY)

    def _changes(self, before: int, was: dict[int, StoryId], redirected: set[StoryId]) -> Changes:
        now = self._roster.story_of
        moved = [number for number, story in was.items() if now.get(number, story) != story]
        fresh = {now[number] for number in range(before, len(self._shelf)) if number in now}
        old = set(was.values())
        changed = {now[number] for number in moved} | {was[number] for number in moved} | (fresh & old)
        return Changes(
            made=tuple(sorted(fresh - old)),
            changed=tuple(sorted(story for story in changed if story in self._roster.members)),
            redirects=tuple(
                Redirect(old=story, new=self.current(story))
                for story in sorted(set(self._roster.redirects) - redirected)
            ),
            moved=tuple(self._shelf.members[number].article.id for number in moved),
        )


def group_articles(versions: Iterable[Version], *, settings: GroupSettings = GroupSettings()) -> Grouping:  # noqa: B008
    """The stories that the articles tell, and which articles are copies; the order they come in does not matter."""
    index = StoryIndex(settings)
    index.add(versions)
    return index.grouping()


def _repeated(overlaps: list[Overlap]) -> Pairs:
    """Copies as pairs, for those whose likeness is not measured because they lie far apart."""
    share = np.array([max(overlap.left_share, overlap.right_share) for overlap in overlaps], np.float32)
    return Pairs(
        left=np.array([overlap.left for overlap in overlaps], np.int64),
        right=np.array([overlap.right for overlap in overlaps], np.int64),
        whole=share,
        lead=share,
        headline=np.zeros_like(share),
        crossed=np.zeros_like(share),
        crossed_back=np.zeros_like(share),
        peak=np.zeros_like(share),
        shared=np.ones_like(share),
    )


def _batches(versions: Iterable[Version], size: int) -> Iterator[list[Version]]:
    stream = iter(versions)
    while batch := list(islice(stream, size)):
        yield batch
