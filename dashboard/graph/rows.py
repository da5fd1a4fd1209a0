"""The rows of the table, each filled into one form: cell by cell would cost ten times as much."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import User
from dashboard.graph.best import Best
from dashboard.graph.by import By, words_of
from domain.graph.data import Dot
from ui.templatetags.rapport import health_mark

NOTHING = "–"


@dataclass(frozen=True, slots=True)
class Row:
    """One person of the table; `drawn` is the whole row."""

    pk: int
    drawn: SafeString


def drawn_row(user: User, by: By, dot: Dot, known: int, best: Best | None) -> Row:
    """The row of one person, who knows so many of the others."""
    drawn = format_html(
        _form(),
        page=_page(dot.pk),
        name=dot.name,
        gone=format_html("<small>{}</small>", "deceased") if dot.is_gone else "",
        ring=words_of(user, by).rings[dot.ring],
        health=health_mark(dot.health),
        by=by.value.capitalize(),
        cluster=dot.cluster or NOTHING,
        cluster_class="" if dot.cluster else "none",
        ties=known,
        best=_told(best) if best else NOTHING,
        best_class="" if best else "none",
    )
    return Row(dot.pk, drawn)


def _told(best: Best) -> SafeString:
    role = "" if best.role == "knows" else f" {best.role}"
    return format_html('<a href="{}">{}</a><small>{}</small>', _page(best.pk), best.name, role)


def _page(pk: int) -> str:
    return _address().replace("/0/", f"/{pk}/", 1)


@lru_cache(maxsize=1)
def _address() -> str:
    return reverse("dashboard:person", args=[0])


@lru_cache(maxsize=1)
def _form() -> str:
    """A row with gaps in braces, such as {name}."""
    template: Any = get_template("dashboard/_graph_table.html")
    source: str = template.template.source
    return source
