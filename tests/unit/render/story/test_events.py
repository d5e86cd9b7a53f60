"""A story's events, newest first, each at the time when it became so."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from tests.fictional import BAY, ferry_comparison

from rashomon.model import Standing
from rashomon.render.story.events import story_events
from rashomon.render.texts import load_texts

_ADDRESS = "https://news.example/stories/1.html"


def test_accounts_second_origins_and_disputes_are_told() -> None:
    comparison = ferry_comparison()
    entries = story_events(comparison, {}, _ADDRESS, load_texts("en"))
    kinds = [entry.id.partition("#")[2].partition("-")[0] for entry in entries]
    assert kinds.count("account") == len(comparison.accounts)
    assert kinds.count("second") == sum(c.standing is Standing.CORROBORATED for c in comparison.claims) > 0
    assert kinds.count("disputed") == len({d.claim for d in comparison.differences if d.contradiction}) > 0
    times = [entry.updated_at for entry in entries if entry.updated_at]
    assert times == sorted(times, reverse=True)
    assert len({entry.id for entry in entries}) == len(entries)


def test_a_second_origin_appears_when_the_second_account_does() -> None:
    comparison = ferry_comparison()
    claim = next(c for c in comparison.claims if c.standing is Standing.CORROBORATED)
    at = {account.article.id: account.article.published_at for account in comparison.accounts}
    firsts = sorted(min(t for key in origin.accounts if (t := at[key])) for origin in claim.origins)
    entry = next(
        e for e in story_events(comparison, {}, _ADDRESS, load_texts("en")) if e.id.endswith(f"second-{claim.id}")
    )
    assert entry.updated_at == firsts[1]


def test_an_edit_by_the_outlet_is_told_and_a_new_reading_is_not() -> None:
    comparison = ferry_comparison()
    first = next(account.article for account in comparison.accounts if account.article.id == BAY)
    assert first.captured_at is not None
    edited = replace(first, headline="渡轮撞桥", captured_at=first.captured_at + timedelta(hours=1))
    reread = replace(edited, text=first.text + "。", extractor="generic/9")
    entries = story_events(comparison, {BAY: (first, edited, reread)}, _ADDRESS, load_texts("zh-Hans"))
    assert [entry.title for entry in entries if "#edit-" in entry.id] == [f"已修改：{first.outlet}: 渡轮撞桥"]
