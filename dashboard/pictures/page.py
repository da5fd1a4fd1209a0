"""All pictures of the whole book, read once and kept while the book stays the same."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
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
from relationships.queries import Listing

KEPT_SECONDS = 60 * 60
LARGE = 5_000
"""A book of more people is drawn once a day: its million touches take seconds."""
DAY_SECONDS = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Book:
    """What the pictures are drawn from: numbers and contact ids; names are read when they are shown.

    `drawn_at` is told of a large book only, which may have changed since.
    """

    rings: Rings
    walk: Walk
    weeks: Counts
    moves: Moves
    shares: Shares
    drawn_at: datetime | None = None


def pictures_page(user: User, now: datetime) -> dict[str, Any]:
    """The context of the page; `now` is in the owner's zone. A large book stays as it was first drawn that day."""
    today = now.date()
    book = _book(user, now)
    names, shown = _names(user, book)
    return {
        "rings": ringed(book.rings, names),
        "months": months(book.walk),
        "weeks": weeks(user, book.weeks, today),
        "shows_strength": user.shows_strength,
        "movers": movers(book.moves, shown) if user.shows_strength else None,
        "attention": attention(book.shares, names),
        "drawn_at": f"{book.drawn_at:%H:%M}" if book.drawn_at else "",
    }


def draw_again(user: User, today: date) -> None:
    """Forget the drawing of a large book, so that the next look draws it anew."""
    cache.delete(_key_of_day(user, today))


def _book(user: User, now: datetime) -> Book:
    """Kept for the day if it is large, else for an hour under the book's stamp, so that it is always fresh."""
    today, is_large = now.date(), Listing(user, now.date()).count(LARGE + 1) > LARGE
    key = _key_of_day(user, today) if is_large else f"pictures:{user.pk}:{stamp(user, today)}"
    kept = cache.get(key)
    if isinstance(kept, Book):
        return kept
    book = read_book(user, today)
    if is_large:
        book = replace(book, drawn_at=now)
    cache.set(key, book, DAY_SECONDS if is_large else KEPT_SECONDS)
    return book


def _key_of_day(user: User, today: date) -> str:
    return f"pictures:{user.pk}:{today.isoformat()}"


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
