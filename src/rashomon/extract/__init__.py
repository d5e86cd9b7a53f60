"""Pages to article versions. Pure: a page in, a version or a reason out."""

from rashomon.extract.article import extract_article

__all__ = ["extract_article"]
