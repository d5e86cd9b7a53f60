"""The newsrooms that a story's accounts come from and name: which name is whose, who reports for itself, who owns whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rashomon.model import Account, SourceKind, Version
from rashomon.outlets import Outlet, Outlets
from rashomon.text.retold import retelling_note
from rashomon.text.script import fold_name, fold_script, fold_text

_NEWSROOM = re.compile(
    r"(?:社|新[闻聞][网網]|日[报報]|[电電][视視][台臺]|[电電][台臺])$|\b(?:News|Times|Post|Press|Herald|Television|TV|Radio|Agency)$"
)
_NAMELESS = re.compile(
    r"(?:[一-鿿]国|日本|台湾|香港|俄罗斯|印尼|当地|本地|官方|国家|国营|官媒|多家|一家|有线|卫星|local|state|public|national)?"
    r"(?:电视台|电视|电台|日报|新闻网|通讯社|[Tt]elevision|TV|[Rr]adio|[Nn]ews|[Pp]ress)"
)
_OWN_WORK = re.compile(
    r"告诉本[台报网刊社]|对本[台报网刊社](?:记者)?[说表称]|本[台报网刊社]记者|接受本[台报网刊社]|told (?:us|this newspaper)"
)
_OWN_NAME = re.compile(r"本[报報台臺社网網刊]|this newspaper")
_BETWEEN = re.compile(r"[,，、;；/]")
_SHORTEST = 3  # characters of an outlet's name that is looked for at the end of a longer one


@dataclass(frozen=True, slots=True)
class Newsrooms:
    """What is known of the newsrooms of one story; `retelling` are the folded names of agencies that retell others here."""

    outlets: Outlets
    here: frozenset[str]  # folded names of the accounts' outlets
    retelling: frozenset[str]

    def name_of(self, name: str) -> str:
        """The name by which a newsroom is counted: the known outlet's, also behind a word like 官媒; else as it is."""
        known = self.known(name)
        return known.name if known is not None else name

    def known(self, name: str) -> Outlet | None:
        """The outlet of this name, or whose name stands at its end."""
        exact = self.outlets.by_name(name)
        if exact is not None or not _NEWSROOM.search(name.rstrip("》」")):
            return exact
        bare = name.rstrip("》」")
        ends = (self.outlets.by_name(bare[at:].lstrip("《「")) for at in range(1, len(bare) - _SHORTEST + 1))
        return next((outlet for outlet in ends if outlet is not None), None)

    def is_newsroom(self, name: str) -> bool:
        """Whether a name is that of a newsroom whose own report this can be: with a name of its own, and not retelling."""
        if fold_name(self.name_of(name)) in self.retelling:
            return False
        if self.known(name) is not None or fold_name(name) in self.here:
            return True
        return bool(_NEWSROOM.search(name)) and not _NAMELESS.fullmatch(fold_script(name))

    def credited(self, article: Version) -> list[str]:
        """The known newsrooms that the article credits."""
        names = (name.strip() for name in _BETWEEN.split(article.credit))
        return [name for name in names if name and self.outlets.by_name(name)]

    def agency_of(self, article: Version) -> str:
        """The agency whose own report the article is; empty where it is none, or retells others."""
        own = self.outlets.by_name(article.outlet)
        if own is None or own.kind != "agency" or fold_name(own.name) in self.retelling:
            return ""
        return own.name

    def one_owner(self, first: str, second: str) -> bool:
        """Whether two newsrooms are one, or belong to one owner."""
        return bool(first and fold_name(first) == fold_name(second)) or self.outlets.same_owner(first, second)


def read_newsrooms(accounts: Sequence[Account], outlets: Outlets | None) -> Newsrooms:
    """The newsrooms of these accounts. An agency that retells others in one of its accounts is taken to do so in all."""
    known = outlets if outlets is not None else Outlets(all=(), hosts={}, folded_names={})
    retelling = set()
    for account in accounts:
        own = known.by_name(account.article.outlet)
        if own is not None and own.kind == "agency" and _rests_on_others(account, own, known):
            retelling.add(fold_name(own.name))
    here = frozenset(fold_name(account.article.outlet) for account in accounts)
    return Newsrooms(known, here, frozenset(retelling))


def is_own_work(folded: str, outlet: str) -> bool:
    """Whether a folded sentence says that somebody spoke to the outlet: by "us", its name, or that name's last word."""
    if _OWN_WORK.search(folded):
        return True
    name = fold_text(outlet).removeprefix("the ")
    forms = {name, name.rpartition(" ")[2]}
    return any(len(form) > 3 and (f"told the {form}" in folded or f"told {form}" in folded) for form in forms)


def is_own_name(name: str) -> bool:
    """Whether a source's name is how a newsroom speaks of itself."""
    return _OWN_NAME.fullmatch(name) is not None


def _rests_on_others(account: Account, own: Outlet, outlets: Outlets) -> bool:
    """Whether the account says that it retells others' reports, or names another newsroom anywhere as a source."""
    if retelling_note(account.article.text):
        return True
    press = (SourceKind.AGENCY, SourceKind.OUTLET)
    cited = (source.source for source in account.sources if source.kind in press and not is_own_name(source.source))
    return any(outlets.by_name(name) != own for name in cited)
