"""An article with everything found in it marked, and the rule behind each finding, for the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from rashomon.cli.console import list_table
from rashomon.model import Account, Quotation, SourceUse

STYLES = {"quotation": "cyan", "speaker": "bold", "source": "underline", "time": "magenta", "number": "yellow"}
"""One style a kind of finding; the table under the text names each in words."""


def findings_text(account: Account) -> RenderableType:
    """The article's text with its findings coloured, then a table of them in reading order."""
    text = Text(account.article.text)
    for start, end, kind, _, _ in findings(account):
        text.stylize(STYLES[kind], start, end)
    table = list_table("What", "Words", "Reading", "Rule")
    for start, end, kind, reading, rule in findings(account):
        table.add_row(kind, Text(account.article.text[start:end]), Text(reading), Text(rule, style="dim"))
    return Group(Text(account.article.headline, style="bold"), Text(), text, Text(), table)


def findings(account: Account) -> list[tuple[int, int, str, str, str]]:
    """Every finding as (start, end, kind, reading, rule), in reading order."""
    found = [(q.start, q.end, "quotation", _quotation_reading(q), q.rule) for q in account.quotations]
    found += [(s.start, s.end, "source", _source_reading(s), s.rule) for s in account.sources]
    found += [(t.start, t.end, "time", f"{t.at} ({t.precision})", t.rule) for t in account.timeline]
    found += [(n.start, n.end, "number", f"{n.hedge} {n.value:g} {n.unit}".strip(), "") for n in account.numbers]
    found += [
        (q.speaker.start, q.speaker.end, "speaker", q.speaker.name, q.rule) for q in account.quotations if q.speaker
    ]
    return sorted(set(found))


def _quotation_reading(quotation: Quotation) -> str:
    who = quotation.speaker.name if quotation.speaker else "speaker not said"
    on = f", on the word of {', '.join(quotation.sources)}" if quotation.sources else ""
    return f"{quotation.form}: {who}{on}"


def _source_reading(use: SourceUse) -> str:
    chain = "".join(f" ← {name}" for name in use.via)
    return f"{use.source}{chain} ({use.kind}{', inferred' if use.inferred else ''})"
