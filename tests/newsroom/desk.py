"""Outlets that change by the clock: articles appear, are edited and are taken down; pages follow from the time alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.newsroom.press import Piece, article_page, index_page, rss_feed
from tests.newsroom.server import Newsroom, Reply, Visit
from tests.newsroom.stories import chinese_pieces, english_pieces

_EDITED_AFTER = timedelta(hours=20)
_REMOVED_AFTER = timedelta(days=4)
_SHOWN = 10  # articles in a feed or on an index page


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """An article with its fate."""

    piece: Piece
    is_edited: bool
    is_removed: bool

    def at(self, moment: datetime) -> Piece | None:
        """The article as it stands at that moment; None before it is published and after it is taken down."""
        age = moment - self.piece.at
        if age < timedelta(0) or (self.is_removed and age >= _REMOVED_AFTER):
            return None
        if self.is_edited and age >= _EDITED_AFTER:
            *first, last = self.piece.paragraphs
            return replace(self.piece, paragraphs=(*first, last.replace("30", "40") + " (Corrected.) 此处已更正。"))
        return self.piece


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """One outlet: where it stands, what it prints, in which encoding."""

    host: str
    outlet: str
    language: str
    charset: str
    printed: tuple[Printed, ...]

    def urls(self, newsroom: Newsroom, wanted: Callable[[Printed], bool] = lambda printed: True) -> set[str]:
        return {newsroom.url(self.host, item.piece.path) for item in self.printed if wanted(item)}

    def open(self, newsroom: Newsroom, *, kind: str) -> str:
        """The outlet answers from now on; the address of its list: a full feed, a feed of summaries, an index."""
        for item in self.printed:
            newsroom.put(self.host, item.piece.path, self._article(newsroom, item))
        path = {"full": "/feed", "summaries": "/rss.xml", "index": "/world"}[kind]
        newsroom.put(self.host, path, self._list(newsroom, kind))
        return newsroom.url(self.host, path)

    def _article(self, newsroom: Newsroom, item: Printed) -> Callable[[Visit], Reply]:
        def reply(visit: Visit) -> Reply:
            piece = item.at(visit.at)
            if piece is None:
                return Reply(status=410 if visit.at > item.piece.at else 404)
            url = newsroom.url(self.host, piece.path)
            body = article_page(piece, outlet=self.outlet, url=url, language=self.language, charset=self.charset)
            return Reply(body=body, content_type=f"text/html; charset={self.charset}")

        return reply

    def _list(self, newsroom: Newsroom, kind: str) -> Callable[[Visit], Reply]:
        def reply(visit: Visit) -> Reply:
            now = [piece for item in self.printed if (piece := item.at(visit.at)) is not None]
            shown = sorted(now, key=lambda piece: piece.at, reverse=True)[:_SHOWN]
            if kind == "index":
                return Reply(
                    body=index_page(shown, title="World").encode(self.charset),
                    content_type=f"text/html; charset={self.charset}",
                )
            base = newsroom.url(self.host, "")
            body = rss_feed(shown, outlet=self.outlet, base=base, is_full=kind == "full", language=self.language)
            return Reply(body=body, content_type="application/rss+xml")

        return reply


def make_desk(host: str, outlet: str, *, first: datetime, days: int, language: str, charset: str = "utf-8") -> Desk:
    """Two articles a day for so many days, each third one edited and each fifth taken down later."""
    models = english_pieces(first) if language == "en" else chinese_pieces(first)
    printed = []
    for number in range(2 * days):
        model = models[number % len(models)]
        piece = replace(
            model,
            path=f"/{host.partition('.')[0]}/{number // 2 + 1:02d}/{5000 + number}.html",
            headline=f"{model.headline} ({number + 1})",
            at=(first + timedelta(hours=12 * number, minutes=7 * (number % 9))).astimezone(model.at.tzinfo),
        )
        printed.append(Printed(piece=piece, is_edited=number % 3 == 0, is_removed=number % 5 == 1))
    return Desk(host=host, outlet=outlet, language=language, charset=charset, printed=tuple(printed))
