"""robots.txt, read as RFC 9309 has it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rashomon.capture.robots import Robots, read_robots

AGENT = "Rashomon/0.1 (news archive)"


def rules(text: str) -> Robots:
    return read_robots(text.encode(), agent=AGENT)


def allowed(text: str, path: str) -> bool:
    return rules(text).allows(f"https://a.example{path}")


def test_own_group_is_obeyed_and_no_other() -> None:
    text = (
        "User-agent: *\nDisallow: /\n\nUser-agent: other\nuser-agent: RASHOMON\nDisallow: /closed # for all machines\n"
    )
    assert allowed(text, "/open")
    assert not allowed(text, "/closed/a")


def test_everybodys_group_holds_where_there_is_no_own() -> None:
    assert not allowed("User-agent: *\nDisallow: /\n", "/a")
    assert allowed("User-agent: other\nDisallow: /\n", "/a")
    assert allowed("", "/a")
    assert allowed("User-agent: *\nDisallow:\n", "/a")


def test_groups_of_one_name_are_joined() -> None:
    text = "User-agent: rashomon\nDisallow: /a\n\nUser-agent: rashomon\nDisallow: /b\n"
    assert not allowed(text, "/a")
    assert not allowed(text, "/b")


@pytest.mark.parametrize(
    ("rule", "path", "is_allowed"),
    [
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x", True),
        ("Disallow: /a*/c", "/abc/d/c/e", False),
        ("Disallow: /a\nAllow: /a/b", "/a/b/c", True),
        ("Disallow: /a/b\nAllow: /a", "/a/b/c", False),
        ("Disallow: /a\nAllow: /a", "/a", True),
        ("Disallow: /新闻", "/%E6%96%B0%E9%97%BB/1", False),
        ("Disallow: /?print", "/?print=1", False),
        ("Disallow: /", "/robots.txt", True),
    ],
)
def test_longest_rule_decides(rule: str, path: str, is_allowed: bool) -> None:
    assert allowed(f"User-agent: *\n{rule}\n", path) is is_allowed


def test_crawl_delay_and_sitemaps_are_told() -> None:
    text = "Sitemap: https://a.example/s.xml\nUser-agent: *\nCrawl-delay: 7.5\nDisallow: /x\n"
    assert rules(text).delay == 7.5
    assert rules(text).sitemaps == ("https://a.example/s.xml",)
    assert rules("User-agent: *\nCrawl-delay: soon\n").delay is None
    assert rules("User-agent: *\nCrawl-delay: 99999\n").delay == 120


@given(st.binary(max_size=2_000), st.text(max_size=100))
@settings(deadline=None)
def test_any_bytes_are_rules_and_any_path_is_answered(body: bytes, path: str) -> None:
    read_robots(body, agent=AGENT).allows("https://a.example/" + path.replace("[", "").replace("]", ""))


def test_many_wildcards_do_not_take_for_ever() -> None:
    assert allowed(f"User-agent: *\nDisallow: /{'a*' * 12}b\n", "/" + "a" * 200)
