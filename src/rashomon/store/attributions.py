"""Who speaks in an article and on whose word it rests, for searching: derived from the latest version."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import Account, QuotationForm
from rashomon.store import index
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database, one, text_hash
from rashomon.store.packing import pack_against, unpack_against
from rashomon.store.words import index_text
from rashomon.text.script import fold_text

_LONGEST_NAME = 60  # characters; what is longer is a description, which nobody searches for as a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What is kept of an account: (kind, name) pairs, and what stands in its quotation marks, a line each."""

    names: tuple[tuple[str, str], ...]
    quoted: str
    words: str  # of `quoted`, as the index has them


def attribution_of(account: Account) -> Attribution:
    """What the search needs to know of an account."""
    names: dict[tuple[str, str], None] = {}
    for quotation in account.quotations:
        if quotation.speaker:
            names["speaker", quotation.speaker.name] = None
    for use in account.sources:
        for name in (use.source, *use.via):
            names["source", name] = None
    quoted = "\n".join(q.text for q in account.quotations if q.form is not QuotationForm.INDIRECT)
    told = tuple(pair for pair in names if 0 < len(pair[1]) <= _LONGEST_NAME)
    return Attribution(names=told, quoted=quoted, words=index_text(quoted))


def missing(db: Database, *, after: int = 0, most: int) -> list[int]:
    """The first articles behind `after` whose latest version was not attributed yet."""
    rows = db.rows(
        "SELECT a.number FROM articles a LEFT JOIN attributions t ON t.article = a.number WHERE a.number > :after"
        " AND a.latest IS NOT NULL AND (t.version IS NULL OR t.version <> a.latest) ORDER BY a.number LIMIT :most",
        {"after": after, "most": most},
    )
    return [number for (number,) in rows]


def put(db: Database, bodies: Bodies, article: int, found: Attribution) -> None:
    """Enter what was found in the article's latest version, in the place of what was found before."""
    _remove(db, bodies, article)
    [(version, body)] = db.rows(
        "SELECT v.number, v.body FROM articles a JOIN versions v ON v.number = a.latest WHERE a.number = :article",
        {"article": article},
    )
    quoted = pack_against(found.quoted.encode(), bodies.read(body)) if found.words else b""
    db.run(
        "INSERT INTO attributions (article, version, quoted) VALUES (:article, :version, :quoted)",
        {"article": article, "version": version, "quoted": quoted},
    )
    if found.words:
        index.add_quoted(db, article, found.words)
    for kind, name in found.names:
        db.run(
            "INSERT INTO mentions (name, article) VALUES (:name, :article) ON CONFLICT DO NOTHING",
            {"name": _name_number(db, kind, name), "article": article},
        )


def _remove(db: Database, bodies: Bodies, article: int) -> None:
    quoted = quoted_by(db, bodies, article)
    if quoted is None:
        return
    if quoted:
        index.remove_quoted(db, article, index_text(quoted))
    db.run("DELETE FROM attributions WHERE article = :article", {"article": article})
    db.run("DELETE FROM mentions WHERE article = :article", {"article": article})


def quoted_by(db: Database, bodies: Bodies, article: int) -> str | None:
    """What the article has in quotation marks, a line each; None where it was not attributed."""
    row = one(
        db,
        "SELECT v.body, t.quoted FROM attributions t JOIN versions v ON v.number = t.version WHERE t.article = :article",
        {"article": article},
    )
    if row is None:
        return None
    return unpack_against(bytes(row[1]), bodies.read(row[0])).decode() if row[1] else ""


def _name_number(db: Database, kind: str, name: str) -> int:
    """The number of the name, one for all its spellings in either script; `folded` is kept where it is another."""
    folded = fold_text(name)
    values: dict[str, object] = {"hash": text_hash(f"{kind} {folded}"), "kind": kind, "name": name}
    for number, known in db.rows("SELECT number, coalesce(folded, name) FROM names WHERE hash = :hash", values):
        if known == folded:
            return int(number)
    values["folded"] = folded if folded != name else None
    [(number,)] = db.rows(
        "INSERT INTO names (hash, kind, name, folded) VALUES (:hash, :kind, :name, :folded) RETURNING number", values
    )
    return int(number)


def clear(db: Database) -> None:
    """Forget all attributions, to be made again; the index of quoted words is cleared with the other one."""
    for table in ("mentions", "names", "attributions"):
        db.run(f"DELETE FROM {table}")
