"""A claim that an outlet changed is told with what stood there before, and with who had told it by then."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from rashomon.archive.following import claim_changes
from rashomon.model import (
    Account,
    ArticleId,
    Claim,
    ClaimId,
    Comparison,
    Sentence,
    SentenceId,
    Standing,
    Story,
    StoryId,
    Version,
)
from rashomon.text.sentences import split_sentences

NOON = datetime(2031, 5, 4, 12, 0, tzinfo=UTC)
OLD = "Four people were hurt when the sea wall broke at Saltby on Sunday."
NEW = "Nine people were hurt when the sea wall broke at Saltby on Sunday."
REST = "The school board closed two schools until the end of the week."


def version(outlet: str, text: str, *, hours: float, published: float | None = None) -> Version:
    return Version(
        id=ArticleId(outlet),
        outlet=outlet,
        text=text,
        captured_at=NOON + timedelta(hours=hours),
        published_at=None if published is None else NOON + timedelta(hours=published),
    )


def account(latest: Version) -> Account:
    spans = split_sentences(latest.text, latest.paragraphs, latest.language)
    sentences = tuple(
        Sentence(id=SentenceId(f"{latest.id}:{n}"), start=start, end=end, text=latest.text[start:end])
        for n, (start, end, _) in enumerate(spans)
    )
    return Account(article=latest, sentences=sentences)


def comparison(*latest: Version) -> Comparison:
    claim = Claim(
        id=ClaimId("c1"),
        text=NEW,
        statements=tuple(SentenceId(f"{one.id}:0") for one in latest),
        origins=(),
        standing=Standing.INDEPENDENCE_UNKNOWN,
        disputed=False,
    )
    return Comparison(
        story=Story(
            id=StoryId("s"), headline=NEW, first_at=None, last_at=None, articles=(), outlets=len(latest), origins=1
        ),
        accounts=tuple(account(one) for one in latest),
        quotations=(),
        sources=(),
        claims=(claim,),
        alignments=(),
        differences=(),
        only_in={},
        timeline=(),
        lineage=(),
        wording=(),
        names=(),
    )


POST = version("Post", f"{OLD}\n{REST}", hours=0), version("Post", f"{NEW}\n{REST}", hours=9)
EARLY = version("Early", f"{NEW}\nNothing more is known.", hours=30, published=-1)
LATE = version("Late", f"{NEW}\nThe mayor thanked the ferry company.", hours=8)


def test_what_changed_is_told_with_who_had_told_it_before() -> None:
    states = {
        POST[0].id: (POST, ("new", "outlet edited, joined by url")),
        EARLY.id: ((EARLY,), ("new",)),
        LATE.id: ((LATE,), ("new",)),
    }
    [change] = claim_changes(comparison(POST[1], EARLY, LATE), states)
    assert (change.claim, change.outlet, change.before, change.after) == ("c1", "Post", OLD, NEW)
    assert (change.still_at, change.seen_at) == (NOON, NOON + timedelta(hours=9))
    # Late came between the two captures: whether before or after the change cannot be known.
    assert change.told_before == ("Early",)


def test_a_sentence_that_was_added_replaces_nothing() -> None:
    added = version("Post", REST, hours=0), version("Post", f"{NEW}\n{REST}", hours=9)
    states = {added[0].id: (added, ("new", "outlet edited")), EARLY.id: ((EARLY,), ("new",))}
    [change] = claim_changes(comparison(added[1], EARLY), states)
    assert (change.before, change.after) == ("", NEW)


def test_what_only_we_read_otherwise_is_no_change_of_the_outlet() -> None:
    states = {POST[0].id: (POST, ("new", "extractor improved")), EARLY.id: ((EARLY,), ("new",))}
    assert claim_changes(comparison(POST[1], EARLY), states) == ()


def test_a_sentence_that_stood_there_from_the_first_is_no_change() -> None:
    edited = POST[1], version("Post", f"{NEW}\n{REST}\nMore will follow.", hours=10)
    states = {edited[0].id: (edited, ("new", "outlet edited")), EARLY.id: ((EARLY,), ("new",))}
    assert claim_changes(comparison(edited[1], EARLY), states) == ()
