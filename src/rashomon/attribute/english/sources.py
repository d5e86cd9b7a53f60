"""Sources in English news: media, agencies, documents, platforms, bodies and unnamed people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from rashomon.attribute.reading import Reading
from rashomon.attribute.said import Said
from rashomon.model.account import SourceKind, SourceUse

_NAME = r"(?:[Tt]he\s)?(?:[A-Z][\w.’'&\-]*(?:\s(?:of|the|and|for|on|in|[A-Z][\w.’'&\-]*)){0,6})"
_MEDIUM = (
    r"(?:Reuters|Associated Press|AP|AFP|Agence France-Presse|Bloomberg|Xinhua|TASS|Interfax|Kyodo|Yonhap|CNN|BBC|NPR|NBC(?: News)?|CBS(?: News)?|ABC(?: News)?|Fox News|MSNBC|CNBC|Politico|POLITICO|Axios|"
    r"(?:[A-Z][\w.’&\-]*\s){0,3}(?:Times|Post|Journal|Tribune|Herald|Guardian|Telegraph|Chronicle|Gazette|Observer|Magazine|News|Daily|Mail|Press|Globe|Star|Review|Week|Yorker|Atlantic|Television|Radio|Broadcasting(?: Corporation)?|TV))"
)
_SAYS = r"(?:reports?|reported|says?|said|wrote|writes|found|finds|shows?|showed|cites?|cited|noted|notes|quoted|revealed|reveals|published|tweeted|obtained|claims?|claimed|suggests?|suggested|indicates?|indicated|estimates?|concluded|stated|states|has learned|confirmed)"
_DOCUMENT = r"(?:reports?|study|studies|poll|polls|survey|statement|documents?|filing|lawsuit|indictment|memo|email|emails|letter|records?|data|figures|analysis|research|affidavit|complaint|video|footage|transcript|tape|release|tweet|post|audit|review|investigation|estimates?)"
_PEOPLE = r"(?:sources?|officials?|experts?|analysts?|critics|observers|witnesses|aides|advisers|advisors|insiders|scientists|researchers|authorities|police|prosecutors|investigators|economists|diplomats|activists|residents|supporters|opponents|lawmakers|people familiar with [\w\s]{2,40}?|a person familiar with [\w\s]{2,40}?)"
_PROPER = r"[A-Z][\w’-]+"
_BODY = r"(?:ministry|department|government|agency|council|police|army|military|commission|court|embassy|regulator|authority|operator|company|Ministry|Department|Government|Agency|Council|Commission|Court)"
_RULES = (
    (
        "en.source.according",
        SourceKind.PERSON,
        re.compile(
            r"\b[Aa]ccording to (?P<name>(?:the|a|an|its|his|her|their|two|three|several|some|one|multiple|recent|new)?\s?[^,.;:“”\"()\n]{2,90})"
        ),
    ),
    (
        "en.source.medium",
        SourceKind.OUTLET,
        re.compile(
            rf"\b(?:[Tt]he )?(?P<name>{_MEDIUM})(?:’s [A-Z]\w+ [A-Z]\w+)?(?: on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day| (?:first|also|has|had))* {_SAYS}\b"
        ),
    ),
    (
        "en.source.told",
        SourceKind.OUTLET,
        re.compile(rf"\b(?:told|tells|interview with|interview on|by|via) (?:[Tt]he )?(?P<name>{_MEDIUM})\b"),
    ),
    (
        "en.source.document",
        SourceKind.DOCUMENT,
        re.compile(
            rf"\b(?P<name>(?:[Tt]he|[Aa]n?|[Oo]ne|[Tt]his|[Tt]hat|[Ii]ts|[Hh]is|[Hh]er|{_NAME}(?:’s)?)\s(?:[\w’\-]+\s){{0,4}}?{_DOCUMENT})(?: (?:also|released|published|issued)[^,.;]{{0,30}}?)? (?:shows?|showed|found|finds|said|says|states?|stated|suggests?|suggested|indicates?|indicated|concluded|reveals?|revealed|estimates?|estimated)\b"
        ),
    ),
    (
        "en.source.within",
        SourceKind.DOCUMENT,
        re.compile(
            rf"\b(?:said|says|wrote|writes|announced|added|posted|tweeted|admitted|acknowledged) (?:[\w ]{{0,20}} )?(?:in|on|via) (?:an?|his|her|their|its|the)?\s?(?P<name>(?:[\w’\-]+\s){{0,2}}?(?:{_DOCUMENT}|Twitter|Facebook|Instagram|blog|memoir|book|website))\b"
        ),
    ),
    (
        "en.source.citing",
        SourceKind.PERSON,
        re.compile(
            rf"\bciting (?:(?:the|an?|its|his|her|their) [a-z][\w’ -]{{2,40}}, (?={_PROPER}))?(?P<name>[^,.;:“”\"()\n]{{2,60}})"
        ),
    ),
    (
        "en.source.body",
        SourceKind.OFFICIAL,
        re.compile(
            rf"(?P<name>\b[Tt]he (?:[\w’-]+ ){{0,3}}?{_BODY})(?: (?:also|later|on (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))* "
            r"(?:said|says|denied|denies|confirmed|announced|warned|stated)\b"
        ),
    ),
    (
        "en.source.unnamed",
        SourceKind.ANONYMOUS,
        re.compile(
            r"(?P<name>\b(?:[Aa]n?|[Oo]ne|[Tt]wo|[Tt]hree|[Ss]everal|[Tt]he|[Aa]nother) (?:[\w’-]+ ){1,5}?who (?:asked|requested|declined|wished|insisted|spoke|wanted|did not want)\b"
            r"[^,.;“”\"]{0,40}?(?:named|identified|quoted|anonymity|anonymous|anonymously))(?=,? (?:also |later )?(?:said|says|told|confirmed|described|added|warned))"
        ),
    ),
    (
        "en.source.people",
        SourceKind.ANONYMOUS,
        re.compile(
            rf"\b(?P<name>(?:(?:[A-Z]\w+|[a-z]+|U\.S\.)\s){{0,2}}(?i:{_PEOPLE}))(?: also| later)? (?:say|says|said|told|believe|warn|warned|confirmed|described|estimate|argue|fear|think|added)\b"
        ),
    ),
)
_NOT_PEOPLE = re.compile(r"^(?:he|she|they|it|who|that|and|but|the)$", re.IGNORECASE)
_AGENCY = re.compile(r"Reuters|Associated Press|\bAP\b|AFP|Agence|Xinhua|TASS|Interfax|Kyodo|Yonhap")


def find_sources(reading: Reading, said: Iterable[Said] = ()) -> Iterator[SourceUse]:
    """Every sentence that says on whose word it rests, once for each source."""
    seen: set[tuple[str, str]] = set()
    found = []
    for sentence in reading.sentences:
        for rule, kind, pattern in _RULES:
            for match in pattern.finditer(reading.masked, sentence.start, sentence.end):
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
                        kind=_kind(name, kind),
                        start=match.start(),
                        end=match.end(),
                        rule=rule,
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
