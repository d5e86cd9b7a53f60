"""Stories and articles in the forms that others open: the extension behind the id chooses."""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from rashomon.archive import Archive
from rashomon.render.citation import article_bibtex, article_csl, article_json_ld, story_json_ld
from rashomon.render.pages import comparison_markdown, comparison_page
from rashomon.render.tables import claims_csv, claims_parquet

StoryForm = Callable[[Archive, str, str], bytes]  # archive, story id, interface language
ArticleForm = Callable[[Archive, str, str], bytes]  # archive, article id, the page's address

STORY_FORMS = MappingProxyType[str, tuple[str, StoryForm]](
    {
        "md": ("text/markdown", lambda archive, key, ui: comparison_markdown(archive.compare(key), ui=ui).encode()),
        "jsonld": ("application/ld+json", lambda archive, key, _ui: story_json_ld(archive.compare(key))),
        "parquet": ("application/vnd.apache.parquet", lambda archive, key, _ui: claims_parquet(archive.compare(key))),
        "html": ("text/html", lambda archive, key, ui: comparison_page(archive.compare(key), ui=ui).encode()),
        "csv": ("text/csv", lambda archive, key, _ui: claims_csv(archive.compare(key)).encode("utf-8-sig")),
    }
)
ARTICLE_FORMS = MappingProxyType[str, tuple[str, ArticleForm]](
    {
        "jsonld": (
            "application/ld+json",
            lambda archive, key, address: article_json_ld(archive.account(key), address=address),
        ),
        "bib": (
            "application/x-bibtex",
            lambda archive, key, address: article_bibtex(archive.article(key), address=address).encode(),
        ),
        "csl": (
            "application/vnd.citationstyles.csl+json",
            lambda archive, key, address: article_csl(archive.article(key), address=address),
        ),
    }
)
