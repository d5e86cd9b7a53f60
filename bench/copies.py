"""How well edited copies are found: made-up reports, edited the way desks edit them, among as many that are not copies.

python -m bench.copies [--reports N]
"""

from __future__ import annotations

import argparse
import random
import sys
from datetime import UTC, datetime, timedelta

from rashomon.group import group_articles
from rashomon.model import ArticleId, Version

START = datetime(2031, 5, 6, tzinfo=UTC)
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in ("a", "e", "i", "o", "u", "an", "el", "or")]


def measure_copies(reports: int = 400) -> None:
    """Print recall and precision of copies over edited reports in two writing systems."""
    for name, write in (("words", WordDesk), ("Han characters", HanDesk)):
        versions, gold = made_copies(reports, write)
        found = {frozenset((copy.article, copy.original)) for copy in group_articles(versions).copies}
        right = len(found & gold)
        print(f"edited copies, {name:15} recall {right / len(gold):.3f}  precision {right / max(1, len(found)):.3f}")


def made_copies(reports: int, write: type[WordDesk] | type[HanDesk]) -> tuple[list[Version], set[frozenset[ArticleId]]]:
    """Reports, an edited copy of each, another telling of the same event of each; and the pairs that are copies."""
    chooser = random.Random(5)
    versions: list[Version] = []
    gold = set()
    for number in range(reports):
        desk = write(chooser)
        report = [desk.paragraph() for _ in range(chooser.randint(4, 9))]
        edited = _edited(report, desk, chooser)
        retold = [desk.retold(paragraph) for paragraph in report]
        ids = [ArticleId(f"{number:05}{kind}") for kind in "abc"]
        gold.add(frozenset(ids[:2]))
        for hours, (article, paragraphs) in enumerate(zip(ids, (report, edited, retold), strict=True)):
            at = START + timedelta(hours=number + hours)
            headline = desk.paragraph()[:40]
            text = "\n".join(paragraphs)
            versions.append(
                Version(id=article, outlet=f"outlet {article[-1]}", headline=headline, text=text, published_at=at)
            )
    return versions, gold


def _edited(report: list[str], desk: WordDesk | HanDesk, chooser: random.Random) -> list[str]:
    """A report cut, slightly reworded, or set inside a longer article of the outlet's own."""
    kind = chooser.randrange(4)
    if kind == 0:
        return report[: max(2, len(report) * 2 // 3)]
    if kind == 1:
        return [desk.reworded(paragraph) for paragraph in report]
    own = [desk.paragraph() for _ in range(len(report) if kind == 2 else 2 * len(report))]
    return own[:2] + report + own[2:]


class WordDesk:
    """A desk that writes in words of its own vocabulary."""

    joiner = " "

    def __init__(self, chooser: random.Random) -> None:
        self._chooser = chooser
        self._vocabulary = ["".join(chooser.choices(SYLLABLES, k=3)) for _ in range(300)]

    def paragraph(self) -> str:
        """Forty words or so."""
        return self.joiner.join(self._chooser.choices(self._vocabulary, k=self._chooser.randint(30, 50)))

    def reworded(self, paragraph: str) -> str:
        """The paragraph with one word in twelve exchanged."""
        return self._changed(paragraph, 1 / 12)

    def retold(self, paragraph: str) -> str:
        """The paragraph's matter in an order of its own: one run of six words in five stays, as a quotation would."""
        words = self._split(paragraph)
        runs = [words[at : at + 6] for at in range(0, len(words), 6)]
        for run in runs:
            if self._chooser.random() > 0.2:
                self._chooser.shuffle(run)
        return self.joiner.join(word for run in runs for word in run)

    def _changed(self, paragraph: str, share: float) -> str:
        words = self._split(paragraph)
        return self.joiner.join(
            self._chooser.choice(self._vocabulary) if self._chooser.random() < share else word for word in words
        )

    def _split(self, paragraph: str) -> list[str]:
        return paragraph.split()


class HanDesk(WordDesk):
    """The same with single Han characters."""

    joiner = ""

    def __init__(self, chooser: random.Random) -> None:
        super().__init__(chooser)
        self._vocabulary = [chr(0x4E00 + chooser.randrange(4000)) for _ in range(400)]

    def _split(self, paragraph: str) -> list[str]:
        return list(paragraph)


def main() -> int:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=400)
    measure_copies(parser.parse_args().reports)
    return 0


if __name__ == "__main__":
    sys.exit(main())
