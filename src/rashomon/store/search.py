"""Questions answered from the indexes: which articles, best first, and what they have in common."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.store import index
from rashomon.store.articles import instant
from rashomon.store.database import Database
from rashomon.store.tokens import index_text
from rashomon.store.words import Question, moment
from rashomon.text.script import fold_text

# The best by words alone are put in order by words and time: a new article of the same words comes first, one that is
# a month older than the archive's newest has half of that advantage.
_BEST = 500
# A word that more articles hold is ranked among as many that came last: scoring is what costs, 36 ms for 33,000 of
# 72,000 articles where counting them costs 1 ms.
_RANKED = 5000
_FRESHNESS = 0.2
_MONTH = 30 * 86_400 * 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """The articles of one page of results, best first, and how many there are in all."""

    total: int
    scores: tuple[tuple[int, float], ...]


def find(db: Database, question: Question, *, limit: int, offset: int = 0) -> Found:
    """The articles that answer the question, best first; without words, the newest first."""
    values: dict[str, object] = {"limit": limit, "offset": offset}
    if question.phrases:
        values |= {"best": max(_BEST, limit + offset), "month": _MONTH, "ranked": max(_RANKED, limit + offset)}
        tables = _scored(db, question, values)
        rows = db.rows(
            f"WITH {tables}, best AS (SELECT article, score FROM scored ORDER BY score DESC, article LIMIT :best),"
            " newest AS (SELECT max(published_us) AS at FROM articles)"
            f" SELECT b.article, b.score * (1 + {_FRESHNESS} / (1 + abs(coalesce((newest.at - a.published_us) * 1.0"
            " / :month, 12)))) AS rank, (SELECT count(*) FROM kept) FROM best b JOIN articles a ON a.number = b.article"
            " CROSS JOIN newest ORDER BY rank DESC, b.article LIMIT :limit OFFSET :offset",
            values,
        )
    else:
        rows = db.rows(
            f"WITH {_kept(db, question, values)} SELECT k.article, 0.0, (SELECT count(*) FROM kept) FROM kept k"
            " JOIN articles a ON a.number = k.article"
            " ORDER BY coalesce(a.published_us, 0) DESC, a.number LIMIT :limit OFFSET :offset",
            values,
        )
    total = rows[0][2] if rows else 0
    if not rows and offset:
        total = find(db, question, limit=1).total
    return Found(total=total, scores=tuple((row[0], row[1]) for row in rows))


def articles_of(db: Database, question: Question) -> list[int]:
    """Every article that answers the question, in no order."""
    values: dict[str, object] = {}
    kept = _kept(db, question, values)
    return [number for (number,) in db.rows(f"WITH {kept} SELECT article FROM kept", values)]


def facets(db: Database, question: Question, *, most: int = 20) -> dict[str, list[tuple[str, int]]]:
    """How many of the answers are of each outlet, language and month, name each speaker and source; the most first."""
    found: dict[str, list[tuple[str, int]]] = {}
    among = "kept k JOIN articles a ON a.number = k.article"
    named = "kept k JOIN mentions m ON m.article = k.article JOIN names n ON n.number = m.name"
    for facet, label, source in (
        ("outlets", "o.name", f"{among} JOIN outlets o ON o.number = a.outlet"),
        ("languages", "a.language", among),
        ("months", "substr(a.published_at, 1, 7)", f"{among} WHERE a.published_at IS NOT NULL"),
        ("speakers", "n.name", f"{named} WHERE n.kind = 'speaker'"),
        ("sources", "n.name", f"{named} WHERE n.kind = 'source'"),
    ):
        values: dict[str, object] = {"most": most}
        kept = _kept(db, question, values)
        rows = db.rows(
            f"WITH {kept} SELECT {label}, count(*) FROM {source} GROUP BY {label} ORDER BY count(*) DESC, {label}"
            " LIMIT :most",
            values,
        )
        found[facet] = [(name, count) for name, count in rows]
    return found


def _kept(db: Database, question: Question, values: dict[str, object]) -> str:
    """The table expression `kept` (article): all answers to the question."""
    limits = _limits(db, question, values)
    if not question.phrases:
        where = " AND ".join(("a.latest IS NOT NULL", *limits))
        return f"kept AS MATERIALIZED (SELECT a.number AS article FROM articles a WHERE {where})"
    hits = index.matching(db, question.phrases, values)
    if not limits:
        return f"kept AS MATERIALIZED ({hits})"
    return (
        f"hits AS MATERIALIZED ({hits}), kept AS MATERIALIZED (SELECT h.article FROM hits h"
        f" JOIN articles a ON a.number = h.article WHERE {' AND '.join(limits)})"
    )


def _scored(db: Database, question: Question, values: dict[str, object]) -> str:
    """The table expressions `kept`, and `scored` (article, score): all of them, or of a word as common the latest."""
    hits = index.scored(db, question.phrases, values)
    limits = _limits(db, question, values)
    if limits:
        return (
            f"hits AS MATERIALIZED ({hits}), scored AS MATERIALIZED (SELECT h.article, h.score FROM hits h"
            f" JOIN articles a ON a.number = h.article WHERE {' AND '.join(limits)}),"
            " kept AS (SELECT article FROM scored)"
        )
    every = index.matching(db, question.phrases, values)
    return f"kept AS ({every}), scored AS MATERIALIZED ({hits} ORDER BY article DESC LIMIT :ranked)"


def _limits(db: Database, question: Question, values: dict[str, object]) -> list[str]:
    """The question's operators as conditions on articles `a`, their values entered into `values`."""
    conditions: list[str] = []

    def ask(condition: str, value: object) -> None:
        values[f"v{len(values)}"] = value
        conditions.append(condition.replace(":value", f":v{len(values) - 1}"))

    for name, told in question.limits.items():
        for value in told:
            match name:
                case "outlet":
                    ask("a.outlet IN (SELECT number FROM outlets WHERE name = :value)", value)
                case "language":
                    ask("a.language = :value", value)
                case "channel":
                    ask("a.number IN (SELECT article FROM channels WHERE name = :value)", value)
                case "after":
                    ask("a.published_us >= :value", instant(moment(name, value)))
                case "before":
                    ask("a.published_us < :value", instant(moment(name, value)))
                case "speaker" | "source":
                    named = f"n.kind = '{name}' AND coalesce(n.folded, n.name) LIKE :value ESCAPE '!'"
                    ask(
                        "a.number IN (SELECT m.article FROM names n JOIN mentions m ON m.name = n.number"
                        f" WHERE {named})",
                        f"%{_literal(fold_text(value))}%",
                    )
                case "quoted":
                    conditions.append(f"a.number IN ({_quoting(db, value, values)})")
    if question.excluded:
        conditions.append(f"a.number NOT IN ({index.holding(db, 'words', question.excluded, values)})")
    return conditions


def _quoting(db: Database, words: str, values: dict[str, object]) -> str:
    phrase = index_text(words)
    return index.holding(db, "quoted", [phrase], values) if phrase else "SELECT NULL"


def _literal(text: str) -> str:
    """The text for LIKE, its wildcards made plain."""
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")
