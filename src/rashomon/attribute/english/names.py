"""Names in English news: capitalised phrases with a title, a full form and a surname, and speakers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rashomon.attribute.mentions import Mention
from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said
from rashomon.text.places import is_place
from rashomon.text.tokens import any_of, words_of

TITLES = words_of(
    """
    Mr Mrs Ms Dr Prof Professor President Vice Prime Minister Chancellor Senator Sen Rep Representative Gov Governor Mayor Secretary General
    Gen Col Colonel Captain Capt Judge Justice Sheriff Chief Officer Detective Sgt Sergeant Lt Lieutenant Sir Lady Lord Pope King Queen Prince
    Princess Ambassador Attorney Director Chairman Chairwoman Speaker Commissioner Superintendent Spokesman Spokeswoman Congressman Congresswoman
    Reverend Rev Bishop Archbishop Foreign Defense Defence Interior Finance Health
    """
)
_TITLE = re.compile(rf"(?:(?:{any_of(TITLES)})\.?\s+)+")
_WORD = r"[A-Z\u00c0-\u024f][\w’'\-\u00c0-\u024f]*\.?"
_FULL = re.compile(rf"\b{_WORD}(?:\s(?:(?:of|the|for|and|de|van|von|al|bin|la|del)\s)?{_WORD}){{1,4}}")
_OPENING = re.compile(
    r"(?:The|A|An|In|On|At|But|And|When|While|As|If|For|After|Before|Since|With|By|Both|This|That|His|Her|Their|It|He|She|They|We|I|What|How|Why|Who) "
)
_BODY = re.compile(
    r"\b(?:Department|Ministry|Agency|Council|Committee|Commission|Party|University|Institute|Bank|Court|Police|Association|Union|Center|Centre|Bureau|Office|Corp|Inc|Company|Group|Foundation|Organization|Army|Navy|Force|House|Senate|Congress|Parliament|Service|Administration|League|Club|School|College|Hospital)\b"
)
_OUTLET = re.compile(
    r"\b(?:Times|Post|News|Journal|Tribune|Herald|Guardian|Reuters|Associated Press|AP|CNN|BBC|Fox|NBC|CBS|ABC|Magazine|Gazette|Chronicle|Daily|Press|Telegraph|Observer|Television|Radio|Broadcasting|TV)\b"
)


def find_mentions(reading: Reading, said: Iterable[Said]) -> Iterator[Mention]:
    """Names of two words and more, and the names that speakers go by."""
    text = reading.text
    for match in _FULL.finditer(text):
        start = match.start()
        opening = _OPENING.match(match.group())
        if opening:
            start += opening.end()
        title = _TITLE.match(text, start, match.end())
        if title:
            start = title.end()
        name = text[start : match.end()].rstrip(".’'")
        if name.endswith(("’s", "'s")):
            name = name[:-2]
        if " " in name:
            yield Mention(
                start=start,
                end=start + len(name),
                kind=_kind(name, titled=title is not None),
                evidence="title" if title else "capitals",
            )
    for one in said:
        subject = one.subject
        if subject is None or subject.pronoun or not text[subject.end - 1].isalnum():
            continue
        found = re.search(rf"(?:{_WORD}\s)*{_WORD}$", text[subject.name_start : subject.end])
        if found:
            name_title = _TITLE.match(found.group())
            start = subject.name_start + found.start() + (name_title.end() if name_title else 0)
            if start < subject.end:
                yield Mention(
                    start=start,
                    end=subject.end,
                    kind=_kind(text[start : subject.end], titled=name_title is not None),
                    evidence="speaker",
                )


def _kind(name: str, *, titled: bool) -> str:
    if _OUTLET.search(name):
        return "outlet"
    if _BODY.search(name):
        return "body"
    if is_place(name):
        return "place"
    return "person" if titled or re.fullmatch(rf"{_WORD}(?: {_WORD}){{1,2}}", name) else ""


def short_forms(name: str) -> tuple[str, ...]:
    """The surname of a person's full name."""
    words = name.split()
    return (words[-1],) if 2 <= len(words) <= 4 and not _BODY.search(name) and not _OUTLET.search(name) else ()
