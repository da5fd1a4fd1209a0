"""python -m bench.scale [--postgres] [SIZE …]: pages and writes of one owner's book as it grows.

Without sizes the book grows to 1,000, 10,000 and 50,000 people with twenty interactions each, in a new SQLite file.
With --postgres it lives on a server of its own, started from the machine's binaries, and ends at 10,000.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

if not __package__:  # run as a file: python bench/scale.py
    sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.postgres import NoBinaries, served

ROOT = Path(__file__).resolve().parent.parent
SIZES = ("1000", "10000", "50000")
ON_POSTGRES = "--postgres"


def main(arguments: list[str]) -> int:
    """Measure in a process of its own. The exit status is that of the measurement, 2 for what cannot be measured."""
    sizes = [word for word in arguments if word != ON_POSTGRES]
    if not all(word.isdecimal() and int(word) >= 1_000 for word in sizes):
        print("Sizes are numbers of people, 1000 or more: python -m bench.scale [--postgres] 1000 10000")
        return 2
    if ON_POSTGRES not in arguments:
        return _measure(sizes or list(SIZES), "")
    try:
        with served(is_synced=True) as address:
            return _measure(sizes or list(SIZES[:-1]), address)
    except NoBinaries as problem:
        print(problem)
        return 2


def _measure(sizes: list[str], address: str) -> int:
    """In the database at an address; in a new file without one, whatever the environment says."""
    environment = {name: value for name, value in os.environ.items() if name != "CRM_DATABASE_URL"}
    if address:
        environment["CRM_DATABASE_URL"] = address
    command = [sys.executable, "-m", "bench.scaled", *sizes]
    return subprocess.run(command, cwd=ROOT, env=environment).returncode


def _end(number: int, frame: FrameType | None) -> None:
    """Being told to stop ends the run like an error would, so that the server goes too."""
    sys.exit(128 + number)


if __name__ == "__main__":
    signal.signal(signal.SIGTERM, _end)
    sys.exit(main(sys.argv[1:]))
