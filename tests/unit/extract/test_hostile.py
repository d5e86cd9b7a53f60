"""Pages made to break a reader: each gives an article or a reason, within bounds of work and memory, in any thread."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from rashomon.extract import extract_article
from rashomon.model import Page, Rejected, Version

NOW = datetime(2024, 3, 20, tzinfo=UTC)
P = "<p>The old harbour bridge was closed on Tuesday, the council said, because the river rose by two metres.</p>"
CASES: dict[str, bytes] = {
    "5,000 nested elements": ("<div>" * 5000 + P * 5 + "</div>" * 5000).encode(),
    "5,000 nested inline elements": ("<b><i>" * 5000 + P * 5).encode(),
    "20,000 unclosed tags": ("<p><b><span>word " * 20_000).encode(),
    "20,000 unclosed boxes": (P * 3 + "<div>text " * 20_000).encode(),
    "an article of 8 MB": ("<article>" + P * 75_000).encode(),
    "a paragraph of 8 MB": ("<article><p>" + "word and word, " * 550_000).encode(),
    "50,000 links": ("".join(f"<li><a href='/a/{n}'>Link number {n}</a></li>" for n in range(50_000)) + P * 6).encode(),
    "a table of 100,000 cells with huge spans": ("<table>" + ("<tr>" + "<td colspan=100000 rowspan=65000>c</td>" * 50 + "</tr>") * 2000 + "</table>" + P * 6).encode(),
    "NUL and control characters": ("<article>" + "<p>a\x00b\x01c\x1f\x7f " * 5_000 + P * 6).encode(),
    "lone surrogates": ("<article><p>\ud800\udc00 and \udfff</p>" + P * 6).encode("utf-8", "surrogatepass") + b"&#xD800;" * 9_000,
    "200,000 line breaks": ("<p>" + "line of text<br>" * 200_000).encode(),
    "a class of a million names": ('<div class="' + "a " * 1_000_000 + '">' + P * 6).encode(),
    "5 MB of white space": (P * 3 + "<p>" + " " * 5_000_000 + "x</p>").encode(),
    "100,000 dates": ("<h1>Bridge closed</h1>" + "<p>12 March 2021</p>" * 1_000 + "<p>" + "1/2/" * 100_000 + P * 6).encode(),
    "50,000 times": ("<time datetime=2021-01-01>x</time>" * 50_000 + P * 6).encode(),
    "an author field of 400 kB": ('<meta name=author content="' + "x y, " * 80_000 + '">' + P * 6).encode(),
    "linked data nested 100,000 deep": ('<script type="application/ld+json">' + '{"a":' * 100_000 + "</script>" + P * 6).encode(),
    "authors nested 2,000 deep": ('<script type="application/ld+json">[' + '{"@type":"NewsArticle","author":' * 2000 + "1" + "}" * 2000 + "]</script>" + P * 6).encode(),
    "a mirror page of 100,000 brackets": ("---\ntitle: x\n---\n" + "[a](" * 100_000).encode(),
    "2 MB of reporters' marks": ("<p>" + "记者" * 330_000).encode(),
}  # fmt: skip
CPU_SECONDS = 6.0  # of the processor; each takes under 2 on two cores with other work (docs/extraction.md)
PEAK_MB = 400  # of which 110 are Python and its libraries
MEASURED = """
import json, re, time
from pathlib import Path
from rashomon.model import Version
from tests.unit.extract.test_hostile import CASES, outcome
cases = {}
for name, body in CASES.items():
    start = time.process_time()
    found = outcome(body)
    spent = time.process_time() - start
    whole = not isinstance(found, Version) or "\\n".join(found.text[p.start : p.end] for p in found.paragraphs) == found.text
    cases[name] = {"spent": spent, "whole": whole}
# Not ru_maxrss: that of the process which started this one counts in it.
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps({"cases": cases, "peak": peak}))
"""


def outcome(body: bytes) -> Version | Rejected:
    return extract_article(Page(source="x", body=body, captured_at=NOW, url="https://post.example/1"))


@pytest.fixture(scope="module")
def measured() -> Any:
    """What reading every case once, in a process of its own, gave and took."""
    if not Path("/proc/self/status").exists():
        pytest.skip("NO /proc: memory cannot be measured on this system")
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run([sys.executable, "-c", MEASURED], capture_output=True, text=True, check=True, cwd=root)
    return json.loads(done.stdout)


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_page_is_read_whole_within_bounds(name: str, measured: Any) -> None:
    assert measured["cases"][name]["whole"]
    assert measured["cases"][name]["spent"] < CPU_SECONDS


def test_no_hostile_page_takes_much_memory(measured: Any) -> None:
    assert measured["peak"] < PEAK_MB


@pytest.mark.parametrize(
    "name",
    ["5,000 nested elements", "an article of 8 MB", "50,000 links", "NUL and control characters", "lone surrogates"],
)
def test_its_article_is_kept(name: str) -> None:
    found = outcome(CASES[name])
    assert isinstance(found, Version)
    assert "The old harbour bridge was closed on Tuesday" in found.text
    assert not set("\x00\x01\x1f\x7f\ud800") & set(found.text)


def test_pages_read_in_threads_come_out_as_alone() -> None:
    bodies = [f"<h1>Bridge {n} closed</h1><p>By Mara Quill</p>{P * (n + 2)}".encode() for n in range(24)]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(outcome, bodies))
    assert together == [outcome(body) for body in bodies]
