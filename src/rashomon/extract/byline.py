"""Bylines: who wrote it, as a list of persons; agencies, desks and the outlet itself are credit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Byline:
    """Persons in the order named; and who else is credited."""

    persons: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()

    def names(self) -> tuple[str, ...]:
        """The persons, or where nobody is named the credits."""
        return self.persons or self.credits


_LEAD = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words|text|photos?|article|report|review(?:ed)?|analysis|opinion|interview)\s+by\b|by\b|author(?:s|\(s\))?\s*[:：]|von\b|par\b|por\b|di\b(?=\s+[A-ZÀ-Þ])|door\b|af\b|av\b|autor(?:in|a|es)?\s*[:：]|auteur\s*[:：]|texte?\s*[:：]|текст\s*[:：]|автор(?:ы)?\s*[:：]?|от\b|"
    r"作者\s*[:：/]?|记者\s*[:：/]?|記者\s*[:：/]?|撰文\s*[:：/]?|撰稿\s*[:：/]?|文\s*[:：/／]|文・|文＝|取材・文|執筆\s*[:：]?|기자\s*[:：]|글\s*[:：]|بقلم\s*[:：]?|كتب\s*[:：]?|penulis\s*[:：]|reporter\s*[:：]|oleh\s*[:：]?)\s*[:：]?\s*",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"\s*(?:\||·|•|⋅|–|—|(?<=\s)-(?=\s)|\bfor\b (?=[A-Z])|\b(?:in|aus|à|en|at|from)\b (?=[A-Z])|\bis an?\b|\bhas been\b|@|https?:|www\.|\bupdated\b|\bpublished\b|\bveröffentlicht\b|\bpubliziert\b|\d{1,2}[./:]\d|\b(?:on|am|im Gespräch)$|\b(?:last|full bio|follow|folgen|view|see|read)\b(?!\s*$)|\b(?:full bio|follow|folgen|last|le|um|il|el|vom|den)$|\b(?:fotos?|photos?|bild(?:er)?|symbolbild)\b\s*:|(?<=\w)\s*©).*$",
    re.IGNORECASE,
)
_SPLIT = re.compile(
    r"\s*(?:[,;，、；/／&|｜•·\n]|\s(?:and|und|et|y|e|og|och|en|ja|и|та|與|和|及|with|mit|avec|con|sowie)\s|(?<=[^\W\d_])\s+[-–—]\s+)\s*"
)
_MONTH = re.compile(
    r"^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mär|mai|okt|dez|janv|févr|avr|juin|juil|août)\w*\.?\s*\d",
    re.IGNORECASE,
)
_ROLE_BEFORE = re.compile(r"^[^\W\d_]{3,14}:\s+(?=[A-ZÀ-ÞА-Я])")
_INITIALS = re.compile(r"^[A-Z]{2,6}$")
_SPLIT_HAN = re.compile(r"[,;，、；/／&|｜\s]+")
_PARENTHESES = re.compile(r"\s*[(（\[【][^)）\]】]*[)）\]】]")
_MAIL = re.compile(r"\S+@\S+\.\w+|@\w+")
_TITLE = re.compile(
    r"^(?:(?:dr|prof|mr|mrs|ms|sir|dame|lord|lady|rev|hon|ing|mag|dipl|herr|frau|m|mme|don|doña|sr|sra)\.?\s+(?:(?:dr|h\.c|med|phil|jur|ing|rer|nat|iur)\.?\s+)*)(?=[A-ZÀ-ÞА-Я])",
    re.IGNORECASE,
)
_SECTIONS = re.compile(r",? in [A-Z][^,]*,.*$")
_DEGREE = re.compile(
    r"^(?:ph\.?\s?d|m\.?d|m\.?a|b\.?a|m\.?sc|b\.?sc|mba|jd|ll\.?[mb]|rn|rdn?|cpa|cfa|esq|jr|sr|i{2,3}|iv|m\.?p\.?h|m\.?s|dds|dvm|do|np|pa-c|lmft|lcsw|cscs|mph|cissp|pmp|dphil|edd|obe|mbe|cbe)\.?$",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r",?\s+(?:Ph\.?\s?D|M\.?D|MBA|MPH|RDN?|CPA|CFA|Esq|PhD)\.?$")
_ROLE = re.compile(
    r"\b(?:editor|reporter|correspondent|writer|contributor|journalist|columnist|author|chief|producer|photographer|analyst|fellow|director|professor|manager|head|officer|founder|ceo|specialist|expert|intern|consultant|coordinator|marketer|strategist|engineer|developer|president|attorney|researcher|counsel(?:or)?|candidate|representative|"
    r"redakteur\w*|redaktor\w*|korrespondent\w*|reporterin|autor\w*|leiter\w*|volontär\w*|chefredakt\w*|ressort\w*|journaliste?|rédact\w*|correspondant\w*|envoyé\w*|redactor\w*|corresponsal|periodista|enviado|giornalista|inviato|redattore|журналист|корреспондент|редактор|обозреватель)\b|"
    r"(?:责任编辑|編輯|编辑|責編|责编|校对|校對|摄影|攝影|特派员|特派員|評論員|评论员|通讯员|通訊員|キャスター|編集|特派|論説|기자단|편집|특파원)",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"^(?:(?:the\s+)?(?:associated press|reuters|afp|agence france[- ]presse|dpa|ap|upi|efe|ansa|apa|sda|epd|kna|pti|ani|ians|bloomberg(?: news)?|xinhua|tass|ria|interfax|ukrinform|anp|belga|ntb|tt|ritzau|lusa|pap|čtk|ctk|mti|kyodo(?: news)?|jiji(?: press)?|yonhap|cna|press association|pa media|pa|canadian press|aap|nzme|europa press|notimex|sid|cnn|bbc(?: news)?|ddp|dapd|rnd|azertac|anadolu(?: agency)?|aa|iha|dha)"
    r"|.*\b(?:staff|team|desk|newsroom|redaktion|redazione|redacción|redação|rédaction|redactie|redakcja|redakce|agenc(?:y|ies|ias?)|agentur(?:en)?|admin(?:istrator)?|webmaster|web ?desk|editors?|editorial|press release|newswire|wire|services?|reports?|correspondents?|contributors?|guest|anonymous|unknown|news|media|presse|press|magazine|magazin|online|network|blog|group|gmbh|inc|ltd|llc|foundation|institute|university|committee|ministry|department|council|association|zeitung|tv|radio|com|org|net|center|centre|clinic|office|bureau|contributor)\b.*"
    r"|.*(?:редакция|редакція|агентство|新华社|新華社|中新社|中央社|路透|法新|美联社|美聯社|编辑部|編輯部|综合|綜合|小编|小編|本报|本報|本刊|新闻|新聞|日报|日報|通讯社|通信社|編集部|新聞社|取材班|뉴스|연합|편집국|온라인).*|\w+\.(?:com|org|net|de|fr|co\.uk|ru|cn|jp|in|info|io|eu|at|ch))$",
    re.IGNORECASE,
)
_ORGANISATION = re.compile(
    r"^(?:the )?[\w.'& ]*\b(?:center|centre|department|office|bureau|institute|university|ministry|committee|council|association|foundation|clinic|hospital|society|board|service)\b",
    re.IGNORECASE,
)
_NOT_A_NAME = re.compile(
    r"\d{3,}|https?:|www\.|[?!=<>{}]|\.{3}|…|\b(?:share|follow|tweet|facebook|twitter|email|comments?|read|click|subscribe|minutes?|min|updated|published|posted|photo|getty|images?|view|all posts|more|about|uhr|january|february|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b",
    re.IGNORECASE,
)
_FULL_NAME = re.compile(
    r"^[^\W\d_a-zß-ÿ][\w'’.\-]*(?: (?:[^\W\d_a-zß-ÿ][\w'’.\-]*|de|da|di|du|dos|das|del|della|la|le|van|von|v\.|der|den|ten|ter|zu|zur|af|bin|bint|al|el|y|e)){1,4}(?<=[\w.])$"
)
_HAN = re.compile("[\u3400-\u9fff\uac00-\ud7a3\u3041-\u30ff]")
_HAN_ROLE = re.compile(
    "(?:本报|本報|特约|特約|见习|見習|实习|實習|驻[^\\s]{1,6}|駐[^\\s]{1,6})?(?:记者|記者|编辑|編輯|撰文|撰稿|作者|기자|특파원|記者|報導|报道)$"
)


def clean_byline(values: Iterable[str], *, own_names: Iterable[str] = (), spaced: bool = False) -> Byline:
    """The persons named by raw author fields, and the rest as credits.

    `own_names` are the outlet's; `spaced` says that Han names are written with a space inside, as in Japanese.
    """
    plain = [name for name in own_names if name]
    own = {_folded(name) for name in plain}
    hosts = {name.partition(".")[0] for name in plain if "." in name and " " not in name}
    endings = tuple(f" {name.casefold()}" for name in plain if len(name) > 2)
    persons: dict[str, str] = {}
    credited: dict[str, str] = {}
    for value in values:
        for name in _split_names(value, spaced):
            if endings and name.casefold().endswith(endings):
                name = name[: -max(len(ending) for ending in endings if name.casefold().endswith(ending))].strip()
            folded = _folded(name)
            if not folded:
                continue
            if (
                folded in own
                or (folded in hosts and " " not in name)
                or _GENERIC.match(name)
                or (len(name.split()[0]) <= 5 and _folded(name.split()[0]) in own)
            ):
                credited.setdefault(folded, name)
            elif _looks_like_name(name):
                persons.setdefault(folded, name)
    if len(persons) > 1:
        persons = {folded: name for folded, name in persons.items() if not _INITIALS.match(name)} or persons
    return Byline(persons=tuple(persons.values()), credits=tuple(credited.values()))


def is_full_name(text: str) -> bool:
    """Whether a text is a given and a family name, or more, written as names are in Latin script."""
    return (
        _FULL_NAME.match(text) is not None
        and not _GENERIC.match(text)
        and _looks_like_name(text)
        and not _ROLE.search(text)
    )


def looks_like_person(name: str) -> bool:
    """Whether a name found in running lines is plausible as a person's: few words, written as names are."""
    if _HAN.search(name):
        return len(name) <= 12
    words = name.split()
    return (
        len(words) <= 5
        and (len(words) == 1 or sum(word[0].isupper() for word in words) >= 0.5 * len(words))
        and not name.endswith((".", ":", "?", "!"))
    )


def _split_names(value: str, spaced: bool) -> list[str]:
    value = " ".join(_MAIL.sub(" ", value).split())
    if not value or len(value) > 400 or value.startswith(("http://", "https://")):
        return []
    previous = ""
    while previous != value:
        previous, value = value, _LEAD.sub("", value).strip(" :：-–—|•·")
    value = _SECTIONS.sub("", _PARENTHESES.sub("", value))
    if "," not in value and _ORGANISATION.match(value):
        return [value]
    splitter = (
        _SPLIT if spaced else _SPLIT_HAN if _HAN.search(value) and not re.search("[A-Za-z] [A-Za-z]", value) else _SPLIT
    )
    names = []
    for part in splitter.split(value):
        name = _SUFFIX.sub(
            "", _TITLE.sub("", _TAIL.sub("", _ROLE_BEFORE.sub("", _LEAD.sub("", part))).strip(" .:：-–—*\"'“”"))
        )
        name = _HAN_ROLE.sub("", name) if _HAN.search(name) else name
        if name and not _DEGREE.match(name) and not (_ROLE.search(name) and not _GENERIC.match(name)):
            names.append(_cased(name))
    return names


def _looks_like_name(name: str) -> bool:
    if (
        len(name) > 60
        or _NOT_A_NAME.search(name)
        or _MONTH.match(name)
        or "+" in name
        or (" " in name and any(map(str.isdigit, name)))
    ):
        return False
    if _HAN.search(name):
        return len(name) <= 20
    words = name.split()
    return len(words) <= 6 and any(char.isalpha() for char in name) and (len(name) > 1)


def _cased(name: str) -> str:
    """A name set in capitals throughout in ordinary case."""
    if name.isupper() and len(name) > 4 and " " in name:
        return re.sub(r"[^\W\d_]+", lambda word: word.group(0)[0] + word.group(0)[1:].lower(), name)
    return name


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
