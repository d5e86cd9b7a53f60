from __future__ import annotations

import pytest

from rashomon.text.language import detect_language, han_script


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The minister said on Tuesday that the bridge was closed.", ("en", "Latn")),
        ("Der Minister sagte am Dienstag, dass die Brücke für den Verkehr gesperrt ist.", ("de", "Latn")),
        ("Le ministre a dit que le pont est fermé dans la nuit.", ("fr", "Latn")),
        ("El ministro dijo que el puente está cerrado por la noche.", ("es", "Latn")),
        ("部长说大桥已经关闭，这是国家的问题。", ("zh", "Hans")),
        ("部長說大橋已經關閉，這是國家的問題。", ("zh", "Hant")),
        ("大臣は橋が閉鎖されたと述べた。", ("ja", "Jpan")),
        ("장관은 다리가 폐쇄됐다고 말했다.", ("ko", "Kore")),
        ("Министр сказал, что мост закрыт, и это надолго.", ("ru", "Cyrl")),
        ("Міністр сказав, що міст зачинено, і це надовго.", ("uk", "Cyrl")),
        ("قال الوزير إن الجسر مغلق حتى يوم الجمعة.", ("ar", "Arab")),
        ("部长何安达（Ada Holm）说 ferry 停航了。", ("zh", "Hans")),
        ("12 345", ("", "")),
        ("", ("", "")),
    ],
)
def test_detect_language(text: str, expected: tuple[str, str]) -> None:
    assert detect_language(text) == expected


def test_han_script_of_shared_characters_is_simplified() -> None:
    assert han_script("山水") == "Hans"
