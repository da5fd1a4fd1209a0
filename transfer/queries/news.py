"""What a file says differently from the last one of its source."""

from transfer.models import ImportRun, RunNews

SHOWN = 200
"""How many of one kind are listed."""


def news_of(run: ImportRun) -> list[tuple[str, int, list[RunNews]]]:
    """The news of a run by kind: its label, how many there are, and the first of them with their contacts.

    Deleted people are left out. Kinds without news are, too. Two queries for each kind that has some.
    """
    rows = RunNews.objects.owned_by(run.owner).filter(run=run, contact__deleted_at=None)
    found = []
    for kind in RunNews.Kind:
        some = rows.filter(kind=kind).select_related("contact")
        if count := some.count():
            found.append((str(kind.label), count, list(some.order_by("contact__sort_name", "pk")[:SHOWN])))
    return found
