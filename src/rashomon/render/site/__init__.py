"""A static edition as files: the served pages with relative links, opening from any host or disk."""

from rashomon.render.site.contents import Shown, Site
from rashomon.render.site.files import site_files

__all__ = ["Shown", "Site", "site_files"]
