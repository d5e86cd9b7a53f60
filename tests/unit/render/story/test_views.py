"""What the story page shows, as values."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.fictional import BAY, ISLE, NORTH, ferry_comparison, many_accounts, one_account

from rashomon.model import ClaimId, Comparison, Difference, DifferenceKind, SentenceId, Value
from rashomon.render.links import NO_LINKS
from rashomon.render.marked import Mark
from rashomon.render.story.head import STRIP_AT_MOST, view_strip
from rashomon.render.story.view import StoryView, digest_accounts, view_story
from rashomon.render.texts import load_texts


def _view(comparison: Comparison) -> StoryView:
    return view_story(comparison, load_texts("en"), NO_LINKS)


@pytest.fixture(scope="module")
def view() -> StoryView:
    return _view(ferry_comparison())


def test_the_head_names_who_wrote_the_headline(view: StoryView) -> None:
    assert (view.head.outlet, view.head.lang) == ("海湾日报", "zh-Hans")
    assert view.head.facts == (
        "4 accounts",
        "4 outlets",
        "2 independent origins",
        "4 Nov 2031, 21:13 – 5 Nov 2031, 02:04 UTC+8",
    )


def test_the_summary_is_made_of_counts(view: StoryView) -> None:
    assert "".join(part.text for part in view.head.summary) == (
        "2 claims are corroborated by independent origins, 1 rests on one report (联海社), "
        "4 are told by several accounts that do not say where they come from, "
        "3 stand in one account only, 3 are disputed."
    )
    assert [part.mark for part in view.head.summary] == ["corroborated", "same", "unknown", "single", "wave"]


def test_the_strip_has_a_line_an_account_and_a_mark_a_claim(view: StoryView) -> None:
    assert [number for number, _href in view.strip.numbers] == list(range(1, 11))
    assert [line.column.label for line in view.strip.lines] == ["海湾日报", "島聞", "The Strait Courier", "北岸新闻网"]
    assert len(view.strip.marks) == 10
    assert all(len(line.tells) == 10 for line in view.strip.lines)
    assert sum(tells for line in view.strip.lines for tells in line.tells) == 24


def test_claims_stand_in_their_parts(view: StoryView) -> None:
    assert [row.standing for row in view.common] == ["corroborated"] * 2 + ["unknown"] * 4
    assert [row.standing for row in view.one_word] == ["same"]
    assert {row.number for row in (*view.common, *view.one_word)} | {6, 9, 10} == set(range(1, 11))


def test_a_row_has_a_cell_an_account_and_tells_the_silent(view: StoryView) -> None:
    row = next(row for row in view.common if row.standing == "unknown" and row.told_by == 3)
    assert [bool(cell.words) for cell in row.cells] == [True, True, True, False]
    assert [column.label for column in row.silent] == ["北岸新闻网"]
    assert row.standing_words == "three accounts, origins not known"


def test_a_cell_holds_the_exact_words(view: StoryView) -> None:
    words = view.common[0].cells[0].words[0]
    assert (
        "".join(run.text for run in words.runs)
        == "渡轮“云雀号”星期二晚间在维尔港二号码头靠岸时撞上栈桥，造成37人受伤。"
    )
    contradicting = "".join(run.text for run in words.runs if Mark.CONTRADICTS in run.marks)
    assert contradicting == "二号码头37人受伤"


def test_a_speaker_is_not_named_again_as_the_source(view: StoryView) -> None:
    words = next(w for row in view.common for cell in row.cells for w in cell.words if w.speakers == ("沈默言",))
    assert words.sources == ()


def test_an_inferred_source_is_told_as_inferred(view: StoryView) -> None:
    last = view.one_word[0].cells[3].words[0]
    assert [(label.name, label.inferred) for label in last.sources] == [("联海社", True)]


def test_differences_put_contradictions_first_and_wording_apart(view: StoryView) -> None:
    assert [(line.kind.value, line.contradiction) for line in view.differences] == [
        ("number", True),
        ("place", True),
        ("number", False),
        ("place", False),
        ("time", False),
    ]
    assert [line.kind for line in view.wording_differences] == [DifferenceKind.WORDING]


def test_equal_words_of_two_accounts_are_one_variant(view: StoryView) -> None:
    injured = view.differences[0]
    assert [variant.text for variant in injured.variants] == ["37人受伤", "至少41人受傷", "37 people"]
    assert [holder.column.id for holder in injured.variants[0].holders] == [BAY, NORTH]


def test_what_one_account_has_alone_keeps_its_claims_number(view: StoryView) -> None:
    isle = next(entry for entry in view.only_in if entry.column.id == ISLE)
    assert [item.number for item in isle.items] == [9, 0]


def test_a_saying_stands_once_with_every_rendering(view: StoryView) -> None:
    harbour_master = view.speakers[0]
    assert (harbour_master.name, harbour_master.also) == ("沈默言", ("Shen Moyan",))
    renderings = harbour_master.sayings[0].renderings
    assert [r.column.label for r in renderings] == ["海湾日报", "島聞", "The Strait Courier", "北岸新闻网"]
    assert [r.remarks for r in renderings] == [("cut",), ("added",), (), ("paraphrased",)]
    assert len(renderings[2].pieces) == 2


def test_lineage_counts_statements_and_tells_inference(view: StoryView) -> None:
    first = view.lineage[0]
    assert (first.source, first.outlet, first.statements, first.inferred) == ("联海社", "北岸新闻网", 3, False)
    assert [line.inferred for line in view.lineage if line.source == "港务局"] == [True]


def test_the_timeline_is_in_order_and_joins_one_claims_times(view: StoryView) -> None:
    assert [entry.at[:7] for entry in view.timeline] == ["2018", "2031-10", "2031-11", "2031-11", "2031-11", "2031-11"]
    evening = view.timeline[2]
    assert [column.label for column in evening.groups[0].columns] == ["海湾日报", "The Strait Courier"]


def test_the_full_accounts_give_every_sentence_once(view: StoryView) -> None:
    anchors = [s.anchor for account in view.accounts for p in account.paragraphs for s in p.sentences]
    assert len(anchors) == len(set(anchors)) == 27


def test_two_accounts_of_one_outlet_are_told_apart() -> None:
    comparison = ferry_comparison()
    second = replace(comparison.accounts[1], article=replace(comparison.accounts[1].article, outlet="海湾日报"))
    view = _view(replace(comparison, accounts=(comparison.accounts[0], second, *comparison.accounts[2:])))
    assert [column.label for column in view.columns[:2]] == ["海湾日报 (1)", "海湾日报 (2)"]


def test_findings_of_unknown_sentences_are_left_out() -> None:
    comparison = ferry_comparison()
    lost = Difference(
        claim=ClaimId("k1"),
        kind=DifferenceKind.FACT,
        values=(
            Value(sentence=SentenceId("gone.s1"), start=0, end=1, text="a"),
            Value(sentence=SentenceId("gone.s2"), start=0, end=1, text="b"),
        ),
    )
    view = _view(replace(comparison, differences=(lost,)))
    assert view.differences == ()


def test_one_account_has_nothing_to_compare_with() -> None:
    view = _view(one_account())
    assert [part.text for part in view.head.summary] == ["One account so far: there is nothing yet to compare it with."]
    assert view.layout == "cols-1"


def test_many_accounts_flow() -> None:
    view = _view(many_accounts(30))
    assert view.layout == "flow"
    assert len(view.strip.lines) == 30


def test_the_digest_depends_on_the_texts_and_not_on_their_order() -> None:
    comparison = ferry_comparison()
    turned = replace(comparison, accounts=comparison.accounts[::-1])
    assert digest_accounts(comparison) == digest_accounts(turned)
    assert digest_accounts(comparison) != digest_accounts(one_account())


def test_the_strip_has_room_for_the_claims_that_most_accounts_tell(view: StoryView) -> None:
    row = view.common[0]
    rows = tuple(replace(row, number=number, told_by=4 if number % 2 else 2) for number in range(1, 201))

    strip = view_strip(rows, view.columns)

    assert len(strip.numbers) == STRIP_AT_MOST
    assert strip.beyond == 200 - STRIP_AT_MOST
    assert [number for number, _ in strip.numbers] == sorted(number for number, _ in strip.numbers)
    assert set(range(1, 201, 2)) <= {number for number, _ in strip.numbers}
