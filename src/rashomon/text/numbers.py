"""Numbers in running text: value, unit, and whether they are hedged; Chinese numerals and English words included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from rashomon.text.script import fold_text
from rashomon.text.tokens import any_of, words_of

_DIGITS = {
    "零": 0,
    "〇": 0,
    "一": 1,
    "壹": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_TENS = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}
_HAN_NUMERAL = "零〇一二两三四五六七八九十百千万亿兆"

_HEDGES: Final = MappingProxyType(
    {
        "about": words_of(
            """
    大约 约 约有 大概 左右 上下 近乎 估计 about around roughly approximately some circa an estimated
    """
        ),
        "at least": words_of(
            """
    至少 不少于 最少 起码 不低于 at_least no_fewer_than no_less_than a_minimum_of
    """
        ),
        "at most": words_of(
            """
    最多 至多 不超过 不多于 高达 多达 上限 up_to at_most no_more_than as_many_as as_much_as
    """
        ),
        "more than": words_of(
            """
    超过 逾 多于 超 超出 突破 高于 大于 more_than over above in_excess_of upwards_of
    """
        ),
        "less than": words_of(
            """
    不到 不足 少于 未满 低于 近 将近 接近 almost nearly less_than fewer_than under below just_under
    """
        ),
    }
)
_HEDGE_OF = {word.replace("_", " "): hedge for hedge, words in _HEDGES.items() for word in words}
_MONEY: Final = MappingProxyType(
    {
        "USD": "美元 美金 dollars dollar us$ $", "EUR": "欧元 euros euro €", "GBP": "英镑 pounds £", "CNY": "人民币 元人民币 yuan renminbi ¥",
        "TWD": "新台币 台币 元新台币 nt$", "HKD": "港元 港币 港纸 hk$", "JPY": "日元 日圆 yen", "KRW": "韩元 韩圆 won", "RUB": "卢布 roubles rubles",
        "INR": "卢比 rupees", "AUD": "澳元 澳币 a$", "CAD": "加元 加币 c$", "SGD": "新元 新币 s$", "CHF": "瑞士法郎 瑞郎", "THB": "泰铢", "元": "元 块钱 块",
    }
)  # fmt: skip
_CURRENCY_OF = {word: code for code, words in _MONEY.items() for word in words.split()}
_HAN_UNITS = words_of(
    """
    人 名 位 例 宗 起 个月 个 座 家 所 国 次 架 艘 辆 枚 票 席 年 天 日 小时 个小时 分钟 秒钟 秒 周 星期 个星期
    岁 公里 千米 英里 海里 米 厘米 毫米 英尺 平方公里 平方米 公顷 英亩 亩 吨 公吨 公斤 千克 克 磅 升 桶 瓶 剂 支
    支队 百分点 个百分点 倍 度 摄氏度 级 届 轮 场 部 本 篇 条 项 件 份 张 封 台 套 户 口 只 头 匹 棵 间 栋 层 号
    点 股 笔 批 队 组 班 颗 发 名单 种 类 款 万人 人次 架次 千瓦 兆瓦 吉瓦 瓦 兆 赫兹 纳米 微米 倍数 具 尊 艇 州
    省 市 县 区 分 页 字 句 步 辈 代 世纪 年代 季度 季 学年 财年 个国家 公升 立方米 克拉 盎司 海里 光年 元 集 幅
    门 枪 拳 刀 村 镇 校 院 营 旅 师 团 连 排
    """
)
_ENGLISH_WORDS = {
    word: value
    for value, word in enumerate(
        words_of(
            """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen
    """
        )
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        words_of(
            """
    twenty thirty forty fifty sixty seventy eighty ninety
    """
        ),
        2,
    )
}
_SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "m": 10**6,
    "bn": 10**9,
    "k": 1000,
    "tn": 10**12,
}

_ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"
_UNIT = any_of([*_HAN_UNITS, *(word for words in _MONEY.values() for word in words.split() if not word.isascii())])
_HEDGE_HAN = any_of([word for word in _HEDGE_OF if not word.isascii()])
_FIRST = "".join(sorted({word[0] for word in _HEDGE_OF if not word.isascii()}))
_CHINESE = re.compile(
    rf"(?=[\d{_HAN_NUMERAL}{_FIRST}$€£¥人新台港unhacs])(?P<hedge>{_HEDGE_HAN})?(?P<sign>us\$|nt\$|hk\$|a\$|c\$|s\$|[$€£¥]|人民币|新台币|台币|港币)? ?"
    rf"(?:(?P<cent>百分之)(?P<part>[{_HAN_NUMERAL}点\d.]{{1,12}})|(?P<below>[{_HAN_NUMERAL}\d]{{1,6}})分之(?P<above>[{_HAN_NUMERAL}\d]{{1,6}})|"
    rf"(?P<number>{_ARABIC} ?[{_HAN_NUMERAL}]{{0,4}}(?:{_ARABIC}[{_HAN_NUMERAL}]{{1,4}}){{0,3}}|[{_HAN_NUMERAL}]{{1,16}}))"
    rf" ?(?P<more>[多余来几])? ?(?:(?P<percent>[%％])|(?P<tenths>成(?![为立功员绩年交就本果长熟群因分份品效])(?P<half>[{_HAN_NUMERAL}半])?)|(?P<unit>{_UNIT}))?(?P<more2>多|余)?(?P<after>月|左右|上下|以上|以下)?"
)
_WORDS = "|".join([*_ENGLISH_WORDS, "a dozen", "dozens of", "hundreds of", "thousands of", "two dozen"])
_HEDGE_ENGLISH = "|".join(re.escape(word) for word in _HEDGE_OF if word.isascii())
_ENGLISH = re.compile(
    rf"(?:\b(?P<hedge>{_HEDGE_ENGLISH}) )?(?P<sign>us\$|nt\$|hk\$|a\$|c\$|s\$|[$€£¥])?(?<![\d.,])(?P<number>{_ARABIC}|\b(?:{_WORDS})\b)"
    rf"(?:[ -]?(?P<scale>hundred|thousand|million|billion|trillion|bn|tn|m\b|k\b))?(?: ?(?P<percent>%|per ?cent\b|percent\b)|[ -](?P<unit>[a-z]{{3,20}}))?"
)
_NO_UNIT = frozenset(
    words_of(
        """
    and the for with from that this was were are has have had its his her their who which when than but not will
    would may might said says per to of in on at by or as
    """
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """A number at `start`–`end`, hedge and unit included; money in ISO 4217 codes, percent as "%"."""

    start: int
    end: int
    value: float
    unit: str
    hedge: str


def parse_numeral(words: str) -> float | None:
    """The value of digits, Chinese numerals or both together (3万4千, 两百五十, 二〇二一); None where they are none."""
    words = words.replace(",", "").replace(" ", "")
    if not words:
        return None
    if re.fullmatch(r"\d{1,18}(?:\.\d{1,18})?", words):
        return float(words)
    if re.fullmatch("[零〇一二三四五六七八九]{2,}", words):
        return float("".join(str(_DIGITS[letter]) for letter in words))
    total, section, current = 0.0, 0.0, -1.0
    position = 0
    while position < len(words):
        letter = words[position]
        digits = re.match(r"\d+(?:\.\d+)?", words[position:])
        if digits:
            current = float(digits.group())
            position += digits.end()
            continue
        if letter in _DIGITS:
            current = float(_DIGITS[letter])
        elif letter in _TENS:
            section += (current if current >= 0 else 1.0) * _TENS[letter]
            current = -1.0
        elif letter in _MYRIADS:
            base = section + max(current, 0.0)
            total = (
                (total + (base or (0.0 if total else 1.0))) * _MYRIADS[letter]
                if _grows(words, position)
                else total + (base or 1.0) * _MYRIADS[letter]
            )
            section, current = 0.0, -1.0
        elif letter == "点":
            rest = "".join(str(_DIGITS.get(one, one)) for one in words[position + 1 :])
            return total + section + max(current, 0.0) + (float(f"0.{rest}") if rest.isdigit() else 0.0)
        else:
            return None
        position += 1
    return total + section + max(current, 0.0)


def _grows(words: str, position: int) -> bool:
    """Whether a multiplier multiplies all before it: 一万亿, but not 三亿五千万."""
    return words[position - 1 : position] in tuple(_MYRIADS)


def find_numbers(text: str, language: str) -> Iterator[Number]:
    """The numbers of the text in order; years, dates and clock times are none."""
    folded = fold_text(text)
    if language == "en":
        yield from _find_english(folded)
    else:
        yield from _find_chinese(folded)


def _find_chinese(folded: str) -> Iterator[Number]:
    for match in _CHINESE.finditer(folded):
        number = _read_chinese(folded, match)
        if number is not None:
            yield number


def _read_chinese(folded: str, match: re.Match[str]) -> Number | None:
    group = match.groupdict()
    end = match.end()
    words, unit = group["number"] or "", group["unit"] or ""
    hedge = _HEDGE_OF.get(group["hedge"] or "", "")
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
            half = group["half"] or ""
            value, unit = value * 10 + (5.0 if half == "半" else parse_numeral(half) or 0.0), "%"
        elif not _is_counted(folded, match, words, unit):
            return None
    if value is None:
        return None
    if (group["more"] or group["more2"]) and not hedge:
        hedge = "more than"
    if group["after"] and not hedge:
        hedge = {"左右": "about", "上下": "about", "以上": "at least", "以下": "at most"}.get(group["after"], "")
    if unit == "个" and group["after"] == "月":
        unit = "个月"
    unit = _CURRENCY_OF.get(group["sign"] or "", "") or _CURRENCY_OF.get(unit, unit)
    while folded[end - 1] == " ":
        end -= 1
    return Number(start=match.start(), end=end, value=value, unit=unit, hedge=hedge)


def _is_counted(folded: str, match: re.Match[str], words: str, unit: str) -> bool:
    """Whether digits or numerals count something: not a year, a date, a clock time, or the 一 of 一直."""
    follows = folded[match.end("number") : match.end("number") + 1]
    before = folded[match.start("number") - 1 : match.start("number")]
    if words[0].isdigit():
        if before.isascii() and (before.isalnum() or before in ".-/:") and before:
            return False
        plain = words.strip().replace(",", "").isdigit()
        if (
            plain
            and not match["more"]
            and ((follows in tuple("月日号时点") and follows) or (follows in tuple(":：/-") and follows))
        ):
            return False
        if unit == "分" and before == "时":
            return False
        return not (follows == "年" and plain and len(words.strip()) == 4 and not match["hedge"])
    if not unit:
        return (
            words[0] in _DIGITS and len(words) > 1 and (words[-1] in "万亿" or (len(words) > 2 and words[-1] in "千百"))
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
        group = match.groupdict()
        words = group["number"].replace(",", "")
        before = folded[match.start("number") - 1 : match.start("number")]
        if before.isalnum() or (before in "-/:" and before):
            continue
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
            value = value if value >= 0 else float(_ENGLISH_WORDS[words])
        value *= _SCALES.get(group["scale"] or "", 1)
        unit = "%" if group["percent"] else _CURRENCY_OF.get(group["sign"] or "", "")
        end = match.end()
        if not unit and group["unit"]:
            if group["unit"] in _NO_UNIT:
                end = match.start("unit") - 1
            else:
                unit = _CURRENCY_OF.get(group["unit"], group["unit"])
        if words in ("one", "zero") and not group["scale"]:
            continue
        yield Number(
            start=match.start(), end=end, value=value, unit=unit, hedge=_HEDGE_OF.get(group["hedge"] or "", "")
        )
