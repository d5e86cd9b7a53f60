"""A story made up for the tests of pages: a ferry, four outlets, three scripts, every kind of finding.

Every place, person, ship, outlet and agency is invented.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone

from rashomon.model import (
    Account,
    Alignment,
    ArticleId,
    Basis,
    Claim,
    ClaimId,
    Comparison,
    Difference,
    DifferenceKind,
    Digest,
    Image,
    Lineage,
    LineageKind,
    Name,
    Origin,
    OriginBasis,
    Paragraph,
    Quotation,
    QuotationForm,
    Relation,
    Sentence,
    SentenceId,
    SourceKind,
    SourceUse,
    Speaker,
    Standing,
    Story,
    StoryArticle,
    StoryId,
    TimeExpression,
    Value,
    Version,
    Wording,
    WordingVariant,
)

_EAST = timezone(timedelta(hours=8))

BAY = ArticleId("1a2b3c4d5e6f7081")
ISLE = ArticleId("2b3c4d5e6f708192")
STRAIT = ArticleId("3c4d5e6f708192a3")
NORTH = ArticleId("4d5e6f708192a3b4")

_TEXTS: dict[ArticleId, tuple[tuple[str, ...], ...]] = {
    BAY: (
        ("渡轮“云雀号”星期二晚间在维尔港二号码头靠岸时撞上栈桥，造成37人受伤。", "据联海社报道，船上当时有214名乘客。"),
        ("港务局长沈默言说：“船靠岸时速度太快，我们正在查明原因。”", "他表示，二号码头将关闭至少三天。"),
        ("船东蓝湾航运公司否认船只存在机械故障。", "该公司发言人陆一鸣称，“云雀号”上月刚刚通过年度检验。"),
        ("一名不愿透露姓名的水手告诉本报，舵机在靠岸前两分钟失灵。",),
        ("受伤者被送往圣安娜医院和市立医院，其中四人伤势严重。",),
    ),
    ISLE: (
        ("渡輪「雲雀號」週二晚間約八時四十分在維爾港碼頭撞上棧橋，至少41人受傷。", "聯海社報導，船上載有214名乘客。"),
        (
            "維爾港務局長沈默言表示：「船隻進港速度過快，我們正在查明原因，不排除任何可能。」",
            "港務局宣布二號碼頭暫停使用三天。",
        ),
        ("消防局指出，救援行動在九十分鐘內完成，動用船艇十二艘。",),
        ("乘客何佩珊說：「先是一聲巨響，然後所有人都倒在甲板上。」",),
        ("這是維爾港六年來最嚴重的渡輪事故。",),
    ),
    STRAIT: (
        (
            "A commuter ferry struck a jetty at Pier 2 in Verhaven on Tuesday evening, injuring 37 people, four of them seriously, the harbour authority said.",
            "The Skylark was carrying 214 passengers and a crew of nine, according to Maritime Press.",
        ),
        (
            "“The vessel came in too fast,” harbour master Shen Moyan told reporters. “We are finding out why.”",
            "Pier 2 will stay closed for at least three days.",
        ),
        (
            "Blue Bay Lines, the owner, said the ferry passed its yearly inspection last month and denied any mechanical fault.",
        ),
        ("Two engineers who have seen the ship's log said the steering gear failed twice in October.",),
        ("The last comparable accident in the port, in 2018, injured 22 people.",),
    ),
    NORTH: (
        ("联海社维尔港电：渡轮“云雀号”星期二晚在维尔港一号码头撞上栈桥，37人受伤。", "船上有214名乘客。"),
        ("港务局长沈默言承认，船速过快。",),
        ("蓝湾航运公司股价星期三早盘下跌百分之六。",),
        ("救援行动于当晚十时十分结束。",),
    ),
}

_OUTLETS = {
    BAY: ("海湾日报", "zh", "Hans", "“云雀号”渡轮撞上栈桥 37人受伤", "https://bay.example/news/88213"),
    ISLE: ("島聞", "zh", "Hant", "渡輪撞棧橋至少41傷 港務局長：進港過快", "https://isle.example/a/5521"),
    STRAIT: (
        "The Strait Courier",
        "en",
        "Latn",
        "Ferry strikes jetty in Verhaven, injuring 37",
        "https://strait.example/2031/skylark",
    ),
    NORTH: ("北岸新闻网", "zh", "Hans", "维尔港渡轮事故37人受伤", "https://north.example/p/19"),
}


def _version(key: ArticleId, order: int) -> Version:
    outlet, language, script, headline, url = _OUTLETS[key]
    gap = " " if language == "en" else ""
    blocks = [gap.join(sentences) for sentences in _TEXTS[key]]
    paragraphs, at = [], 0
    for block in blocks:
        paragraphs.append(Paragraph(start=at, end=at + len(block)))
        at += len(block) + 1
    return Version(
        id=key,
        url=url,
        urls=(url,),
        outlet=outlet,
        headline=headline,
        byline=("温如玉",) if key == BAY else (),
        published_at=datetime(2031, 11, 4, 21, 13, tzinfo=_EAST) + timedelta(minutes=97 * order),
        published_at_basis=Basis.INFERRED if key == NORTH else Basis.STATED,
        language=language,
        script=script,
        text="\n".join(blocks),
        paragraphs=tuple(paragraphs),
        images=(Image(url="https://bay.example/p.jpg", caption="事故后的二号码头。", credit="海湾日报 / 丁一"),)
        if key == BAY
        else (),
        digest=Digest("sha256:" + f"{order + 1:02x}" * 32),
        captured_at=datetime(2031, 11, 5, 6, 0, tzinfo=_EAST),
    )


def _sentences(version: Version) -> tuple[Sentence, ...]:
    found, at = [], 0
    for number, text in enumerate(text for block in _TEXTS[version.id] for text in block):
        start = version.text.index(text, at)
        at = start + len(text)
        found.append(Sentence(id=SentenceId(f"{version.id}.s{number}"), start=start, end=at, text=text))
    return tuple(found)


VERSIONS = {key: _version(key, order) for order, key in enumerate(_TEXTS)}
SENTENCES = {key: _sentences(version) for key, version in VERSIONS.items()}


def _id(article: ArticleId, number: int) -> SentenceId:
    return SENTENCES[article][number].id


def _span(article: ArticleId, number: int, words: str) -> tuple[int, int]:
    start = VERSIONS[article].text.index(words, SENTENCES[article][number].start)
    return start, start + len(words)


def _quote(article: ArticleId, number: int, words: str, form: str, speaker: str, cue: str) -> Quotation:
    start, end = _span(article, number, words)
    at = VERSIONS[article].text.find(speaker)
    return Quotation(
        id=f"{article}.q{number}.{start}",
        account=article,
        sentence=_id(article, number),
        start=start,
        end=end,
        text=words,
        form=QuotationForm(form),
        speaker=Speaker(name=speaker, text=speaker, start=at, end=at + len(speaker)),
        cue=cue,
    )


def _source(article: ArticleId, number: int, name: str, kind: str, *, inferred: bool = False) -> SourceUse:
    start = max(0, VERSIONS[article].text.find(name))
    return SourceUse(
        account=article,
        sentence=_id(article, number),
        source=name,
        text=name,
        kind=SourceKind(kind),
        start=start,
        end=start + len(name),
        inferred=inferred,
    )


def _value(article: ArticleId, number: int, words: str) -> Value:
    start, end = _span(article, number, words)
    return Value(sentence=_id(article, number), start=start, end=end, text=words)


_QUOTATIONS = (
    _quote(BAY, 2, "船靠岸时速度太快，我们正在查明原因。", "direct", "沈默言", "说"),
    _quote(ISLE, 2, "船隻進港速度過快，我們正在查明原因，不排除任何可能。", "direct", "沈默言", "表示"),
    _quote(STRAIT, 2, "The vessel came in too fast,", "direct", "Shen Moyan", "told"),
    _quote(STRAIT, 2, "We are finding out why.", "direct", "Shen Moyan", "told"),
    _quote(NORTH, 2, "船速过快", "indirect", "沈默言", "承认"),
    _quote(BAY, 3, "二号码头将关闭至少三天", "indirect", "沈默言", "表示"),
    _quote(BAY, 5, "“云雀号”上月刚刚通过年度检验", "indirect", "陆一鸣", "称"),
    _quote(ISLE, 5, "先是一聲巨響，然後所有人都倒在甲板上。", "direct", "何佩珊", "說"),
)
_SOURCES = (
    _source(BAY, 1, "联海社", "agency"),
    _source(ISLE, 1, "聯海社", "agency"),
    _source(STRAIT, 1, "Maritime Press", "agency"),
    _source(NORTH, 0, "联海社", "agency"),
    _source(NORTH, 1, "联海社", "agency", inferred=True),
    _source(STRAIT, 0, "harbour authority", "official"),
    _source(ISLE, 3, "港務局", "official"),
    _source(ISLE, 4, "消防局", "official"),
    _source(BAY, 6, "一名不愿透露姓名的水手", "anonymous"),
    _source(STRAIT, 5, "Two engineers", "anonymous"),
)


def _origin(name: str, *accounts: ArticleId, basis: str = "stated") -> Origin:
    return Origin(name=name, accounts=accounts, basis=OriginBasis(basis))


_JUDGED = Standing.CORROBORATED, Standing.SAME_ORIGIN


def _claim(
    number: int, standing: Standing, ids: tuple[SentenceId, ...], *origins: Origin, disputed: bool = False
) -> Claim:
    texts = {s.id: s.text for found in SENTENCES.values() for s in found}
    return Claim(
        id=ClaimId(f"k{number}"),
        text=texts[ids[0]],
        statements=ids,
        origins=origins,
        standing=standing,
        disputed=disputed,
        rests_on=tuple(origin.name for origin in origins) if standing in _JUDGED else (),
    )


_CLAIMS = (
    _claim(1, Standing.CORROBORATED, (_id(BAY, 0), _id(ISLE, 0), _id(STRAIT, 0), _id(NORTH, 0)),
           _origin("港務局", STRAIT), _origin("联海社", NORTH, basis="copied"), disputed=True),
    _claim(2, Standing.SAME_ORIGIN, (_id(BAY, 1), _id(ISLE, 1), _id(STRAIT, 1), _id(NORTH, 1)),
           _origin("联海社", BAY, ISLE, STRAIT, NORTH)),
    _claim(3, Standing.CORROBORATED, (_id(BAY, 2), _id(ISLE, 2), _id(STRAIT, 2), _id(NORTH, 2)),
           _origin("海湾日报", BAY), _origin("The Strait Courier", STRAIT)),
    _claim(4, Standing.INDEPENDENCE_UNKNOWN, (_id(BAY, 3), _id(ISLE, 3), _id(STRAIT, 3)), disputed=True),
    _claim(5, Standing.INDEPENDENCE_UNKNOWN, (_id(BAY, 4), _id(BAY, 5), _id(STRAIT, 4))),
    _claim(6, Standing.INDEPENDENCE_UNKNOWN, (_id(BAY, 6), _id(STRAIT, 5))),
    _claim(7, Standing.INDEPENDENCE_UNKNOWN, (_id(ISLE, 4), _id(NORTH, 4)), disputed=True),
    _claim(8, Standing.SINGLE_ACCOUNT, (_id(ISLE, 5),), _origin("何佩珊", ISLE)),
    _claim(9, Standing.SINGLE_ACCOUNT, (_id(NORTH, 3),)),
    _claim(10, Standing.SINGLE_ACCOUNT, (_id(STRAIT, 6),)),
)  # fmt: skip
_DIFFERENCES = (
    Difference(claim=ClaimId("k1"), kind=DifferenceKind.NUMBER, contradiction=True, rule="number",
               values=(_value(BAY, 0, "37人受伤"), _value(ISLE, 0, "至少41人受傷"), _value(STRAIT, 0, "37 people"), _value(NORTH, 0, "37人受伤"))),
    Difference(claim=ClaimId("k1"), kind=DifferenceKind.PLACE, contradiction=True, rule="place",
               values=(_value(BAY, 0, "二号码头"), _value(NORTH, 0, "一号码头"), _value(STRAIT, 0, "Pier 2"))),
    Difference(claim=ClaimId("k1"), kind=DifferenceKind.PLACE, rule="place",
               values=(_value(ISLE, 0, "維爾港碼頭"), _value(BAY, 0, "维尔港二号码头")),
               note="二号码头 is one of the piers of 维尔港: the one name is finer than the other."),
    Difference(claim=ClaimId("k4"), kind=DifferenceKind.NUMBER, rule="hedge",
               values=(_value(BAY, 3, "至少三天"), _value(ISLE, 3, "三天"), _value(STRAIT, 3, "at least three days"))),
    Difference(claim=ClaimId("k7"), kind=DifferenceKind.TIME, rule="time",
               values=(_value(ISLE, 4, "九十分鐘內"), _value(NORTH, 4, "当晚十时十分"))),
    Difference(claim=ClaimId("k3"), kind=DifferenceKind.WORDING, rule="wording",
               values=(_value(BAY, 2, "我们正在查明原因。"), _value(ISLE, 2, "我們正在查明原因，不排除任何可能。"))),
)  # fmt: skip


def _time(article: ArticleId, number: int, at: str, words: str) -> TimeExpression:
    start, end = _span(article, number, words)
    return TimeExpression(at=at, precision="day", sentence=_id(article, number), text=words, start=start, end=end)


_TIMELINE = (
    _time(STRAIT, 5, "2031-10", "October"),
    _time(STRAIT, 6, "2018", "2018"),
    _time(BAY, 0, "2031-11-04T18:00/2031-11-04T24:00", "星期二晚间"),
    _time(STRAIT, 0, "2031-11-04T18:00/2031-11-04T24:00", "Tuesday evening"),
    _time(ISLE, 0, "2031-11-04T20:40", "週二晚間約八時四十分"),
    _time(NORTH, 4, "2031-11-04T22:10", "当晚十时十分"),
    _time(NORTH, 3, "2031-11-05", "星期三早盘"),
)


def _arrow(name: str, outlet: str, kind: LineageKind, *ids: SentenceId) -> Lineage:
    return Lineage(from_=name, to=outlet, kind=kind, sentences=ids)


_LINEAGE = (
    _arrow("联海社", "海湾日报", LineageKind.RELIES_ON, _id(BAY, 1)),
    _arrow("联海社", "島聞", LineageKind.RELIES_ON, _id(ISLE, 1)),
    _arrow("联海社", "The Strait Courier", LineageKind.RELIES_ON, _id(STRAIT, 1)),
    _arrow("联海社", "北岸新闻网", LineageKind.COPIES, _id(NORTH, 0), _id(NORTH, 1), _id(NORTH, 2)),
    _arrow("沈默言", "海湾日报", LineageKind.QUOTES, _id(BAY, 2), _id(BAY, 3)),
    _arrow("沈默言", "島聞", LineageKind.QUOTES, _id(ISLE, 2)),
    _arrow("沈默言", "The Strait Courier", LineageKind.QUOTES, _id(STRAIT, 2)),
    _arrow("港务局", "The Strait Courier", LineageKind.INFERRED, _id(STRAIT, 3)),
    _arrow("一名不愿透露姓名的水手", "海湾日报", LineageKind.QUOTES, _id(BAY, 6)),
    _arrow("消防局", "島聞", LineageKind.RELIES_ON, _id(ISLE, 4)),
)


def _story() -> Story:
    versions = tuple(VERSIONS.values())
    return Story(
        id=StoryId("9f8e7d6c5b4a3921"),
        headline=VERSIONS[BAY].headline,
        first_at=min(v.published_at for v in versions if v.published_at),
        last_at=max(v.published_at for v in versions if v.published_at),
        articles=tuple(
            StoryArticle(id=v.id, url=v.url, urls=v.urls, outlet=v.outlet, headline=v.headline,
                         published_at=v.published_at, language=v.language)
            for v in versions
        ),
        outlets=len({v.outlet for v in versions}),
        origins=2,
        names=("云雀号", "维尔港"),
    )  # fmt: skip


def _account(key: ArticleId) -> Account:
    return Account(
        article=VERSIONS[key],
        sentences=SENTENCES[key],
        quotations=tuple(quotation for quotation in _QUOTATIONS if quotation.account == key),
        sources=tuple(use for use in _SOURCES if use.account == key),
    )


def ferry_comparison() -> Comparison:
    """The whole story: four accounts, ten claims."""
    return Comparison(
        story=_story(),
        accounts=tuple(map(_account, VERSIONS)),
        quotations=_QUOTATIONS,
        sources=_SOURCES,
        claims=_CLAIMS,
        alignments=(Alignment(a=_id(BAY, 2), b=_id(ISLE, 2), relation=Relation.SAME, score=0.9),),
        differences=_DIFFERENCES,
        only_in={BAY: (_id(BAY, 7),), ISLE: (_id(ISLE, 5), _id(ISLE, 6)), STRAIT: (_id(STRAIT, 6),), NORTH: (_id(NORTH, 3),)},
        timeline=_TIMELINE,
        lineage=_LINEAGE,
        wording=(
            Wording(of="渡轮", variants=(WordingVariant(account=BAY, text="渡轮", count=1), WordingVariant(account=ISLE, text="渡輪", count=2), WordingVariant(account=STRAIT, text="ferry", count=2))),
            Wording(of="沈默言", variants=(WordingVariant(account=BAY, text="港务局长", count=1), WordingVariant(account=ISLE, text="維爾港務局長", count=1), WordingVariant(account=STRAIT, text="harbour master", count=1))),
        ),
        names=(Name(name="沈默言", also=("Shen Moyan", "港务局长"), kind="person"),),
    )  # fmt: skip


def one_account() -> Comparison:
    """The story with its first account alone."""
    whole = ferry_comparison()
    own = {sentence.id for sentence in SENTENCES[BAY]}
    return replace(
        whole,
        story=replace(whole.story, articles=whole.story.articles[:1], outlets=1, origins=1),
        accounts=whole.accounts[:1],
        quotations=tuple(q for q in whole.quotations if q.account == BAY),
        sources=tuple(use for use in whole.sources if use.account == BAY),
        claims=(),
        alignments=(),
        differences=(),
        only_in={BAY: tuple(sorted(own))},
        timeline=tuple(time for time in whole.timeline if time.sentence in own),
        lineage=tuple(arrow for arrow in whole.lineage if arrow.to == "海湾日报"),
        wording=(),
    )


def many_accounts(number: int) -> Comparison:
    """The story with as many accounts, the added ones saying what the first four say."""
    whole = ferry_comparison()
    accounts = list(whole.accounts)
    added: dict[SentenceId, list[SentenceId]] = {}
    for index in range(len(accounts), number):
        model = accounts[index % 4]
        key = ArticleId(f"{index:016x}")
        version = replace(model.article, id=key, outlet=f"{model.article.outlet}·{index}")
        sentences = tuple(replace(s, id=SentenceId(f"{key}.s{n}")) for n, s in enumerate(model.sentences))
        for old, new in zip(model.sentences, sentences, strict=True):
            added.setdefault(old.id, []).append(new.id)
        accounts.append(Account(article=version, sentences=sentences))
    claims = tuple(
        replace(
            claim, statements=claim.statements + tuple(new for old in claim.statements for new in added.get(old, ()))
        )
        for claim in whole.claims
    )
    outlets = len({account.article.outlet for account in accounts})
    return replace(whole, story=replace(whole.story, outlets=outlets), accounts=tuple(accounts), claims=claims)
