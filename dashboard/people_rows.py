"""The rows of a list of people: what each shows, in a handful of queries whatever the page.

A list has fifty of them and is looked at often: only the columns that show are read, and a row is filled into a form
(templates/dashboard/_person_row.html) that has a tenth of a template's cost.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from django.template.loader import get_template
from django.urls import reverse
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString

from accounts.models import User
from contacts.models import Circle, Contact, Post
from domain import circles
from domain.health import Health, TurningDays, health
from domain.state import Rating, State, strength
from interactions.sparks import sparks_by_print
from ui import dates
from ui.templatetags.rapport import bar, health_mark, spark

NOBODY = 0
NOTHING = "–"
STANDING = (
    *("as_of", "e7", "e90", "long", "days"),
    *("rating_day", "rating_delta", "rating_half_life", "rating_floor", "frozen_on"),
    *("short", "last_on", "first_on", "last_weight", "log_gap", "peak", "rated_days"),
    *("cooling_on", "dormant_on", "never_on", "due_on"),
)
COLUMNS = ("pk", "display", "circle", "cadence_days", "hides_strength")
PRINT = 10
"""How many columns of a standing, the first ones, tell that nothing changed for its sparkline."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One person of a list, as of a day; `drawn` is the whole row. No strength where the owner hides it."""

    pk: int
    name: str
    strength: float | None
    health: Health
    drawn: SafeString


def person_rows(user: User, ids: Sequence[int], today: date) -> list[PersonRow]:
    """The rows of these contacts of the owner, in the order of the ids: two queries, or four."""
    columns = (*COLUMNS, *(f"standing__{name}" for name in STANDING))
    people = {row[0]: row for row in Contact.objects.owned_by(user).filter(pk__in=ids).values_list(*columns)}
    shown = {pk: row for pk, row in people.items() if user.shows_strength and not row[4]}
    lines = sparks_by_print(user, {pk: row[5 : 5 + PRINT] for pk, row in shown.items() if row[9]}, today)
    posts = _posts(user, ids)
    draw = _Drawing(user, today)
    return [
        draw.row(people[pk], pk in shown, lines.get(pk, ()), posts.get(pk, "")) for pk in ids if pk in people
    ]


class _Drawing:
    """Fills rows in; what is the same for all of them is looked up once."""

    def __init__(self, user: User, today: date) -> None:
        self.has_strength, self.today = user.shows_strength, today
        self.page, self.call = _address("dashboard:person"), _address("interactions:call")

    def row(self, row: tuple[Any, ...], is_shown: bool, line: Sequence[float], post: str) -> PersonRow:
        pk, display, circle, cadence, _ = row[:5]
        state, turns = _state(row[5:])
        day = self.today.toordinal()
        now = health(state, day, circles.wished_days(circle, cadence), turns)
        value = strength(state, day) if is_shown else None
        page = self.page.replace(f"/{NOBODY}/", f"/{pk}/", 1)
        last, due = self._near(state.last_on), self._near(turns.due_on)
        drawn = format_html(
            _form("_person_row"),
            pk=pk,
            name=conditional_escape(display),
            page=page,
            call=self.call.replace(f"/{NOBODY}/", f"/{pk}/", 1),
            post=format_html("<small>{}</small>", post) if post else "",
            circle=Circle(circle).label if circle else NOTHING,
            circle_class="" if circle else "none",
            strength=self._strength(value, now, line, page),
            health=health_mark(now),
            last=last or NOTHING,
            last_class="" if last else "none",
            due="now" if turns.due_on and turns.due_on <= day else due or NOTHING,
            due_class="" if due else "none",
        )
        return PersonRow(pk, display, value, now, drawn)

    def _near(self, day: int | None) -> str:
        return dates.near(date.fromordinal(day), self.today) if day else ""

    def _strength(self, value: float | None, now: Health, line: Sequence[float], page: str) -> str:
        if not self.has_strength:
            return ""
        return format_html(_form("_person_strength"), page=page, bar=bar(value, now), spark=spark(line))


def _state(standing: tuple[Any, ...]) -> tuple[State, TurningDays]:
    as_of, e7, e90, long, days, rated_on, delta, half_life, floor, frozen_on, *rest = standing
    if days is None:
        return State(), TurningDays()
    short, last_on, first_on, last_weight, log_gap, peak, rated_days, *turns = rest
    rating = None if rated_on is None else Rating(rated_on, delta, half_life, floor)
    sums = (e7, e90, long, short, as_of, last_on, first_on, days, last_weight, log_gap, peak)
    return State(*sums, rating, rated_days, frozen_on), TurningDays(*turns)


def _address(name: str) -> str:
    """An address reversed once for all rows, to put each contact's id in."""
    return reverse(name, args=[NOBODY])


@lru_cache(maxsize=10)
def _form(name: str) -> str:
    """A template with gaps in braces, such as {name}."""
    template: Any = get_template(f"dashboard/{name}.html")
    source: str = template.template.source
    return source


def _posts(user: User, ids: Sequence[int]) -> dict[int, str]:
    """The newest post of each contact, in words."""
    found: dict[int, str] = {}
    rows = Post.objects.owned_by(user).filter(contact__in=ids).order_by("until", "-since", "pk")
    for contact_id, title, organisation in rows.values_list("contact_id", "title", "organisation"):
        found.setdefault(contact_id, ", ".join(part for part in (title, organisation) if part))
    return found
