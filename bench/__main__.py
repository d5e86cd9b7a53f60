"""`make bench`: every measurement, each in a process of its own so that none warms or fills another's memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
MEASUREMENTS = sorted(
    {path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_")}
    | {path.parent.name for path in HERE.glob("*/__main__.py")}
)


def main() -> int:
    """Run the measurements named on the command line, or all; 1 when one of them failed."""
    wanted = sys.argv[1:] or MEASUREMENTS
    failed = []
    for name in wanted:
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode:
            failed.append(name)
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
