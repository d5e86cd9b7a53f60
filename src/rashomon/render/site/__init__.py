"""A static edition as files: the served pages with relative links, opening from any host or disk."""

from rashomon.render.site.contents import Frame, Plan, Shown, Site, Told, frame_site, names_linked
from rashomon.render.site.files import framing_files, site_files, source_files, story_files
from rashomon.render.site.gathering import Carried, Gathered, Sourced, find_carried
from rashomon.render.site.words import cut_segments, search_frame, searchable, segment_files

__all__ = [
    "Carried",
    "Frame",
    "Gathered",
    "Plan",
    "Shown",
    "Site",
    "Sourced",
    "Told",
    "cut_segments",
    "find_carried",
    "frame_site",
    "framing_files",
    "names_linked",
    "search_frame",
    "searchable",
    "segment_files",
    "site_files",
    "source_files",
    "story_files",
]
