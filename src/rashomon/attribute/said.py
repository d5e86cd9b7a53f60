"""A quotation as a language's rules find it, before its speaker's fullest name and its sources are known.

Tuples rather than dataclasses, as are the other values that rules hand on: made in half the time, and there are many.
"""

from __future__ import annotations

from typing import NamedTuple

from rashomon.model.account import QuotationForm


class Subject(NamedTuple):
    """Who a sentence says has said it: `start`–`end` with the title, the bare name from `name_start`."""

    start: int
    end: int
    name_start: int
    pronoun: bool = False
    group: bool = False  # a group without a name: 知情人士, officials


class Said(NamedTuple):
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
