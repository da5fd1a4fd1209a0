"""What the owner said of people outlives an import and its undo."""

from collections.abc import Callable
from datetime import date

import pytest

from accounts.models import User
from contacts.models import Contact
from domain.strength import replay, strength
from interactions.queries import touches_with
from interactions.services import hold_contact, leave, rate_contact
from relationships.models import Standing
from tests.conftest import NOON
from tests.factories import log, make_contact
from tests.transfer.given import ANNA, ME, at, bring_in, wrote
from transfer.services import undo_run

SAID = ("rating_day", "rating_delta", "rating_half_life", "rating_floor", "rated_value", "rated_half_life")
TODAY = NOON.date()


def rated(contact: Contact) -> None:
    rate_contact(contact=contact, value=3.0, half_life=90, day=TODAY, now=NOON)


def pinned(contact: Contact) -> None:
    hold_contact(contact=contact, is_pinned=True, now=NOON)


def rated_and_family(contact: Contact) -> None:
    rated(contact)
    hold_contact(contact=contact, is_family=True, now=NOON)


def rated_and_gone(contact: Contact) -> None:
    rated(contact)
    leave(contact=contact, how="moved", on=date(2026, 2, 20), now=NOON)


def row(contact: Contact) -> Standing:
    return Standing.objects.get(contact=contact)


@pytest.mark.parametrize("say", [rated, pinned, rated_and_family, rated_and_gone])
def test_an_import_and_its_undo_keep_what_was_said(alice: User, say: Callable[[Contact], None]) -> None:
    anna = make_contact(alice, "Anna Bell", NOON)
    log(anna, date(2026, 2, 1), NOON)
    say(anna)
    before = row(anna)
    said = {name: getattr(before, name) for name in (*SAID, "frozen_on")}

    letters = [wrote(("Anna Bell", "anna-bell"), ME, at(2026, 1 + month, 25, 9)) for month in range(2)]
    run = bring_in(alice, connections=[ANNA], messages=letters)

    after = row(anna)
    assert {name: getattr(after, name) for name in said} == said
    assert len(touches_with(anna)) > 1
    again = replay(touches_with(anna), after.state.rating, after.frozen_on)
    assert (after.rated_days, after.days, after.last_on) == (again.rated_days, again.days, again.last_on)
    assert after.strength_on(TODAY) == pytest.approx(strength(again, TODAY.toordinal()))
    undo_run(run=run, now=NOON)
    undone = row(anna)
    assert {name: getattr(undone, name) for name in said} == said
    assert undone.strength_on(TODAY) == pytest.approx(before.strength_on(TODAY))
    assert undone.rated_days == before.rated_days
