"""The verbs by which English news says that somebody said, thought or asked for something, in all their forms."""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from rashomon.text.tokens import words_of

_SAYING = {
    "said": (
        "say tell add note explain reply respond state remark comment observe mention write tweet recount recall recite testify continue conclude "
        "describe stress emphasize emphasise reiterate repeat underscore highlight point_out joke quip muse lament report detail elaborate opine "
        "maintain caution quote cite sum_up go_on boast brag gush deadpan post text email chant shout yell cry whisper mutter interject chime_in "
        "relay recollect signal hint declare proclaim pronounce rule exclaim summarize clarify specify outline argue contend insist assert suggest imply tout"
    ),
    "said ": "sing read call liken begin open retort snap counter offer venture volunteer put_it continue address greet label dub brand term dismiss refer_to characterize portray",
    "claimed": "claim allege purport",
    "announced": "announce disclose reveal unveil",
    "denied": "deny dispute refute rebut",
    "warned": "warn threaten",
    "promised": "promise vow pledge swear guarantee assure",
    "asked": "ask wonder inquire question",
    "urged": "urge demand call_for call_on recommend advise request insist_on appeal encourage implore beg propose advocate",
    "admitted": "admit acknowledge concede confess",
    "confirmed": "confirm verify affirm attest",
    "criticised": "accuse criticize criticise blast slam denounce condemn decry complain protest mock ridicule bemoan fault attack rip chide scold deride",
    "believed": (
        "believe think predict estimate expect hope fear worry know feel agree speculate suspect conclude anticipate forecast assume understand "
        "find learn indicate show decide consider doubt guess reckon calculate determine envision realize discover foresee disagree"
    ),
    "praised": "praise applaud hail laud commend",
}
_THAT_ONLY: Final = frozenset(
    words_of(
        """
    find learn indicate show decide know feel agree consider determine discover realize understand assume report
    continue conclude maintain highlight signal hint rule detail reveal verify attest imply guess calculate
    expect hope fear worry doubt observe guarantee swear threaten believe think estimate suspect suggest
    recommend propose demand request mention cite describe outline question dispute accuse criticize attack
    blast slam mock praise hail post text email recite repeat quote disclose unveil foresee envision appeal
    protest fault rip promise vow pledge ask urge advise encourage applaud call_for call_on tout advocate
    denounce condemn decry criticise deny deride scold chide commend laud refute rebut ridicule bemoan implore
    beg
    """
    )
)
_OBJECT: Final = frozenset(
    words_of(
        """
    describe criticize criticise attack blast slam denounce condemn decry mock praise hail accuse deny dispute
    reject cite call_for call_on urge demand question mention applaud tout ridicule deride laud predict promise
    propose
    """
    )
)
_TO: Final = frozenset(
    words_of(
        """
    promise vow pledge threaten swear hope expect ask urge advise encourage beg implore demand call_on
    """
    )
)

_IRREGULAR = {
    "say": ("says", "said", "saying"), "tell": ("tells", "told", "telling"), "write": ("writes", "wrote", "writing", "written"), "think": ("thinks", "thought", "thinking"),
    "know": ("knows", "knew", "knowing"), "feel": ("feels", "felt", "feeling"), "find": ("finds", "found", "finding"), "swear": ("swears", "swore", "swearing"),
    "understand": ("understands", "understood", "understanding"), "foresee": ("foresees", "foresaw"), "show": ("shows", "showed", "showing", "shown"),
    "admit": ("admits", "admitted", "admitting"), "quip": ("quips", "quipped", "quipping"), "beg": ("begs", "begged", "begging"), "rip": ("rips", "ripped", "ripping"),
    "slam": ("slams", "slammed", "slamming"), "rebut": ("rebuts", "rebutted"), "brag": ("brags", "bragged", "bragging"), "read": ("reads",), "sing": ("sings", "sang", "singing"), "begin": ("begins", "began", "beginning"), "put": ("puts", "put", "putting"), "snap": ("snaps", "snapped"), "dub": ("dubs", "dubbed", "dubbing"), "refer": ("refers", "referred", "referring"),
}  # fmt: skip


def _forms(verb: str) -> tuple[str, ...]:
    """The forms of a verb, its particle kept: point_out → points out, pointed out, pointing out."""
    head, _, particle = verb.partition("_")
    if head in _IRREGULAR:
        forms: tuple[str, ...] = (head, *_IRREGULAR[head])
    elif head == "go":
        forms = ("goes", "went", "going")
    elif head.endswith("e"):
        forms = (head, head + "s", head + "d", head[:-1] + "ing")
    elif head.endswith("y") and head[-2] not in "aeiou":
        forms = (head, head[:-1] + "ies", head[:-1] + "ied", head + "ing")
    elif head.endswith(("s", "sh", "ch", "x")):
        forms = (head, head + "es", head + "ed", head + "ing")
    else:
        forms = (head, head + "s", head + "ed", head + "ing")
    return tuple(f"{form} {particle}" if particle else form for form in forms)


_VERBS = {form: verb for verbs in _SAYING.values() for verb in verbs.split(" ") for form in _forms(verb)}
VERB_OF: Final = MappingProxyType(_VERBS)
"""Form → verb."""
STANCE_OF: Final = MappingProxyType(
    {verb: stance.strip() for stance, verbs in _SAYING.items() for verb in verbs.split(" ")}
)
"""Verb → what kind of saying it is."""


DIRECT_ONLY: Final = frozenset(_SAYING["said "].split(" "))
"""Verbs that count only beside quotation marks."""


def is_speech_verb(verb: str) -> bool:
    """Whether a clause may follow with no "that": he said it was late."""
    return verb not in _THAT_ONLY


def takes_object(verb: str) -> bool:
    """Whether what is said may be a noun phrase: criticized the plan, called for calm."""
    return verb in _OBJECT


def takes_infinitive(verb: str) -> bool:
    """Whether what is said may be an infinitive: promised to stay."""
    return verb in _TO
