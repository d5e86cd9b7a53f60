from __future__ import annotations

from rashomon.model.ids import ArticleId
from rashomon.model.names import NameEvidence, NamePair
from rashomon.text.names import NameTable, gather_pairs


def pair(name: str, other: str, *, article: str = "a", articles: int = 1) -> NamePair:
    words = f"{name}（{other}）"
    shown = NameEvidence(article=ArticleId(article), start=0, end=len(words), words=words, rule="original in brackets")
    return NamePair(name=name, other=other, kind="person", articles=articles, evidence=(shown,))


def test_a_pair_is_given_once_with_the_evidence_of_all_articles() -> None:
    first, *others = gather_pairs([pair("霍姆", "Ann Holm"), pair("霍姆", "Ann Holm", article="b")])
    assert (first.articles, [one.article for one in first.evidence], others) == (2, ["a", "b"], [])


def test_what_most_articles_show_comes_first() -> None:
    found = gather_pairs([pair("甲市", "Alpha"), pair("乙市", "Beta"), pair("乙市", "Beta", article="b")])
    assert [one.other for one in found] == ["Beta", "Alpha"]


def test_one_name_in_both_scripts_is_one_pair_and_a_pair_of_spellings() -> None:
    found = gather_pairs([pair("约翰‧霍姆", "John Holm"), pair("約翰‧霍姆", "John Holm", article="b")])
    assert [(one.name, one.other, one.articles) for one in found] == [
        ("约翰‧霍姆", "John Holm", 2),
        ("约翰‧霍姆", "約翰‧霍姆", 2),
    ]
    assert [one.words for one in found[1].evidence] == ["约翰‧霍姆", "約翰‧霍姆"]


def test_a_form_leads_to_all_others_over_two_steps() -> None:
    table = NameTable([pair("约翰·霍姆", "霍姆"), pair("约翰·霍姆", "John Holm")])
    assert table.forms("霍姆") == ("约翰·霍姆", "John Holm")
    assert set(table.forms("john holm")) == {"约翰·霍姆", "霍姆"}
    assert table.forms("約翰‧霍姆") == ("霍姆", "John Holm")
    assert table.forms("林可安") == ()


def test_a_family_name_of_two_persons_leads_to_neither() -> None:
    table = NameTable([pair("约翰·霍姆", "霍姆"), pair("安娜·霍姆", "霍姆")])
    assert table.forms("霍姆") == ()


def test_a_transliteration_of_two_persons_leads_to_the_one_that_is_clearly_meant_more_often() -> None:
    assert NameTable([pair("霍姆", "Ann Holm"), pair("霍姆", "Ada Holme")]).forms("霍姆") == ()
    assert NameTable([pair("霍姆", "Ann Holm", articles=4), pair("霍姆", "Ada Holme")]).forms("霍姆") == ("Ann Holm",)


def test_two_transliterations_of_one_original_lead_to_each_other() -> None:
    assert set(NameTable([pair("霍姆", "Ann Holm"), pair("赫尔姆", "Ann Holm")]).forms("霍姆")) == {
        "Ann Holm",
        "赫尔姆",
    }
