"""The whole comparison, joined from its parts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from rashomon.compare.across import match_across
from rashomon.compare.alignment import Match, match_pairs, score_pairs
from rashomon.compare.claims import Group, claim_id, group_statements, representative
from rashomon.compare.differences import gather_differences, show_partings
from rashomon.compare.evidence import find_evidence
from rashomon.compare.exclusives import find_exclusives
from rashomon.compare.leaving_out import find_left_out
from rashomon.compare.lineage import trace_lineage
from rashomon.compare.names import count_wordings, merge_names
from rashomon.compare.newsrooms import read_newsrooms
from rashomon.compare.origins import judge_claim
from rashomon.compare.pairs import measure_pairs
from rashomon.compare.partings import Parting, find_partings
from rashomon.compare.retelling import find_retellings
from rashomon.compare.statements import Reading, read_accounts
from rashomon.compare.stories import story_of
from rashomon.compare.weights import Models, shipped_models
from rashomon.compare.wording import find_rewordings
from rashomon.model import (
    Account,
    Alignment,
    Claim,
    Comparison,
    Copy,
    Relation,
    Shared,
    Standing,
    Story,
    TimeExpression,
)
from rashomon.outlets import Outlets

_FEW = 12  # accounts up to which every aligned pair is read for differences; the pairs grow with their square
_LIKELY = 0.5  # score from which a match is read where there are very many: below it, half of them are wrong
_MANY = 10_000  # pairs, likewise: twelve accounts of usual length have 1,200


def compare_accounts(
    accounts: Sequence[Account],
    *,
    story: Story | None = None,
    copies: Sequence[Copy] = (),
    outlets: Outlets | None = None,
    models: Models | None = None,
) -> Comparison:
    """The accounts side by side. The order of `accounts` does not matter; two of one article count once.

    `copies` are reuses of text that the archive knows of; `outlets` tells owners. Without `story` one is made of the
    accounts. `models` replace the shipped ones.
    """
    models = models if models is not None else shipped_models()
    reading = read_accounts(accounts)
    pairs = measure_pairs(reading)
    scores = score_pairs(pairs, models)
    matches = match_pairs(pairs, scores, models)
    names = merge_names(reading)
    within = group_statements(reading, matches)
    read = _worth_reading(reading, within, matches)
    known = {(match.left, match.right) for match in matches}
    across = tuple(match for match in match_across(reading, names) if (match.left, match.right) not in known)
    groups = group_statements(reading, (*matches, *across))
    partings = show_partings((*find_partings(reading, within, matches, read, models), *find_rewordings(reading, read)))
    claims = _claims(reading, groups, (*matches, *across), partings, copies, outlets)
    return Comparison(
        story=story if story is not None else story_of(reading, origins=_shown_origins(claims)),
        accounts=reading.accounts,
        quotations=tuple(quotation for account in reading.accounts for quotation in account.quotations),
        sources=tuple(source for account in reading.accounts for source in account.sources),
        claims=claims,
        alignments=_alignments(
            reading,
            sorted((*matches, *across), key=_in_reading_order),
            partings,
            find_evidence(reading, (*read, *across), names),
        ),
        differences=gather_differences(reading, groups, claims, partings),
        only_in=find_exclusives(reading, pairs, scores, models),
        timeline=_timeline(reading),
        lineage=trace_lineage(reading, copies),
        wording=count_wordings(reading, names),
        names=names,
        retellings=find_retellings(reading, read),
        left_out=find_left_out(reading, pairs, scores, groups, claims, models),
    )


def _worth_reading(reading: Reading, groups: Sequence[Group], matches: Sequence[Match]) -> Sequence[Match]:
    """The matches read for differences: all; where these are very many, likely ones with a claim's representative."""
    if len(reading.accounts) <= _FEW and len(matches) <= _MANY:
        return matches
    scored = {(match.left, match.right): match for match in matches}
    kept: set[tuple[int, int]] = set()
    for group in groups:
        centre = representative(group, reading, scored)
        kept.update((min(at, centre), max(at, centre)) for at in group)
    return [match for match in matches if match.score >= _LIKELY and (match.left, match.right) in kept]


def _claims(
    reading: Reading,
    groups: Sequence[Group],
    matches: Sequence[Match],
    partings: Sequence[Parting],
    copies: Sequence[Copy],
    outlets: Outlets | None,
) -> tuple[Claim, ...]:
    scored = {(match.left, match.right): match for match in matches}
    rivals: dict[int, set[int]] = defaultdict(set)
    for parting in partings:
        for one, other in parting.rivals:
            rivals[one].add(other)
    newsrooms = read_newsrooms(reading.accounts, outlets)
    claims = []
    for group in groups:
        verdict = judge_claim(group, reading, scored, newsrooms=newsrooms, copies=copies)
        members = set(group)
        claims.append(
            Claim(
                id=claim_id(group, reading),
                text=reading.statements[representative(group, reading, scored)].sentence.text,
                statements=tuple(reading.statements[at].id for at in group),
                origins=verdict.origins,
                standing=verdict.standing,
                disputed=any(not members.isdisjoint(rivals[at]) for at in group if at in rivals),
                reason=verdict.reason,
                rests_on=verdict.rests_on,
                in_part=verdict.in_part,
            )
        )
    return tuple(claims)


def _alignments(
    reading: Reading,
    matches: Sequence[Match],
    partings: Sequence[Parting],
    evidence: Mapping[tuple[int, int], tuple[Shared, ...]],
) -> tuple[Alignment, ...]:
    rivals = {pair for parting in partings for pair in parting.rivals}
    found = []
    for match in matches:
        sides = match.left, match.right
        relation = Relation.SAME if match.same else Relation.OVERLAP
        if sides in rivals:
            relation = Relation.CONFLICT
        left, right = reading.statements[match.left], reading.statements[match.right]
        shared = evidence.get(sides, ())
        found.append(Alignment(a=left.id, b=right.id, relation=relation, score=match.score, evidence=shared))
    return tuple(found)


def _in_reading_order(match: Match) -> tuple[int, int]:
    return match.left, match.right


def _timeline(reading: Reading) -> tuple[TimeExpression, ...]:
    """The times of all accounts by what they resolve to, then in reading order."""
    times = [time for account in reading.accounts for time in account.timeline]
    return tuple(sorted(times, key=lambda time: time.at.removeprefix("../")))


def _shown_origins(claims: Sequence[Claim]) -> int:
    """2 when a claim is shown to rest on independent origins, else 1: never more than can be shown."""
    return 2 if any(claim.standing is Standing.CORROBORATED for claim in claims) else 1
