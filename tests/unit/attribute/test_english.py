from __future__ import annotations

import pytest

from rashomon.attribute import attribute_article
from rashomon.model.account import Account

from .sample import version


def account(text: str) -> Account:
    return attribute_article(version(text, language="en", outlet="Hill Post"))


def told(text: str) -> list[tuple[str, str, str]]:
    return [(one.form.value, one.text, one.speaker.text if one.speaker else "") for one in account(text).quotations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“The port will open,” Mayor Ann Holm said.", [("direct", "The port will open,", "Mayor Ann Holm")]),
        ("“The port will open,” said Ann Holm, the mayor.", [("direct", "The port will open,", "Ann Holm")]),
        ("Ann Holm said the port will open.", [("indirect", "the port will open", "Ann Holm")]),
        ("Ann Holm said on Monday that the port will open.", [("indirect", "that the port will open", "Ann Holm")]),
        ("According to Ann Holm, the port will open.", [("indirect", "the port will open", "Ann Holm")]),
        ("The port will open, according to city officials.", [("indirect", "The port will open", "city officials")]),
        ("The port will open, the mayor said.", [("indirect", "The port will open", "the mayor")]),
        ("Ann Holm, the mayor, said the port will open.", [("indirect", "the port will open", "Ann Holm")]),
        ("She said the plan was “a bad joke” and left.", [("mixed", "the plan was “a bad joke” and left", "She")]),
        ('He asked, "Who will pay for the port?"', [("direct", "Who will pay for the port?", "He")]),
    ],
)
def test_finds_the_words_and_whose_they_are(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    "text",
    ["The report was long.", "Claims of fraud grew.", "He was told to leave.", "The so-called “port plan” failed."],
)
def test_what_is_nobody_s_words_is_no_quotation(text: str) -> None:
    assert told(text) == []


def test_a_pronoun_leads_to_the_full_name() -> None:
    found = account("Ann Holm said the port will open. She said ships would come back.").quotations
    assert [one.speaker.name for one in found if one.speaker] == ["Ann Holm", "Ann Holm"]


def test_a_surname_leads_to_the_full_name() -> None:
    found = account("The mayor is Ann Holm. “The port will open,” Holm said.").quotations
    assert [one.speaker.name for one in found if one.speaker] == ["Ann Holm"]


@pytest.mark.parametrize(
    ("text", "words", "at"),
    [
        ("It closed on April 9, 2021.", "April 9, 2021", "2021-04-09"),
        ("It closed on Thursday 22nd April.", "Thursday 22nd April", "2021-04-22"),
        ("It closed last May.", "last May", "2020-05"),
        ("It closed on Monday.", "Monday", "2021-04-19"),
        ("It closed last Wednesday.", "last Wednesday", "2021-04-14"),
        ("It closed yesterday.", "yesterday", "2021-04-20"),
        ("It closed three years ago.", "three years ago", "2018"),
        ("It closed in 2016.", "2016", "2016"),
        ("After a three-week trial it closed.", "three-week", "P3W"),
    ],
)
def test_resolves_times(text: str, words: str, at: str) -> None:
    assert (words, at) in [(one.text, one.at) for one in account(text).timeline]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Reuters reported that the port had closed.", "Reuters", "agency"),
        ("According to court documents, the port had closed.", "court documents", "document"),
        ("Officials said the port had closed.", "Officials", "anonymous"),
        ("She told the Evening Times that the port had closed.", "Evening Times", "outlet"),
    ],
)
def test_finds_sources(text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(one.source, one.kind.value) for one in account(text).sources]


def test_language_that_is_not_told_is_read_from_the_text() -> None:
    text = "“The port’s gates will open on Monday,” said Ann Holm, the mayor of the town, after the meeting."
    (found,) = attribute_article(version(text, language="")).quotations
    assert (found.text, found.speaker and found.speaker.name) == (
        "The port’s gates will open on Monday,",
        "Ann Holm",
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The port closed, Coast Radio reported, citing the port’s owner, Holm Shipping.",
            ["Coast Radio", "Holm Shipping"],
        ),
        ("The port ministry denied on Monday that the gates were shut.", ["The port ministry"]),
        ("A docker who asked not to be named said the gates were shut.", ["A docker who asked not to be named"]),
    ],
)
def test_finds_broadcasters_cited_bodies_and_the_unnamed_as_sources(text: str, names: list[str]) -> None:
    assert [one.source for one in account(text).sources] == names


def test_role_in_small_letters_is_no_part_of_the_name() -> None:
    (found,) = account("Harbour minister Ann Holm said the port will open.").quotations
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.text) == ("Ann Holm", "Harbour minister Ann Holm")


def test_speaker_who_asked_not_to_be_named_keeps_the_whole_phrase() -> None:
    assert told("A docker who asked not to be named said the gates were shut.") == [
        ("indirect", "the gates were shut", "A docker who asked not to be named")
    ]


def test_words_before_a_name_with_its_role_and_whom_was_told() -> None:
    assert told(
        "The gates jammed at dawn, and one broke later, Ann Holm, the mayor of Port Hill, told the Herald."
    ) == [("indirect", "The gates jammed at dawn, and one broke later", "Ann Holm")]


@pytest.mark.parametrize(
    "text",
    [
        "Dockers do not expect to open the gate before Friday.",
        "The crane fell while it was being moved and part of it broke off later, Coast Radio reported, citing the port’s owner, Holm Shipping.",
    ],
)
def test_denied_expectation_and_clause_before_a_cue_are_no_quotations(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    "named", ["Ann Holm, the mayor of Port Hill, opened the gate.", "The mayor, Ann Holm, opened it."]
)
def test_role_means_the_only_one_who_holds_it(named: str) -> None:
    (found,) = account(f"{named} The port is safe, the mayor said.").quotations
    assert found.speaker is not None
    assert (found.speaker.name, found.speaker.text) == ("Ann Holm", "the mayor")


def test_role_of_two_people_names_nobody() -> None:
    text = "Ann Holm, the mayor of Port Hill, met Bo Lind, the mayor of Elm Bay. The port is safe, the mayor said."
    (found,) = account(text).quotations
    assert found.speaker is not None
    assert found.speaker.name == "the mayor"
