from __future__ import annotations

from urllib.parse import urljoin

import pytest

from rashomon.text.urls import absolute_url, canonical_url, host_of, spellings, url_key


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("HTTPS://Example.ORG:443/A/b#part", "https://example.org/A/b"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org//cn//a", "http://example.org/cn/a"),
        ("https://example.org/a?utm_source=x&id=3&fbclid=9", "https://example.org/a?id=3"),
        ("https://example.org/新闻/a b", "https://example.org/%E6%96%B0%E9%97%BB/a%20b"),
        ("https://example.org/%e6%96%b0%7eA", "https://example.org/%E6%96%B0~A"),
        ("//example.org/a", "https://example.org/a"),
        ("https://新闻.example/a", "https://xn--efvy88h.example/a"),
        ("", ""),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("not an address", "not an address"),
    ],
)
def test_canonical_url(given: str, expected: str) -> None:
    assert canonical_url(given) == expected
    assert canonical_url(expected) == expected


def test_url_key_forgets_scheme_www_and_closing_slash() -> None:
    keys = {
        url_key(url)
        for url in (
            "http://www.example.org/a/",
            "https://example.org/a",
            "https://example.org/a/index.html?utm_medium=feed",
        )
    }
    assert keys == {"example.org/a"}
    assert url_key("https://example.org/a?id=1") != url_key("https://example.org/a?id=2")


def test_host_of() -> None:
    assert host_of("https://user@WWW.Example.org:8080/a") == "www.example.org"
    assert host_of("nothing") == ""
    assert host_of("http://[broken") == ""


def test_absolute_url() -> None:
    assert absolute_url("https://example.org/a/b", "../c?d") == "https://example.org/c?d"
    assert absolute_url("https://example.org/", "javascript:void(0)") == ""
    assert absolute_url("", "/c") == ""
    assert absolute_url("https://example.org/", "http://[broken") == ""


def test_an_address_is_kept_as_it_came_where_the_canonical_one_drops_its_query() -> None:
    came = "https://Morning.example/dam?id=7&utm_source=feed"
    assert spellings([came, ""]) == ("https://morning.example/dam?id=7", came)
    assert spellings(["http://morning.example//dam#top"]) == (canonical_url("http://morning.example//dam"),)
    assert spellings(["https://reader:secret@morning.example/dam?utm_source=feed"]) == ("https://morning.example/dam",)


@pytest.mark.parametrize(
    "base", ["https://e.example/x/y", "http://e.example", "https://u@e.example:80/a?b", "https://[::1]/x"]
)
@pytest.mark.parametrize(
    "reference", ["/a/b.html", "/", "//x.example/a", "/a/../b", "/.a", "/a?x=1", "/a;p", "a", "?q", "/[x]"]
)
def test_addresses_are_joined_as_the_standard_library_joins_them(base: str, reference: str) -> None:
    assert absolute_url(base, reference) == urljoin(base, reference)
