"""Templates and style sheets of the package: autoescaped always, no inline style, no script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from functools import cache, partial
from importlib import resources

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from rashomon.render.coverage_picture import draw_counts
from rashomon.render.links import Links
from rashomon.render.marked import Run
from rashomon.render.texts import UI_LANGUAGES, Texts, load_texts

_SHEETS = ("type.css", "layout.css", "strip.css", "claims.css", "parts.css", "pages.css", "print.css")


@cache
def stylesheet() -> str:
    """The one style sheet of all pages."""
    folder = resources.files("rashomon.render").joinpath("css")
    return "".join(folder.joinpath(name).read_text(encoding="utf8") for name in _SHEETS)


@cache
def script(name: str) -> str:
    """A script of the package; only the search of an edition has one."""
    return resources.files("rashomon.render").joinpath("scripts", name).read_text(encoding="utf8")


@cache
def content_policy(*, inlined: bool, on_disk: bool = False, scripts: bool = False) -> str:
    """The Content-Security-Policy: nothing runs, nothing is loaded but the page's own style sheet.

    With `scripts` the files beside the page may run; what stands in the page itself may not.
    """
    beside = "'self' file:" if on_disk else "'self'"
    style, form = beside, beside
    if inlined:
        style = "'sha256-" + base64.b64encode(hashlib.sha256(stylesheet().encode()).digest()).decode() + "'"
        form = "'none'"
    run = f" script-src {beside};" if scripts else ""
    return f"default-src 'none'; style-src {style};{run} img-src 'none'; base-uri 'none'; form-action {form}"


def render_template(name: str, *, ui: str, links: Links, scripts: bool = False, **values: object) -> str:
    """The page of a template for these values; with `scripts` its policy lets the files beside it run."""
    texts = load_texts(ui)
    template = _environment(texts.ui).get_template(name)
    return template.render(
        ui=texts.ui,
        ui_languages=UI_LANGUAGES,
        links=links,
        style="" if links.stylesheet else Markup(stylesheet()),
        policy=_page_policy(links, scripts=scripts),
        **values,
    )


def _page_policy(links: Links, *, scripts: bool) -> str:
    """The policy that a page carries itself: none when its server sends it."""
    if not links.stylesheet:
        return content_policy(inlined=True)
    return content_policy(inlined=False, on_disk=True, scripts=scripts) if links.on_disk else ""


@cache
def _environment(ui: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("rashomon.render", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # or every page asks of every template whether its file has changed
        extensions=["jinja2.ext.i18n"],
    )
    texts = load_texts(ui)
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        lambda message: _translated(texts, message),
        lambda one, many, num: _counted(texts, one, many, num),
        newstyle=True,
    )
    environment.globals["list_join"] = texts.join
    environment.globals["rtl"] = lambda direction: Markup(' dir="rtl"') if direction == "rtl" else ""
    environment.globals["draw_counts"] = draw_counts
    environment.globals["draw_runs"] = _draw_runs
    environment.globals["comma"] = texts.comma
    environment.filters["in_ui"] = partial(_translate_note, texts)
    environment.filters["groupby_order"] = _group_in_order
    return environment


def _draw_runs(runs: Iterable[Run]) -> Markup:
    """Runs of an account's own words; nothing is added to them. A macro took a fifth of the time of a story page."""
    return Markup(
        "".join(
            [
                f'<span class="{run.classes}">{escape(run.text)}</span>' if run.marks else escape(run.text)
                for run in runs
            ]
        )
    )


def _group_in_order(items: Iterable[object], attribute: str) -> list[tuple[object, list[object]]]:
    """The items by an attribute, groups and members in the order they come."""
    groups: dict[object, list[object]] = {}
    for item in items:
        groups.setdefault(getattr(item, attribute), []).append(item)
    return list(groups.items())


def _translate_note(texts: Texts, note: str) -> str:
    """A note of the comparer in the interface's language: its parts one by one, what is unknown as it stands."""
    return "; ".join(_translated(texts, part) for part in note.split("; "))


def _translated(texts: Texts, message: str) -> str:
    return texts.messages.get(message, message)


def _counted(texts: Texts, one: str, many: str, num: int) -> str:
    return texts.messages.get(one) or (one if num == 1 else many)
