"""Writing through the API: add an address, delete an article, subscribe to a list; with a token that allows it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import msgspec
from litestar import HttpMethod, Response, delete, post, route
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, JSONBody

from rashomon.archive.tokens import Scope, check_token
from rashomon.model import Tally
from rashomon.render.documents import to_json
from rashomon.web.answers import described
from rashomon.web.desk import Asked

_LONGEST_ADDRESS = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """What writing does, given by whoever serves; `tokens` is the file of those who may."""

    tokens: Path
    add: Callable[[str], Tally]
    delete: Callable[[str, str], None]  # article, reason
    subscribe: Callable[[str], tuple[str, ...]]  # the lists that are watched now
    turn: threading.Lock  # one at a time: an archive has one writer


class Address(msgspec.Struct, frozen=True):
    """The address of an article, or of a feed, index page or site to watch."""

    url: Annotated[str, msgspec.Meta(pattern="^https?://[^/]", max_length=_LONGEST_ADDRESS)]


class Reason(msgspec.Struct, frozen=True):
    """Why an article is taken out; the log keeps it."""

    reason: Annotated[str, msgspec.Meta(min_length=1, max_length=500)]


class Watched(msgspec.Struct, frozen=True):
    """The lists that are watched now."""

    lists: tuple[str, ...]


def _answers(kind: type, description: str) -> dict[int, ResponseSpec]:
    told = {
        400: "What was asked cannot be.",
        401: "No token, or one that is not known.",
        403: "The token does not allow it.",
        404: "There is none.",
        429: "Too many requests.",
        503: "The archive or the address cannot be used now.",
    }
    return described(kind, description, told)


_SECURITY = [{"token": list[str]()}]


@post(
    "/articles", sync_to_thread=True, status_code=200, security=_SECURITY, responses=_answers(Tally, "What came of it.")
)
def add_article(request: Asked, data: JSONBody[Address]) -> Response[bytes]:
    """Fetch an address and keep what it holds."""
    writer = _writer_of(request, Scope.ADD)
    with writer.turn:
        return _send(to_json(writer.add(data.url)))


@delete(
    "/articles/{article_id:str}",
    sync_to_thread=True,
    status_code=200,
    security=_SECURITY,
    responses=_answers(Reason, "It is taken out."),
)
def delete_article(request: Asked, article_id: FromPath[str], data: JSONBody[Reason]) -> Response[bytes]:
    """Take an article out for good: its words and bytes are erased, and the log says so."""
    writer = _writer_of(request, Scope.DELETE)
    with writer.turn:
        writer.delete(article_id, data.reason)
    return _send(msgspec.json.encode(data))


@post(
    "/subscriptions",
    sync_to_thread=True,
    status_code=200,
    security=_SECURITY,
    responses=_answers(Watched, "Watched now."),
)
def subscribe(request: Asked, data: JSONBody[Address]) -> Response[bytes]:
    """Watch a feed, index page or site from now on."""
    writer = _writer_of(request, Scope.SUBSCRIBE)
    with writer.turn:
        return _send(msgspec.json.encode(Watched(lists=writer.subscribe(data.url))))


@route("/articles/{article_id:str}", http_method=[HttpMethod.OPTIONS], sync_to_thread=False, include_in_schema=False)
def tell_methods(article_id: FromPath[str]) -> Response[bytes]:
    """What may be asked of an article; Litestar's own answer leaves out what a second function answers."""
    return Response(b"", status_code=204, headers={"Allow": "DELETE, GET, OPTIONS"})


WRITING = (tell_methods, add_article, delete_article, subscribe)


def _writer_of(request: Asked, scope: Scope) -> Writer:
    """The writer of the application, once the request's token allows what it asks."""
    writer: Writer = request.app.state.writer
    check_token(writer.tokens, request.headers.get("authorization", ""), scope)
    return writer


def _send(body: bytes) -> Response[bytes]:
    return Response(body, media_type="application/json", headers={"Cache-Control": "no-store"})
