"""A static edition opened from disk, without scripts and without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import NewContext
from tests.fictional import ferry_comparison

from rashomon.model import ArticleId, OutletRecord
from rashomon.render.links import edition_links
from rashomon.render.mirror_text import RenderedFile
from rashomon.render.pages import edition_search_page
from rashomon.render.site import Shown, Site, Told, site_files
from rashomon.render.site.words import Searchable, search_files
from rashomon.render.templating import script
from rashomon.text.script import fold_text

pytestmark = pytest.mark.browser


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    whole = ferry_comparison()
    accounts = {account.article.id: account for account in whole.accounts}
    site = Site(
        stories=(whole.story,),
        outlets=[
            OutletRecord(name=a.outlet, articles=1, versions=1, first_at=None, last_at=None)
            for a in whole.story.articles
        ],
        came=list(accounts),
    )
    told = Told(story=whole.story, comparison=whole, articles=tuple(Shown(account=a) for a in whole.accounts))
    for file in site_files(site, lambda _story: told, lambda article: accounts[article].article):
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf8")
    return tmp_path


def test_an_edition_is_walked_from_disk(new_context: NewContext, edition: Path) -> None:
    page = new_context(360, scripts=True).new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto((edition / "index.html").as_uri())
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(252, 251, 248)"
    page.locator(".headline a").first.click()
    expect(page.get_by_role("heading", name="Common ground")).to_be_visible()
    page.get_by_role("link", name="article and versions").first.click()
    expect(page.get_by_label("Mark quotations")).to_be_visible()
    page.get_by_role("link", name="海湾日报").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("海湾日报")
    page.get_by_role("link", name="Stories", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Stories")
    assert all(url.startswith("file:") for url in asked)


@pytest.mark.parametrize("question", ["渡輪", "聯海社 214", "SKYLARK harbour", "撞", "沈默言", "没有的词"])
def test_the_search_of_an_edition_works_from_disk_without_a_network(
    new_context: NewContext, edition: Path, question: str
) -> None:
    context = new_context(360, scripts=True)
    context.set_offline(True)
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.goto((edition / "index.html").as_uri())
    page.get_by_label("Search words").fill(question)
    page.get_by_role("button", name="Search").click()
    expected = _holding(question)
    expect(page.locator("#found")).to_have_text(f"{len(expected)} article{'s' * (len(expected) != 1)}")
    assert sorted(page.locator("#hits h2").all_inner_texts()) == sorted(expected)
    assert problems == []
    if expected:
        page.locator("#hits h2 a").first.click()
        expect(page.get_by_label("Mark quotations")).to_be_visible()


def _holding(question: str) -> list[str]:
    """The headlines of the articles that hold each part of the question, in either script."""
    parts = fold_text(question).split()
    found = []
    for account in ferry_comparison().accounts:
        text = fold_text(f"{account.article.headline}\n{account.article.text}")
        if all(part in text for part in parts):
            found.append(account.article.headline)
    return found


def test_the_oracle_of_the_search_finds_something() -> None:
    assert len(_holding("渡輪")) == 3
    assert _holding("没有的词") == []


def test_what_outlets_wrote_never_becomes_markup_in_the_search(new_context: NewContext, tmp_path: Path) -> None:
    hostile = "</script><img src=x onerror=alert(1)>\u2028渡轮"
    item = Searchable(id=ArticleId("1"), headline=hostile, outlet=hostile, day=hostile, lang='"><b', text="渡轮")
    files = [*search_files([item]), RenderedFile(path="search.js", text=script("search.js"))]
    files.append(RenderedFile(path="search.html", text=edition_search_page(links=edition_links(""))))
    for file in files:
        path = tmp_path / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf8")
    page = new_context(360, scripts=True).new_page()
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))
    page.goto((tmp_path / "search.html").as_uri() + "?q=渡轮")
    expect(page.locator("#hits h2")).to_have_count(1)
    assert page.locator("#hits img").count() == 0
    assert dialogs == []
