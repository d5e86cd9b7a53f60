"""Whatever the accounts: comparing ends, repeats itself, and the order of input never changes the result."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.compare import compare_accounts
from rashomon.model import Account, ArticleId, Comparison, Sentence, SentenceId, Standing, Version

PIECES = (
    "渔船", "漁船", "周五清晨", "週五清晨", "从港口", "出发", "，", "。", "三艘", "3艘", "至少12人", "11人", "失踪", "获救", "“我们会回来。”", "船长", "说", "表示", "没有", "未", "已经",
    "将", "北湾、南湾和白沙", "北湾、南湾", "The boats", "left", "at dawn", ", ", ". ", "12 people", "were rescued", "2030年5月2日", "（Ann Holm）", "\ue000", "\U00020000", "！？", "…", " ",
)  # fmt: skip
SENTENCES = st.lists(st.lists(st.sampled_from(PIECES), min_size=1, max_size=9).map("".join), min_size=1, max_size=6)
STORIES = st.lists(SENTENCES, min_size=0, max_size=4)


def account(number: int, texts: list[str], language: str = "zh") -> Account:
    """An account of its sentences, one after another."""
    article = ArticleId(f"article{number}")
    sentences, start = [], 0
    for index, text in enumerate(texts):
        name = SentenceId(f"{article}.s{index}")
        sentences.append(Sentence(id=name, start=start, end=start + len(text), text=text))
        start += len(text) + 1
    version = Version(id=article, outlet=f"outlet {number}", text="\n".join(texts), language=language)
    return Account(article=version, sentences=tuple(sentences))


def check(comparison: Comparison) -> None:
    """What holds of every comparison."""
    texts = {each.article.id: each.article.text for each in comparison.accounts}
    owner = {sentence.id: each.article.id for each in comparison.accounts for sentence in each.sentences}
    stated = {sentence for claim in comparison.claims for sentence in claim.statements}
    assert stated == set(owner)
    claims = {claim.id for claim in comparison.claims}
    assert len(claims) == len(comparison.claims)
    for alignment in comparison.alignments:
        assert owner[alignment.a] != owner[alignment.b]
        assert 0 <= alignment.score <= 1
    for difference in comparison.differences:
        assert difference.claim in claims
        assert len({owner[value.sentence] for value in difference.values}) > 1
        for value in difference.values:
            assert texts[owner[value.sentence]][value.start : value.end] == value.text
    for claim in comparison.claims:
        alone = len({owner[sentence] for sentence in claim.statements}) == 1
        assert alone == (claim.standing is Standing.SINGLE_ACCOUNT)
        assert claim.reason


@settings(max_examples=40, deadline=None)
@given(story=STORIES, seed=st.integers(0, 9))
def test_the_order_of_accounts_never_matters(story: list[list[str]], seed: int) -> None:
    accounts = [account(number, texts) for number, texts in enumerate(story)]
    shuffled = random.Random(seed).sample(accounts, len(accounts))

    comparison = compare_accounts(accounts)

    assert compare_accounts(shuffled) == comparison
    check(comparison)


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.text(max_size=60), min_size=1, max_size=5), other=SENTENCES)
def test_any_text_can_be_compared(texts: list[str], other: list[str]) -> None:
    check(compare_accounts([account(0, texts), account(1, other, "en")]))


def test_an_account_given_twice_counts_once() -> None:
    one = account(0, ["三艘渔船周五清晨从港口出发。"])

    assert compare_accounts([one, one]) == compare_accounts([one])


@pytest.mark.parametrize("many", [1, 700])
def test_a_short_account_beside_a_long_one(many: int) -> None:
    rng = random.Random(1)
    long = ["".join(rng.choices(PIECES[:30], k=6)) for _ in range(many)]

    check(compare_accounts([account(0, long), account(1, ["三艘渔船周五清晨从港口出发。"])]))


def test_unrelated_accounts_share_nothing() -> None:
    one = account(0, ["三艘渔船周五清晨从港口出发。", "船长林海说风浪很大。"])
    other = account(1, ["新学年的教材已经印好。", "图书馆九月一日重新开放。"])

    assert compare_accounts([one, other]).alignments == ()


def test_two_languages_meet_in_names_and_numbers_without_harm() -> None:
    one = account(0, ["船长霍尔姆（Ann Holm）说，有12人获救。"])
    other = account(1, ["Captain Ann Holm said 12 people were rescued."], "en")

    check(compare_accounts([one, other]))


def test_english_accounts_are_aligned() -> None:
    one = account(
        0,
        ["Three fishing boats left the harbour of Sandvik before dawn on Friday.", "The mayor opened a new library."],
        "en",
    )
    other = account(
        1, ["The council raised taxes.", "Before dawn on Friday, three fishing boats left Sandvik harbour."], "en"
    )

    comparison = compare_accounts([one, other])

    assert [(item.a, item.b) for item in comparison.alignments] == [("article0.s0", "article1.s1")]
