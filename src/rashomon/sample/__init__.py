"""The sample bundled with Rashomon: one invented event, told by five invented outlets, and the truth about it.

A gate of the Korvan Dam breaks and the river town of Lindmoor is evacuated. No place, person, body, agency or outlet
of it exists, and no sentence was taken from a real one; every address ends in `.example`.

* `pages/` – what a collector would have captured: raw HTML, both mirrors' pages, a feed
* `outlets/` – what is known of the outlets, in the form of `rashomon.outlets`
* `truth.json` – what is to be found in the pages, written by hand by those who wrote them: clean articles, quotations,
  sources, claims with their standing, differences, and what only one account has
"""

from __future__ import annotations

from pathlib import Path


def sample_folder() -> Path:
    """The folder of the sample: `pages/`, `outlets/` and `truth.json`."""
    return Path(__file__).parent
