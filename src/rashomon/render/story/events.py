"""What happened to a story, to follow: accounts published, edited, a second origin, a dispute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from itertools import pairwise

from rashomon.model import Account, ArticleId, Claim, Comparison, Difference, SentenceId, Standing, Version
from rashomon.render.feeds import Entry
from rashomon.render.texts import Texts

_SHOWN = 120  # characters of a claim, enough to know it by


def story_events(
    comparison: Comparison, versions: Mapping[ArticleId, Sequence[Version]], address: str, texts: Texts
) -> tuple[Entry, ...]:
    """The story's events, newest first; `address` is the story page's, `versions` each article's, oldest first."""
    times = {account.article.id: _known_at(account) for account in comparison.accounts}
    entries = [_published(account, address, texts) for account in comparison.accounts]
    entries += [entry for account in comparison.accounts for entry in _edited(account, versions, address, texts)]
    holders = {s.id: account.article.id for account in comparison.accounts for s in account.sentences}
    for claim in comparison.claims:
        if claim.standing is Standing.CORROBORATED:
            entries.append(_corroborated(claim, times, address, texts))
    claims = {claim.id: claim for claim in comparison.claims}
    disputed = {
        difference.claim: difference
        for difference in reversed(comparison.differences)
        if difference.contradiction and difference.claim in claims
    }
    for key, difference in disputed.items():
        entries.append(_disputed(claims[key], difference, _holding(difference, holders, times), address, texts))
    return tuple(sorted(entries, key=lambda entry: (-_seconds(entry.updated_at), entry.id)))


def _published(account: Account, address: str, texts: Texts) -> Entry:
    version = account.article
    outlet = version.outlet or texts.say("unnamed outlet")
    return Entry(
        id=f"{address}#account-{version.id}",
        address=address,
        title=f"{outlet}: {version.headline}",
        summary=texts.say("New account"),
        updated_at=_known_at(account),
    )


def _edited(
    account: Account, versions: Mapping[ArticleId, Sequence[Version]], address: str, texts: Texts
) -> list[Entry]:
    known = versions.get(account.article.id, ())
    return [
        Entry(
            id=f"{address}#edit-{(after.digest or '').removeprefix('sha256:')[:16]}",
            address=address,
            title=texts.say("Edited: %(headline)s", headline=f"{after.outlet}: {after.headline}"),
            updated_at=after.captured_at,
        )
        for before, after in pairwise(known)
        if (before.headline, before.text) != (after.headline, after.text) and before.captured_at != after.captured_at
    ]


def _corroborated(claim: Claim, times: Mapping[ArticleId, datetime | None], address: str, texts: Texts) -> Entry:
    resting = [origin for origin in claim.origins if origin.name in claim.rests_on]
    firsts = sorted(_first(times.get(key) for key in origin.accounts) for origin in resting)
    return Entry(
        id=f"{address}#second-{claim.id}",
        address=address,
        title=texts.say("Second origin: %(claim)s", claim=claim.text[:_SHOWN]),
        summary=texts.join([origin.name for origin in resting]),
        updated_at=_moment(firsts),
    )


def _disputed(claim: Claim, difference: Difference, firsts: list[float], address: str, texts: Texts) -> Entry:
    return Entry(
        id=f"{address}#disputed-{claim.id}",
        address=address,
        title=texts.say("Disputed: %(claim)s", claim=claim.text[:_SHOWN]),
        summary=" · ".join(dict.fromkeys(value.text for value in difference.values)),
        updated_at=_moment(firsts),
    )


def _holding(
    difference: Difference, holders: Mapping[SentenceId, ArticleId], times: Mapping[ArticleId, datetime | None]
) -> list[float]:
    """When each of the rival values was first told, the earliest first."""
    by_value: dict[str, list[datetime | None]] = {}
    for value in difference.values:
        by_value.setdefault(value.text, []).append(times.get(holders.get(value.sentence, ArticleId(""))))
    return sorted(_first(found) for found in by_value.values())


def _moment(firsts: Sequence[float]) -> datetime | None:
    """When the second of them came, which made it so; None where that is not known."""
    if len(firsts) < 2 or firsts[1] == float("inf"):
        return None
    return datetime.fromtimestamp(firsts[1], UTC)


def _first(times: Iterable[datetime | None]) -> float:
    return min((at.timestamp() for at in times if at is not None), default=float("inf"))


def _known_at(account: Account) -> datetime | None:
    return account.article.published_at or account.article.captured_at


def _seconds(at: datetime | None) -> float:
    return at.timestamp() if at is not None else float("-inf")
