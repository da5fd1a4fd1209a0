"""python -m bench.ties DIR: how well strength ranks whom people contact next, on every log in a folder.

Beside it stand simple rules, and the chance of contact by health. Logs: bench/tie_logs/logs.py; protocol:
docs/strength.md. The exit status is 1 when a log is broken or there is none.
"""

import sys
from pathlib import Path

if not __package__:  # run as a file: python bench/ties.py DIR
    sys.path.insert(0, str(Path(__file__).parent.parent))

from bench.tie_logs.logs import BadLog, find, read
from bench.tie_logs.protocol import Log, log_of
from bench.tie_logs.tables import Found, health_table, horizon_in_words, means_table, measure, scores_table


def main(folder: Path) -> int:
    """Print a table for each set, then their mean and the chances by health."""
    paths = find(folder)
    if not paths:
        print(f"There is no <set>/interactions.csv.gz in {folder}. Name a folder: make bench-ties DIR=…")
        return 1
    found: dict[str, Found] = {}
    horizons: dict[str, str] = {}
    status = 0
    for name, path in paths.items():
        try:
            log = log_of(read(path))
        except BadLog as problem:
            print(f"\n{name}: broken.\n{problem}")
            status = 1
            continue
        one = measure(log)
        print(told(name, log, one), flush=True)
        if one.ego_cuts:
            found[name], horizons[name] = one, horizon_in_words(log)
    if found:
        print(means_table(found))
        print(health_table(found, horizons))
    return status


def told(name: str, log: Log, found: Found) -> str:
    """The set's table, or why there is none."""
    if not log.ties:
        return f"\n{name}: empty, nothing to measure."
    if not found.ego_cuts:
        return (
            f"\n{name}: no ego-cut to measure: nobody has five ties of which some, but not all, are in contact "
            f"within {horizon_in_words(log)} after a cut."
        )
    title = f"{name}: {found.ego_cuts} ego-cuts, horizon {horizon_in_words(log)}"
    return scores_table(title, found.by_score)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "ties")))
