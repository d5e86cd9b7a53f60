"""Which language and script a text is in: by its characters, then, for shared scripts, by its small words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

import numpy as np
import numpy.typing as npt

_SAMPLE = 2_500  # characters looked at; a news text is told apart after some hundred
_SCRIPT_SAMPLE = 4_000  # the two Han scripts share most characters
_LATIN_SAMPLE = 1_500
# Han, kana, Hangul and Latin letters: first and last of each range.
_LETTERS = (
    (("\u3400", "\u9fff"), ("\uf900", "\ufaff")),
    (("\u3041", "\u30ff"),),
    (("\uac00", "\ud7a3"),),
    (("A", "Z"), ("a", "z"), ("\u00c0", "\u024f")),
)
_WORD = re.compile(r"[^\W\d_]+")
_BEYOND_LATIN = re.compile("[\u0370-\u1cff\u2e80-\ud7ff\uf900-\ufaff]")

# Scripts that (nearly) one language of the news uses: first character, last character, language, ISO 15924 script.
_SCRIPTS = (
    ("\u0370", "\u03ff", "el", "Grek"), ("\u0400", "\u04ff", "ru", "Cyrl"), ("\u0530", "\u058f", "hy", "Armn"),
    ("\u0590", "\u05ff", "he", "Hebr"), ("\u0600", "\u06ff", "ar", "Arab"), ("\u0900", "\u097f", "hi", "Deva"),
    ("\u0980", "\u09ff", "bn", "Beng"), ("\u0a00", "\u0a7f", "pa", "Guru"), ("\u0a80", "\u0aff", "gu", "Gujr"),
    ("\u0b80", "\u0bff", "ta", "Taml"), ("\u0c00", "\u0c7f", "te", "Telu"), ("\u0c80", "\u0cff", "kn", "Knda"),
    ("\u0d00", "\u0d7f", "ml", "Mlym"), ("\u0d80", "\u0dff", "si", "Sinh"), ("\u0e00", "\u0e7f", "th", "Thai"),
    ("\u0e80", "\u0eff", "lo", "Laoo"), ("\u0f00", "\u0fff", "bo", "Tibt"), ("\u1000", "\u109f", "my", "Mymr"),
    ("\u10a0", "\u10ff", "ka", "Geor"), ("\u1200", "\u137f", "am", "Ethi"), ("\u1780", "\u17ff", "km", "Khmr"),
)  # fmt: skip

# Common characters that are written differently: a simplified and its traditional form, pair by pair.
_SIMPLIFIED = "国这说来时会们为个过对发经动现与还开关进长问间见门车马东书学实体当点业产务员军报华话让应电气义议论计记设许认识请调谈谁线约纪级终结给统绝续维网罗习买卖乐亚争亲从众优传伤伦侧"
_TRADITIONAL = "國這說來時會們為個過對發經動現與還開關進長問間見門車馬東書學實體當點業產務員軍報華話讓應電氣義議論計記設許認識請調談誰線約紀級終結給統絕續維網羅習買賣樂亞爭親從眾優傳傷倫側"

# The commonest small words, each list of its language alone or nearly.
_SMALL_WORDS = {
    "en": "the of and to in is that for was with on as by it are from this have has not but they which at be he his said an were",
    "de": "der die und das den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über so zum",
    "fr": "le la les des et en du une est dans que qui pour au sur par plus pas avec ce sont ont été aux cette mais il elle nous leur être ses se son comme était",
    "es": "el la los las de que en y un una por con para del se al es lo su más como pero sus este ha también fue según entre cuando está sobre sin",
    "pt": "o a os as de que em e um uma por com para do da no na ao é se não mais como mas dos das foi pelo pela são também já está à segundo até",
    "it": "il lo la i gli le di che e in un una per con del della dei delle al alla da non è si sono nel nella anche più ma come ha dal questo ed suo",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er om ook als maar door bij uit naar worden heeft nog wordt over dan deze hij zich ze",
    "sv": "och att det som en på är av för med den till inte har om ett han men var sig så från kan vid också efter hade ska mot när",
    "da": "og at det som en på er af for med den til ikke har om et han men var sig så fra kan ved også efter havde skal mod når der blev",
    "no": "og at det som en på er av for med den til ikke har om et han men var seg så fra kan ved også etter hadde skal mot når ble fikk",
    "fi": "ja on ei että se oli hän mutta myös kun ovat joka kuin olla tai jo ole sen mukaan sekä vain niin nyt voi ollut",
    "pl": "i w na z się nie do to że jest o po jak przez od ale tym za dla był są tego oraz jego może które przed będzie tej",
    "cs": "a v na se že je to s z do o i ve by pro po jako za podle ale od jsem byl které jeho když už jsou není také až",
    "sk": "a v na sa že je to s z do o aj vo by pre po ako za podľa ale od som bol ktoré jeho keď už sú nie tiež až",
    "hu": "a az és hogy nem is egy ez meg csak de már volt azt mint el még szerint vagy van lesz amely kell ha pedig után",
    "ro": "și de la în a cu pe că nu din este care mai un o pentru au fost sunt prin după sau dar acest fi ce între",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi sonra ne kadar en var olduğu ancak göre ise değil oldu tarafından her",
    "id": "yang dan di dengan untuk ini dari dalam tidak itu pada akan juga ke bisa telah oleh ada karena tersebut saat kata lebih sudah",
    "ms": "yang dan di dengan untuk ini dari dalam tidak itu pada akan juga ke boleh telah oleh ada kerana tersebut beliau kata lebih sudah berkata adalah",
    "vi": "và của là có trong được cho không với các một người những đã này để khi từ đến cũng ra năm về vào tại ở",
    "hr": "i u je da se na su za od s o ne što kao koji će bi ali iz to sa po nakon rekao bio samo više",
    "sl": "in je v na da se za so ki ne z po bi pa tudi iz od kot še bo ali to ob pri bil več",
    "lt": "ir kad yra iš su į tai bet buvo apie kaip dėl už jau nuo po taip jis savo dar prie ne per",
    "lv": "un ir ar par ka no uz kas tā bet arī pēc nav to kā tika jau savu lai vai bija gan",
    "et": "ja on ei et see oli ta kui ka oma aga mis mida või ning kes olid seda juba pole oleks",
    "ca": "el la els les de que i en un una per amb del és al no més com però va aquest també han ha segons",
    "sq": "dhe në të e i që për me nga një është si ka nuk se janë më u do por ishte kjo ky tha pas",
    "af": "die en van in is het nie dat op te met vir om wat sy ook as maar deur by uit na word hy was sal",
    "sw": "ya na wa kwa ni katika la za kuwa hii huo cha hiyo kama yake wake pia amesema baada hilo bado",
}  # fmt: skip
_ORDER = tuple(_SMALL_WORDS)  # among equals the first
_CYRILLIC_LETTERS = (("uk", "іїєґ"), ("be", "ўі"), ("mk", "ѓќѕ"), ("sr", "ђћџњљј"), ("kk", "әғқңөұү"), ("bg", ""))
_ARABIC_LETTERS = (("ur", "ٹڈڑںے"), ("fa", "پچگژی"), ("ps", "ښځڅۍ"), ("ug", "ۇۆۈېە"))


def detect_language(text: str) -> tuple[str, str]:
    """The BCP 47 primary tag and the ISO 15924 script of a text; empty strings where it has no letters."""
    sample = text[:_SAMPLE]
    if sample.isascii() or not _BEYOND_LATIN.search(sample):
        return _by_small_words(sample), "Latn" if _WORD.search(sample) else ""
    counts = np.bincount(_kinds_of_letters().take(_units(sample)), minlength=len(_LETTERS) + 1)
    _, han, kana, hangul, latin = counts.tolist()
    if hangul > 0.3 * (han + hangul) and hangul * 3 > latin:
        return "ko", "Kore"
    if kana > 0.08 * (han + kana) and (han + kana) * 3 > latin:
        return "ja", "Jpan"
    if han * 3 > latin:
        return "zh", han_script(text[:_SCRIPT_SAMPLE])
    if latin * 2 > len(sample):
        return _by_small_words(sample), "Latn"
    return _by_script(sample, latin)


def han_script(text: str) -> str:
    """`Hant` where traditional forms outnumber simplified ones, else `Hans`."""
    return "Hant" if _traditional_signs().take(_units(text)).sum() > 0 else "Hans"


def _units(text: str) -> npt.NDArray[np.uint16]:
    """The text's characters by number; those beyond the first 65,536 as two that are no letters."""
    return np.frombuffer(text.encode("utf-16-le", "surrogatepass"), dtype="<u2")


@cache
def _kinds_of_letters() -> npt.NDArray[np.uint8]:
    """For each character which of the scripts told first it is of, from 1; 0 for none of them."""
    kinds = np.zeros(0x10000, dtype=np.uint8)
    for kind, ranges in enumerate(_LETTERS, 1):
        for first, last in ranges:
            kinds[ord(first) : ord(last) + 1] = kind
    return kinds


@cache
def _traditional_signs() -> npt.NDArray[np.int8]:
    """For each character 1 where it is a traditional form, -1 where it is a simplified one."""
    signs = np.zeros(0x10000, dtype=np.int8)
    for forms, sign in ((_TRADITIONAL, 1), (_SIMPLIFIED, -1)):
        for char in forms:
            signs[ord(char)] += sign
    return signs


def _by_script(sample: str, latin: int) -> tuple[str, str]:
    counts = Counter(char for char in sample if char > "\u036f")
    best, best_count = ("", ""), latin // 2
    for first, last, language, script in _SCRIPTS:
        count = sum(number for char, number in counts.items() if first <= char <= last)
        if count > best_count:
            best, best_count = (language, script), count
    language, script = best
    if not script:
        return _by_small_words(sample), "Latn" if latin else ""
    if script == "Cyrl":
        language = _cyrillic(sample.lower(), best_count)
    if script == "Arab":
        language = _by_letters(sample, best_count, _ARABIC_LETTERS) or language
    return language, script


def _cyrillic(sample: str, letters: int) -> str:
    found = _by_letters(sample, letters, _CYRILLIC_LETTERS)
    if found:
        return found
    # Bulgarian writes ъ as a vowel and has no ы, э, ё at all.
    return "bg" if sample.count("ъ") > 0.008 * letters and not re.search("[ыэё]", sample) else "ru"


def _by_letters(sample: str, letters: int, table: tuple[tuple[str, str], ...]) -> str:
    for language, own in table:
        if own and sum(sample.count(char) for char in own) > 0.015 * letters:
            return language
    return ""


def _by_small_words(sample: str) -> str:
    """The language whose small words are most frequent; empty below one word in twenty."""
    # Words that signs touch are passed over: enough are left, and telling letters apart takes three times as long.
    words = sample[:_LATIN_SAMPLE].lower().split()
    languages = _languages_of_words()
    scores: dict[str, int] = {}
    for own in [languages[word] for word in words if word in languages]:
        for language in own:
            scores[language] = scores.get(language, 0) + 1
    most = max(scores.values(), default=0)
    if not most or most * 20 < len(words):
        return ""
    return next(language for language in _ORDER if scores.get(language) == most)


@cache
def _languages_of_words() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for language, small in _SMALL_WORDS.items():
        for word in set(small.split()):
            found[word] = (*found.get(word, ()), language)
    return found
