"""Claims as rows: standing at the head, then a cell an account."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Claim, OriginBasis, Standing
from rashomon.render.story.lookup import Column, Lookup
from rashomon.render.story.words import Words, view_words
from rashomon.render.texts import Texts

STANDING_CLASSES = {
    Standing.CORROBORATED: "corroborated",
    Standing.SAME_ORIGIN: "same",
    Standing.SINGLE_ACCOUNT: "single",
    Standing.INDEPENDENCE_UNKNOWN: "unknown",
}
"""A standing's name in the style sheet and in the symbols of the strip."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginLabel:
    name: str
    basis: OriginBasis


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one account says of a claim; without words it is silent."""

    column: Column
    anchor: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimRow:
    number: int
    anchor: str
    standing: str  # its class
    standing_words: str
    origins: tuple[OriginLabel, ...]  # those that decide the standing
    reason: str
    disputed: bool
    cells: tuple[Cell, ...]
    told_by: int

    @property
    def groups(self) -> tuple[tuple[tuple[Column, ...], Cell], ...]:
        """The speaking cells, those with the very same words together, with the columns that share them."""
        found: dict[tuple[object, ...], tuple[list[Column], Cell]] = {}
        for cell in self.cells:
            if cell.words:
                said = tuple((words.lang, "".join(run.text for run in words.runs)) for words in cell.words)
                sources = tuple(words.sources for words in cell.words)
                found.setdefault((said, sources), ([], cell))[0].append(cell.column)
        return tuple((tuple(columns), cell) for columns, cell in found.values())

    @property
    def silent(self) -> tuple[Column, ...]:
        """The accounts that say nothing of it."""
        return tuple(cell.column for cell in self.cells if not cell.words)


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyWords:
    """A statement that stands in one account; `number` is its claim's, 0 when it is in none of the single ones."""

    number: int
    anchor: str  # the claim's id on the page, at its first words; else ""
    words: Words


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlyIn:
    """What one account has and no other."""

    column: Column
    items: tuple[OnlyWords, ...]


def view_claims(lookup: Lookup) -> tuple[ClaimRow, ...]:
    """Every claim, in reading order."""
    return tuple(_view_claim(number, claim, lookup) for number, claim in enumerate(lookup.claims, start=1))


def view_only_in(lookup: Lookup) -> tuple[OnlyIn, ...]:
    """An entry an account that has something alone: its single claims and the sentences found nowhere else."""
    alone = {key: 0 for ids in lookup.comparison.only_in.values() for key in ids}
    for number, claim in enumerate(lookup.claims, start=1):
        if claim.standing is Standing.SINGLE_ACCOUNT:
            alone.update((key, number) for key in claim.statements)
    entries, placed = [], {0}
    for column, account in zip(lookup.columns, lookup.comparison.accounts, strict=True):
        items = []
        for sentence in account.sentences:
            if sentence.id in alone:
                number = alone[sentence.id]
                anchor = "" if number in placed else f"c{number}"
                placed.add(number)
                items.append(OnlyWords(number=number, anchor=anchor, words=view_words(sentence.id, lookup)))
        if items:
            entries.append(OnlyIn(column=column, items=tuple(items)))
    return tuple(entries)


def describe_standing(claim: Claim, told_by: int, texts: Texts) -> str:
    """The standing in a few plain words, without the origins' names; counts only those shown to be independent."""
    match claim.standing:
        case Standing.CORROBORATED:
            number = texts.number(len(claim.rests_on))
            if claim.in_part:
                return texts.say("%(number)s independent origins, for what they share", number=number)
            return texts.say("%(number)s independent origins", number=number)
        case Standing.SAME_ORIGIN:
            return texts.say("one origin")
        case Standing.SINGLE_ACCOUNT:
            return texts.say("one account only")
        case Standing.INDEPENDENCE_UNKNOWN:
            return texts.say("%(number)s accounts, origins not known", number=texts.number(told_by))


def _view_claim(number: int, claim: Claim, lookup: Lookup) -> ClaimRow:
    by_column: dict[int, list[Words]] = {}
    for key in claim.statements:
        if key in lookup.places:
            by_column.setdefault(lookup.places[key].column.index, []).append(view_words(key, lookup, claim.id))
    cells = tuple(
        Cell(column=column, anchor=f"c{number}a{column.index}", words=tuple(by_column.get(column.index, ())))
        for column in lookup.columns
    )
    return ClaimRow(
        number=number,
        anchor=f"c{number}",
        standing=STANDING_CLASSES[claim.standing],
        standing_words=describe_standing(claim, len(by_column), lookup.texts),
        origins=tuple(
            OriginLabel(name=origin.name, basis=origin.basis)
            for origin in claim.origins
            if origin.name in claim.rests_on
        ),
        reason=claim.reason,
        disputed=claim.disputed,
        cells=cells,
        told_by=len(by_column),
    )
