"""axe-core finds nothing to object to; `make axe` fetches it (MPL-2.0, not part of this project) and runs this."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from tests.browser.conftest import NewContext
from tests.conftest import REPOSITORY
from tests.fictional import VERSIONS, ferry_comparison, many_accounts, one_account

from rashomon.model import OutletHabits, OutletRecord, Reliance, SourceRecord, StoryQuery
from rashomon.render.links import served_links
from rashomon.render.listing.outlets import OutletTold
from rashomon.render.listing.sources import find_carrier
from rashomon.render.pages import (
    about_page,
    article_page,
    comparison_page,
    edition_search_page,
    outlet_page,
    outlets_page,
    search_page,
    source_page,
    sources_page,
    stories_page,
)
from rashomon.render.texts import load_texts
from rashomon.text.script import fold_text

pytestmark = pytest.mark.browser

_AXE = Path(os.environ.get("AXE", REPOSITORY / ".venv" / "axe" / "node_modules" / "axe-core" / "axe.min.js"))
_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def _pages() -> dict[str, str]:
    comparison = ferry_comparison()
    links = replace(served_links(here="/"), stylesheet="")
    before = replace(VERSIONS[comparison.accounts[0].article.id], headline="渡轮撞上栈桥")
    record = OutletRecord(name="海湾日报", articles=2, versions=3, first_at=None, last_at=None)
    relying = tuple(
        Reliance(source="联海社", outlet=outlet, day=day, articles=2)
        for outlet in ("海湾日报", "島聞")
        for day in ("2031-05-05", "2031-05-06")
    )
    source = SourceRecord(name="联海社", articles=8, outlets=2, first_on="2031-05-05", last_on="2031-05-06")
    names = frozenset({fold_text("联海社")})
    carriers = (find_carrier(account, names, load_texts("en"), links) for account in comparison.accounts)
    return {
        "story": comparison_page(comparison),
        "story-zh-Hant": comparison_page(comparison, ui="zh-Hant"),
        "story-one": comparison_page(one_account()),
        "story-thirty": comparison_page(many_accounts(30)),
        "article": article_page(
            comparison.accounts[0],
            versions=(before, comparison.accounts[0].article),
            story=comparison.story,
            links=links,
        ),
        "stories": stories_page(
            (comparison.story,), query=StoryQuery(outlet="海湾日报"), outlets=("海湾日报",), links=links
        ),
        "search": search_page(None, outlets=("海湾日报",), links=links),
        "outlets": outlets_page((record,), links=links),
        "outlet": outlet_page(
            record,
            told=OutletTold(stories=(comparison.story,), reliance=relying, habits=OutletHabits(edits=1)),
            links=links,
        ),
        "sources": sources_page((source,), (source,), links=links),
        "source": source_page(("联海社",), relying, tuple(filter(None, carriers)), links=links),
        "edition-search": edition_search_page(links=links),
        "about": about_page(links=links),
    }


@pytest.mark.skipif(not _AXE.is_file(), reason=f"NO AXE: {_AXE} is not there; `make axe` fetches it")
@pytest.mark.parametrize(("width", "dark"), [(360, False), (1280, True)])
@pytest.mark.parametrize("name", list(_pages()))
def test_axe_finds_no_violation(new_context: NewContext, tmp_path: Path, name: str, width: int, *, dark: bool) -> None:
    file = tmp_path / "page.html"
    # The policy would keep axe itself out.
    file.write_text(_pages()[name].replace('http-equiv="Content-Security-Policy"', 'name="policy"'), encoding="utf8")
    page = new_context(width, dark=dark, scripts=True).new_page()
    page.goto(file.as_uri())
    page.evaluate(_AXE.read_text(encoding="utf8"))
    found = page.evaluate("rules => axe.run({runOnly: rules})", _RULES)
    assert [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found["violations"]] == []
    assert len(found["passes"]) > 20
