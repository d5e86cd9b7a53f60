"""Tokens that let a program write: known by their digests alone, each with what it may do, revocable at once."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from rashomon.errors import NotFound, RashomonError, UsageError

_PREFIX = "rashomon_"  # so that a secret that leaked into a repository is recognised as one


class Scope(StrEnum):
    """What a token allows."""

    ADD = "add"
    DELETE = "delete"
    SUBSCRIBE = "subscribe"


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """A token as it is kept: `digest` is the SHA-256 of a secret of 256 random bits, which nobody can guess back."""

    name: str
    digest: str
    scopes: tuple[Scope, ...]
    made_at: datetime


class Unauthorized(RashomonError):
    """No token came with the request, or one that is not known."""


class Forbidden(RashomonError):
    """The token does not allow what was asked."""


def read_tokens(path: Path) -> tuple[Token, ...]:
    """The tokens that the file keeps; none where there is no file."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=tuple[Token, ...])
    except FileNotFoundError:
        return ()
    except (OSError, msgspec.DecodeError) as error:
        raise UsageError(str(path), f"cannot be read as a file of tokens: {error}") from error


def make_token(path: Path, name: str, scopes: tuple[Scope, ...], *, now: datetime) -> str:
    """A new token's secret, which is told this once and kept nowhere."""
    known = read_tokens(path)
    if any(token.name == name for token in known):
        raise UsageError(name, "is the name of a token already; revoke that one first")
    if not scopes:
        raise UsageError(name, f"must be allowed something: {', '.join(Scope)}")
    secret = _PREFIX + secrets.token_urlsafe(32)
    _write(path, (*known, Token(name=name, digest=_digest(secret), scopes=scopes, made_at=now)))
    return secret


def revoke_token(path: Path, name: str) -> None:
    """The token of that name is known no more, from the next request on."""
    known = read_tokens(path)
    if all(token.name != name for token in known):
        raise NotFound(name, "is the name of no token")
    _write(path, tuple(token for token in known if token.name != name))


def check_token(path: Path, authorization: str, scope: Scope) -> Token:
    """The token of an Authorization header, if it allows that; raises Unauthorized or Forbidden."""
    kind, _, secret = authorization.partition(" ")
    digest = _digest(secret.strip())
    found = next((token for token in read_tokens(path) if hmac.compare_digest(token.digest, digest)), None)
    if kind.lower() != "bearer" or found is None:
        raise Unauthorized("Authorization", "writing needs a token: Authorization: Bearer …")
    if scope not in found.scopes:
        raise Forbidden(found.name, f"this token does not allow to {scope}")
    return found


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def _write(path: Path, tokens: tuple[Token, ...]) -> None:
    waiting = path.with_name(f".{path.name}.part")
    try:
        with os.fdopen(os.open(waiting, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(tokens)) + b"\n")
        waiting.replace(path)
    except OSError as error:
        raise UsageError(str(path), f"cannot be written: {error.strerror or error}") from error
