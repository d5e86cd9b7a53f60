"""Where a page finds its siblings: served, in an edition of files, or standing alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import quote

from rashomon.model import ArticleId, StoryId
from rashomon.render.mirror_text import folder_name
from rashomon.text.script import fold_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
    """Addresses as patterns with `{}` for the id or name; an empty pattern means that there is no such page."""

    stylesheet: str = ""  # "": the style sheet is written into the page
    home: str = ""
    outlets: str = ""
    sources: str = ""
    about: str = ""
    search: str = ""  # a form's action
    story_pattern: str = ""
    article_pattern: str = ""
    outlet_pattern: str = ""
    source_pattern: str = ""
    source_files: Mapping[str, str] = field(default_factory=dict)  # in files: a source's folded name and its page's
    data_pattern: str = ""  # a story's JSON document
    markdown_pattern: str = ""
    table_pattern: str = ""  # a story's claims as CSV
    linked_pattern: str = ""  # a story as JSON-LD
    parquet_pattern: str = ""
    alone_pattern: str = ""  # a story page as one file
    citation_pattern: str = ""  # an article's; `{form}` is "bib", "csl" or "jsonld"
    feed: str = ""
    list_pattern: str = ""  # a further page of the list of stories, in files; served pages ask by query
    on_disk: bool = False  # files: names are made safe for every file system
    ui_pattern: str = ""  # this page in another interface language
    ui: str = ""  # the interface language to carry along in forms

    def story(self, key: StoryId) -> str:
        return _fill(self.story_pattern, key)

    def article(self, key: ArticleId) -> str:
        return _fill(self.article_pattern, key)

    def outlet(self, name: str) -> str:
        return _fill(self.outlet_pattern, folder_name(name) if self.on_disk else name)

    def source(self, name: str) -> str:
        """The source's page; in files only the sources of `source_files` have one."""
        if self.on_disk:
            file = self.source_files.get(fold_text(name), "")
            return _fill(self.source_pattern, file) if file else ""
        return _fill(self.source_pattern, name)

    def stories_page(self, number: int) -> str:
        """A page of the list of stories, from 1."""
        return self.home if number < 2 else _fill(self.list_pattern, str(number))

    def forms(self, key: StoryId) -> tuple[tuple[str, str], ...]:
        """A story's other forms: what each is called and its address."""
        patterns = (
            ("JSON", self.data_pattern),
            ("Markdown", self.markdown_pattern),
            ("CSV", self.table_pattern),
            ("Parquet", self.parquet_pattern),
            ("JSON-LD", self.linked_pattern),
        )
        return tuple((name, _fill(pattern, key)) for name, pattern in patterns if pattern)

    def alone(self, key: StoryId) -> str:
        return _fill(self.alone_pattern, key)

    def citation(self, key: ArticleId, form: str) -> str:
        return _fill(self.citation_pattern.replace("{form}", form), key)

    def in_ui(self, ui: str) -> str:
        return _fill(self.ui_pattern, ui)


NO_LINKS = Links()
"""A page that stands alone on a disk."""


def served_links(*, ui: str = "", here: str = "") -> Links:
    """Links of `rashomon serve`; `ui` is carried along when a person chose it, `here` is the page's path and query."""
    chosen = f"?ui={ui}" if ui else ""
    join = "&" if "?" in here else "?"
    return Links(
        stylesheet="/static/rashomon.css",
        home=f"/{chosen}",
        outlets=f"/outlets{chosen}",
        sources=f"/sources{chosen}",
        about=f"/about{chosen}",
        search="/search",
        story_pattern="/stories/{}" + chosen,
        article_pattern="/articles/{}" + chosen,
        outlet_pattern="/outlets/{}" + chosen,
        source_pattern="/sources/{}" + chosen,
        data_pattern="/api/v1/stories/{}/comparison",
        markdown_pattern="/stories/{}.md",
        table_pattern="/stories/{}.csv",
        linked_pattern="/stories/{}.jsonld",
        parquet_pattern="/stories/{}.parquet",
        alone_pattern="/stories/{}.html",
        citation_pattern="/articles/{}.{form}",
        feed="/feed.atom",
        ui_pattern=f"{here}{join}ui=" + "{}",
        ui=ui,
    )


def edition_links(root: str) -> Links:
    """Links of an edition of files; `root` leads from the page to the edition's folder: "" or "../"."""
    return Links(
        stylesheet=f"{root}rashomon.css",
        home=f"{root}index.html",
        outlets=f"{root}outlets.html",
        sources=f"{root}sources.html",
        about=f"{root}about.html",
        search=f"{root}search.html",
        story_pattern=root + "stories/{}.html",
        article_pattern=root + "articles/{}.html",
        outlet_pattern=root + "outlets/{}.html",
        source_pattern=root + "sources/{}.html",
        data_pattern=root + "stories/{}.json",
        markdown_pattern=root + "stories/{}.md",
        table_pattern=root + "stories/{}.csv",
        linked_pattern=root + "stories/{}.jsonld",
        list_pattern=root + "list-{}.html",
        on_disk=True,
    )


def _fill(pattern: str, value: str) -> str:
    return pattern.replace("{}", quote(value, safe="")) if pattern else ""
