"""Readers by the hundred: `python -m bench.load ARCHIVE [REQUESTS A SECOND]`.

A server on one processor is asked over loopback at a fixed rate, whether or not it keeps up; a few pages are asked
for often and many seldom, as readers do. Told are the answers that failed, the times until answers were whole, and
the server's processor time a request, which other work on the machine changes least.
"""

from __future__ import annotations

import asyncio
import os
import random
import socket
import statistics
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import httpx

from bench.web import sample_paths

_SECONDS = 20
_KINDS = {"front page": 4, "article": 3, "story": 2, "source": 1}  # how often each is asked for


def main() -> None:
    """Measure the archive named on the command line or by RASHOMON_ARCHIVE."""
    archive = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("RASHOMON_ARCHIVE", "")
    if not archive:
        print("no archive to serve: name one, or set RASHOMON_ARCHIVE")
        return
    rate = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    paths = sample_paths(archive)
    with closing(socket.socket()) as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [sys.executable, "-c", "from rashomon.cli import main; main()"]
    command = [*program, "serve", "--archive", archive, "--port", str(port)]
    with subprocess.Popen(command) as server:
        os.sched_setaffinity(server.pid, {0})
        try:
            asyncio.run(_ask(f"http://127.0.0.1:{port}", _chosen(paths, rate * _SECONDS), rate, server.pid))
        finally:
            server.terminate()


def _chosen(paths: dict[str, list[str]], many: int) -> list[str]:
    """So many addresses, the same at every run: of a kind the first is asked for most."""
    rng = random.Random(7)
    kinds = rng.choices(list(_KINDS), list(_KINDS.values()), k=many)
    return [paths[kind][min(int(rng.paretovariate(0.7)), len(paths[kind])) - 1] for kind in kinds]


async def _ask(base: str, paths: list[str], rate: int, server: int) -> None:
    times: list[float] = []
    failed: list[str] = []
    # Shorter than the server keeps an idle connection: one that it is just closing is no answer that failed.
    limits = httpx.Limits(max_connections=200, keepalive_expiry=2.0)
    async with httpx.AsyncClient(base_url=base, limits=limits, timeout=60, headers={"Accept-Encoding": "br"}) as client:
        while not await _answers(client):
            await asyncio.sleep(0.1)

        async def one(path: str) -> None:
            began = time.monotonic()
            try:
                answer = await client.get(path)
                if answer.status_code != httpx.codes.OK:
                    failed.append(f"{answer.status_code} {path}")
            except httpx.HTTPError as error:
                failed.append(f"{error!r} {path}")
            times.append(time.monotonic() - began)

        used, began = _processor_seconds(server), time.monotonic()
        async with asyncio.TaskGroup() as group:
            for number, path in enumerate(paths):
                await asyncio.sleep(max(0.0, began + number / rate - time.monotonic()))
                group.create_task(one(path))
        took, used = time.monotonic() - began, _processor_seconds(server) - used
    ordered = sorted(times)
    print(
        f"{len(paths)} requests in {took:.1f} s, {len(failed)} failed{': ' + failed[0] if failed else ''};"
        f" median {1000 * statistics.median(ordered):.0f} ms, 95 % below {1000 * ordered[len(ordered) * 95 // 100]:.0f} ms;"
        f" {1000 * used / len(paths):.1f} ms of the server's processor each"
    )


async def _answers(client: httpx.AsyncClient) -> bool:
    try:
        return (await client.get("/about")).status_code == httpx.codes.OK
    except httpx.ConnectError:
        return False


def _processor_seconds(process: int) -> float:
    """What the process has used so far, its threads among it."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
