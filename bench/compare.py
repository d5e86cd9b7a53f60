"""How well and how fast accounts are compared: every gold story judged by weights that have not seen it."""

from __future__ import annotations

import json
import os
import random
import resource
import subprocess
import sys
import tempfile
from pathlib import Path
from time import process_time

from rashomon.attribute import attribute_article
from rashomon.compare import compare_accounts
from rashomon.compare.weights import read_models
from rashomon.model import Account, ArticleId, Sentence, SentenceId, Version
from rashomon.render.documents import article_from_json, to_json

ROOT = Path(__file__).parents[1]
SIZES = ((2, 1), (10, 30), (30, 30), (100, 30))


def main() -> int:
    """Print the scores, where the gold is at hand, and the speeds; 1 when the scorer failed."""
    data = Path(os.environ.get("RASHOMON_DATA", ROOT.parent / "shared" / "data"))
    gold = data / "gold" / "compare"
    failed = 0
    if gold.is_dir():
        failed = print_scores(gold, data.parent / "eval" / "score_compare.py")
    else:
        print(f"skipped the scores: {gold} is not there; set RASHOMON_DATA")
    print_speeds()
    return failed


def print_scores(gold: Path, scorer: Path) -> int:
    """The scorer's table for stories unseen by the weights that judge them."""
    with tempfile.TemporaryDirectory() as folder:
        models, found = Path(folder) / "models", Path(folder) / "found"
        found.mkdir()
        learning = [sys.executable, "-m", "scripts.train_alignment", str(gold), "--folds", str(models)]
        subprocess.run(learning, check=True, cwd=ROOT)
        for path in sorted(models.glob("*.json")):
            story = json.loads((gold / path.name).read_text(encoding="utf8"))
            files = [gold / "accounts" / f"{name}.json" for name in story["accounts"]]
            accounts = [attribute_article(article_from_json(file.read_bytes())) for file in files]
            comparison = compare_accounts(accounts, models=read_models(path.read_text(encoding="utf8")))
            (found / path.name).write_bytes(to_json(comparison))
        return subprocess.run([sys.executable, str(scorer), str(gold), str(found)], check=False).returncode


def print_speeds() -> None:
    """Processor seconds and peak memory for stories made of random characters that repeat each other in part."""
    for many, length in SIZES:
        accounts = random_story(many, length)
        started = process_time()
        comparison = compare_accounts(accounts)
        seconds = process_time() - started
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(
            f"{many:4} accounts of {length} sentences: {seconds:6.2f} s, peak {peak} MB, "
            f"{len(comparison.alignments)} alignments, {len(comparison.claims)} claims"
        )


def random_story(many: int, length: int) -> list[Account]:
    """Accounts whose sentences are partly other accounts' with some characters changed."""
    rng = random.Random(many * length)
    letters = [chr(0x4E00 + 7 * at) for at in range(900)]
    facts = ["".join(rng.choices(letters, k=rng.randint(20, 60))) for _ in range(200)]
    accounts = []
    for number in range(many):
        article = ArticleId(f"article{number}")
        sentences: list[Sentence] = []
        start = 0
        for index in range(length):
            fact = rng.choice(facts) if rng.random() < 0.6 else "".join(rng.choices(letters, k=40))
            kept = "".join(rng.choice(letters) if rng.random() < 0.15 else letter for letter in fact)
            text = f"{kept[:20]}，{rng.randint(2, 40)}人{kept[20:]}。"
            name = SentenceId(f"{article}.s{index}")
            sentences.append(Sentence(id=name, start=start, end=start + len(text), text=text))
            start += len(text) + 1
        body = "\n".join(sentence.text for sentence in sentences)
        version = Version(id=article, outlet=f"outlet {number}", text=body, language="zh")
        accounts.append(Account(article=version, sentences=tuple(sentences)))
    return accounts


if __name__ == "__main__":
    sys.exit(main())
