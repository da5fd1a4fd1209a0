"""python -m bench.exports [PEOPLE]: every way out of a large book, and the archive back into an empty account.

Twenty interactions with each of the people (10,000 without a number), in a new SQLite file. Memory is what the process
took at most, with the modules.
"""

import resource
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from bench.place import set_up

EACH = 20
NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)


def main(arguments: list[str]) -> int:
    """Print a table: seconds of CPU time, megabytes of the file, megabytes of memory so far."""
    set_up()
    from accounts.services import create_owner  # noqa: PLC0415  # models need the settings made above
    from bench.book import seed  # noqa: PLC0415  # as above
    from transfer.exports.out import FORMATS  # noqa: PLC0415  # as above
    from transfer.services.restoring import restore_archive  # noqa: PLC0415  # as above

    count = int(arguments[0]) if arguments else 10_000
    owner = create_owner(email="out@example.org", password="a long enough phrase 7")  # noqa: S106  # of nobody
    other = create_owner(email="in@example.org", password="a long enough phrase 7")  # noqa: S106  # of nobody
    seed(owner, 0, count, EACH, NOW)
    print(f"{count:,} people, {count * EACH:,} interactions; {_peak():,.0f} MB of memory before")
    with tempfile.TemporaryDirectory() as folder:
        for name, out in FORMATS.items():
            path = Path(folder) / name
            with path.open("w+b") as file:
                seconds = _seconds(lambda: out.write(owner, file, NOW))  # noqa: B023  # called at once
            print(
                f"{name:10} {seconds:7.2f} s of CPU {path.stat().st_size / 1e6:8.2f} MB {_peak():8.0f} MB of memory"
            )
        path = Path(folder) / "archive"
        seconds = _seconds(lambda: restore_archive(owner=other, source=path, now=NOW, filename="a.zip"))
        print(f"{'restore':10} {seconds:7.2f} s of CPU {'':11} {_peak():8.0f} MB of memory")
    return 0


def _seconds(call: Callable[[], object]) -> float:
    began = process_time()
    call()
    return process_time() - began


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
