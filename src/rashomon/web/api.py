"""The REST API under /api/v1, its reading half: the JSON documents of the contract."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Annotated

import msgspec
from litestar import Response, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery, QueryParameter

from rashomon.model import CaptureRecord, OutletRecord, SearchResult, Story, StoryQuery, Version
from rashomon.render.documents import AttributionDocument, ComparisonDocument, StoriesDocument, to_json
from rashomon.web.answers import answer_json, described
from rashomon.web.asking import LONGEST_QUESTION, end_of, make_cursor, read_cursor, start_of
from rashomon.web.desk import Asked, desk_of

_LONGEST_PAGE = 200
_USUAL_PAGE = 50
_USUAL_HITS = 20
_MOST_OUTLETS = 1000
_FILE_URL = "file://"


_Words = Annotated[str, QueryParameter(max_length=LONGEST_QUESTION)]
_Length = Annotated[int, QueryParameter(ge=1, le=_LONGEST_PAGE)]
_Cursor = Annotated[str, QueryParameter(pattern="^[a-z2-7]*$", max_length=40)]


def _document(kind: type, description: str) -> dict[int, ResponseSpec]:
    told = {
        400: "What was asked cannot be.",
        404: "There is none.",
        429: "Too many requests.",
        503: "The archive cannot be used now.",
    }
    return described(kind, description, told)


@get("/stories", sync_to_thread=True, responses=_document(StoriesDocument, "Stories, newest first; `next`: a cursor."))
def list_stories(
    request: Asked,
    outlet: FromQuery[str] = "",
    language: FromQuery[str] = "",
    since: FromQuery[date | None] = None,
    until: FromQuery[date | None] = None,
    words: _Words = "",
    min_outlets: Annotated[int, QueryParameter(ge=1, le=_MOST_OUTLETS)] = 1,
    limit: _Length = _USUAL_PAGE,
    cursor: _Cursor = "",
) -> Response[bytes]:
    """Stories, filtered; `since` and `until` are days, `cursor` is the `next` of the page before."""

    def make() -> bytes:
        offset = read_cursor(cursor)
        query = StoryQuery(
            since=start_of(since),
            until=end_of(until),
            outlet=outlet,
            language=language,
            min_outlets=min_outlets,
            words=words.strip(),
            limit=limit + 1,
            offset=offset,
        )
        found = desk_of(request).archive.stories(query)
        more = make_cursor(offset + limit) if len(found) > limit else None
        return to_json(StoriesDocument(stories=found[:limit]), next=more)

    return answer_json(request, make)


@get("/stories/{story_id:str}", sync_to_thread=True, responses=_document(Story, "One story."))
def read_story(request: Asked, story_id: FromPath[str]) -> Response[bytes]:
    """One story with its articles."""
    return answer_json(request, lambda: to_json(desk_of(request).archive.story(story_id)))


@get(
    "/stories/{story_id:str}/comparison",
    sync_to_thread=True,
    responses=_document(ComparisonDocument, "The accounts of a story side by side."),
)
def read_comparison(request: Asked, story_id: FromPath[str]) -> Response[bytes]:
    """The comparison document of a story."""
    return answer_json(request, lambda: to_json(desk_of(request).archive.compare(story_id)))


@get("/articles/{article_id:str}", sync_to_thread=True, responses=_document(Version, "The latest version."))
def read_article(request: Asked, article_id: FromPath[str]) -> Response[bytes]:
    """The article document: its latest version."""
    return answer_json(request, lambda: to_json(desk_of(request).archive.article(article_id)))


@get(
    "/articles/{article_id:str}/versions",
    sync_to_thread=True,
    responses=_document(list[Version], "Every version, oldest first."),
)
def read_versions(request: Asked, article_id: FromPath[str]) -> Response[bytes]:
    """Every version of an article, oldest first."""
    return answer_json(request, lambda: msgspec.json.encode(desk_of(request).archive.versions(article_id)))


@get(
    "/articles/{article_id:str}/captures",
    sync_to_thread=True,
    responses=_document(list[CaptureRecord], "The captures it was read from."),
)
def read_captures(request: Asked, article_id: FromPath[str]) -> Response[bytes]:
    """The captures that an article was read from, oldest first; of a file, its name without the operator's folders."""

    def make() -> bytes:
        records = desk_of(request).archive.captures(article_id)
        return msgspec.json.encode([replace(record, source=_without_folders(record.source)) for record in records])

    return answer_json(request, make)


@get(
    "/articles/{article_id:str}/attribution",
    sync_to_thread=True,
    responses=_document(AttributionDocument, "What was found in the article."),
)
def read_attribution(request: Asked, article_id: FromPath[str]) -> Response[bytes]:
    """Sentences, quotations, sources, times and names of an article."""
    return answer_json(request, lambda: to_json(desk_of(request).archive.account(article_id)))


@get("/outlets", sync_to_thread=True, responses=_document(list[OutletRecord], "Outlets with counts."))
def list_outlets(request: Asked) -> Response[bytes]:
    """The outlets with how much the archive holds of each."""
    return answer_json(request, lambda: msgspec.json.encode(desk_of(request).held.records()))


@get("/search", sync_to_thread=True, responses=_document(SearchResult, "Hits, best first; `next`: a cursor."))
def search_articles(
    request: Asked,
    q: _Words = "",
    outlet: FromQuery[str] = "",
    limit: _Length = _USUAL_HITS,
    cursor: _Cursor = "",
) -> Response[bytes]:
    """Articles that hold the words."""

    def make() -> bytes:
        offset = read_cursor(cursor)
        result = desk_of(request).archive.search(q.strip(), outlet=outlet, limit=limit, offset=offset)
        more = make_cursor(offset + limit) if offset + limit < result.total else None
        return to_json(result, next=more)

    return answer_json(request, make)


def _without_folders(source: str) -> str:
    """The address, or the name alone of a file on the operator's disk."""
    if "://" in source and not source.startswith(_FILE_URL):
        return source
    return source.replace("\\", "/").rpartition("/")[2]


READING = (
    list_stories,
    read_story,
    read_comparison,
    read_article,
    read_versions,
    read_captures,
    read_attribution,
    list_outlets,
    search_articles,
)
