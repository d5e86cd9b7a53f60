"""Every address that the server answers is documented."""

from __future__ import annotations

import re
from pathlib import Path

from tests.conftest import REPOSITORY

from rashomon.web import create_app


def test_every_route_stands_in_the_docs(tmp_path: Path) -> None:
    documented = set(re.findall(r"`(/[^`]*)`", (REPOSITORY / "docs" / "pages.md").read_text(encoding="utf8")))
    routes = {route.path for route in create_app(tmp_path / "none.db").routes}
    own = {path for path in routes if not path.startswith("/api/v1/openapi.json/")}  # Litestar adds the rest
    plain = {re.sub(r"\{(?:\w+_)?(\w+):str\}", r"{\1}", path) for path in own}
    assert plain - documented == set()
    assert len(plain) >= 17
