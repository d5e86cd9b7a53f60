"""Names learnt from articles: the pairs that one shows, and what others have shown put into an account."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from rashomon.model.account import Account, Name
from rashomon.model.names import NameEvidence, NamePair
from rashomon.text.names import NameTable
from rashomon.text.script import fold_name

LEARNT = "learnt from other articles"
_AROUND = 8  # characters shown on either side of a short form
_BRACKET_REACH = 80
_LONGEST = 60  # characters of a name; what is longer is a clause
_ALSO_CALLED = re.compile(
    r"(?:又名|又称|亦称|也称|又稱|亦稱|也稱|以下简称|以下簡稱|简称|簡稱|下称|下稱|本名|原名|英文名)(?:为|為|作)? ?[“「『]?(?P<other>[^“”「」『』（）()，,。；;、\s]{2,20})"
)
_LATIN_FIRST = re.compile(
    r"(?P<name>[A-Z](?<![\w.’'-].)[\w.’'-]{1,30}(?: [A-Z][\w.’'-]{1,30}){0,4}) ?[（(](?P<other>[一-鿿·‧・•]{2,16})[）)]"
)


def learn_pairs(account: Account) -> tuple[NamePair, ...]:
    """The pairs of names that an article shows, each with the first place that shows it.

    From originals in brackets (甲（B）, B（甲）), short forms of full names, and words such as 又称 and 简称.
    """
    found: dict[tuple[str, str], NamePair] = {}
    for pair in (*_of_names(account), *_called(account), *_latin_first(account)):
        key = (fold_name(pair.name), fold_name(pair.other))
        if all(key) and key[0] != key[1] and max(len(pair.name), len(pair.other)) <= _LONGEST:
            found.setdefault(key, pair)
    return tuple(found.values())


def _of_names(account: Account) -> Iterator[NamePair]:
    """What the account's own names say: originals where they stand in brackets, short forms where they stand alone."""
    text = account.article.text
    for name in account.names:
        for other in name.also:
            for start, end in name.spans:
                closing = _bracket_end(text, end, other)
                if closing:
                    full = text[start:end]
                    yield _pair(account, full, other, name.kind, (start, closing), "original in brackets")
                    break
            else:
                short = next((span for span in name.spans if text[slice(*span)] == other), None)
                if short and fold_name(other) in fold_name(name.name):
                    around = (max(0, short[0] - _AROUND), min(len(text), short[1] + _AROUND))
                    yield _pair(account, name.name, other, name.kind, around, "short form")


def _bracket_end(text: str, at: int, original: str) -> int:
    """Where the bracket ends that opens at `at` with the original in it; 0 where there is none."""
    inside = text[at : at + _BRACKET_REACH]
    if inside.lstrip()[:1] not in ("（", "(") or original not in inside:
        return 0
    closing = min((where for mark in "）)" if (where := inside.find(mark)) > 0), default=-1)
    return at + closing + 1 if inside.find(original) < closing else 0


def _called(account: Account) -> Iterator[NamePair]:
    """甲，又称乙; 甲（简称乙）, where 甲 is a name that the article shows to be one."""
    text = account.article.text
    ends = {end: (start, name) for name in account.names for start, end in name.spans}
    for match in _ALSO_CALLED.finditer(text):
        at = match.start() - (text[match.start() - 1 : match.start()] == " ")
        at -= text[at - 1 : at] in tuple("（(，,")
        if at in ends:
            start, name = ends[at]
            full = text[start:at]
            yield _pair(account, full, match["other"], name.kind, (start, match.end()), "also called")


def _latin_first(account: Account) -> Iterator[NamePair]:
    for match in _LATIN_FIRST.finditer(account.article.text):
        yield _pair(account, match["other"], match["name"], "", match.span(), "original before brackets")


def _pair(account: Account, name: str, other: str, kind: str, span: tuple[int, int], rule: str) -> NamePair:
    words = account.article.text[slice(*span)]
    shown = NameEvidence(article=account.article.id, start=span[0], end=span[1], words=words, rule=rule)
    return NamePair(name=name, other=other, kind=kind, evidence=(shown,))


def with_learnt_names(account: Account, pairs: Iterable[NamePair]) -> Account:
    """The account with the forms that other articles show for its names, said so in each name's evidence.

    Speakers keep the name that this article gives them.
    """
    table = NameTable(pairs)
    names = tuple(_with_forms(name, table) for name in account.names)
    return replace(account, names=names) if names != account.names else account


def _with_forms(name: Name, table: NameTable) -> Name:
    known = {fold_name(form) for form in (name.name, *name.also)}
    more = {
        fold_name(other): other
        for form in (name.name, *name.also)
        for other in table.forms(form)
        if fold_name(other) not in known
    }
    if not more:
        return name
    evidence = "; ".join(part for part in (name.evidence, LEARNT) if part)
    return replace(name, also=(*name.also, *more.values()), evidence=evidence)
