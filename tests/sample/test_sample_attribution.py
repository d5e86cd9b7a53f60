"""Whose words and on whose word: what is found in the sample's accounts, held against its truth."""

from __future__ import annotations

import pytest
from tests.sample.truth import (
    TRUTH,
    TrueAccount,
    TrueQuotation,
    TrueSource,
    account_of,
    cover,
    folded,
    sentence_ids,
    sentences_of,
    span_of,
)

accounts = pytest.mark.parametrize("account", TRUTH.accounts, ids=lambda account: account.key)


@accounts
def test_sentences_are_those_of_the_truth(account: TrueAccount) -> None:
    for words in account.sentences:
        (sentence,) = sentences_of(account_of(account.key), words)
        assert sentence.text == words


QUOTATIONS = [
    pytest.param(account.key, quotation, id=f"{account.key}-{number}")
    for account in TRUTH.accounts
    for number, quotation in enumerate(account.quotations)
]


@pytest.mark.parametrize(("key", "quotation"), QUOTATIONS)
def test_quotation_is_found_with_its_speaker(key: str, quotation: TrueQuotation) -> None:
    account = account_of(key)
    span = span_of(account, quotation.text)
    matching = [q for q in account.quotations if cover(span, (q.start, q.end)) >= 0.5]
    assert matching, [q.text for q in account.quotations]
    assert folded(quotation.speaker) in {folded(q.speaker.name) for q in matching if q.speaker}


@accounts
def test_no_quotation_is_made_up(account: TrueAccount) -> None:
    known = [span_of(account_of(account.key), quotation.text) for quotation in account.quotations]
    found = account_of(account.key).quotations
    assert [q.text for q in found if not any(cover(span, (q.start, q.end)) > 0 for span in known)] == []


def same_body(name: str, full: str) -> bool:
    """Whether a folded name is the full one with a title, or its characters in order (红隼社, 红隼通讯社)."""
    rest = iter(full)
    return (full in name and len(name) < len(full) + 5) or (
        len(name) > 1 and all(character in rest for character in name)
    )


SOURCES = [
    pytest.param(account.key, source, id=f"{account.key}-{number}")
    for account in TRUTH.accounts
    for number, source in enumerate(account.sources)
]


@pytest.mark.parametrize(("key", "source"), SOURCES)
def test_source_of_the_sentence_is_found(key: str, source: TrueSource) -> None:
    within = sentence_ids(key, source.sentence)
    found = {folded(use.source) for use in account_of(key).sources if use.sentence in within}
    assert any(same_body(name, folded(source.source)) for name in found), found


@accounts
def test_no_source_is_made_up(account: TrueAccount) -> None:
    true = {folded(name) for source in account.sources for name in (source.source, source.text)}
    own = {folded(name) for name in ("本报", "the Courier", "the Herald")}  # an outlet may name itself
    found = {folded(use.source) for use in account_of(account.key).sources}
    assert {name for name in found - own if not any(same_body(name, full) for full in true)} == set()


@pytest.mark.parametrize(("key", "value"), [("hewan", 12400), ("haijia", 12400), ("qingshi", 9600), ("courier", 12400)])
def test_number_of_people_is_read(key: str, value: int) -> None:
    words = next(s.sentence for s in TRUTH.claim("evacuated").statements if s.account == key)
    within = sentence_ids(key, words)
    assert value in {number.value for number in account_of(key).numbers if number.sentence in within}
