"""A small model, trained here, in the place of the rules: a perceptron over pairs of characters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from rashomon.attribute import attribute_article, finders_for, mark_findings
from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said
from rashomon.model.account import SourceKind, SourceUse

from .sample import version

LESSONS = (
    ("街坊都传，码头要关了。", True),
    ("街坊都传，市长要走了。", True),
    ("街坊间都在传，船不会回来。", True),
    ("码头周五关门。", False),
    ("市长周一回来。", False),
    ("船停在码头边，没有人来。", False),
)


def pairs_of(text: str) -> Counter[str]:
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def train(lessons: Sequence[tuple[str, bool]], *, rounds: int = 10) -> Counter[str]:
    """The weight of each pair of characters after so many rounds of the perceptron's rule."""
    weights: Counter[str] = Counter()
    for _ in range(rounds):
        for text, rumoured in lessons:
            if is_rumour(text, weights) is not rumoured:
                for pair, count in pairs_of(text).items():
                    weights[pair] += count if rumoured else -count
    return weights


def is_rumour(text: str, weights: Counter[str]) -> bool:
    return sum(weights[pair] * count for pair, count in pairs_of(text).items()) > 0


def test_a_trained_model_finds_sources_in_the_place_of_the_rules() -> None:
    weights = train(LESSONS)

    def sources_by_model(reading: Reading, said: Sequence[Said]) -> Iterator[SourceUse]:
        for sentence in reading.sentences:
            if is_rumour(sentence.text, weights):
                yield SourceUse(
                    account=reading.article.id,
                    sentence=sentence.id,
                    source="街坊",
                    text=sentence.text,
                    kind=SourceKind.ANONYMOUS,
                    start=sentence.start,
                    end=sentence.end,
                    rule="model:perceptron/1",
                )

    finders = replace(finders_for("zh"), sources=sources_by_model)
    account = attribute_article(
        version("街坊都传，渔船要卖了。渔船停在港口。林可安说，港口已经关闭。"), finders=finders
    )
    assert [(one.text, one.rule) for one in account.sources] == [("街坊都传，渔船要卖了。", "model:perceptron/1")]
    assert [one.speaker.name for one in account.quotations if one.speaker] == ["林可安"]  # the other rules still work
    assert "model:perceptron/1" in {mark.rule for mark in mark_findings(account)}
