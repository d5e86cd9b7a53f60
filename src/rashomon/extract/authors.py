"""The persons who wrote a page's article: linked data and meta fields, lines that readers see, the text's own words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from selectolax.lexbor import LexborNode

from rashomon.extract.byline import Byline, clean_byline, is_full_name, looks_like_person
from rashomon.extract.head import Head
from rashomon.extract.headline import fold_title
from rashomon.extract.reporters import reporters_of
from rashomon.extract.shown_authors import AuthorLine, find_authors
from rashomon.extract.tree import Tree
from rashomon.extract.visible import Place

_AUTHORS = (
    "author", "article:author", "parsely-author", "sailthru.author", "byl", "cxenseparse:author",
    "article:author_name", "mediaid:author", "twitter:data1",
)  # fmt: skip
_CATALOGUE = ("citation_author", "dc.creator", "dcterms.creator")
_FAMILY_FIRST = re.compile(r"^([^\s,;]{2,30}), ([^,;]{1,30})$")
_ADMIN = re.compile(
    r"^(?:\w*admin\w*|administrator|root|webmaster|user\d*|wp\w*|editor\d*|author|guest|content|seo|marketing)$",
    re.IGNORECASE,
)
_LIKELY = 1.0  # what a line that claims to name the authors must reach where others are credited already
_LOGIN = re.compile(r"^[a-z0-9]+(?:[._\-][a-z0-9]+)*$")


def byline_of(
    head: Head, tree: Tree, place: Place, root: LexborNode | None, *, names: Sequence[str], text: str
) -> Byline:
    """The persons who wrote it, from linked data, meta fields, the lines by the headline, the text's own words."""
    language = (head.data.language or head.language).lower()
    spaced = language.startswith("ja")
    stated = _stated(head, names, spaced)
    if stated.persons and all(" " in name or not name.isascii() for name in stated.persons):
        return stated
    for line in find_authors(tree, place, root, text=text, english=language.startswith("en")):
        if stated.persons and not _goes_on(stated.persons[0], line):
            continue
        found = clean_byline([line.text], own_names=names, spaced=spaced)
        if stated.credits and (line.score < _LIKELY if line.told else not _are_own(stated.credits, names)):
            continue
        if found.persons and _are_persons(found.persons, line, bool(stated.credits)):
            return Byline(persons=found.persons, credits=found.credits or stated.credits)
        if not stated.credits and not found.persons:
            stated = Byline(persons=stated.persons, credits=found.credits)
    if stated.persons:
        return stated
    return Byline(persons=reporters_of(text), credits=stated.credits)


def _stated(head: Head, names: Sequence[str], spaced: bool) -> Byline:
    """The authors that linked data state, else those of the meta fields."""
    credit: tuple[str, ...] = ()
    for values in (head.data.authors, _meta_authors(head)):
        kept = [value for value in values if not _ADMIN.match(value.strip())]
        found = clean_byline(kept, own_names=(*names, *head.data.groups), spaced=spaced)
        if found.persons:
            return Byline(persons=found.persons, credits=found.credits or credit)
        credit = credit or found.credits
    return Byline(credits=credit)


def _goes_on(name: str, line: AuthorLine) -> bool:
    """Whether a line that readers see gives more of a name than its single stated word; any line does for a login's."""
    if _LOGIN.match(name):
        return line.told and not line.text.strip().lower().endswith(name)
    return re.search(rf"\b{re.escape(name)} [^\W\d_]", line.text) is not None


def _are_own(credited: Iterable[str], names: Sequence[str]) -> bool:
    """Whether those credited are the outlet itself, or called after it, and nobody else."""
    own = [folded for name in names if (folded := fold_title(name))]
    return all(any(name.startswith(fold_title(credit.split()[0])) for name in own) for credit in credited)


def _are_persons(persons: Iterable[str], line: AuthorLine, credited: bool) -> bool:
    """Whether what a line names can be persons: more is asked where others are credited or the line claims nothing."""
    return all(
        looks_like_person(name) and ((line.told and not credited) or is_full_name(name) or not name.isascii())
        for name in persons
    )


def _meta_authors(head: Head) -> list[str]:
    """The meta fields' authors; a catalogue's "Family, Given" is turned round."""
    return list(head.all(*_AUTHORS)) or [_FAMILY_FIRST.sub(r"\2 \1", value) for value in head.all(*_CATALOGUE)]
