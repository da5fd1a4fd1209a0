"""Odd books and odd clocks: every page answers, every strength stays between 0 and 10."""

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from django.test import Client

from accounts import clock
from accounts.models import User
from contacts.models import Contact
from dashboard.digest import as_text, compose
from dashboard.tasks import tick
from domain.strength import replay
from interactions.models import Interaction, Participation
from interactions.queries import touches_with
from interactions.services import hold_contact, leave, rate_contact
from relationships.models import Standing
from relationships.services import rescore
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)
PAGES = ("/", "/people/", "/people/?sort=strength", "/search/?q=odd", "/review/", "/review/?show=nurture")
PICTURES = ("/pictures/",)


def book_days(contact: Contact, *days: date, weight: float = 1.0) -> None:
    """Interactions put into the book past the forms, as another program or a wrong clock might."""
    owner = contact.owner
    rows = Interaction.objects.bulk_create(Interaction(owner=owner, kind="coffee", day=day) for day in days)
    Participation.objects.bulk_create(
        Participation(
            owner=owner, interaction=row, contact=contact, touch_day=row.day.toordinal(), touch_weight=weight
        )
        for row in rows
    )
    rescore(contact=contact, touches=touches_with(contact), today=TODAY)


def look_at_everything(client: Client, owner: User) -> None:
    """Ask for the pages, and find every strength and its parts in order."""
    people = Contact.objects.owned_by(owner)
    for page in (*PAGES, *PICTURES, *(f"/people/{person.pk}/" for person in people)):
        answer = client.get(page)
        assert answer.status_code == 200, page
        shown = answer.content.decode()
        for found in re.findall(r"Strength (−?[\d.]+|nan|inf)[^\d]* of 10", shown):
            assert 0 <= float(found) <= 10, page
        standing = answer.context.get("standing")
        if standing is not None:
            parts = standing.explanation.parts
            assert sum(part.value for part in parts) == pytest.approx(standing.strength, abs=1e-9)
            assert sum(part.shown for part in parts) == pytest.approx(standing.strength, abs=0.05 + 1e-9)
    assert as_text(compose(owner, clock.today(owner)))


def stands_by_its_replay(contact: Contact) -> bool:
    row = Standing.objects.get(contact=contact)
    again = replay(touches_with(contact), row.state.rating, row.frozen_on)
    numbers = ("e7", "e90", "long", "short", "as_of", "last_on", "days", "rated_days")
    return all(
        getattr(row, name) == pytest.approx(getattr(again, name), abs=1e-9)
        if getattr(again, name) is not None
        else getattr(row, name) is None
        for name in numbers
    )


@pytest.fixture
def odd(alice: User, now: datetime) -> Contact:
    return make_contact(alice, "Odd Holm", now, circle="close")


def test_interactions_still_to_come(as_alice: Client, alice: User, odd: Contact) -> None:
    book_days(odd, TODAY - timedelta(days=30), TODAY + timedelta(days=1), TODAY + timedelta(days=400))
    look_at_everything(as_alice, alice)


def test_a_thousand_interactions_on_one_day(as_alice: Client, alice: User, odd: Contact) -> None:
    book_days(odd, *[TODAY] * 1_000)

    assert Standing.objects.get(contact=odd).days == 1
    assert Standing.objects.get(contact=odd).strength_on(TODAY) == pytest.approx(5.2, abs=0.05)
    look_at_everything(as_alice, alice)


def test_two_hundred_years_apart(as_alice: Client, alice: User, odd: Contact, now: datetime) -> None:
    book_days(odd, date(1826, 3, 12), date(1926, 3, 12))
    log(odd, TODAY, now)

    assert stands_by_its_replay(odd)
    look_at_everything(as_alice, alice)
    assert "never" not in Standing.objects.get(contact=odd).health_on(TODAY)


@pytest.mark.parametrize("weight", [0.0, 0.2, 2.0, 4.0])
def test_weights_at_their_bounds(as_alice: Client, alice: User, odd: Contact, weight: float) -> None:
    book_days(odd, *(TODAY - timedelta(days=ago) for ago in range(0, 300, 7)), weight=weight)
    look_at_everything(as_alice, alice)


@pytest.mark.parametrize("days", [1, 40, 4_000])
def test_a_clock_that_goes_back(
    as_alice: Client, alice: User, odd: Contact, now: datetime, days: int
) -> None:
    """Logging, rating, pinning and leaving on the day before what was logged already."""
    for ago in (0, 20, 40):
        log(odd, TODAY - timedelta(days=ago), now)
    with clock.set_to(now - timedelta(days=days)):
        look_at_everything(as_alice, alice)
        assert as_alice.post("/log/", {"line": "call with Odd Holm"}).status_code == 302
        earlier = clock.now_for(alice)
        rate_contact(contact=odd, value=9.0, half_life=90, day=earlier.date(), now=earlier)
        look_at_everything(as_alice, alice)
        hold_contact(contact=odd, is_pinned=True, now=earlier)
        leave(contact=odd, how="moved", on=earlier.date(), now=earlier)
        tick()
        look_at_everything(as_alice, alice)
        assert stands_by_its_replay(odd)
    look_at_everything(as_alice, alice)


def test_a_card_set_to_left_on_a_clock_gone_back_keeps_what_was_logged(
    as_alice: Client, odd: Contact, now: datetime
) -> None:
    log(odd, TODAY, now)
    with clock.set_to(now - timedelta(days=10)):
        as_alice.post("/people/bulk/", {"people": [odd.pk], "circle": "keep", "state": "left"})
        assert stands_by_its_replay(odd)
        assert Standing.objects.get(contact=odd).frozen_on == TODAY.toordinal()


@pytest.mark.parametrize(
    ("zone", "utc_hour", "day"),
    [
        ("Pacific/Kiritimati", 11, date(2026, 3, 13)),  # 01:00 of the next day, at UTC+14
        ("Pacific/Kiritimati", 9, date(2026, 3, 12)),
        ("Pacific/Pago_Pago", 10, date(2026, 3, 11)),  # 23:00 of the day before, at UTC−11
        ("Pacific/Pago_Pago", 11, date(2026, 3, 12)),
    ],
)
def test_the_day_is_the_owners_not_the_servers(
    as_alice: Client, alice: User, odd: Contact, zone: str, utc_hour: int, day: date
) -> None:
    alice.time_zone = zone
    alice.save()
    with clock.set_to(datetime(2026, 3, 12, utc_hour, tzinfo=UTC)):
        as_alice.post(f"/people/{odd.pk}/call/")
        as_alice.post(f"/people/{odd.pk}/rating/", {"value": "8", "half_life": "365"})
        as_alice.post(f"/people/{odd.pk}/left/", {"how": "moved", "on": day.isoformat()})
        after = as_alice.post(
            f"/people/{odd.pk}/left/", {"how": "moved", "on": (day + timedelta(days=1)).isoformat()}
        )

        row = Standing.objects.get(contact=odd)
        assert [row.last_on, row.rating_day, row.frozen_on, row.anchored_on] == [day.toordinal()] * 4
        assert after.status_code == 422
        assert f"Own rating of 8.0, {day.day} March" in as_alice.get(f"/people/{odd.pk}/").content.decode()
        look_at_everything(as_alice, alice)


def test_an_owner_who_flies_from_kiritimati_to_pago_pago(as_alice: Client, alice: User, odd: Contact) -> None:
    """What was logged this morning is of tomorrow then."""
    with clock.set_to(datetime(2026, 3, 12, 10, 30, tzinfo=UTC)):
        alice.time_zone = "Pacific/Kiritimati"
        alice.save()
        as_alice.post(f"/people/{odd.pk}/call/")
        alice.time_zone = "Pacific/Pago_Pago"
        alice.save()
        look_at_everything(as_alice, alice)
        as_alice.post(f"/people/{odd.pk}/call/")

        row = Standing.objects.get(contact=odd)
        assert (row.last_on, row.days) == (date(2026, 3, 13).toordinal(), 2)
        assert stands_by_its_replay(odd)
        look_at_everything(as_alice, alice)
