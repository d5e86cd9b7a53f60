"""The story page whole."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from rashomon.model import Comparison
from rashomon.render.links import Links
from rashomon.render.story.accounts import FullAccount, view_accounts
from rashomon.render.story.chronology import TimelineEntry, WordingRow, view_timeline, view_wording
from rashomon.render.story.claims import ClaimRow, OnlyIn, view_claims, view_only_in
from rashomon.render.story.coverage import ToldAt, view_coverage
from rashomon.render.story.differences import DifferenceLine, view_differences
from rashomon.render.story.handing_on import HandedOn, view_handed_on, view_left_out
from rashomon.render.story.head import Head, Strip, view_head, view_strip
from rashomon.render.story.lineage import LineageLine, view_lineage
from rashomon.render.story.lookup import Column, build_lookup
from rashomon.render.story.sayings import SpeakerBlock, view_sayings
from rashomon.render.texts import Texts

COLUMNS_AT_MOST = 4
"""Up to this many accounts stand in columns of their own; more flow, each cell naming its outlet. Measured on the
page: a fifth column leaves fewer than twelve Han characters a line."""

MAJOR_AT_MOST = 8
"""Differences set large, unless more are contradictions: two screens on a phone."""
APPARATUS_AT_MOST = 48
"""Wording differences listed; a screen and a half. The others stay underlined in their rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """Input of `story.html`, its parts in the order of the page."""

    id: str
    head: Head
    columns: tuple[Column, ...]
    strip: Strip
    differences: tuple[DifferenceLine, ...]
    wording_differences: tuple[DifferenceLine, ...]
    common: tuple[ClaimRow, ...]
    one_word: tuple[ClaimRow, ...]
    only_in: tuple[OnlyIn, ...]
    left_out: tuple[OnlyIn, ...]
    speakers: tuple[SpeakerBlock, ...]
    handed_on: tuple[HandedOn, ...]
    lineage: tuple[LineageLine, ...]
    coverage: tuple[ToldAt, ...]
    timeline: tuple[TimelineEntry, ...]
    wording: tuple[WordingRow, ...]
    accounts: tuple[FullAccount, ...]
    digest: str

    @property
    def major(self) -> tuple[DifferenceLine, ...]:
        """The differences set large: every contradiction, and of those that may both hold what there is room for."""
        sure = tuple(line for line in self.differences if line.is_sure)
        return sure[: max(sum(line.contradiction for line in sure), MAJOR_AT_MOST)]

    @property
    def minor(self) -> tuple[DifferenceLine, ...]:
        """The other differences, which may all hold together or be none, for a list in small."""
        major = {line.anchor for line in self.major}
        return tuple(line for line in self.differences if line.anchor not in major)

    @property
    def apparatus(self) -> tuple[DifferenceLine, ...]:
        """The wording differences that are listed, in reading order."""
        return self.wording_differences[:APPARATUS_AT_MOST]

    @property
    def layout(self) -> str:
        """The class of every table of accounts: how many columns, or "flow"."""
        return f"cols-{len(self.columns)}" if len(self.columns) <= COLUMNS_AT_MOST else "flow"


def view_story(comparison: Comparison, texts: Texts, links: Links) -> StoryView:
    """What the story page of a comparison shows."""
    lookup = build_lookup(comparison, texts, links)
    rows = view_claims(lookup)
    differences = view_differences(lookup)
    corroborated = tuple(row for row in rows if row.standing == "corroborated")
    unknown = tuple(row for row in rows if row.standing == "unknown")
    return StoryView(
        id=comparison.story.id,
        head=view_head(lookup, rows),
        columns=lookup.columns,
        strip=view_strip(rows, lookup.columns),
        differences=tuple(line for line in differences if not line.same_otherwise),
        wording_differences=tuple(line for line in differences if line.same_otherwise),
        common=corroborated + unknown,
        one_word=tuple(row for row in rows if row.standing == "same"),
        only_in=view_only_in(lookup),
        left_out=view_left_out(lookup),
        speakers=view_sayings(lookup),
        handed_on=view_handed_on(lookup),
        lineage=view_lineage(lookup),
        coverage=view_coverage(lookup),
        timeline=view_timeline(lookup),
        wording=view_wording(lookup),
        accounts=view_accounts(lookup),
        digest=digest_accounts(comparison),
    )


def digest_accounts(comparison: Comparison) -> str:
    """SHA-256 of the compared versions: a line `id digest` each, in order of id; the same for the same texts."""
    lines = sorted(
        f"{account.article.id} {account.article.digest or hashlib.sha256(account.article.text.encode()).hexdigest()}\n"
        for account in comparison.accounts
    )
    return "sha256:" + hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
