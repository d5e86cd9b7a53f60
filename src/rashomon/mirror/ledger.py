"""What the parts of an edition were made of, kept beside it: a part made of the same need not be drawn again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import zstandard

from rashomon.errors import PublishError
from rashomon.mirror.folder import LEDGER, read_file, replace_file


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """Some files of an edition that are drawn together."""

    made_of: bytes  # a digest
    paths: tuple[str, ...]
    linked: Mapping[str, str] = field(
        default_factory=dict
    )  # the names that its pages ask pages for, and what they found: "" for none
    given: bytes = b""  # what it gives to other parts


_ENCODE = msgspec.msgpack.Encoder()
_DECODE = msgspec.msgpack.Decoder(dict[str, Part])


def read_ledger(root: Path) -> dict[str, Part]:
    """The parts of the edition in the folder by name; none where nothing, or nothing that can be read, tells of them."""
    body = read_file(root / LEDGER)
    try:
        return _DECODE.decode(zstandard.decompress(body)) if body else {}
    except (zstandard.ZstdError, msgspec.MsgspecError):
        return {}


def write_ledger(root: Path, parts: Mapping[str, Part]) -> None:
    """Keep it for the next edition; raises PublishError where it cannot be written."""
    try:
        replace_file(root / LEDGER, zstandard.compress(_ENCODE.encode(dict(parts))))
    except OSError as error:
        raise PublishError(str(root / LEDGER), f"cannot be written: {error.strerror or error}") from error
