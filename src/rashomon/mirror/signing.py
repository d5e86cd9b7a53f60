"""Editions that prove themselves: the manifest holds every file's digest, an Ed25519 signature (RFC 8032) the manifest.

The key is the operator's own: made once, kept out of the edition, its public half given to readers by another way.
"""

from __future__ import annotations

import base64
import binascii
import os
from dataclasses import dataclass
from datetime import datetime
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from rashomon.errors import PublishError, UsageError
from rashomon.mirror.folder import LEDGER, MANIFEST, SIGNATURE, parse_manifest, read_file, replace_file
from rashomon.text.digests import bytes_digest

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_KIND = "ed25519:"


@dataclass(frozen=True, slots=True, kw_only=True)
class EditionCheck:
    """What an edition's files are against its manifest, and its manifest against the key; paths are sorted."""

    layout: str
    as_of: datetime | None
    files: int
    signed: bool | None  # by the key that was asked for; None where none was
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    unknown: tuple[str, ...]  # in the folder and not in the manifest

    @property
    def whole(self) -> bool:
        """Whether every file is what the manifest says and nothing is beside them."""
        return not (self.changed or self.missing or self.unknown)


def make_key(path: Path) -> str:
    """A new private key in the file, for its owner's eyes alone; its public half comes back."""
    _require_library()
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ed25519

    key = ed25519.Ed25519PrivateKey.generate()
    pem = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    try:
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
            file.write(pem)
    except FileExistsError as error:
        raise UsageError(str(path), "is there already; a key is never written over") from error
    except OSError as error:
        raise PublishError(str(path), f"cannot be written: {error.strerror or error}") from error
    return _public(key)


def sign_edition(root: Path, key_file: Path) -> str:
    """Signs the edition's manifest, beside it; the public key comes back. The same manifest gives the same bytes."""
    key = _read_key(key_file)
    body = read_file(root / MANIFEST)
    if body is None:
        raise PublishError(str(root), "holds no edition to sign")
    try:
        replace_file(root / SIGNATURE, base64.b64encode(key.sign(body)) + b"\n")
    except OSError as error:
        raise PublishError(str(root / SIGNATURE), f"cannot be written: {error.strerror or error}") from error
    return _public(key)


def verify_edition(root: Path, public_key: str = "") -> EditionCheck:
    """How the files in the folder stand to the manifest, and whether the key signed it.

    `public_key` is what `make_key` gave: "ed25519:" and 32 bytes in base64; without it the files alone are looked at.
    """
    body = read_file(root / MANIFEST)
    if body is None:
        raise PublishError(str(root), "holds no edition: there is no manifest")
    manifest = parse_manifest(body, source=str(root / MANIFEST))
    changed, missing = [], []
    for record in manifest.files:
        held = _read_inside(root, record.path)
        if held is None:
            missing.append(record.path)
        elif bytes_digest(held) != record.digest:
            changed.append(record.path)
    listed = {record.path for record in manifest.files} | {MANIFEST, SIGNATURE, LEDGER}
    return EditionCheck(
        layout=manifest.layout,
        as_of=manifest.as_of,
        files=len(manifest.files),
        signed=_is_signed(body, read_file(root / SIGNATURE), public_key) if public_key else None,
        changed=tuple(sorted(changed)),
        missing=tuple(sorted(missing)),
        unknown=tuple(sorted(path for path in _paths(root) if path not in listed)),
    )


def _is_signed(body: bytes, signature: bytes | None, public_key: str) -> bool:
    _require_library()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric import ed25519

    try:
        raw = base64.b64decode(public_key.strip().removeprefix(_KIND), validate=True)
        key = ed25519.Ed25519PublicKey.from_public_bytes(raw)
    except (binascii.Error, ValueError) as error:
        raise UsageError(
            "--key", "is no public key; it looks like ed25519:… and was told when the key was made"
        ) from error
    if signature is None:
        return False
    try:
        key.verify(base64.b64decode(signature.strip(), validate=True), body)
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _read_key(path: Path) -> Ed25519PrivateKey:
    _require_library()
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import ed25519

    body = read_file(path)
    if body is None:
        raise UsageError(str(path), "cannot be read as a key")
    try:
        key = serialization.load_pem_private_key(body, password=None)
    except (ValueError, TypeError) as error:
        raise UsageError(str(path), "is no private key without a password") from error
    if not isinstance(key, ed25519.Ed25519PrivateKey):
        raise UsageError(str(path), "is a key of another kind; an edition is signed with Ed25519")
    return key


def _public(key: Ed25519PrivateKey) -> str:
    return _KIND + base64.b64encode(key.public_key().public_bytes_raw()).decode()


def _read_inside(root: Path, path: str) -> bytes | None:
    """The file's bytes; a path or link that leads out of the folder is no file of the edition."""
    target = root / path
    if not target.resolve().is_relative_to(root.resolve()):
        return None
    return read_file(target)


def _paths(root: Path) -> list[str]:
    """Every file below the folder but Git's own."""
    return [
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if ".git" not in path.relative_to(root).parts and (path.is_file() or path.is_symlink())
    ]


def _require_library() -> None:
    if find_spec("cryptography") is None:
        raise UsageError("signing", "needs the package cryptography: pip install 'rashomon[sign]'")
