"""Rescoring a whole book gives every standing that its own log gives."""

from datetime import date, datetime, timedelta

import pytest
from django.core.management import call_command

from accounts.models import User
from contacts.models import Contact
from domain.strength import replay
from interactions.models import Participation
from interactions.queries import touches_with
from interactions.services.book import rescore_book, rescore_chunk
from relationships.models import Standing
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)
KINDS = ("coffee", "meal", "email", "call")


def book_of(owner: User, now: datetime, size: int = 12) -> list[Contact]:
    people = [make_contact(owner, f"Person{n} Test", now, is_pinned=n == 3) for n in range(size)]
    for n, person in enumerate(people):
        for step in range(n % 5):
            log(person, TODAY - timedelta(days=7 * n + 13 * step), now, kind=KINDS[step % 4])
    log(people[1], TODAY - timedelta(days=7), now, kind="email")
    return people


def standings(owner: User) -> list[object]:
    return [standing.state for standing in Standing.objects.owned_by(owner).order_by("pk")]


def test_a_book_that_is_right_stays_untouched(alice: User, now: datetime) -> None:
    book_of(alice, now)
    before = list(Standing.objects.order_by("pk").values())

    assert rescore_book(owner=alice, today=TODAY) == 0
    assert list(Standing.objects.order_by("pk").values()) == before


def test_after_every_weight_changed_each_standing_is_its_logs(alice: User, bob: User, now: datetime) -> None:
    people = book_of(alice, now)
    book_of(bob, now, 3)
    strangers = standings(bob)
    for row in Participation.objects.all():
        Participation.objects.filter(pk=row.pk).update(touch_weight=row.touch_weight * 1.5)

    differing = rescore_book(owner=alice, today=TODAY)

    assert differing == sum(bool(n % 5) for n in range(len(people)))
    assert standings(bob) == strangers
    for standing in Standing.objects.owned_by(alice).select_related("contact"):
        state = standing.state
        assert state == replay(touches_with(standing.contact), state.rating, state.frozen_on)


def test_a_book_is_done_in_chunks_by_id(alice: User, now: datetime) -> None:
    people = book_of(alice, now, 5)
    Standing.objects.update(e7=99.0)

    last, differing = rescore_chunk(owner=alice, after=people[0].pk, limit=2, today=TODAY)

    assert (last, differing) == (people[2].pk, 2)
    assert rescore_chunk(owner=alice, after=people[-1].pk, limit=2, today=TODAY) == (None, 0)


def test_an_empty_book_is_done_at_once(alice: User) -> None:
    assert rescore_book(owner=alice, today=TODAY) == 0


def test_the_command_says_how_many_differed(
    alice: User, now: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    book_of(alice, now, 3)
    Standing.objects.update(e7=99.0)

    call_command("rescore", "--owner", alice.email)
    call_command("rescore", "--owner", alice.email)
    call_command("rescore", "--owner", alice.email, "--json")

    said = capsys.readouterr().out.splitlines()
    assert said == ["3 standings differed from the log.", "Every standing is right.", '{"differed": 0}']
