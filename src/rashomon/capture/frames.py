"""The files of a mirror that are its frame, not its pages: lists of pages in Markdown, templates of a site generator."""

from __future__ import annotations

import re

_HEAD = 20_000  # bytes that are looked at: a list shows itself at once
_MARKUP = re.compile(rb"<(?:p|div|br|table|img|article|section)\b", re.IGNORECASE)
_TO_PAGE = re.compile(r"\]\((?!https?://)[^)\s]+\.(?:md|markdown|html?)\)")
_HEADING = re.compile(r"#{1,6}\s|-{3,}$|={3,}$|\*{3,}$")
_FRONT_MATTER = re.compile(r"\A---\n.{0,2000}?\n---\n", re.DOTALL)
_TEMPLATE = re.compile(rb"\{\{\s*content\s*\}\}|\{%-?\s*(?:for|include|if)\s")
_SETTINGS = re.compile(r"(?:[a-z_]+:[^\n]*\n(?:[ \t]+[^\n]*\n)*)+\Z")


def frame_of(body: bytes) -> str:
    """What a file is in a mirror's frame, in words; empty for a page.

    A list is Markdown without any markup of its own, half of whose lines (headings and rules apart) link to other
    pages of the mirror.
    """
    head = body[:_HEAD]
    if _TEMPLATE.search(head):
        return "a template"
    if _MARKUP.search(head):
        return ""
    text = _FRONT_MATTER.sub("", head.decode("utf-8", "ignore").replace("\r\n", "\n"))
    if _SETTINGS.match(text):
        return "settings"
    lines = [line.strip() for line in text.split("\n")[: None if len(body) <= _HEAD else -1]]
    said = [line for line in lines if line and (not _HEADING.match(line) or _TO_PAGE.search(line))]
    linking = sum(1 for line in said if _TO_PAGE.search(line))
    return "a list of pages" if linking and linking * 2 >= len(said) else ""
