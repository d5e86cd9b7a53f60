"""Where sentences begin and end, in Chinese, English and text that mixes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from rashomon.model.article import Paragraph, ParagraphKind
from rashomon.text.tokens import words_of

Span = tuple[int, int, ParagraphKind]

_END = re.compile(r"[。！？!?｡….](?:(?<=[。！？!?｡])[。！？!?｡…]*|(?<=…)…+|(?<=\.)\.*)")  # a set first: found fast
_CLOSING = "”’」』》〉）)】]〕\"'»›＂〞"
_OPENING = "“‘「『《（(【[\"'«‹〝"
_HAN_ENDS = "。！？｡"
_ABBREVIATIONS = frozenset(
    words_of(
        """
    mr mrs ms dr prof rev hon gov sen rep reps sens gen col lt maj capt cmdr adm sgt cpl pvt st jr sr messrs mme
    mlle pres amb supt insp jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri
    vs etc al no nos vol pp inc ltd corp co bros dept est approx fig art sec op ed eds viz cf ave blvd rd mt ft
    calif conn fla ill ind kan mass mich minn miss neb nev okla ore pa tenn tex wash wis
    """
    )
)
"""Words whose full stop rarely ends a sentence."""
_ALWAYS = frozenset(
    words_of(
        """
    mr mrs ms dr prof rev hon gov sen rep gen col lt maj capt sgt st messrs mme mlle amb vs
    """
    )
)
"""Words that a sentence never ends with: a capital follows them all the same."""
_SPEECH_TAIL = re.compile(
    r"[^，。！？!?“”「」]{0,14}(?:说|說|称|稱|表示|指出|强调|強調|道|补充|補充|问|問|写道|寫道|认为|認為|回应|回應|告诉[^，。！？!?“”「」]{1,8}|告訴[^，。！？!?“”「」]{1,8})[。.]"
)
_ENGLISH_TAIL = re.compile(
    r"\s(?:[A-Z][\w.'’-]*\s|(?:he|she|they|I)\s){1,3}(?:said|says|asked|asks|added|wrote|told|tweeted|replied)\b"
)
_TAIL_LOOK = 24  # how far a "毛说。" behind a quotation may reach


def split_sentences(text: str, paragraphs: Sequence[Paragraph], language: str) -> list[Span]:
    """Each sentence as (start, end, kind of its paragraph), in reading order, without white space at its ends.

    Headings, list items and table rows are not joined to what follows them: no sentence runs over a paragraph. A
    quotation followed by its speaker (“……。”毛说。) stays one sentence. Without `paragraphs` every line is one. The rules of Chinese and of languages
    in Latin letters do not get into each other's way, so `language` changes nothing yet.
    """
    del language
    found: list[Span] = []
    for start, end, kind in _blocks(text, paragraphs):
        begin = start
        for stop in _stops(text, start, end):
            _append(found, text, begin, stop, kind)
            begin = stop
        _append(found, text, begin, end, kind)
    return found


def _blocks(text: str, paragraphs: Iterable[Paragraph]) -> Iterator[Span]:
    """The paragraphs, cut at line feeds; all lines where there are no paragraphs."""
    blocks = [(one.start, one.end, one.kind) for one in paragraphs] or [(0, len(text), ParagraphKind.PARAGRAPH)]
    for start, end, kind in blocks:
        begin = start
        while (line := text.find("\n", begin, end)) >= 0:
            yield begin, line, kind
            begin = line + 1
        yield begin, end, kind


def _append(found: list[Span], text: str, start: int, end: int, kind: ParagraphKind) -> None:
    """Adds the sentence unless it is empty; one of punctuation alone joins the sentence before it."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start == end:
        return
    if end - start <= 3 and found and not any(letter.isalnum() for letter in text[start:end]):
        before = found[-1]
        if text.find("\n", before[1], start) < 0:
            found[-1] = (before[0], end, before[2])
            return
    found.append((start, end, kind))


def _stops(text: str, start: int, end: int) -> Iterator[int]:
    """Where sentences of one paragraph end, its own end left out."""
    behind = -1
    for match in _END.finditer(text, start, end):
        if match.start() < behind:
            continue
        mark, stop = match.group(), match.end()
        if mark[0] == "…" and not _ellipsis_ends(text, stop, end):
            continue
        latin = mark[0] not in _HAN_ENDS and mark[0] != "…"
        after = _after_closing(text, stop, end, latin=latin)
        if latin and not _latin_stop_ends(text, match.start(), after, end):
            continue
        if after > stop:  # a quotation or bracket closes here
            nearby = text[after : after + _TAIL_LOOK].lstrip(" ")
            if nearby[:1] in "，、；：,;:。" and nearby:
                continue
            if latin and text[after - 1] in '”"’' and _ENGLISH_TAIL.match(text, after, min(end, after + 60)):
                continue
            tail = _SPEECH_TAIL.match(nearby)
            if tail and text[after - 1] not in "）)】]":
                after = behind = after + len(text[after : after + _TAIL_LOOK]) - len(nearby) + tail.end()
        if after < end:
            yield after


def _after_closing(text: str, stop: int, end: int, *, latin: bool) -> int:
    """The end of the closing marks that stand right behind the sentence's end."""
    while stop < end and text[stop] in _CLOSING:
        if (
            latin
            and text[stop] in "\"'"
            and stop + 1 < end
            and not text[stop + 1].isspace()
            and text[stop + 1] not in _CLOSING
        ):
            break  # a straight mark that opens
        stop += 1
    if not latin and stop + 1 < end and text[stop] == " " and text[stop + 1] in "”」』":  # 好。 ”
        stop += 2
    return stop


def _ellipsis_ends(text: str, stop: int, end: int) -> bool:
    """Whether …… ends the sentence: only where a closing mark and then no punctuation follow."""
    after = _after_closing(text, stop, end, latin=False)
    return after > stop and after < end and text[after] not in "，、；：,;:。的"


def _latin_stop_ends(text: str, dot: int, after: int, end: int) -> bool:
    """Whether the . ! or ? at `dot` ends a sentence, what follows its closing marks at `after` being known."""
    if after >= end:
        return True
    follows = text[after]
    if text[dot] != ".":
        return (follows.isspace() or not follows.isascii()) and not _first_letter(text, after, end).islower()
    if not follows.isspace():
        return False  # 3.5, U.S., and the dot in 克里斯托弗.福特
    word = _word_before(text, dot)
    bare = word.replace(".", "").lower()
    if bare in _ALWAYS or (len(bare) == 1 and bare != "i" and word.isalpha() and word.isupper()):
        return False  # a title, or an initial: J. Smith
    first = _first_letter(text, after, end)
    if not first:
        return True
    if bare in _ABBREVIATIONS or "." in word:  # "Sept. 11", "the U.S. army": ends only before a capital
        return first.isupper() and _starts_sentence(text, after, end)
    return not first.islower()


def _word_before(text: str, dot: int) -> str:
    start = dot
    while start > 0 and dot - start < 20 and (_is_letter(text[start - 1]) or text[start - 1] == "."):
        start -= 1
    return text[start:dot]


def _is_letter(letter: str) -> bool:
    """Whether it is a letter of a word, a Han character being none."""
    return letter.isalpha() and letter < "\u2e80"


def _first_letter(text: str, start: int, end: int) -> str:
    """The first letter, digit or mark behind white space and opening marks."""
    for letter in text[start : min(end, start + 8)]:
        if not letter.isspace() and letter not in _OPENING:
            return letter
    return ""


_STARTERS = frozenset(
    words_of(
        """
    the a an he she it they we i in on at but and this that these those there his her its mr mrs ms
    """
    )
)


def _starts_sentence(text: str, start: int, end: int) -> bool:
    """Whether the word behind an abbreviation is one that sentences begin with."""
    nearby = text[start : min(end, start + 16)].strip()
    word = re.match(r"[“\"‘(]*([A-Za-z]+)", nearby)
    return word is not None and word.group(1).lower() in _STARTERS
