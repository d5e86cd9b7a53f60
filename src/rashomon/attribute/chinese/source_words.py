"""Patterns for the words around sources in Chinese news, built from the lists of `titles`."""

from __future__ import annotations

import re
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from rashomon.attribute.chinese.titles import DOCUMENTS, GROUPS, MEDIA, PLATFORMS
from rashomon.model.account import SourceKind
from rashomon.text.tokens import any_of, words_of

_MARKED = r"[（(]\ue001+[）)]|《\ue002+》|“\ue000+”|「\ue000+」|\"\ue000+\""
TIME: Final = r"(?:当地时间)?(?:[上下本这]?(?:周|星期|礼拜)[一二三四五六日天](?:[早晚]|[上下]午)?|[今昨前明当][天日晚晨早年](?:[早晚]|[上下]午)?|(?:\d{4}年)?\d{1,2} ?月(?: ?\d{1,2} ?日)?(?:份|初|底)?|\d{1,2} ?日|日前|近日|此前|之前|之后|稍早|稍早前|稍后|最近|早前|先前|随后|今年|去年)"
ADVERB: Final = r"(?:也|还|则|又|并|再|同时|最后|另外|进一步|普遍|一致|大多|多数|就|曾|已经?|都|均|仍|更是|更|接着|继续|至今|率先|独家|首先|公开|特别|同样|当时|其后|事后|却|便|一度|多次|再次|直接|私下|匿名|明确|甚至|一直|依旧|依然|仍然|随即|陆续|相继|纷纷|经常|往往|反复|不断|分别|正式|独立|指名|向\w{2,8}|对\w{2,8}|在\w{1,12}[中时上里])"
GAP: Final = rf"(?:{TIME}|{ADVERB}|[（(]\ue001+[）)]|\s)*"
SAYS: Final = r"(?:说(?![服法明])|称(?![为呼赞])|表示(?!关切|欢迎|感谢|支持|反对|不满|愤怒)|指出|认为|透露|指(?![责控望数导定])|显示|强调|写道|援引|引述|披露|证实|提到|表明|质疑|批评|警告|分析|解读|评论|爆料|反映|声称|宣称|形容|呼吁|没有提及|未提及)"
AFTER_MEDIUM: Final = re.compile(
    rf"(?:[（(]\ue001+[）)])?(?:驻[^，。]{{2,8}}?(?=记者|特派))?(?:网站?|电视台?|新闻台?|周刊|杂志|中文网|旗下\w{{1,6}})?(?:的|上|刊登的?|发表的?)?{GAP}(?:(?:一篇|有关|相关|最新|独家|分析|评论|调查)*(?:文章|报道|报导|社论|评论|记者|消息|专栏)?中?)?{GAP}(?:的(?:报道|报导|消息|文章|评论)(?:中|里)?)?"
    r"(?P<said>报道|报导|消息|刊文|刊登|刊发|撰文|发文|援引|引述|引用|转引|转述|披露|曝光(?![度率])|揭露|说(?![服法])|称(?![为呼赞])|指出|指(?![责控望数导定])|表示|认为|评论|分析|透露|写道|获悉|查证|警告|呼吁|抨击|敦促|强调|预测|预计|接到|收到|独家|走访|发现|列出|估计|统计|爆料|质疑|批评|发消息|播出|播放|公布(?!之?[后前]|的|和)|证实|形容)"
)
THEN_SAYS: Final = re.compile(
    r"，(?:并|也|其中|均|都|分别)*(?:宣布|表示|说|称|指|强调|批评|谴责|呼吁|回应|澄清|否认|证实|承认|警告|透露|重申)"
)
AFTER_ANAPHOR: Final = re.compile(rf"(?:的|中)?{GAP}{SAYS}")
AFTER_DOCUMENT: Final = re.compile(
    rf"(?:[（(]\ue001+[）)])?{GAP}[上中里内]?{GAP}(?P<said>显示|指出|称(?![为呼赞])|说(?![明服法])|表示|表明|写道|强调|揭示|披露|呼吁|警告|认为|指明|写明|提到|透露|宣布|证实|列出|要求|发现|预测|预计|估计|建议|中说|回应|交代)"
)
AFTER_PEOPLE: Final = re.compile(
    rf"(?:[（(]\ue001+[）)])?{GAP}(?:说(?![服法明])|称(?![为呼赞])|表示(?!关切|欢迎|感谢|支持|反对|不满|愤怒)|指出|认为|透露|指(?![责控望数导定])|证实|质疑|批评|警告|声称|宣称|形容|担心|担忧|爆料|预计|预测|估计|怀疑|分析|披露|告诉|解读|强调|通报|指称|统计)"
)
AFTER_BODY: Final = re.compile(
    rf"(?:[（(]\ue001+[）)])?(?:的?发言人)?{GAP}(?:说(?![服法明])|称(?![为呼赞])|表示(?!关切|欢迎|感谢|支持|反对|不满|愤怒)|通报|证实|指出|透露|公布(?!后)|宣称|声称|坚称|指称|否认|统计|估计|披露|认为|传出消息|发布[^，。]{{0,10}}(?:数据|消息|通报|公告)|[^，。]{{0,14}}(?:公布|发布)[^，。]{{0,6}}(?:数据|统计|报告))"
)
POSITION: Final = re.compile(
    r"(?:如果|若|已?经?要求|已?将|[也都还并就才]?会|愿意?|不会|希望|期待|期望|反对|支持|坚决|坚定|欢迎|致力|要|应该?|必须|决不|绝不|不能|强烈|准备|计划|拟|打算|考虑|尊重|理解|感谢|需要?|可以|我们|我国|我方|"
    r"对[^，。]{1,20}(?:表示|感到|深表|不满|关切|遗憾|欢迎|愤慨|担忧)|正?在?(?:考虑|努力|研究|密切))"
)
"""How what a body says begins where it is its own wish or plan, and no report."""
AFTER_PLATFORM: Final = re.compile(
    r"(?:[（(]\ue001+[）)])?(?:“\ue000+”|「\ue000+」)?(?:的?账号|的?帐号|帐户|账户|个人主页|页面|专页)?[上中里]?"
)
AFTER_PAGE: Final = re.compile(
    rf"(?:[（(]\ue001+[）)]|“\ue000+”|「\ue000+」|[的上])*{GAP}(?:说(?![服法明])|称(?![为呼赞])|表示|指出|显示|写道|介绍|消息|发?布?消息|发文|发帖|发推|发声明|公布|刊登|刊发|发布|登出|通报|披露|转发|更新|留言)"
)
INTERVIEWED: Final = re.compile(
    r"(?:接受|在)(?P<name>[^，。；：！？\s]{1,30}?)(?:的)?(?:电话|书面|独家|视频|联合|电视|电台)?(?:采访|专访|访问|访谈|访时)"
)
ACCORDING: Final = re.compile(
    rf"(?:根据|依据|据|按照|援引|引述|引用|转引)了?(?P<name>(?:{_MARKED}|[^。；！？，\n]){{0,44}}?)(?P<said>的?(?:相关|有关|最新|一份|一项|多家|独家)?"
    r"(?:报道|报导|消息(?!人士|来源)|说法|统计|估计|估算|数据|资料|公布|发布|通报|介绍|指出|表示|透露|披露|声明|文件|报告|分析|公告|调查|研究(?!所|院|中心|员)|话(?:说|称|指出|表示|报[道导])|爆料|查证|计算|名单|视频|影片|照片|录音|公报|推文|信函|通知|民调|预测|指引|规定|法律|情况说明|所发|讯息|信息|资讯|简报|反映|招股书|宣传|称(?![为呼])|说(?!服)|指(?![责控望数导定])|网站(?![A-Za-z“「《])))"
)
NOTE: Final = re.compile(
    rf"(?:消息来源|资料来源|(?<!图片)(?<!图像)来源|本文(?:主要)?(?:依据|参考|综合|根据|引用)了?|转自|转载自|编译自|译自|摘自)[:： ]*(?P<name>(?:{_MARKED}|[^。；\n）)（(：]){{2,40}}?)(?:网站)?(?:的?(?:报道|报导|消息|资料|讯息|新闻|文章))?(?=[）)。\n（(]|编译|整理|$)"
)
DATELINE: Final = re.compile(
    r"\s*[（(【](?P<name>[一-鿿A-Za-z]{2,8}?社)(?:记者)?[一-鿿A-Za-z .‧·]{0,16}?(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日?(?:专)?(?:电|讯)"
)
FOREIGN: Final = re.compile(
    r"综合(?P<name>外电|外媒|消息|(?!报[道导])[^，。）)】〕\n]{2,24}?(?=[）)】〕]|报道|报导|消息|外电))(?:报道|报导|消息|外电)*(?=[）)】〕，。])"
)
PLAIN: Final = re.compile(rf"(?:根据|依据|据)(?P<name>(?:{_MARKED}|[^。；！？，\n]){{2,24}})(?=，)")
NAMELESS: Final = re.compile("据(?P<name>报(?![道导告社纸刊])|悉|了解|信(?!息|仰|任)|传(?!统|播)|称|闻)")
SPLIT: Final = re.compile(r"(?:和|与|及|以及|、)(?=[一-鿿A-Za-z《「“])|[，,/] ?(?=[A-Z《「“])")

CHAIN: Final = re.compile("援引|引述|引用|转引|转述")
MEDIUM: Final = any_of(MEDIA)
PLACED: Final = re.compile(
    r"(?:[中里内](?:[^，。；！？]{0,16}?)(?:说|称|表示|写道|指出|强调|透露|提到|呼吁|批评|宣布|发布|公布|回应|交代|，)|上(?:[^，。；！？]{0,8}?)(?:说|称|表示|写道|指出|强调|提到|呼吁|批评|宣布|公布|显示))"
)
_BODIES = words_of(
    """
    官方 警方 军方 检方 校方 院方 店方 馆方 当局 方面 参谋长联席会议 联席会议 警察局 公安局 公安机关 卫生部门 卫生部 卫生局 卫健委 疾控中心
    统计局 气象局 气象台 地震局 消防局 消防部门 海关总署 海关 海岸防卫队 海警 司令部 检察院 检察官办公室 医院
    救援人员 救援部门 执法部门 有关部门 主管部门 指挥中心 警察 警局 紧急情况部 选举委员会 中选会 监狱管理局
    中心 内政部 财政部 商务部 司法部 教育部 交通部 农业部 环境部 能源部 水利部 劳工部 移民局 人口普查局 主计总处 网警 统计部门
    """
)
_ENDS = words_of(
    """
    通讯社 电讯社 新闻社 通信社 传真社 日报 时报 晚报 早报 晨报 周报 周刊 邮报 导报 卫报 商报 电视台 电台 新闻网
    新闻台 广播公司 之音 媒体 传媒 杂志 月刊 报章 网媒 英媒 美媒 日媒 韩媒 法媒 德媒 俄媒 港媒 台媒 陆媒 官媒
    党媒 外媒 澳媒 印媒 自媒 报社
    """
)
_ANAPHORS = words_of(
    """
    报道 报导 消息 文章 社论 报纸 该报 该台 该社 该刊 该网 该媒体 该网站 评论文章
    """
)


_CROWDS = words_of(
    """
    民众 居民 议员 律师 医生 团体 家属 员工 用户 业者 村民 学者 志愿者 市民 店主 学生 老师 教师 工人 司机 游客 旅客 医护人员 家长 球迷 消费者 车主
    商家 业主 商户 商人 农民 教授 记者 当地人 亲属 邻居 同事 前官员 大臣 部长 高官 将领 使节 组织者 与会者 亲友
    """
)
_NOT_GROUPS = frozenset((*_CROWDS, "评论", "消息"))
_NOT_DOCUMENTS = frozenset(words_of("消息 研究 意见 统计 命令 论文 法案 名单"))
_NOT_BY = words_of("证据 占据 收据 凭据 票据 单据 根据地 据点 据守 窃据 盘据 大数据 据理")
_NOT_TOLD = words_of(
    "对手 对方 对于 对抗 反对 针对 面对 绝对 方向 向来 对话 对外 对华 对此 相对 对付 对待 对象 倾向 走向 对策 一向 转向"
)


def _kinds() -> dict[str, str]:
    """Trigger word → which reader it calls."""
    kinds = {word: "group" for word in GROUPS if word not in _NOT_GROUPS}
    kinds |= dict.fromkeys(_CROWDS, "crowd")
    kinds |= dict.fromkeys((f"{word}体" for word in _ENDS if len(word) == 2 and word.endswith("媒")), "ending")
    kinds |= dict.fromkeys(_BODIES, "body") | dict.fromkeys(_ENDS, "ending") | dict.fromkeys(_ANAPHORS, "anaphor")
    kinds |= {word: "document" for word in DOCUMENTS if word not in _NOT_DOCUMENTS}
    kinds |= dict.fromkeys(("研究报告", "简报", "摘要", "信息显示", "研究显示", "研究发现", "调查显示"), "document")
    kinds |= dict.fromkeys(PLATFORMS, "platform") | dict.fromkeys(MEDIA, "medium")
    kinds |= dict.fromkeys(("根据", "依据", "依据了", "据", "援引", "引述", "引用", "转引"), "by")
    kinds |= dict.fromkeys(
        ("网站", "频道", "账号", "帐号", "公众号", "公号", "客户端", "官微", "主页", "专页"), "platform"
    )
    kinds |= {"评论": "remark", "观点": "remark", "传言": "remark", "传闻": "remark"}
    kinds |= {"》": "title", "接受": "interview", "告诉": "told", "对": "told", "向": "told"}
    return kinds | dict.fromkeys((*_NOT_BY, *_NOT_TOLD), "none")


KIND_OF: Final = MappingProxyType(_kinds())
SAYING: Final = re.compile(
    r"说|称|表示|写道|指出|发文|发布|公布|爆料|留言|透露|贴文|发帖|宣布|公开|批评|强调|呼吁|发起|评论|回应|上传|显示|张贴|转发|流传|承认|披露|道歉|表明|分享|表态|提到|透过|提交"
)


_NO_MEDIA = tuple(
    words_of(
        """
    来台 抵台 访台 赴台 在台 对台 涉台 全台 犯台 攻台 挺台 助台 援台 返台 离台 驻台 上台 下台 登台 倒台 垮台 炮台 灶台 擂台 吧台 窗台 看台
    公社 旅社 旅行社 合作社 信用社 出版社 茶社 诗社 剧社 平台 国台 舞台 阳台 后台 前台 站台 月台 讲台 柜台 灯台 炮台 天台 露台 电视台机 互联网 联网 上网 电网 官网
    铁路网 关系网 渔网 球网 汇报 通报 举报 回报 申报 预报 海报 情报 电报 警报 简报 上报 呈报 谎报 虚报 填报 战报 喜报 年报 财报 季报 日报表 创刊 停刊 发刊 复刊
    """
    )
)


@lru_cache(maxsize=4096)  # an article names the same few again and again
def source_kind(name: str) -> SourceKind:
    """What kind of source a folded name is, by how it ends."""
    bare = name
    if name[-1:] in ("）", ")"):
        bare = name[: max(name.rfind("（"), name.rfind("("))]
    bare = bare.strip()
    for size in range(min(8, len(bare)), 0, -1):
        kind = KIND_OF.get(bare[-size:])
        if kind is None:
            continue
        match kind:
            case "group":
                return SourceKind.ANONYMOUS
            case "body":
                return SourceKind.OFFICIAL
            case "document" | "platform":
                return SourceKind.DOCUMENT
            case "medium":
                return SourceKind.AGENCY if bare.endswith(("社", "路透", "外电")) else SourceKind.OUTLET
            case "ending" | "title" | "anaphor":
                return SourceKind.AGENCY if bare.endswith("社") else SourceKind.OUTLET
    if bare.endswith(("社", "报", "台", "网", "刊", "新闻", "广播", "频道", "部落格")) and not bare.endswith(_NO_MEDIA):
        return SourceKind.AGENCY if bare.endswith("通讯社") else SourceKind.OUTLET
    if bare.endswith(
        (
            "部",
            "局",
            "署",
            "厅",
            "委员会",
            "法院",
            "政府",
            "总署",
            "机构",
            "组织",
            "中心",
            "部门",
            "银行",
            "大学",
            "公司",
        )
    ):
        return SourceKind.OFFICIAL
    return SourceKind.OUTLET if bare.isascii() and bare.isupper() else SourceKind.PERSON
