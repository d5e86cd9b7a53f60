"""What grouping gives back."""

from __future__ import annotations

from dataclasses import dataclass

from rashomon.model import ArticleId, Copy, Joined, Story, StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Redirect:
    """A story that is no more, and the one that took in most of its articles."""

    old: StoryId
    new: StoryId


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """All stories by first time, those of one article too; copies; and why each article stands where it does."""

    stories: tuple[Story, ...] = ()
    copies: tuple[Copy, ...] = ()
    joined: tuple[Joined, ...] = ()
    redirects: tuple[Redirect, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """What adding articles did: stories made, stories with other articles than before, stories merged away."""

    made: tuple[StoryId, ...] = ()
    changed: tuple[StoryId, ...] = ()
    redirects: tuple[Redirect, ...] = ()
    moved: tuple[ArticleId, ...] = ()  # articles known before that now stand in another story
