"""Measure imports as the archive grows, search, and `kill -9`.

    python -m bench.archive [imports|stages|search|kills …] [--files N] [--large N] [--kills N] [--articles N]
                            [--folder DIR] [--pages FOLDER]

The samples are read from the archives of RASHOMON_DATA (default ../shared/data); nothing of them is kept. `--pages`
imports a folder of files instead, as `bench.archive.samples` writes one.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from bench.archive import imports, kills, samples, search
from rashomon.archive import open_archive

PARTS = ("stages", "imports", "search", "kills")


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("parts", nargs="*", help=f"of {', '.join(PARTS)}; all unless named")
    parser.add_argument("--files", type=int, default=15_000, help="files of the samples to import")
    parser.add_argument("--articles", type=int, default=100_000, help="articles to search among, by multiplying")
    parser.add_argument(
        "--large", type=int, default=100_000, help="files of the largest import, by multiplying; 0: none"
    )
    parser.add_argument("--kills", type=int, default=20, help="imports to kill")
    parser.add_argument("--folder", type=Path, help="where to work; a temporary folder unless given")
    parser.add_argument("--pages", type=Path, help="a folder of files to import instead of the samples")
    options = parser.parse_args()
    parts = options.parts or PARTS
    if options.pages is None and not all((samples.samples_folder() / name).exists() for name in samples.SAMPLES):
        print(f"SKIPPED: the April samples are not in {samples.samples_folder()}; set RASHOMON_DATA")
        return
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        if options.pages is not None:
            imports.measure_import(folder / "pages.db", samples.pages_in(options.pages))
            return
        pages = samples.sample_pages(samples.samples_folder(), options.files)
        if "stages" in parts:
            imports.measure_stages(pages[:: max(1, len(pages) // 1500)])
        path = folder / "samples.db"
        if "imports" in parts:
            for count in (1000, 10_000):
                imports.measure_import(folder / f"{count}.db", pages[:: max(1, len(pages) // count)][:count])
        if "imports" in parts or "search" in parts:
            imports.measure_import(path, pages)
        if "imports" in parts and options.large:
            imports.measure_import(folder / "large.db", samples.multiplied(pages, options.large))
        if "search" in parts:
            with open_archive(path) as archive:
                asked = search.questions(archive, 200)
                search.measure_search(archive, asked)
                search.multiply(archive, options.articles)
                search.measure_search(archive, asked)
        if "kills" in parts and options.kills:
            kills.measure_kills(folder, pages[:: max(1, len(pages) // kills.FILES)], options.kills)


if __name__ == "__main__":
    main()
