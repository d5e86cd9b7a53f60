from __future__ import annotations

import pytest

from rashomon.attribute import attribute_article
from rashomon.model.account import Quotation

from .sample import version


def quotations(text: str) -> tuple[Quotation, ...]:
    return attribute_article(version(text)).quotations


def told(text: str) -> list[tuple[str, str, str]]:
    """(form, words, speaker's name) of each quotation."""
    return [(one.form.value, one.text, one.speaker.name if one.speaker else "") for one in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("山城市长林可安表示，港口下周开放。", [("indirect", "港口下周开放", "林可安")]),
        ("林可安说：“港口下周开放。”", [("direct", "港口下周开放。", "林可安")]),
        ("“港口下周开放。”林可安说。", [("direct", "港口下周开放。", "林可安")]),
        (
            "“港口下周开放，”林可安说，“商船可以回来。”",
            [("direct", "港口下周开放，", "林可安"), ("direct", "商船可以回来。", "林可安")],
        ),
        ("山城市長林可安今天在記者會上強調，港口下週開放。", [("indirect", "港口下週開放", "林可安")]),
        ("港口下周就会开放，林可安说。", [("indirect", "港口下周就会开放", "林可安")]),
        ("据林可安透露，港口下周开放。", [("indirect", "港口下周开放", "林可安")]),
        ("当地媒体引述市长林可安指这份合同已经作废。", [("indirect", "这份合同已经作废", "林可安")]),
        ("市长林可安在6日的记者会上表示，港口下周开放。", [("indirect", "港口下周开放", "林可安")]),
        ("不少渔民认为港口会关。", [("indirect", "港口会关", "不少渔民")]),
        ("林可安也曾说过，港口下周开放。", [("indirect", "港口下周开放", "林可安")]),
        ("声明指出，港口下周开放。", [("indirect", "港口下周开放", "声明")]),
        ("知情人士称，港口下周开放。", [("indirect", "港口下周开放", "知情人士")]),
        ("港方和船方表示，谈判已经结束。", [("indirect", "谈判已经结束", "港方和船方")]),
        ("林可安告诉记者，港口下周开放。", [("indirect", "港口下周开放", "林可安")]),
    ],
)
def test_finds_the_words_and_whose_they_are(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        ("汽车司机林大为对本台说，两件事有关。", "两件事有关", "汽车司机林大为"),
        ("指挥中心副组长林一钧三月中旬时表示，病例会增加。", "病例会增加", "林一钧"),
        ("无国界医师表示：「病毒已经蔓延。」", "病毒已经蔓延。", "无国界医师"),
        ("潮声社引用能源中心首席分析师劳里·梅里的话说：“期望很重要。”", "期望很重要。", "劳里·梅里"),
        ("一位朋友后来回忆说，当时亲王很伤心。", "当时亲王很伤心", "一位朋友"),
        ("“我们当时去不了，”身在远港的约翰·帕拉说。", "我们当时去不了，", "约翰·帕拉"),
        ("“这个词到底什么意思？”林可安问。", "这个词到底什么意思？", "林可安"),
        ("法官问政府工作人员：“决定办了手续没有？”", "决定办了手续没有？", "法官"),
        ("林怀庆在看守所里明确的表示：他们动了手。", "他们动了手", "林怀庆"),
        ("路上带着两本书的他说，书店已经关门。", "书店已经关门", "他"),
        ("近日渔民协会表示，码头已经停用。", "码头已经停用", "渔民协会"),
        ("柏国驻松国大使馆对外界表示，渔船只是避风。", "渔船只是避风", "柏国驻松国大使馆"),
        ("绿党的柯恩·布洛斯反对。该党议员布洛斯批评说，目标太低。", "目标太低", "柯恩·布洛斯"),
        ("昨天（8日），2人被山城地检署以涉嫌窃盗罪起诉，并指控船厂曾经分赃。", "船厂曾经分赃", "山城地检署"),
        ("港口官员起初否认，闸门已经损坏。", "闸门已经损坏", "港口官员"),
        ("该船厂周三表示，闸门已经修好。", "闸门已经修好", "该船厂"),
        ("林可安告诉红隼国「讯使报」（Il Messo），港口已经关闭。", "港口已经关闭", "林可安"),
        ("家属要求放人，监狱负责人说要先写保证书。", "放人", "家属"),
        ("山城维也纳歌剧院今天表示，演出已经取消。", "演出已经取消", "山城维也纳歌剧院"),
        ("三大图书馆系统都表示，夏季会重开分馆。", "夏季会重开分馆", "三大图书馆系统"),
        ("该房屋的管家刘先生称，当时买了两套。", "当时买了两套", "管家刘先生"),
        ("林可安争辩说，两件事没有关系。", "两件事没有关系", "林可安"),
        ("林可安在谈到港口时说，“船会回来。”", "船会回来。", "林可安"),
    ],
)
def test_finds_whose_words_they_are_in_harder_sentences(text: str, words: str, speaker: str) -> None:
    assert (words, speaker) in [(said, name) for _, said, name in told(text)]


def test_what_somebody_left_unanswered_is_no_part_of_the_words() -> None:
    found = told("渔民协会称合同已经作废，市政府没有立即回应置评请求。")
    assert [words for _, words, _ in found] == ["合同已经作废"]


@pytest.mark.parametrize(
    "text",
    [
        "索德尔向他表示了祝贺和支持。",
        "中国官员尖锐批评了本届政府的信号。",
        "全球掀起强烈抗议，案子不容易解决。",
        "红隼社援引水利部的话说，闸门在周五以前不会更换。",
        "但如果法官认为情节严重，刑期会加长。",
        "五天后，港务局发布了一则官方通报，引发民众不满。",
        "这个提议也顺利得到支持。",
    ],
)
def test_nouns_and_bodies_at_second_hand_are_no_quotation(text: str) -> None:
    assert told(text) == []


def test_what_somebody_is_charged_with_is_not_in_his_words() -> None:
    assert [form for form, _, _ in told("当局指控林可安犯有“非法采矿罪”、“寻衅滋事罪”等三项罪名。")] == ["indirect"]


def test_a_mixed_sentence_has_its_clause_and_its_fragments() -> None:
    found = told("林可安指出，这项计划“完全不能接受”，必须重谈。")
    assert found == [("indirect", "这项计划“完全不能接受”，必须重谈", "林可安"), ("direct", "完全不能接受", "林可安")]


def test_a_second_statement_of_the_same_person_is_split_off() -> None:
    found = told("林可安表示，港口下周开放，他认为，商船会回来。")
    assert [(words, name) for _, words, name in found] == [("港口下周开放", "林可安"), ("商船会回来", "林可安")]


def test_a_pronoun_and_a_short_form_lead_to_the_fullest_name() -> None:
    text = "欧兰外长马丁‧霍姆（Martin Holm）表示，会谈顺利。\n霍姆说，协议就在眼前。\n他强调，没有人会退出。"
    assert [one.speaker.name for one in quotations(text) if one.speaker] == ["马丁‧霍姆（Martin Holm）"] * 3


def test_a_surname_alone_leads_to_the_name_named_before() -> None:
    text = "外交部发言人毛远表示，会谈顺利。\n“我们欢迎各方参加会谈。”毛说。"
    assert [one.speaker.name for one in quotations(text) if one.speaker] == ["毛远", "毛远"]


def test_a_quotation_alone_goes_on_with_the_speaker_before() -> None:
    text = "林可安说，港口会开放。\n“我们准备了三年，不会再等下去。”"
    assert [(one.form.value, one.speaker.name if one.speaker else "") for one in quotations(text)] == [
        ("indirect", "林可安"),
        ("direct", "林可安"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "港口位于所谓的“新海区”，货轮不多。",
        "《山城的春天》一书的作者昨天去世。",
        "据说港口下周开放。",
        "市长没有说明原因。",
        "这份报告的说法引起争议。",
        "总的来说，天气不错。",
        "路透社报道，港口下周开放。",
        "统计局公布的数据显示，出口上升。",
    ],
)
def test_what_is_nobody_s_words_is_no_quotation(text: str) -> None:
    assert told(text) == []


def test_a_passive_gives_no_quotation_but_the_one_behind_it() -> None:
    found = told("林可安被渔民协会批评，指责他隐瞒事故真相。")
    assert [(words, name) for _, words, name in found] == [("他隐瞒事故真相", "渔民协会")]


def test_the_reporter_s_turn_is_left_out() -> None:
    assert told("林可安宣布取消两份码头合同，引发船东不满。")[0][1] == "取消两份码头合同"


def test_every_quotation_names_cue_stance_and_rule() -> None:
    (one,) = quotations("林可安警告，堤坝可能决口。")
    assert (one.cue, one.stance, one.rule) == ("警告", "warned", "zh.indirect.after")


def test_a_quotation_rests_on_the_source_that_governs_it() -> None:
    text = "据潮声通讯社报道，港口已经关闭。林可安说，原因不明。\n渔民协会说，他们没有收到通知。"
    assert [one.sources for one in quotations(text)] == [("潮声通讯社",), ()]


@pytest.mark.parametrize(
    "who", ["一名不愿透露姓名的港务局官员", "一位要求匿名的海事专家", "两名拒绝具名的船厂员工", "山城港务中心的发言人"]
)
def test_speaker_without_a_name_keeps_the_whole_phrase(who: str) -> None:
    (found,) = attribute_article(version(f"{who}表示，码头周五以前不会重开。")).quotations
    assert found.speaker is not None
    assert (found.speaker.name, found.text) == (who, "码头周五以前不会重开")


def test_a_body_named_before_is_meant_by_its_kind() -> None:
    found = told("山城渔业公司表示，码头已经停用。港务局说码头会重开。该公司表示，船只将转移。")
    assert [name for _, _, name in found] == ["山城渔业公司", "港务局", "山城渔业公司"]


def test_a_pronoun_means_who_its_sentence_is_about() -> None:
    found = told("市长林可安说，港口已经关闭。总理马丁‧霍姆也担心，他认为谈判会失败。")
    assert [name for _, _, name in found] == ["林可安", "马丁‧霍姆"]
