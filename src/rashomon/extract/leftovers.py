"""What is left among the chosen blocks and is no text of the article: captions of its pictures, and what asks for consent."""

from __future__ import annotations

import re

from rashomon.extract.tree import CAPTION, Tree

_LEAD_CAPTIONS = 2  # blocks of the lead picture's caption: its words and whose picture it is
_STORY = 3  # paragraphs; with fewer under a picture, its caption is part of what is told
_CAPTION_SHARE = 0.25  # of the text; above it the captions are the article
_NAMED, _CAPTION_BLOCKS = 2, 4  # boxes around a block whose names are looked at; blocks that such a box holds at most
_SIGN = "ookie"  # in nearly every language's question for consent; without it none is looked for
_CONSENT = re.compile(
    r"cookie|consent|privacy|partner|gdpr|rodo\b|einwilligung|zustimm|datenschutz|akzeptier|confidentialité|accepter|"
    r"privacidad|aceptar|personal data|données personnelles|dados pessoais|datos personales|toestemming|samtyck|samtykk|"
    r"prywatno|przetwarza|zgod[aęy]|soukrom|souhlas|согласи|персональн|隐私|隱私|同意|プライバシー|クッキー|개인정보|쿠키",
    re.IGNORECASE,
)
_WORDS, _CHARACTERS = 4, 140  # so many words of consent, and one in so many characters, make it one


def without_leftovers(tree: Tree, chosen: list[int]) -> list[int]:
    """The chosen blocks without captions and without boxes that ask for consent."""
    return _without_consent(tree, _without_captions(tree, chosen))


def _without_captions(tree: Tree, chosen: list[int]) -> list[int]:
    """The chosen blocks without captions, which go with their pictures; those that carry a list or a photo essay stay."""
    captions = {index for index in chosen if _is_caption(tree, index)}
    if not captions or len(chosen) - len(captions) < _STORY:
        return chosen
    whole = sum(len(tree.blocks[index].text) for index in chosen)
    if sum(len(tree.blocks[index].text) for index in captions) >= _CAPTION_SHARE * whole:
        return _without_lead_caption(tree, chosen, whole)
    return [index for index in chosen if index not in captions]


def _is_caption(tree: Tree, index: int) -> bool:
    """Whether a block stands in a caption's element, or in a small box that is called one."""
    block = tree.blocks[index]
    if block.flags & CAPTION:
        return True
    number = block.box
    for _ in range(_NAMED):
        box = tree.boxes[number]
        if number <= 0 or (box.last if box.last >= 0 else len(tree.blocks)) - box.first > _CAPTION_BLOCKS:
            return False
        label = box.label.lower()
        if "caption" in label or "bildunterschrift" in label:
            return True
        number = box.parent
    return False


def _without_lead_caption(tree: Tree, chosen: list[int], whole: int) -> list[int]:
    at = 0
    while at < len(chosen) and _is_caption(tree, chosen[at]):
        at += 1
    lead = sum(len(tree.blocks[index].text) for index in chosen[:at])
    return chosen[at:] if 0 < at <= _LEAD_CAPTIONS and lead < _CAPTION_SHARE * whole else chosen


def _without_consent(tree: Tree, chosen: list[int]) -> list[int]:
    """The chosen blocks without those of a box beside the article that asks for consent; an article about it stays."""
    asking = [index for index in chosen[1:] if _SIGN in tree.blocks[index].text]
    if not asking:
        return chosen
    own = set(_boxes_around(tree, chosen[0]))
    for index in asking:
        beside = [box for box in _boxes_around(tree, index) if box not in own]
        if not beside:
            continue
        box = tree.boxes[beside[-1]]
        end = box.last if box.last >= 0 else len(tree.blocks)
        inside = {other for other in chosen if box.first <= other < end}
        text = " ".join(tree.blocks[other].text for other in sorted(inside))
        words = len(_CONSENT.findall(text))
        if words >= _WORDS and words * _CHARACTERS > len(text):
            chosen = [other for other in chosen if other not in inside]
    return chosen


def _boxes_around(tree: Tree, index: int) -> list[int]:
    """The boxes that a block stands in, the innermost first."""
    found = []
    box = tree.blocks[index].box
    while box >= 0:
        found.append(box)
        box = tree.boxes[box].parent
    return found
