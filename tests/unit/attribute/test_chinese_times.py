from __future__ import annotations

import pytest

from rashomon.attribute import attribute_article

from .sample import version


def times(text: str, dateline: str = "") -> list[tuple[str, str]]:
    return [(one.text, one.at) for one in attribute_article(version(text, dateline=dateline)).timeline]


@pytest.mark.parametrize(
    ("text", "words", "at"),
    [
        ("他今天离开。", "今天", "2021-04-21"),
        ("他昨天（20日）离开。", "昨天（20日）", "2021-04-20"),
        ("他周三离开。", "周三", "2021-04-21"),
        ("他星期一離開。", "星期一", "2021-04-19"),
        ("他上周五离开。", "上周五", "2021-04-16"),
        ("他周二（4月20日）离开。", "周二（4月20日）", "2021-04-20"),
        ("他4月9日晚离开。", "4月9日晚", "2021-04-09T18:00/2021-04-09T24:00"),
        ("他4月12日19时27分离开。", "4月12日19时27分", "2021-04-12T19:27"),
        ("当地时间周一晚10点半地震。", "当地时间周一晚10点半", "2021-04-19T22:30"),
        ("他18日离开。", "18日", "2021-04-18"),
        ("他去年12月离开。", "去年12月", "2020-12"),
        ("他11月离开了。", "11月", "2020-11"),
        ("2月上旬下雪。", "2月上旬", "2021-02-01/2021-02-10"),
        ("1月和2月下雪。", "1月和2月", "2021-01/2021-02"),
        ("下周下雪。", "下周", "2021-04-26/2021-05-02"),
        ("2030年前建成。", "2030年", "../2030"),
        ("2021年至2025年建设。", "2021年至2025年", "2021/2025"),
        ("過去五年虧損。", "過去五年", "2016/2020"),
        ("过去24小时降雨。", "过去24小时", "2021-04-20/2021-04-21"),
        ("未来十年减产。", "未来十年", "2021/2031"),
        ("3天前离开。", "3天前", "2021-04-18"),
        ("战争持续了18个多月。", "18个多月", "P18M"),
        ("上世纪90年代有饥荒。", "上世纪90年代", "1990/1999"),
        ("2019年8月他来了，同年9月他走了。", "同年9月", "2019-09"),
    ],
)
def test_resolves(text: str, words: str, at: str) -> None:
    assert (words, at) in times(text)


@pytest.mark.parametrize(
    "text", ["他被判5年徒刑。", "一些人在一边看。", "7天无理由", "第三代产品上市。", "24号楼失火。"]
)
def test_leaves_alone_what_is_no_time(text: str) -> None:
    assert times(text) in ([], [("7天", "P7D")])


def test_the_dateline_s_day_is_today_and_is_not_listed_itself() -> None:
    assert times("（中央社山城20日电）他今天离开。") == [("今天", "2021-04-20")]
    assert times("他今天离开。", dateline="山城4月19日电") == [("今天", "2021-04-19")]


def test_a_date_in_brackets_tells_what_today_is() -> None:
    assert times("他昨天（19日）来了，今天走了。") == [("昨天（19日）", "2021-04-19"), ("今天", "2021-04-20")]
