"""The way in: a version becomes an account."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from rashomon.attribute.finders import Finders, finders_for
from rashomon.attribute.governing import governing_sources
from rashomon.attribute.mentions import gather_names
from rashomon.attribute.reading import Reading, read_version
from rashomon.attribute.speakers import resolve_speakers
from rashomon.model.account import Account, NumberExpression, Quotation
from rashomon.model.article import Version
from rashomon.text.numbers import find_numbers


def attribute_article(version: Version, *, finders: Finders | None = None) -> Account:
    """The version with its sentences, quotations, sources, times, numbers and names, each at its span.

    `finders` takes the place of the rules of the version's language.
    """
    reading = read_version(version)
    finders = finders or finders_for(reading.language)
    account = _speech(reading, finders)
    if not account.sentences:
        return account
    return replace(account, timeline=tuple(finders.times(reading)), numbers=tuple(_numbers(reading)))


def attribute_speech(version: Version) -> Account:
    """The account as `attribute_article` gives it without times and numbers, for who asks only who speaks and is named."""
    reading = read_version(version)
    return _speech(reading, finders_for(reading.language))


def _speech(reading: Reading, finders: Finders) -> Account:
    """The account without times and numbers; empty where the text holds no sentence."""
    version = reading.article
    if not reading.sentences:
        return Account(article=version, sentences=())
    said = sorted(finders.said(reading), key=lambda one: (one.start, -one.end))
    sources = tuple(finders.sources(reading, said))
    names = gather_names(reading, finders.mentions(reading, said), finders.short_forms)
    speakers = resolve_speakers(
        reading, said, names, finders.is_pronoun, finders.body_pronoun, roles=finders.roles(reading)
    )
    governing = governing_sources(reading, sources)
    quotations = []
    for number, (one, speaker) in enumerate(zip(said, speakers, strict=True)):
        sentence = reading.sentence_at(one.start).id
        quotations.append(
            Quotation(
                id=f"{version.id}.q{number}",
                account=version.id,
                sentence=sentence,
                start=one.start,
                end=one.end,
                text=version.text[one.start : one.end],
                form=one.form,
                speaker=speaker,
                cue=version.text[one.cue_at : one.cue_at + len(one.cue)],
                stance=one.stance,
                sources=governing.get(sentence, ()),
                rule=one.rule,
            )
        )
    return Account(
        article=version, sentences=reading.sentences, quotations=tuple(quotations), sources=sources, names=names
    )


def _numbers(reading: Reading) -> Iterator[NumberExpression]:
    for number in find_numbers(reading.text, reading.language):
        yield NumberExpression(
            value=number.value,
            unit=number.unit,
            hedge=number.hedge,
            sentence=reading.sentence_at(number.start).id,
            text=reading.text[number.start : number.end],
            start=number.start,
            end=number.end,
        )
