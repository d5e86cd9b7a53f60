"""The story page in a real browser: from disk, at every width, by keyboard, without scripts, asking for nothing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route
from tests.browser.conftest import NewContext
from tests.fictional import ferry_comparison, many_accounts, one_account

from rashomon.model import Comparison
from rashomon.render.pages import comparison_page

pytestmark = pytest.mark.browser

_STORIES = {"four": ferry_comparison(), "one": one_account(), "thirty": many_accounts(30)}
# The share of light that a colour sends back, and the contrast of two, as WCAG 2.2 defines them.
_LOW_CONTRAST = """
() => {
  const parse = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((v) => v / 255)
    .map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ground = (e) => {
    for (; e; e = e.parentElement) {
      const c = parse(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] === 1) return c;
    }
    return [255, 255, 255];
  };
  const low = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const e = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !e.getClientRects().length || e.closest("[aria-hidden], .heard")) continue;
    const [a, b] = [light(parse(getComputedStyle(e).color)), light(ground(e))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < 4.5) low.push([contrast.toFixed(2), e.className, walker.currentNode.data.slice(0, 20)]);
  }
  return low;
}
"""
_SMALL_TARGETS = """
() => [...document.querySelectorAll("a, button, input, select, summary")].filter((e) => {
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  if (!box.width || style.display === "inline" || e.closest(".skip")) return false;
  return box.height < 43.5 || box.width < 43.5;
}).map((e) => [e.className, e.textContent.trim().slice(0, 20), e.getBoundingClientRect().height])
"""


def _write(folder: Path, comparison: Comparison, ui: str = "en") -> str:
    file = folder / "story.html"
    file.write_text(comparison_page(comparison, ui=ui), encoding="utf8")
    return file.as_uri()


def _block_all_but(page: Page, address: str) -> list[str]:
    """Lets only the page itself through; the list fills with everything else that it asks for."""
    asked: list[str] = []

    def decide(route: Route) -> None:
        if route.request.url.partition("#")[0] == address:
            route.continue_()
        else:
            asked.append(route.request.url)
            route.abort()

    page.route("**/*", decide)
    return asked


@pytest.mark.parametrize("width", [360, 768, 1280, 1440])
@pytest.mark.parametrize("story", list(_STORIES))
def test_nothing_scrolls_sideways(new_context: NewContext, tmp_path: Path, width: int, story: str) -> None:
    page = new_context(width, scripts=True).new_page()
    page.goto(_write(tmp_path, _STORIES[story]))
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("ui", ["en", "zh-Hans", "zh-Hant"])
def test_the_page_asks_for_nothing_and_logs_nothing(new_context: NewContext, tmp_path: Path, ui: str) -> None:
    page = new_context(1280, scripts=True).new_page()
    logged: list[str] = []
    page.on("console", lambda message: logged.append(message.text))
    address = _write(tmp_path, ferry_comparison(), ui)
    asked = _block_all_but(page, address)
    page.goto(address)
    assert page.locator("h1").inner_text() == "“云雀号”渡轮撞上栈桥 37人受伤"
    assert page.evaluate("getComputedStyle(document.querySelector('.claim')).display") == "grid"
    assert (asked, logged) == ([], [])


def test_it_reads_without_scripts(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(360).new_page()
    page.goto(_write(tmp_path, ferry_comparison()))
    assert page.locator("main section h2:visible").count() >= 8
    assert page.get_by_text("受伤者被送往圣安娜医院和市立医院，其中四人伤势严重。").first.is_visible()


def test_the_phone_shows_each_claim_as_a_block_with_its_outlets(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(360, scripts=True, touch=True).new_page()
    page.goto(_write(tmp_path, ferry_comparison()))
    cells = page.locator("#c1 .cell:visible")
    boxes = [cells.nth(number).bounding_box() for number in range(cells.count())]
    tops = [box["y"] for box in boxes if box]
    assert len(tops) == 4
    assert tops == sorted(set(tops))
    assert page.locator("#c1 .cell .outlet:visible").all_inner_texts() == [
        "海湾日报",
        "島聞",
        "The Strait Courier",
        "北岸新闻网",
    ]
    assert page.locator("#c4 .cell:visible").count() == 3


def test_the_strip_alone_scrolls_inside_its_box(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(360, scripts=True, touch=True).new_page()
    page.goto(_write(tmp_path, ferry_comparison()))
    scrolling = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(e => e.scrollWidth > e.clientWidth + 1 &&"
        " getComputedStyle(e).overflowX !== 'visible' && !e.matches('.heard')).map(e => e.className)"
    )
    assert [name for name in scrolling if isinstance(name, str) and "scroll" in name] == ["scroll"]
    assert set(map(str, scrolling)) <= {"scroll", "quiet", ""}


def test_a_phones_targets_are_large_enough(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(360, scripts=True, touch=True).new_page()
    page.goto(_write(tmp_path, ferry_comparison()))
    assert page.evaluate(_SMALL_TARGETS) == []


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("width", [360, 1280])
def test_text_has_contrast_enough(new_context: NewContext, tmp_path: Path, width: int, *, dark: bool) -> None:
    page = new_context(width, dark=dark, scripts=True).new_page()
    page.goto(_write(tmp_path, ferry_comparison()))
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert (ground == "rgb(21, 20, 19)") is dark
    assert page.evaluate(_LOW_CONTRAST) == []


def test_the_keyboard_goes_in_reading_order_and_is_seen(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(1280, scripts=True).new_page()
    page.goto(_write(tmp_path, ferry_comparison()))
    walked = []
    for _step in range(40):
        page.keyboard.press("Tab")
        walked.append(
            page.evaluate(
                "(() => { const e = document.activeElement, b = e.getBoundingClientRect();"
                " return [e.getAttribute('href') || e.className, b.top + scrollY, getComputedStyle(e).outlineStyle] })()"
            )
        )
    assert [stop[0] for stop in walked[:4]] == ["#main", "#after-strip", "scroll", "#c1"]
    assert all(stop[2] != "none" for stop in walked)
    strip_end = next(number for number, stop in enumerate(walked) if stop[0] == "#c10")
    tops = [stop[1] for stop in walked[strip_end + 5 :]]
    assert all(after >= before - 60 for before, after in pairwise(tops))


def test_a_mark_of_the_strip_leads_to_its_claim(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(1280, scripts=True).new_page()
    page.goto(_write(tmp_path, ferry_comparison()))
    page.locator(".strip tbody tr").nth(1).locator("td a").first.click()
    assert page.evaluate("location.hash") == "#c1"
    assert page.locator("#c1").bounding_box()["y"] < 200  # type: ignore[index]


def test_the_screen_reader_hears_a_table_with_names(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(1280).new_page()
    page.goto(_write(tmp_path, ferry_comparison()))
    table = page.get_by_role("table", name="Common ground")
    assert table.get_by_role("columnheader").all_inner_texts()[1:] == [
        "海湾日报",
        "島聞",
        "The Strait Courier",
        "北岸新闻网",
    ]
    assert table.get_by_role("rowheader").count() == 6
    assert page.get_by_role("main").count() == page.get_by_role("heading", level=1).count() == 1
    strip = page.get_by_role("region", name="Claims by account")
    assert strip.get_by_role("link", name="independent origins, disputed").first.is_visible()


def test_print_is_black_on_white_and_loses_nothing(new_context: NewContext, tmp_path: Path) -> None:
    page = new_context(1280, dark=True, scripts=True).new_page()
    page.goto(_write(tmp_path, ferry_comparison()))
    page.emulate_media(media="print", color_scheme="light")
    colours = page.evaluate(
        "(() => { const s = getComputedStyle(document.body); return [s.color, s.backgroundColor] })()"
    )
    assert colours == ["rgb(0, 0, 0)", "rgb(255, 255, 255)"]
    assert page.locator(".cell:visible").count() == 28
