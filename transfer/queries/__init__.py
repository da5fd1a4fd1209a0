"""Reading runs: what came in, how far they are, and what the network looks like afterwards."""

from transfer.queries.runs import (
    FAULTS_SHOWN,
    Progress,
    Stayed,
    faults_of,
    progress_of,
    run_or_404,
    runs_of,
    stayed_of,
)

__all__ = [
    "FAULTS_SHOWN",
    "Progress",
    "Stayed",
    "faults_of",
    "progress_of",
    "run_or_404",
    "runs_of",
    "stayed_of",
]
