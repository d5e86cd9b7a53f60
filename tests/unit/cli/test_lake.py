from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.lakes import PAGES, build, crawl
from typer.testing import CliRunner

from rashomon.archive import open_archive
from rashomon.cli.lake import lake_versions
from rashomon.cli.main import app
from rashomon.errors import NotFound, UsageError

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def lake(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("lake")
    build(folder)
    return folder


def test_build_tells_what_the_lake_holds(lake: Path) -> None:
    done = RUNNER.invoke(app, ["lake", "build", "-i", crawl(), "-o", str(lake), "--format", "json"])
    assert done.exit_code == 0, done.output
    told = json.loads(done.stdout)
    assert told["rows"]["versions"] == PAGES
    assert len(told["digest"]) == 64


def test_stories_are_listed_by_the_number_of_their_outlets(lake: Path) -> None:
    done = RUNNER.invoke(app, ["lake", "query", str(lake), "stories", "--min-outlets", "2", "--format", "json"])
    stories = json.loads(done.stdout)["stories"]
    assert stories
    assert [story["outlets"] for story in stories] == sorted((story["outlets"] for story in stories), reverse=True)
    assert min(story["outlets"] for story in stories) >= 2


def test_a_story_of_several_outlets_comes_with_its_comparison(lake: Path) -> None:
    listed = RUNNER.invoke(app, ["lake", "query", str(lake), "stories", "--min-outlets", "2", "--format", "json"])
    story = json.loads(listed.stdout)["stories"][0]
    done = RUNNER.invoke(app, ["lake", "query", str(lake), "story", story["id"][:8], "--format", "json"])
    document = json.loads(done.stdout)
    assert document["story"]["id"] == story["id"]
    assert len(document["accounts"]) == len(story["articles"])
    shown = RUNNER.invoke(app, ["lake", "query", str(lake), "story", story["id"]])
    assert story["articles"][0]["headline"][:20] in shown.stdout


def test_tables_answer_sql(lake: Path) -> None:
    question = "SELECT count(*) AS n, count(DISTINCT day) AS days FROM versions"
    done = RUNNER.invoke(app, ["lake", "query", str(lake), "sql", question, "--format", "json"])
    [row] = json.loads(done.stdout)
    assert row["n"] == PAGES
    assert row["days"] >= 4
    assert "versions" in RUNNER.invoke(app, ["lake", "query", str(lake), "sql", "SHOW TABLES"]).stdout


@pytest.mark.parametrize("question", ["SELEC 1", "SELECT * FROM nowhere"])
def test_a_question_that_is_none_is_wrong_usage(lake: Path, question: str) -> None:
    done = RUNNER.invoke(app, ["lake", "query", str(lake), "sql", question])
    assert isinstance(done.exception, UsageError)


def test_unknown_stories_and_places_are_told(lake: Path, tmp_path: Path) -> None:
    assert isinstance(RUNNER.invoke(app, ["lake", "query", str(lake), "story", "0000000"]).exception, NotFound)
    assert isinstance(RUNNER.invoke(app, ["lake", "query", str(tmp_path), "stories"]).exception, UsageError)
    with pytest.raises(UsageError, match="hour"):
        list(lake_versions(f"lake://{lake}?hour=3"))


def test_a_day_and_a_story_come_into_an_archive(lake: Path, tmp_path: Path) -> None:
    day = {version.id for version in lake_versions(f"lake://{lake}?day=2031-05-02")}
    archive = tmp_path / "a.db"
    done = RUNNER.invoke(app, ["import", f"lake://{lake}?day=2031-05-02", "--archive", str(archive)])
    assert done.exit_code == 0, done.output
    with open_archive(archive) as opened:
        assert {version.id for version in opened.articles()} == day
    story = json.loads(
        RUNNER.invoke(app, ["lake", "query", str(lake), "stories", "--limit", "1", "--format", "json"]).stdout
    )["stories"][0]
    RUNNER.invoke(app, ["import", f"lake://{lake}?story={story['id']}", "--archive", str(archive)])
    with open_archive(archive) as opened:
        assert {version.id for version in opened.articles()} == day | {one["id"] for one in story["articles"]}
