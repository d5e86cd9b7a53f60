from __future__ import annotations

from datetime import date

import pytest

from rashomon.text.dates import find_moments, moment_of_url, month_of_url, parse_machine_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("13/09/2023 - 11:13", "2023-09-13 11:13"),
        ("2023年9月13日", "2023-09-13"),
        ("发布时间：2023年9月13日 10:00", "2023-09-13 10:00"),
        ("２０２３年９月１３日", "2023-09-13"),
        ("二〇二三年九月十三日", "2023-09-13"),
        ("二零二三年十二月二十三日", "2023-12-23"),
        ("民國112年9月13日", "2023-09-13"),
        ("令和5年9月13日 午後3時05分", "2023-09-13 15:05"),
        ("令和元年5月1日", "2019-05-01"),
        ("9月13日", "2023-09-13"),
        ("12月30日", "2022-12-30"),
        ("2021年4月16日 上午8:05", "2021-04-16 08:05"),
        ("2023년 9월 13일 오후 3:05", "2023-09-13 15:05"),
        ("September 13, 2023 at 5:04 p.m. ET", "2023-09-13 17:04 America/New_York"),
        ("Sept. 13, 2023", "2023-09-13"),
        ("13:05 GMT, 13 September 2023", "2023-09-13 13:05 +00:00"),
        ("Mittwoch, 13. September 2023, 14:05 Uhr", "2023-09-13 14:05"),
        ("13.09.2023 10:30 Uhr", "2023-09-13 10:30"),
        ("13 septembre 2023 à 10h30", "2023-09-13 10:30"),
        ("1er avril 2021", "2021-04-01"),
        ("13 de septiembre de 2023 a las 10:30", "2023-09-13 10:30"),
        ("13 сентября 2023, 10:30", "2023-09-13 10:30"),
        ("١٣ سبتمبر ٢٠٢٣", "2023-09-13"),
        ("09/13/2023", "2023-09-13"),
        ("2023-09-13 10:30:22", "2023-09-13 10:30"),
    ],
)
def test_find_moments(text: str, expected: str) -> None:
    found = find_moments(f"x {text} y", reference=date(2023, 9, 20))
    assert len(found) == 1
    moment = found[0]
    shown = f"{moment.year}-{moment.month:02}-{moment.day:02}"
    if moment.hour is not None:
        shown += f" {moment.hour:02}:{moment.minute:02}"
    assert f"{shown} {moment.zone}".strip() == expected


LANGUAGES = {
    "zh-Hans": ("发布于2024年2月3日 16:05", "二〇二四年二月三日", "2月3日"),
    "zh-Hant": ("發佈時間：2024年2月3日 下午4:05", "中華民國113年2月3日", "２月３日"),
    "ja": ("公開：令和6年2月3日 午後4時05分", "2024年2月3日（土）", "2月3日"),
    "ko": ("입력 2024.02.03 16:05", "2024년 2월 3일", "2월 3일"),
    "en": ("Saturday, February 3, 2024 4:05 PM", "3rd Feb 2024", "February 3"),
    "de": ("Samstag, 3. Februar 2024, 16:05 Uhr", "03.02.2024", "3. Februar"),
    "fr": ("Publié le 3 février 2024 à 16h05", "samedi 3 févr. 2024", "3 février"),
    "es": ("3 de febrero de 2024 a las 16:05", "3 feb 2024", "3 de febrero"),
    "ru": ("3 февраля 2024 в 16:05", "03.02.2024", "3 февраля"),
    "ar": ("٣ فبراير ٢٠٢٤ الساعة ١٦:٠٥", "3 شباط 2024", "3 فبراير"),
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_states_time_day_and_day_without_year(language: str) -> None:
    timed, dated, yearless = (find_moments(f"{text} ·", reference=date(2024, 2, 20)) for text in LANGUAGES[language])
    assert [(m.year, m.month, m.day, m.hour, m.minute) for m in timed] == [(2024, 2, 3, 16, 5)]
    assert [(m.year, m.month, m.day, m.hour) for m in dated] == [(2024, 2, 3, None)]
    assert [(m.year, m.month, m.day) for m in yearless] == [(2024, 2, 3)]


@pytest.mark.parametrize(("text", "month"), [("3 تشرين الثاني 2024", 11), ("3 آب 2024", 8), ("3 جانفي 2024", 1)])
def test_arabic_months_of_the_levant_and_the_maghreb(text: str, month: int) -> None:
    assert [(m.year, m.month, m.day) for m in find_moments(text)] == [(2024, month, 3)]


def test_two_dates_in_a_row_are_two() -> None:
    found = find_moments("August 25, 2024 August 29, 2024")
    assert [(m.month, m.day) for m in found] == [(8, 25), (8, 29)]


@pytest.mark.parametrize(
    "text", ["", "9月13日", "32.13.2023", "2023年13月1日", "version 1.2.3", "May I ask", "phone 555-12-3456"]
)
def test_nothing_is_found_without_reason(text: str) -> None:
    assert find_moments(text) == []


def test_numbers_alone_are_read_by_country() -> None:
    assert [(m.month, m.day) for m in find_moments("3/4/2023", month_first=True)] == [(3, 4)]
    assert [(m.month, m.day) for m in find_moments("3/4/2023")] == [(4, 3)]


def test_spans_point_at_the_words() -> None:
    text = "Updated 14 May 2021, first on 3 May 2021."
    assert [text[m.start : m.end] for m in find_moments(text)] == ["14 May 2021", "3 May 2021"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023-09-13T10:00:00Z", "2023-09-13T10:00:00+00:00"),
        ("2024-05-03T15:47:42.389+0200", "2024-05-03T15:47:42+02:00"),
        ("2021-04-06T06:51:07.386Z", "2021-04-06T06:51:07+00:00"),
        ("Fri, 16 Apr 2021 05:19:11 GMT", "2021-04-16T05:19:11+00:00"),
        ("Wed Sep 13 2023 10:00:00 GMT+0800 (CST)", "2023-09-13T10:00:00+08:00"),
        ("1694596501000", "2023-09-13T09:15:01+00:00"),
        ("20230913", "2023-09-13T00:00:00+00:00"),
    ],
)
def test_parse_machine_date(text: str, expected: str) -> None:
    moment = parse_machine_date(text)
    assert moment is not None
    assert moment.at().isoformat() == expected


@pytest.mark.parametrize("text", ["", "yesterday", "2023-19-39", "12345"])
def test_what_is_no_machine_date(text: str) -> None:
    assert parse_machine_date(text) is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://a.example/gb/23/9/13/n14.htm", (2023, 9, 13)),
        ("https://a.example/20230913-title", (2023, 9, 13)),
        ("https://a.example/news/202104160244.aspx", (2021, 4, 16)),
        ("https://a.example/x/cl-04162021143815.html", (2021, 4, 16)),
        ("https://a.example/2023/09/13/title", (2023, 9, 13)),
        ("https://web.archive.org/web/20190717140047/http://a.example/2014/01/27/b", (2014, 1, 27)),
        ("https://a.example/world/2023/sep/13/title", (2023, 9, 13)),
        ("https://a.example/blog/2023/October/03/title/", (2023, 10, 3)),
        ("https://a.example/2023/rivers/13/title", None),
        ("https://a.example/story/3000000218734/title", None),
    ],
)
def test_moment_of_url(url: str, expected: tuple[int, int, int] | None) -> None:
    moment = moment_of_url(url)
    assert (moment and (moment.year, moment.month, moment.day)) == expected


def test_month_of_url() -> None:
    assert month_of_url("https://a.example/2013/10/title.html") == (2013, 10)
    assert month_of_url("https://a.example/title") is None
