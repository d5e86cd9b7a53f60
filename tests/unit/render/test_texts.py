"""Interface languages: chosen well, translated whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from babel.messages.extract import extract_from_dir

import rashomon
from rashomon.render.texts import UI_LANGUAGES, choose_ui, load_texts

_PACKAGE = Path(rashomon.__file__).parent
_KEYWORDS = {"_": None, "say": None, "ngettext": (1, 2), "count": (1, 2)}
_NAMES = re.compile(r"%\((\w+)\)s")


def _messages() -> set[str]:
    """Every message that a template or a view says."""
    found = set()
    methods = [
        ("render/templates/**.html", "jinja2.ext:babel_extract"),
        ("render/**.py", "python"),
        ("web/**.py", "python"),
    ]
    for _file, _line, message, _comments, _context in extract_from_dir(_PACKAGE, methods, keywords=_KEYWORDS):
        found.add(message if isinstance(message, str) else message[0])
    return found


def test_messages_are_found() -> None:
    assert {"Where they part", "no source given", "%(num)s account"} <= _messages()


@pytest.mark.parametrize("ui", [ui for ui in UI_LANGUAGES if ui != "en"])
def test_every_message_is_translated(ui: str) -> None:
    assert sorted(_messages() - set(load_texts(ui).messages)) == []


@pytest.mark.parametrize("ui", [ui for ui in UI_LANGUAGES if ui != "en"])
def test_translations_name_the_same_values(ui: str) -> None:
    differing = {
        message: text
        for message, text in load_texts(ui).messages.items()
        if set(_NAMES.findall(message)) != set(_NAMES.findall(text))
    }
    assert differing == {}


def test_no_simplified_character_in_the_traditional_catalogue() -> None:
    joined = "".join(load_texts("zh-Hant").messages.values())
    assert not set("这们说话来从对报导张见间题标语") & set(joined) - set("話")


@pytest.mark.parametrize(
    ("wanted", "ui"),
    [
        ("", "en"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        ("zh-TW,zh;q=0.9", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("de,en;q=0.5", "en"),
        ("de, zh-HK;q=0.3", "zh-Hant"),
        ("en;q=0.1, zh;q=0.9", "zh-Hans"),
        ("zh;q=0, en", "en"),
        ("zh;q=nonsense", "en"),
        (";;;,,", "en"),
    ],
)
def test_the_language_that_suits_best_is_chosen(wanted: str, ui: str) -> None:
    assert choose_ui(wanted) == ui


def test_counting() -> None:
    texts = load_texts("en")
    assert texts.count("%(num)s account", "%(num)s accounts", 1) == "1 account"
    assert texts.count("%(num)s account", "%(num)s accounts", 4) == "4 accounts"
    assert load_texts("zh-Hant").count("%(num)s account", "%(num)s accounts", 4) == "4 篇報導"


def test_small_numbers_are_words() -> None:
    assert [load_texts(ui).number(2) for ui in UI_LANGUAGES] == ["two", "两", "兩"]
    assert load_texts("en").number(11) == "11"


def test_an_unknown_language_is_english() -> None:
    assert load_texts("xx").ui == "en"
