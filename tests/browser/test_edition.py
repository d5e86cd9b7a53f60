"""A static edition opened from disk, without scripts and without a network."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect
from tests.browser.conftest import NewContext
from tests.fictional import ferry_comparison

from rashomon.model import OutletRecord
from rashomon.render.site import Shown, Site, site_files

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
        compare=lambda _story: whole,
        show=lambda key: Shown(account=accounts[key]),
    )
    for file in site_files(site):
        path = tmp_path / file.path
        path.parent.mkdir(exist_ok=True)
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
