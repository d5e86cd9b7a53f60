"""Numbers in running text: value, unit, and whether they are hedged; Chinese numerals and English words included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from rashomon.text.number_words import (
    CURRENCY_OF,
    DIGITS,
    ENGLISH_WORDS,
    HAN_NUMERAL,
    HAN_UNITS,
    HEDGE_OF,
    MONEY,
    MYRIADS,
    NO_UNIT,
    SCALES,
    TENS,
)
from rashomon.text.script import fold_text
from rashomon.text.spotting import Spotter
from rashomon.text.tokens import any_of

_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"


_UNIT = any_of([*HAN_UNITS, *(word for words in MONEY.values() for word in words.split() if not word.isascii())])


_HEDGE_HAN = any_of([word for word in HEDGE_OF if not word.isascii()])


_CHINESE = re.compile(
    rf"(?P<hedge>{_HEDGE_HAN})?(?P<sign>us\$|nt\$|hk\$|a\$|c\$|s\$|[$€£¥]|人民币|新台币|台币|港币)? ?"
    rf"(?:(?P<cent>百分之)(?P<part>[{HAN_NUMERAL}点\d.]{{1,12}})|(?P<below>[{HAN_NUMERAL}\d]{{1,6}})分之(?P<above>[{HAN_NUMERAL}\d]{{1,6}})|"
    rf"(?P<number>{_ARABIC} ?[{HAN_NUMERAL}]{{0,4}}(?:{_ARABIC}[{HAN_NUMERAL}]{{1,4}}){{0,3}}(?:(?<=万)\d{{2,4}}(?![\d.,年月日]))?|[{HAN_NUMERAL}]{{1,16}}))"
    rf" ?(?P<more>[多余来几])? ?(?:(?P<percent>[%％])|(?P<tenths>成(?![为立功员绩年交就本果长熟群因分份品效])(?P<half>[{HAN_NUMERAL}半])?)|(?P<unit>{_UNIT}))?(?P<more2>多|余)?(?P<after>月|左右|上下|以上|以下)?"
)


_WORDS = "|".join([*ENGLISH_WORDS, "a dozen", "dozens of", "hundreds of", "thousands of", "two dozen"])


_HEDGE_ENGLISH = "|".join(re.escape(word) for word in HEDGE_OF if word.isascii())


_ENGLISH = re.compile(
    rf"(?:\b(?P<hedge>{_HEDGE_ENGLISH}) )?(?P<sign>us\$|nt\$|hk\$|a\$|c\$|s\$|[$€£¥])?(?<![\d.,])(?P<number>{_ARABIC}|\b(?:{_WORDS})\b)"
    rf"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|bn|tn|m\b|k\b))?(?: ?(?P<percent>%|per ?cent\b|percent\b)|[ -](?P<unit>[a-z]{{3,20}}))?"
)


class Number(NamedTuple):
    """A number at `start`–`end`, hedge and unit included; money in ISO 4217 codes, percent as "%"."""

    start: int
    end: int
    value: float
    unit: str
    hedge: str


_PLAIN = re.compile(r"\d{1,18}(?:\.\d{1,18})?")
_SPELT = re.compile("[零〇一二三四五六七八九]{2,}")
_DECIMAL = re.compile(r"\d+(?:\.\d+)?")


def parse_numeral(words: str) -> float | None:
    """The value of digits, Chinese numerals or both together (3万4千, 两百五十, 二〇二一); None where they are none."""
    words = words.replace(",", "").replace(" ", "")
    if not words:
        return None
    if _PLAIN.fullmatch(words):
        return float(words)
    if _SPELT.fullmatch(words):
        return float("".join(str(DIGITS[letter]) for letter in words))
    total, section, current = 0.0, 0.0, -1.0
    position = 0
    while position < len(words):
        letter = words[position]
        digits = _DECIMAL.match(words, position)
        if digits:
            current = float(digits.group())
            position = digits.end()
            continue
        if letter in DIGITS:
            current = float(DIGITS[letter])
        elif letter in TENS:
            section += (current if current >= 0 else 1.0) * TENS[letter]
            current = -1.0
        elif letter in MYRIADS:
            base = section + max(current, 0.0)
            total = (
                (total + (base or (0.0 if total else 1.0))) * MYRIADS[letter]
                if _grows(words, position)
                else total + (base or 1.0) * MYRIADS[letter]
            )
            section, current = 0.0, -1.0
        elif letter == "点":
            rest = "".join(str(DIGITS.get(one, one)) for one in words[position + 1 :])
            return total + section + max(current, 0.0) + (float(f"0.{rest}") if rest.isdigit() else 0.0)
        else:
            return None
        position += 1
    return total + section + max(current, 0.0)


def _grows(words: str, position: int) -> bool:
    """Whether a multiplier multiplies all before it: 一万亿, but not 三亿五千万."""
    return words[position - 1 : position] in tuple(MYRIADS)


def find_numbers(text: str, language: str) -> Iterator[Number]:
    """The numbers of the text in order; years, dates and clock times are none."""
    folded = fold_text(text)
    if language == "en":
        yield from _find_english(folded)
    else:
        yield from _find_chinese(folded)


def _find_chinese(folded: str) -> Iterator[Number]:
    at = 0
    (spots,) = _beginnings().spots(folded)
    for spot in spots:
        match = _CHINESE.match(folded, spot) if spot >= at else None
        if match is None:
            continue
        at = match.end()
        if (number := _read_chinese(folded, match)) is not None:
            yield number


@cache
def _beginnings() -> Spotter:
    """What a number or its hedge begins with: a numeral alone is none without what may stand behind it."""
    digits = "".join(chr(code) for code in range(0x10000) if chr(code).isdecimal())
    signs = [word for words in MONEY.values() for word in words.split() if word.endswith(("$", "币"))]
    units = [*HAN_UNITS, *(word for words in MONEY.values() for word in words.split() if not word.isascii())]
    behind = digits + HAN_NUMERAL + "点分成多余来几 %％" + "".join(word[0] for word in units)
    pairs = [numeral + letter for numeral in HAN_NUMERAL for letter in behind]
    hedged = " " + digits + HAN_NUMERAL + "$€£¥" + "".join(sign[0] for sign in signs)
    hedges = [word for word in HEDGE_OF if not word.isascii()]
    single = [hedge + letter for hedge in hedges if len(hedge) == 1 for letter in hedged]
    return Spotter((*digits, *"$€£¥", *signs, "人民币", *pairs, *single, *(word for word in hedges if len(word) > 1)))


def _read_chinese(folded: str, match: re.Match[str]) -> Number | None:
    words, unit = match["number"] or "", match["unit"] or ""
    counted = not words or match["percent"] or match["tenths"]
    if not counted and not _is_counted(folded, match, words, unit):
        return None
    group = match.groupdict("")
    end = match.end()
    hedge = HEDGE_OF.get(group["hedge"], "")
    if group["cent"]:
        value, unit = parse_numeral(group["part"]), "%"
    elif group["below"]:
        below, above = parse_numeral(group["below"]), parse_numeral(group["above"])
        value = above / below if below and above is not None else None
    else:
        value = parse_numeral(words)
        if group["percent"]:
            unit = "%"
        elif group["tenths"] and value is not None:
            half = group["half"]
            value, unit = value * 10 + (5.0 if half == "半" else parse_numeral(half) or 0.0), "%"
    if value is None:
        return None
    if (group["more"] or group["more2"]) and not hedge:
        hedge = "more than"
    if group["after"] and not hedge:
        hedge = {"左右": "about", "上下": "about", "以上": "at least", "以下": "at most"}.get(group["after"], "")
    if unit == "个" and group["after"] == "月":
        unit = "个月"
    unit = CURRENCY_OF.get(group["sign"], "") or CURRENCY_OF.get(unit, unit)
    while folded[end - 1] == " ":
        end -= 1
    return Number(start=match.start(), end=end, value=value, unit=unit, hedge=hedge)


_OF_TIMES = frozenset("月日号时点:：/-")  # behind plain digits that are a day's or a clock's


def _is_counted(folded: str, match: re.Match[str], words: str, unit: str) -> bool:
    """Whether digits or numerals count something: not a year, a date, a clock time, or the 一 of 一直."""
    follows = folded[match.end("number") : match.end("number") + 1]
    before = folded[match.start("number") - 1 : match.start("number")]
    if words[0].isdigit():
        if before.isascii() and (before.isalnum() or before in ".-/:") and before:
            return False
        plain = words.strip().replace(",", "").isdigit()
        if plain and not match["more"] and follows in _OF_TIMES:
            return False
        if unit == "分" and before == "时":
            return False
        return not (follows == "年" and plain and len(words.strip()) == 4 and not match["hedge"])
    if not unit:
        return (
            words[0] in DIGITS and len(words) > 1 and (words[-1] in "万亿" or (len(words) > 2 and words[-1] in "千百"))
        )
    if words in ("一", "两", "二", "三") and unit in ("国", "步", "人", "党", "岸", "地", "家", "极", "层", "线", "军"):
        return words == "三" and unit in ("人", "家")
    if words == "一" and unit in (
        "个",
        "种",
        "项",
        "次",
        "名",
        "位",
        "份",
        "场",
        "部",
        "级",
        "点",
        "部分",
        "条",
        "部",
        "代",
        "边",
        "度",
        "批",
        "口",
        "类",
        "分",
        "号",
        "些",
    ):
        return False
    return not (
        unit in ("月", "日", "号", "点", "分", "级", "度")
        or (words in ("万", "千", "百", "亿", "兆", "十") and unit in ("分", "个"))
    )


def _find_english(folded: str) -> Iterator[Number]:
    for match in _ENGLISH.finditer(folded):
        before = folded[match.start("number") - 1 : match.start("number")]
        if before.isalnum() or (before in "-/:" and before):
            continue
        group = match.groupdict()
        words = group["number"].replace(",", "")
        if words[0].isdigit():
            value = float(words)
            if folded[match.end("number") : match.end("number") + 1] in (":", "/") or folded[
                match.end("number") : match.end("number") + 2
            ] in ("st", "nd", "rd", "th"):
                continue
            if (
                not (group["sign"] or group["scale"] or group["percent"] or group["hedge"])
                and 1900 <= value <= 2100
                and "," not in group["number"]
            ):
                continue
        else:
            value = {
                "a dozen": 12.0,
                "two dozen": 24.0,
                "dozens of": 24.0,
                "hundreds of": 200.0,
                "thousands of": 2000.0,
            }.get(words, -1.0)
            value = value if value >= 0 else float(ENGLISH_WORDS[words])
        value *= SCALES.get(group["scale"] or "", 1)
        unit = "%" if group["percent"] else CURRENCY_OF.get(group["sign"] or "", "")
        end = match.end()
        if not unit and group["unit"]:
            if group["unit"] in NO_UNIT:
                end = match.start("unit") - 1
            else:
                unit = CURRENCY_OF.get(group["unit"], group["unit"])
        if words in ("one", "zero") and not group["scale"]:
            continue
        yield Number(start=match.start(), end=end, value=value, unit=unit, hedge=HEDGE_OF.get(group["hedge"] or "", ""))
