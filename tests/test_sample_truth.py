"""What the program finds in the bundled sample, held against the truth that was written with it."""

from __future__ import annotations

from datetime import date, datetime
from itertools import combinations
from pathlib import Path

import pytest
from tests.sample_shortfalls import SHORTFALLS
from tests.sample_truth import (
    TRUTH,
    TrueAccount,
    TrueArticle,
    TrueClaim,
    TrueDifference,
    TrueQuotation,
    TrueSource,
    account_of,
    comparison_of,
    cover,
    extracted,
    folded,
    keys_in,
    sentence_ids,
    sentences_of,
    span_of,
    true_version,
    version_of,
)

from rashomon.group import group_articles
from rashomon.model import DifferenceKind, Precision, Relation, Standing

articles = pytest.mark.parametrize(
    "article", TRUTH.articles, ids=lambda article: f"{Path(article.file).stem}-{article.published_at[:10]}"
)
accounts = pytest.mark.parametrize("account", TRUTH.accounts, ids=lambda account: account.key)
LANGUAGES = ("zh", "en")


@pytest.fixture(autouse=True)
def _expected_shortfalls(request: pytest.FixtureRequest) -> None:
    """Marks the tests that are known to fail, each with its reason."""
    if reason := SHORTFALLS.get(request.node.name):
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))


def test_shortfalls_are_of_tests_that_exist() -> None:
    assert {name.split("[")[0] for name in SHORTFALLS} <= globals().keys()


@articles
def test_body_is_exact(article: TrueArticle) -> None:
    assert version_of(article).text == article.text


@articles
def test_paragraphs_are_exact(article: TrueArticle) -> None:
    version = version_of(article)
    found = [(p.kind.value, version.text[p.start : p.end]) for p in version.paragraphs]
    assert found == [(p.kind, p.text) for p in article.paragraphs]


@articles
def test_no_furniture_is_left(article: TrueArticle) -> None:
    text = version_of(article).text
    assert [furniture for furniture in article.lacks if furniture in text] == []


@articles
def test_headline_outlet_and_persons_are_exact(article: TrueArticle) -> None:
    version = version_of(article)
    found = (version.headline, version.outlet, version.byline, version.editor)
    assert found == (article.headline, article.outlet, article.byline, article.editor)


@articles
def test_publication_time_is_exact(article: TrueArticle) -> None:
    version = version_of(article)
    assert version.published_at is not None
    assert version.published_at_precision.value == article.published_at_precision
    if version.published_at_precision is Precision.DAY:
        assert version.published_at.date() == date.fromisoformat(article.published_at)
    else:
        assert version.published_at.isoformat() == article.published_at


@articles
def test_dateline_is_exact(article: TrueArticle) -> None:
    assert version_of(article).dateline == article.dateline


@articles
def test_pictures_are_exact(article: TrueArticle) -> None:
    assert version_of(article).images == article.images


@articles
def test_language_and_script_are_told(article: TrueArticle) -> None:
    assert (version_of(article).language, version_of(article).script) == (article.language, article.script)


@articles
def test_keywords_are_found(article: TrueArticle) -> None:
    assert set(article.keywords) <= set(version_of(article).keywords)


def test_feed_gives_both_its_articles() -> None:
    assert len(extracted("weirside-herald/feed.xml")) == 2


def test_edited_page_is_a_second_version_of_the_same_article() -> None:
    first, second = (version_of(article) for article in TRUTH.account("courier").versions)
    assert first.id == second.id
    assert first.digest != second.digest
    assert second.modified_at == datetime.fromisoformat("2026-04-15T16:05:00+01:00")


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


SOURCES = [
    pytest.param(account.key, source, id=f"{account.key}-{number}")
    for account in TRUTH.accounts
    for number, source in enumerate(account.sources)
]


@pytest.mark.parametrize(("key", "source"), SOURCES)
def test_source_of_the_sentence_is_found(key: str, source: TrueSource) -> None:
    within = sentence_ids(key, source.sentence)
    found = {folded(use.source) for use in account_of(key).sources if use.sentence in within}
    wanted = {folded(source.source), folded(source.text)} - {folded("该社")}  # the short name will do, "it" will not
    assert any(true in name or name in true for name in found if name for true in wanted), found


def test_the_five_accounts_are_one_story_and_the_ferry_another() -> None:
    latest = [true_version(account.versions[-1]) for account in TRUTH.accounts]
    (ferry,) = [true_version(article) for article in TRUTH.unrelated]
    stories = group_articles([*latest, ferry]).stories
    assert sorted(sorted(member.id for member in story.articles) for story in stories) == sorted(
        [sorted(version.id for version in latest), [ferry.id]]
    )


ROWS = [
    pytest.param(claim, language, id=f"{claim.id}-{language}")
    for claim in TRUTH.claims
    for language in LANGUAGES
    if len({s.account for s in claim.statements if TRUTH.language(s.account) == language}) > 1
]


@pytest.mark.parametrize(("claim", "language"), ROWS)
def test_statements_of_a_claim_stand_in_one_row(claim: TrueClaim, language: str) -> None:
    keys = [key for key in keys_in(language) if any(s.account == key for s in claim.statements)]
    wanted = [{i for s in claim.statements if s.account == key for i in sentence_ids(key, s.sentence)} for key in keys]
    rows = [set(row.statements) for row in comparison_of(*keys_in(language)).claims]
    assert any(all(row & ids for ids in wanted) for row in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_statements_of_one_claim_are_called_the_same(language: str) -> None:
    comparison = comparison_of(*keys_in(language))
    claims = [{i for s in claim.statements for i in sentence_ids(s.account, s.sentence)} for claim in TRUTH.claims]
    called = [a for a in comparison.alignments if a.relation is not Relation.OVERLAP]
    text_of = {sentence.id: sentence.text for account in comparison.accounts for sentence in account.sentences}
    assert [(text_of[a.a], text_of[a.b]) for a in called if not any({a.a, a.b} <= claim for claim in claims)] == []


STANDINGS = [
    pytest.param(claim, language, id=f"{claim.id}-{language}")
    for claim in TRUTH.claims
    for language in claim.by_language
]


@pytest.mark.parametrize(("claim", "language"), STANDINGS)
def test_standing_and_origins_of_a_claim(claim: TrueClaim, language: str) -> None:
    keys = keys_in(language)
    wanted = [sentence_ids(s.account, s.sentence) for s in claim.statements if s.account in keys]
    rows = [row for row in comparison_of(*keys).claims if all(set(row.statements) & ids for ids in wanted)]
    shared = {
        frozenset(account_of(key).article.id for key in origin.accounts if key in keys) for origin in claim.origins
    } - {frozenset()}
    judged = [(row.standing.value, {frozenset(origin.accounts) for origin in row.origins}, row.reason) for row in rows]
    assert any(standing == claim.by_language[language].standing and shared <= by for standing, by, _ in judged), judged


def test_two_accounts_of_one_agency_report_are_one_origin() -> None:
    comparison = comparison_of(*TRUTH.same_report)
    wanted = [
        sentence_ids(s.account, s.sentence)
        for s in TRUTH.claim("casualties").statements
        if s.account in TRUTH.same_report
    ]
    (row,) = [row for row in comparison.claims if all(set(row.statements) & ids for ids in wanted)]
    assert row.standing is Standing.SAME_ORIGIN
    assert [folded(origin.name) for origin in row.origins] == [folded("红隼通讯社")]


@pytest.mark.parametrize("pair", TRUTH.independent, ids="-".join)
def test_independent_accounts_corroborate_a_claim(pair: tuple[str, str]) -> None:
    standings = {row.standing for row in comparison_of(*pair).claims}
    assert Standing.CORROBORATED in standings


@pytest.mark.parametrize("difference", TRUTH.differences, ids=lambda d: f"{d.claim}-{d.kind}-{d.values[0].account}")
def test_difference_is_found(difference: TrueDifference) -> None:
    language = TRUTH.language(difference.values[0].account)
    values = [value for value in difference.values if TRUTH.language(value.account) == language]
    found = [
        [(value.sentence, value.text) for value in d.values]
        for d in comparison_of(*keys_in(language)).differences
        if d.kind is DifferenceKind(difference.kind)
    ]
    rivals = [(a, b) for a, b in combinations(values, 2) if folded(a.text) != folded(b.text)]
    assert any(
        all(
            any(
                sentence in sentence_ids(v.account, v.sentence) and same_words(text, v.text) for sentence, text in shown
            )
            for v in pair
        )
        for pair in rivals
        for shown in found
    ), found


def same_words(found: str, true: str) -> bool:
    return folded(found) in folded(true) or folded(true) in folded(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_contradiction_is_made_up(language: str) -> None:
    comparison = comparison_of(*keys_in(language))
    disputed = {
        sentence
        for difference in TRUTH.differences
        if difference.contradiction
        for value in difference.values
        for sentence in sentence_ids(value.account, value.sentence)
        if TRUTH.language(value.account) == language
    }
    shown = [d for d in comparison.differences if d.contradiction]
    assert [[v.text for v in d.values] for d in shown if not {v.sentence for v in d.values} <= disputed] == []


def test_one_number_in_two_forms_is_no_contradiction() -> None:
    wanted = {i for s in TRUTH.claim("evacuated").statements for i in sentence_ids(s.account, s.sentence)}
    shown = [d for d in comparison_of(*TRUTH.same_report).differences if d.contradiction]
    assert [[v.text for v in d.values] for d in shown if {v.sentence for v in d.values} <= wanted] == []


@accounts
def test_what_only_one_account_has_is_told(account: TrueAccount) -> None:
    only = comparison_of(*keys_in(TRUTH.language(account.key))).only_in
    found = set(only.get(account_of(account.key).article.id, ()))
    missing = [words for words in account.only_in if not sentence_ids(account.key, words) & found]
    assert missing == []


@accounts
def test_sentences_are_those_of_the_truth(account: TrueAccount) -> None:
    for words in account.sentences:
        (sentence,) = sentences_of(account_of(account.key), words)
        assert sentence.text == words
