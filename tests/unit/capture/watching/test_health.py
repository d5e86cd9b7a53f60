"""What watching tells of itself."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from tests.newsroom import START

from rashomon.capture.watching import HostRecord, MemoryLedger, Task, TaskKind
from rashomon.capture.watching.health import health_of, metrics_text, serve_health
from rashomon.capture.watching.watcher import Round, added
from rashomon.model import OutletRecord, Tally
from rashomon.outlets import load_outlets


@pytest.fixture
def ledger() -> MemoryLedger:
    made = MemoryLedger()
    made.save(
        [Task(url="https://a.example/feed", kind=TaskKind.LIST, host="a.example", due_at=START)],
        [
            HostRecord(host="a.example", requests=9, revisits=1, articles=7, last_success_at=START),
            HostRecord(host="b.example", requests=4, failures=3, last_failure="no connection", last_success_at=START),
            HostRecord(host="c.example", requests=30, textless=20, last_success_at=START, yield_fell_at=START),
            HostRecord(host='odd"\n.example', requests=1, last_success_at=START),
        ],
    )
    return made


def test_each_host_has_one_sentence_of_trouble_or_none(ledger: MemoryLedger) -> None:
    troubles = {
        host.host: host.trouble for host in health_of(ledger, outlets=load_outlets(), now=START + timedelta(hours=1))
    }
    assert troubles["a.example"] == ""
    assert troubles["b.example"].startswith("failed 3 times in a row: no connection")
    assert troubles["c.example"].startswith("its pages stopped yielding text at 2031-05-04")
    later = {
        host.host: host.trouble for host in health_of(ledger, outlets=load_outlets(), now=START + timedelta(days=2))
    }
    assert later["a.example"].startswith("was last asked at")


def test_metrics_are_in_prometheus_format(ledger: MemoryLedger) -> None:
    total = Round(looks=14, tally=Tally(new=7, versions=2, rejected={"no text": 3}))
    paper = OutletRecord(name="Tidewater Courier", articles=5, versions=6, first_at=None, last_at=None)
    lines = metrics_text(ledger, total, outlets=(paper,)).splitlines()
    pattern = re.compile(
        r'# TYPE \w+ (?:counter|gauge)|\w+(?:\{\w+="(?:[^"\\\n]|\\.)*"(?:,\w+="[^"]*")*\})? [0-9.e+-]+'
    )
    assert all(pattern.fullmatch(line) for line in lines)
    assert 'rashomon_host_requests_total{host="a.example"} 9' in lines
    assert 'rashomon_outlet_versions{outlet="Tidewater Courier"} 6' in lines
    assert 'rashomon_rejected_total{reason="no text"} 3' in lines
    assert "rashomon_articles_edited_total 2" in lines
    assert 'rashomon_tasks{kind="list",state="waiting"} 1' in lines


def test_endpoint_answers_for_health_and_metrics() -> None:
    trouble = [""]
    with serve_health(0, health=lambda: trouble[0], metrics=lambda: "m 1\n") as port:
        assert urlopen(f"http://127.0.0.1:{port}/health").read() == b"ok\n"
        assert urlopen(f"http://127.0.0.1:{port}/metrics").read() == b"m 1\n"
        trouble[0] = "b.example failed"
        with pytest.raises(HTTPError) as caught:
            urlopen(f"http://127.0.0.1:{port}/health")
        with caught.value as answer:
            assert answer.code == 503
            assert answer.read() == b"b.example failed\n"


def test_two_imports_add_up() -> None:
    a, b = Tally(read=3, new=1, rejected={"empty": 1}), Tally(read=2, versions=2, rejected={"empty": 1, "gone": 1})
    assert added(a, b) == Tally(read=5, new=1, versions=2, rejected={"empty": 2, "gone": 1})
