"""A real Chromium: the one CHROMIUM names, the one on PATH, or Playwright's own; where there is none, a loud skip."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, sync_playwright
from tests.fictional import VERSIONS
from tests.serving import serving

from rashomon.archive import open_archive
from rashomon.web import create_app

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_QUIET = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
NewContext = Callable[..., BrowserContext]


def find_chromium() -> str | None:
    """The path of a Chromium on this machine, None to let Playwright look for its own."""
    named = os.environ.get("CHROMIUM", "")
    return named or next((path for name in _NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=find_chromium(), args=_QUIET)
        except Error as error:
            pytest.skip(f"NO BROWSER: set CHROMIUM, or install chromium, to run the browser tests ({error.message})")
        yield browser
        browser.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Makes browser contexts that are closed when the test ends; JavaScript is off unless asked for."""
    contexts: list[BrowserContext] = []

    def make(width: int, *, dark: bool = False, scripts: bool = False, touch: bool = False) -> BrowserContext:
        context = browser.new_context(
            viewport={"width": width, "height": 800},
            color_scheme="dark" if dark else "light",
            java_script_enabled=scripts,
            has_touch=touch,
        )
        contexts.append(context)
        return context

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server over the fictional articles."""
    path: Path = tmp_path_factory.mktemp("browser") / "news.db"
    with open_archive(path) as archive:
        archive.add(VERSIONS.values())
    with serving(create_app(path)) as address:
        yield address
