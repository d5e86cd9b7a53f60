"""The head of the story page: headline, the line of facts, the sentence made of counts, the strip of marks."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Precision
from rashomon.render.story.claims import ClaimRow
from rashomon.render.story.lookup import Column, Lookup
from rashomon.render.texts import Texts
from rashomon.render.times import show_range


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPart:
    """A part of the summary sentence; `mark` is the sign that stands for it in the strip, or ""."""

    mark: str
    text: str

    @property
    def lead(self) -> str:
        """What stays on a line with the sign: the number that the part begins with, else nothing."""
        return self.text[: len(self.text) - len(self.text.lstrip("0123456789"))]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    headline: str
    outlet: str  # who wrote the headline; "" when the story's own is not one of its accounts'
    lang: str
    dir: str
    facts: tuple[str, ...]
    summary: tuple[SummaryPart, ...]


STRIP_AT_MOST = 120
"""Columns of the strip: of 56 accounts and 838 claims it took 1.7 MB, and nobody can look along so many."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StripMark:
    """A claim, as every account that tells it shows it."""

    href: str
    standing: str
    disputed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StripLine:
    column: Column
    tells: tuple[bool, ...]  # of each claim whether the account has it


@dataclass(frozen=True, slots=True, kw_only=True)
class Strip:
    numbers: tuple[tuple[int, str], ...]  # claim number and its address
    marks: tuple[StripMark, ...]  # of the same claims
    lines: tuple[StripLine, ...]
    beyond: int  # claims that there was no room for


def view_head(lookup: Lookup, rows: tuple[ClaimRow, ...]) -> Head:
    """The head, its facts and summary in the interface's language."""
    texts, story = lookup.texts, lookup.comparison.story
    author = next((column for column in lookup.columns if column.headline == story.headline), None)
    if author is None and not story.headline and lookup.columns:
        author = lookup.columns[0]
    accounts = len(lookup.columns)
    facts = [texts.count("%(num)s account", "%(num)s accounts", accounts)]
    if story.outlets:
        facts.append(texts.count("%(num)s outlet", "%(num)s outlets", story.outlets))
    if story.origins > 1:
        facts.append(texts.count("%(num)s independent origin", "%(num)s independent origins", story.origins))
    days_only = any(a.article.published_at_precision is Precision.DAY for a in lookup.comparison.accounts)
    times = show_range(story.first_at, story.last_at, texts.ui, days_only=days_only)
    if times:
        facts.append(times)
    return Head(
        headline=story.headline or (author.headline if author else ""),
        outlet=author.label if author else "",
        lang=author.lang if author else "und",
        dir=author.dir if author else "ltr",
        facts=tuple(facts),
        summary=summarise(rows, accounts, texts),
    )


def summarise(rows: tuple[ClaimRow, ...], accounts: int, texts: Texts) -> tuple[SummaryPart, ...]:
    """The state of the story in one sentence of counts, in parts, each with the mark that it explains."""
    if accounts < 2:
        return (SummaryPart(mark="", text=texts.say("One account so far: there is nothing yet to compare it with.")),)
    parts = []
    for name in ("corroborated", "same", "unknown", "single"):
        standing_rows = tuple(row for row in rows if row.standing == name)
        if standing_rows:
            parts.append((name, _count_standing(name, standing_rows, texts)))
    if number := sum(row.disputed for row in rows):
        parts.append(("wave", texts.count("%(num)s is disputed", "%(num)s are disputed", number)))
    if not parts:
        return (SummaryPart(mark="", text=texts.say("No claim is told by more than one account.")),)
    ends = [texts.say(", ")] * (len(parts) - 1) + [texts.say(".")]
    return tuple(SummaryPart(mark=mark, text=text + end) for (mark, text), end in zip(parts, ends, strict=True))


def _count_standing(name: str, rows: tuple[ClaimRow, ...], texts: Texts) -> str:
    number = len(rows)
    if name == "corroborated":
        return texts.count(
            "%(num)s claim is corroborated by independent origins",
            "%(num)s claims are corroborated by independent origins",
            number,
        )
    if name == "unknown":
        return texts.count(
            "%(num)s is told by several accounts that do not say where it comes from",
            "%(num)s are told by several accounts that do not say where they come from",
            number,
        )
    if name == "single":
        return texts.count("%(num)s stands in one account only", "%(num)s stand in one account only", number)
    names = list(dict.fromkeys(origin.name for row in rows for origin in row.origins))
    told = texts.count("%(num)s rests on one report", "%(num)s rest on one report", number)
    return told + (texts.say(" (%(names)s)", names=texts.join(names)) if 0 < len(names) <= 3 else "")


def view_strip(rows: tuple[ClaimRow, ...], columns: tuple[Column, ...]) -> Strip:
    """One line an account, one column a claim, in reading order; of very many claims those that most accounts tell."""
    beyond = len(rows) - STRIP_AT_MOST
    if beyond > 0:
        told = sorted(rows, key=lambda row: (-row.told_by, row.number))[:STRIP_AT_MOST]
        rows = tuple(sorted(told, key=lambda row: row.number))
    lines = tuple(
        StripLine(column=column, tells=tuple(bool(row.cells[column.index].words) for row in rows)) for column in columns
    )
    return Strip(
        numbers=tuple((row.number, f"#{row.anchor}") for row in rows),
        marks=tuple(StripMark(href=f"#{row.anchor}", standing=row.standing, disputed=row.disputed) for row in rows),
        lines=lines,
        beyond=max(0, beyond),
    )
