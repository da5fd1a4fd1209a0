"""The table every list is shown with: ours to look at, django-tables2 for columns, sorting and paging."""

from typing import ClassVar

from django.http import HttpRequest
from django_tables2 import RequestConfig, Table

ROWS_A_PAGE = 50


class BaseTable(Table):
    """A sortable, paged list.

    A subclass names its columns and `Meta.order_by` (paging needs an order). For speed its records may hold `drawn`,
    the whole <tr>: drawing cells one by one costs ten times as much.
    Pages write {% include "ui/table.html" %}, so that rows see what the page knows.
    A column without a heading has its name read out; one named `pick` gets a box that ticks the whole page.
    """

    dom_id: ClassVar[str] = "table"
    """The id of the box that htmx swaps; unique on its page."""

    caption: ClassVar[str] = ""
    """What the table holds, for those who cannot see it."""

    has_more = False
    """Whether there are more rows than were counted."""

    class Meta:
        template_name = "ui/table.html"
        attrs: ClassVar[dict[str, str]] = {"class": "table"}
        empty_text = "Nobody here yet."
        order_by_field = "sort"
        per_page = ROWS_A_PAGE

    def shown(self, request: HttpRequest) -> "BaseTable":
        """This table sorted and paged as the request's query asks; a page beyond the last shows the last."""
        paginate = {"per_page": ROWS_A_PAGE, "silent": True}
        table: BaseTable = RequestConfig(request, paginate=paginate).configure(self)
        return table
