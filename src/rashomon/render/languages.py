"""Language tags for runs of text."""

from __future__ import annotations

from rashomon.model import Version

_RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "ug", "ps", "yi", "dv"}


def language_tag(language: str, script: str = "") -> str:
    """The BCP 47 tag for a `lang` attribute: "zh-Hans", "en"; "und" when the language is not known."""
    if not language:
        return "und"
    if language == "zh" and script in {"Hans", "Hant"}:
        return f"zh-{script}"
    return language


def version_language(version: Version) -> str:
    """The tag of a version's own text."""
    return language_tag(version.language, version.script)


def text_direction(tag: str) -> str:
    """ "rtl" or "ltr", as a `dir` attribute wants it."""
    return "rtl" if tag.partition("-")[0] in _RIGHT_TO_LEFT else "ltr"
