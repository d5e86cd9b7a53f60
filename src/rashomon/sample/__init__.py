"""The sample bundled with Rashomon: one invented event, told by five invented outlets, and the truth about it.

A gate of the Korvan Dam breaks and the river town of Lindmoor is evacuated. No place, person, body, agency or outlet
of it exists, and no sentence was taken from a real one; every address ends in `.example`. `pages/` holds what a
collector would have captured, `truth.json` beside it what is to be found there, written by hand by those who wrote
the pages: clean articles, quotations, sources, claims with their standing, differences, and what only one account has.
"""

from __future__ import annotations

from pathlib import Path


def sample_folder() -> Path:
    """The folder of the sample's captures: raw HTML, both mirrors' pages and a feed; `truth.json` is its sibling."""
    return Path(__file__).with_name("pages")
