"""Outlets by host and by name, read from one TOML file each."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from rashomon.errors import UsageError

_FOLD = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """How an outlet laid out its pages between two days, both included; CSS selectors, each optional."""

    valid_from: dt.date = dt.date.min
    valid_until: dt.date = dt.date.max
    body: str = ""  # the element around the article's text
    headline: str = ""
    byline: str = ""  # an element a person
    date: str = ""  # its `datetime` or else its words

    def holds(self, day: dt.date) -> bool:
        """Whether pages of a day are laid out so."""
        return self.valid_from <= day <= self.valid_until


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """One outlet; `hosts` stand for themselves and all below them, `partners` are ids of who supplies it."""

    id: str
    name: str
    name_en: str = ""  # how it calls itself in other languages than its main one
    names: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    zone: str = "UTC"
    language: str = ""
    country: str = ""
    owner: str = ""
    partners: tuple[str, ...] = ()
    kind: str = ""  # newspaper, broadcaster, agency, magazine, website
    layouts: tuple[Layout, ...] = ()  # tried where they hold on the day of the capture, in their order, then the others

    def name_in(self, language: str) -> str:
        """The name it goes by in a language: its own where that is the outlet's main one, else the English one."""
        return self.name if not language or language == self.language or not self.name_en else self.name_en


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlets:
    """The known outlets; asked by host or by any of their names."""

    all: tuple[Outlet, ...]
    hosts: Mapping[str, Outlet]
    folded_names: Mapping[str, Outlet]

    def by_host(self, host: str) -> Outlet | None:
        """The outlet a host, or a host above it, belongs to."""
        host = host.lower().rstrip(".")
        while host:
            outlet = self.hosts.get(host)
            if outlet is not None:
                return outlet
            host = host.partition(".")[2]
        return None

    def by_name(self, name: str) -> Outlet | None:
        """The outlet of an id or name in any script; width, case, space and punctuation do not matter."""
        return self.folded_names.get(_fold(name))

    def same_owner(self, a: str, b: str) -> bool:
        """Whether two outlets, by name, are one or belong to one owner: then they are never independent."""
        first, second = self.by_name(a), self.by_name(b)
        if first is None or second is None:
            return first is second and _fold(a) == _fold(b)
        return first.id == second.id or bool(first.owner and first.owner == second.owner)


def load_outlets(extra: Path | None = None) -> Outlets:
    """The bundled outlets, and those of `extra` (a TOML file or a folder of them), which win over bundled ones.

    Raises UsageError when a file of `extra` cannot be read as an outlet.
    """
    if extra is None:
        return _bundled()
    paths = sorted(extra.glob("*.toml")) if extra.is_dir() else [extra]
    own = {outlet.id: outlet for outlet in map(_read_file, paths)}
    return _index([*(outlet for outlet in _bundled().all if outlet.id not in own), *own.values()])


@cache
def _bundled() -> Outlets:
    folder = files("rashomon.outlets") / "data"
    found = [file for file in folder.iterdir() if file.name.endswith(".toml")]
    return _index(
        _outlet(file.name.removesuffix(".toml"), tomllib.loads(file.read_text("utf-8")))
        for file in sorted(found, key=lambda file: file.name)
    )


def _read_file(path: Path) -> Outlet:
    try:
        return _outlet(path.stem, tomllib.loads(path.read_text("utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as cause:
        raise UsageError(str(path), f"is not an outlet's file: {cause}") from cause


def _outlet(id_: str, data: Mapping[str, Any]) -> Outlet:
    """An outlet from its file's table; an unknown key raises TypeError, a missing name KeyError."""
    data = dict(data)
    lists: dict[str, Any] = {key: tuple(data.pop(key, ())) for key in ("names", "hosts", "partners")}
    layouts = tuple(_layout(layout) for layout in data.pop("layouts", ()))
    return Outlet(id=id_, name=data.pop("name"), layouts=layouts, **lists, **data)


def _layout(data: Mapping[str, Any]) -> Layout:
    """A layout from its table; `from` and `until` are TOML's dates, a selector that cannot be read raises ValueError."""
    data = dict(data)
    days = {f"valid_{key}": data.pop(key) for key in ("from", "until") if key in data}
    if not all(type(day) is dt.date for day in days.values()):
        raise TypeError("a layout's `from` and `until` are dates, written without quotes")
    layout = Layout(**days, **data)
    for selector in filter(None, (layout.body, layout.headline, layout.byline, layout.date)):
        try:
            LexborHTMLParser("").css_first(selector)
        except SelectolaxError as error:
            raise ValueError(f"{selector!r} is no CSS selector that can be read") from error
    return layout


def _index(outlets: Iterable[Outlet]) -> Outlets:
    every = tuple(outlets)
    hosts: dict[str, Outlet] = {}
    names: dict[str, Outlet] = {}
    for outlet in every:
        for host in outlet.hosts:
            hosts[host.lower()] = outlet
        for name in (outlet.id, outlet.name, outlet.name_en, *outlet.names):
            if _fold(name):
                names[_fold(name)] = outlet
    return Outlets(all=every, hosts=hosts, folded_names=names)


def _fold(name: str) -> str:
    return _FOLD.sub("", unicodedata.normalize("NFKC", name).casefold())
