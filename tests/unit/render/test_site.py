"""The static edition: every link leads to a file of it, the same site gives the same files."""

from __future__ import annotations

import posixpath
import re
from dataclasses import replace
from urllib.parse import unquote

import pytest
from tests.fictional import ferry_comparison

from rashomon.model import Comparison, OutletRecord, StoryId
from rashomon.render.site import Shown, Site, site_files

_HREF = re.compile(r'href="([^"#]+)[^"]*"')


def _site(*, number: int = 1, address: str = "") -> Site:
    whole = ferry_comparison()
    accounts = {account.article.id: account for account in whole.accounts}
    stories = [replace(whole.story, id=StoryId(f"{index:016x}")) for index in range(number)]

    def compare(key: StoryId) -> Comparison:
        return replace(whole, story=replace(whole.story, id=key))

    outlets = [
        OutletRecord(name=a.article.outlet, articles=1, versions=1, first_at=None, last_at=None) for a in whole.accounts
    ]
    outlets.append(OutletRecord(name="a/b: “c”?", articles=1, versions=1, first_at=None, last_at=None))
    if number > 1:
        stories = [stories[0], *(replace(story, articles=()) for story in stories[1:])]
    return Site(
        stories=stories,
        outlets=outlets,
        compare=compare,
        show=lambda key: Shown(account=accounts[key]),
        address=address,
    )


def test_every_link_of_the_edition_leads_to_one_of_its_files() -> None:
    files = {file.path: file.text for file in site_files(_site(number=120))}
    assert {"index.html", "list-2.html", "rashomon.css", "about.html", "outlets.html"} <= set(files)
    for path, text in files.items():
        if path.endswith(".html"):
            for href in _HREF.findall(text):
                if not re.match("https?:", href):
                    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(href)))
                    assert target in files, (path, href)


def test_the_same_site_gives_the_same_files() -> None:
    assert list(site_files(_site())) == list(site_files(_site()))


def test_no_path_is_written_twice_or_leads_out() -> None:
    paths = [file.path for file in site_files(_site(address="https://news.example/"))]
    assert len(paths) == len(set(paths))
    assert not [path for path in paths if path.startswith("/") or ".." in path.split("/")]


@pytest.mark.parametrize("address", ["", "https://news.example/"])
def test_feeds_need_an_address(address: str) -> None:
    paths = {file.path for file in site_files(_site(address=address))}
    assert ({"feed.atom", "feed.json", "sitemap.xml"} <= paths) is bool(address)
