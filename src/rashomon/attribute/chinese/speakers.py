"""Who stands before a cue: the subject's span, and the name inside it."""

from __future__ import annotations

import re
from typing import Final

from rashomon.attribute.chinese.titles import GROUPS, SURNAMES, TITLES
from rashomon.attribute.reading import BRACKETED, QUOTED, TITLED
from rashomon.attribute.said import Subject
from rashomon.text.tokens import any_of

_TIME = (
    r"(?:当地时间|北京时间|美东时间)?(?:[上下本这]?(?:周|星期|礼拜)[一二三四五六日天末](?:[早晚上下]午?|晚间|晚)?|(?:今|昨|明|前|当|翌|次|同|隔)[天日晚晨早年](?:[上下]午|晚间|晚|凌晨|早上|早|清晨|稍早|稍晚)?|"
    r"(?:\d{2,4}年)?\d{1,2} ?月 ?\d{1,2} ?[日号](?:[上下]午|晚间|晚|凌晨|早上|清晨)?|(?:去年|今年|本月|上月|上个月|下月)(?:年?\d{1,2}月(?:份|初|底|中旬|上旬|下旬)?)?|年?\d{1,2}月(?:份|初|底|中旬|上旬|下旬)?|\d{1,2} ?[日号](?:[上下]午|晚间|晚|凌晨|早上|清晨)?|"
    r"日前|近日|日后|稍早|稍早前|稍晚|稍后|随后|当时|此前|之前|早前|先前|最近|近期|目前|现在|此后|其后|后来|事后|上午|下午|凌晨|晚间|早上|傍晚|昨|[早晚]些时候)"
)
_LEFT = re.compile(
    rf"(?:[（(【]{BRACKETED}*[）)】]|(?:路透|法新社|中新社|新华社|中央社|彭博)[一-鿿/]{{0,12}}\d{{1,2}}月\d{{1,2}}日(?:电|讯|消息)? ?[-—–]*|以及|和(?!平)|[\s“”「」『』\"'）)】\]·—\-–◎●■*•▲▶]|但是|但|而且|而(?!言)|不过|然而|可是|此外|另外|另据|另|与此同时|同时|对此|随后|之后|其中|至于|因此|所以|于是|并且|并|还有(?!人)|还|也有(?!人)|也|又|再|"
    r"根据|据|按照|按(?!摩)|有(?!关|限|色|线|人|些|的|媒)|就连|连(?!任|战|云|锁)|由于|虽然|尽管|即使|如果|当时|当天|例如|比如|特别是|尤其是|包括|其实|事实上|实际上|结果|最后|最终|首先|其次|第[一二三]|不仅|"
    r"甚至(?=[^，]{2})|于(?=当地|\d|今|昨|本|上|周|星)|特别(?!代表|行政|顾问|检察|助理)|反复|一再|再三|屡次|不断|纷纷|随即|立即|相反|相对地|一方面|另一方面|接着|接下来|紧接着|最新|一直以来|长期以来|多年来|反观|只不过|甚至|甚|则|"
    + _TIME
    + r"(?:\s*"
    + BRACKETED
    + r")?[，,]?)+"
)
_ADVERBIAL = re.compile(
    r"(?=[在对向就针于从通透藉借以因为接发撰致受召举出主回答被表访会宣援引转谈提也还又则再曾已并却亦均都将便即仍只才更同普一共分多反不继进特随此之稍早先日近最当事其后目现今昨前明翌次上本这下周星礼0-9去凌晚清公正直间私匿坚严强高低郑首率始终未没拒无用趁如那指笑哭气愤激感冷微沉遗所北强仅长一向立僅面反开信尖罕纷迅起显往似原二三四五六七八九十])(?:"
    r"(?<!现)(?<!所)(?<!内)(?<!存)在(?!台协|野党|职|校|线|任的|逃|押|场)|在(?=\w{0,12}[上中里时后前内会说称])|面对|(?<![面针反])对(?!手|方|外(?![界国])|冲|立|华为)|向(?!阳|前|来)|就(?!业|职|读)|针对|于(?=\d|今|昨|本|上|周|星|当|近|日前|\ue000)|从(?=\d|\w{1,8}(?:方面|那里|处|得知))|通过|透过|藉由|借由|以(?!色列|及|色|军|方|上|下|内|外)|因(?!斯坦|为斯)|为(?=此|了)|"
    r"接受|发表|发布|发出|发推|发文|撰文|致[电函信辞词]|受访|召开|举行|出席|主持|回答|回应|答复|被问|表态|访问|会见|会晤|通话|宣读|援引|引述|引用|转引|转述|谈到|谈及|提到|提及|"
    r"也(?!门|纳|夫|斯)|还(?!是)|又|再次?(?!生)|则|曾(?!荫|俊|国|庆|铭|经国|志|文|铂)|已经?|并(?!购)|却|同[年月](?=\d|[^一-鿿]|在|[一二三四五六七八九十])|当年|亦|均(?=表|认|称|说|强|指|呼|[已在对会]|$)|都(?=表|认|称|说|强|指|呼|[已在对会]|$)|将(?!军|领|官)|便|即(?=[表指说称]|$)|仍|只|才|更(?=[表指说称是加进]|$)|同样|普遍|一致|共同|分别|多次|再三|一再|反复|不断|继续|接着|跟着|紧接着|长期|起[初先]|显然|往往|通常|似乎|原本|一向|随即|当即|立即|立刻|仍然|再度|接连|相继|陆续|同时|进一步|特别|"
    r"随[后即]|此前|之前|稍早|稍[早晚后]|早[前些]|先前|日前|近日|最近|当时|事后|其后|后来|目前|现在|今[天日晚晨早年]|昨[天日晚晨]|前天|明天|当[天日晚]|同[日天](?!报)|翌日|次日|"
    r"(?:当地时间|北京时间)?[上下本这]?(?:周|星期|礼拜)[一二三四五六日天末]|\d{1,4} ?[年月日号]|[一二三四五六七八九十]{1,2}月(?:[上中下]旬|初|底|末|份)?时?|去年|今年|本月|上[月周]|上个月|本周|凌晨|上午|下午|晚间|早上|清晨|"
    r"公开|正式|明确|甚至|直接|间接|私下|匿名|坚决|严厉|强烈|强硬|高调|低调|郑重|严正|强势|反复|一度|一直|始终|率先|首次|首度|首先|最后|最终|终于|未|没有|不(?!丹|列颠|来梅)|拒绝|无法|"
    r"(?<![运使利启采应引信作费])用(?!户|车|品|途|具|人单位|电|水|地|药)|借(?!款)|趁|当(?=被|他|她|记)|[今昨](?=[（(]|$)|最新|罕见|迅速|纷纷|反而|开始|信誓旦旦|尖锐|如此|这样|那样|这么|指着|笑着|哭着|气愤|愤怒|无奈|激动地?|严肃|感慨|冷笑|微笑|沉痛|遗憾地|高兴地|所(?=说|称|指|言))"
)
"""Where the part of a clause begins that says when, where and how, and no longer who."""
_RELATIVE = re.compile(
    r"(?:身?在|曾|从|正在|已|来自|总部设在|总部位于|位于|设在|成立于|曾任|出身)[^，。]{2,40}的(?=[^，。的]{2,})"
)
_AGENT = re.compile(r"(?:被|遭)(?=[^，。]{2,14}$)")
_QUOTES_OTHERS = re.compile("(?:援引|引述|引用|转引|转述)了?(?!说|称|的)")
_PRONOUN = re.compile(
    r"(?:他们|她们|他|她|其(?=在|对|也|还|则|曾|又|$)|前者|后者|该(?!的)[^，。的\W]{1,4}(?![^，。]?的)|我们|对方|双方|两人|二人|三人|这名[一-鿿]{0,6}|这位[一-鿿]{0,6}|此人|本人)"
)
_PRONOUN_END = re.compile(r"(?<![和与跟及、])(?<!其)(?:他们|她们|他|她)$")
_NOT_SUBJECT = re.compile(
    r"(?:时|后|之际|之后|之前|期间|上|中|以来|下|的|之一|以及|和|与|是|为|被|把|了|着|过|到|让|使|令|把|给|称|说|来|去)$"
)
_STARTS_BADLY = re.compile(
    r"^(?:正如|往往|通常|显然|似乎|仔细|国[内外]$|境[内外]$|\d{1,2}[时点](?:\d{1,2}分?)?$|回避|发表|致电|致函|仍|根本|基本|加上|明确|这个$|那个$|发[帖文推]|撰文|留言|受访|去信|来信|我想|才|刚|熟练|上?个?世纪|\d{2,4}年$|\d{1,2}[月日]|是|致|发出|透过|通过|已|全部|曾|正在|在|当(?!局|地|事)|从|对(?!方|手)|随着|把|被|让|使|令(?!狐|计)|将(?!军|领)|会(?!长|计|议|员|所)|可(?!口|汗|兰)|能(?!源|量|力|登|仁|见)|应(?!急|用|勇|采)|需|要(?!塞)|可能|必须|应该|应当|可以|需要|不(?!少|同|丹|列|愿)|没|未|无(?!党|国界)|很|最(?!高)|更(?!生)|太(?!平|空|阳|太|原|古|保)|非常|这(?![名位些个家份群]|两[名位]|三[名位])|那(?![名位些个家])|如何|怎样|什么|为什么|为何|谁|进行|作出|做出|予以|给予|加以|以及|或|和|与|跟|及|之|的|了|着|所|来自于|为了|关于|有关|"
    r"发生|导致|造成|引发|引起|遭到|受到|得到|获得|经过|按(?!揭)|若(?!泽|望|尔|昂|阿)|如|因(?!特|斯|诺|蒂|凡)|由|随着|除了|作为|希望|担心|期待|拒绝|试图|开始|继续|决定|同意|支持|反对|认为|相信|知道|发现|看到|听到|成为|属于|位于|达到|超过|包括|不仅|不但|只要|只有|即使|无论|不管|凡|凡是)"
)
_VERBISH = re.compile(
    r"(?:致电|通电话|出席|前往|抵达|召开|发布会|访问|会见|会谈|被问|获|签署|遭|受|来到|走访|参加|举行|结束)"
)
_TITLE = re.compile(f"(?:{any_of(TITLES)})(?:兼[^，。]{{1,16}}?(?:{any_of(TITLES)}))?")
_NAMED_END = re.compile(
    rf"(?:{any_of(TITLES)})[一-鿿]{{2,3}}$|(?:^|[人员长机家师者主生授士民])[{''.join(sorted(SURNAMES))}][一-鿿]?[为和]$"
)
_GROUP_END = re.compile(f"(?:{any_of(GROUPS)})$")
UNNAMED: Final = re.compile(
    rf"[一两二三四五几数多\d][名位个](?=[^，。：；的]{{0,8}}(?:不愿|不想|不便|不具|未具|不欲|要求|拒绝|匿名|没有|未获|无权|希望|隐去))[^，。：；]{{2,20}}?的[^，。：；的]{{0,14}}?(?:{any_of([*TITLES, *GROUPS])})们?"
)
"""Somebody whose name the article withholds, with the words that say so: 一名要求匿名的水利部官员."""
_BRACKET_END = re.compile(rf"\s*[（(]{BRACKETED}*[）)]$")
_BODY_NAME = re.compile("(?:会议|委员会|办公室|协会|公署|联盟|学会|工会|联合会|基金会|理事会|事务所)$")
_NAME_LIKE = re.compile(r"^[一-鿿·‧・•．.A-Za-z\-\s]{2,24}$")


def find_subject(masked: str, start: int, end: int) -> Subject | None:
    """The subject in the clause `start`–`end` that a cue follows; None where the clause holds none."""
    left = _LEFT.match(masked, start, end)
    begin = left.end() if left else start
    if begin >= end:
        return None
    quoted = None
    if masked.find("引", begin, end) >= 0 or masked.find("转述", begin, end) >= 0:
        for quoted in _QUOTES_OTHERS.finditer(masked, begin, end - 2):  # noqa: B007
            pass
    if quoted is not None and quoted.end() < end - 1:  # 当地媒体引述外长: the words are the minister's
        begin = quoted.end()
    relative = _RELATIVE.match(masked, begin, end)
    if relative is not None:  # 在省里视察的马克: what stands before 的 describes him
        begin = relative.end()
    agent = _AGENT.search(masked, begin, end)
    if agent is not None:  # 被国民党批评: the words are the party's
        begin = agent.end()
    unnamed = UNNAMED.match(masked, begin, end)
    if unnamed is not None:  # 一名不愿透露姓名的官员: one phrase, its verbs included
        return Subject(start=begin, end=unnamed.end(), name_start=begin, group=True)
    pronoun = _PRONOUN.match(masked, begin, end)
    if pronoun and not _runs_on(masked, pronoun, end):
        stop = pronoun.end()
        if stop - begin > 2 and (adverbial := _ADVERBIAL.search(masked, begin + 2, stop)):
            stop = adverbial.start()
        return Subject(start=begin, end=stop, name_start=begin, pronoun=True)
    if end - begin == 1 and masked[begin] in SURNAMES and begin > start - 1:  # 毛说: the surname alone
        return Subject(start=begin, end=end, name_start=begin)
    stop = _adverbial_start(masked, begin, end)
    inner = _PRONOUN_END.search(masked, begin + 2, stop) if masked[stop - 1] in "他她们" else None
    if inner:  # 路上带着两本书的他: verbs before it are no part of a name
        return Subject(start=inner.start(), end=stop, name_start=inner.start(), pronoun=True)
    agent = _AGENT.search(masked, begin, stop)
    if agent is not None:  # 两人被地检署依窃盗罪起诉: the words are the office's
        begin = agent.end()
    while stop > begin and masked[stop - 1] in " 　、，":
        stop -= 1
    while stop - 1 > begin and masked[stop - 1] in "0123456789":  # a year or a count that the words go on with
        stop -= 1
    if masked[begin:stop].endswith("的话"):
        stop -= 2
    if not _is_subject(masked, begin, stop):
        return None
    name_start = find_name_start(masked, begin, stop)
    group = bool(_GROUP_END.search(masked, max(begin, stop - 8), stop))
    return Subject(start=begin, end=stop, name_start=name_start, group=group)


def _runs_on(masked: str, pronoun: re.Match[str], end: int) -> bool:
    """Whether 该 with the letters behind it was cut off inside a longer subject, 该党议员布|洛斯."""
    stop = pronoun.end()
    return (
        pronoun.group()[0] == "该"
        and stop < end
        and "一" <= masked[stop] <= "鿿"
        and not any(_ADVERBIAL.match(masked, at, end) for at in range(pronoun.start() + 2, stop + 1))
    )


def _adverbial_start(masked: str, begin: int, end: int) -> int:
    """Where the adverbial part begins: the first such word behind at least one word of subject."""
    at = begin + 1
    while match := _ADVERBIAL.search(masked, at, end):
        if match.start() - begin >= 2 or not masked[begin : match.start()].isascii():
            inside = masked.find("的", match.end(), end)
            # "在海底工作的黄先生": what stands before 的 belongs to the name behind it
            if (
                inside > 0
                and inside + 2 < end
                and match.group()[0] in "在对从向于"
                and _title_soon(masked, inside, end)
            ):
                at = inside
                continue
            return match.start()
        at = match.end()
    return end


def _title_soon(masked: str, at: int, end: int) -> bool:
    title = _TITLE.search(masked, at, min(end, at + 14))
    return (
        title is not None and title.end() < end and masked[title.end()] not in "会室上中时"
    )  # 的记者会上 is no person


_MARKS = QUOTED + BRACKETED + TITLED + "“”「」『』《》（）()\"' "


def _is_subject(masked: str, begin: int, stop: int) -> bool:
    """Whether the words can be a subject: neither a verb phrase nor the end of a time clause."""
    size = stop - begin - masked.count(BRACKETED, begin, stop)
    if stop - begin < 2 or size > 70:
        return stop - begin == 1 and masked[begin] in "他她"
    words = masked[begin:stop]
    if words.strip(_MARKS) == "" and TITLED not in words and QUOTED not in words:
        return False
    return not (
        (_NOT_SUBJECT.search(words) and not _NAMED_END.search(words)) or "就是" in words or _STARTS_BADLY.match(words)
    )


def find_name_start(masked: str, begin: int, stop: int) -> int:
    """Where the bare name begins inside a subject: behind its last title, or behind its last 的."""
    core = stop
    bracket = _BRACKET_END.search(masked, begin, stop) if masked[stop - 1] in "）)" else None
    if bracket:
        core = bracket.start()
    at = begin
    for match in _TITLE.finditer(masked, begin, core):
        if (
            match.end() < core and masked[match.end()] not in "会和及与、馆"
        ):  # 委员会 is no 委员, and no name is joined so
            at = match.end()
    if at == begin:
        possessive = masked.rfind("的", begin, core)
        described = _TITLE.fullmatch(masked, possessive + 1, core) is None  # 监测中心的发言人 is one phrase
        if possessive > 0 and core - possessive > 2 and core - possessive < 12 and described:
            at = possessive + 1
    while at < core and masked[at] in " 、的，":
        at += 1
    if at > begin and _BODY_NAME.search(masked, at, core):
        return begin  # 参谋长联席会议 is one name
    if core - at < 2 or not _NAME_LIKE.match(masked[at:core].replace(QUOTED, "文").replace("“", "").replace("”", "")):
        return begin
    return at
