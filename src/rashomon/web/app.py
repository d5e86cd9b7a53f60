"""The application: routes, headers, errors, and the archive that all of them read."""

from __future__ import annotations

import os
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

import uvicorn
from litestar import Litestar, Router
from litestar.datastructures import State
from litestar.middleware import DefineMiddleware
from litestar.middleware.rate_limit import RateLimitConfig
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.openapi.spec import Components, SecurityScheme
from litestar.types import ControllerRouterHandler, Middleware

from rashomon.archive import open_archive
from rashomon.errors import UsageError
from rashomon.outlets import load_outlets
from rashomon.web.about import show_about, show_stylesheet
from rashomon.web.answers import HEADERS, answer_error
from rashomon.web.api import READING
from rashomon.web.article import show_article
from rashomon.web.desk import Desk, OutletList, PageShelf, stamp_of
from rashomon.web.feeds import show_atom, show_json_feed
from rashomon.web.front import show_front
from rashomon.web.hosts import HostCheck
from rashomon.web.outlets import show_outlet, show_outlets
from rashomon.web.search import show_search
from rashomon.web.sources import show_source, show_sources
from rashomon.web.story import show_story
from rashomon.web.writing import WRITING, Writer

_ROUTES: tuple[ControllerRouterHandler, ...] = (
    show_front,
    show_story,
    show_article,
    show_outlets,
    show_outlet,
    show_sources,
    show_source,
    show_search,
    show_about,
    show_stylesheet,
    show_atom,
    show_json_feed,
)


def create_app(
    archive_url: str | Path, *, hosts: Sequence[str] = (), requests_a_minute: int = 0, writer: Writer | None = None
) -> Litestar:
    """The web application over an archive, read-only unless there is a `writer`.

    `hosts` are the names it goes by beside its addresses and localhost; `requests_a_minute` limits each client
    (0: no limit).
    """
    middleware: list[Middleware] = [DefineMiddleware(HostCheck, names=tuple(hosts))]
    if requests_a_minute:
        middleware.append(RateLimitConfig(rate_limit=("minute", requests_a_minute)).middleware)
    return Litestar(
        route_handlers=[*_ROUTES, Router("/api/v1", route_handlers=[*(WRITING if writer else ()), *READING])],
        state=State({"writer": writer}),
        lifespan=[_open_desk(archive_url)],
        middleware=middleware,
        exception_handlers={Exception: answer_error},
        response_headers=HEADERS,
        logging_config=None,  # the process that serves decides what is logged, not the application
        openapi_config=OpenAPIConfig(
            title="Rashomon",
            version="1",
            description="One event, every account: the archive's stories, articles and comparisons.",
            components=Components(security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}),
            path="/api/v1/openapi.json",
            render_plugins=[JsonRenderPlugin(path="/")],
        ),
    )


def listen(host: str, port: int) -> socket.socket:
    """A socket that listens there; port 0 takes a free one. Raises UsageError where it cannot, saying why."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        return socket.create_server((host, port), family=family)
    except OSError as error:
        raise UsageError(
            f"{host}:{port}",
            f"cannot be listened on: {os.strerror(error.errno) if error.errno and error.errno > 0 else error.strerror}",
        ) from None


def serve(
    archive_url: str | Path,
    listener: socket.socket,
    *,
    hosts: Sequence[str] = (),
    requests_a_minute: int = 0,
    writer: Writer | None = None,
) -> None:
    """Serve the archive at a socket of `listen` until stopped.

    `hosts`, or the names in RASHOMON_HOSTS, are those that it goes by.
    """
    names = hosts or tuple(os.environ.get("RASHOMON_HOSTS", "").replace(",", " ").split())
    app = create_app(archive_url, hosts=names, requests_a_minute=requests_a_minute, writer=writer)
    uvicorn.Server(uvicorn.Config(app, log_level="warning", server_header=False)).run(sockets=[listener])


def _open_desk(archive_url: str | Path) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        with open_archive(archive_url, read_only=True, create=False) as archive:
            stamp = stamp_of(archive_url)
            held = OutletList(archive.outlets, stamp)
            app.state.desk = Desk(archive=archive, outlets=load_outlets(), held=held, pages=PageShelf(stamp))
            yield

    return lifespan
