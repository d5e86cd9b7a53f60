"""Who stands before or behind an English cue."""

from __future__ import annotations

import re

from rashomon.attribute.english.roles import ROLE
from rashomon.attribute.said import Subject
from rashomon.text.tokens import words_of

_AUX = re.compile(
    r"(?:\s|^)(?:(?:has|have|had|is|was|were|are|be|been|being|will|would|could|may|might|can|should|did|does|do|to|’s|'s|’ve|not|never|also|then|later|once|even|still|already|now|again|just|only|repeatedly|recently|"
    r"first|further|often|long|simply|soon|since|always|reportedly|apparently|[a-z]{3,14}ly|"
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:yester|to)day|this week|last (?:week|month|year|night))\s*)+$",
    re.IGNORECASE,
)
_BREAK = re.compile(
    r"[.;:!?—–“”\"(),]|\s-\s|--|\b(?:that|which|while|because|when|after|before|if|where|although|though|since|as|but|and|or|so|than|until|whether|how|why|what|according to|despite|with|for|in|on|at|by|from|about|into|during|under|over|against|to)\b",
    re.IGNORECASE,
)
_HARD = re.compile(
    r"[.;:!?—–“”\"(]|--|\b(?:that|which|while|because|when|although|though|but|whether|how|why)\b", re.IGNORECASE
)
_PRONOUN = re.compile(r"\b(?:he|she|they|we|i|it|who|you)$", re.IGNORECASE)
_INVERTED = re.compile(
    r"\s*(?P<name>(?:(?!said\b)(?:the|a|an|one|another|his|her|their|its|our)\s)?(?:[A-Z0-9\u00c0-\u024f][\w.’'/\-]*|[a-z][\w’'\-]*)(?:\s(?!in\b|on\b|at\b|during\b|after\b|before\b|when\b|while\b|as\b|to\b|with\b|that\b|who\b|who’s\b|adding\b|referring\b|speaking\b|and\b(?! [A-Z]))[\w.’'&\-]+){0,9}?)"
    r"(?=\s*(?:[.,;:”\"!?(]|$|—|\bin\b|\bon\b|\bat\b|\bduring\b|\bafter\b|\bbefore\b|\bwhen\b|\bwhile\b|\bas\b|\bto\b|\bwith\b|\bwho\b|\babout\b|\bof\b|\badding\b|\breferring\b|\bspeaking\b|\band\b))"
)
_LEADING = re.compile(
    r"^(?:\s|and\b|but\b|or\b|so\b|yet\b|then\b|meanwhile\b|however\b|also\b|still\b|instead\b|“|”|\"|’|,|now\b|later\b|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b)+",
    re.IGNORECASE,
)


def _subject(start: int, end: int, *, pronoun: bool = False) -> Subject:
    return Subject(start=start, end=end, name_start=start, pronoun=pronoun)


_ROLE_NAME = re.compile(rf"(?:[A-Z]?[\w’-]{{1,30}} ){{0,4}}?{ROLE} (?=(?:[A-Z][\w.’-]{{0,30}}(?: |$)){{2,3}}$)")
"""“Water minister Ann Holm”: the words before the name."""


def _named(masked: str, subject: Subject) -> Subject:
    """The subject with its bare name behind the role that runs into it."""
    role = _ROLE_NAME.match(masked[subject.start : subject.end])
    return subject._replace(name_start=subject.start + role.end()) if role else subject


def find_subject(masked: str, start: int, end: int) -> Subject | None:
    """The subject right before a cue at `end`, within the clause that begins at `start` or later."""
    window = max(start, end - 260)
    clause = masked[window:end].rstrip()
    while (auxiliary := _AUX.search(clause, max(0, len(clause) - 60))) and auxiliary.start() < len(clause):
        clause = clause[: auxiliary.start()].rstrip()
    if not clause:
        return None
    relative = clause.endswith((" who", ",who"))
    if relative:
        clause = clause[:-3].rstrip()
    if clause.endswith(","):
        clause = _without_apposition(clause)
        if not clause:
            return None
    pronoun = _PRONOUN.search(clause)
    if pronoun and (pronoun.start() == 0 or not clause[pronoun.start() - 1].isalnum()):
        return _subject(window + pronoun.start(), window + pronoun.end(), pronoun=True)
    begin = _phrase_start(clause)
    lead = _LEADING.match(clause[begin:])
    if lead:
        begin += lead.end()
    if begin >= len(clause) or not any(letter.isalpha() for letter in clause[begin:]):
        return None
    return _named(masked, _subject(window + begin, window + len(clause)))


def _without_apposition(clause: str) -> str:
    """The clause without the apposition that its last comma closes: “Caddell, the pollster,” → “Caddell”."""
    inner = clause[:-1]
    comma = inner.rfind(",")
    if comma > 0 and len(inner) - comma < 160 and not _HARD.search(inner, comma):
        return inner[:comma].rstrip()
    return inner.rstrip() if comma < 0 else ""


_OF = re.compile(r"\b(?:of|for|at|from|in|and|with|on|to|or|the|against|by)\s*$", re.IGNORECASE)


def _phrase_start(clause: str) -> int:
    """Where the last noun phrase of the clause begins: behind the last break that does not belong to it."""
    begin = 0
    last_hard = 0
    for match in _BREAK.finditer(clause):
        word = match.group().lower()
        before = clause[: match.start()].rstrip()
        # "the director of the institute", "officials at the bank": a preposition inside the phrase
        if (
            word in ("of", "for", "at", "from", "in", "and", "with", "on", "to", "or", "by", "against", "over", "about")
            and before
            and before[-1] not in ",.;:"
            and match.start() > begin
        ):
            continue
        begin = match.end()
        if word in (",",):
            last_hard = begin
    words = clause[begin:].split()
    if len(words) > 14:
        return max(begin, len(clause) - len(" ".join(words[-8:])))
    return max(begin, last_hard if last_hard < len(clause) else begin)


def find_inverted(masked: str, start: int, end: int) -> Subject | None:
    """The subject right behind a cue: “…,” said the mayor."""
    match = _INVERTED.match(masked, start, end)
    if match is None:
        return None
    name = match.group("name")
    if not name or name.split()[0].lower() in _NOT_NAMES:
        return None
    end = match.end("name") - len(name) + len(name.rstrip(".’'"))
    return _named(masked, _subject(match.start("name"), end, pronoun=name.lower() in ("he", "she", "they", "it")))


_NOT_NAMES = frozenset(
    words_of(
        """
    that in on at of as it’s it's there this these if when while during after before to about not no so if by
    how what why where who for with from
    """
    )
)
