"""The served site in a real browser: reading, searching, filtering, switching language; only its own requests."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import NewContext
from tests.fictional import BAY

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("path", ["/", "/search?q=渡轮", "/outlets", "/about", f"/articles/{BAY}", "/nowhere"])
@pytest.mark.parametrize("width", [360, 1280])
def test_pages_fit_and_ask_only_their_server(new_context: NewContext, served: str, width: int, path: str) -> None:
    page = new_context(width, scripts=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(served + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate("document.styleSheets.length") == 1
    assert len(asked) == 2
    assert all(url.startswith(served) for url in asked)


def test_a_reader_goes_from_the_front_page_to_an_article(new_context: NewContext, served: str) -> None:
    page = new_context(1280).new_page()
    page.goto(served)
    page.locator("main a.headline, .headline a").first.click()
    expect(page.get_by_role("heading", name="The accounts in full")).to_be_visible()
    page.get_by_role("link", name="article and versions").first.click()
    expect(page.get_by_label("Mark quotations, speakers, sources and times")).to_be_visible()


def test_search_works_without_scripts(new_context: NewContext, served: str) -> None:
    page = new_context(360).new_page()
    page.goto(served)
    page.get_by_label("Search words").fill("渡輪")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_role("status")).to_contain_text("articles")
    expect(page.locator(".hits .match").first).to_be_visible()


def test_the_filter_and_the_language_hold(new_context: NewContext, served: str) -> None:
    page = new_context(1280).new_page()
    page.goto(served)
    page.get_by_role("link", name="繁體").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    page.locator("summary").click()
    page.locator("#f-outlet").select_option("島聞")
    page.get_by_role("button", name="顯示").click()
    expect(page.locator("html")).to_have_attribute("lang", "zh-Hant")
    expect(page.locator("main")).to_contain_text("島聞")


def test_findings_are_marked_on_demand(new_context: NewContext, served: str) -> None:
    page = new_context(1280, scripts=True).new_page()
    page.goto(f"{served}/articles/{BAY}")
    quoted = page.locator(".body .quoted").first
    before = quoted.evaluate("e => getComputedStyle(e).backgroundColor")
    page.get_by_label("Mark quotations").check()
    assert quoted.evaluate("e => getComputedStyle(e).backgroundColor") != before
