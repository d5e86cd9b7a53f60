"""Speakers as readers need them: every mention, pronoun and short name led to the fullest name of the article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said, Subject
from rashomon.model.account import Name, Speaker
from rashomon.text.script import fold_name


def resolve_speakers(
    reading: Reading,
    said: Iterable[Said],
    names: Sequence[Name],
    pronouns: Callable[[str], bool],
    body_pronoun: Callable[[str], str] = lambda _: "",
    *,
    roles: Mapping[str, str] | None = None,
) -> list[Speaker | None]:
    """The speaker of each quotation, `name` in the fullest form of the article with its original in brackets.

    A pronoun means the person who spoke, or was named as a subject, last before it; 该机构 the body named last whose
    name ends so; a role (the mayor) whoever
    `roles` says holds it. A phrase that holds no name (知情人士, the official) keeps its words.
    """
    index = _index(names)
    found: list[Speaker | None] = []
    last: Name | None = None
    fullest: dict[str, str] = {}

    def full(name: Name) -> str:
        if name.name not in fullest:
            fullest[name.name] = _full(name, reading)
        return fullest[name.name]

    for one in said:
        if one.subject is None:
            found.append(None)
            continue
        text = reading.text[one.subject.start : one.subject.end]
        if one.subject.pronoun and pronouns(text):
            name = _first_in_sentence(reading, names, one.subject.start) or _last_person(names, one.subject.start, last)
            found.append(_speaker(full(name) if name else text, text, one.subject))
            continue
        if one.subject.pronoun and (ending := body_pronoun(text)):
            name = _last_body(names, one.subject.start, ending)
            found.append(_speaker(full(name) if name else text, text, one.subject))
            continue
        name = _lookup(index, reading.text[one.subject.name_start : one.subject.end], text)
        if name is None and roles and (holder := roles.get(text.lower())):
            name = _lookup(index, holder, holder)
        if name is not None and (name.kind == "person" or (not name.kind and len(name.name) <= _SHORT_NAME)):
            last = name
        written = reading.text[one.subject.name_start : one.subject.end].strip()
        found.append(_speaker(full(name) if name else written, text, one.subject))
    return found


def _speaker(name: str, text: str, subject: Subject) -> Speaker:
    return Speaker(name=name, text=text, start=subject.start, end=subject.end)


def _index(names: Sequence[Name]) -> dict[str, Name]:
    """Folded form → name; a form of two names leads to the first."""
    index: dict[str, Name] = {}
    for name in names:
        for form in (name.name, *name.also):
            index.setdefault(fold_name(form), name)
    return index


def _lookup(index: dict[str, Name], bare: str, whole: str) -> Name | None:
    """The name a speaker's phrase holds: all of it, or its bare name with or without the bracket behind."""
    if len(bare) == 1:  # 毛 alone: whoever of that family name was named
        return next(
            (name for key, name in index.items() if key.startswith(fold_name(bare)) and name.kind == "person"), None
        )
    for words in (bare, bare.split("（")[0].split("(")[0], whole.split("（")[0].split("(")[0]):
        key = fold_name(words)
        if key in index:
            return index[key]
    return None


def _full(name: Name, reading: Reading) -> str:
    """The fullest form, with the original where it stands in brackets behind it in the article."""
    for start, end in name.spans:
        if reading.text[start:end] == name.name and reading.text[end : end + 2].strip()[:1] in ("（", "("):
            closing = min((at for mark in "）)" if (at := reading.text.find(mark, end, end + 80)) > 0), default=-1)
            inside = reading.text[end : closing + 1]
            if closing > 0 and any(original and original in inside for original in name.also):
                return reading.text[start : closing + 1]
    original = next((form for form in name.also if form.isascii() and not name.name.isascii()), "")
    return f"{name.name}（{original}）" if original else name.name


def _last_body(names: Sequence[Name], at: int, ending: str) -> Name | None:
    """The body named nearest before `at` whose name, folded, ends with the word."""
    near: tuple[int, Name] | None = None
    for name in names:
        if not any(fold_name(form).endswith(ending) for form in (name.name, *name.also)):
            continue
        before = [end for _, end in name.spans if end <= at]
        if before and (near is None or before[-1] > near[0]):
            near = (before[-1], name)
    return near[1] if near else None


_SHORT_NAME = 4  # characters of a name whose kind nothing tells; what is longer is rarely a person


def _first_in_sentence(reading: Reading, names: Sequence[Name], at: int) -> Name | None:
    """The person with whom the sentence of a pronoun at `at` begins: 总理欧尔班接种了疫苗，他说……."""
    sentence = reading.sentence_at(at)
    found: tuple[int, Name] | None = None
    for name in names:
        if name.kind == "person":
            inside = next((start for start, end in name.spans if sentence.start <= start and end <= at), None)
            beside = inside is not None and reading.folded[inside - 1 : inside] in _BESIDE
            if inside is not None and not beside and (found is None or inside < found[0]):
                found = (inside, name)
    return found[1] if found and found[0] - sentence.start <= _OPENING else None


_BESIDE = frozenset("与和同跟对向被")  # behind which nobody is who the sentence is about
_OPENING = 20  # characters from the sentence's start in which its subject stands


def _last_person(names: Sequence[Name], at: int, spoke: Name | None) -> Name | None:
    """Whom a pronoun at `at` means: who spoke last; with nobody, the person named nearest before it."""
    if spoke is not None:
        return spoke
    best: tuple[int, Name] | None = None
    for name in names:
        if name.kind != "person":
            continue
        before = [end for _, end in name.spans if end <= at]
        if before and (best is None or before[-1] > best[0]):
            best = (before[-1], name)
    return best[1] if best else None
