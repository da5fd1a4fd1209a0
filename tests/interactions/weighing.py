"""A small book of every kind, length and company, and what it must say after the weights changed."""

from datetime import date, datetime, timedelta

import pytest

from accounts.models import User
from contacts.models import Contact
from domain.quicklog import Entry
from domain.scale import Scale
from domain.strength import State, replay
from interactions.models import Attendee, Interaction, Participation, Reweighing
from interactions.queries import touches_with
from interactions.services import log_interaction, take_turn
from relationships.models import Standing
from tests.conftest import NOON
from tests.factories import make_contact

TODAY = date(2026, 3, 12)
KINDS = ("coffee", "meal", "event", "letter", "message", "call", "linked")
OWN = Scale({"letter": 1.5, "coffee": 0.2, "event": 2.0}, {"meal": 30, "call": 60})


def fill(owner: User, now: datetime, people: int = 6) -> list[Contact]:
    """Everybody met in each kind, alone and with the next two, of some length or none, one merely present."""
    book = [make_contact(owner, f"Ada{n} Lindqvist", now) for n in range(people)]
    for n, contact in enumerate(book):
        for m, kind in enumerate(KINDS):
            others = [Attendee(one, talked=m % 2 == 0) for one in book[n + 1 : n + 1 + m % 3]]
            entry = Entry(
                kind=kind, day=TODAY - timedelta(days=30 * n + 7 * m), minutes=(None, 15, 200)[m % 3]
            )  # type: ignore[arg-type]  # one of the kinds
            log_interaction(owner=owner, attendees=[Attendee(contact), *others], entry=entry, now=now)
    return book


def work(job: Reweighing, seconds: float | None = None) -> int:
    """Work a job to its end; how many turns it took."""
    turns = 1
    while not take_turn(reweighing_id=job.pk, clock=lambda: NOON, seconds=seconds):
        turns += 1
    job.refresh_from_db()
    return turns


def snapshot(owner: User) -> tuple[list[object], list[object]]:
    """All touches and all standings of an owner."""
    touches = Participation.objects.owned_by(owner).order_by("pk")
    standings = Standing.objects.owned_by(owner).order_by("pk")
    return list(touches.values_list("pk", "touch_day", "touch_weight")), [row.state for row in standings]


def check(owner: User, scale: Scale) -> None:
    """The law: every touch weighs what its scale says, and every standing is the replay of its touches."""
    for talk in Interaction.objects.filter(owner=owner):
        parts = list(talk.participations.all())
        weighed = scale.weigh(talk.kind, talk.minutes, len(parts))
        expected = [weighed if part.talked and talk.deleted_at is None else None for part in parts]
        assert [part.touch_weight for part in parts] == expected
    for standing in Standing.objects.owned_by(owner).select_related("contact__owner"):
        before = standing.state
        assert_same(before, replay(touches_with(standing.contact), before.rating, before.frozen_on))


def assert_same(one: State, other: State) -> None:
    names = [name for name in State.__slots__ if name != "rating"]
    assert one.rating == other.rating
    for name in names:
        assert getattr(one, name) == pytest.approx(getattr(other, name), abs=1e-9)
