from __future__ import annotations

import pytest

from rashomon.attribute import attribute_article
from rashomon.model.account import SourceUse

from .sample import version


def sources(text: str, outlet: str = "山城日报") -> tuple[SourceUse, ...]:
    return attribute_article(version(text, outlet=outlet)).sources


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("据路透社今天报道，港口已经关闭。", "路透社", "agency"),
        ("路透社報導，港口已經關閉。", "路透社", "agency"),
        ("《潮声报》周三援引一份备忘录说，港口已经关闭。", "《潮声报》", "outlet"),
        ("当地媒体报道，港口已经关闭。", "当地媒体", "outlet"),
        ("知情人士透露，港口已经关闭。", "知情人士", "anonymous"),
        ("警方称，三人被捕。", "警方", "official"),
        ("交通部发言人否认码头停用。", "交通部", "official"),
        ("山城港务中心的发言人表示，码头停用。", "山城港务中心", "official"),
        ("山城统计局周一公布的数据显示，出口上升。", "山城统计局", "official"),
        ("林可安发表声明说，港口已经关闭。", "声明", "document"),
        ("林可安在推特上写道，港口已经关闭。", "推特", "document"),
        ("林可安接受路透社采访时说，港口已经关闭。", "路透社", "agency"),
        ("林可安对CNN表示，港口已经关闭。", "CNN", "outlet"),
        ("有学者认为，港口不会再开。", "有学者", "anonymous"),
        ("（法新社山城20日电）港口已经关闭。", "法新社", "agency"),
        ("（中央社山城21日綜合外電報導）港口已經關閉。", "外電", "agency"),
    ],
)
def test_finds_on_whose_word_a_sentence_rests(text: str, name: str, kind: str) -> None:
    assert [(one.source, one.kind.value) for one in sources(text, outlet="")][:1] == [(name, kind)] or (name, kind) in [
        (one.source, one.kind.value) for one in sources(text, outlet="")
    ]


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("一些熟悉海军历史的人士表示，他原本会晋升。", "一些熟悉海军历史的人士", "anonymous"),
        ("接近谈判的外交官说，双方仍有分歧。", "接近谈判的外交官", "anonymous"),
        ("山城有舆论认为，她的职务会受到影响。", "山城有舆论", "anonymous"),
        ("山城外交部一位女发言人说，两人已经离境。", "山城外交部", "official"),
        ("山城卫生署表示，死者十天前接种了疫苗。", "山城卫生署", "official"),
        ("独立监督组织OVR-Link说，已有413人被捕。", "OVR-Link", "official"),
        ("前不久，山城官方传出消息说，这种汽车能够记录图像。", "山城官方", "official"),
        ("据一位前学院雇员说，学院已经关门。", "一位前学院雇员", "anonymous"),
        ("据山城乘用车协会称，四月销量下降。", "山城乘用车协会", "official"),
        ("据悉，两家银行已经同意。", "据悉", "anonymous"),
        ("初步消息显示，至少36人受伤。", "消息", "anonymous"),
        ("评论认为，市长此举是为了连任。", "评论", "anonymous"),
        ("“海之声”报道，市长已经辞职。", "“海之声”", "outlet"),
        ("根據「每日海報」報導，市長已經辭職。", "每日海報", "outlet"),
        ("「海潮新聞」之前報導，市長準備辭職。", "「海潮新聞」", "outlet"),
        ("山城领事馆网站刊发了他接种疫苗的照片。", "山城领事馆网站", "document"),
        ("霍姆的YouTube频道表示，人数要高出近十倍。", "YouTube频道", "document"),
        ("上个月一份名为“海上计划”的报告称，工厂已经开工。", "“海上计划”的报告", "document"),
        ("特拉公司在三天内连发两份声明，均表示愿意配合。", "声明", "document"),
        ("林可安周四对山城第三电台说，不排除实施制裁。", "山城第三电台", "outlet"),
        ("首席医生米勒于12日对山城电视台表示，接种不会停止。", "山城电视台", "outlet"),
        ("据红隼新闻 23 日报道，港口已经关闭。", "红隼新闻", "outlet"),
    ],
)
def test_finds_sources_by_how_they_are_worded(text: str, name: str, kind: str) -> None:
    assert (name, kind) in [(one.source, one.kind.value) for one in sources(text, outlet="")]


@pytest.mark.parametrize(
    "text",
    [
        "山城政府表示，将在年底前关闭港口。",
        "交通部说，希望各方保持克制。",
        "他没让电视台播出节目。",
        "会后，钟伟强调不能向外透露一丝消息。",
        "她在综合格斗比赛的几天前受了伤。",
        "自《英烈条例》公布之后，处罚越来越多。",
        "林可安在接受本报采访时说，港口已经关闭。",
        "林可安周三在司法部说，港口已经关闭。",
        "林可安（Lin Ke’an）分析说，港口已经关闭。",
        "请点赞，并尽可能把这个频道转发出去。",
        "会后，他并未向媒体透露细节。",
        "向可安偕妻来台，住在山城。",
        "相关不实报道，均未向司令部查证。",
    ],
)
def test_own_announcements_and_lookalikes_are_no_source(text: str) -> None:
    assert sources(text) == ()


def test_a_list_of_media_in_the_note_is_cut_at_its_commas() -> None:
    assert [one.source for one in sources("港口已经关闭。\n（来源：WSJ，CNN）")] == ["WSJ", "CNN"]


def test_joined_media_are_two_sources() -> None:
    assert [one.source for one in sources("（本文参考了路透社和法新社的报道）")] == ["路透社", "法新社"]


def test_a_report_named_again_leads_back_and_is_inferred() -> None:
    first, second = sources("据路透社报道，港口已经关闭。\n报道说，船只已经离开。")
    assert (second.source, second.inferred, first.inferred) == ("路透社", True, False)


def test_a_chain_is_told() -> None:
    found = sources("据路透社援引一份内部备忘录报道，港口已经关闭。")
    assert [(one.source, one.via) for one in found] == [("路透社", ("内部备忘录",)), ("内部备忘录", ())]


@pytest.mark.parametrize(
    "text",
    ["林可安说，港口已经关闭。", "据林可安表示，港口已经关闭。", "责任编辑：林可安", "他用数据说明问题，没有证据。"],
)
def test_a_named_person_is_no_source(text: str) -> None:
    assert sources(text) == ()


def test_the_outlet_s_own_dateline_is_no_source() -> None:
    assert sources("（中央社山城21日电）港口已经关闭。", outlet="中央社") == ()


@pytest.mark.parametrize(
    "sentence",
    ["灰鹭社说，没有人受伤。", "该社指出，没有人受伤。", "据该社报道，没有人受伤。", "据灰鹭社报道，没有人受伤。"],
)
def test_short_form_and_pointer_lead_to_the_agencys_full_name(sentence: str) -> None:
    account = attribute_article(version(f"据灰鹭通讯社报道，港口已经关闭。\n{sentence}"))
    assert [(one.source, one.kind.value) for one in account.sources] == [("灰鹭通讯社", "agency")] * 2
    assert account.quotations == ()


def test_paper_named_before_is_not_mistaken_for_the_agency() -> None:
    found = sources("据《潮声报》报道，港口已经关闭。据灰鹭通讯社报道，三人受伤。该报说，港口周五重开。")
    assert [one.source for one in found] == ["《潮声报》", "灰鹭通讯社", "《潮声报》"]


def test_credit_ends_at_its_bracket() -> None:
    found = sources("〔記者林可安／綜合外電報導〕山城（Port）的碼頭已經關閉。")
    assert [one.source for one in found] == ["外電"]
