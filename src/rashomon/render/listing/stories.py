"""The front page: stories by day, the widest told first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlencode

from rashomon.model import Story, StoryArticle, StoryQuery
from rashomon.render.languages import language_tag, text_direction
from rashomon.render.links import Links
from rashomon.render.texts import Texts
from rashomon.render.times import show_day, show_range

_OUTLETS_NAMED = 6
"""Outlets named under a headline: about a line's worth; the rest are counted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    """A story as the list shows it; `ticks` (0–1) are its articles' times between the first and the last."""

    href: str
    headline: str
    lang: str
    dir: str
    outlets: tuple[str, ...]
    more_outlets: int
    accounts: int
    origins: int
    times: str
    ticks: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayOfStories:
    """A day's stories: those that several outlets tell, and those with one account so far."""

    day: str
    told: tuple[StoryLine, ...]
    single: tuple[StoryLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesView:
    """Input of `stories.html`."""

    days: tuple[DayOfStories, ...]
    query: StoryQuery
    outlets: tuple[str, ...]
    languages: tuple[str, ...]
    earlier: str  # address of the next page, "" on the last
    later: str

    @property
    def filtered(self) -> bool:
        """Whether the query leaves stories out."""
        asked = self.query
        return bool(asked.outlet or asked.language or asked.since or asked.until or asked.min_outlets > 1)


def view_stories(
    stories: Sequence[Story],
    texts: Texts,
    links: Links,
    *,
    query: StoryQuery,
    outlets: Sequence[str],
) -> StoriesView:
    """The stories of one page; one more than `query.limit` tells that there is a next page."""
    limit = query.limit or len(stories) or 1
    shown, more = stories[:limit], len(stories) > limit
    by_day: dict[date | None, list[Story]] = {}
    for story in shown:
        moment = story.last_at or story.first_at
        by_day.setdefault(moment.date() if moment else None, []).append(story)
    return StoriesView(
        days=tuple(_view_day(day, by_day[day], texts, links) for day in sorted(by_day, key=_latest_first)),
        query=query,
        outlets=tuple(outlets),
        languages=tuple(sorted({a.language for story in stories for a in story.articles if a.language})),
        earlier=_page_address(query, query.offset + limit, links) if more else "",
        later=_page_address(query, max(0, query.offset - limit), links) if query.offset else "",
    )


def view_story_line(story: Story, texts: Texts, links: Links) -> StoryLine:
    """One story as a list shows it."""
    outlets = list(dict.fromkeys(article.outlet for article in story.articles if article.outlet))
    author = next((a for a in story.articles if a.headline == story.headline), None)
    lang = language_tag(author.language if author else "")
    return StoryLine(
        href=_story_address(story, links),
        headline=story.headline or texts.say("(without a headline)"),
        lang=lang,
        dir=text_direction(lang),
        outlets=tuple(outlets[:_OUTLETS_NAMED]),
        more_outlets=max(0, len(outlets) - _OUTLETS_NAMED),
        accounts=len(story.articles),
        origins=story.origins,
        times=show_range(story.first_at, story.last_at, texts.ui, days_only=any(map(_tells_no_time, story.articles))),
        ticks=_ticks(story.articles),
    )


def _story_address(story: Story, links: Links) -> str:
    """The story's page; in files a story of one article is that article's page, there being nothing to compare."""
    if links.on_disk and len(story.articles) == 1:
        return links.article(story.articles[0].id)
    return links.story(story.id)


def _view_day(day: date | None, stories: list[Story], texts: Texts, links: Links) -> DayOfStories:
    told = [story for story in stories if len(story.articles) > 1]
    told.sort(key=lambda story: (-story.origins, -story.outlets, -len(story.articles)))
    return DayOfStories(
        day=show_day(day, texts.ui) if day else texts.say("time not known"),
        told=tuple(view_story_line(story, texts, links) for story in told),
        single=tuple(view_story_line(story, texts, links) for story in stories if len(story.articles) < 2),
    )


def _latest_first(day: date | None) -> int:
    """Local days are not in the order of instants; stories without a time come last."""
    return -day.toordinal() if day else 1


def _tells_no_time(article: StoryArticle) -> bool:
    """Whether only the day is known: a member has no precision, and midnight to the second is a day without a time."""
    at = article.published_at
    return at is not None and (at.hour, at.minute, at.second) == (0, 0, 0)


def _ticks(articles: Sequence[StoryArticle]) -> tuple[float, ...]:
    if any(map(_tells_no_time, articles)):
        return ()
    times: list[datetime] = sorted(a.published_at for a in articles if a.published_at is not None)
    if len(times) < 2 or times[0] == times[-1]:
        return ()
    span = (times[-1] - times[0]).total_seconds()
    return tuple(round((time - times[0]).total_seconds() / span, 3) for time in times)


def _page_address(query: StoryQuery, offset: int, links: Links) -> str:
    if links.on_disk:
        return links.stories_page(offset // (query.limit or 1) + 1)
    fields = {
        "outlet": query.outlet,
        "language": query.language,
        "min_outlets": str(query.min_outlets) if query.min_outlets > 1 else "",
        "since": query.since.date().isoformat() if query.since else "",
        "until": query.until.date().isoformat() if query.until else "",
        "words": query.words,
        "offset": str(offset) if offset else "",
        "ui": links.ui,
    }
    chosen = urlencode({name: value for name, value in fields.items() if value})
    return f"/?{chosen}" if chosen else "/"
