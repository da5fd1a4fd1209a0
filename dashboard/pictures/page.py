"""All pictures of the whole book, read once and kept while the book stays the same."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache

from accounts.models import User
from contacts.models import Contact
from dashboard.pictures.attention import Shares, attention, shares
from dashboard.pictures.months import months
from dashboard.pictures.movers import Moves, movers, moves
from dashboard.pictures.rings import Rings, ringed, rings
from dashboard.pictures.stamp import stamp
from dashboard.pictures.walk import Walk, walk
from dashboard.pictures.weeks import Counts, week_counts, weeks

KEPT_SECONDS = 60 * 60


@dataclass(frozen=True, slots=True)
class Book:
    """What the pictures are drawn from: numbers and contact ids; names are read when they are shown."""

    rings: Rings
    walk: Walk
    weeks: Counts
    moves: Moves
    shares: Shares


def pictures_page(user: User, today: date) -> dict[str, Any]:
    """The context of the page. Kept for an hour under the book's stamp; a million touches take seconds."""
    key = f"pictures:{user.pk}:{stamp(user, today)}"
    book = cache.get(key)
    if book is None:
        book = read_book(user, today)
        cache.set(key, book, KEPT_SECONDS)
    names, shown = _names(user, book)
    return {
        "rings": ringed(book.rings, names),
        "months": months(book.walk),
        "weeks": weeks(user, book.weeks, today),
        "shows_strength": user.shows_strength,
        "movers": movers(book.moves, shown) if user.shows_strength else None,
        "attention": attention(book.shares, names),
    }


def read_book(user: User, today: date) -> Book:
    """Everything anew: one walk through the touches and four grouped queries."""
    found = walk(user, today)
    moved, shared = moves(found), shares(found)
    found.strengths, found.attention = [], []  # told by the two above; not worth keeping for thousands
    return Book(rings(user, today), found, week_counts(user, today), moved, shared)


def _names(user: User, book: Book) -> tuple[dict[int, str], dict[int, str]]:
    """Names of everyone told of, and of those among them whose strength may be shown."""
    rows = Contact.objects.owned_by(user).active().filter(pk__in=_told_of(book))
    found = list(rows.values_list("pk", "display", "hides_strength"))
    return {pk: name for pk, name, _ in found}, {pk: name for pk, name, hides in found if not hides}


def _told_of(book: Book) -> set[int]:
    def ids(rows: Iterable[tuple[Any, ...]]) -> set[int]:
        return {row[0] for row in rows}

    return {
        *(who.pk for who in book.rings.wanderers),
        *ids(book.moves.rising),
        *ids(book.moves.fading),
        *ids(book.shares.first),
    }
