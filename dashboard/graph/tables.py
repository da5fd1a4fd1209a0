"""The graph as a table: everybody in it, with ring, health, company or tag, and whom they know."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

import django_tables2 as tables
from django_tables2.data import TableData

from accounts.models import User
from dashboard.graph.best import best_of
from dashboard.graph.by import By
from dashboard.graph.clusters import clusters_of
from dashboard.graph.people import COLUMNS, by_ring, dot_of, graph_people
from dashboard.graph.rows import Row, drawn_row
from dashboard.graph.ties import lines
from domain.graph.ties import merged
from relationships.queries import strength_expression
from ui.tables import BaseTable

FIRST = 5
"""How many are told above the picture."""


class GraphData(TableData):
    """People a page at a time: their ids in order first, then all that the rows of the page show."""

    def __init__(self, user: User, today: date, by: By) -> None:
        super().__init__(())
        self.user, self.today, self.by = user, today, by
        self.aliases: list[str] = []
        self.people = set(graph_people(user).values_list("pk", flat=True))
        self.pairs = [pair for pair in merged(lines(user, today)) if self.people.issuperset(pair)]
        self.known = Counter(pk for pair in self.pairs for pk in pair)

    def __len__(self) -> int:
        return len(self.people)

    def __getitem__(self, key: slice) -> list[Row]:
        return self._rows(self._ids()[key])

    def order_by(self, aliases: Any) -> None:
        self.aliases = list(aliases)

    def first(self) -> list[tuple[int, str, int]]:
        """Who knows most of the others: id, name and how many; of equals who came first."""
        most = sorted(self.known.items(), key=lambda each: (-each[1], each[0]))[:FIRST]
        names = dict(graph_people(self.user).filter(pk__in=dict(most)).values_list("pk", "display"))
        return [(pk, names[pk], number) for pk, number in most]

    def _ids(self) -> list[int]:
        alias = next(iter(self.aliases), "-ring")
        name, is_descending = alias.lstrip("-"), alias.startswith("-")
        people = graph_people(self.user)
        if name == "ring":
            ordered = by_ring(people, self.user, self.today, is_descending=is_descending)
            return list(ordered.values_list("pk", flat=True))
        sign = "-" if is_descending and name == "name" else ""
        ids = list(people.order_by(f"{sign}sort_name", "pk").values_list("pk", flat=True))
        if name == "ties":
            ids.sort(key=lambda pk: -self.known[pk] if is_descending else self.known[pk])
        return ids

    def _rows(self, ids: Sequence[int]) -> list[Row]:
        clusters = dict(clusters_of(self.user, self.by, list(ids)))
        people = graph_people(self.user).filter(pk__in=ids).annotate(exact=strength_expression(self.today))
        found = {
            row[0]: dot_of(self.user, row, clusters.get(row[0], ""), self.today.toordinal())
            for row in people.values_list(*COLUMNS, "exact")
        }
        best = best_of(self.user, ids, self.people, self.today)
        return [
            drawn_row(self.user, self.by, found[pk], self.known[pk], best.get(pk))
            for pk in ids
            if pk in found
        ]


class GraphTable(BaseTable):
    """Everybody of the graph; its rows are Row values."""

    dom_id: ClassVar[str] = "graph-table"
    caption: ClassVar[str] = "Everybody in the picture, and whom they know"

    name = tables.Column(verbose_name="Name")
    ring = tables.Column(verbose_name="Ring", initial_sort_descending=True)
    health = tables.Column(verbose_name="Health", orderable=False, empty_values=())
    cluster = tables.Column(verbose_name="Company", orderable=False, empty_values=())
    ties = tables.Column(verbose_name="Knows", initial_sort_descending=True, attrs={"th": {"class": "num"}})
    best = tables.Column(verbose_name="Knows best", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        order_by = "-ring"
        empty_text = ""

    def __init__(self, user: User, today: date, by: By) -> None:
        super().__init__(GraphData(user, today, by))
        self.columns["cluster"].column.verbose_name = by.value.capitalize()
