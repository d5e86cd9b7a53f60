"""The expected shortfalls, marked where they stand."""

from __future__ import annotations

import pytest
from tests.sample.shortfalls import SHORTFALLS


@pytest.fixture(autouse=True)
def _expected_shortfalls(request: pytest.FixtureRequest) -> None:
    """Marks the tests that are known to fail, each with its reason."""
    if reason := SHORTFALLS.get(request.node.name):
        request.applymarker(pytest.mark.xfail(strict=True, reason=reason))
