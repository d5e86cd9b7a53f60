"""The static edition: every link leads to a file of it, the same site gives the same files."""

from __future__ import annotations

import posixpath
import re
from dataclasses import dataclass, replace
from urllib.parse import unquote

import pytest
from tests.fictional import ferry_comparison

from rashomon.model import Account, ArticleId, Comparison, OutletRecord, Reliance, SourceRecord, Story, StoryId
from rashomon.render.mirror_text import RenderedFile
from rashomon.render.site import Plan, Shown, Site, Told, site_files

_HREF = re.compile(r'href="([^"#]+)[^"]*"')


@dataclass(frozen=True, kw_only=True)
class Edition:
    """A site and what is told of its stories."""

    site: Site
    whole: Comparison
    accounts: dict[ArticleId, Account]

    def files(self) -> list[RenderedFile]:
        return list(site_files(self.site, self._tell, lambda article: self.accounts[article].article))

    def texts(self) -> dict[str, str]:
        return {file.path: file.text for file in self.files()}

    def _tell(self, story: Story) -> Told:
        accounts = [self.accounts[member.id] for member in story.articles]
        comparison = replace(self.whole, story=story) if len(accounts) > 1 else None
        shown = tuple(Shown(account=account, versions=(account.article,)) for account in accounts)
        return Told(story=story, comparison=comparison, articles=shown)


def _edition(*, number: int = 1, address: str = "", alone: bool = False) -> Edition:
    whole = ferry_comparison()
    accounts = {account.article.id: account for account in whole.accounts}
    stories = [replace(whole.story, id=StoryId(f"{index:016x}")) for index in range(number)]
    outlets = [
        OutletRecord(name=a.article.outlet, articles=1, versions=1, first_at=None, last_at=None) for a in whole.accounts
    ]
    outlets.append(OutletRecord(name="a/b: “c”?", articles=1, versions=1, first_at=None, last_at=None))
    if number > 1:
        single = whole.story.articles[0]
        for index in range(1, number):
            key = ArticleId(f"{index:016x}")
            first = accounts[single.id]
            accounts[key] = replace(first, article=replace(first.article, id=key))
            stories[index] = replace(stories[index], articles=(replace(single, id=key),))
    site = Site(
        stories=stories,
        outlets=outlets,
        came=list(accounts),
        sources=(SourceRecord(name="联海社", articles=2, outlets=2, first_on="2031-05-06", last_on="2031-05-06"),),
        relying=lambda source: (Reliance(source=source, outlet="海湾日报", day="2031-05-06", articles=2),),
        plan=Plan(address=address, alone=alone),
    )
    return Edition(site=site, whole=whole, accounts=accounts)


def test_every_link_of_the_edition_leads_to_one_of_its_files() -> None:
    files = _edition(number=120).texts()
    assert {"index.html", "list-2.html", "rashomon.css", "about.html", "outlets.html"} <= set(files)
    for path, text in files.items():
        if path.endswith(".html"):
            for href in _HREF.findall(text):
                if not re.match("https?:", href):
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))
                    assert target in files, (path, href)


def test_the_same_site_gives_the_same_files() -> None:
    assert _edition().files() == _edition().files()


def test_no_path_is_written_twice_or_leads_out() -> None:
    paths = [file.path for file in _edition(address="https://news.example/").files()]
    assert len(paths) == len(set(paths))
    assert not [path for path in paths if path.startswith("/") or ".." in path.split("/")]


@pytest.mark.parametrize("address", ["", "https://news.example/"])
def test_feeds_need_an_address(address: str) -> None:
    paths = set(_edition(address=address).texts())
    assert ({"feed.atom", "feed.json", "sitemap.xml"} <= paths) is bool(address)


def test_a_story_of_one_account_is_its_articles_page() -> None:
    whole = ferry_comparison()
    story = replace(whole.story, articles=whole.story.articles[:1], outlets=1, origins=1)
    edition = _edition(address="https://news.example/")
    files = replace(edition, site=replace(edition.site, stories=[story])).texts()
    assert not [path for path in files if path.startswith("stories/")]
    assert f'href="articles/{story.articles[0].id}.html"' in files["index.html"]
    assert f"articles/{story.articles[0].id}.html" in files["feed.atom"]


def test_a_source_has_a_page_with_the_words_that_rest_on_it() -> None:
    files = _edition(address="https://news.example/").texts()
    page = files["sources/联海社.html"]
    assert "据联海社报道" in re.sub("<[^>]+>", "", page)
    assert "../articles/" in page
    assert "海湾日报" in files["sources/联海社.atom"]


def test_one_file_beside_each_story_when_asked_for() -> None:
    files = _edition(alone=True).texts()
    (path,) = [path for path in files if path.endswith("-alone.html")]
    assert "<style>" in files[path]
    assert '<link rel="stylesheet"' not in files[path]
