"""The articles of an index by number: what is kept of each, and their order in time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from rashomon.group.pairs import Numbers
from rashomon.group.stories import Member, member_of
from rashomon.model import ArticleId, Version


class Shelf:
    """An article has the number of its arrival. One that came again with other words has a new one, and the old is out."""

    def __init__(self) -> None:
        self.members: list[Member] = []
        self.numbers: dict[ArticleId, int] = {}
        self.times = np.zeros(0)  # seconds
        self.outlets = np.zeros(0, np.int64)  # a number for each
        self._lots = np.zeros(0, np.int64)  # decide the order of articles of one time
        self._out = np.zeros(0, np.bool_)
        self._outlet_numbers: dict[str, int] = {}
        self._digests: list[bytes] = []

    def __len__(self) -> int:
        """How many numbers are taken."""
        return len(self.members)

    def fresh(self, versions: Sequence[Version]) -> list[Version]:
        """Those that are new or have other words than before, each article once."""
        found = {}
        for version in versions:
            number = self.numbers.get(version.id)
            if number is None or self._digests[number] != _digest(version):
                found[version.id] = version
        return list(found.values())

    def append(self, versions: Sequence[Version]) -> list[int]:
        """Take articles in; the numbers that are out now come back."""
        out = [self.numbers[version.id] for version in versions if version.id in self.numbers]
        for version in versions:
            self.numbers[version.id] = len(self.members)
            self.members.append(member_of(version))
            self._digests.append(_digest(version))
        new = self.members[len(self.times) :]
        self.times = np.append(self.times, [member.at for member in new])
        self.outlets = np.append(self.outlets, [self._outlet_number(member) for member in new])
        self._lots = np.append(self._lots, [_lot(member.article.id) for member in new])
        self._out = np.append(self._out, np.zeros(len(new), np.bool_))
        self._out[out] = True
        return out

    def order(self) -> Numbers:
        """All articles by time; those of one time by a hash of the id, so that the order of arrival makes no difference."""
        order = np.lexsort((self._lots, self.times))
        found: Numbers = order[~self._out[order]]
        return found

    def rank(self, order: Numbers) -> Numbers:
        """By number, the place in this order; -1 for a number that is out."""
        rank = np.full(len(self.members), -1, np.int64)
        rank[order] = np.arange(len(order))
        return rank

    def marked(self, numbers: Numbers) -> NDArray[np.bool_]:
        """By number, whether it is among these."""
        found = np.zeros(len(self.members), np.bool_)
        found[numbers] = True
        return found

    def _outlet_number(self, member: Member) -> int:
        """A number for the outlet; one of its own for an article that names none."""
        outlet = member.article.outlet or member.article.id
        return self._outlet_numbers.setdefault(outlet, len(self._outlet_numbers))


def _digest(version: Version) -> bytes:
    return _hashed(f"{version.headline}\n{version.text}")


def _lot(article: ArticleId) -> int:
    return int.from_bytes(_hashed(article), "big")


def _hashed(text: str) -> bytes:
    return hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=7).digest()
