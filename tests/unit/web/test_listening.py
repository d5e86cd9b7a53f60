"""Where the server listens, and what it says where it cannot."""

from __future__ import annotations

import pytest

from rashomon.errors import UsageError
from rashomon.web import listen


def test_port_0_takes_a_free_one() -> None:
    with listen("127.0.0.1", 0) as listener:
        assert listener.getsockname()[1] > 0


def test_a_port_in_use_is_told() -> None:
    with listen("127.0.0.1", 0) as listener:
        port = listener.getsockname()[1]
        with pytest.raises(UsageError, match=f"127.0.0.1:{port}: cannot be listened on"):
            listen("127.0.0.1", port)
