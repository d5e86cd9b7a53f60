"""What the sample's accounts share and where they part, held against its truth."""

from __future__ import annotations

from itertools import combinations

import pytest
from tests.sample.truth import (
    TRUTH,
    TrueAccount,
    TrueClaim,
    TrueDifference,
    account_of,
    comparison_of,
    folded,
    keys_in,
    sentence_ids,
    true_version,
)

from rashomon.group import group_articles
from rashomon.model import DifferenceKind, Relation, Standing

accounts = pytest.mark.parametrize("account", TRUTH.accounts, ids=lambda account: account.key)
LANGUAGES = ("zh", "en")


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


RIVALS = [pytest.param(d, id=d.claim) for d in TRUTH.differences if d.contradiction]


@pytest.mark.parametrize("difference", RIVALS)
def test_a_claim_with_rival_values_is_disputed(difference: TrueDifference) -> None:
    keys = keys_in(TRUTH.language(difference.values[0].account))
    wanted = [sentence_ids(value.account, value.sentence) for value in difference.values if value.account in keys]
    rows = [row for row in comparison_of(*keys).claims if sum(bool(set(row.statements) & i) for i in wanted) > 1]
    assert any(row.disputed for row in rows)


def test_what_nobody_denies_is_not_disputed() -> None:
    true = {i for c in TRUTH.claims if c.disputed for s in c.statements for i in sentence_ids(s.account, s.sentence)}
    rows = [row for language in LANGUAGES for row in comparison_of(*keys_in(language)).claims if row.disputed]
    assert [row.text for row in rows if not set(row.statements) & true] == []


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
