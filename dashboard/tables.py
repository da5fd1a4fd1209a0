"""The table of people."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import Case, F, IntegerField, QuerySet, Value, When
from django.http import HttpRequest
from django_tables2.data import TableQuerysetData

from contacts.models import Circle
from dashboard.filters import PeopleFilter
from dashboard.people_rows import PersonRow, person_rows
from relationships.queries import count_up_to, strength_expression
from ui.tables import ROWS_A_PAGE, BaseTable

COUNTED = 5_000
"""Longer lists are counted no further than some pages on: people ask who, not how many thousands."""


DIGITS = 7
"""No page number has so many."""


class PeopleData(TableQuerysetData):
    """People a page at a time: their ids in order first, then all that the rows of the page show.

    By strength, a list that is not narrowed further than by health is read from its top alone.
    """

    def __init__(self, narrowed: PeopleFilter) -> None:
        super().__init__(narrowed.qs)
        self.narrowed, self.listing = narrowed, narrowed.listing()
        self.aliases: list[str] = []
        self.limit = COUNTED

    def __len__(self) -> int:
        if getattr(self, "_length", None) is None:
            counted = count_up_to(self.data, self.limit) if self.listing is None else None
            self._length = self.listing.count(self.limit) if self.listing else counted
        return int(self._length or 0)

    def __getitem__(self, key: slice) -> list[PersonRow]:
        return person_rows(self.narrowed.owner, self._ids(key.start, key.stop), self.narrowed.today)

    def order_by(self, aliases: Any) -> None:
        self.aliases = list(aliases)
        super().order_by(aliases)

    def _ids(self, start: int, stop: int) -> list[int]:
        if self.listing is not None and self.aliases in (["-strength"], ["strength"]):
            return self.listing.by_strength(start, stop, is_descending=self.aliases == ["-strength"])
        return list(self.data.values_list("pk", flat=True)[start:stop])


def _by(rows: QuerySet[Any], expression: Any, is_descending: bool) -> tuple[QuerySet[Any], bool]:
    order = F(expression) if isinstance(expression, str) else expression
    first = order.desc(nulls_last=True) if is_descending else order.asc(nulls_last=True)
    return rows.order_by(first, "sort_name", "pk"), True


class PeopleTable(BaseTable):
    """People of the book; its rows are PersonRow values."""

    dom_id: ClassVar[str] = "people"
    caption: ClassVar[str] = "People, and how things stand as of today"

    pick = tables.Column(verbose_name="", orderable=False, empty_values=())
    name = tables.Column(verbose_name="Name")
    circle = tables.Column(verbose_name="Circle")
    strength = tables.Column(verbose_name="Strength")
    health = tables.Column(verbose_name="Health", orderable=False, empty_values=())
    last = tables.Column(verbose_name="Last")
    due = tables.Column(verbose_name="Next")
    more = tables.Column(verbose_name="", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        order_by = "-strength"
        empty_text = "Nobody here fits. Take a filter away, or add the person."

    def __init__(self, narrowed: PeopleFilter) -> None:
        self.today = narrowed.today
        is_shown = narrowed.owner.shows_strength
        super().__init__(PeopleData(narrowed), exclude=() if is_shown else ("strength",))

    def shown(self, request: HttpRequest) -> "PeopleTable":
        page = request.GET.get(self.prefixed_page_field, "")
        self.data.limit += ROWS_A_PAGE * (int(page) if page.isdecimal() and len(page) < DIGITS else 0)
        super().shown(request)
        self.has_more = len(self.data) == self.data.limit
        return self

    def order_name(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return _by(rows, "sort_name", is_descending)

    def order_strength(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return _by(rows, strength_expression(self.today), is_descending)

    def order_circle(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        ranks = [When(circle=circle, then=Value(rank)) for rank, circle in enumerate(Circle.values)]
        return _by(rows, Case(*ranks, output_field=IntegerField()), is_descending)

    def order_last(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return _by(rows, "standing__last_on", is_descending)

    def order_due(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return _by(rows, "standing__due_on", is_descending)
