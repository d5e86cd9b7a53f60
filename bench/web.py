"""Server time of pages over an archive: `python -m bench.web ARCHIVE`.

Every page is asked for once, so that none comes from the shelf, in one process and without a network; what is
measured is processor time, which other work on the machine does not change. The front page is then asked for again
and again, as most readers do.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from typing import Any
from urllib.parse import quote

from litestar.testing import TestClient

from rashomon.archive import open_archive
from rashomon.model import Story
from rashomon.web import create_app

_PAGES = 40  # of a kind
_AGAIN = 500


def measure_pages(archive: str) -> dict[str, str]:
    """Median and 95th percentile of each kind of page, and front pages a second."""
    told = {}
    with TestClient(create_app(archive), base_url="http://127.0.0.1:8000") as client:
        client.get("/about")
        for kind, paths in sample_paths(archive).items():
            times = sorted(_seconds(client, path) for path in paths)
            worst = times[int(len(times) * 0.95)] if len(times) > 1 else times[0]
            told[kind] = f"{1000 * statistics.median(times):.0f} ms, 95 % below {1000 * worst:.0f} ms"
        began = time.process_time()
        for _ in range(_AGAIN):
            client.get("/", headers={"Accept-Encoding": "br"})
        told["front page again"] = f"{_AGAIN / (time.process_time() - began):.0f} a second, the client's work among it"
        told["front page's size"] = f"{len(client.get('/').content) / 1000:.0f} kB"
    return told


def sample_paths(archive: str) -> dict[str, list[str]]:
    """Addresses of each kind of page, spread over the archive."""
    with open_archive(archive, read_only=True, create=False) as opened:
        stories = opened.stories()
        told = [story for story in stories if len(story.articles) > 1]
        articles = [article for story in stories[: 3 * _PAGES : 3] for article in story.articles[:1]]
        outlets = [record.name for record in opened.outlets()][:_PAGES]
        sources = [record.name for record in opened.sources(most=_PAGES)]
    return {
        "front page": [f"/?offset={40 * number}" for number in range(_PAGES)],
        "story": [f"/stories/{story.id}" for story in _spread(told)],
        "article": [f"/articles/{article.id}" for article in articles],
        "outlet": [f"/outlets/{quote(name, safe='')}" for name in outlets],
        "source": [f"/sources/{quote(name, safe='')}" for name in sources],
        "search": [f"/search?q={quote(name)}" for name in sources],
        "stories API": [
            f"/api/v1/stories?min_outlets={1 + number % 3}&limit={20 + number}" for number in range(_PAGES)
        ],
    }


def _spread(items: list[Story]) -> list[Story]:
    step = max(1, len(items) // _PAGES)
    return items[::step][:_PAGES]


def _seconds(client: TestClient[Any], path: str) -> float:
    began = time.process_time()
    answer = client.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return time.process_time() - began


def main() -> None:
    """Measure the archive named on the command line or by RASHOMON_ARCHIVE."""
    archive = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("RASHOMON_ARCHIVE", "")
    if not archive:
        print("no archive to serve: name one, or set RASHOMON_ARCHIVE")
        return
    for page, figure in measure_pages(archive).items():
        print(f"{page:<18} {figure}")


if __name__ == "__main__":
    main()
