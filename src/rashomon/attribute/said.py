"""A quotation as a language's rules find it, before its speaker's fullest name and its sources are known."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model.account import QuotationForm


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Who a sentence says has said it: `start`–`end` with the title, the bare name from `name_start`."""

    start: int
    end: int
    name_start: int
    pronoun: bool = False
    group: bool = False  # a group without a name: 知情人士, officials


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words at `start`–`end`, the cue that says they are somebody's, and whose."""

    start: int
    end: int
    form: QuotationForm
    cue: str
    cue_at: int
    stance: str
    subject: Subject | None
    rule: str
    block: int = 0  # the paragraph it stands in
