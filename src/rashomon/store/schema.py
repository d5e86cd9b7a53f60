"""The tables, as an append-only list of migrations: an entry that was ever released is never edited."""

from __future__ import annotations

from rashomon.errors import NewerArchive, NotAnArchive
from rashomon.store import index
from rashomon.store.database import Database, one

# What differs between the two databases is named in braces; see `_WORDS`.
_FIRST = (
    # Received, and never changed: what an archive is for.
    "CREATE TABLE dictionaries (number {serial}, made_at TEXT NOT NULL, data {bytes} NOT NULL)",
    "CREATE TABLE bodies (number {serial}, digest {bytes} NOT NULL UNIQUE, size BIGINT NOT NULL,"
    " dictionary BIGINT REFERENCES dictionaries, data {bytes} NOT NULL)",
    "CREATE TABLE addresses (number {serial}, hash BIGINT NOT NULL, text TEXT NOT NULL)",
    "CREATE INDEX addresses_by_hash ON addresses (hash)",
    "CREATE TABLE captures (number {serial}, address BIGINT NOT NULL REFERENCES addresses, url TEXT, channel TEXT,"
    " content_type TEXT, status INTEGER NOT NULL, captured_at TEXT NOT NULL,"
    " body BIGINT NOT NULL REFERENCES bodies, link {bytes} NOT NULL)",
    "CREATE INDEX captures_by_address ON captures (address)",
    # Read from it: versions and the articles they are states of.
    "CREATE TABLE outlets (number {serial}, name TEXT NOT NULL UNIQUE)",
    "CREATE TABLE articles (number {serial}, id TEXT NOT NULL UNIQUE, outlet BIGINT NOT NULL REFERENCES outlets,"
    " latest BIGINT, headline TEXT NOT NULL, published_at TEXT, published_us BIGINT, language TEXT NOT NULL)",
    "CREATE INDEX articles_by_time ON articles (published_us)",
    "CREATE INDEX articles_by_outlet ON articles (outlet, published_us)",
    "CREATE TABLE urls (article BIGINT NOT NULL REFERENCES articles, place INTEGER NOT NULL, hash BIGINT NOT NULL,"
    " url TEXT NOT NULL, PRIMARY KEY (article, place)){rowless}",
    "CREATE INDEX urls_by_hash ON urls (hash)",
    "CREATE TABLE channels (article BIGINT NOT NULL REFERENCES articles, name TEXT NOT NULL,"
    " PRIMARY KEY (article, name)){rowless}",
    "CREATE TABLE versions (number {serial}, article BIGINT NOT NULL REFERENCES articles, digest {bytes} NOT NULL,"
    " captured_at TEXT NOT NULL, captured_us BIGINT NOT NULL, reason TEXT NOT NULL, extractor TEXT NOT NULL,"
    " body BIGINT REFERENCES bodies, data {bytes} NOT NULL)",
    "CREATE INDEX versions_by_article ON versions (article)",
    "CREATE INDEX versions_by_digest ON versions (digest)",
    "CREATE TABLE readings (capture BIGINT PRIMARY KEY REFERENCES captures, article BIGINT REFERENCES articles,"
    " version BIGINT REFERENCES versions, outcome TEXT NOT NULL, detail TEXT NOT NULL)",
    "CREATE INDEX readings_by_article ON readings (article)",
    # Derived, and made again at will.
    "CREATE TABLE stories (id TEXT PRIMARY KEY, first_us BIGINT, last_us BIGINT, outlets INTEGER NOT NULL,"
    " articles INTEGER NOT NULL, origins INTEGER NOT NULL, headline TEXT NOT NULL, names TEXT NOT NULL)",
    "CREATE INDEX stories_by_time ON stories (last_us)",
    "CREATE TABLE members (article BIGINT PRIMARY KEY REFERENCES articles, story TEXT NOT NULL REFERENCES stories,"
    " data {bytes})",
    "CREATE INDEX members_by_story ON members (story)",
    "CREATE TABLE copies (article BIGINT NOT NULL REFERENCES articles, original BIGINT NOT NULL REFERENCES articles,"
    " data {bytes} NOT NULL, PRIMARY KEY (article, original)){rowless}",
    "CREATE TABLE redirects (old TEXT PRIMARY KEY, story TEXT NOT NULL)",
    # Found in the latest version by attributing it: whom it quotes, on whose word it rests.
    "CREATE TABLE attributions (article BIGINT PRIMARY KEY REFERENCES articles, version BIGINT NOT NULL"
    " REFERENCES versions, quoted {bytes} NOT NULL)",
    "CREATE TABLE names (number {serial}, hash BIGINT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL, folded TEXT)",
    "CREATE INDEX names_by_hash ON names (hash)",
    "CREATE TABLE mentions (name BIGINT NOT NULL REFERENCES names, article BIGINT NOT NULL REFERENCES articles,"
    " PRIMARY KEY (name, article)){rowless}",
    "CREATE INDEX mentions_by_article ON mentions (article)",
)
# What several watchers that share a server have to look at; one watcher alone keeps a journal beside its file.
_WATCHING = (
    "CREATE TABLE watch_tasks (key {bytes} PRIMARY KEY, host TEXT NOT NULL, free_us BIGINT, worker TEXT NOT NULL,"
    " leased_us BIGINT, data {bytes} NOT NULL)",
    "CREATE INDEX watch_tasks_by_time ON watch_tasks (free_us)",
    "CREATE INDEX watch_tasks_by_lease ON watch_tasks (leased_us)",
    "CREATE TABLE watch_hosts (host TEXT PRIMARY KEY, data {bytes} NOT NULL)",
)
# What was taken out on request, told by an entry of the log: what must not come in again is found by it at once.
_REMOVALS = (
    "CREATE TABLE removals (article BIGINT PRIMARY KEY REFERENCES articles, capture BIGINT NOT NULL REFERENCES captures,"
    " digests {bytes} NOT NULL)",
    # Derived: a comparison as it was worked out last, and a digest of all that it was worked out from.
    "CREATE TABLE comparisons (story TEXT PRIMARY KEY, digest {bytes} NOT NULL, data {bytes} NOT NULL)",
)
# Names that articles show to be one, and where; an archive of before learns them with its next addition.
_NAMES = (
    "CREATE TABLE name_pairs (number {serial}, hash BIGINT NOT NULL, name TEXT NOT NULL, other TEXT NOT NULL,"
    " kind TEXT NOT NULL)",
    "CREATE INDEX name_pairs_by_hash ON name_pairs (hash)",
    "CREATE TABLE name_forms (hash BIGINT NOT NULL, pair BIGINT NOT NULL REFERENCES name_pairs, folded TEXT NOT NULL,"
    " PRIMARY KEY (hash, pair)){rowless}",
    "CREATE TABLE name_places (pair BIGINT NOT NULL REFERENCES name_pairs, article BIGINT NOT NULL REFERENCES articles,"
    " start INTEGER NOT NULL, stop INTEGER NOT NULL, rule TEXT NOT NULL, PRIMARY KEY (pair, article)){rowless}",
    "CREATE INDEX name_places_by_article ON name_places (article)",
    "DELETE FROM meta WHERE key = 'index'",
)
# The text is the first column: FTS5 spends two bytes a word and article to name any other, a quarter of the index.
# The tokenizer "ascii" parts at spaces alone, as all else is done by `tokens.index_text`.
_SEARCH = {
    "sqlite": (
        "CREATE VIRTUAL TABLE words USING fts5(text, headline, content='', tokenize='ascii')",
        "CREATE VIRTUAL TABLE quoted USING fts5(text, content='', tokenize='ascii', detail='full', columnsize=0)",
    ),
    "postgresql": (
        "CREATE TABLE words (article BIGINT PRIMARY KEY, text TEXT NOT NULL, headline TEXT NOT NULL,"
        " length INTEGER NOT NULL, lexemes TSVECTOR NOT NULL)",
        "CREATE INDEX words_by_lexeme ON words USING gin (lexemes)",
        "CREATE TABLE quoted (article BIGINT PRIMARY KEY, text TEXT NOT NULL, lexemes TSVECTOR NOT NULL)",
        "CREATE INDEX quoted_by_lexeme ON quoted USING gin (lexemes)",
    ),
}
_WORDS = {
    "sqlite": {"serial": "INTEGER PRIMARY KEY", "bytes": "BLOB", "rowless": " WITHOUT ROWID"},
    "postgresql": {
        "serial": "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
        "bytes": "BYTEA",
        "rowless": "",
    },
}


# Every table but the indexes of words, which are made anew wherever an archive is moved: parents before children.
TABLES: dict[str, tuple[str, ...]] = {
    "dictionaries": ("number", "made_at", "data"),
    "bodies": ("number", "digest", "size", "dictionary", "data"),
    "addresses": ("number", "hash", "text"),
    "captures": (
        "number",
        "address",
        "url",
        "channel",
        "content_type",
        "status",
        "captured_at",
        "body",
        "link",
    ),
    "outlets": ("number", "name"),
    "articles": (
        "number",
        "id",
        "outlet",
        "latest",
        "headline",
        "published_at",
        "published_us",
        "language",
    ),
    "urls": ("article", "place", "hash", "url"),
    "channels": ("article", "name"),
    "versions": (
        "number",
        "article",
        "digest",
        "captured_at",
        "captured_us",
        "reason",
        "extractor",
        "body",
        "data",
    ),
    "readings": ("capture", "article", "version", "outcome", "detail"),
    "removals": ("article", "capture", "digests"),
    "stories": (
        "id",
        "first_us",
        "last_us",
        "outlets",
        "articles",
        "origins",
        "headline",
        "names",
    ),
    "members": ("article", "story", "data"),
    "copies": ("article", "original", "data"),
    "redirects": ("old", "story"),
}
_NUMBERED = tuple(name for name, columns in TABLES.items() if columns[0] == "number")


def migrations(dialect: str) -> tuple[tuple[str, ...], ...]:
    """Every step from nothing to today's tables, oldest first; a step runs in one transaction."""
    words = _WORDS[dialect]
    return (
        (*(statement.format(**words) for statement in _FIRST), *_SEARCH[dialect]),
        tuple(statement.format(**words) for statement in _WATCHING),
        tuple(statement.format(**words) for statement in _REMOVALS),
        tuple(statement.format(**words) for statement in _NAMES),
    )


def count_on(db: Database) -> None:
    """Make the next numbers follow those that rows were entered with; SQLite does so by itself."""
    if db.dialect == "postgresql":
        for table in _NUMBERED:
            sequence = f"pg_get_serial_sequence('{table}', 'number')"
            db.run(f"SELECT setval({sequence}, coalesce((SELECT max(number) FROM {table}), 0) + 1, false)")


def upgrade(db: Database) -> None:
    """Bring the tables up to this program's; an archive of a newer program raises NewerArchive and stays as it is."""
    steps = migrations(db.dialect)
    done = _steps_done(db)
    if done > len(steps):
        raise NewerArchive(
            db.subject,
            f"this archive was written by a newer Rashomon (its format is {done}, this program knows {len(steps)})",
        )
    if done == len(steps) or db.read_only:
        if done < len(steps):
            raise NotAnArchive(
                db.subject, "this archive is of an older format; `rashomon verify` brings it up to today's, once"
            )
        return
    with db.transaction():
        done = _steps_done(db)  # another process may have been quicker
        if not done:
            db.run("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)")
            db.run("INSERT INTO meta (key, value) VALUES ('format', '0') ON CONFLICT (key) DO NOTHING")
        for statements in steps[done:]:
            for statement in statements:
                db.run(statement)
        if not done:
            index.mark(db)
        db.run("UPDATE meta SET value = :done WHERE key = 'format'", {"done": str(len(steps))})


def _steps_done(db: Database) -> int:
    if not db.rows(_HAS_META[db.dialect]):
        return 0
    row = one(db, "SELECT value FROM meta WHERE key = :key", {"key": "format"})
    return int(row[0]) if row else 0


_HAS_META = {
    "sqlite": "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'meta'",
    "postgresql": "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = 'meta'",
}
