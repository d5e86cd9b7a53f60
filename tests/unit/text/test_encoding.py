from __future__ import annotations

import pytest

from rashomon.text.encoding import decode_bytes

CHINESE = "港口大桥星期二关闭，市政府说，河水一夜之间上涨了两米，没有人受伤，公共汽车改走北路。"
TRADITIONAL = "港口大橋星期二關閉，市政府說，河水一夜之間上漲了兩米，沒有人受傷，公共汽車改走北路。"
JAPANESE = "港の橋は火曜日に閉鎖された。市によると、川の水位は一晩で二メートル上がった。けが人はいない。"
KOREAN = "항구의 다리가 화요일에 폐쇄됐다. 시에 따르면 강물이 하룻밤에 2미터 불었다. 다친 사람은 없다."


@pytest.mark.parametrize(
    ("text", "encoding", "label"),
    [
        (CHINESE, "gb18030", "gb2312"),
        (CHINESE, "gbk", "GBK"),
        (TRADITIONAL, "big5", "Big5"),
        (JAPANESE, "cp932", "Shift_JIS"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (JAPANESE, "iso2022_jp", "iso-2022-jp"),
        (KOREAN, "euc_kr", "EUC-KR"),
        ("Größe über Straßen – „alt“", "cp1252", "iso-8859-1"),
        ("Министр сказал", "cp1251", "windows-1251"),
    ],
)
def test_declared_in_the_page(text: str, encoding: str, label: str) -> None:
    body = f"<meta charset='{label}'><p>{text}".encode(encoding)
    assert text in decode_bytes(body).text


@pytest.mark.parametrize(
    ("text", "encoding"), [(CHINESE, "gb18030"), (TRADITIONAL, "big5"), (JAPANESE, "cp932"), (KOREAN, "cp949")]
)
def test_detected_where_nothing_is_declared(text: str, encoding: str) -> None:
    found = decode_bytes(f"<p>{text * 3}".encode(encoding))
    assert text in found.text
    assert "detected" in found.note


def test_utf8_wins_over_a_wrong_declaration() -> None:
    found = decode_bytes(f"<meta charset=gb2312><p>{CHINESE}".encode())
    assert CHINESE in found.text
    assert "declared gb18030" in found.note


def test_the_header_wins_over_the_page() -> None:
    assert decode_bytes(
        f"<meta charset=iso-8859-1><p>{CHINESE}".encode("gb18030"), "text/html; charset=gbk"
    ).text.endswith(CHINESE)


def test_byte_order_marks() -> None:
    assert decode_bytes(b"\xef\xbb\xbfabc").text == "abc"
    assert decode_bytes("\ufeffabc".encode("utf-16-le")).text == "abc"
    assert decode_bytes("<html><p>plain words here".encode("utf-16-le")).text.startswith("<html>")


@pytest.mark.parametrize(("encoding", "label"), [("utf-8", "utf-8"), ("gb18030", "gb2312")])
def test_one_bad_byte_is_marked_and_nothing_else_lost(encoding: str, label: str) -> None:
    before, after = (f"<meta charset={label}>" + CHINESE * 5).encode(encoding), (CHINESE * 5).encode(encoding)
    found = decode_bytes(before + b"\xff" + after)
    assert found.text.count("港口大桥") == 10
    assert "marked" in found.note


def test_double_encoding_is_undone() -> None:
    text = "Größe über Straßen – „alte“ Brücken für Züge"
    found = decode_bytes(text.encode().decode("cp1252", "replace").replace("\ufffd", "").encode())
    assert "Größe über Straßen" in found.text
    assert "doubly encoded" in found.note


def test_plain_text_needs_no_note() -> None:
    assert decode_bytes("Größe".encode()).note == ""
    assert decode_bytes(b"").text == ""


FRENCH, RUSSIAN = "Le pont a été fermé à l’aube, où l’eau s’élève.", "Мост закрыт, сообщили власти."


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [
        (CHINESE, "utf-8", "gb2312"),
        (CHINESE, "utf-8", "iso-8859-1"),
        (CHINESE, "gb18030", "utf-8"),
        (CHINESE, "gb18030", "iso-8859-1"),
        (CHINESE, "gb18030", "big5"),
        (TRADITIONAL, "big5", "utf-8"),
        (TRADITIONAL, "big5", "gb2312"),
        (JAPANESE, "cp932", "utf-8"),
        (JAPANESE, "euc_jp", "shift_jis"),
        (KOREAN, "cp949", "utf-8"),
        (KOREAN, "utf-8", "euc-kr"),
        (FRENCH, "utf-8", "windows-1252"),
        (FRENCH, "cp1252", "utf-8"),
        (RUSSIAN, "utf-8", "windows-1251"),
        (RUSSIAN, "cp1251", "utf-8"),
        (RUSSIAN, "koi8_r", "koi8-r"),
    ],
)
def test_declared_wrongly_or_oddly(text: str, encoding: str, declared: str) -> None:
    body = f"<meta charset={declared}>{'<p>' + text}".encode(encoding) + f"<p>{text}".encode(encoding) * 12
    found = decode_bytes(body)
    assert found.text.count(text) == 13
    assert found.note or encoding.replace("_", "-") == declared.replace("_", "-")


@pytest.mark.parametrize(
    ("text", "encoding", "declared"),
    [(CHINESE, "gb18030", "gb2312"), (TRADITIONAL, "big5", "big5"), (JAPANESE, "cp932", "shift_jis"), (KOREAN, "cp949", "euc-kr"), (RUSSIAN, "utf-8", "utf-8"), (FRENCH, "utf-8", "utf-8")],
)  # fmt: skip
@pytest.mark.parametrize("bad", [b"\xff", b"\x80", b"\xff\xfe"])
def test_a_bad_byte_costs_no_more_than_its_neighbourhood(text: str, encoding: str, declared: str, bad: bytes) -> None:
    part = f"<p>{text}".encode(encoding)
    found = decode_bytes(f"<meta charset={declared}>".encode() + part * 6 + bad + part * 6)
    assert found.text.count(text) >= 11


@pytest.mark.parametrize("text", [CHINESE, TRADITIONAL, JAPANESE, KOREAN, RUSSIAN, FRENCH])
def test_text_encoded_twice_is_put_right(text: str) -> None:
    once = (f"<meta charset=utf-8><p>{text}" * 3).encode("utf-8")
    twice = "".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in once).encode("utf-8")
    found = decode_bytes(twice)
    assert found.text.count(text) == 3
    assert "doubly encoded" in found.note
