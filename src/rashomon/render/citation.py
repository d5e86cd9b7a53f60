"""An article as others cite and link it: schema.org JSON-LD, BibTeX, CSL-JSON."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime

import msgspec

from rashomon.model import Account, Basis, Comparison, Precision, QuotationForm, Version
from rashomon.render.languages import version_language

_TEX = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}
_TEX_SPECIAL = re.compile(r"[\\{}$&#^_~%]")


def article_json_ld(account: Account, *, address: str = "") -> bytes:
    """The article as a schema.org NewsArticle with its quotations; an inferred time is left out, never passed off."""
    version = account.article
    fields: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "@id": address or version.url,
        "url": version.url,
        "headline": version.headline,
        "inLanguage": version_language(version),
        "publisher": {"@type": "NewsMediaOrganization", "name": version.outlet},
        "author": [{"@type": "Person", "name": name} for name in version.byline],
        "datePublished": _stated(version),
        "dateModified": version.modified_at.isoformat() if version.modified_at else None,
        "dateline": version.dateline,
        "keywords": list(version.keywords),
        "articleBody": version.text,
        "archivedAt": address,
        "hasPart": [
            {
                "@type": "Quotation",
                "text": q.text,
                "spokenByCharacter": {"@type": "Thing", "name": q.speaker.name},
            }
            for q in account.quotations
            if q.speaker is not None and q.form is not QuotationForm.INDIRECT
        ],
    }
    return msgspec.json.encode(_filled(fields))


def story_json_ld(comparison: Comparison, *, address: str = "") -> bytes:
    """The story as schema.org: the event's coverage as articles, the claims with where each stands, the quotations."""
    story = comparison.story
    urls = {sentence.id: account.article.url for account in comparison.accounts for sentence in account.sentences}
    articles: list[dict[str, object]] = [
        {
            "@type": "NewsArticle",
            "url": account.article.url,
            "headline": account.article.headline,
            "inLanguage": version_language(account.article),
            "publisher": {"@type": "NewsMediaOrganization", "name": account.article.outlet},
            "datePublished": _stated(account.article),
        }
        for account in comparison.accounts
    ]
    claims: list[dict[str, object]] = [
        {
            "@type": "Claim",
            "@id": f"{address}#{claim.id}" if address else claim.id,
            "text": claim.text,
            "appearance": [{"@type": "NewsArticle", "url": urls[key]} for key in claim.statements if urls.get(key)],
            "additionalType": claim.standing.value,
            "author": [{"@type": "Thing", "name": origin.name} for origin in claim.origins],
        }
        for claim in comparison.claims
    ]
    quotations: list[dict[str, object]] = [
        {
            "@type": "Quotation",
            "text": q.text,
            "spokenByCharacter": {"@type": "Thing", "name": q.speaker.name},
            "isPartOf": {"@type": "NewsArticle", "url": urls.get(q.sentence, "")},
        }
        for q in comparison.quotations
        if q.speaker is not None and q.form is not QuotationForm.INDIRECT
    ]
    document = {
        "@context": "https://schema.org",
        "@type": "Collection",
        "@id": address or story.id,
        "name": story.headline,
        "hasPart": [_filled(item) for item in (*articles, *claims, *quotations)],
    }
    return msgspec.json.encode(_filled(document))


def article_citation(version: Version, *, address: str = "") -> str:
    """One line to copy: outlet, headline, stated day, address, and the digest that proves the version."""
    at = version.published_at if version.published_at_basis is Basis.STATED else None
    parts = [
        version.outlet,
        f"“{version.headline}”",
        at.date().isoformat() if at else "",
        version.url,
        f"archived {address or 'as'} {version.digest}".strip() if version.digest else address,
    ]
    return ", ".join(part for part in parts if part) + "."


def article_bibtex(version: Version, *, address: str = "") -> str:
    """The article as one BibTeX entry."""
    at = version.published_at if version.published_at_basis is Basis.STATED else None
    fields = {
        "author": " and ".join(f"{{{_tex(name)}}}" for name in version.byline),
        "title": f"{{{_tex(version.headline)}}}",
        "journal": _tex(version.outlet),
        "date": at.date().isoformat() if at else "",
        "year": str(at.year) if at else "",
        "url": version.url.replace("{", "%7B").replace("}", "%7D"),
        "note": _tex(f"Archived version {version.digest or version.id}" + (f", {address}" if address else "")),
        "langid": {"zh": "chinese", "en": "english"}.get(version.language, ""),
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@article{{rashomon-{version.id},", *lines, "}", ""])


def article_csl(version: Version, *, address: str = "") -> bytes:
    """The article as a CSL-JSON list of one item."""
    item: dict[str, object] = {
        "id": f"rashomon-{version.id}",
        "type": "article-newspaper",
        "title": version.headline,
        "container-title": version.outlet,
        "author": [{"literal": name} for name in version.byline],
        "issued": _date_parts(version.published_at) if version.published_at_basis is Basis.STATED else None,
        "accessed": _date_parts(version.captured_at),
        "URL": version.url,
        "archive_location": address,
        "language": version_language(version),
        "note": version.digest,
    }
    return msgspec.json.encode([{name: value for name, value in item.items() if value}])


def _filled(fields: Mapping[str, object]) -> dict[str, object]:
    """The fields that have a value."""
    return {name: value for name, value in fields.items() if value}


def _stated(version: Version) -> str | None:
    at = version.published_at
    if at is None or version.published_at_basis is not Basis.STATED:
        return None
    return at.date().isoformat() if version.published_at_precision is Precision.DAY else at.isoformat()


def _date_parts(at: datetime | None) -> dict[str, list[list[int]]] | None:
    return {"date-parts": [[at.year, at.month, at.day]]} if at else None


def _tex(text: str) -> str:
    return _TEX_SPECIAL.sub(lambda found: _TEX.get(found[0], "\\" + found[0]), " ".join(text.split()))
