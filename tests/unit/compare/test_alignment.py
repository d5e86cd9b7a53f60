"""The pieces that alignment is made of."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from rashomon.compare.clauses import split_clauses
from rashomon.compare.concepts import Word, concept_spans, concept_words
from rashomon.compare.pairs import measure_pairs
from rashomon.compare.statements import read_accounts
from rashomon.compare.vectors import concept_grams, concept_pairs, pair_grams, single_grams, vectorise
from rashomon.compare.weights import read_models, shipped_models
from rashomon.model import Account

Tell = Callable[..., Account]


def test_clauses_end_at_marks_but_not_inside_numbers() -> None:
    text = "他说,有1,400人在10:30离开;随后关门。"

    assert [text[low:high] for low, high in split_clauses(text)] == ["他说,有1,400人在10:30离开", "随后关门"]


def test_a_text_without_marks_is_one_clause() -> None:
    assert split_clauses("渔船回港") == ((0, 4),)
    assert split_clauses("") == ((0, 0),)


def words_in(folded: str) -> tuple[Word, ...]:
    """The words of a text, synonyms as their signs."""
    return concept_words(folded, concept_spans(folded))


def test_synonyms_have_one_sign() -> None:
    assert words_in("酒店")[0][2] == words_in("饭店")[0][2]
    assert words_in("酒店")[0][2] != words_in("餐厅")[0][2]


def test_grams_of_mixed_text() -> None:
    assert pair_grams("北约nato峰会") == ["北约", "nato", "峰会"]
    assert single_grams("killed kills") == ["kill", "kill"]
    assert any(" " in gram for gram in concept_pairs(concept_grams(words_in("渔船回港"))))


def test_rare_grams_weigh_more() -> None:
    vectors = vectorise([["共", "甲"], ["共", "乙"], ["共", "丙"]])
    row = vectors.weighted[0].toarray().ravel()

    assert sorted(row[row > 0])[0] * 2 < sorted(row)[-1]


def test_vectors_of_nothing() -> None:
    assert vectorise([[], []]).unit.shape[0] == 2


def test_figures_do_not_care_which_account_is_first(tell: Tell) -> None:
    """Least and most of two sides stay where they are when the accounts change places."""
    one, other = "渔船周五清晨从港口出发。", "周五清晨，三艘渔船出海。"
    forward = measure_pairs(read_accounts([tell("甲", one, article="a"), tell("乙", other, article="b")]))
    backward = measure_pairs(read_accounts([tell("甲", one, article="b"), tell("乙", other, article="a")]))

    for name in forward.figures:
        assert np.allclose(forward.figures[name], backward.figures[name], atol=1e-5), name


def test_shipped_models_name_figures_that_are_measured(tell: Tell) -> None:
    pairs = measure_pairs(read_accounts([tell("甲", "渔船周五出海。"), tell("乙", "渔船周五回港。")]))

    assert set(shipped_models().aligned.names) == set(pairs.figures)


NAMES = ("aligned", "same", "only", "parting", "pinned")


def test_models_are_read_as_they_are_written() -> None:
    entry = '{"bias": 0.0, "threshold": 0.5, "figures": [["f", 0.0, 1.0, 2.0]]}'
    models = read_models("{" + ", ".join(f'"{name}": {entry}' for name in NAMES) + "}")

    chances = models.aligned.probability({"f": np.array([-1.0, 0.0, 1.0], dtype=np.float32)})
    assert chances[1] == 0.5
    assert chances[0] < 0.5 < chances[2]
