"""A comparison as Markdown: the story page's parts in the same order, for reading in any editor."""

from __future__ import annotations

import re

from rashomon.model import Comparison
from rashomon.render.links import NO_LINKS
from rashomon.render.story.claims import ClaimRow
from rashomon.render.story.differences import DifferenceLine
from rashomon.render.story.sayings import Rendering
from rashomon.render.story.view import StoryView, view_story
from rashomon.render.story.words import SourceLabel, Words
from rashomon.render.texts import Texts, load_texts

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")
_LINE_START = re.compile(r"^(\s*)([-+]|\d+[.)])(?=\s)")


def comparison_markdown(comparison: Comparison, *, ui: str = "en") -> str:
    """The comparison as Markdown (CommonMark, no HTML); every character of an outlet's text is escaped."""
    return story_markdown(view_story(comparison, load_texts(ui), NO_LINKS), ui=ui)


def story_markdown(view: StoryView, *, ui: str) -> str:
    """As `comparison_markdown`, of a view that was made with the same interface and any links."""
    texts = load_texts(ui)
    parts = [
        [
            f"# {escape_markdown(view.head.headline)}",
            "",
            " · ".join(view.head.facts),
            "",
            "".join(part.text for part in view.head.summary),
        ],
        _differences(texts.say("Where they part"), view.differences + view.wording_differences, texts),
        _claims(texts.say("Common ground"), view.common, texts),
        _claims(texts.say("On one word"), view.one_word, texts),
        _only_in(view, texts),
        _speakers(view, texts),
        _lineage(view, texts),
        _timeline(view, texts),
        _wording(view, texts),
        _accounts(view, texts),
    ]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


def escape_markdown(text: str) -> str:
    """The text so that Markdown shows it as it is, on one line."""
    flat = " ".join(text.split("\n"))
    return _LINE_START.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", flat))


def _claims(title: str, rows: tuple[ClaimRow, ...], texts: Texts) -> list[str]:
    if not rows:
        return []
    lines = [f"## {title}"]
    for row in rows:
        origins = texts.join([escape_markdown(origin.name) for origin in row.origins])
        head = row.standing_words + (f": {origins}" if origins else "")
        disputed = " · " + texts.say("disputed") if row.disputed else ""
        lines += ["", f"**{row.number}** {head}{disputed}", ""]
        for cell in row.cells:
            for words in cell.words:
                lines.append(f"- {escape_markdown(cell.column.label)}: {_say(words, texts)}")
    return lines


def _say(words: Words, texts: Texts) -> str:
    said = escape_markdown("".join(run.text for run in words.runs))
    source = _sources(words.sources, texts)
    return f"{said} ({source})" if source else said


def _sources(labels: tuple[SourceLabel, ...], texts: Texts) -> str:
    named = [
        escape_markdown(label.name) + (" " + texts.say("(inferred)") if label.inferred else "") for label in labels
    ]
    return texts.say("from %(source)s", source=texts.join(named)) if named else ""


def _differences(title: str, lines: tuple[DifferenceLine, ...], texts: Texts) -> list[str]:
    if not lines:
        return []
    out = [f"## {title}", ""]
    for line in lines:
        sides = []
        for variant in line.variants:
            who = texts.join([escape_markdown(holder.column.label) for holder in variant.holders])
            sides.append(f"**{escape_markdown(variant.text)}** ({who})")
        note = f" – {escape_markdown(line.note)}" if line.note else ""
        out.append(f"- {texts.say(line.kind.value)}: {' · '.join(sides)}{note}")
    return out


def _only_in(view: StoryView, texts: Texts) -> list[str]:
    if not view.only_in:
        return []
    lines = ["## " + texts.say("In one account only")]
    for entry in view.only_in:
        lines += ["", f"### {escape_markdown(entry.column.label)}", ""]
        lines += [f"- {_say(item.words, texts)}" for item in entry.items]
    return lines


def _speakers(view: StoryView, texts: Texts) -> list[str]:
    if not view.speakers:
        return []
    lines = ["## " + texts.say("Who said what")]
    for speaker in view.speakers:
        lines += ["", f"### {escape_markdown(speaker.name)}", ""]
        for saying in speaker.sayings:
            for number, rendering in enumerate(saying.renderings):
                lines.append(("  " if number else "") + _rendering(rendering, texts))
        lines += [_rendering(rendering, texts) for only in speaker.alone for rendering in only.renderings]
    return lines


def _rendering(rendering: Rendering, texts: Texts) -> str:
    pieces = ["".join(run.text for run in piece.runs) for piece in rendering.pieces]
    remark = f" – {texts.join([texts.say(said) for said in rendering.remarks])}" if rendering.remarks else ""
    return f"- {escape_markdown(rendering.column.label)}: {escape_markdown(' … '.join(pieces))}{remark}"


def _lineage(view: StoryView, texts: Texts) -> list[str]:
    if not view.lineage:
        return []
    lines = ["## " + texts.say("On whose word"), ""]
    for line in view.lineage:
        inferred = " " + texts.say("(inferred)") if line.inferred else ""
        count = texts.count("%(num)s statement", "%(num)s statements", line.statements)
        lines.append(f"- {escape_markdown(line.source)} → {escape_markdown(line.outlet)}: {count}{inferred}")
    return lines


def _timeline(view: StoryView, texts: Texts) -> list[str]:
    if not view.timeline:
        return []
    lines = ["## " + texts.say("Timeline"), ""]
    for entry in view.timeline:
        for group in entry.groups:
            whose = texts.join([escape_markdown(column.label) for column in group.columns])
            for moment in group.moments:
                words = escape_markdown("".join(run.text for run in moment.runs))
                lines.append(f"- {entry.shown} · {whose}: {words}")
    return lines


def _wording(view: StoryView, texts: Texts) -> list[str]:
    if not view.wording:
        return []
    lines = ["## " + texts.say("Wording"), ""]
    for row in view.wording:
        used = [
            f"{escape_markdown(cell.column.label)} "
            + texts.join([f"{escape_markdown(words)} ×{count}" for words, count in cell.words])
            for cell in row.cells
            if cell.words
        ]
        lines.append(f"- {escape_markdown(row.of)}: {' · '.join(used)}")
    return lines


def _accounts(view: StoryView, texts: Texts) -> list[str]:
    lines = ["## " + texts.say("The accounts in full")]
    for account in view.accounts:
        lines += ["", f"### {escape_markdown(account.column.label)}: {escape_markdown(account.column.headline)}", ""]
        if account.column.published:
            lines += [account.column.published, ""]
        if account.url:
            lines += [f"<{account.url.replace('>', '%3E').replace(' ', '%20')}>", ""]
        for paragraph in account.paragraphs:
            text = "".join(run.text for sentence in paragraph.sentences for run in sentence.runs)
            lines += [escape_markdown(text), ""]
        lines.append(f"`{account.digest}`" if account.digest else "")
    return lines
