"""Where the tests find the measuring data, and how they say so when it is not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]


def shared_folder() -> Path:
    """The measuring data's folder: RASHOMON_DATA, or `../shared/data` beside the repository."""
    return Path(os.environ.get("RASHOMON_DATA", REPOSITORY.parent / "shared" / "data"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real data; the test is skipped, loudly, where there is none."""
    folder = shared_folder()
    if not folder.is_dir():
        pytest.skip(f"NO MEASURING DATA: {folder} is not there; set RASHOMON_DATA to run this test")
    return folder


@pytest.fixture(scope="session")
def seeds(shared: Path) -> Path:
    """The folder of the two seed pages."""
    folder = shared.parent / "seeds"
    if not folder.is_dir():
        pytest.skip(f"NO SEED PAGES: {folder} is not there")
    return folder
