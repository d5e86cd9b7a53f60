"""The way in: a version becomes an account."""

from __future__ import annotations

from rashomon.attribute.chinese.quotations import find_said as find_chinese
from rashomon.attribute.chinese.sources import find_sources
from rashomon.attribute.chinese.times import find_times
from rashomon.attribute.english.quotations import find_said as find_english
from rashomon.attribute.reading import read_version
from rashomon.model.account import Account, Quotation, Speaker
from rashomon.model.article import Version


def attribute_article(version: Version) -> Account:
    """The version with its sentences, quotations, sources, times, numbers and names."""
    reading = read_version(version)
    quotations = []
    for number, one in enumerate(find_english(reading) if reading.language == "en" else find_chinese(reading)):
        speaker = None
        if one.subject:
            speaker = Speaker(
                name=reading.text[getattr(one.subject, "name_start", one.subject.start) : one.subject.end],
                text=reading.text[one.subject.start : one.subject.end],
                start=one.subject.start,
                end=one.subject.end,
            )
        quotations.append(
            Quotation(
                id=f"{version.id}.q{number}",
                account=version.id,
                sentence=reading.sentence_at(one.start).id,
                start=one.start,
                end=one.end,
                text=version.text[one.start : one.end],
                form=one.form,
                speaker=speaker,
                cue=one.cue,
                stance=one.stance,
                rule=one.rule,
            )
        )
    return Account(
        article=version,
        sentences=reading.sentences,
        quotations=tuple(quotations),
        sources=tuple(find_sources(reading)),
        timeline=tuple(find_times(reading)),
    )
