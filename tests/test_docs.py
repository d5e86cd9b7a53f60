"""The generated part of the documentation is what the code says."""

from __future__ import annotations

import subprocess
import sys

from tests.conftest import REPOSITORY


def test_generated_docs_are_up_to_date() -> None:
    script = REPOSITORY / "scripts" / "make_docs.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
