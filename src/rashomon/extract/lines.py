"""Lines that say something about the article: dateline, editor, credit, copyright, promotion. Patterns, by language."""

from __future__ import annotations

import re
from dataclasses import dataclass

_NAME = r"(?:[\u3400-\u9fff‧·・]{1,12}|[A-Za-z][\w.'’\-]*(?: [A-Za-z][\w.'’\-]*){0,3})"
_EDITOR_WORD = r"(?:责任编辑|責任編輯|责编|責編|网编|網編|执行编辑|執行編輯|编辑|編輯|編譯|编译|校对|校對|核稿|翻譯|翻译|譯者|译者)"
_NAMES = rf"(?!{_EDITOR_WORD}){_NAME}(?:[、，,／/ ]+(?!{_EDITOR_WORD}|记者|記者){_NAME}){{0,4}}"
_EDITED = re.compile(_EDITOR_WORD)
_EDITOR_REACH = 120  # characters of a closing paragraph in which its editor stands
_EDITOR_PARTS = rf"(?:{_EDITOR_WORD}\s*[：:／/ ]\s*{_NAMES}\s*[、，,／/]?\s*)+"
_EDITOR_LINE = re.compile(rf"^[（(\[【]?\s*{_EDITOR_PARTS}[#＃◇■]*\s*[）)\]】]?\s*[#＃◇■]?\s*\d{{0,8}}\s*$")
_EDITOR_TAIL = re.compile(
    rf"(?:[（(【]\s*{_EDITOR_PARTS}[）)】]|(?<=[。！？”」）)])\s*{_EDITOR_PARTS}|\s(?=责编|責編|责任编辑|責任編輯){_EDITOR_PARTS})[#＃]?\s*\d{{0,8}}\s*$"
)
_EDITOR_PART = re.compile(rf"(?P<word>{_EDITOR_WORD})\s*[：:／/ ]\s*(?P<name>{_NAMES})")
_TRANSLATORS = ("翻译", "翻譯", "校对", "校對", "譯者", "译者", "編譯", "编译")
_DATELINES = (
    re.compile(
        r"^[〔［\[【（(](?:记者|記者|编译|編譯|特派员|特派員)[^〔〕［］\[\]【】（）()。]{1,40}?(?:报道|报导|報道|報導)[〕］\]】）)]"
    ),
    re.compile(r"^【[^】]{0,30}?(?:\d{1,2}月\d{1,2}日|讯|訊|电|電)[^】]{0,10}】"),
    re.compile(
        r"^[（(][^）)]{0,24}?(?:社|報|报|網|网|台)[^）)]{0,30}?(?:专电|專電|综合报导|綜合報導|综合外电报导|綜合外電報導|外電報導|报导|報導|报道|電|电|讯|訊)[）)]"
    ),
    re.compile(
        r"^(?:新华社|中新社|路透社?|法新社|中新网|人民网|新华网|美联社|彭博)[^\s，。]{0,16}?\d{1,2}月\d{1,2}日(?:电|電|讯|訊)?(?:\s*[-—–（(]|\s)"
    ),
    re.compile(r"^(?:[（(][^）)]{2,20}(?:网|社|报|台|報|網)[）)])"),
    re.compile(
        r"^[A-ZÀ-ÞА-Я][\w'’.\-]*(?:[ ,]{1,2}[\w'’.\-]+){0,6}?\s*(?:[(\[](?:AP|AFP|Reuters|REUTERS|dpa|DPA|EFE|ANSA|CNN|UPI|PTI|IANS|Kyodo|Yonhap|Xinhua|[A-Z]{2,5})(?:/[\w ]{2,12})?[)\]])\s*[-–—:]{1,2}"
    ),
    re.compile(
        r"^[A-ZÀ-Þ][A-ZÀ-Þ.'’\- ]{2,24}(?:,\s*[A-Z][\w. ]{1,20}){0,2}(?:,\s*\w{3,9}\.? \d{1,2})?\s*(?:[-–—]{1,2}|\|)\s"
    ),
    re.compile(
        r"^[（(【［\[]?(?:[^）)】］\]\s]{1,10}=)?[^）)】］\]\s]{0,12}(?:연합뉴스|뉴시스|뉴스1)[）)】］\]]?\s*[^=]{0,20}=\s?"
    ),
    re.compile(
        r"^[А-ЯЁA-ZÁÉÍÓÚÑ][\w\- ]{2,20},\s\d{1,2}\s(?:[а-яё]{3,9}|\w{3,10}\.?)\s?(?:/[\w .]{2,30}/|[(（][\w .]{2,20}[)）])?\.?\s?[-–—]{1,2}"
    ),
)

_END_JUNK_LINE = re.compile(
    r"(?:©|\(c\)\s|copyright\b|版权所有|版權所有|版权声明|著作權|All rights reserved|Alle Rechte vorbehalten|Tous droits réservés)|"
    r"[【\[（(]?\s*(?:分享|转发|转发此文|推荐|收藏|打印|列印|字号|字號|点赞|讚|Share|Teilen|Partager|Compartir|Поделиться|공유|シェア)\s*[:：]?(?:\s*(?:到|on|auf|sur|via)\b.{0,30})?\s*[】\]）)]?$|"
    r"(?:本文(?:所有)?内容受|未经.{0,12}(?:授权|许可)|未經.{0,12}(?:授權|許可)|不得转载|本網站之文字)|"
    r"\s*(?:更多(?:内容|新闻|新聞|相关)|相关(?:阅读|报道|文章|新闻|链接|视频|鏈接)|相關(?:閱讀|報導|文章|新聞|鏈接)|延伸(?:阅读|閱讀)|推荐阅读|推薦閱讀|更多阅读|猜你喜欢|热门推荐|Related(?: (?:articles|stories|news|topics|content))?|Read more|Read also|See also|More on this (?:story|topic)|Lesen Sie auch|Mehr zum Thema|À lire aussi|Lire aussi|Leer también|Te puede interesar|Читайте также|関連記事|あわせて読みたい|관련기사)\s*[:：►▶»]*\s*$",
    re.IGNORECASE,
)  # fmt: skip
_END_JUNK_WORDS = re.compile(
    r"获取更多RSS|feedx\.(?:net|top|site)|下载.{0,10}(?:App|APP|客户端)|扫描?二维码|扫码|关注.{0,12}(?:微信|公众号)|加入.{0,8}(?:会员|會員)|点击.{0,12}英文版|點擊.{0,12}英文版|訂閱電子報|订阅.{0,14}电子报|訂閱.{0,14}電子報"
)
_NOTES = re.compile(
    r"^(?:图像来源|圖像來源|图片来源|圖片來源|Image source|Image copyright)\s*[,，:：]|^(?:你的器材不支持播放多媒体材料|您的设备不支持|看更多|關閉|关闭|收合|展开全文)$|^This article appeared in the .{2,60} section of the print edition"
)
# What WordPress puts under an article in a feed, in the languages it is most translated into.
_FEED_NOTE = re.compile(
    r"^(?:The post\b.+\bappeared first on|Der Beitrag\b.+\berschien zuerst auf|L[’']article\b.+\best apparu en premier sur|"
    r"(?:La entrada|El cargo)\b.+\b(?:se publicó primero en|apareció primero en)|O post\b.+\bapareceu primeiro em|"
    r"L[’']articolo\b.+\b(?:proviene da|sembra essere il primo su)|Сообщение\b.+\bпоявил(?:и|о)сь сначала на)\b.{1,100}$"
)
_GALLERY = re.compile(r"^(?:相关图集|相關圖集|图集|圖集|Bildergalerie|In pictures|En images)\s*[:：]")
_CAPTION_NOTE = re.compile(
    r"^(?:图像加注文字|圖像加註文字|图像来源|圖像來源|图片来源|圖片來源|Image caption|Image source|Bildunterschrift|Media caption)\s*[,，:：]?\s*"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class EndLine:
    """Who edited, and the text without saying so."""

    text: str
    editor: str


def dateline_of(text: str) -> str:
    """The dateline at the head of an article's text, as written; empty where there is none."""
    head = text[:160]
    for pattern in _DATELINES:
        match = pattern.match(head)
        if match:
            return match.group(0).strip(" -–—|")
    return ""


def split_editor(text: str) -> EndLine:
    """A closing paragraph parted into its text and its editor; both may be empty."""
    tail = text[-_EDITOR_REACH:]
    if tail.isascii() or not _EDITED.search(tail):
        return EndLine(text=text, editor="")
    if len(text) < _EDITOR_REACH and _EDITOR_LINE.match(text):
        return EndLine(text="", editor=_editors(text))
    match = _EDITOR_TAIL.search(tail)
    if match:
        cut = len(text) - len(tail) + match.start()
        return EndLine(text=text[:cut].rstrip(), editor=_editors(match.group(0)))
    return EndLine(text=text, editor="")


def _editors(line: str) -> str:
    """The responsible editor's name; several are joined by 、."""
    names = [
        "、".join(part.group("name").strip(" #＃◇■").split())
        for part in _EDITOR_PART.finditer(line)
        if part.group("word") not in _TRANSLATORS
    ]
    return "、".join(dict.fromkeys(name for name in names if name))


def is_end_junk(text: str) -> bool:
    """Whether a short paragraph is a copyright notice, a share bar, a promotion or a heading of related links."""
    if len(text) >= 260:
        return False
    return _END_JUNK_LINE.match(text) is not None or _END_JUNK_WORDS.search(text) is not None


def is_note(text: str) -> bool:
    """Whether a paragraph is a note of the page's software or of the printed edition, not of the reporter."""
    return len(text) < 260 and _NOTES.match(text) is not None


def is_feed_note(text: str) -> bool:
    """Whether a paragraph is the software's word on where the post appeared first."""
    return len(text) < 600 and _FEED_NOTE.match(text) is not None


def opens_gallery(text: str) -> bool:
    """Whether a paragraph announces a gallery: what follows it are captions."""
    return _GALLERY.match(text) is not None


def without_caption_note(text: str) -> str:
    """A caption without the label that a page's reader software is given."""
    return _CAPTION_NOTE.sub("", text)
