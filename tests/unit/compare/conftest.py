"""Accounts of fictional events, made of plain sentences."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from rashomon.model import Account, ArticleId, Paragraph, Sentence, SentenceId, Version

Tell = Callable[..., Account]


@pytest.fixture
def tell() -> Tell:
    """A function that makes an account of an outlet's name and its sentences, one paragraph each."""

    def made(outlet: str, *texts: str, article: str = "", headline: str = "") -> Account:
        name = ArticleId(article or f"article-{outlet}")
        sentences, start = [], 0
        for number, text in enumerate(texts):
            sentences.append(
                Sentence(id=SentenceId(f"{name}.s{number}"), start=start, end=start + len(text), text=text)
            )
            start += len(text) + 1
        paragraphs = tuple(Paragraph(start=sentence.start, end=sentence.end) for sentence in sentences)
        version = Version(
            id=name, outlet=outlet, headline=headline, text="\n".join(texts), paragraphs=paragraphs, language="zh"
        )
        return Account(article=version, sentences=tuple(sentences))

    return made
