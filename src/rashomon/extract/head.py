"""What a page's head states: meta fields, title, canonical address, language; with the linked data."""

from __future__ import annotations

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from rashomon.extract.jsonld import LinkedData, read_linked_data

_TELLING = 'meta,title,link[rel=canonical],script[type*="ld+json" i]'
_MOST_FIELDS = 300
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


def read_head(document: LexborHTMLParser) -> Head:
    """The head of a parsed page, with its linked data."""
    # One search for all: each goes through the whole tree, which is larger than what a core keeps at hand.
    found: dict[str, list[LexborNode]] = {"meta": [], "title": [], "link": [], "script": []}
    for node in document.css(_TELLING):
        found[node.tag or ""].append(node)
    metas: dict[str, tuple[str, ...]] = {}
    for node in found["meta"][:_MOST_FIELDS]:
        attributes = node.attributes
        content = attributes.get("content")
        if not content:
            continue
        get = attributes.get
        name = get("property") or get("name") or get("itemprop") or get("http-equiv")
        if name:
            name = name.lower()
            content = " ".join(content[:_LONGEST].split())
            metas[name] = (*metas[name], content) if name in metas else (content,)
    root = document.root
    return Head(
        metas=metas,
        title=" ".join((found["title"][0].text() if found["title"] else "")[:_LONGEST].split()),
        canonical=(found["link"][0].attributes.get("href") or "").strip() if found["link"] else "",
        language=(root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root is not None else "",
        data=read_linked_data(node.text() for node in found["script"]),
    )
