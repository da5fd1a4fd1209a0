"""What a file says differently from the last one of its source."""

from django.db.models import Count

from transfer.models import ImportRun, RunNews

SHOWN = 200
"""How many of one kind are listed."""


def news_of(run: ImportRun) -> list[tuple[str, int, list[RunNews]]]:
    """The news of a run by kind: its label, how many there are, and the first of them with their contacts.

    Deleted people are left out. Kinds without news are, too. One query, and one for each kind that has some.
    """
    rows = RunNews.objects.owned_by(run.owner).filter(run=run, contact__deleted_at=None)
    counts = dict(rows.order_by().values_list("kind").annotate(Count("pk")))
    first = rows.select_related("contact").order_by("contact__sort_name", "pk")
    return [
        (str(kind.label), counts[kind], list(first.filter(kind=kind)[:SHOWN]))
        for kind in RunNews.Kind
        if kind in counts
    ]
