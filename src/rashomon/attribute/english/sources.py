"""Sources in English news: media, agencies, documents, platforms, bodies and unnamed people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said
from rashomon.model.account import SourceKind, SourceUse
from rashomon.text.tokens import any_of, words_of

_NAME = r"(?:[Tt]he\s)?(?:[A-Z][\w.’'&\-]*(?:\s(?:of|the|and|for|on|in|[A-Z][\w.’'&\-]*)){0,6})"
_KNOWN = (
    "Reuters", "Associated Press", "AP", "AFP", "Agence France-Presse", "Bloomberg", "Xinhua", "TASS", "Interfax", "Kyodo", "Yonhap", "CNN", "BBC", "NPR", "NBC", "CBS", "ABC",
    "NBC News", "CBS News", "ABC News", "Fox News", "MSNBC", "CNBC", "Politico", "POLITICO", "Axios",
)  # fmt: skip
_PAPERS = words_of(
    "Times Post Journal Tribune Herald Guardian Telegraph Chronicle Gazette Observer Magazine News Daily Mail Press Globe Star Review Week Yorker Atlantic Television Radio Broadcasting TV"
)
_MEDIUM = rf"(?:{any_of(_KNOWN)}|(?:[A-Z][\w.’&\-]*\s){{0,3}}{any_of([*_PAPERS, 'Broadcasting Corporation'])})"
_SAYING = words_of(
    """
    report reports reported say says said wrote writes found find finds show shows showed cite cites cited note notes noted quoted revealed reveals published tweeted obtained
    claim claims claimed suggest suggests suggested indicate indicates indicated estimate estimates estimated concluded stated states confirmed
    """
)
_SHOWING = words_of(
    """
    show shows showed found find finds said say says state states stated suggest suggests suggested indicate indicates indicated concluded reveal reveals revealed estimate estimates
    estimated
    """
)
_POSTING = words_of("said says wrote writes announced added posted tweeted admitted acknowledged")
_DOCUMENTS = words_of(
    """
    report reports study studies poll polls survey statement document documents filing lawsuit indictment memo email emails letter record records data figures analysis research affidavit
    complaint video footage transcript tape release tweet post audit review investigation estimate estimates
    """
)
_PAGES = words_of("Twitter Facebook Instagram blog memoir book website")
_DOCUMENT = any_of(_DOCUMENTS)
_GROUPS = words_of(
    """
    source sources official officials expert experts analyst analysts critics observers witnesses aides advisers advisors insiders scientists researchers authorities police prosecutors
    investigators economists diplomats activists residents supporters opponents lawmakers
    """
)
_PEOPLE = rf"(?:{any_of(_GROUPS)}|people familiar with [\w\s]{{2,40}}?|a person familiar with [\w\s]{{2,40}}?)"
_BELIEVING = words_of("say says said told believe warn warned confirmed described estimate argue fear think added")
_PROPER = r"[A-Z][\w’-]+"
_BODIES = words_of(
    """
    ministry department government agency council police army military commission court embassy regulator authority operator company Ministry Department Government Agency Council
    Commission Court
    """
)
_DECLARING = words_of("said says denied denies confirmed announced warned stated")
_ASKING = words_of("asked requested declined wished insisted spoke wanted did")


class _Rule(NamedTuple):
    """A rule, what kind of source it finds, and words of which a sentence needs one of each list, or it is not tried."""

    name: str
    kind: SourceKind
    needs: tuple[tuple[str, ...], ...]
    pattern: re.Pattern[str]


_RULES = (
    _Rule(
        "en.source.according",
        SourceKind.PERSON,
        (("according", "According"),),
        re.compile(
            r"\b[Aa]ccording to (?P<name>(?:the|a|an|its|his|her|their|two|three|several|some|one|multiple|recent|new)?\s?[^,.;:“”\"()\n]{2,90})"
        ),
    ),
    _Rule(
        "en.source.medium",
        SourceKind.OUTLET,
        ((*_PAPERS, *(word.split()[0] for word in _KNOWN)), (*_SAYING, "learned")),
        re.compile(
            rf"\b(?:[Tt]he )?(?P<name>{_MEDIUM})(?:’s [A-Z]\w+ [A-Z]\w+)?(?: on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| (?:first|also|has|had))* {any_of([*_SAYING, 'has learned'])}\b"
        ),
    ),
    _Rule(
        "en.source.told",
        SourceKind.OUTLET,
        ((*_PAPERS, *(word.split()[0] for word in _KNOWN)), ("told", "tells", "interview", "by", "via")),
        re.compile(rf"\b(?:told|tells|interview with|interview on|by|via) (?:[Tt]he )?(?P<name>{_MEDIUM})\b"),
    ),
    _Rule(
        "en.source.document",
        SourceKind.DOCUMENT,
        (_DOCUMENTS, _SHOWING),
        re.compile(
            rf"\b(?P<name>(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]his|[Tt]hat|[Ii]ts|[Hh]is|[Hh]er|{_NAME}(?:’s)?)\s(?:[\w’\-]+\s){{0,4}}?{_DOCUMENT})(?: (?:also|released|published|issued)[^,.;]{{0,30}}?)? {any_of(_SHOWING)}\b"
        ),
    ),
    _Rule(
        "en.source.within",
        SourceKind.DOCUMENT,
        (_POSTING, ("in", "on", "via"), (*_DOCUMENTS, *_PAGES)),
        re.compile(
            rf"\b{any_of(_POSTING)} (?:[\w ]{{0,20}} )?(?:in|on|via) (?:an?|his|her|their|its|the)?\s?(?P<name>(?:[\w’\-]+\s){{0,2}}?{any_of([*_DOCUMENTS, *_PAGES])})\b"
        ),
    ),
    _Rule(
        "en.source.citing",
        SourceKind.PERSON,
        (("citing",),),
        re.compile(
            rf"\bciting (?:(?:the|an?|its|his|her|their) [a-z][\w’ -]{{2,40}}, (?={_PROPER}))?(?P<name>[^,.;:“”\"()\n]{{2,60}})"
        ),
    ),
    _Rule(
        "en.source.body",
        SourceKind.OFFICIAL,
        (_BODIES, _DECLARING),
        re.compile(
            rf"(?P<name>\b[Tt]he (?:[\w’-]+ ){{0,3}}?{any_of(_BODIES)})(?: (?:also|later|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))* {any_of(_DECLARING)}\b"
        ),
    ),
    _Rule(
        "en.source.unnamed",
        SourceKind.ANONYMOUS,
        (("who",), _ASKING),
        re.compile(
            r"(?P<name>\b(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Tt]he|[Aa]nother) (?:[\w’-]+ ){1,5}?who (?:asked|requested|declined|wished|insisted|spoke|wanted|did not want)\b"
            r"[^,.;“”\"]{0,40}?(?:named|identified|quoted|anonymity|anonymous|anonymously))(?=,? (?:also |later )?(?:said|says|told|confirmed|described|added|warned))"
        ),
    ),
    _Rule(
        "en.source.people",
        SourceKind.ANONYMOUS,
        ((*_GROUPS, "people", "person"), _BELIEVING),
        re.compile(
            rf"\b(?P<name>(?:(?:[A-Z]\w+|[a-z]+|U\.S\.)\s){{0,2}}(?i:{_PEOPLE}))(?: also| later)? {any_of(_BELIEVING)}\b"
        ),
    ),
)
_WORD = re.compile("[A-Za-z]+")
_AGENCY = re.compile(r"Reuters|Associated Press|\bAP\b|AFP|Agence|Xinhua|TASS|Interfax|Kyodo|Yonhap")


def find_sources(reading: Reading, said: Iterable[Said] = ()) -> Iterator[SourceUse]:
    """Every sentence that says on whose word it rests, once for each source."""
    seen: set[tuple[str, str]] = set()
    found = []
    for sentence in reading.sentences:
        words = set(_WORD.findall(reading.masked, sentence.start, sentence.end))
        words.update([word.lower() for word in words])
        for rule in _RULES:
            if any(map(words.isdisjoint, rule.needs)):
                continue
            for match in rule.pattern.finditer(reading.masked, sentence.start, sentence.end):
                name = reading.text[slice(*match.span("name"))].strip()
                key = (sentence.id, name.lower().removeprefix("the "))
                if key in seen or (reading.article.outlet and name in reading.article.outlet):
                    continue
                seen.add(key)
                found.append(
                    SourceUse(
                        account=reading.article.id,
                        sentence=sentence.id,
                        source=name,
                        text=reading.text[match.start() : match.end()],
                        kind=_kind(name, rule.kind),
                        start=match.start(),
                        end=match.end(),
                        rule=rule.name,
                    )
                )
    yield from sorted(found, key=lambda one: (one.start, -one.end))


def _kind(name: str, kind: SourceKind) -> SourceKind:
    """What kind of source a name is, where the rule alone does not tell."""
    if _AGENCY.search(name):
        return SourceKind.AGENCY
    if kind is not SourceKind.PERSON:
        return kind
    if re.search(rf"\b{_DOCUMENT}\b", name, re.IGNORECASE):
        return SourceKind.DOCUMENT
    if re.search(rf"\b{_PEOPLE}$", name):
        return SourceKind.ANONYMOUS
    if re.match(_MEDIUM, name.removeprefix("the ")):
        return SourceKind.OUTLET
    if re.search(
        r"\b(?:Department|Ministry|Agency|Office|Bureau|Commission|Court|Police|Government|government|ministry|department|Administration|Service|Institute|Organization|Cent(?:er|re)|cent(?:er|re)|Bureau|Observatory)\b",
        name,
    ):
        return SourceKind.OFFICIAL
    return SourceKind.PERSON
