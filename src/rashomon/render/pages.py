"""Whole pages, each from a model value: one self-contained file, or linked to its siblings."""

from __future__ import annotations

from rashomon.model import Comparison
from rashomon.render.lineage_picture import draw_lineage
from rashomon.render.links import NO_LINKS, Links
from rashomon.render.markdown import comparison_markdown
from rashomon.render.story.view import view_story
from rashomon.render.templating import render_template
from rashomon.render.texts import load_texts

__all__ = ["comparison_markdown", "comparison_page"]


def comparison_page(comparison: Comparison, *, ui: str = "en", links: Links = NO_LINKS, address: str = "") -> str:
    """The story page: an HTML document that opens from disk, runs no script and loads nothing.

    `ui` is the interface's language ("en", "zh-Hans", "zh-Hant"); `links` lead to sibling pages and to a style sheet,
    which is written into the page when there is none; `address` is the page's lasting address, printed at its foot.
    """
    view = view_story(comparison, load_texts(ui), links)
    pictures = tuple(draw_lineage(view.lineage, width) for width in (720, 328)) if view.lineage else ()
    return render_template("story.html", ui=ui, links=links, view=view, pictures=pictures, address=address)
