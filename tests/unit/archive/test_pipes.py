"""What is sent between processes arrives as it was."""

from __future__ import annotations

import io
from datetime import datetime, timedelta, timezone

import pytest

from rashomon.archive.pipes import receive, send
from rashomon.model import ArticleId, Image, Page, Paragraph, ParagraphKind, Reason, Rejected, Version

ABROAD = datetime(2031, 5, 4, 9, 30, 1, 250, tzinfo=timezone(timedelta(hours=5, minutes=45)))
VERSION = Version(
    id=ArticleId("a1"),
    outlet="River Post",
    headline="水坝出现裂缝",
    text="河谷市\n水坝",
    byline=("林若溪",),
    published_at=ABROAD,
    paragraphs=(Paragraph(start=0, end=3), Paragraph(start=4, end=6, kind=ParagraphKind.HEADING)),
    images=(Image(url="https://riverpost.example/1.jpg", caption="闸门"),),
)


def sent(value: object) -> object:
    pipe = io.BytesIO()
    send(pipe, value)
    pipe.seek(0)
    return receive(pipe)


@pytest.mark.parametrize(
    "value",
    [
        VERSION,
        Version(id=ArticleId("a1"), text="half a pair: \ud800"),
        Page(source="a.md", body=b"\x00\xff", captured_at=ABROAD),
        Rejected(source="a.md", reason=Reason.NO_TEXT, detail="empty"),
        {"many": [(VERSION, None), VERSION]},
        ValueError("any other object"),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_value_arrives_as_it_was(value: object) -> None:
    assert repr(sent(value)) == repr(value)


def test_times_keep_their_offset() -> None:
    arrived = sent(VERSION)
    assert isinstance(arrived, Version)
    assert arrived.published_at is not None
    assert arrived.published_at.isoformat() == ABROAD.isoformat()


@pytest.mark.parametrize("kept", [0, 4, 8, 20])
def test_a_value_cut_off_is_the_end(kept: int) -> None:
    pipe = io.BytesIO()
    send(pipe, VERSION)
    with pytest.raises(EOFError):
        receive(io.BytesIO(pipe.getvalue()[:kept]))
