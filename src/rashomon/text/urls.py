"""Addresses: one spelling for each, so that one article is known by one URL."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

# Parameters that say how a reader came, never what is read.
_TRACKING = re.compile(
    r"(?:utm_\w*|at_(?:medium|campaign|custom\d|link\w*|bbc_team|format|ptr_name)|mc_[ce]id|pk_\w+|piwik_\w+|mtm_\w+|"
    r"fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|twclid|ttclid|igshid|li_fat_id|_ga|_gl|ocid|cmpid|"
    r"ns_(?:mchannel|source|campaign|linkname|fee)|xtor|wt_mc|wt\.mc_id|smid|smtyp|spm|from_source|"
    r"guccounter|guce_referrer\w*|taid|cmp|icid|intcid|traffic_source|feature=share)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):(?://)?([^/?#]*)([^?#]*)(?:\?([^#]*))?", re.DOTALL)
_ESCAPE = re.compile(r"%([0-9A-Fa-f]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_UNSAFE = re.compile(r"[^!#-;=?-\[\]_a-z~]")
_ROOT = re.compile(r"https?://[^/?#\[\]]+(?=/)")
_PLAIN_PATH = re.compile(r"/(?!/)(?:[^?#./]|(?<!/)\.|/(?!\.))*")
_JUNK = re.compile(r"[\t\r\n\x00]")
_SLASHES = re.compile(r"/{2,}")
_PORTS = {"http": ":80", "https": ":443"}
# Addresses kept with their canonical forms: reading and storing one page asks for its own address five times.
_RECENT = 256


@lru_cache(maxsize=_RECENT)
@lru_cache(maxsize=1024)
def canonical_url(url: str) -> str:
    """The address with one spelling: scheme and host in lower case, escapes normal, no fragment, no tracking.

    What is no http(s) address comes back stripped and otherwise unchanged; an empty string stays empty.
    """
    url = _JUNK.sub("", url).strip()
    if url.startswith("//"):
        url = "https:" + url
    match = _PARTS.match(url)
    if match is None:
        return url
    scheme, authority, path, query = match.group(1).lower(), match.group(2), match.group(3), match.group(4)
    if scheme not in ("http", "https") or not authority:
        return url
    host = _ascii_host(authority.rpartition("@")[2].lower()).removesuffix(_PORTS[scheme])
    path = _SLASHES.sub("/", _normal_escapes(path)) or "/"
    kept = [part for part in (query or "").split("&") if part and not _TRACKING.fullmatch(part.partition("=")[0])]
    tail = "?" + "&".join(_normal_escapes(part) for part in kept) if kept else ""
    return f"{scheme}://{host}{path}{tail}"


@lru_cache(maxsize=_RECENT)
def url_key(url: str) -> str:
    """What identifies the page: the canonical URL without scheme, `www.` and closing slash or index file."""
    address = canonical_url(url)
    _, sep, rest = address.partition("://")
    if not sep:
        return address
    path, mark, query = rest.removeprefix("www.").partition("?")
    return re.sub(r"/(?:index\.(?:html?|php|aspx?))?$", "", path) + mark + query


@lru_cache(maxsize=1024)
def host_of(url: str) -> str:
    """The host in lower case, without port and user; empty for what has none."""
    try:
        return (urlsplit(url.strip()).hostname or "").rstrip(".")
    except ValueError:
        return ""


def absolute_url(base: str, reference: str) -> str:
    """`reference` as an http(s) address, read against `base`; empty where that is impossible."""
    reference = _JUNK.sub("", reference).strip()
    if not reference or (reference.startswith(("http://", "https://")) and "[" not in reference):
        return reference
    rooted = _ROOT.match(base) if _PLAIN_PATH.fullmatch(reference) else None
    if rooted:  # as most links are; urljoin takes ten times as long
        return rooted.group(0) + reference
    try:
        address = urljoin(base, reference) if base else reference
    except ValueError:
        return ""
    return address if address.startswith(("http://", "https://")) else ""


def _ascii_host(host: str) -> str:
    """An international host in its ASCII form; as given where it has none."""
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError:
        return host


def _normal_escapes(text: str) -> str:
    """Percent escapes in capitals, those of unreserved characters undone, unsafe characters escaped as UTF-8."""
    if "%" in text:
        text = _ESCAPE.sub(_normal_escape, text)
    return _UNSAFE.sub(_escape, text)


def _normal_escape(match: re.Match[str]) -> str:
    char = chr(int(match.group(1), 16))
    return char if char in _UNRESERVED else match.group(0).upper()


def _escape(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match.group(0).encode("utf-8", "surrogatepass"))


def spellings(urls: Iterable[str]) -> tuple[str, ...]:
    """The addresses, each once: the canonical ones first, then those as given whose query the canonical form drops.

    Whoever looks an article up by the address it came under must find it, tracking parameters and all.
    """
    given = [url for url in urls if url]
    canonical = [canonical_url(url) for url in given]
    dropped = [
        url
        for url, short in zip(given, canonical, strict=True)
        if url.partition("?")[2] != short.partition("?")[2] and "@" not in url.partition("?")[0]
    ]
    return tuple(dict.fromkeys(url for url in (*canonical, *dropped) if url))
