"""Pages that hold no article, told apart with care: a page wrongly turned away loses everything on it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rashomon.extract.head import Head
from rashomon.extract.teasers import linked_headings
from rashomon.extract.tree import Tree
from rashomon.model import Reason

_SHORT = 600  # characters (Han ones count thrice) under which a text may be a teaser, a notice, a caption
_TINY = 250
_LEAST = 60
_CARDS = 10  # linked headings of an index page
_ERROR_TITLE = re.compile(
    r"^\W*(?:error\s*)?(?:404|403|410|500|502|503)\b|\b(?:404|403) (?:error|not found|forbidden)|page (?:not found|can(?:no|')t be found|could not be found|doesn.t exist|no longer exists)|not found$|access denied|"
    r"seite (?:wurde )?nicht gefunden|page (?:introuvable|non trouvée)|página no encontrada|página não encontrada|pagina non trovata|страница не найдена|"
    r"页面(?:不存在|未找到|找不到|没有找到)|頁面(?:不存在|找不到)|找不到(?:页面|頁面|网页|網頁|该页)|您访问的页面|ページが見つかりません|お探しのページ|페이지를 찾을 수 없|الصفحة غير موجودة|"
    r"^(?:just a moment|attention required|are you a robot|robot check|security check|please verify|verify you are human|pardon our interruption|service unavailable|internal server error|bad gateway|403 forbidden)",
    re.IGNORECASE,
)
_ERROR_TEXT = re.compile(
    r"enable javascript and cookies to continue|checking (?:if the site connection is secure|your browser before)|verify(?:ing)? (?:that )?you are (?:a )?human|unusual traffic from your|request (?:was )?blocked|"
    r"the page you (?:are looking for|requested|were looking for)[^.]{0,60}(?:not|n't|no longer|moved|removed|unavailable)|请完成验证|安全验证|请输入验证码|内容已被(?:删除|发布者删除)|该(?:内容|文章|页面)已(?:被删除|删除|下线|不存在)|此(?:内容|文章)(?:因违规|无法查看|已被)",
    re.IGNORECASE,
)
_PAYWALL = re.compile(
    r"(?:subscribe|sign up|register|log ?in|sign in)[^.]{0,40} to (?:continue|keep|read|unlock|access|view)|(?:this|the full) (?:article|story|content) is (?:for|only|available|reserved|exclusive)[^.]{0,40}(?:subscribers?|members?)|already a (?:subscriber|member)|for subscribers only|"
    r"(?:jetzt|sofort) (?:weiterlesen|freischalten)|(?:nur|exklusiv) für abonnent|mit \w{0,12}(?:plus|\+|abo)\b[^.]{0,30} lesen|artikel freischalten|réservé aux abonnés|(?:pour|afin de) lire la suite|il vous reste [\d,.]+ ?% de cet article|"
    r"contenido exclusivo para suscriptores|suscríbete para|solo para suscriptores|riservato agli abbonati|abbonati per|только (?:для|по) подписчик|оформите подписку|"
    r"(?:会员|會員|订户|訂戶|付费|付費)(?:专享|專享|专属|專屬|可见|可見|阅读|閱讀)|(?:订阅|訂閱|登录|登入|付费|付費)(?:后|後)?(?:即可|以|才能)?(?:继续|繼續)?(?:阅读|閱讀|查看)(?:全文|更多|本文)|有料会員限定|残り\d+文字|会員限定|로그인 후|구독하고",
    re.IGNORECASE,
)
_CONSENT = re.compile(
    r"cookie|consent|privacy|partners?|gdpr|einwilligung|zustimm|datenschutz|akzeptier|consentement|confidentialité|accepter|consentimiento|privacidad|aceptar|согласи|隐私|隱私|同意|プライバシー|クッキー|개인정보|쿠키",
    re.IGNORECASE,
)
_CONSENT_TITLE = re.compile(
    r"before you continue|we value your privacy|your privacy|cookie|consent|zustimmung|datenschutz(?:einstellung|hinweis)|einwilligung|vie privée|privacidad|隐私|同意",
    re.IGNORECASE,
)
_HAN = re.compile("[\u3041-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measures:
    """What a page's outcome is judged by: the text taken, and the page around it."""

    text: str
    headline: str
    status: int
    dated: bool  # a publication time is stated
    teasers: float  # share of the text under headings that are links


def reason_against(measures: Measures, head: Head, tree: Tree) -> tuple[Reason, str] | None:
    """Why a page holds no article, with what shows it; None where nothing does."""
    length = _length(measures.text)
    title = measures.headline or head.title
    if measures.status >= 400:
        return Reason.ERROR_PAGE, f"status {measures.status}"
    if length < 3 * _SHORT:
        shown = next((text for text in (title, head.title) if text and _ERROR_TITLE.search(text)), "")
        if shown and not measures.dated:
            return Reason.ERROR_PAGE, f"titled {shown[:80]!r}"
        match = _ERROR_TEXT.search(measures.text if length else _whole(tree))
        if match and length < _SHORT:
            return Reason.ERROR_PAGE, f"says {match.group(0)[:80]!r}"
    if length < 4 * _SHORT and not measures.dated:
        asked = _consent(measures, tree, title)
        if asked:
            return Reason.CONSENT, asked
    if length < _SHORT:
        found = _paywall(measures, head, tree, length)
        if found:
            return Reason.PAYWALL, found
    if length < (_TINY if head.first("og:type").startswith("video") else _LEAST) and _is_media(head):
        return Reason.MEDIA_ONLY, head.first("og:type") or "VideoObject"
    teasers_alone = measures.teasers > 0.6 or length < _LEAST
    if teasers_alone and not measures.dated and not _claims_article(head):
        cards = len(linked_headings(tree))
        if cards >= _CARDS:
            return Reason.INDEX_PAGE, f"{cards} linked headings"
    if not measures.text.strip():
        return Reason.NO_TEXT, ""
    return None


def _consent(measures: Measures, tree: Tree, title: str) -> str:
    """What shows that the page asks for consent and is nothing else; empty where it is more than that."""
    text = measures.text or _whole(tree)
    words = len(_CONSENT.findall(text[:4000]))
    if (
        words >= 3
        and words * 140 > min(len(text), 4000)
        and (_CONSENT_TITLE.search(title) or words * 70 > min(len(text), 4000))
    ):
        return f"{words} words of consent in {min(len(text), 4000)} characters"
    return ""


def _paywall(measures: Measures, head: Head, tree: Tree, length: int) -> str:
    """What shows that the rest of a short text is for subscribers; empty where nothing does."""
    if not head.data.free and length < _SHORT:
        return "isAccessibleForFree is false"
    match = _PAYWALL.search(measures.text) or (_PAYWALL.search(_whole(tree)) if length < _TINY else None)
    return f"says {match.group(0)[:80]!r}" if match else ""


def _is_media(head: Head) -> bool:
    return head.first("og:type").startswith(("video", "music")) or (
        "VideoObject" in head.data.kinds and not head.data.headline
    )


def _claims_article(head: Head) -> bool:
    return head.first("og:type").lower() == "article" or head.data.kind.endswith(("Article", "Posting"))


def _whole(tree: Tree) -> str:
    return " ".join(block.text for block in tree.blocks[:200])[:8000]


def _length(text: str) -> int:
    return len(text) + 2 * len(_HAN.findall(text[: 8 * _SHORT]))
