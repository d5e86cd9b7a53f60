"""A comparison in the terminal: rich tables, an account a column where the width allows, else blocks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from rich.console import Console, ConsoleOptions, RenderableType, RenderResult
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from rashomon.cli.console import list_table
from rashomon.model import (
    Account,
    ArticleId,
    Claim,
    Comparison,
    Difference,
    DifferenceKind,
    Quotation,
    Sentence,
    SentenceId,
    SourceUse,
    Standing,
)

NARROWEST_COLUMN = 24
"""Cells; a column of twelve Chinese characters still reads, a narrower one does not."""
MOST_DIFFERENCES = 12
"""Rows of a kind; the page and the JSON document have all."""
DIFFERENCE_ORDER = (
    DifferenceKind.NUMBER,
    DifferenceKind.PLACE,
    DifferenceKind.TIME,
    DifferenceKind.FACT,
    DifferenceKind.SPEAKER,
)
STANDING_MARKS = {
    Standing.CORROBORATED: ("●", "green"),
    Standing.SAME_ORIGIN: ("◉", "yellow"),
    Standing.SINGLE_ACCOUNT: ("◇", "dim"),
    Standing.INDEPENDENCE_UNKNOWN: ("○", "dim"),
}


class side_by_side:  # noqa: N801 - reads as the renderable it is: console.print(side_by_side(comparison))
    """Renderable: head, where the accounts part, the claims they share, who said what, what only one has."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison = comparison

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        evidence = _Evidence(self.comparison)
        yield from _head(self.comparison)
        yield from _differences(self.comparison, evidence)
        yield from _claims(self.comparison, evidence, options.max_width)
        yield from _speakers(self.comparison, evidence)
        yield from _retellings(self.comparison, evidence)
        yield from _only_in(self.comparison, evidence)
        yield from _left_out(self.comparison, evidence)
        yield from _lineage(self.comparison)


class _Evidence:
    """The comparison's findings by the sentence they stand in."""

    def __init__(self, comparison: Comparison) -> None:
        self.sentences: dict[SentenceId, Sentence] = {}
        self.account_of: dict[SentenceId, Account] = {}
        self.outlet_of: dict[ArticleId, str] = {a.article.id: a.article.outlet for a in comparison.accounts}
        self.quotations: dict[SentenceId, list[Quotation]] = defaultdict(list)
        self.sources: dict[SentenceId, list[SourceUse]] = defaultdict(list)
        for account in comparison.accounts:
            for sentence in account.sentences:
                self.sentences[sentence.id] = sentence
                self.account_of[sentence.id] = account
        for quotation in comparison.quotations:
            self.quotations[quotation.sentence].append(quotation)
        for use in comparison.sources:
            self.sources[use.sentence].append(use)

    def outlet(self, sentence: SentenceId) -> str:
        return self.account_of[sentence].article.outlet

    def words(self, sentence_id: SentenceId) -> Text:
        """A sentence with its quotations marked, the speakers and the source named after it."""
        sentence = self.sentences[sentence_id]
        text = Text(sentence.text)
        speakers = dict.fromkeys(q.speaker.name for q in self.quotations[sentence_id] if q.speaker)
        for quotation in self.quotations[sentence_id]:
            text.stylize("cyan", quotation.start - sentence.start, quotation.end - sentence.start)
        named = dict.fromkeys(use.source + (" (inferred)" if use.inferred else "") for use in self.sources[sentence_id])
        if speakers:
            text.append(f" – {', '.join(speakers)}", style="bold")
        text.append(f" [{', '.join(named)}]" if named else "", style="dim")
        return text


def _head(comparison: Comparison) -> Iterator[RenderableType]:
    story = comparison.story
    standings = [claim.standing for claim in comparison.claims]
    yield Text(story.headline, style="bold")
    span = " – ".join(f"{t:%d %b %Y, %H:%M %Z}" for t in dict.fromkeys((story.first_at, story.last_at)) if t)
    facts = [
        _count(len(comparison.accounts), "account"),
        _count(story.outlets, "outlet"),
    ]
    if story.origins > 1:
        facts.append(f"{story.origins} origins shown to be independent")
    yield Text(" · ".join([*facts, span] if span else facts), style="dim")
    yield Text(
        f"{_count(standings.count(Standing.CORROBORATED), 'claim')} corroborated by independent origins, "
        f"{standings.count(Standing.SAME_ORIGIN)} on one origin in several accounts, "
        f"{sum(claim.disputed for claim in comparison.claims)} disputed."
    )
    for account in comparison.accounts:
        when = f"{account.article.published_at:%Y-%m-%d %H:%M %z}" if account.article.published_at else "time not known"
        yield Text.assemble(
            "  ",
            (account.article.outlet or "outlet not known", "bold"),
            f"  {account.article.headline}  ",
            (when, "dim"),
        )


def _differences(comparison: Comparison, evidence: _Evidence) -> Iterator[RenderableType]:
    hard = [d for d in comparison.differences if d.kind is not DifferenceKind.WORDING]
    hard.sort(key=lambda d: (not d.contradiction, DIFFERENCE_ORDER.index(d.kind), not d.note))
    wording = [d for d in comparison.differences if d.kind is DifferenceKind.WORDING]
    for title, differences in (("Where they part", hard), ("In other words", wording)):
        if not differences:
            continue
        yield _title(title)
        table = list_table("Kind", "Words", "Note")
        for difference in differences[:MOST_DIFFERENCES]:
            table.add_row(*_difference_row(difference, evidence))
        yield Padding(table, (0, 0, 0, 2))
        if len(differences) > MOST_DIFFERENCES:
            more = len(differences) - MOST_DIFFERENCES
            yield Text(f"  and {more} more: --format html or json has all", style="dim")


def _difference_row(difference: Difference, evidence: _Evidence) -> tuple[Text, Text, Text]:
    words = Text(" · ").join(
        Text.assemble((value.text, "bold"), (f" {evidence.outlet(value.sentence)}", "dim"))
        for value in difference.values
    )
    kind = Text(difference.kind.value, style="red" if difference.contradiction else "")
    return kind, words, Text("contradiction" if difference.contradiction else difference.note, style="dim")


def _claims(comparison: Comparison, evidence: _Evidence, width: int) -> Iterator[RenderableType]:
    shared = [claim for claim in comparison.claims if len({evidence.outlet(s) for s in claim.statements}) > 1]
    if not shared:
        return
    yield _title("Common ground, claim by claim")
    outlets = list(evidence.outlet_of)
    if (width - 16) // max(1, len(outlets)) >= NARROWEST_COLUMN:
        yield _claim_table(shared, outlets, evidence)
    else:
        for claim in shared:
            yield from _claim_block(claim, evidence)


def _claim_table(claims: list[Claim], accounts: list[ArticleId], evidence: _Evidence) -> Table:
    table = Table("Standing", *(evidence.outlet_of[a] for a in accounts), show_lines=True, expand=True)
    table.columns[0].width = 13
    for column in table.columns:
        column.overflow = "fold"
    for claim in claims:
        cells: dict[ArticleId, Text] = {}
        for sentence in claim.statements:
            article = evidence.account_of[sentence].article.id
            cells[article] = (
                Text("\n").join([cells[article], evidence.words(sentence)])
                if article in cells
                else evidence.words(sentence)
            )
        table.add_row(_standing(claim), *(cells.get(account, Text("–", style="dim")) for account in accounts))
    return table


def _claim_block(claim: Claim, evidence: _Evidence) -> Iterator[RenderableType]:
    yield Text()
    yield Text("  ").append_text(_standing(claim, sep="  "))
    for sentence in claim.statements:
        line = Text.assemble((f"{evidence.outlet(sentence)}  ", "bold")).append_text(evidence.words(sentence))
        yield Padding(line, (0, 0, 0, 4))


def _standing(claim: Claim, *, sep: str = "\n") -> Text:
    mark, style = STANDING_MARKS[claim.standing]
    text = Text.assemble((f"{mark} {claim.standing.value}", style))
    if claim.reason:
        text.append(f"{sep}{claim.reason}", style="dim")
    if claim.disputed:
        text.append(f"{sep}≠ disputed", style="red")
    return text


def _speakers(comparison: Comparison, evidence: _Evidence) -> Iterator[RenderableType]:
    said: dict[str, list[Quotation]] = defaultdict(list)
    for quotation in comparison.quotations:
        if quotation.speaker:
            said[quotation.speaker.name].append(quotation)
    if not said:
        return
    yield _title("Who said what")
    table = list_table("Speaker", "Outlet", "Words")
    for speaker, quotations in said.items():
        for number, quotation in enumerate(quotations):
            outlet = Text(evidence.outlet_of[quotation.account])
            table.add_row(Text(speaker if not number else "", style="bold"), outlet, Text(quotation.text, style="cyan"))
    yield Padding(table, (0, 0, 0, 2))


def _retellings(comparison: Comparison, evidence: _Evidence) -> Iterator[RenderableType]:
    """What became of quoted words: a pair a row, the words of the account that has them in full first."""
    if not comparison.retellings:
        return
    yield _title("The same words, retold")
    table = list_table("How", "Whose words", "In one account", "In the other")
    for item in comparison.retellings:
        first, second = (
            Text.assemble((f"{evidence.outlet(value.sentence)}  ", "bold"), value.text) for value in (item.a, item.b)
        )
        table.add_row(item.kind.value, Text(item.speaker), first, second)
    yield Padding(table, (0, 0, 0, 2))


def _only_in(comparison: Comparison, evidence: _Evidence) -> Iterator[RenderableType]:
    if not any(comparison.only_in.values()):
        return
    yield _title("Only in one account")
    for article, sentences in comparison.only_in.items():
        if sentences:
            yield Text(f"  {evidence.outlet_of[article]} ({_count(len(sentences), 'sentence')})", style="bold")
        for sentence in sentences:
            yield Padding(evidence.words(sentence), (0, 0, 0, 4))


def _left_out(comparison: Comparison, evidence: _Evidence) -> Iterator[RenderableType]:
    if not any(comparison.left_out.values()):
        return
    claims = {claim.id: claim for claim in comparison.claims}
    yield _title("In every account but one")
    for article, missing in comparison.left_out.items():
        if missing:
            yield Text(f"  not in {evidence.outlet_of[article]} ({_count(len(missing), 'claim')})", style="bold")
        for claim in missing:
            yield Padding(Text(claims[claim].text), (0, 0, 0, 4))


def _lineage(comparison: Comparison) -> Iterator[RenderableType]:
    if not comparison.lineage:
        return
    yield _title("On whose word")
    for arrow in comparison.lineage:
        yield Text(f"  {arrow.from_} → {arrow.to}  ({arrow.kind.value}, {_count(len(arrow.sentences), 'sentence')})")


def _title(words: str) -> RenderableType:
    return Padding(Text(words, style="bold underline"), (1, 0, 0, 0))


def _count(number: int, noun: str, plural: str = "") -> str:
    return f"{number} {noun if number == 1 else plural or noun + 's'}"
