"""On whose word each statement rests, and how many independent words a claim therefore has."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from rashomon.compare.claims import Group
from rashomon.compare.statements import Reading, Statement
from rashomon.model import ArticleId, Copy, Origin, OriginBasis, SourceKind, Standing, Version
from rashomon.outlets import Outlets
from rashomon.text.script import fold_name

_AGENCY = (
    "社",
    "通讯社",
    "通訊社",
    "新闻网",
    "新聞網",
    "日报",
    "日報",
    "电视台",
    "電視台",
    "News",
    "Times",
    "Post",
    "Press",
)
_OWN_WORK = re.compile(
    r"告诉本[台报网刊社]|对本[台报网刊社](?:记者)?[说表称]|本[台报网刊社]记者|接受本[台报网刊社]|told (?:us|this newspaper)"
)
_RUN = 14  # characters in common outside quotation marks beyond chance: one text copied from the other
_COPIED = 0.6  # share of the shorter statement found word for word in the longer: copied
_COPY_SHARE = 0.5  # share of an article's text found in another from which its statements count as copied


@dataclass(frozen=True, slots=True)
class Verdict:
    """A claim's origins, standing, and the reason for it in words."""

    origins: tuple[Origin, ...]
    standing: Standing
    reason: str


def judge_claim(
    group: Group, reading: Reading, *, copies: Sequence[Copy] = (), outlets: Outlets | None = None
) -> Verdict:
    """How independent the accounts of a claim are of each other, as far as it can be shown."""
    ids = sorted({reading.statements[at].account for at in group})
    named = _named_origins(group, reading, outlets)
    named.extend(_copied(group, reading, copies))
    origins = tuple(sorted(named, key=lambda origin: (origin.basis, origin.name)))
    if len(ids) < 2:
        outlet = _outlet(reading, ids[0])
        return Verdict(origins, Standing.SINGLE_ACCOUNT, f"Only {outlet} has it.")
    articles = [reading.accounts[index].article.id for index in ids]
    return _weigh(articles, origins, reading, outlets)


def _weigh(
    articles: Sequence[ArticleId], origins: tuple[Origin, ...], reading: Reading, outlets: Outlets | None
) -> Verdict:
    for origin in origins:
        if set(origin.accounts) >= set(articles):
            return Verdict(origins, Standing.SAME_ORIGIN, f"All {len(articles)} accounts rest on {origin.name}.")
    if _same_owner_everywhere(articles, reading, outlets):
        return Verdict(origins, Standing.SAME_ORIGIN, "All accounts come from outlets of one owner.")
    separate = _independent(articles, origins, reading, outlets)
    if len(separate) >= 2:
        words = " and ".join(separate[:3])
        return Verdict(origins, Standing.CORROBORATED, f"Rests on {len(separate)} independent origins: {words}.")
    told = {article for origin in origins for article in origin.accounts}
    if not told:
        reason = f"{len(articles)} accounts have it; none says on whose word it rests."
    elif told >= set(articles):
        reason = f"{len(articles)} accounts have it, on several words; nothing shows that these are independent."
    else:
        reason = f"{len(articles)} accounts have it; not every one says on whose word it rests."
    return Verdict(origins, Standing.INDEPENDENCE_UNKNOWN, reason)


def _independent(
    articles: Sequence[ArticleId], origins: Sequence[Origin], reading: Reading, outlets: Outlets | None
) -> list[str]:
    """Names of reports that stand apart: newsrooms' own, no account, owner or copy joining them to each other.

    Speakers and bodies do not count: that two of them are named shows not that neither repeats the other.
    """
    of = {account.article.id: account.article.outlet for account in reading.accounts}
    parts: list[tuple[set[ArticleId], set[str]]] = []
    for origin in origins:
        joined, newsrooms = (
            set(origin.accounts),
            {origin.name} if _is_newsroom(origin.name, of.values(), outlets) else set(),
        )
        for part in [part for part in parts if part[0] & joined]:
            parts.remove(part)
            joined |= part[0]
            newsrooms |= part[1]
        parts.append((joined, newsrooms))
    separate: list[tuple[str, set[str]]] = []
    for accounts, newsrooms in parts:
        if len(newsrooms) != 1 or not accounts & set(articles):
            continue
        (name,) = newsrooms
        houses = {name} | {of[article] for article in accounts if article in of}
        if not any(_one_owner(a, b, outlets) for _, others in separate for a in houses for b in others):
            separate.append((name, houses))
    return sorted(name for name, _ in separate)


def _is_newsroom(name: str, outlets_here: Iterable[str], outlets: Outlets | None) -> bool:
    if outlets is not None and outlets.by_name(name) is not None:
        return True
    return fold_name(name) in {fold_name(outlet) for outlet in outlets_here} or name.endswith(_AGENCY)


def _named_origins(group: Group, reading: Reading, outlets: Outlets | None) -> list[Origin]:
    """Origins that the statements themselves name: agencies, outlets, documents, speakers, own reporting."""
    accounts: dict[str, set[ArticleId]] = defaultdict(set)
    label: dict[str, str] = {}
    basis: dict[str, OriginBasis] = {}
    for at in group:
        statement = reading.statements[at]
        article = reading.accounts[statement.account].article
        for name, how in _words_behind(statement, article, outlets):
            known = outlets.by_name(name) if outlets is not None else None
            key = fold_name(known.name if known is not None else name)
            label.setdefault(key, known.name if known is not None else name)
            accounts[key].add(article.id)
            if basis.get(key) is not OriginBasis.STATED:
                basis[key] = how
    return [
        Origin(name=label[key], accounts=tuple(sorted(members)), basis=basis[key]) for key, members in accounts.items()
    ]


def _words_behind(statement: Statement, article: Version, outlets: Outlets | None) -> list[tuple[str, OriginBasis]]:
    """Who is said, or must be taken, to stand behind a statement: its sources and speakers, else its newsroom."""
    found: list[tuple[str, OriginBasis]] = []
    for source in statement.sources:
        if source.kind is not SourceKind.ANONYMOUS and source.source:
            found.append((source.source, OriginBasis.INFERRED if source.inferred else OriginBasis.STATED))
    for quotation in statement.quotations:
        if quotation.speaker is not None and quotation.speaker.name:
            found.append((quotation.speaker.name, OriginBasis.STATED))
    if article.outlet and _OWN_WORK.search(statement.folded):
        found.append((article.outlet, OriginBasis.STATED))
    if found or outlets is None:
        return found
    credited = [name for name in re.split(r"[,，、;；/]", article.credit) if outlets.by_name(name.strip())]
    if credited:
        return [(name.strip(), OriginBasis.INFERRED) for name in credited]
    own = outlets.by_name(article.outlet)
    return [(own.name, OriginBasis.INFERRED)] if own is not None and own.kind == "agency" else []


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
    runs = {long[at : at + _RUN] for at in range(len(long) - _RUN + 1)}
    covered = [False] * len(short)
    for at in range(len(short) - _RUN + 1):
        if short[at : at + _RUN] in runs:
            covered[at : at + _RUN] = [True] * _RUN
    return sum(covered) >= _COPIED * len(short)


def _same_owner_everywhere(articles: Sequence[ArticleId], reading: Reading, outlets: Outlets | None) -> bool:
    of = {account.article.id: account.article.outlet for account in reading.accounts}
    return all(_one_owner(of[articles[0]], of[article], outlets) for article in articles[1:])


def _one_owner(first: str, second: str, outlets: Outlets | None) -> bool:
    if fold_name(first) == fold_name(second) and first:
        return True
    return outlets is not None and outlets.same_owner(first, second)


def _outlet(reading: Reading, account: int) -> str:
    return reading.accounts[account].article.outlet or "one account"
