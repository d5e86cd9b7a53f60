"""Out and back in, copies and checks, through the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.end_to_end.conftest import Rashomon

from rashomon.sample import sample_folder


@pytest.fixture
def archive(rashomon: Rashomon) -> None:
    assert rashomon("add", sample_folder() / "pages").code == 0


def digests_in(rashomon: Rashomon, archive: str) -> list[str]:
    lines = rashomon("export", "--archive", archive).out.splitlines()
    return sorted(json.loads(line)["digest"] for line in lines)


def test_an_export_of_everything_comes_back_with_equal_digests(rashomon: Rashomon, archive: None) -> None:
    assert rashomon("export", "--format", "archive", "-o", "all.jsonl").code == 0
    assert rashomon("import", "all.jsonl", "--archive", "again.db").code == 0
    assert digests_in(rashomon, "again.db") == digests_in(rashomon, "rashomon.db") != []


def test_a_backup_is_an_archive_of_its_own(rashomon: Rashomon, archive: None) -> None:
    assert rashomon("backup", "copy.db").code == 0
    assert digests_in(rashomon, "copy.db") == digests_in(rashomon, "rashomon.db")
    again = rashomon("backup", "copy.db")
    assert again.code == 2
    assert "copy.db" in again.err


def test_a_whole_archive_verifies_and_a_damaged_one_says_what_is_wrong(
    rashomon: Rashomon, archive: None, tmp_path: Path
) -> None:
    assert rashomon("verify").code == 0
    body = (tmp_path / "rashomon.db").read_bytes()
    blocks = range(16384, len(body) - 4096, 4096)
    fullest = min(blocks, key=lambda at: body[at : at + 4096].count(0))  # elsewhere a page may be unused space
    (tmp_path / "rashomon.db").write_bytes(body[:fullest] + bytes(4096) + body[fullest + 4096 :])
    outcome = rashomon("verify")
    assert outcome.code == 1
    assert "Traceback" not in outcome.err
    assert "rashomon.db" in outcome.err or "wrong" in outcome.out


def test_both_mirror_layouts_read_back_as_the_same_articles(rashomon: Rashomon, archive: None) -> None:
    for layout in ("feed-mirror", "channel-mirror"):
        assert rashomon("publish", layout, "--layout", layout).code == 0
        back = f"{layout}.db"
        assert rashomon("add", layout, "--archive", back).code == 0
        ours, theirs = (
            {
                json.loads(line)["url"]: json.loads(line)["text"]
                for line in rashomon("export", "--archive", name).out.splitlines()
            }
            for name in ("rashomon.db", back)
        )
        assert theirs == ours


def test_watching_without_subscriptions_looks_at_nothing(rashomon: Rashomon, archive: None) -> None:
    outcome = rashomon("watch", "--once", "--format", "json")
    assert outcome.code == 0, outcome.err
    assert json.loads(outcome.out)["looks"] == 0
    assert rashomon("retry", "--list").code == 0


def test_a_site_is_published_and_rewritten_only_where_it_changed(
    rashomon: Rashomon, archive: None, tmp_path: Path
) -> None:
    first = json.loads(rashomon("publish", "site", "--ui", "zh-Hans", "--format", "json").out)
    assert first["articles"] == 6
    assert (tmp_path / "site" / "index.html").exists()
    again = json.loads(rashomon("publish", "site", "--ui", "zh-Hans", "--format", "json").out)
    assert (again["added"], again["changed"], again["removed"]) == ([], [], [])


def test_an_edit_is_shown_word_by_word(rashomon: Rashomon, archive: None) -> None:
    edited = [
        article["id"]
        for story in json.loads(rashomon("stories", "--format", "json").out)["stories"]
        for article in story["articles"]
        if len(json.loads(rashomon("history", article["id"], "--format", "json").out)["versions"]) == 2
    ]
    assert len(edited) == 1
    told = rashomon("history", edited[0]).out
    assert "[-" in told
    assert "{+" in told


def test_reading_everything_again_changes_nothing_with_the_same_extractor(rashomon: Rashomon, archive: None) -> None:
    again = json.loads(rashomon("reread", "--format", "json").out)
    assert again["read"] == 7
    assert again["new"] == again["versions"] == 0


def test_an_article_deleted_on_request_stays_out(rashomon: Rashomon, archive: None) -> None:
    [first, *others] = [json.loads(line)["id"] for line in rashomon("export").out.splitlines()]
    assert rashomon("delete", first).code == 2, "a removal must say why"
    told = json.loads(rashomon("delete", first, "--reason", "asked by the author", "--format", "json").out)
    assert (told["article"], told["reason"]) == (first, "asked by the author")
    shown = rashomon("article", first)
    assert shown.code == 1
    assert "asked by the author" in shown.err
    again = json.loads(rashomon("add", sample_folder() / "pages", "--format", "json").out)
    assert again["rejected"]["refused"] >= 1
    assert [json.loads(line)["id"] for line in rashomon("export").out.splitlines()] == others
    assert rashomon("verify").code == 0


@pytest.mark.parametrize("form", ["archive", "parquet", "warc", "markdown"])
def test_every_form_of_export_is_imported(rashomon: Rashomon, archive: None, form: str) -> None:
    assert rashomon("export", "--format", form, "-o", "all").code == 0
    assert rashomon("import", "all", "--archive", "again.db").code == 0
    assert digests_in(rashomon, "again.db") == digests_in(rashomon, "rashomon.db") != []


def test_what_is_no_export_leaves_no_archive_behind(rashomon: Rashomon, tmp_path: Path) -> None:
    (tmp_path / "bad.jsonl").write_text('{"id": "1"}\n')
    (tmp_path / "cut.jsonl").write_text('{"format": "rashomon archive 1"}\n{"table": "outlets", "row": {"numb')
    for name in ("bad.jsonl", "cut.jsonl", "not-there"):
        outcome = rashomon("import", name)
        assert outcome.code == 1
        assert name in outcome.err
        assert not list(tmp_path.glob("rashomon.db*"))


def test_a_form_of_files_needs_a_place(rashomon: Rashomon, archive: None) -> None:
    outcome = rashomon("export", "--format", "warc")
    assert outcome.code == 2
    assert "--output" in outcome.err


def test_an_archive_is_restored_as_it_was(rashomon: Rashomon, archive: None) -> None:
    assert rashomon("restore", "then.db", "--until", "3").code == 0
    assert len(digests_in(rashomon, "then.db")) == 3
    assert rashomon("verify", "--archive", "then.db").code == 0
    assert rashomon("restore", "then.db", "--until", "2").code == 2, "an archive is made, never overwritten"
    assert rashomon("restore", "other.db", "--until", "some day").code == 2


def test_what_was_joined_is_told_with_the_reason(rashomon: Rashomon, tmp_path: Path) -> None:
    page = '<html><head><link rel="canonical" href="https://lowerbay.example/bridge"><title>Bridge stays open</title>'
    body = (
        "<p>The swing bridge over the Lower Bay stays open until June, the harbour council decided on Monday.</p>" * 5
    )
    for name, extra in (("first.html", ""), ("again.html", "<!-- another layout -->")):
        (tmp_path / name).write_text(f"{page}</head><body>{extra}<h1>Bridge stays open</h1>{body}</body></html>")
    assert rashomon("add", "first.html", "again.html").code == 0
    shown = rashomon("joined")
    assert "again.html  same outlet and canonical URL" in shown.out
    assert "1 article at 2 addresses; 1 met at several: 1 same outlet and canonical URL" in shown.err
    [told] = json.loads(rashomon("joined", "--format", "json").out)["listed"]
    assert [meeting["why"] for meeting in told["meetings"]] == ["first", "id"]
    assert rashomon("joined", told["article"]["id"][:8]).out == shown.out
    assert rashomon("joined", "nothing1").code == 1
