"""The REST API under /api/v1: the JSON documents of the contract, read-only."""

from __future__ import annotations

from dataclasses import replace

import msgspec
from litestar import Response, Router, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, FromQuery

from rashomon.model import CaptureRecord, OutletRecord, SearchResult, Story, Version
from rashomon.render.documents import AttributionDocument, ComparisonDocument, StoriesDocument, to_json
from rashomon.web.answers import answer_json
from rashomon.web.asking import ask_stories, make_cursor, read_cursor, read_number, read_words
from rashomon.web.desk import Asked, desk_of

_LONGEST_PAGE = 200
_USUAL_PAGE = 50
_FILE_URL = "file://"


def _document(kind: type, description: str) -> dict[int, ResponseSpec]:
    return {200: ResponseSpec(data_container=kind, generate_examples=False, description=description)}


@get("/stories", sync_to_thread=True, responses=_document(StoriesDocument, "Stories, newest first; `next`: a cursor."))
def list_stories(
    request: Asked,
    outlet: FromQuery[str] = "",
    language: FromQuery[str] = "",
    since: FromQuery[str] = "",
    until: FromQuery[str] = "",
    words: FromQuery[str] = "",
    min_outlets: FromQuery[str] = "",
    limit: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    """Stories, filtered; `since` and `until` are days, `cursor` is the `next` of the page before."""

    def make() -> bytes:
        length = read_number(limit, "limit", at_least=1, at_most=_LONGEST_PAGE, default=_USUAL_PAGE)
        offset = read_cursor(cursor)
        found = desk_of(request).archive.stories(ask_stories(request, limit=length, offset=offset))
        more = make_cursor(offset + length) if len(found) > length else None
        return to_json(StoriesDocument(stories=found[:length]), next=more)

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
    return answer_json(request, lambda: msgspec.json.encode(desk_of(request).archive.outlets()))


@get("/search", sync_to_thread=True, responses=_document(SearchResult, "Hits, best first; `next`: a cursor."))
def search_articles(
    request: Asked,
    q: FromQuery[str] = "",
    outlet: FromQuery[str] = "",
    limit: FromQuery[str] = "",
    cursor: FromQuery[str] = "",
) -> Response[bytes]:
    """Articles that hold the words."""

    def make() -> bytes:
        length = read_number(limit, "limit", at_least=1, at_most=_LONGEST_PAGE, default=20)
        offset = read_cursor(cursor)
        result = desk_of(request).archive.search(read_words(q), outlet=outlet, limit=length, offset=offset)
        more = make_cursor(offset + length) if offset + length < result.total else None
        return to_json(result, next=more)

    return answer_json(request, make)


def _without_folders(source: str) -> str:
    """The address, or the name alone of a file on the operator's disk."""
    if "://" in source and not source.startswith(_FILE_URL):
        return source
    return source.replace("\\", "/").rpartition("/")[2]


API = Router(
    "/api/v1",
    route_handlers=[
        list_stories,
        read_story,
        read_comparison,
        read_article,
        read_versions,
        read_captures,
        read_attribution,
        list_outlets,
        search_articles,
    ],
)
