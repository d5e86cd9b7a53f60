"""How watching goes, for people and for machines: sentences, log lines, Prometheus text, and an endpoint for both."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import msgspec

from rashomon.capture.watching.looking import Look
from rashomon.capture.watching.tasks import HostRecord, Ledger, TaskState
from rashomon.capture.watching.watcher import Round
from rashomon.errors import CaptureError
from rashomon.model import HostHealth, OutletRecord
from rashomon.outlets import Outlets

_STALE = timedelta(hours=26)  # a list is asked at least twice a day; a day and a bit without success is a fault


def health_of(ledger: Ledger, *, outlets: Outlets, now: datetime) -> tuple[HostHealth, ...]:
    """Every host that was asked, by name, with the outlet it belongs to."""
    return tuple(
        HostHealth(
            host=record.host,
            outlet=outlet.name if (outlet := outlets.by_host(record.host)) else "",
            last_success_at=record.last_success_at,
            failures=record.failures,
            requests=record.requests,
            trouble=_trouble_of(record, now),
        )
        for record in ledger.hosts()
        if record.requests
    )


def _trouble_of(record: HostRecord, now: datetime) -> str:
    if record.failures:
        last = f"; the last success was at {record.last_success_at.isoformat()}" if record.last_success_at else ""
        return f"failed {record.failures} times in a row: {record.last_failure}{last}"
    if record.last_success_at and now - record.last_success_at > _STALE:
        return f"was last asked at {record.last_success_at.isoformat()}"
    if record.yield_fell_at:
        return f"its pages stopped yielding text at {record.yield_fell_at.isoformat()}"
    return ""


def metrics_text(ledger: Ledger, total: Round, *, outlets: Sequence[OutletRecord] = ()) -> str:
    """The counters in Prometheus' text format: by host from the ledger, by outlet from the archive (`outlets`), the
    rest since this process began."""
    lines = list(_host_lines(ledger))
    states = Counter((task.kind.value, task.state.value) for task in ledger.tasks())
    lines += _metric("rashomon_tasks", "gauge", [({"kind": k, "state": s}, n) for (k, s), n in sorted(states.items())])
    tally = total.tally
    for name, value in (
        ("looks", total.looks),
        ("looks_unchanged", total.unchanged),
        ("looks_failed", total.failed),
        ("articles_gone", total.gone),
        ("articles_new", tally.new),
        ("articles_edited", tally.versions),
        ("archive_seconds", tally.seconds),
    ):
        lines += _metric(f"rashomon_{name}_total", "counter", [({}, value)])
    held: tuple[tuple[str, Callable[[OutletRecord], float]], ...] = (
        ("articles", lambda outlet: outlet.articles),
        ("versions", lambda outlet: outlet.versions),
    )
    for name, count in held:
        lines += _metric(f"rashomon_outlet_{name}", "gauge", [({"outlet": x.name}, count(x)) for x in outlets])
    rejected = [({"reason": reason}, number) for reason, number in sorted(tally.rejected.items())]
    lines += _metric("rashomon_rejected_total", "counter", rejected)
    return "\n".join(lines) + "\n"


def _host_lines(ledger: Ledger) -> Iterator[str]:
    hosts = list(ledger.hosts())
    rows: tuple[tuple[str, str, Callable[[HostRecord], float]], ...] = (
        ("requests_total", "counter", lambda host: host.requests),
        ("revisits_total", "counter", lambda host: host.revisits),
        ("pages_with_text_total", "counter", lambda host: host.articles),
        ("pages_without_text_total", "counter", lambda host: host.textless),
        ("removals_total", "counter", lambda host: host.gone),
        ("seconds_total", "counter", lambda host: host.seconds),
        ("failures_in_a_row", "gauge", lambda host: host.failures),
        ("last_success_seconds", "gauge", lambda host: host.last_success_at.timestamp() if host.last_success_at else 0),
    )
    for name, kind, value in rows:
        yield from _metric(f"rashomon_host_{name}", kind, [({"host": host.host}, value(host)) for host in hosts])


def _metric(name: str, kind: str, values: Sequence[tuple[dict[str, str], float]]) -> list[str]:
    lines = [f"# TYPE {name} {kind}"] if values else []
    for labels, value in values:
        inside = ",".join(f'{key}="{_escaped(word)}"' for key, word in labels.items())
        lines.append(f"{name}{{{inside}}} {value:g}" if inside else f"{name} {value:g}")
    return lines


def _escaped(word: str) -> str:
    return word.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def log_line(look: Look, *, now: datetime) -> str:
    """One look as a line of JSON; addresses in it never carry a password."""
    said = "gone" if look.task.state is TaskState.GONE else "failed" if look.failure else "unchanged"
    return msgspec.json.encode(
        {
            "at": now,
            "url": look.task.url,
            "kind": look.task.kind.value,
            "outcome": said if look.failure or look.is_unchanged else "looked",
            "detail": look.failure,
            "pages": len(look.items),
            "found": len(look.found),
            "next": look.task.due_at,
        }
    ).decode()


@contextmanager
def serve_health(port: int, *, health: Callable[[], str], metrics: Callable[[], str]) -> Iterator[int]:
    """Answers on loopback until the block ends: `/health` (200, or 503 with what is wrong) and `/metrics`; the port.

    `health` gives what is wrong, empty when nothing is; both are called in another thread.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/metrics":
                self._answer(200, metrics(), "text/plain; version=0.0.4; charset=utf-8")
            elif self.path == "/health":
                trouble = health()
                self._answer(503 if trouble else 200, (trouble or "ok") + "\n", "text/plain; charset=utf-8")
            else:
                self._answer(404, "there are /health and /metrics\n", "text/plain; charset=utf-8")

        def _answer(self, status: int, text: str, content_type: str) -> None:
            body = text.encode()
            self.send_response(status)
            self.send_header("Content-Type", content_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """The watcher's own log has the looks; who asks for metrics is nobody's news."""

    try:
        server = ThreadingHTTPServer(("127.0.0.1", port), Handler)
    except OSError as error:
        raise CaptureError(f"port {port}", f"cannot be listened on: {error.strerror or error}") from error
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True)
    thread.start()
    try:
        yield int(server.server_address[1])
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
