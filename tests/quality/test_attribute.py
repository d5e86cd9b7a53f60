"""Floors under the figures of docs/attribution.md, on the measuring data beside the project."""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from rashomon.attribute import attribute_article
from rashomon.model.account import Account
from rashomon.model.article import Paragraph, ParagraphKind, Version
from rashomon.model.ids import ArticleId

pytestmark = pytest.mark.shared

CHINESE_FLOORS = {"quotations": 83.0, "speaker": 94.0, "quoted_by": 79.5, "sources": 80.0, "timeline": 88.0}
ENGLISH_FLOORS = {"quotations": 56.0, "speaker": 88.0, "quoted_by": 51.0, "direct_recall": 89.0}


def _load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    if spec is None or spec.loader is None:
        pytest.skip(f"NO SCORER: {path} is not there")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _version(document: dict[str, Any]) -> Version:
    return Version(
        id=ArticleId(document["id"]),
        outlet=document.get("outlet", ""),
        text=document["text"],
        language=document.get("language", "en"),
        published_at=datetime.fromisoformat(document.get("published_at", "2016-09-20T00:00:00Z")),
        paragraphs=tuple(
            Paragraph(start=one["start"], end=one["end"], kind=ParagraphKind(one["kind"]))
            for one in document.get("paragraphs", [])
        ),
    )


def _quotations(account: Account) -> list[dict[str, Any]]:
    return [
        {
            "account": one.account,
            "start": one.start,
            "end": one.end,
            "speaker": one.speaker
            and {
                "name": one.speaker.name,
                "text": one.speaker.text,
                "start": one.speaker.start,
                "end": one.speaker.end,
            },
        }
        for one in account.quotations
    ]


def test_chinese_figures_stay_above_their_floors(shared: Path) -> None:
    gold_folder = shared / "gold" / "compare"
    scorer = _load(shared.parent / "eval" / "score_compare.py")
    sentences = defaultdict(list)
    for line in (gold_folder / "sentences.jsonl").read_text(encoding="utf8").splitlines():
        sentences[json.loads(line)["article"]].append(json.loads(line))
    stories = {}
    for path in sorted(gold_folder.glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf8"))
        accounts = [
            attribute_article(
                _version(json.loads((gold_folder / "accounts" / f"{one}.json").read_text(encoding="utf8")))
            )
            for one in gold["accounts"]
        ]
        predicted = {
            "accounts": [
                {
                    "article": {"id": account.article.id},
                    "sentences": [{"id": one.id, "start": one.start, "end": one.end} for one in account.sentences],
                }
                for account in accounts
            ],
            "quotations": [one for account in accounts for one in _quotations(account)],
            "sources": [
                {"sentence": one.sentence, "source": one.source} for account in accounts for one in account.sources
            ],
            "timeline": [
                {"sentence": one.sentence, "text": one.text, "at": one.at}
                for account in accounts
                for one in account.timeline
            ],
        }
        stories[path.stem] = scorer.Story(gold, predicted, sentences)
    result = scorer.score(stories)
    reached = {
        "quotations": result["quotations"]["f1"],
        "speaker": result["quotations"]["speaker"],
        "quoted_by": result["quotations"]["quoted_by"],
        "sources": result["sources"]["f1"],
        "timeline": result["timeline"]["recall"],
    }
    assert {name: figure for name, figure in reached.items() if figure < CHINESE_FLOORS[name]} == {}


@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # the scorer leaves its files to be closed
def test_english_figures_stay_above_their_floors(
    shared: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    gold = shared.parent.parent / "data" / "quotes-en" / "articles.jsonl"
    if not gold.is_file():
        pytest.skip(f"NO MEASURING DATA: {gold} is not unpacked")
    scorer = _load(shared.parent / "eval" / "score_quotes.py")
    predictions = tmp_path / "predictions.jsonl"
    with predictions.open("w", encoding="utf8") as out:
        for line in gold.read_text(encoding="utf8").splitlines():
            document = json.loads(line)
            out.write(
                json.dumps({"id": document["id"], "quotations": _quotations(attribute_article(_version(document)))})
                + "\n"
            )
    monkeypatch.setattr("sys.argv", ["score_quotes.py", str(gold), str(predictions), "--json"])
    scorer.main()
    result = json.loads(capsys.readouterr().out)
    reached = {
        "quotations": result["quotations"]["f1"],
        "speaker": result["speaker"],
        "quoted_by": result["quoted_by"]["f1"],
        "direct_recall": result["direct_recall"],
    }
    assert {name: figure for name, figure in reached.items() if figure < ENGLISH_FLOORS[name]} == {}
