"""What became of each row of a file, for downloading."""

from collections.abc import Iterator

from contacts.models import Contact
from domain.formulae import guarded
from transfer.models import ImportRun, RunRows

HEAD = ("File", "Line", "What became of it", "Why", "Person")


def has_rows(run: ImportRun) -> bool:
    """Whether there is a report row by row."""
    return RunRows.objects.owned_by(run.owner).filter(run=run).exists()


def report_rows(run: ImportRun) -> Iterator[tuple[str, ...]]:
    """A head, then a row for each row of the file in the order they were dealt with; safe to open as a table.

    People are called as the book calls them now; of those deleted since, no name is told.
    """
    yield HEAD
    for part in RunRows.objects.owned_by(run.owner).filter(run=run).iterator(chunk_size=20):
        ids = {pk for _file, _line, _act, pk, _words in part.rows if pk}
        called = dict(Contact.objects.owned_by(run.owner).filter(pk__in=ids).values_list("pk", "display"))
        for file, line, act, pk, words in part.rows:
            cells = (file, str(line or ""), RunRows.Act(act).label, words, called.get(pk, ""))
            yield tuple(guarded(cell) for cell in cells)
