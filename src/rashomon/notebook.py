"""Values that show themselves in a notebook, and as data frames: `%load_ext rashomon.notebook`, or `enable()`.

The nouns of `rashomon.model` know nothing of HTML or of pandas, so what shows them is given to them here, when asked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from functools import singledispatch
from importlib.util import find_spec
from typing import Any

from markupsafe import Markup

from rashomon.errors import UsageError
from rashomon.model import Comparison, Story, Version
from rashomon.render.languages import version_language
from rashomon.render.links import NO_LINKS
from rashomon.render.story.claims import view_claims
from rashomon.render.story.head import view_head
from rashomon.render.story.lookup import build_lookup
from rashomon.render.tables import claim_cells
from rashomon.render.texts import load_texts

LIBRARIES = ("polars", "pandas")


def enable() -> None:
    """Give stories, comparisons and versions `_repr_html_`, which notebooks call, and `to_frame`."""
    for kind in (Story, Comparison, Version):
        setattr(kind, "_repr_html_", show)  # noqa: B010 (the classes are frozen, not their attributes)
        setattr(kind, "to_frame", to_frame)  # noqa: B010


def load_ipython_extension(_shell: object) -> None:
    """What `%load_ext rashomon.notebook` calls."""
    enable()


@singledispatch
def rows(value: object) -> list[dict[str, Any]]:
    """The value as rows of a table: a comparison's claims × accounts, a story's articles, a version's paragraphs."""
    raise UsageError(type(value).__name__, "has no rows")


@rows.register
def _(value: Comparison) -> list[dict[str, Any]]:
    return [asdict(cell) for cell in claim_cells(value)]


@rows.register
def _(value: Story) -> list[dict[str, Any]]:
    told = ("id", "outlet", "headline", "url", "published_at", "language")
    return [{name: getattr(article, name) for name in told} for article in value.articles]


@rows.register
def _(value: Version) -> list[dict[str, Any]]:
    return [
        {"start": p.start, "end": p.end, "kind": p.kind.value, "text": value.text[p.start : p.end]}
        for p in value.paragraphs
    ]


def to_frame(value: object, library: str = "") -> Any:
    """The value's rows as a data frame of the library: the first of `LIBRARIES` that is installed, unless named."""
    found = [name for name in LIBRARIES if find_spec(name)]
    chosen = library or (found[0] if found else "")
    if chosen not in found:
        raise UsageError(chosen or " or ".join(LIBRARIES), "is not installed, or makes no frames that are known here")
    if chosen == "pandas":
        import pandas

        return pandas.DataFrame(rows(value))
    import polars

    return polars.DataFrame(rows(value), infer_schema_length=None)


@singledispatch
def show(value: object) -> str:
    """The value as HTML for a notebook: escaped, without style or script."""
    raise UsageError(type(value).__name__, "cannot be shown")


@show.register
def _(value: Comparison) -> str:
    table = _table(
        ("standing", "claim", "accounts"),
        [
            (claim.standing.value + (", disputed" if claim.disputed else ""), claim.text, str(len(claim.statements)))
            for claim in value.claims
        ],
    )
    lookup = build_lookup(value, load_texts("en"), NO_LINKS)
    head = view_head(lookup, view_claims(lookup))
    summary = "".join(part.text for part in head.summary)
    return Markup("<h3>{}</h3><p>{}</p>{}").format(head.headline, summary, table)


@show.register
def _(value: Story) -> str:
    lines = [
        (article.outlet, article.headline, article.published_at.isoformat() if article.published_at else "")
        for article in value.articles
    ]
    return Markup("<h3>{}</h3>{}").format(value.headline, _table(("outlet", "headline", "published"), lines))


@show.register
def _(value: Version) -> str:
    paragraphs = [Markup("<p>{}</p>").format(line) for line in value.text.split("\n")]
    return Markup('<article lang="{}"><h3>{}</h3><p><b>{}</b> {}</p>{}</article>').format(
        version_language(value),
        value.headline,
        value.outlet,
        value.published_at.isoformat() if value.published_at else "",
        Markup("").join(paragraphs),
    )


def _table(heads: tuple[str, ...], lines: Iterable[tuple[str, ...]]) -> Markup:
    head = Markup("").join(Markup("<th>{}</th>").format(name) for name in heads)
    body = Markup("").join(
        Markup("<tr>{}</tr>").format(Markup("").join(Markup("<td>{}</td>").format(cell) for cell in line))
        for line in lines
    )
    return Markup("<table><thead><tr>{}</tr></thead><tbody>{}</tbody></table>").format(head, body)
