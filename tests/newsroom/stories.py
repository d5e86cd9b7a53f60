"""A few days at the fictional Tidewater Courier and 港湾日报: all invented for these tests."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

from tests.newsroom.press import Piece

_COAST = timezone(timedelta(hours=-3))
_HARBOUR = timezone(timedelta(hours=8))

_ENGLISH = (
    (
        "Harbour council votes to close the old swing bridge, at last",
        "The harbour council of Port Merrow voted 7 to 2 on Tuesday evening to close the old swing bridge to cars from "
        "the first day of next month, ending a quarrel that has outlived three mayors and two ferry companies.",
    ),
    (
        "Ferry strike enters its third week | boats stay tied up",
        "Deckhands of the Lower Bay ferries began the third week of their strike on Wednesday, and the company said "
        "that no boat would leave before both sides had met the mediator that the ministry of transport has named.",
    ),
    (
        "Merrow lighthouse [1842] gets its lamp back, brighter than before",
        "After eleven months in a workshop inland, the lamp of the Merrow lighthouse was hoisted back into its lantern "
        "room on Thursday, watched by some four hundred people who had brought folding chairs and thermos flasks.",
    ),
    (
        "School kitchens to buy from local boats under new fish rule",
        "From the autumn term, school kitchens in the county must buy at least a third of their fish from boats that "
        "land at the county's own quays, according to a rule that the education board published on Friday morning.",
    ),
    (
        "Storm takes the roof off the market hall in Saltby overnight",
        "A storm that the weather service had expected further south tore half of the roof off the market hall of "
        "Saltby in the night to Saturday; nobody was hurt, because the traders had left an hour before it came.",
    ),
    (
        "Two rival museums agree to share the wreck of the Halcyon",
        "The two museums that have fought over the wreck of the Halcyon since divers found it agreed on Sunday to show "
        "it in turn, five years each, beginning with the smaller one, whose hall has yet to be built and paid for.",
    ),
)
_MORE = (
    "Officials said the decision had been prepared for months and would be reviewed after a year, when the figures "
    "on traffic, cost and safety are in. They asked residents to send in what they see in the meantime.",
    "“We have talked about this since I was a girl,” said Ines Calloway, who keeps a shop by the quay. “Now somebody "
    "has done something, and we shall see whether it was the right thing.”",
)
_CHINESE = (
    (
        "梅罗港表决关闭旧旋桥，争论三十年告终",
        "梅罗港港务会议周二晚间以七票对二票通过决定，自下月一日起禁止汽车通行旧旋桥，一场持续三十年、历经三任市长的争论就此告一段落。",
    ),
    (
        "渡轮罢工进入第三周，航班全部停驶",
        "下湾渡轮公司的水手罢工周三进入第三周，公司表示，在劳资双方与交通部指定的调解人会面之前，不会有任何船只开航，乘客须改搭巴士。",
    ),
    (
        "梅罗灯塔［1842］重新点亮，比从前更明亮",
        "在内陆的工场里修理了十一个月之后，梅罗灯塔的灯具周四重新吊装到灯室，约四百名居民带着折叠椅和热水瓶前来观看，掌声不断。",
    ),
    (
        "学校食堂将优先采购本地渔船的鱼",
        "从秋季学期起，本郡学校食堂至少三分之一的鱼须向在本郡码头卸货的渔船采购，这是教育委员会周五上午公布的一项新规定。",
    ),
    (
        "暴风夜袭索尔特比，市集大厅屋顶被掀翻",
        "气象部门原本预计会偏南经过的一场暴风，周六凌晨掀掉了索尔特比市集大厅的半个屋顶，由于商贩一小时前已经离开，没有人员受伤。",
    ),
    (
        "两家博物馆同意轮流展出“翠鸟号”残骸",
        "自潜水员发现“翠鸟号”残骸以来一直相争不下的两家博物馆周日达成协议，同意各展出五年，由规模较小、展厅尚未建成的一家先展。",
    ),
)
_MORE_CHINESE = (
    "有关官员表示，这项决定已经准备了数月，一年之后将根据交通、费用和安全方面的数据重新评估，并请居民在此期间随时反映意见。",
    "“我还是小姑娘的时候大家就在谈这件事，”在码头边开店的居民卡洛薇说，“现在总算有人动手了，到底对不对，我们走着瞧。”",
)


def english_pieces(first: datetime) -> tuple[Piece, ...]:
    """Six articles of the Tidewater Courier, six hours apart, the oldest first."""
    return tuple(
        Piece(
            path=f"/2031/05/{number + 1:02d}/story-{4100 + number}.html",
            headline=headline,
            paragraphs=(lead, *_MORE),
            at=(first + timedelta(hours=6 * number)).astimezone(_COAST),
        )
        for number, (headline, lead) in enumerate(_ENGLISH)
    )


def chinese_pieces(first: datetime) -> tuple[Piece, ...]:
    """Six articles of 港湾日报, six hours apart, the oldest first."""
    return tuple(
        Piece(
            path=f"/gb/31/5/{number + 1}/n{8800 + number}.htm",
            headline=headline,
            paragraphs=(lead, *_MORE_CHINESE),
            at=(first + timedelta(hours=6 * number)).astimezone(_HARBOUR),
        )
        for number, (headline, lead) in enumerate(_CHINESE)
    )
