"""A table of names learnt from many articles: pairs put together, and every form that a name is known by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from rashomon.model.names import NameEvidence, NamePair
from rashomon.text.script import fold_name

SPELT = "both scripts"
"""The rule of a pair that is one name in simplified and in traditional script."""
_EVIDENCE = 3  # places kept of each pair: enough to judge it by


def gather_pairs(pairs: Iterable[NamePair]) -> tuple[NamePair, ...]:
    """Each pair once with the evidence of all articles, those that most articles show first.

    Names that differ in script alone are one; where both spellings were seen they are a pair of their own.
    """
    found: dict[tuple[str, str], list[NamePair]] = {}
    written: dict[str, dict[str, NameEvidence]] = {}
    for pair in pairs:
        found.setdefault((fold_name(pair.name), fold_name(pair.other)), []).append(pair)
        for form in (pair.name, pair.other):
            if pair.evidence:
                written.setdefault(fold_name(form), {}).setdefault(form, pair.evidence[0])
    gathered = [_joined(group) for group in found.values()]
    gathered += [pair for forms in written.values() for pair in _spellings(forms)]
    return tuple(sorted(gathered, key=lambda pair: (-pair.articles, pair.name, pair.other)))


def _joined(group: list[NamePair]) -> NamePair:
    evidence = tuple(dict.fromkeys(one for pair in group for one in pair.evidence))
    return NamePair(
        name=group[0].name,
        other=group[0].other,
        kind=next((pair.kind for pair in group if pair.kind), ""),
        articles=sum(pair.articles for pair in group),
        evidence=evidence[:_EVIDENCE],
    )


def _spellings(forms: dict[str, NameEvidence]) -> Iterator[NamePair]:
    """The first spelling of a name with each other that differs in script."""
    (first, shown), *others = forms.items()
    for other, evidence in others:
        if not first.isascii() and fold_name(first) == fold_name(other) and len(first) == len(other):
            proofs = (_spelt(shown, first), _spelt(evidence, other))
            yield NamePair(name=first, other=other, articles=len({one.article for one in proofs}), evidence=proofs)


def _spelt(evidence: NameEvidence, form: str) -> NameEvidence:
    at = max(0, evidence.words.find(form))
    start = evidence.start + at
    return NameEvidence(article=evidence.article, start=start, end=start + len(form), words=form, rule=SPELT)


class NameTable:
    """Every form of each name, by any of them. A form that belongs to two unlike names leads to neither."""

    def __init__(self, pairs: Iterable[NamePair]) -> None:
        leads: dict[str, dict[str, tuple[str, int]]] = {}  # folded form → its pairs: folded → as written, articles
        for pair in pairs:
            one, other = fold_name(pair.name), fold_name(pair.other)
            if one and other and one != other:
                leads.setdefault(one, {}).setdefault(other, (pair.other, pair.articles))
                leads.setdefault(other, {}).setdefault(one, (pair.name, pair.articles))
        self._leads = leads

    def forms(self, name: str) -> tuple[str, ...]:
        """The other forms of a name, nearest first; none where the name is not known or means several."""
        start = fold_name(name)
        found: dict[str, str] = {}
        layer = self._meant(start)
        for _ in range(2):  # 博尔顿 → 约翰·博尔顿 → John Bolton
            layer = {key: form for key, form in layer.items() if key not in found and key != start}
            found |= layer
            layer = {key: form for near in layer for key, form in self._meant(near).items()}
        return tuple(found.values())

    def _meant(self, folded: str) -> dict[str, str]:
        """What a form is paired with; nothing where it is short for several names, or the original of several."""
        paired = self._leads.get(folded, {})
        longer = [key for key in paired if folded in key]
        if len(longer) > 1 and not any(all(other in one for other in longer) for one in longer):
            return {}  # two persons of one family name
        if folded.isascii():
            return {key: form for key, (form, _) in paired.items()}
        counts: dict[str, int] = {}  # last words of the originals → articles
        for form, articles in paired.values():
            if form.isascii():
                counts[_last_word(form)] = counts.get(_last_word(form), 0) + articles
        best = max(counts, key=lambda word: counts[word], default="")
        if counts and counts[best] < _CLEAR * (sum(counts.values()) - counts[best]):
            return {}
        return {key: form for key, (form, _) in paired.items() if not form.isascii() or _last_word(form) == best}


_CLEAR = 3  # times as many articles as for all other originals: then a form means the one of them


def _last_word(original: str) -> str:
    return original.casefold().rstrip(" .").rpartition(" ")[2]
