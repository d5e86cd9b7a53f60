"""Who speaks in an article and on whose word it rests, for searching: derived from the latest version."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from rashomon.attribute import learn_pairs
from rashomon.model import Account, NamePair, QuotationForm
from rashomon.store import index, names
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database, one, text_hash
from rashomon.store.packing import pack_against, unpack_against
from rashomon.store.tokens import index_text
from rashomon.text.script import fold_text

_MISSING = (
    "articles a LEFT JOIN attributions t ON t.article = a.number WHERE a.number > :after"
    " AND a.latest IS NOT NULL AND (t.version IS NULL OR t.version <> a.latest)"
)
_PAGE = 500  # names looked up at a time
_LONGEST_NAME = 60  # characters; what is longer is a description, which nobody searches for as a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """What is kept of an account: who is named in it, and what stands in its quotation marks, a line each."""

    version: int  # the number of the version that was attributed
    names: tuple[tuple[str, str], ...] = ()  # (kind, name)
    quoted: bytes = b""  # packed against the bytes that the version was read from
    words: str = ""  # of what is quoted, as the index has them
    pairs: tuple[NamePair, ...] = ()  # of names that the article shows to be one


def attribution_of(account: Account, *, version: int, body: bytes) -> Attribution:
    """What the search needs to know of the account of that version, which was read from those bytes."""
    named: dict[tuple[str, str], None] = {}
    for quotation in account.quotations:
        if quotation.speaker:
            named["speaker", quotation.speaker.name] = None
    for use in account.sources:
        for name in (use.source, *use.via):
            named["source", name] = None
    quoted = "\n".join(q.text for q in account.quotations if q.form is not QuotationForm.INDIRECT)
    words = index_text(quoted)
    return Attribution(
        version=version,
        names=tuple(pair for pair in named if 0 < len(pair[1]) <= _LONGEST_NAME),
        quoted=pack_against(quoted.encode(), body) if words else b"",
        words=words,
        pairs=learn_pairs(account),
    )


def count_missing(db: Database) -> int:
    """How many articles have a latest version that was not attributed yet."""
    [(count,)] = db.rows(f"SELECT count(*) FROM {_MISSING}", {"after": 0})
    return int(count)


def missing(db: Database, *, after: int = 0, most: int) -> list[int]:
    """The first articles behind `after` whose latest version was not attributed yet."""
    rows = db.rows(
        f"SELECT a.number FROM {_MISSING} ORDER BY a.number LIMIT :most",
        {"after": after, "most": most},
    )
    return [number for (number,) in rows]


def put(db: Database, bodies: Bodies, found: Mapping[int, Attribution]) -> None:
    """Enter what was found in those articles, in the place of what was found before."""
    remove(db, bodies, list(found))
    db.run_many(
        "INSERT INTO attributions (article, version, quoted) VALUES (:article, :version, :quoted)",
        ({"article": article, "version": one.version, "quoted": one.quoted} for article, one in found.items()),
    )
    numbers = _name_numbers(db, {pair for one in found.values() for pair in one.names})
    mentions = {(numbers[pair], article) for article, one in found.items() for pair in one.names}
    db.run_many(
        "INSERT INTO mentions (name, article) VALUES (:name, :article)",
        ({"name": name, "article": article} for name, article in sorted(mentions)),
    )
    names.put(db, {article: one.pairs for article, one in found.items()})
    index.add_quoted(db, {article: one.words for article, one in found.items() if one.words})


def remove(db: Database, bodies: Bodies, articles: Sequence[int]) -> None:
    """Forget what was found in those articles."""
    among = ", ".join(str(int(article)) for article in articles) or "NULL"
    known = [article for (article,) in db.rows(f"SELECT article FROM attributions WHERE article IN ({among})")]
    before = {article: index_text(quoted) for article in known if (quoted := quoted_by(db, bodies, article))}
    index.remove_quoted(db, before)
    names.remove(db, articles)
    for table in ("attributions", "mentions"):
        db.run_many(f"DELETE FROM {table} WHERE article = :article", ({"article": article} for article in known))


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


def _name_numbers(db: Database, pairs: Collection[tuple[str, str]]) -> dict[tuple[str, str], int]:
    """The number of each (kind, name), one for all spellings in either script; new ones are entered now."""
    folded = {pair: (pair[0], fold_text(pair[1])) for pair in pairs}
    hashes = {key: text_hash(" ".join(key)) for key in folded.values()}
    known: dict[tuple[str, str], int] = {}
    asked = sorted(hashes.values())
    for start in range(0, len(asked), _PAGE):
        among = ", ".join(map(str, asked[start : start + _PAGE]))
        for number, kind, name in db.rows(
            f"SELECT number, kind, coalesce(folded, name) FROM names WHERE hash IN ({among}) ORDER BY number DESC"
        ):
            known[kind, name] = number
    for (kind, name), key in sorted(folded.items()):
        if key not in known:  # `folded` is kept where it is another spelling
            values = {"hash": hashes[key], "kind": kind, "name": name, "folded": key[1] if key[1] != name else None}
            [(known[key],)] = db.rows(
                "INSERT INTO names (hash, kind, name, folded) VALUES (:hash, :kind, :name, :folded) RETURNING number",
                values,
            )
    return {pair: known[key] for pair, key in folded.items()}


def clear(db: Database) -> None:
    """Forget all attributions, to be made again; the index of quoted words is cleared with the other one."""
    names.clear(db)
    for table in ("mentions", "names", "attributions"):
        db.run(f"DELETE FROM {table}")
