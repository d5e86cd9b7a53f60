"""Sources in Chinese news: the media, documents, bodies, platforms and unnamed people that sentences rest on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from rashomon.attribute.chinese import source_words as words
from rashomon.attribute.chinese.according import read_according
from rashomon.attribute.chinese.agencies import find_short_agencies, full_agencies
from rashomon.attribute.chinese.hits import Hit, hit_of
from rashomon.attribute.chinese.media import (
    read_anaphor,
    read_ending,
    read_medium,
    read_remark,
    read_title,
)
from rashomon.attribute.chinese.papers import read_document, read_interview, read_platform, read_told
from rashomon.attribute.chinese.people import read_body, read_crowd, read_group
from rashomon.attribute.chinese.spots import SOURCE_WORDS, spot_words
from rashomon.attribute.chinese.voices import find_voices
from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said
from rashomon.model.account import SourceKind, SourceUse
from rashomon.text.script import fold_script
from rashomon.text.spotting import spots_within


def find_sources(reading: Reading, said: Iterable[Said]) -> Iterator[SourceUse]:
    """Every sentence that says on whose word it rests, once for each source, in reading order."""
    agencies = full_agencies(reading.folded)
    found = (*_hits(reading), *find_short_agencies(reading, agencies), *find_voices(reading, said))
    hits = sorted(found, key=lambda one: (one.start, -one.end))
    yield from _with_chains(reading, list(_uses(reading, hits, agencies)))


_LINK = re.compile("援引|引述|引用|转引|转述|据")


def _with_chains(reading: Reading, uses: list[SourceUse]) -> Iterator[SourceUse]:
    """The uses, each with the sources that its own words name behind it: 甲报援引乙社."""
    for number, use in enumerate(uses):
        via = []
        at = use
        for other in uses[number + 1 : number + 4]:
            if other.sentence != use.sentence or not _LINK.search(
                reading.folded[at.start : min(other.end, at.end + 12)]
            ):
                break
            if other.start > at.end + 12 or other.rule.endswith("group"):
                break
            via.append(other.source)
            at = other
        yield replace(use, via=tuple(via)) if via else use


_DATED = re.compile(r"^[^，。]{2,16}?\d{1,2} ?日 ?[-—–]+ ?")
_QUOTE_LEFT = re.compile(r"^[^“「『]*(?=[”」』])[”」』](?=.)|(?<=.)[”」』]$")
_CLOSED = re.compile(r"^[^（(]*[）)】”」](?=.)|(?<=\w)[）)】]$")


def _cleaned(name: str) -> str:
    """The name without a dateline before it and without a closing mark whose opening one stands outside."""
    name = _DATED.sub("", name)
    if name.count("（") + name.count("(") < name.count("）") + name.count(")"):
        name = _CLOSED.sub("", name)
    if sum(map(name.count, "“「『")) < sum(map(name.count, "”」』")):
        name = _QUOTE_LEFT.sub("", name)
    return name.strip()


_NO_NAME = ("的", "了", "证实了", "年第", "着", "到")


def _uses(reading: Reading, hits: list[Hit], agencies: Mapping[str, tuple[int, int]]) -> Iterator[SourceUse]:
    """The hits as findings: their names led to earlier ones, the outlet's own and repeats left out."""
    seen: dict[str, list[str]] = {}
    own = fold_script(reading.article.outlet)
    last: dict[str, str] = {}
    behind = -1
    for hit in hits:
        if hit.name[0] < behind and hit.kind is SourceKind.ANONYMOUS:
            continue  # the 分析 of 彭博社的分析说
        behind = max(behind, hit.end)
        sentence = reading.sentence_at(hit.start)
        for name, kind in _names(reading, hit, last):
            name = _cleaned(name)
            folded = fold_script(name)
            if span := agencies.get(folded):
                name, kind = reading.text[slice(*span)], SourceKind.AGENCY
                folded = fold_script(name)
            if len(name) < 2 or folded.startswith(_NO_NAME):
                continue
            if not hit.refers and kind is SourceKind.DOCUMENT:
                last["document:" + folded[-2:]] = name
            elif not hit.refers and kind in (SourceKind.AGENCY, SourceKind.OUTLET) and not _is_own(own, folded):
                last["media"] = name
                last["agency" if folded.endswith("社") else "outlet"] = name
            here = seen.setdefault(sentence.id, [])
            if _is_own(own, folded) or any(folded in other or other in folded for other in here):
                continue
            here.append(folded)
            yield SourceUse(
                account=reading.article.id,
                sentence=sentence.id,
                source=name,
                text=reading.text[hit.start : hit.end],
                kind=kind,
                start=hit.start,
                end=hit.end,
                inferred=bool(hit.refers) and name != reading.text[hit.name[0] : hit.name[1]],
                rule=hit.rule,
            )


def _names(reading: Reading, hit: Hit, last: dict[str, str]) -> list[tuple[str, SourceKind]]:
    """The names behind a hit: several where they are joined, an earlier one where the words point back."""
    text = reading.text[hit.name[0] : hit.name[1]].strip(" ，,　")
    if hit.refers:
        word = fold_script(text)
        if hit.refers == "document":
            return [(last.get("document:" + word[-2:]) or text, hit.kind)]
        before = "agency" if word == "该社" else "outlet" if word in ("该报", "该台", "该刊") else "media"
        earlier = last.get(before)
        agency = earlier is not None and earlier == last.get("agency")
        return [(earlier or text, SourceKind.AGENCY if agency else hit.kind)]
    if hit.kind in (SourceKind.AGENCY, SourceKind.OUTLET) or hit.rule.endswith(("note", "dateline")):
        folded = reading.folded[hit.name[0] : hit.name[1]]
        pieces, at = [], 0
        for match in words.SPLIT.finditer(folded):
            pieces.append((at, match.start()))
            at = match.end()
        pieces.append((at, len(folded)))
        names = [reading.text[hit.name[0] + a : hit.name[0] + b].strip(" ，,　") for a, b in pieces]
        return [(name, hit.kind) for name in names if len(name) > 1]
    return [(text, hit.kind)] if text else []


def _is_own(own: str, folded: str) -> bool:
    """Whether the name is the outlet's own: its dateline is no source."""
    return len(folded) > 1 and (folded in own or folded == own + "社")


def _hits(reading: Reading) -> Iterator[Hit]:
    masked = reading.masked
    yield from _notes(reading)
    spots = spot_words(reading.folded).sources
    for start, end in reading.blocks:
        at = start
        for spot in spots_within(spots, start, end):
            word = SOURCE_WORDS.longest(masked, spot, end) if spot >= at else ""
            if not word:
                continue
            at = spot + len(word)
            kind = words.KIND_OF[word]
            reader = _READERS.get(kind)
            if reader is None:
                continue
            hit = reader(masked, spot, at, start, end)
            if hit is not None:
                yield hit
                if kind == "by":
                    at = max(at, hit.name[1])


def _notes(reading: Reading) -> Iterator[Hit]:
    """Datelines, credit lines and notes at the article's end."""
    folded = reading.folded
    opening = words.DATELINE.match(folded)
    if opening:
        yield hit_of(opening, SourceKind.AGENCY, "zh.source.dateline")
    for match in words.FOREIGN.finditer(folded, 0, min(len(folded), 80)):
        yield hit_of(match, SourceKind.AGENCY, "zh.source.dateline")
    for match in words.NOTE.finditer(folded, max(0, len(folded) - 200)):
        yield hit_of(match, SourceKind.OUTLET, "zh.source.note")


_READERS = {
    "by": read_according, "medium": read_medium, "title": read_title, "ending": read_ending, "anaphor": read_anaphor, "remark": read_remark, "document": read_document,
    "platform": read_platform, "group": read_group, "crowd": read_crowd, "body": read_body, "interview": read_interview, "told": read_told,
}  # fmt: skip
