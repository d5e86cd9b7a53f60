"""What the interface says, in English, 简体 and 繁體: gettext catalogues read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import resources

from babel.messages.pofile import read_po

UI_LANGUAGES = {"en": "English", "zh-Hans": "简体", "zh-Hant": "繁體"}
"""Interface languages: BCP 47 tag and its own name, in the order the switch shows them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """One interface language: `say` and `count` give the translation of an English message with its values put in."""

    ui: str
    messages: dict[str, str]

    def say(self, message: str, **values: object) -> str:
        """The message in this language; a message without a translation comes back in English."""
        translated = self.messages.get(message) or message
        return translated % values if values else translated

    def count(self, one: str, many: str, num: int, **values: object) -> str:
        """The message for `num` things, which it may name as `%(num)s`."""
        translated = self.messages.get(one)
        if translated is None:
            translated = one if num == 1 else many
        return translated % {"num": num, **values}

    def number(self, number: int) -> str:
        """A small number in words, as a row's head says it; a larger one in digits."""
        words = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"]
        if self.ui.startswith("zh"):
            words = list("一两三四五六七八九十" if self.ui == "zh-Hans" else "一兩三四五六七八九十")
        return words[number - 1] if 0 < number <= len(words) else str(number)

    def join(self, parts: tuple[str, ...] | list[str]) -> str:
        """The parts as a list in running text: "A, B" or "A、B"."""
        return self.comma.join(parts)

    @property
    def comma(self) -> str:
        """What stands between the parts of a list."""
        return "、" if self.ui.startswith("zh") else ", "


@cache
def load_texts(ui: str) -> Texts:
    """The texts of an interface language; an unknown language gives English."""
    if ui not in UI_LANGUAGES or ui == "en":
        return Texts(ui="en", messages={})
    source = resources.files("rashomon.render").joinpath("locale", f"{ui}.po")
    with source.open("rb") as file:
        catalog = read_po(file, locale=ui.replace("-", "_"))
    messages = {}
    for message in catalog:
        key = message.id[0] if isinstance(message.id, (tuple, list)) else message.id
        text = message.string[0] if isinstance(message.string, (tuple, list)) else message.string
        if key and text:
            messages[key] = text
    return Texts(ui=ui, messages=messages)


def choose_ui(wanted: str) -> str:
    """The interface language that suits an Accept-Language header best; English when none does."""
    ranked = []
    for position, part in enumerate(wanted.split(",")):
        tag, _, quality = part.strip().partition(";")
        weight = quality.strip().removeprefix("q=") or "1"
        try:
            ranked.append((-float(weight), position, tag.strip().lower()))
        except ValueError:
            continue
    for weight_, _position, tag in sorted(ranked):
        if weight_ == 0:
            continue
        if tag.startswith("en"):
            return "en"
        if tag.startswith("zh"):
            traditional = any(part in {"hant", "tw", "hk", "mo"} for part in tag.split("-"))
            return "zh-Hant" if traditional else "zh-Hans"
    return "en"
