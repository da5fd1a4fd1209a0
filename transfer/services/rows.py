"""The report of a run, row by row."""

from collections.abc import Sequence

from transfer.models import ImportRun, RunRows
from transfer.services.job import Row

LONGEST_WORDS = 300


def write_rows(*, run: ImportRun, rows: Sequence[Row]) -> None:
    """Keep what became of some rows of the file, in the transaction that writes them."""
    RunRows.objects.create(owner_id=run.owner_id, run=run, rows=[_plain(row) for row in rows])


def _plain(row: Row) -> list[object]:
    return [row.file, row.line, row.act, row.person.pk if row.person else 0, row.words[:LONGEST_WORDS]]
