"""The table of people."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.db.models import Case, F, IntegerField, QuerySet, Value, When

from contacts.models import Circle
from ui.tables import BaseTable


def _by(rows: QuerySet[Any], expression: Any, is_descending: bool) -> tuple[QuerySet[Any], bool]:
    order = F(expression) if isinstance(expression, str) else expression
    first = order.desc(nulls_last=True) if is_descending else order.asc(nulls_last=True)
    return rows.order_by(first, "sort_name", "pk"), True


class PeopleTable(BaseTable):
    """People of the book; `rows` carry `strength` and their standing."""

    dom_id: ClassVar[str] = "people"
    row_template: ClassVar[str] = "dashboard/_person_row.html"
    caption: ClassVar[str] = "People, with strength and health as of today"

    pick = tables.Column(verbose_name="", orderable=False, empty_values=())
    name = tables.Column(accessor="display", verbose_name="Name")
    circle = tables.Column(verbose_name="Circle")
    strength = tables.Column(verbose_name="Strength")
    health = tables.Column(verbose_name="Health", orderable=False, empty_values=())
    last = tables.Column(accessor="standing__last_on", verbose_name="Last")
    due = tables.Column(accessor="standing__due_on", verbose_name="Next")
    more = tables.Column(verbose_name="", orderable=False, empty_values=())

    class Meta(BaseTable.Meta):
        order_by = "-strength"
        empty_text = "Nobody here fits. Take a filter away, or add the person."

    def order_name(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return _by(rows, "sort_name", is_descending)

    def order_strength(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return _by(rows, "strength", is_descending)

    def order_circle(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        ranks = [When(circle=circle, then=Value(rank)) for rank, circle in enumerate(Circle.values)]
        return _by(rows, Case(*ranks, output_field=IntegerField()), is_descending)

    def order_last(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return _by(rows, "standing__last_on", is_descending)

    def order_due(self, rows: QuerySet[Any], is_descending: bool) -> tuple[QuerySet[Any], bool]:
        return _by(rows, "standing__due_on", is_descending)
