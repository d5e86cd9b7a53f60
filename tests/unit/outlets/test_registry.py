from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from rashomon.errors import UsageError
from rashomon.outlets import load_outlets


def test_by_host_looks_above_the_host() -> None:
    outlets = load_outlets()
    cna = outlets.by_host("www.cna.com.tw")
    assert cna is not None
    assert cna.name == "中央社"
    assert outlets.by_host("com.tw") is None
    assert outlets.by_host("") is None


def test_by_name_in_any_script() -> None:
    outlets = load_outlets()
    names = ("法广", "法廣", "RFI", "rfi", "Radio France Internationale")
    assert {outlet.id for name in names if (outlet := outlets.by_name(name))} == {"rfi"}


def test_same_owner() -> None:
    outlets = load_outlets()
    assert outlets.same_owner("美国之音", "Radio Free Asia")
    assert outlets.same_owner("Unknown Post", "unknown post")
    assert not outlets.same_owner("Unknown Post", "Other Post")
    assert not outlets.same_owner("法广", "DW")
    assert not outlets.same_owner("法广", "Unknown Post")


def test_name_in() -> None:
    rfi = load_outlets().by_name("rfi")
    assert rfi is not None
    assert (rfi.name_in("zh"), rfi.name_in("en"), rfi.name_in("")) == ("法广", "RFI", "法广")


def test_every_bundled_outlet_is_whole() -> None:
    for outlet in load_outlets().all:
        assert outlet.name
        assert outlet.hosts
        assert outlet.owner
        assert outlet.kind in {"newspaper", "broadcaster", "agency", "magazine", "website"}
        assert ZoneInfo(outlet.zone)


def test_own_files_win(tmp_path: Path) -> None:
    (tmp_path / "river.toml").write_text('name = "River Post"\nhosts = ["river.example"]\n', encoding="utf-8")
    (tmp_path / "rfi.toml").write_text('name = "RFI 2"\nhosts = ["rfi.fr"]\n', encoding="utf-8")
    outlets = load_outlets(tmp_path)
    river, rfi = outlets.by_host("news.river.example"), outlets.by_host("www.rfi.fr")
    assert river is not None
    assert river.id == "river"
    assert rfi is not None
    assert rfi.name == "RFI 2"
    assert outlets.by_name("法广") is None


@pytest.mark.parametrize("text", ["not toml", 'hosts = ["a.example"]', 'name = "A"\ncolour = "red"'])
def test_a_wrong_file_is_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "wrong.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"wrong\.toml"):
        load_outlets(path)


def test_outlets_travel_to_other_processes() -> None:
    outlets = load_outlets()
    assert pickle.loads(pickle.dumps(outlets)).by_name("rfi") == outlets.by_name("rfi")


LAYOUTS = """
name = "River Post"
hosts = ["river.example"]
[[layouts]]
until = 2019-12-31
body = "td.story"
[[layouts]]
from = 2020-01-01
body = "div.text"
byline = ".who a"
"""


def test_layouts_hold_between_their_days(tmp_path: Path) -> None:
    path = tmp_path / "river.toml"
    path.write_text(LAYOUTS, encoding="utf-8")
    outlet = load_outlets(path).by_host("river.example")
    assert outlet is not None
    old, new = outlet.layouts
    assert (old.body, new.body, new.byline) == ("td.story", "div.text", ".who a")
    assert old.holds(date(2019, 12, 31))
    assert not old.holds(date(2020, 1, 1))
    assert new.holds(date(2020, 1, 1))


@pytest.mark.parametrize(
    "layout", ['from = "2020"\nbody = "p"', 'bodies = "p"', 'until = 2020-01-01T10:00:00Z\nbody = "p"', 'body = "p["']
)
def test_a_layout_that_cannot_be_read_is_told(tmp_path: Path, layout: str) -> None:
    path = tmp_path / "river.toml"
    path.write_text(f'name = "River Post"\n[[layouts]]\n{layout}\n', encoding="utf-8")
    with pytest.raises(UsageError, match=r"river\.toml"):
        load_outlets(path)
