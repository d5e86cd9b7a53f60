"""The learnt table of names: which articles show which pairs, derived from the latest version of each."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from rashomon.model import ArticleId, NameEvidence, NamePair
from rashomon.store import versions
from rashomon.store.bodies import Bodies
from rashomon.store.database import Database, text_hash
from rashomon.text.script import fold_name

_PAGE = 500  # pairs or forms looked up at a time
_SHOWN = 3  # places shown of each pair


def put(db: Database, found: Mapping[int, Sequence[NamePair]]) -> None:
    """Enter the pairs that those articles show, in the place of what they showed before."""
    remove(db, list(found))
    numbers = _numbers(db, {(one.name, one.other): one.kind for pairs in found.values() for one in pairs})
    rows = {
        (numbers[one.name, one.other], article): one.evidence[0]
        for article, pairs in found.items()
        for one in pairs
        if one.evidence
    }
    db.run_many(
        "INSERT INTO name_places (pair, article, start, stop, rule) VALUES (:pair, :article, :start, :stop, :rule)",
        (
            {"pair": pair, "article": article, "start": seen.start, "stop": seen.end, "rule": seen.rule}
            for (pair, article), seen in sorted(rows.items(), key=lambda row: row[0])
        ),
    )


def remove(db: Database, articles: Sequence[int]) -> None:
    """Forget what those articles showed, and the pairs that no other article shows."""
    for start in range(0, len(articles), _PAGE):
        among = ", ".join(str(int(article)) for article in articles[start : start + _PAGE])
        shown = [pair for (pair,) in db.rows(f"SELECT DISTINCT pair FROM name_places WHERE article IN ({among})")]
        db.run(f"DELETE FROM name_places WHERE article IN ({among})")
        for first in range(0, len(shown), _PAGE):
            pairs = ", ".join(map(str, shown[first : first + _PAGE]))
            kept = {pair for (pair,) in db.rows(f"SELECT DISTINCT pair FROM name_places WHERE pair IN ({pairs})")}
            gone = [{"pair": pair} for pair in shown[first : first + _PAGE] if pair not in kept]
            db.run_many("DELETE FROM name_forms WHERE pair = :pair", gone)
            db.run_many("DELETE FROM name_pairs WHERE number = :pair", gone)


def clear(db: Database) -> None:
    """Forget the table, to be learnt again."""
    for table in ("name_places", "name_forms", "name_pairs"):
        db.run(f"DELETE FROM {table}")


def listed(db: Database, bodies: Bodies, *, word: str, most: int) -> tuple[NamePair, ...]:
    """The pairs that hold the word, or all, those that most articles show first, with the places that show them."""
    folded = fold_name(word)
    among = "JOIN name_forms f ON f.pair = p.number WHERE f.folded LIKE :like " if folded else ""
    rows = db.rows(
        "SELECT p.number, p.name, p.other, p.kind, count(DISTINCT s.article) AS articles FROM name_pairs p"
        f" JOIN name_places s ON s.pair = p.number {among}"
        "GROUP BY p.number, p.name, p.other, p.kind ORDER BY articles DESC, p.number LIMIT :most",
        {"like": f"%{folded}%", "most": most} if folded else {"most": most},
    )
    places = _places(db, bodies, [row[0] for row in rows])
    return tuple(
        NamePair(name=name, other=other, kind=kind, articles=articles, evidence=tuple(places.get(number, ())))
        for number, name, other, kind, articles in rows
    )


def about(db: Database, forms: Collection[str]) -> tuple[NamePair, ...]:
    """The pairs that hold one of the forms, or a form paired with one of them, without their places."""
    found: dict[int, NamePair] = {}
    asked = {fold_name(form) for form in forms} - {""}
    for _ in range(2):
        near = _holding(db, asked, found)
        asked = {fold_name(form) for pair in near for form in (pair.name, pair.other)} - asked
    return tuple(found.values())


def _holding(db: Database, folded: Collection[str], found: dict[int, NamePair]) -> list[NamePair]:
    """The pairs not yet found that hold one of the forms; they are entered into `found`."""
    new: list[NamePair] = []
    hashes = sorted({text_hash(form) for form in folded})
    for start in range(0, len(hashes), _PAGE):
        among = ", ".join(map(str, hashes[start : start + _PAGE]))
        for number, name, other, kind, articles in db.rows(
            "SELECT p.number, p.name, p.other, p.kind, count(DISTINCT s.article) FROM name_forms f JOIN name_pairs p"
            f" ON p.number = f.pair JOIN name_places s ON s.pair = p.number WHERE f.hash IN ({among})"
            " GROUP BY p.number, p.name, p.other, p.kind ORDER BY p.number"
        ):
            if number not in found:
                found[number] = NamePair(name=name, other=other, kind=kind, articles=articles)
                new.append(found[number])
    return new


def _numbers(db: Database, kinds: Mapping[tuple[str, str], str]) -> dict[tuple[str, str], int]:
    """The number of each pair as it is written; new ones are entered now, each with its two forms."""
    hashes = {pair: text_hash("\n".join(pair)) for pair in kinds}
    known: dict[tuple[str, str], int] = {}
    asked = sorted(hashes.values())
    for start in range(0, len(asked), _PAGE):
        among = ", ".join(map(str, asked[start : start + _PAGE]))
        for number, name, other in db.rows(f"SELECT number, name, other FROM name_pairs WHERE hash IN ({among})"):
            known[name, other] = number
    forms: list[dict[str, object]] = []
    for pair, kind in kinds.items():
        if pair not in known:
            values = {"hash": hashes[pair], "name": pair[0], "other": pair[1], "kind": kind}
            [(number,)] = db.rows(
                "INSERT INTO name_pairs (hash, name, other, kind) VALUES (:hash, :name, :other, :kind) RETURNING number",
                values,
            )
            known[pair] = number
            folded = sorted({fold_name(form) for form in pair})
            forms += ({"hash": text_hash(form), "pair": number, "folded": form} for form in folded)
    db.run_many("INSERT INTO name_forms (hash, pair, folded) VALUES (:hash, :pair, :folded)", forms)
    return known


def _places(db: Database, bodies: Bodies, pairs: Sequence[int]) -> dict[int, list[NameEvidence]]:
    """Some of the places that show each pair, with their words."""
    rows: list[tuple[int, int, str, int, int, str]] = []
    for start in range(0, len(pairs), _PAGE):
        among = ", ".join(map(str, pairs[start : start + _PAGE]))
        rows += db.rows(
            "SELECT s.pair, s.article, a.id, s.start, s.stop, s.rule FROM (SELECT pair, article, start, stop, rule,"
            " row_number() OVER (PARTITION BY pair ORDER BY article) AS place FROM name_places"
            f" WHERE pair IN ({among})) s JOIN articles a ON a.number = s.article WHERE s.place <= {_SHOWN}"
            " ORDER BY s.pair, s.article"
        )
    texts = versions.latest_of(db, bodies, sorted({row[1] for row in rows}))
    found: dict[int, list[NameEvidence]] = {}
    for pair, article, id_, begin, end, rule in rows:
        words = texts[article].text[begin:end] if article in texts else ""
        found.setdefault(pair, []).append(
            NameEvidence(article=ArticleId(id_), start=begin, end=end, words=words, rule=rule)
        )
    return found
