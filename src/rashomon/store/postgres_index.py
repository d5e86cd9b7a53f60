"""The indexes of words in PostgreSQL: lexemes filter, a look at the tokens decides, BM25 is worked out as FTS5 does.

A `tsvector` keeps no more than 256 positions a lexeme, so phrases are looked for in the row's own tokens. They stand
with two spaces between and one at each end: occurrences of one phrase side by side then share no space.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from rashomon.store.database import Database, Values

_HEADLINE_WEIGHT = 5.0
_LONGEST = 500  # characters of a lexeme; PostgreSQL takes 2 kB, and a longer "word" is no word
# FTS5's constants: https://sqlite.org/fts5.html#the_bm25_function
_K1, _B = 1.2, 0.75


def add(db: Database, words: Mapping[int, tuple[str, str]]) -> None:
    db.run_many(
        "INSERT INTO words (article, text, headline, length, lexemes) VALUES"
        " (:article, :text, :headline, :length, array_to_tsvector(CAST(:lexemes AS text[])))",
        (_row(article, text.split(), headline.split()) for article, (text, headline) in words.items()),
    )


def _row(article: int, tokens: Sequence[str], more: Sequence[str]) -> Values:
    return {
        "article": article,
        "text": _spaced(tokens),
        "headline": _spaced(more),
        "length": len(tokens) + len(more),
        "lexemes": _lexemes((*tokens, *more)),
    }


def remove(db: Database, words: Mapping[int, tuple[str, str]]) -> None:
    db.run_many("DELETE FROM words WHERE article = :article", ({"article": article} for article in words))


def add_quoted(db: Database, words: Mapping[int, str]) -> None:
    told = ((article, text.split()) for article, text in words.items())
    db.run_many(
        "INSERT INTO quoted (article, text, lexemes) VALUES"
        " (:article, :text, array_to_tsvector(CAST(:lexemes AS text[])))",
        ({"article": article, "text": _spaced(tokens), "lexemes": _lexemes(tokens)} for article, tokens in told),
    )


def remove_quoted(db: Database, words: Mapping[int, str]) -> None:
    db.run_many("DELETE FROM quoted WHERE article = :article", ({"article": article} for article in words))


def scored(phrases: Sequence[str], values: dict[str, object]) -> str:
    every = _enter(values, _query(" ".join(phrases)))
    counts, terms, conditions = [], [], []
    for place, phrase in enumerate(phrases):
        spaced = _enter(values, _spaced(phrase.split()))
        own = _enter(values, _query(phrase))
        body, head = _occurrences("w.text", spaced), _occurrences("w.headline", spaced)
        counts.append(f"{body} + {_HEADLINE_WEIGHT} * {head} AS f{place}")
        conditions.append(f"f{place} > 0")
        held = (
            f"(SELECT count(*) FROM words x WHERE x.lexemes @@ CAST(:{own} AS tsquery)"
            f" AND (position(:{spaced} IN x.text) > 0 OR position(:{spaced} IN x.headline) > 0))"
        )
        rarity = f"greatest(ln((s.n - h{place}.n + 0.5) / (h{place}.n + 0.5)), 0.000001)"
        often = f"f{place} * {_K1 + 1} / (f{place} + {_K1} * ({1 - _B} + {_B} * t.length / s.average))"
        terms.append((f"h{place}", held, f"{rarity} * {often}"))
    statistics = "(SELECT count(*) AS n, greatest(avg(length), 1) AS average FROM words)"
    held_by = "".join(f" CROSS JOIN (SELECT {held} AS n) {name}" for name, held, _ in terms)
    return (
        f"SELECT t.article, CAST({' + '.join(term for _, _, term in terms)} AS double precision) AS score"
        f" FROM (SELECT w.article, w.length, {', '.join(counts)} FROM words w"
        f" WHERE w.lexemes @@ CAST(:{every} AS tsquery)) t CROSS JOIN {statistics} s{held_by}"
        f" WHERE {' AND '.join(conditions)}"
    )


def matching(phrases: Sequence[str], values: dict[str, object]) -> str:
    return " INTERSECT ".join(f"({holding('words', [phrase], values)})" for phrase in phrases)


def holding(table: str, phrases: Sequence[str], values: dict[str, object]) -> str:
    found = []
    for phrase in phrases:
        query, spaced = _enter(values, _query(phrase)), _enter(values, _spaced(phrase.split()))
        stands = f"position(:{spaced} IN text) > 0"
        if table == "words":
            stands = f"({stands} OR position(:{spaced} IN headline) > 0)"
        found.append(f"SELECT article FROM {table} WHERE lexemes @@ CAST(:{query} AS tsquery) AND {stands}")
    return " UNION ".join(found)


def entered(db: Database) -> set[int]:
    return {number for (number,) in db.rows("SELECT article FROM words")}


def faults(db: Database) -> list[str]:
    return []  # the server keeps its own indexes whole


def clear(db: Database) -> None:
    for table in ("words", "quoted"):
        db.run(f"DELETE FROM {table}")


def tidy(db: Database) -> None:
    for table in ("words", "quoted"):
        db.run(f"ANALYZE {table}")


def _spaced(tokens: Sequence[str]) -> str:
    return f" {'  '.join(tokens)} "


def _lexemes(tokens: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(token[:_LONGEST] for token in tokens))


def _query(phrase: str) -> str:
    """The tsquery of all tokens of the phrase; they are letters and digits, so quoting them is safe."""
    return " & ".join(f"'{token}'" for token in _lexemes(phrase.split()))


def _occurrences(column: str, name: str) -> str:
    return f"(length({column}) - length(replace({column}, :{name}, ''))) / length(:{name})"


def _enter(values: dict[str, object], value: object) -> str:
    name = f"v{len(values)}"
    values[name] = value
    return name
