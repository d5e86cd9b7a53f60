"""What every finder is given: the version, folded and masked once, with its sentences and quotation marks."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date

from rashomon.model.account import Sentence
from rashomon.model.article import Version
from rashomon.model.ids import SentenceId
from rashomon.text.language import detect_language
from rashomon.text.quotation_marks import Marked, find_marked, mask_marked
from rashomon.text.script import fold_script
from rashomon.text.sentences import split_sentences

QUOTED, BRACKETED, TITLED = "\ue000", "\ue001", "\ue002"
"""Private-use characters that stand in the masked text for what quotation marks, brackets and title marks hold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """A version made ready; `text`, `folded` and `masked` share their offsets.

    `masked` is the folded text with the inside of quotation marks, brackets and title marks blanked, so that a rule
    for the reporter's own words never fires inside somebody else's.
    """

    article: Version
    text: str
    folded: str
    masked: str
    blocks: tuple[tuple[int, int], ...]  # the paragraphs' spans, cut at line feeds
    sentences: tuple[Sentence, ...]
    starts: tuple[int, ...]  # of the sentences
    marked: tuple[Marked, ...]
    language: str
    today: date | None  # the day that "today" means

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that the offset stands in, or the last one before it."""
        return self.sentences[max(0, bisect_right(self.starts, offset) - 1)]


def read_version(version: Version) -> Reading:
    """The version made ready for the finders."""
    text = version.text
    language = version.language or detect_language(text)[0] or "en"
    blocks = tuple(_blocks(version))
    folded = fold_script(text)
    marked = find_marked(text, blocks)
    masked = mask_marked(folded, marked, filler=QUOTED, brackets=BRACKETED, titles=TITLED)
    sentences = tuple(
        Sentence(id=SentenceId(f"{version.id}.s{number}"), start=start, end=end, text=text[start:end], kind=kind)
        for number, (start, end, kind) in enumerate(split_sentences(text, version.paragraphs, language))
    )
    return Reading(
        article=version,
        text=text,
        folded=folded,
        masked=masked,
        blocks=blocks,
        sentences=sentences,
        starts=tuple(one.start for one in sentences),
        marked=marked,
        language=language,
        today=version.published_at.date() if version.published_at else None,
    )


def _blocks(version: Version) -> list[tuple[int, int]]:
    spans = [(one.start, one.end) for one in version.paragraphs] or [(0, len(version.text))]
    blocks = []
    for start, end in spans:
        begin = start
        while (line := version.text.find("\n", begin, end)) >= 0:
            blocks.append((begin, line))
            begin = line + 1
        blocks.append((begin, end))
    return blocks
