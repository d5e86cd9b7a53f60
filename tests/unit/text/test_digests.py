from __future__ import annotations

import hashlib

from rashomon.text.digests import article_id, bytes_digest, version_digest


def test_bytes_digest_is_plain_sha256() -> None:
    assert bytes_digest(b"abc") == "sha256:" + hashlib.sha256(b"abc").hexdigest()


def test_article_id_depends_on_outlet_and_page_alone() -> None:
    one = article_id("River Post", "https://river.example/news/1")
    assert one == article_id("river post ", "http://www.river.example/news/1/?utm_source=feed#top")
    assert one != article_id("Harbour Times", "https://river.example/news/1")
    assert one != article_id("River Post", "https://river.example/news/2")


def test_version_digest_skips_empty_fields_and_tells_fields_apart() -> None:
    assert version_digest(headline="A", text="B") == version_digest(headline="A", byline=(), text="B", captions=("",))
    assert version_digest(headline="A", text="B") != version_digest(headline="AB")
    assert version_digest(text="A") != version_digest(headline="A")
    assert version_digest(byline=("A", "B")) != version_digest(byline=("AB",))
