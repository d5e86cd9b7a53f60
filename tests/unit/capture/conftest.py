"""A newsroom on loopback with a clock of its own, and a reader that is allowed to reach it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from tests.newsroom import Newsroom, StepClock, serve_newsroom

from rashomon.capture import CaptureSettings, read_sources
from rashomon.model import Page, Rejected, Version

Read = Callable[..., list[Page | Version | Rejected]]


@pytest.fixture
def clock() -> StepClock:
    return StepClock()


@pytest.fixture
def newsroom(clock: StepClock) -> Iterator[Newsroom]:
    with serve_newsroom(clock) as running:
        yield running


@pytest.fixture
def settings() -> CaptureSettings:
    return CaptureSettings(allow_networks=("127.0.0.0/8",))


@pytest.fixture
def read(newsroom: Newsroom, clock: StepClock, settings: CaptureSettings) -> Read:
    def read_all(*sources: str, settings: CaptureSettings = settings) -> list[Page | Version | Rejected]:
        found = read_sources(sources, clock=clock, settings=settings, sleep=clock.sleep, resolve=newsroom.resolve)
        return list(found)

    return read_all
