"""python -m bench [NAME …]: run the measurements named, or all of them, one process each."""

import subprocess
import sys
from pathlib import Path

PARTS = ("__init__", "__main__", "place", "book", "postgres")
ASKING = ("ties",)
"""What needs a folder to be named, and is run by make bench-ties."""
NAMES = sorted(path.stem for path in Path(__file__).parent.glob("*.py") if path.stem not in (*PARTS, *ASKING))


def main(asked: list[str]) -> int:
    """Run each in a process of its own, so that memory figures are its own. The exit status is the worst."""
    unknown = set(asked) - set(NAMES)
    if unknown:
        print(f"There is no measurement {', '.join(sorted(unknown))}. There are: {', '.join(NAMES)}.")
        return 2
    return max(subprocess.run([sys.executable, "-m", f"bench.{name}"]).returncode for name in asked or NAMES)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
