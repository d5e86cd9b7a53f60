"""Who relies on whom, counted from the attributions: sources by outlet and day, and how outlets publish."""

from __future__ import annotations

from collections.abc import Sequence

from rashomon.model import OutletHabits, Reliance, SourceRecord
from rashomon.store.database import Database, text_hash
from rashomon.text.script import fold_text

_NAME = "coalesce(n.folded, n.name)"
# A day without a time is kept as its midnight: who of two was first on that day is not known.
_TIMED = "substr(a.published_at, 12, 8) <> '00:00:00'"


def listed(db: Database, kind: str, *, most: int, outlet: str = "") -> tuple[SourceRecord, ...]:
    """The names that most articles rest on (`kind` "source") or quote ("speaker"), of one outlet or of all."""
    among = "names n JOIN mentions m ON m.name = n.number JOIN articles a ON a.number = m.article"
    where = " JOIN outlets o ON o.number = a.outlet WHERE o.name = :outlet AND" if outlet else " WHERE"
    rows = db.rows(
        f"SELECT min(n.name), count(DISTINCT a.number), count(DISTINCT a.outlet), min(substr(a.published_at, 1, 10)),"
        f" max(substr(a.published_at, 1, 10)) FROM {among}{where} n.kind = :kind GROUP BY {_NAME}"
        f" ORDER BY count(DISTINCT a.number) DESC, {_NAME} LIMIT :most",
        {"most": most, "outlet": outlet, "kind": kind},
    )
    return tuple(
        SourceRecord(name=name, articles=articles, outlets=outlets, first_on=first or "", last_on=last or "")
        for name, articles, outlets, first, last in rows
    )


def of_names(db: Database, names: Sequence[str]) -> tuple[Reliance, ...]:
    """How many articles of each outlet, day by day, quote or rest on one of the names, the forms of one source."""
    numbers = _numbers(db, names)
    if not numbers:
        return ()
    rows = db.rows(
        "SELECT o.name, coalesce(substr(a.published_at, 1, 10), ''), count(DISTINCT a.number) FROM mentions m"
        " JOIN articles a ON a.number = m.article JOIN outlets o ON o.number = a.outlet"
        f" WHERE m.name IN ({numbers}) GROUP BY 1, 2 ORDER BY 2, 1"
    )
    return tuple(Reliance(source=names[0], outlet=outlet, day=day, articles=count) for outlet, day, count in rows)


def of_outlet(db: Database, outlet: str, names: Sequence[str]) -> tuple[Reliance, ...]:
    """How many of the outlet's articles, day by day, quote or rest on each of the names."""
    found: list[Reliance] = []
    for name in names:
        numbers = _numbers(db, [name])
        if numbers:
            rows = db.rows(
                "SELECT coalesce(substr(a.published_at, 1, 10), ''), count(DISTINCT a.number) FROM mentions m"
                " JOIN articles a ON a.number = m.article JOIN outlets o ON o.number = a.outlet"
                f" WHERE m.name IN ({numbers}) AND o.name = :outlet GROUP BY 1 ORDER BY 1",
                {"outlet": outlet},
            )
            found += [Reliance(source=name, outlet=outlet, day=day, articles=count) for day, count in rows]
    return tuple(found)


def articles_on(db: Database, names: Sequence[str], *, most: int) -> list[int]:
    """The articles that quote or rest on one of the names: the newest of each outlet, then the next of each."""
    numbers = _numbers(db, names)
    if not numbers:
        return []
    rows = db.rows(
        "SELECT number FROM (SELECT a.number, coalesce(a.published_us, 0) AS at, row_number() OVER (PARTITION BY"
        " a.outlet ORDER BY coalesce(a.published_us, 0) DESC, a.number) AS place FROM articles a"
        f" WHERE a.latest IS NOT NULL AND a.number IN (SELECT article FROM mentions WHERE name IN ({numbers}))) ranked"
        " ORDER BY place, at DESC, number LIMIT :most",
        {"most": most},
    )
    return [number for (number,) in rows]


def habits(db: Database, outlet: str) -> OutletHabits:
    """How often the outlet was the first to tell a story that others told too, and how often it edits."""
    [(compared, first)] = db.rows(
        "WITH told AS (SELECT s.story, a.outlet, min(a.published_us) AS at FROM members s JOIN articles a"
        f" ON a.number = s.article WHERE {_TIMED} GROUP BY s.story, a.outlet),"
        " ours AS (SELECT t.story, t.at FROM told t JOIN outlets o ON o.number = t.outlet WHERE o.name = :outlet),"
        " theirs AS (SELECT t.story, min(t.at) AS at FROM told t JOIN outlets o ON o.number = t.outlet"
        " WHERE o.name <> :outlet AND t.story IN (SELECT story FROM ours) GROUP BY t.story)"
        " SELECT count(*), coalesce(sum(CASE WHEN ours.at < theirs.at THEN 1 ELSE 0 END), 0)"
        " FROM ours JOIN theirs ON theirs.story = ours.story",
        {"outlet": outlet},
    )
    [(edits, edited)] = db.rows(
        "SELECT count(*), count(DISTINCT v.article) FROM versions v JOIN articles a ON a.number = v.article"
        " JOIN outlets o ON o.number = a.outlet WHERE o.name = :outlet"
        " AND v.reason NOT IN ('new', 'extractor improved')",
        {"outlet": outlet},
    )
    return OutletHabits(compared=int(compared), first=int(first), edits=int(edits), edited=int(edited))


def _numbers(db: Database, names: Sequence[str]) -> str:
    """The numbers of the names, whoever speaks under them, as SQL's list; empty where none is known."""
    found = []
    for folded in dict.fromkeys(map(fold_text, names)):
        for kind in ("speaker", "source"):
            values = {"hash": text_hash(f"{kind} {folded}"), "folded": folded, "kind": kind}
            rows = db.rows(
                f"SELECT n.number FROM names n WHERE n.hash = :hash AND {_NAME} = :folded AND n.kind = :kind", values
            )
            found += [int(number) for (number,) in rows]
    return ", ".join(map(str, found))
