"""On how many independent words a claim rests: never more than can be shown."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from rashomon.compare.alignment import Match
from rashomon.compare.newsrooms import read_newsrooms
from rashomon.compare.origins import Verdict, judge_claim
from rashomon.compare.statements import read_accounts
from rashomon.model import (
    Account,
    ArticleId,
    Copy,
    CopyKind,
    OriginBasis,
    Quotation,
    QuotationForm,
    Sentence,
    SentenceId,
    SourceKind,
    SourceUse,
    Speaker,
    Standing,
    Version,
)
from rashomon.outlets import Outlet, Outlets

HOUSES = (
    Outlet(id="north", name="北方通讯社", kind="agency", owner="state"),
    Outlet(id="south", name="南方通讯社", kind="agency", owner="trust"),
    Outlet(id="hill", name="山城日报", kind="newspaper", owner="bank"),
    Outlet(id="river", name="河城日报", kind="newspaper", owner="bank"),
    Outlet(id="sea", name="海城晚报", kind="newspaper", owner="guild"),
)
OUTLETS = Outlets(all=HOUSES, hosts={}, folded_names={house.name: house for house in HOUSES})


def told(outlet: str, text: str, *, source: str = "", speaker: str = "") -> Account:
    """An account of one sentence, resting on a source or a speaker."""
    article = ArticleId(f"of {outlet}")
    sentence = Sentence(id=SentenceId(f"{article}.s0"), start=0, end=len(text), text=text)
    sources = (
        SourceUse(
            account=article, sentence=sentence.id, source=source, text=source, kind=SourceKind.AGENCY, start=0, end=1
        ),
    )
    quotations = (
        Quotation(
            id="q0",
            account=article,
            sentence=sentence.id,
            start=0,
            end=len(text),
            text=text,
            form=QuotationForm.INDIRECT,
            speaker=Speaker(name=speaker, text=speaker, start=0, end=1),
        ),
    )
    return Account(
        article=Version(id=article, outlet=outlet, text=text, language="zh"),
        sentences=(sentence,),
        sources=sources if source else (),
        quotations=quotations if speaker else (),
    )


def judge(
    *accounts: Account,
    copies: tuple[Copy, ...] = (),
    outlets: Outlets | None = OUTLETS,
    score: float = 0.9,
    same: bool = True,
) -> Verdict:
    """The verdict on the claim that all of the accounts' sentences make, each aligned with each."""
    reading = read_accounts(accounts)
    group = tuple(range(len(reading.statements)))
    matches = {(left, right): Match(left, right, score, same) for left, right in combinations(group, 2)}
    return judge_claim(group, reading, matches, newsrooms=read_newsrooms(reading.accounts, outlets), copies=copies)


FLOOD = "青河上游的水坝周一夜里决口。"
FLOOD_TOO = "周一深夜，青河大坝溃决，下游被淹。"


def test_one_account_stands_alone() -> None:
    verdict = judge(told("海城晚报", FLOOD))

    assert verdict.standing is Standing.SINGLE_ACCOUNT
    assert "海城晚报" in verdict.reason


def test_nothing_said_is_independence_unknown() -> None:
    verdict = judge(told("海城晚报", FLOOD), told("山城日报", FLOOD_TOO))

    assert verdict.standing is Standing.INDEPENDENCE_UNKNOWN
    assert verdict.origins == ()


def test_two_agencies_corroborate() -> None:
    verdict = judge(told("海城晚报", FLOOD, source="北方通讯社"), told("山城日报", FLOOD_TOO, source="南方通讯社"))

    assert verdict.standing is Standing.CORROBORATED
    assert "2 independent origins" in verdict.reason
    assert verdict.rests_on == ("北方通讯社", "南方通讯社")


def test_a_newsroom_without_a_name_of_its_own_is_no_origin_that_counts() -> None:
    named = told("海城晚报", FLOOD, source="北方通讯社")

    assert judge(named, told("山城日报", FLOOD_TOO, source="鹭岛电视台")).standing is Standing.CORROBORATED
    for nameless in ("英國電視台", "当地日报", "通讯社"):
        assert judge(named, told("山城日报", FLOOD_TOO, source=nameless)).standing is Standing.INDEPENDENCE_UNKNOWN


def test_a_newsroom_is_one_under_whatever_word_goes_before_its_name() -> None:
    verdict = judge(
        told("海城晚报", FLOOD, source="官媒北方通讯社"), told("山城日报", FLOOD_TOO, source="《北方通讯社》")
    )

    assert verdict.standing is Standing.SAME_ORIGIN
    assert verdict.rests_on == ("北方通讯社",)


def test_an_agency_that_retells_here_is_no_word_of_its_own_where_others_name_it() -> None:
    compiled = told("北方通讯社", f"（北方通讯社青河21日综合外电报道）{FLOOD}")
    accounts = told("海城晚报", FLOOD, source="北方通讯社"), told("山城日报", FLOOD_TOO, source="南方通讯社")

    assert judge(*accounts).standing is Standing.CORROBORATED
    assert judge(*accounts, compiled).standing is Standing.INDEPENDENCE_UNKNOWN


def test_independent_words_must_surely_meet() -> None:
    two = told("海城晚报", FLOOD, source="北方通讯社"), told("山城日报", FLOOD_TOO, source="南方通讯社")

    assert not judge(*two).in_part
    assert judge(*two, same=False).in_part
    assert "share a part" in judge(*two, same=False).reason
    assert judge(*two, score=0.5).standing is Standing.INDEPENDENCE_UNKNOWN


def test_speakers_named_beside_two_newsrooms_are_no_origins_of_their_own() -> None:
    verdict = judge(
        told("海城晚报", FLOOD, source="北方通讯社", speaker="林秀"),
        told("山城日报", FLOOD_TOO, source="南方通讯社", speaker="水利局"),
    )

    assert {origin.name for origin in verdict.origins} == {"北方通讯社", "南方通讯社", "林秀", "水利局"}
    assert verdict.rests_on == ("北方通讯社", "南方通讯社")


def test_an_agency_reports_for_itself_unless_it_says_otherwise() -> None:
    own = told("北方通讯社", FLOOD)
    other = told("山城日报", FLOOD_TOO, source="南方通讯社")
    compiled = told("北方通讯社", f"（北方通讯社青河21日综合外电报道）{FLOOD}")
    citing = replace(own, sources=tuple(replace(source, sentence=SentenceId("elsewhere")) for source in other.sources))

    assert judge(own, other).rests_on == ("北方通讯社", "南方通讯社")
    assert judge(compiled, other).standing is Standing.INDEPENDENCE_UNKNOWN
    assert judge(citing, other).standing is Standing.INDEPENDENCE_UNKNOWN


def test_one_agency_is_one_origin_however_many_carry_it() -> None:
    verdict = judge(
        told("海城晚报", FLOOD, source="北方通讯社"),
        told("山城日报", FLOOD_TOO, source="北方通讯社"),
        told("北方通讯社", "青河水坝决口。"),
    )

    assert verdict.standing is Standing.SAME_ORIGIN
    assert len(verdict.origins[0].accounts) == 3


def test_a_source_beside_silence_is_unknown() -> None:
    verdict = judge(told("海城晚报", FLOOD, source="北方通讯社"), told("山城日报", FLOOD_TOO))

    assert verdict.standing is Standing.INDEPENDENCE_UNKNOWN


def test_one_speakers_words_are_one_origin() -> None:
    verdict = judge(told("海城晚报", FLOOD, speaker="何雨"), told("山城日报", FLOOD_TOO, speaker="何雨"))

    assert verdict.standing is Standing.SAME_ORIGIN


def test_two_speakers_are_not_shown_to_be_independent() -> None:
    verdict = judge(told("海城晚报", FLOOD, speaker="何雨"), told("山城日报", FLOOD_TOO, speaker="外事处"))

    assert verdict.standing is Standing.INDEPENDENCE_UNKNOWN
    assert "nothing shows" in verdict.reason


@pytest.mark.parametrize("outlets", [OUTLETS, None])
def test_outlets_of_one_owner_are_never_independent(outlets: Outlets | None) -> None:
    verdict = judge(
        told("河城日报", FLOOD, source="北方通讯社"),
        told("山城日报", FLOOD_TOO, source="南方通讯社"),
        outlets=outlets,
    )

    expected = Standing.CORROBORATED if outlets is None else Standing.SAME_ORIGIN
    assert verdict.standing is expected


def test_text_carried_over_word_for_word_is_copied() -> None:
    long = "青河上游的水坝周一夜里突然决口，三个村庄被淹没，救援队连夜赶到。"
    verdict = judge(told("海城晚报", long), told("山城日报", "据悉，" + long))

    assert verdict.standing is Standing.SAME_ORIGIN
    assert verdict.origins[0].basis is OriginBasis.COPIED


def test_copies_known_to_the_archive_count() -> None:
    first, second = told("海城晚报", FLOOD), told("山城日报", FLOOD_TOO)
    copy = Copy(article=first.article.id, original=second.article.id, kind=CopyKind.NEAR, share=0.8)

    assert judge(first, second, copies=(copy,)).standing is Standing.SAME_ORIGIN
    assert judge(first, second, copies=(replace(copy, share=0.1),)).standing is Standing.INDEPENDENCE_UNKNOWN


def test_own_reporting_is_an_origin() -> None:
    verdict = judge(
        told("海城晚报", "村长告诉本报记者，青河大坝溃决。"), told("山城日报", FLOOD_TOO, source="南方通讯社")
    )

    assert verdict.standing is Standing.CORROBORATED
