"""The words around numbers: numerals, multipliers, hedges, money and units, Chinese and English."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from rashomon.text.tokens import words_of

DIGITS = {
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


TENS = {"十": 10, "百": 100, "千": 1000}


MYRIADS = {"万": 10**4, "亿": 10**8, "兆": 10**12}


HAN_NUMERAL = "零〇一二两三四五六七八九十百千万亿兆"


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


HEDGE_OF = {word.replace("_", " "): hedge for hedge, words in _HEDGES.items() for word in words}


MONEY: Final = MappingProxyType(
    {
        "USD": "美元 美金 dollars dollar us$ $", "EUR": "欧元 euros euro €", "GBP": "英镑 pounds £", "CNY": "人民币 元人民币 yuan renminbi ¥",
        "TWD": "新台币 台币 元新台币 nt$", "HKD": "港元 港币 港纸 hk$", "JPY": "日元 日圆 yen", "KRW": "韩元 韩圆 won", "RUB": "卢布 roubles rubles",
        "INR": "卢比 rupees", "AUD": "澳元 澳币 a$", "CAD": "加元 加币 c$", "SGD": "新元 新币 s$", "CHF": "瑞士法郎 瑞郎", "THB": "泰铢", "元": "元 块钱 块",
    }
)  # fmt: skip


CURRENCY_OF = {word: code for code, words in MONEY.items() for word in words.split()}


HAN_UNITS = words_of(
    """
    人 名 位 例 宗 起 个月 个 座 家 所 国 次 架 艘 辆 枚 票 席 年 天 日 小时 个小时 分钟 秒钟 秒 周 星期 个星期
    岁 公里 千米 英里 海里 米 厘米 毫米 英尺 平方公里 平方米 公顷 英亩 亩 吨 公吨 公斤 千克 克 磅 升 桶 瓶 剂 支
    支队 百分点 个百分点 倍 度 摄氏度 级 届 轮 场 部 本 篇 条 项 件 份 张 封 台 套 户 口 只 头 匹 棵 间 栋 层 号
    点 股 笔 批 队 组 班 颗 发 名单 种 类 款 万人 人次 架次 千瓦 兆瓦 吉瓦 瓦 兆 赫兹 纳米 微米 倍数 具 尊 艇 州
    省 市 县 区 分 页 字 句 步 辈 代 世纪 年代 季度 季 学年 财年 个国家 公升 立方米 克拉 盎司 海里 光年 元 集 幅
    门 枪 拳 刀 村 镇 校 院 营 旅 师 团 连 排
    """
)


ENGLISH_WORDS = {
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


SCALES = {
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


NO_UNIT = frozenset(
    words_of(
        """
    and the for with from that this was were are has have had its his her their who which when than but not will
    would may might said says per to of in on at by or as
    """
    )
)
