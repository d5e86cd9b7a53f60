"""Reporters named in the running text of Chinese news: 大纪元记者徐简综合报导, 中央社記者徐薇婷華盛頓20日專電."""

from __future__ import annotations

import re
from functools import cache

_CREDIT = re.compile(
    r"(?:记者|記者)\s*(?P<names>[^\s，。,；;（）()【】]{2,40}?(?:[、/／ ][^\s，。,；;（）()【】]{2,12})*?)\s*"
    r"(?:(?:\d{1,2}日)?(?:专电|專電|电|電|综合外电报导|綜合外電報導|综合报导|綜合報導|综合报道|綜合報道|采访报导|採訪報導|编译报导|編譯報導|外电报导|外電報導|报导|報導|报道|報道|专题报导|專題報導|整理|编译|編譯)|(?=[）)]))"
)
_NAMED = re.compile(
    r"(?:^|[\s（(])(?:记者|記者)\s*[：:]\s*(?P<names>[\u3400-\u9fff]{2,4}(?:[、 ][\u3400-\u9fff]{2,4}(?![：:\u3400-\u9fff]))*)"
)
_WRITTEN = re.compile(
    r"(?:专栏作家|專欄作家|撰稿人|评论员|評論員)\s*(?P<names>[^\s，。（）()／/][^，。（）()／/]{1,30}?)\s*撰文"
)
_HAN_END = re.compile("[\u3400-\u9fff]+$")
_LATIN = re.compile(r"[A-Za-z]")
_DAY = re.compile(r"(?:\d{1,2}月)?\d{1,2}日$")
_KIND = re.compile(
    r"(?:综合|綜合|专题|專題|采访|採訪|编译|編譯|连线|連線|现场|現場|独家|獨家|即時|即时|特稿|视频|影音)$"
)
# Where reporters write from, longest first; the end of a credit is cut by them.
_PLACES = """
    布宜諾斯艾利斯 布宜诺斯艾利斯 阿姆斯特丹 斯德哥爾摩 斯德哥尔摩 约翰内斯堡 約翰尼斯堡 聖彼得堡 台湾台北 台灣台北 布鲁塞尔 布魯塞爾 特拉维夫 特拉維夫 耶路撒冷 伊斯坦堡 伊斯坦布尔 墨西哥城 哥本哈根
    赫尔辛基 赫爾辛基 法兰克福 法蘭克福 斯图加特 慕尼黑 華盛頓 华盛顿 洛杉磯 洛杉矶 旧金山 舊金山 圣地亚哥 芝加哥 波士頓 波士顿 西雅图 西雅圖 休斯顿 休士頓 亚特兰大 亞特蘭大 多伦多 多倫多 溫哥華 温哥华 渥太華 渥太华 蒙特利尔
    新加坡 吉隆坡 馬尼拉 马尼拉 雅加達 雅加达 胡志明市 新德里 孟買 孟买 莫斯科 日內瓦 日内瓦 蘇黎世 苏黎世 维也纳 維也納 布拉格 華沙 华沙 布达佩斯 布達佩斯 馬德里 马德里 里斯本
    聖保羅 圣保罗 奥克兰 奧克蘭 墨尔本 墨爾本 坎培拉 堪培拉 平壤 東京 东京 大阪 首爾 首尔 曼谷 河內 河内 仰光 金邊 金边 倫敦 伦敦 巴黎 柏林 罗马 羅馬 米兰 米蘭 雅典 基辅 基輔 開羅 开罗 杜拜 迪拜
    紐約 纽约 悉尼 雪梨 費城 费城 達拉斯 达拉斯 台北 臺北 新北 桃園 桃园 新竹 苗栗 台中 臺中 彰化 南投 雲林 云林 嘉義 嘉义 台南 臺南 高雄 屏東 屏东 台東 臺東 花蓮 花莲 宜蘭 宜兰 基隆 澎湖 金門 金门 馬祖 马祖
    香港 澳門 澳门 北京 上海 廣州 广州 深圳 天津 重慶 重庆 成都 武漢 武汉 南京 杭州 西安 美国 美國 英国 英國 法国 法國 德国 德國 日本 韩国 韓國 加拿大 澳洲 台湾 台灣 臺灣 多倫多 洛城 湾区 灣區
"""
_COMPOUND = (
    "歐陽",
    "欧阳",
    "司馬",
    "司马",
    "諸葛",
    "诸葛",
    "上官",
    "端木",
    "皇甫",
    "司徒",
    "東方",
    "夏侯",
    "尉遲",
    "公孫",
    "慕容",
    "令狐",
)


def reporters_of(text: str) -> tuple[str, ...]:
    """The reporters that the opening or closing words of a Chinese text name, in order."""
    found: dict[str, None] = {}
    for piece in (text[:120], text[-80:] if len(text) > 200 else ""):
        for match in (*_CREDIT.finditer(piece), *_NAMED.finditer(piece), *_WRITTEN.finditer(piece)):
            names = match.group("names")
            for name in re.split(r"[、/／]+" if _LATIN.search(names) else r"[、/／ ]+", names):
                cleaned = _name_of(name.strip())
                if cleaned and cleaned not in _places():
                    found[cleaned] = None
        if found:
            break
    return tuple(found)


@cache
def _places() -> tuple[str, ...]:
    return tuple(_PLACES.split())


def _name_of(text: str) -> str:
    """The person's name at the head of a piece of credit; empty where none can be told."""
    if _LATIN.match(text):
        text = _HAN_END.sub("", text)
    previous = ""
    while previous != text:
        previous = text
        text = _KIND.sub("", _DAY.sub("", text))
        for place in _places():
            if text.endswith(place) and len(text) - len(place) >= 2:
                text = text[: -len(place)]
                break
    longest = 4 if text.startswith(_COMPOUND) else 3
    if re.fullmatch(r"[\u3400-\u9fff]{2,}", text) is None:
        return text if re.fullmatch(r"[A-Za-z .·‧・\u3400-\u9fff]{2,24}", text) else ""
    return text if len(text) <= longest else text[:longest]
