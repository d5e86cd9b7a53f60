"""What finds what: one function for each kind of finding, so that a model can take the place of any rule set."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from rashomon.attribute.chinese.names import body_pronoun
from rashomon.attribute.chinese.names import find_mentions as find_chinese_mentions
from rashomon.attribute.chinese.names import short_forms as chinese_short_forms
from rashomon.attribute.chinese.quotations import find_said as find_chinese_said
from rashomon.attribute.chinese.sources import find_sources as find_chinese_sources
from rashomon.attribute.chinese.times import find_times as find_chinese_times
from rashomon.attribute.english.names import find_mentions as find_english_mentions
from rashomon.attribute.english.names import short_forms as english_short_forms
from rashomon.attribute.english.quotations import find_said as find_english_said
from rashomon.attribute.english.roles import find_roles
from rashomon.attribute.english.sources import find_sources as find_english_sources
from rashomon.attribute.english.times import find_times as find_english_times
from rashomon.attribute.mentions import Mention
from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said
from rashomon.model.account import SourceUse, TimeExpression

FindSaid = Callable[[Reading], Iterable[Said]]
FindSources = Callable[[Reading, Sequence[Said]], Iterable[SourceUse]]
FindTimes = Callable[[Reading], Iterable[TimeExpression]]
FindMentions = Callable[[Reading, Iterable[Said]], Iterable[Mention]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finders:
    """The functions of one language. Replace any with a model's: `dataclasses.replace(finders, said=my_model)`."""

    said: FindSaid
    sources: FindSources
    times: FindTimes
    mentions: FindMentions
    short_forms: Callable[[str], Sequence[str]]
    is_pronoun: Callable[[str], bool]
    body_pronoun: Callable[[str], str] = lambda _: ""  # 该机构 → 机构: what a phrase for a body named before ends in
    roles: Callable[[Reading], Mapping[str, str]] = lambda _: {}  # "the mayor" → the name of the one who is it


CHINESE = Finders(
    said=find_chinese_said,
    sources=find_chinese_sources,
    times=find_chinese_times,
    mentions=find_chinese_mentions,
    short_forms=chinese_short_forms,
    body_pronoun=body_pronoun,
    is_pronoun=lambda text: text in ("他", "她", "其", "此人", "对方", "對方", "前者"),
)
ENGLISH = Finders(
    said=find_english_said,
    sources=find_english_sources,
    times=find_english_times,
    mentions=find_english_mentions,
    short_forms=english_short_forms,
    is_pronoun=lambda text: text.lower() in ("he", "she", "who"),
    roles=find_roles,
)


def finders_for(language: str) -> Finders:
    """The rules of a language (BCP 47 tag); those of English, which look for the least, where there are none of its own."""
    return {"zh": CHINESE, "en": ENGLISH}.get(language.partition("-")[0], ENGLISH)
