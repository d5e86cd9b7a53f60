"""A comparison as a table: a row a claim, a column an account, for spreadsheets and notebooks."""

from __future__ import annotations

import csv
import io

from rashomon.model import Comparison
from rashomon.render.links import NO_LINKS
from rashomon.render.story.claims import view_claims
from rashomon.render.story.lookup import build_lookup
from rashomon.render.texts import load_texts

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
    for claim, row in zip(lookup.claims, view_claims(lookup), strict=True):
        words = [_safe(" ".join("".join(run.text for run in words.runs) for words in cell.words)) for cell in row.cells]
        origins = _safe("; ".join(origin.name for origin in claim.origins))
        disputed = "yes" if claim.disputed else "no"
        writer.writerow([claim.id, claim.standing.value, disputed, origins, row.told_by, *words])
    return out.getvalue()


def _safe(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
