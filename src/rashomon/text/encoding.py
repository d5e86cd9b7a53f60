"""Bytes to text: byte order mark, HTTP header, meta, then detection, with a repair for what really happens.

The order is WHATWG's (https://html.spec.whatwg.org/#determining-the-character-encoding); what differs: bytes that
are valid UTF-8 win over any declaration, and a declaration that its bytes contradict gives way to detection.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from rashomon.text.language import detect_language

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_CHARSET = re.compile(rb"""charset\s*=\s*["']?\s*([a-zA-Z0-9_:.\-]+)""", re.IGNORECASE)
_XML = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([a-zA-Z0-9_.\-]+)""", re.IGNORECASE)
_META_REACH = 4096  # bytes; WHATWG's 1024 misses pages with long comments before it

# Labels that mean another codec in practice (WHATWG's table, its common part).
_LABELS = {
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "gb_2312-80": "gb18030", "gb_2312": "gb18030", "gb18030": "gb18030",
    "big5": "big5hkscs", "big5-hkscs": "big5hkscs", "x-x-big5": "big5hkscs", "cn-big5": "big5hkscs",
    "shift_jis": "cp932", "shift-jis": "cp932", "sjis": "cp932", "x-sjis": "cp932", "windows-31j": "cp932", "ms_kanji": "cp932",
    "euc-kr": "cp949", "ks_c_5601-1987": "cp949", "ksc5601": "cp949", "korean": "cp949", "windows-949": "cp949",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "us-ascii": "cp1252", "ascii": "cp1252", "iso8859-1": "cp1252",
    "iso-8859-9": "cp1254", "iso-8859-11": "cp874", "tis-620": "cp874",
    "utf8": "utf-8", "utf-8": "utf-8", "unicode-1-1-utf-8": "utf-8", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8",
}  # fmt: skip
# Where nothing is declared: the codecs tried, each judged by how much of what it gives are common characters.
_MULTIBYTE = ("gb18030", "big5hkscs", "cp932", "euc_jp", "cp949")
_SCRIPT_CODECS = (
    ("cp1251", "а", "я"), ("koi8_r", "а", "я"), ("cp1253", "ά", "ώ"), ("cp1255", "א", "ת"), ("cp1256", "ء", "ي"),
)  # fmt: skip
_SMALL_LETTERS = 0.7  # share of a text that is small letters of its script; KOI8 read as windows-1251 has capitals
_LATIN_CODECS = {
    **dict.fromkeys(("pl", "cs", "sk", "hu", "hr", "sl", "ro", "bs", "sq"), "cp1250"),
    **dict.fromkeys(("et", "lv", "lt"), "cp1257"), "tr": "cp1254", "az": "cp1254", "vi": "cp1258",
}  # fmt: skip
_MARKUP = re.compile(rb"<(?:script|style)\b.{0,50000}?</(?:script|style)|<[^>]{0,2000}>", re.DOTALL | re.IGNORECASE)
_RUNS = re.compile(rb"[\x80-\xff]{4,}")
_CLEARLY = 0.25  # by how much more common another codec's characters must be than the declared one's
_SAMPLE = 65_536  # bytes that detection looks at
_COMMON_HAN = frozenset(
    "的一是不了在人有我他这個个上们們来來到时時大地为為子中你说說生国國年着就那和要她出也得里后自以会會家可下而过過天去能对對小多然于於心学學么之都好看起发發当當没沒成"
    "只如事把还還用第样樣道想作种種开開美总總从從无無情己面最女但现現前些所同日手又行意动動方期它头頭经經长長儿兒回位分爱愛老因很给給名法间間斯知世什两兩次使身者被高已亲親其"
    "进進此话話常与與活正感见見明问問力理尔爾点點文几幾定本公特做外孩相西果走将將月十实實向声聲车車全信重三机機工物气氣每并並别別真打太新比才便夫再书書部水像眼等体體却卻加电電主界门門"
    "利海受听聽表德少克代员員许許报報关關市政府新闻聞网網記记者社警民經议議院"
)
_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,3}"
)
# Such passages as bytes: few pages hold any, and the text of the others, up to four times as long, is not looked through.
_DOUBLED = re.compile(rb"\xc3[\x82-\xb4](?:\xc2|\xc5|\xc6\x92|\xcb|\xe2\x80|\xe2\x82\xac|\xe2\x84\xa2)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text, the codec that read it, and why where that is worth telling (empty where all agreed).

    `utf8` are the bytes read, where they are the text's own UTF-8.
    """

    text: str
    encoding: str
    note: str = ""
    utf8: bytes = b""


def decode_bytes(body: bytes, content_type: str | None = None) -> Decoded:
    """The text of a page's bytes; never fails, never drops more than the bytes that mean nothing."""
    for mark, encoding in _BOMS:
        if body.startswith(mark):
            return Decoded(text=body[len(mark) :].decode(encoding, "replace"), encoding=encoding)
    declared = _declared(body, content_type)
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_legacy(body, declared)
    # One byte is found twenty times faster than two.
    if (body.find(b"\x1b", 0, _SAMPLE) >= 0 and b"\x1b$" in body[:_SAMPLE]) or declared in (
        "iso-2022-jp",
        "iso2022_jp",
    ):
        return _plain_or(body, "iso2022_jp", text)
    if b"\x00" in body[:256]:
        return _decode_wide(body, text)
    mended, count = _undo_double_encoding(text) if _DOUBLED.search(body) else (text, 0)
    if count:
        return Decoded(text=mended, encoding="utf-8", note=f"{count} doubly encoded passages undone")
    if declared in ("", "utf-8") or body.isascii():
        return Decoded(text=text, encoding="utf-8", utf8=body)
    return Decoded(text=text, encoding="utf-8", note=f"encoding utf-8 (declared {declared})", utf8=body)


def _declared(body: bytes, content_type: str | None) -> str:
    """The declared codec, from the header or else the page; empty where none is declared or known."""
    found = _CHARSET.search(content_type.encode("ascii", "replace")) if content_type else None
    label = found.group(1) if found else b""
    if not label:
        label = _label_in(body[:_META_REACH])
    name = label.decode("ascii", "replace").lower()
    name = _LABELS.get(name, name)
    try:
        return (
            codecs.lookup(name).name
            if name
            and not name.startswith(
                (
                    "base64",
                    "hex",
                    "rot",
                    "zlib",
                    "bz2",
                    "quo",
                    "uu",
                    "idna",
                    "punycode",
                    "unicode",
                    "raw",
                    "undefined",
                    "charmap",
                )
            )
            else ""
        )
    except (LookupError, ValueError):
        return ""


def _label_in(head: bytes) -> bytes:
    """The codec's label in a page's first meta element that states one, or in its XML declaration; may be empty."""
    # Looking for the word first takes a fiftieth of the time of trying every meta element.
    lower = head.lower()
    at = lower.find(b"charset")
    while at >= 0:
        match = _CHARSET.match(head, at)
        opening = head.rfind(b"<", 0, at)
        if match and opening >= 0 and lower.startswith(b"<meta", opening):
            return match.group(1)
        at = lower.find(b"charset", at + 1)
    declared = _XML.search(head) if b"<?xml" in lower else None
    return declared.group(1) if declared else b""


def _decode_legacy(body: bytes, declared: str) -> Decoded:
    """The text of bytes that are not valid UTF-8."""
    as_utf8 = body.decode("utf-8", "replace")
    bad = as_utf8.count("\ufffd")
    wide = _wide_count(as_utf8) - bad
    if wide > 10 * bad:
        note = f"{bad} bytes are no UTF-8 and were marked" + (
            "" if declared in ("", "utf-8") else f" (declared {declared})"
        )
        return Decoded(text=as_utf8, encoding="utf-8", note=note)
    if declared and declared != "utf-8":
        text = body.decode(declared, "replace")
        marks = text.count("\ufffd")
        if marks <= 0.02 * max(50, _wide_count(text)):
            if declared in _MULTIBYTE and _is_other_codec(body[:_SAMPLE], declared):
                return _guessed(body, declared)
            if declared not in _MULTIBYTE and _guess_multibyte(body[:_SAMPLE]):  # servers' default is iso-8859-1
                return _guessed(body, declared)
            note = f"encoding {declared}, {marks} bytes mean nothing in it and were marked" if marks else ""
            return Decoded(text=text, encoding=declared, note=note)
    return _guessed(body, declared)


def _is_other_codec(sample: bytes, declared: str) -> bool:
    """Whether bytes make much more sense in another East Asian codec than in the declared one."""
    other = _guess_multibyte(sample)
    if other in ("", declared):
        return False
    return _commonness(sample.decode(other, "replace")) > _commonness(sample.decode(declared, "replace")) + _CLEARLY


def _guessed(body: bytes, declared: str) -> Decoded:
    encoding = _guess(body)
    note = f"encoding {encoding} (detected; declared {declared or 'none'})"
    return Decoded(text=body.decode(encoding, "replace"), encoding=encoding, note=note)


def _guess(body: bytes) -> str:
    """The codec that makes most sense of bytes that are not UTF-8."""
    sample = body[:_SAMPLE]
    wide = _guess_multibyte(sample)
    if wide:
        return wide
    narrow = _guess_narrow(sample)
    if narrow:
        return narrow
    match = from_bytes(sample).best()
    found = match.encoding if match is not None else "cp1252"
    return "cp1252" if found in ("ascii", "utf_8", "latin_1") else found


def _guess_narrow(sample: bytes) -> str:
    """The one-byte codec of a text: by the small letters of its script, or by its language in Latin letters."""
    plain = _MARKUP.sub(b" ", sample)
    high = bytes(byte for byte in plain if byte > 0x7F)
    if sum(map(len, _RUNS.findall(plain))) > 0.5 * len(high):  # whole words of high bytes are no Latin letters
        shares = {
            codec: sum(first <= char <= last for char in high.decode(codec, "replace")) / max(1, len(high))
            for codec, first, last in _SCRIPT_CODECS
        }
        best = max(shares, key=lambda codec: shares[codec])
        return best if shares[best] > _SMALL_LETTERS else ""
    language, script = detect_language(plain.decode("cp1252", "replace"))
    return _LATIN_CODECS.get(language, "cp1252") if language and script == "Latn" else ""


def _guess_multibyte(sample: bytes) -> str:
    """The East Asian codec in which the bytes are mostly common characters; empty where there is none."""
    high = sum(byte > 0x7F for byte in sample)
    best, best_score = "", 0.0
    for encoding in _MULTIBYTE:
        text = sample.decode(encoding, "replace")
        marks = text.count("\ufffd")
        score = _commonness(text) - 20 * marks / max(1, high)
        if score > best_score:
            best, best_score = encoding, score
    return best if best_score > 0.25 else ""


def _commonness(text: str) -> float:
    """The share of common Han characters, kana and common Hangul among a text's wide characters."""
    wide = [char for char in text if char > "\x7f" and char != "\ufffd"]
    letters = [char for char in wide if char >= "\u2e80" and not "\uff00" <= char <= "\uffef"]
    if not letters:
        return 0.0
    kana = sum("\u3041" <= char <= "\u30fe" for char in letters)
    hangul = sum("\uac00" <= char <= "\ud7a3" for char in letters)
    han = sum(char in _COMMON_HAN for char in letters)
    return (han + (kana if kana < 0.9 * len(letters) else 0) + hangul) / max(1, len(wide))


def _decode_wide(body: bytes, text: str) -> Decoded:
    """Two-byte text without a mark, known by its zero bytes; else the text as it was."""
    head = body[:256]
    odd, even = head[1::2].count(0), head[0::2].count(0)
    if odd > 0.6 * len(head[1::2]) and even < 8:
        return Decoded(
            text=body.decode("utf-16-le", "replace"), encoding="utf-16-le", note="encoding utf-16-le (detected)"
        )
    if even > 0.6 * len(head[0::2]) and odd < 8:
        return Decoded(
            text=body.decode("utf-16-be", "replace"), encoding="utf-16-be", note="encoding utf-16-be (detected)"
        )
    return Decoded(text=text, encoding="utf-8")


def _plain_or(body: bytes, encoding: str, text: str) -> Decoded:
    try:
        return Decoded(text=body.decode(encoding), encoding=encoding)
    except UnicodeDecodeError:
        return Decoded(text=text, encoding="utf-8")


def _undo_double_encoding(text: str) -> tuple[str, int]:
    """The text with UTF-8 that was read as windows-1252 and written as UTF-8 again put right, and how often."""
    # One character is found ten times faster than two, and few pages hold any of the first.
    if (
        "\u00c3" not in text
        and "\u00c2" not in text
        and "\u00e5" not in text
        and "\u00e6" not in text
        and "\u00d0" not in text  # of Cyrillic
        and not ("\u00eb" in text and "\u00ec" in text and "\u00ea" in text)  # of Hangul
        and ("\u00e2" not in text or "\u00e2\u20ac" not in text)
    ):
        return text, 0
    count = 0

    def mend(match: re.Match[str]) -> str:
        nonlocal count
        try:
            mended = _sloppy_bytes(match.group(0)).decode("utf-8")
        except (UnicodeDecodeError, ValueError):
            return match.group(0)
        count += 1
        return mended

    mended = _MOJIBAKE.sub(mend, text)
    if count < 3:
        return text, 0
    wide = _wide_count(text)
    # A page that quotes one such passage on purpose keeps it; a page that is made of them is put right.
    return (mended, count) if count * 2 > 0.5 * wide else (text, 0)


def _wide_count(text: str) -> int:
    """How many characters are not ASCII; at the codec's speed."""
    return len(text) - len(text.encode("ascii", "ignore"))


def _sloppy_bytes(text: str) -> bytes:
    """The text in windows-1252 where it can be, its undefined five bytes as Latin-1."""
    return b"".join(char.encode("latin-1") if char <= "\u00ff" else char.encode("cp1252") for char in text)
