from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from rashomon.attribute import attribute_article, attribute_speech, finders_for, mark_findings
from rashomon.attribute.mentions import Mention, gather_names
from rashomon.attribute.reading import Reading, read_version
from rashomon.attribute.said import Said, Subject
from rashomon.model.account import QuotationForm

from .sample import version

TEXT = "（法新社山城20日电）山城市长马丁‧霍姆（Martin Holm）昨天表示，港口损失约3.5亿元。霍姆说：“没有人会退出。”"


def test_every_finding_stands_where_it_says() -> None:
    account = attribute_article(version(TEXT))
    assert account.quotations
    assert account.sources
    spans = [(one.start, one.end, one.text) for one in account.quotations]
    spans += [(one.start, one.end, one.text) for one in account.sources]
    spans += [(one.start, one.end, one.text) for one in account.timeline]
    spans += [(one.start, one.end, one.text) for one in account.numbers]
    spans += [(one.start, one.end, one.text) for one in account.sentences]
    assert all(TEXT[start:end] == words for start, end, words in spans)
    for speaker in (one.speaker for one in account.quotations):
        assert speaker is not None
        assert TEXT[speaker.start : speaker.end] == speaker.text
    assert {one.sentence for one in account.quotations} <= {one.id for one in account.sentences}


def test_speech_alone_is_the_account_without_times_and_numbers() -> None:
    account = attribute_article(version(TEXT))
    assert account.timeline
    assert account.numbers
    assert attribute_speech(version(TEXT)) == replace(account, timeline=(), numbers=())


def test_a_text_without_sentences_has_an_empty_account() -> None:
    assert attribute_speech(version(" ")) == attribute_article(version(" "))
    assert attribute_article(version(" ")).sentences == ()


def test_numbers_carry_unit_and_hedge() -> None:
    (number,) = attribute_article(version("港口损失约3.5亿元。")).numbers
    assert (number.value, number.unit, number.hedge, number.text) == (3.5e8, "元", "about", "约3.5亿元")


def test_names_join_their_forms_and_originals() -> None:
    names = {one.name: one for one in attribute_article(version(TEXT)).names}
    assert set(names["马丁‧霍姆"].also) >= {"霍姆", "Martin Holm"}
    assert names["马丁‧霍姆"].kind == "person"


def test_a_seat_that_speaks_says_what_it_stands_for() -> None:
    (name,) = attribute_article(version("白宫表示，会谈顺利。")).names
    assert (name.name, name.kind, name.evidence) == ("白宫", "body", "stands for 美国总统府")


def test_short_forms_that_two_people_share_stay_apart() -> None:
    reading = read_version(version("马丁·霍姆和安娜·霍姆见面。霍姆说好。"))
    spots = [(0, 5), (6, 11), (14, 16)]
    mentions = [Mention(start=start, end=end, kind="person", evidence="test") for start, end in spots]
    names = gather_names(reading, mentions, finders_for("zh").short_forms)
    assert [one.name for one in names] == ["马丁·霍姆", "安娜·霍姆", "霍姆"]


def test_an_empty_text_is_an_empty_account() -> None:
    assert attribute_article(version("")).sentences == ()


def test_a_model_takes_the_place_of_the_rules() -> None:
    def said_by_model(reading: Reading) -> Iterator[Said]:
        """A model of one weight: a word of capitals before a colon speaks the rest of the sentence."""
        for match in re.finditer(r"([A-Z]{2,}): ([^.]+)", reading.text):
            subject = Subject(start=match.start(1), end=match.end(1), name_start=match.start(1))
            yield Said(
                start=match.start(2),
                end=match.end(2),
                form=QuotationForm.DIRECT,
                cue="",
                cue_at=match.end(1),
                stance="said",
                subject=subject,
                rule="model:colon/1",
            )

    finders = replace(finders_for("en"), said=said_by_model)
    account = attribute_article(version("HOLM: We will stay. He said no.", language="en"), finders=finders)
    assert [(one.text, one.speaker.text if one.speaker else "", one.rule) for one in account.quotations] == [
        ("We will stay", "HOLM", "model:colon/1")
    ]


def test_marks_come_in_reading_order_with_their_reasons() -> None:
    marks = mark_findings(attribute_article(version(TEXT)))
    assert [one.start for one in marks] == sorted(one.start for one in marks)
    assert {one.label for one in marks} == {"quotation", "speaker", "source", "time", "number", "name"}
    assert all(one.rule and one.detail for one in marks)
    quotation = next(one for one in marks if one.label == "quotation")
    assert "马丁‧霍姆（Martin Holm）" in quotation.detail
    assert "法新社" in quotation.detail


def test_a_language_without_rules_of_its_own_gives_no_error() -> None:
    assert attribute_article(version("Глава города заявил, что порт откроется.", language="ru")).quotations == ()
