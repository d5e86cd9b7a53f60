"""On whose word each statement rests, and how many independent words a claim therefore has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from rashomon.compare.alignment import Match
from rashomon.compare.claims import Group
from rashomon.compare.newsrooms import Newsrooms, is_own_name, is_own_work
from rashomon.compare.statements import Reading, Statement
from rashomon.compare.voices import one_voice
from rashomon.model import ArticleId, Copy, Origin, OriginBasis, SourceKind, Standing, Version

_RUN = 14  # characters in common outside quotation marks beyond chance: one text copied from the other
_COPIED = 0.6  # share of the shorter statement found word for word in the longer: copied
_SURE = 0.8  # alignments from this score on share a fact in 92 of 100 cases, those below in 54 (the annotated stories)
_COPY_SHARE = 0.5  # share of an article's text found in another from which its statements count as copied


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim's origins, standing, the reason for it in words, and the names of the origins that decide it."""

    origins: tuple[Origin, ...]
    standing: Standing
    reason: str
    rests_on: tuple[str, ...] = ()
    in_part: bool = False  # the independent origins share a part of what each says


@dataclass(frozen=True, slots=True)
class _Word:
    """A newsroom's own report behind a claim: who carries it, and all outlets that have to do with it."""

    name: str
    accounts: frozenset[ArticleId]
    houses: frozenset[str]


def judge_claim(
    group: Group,
    reading: Reading,
    matches: Mapping[tuple[int, int], Match],
    *,
    newsrooms: Newsrooms,
    copies: Sequence[Copy] = (),
) -> Verdict:
    """How independent the accounts of a claim are of each other, as far as it can be shown.

    `matches` are the story's alignments by their statements' numbers, the smaller first.
    """
    ids = sorted({reading.statements[at].account for at in group})
    named = _named_origins(group, reading, newsrooms)
    named.extend(_copied(group, reading, copies))
    origins = tuple(sorted(named, key=lambda origin: (origin.basis, origin.name)))
    if len(ids) < 2:
        outlet = _outlet(reading, ids[0])
        return Verdict(origins, Standing.SINGLE_ACCOUNT, f"Only {outlet} has it.")
    articles = [reading.accounts[index].article.id for index in ids]
    shared = _shared_origin(articles, origins, reading, newsrooms)
    if shared is not None:
        return shared
    words, alike = _meeting(_independent(articles, origins, reading, newsrooms), group, reading, matches)
    if len(words) >= 2:
        part = "" if alike else " They share a part of what each says."
        reason = f"Rests on {len(words)} independent origins: {' and '.join(words[:3])}.{part}"
        return Verdict(origins, Standing.CORROBORATED, reason, words, in_part=not alike)
    return Verdict(origins, Standing.INDEPENDENCE_UNKNOWN, _why_unknown(articles, origins))


def _shared_origin(
    articles: Sequence[ArticleId], origins: tuple[Origin, ...], reading: Reading, newsrooms: Newsrooms
) -> Verdict | None:
    """The verdict where all accounts rest on one word or come from one house."""
    for origin in origins:
        if set(origin.accounts) >= set(articles):
            reason = f"All {len(articles)} accounts rest on {origin.name}."
            return Verdict(origins, Standing.SAME_ORIGIN, reason, (origin.name,))
    if _same_owner_everywhere(articles, reading, newsrooms):
        return Verdict(origins, Standing.SAME_ORIGIN, "All accounts come from outlets of one owner.")
    return None


def _why_unknown(articles: Sequence[ArticleId], origins: tuple[Origin, ...]) -> str:
    told = {article for origin in origins for article in origin.accounts}
    if not told:
        return f"{len(articles)} accounts have it; none says on whose word it rests."
    if told >= set(articles):
        return f"{len(articles)} accounts have it, on several words; nothing shows that these are independent."
    return f"{len(articles)} accounts have it; not every one says on whose word it rests."


def _meeting(
    separate: Sequence[_Word], group: Group, reading: Reading, matches: Mapping[tuple[int, int], Match]
) -> tuple[tuple[str, ...], bool]:
    """The words that surely say with another one the same or a part of it; whether any two say the same."""
    carriers = {
        word.name: [at for at in group if reading.accounts[reading.statements[at].account].article.id in word.accounts]
        for word in separate
    }
    names: set[str] = set()
    alike = False
    for one, other in combinations(carriers, 2):
        met = [
            match
            for left in carriers[one]
            for right in carriers[other]
            if (match := matches.get((min(left, right), max(left, right)))) is not None and match.score >= _SURE
        ]
        if met:
            names |= {one, other}
            alike = alike or any(match.same for match in met)
    return tuple(sorted(names)), alike


def _independent(
    articles: Sequence[ArticleId], origins: Sequence[Origin], reading: Reading, newsrooms: Newsrooms
) -> list[_Word]:
    """Reports that stand apart: newsrooms' own, no account, owner or copy joining them to each other.

    Speakers and bodies do not count: that two of them are named shows not that neither repeats the other.
    """
    of = {account.article.id: account.article.outlet for account in reading.accounts}
    parts: list[tuple[set[ArticleId], set[str]]] = []
    for origin in origins:
        joined = set(origin.accounts)
        # The name of a copy tells which accounts share the text, not who wrote it first.
        reports = origin.basis is not OriginBasis.COPIED and newsrooms.is_newsroom(origin.name)
        names = {origin.name} if reports else set()
        for part in [part for part in parts if part[0] & joined]:
            parts.remove(part)
            joined |= part[0]
            names |= part[1]
        parts.append((joined, names))
    separate: list[_Word] = []
    for accounts, names in parts:
        if len(names) != 1 or not accounts & set(articles):
            continue
        (name,) = names
        houses = {name} | {of[article] for article in accounts if article in of}
        if not any(newsrooms.one_owner(a, b) for word in separate for a in houses for b in word.houses):
            separate.append(_Word(name, frozenset(accounts), frozenset(houses)))
    return separate


def _named_origins(group: Group, reading: Reading, newsrooms: Newsrooms) -> list[Origin]:
    """Origins that the statements themselves name: agencies, outlets, documents, speakers, own reporting."""
    carried: dict[str, tuple[set[ArticleId], set[OriginBasis]]] = defaultdict(lambda: (set(), set()))
    for at in group:
        statement = reading.statements[at]
        article = reading.accounts[statement.account].article
        for name, how in _words_behind(statement, article, newsrooms):
            accounts, ways = carried[newsrooms.name_of(name)]
            accounts.add(article.id)
            ways.add(how)
    found = []
    for names in one_voice(carried):
        ways = set().union(*(carried[name][1] for name in names))
        found.append(
            Origin(
                name=names[0],
                accounts=tuple(sorted(set().union(*(carried[name][0] for name in names)))),
                basis=OriginBasis.STATED if OriginBasis.STATED in ways else OriginBasis.INFERRED,
            )
        )
    return found


def _words_behind(statement: Statement, article: Version, newsrooms: Newsrooms) -> list[tuple[str, OriginBasis]]:
    """Who is said, or must be taken, to stand behind a statement: its sources and speakers, else its newsroom.

    An agency is taken to report for itself only where its article names no other newsroom.
    """
    found: list[tuple[str, OriginBasis]] = []
    for source in statement.sources:
        if source.kind is not SourceKind.ANONYMOUS and source.source:
            name = article.outlet if is_own_name(source.source) and article.outlet else source.source
            found.append((name, OriginBasis.INFERRED if source.inferred else OriginBasis.STATED))
    for quotation in statement.quotations:
        if quotation.speaker is not None and quotation.speaker.name:
            found.append((quotation.speaker.name, OriginBasis.STATED))
    if article.outlet and is_own_work(statement.folded, article.outlet):
        found.append((article.outlet, OriginBasis.STATED))
    if found:
        return found
    behind = newsrooms.credited(article) or [newsrooms.agency_of(article)]
    return [(name, OriginBasis.INFERRED) for name in behind if name]


def _copied(group: Group, reading: Reading, copies: Sequence[Copy]) -> list[Origin]:
    """One origin for every pair of accounts whose statements are one text."""
    whole = {frozenset((copy.article, copy.original)): copy for copy in copies if copy.share >= _COPY_SHARE}
    found = []
    for left, right in combinations(group, 2):
        a, b = reading.statements[left], reading.statements[right]
        first, second = reading.accounts[a.account].article, reading.accounts[b.account].article
        if first.id == second.id:
            continue
        if frozenset((first.id, second.id)) in whole or _one_text(a.folded, b.folded):
            name = f"one text in {first.outlet} and {second.outlet}"
            accounts = tuple(sorted((first.id, second.id)))
            found.append(Origin(name=name, accounts=accounts, basis=OriginBasis.COPIED))
    return found


def _one_text(left: str, right: str) -> bool:
    """Whether most of the shorter is found in long runs in the longer."""
    short, long = sorted((left, right), key=len)
    if len(short) < _RUN:
        return False
    runs = _runs_in(long)
    if runs.isdisjoint(_runs_in(short)):
        return False
    covered = [False] * len(short)
    for at in range(len(short) - _RUN + 1):
        if short[at : at + _RUN] in runs:
            covered[at : at + _RUN] = [True] * _RUN
    return sum(covered) >= _COPIED * len(short)


@lru_cache(maxsize=2048)  # a statement is held against every other of its claims
def _runs_in(text: str) -> frozenset[str]:
    return frozenset([text[at : at + _RUN] for at in range(len(text) - _RUN + 1)])


def _same_owner_everywhere(articles: Sequence[ArticleId], reading: Reading, newsrooms: Newsrooms) -> bool:
    of = {account.article.id: account.article.outlet for account in reading.accounts}
    return all(newsrooms.one_owner(of[articles[0]], of[article]) for article in articles[1:])


def _outlet(reading: Reading, account: int) -> str:
    return reading.accounts[account].article.outlet or "one account"
