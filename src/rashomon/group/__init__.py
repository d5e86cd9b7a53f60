"""Articles into stories, and copies told apart from tellings."""

from rashomon.group.grouping import Changes, Grouping, Redirect
from rashomon.group.index import StoryIndex, group_articles
from rashomon.group.meaning import Embed, load_embedder
from rashomon.group.settings import GroupSettings

__all__ = ["Changes", "Embed", "GroupSettings", "Grouping", "Redirect", "StoryIndex", "group_articles", "load_embedder"]
