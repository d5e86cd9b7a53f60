"""What a page's head states: meta fields, title, canonical address, language; with the linked data."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from rashomon.extract.jsonld import LinkedData, read_linked_data

_LONGEST = 4_000  # characters of a field; what is longer is no headline, name or date


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head's fields; `metas` holds all contents of each name, property or itemprop, in lower case."""

    metas: dict[str, tuple[str, ...]]
    title: str
    canonical: str
    language: str
    data: LinkedData

    def first(self, *names: str) -> str:
        """The first content that is given under one of the names, in their order."""
        for name in names:
            for content in self.metas.get(name, ()):
                if content:
                    return content
        return ""

    def all(self, *names: str) -> tuple[str, ...]:
        """Every content given under one of the names."""
        return tuple(content for name in names for content in self.metas.get(name, ()) if content)


def read_head(document: LexborHTMLParser, text: str) -> Head:
    """The head of a parsed page; `text` is its source, where linked data are looked for."""
    metas: dict[str, tuple[str, ...]] = {}
    for node in document.css("meta")[:300]:
        attributes = node.attributes
        content = attributes.get("content")
        if not content:
            continue
        name = (
            attributes.get("property")
            or attributes.get("name")
            or attributes.get("itemprop")
            or attributes.get("http-equiv")
        )
        if name:
            name = name.lower()
            metas[name] = (*metas.get(name, ()), " ".join(content[:_LONGEST].split()))
    title = document.css_first("title")
    canonical = document.css_first("link[rel=canonical]")
    root = document.root
    return Head(
        metas=metas,
        title=" ".join((title.text() if title is not None else "")[:_LONGEST].split()),
        canonical=(canonical.attributes.get("href") or "").strip() if canonical is not None else "",
        language=(root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root is not None else "",
        data=read_linked_data(text),
    )
