"""Write docs/screenshots/*.png: pages of the bundled sample, as a real Chromium draws them from a published edition.

The browser is the one that CHROMIUM names, the one on PATH, or Playwright's own.
"""

from __future__ import annotations

import os
import shutil
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from rashomon.archive import open_archive
from rashomon.capture import read_sources
from rashomon.model import StoryQuery
from rashomon.render.mirror_text import folder_name
from rashomon.sample import sample_folder

SCREENSHOTS = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
SHOTS = {
    "story-desktop": ("story", 1280, 1000),
    "story-phone": ("story", 390, 844),
    "source-desktop": ("source", 1280, 800),
    "article-phone": ("article", 390, 844),
}
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


def sample_pages(folder: Path) -> dict[str, Path]:
    """An edition of the sample in the folder: its story that most outlets tell, the source that most rest on, an article."""
    shutil.copytree(sample_folder() / "outlets", folder / "outlets")
    with open_archive(folder / "rashomon.db") as archive:
        archive.add(read_sources([str(sample_folder() / "pages")], clock=lambda: datetime(2026, 4, 16, tzinfo=UTC)))
        story = archive.stories(StoryQuery(sort="outlets", limit=1))[0]
        source = archive.sources(most=1)[0]
        archive.publish(folder / "edition")
    return {
        "story": folder / "edition" / "stories" / f"{story.id}.html",
        "source": folder / "edition" / "sources" / f"{folder_name(source.name)}.html",
        "article": folder / "edition" / "articles" / f"{story.articles[0].id}.html",
    }


def take(browser: Browser, page: Path, name: str, width: int, height: int) -> None:
    """The page's top, as it stands at that size, into docs/screenshots/."""
    context = browser.new_context(viewport={"width": width, "height": height}, java_script_enabled=False)
    tab = context.new_page()
    tab.goto(page.as_uri())
    tab.screenshot(path=SCREENSHOTS / f"{name}.png")
    context.close()


def main() -> None:
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        pages = sample_pages(Path(folder))
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, (page, width, height) in SHOTS.items():
            take(browser, pages[page], name, width, height)
            print(SCREENSHOTS / f"{name}.png", file=sys.stderr)
        browser.close()


if __name__ == "__main__":
    main()
