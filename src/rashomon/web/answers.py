"""Answers to requests: pages in the reader's language, tagged, compressed, under a strict policy; errors in one shape."""

from __future__ import annotations

import gzip
import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import brotli  # type: ignore[import-untyped]
from litestar import Response
from litestar.exceptions import HTTPException
from litestar.openapi.datastructures import ResponseSpec

from rashomon.archive.tokens import Forbidden, Unauthorized
from rashomon.errors import NotFound, RashomonError, UsageError
from rashomon.render.documents import to_json
from rashomon.render.links import Links, served_links
from rashomon.render.pages import message_page
from rashomon.render.templating import content_policy, stylesheet
from rashomon.render.texts import UI_LANGUAGES, choose_ui, load_texts
from rashomon.web.desk import Answer, Asked, desk_of

HTML = "text/html"
_LOG = logging.getLogger("rashomon.web")
_WORTH_PACKING = 800  # bytes; below, the headers of an encoding outweigh what it saves

HEADERS = {
    "Content-Security-Policy": content_policy(inlined=False) + "; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Sent with every answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """What a program is told of a failure: the HTTP status, what it is about, and a sentence."""

    status: int
    subject: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorDocument:
    """Every error under /api/."""

    error: Failure


def described(kind: type, description: str, failures: Mapping[int, str]) -> dict[int, ResponseSpec]:
    """What a path may answer, for the API's description: a document, or a failure of each status in words."""
    errors = {
        status: ResponseSpec(data_container=ErrorDocument, generate_examples=False, description=words)
        for status, words in failures.items()
    }
    return {200: ResponseSpec(data_container=kind, generate_examples=False, description=description)} | errors


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who asks: the interface language that suits them, and links that keep a language they chose."""

    ui: str
    links: Links


def reader_of(request: Asked) -> Reader:
    """The reader of a request: `ui` in its query, else its Accept-Language."""
    asked = request.query_params.get("ui", "")
    chosen = asked if asked in UI_LANGUAGES else ""
    rest = "&".join(part for part in request.url.query.split("&") if part and not part.startswith("ui="))
    here = request.url.path + (f"?{rest}" if rest else "")
    links = served_links(ui=chosen, here=here)
    version = hashlib.sha256(stylesheet().encode()).hexdigest()[:12]
    return Reader(
        ui=chosen or choose_ui(request.headers.get("accept-language", "")),
        links=replace(links, stylesheet=f"{links.stylesheet}?v={version}"),
    )


def answer_page(request: Asked, make: Callable[[Reader], str]) -> Response[bytes]:
    """The HTML page that `make` gives for this reader, from the shelf where it stands there."""
    return answer_document(request, lambda reader: make(reader).encode("utf-8", "replace"), media_type=HTML)


def answer_document(request: Asked, make: Callable[[Reader], bytes], *, media_type: str) -> Response[bytes]:
    """The document that `make` gives for this reader."""
    reader = reader_of(request)
    # The address it was asked at is part of what a page says, so it is part of the key: no reader sees another's.
    key = (reader.ui, str(request.base_url), request.url.path, request.url.query)
    answer = desk_of(request).pages.find(key, lambda: tag_answer(make(reader)))
    return send(request, answer, media_type=media_type, vary="Accept-Language, Accept-Encoding")


def answer_json(request: Asked, make: Callable[[], bytes]) -> Response[bytes]:
    """The JSON document that `make` gives."""
    key = ("json", request.url.path, request.url.query)
    answer = desk_of(request).pages.find(key, lambda: tag_answer(make()))
    return send(request, answer, media_type="application/json", vary="Accept-Encoding")


def tag_answer(body: bytes) -> Answer:
    """The body with an entity tag made from it."""
    return Answer(body, hashlib.sha256(body).hexdigest()[:32])


def send(
    request: Asked,
    answer: Answer,
    *,
    media_type: str,
    vary: str,
    cache: str = "no-cache",
    status: int = 200,
) -> Response[bytes]:
    """The answer, or 304 when the client has it; brotli or gzip where the client takes them."""
    encoding = _choose_encoding(request.headers.get("accept-encoding", ""), answer.body)
    etag = f'W/"{answer.etag}"'
    headers = {"ETag": etag, "Vary": vary, "Cache-Control": cache}
    if status == 200 and _matches(request.headers.get("if-none-match", ""), answer.etag):
        return Response(b"", status_code=304, headers=headers, media_type=media_type)
    if not encoding:
        return Response(answer.body, status_code=status, headers=headers, media_type=media_type)
    if encoding not in answer.encoded:
        packed = brotli.compress(answer.body, quality=5) if encoding == "br" else gzip.compress(answer.body, 6, mtime=0)
        answer.encoded[encoding] = packed
    headers["Content-Encoding"] = encoding
    return Response(answer.encoded[encoding], status_code=status, headers=headers, media_type=media_type)


def answer_error(request: Asked, error: Exception) -> Response[bytes]:
    """Any failure: a page for people, `{"error": {"status", "subject", "message"}}` for programs."""
    status, subject, message = _describe(request, error)
    if request.url.path.startswith("/api/"):
        body = to_json(ErrorDocument(error=Failure(status=status, subject=subject, message=message)))
        return Response(body, status_code=status, media_type="application/json", headers=_error_headers(error))
    reader = reader_of(request)
    texts = load_texts(reader.ui)
    titles = {404: texts.say("Nothing is here"), 400: texts.say("This cannot be asked")}
    page = message_page(
        titles.get(status, texts.say("This did not work")), f"{subject}: {message}", ui=reader.ui, links=reader.links
    )
    return Response(page.encode(), status_code=status, media_type=HTML, headers=_error_headers(error))


def _describe(request: Asked, error: Exception) -> tuple[int, str, str]:
    path = request.url.path
    match error:
        case NotFound():
            return 404, error.subject, error.message
        case UsageError():
            return 400, error.subject, error.message
        case Unauthorized():
            return 401, error.subject, error.message
        case Forbidden():
            return 403, error.subject, error.message
        case RashomonError():
            return 503, error.subject, error.message
        case HTTPException(status_code=404):
            return 404, path, "there is no page at this address"
        case HTTPException():
            return error.status_code, path, error.detail
    _LOG.error("answering %s failed", path, exc_info=error)
    return 500, path, "the server failed to answer; its log says why"


def _error_headers(error: Exception) -> dict[str, str]:
    given = getattr(error, "headers", None) or {}
    if isinstance(error, Unauthorized):
        given = {"WWW-Authenticate": "Bearer"}
    return {**HEADERS, **{str(name): str(value) for name, value in given.items()}, "Cache-Control": "no-store"}


def _matches(wanted: str, etag: str) -> bool:
    return any(part.strip().removeprefix("W/").strip('"') in {etag, "*"} for part in wanted.split(",") if part.strip())


def _choose_encoding(accepted: str, body: bytes) -> str:
    if len(body) < _WORTH_PACKING:
        return ""
    offered = {
        part.strip().partition(";")[0] for part in accepted.split(",") if not part.replace(" ", "").endswith("q=0")
    }
    return next((encoding for encoding in ("br", "gzip") if encoding in offered), "")
