"""All findings of an account in reading order, for showing an article with its findings marked and the reasons."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.account import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A finding at `start`–`end`: what it is, which rule or model made it, and what it found, in words."""

    start: int
    end: int
    label: str  # quotation, speaker, source, time, number, name
    rule: str
    detail: str


def mark_findings(account: Account) -> tuple[Mark, ...]:
    """Every finding of the account, outer ones before those inside them."""
    marks: list[Mark] = []
    for quotation in account.quotations:
        who = quotation.speaker.name if quotation.speaker else "speaker not told"
        detail = f"{quotation.form.value}, {quotation.stance or 'said'} by {who}" + (
            f" ({quotation.cue})" if quotation.cue else ""
        )
        if quotation.sources:
            detail += "; on the word of " + ", ".join(quotation.sources)
        marks.append(_mark(quotation.start, quotation.end, "quotation", quotation.rule, detail))
        if quotation.speaker is not None:
            marks.append(
                _mark(quotation.speaker.start, quotation.speaker.end, "speaker", quotation.rule, quotation.speaker.name)
            )
    for use in account.sources:
        detail = f"{use.source} ({use.kind.value})" + (", inferred" if use.inferred else "")
        if use.via:
            detail += " ← " + " ← ".join(use.via)
        marks.append(_mark(use.start, use.end, "source", use.rule, detail))
    for time in account.timeline:
        marks.append(_mark(time.start, time.end, "time", time.rule, f"{time.at} ({time.precision})"))
    for number in account.numbers:
        words = " ".join(word for word in (number.hedge, f"{number.value:g}", number.unit) if word)
        marks.append(_mark(number.start, number.end, "number", "number", words))
    for name in account.names:
        detail = " = ".join((name.name, *name.also)) + (f" ({name.kind})" if name.kind else "")
        marks += [_mark(start, end, "name", name.evidence, detail) for start, end in name.spans]
    return tuple(sorted(dict.fromkeys(marks), key=lambda one: (one.start, -one.end, one.label)))


def _mark(start: int, end: int, label: str, rule: str, detail: str) -> Mark:
    return Mark(start=start, end=end, label=label, rule=rule, detail=detail)
