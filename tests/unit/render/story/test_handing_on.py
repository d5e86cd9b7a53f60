"""Speakers and sources that were not handed on, and what all accounts but one carry, as the page shows them."""

from __future__ import annotations

from dataclasses import replace

from tests.fictional import NORTH, ferry_comparison

from rashomon.model import Retelling, RetellingKind, Value
from rashomon.render.links import NO_LINKS
from rashomon.render.pages import comparison_page
from rashomon.render.story.view import view_story
from rashomon.render.texts import load_texts

COMPARISON = ferry_comparison()
LEFT, RIGHT = (COMPARISON.accounts[at].sentences[0] for at in (0, 1))


def _retelling(kind: RetellingKind) -> Retelling:
    a, b = (Value(sentence=s.id, start=s.start, end=s.end, text=s.text) for s in (LEFT, RIGHT))
    return Retelling(kind=kind, a=a, b=b, speaker="沈默言")


def test_what_lost_its_speaker_is_shown_and_what_was_cut_is_left_to_the_sayings() -> None:
    found = (_retelling(RetellingKind.AS_FACT), _retelling(RetellingKind.CUT))
    view = view_story(replace(COMPARISON, retellings=found), load_texts("en"), NO_LINKS)
    (item,) = view.handed_on
    assert (item.kind, item.speaker) == ("stated as fact", "沈默言")
    assert (item.a.text, item.b.text) == (LEFT.text, RIGHT.text)
    assert item.b.href.startswith("#a1s")


def test_what_all_but_one_carry_stands_under_the_account_that_lacks_it() -> None:
    claim = next(claim for claim in COMPARISON.claims if len(claim.statements) > 1)
    comparison = replace(COMPARISON, left_out={NORTH: (claim.id,)})
    (entry,) = view_story(comparison, load_texts("en"), NO_LINKS).left_out
    assert entry.column.id == NORTH
    (item,) = entry.items
    assert "".join(run.text for run in item.words.runs) == claim.text
    page = comparison_page(comparison)
    assert "In every account but one" in page
    assert "In every account but one" not in comparison_page(COMPARISON)
