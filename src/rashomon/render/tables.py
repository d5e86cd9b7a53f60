"""A comparison as a table: a row a claim, a column an account, for spreadsheets; a row a cell, for programs."""

from __future__ import annotations

import csv
import io
from dataclasses import asdict, dataclass, fields
from importlib.util import find_spec

from rashomon.errors import UsageError
from rashomon.model import Comparison
from rashomon.render.links import NO_LINKS
from rashomon.render.story.claims import view_claims
from rashomon.render.story.lookup import build_lookup
from rashomon.render.texts import load_texts


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimCell:
    """What one account says of one claim: a row of the long table."""

    story: str
    claim: str
    standing: str
    disputed: bool
    origins: str  # their names, "; " between
    article: str
    outlet: str
    url: str
    published_at: str  # ISO 8601, "" where it is not known
    words: str  # the account's own
    sources: str  # on whose word, "; " between


_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def claims_csv(comparison: Comparison) -> str:
    """The claims as CSV (RFC 4180): id, standing, disputed, origins, accounts that tell it, then each account's words.

    A cell that a spreadsheet would take for a formula gets an apostrophe before it.
    """
    lookup = build_lookup(comparison, load_texts("en"), NO_LINKS)
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(
        ["claim", "standing", "disputed", "origins", "told_by", *(_safe(column.label) for column in lookup.columns)]
    )
    for claim in lookup.claims:
        told: list[list[str]] = [[] for _ in lookup.columns]
        for place in (lookup.places[key] for key in claim.statements if key in lookup.places):
            told[place.column.index].append(place.sentence.text)
        origins = _safe("; ".join(origin.name for origin in claim.origins))
        disputed = "yes" if claim.disputed else "no"
        words = [_safe(" ".join(texts)) for texts in told]
        writer.writerow([claim.id, claim.standing.value, disputed, origins, sum(map(bool, told)), *words])
    return out.getvalue()


def claim_cells(comparison: Comparison) -> tuple[ClaimCell, ...]:
    """Every claim in every account that tells it, in reading order."""
    lookup = build_lookup(comparison, load_texts("en"), NO_LINKS)
    versions = {account.article.id: account.article for account in comparison.accounts}
    cells = []
    for claim, row in zip(lookup.claims, view_claims(lookup), strict=True):
        for cell in row.cells:
            if not cell.words:
                continue
            version = versions[cell.column.id]
            sources = dict.fromkeys(label.name for words in cell.words for label in words.sources)
            cells.append(
                ClaimCell(
                    story=comparison.story.id,
                    claim=claim.id,
                    standing=claim.standing.value,
                    disputed=claim.disputed,
                    origins="; ".join(origin.name for origin in claim.origins),
                    article=version.id,
                    outlet=version.outlet,
                    url=version.url,
                    published_at=version.published_at.isoformat() if version.published_at else "",
                    words=" ".join("".join(run.text for run in words.runs) for words in cell.words),
                    sources="; ".join(sources),
                )
            )
    return tuple(cells)


def claims_parquet(comparison: Comparison) -> bytes:
    """The cells as Parquet; raises UsageError where pyarrow is not installed. The same comparison, the same bytes."""
    if find_spec("pyarrow") is None:
        raise UsageError("Parquet", "needs the package pyarrow: pip install 'rashomon[tables]'")
    import pyarrow
    import pyarrow.parquet

    names = [field.name for field in fields(ClaimCell)]
    kinds = [(name, pyarrow.bool_() if name == "disputed" else pyarrow.string()) for name in names]
    table = pyarrow.Table.from_pylist([asdict(cell) for cell in claim_cells(comparison)], schema=pyarrow.schema(kinds))
    out = io.BytesIO()
    pyarrow.parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
