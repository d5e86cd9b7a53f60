"""Content codings undone a bounded piece at a time, so that no body can grow past its cap (decompression bombs)."""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, cast

import brotli  # type: ignore[import-untyped]
import zstandard

_PIECE = 65_536  # bytes a decoder may give at once: what a bomb can cost before the cap is looked at again
_MAX_CODINGS = 3  # a server that wraps more layers than these is not serving news


class Overflow(Exception):
    """The decoded body is longer than its cap, or wrapped in too many codings."""


class Undecodable(Exception):
    """The body is not what its coding says."""


def decode_chunks(chunks: Iterable[bytes], codings: str, *, max_bytes: int) -> Iterator[bytes]:
    """The decoded body in pieces; `codings` is the header's value. Raises Overflow past `max_bytes`, or Undecodable.

    Codings that are not known (and `chunked`, which the transport has undone) are passed through.
    """
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    if len(names) > _MAX_CODINGS:
        raise Overflow(f"{len(names)} content codings")
    pieces: Iterable[bytes] = chunks
    for name in reversed(names):
        pieces = _DECODERS.get(name, _identity)(pieces)
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > max_bytes:
            raise Overflow(f"more than {max_bytes} bytes")
        yield piece


def decode_all(body: bytes, codings: Sequence[str], *, max_bytes: int) -> bytes:
    """The whole body with each header's codings undone, last applied first; one that does not decode is kept as it is.

    Web archives often hold bodies that were decoded already under a header that still names the coding.
    """
    for value in codings:
        names = [name for name in value.lower().replace(" ", "").split(",") if name not in ("", "chunked", "identity")]
        if "chunked" in value.lower():
            body = unchunk(body)
        if names:
            body = _decode_leniently(body, ",".join(names), max_bytes=max_bytes)
    return body


def _decode_leniently(body: bytes, codings: str, *, max_bytes: int) -> bytes:
    """What the body decodes to, up to where it is cut or damaged; as given where nothing of it decodes."""
    pieces: list[bytes] = []
    try:
        pieces.extend(decode_chunks([body], codings, max_bytes=max_bytes))
    except Undecodable:
        return b"".join(pieces) or body
    return b"".join(pieces)


def unchunk(body: bytes) -> bytes:
    """A body in HTTP/1.1 chunks as one; as given where it is not in chunks. What a cut one still holds is kept."""
    parts: list[bytes] = []
    position = 0
    while True:
        end = body.find(b"\r\n", position)
        try:
            size = int(body[position:end].split(b";")[0], 16) if end >= 0 else -1
        except ValueError:
            size = -1
        if size < 0:
            return b"".join(parts) or body
        if size == 0:
            return b"".join(parts)
        parts.append(body[end + 2 : end + 2 + size])
        position = end + 2 + size + 2


def _identity(chunks: Iterable[bytes]) -> Iterator[bytes]:
    yield from chunks


def _inflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """gzip, in one member or several, or zlib."""
    decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
    try:
        for chunk in chunks:
            while chunk:
                if decoder.eof:
                    decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS | 32)
                yield decoder.decompress(chunk, _PIECE)
                chunk = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
                if decoder.eof and not chunk.startswith(b"\x1f\x8b"):
                    break  # padding after the last member
    except zlib.error as error:
        raise Undecodable(str(error)) from error
    if not decoder.eof:
        raise Undecodable("the gzip stream is cut short")


def _deflate(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """zlib, or the bare deflate stream that some servers send under the same name (RFC 9110, 8.4.1.2)."""
    decoder: zlib._Decompress | None = None
    try:
        for chunk in chunks:
            if decoder is None and chunk:
                zlib_header = chunk[0] & 0x0F == 8 and (len(chunk) < 2 or (chunk[0] << 8 | chunk[1]) % 31 == 0)
                decoder = zlib.decompressobj(wbits=zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)
            while chunk and decoder is not None:
                yield decoder.decompress(chunk, _PIECE)
                chunk = decoder.unconsumed_tail
    except zlib.error as error:
        raise Undecodable(str(error)) from error


def _unbrotli(chunks: Iterable[bytes]) -> Iterator[bytes]:
    decoder = brotli.Decompressor()
    try:
        for chunk in chunks:
            yield decoder.process(chunk, output_buffer_limit=_PIECE)
            while not decoder.can_accept_more_data():
                yield decoder.process(b"", output_buffer_limit=_PIECE)
    except brotli.error as error:
        raise Undecodable(str(error)) from error
    if not decoder.is_finished():
        raise Undecodable("the brotli stream is cut short")


def _unzstd(chunks: Iterable[bytes]) -> Iterator[bytes]:
    # 8 MiB is the largest window that a server may ask of a reader (RFC 9659).
    decoder = zstandard.ZstdDecompressor(max_window_size=8 * 1024 * 1024)
    try:
        with decoder.stream_reader(cast("IO[bytes]", _Joined(chunks)), read_across_frames=True) as reader:
            while piece := reader.read(_PIECE):
                yield piece
    except zstandard.ZstdError as error:
        raise Undecodable(str(error)) from error


class _Joined:
    """Chunks as a file that can be read from, for decoders that pull."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = b""

    def read(self, size: int) -> bytes:
        while not self._rest:
            chunk = next(self._chunks, None)
            if chunk is None:
                return b""
            self._rest = chunk
        piece, self._rest = self._rest[:size], self._rest[size:]
        return piece


_DECODERS: dict[str, Callable[[Iterable[bytes]], Iterator[bytes]]] = {
    "gzip": _inflate,
    "x-gzip": _inflate,
    "deflate": _deflate,
    "br": _unbrotli,
    "zstd": _unzstd,
}
