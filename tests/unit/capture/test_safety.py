"""Servers and files that mean harm: each is refused with a reason, within its limits (issue 9's list, by name)."""

from __future__ import annotations

import gzip
import io
import itertools
import tracemalloc
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from tests.newsroom import Newsroom, Reply, StepClock

from rashomon.capture import CaptureSettings
from rashomon.capture.addresses import GuardedBackend, parse_networks, refusal_of
from rashomon.capture.decoding import Overflow, decode_chunks
from rashomon.capture.exchange import Exchange
from rashomon.capture.outcomes import Unfetched
from rashomon.errors import AddressRefused, UsageError
from rashomon.model import Page, Reason, Rejected, Version

Read = Callable[..., list[Page | Version | Rejected]]
HOST = "courier.example"
LIMIT = 1_000_000


def rejected(items: list[Page | Version | Rejected]) -> Rejected:
    (only,) = items
    assert isinstance(only, Rejected)
    return only


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "240.0.0.1",
        "::1",
        "::",
        "fe80::1",
        "fe80::1%eth0",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "fec0::1",
        "::ffff:127.0.0.1",
        "::ffff:169.254.169.254",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "2001:0:4136:e378:8000:63bf:f5ff:fffe",
    ],
)
def test_private_addresses_are_refused_however_they_are_written(address: str) -> None:
    assert refusal_of(address)


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "::ffff:93.184.216.34"])
def test_public_addresses_are_allowed(address: str) -> None:
    assert refusal_of(address) == ""


def test_an_allowed_network_is_allowed_and_no_other() -> None:
    allowed = parse_networks(["10.0.0.0/8", "fd00::/16"])
    assert refusal_of("10.200.0.1", allowed) == ""
    assert refusal_of("::ffff:10.200.0.1", allowed) == ""
    assert refusal_of("fd00::1", allowed) == ""
    assert refusal_of("127.0.0.1", allowed)
    assert refusal_of("11.0.0.1", allowed) == ""
    with pytest.raises(UsageError):
        parse_networks(["all of them"])


def test_loopback_is_refused_by_default(newsroom: Newsroom, read: Read) -> None:
    outcome = rejected(read(newsroom.url(HOST), settings=CaptureSettings()))
    assert outcome.reason is Reason.REFUSED
    assert "a loopback address" in outcome.detail
    assert newsroom.visits == ()


def test_metadata_address_is_refused(read: Read) -> None:
    for host in ("169.254.169.254", "[::ffff:169.254.169.254]", "[fd00:ec2::254]"):
        outcome = rejected(list(_read_by_system(f"http://{host}/latest/meta-data/")))
        assert outcome.reason is Reason.REFUSED
        assert "metadata" in outcome.detail


@pytest.mark.parametrize("host", ["2130706433", "0x7f.1", "127.1", "0177.0.0.1", "[::ffff:7f00:1]", "localhost"])
def test_loopback_in_disguise_is_refused(host: str) -> None:
    outcome = rejected(list(_read_by_system(f"http://{host}:1/")))
    assert outcome.reason is Reason.REFUSED
    assert "loopback" in outcome.detail or "Invalid IPv4" in outcome.detail


def _read_by_system(url: str) -> list[Page | Version | Rejected]:
    from rashomon.capture import read_sources

    clock = StepClock()
    return list(read_sources([url], clock=clock, sleep=clock.sleep))


def test_redirect_to_a_private_address_is_refused(
    newsroom: Newsroom, clock: StepClock, settings: CaptureSettings
) -> None:
    from rashomon.capture import read_sources

    def resolve(host: str, port: int) -> tuple[str, ...]:
        return ("10.0.0.7",) if host == "inside.example" else ("127.0.0.1",)

    newsroom.put(HOST, "/a", Reply(status=302, headers={"Location": "http://inside.example/admin"}))
    found = read_sources([newsroom.url(HOST, "/a")], clock=clock, settings=settings, sleep=clock.sleep, resolve=resolve)
    outcome = rejected(list(found))
    assert outcome.reason is Reason.REFUSED
    assert "10.0.0.7, a private address" in outcome.detail


def test_dns_rebinding_connects_to_the_address_that_was_checked(newsroom: Newsroom) -> None:
    answers = iter([("127.0.0.1",), ("127.0.0.2",)])
    asked: list[str] = []

    def resolve(host: str, port: int) -> tuple[str, ...]:
        asked.append(host)
        return next(answers)

    backend = GuardedBackend(allowed=parse_networks(["127.0.0.1/32"]), resolve=resolve)
    stream = backend.connect_tcp("rebind.example", newsroom.port, 5.0)
    assert stream.get_extra_info("server_addr") == ("127.0.0.1", newsroom.port)
    stream.close()
    assert asked == ["rebind.example"]
    with pytest.raises(AddressRefused, match=r"127\.0\.0\.2"):
        backend.connect_tcp("rebind.example", newsroom.port, 5.0)


def test_a_name_with_a_public_and_a_private_address_leads_only_to_the_public_one(newsroom: Newsroom) -> None:
    backend = GuardedBackend(
        allowed=parse_networks(["127.0.0.1/32"]), resolve=lambda host, port: ("10.0.0.7", "127.0.0.1")
    )
    stream = backend.connect_tcp("mixed.example", newsroom.port, 5.0)
    assert stream.get_extra_info("server_addr") == ("127.0.0.1", newsroom.port)
    stream.close()


def _gzip(body: bytes) -> bytes:
    return gzip.compress(body, 9)


def _brotli(body: bytes) -> bytes:
    return bytes(brotli.compress(body, quality=5))


def _zstd(body: bytes) -> bytes:
    return zstandard.ZstdCompressor(level=3).compress(body)


BOMBS = {
    "gzip": _gzip(bytes(20 * LIMIT)),
    "br": _brotli(bytes(20 * LIMIT)),
    "zstd": _zstd(bytes(20 * LIMIT)),
    "gzip, gzip": _gzip(_gzip(bytes(20 * LIMIT))),
    "br, gzip": _gzip(_brotli(bytes(20 * LIMIT))),
}


@pytest.mark.parametrize("coding", sorted(BOMBS))
def test_decompression_bomb_is_cut_at_the_cap(
    newsroom: Newsroom, read: Read, settings: CaptureSettings, coding: str
) -> None:
    newsroom.put(HOST, "/bomb", Reply(body=BOMBS[coding], headers={"Content-Encoding": coding}))
    outcome = rejected(read(newsroom.url(HOST, "/bomb"), settings=replace(settings, max_page_bytes=LIMIT)))
    assert outcome.reason is Reason.TOO_LARGE


@pytest.mark.parametrize("coding", sorted(BOMBS))
def test_decompression_bomb_costs_little_memory(coding: str) -> None:
    tracemalloc.start()
    try:
        with pytest.raises(Overflow):
            for _ in decode_chunks([BOMBS[coding]], coding, max_bytes=LIMIT):
                pass
        assert tracemalloc.get_traced_memory()[1] < 4 * LIMIT
    finally:
        tracemalloc.stop()


def test_too_many_codings_are_refused() -> None:
    with pytest.raises(Overflow):
        list(decode_chunks([b""], "gzip, gzip, gzip, gzip", max_bytes=LIMIT))


def test_endless_body_is_cut_at_the_cap(newsroom: Newsroom, read: Read, settings: CaptureSettings) -> None:
    newsroom.put(HOST, "/endless", Reply(stream=lambda: itertools.repeat(b"<p>and on it goes</p>" * 100)))
    outcome = rejected(read(newsroom.url(HOST, "/endless"), settings=replace(settings, max_page_bytes=LIMIT)))
    assert outcome.reason is Reason.TOO_LARGE


def test_page_that_announces_too_much_is_not_read(newsroom: Newsroom, read: Read) -> None:
    newsroom.put(HOST, "/huge", Reply(body=b"x", announced=50_000_001))
    assert rejected(read(newsroom.url(HOST, "/huge"))).reason is Reason.TOO_LARGE


def test_slow_server_ends_at_the_deadline(newsroom: Newsroom, settings: CaptureSettings) -> None:
    newsroom.put(HOST, "/slow", Reply(stream=lambda: itertools.repeat(b".")))
    ticks = itertools.count(0.0, 0.5)  # every step of the exchange takes half a second by this clock
    exchange = Exchange(settings, resolve=newsroom.resolve, monotonic=lambda: next(ticks))
    try:
        outcome = exchange.get(newsroom.url(HOST, "/slow"))
    finally:
        exchange.close()
    assert isinstance(outcome, Unfetched)
    assert outcome.detail == "took too long (reading)"
    assert outcome.is_temporary


def test_header_flood_is_refused(newsroom: Newsroom, read: Read) -> None:
    newsroom.put(HOST, "/flood", Reply(body=b"x", headers={f"X-{n}": "y" * 1000 for n in range(300)}))
    assert rejected(read(newsroom.url(HOST, "/flood"))).reason is Reason.TOO_LARGE


def test_redirect_loop_is_refused(newsroom: Newsroom, read: Read) -> None:
    newsroom.put(HOST, "/a", Reply(status=302, headers={"Location": "/b"}))
    newsroom.put(HOST, "/b", Reply(status=302, headers={"Location": "/a"}))
    outcome = rejected(read(newsroom.url(HOST, "/a")))
    assert outcome.reason is Reason.REFUSED
    assert "in a circle" in outcome.detail


def test_long_redirect_chain_is_refused(newsroom: Newsroom, read: Read) -> None:
    for number in range(20):
        newsroom.put(HOST, f"/{number}", Reply(status=301, headers={"Location": f"/{number + 1}"}))
    outcome = rejected(read(newsroom.url(HOST, "/0")))
    assert outcome.detail == "redirects more than 5 times"
    assert len(newsroom.visits_to(HOST)) == 7  # robots.txt and six hops


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "ftp://courier.example/a", "gopher://127.0.0.1:70/", "javascript:alert(1)", "http://"],
)
def test_redirect_to_another_scheme_is_refused(newsroom: Newsroom, read: Read, target: str) -> None:
    newsroom.put(HOST, "/a", Reply(status=302, headers={"Location": target}))
    assert rejected(read(newsroom.url(HOST, "/a"))).reason is Reason.REFUSED


def test_credentials_do_not_follow_a_redirect_to_another_host(newsroom: Newsroom, read: Read) -> None:
    newsroom.put(HOST, "/a", Reply(status=302, headers={"Location": newsroom.url("thief.example", "/b")}))
    newsroom.put("thief.example", "/b", "<p>Thank you.</p>")
    read(newsroom.url(HOST, "/a").replace("://", "://reader:hunter2@"))
    assert "authorization" in newsroom.visits_to(HOST, "/a")[0].headers
    assert "authorization" not in newsroom.visits_to("thief.example", "/b")[0].headers


BILLION = (
    '<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><{root}>{inside}</{root}>'
)
EXTERNAL = '<?xml version="1.0"?><!DOCTYPE {root} [<!ENTITY c SYSTEM "file:///etc/passwd">]><{root}>{inside}</{root}>'


@pytest.mark.parametrize("document", [BILLION, EXTERNAL])
@pytest.mark.parametrize(
    ("root", "inside"),
    [
        ("rss", "<channel><item><title>&c;</title><link>http://x.example/</link></item></channel>"),
        ("feed", "<entry><title>&c;</title></entry>"),
        ("opml", '<body><outline xmlUrl="http://x.example/" text="&c;"/></body>'),
        ("urlset", "<url><loc>http://x.example/&c;</loc></url>"),
    ],
)
def test_xml_entity_bomb_and_external_entity_are_refused(
    newsroom: Newsroom, read: Read, document: str, root: str, inside: str
) -> None:
    newsroom.put(HOST, "/feed", document.format(root=root, inside=inside))
    outcome = rejected(read(newsroom.url(HOST, "/feed")))
    assert outcome.reason is Reason.UNREADABLE
    assert "entities" in outcome.detail
    assert len(newsroom.visits) == 2  # robots.txt and the file: nothing was followed


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/passwd", "archive/../../x.warc", "C:\\x.warc"])
def test_zip_path_traversal_is_refused(tmp_path: Path, read: Read, name: str) -> None:
    path = tmp_path / "bad.wacz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(name, "WARC/1.0\r\n")
    first, second = read(str(path))
    assert isinstance(first, Rejected)
    assert first.reason is Reason.REFUSED
    assert "leads out" in first.detail
    assert isinstance(second, Rejected)
    assert [found.name for found in tmp_path.iterdir()] == ["bad.wacz"]


def test_zip_bomb_is_refused(tmp_path: Path, read: Read) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/data.warc", bytes(20_000_000))
    body = packed.getvalue()
    # The size in the directory is what a bomb lies about: make it tell ten times as much.
    (tmp_path / "bomb.wacz").write_bytes(
        body.replace((20_000_000).to_bytes(4, "little"), (200_000_000).to_bytes(4, "little"))
    )
    first, *_ = read(str(tmp_path / "bomb.wacz"))
    assert isinstance(first, Rejected)
    assert first.reason is Reason.REFUSED
    assert "unpacks" in first.detail


def test_gzip_bomb_on_disk_is_cut_at_the_cap(tmp_path: Path, read: Read, settings: CaptureSettings) -> None:
    (tmp_path / "page.html.gz").write_bytes(gzip.compress(b"<p>" + b"a" * 50 * LIMIT))
    outcome = rejected(read(str(tmp_path), settings=replace(settings, max_page_bytes=LIMIT)))
    assert outcome.reason is Reason.TOO_LARGE
