"""An article with everything found in it marked, and the rule behind each finding, for the terminal."""

from __future__ import annotations

from rich.console import Group, RenderableType
from rich.text import Text

from rashomon.attribute import mark_findings
from rashomon.cli.console import list_table
from rashomon.model import Account

STYLES = {
    "quotation": "cyan",
    "speaker": "bold",
    "source": "underline",
    "time": "magenta",
    "number": "yellow",
    "name": "italic",
}
"""One style a kind of finding; the table under the text names each in words."""


def findings_text(account: Account) -> RenderableType:
    """The article's text with its findings coloured, then a table of them in reading order."""
    text = Text(account.article.text)
    table = list_table("What", "Words", "Reading", "Rule")
    for mark in mark_findings(account):
        text.stylize(STYLES[mark.label], mark.start, mark.end)
        words = Text(account.article.text[mark.start : mark.end])
        table.add_row(mark.label, words, Text(mark.detail), Text(mark.rule, style="dim"))
    return Group(Text(account.article.headline, style="bold"), Text(), text, Text(), table)
