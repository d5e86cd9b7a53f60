"""How many articles a second one core attributes; the issue asks for 500 of 1,500 characters.

Also how long one sentence of 100,000 characters takes (asked: under a second) and what memory a second round adds.
"""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

from rashomon.attribute import attribute_article
from rashomon.model.article import Version
from rashomon.model.ids import ArticleId

SENTENCES = (
    "（潮声社山城{day}日电）山城市长林可安{day}日在记者会上表示，港口将在4月{day}日重新开放，预计每天有{count}多艘货船进出。",
    "据潮声社周三报道，渔民协会批评这项决定“完全没有和渔民商量”，要求市政府公布评估报告。",
    "林可安说：“我们准备了{count}年，不会再等下去。”她强调，安全是第一位的。",
    "国家统计局上周公布的数据显示，去年山城出口约{count}亿元，比前年下降{day}%。",
    "不愿具名的知情人士透露，两家银行已经同意提供至少{count}万欧元贷款。",
    "“谁来付这笔钱？”欧兰外长马丁‧霍姆（Martin Holm）在接受《潮声报》采访时问道。",
    "目前港口附近仍有不少船只停泊，当地居民照常出海，市场没有明显变化。",
    "研究港口历史的学者认为，这座码头建于1926年，过去五十年里曾经三次改建。",
)
SIZE = 1500
ARTICLES = 400
LONG = 100_000
HOSTILE = (
    "市长林可安表示港口开放并且", "他说，", "“", "援引报道", "网站显示的", "一二三", "马·", "甲乙丙丁通讯社", "法官问甲乙丙丁：",
    "港口已经关闭渔民照常出海", "he said ", "Ann ",
)  # fmt: skip


def make_articles() -> list[Version]:
    """Invented articles of about 1,500 characters each, no two alike."""
    made = []
    for number in range(ARTICLES):
        text = ""
        line = number
        while len(text) < SIZE:
            text += SENTENCES[line % len(SENTENCES)].format(day=1 + line % 28, count=3 + line * 7 % 90) + "\n" * (
                line % 3 == 0
            )
            line += 1
        made.append(_version(f"b{number}", text[:SIZE]))
    return made


def real_articles() -> list[Version]:
    """The measuring data's Chinese accounts, where they are beside the project."""
    folder = Path(os.environ.get("RASHOMON_DATA", "../shared/data")) / "gold" / "compare" / "accounts"
    documents = [json.loads(path.read_text(encoding="utf8")) for path in sorted(folder.glob("*.json"))]
    return [_version(one["id"], one["text"]) for one in documents if one["language"] == "zh"]


def _version(name: str, text: str) -> Version:
    return Version(id=ArticleId(name), text=text, language="zh", published_at=datetime(2021, 4, 21, tzinfo=UTC))


def hostile() -> None:
    """Prints the slowest of the long repeats."""
    seconds = {}
    for unit in HOSTILE:
        text = (unit * (LONG // len(unit) + 1))[:LONG]
        version = replace(_version("h", text), language="en" if unit.isascii() else "zh")
        begin = process_time()
        attribute_article(version)
        seconds[unit] = process_time() - begin
    slowest = max(seconds, key=lambda unit: seconds[unit])
    print(f"one sentence of {LONG} characters: at most {seconds[slowest]:.2f} s ({slowest!r} repeated)")


def main() -> int:
    for name, articles in (("invented", make_articles()), ("real", real_articles())):
        if not articles:
            print(f"{name}: none here")
            continue
        attribute_article(articles[0])  # loads the tables
        seconds = []
        memory = 0
        for round_ in range(4):
            if round_ == 1:
                memory = getrusage(RUSAGE_SELF).ru_maxrss
            begin = process_time()
            found = sum(len(attribute_article(one).quotations) for one in articles)
            seconds.append(process_time() - begin)
        size = sum(len(one.text) for one in articles)
        rate = size / SIZE / min(seconds)
        grown = getrusage(RUSAGE_SELF).ru_maxrss - memory
        print(
            f"{name}: {len(articles)} articles, {size} characters, {found} quotations, {rate:.0f} articles of {SIZE} characters a second; "
            f"peak memory {memory} KiB after one round, {grown} more after three others"
        )
    hostile()
    return 0


if __name__ == "__main__":
    sys.exit(main())
