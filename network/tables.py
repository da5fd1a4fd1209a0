"""Tables of linking."""

from typing import Any, ClassVar

import django_tables2 as tables
from django.urls import reverse
from django.utils.html import format_html

from domain.favours.words import SIDES
from domain.wording import sentence
from network.queries.favours import DIED, LedgerRow
from ui.tables import BaseTable


class FavoursTable(BaseTable):
    """Everybody with whom there was a favour."""

    dom_id: ClassVar[str] = "favours"
    caption: ClassVar[str] = "Favours by person"

    name = tables.Column(verbose_name="Name", order_by="sort_name", attrs={"td": {"class": "main-cell"}})
    side = tables.Column(verbose_name="How it stands", order_by="net")
    gave = tables.Column(verbose_name="You gave", attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    got = tables.Column(verbose_name="You got", attrs={"td": {"class": "num"}, "th": {"class": "num"}})
    lately = tables.Column(
        verbose_name="Last year", orderable=False, attrs={"td": {"class": "spare"}, "th": {"class": "spare"}}
    )
    last_on = tables.DateColumn(
        verbose_name="Last", format="j M Y", attrs={"td": {"class": "date spare"}, "th": {"class": "spare"}}
    )

    class Meta(BaseTable.Meta):
        order_by = "side"
        empty_text = "Nobody stands so."

    def render_name(self, record: LedgerRow) -> Any:
        return format_html(
            '<a class="name" href="{}">{}</a>', reverse("dashboard:person", args=[record.pk]), record.name
        )

    def render_side(self, record: LedgerRow) -> str:
        return sentence(record.side if record.side == DIED else SIDES[record.balance.side])

    def render_gave(self, record: LedgerRow) -> Any:
        return _figures(record.balance.gave_times, record.gave)

    def render_got(self, record: LedgerRow) -> Any:
        return _figures(record.balance.got_times, record.got)

    def render_lately(self, record: LedgerRow) -> str:
        return f"gave {record.lately.gave_times}, got {record.lately.got_times}"


def _figures(times: int, weight: int) -> Any:
    """How often, and what it weighs together."""
    return format_html("{} × <small>weight {}</small>", times, weight) if times else "–"
