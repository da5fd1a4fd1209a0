"""The owner's own word: ratings, pins, family, and those who left."""

import random
from dataclasses import astuple
from datetime import date, datetime, timedelta

import pytest

from accounts import clock
from accounts.models import User
from contacts.models import Contact, ImportantDate
from dashboard.tasks import tick
from domain.strength import State, Touch, rate, replay, strength
from interactions.queries import touches_with
from interactions.services import (
    come_back,
    hold_contact,
    leave,
    rate_contact,
    remove_interaction,
    take_back,
    unrate_contact,
)
from relationships.models import Standing
from reminders.queries import dates_near, open_people
from reminders.services import change_person
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)


@pytest.fixture
def ada(alice: User, now: datetime) -> Contact:
    """Met six times, three weeks apart, the last time twenty days ago."""
    found = make_contact(alice, "Ada Lindqvist", now, circle="close")
    for number in range(6):
        log(found, TODAY - timedelta(days=20 + 21 * number), now)
    return found


def row(contact: Contact) -> Standing:
    return Standing.objects.get(contact=contact)


def columns(contact: Contact) -> dict[str, object]:
    """Everything the standing says, but when its anchor was drawn."""
    return {name: value for name, value in vars(row(contact)).items() if name != "_state"}


def reading(contact: Contact, day: date = TODAY) -> float:
    return row(contact).strength_on(day)


def say_eight(contact: Contact, now: datetime, half_life: int = 365, day: date = TODAY) -> dict:
    return rate_contact(contact=contact, value=8.0, half_life=half_life, day=day, now=now)


def test_a_rating_makes_the_strength_what_was_said(ada: Contact, now: datetime) -> None:
    say_eight(ada, now)

    assert reading(ada) == pytest.approx(8.0)
    said = row(ada)
    assert (said.rated_value, said.rated_half_life, said.rating_day) == (8.0, 365, TODAY.toordinal())
    assert (said.rating_half_life, said.rating_floor, said.rated_days) == (365.0, None, 0)


@pytest.mark.parametrize("half_life", [90, 365, 730])
def test_a_rating_fades_by_half_as_sure_as_the_owner_is(ada: Contact, now: datetime, half_life: int) -> None:
    say_eight(ada, now, half_life)
    later = TODAY.toordinal() + half_life
    state = row(ada).state
    faded = rate(replay(touches_with(ada)), TODAY.toordinal(), 8.0, half_life)

    assert strength(state, later) == pytest.approx(strength(replay(touches_with(ada), faded), later))
    assert state.rating is not None
    assert state.rating.half_life == half_life


def test_a_low_rating_does_not_fade_in_silence_but_with_each_meeting(ada: Contact, now: datetime) -> None:
    rate_contact(contact=ada, value=2.0, half_life=90, day=TODAY, now=now)
    before = reading(ada, TODAY + timedelta(days=400))
    assert before < 2.0

    log(ada, TODAY, now)  # the day of the rating itself does not count
    assert row(ada).rated_days == 0
    tomorrow = now + timedelta(days=1)
    log(ada, tomorrow.date(), tomorrow)
    log(ada, tomorrow.date(), tomorrow, kind="call")
    assert row(ada).rated_days == 1


def test_a_rating_of_a_day_gone_by_counts_from_the_evidence_of_that_day(ada: Contact, now: datetime) -> None:
    day = TODAY - timedelta(days=50)
    say_eight(ada, now, day=day)

    known = [touch for touch in touches_with(ada) if touch.day <= day.toordinal()]
    expected = rate(replay(known), day.toordinal(), 8.0)
    assert row(ada).rating_delta == expected.delta
    assert row(ada).rated_days == 2


def test_back_dating_does_not_compute_a_rating_anew(ada: Contact, now: datetime) -> None:
    say_eight(ada, now)
    delta = row(ada).rating_delta

    log(ada, TODAY - timedelta(days=300), now, kind="meal")

    assert row(ada).rating_delta == delta
    assert reading(ada) > 8.0


def test_pinning_keeps_the_delta_and_makes_the_rating_a_floor_for_ever(ada: Contact, now: datetime) -> None:
    say_eight(ada, now)
    before = columns(ada)

    hold_contact(contact=ada, now=now, is_pinned=True)

    pinned = row(ada)
    assert pinned.rating_delta == before["rating_delta"]
    assert (pinned.rating_half_life, pinned.rating_floor) == (None, 8.0)
    assert reading(ada, TODAY + timedelta(days=9_000)) == 8.0
    hold_contact(contact=ada, now=now, is_pinned=False)
    assert columns(ada) == before


def test_family_never_falls_below_seven(alice: User, now: datetime) -> None:
    bo = make_contact(alice, "Bo Ek", now, is_family=True)
    assert reading(bo) == 7.0
    assert reading(bo, TODAY + timedelta(days=9_000)) == 7.0

    bo.is_family, before = False, bo
    bo.save()
    change_person(contact=bo, before=before, now=now)
    assert reading(bo) == pytest.approx(0.5, abs=0.05)
    assert row(bo).rating_day is None


def test_taking_the_rating_of_a_pinned_person_back_leaves_the_floor_of_seven(
    ada: Contact, now: datetime
) -> None:
    hold_contact(contact=ada, now=now, is_pinned=True)
    pinned = columns(ada)
    say_eight(ada, now)

    unrate_contact(contact=ada, now=now)

    assert columns(ada) == pinned


@pytest.mark.parametrize("value", [0.4, 9.6, -1.0, float("nan")])
def test_a_rating_outside_its_bounds_is_refused(ada: Contact, now: datetime, value: float) -> None:
    with pytest.raises(ValueError, match=r"from 0\.5 to 9\.5"):
        rate_contact(contact=ada, value=value, half_life=365, day=TODAY, now=now)


def test_days_to_come_and_other_half_lives_are_refused(ada: Contact, now: datetime) -> None:
    tomorrow = TODAY + timedelta(days=1)
    with pytest.raises(ValueError, match="still to come"):
        say_eight(ada, now, day=tomorrow)
    with pytest.raises(ValueError, match="how sure"):
        say_eight(ada, now, half_life=30)
    with pytest.raises(ValueError, match="still to come"):
        leave(contact=ada, how="moved", on=tomorrow, now=now)
    with pytest.raises(ValueError, match="how they left"):
        leave(contact=ada, how="vanished", on=TODAY, now=now)


def test_who_left_long_ago_is_frozen_then_and_silent_now(ada: Contact, now: datetime) -> None:
    ImportantDate.objects.create(owner=ada.owner, contact=ada, month=3, day=13)
    day = TODAY - timedelta(days=100)

    leave(contact=ada, how="moved", on=day, now=now)

    ada.refresh_from_db()
    assert (ada.state, ada.left_how) == ("left", "moved")
    assert reading(ada) == strength(replay(touches_with(ada), frozen_on=day.toordinal()), day.toordinal())
    assert row(ada).due_on is None
    log(ada, TODAY, now)
    assert reading(ada) == reading(ada, day)


def test_who_died_is_deceased_and_comes_back_by_undo_only(ada: Contact, now: datetime) -> None:
    change = leave(contact=ada, how="died", on=TODAY, now=now)
    ada.refresh_from_db()
    assert (ada.state, ada.left_how) == ("deceased", "")

    assert take_back(contact=ada, change=change, now=now)
    assert ada.state == "active"


def test_who_comes_back_has_all_that_happened_meanwhile(ada: Contact, now: datetime) -> None:
    leave(contact=ada, how="job", on=TODAY - timedelta(days=100), now=now)
    log(ada, TODAY, now)

    come_back(contact=ada, now=now)

    assert row(ada).state == replay(touches_with(ada))
    assert (ada.state, ada.left_how) == ("active", "")
    assert come_back(contact=ada, now=now) == {}


CHANGES = {
    "rate": lambda who, now: say_eight(who, now),
    "unrate": lambda who, now: unrate_contact(contact=who, now=now),
    "pin": lambda who, now: hold_contact(contact=who, now=now, is_pinned=True),
    "unpin": lambda who, now: hold_contact(contact=who, now=now, is_pinned=False),
    "family": lambda who, now: hold_contact(contact=who, now=now, is_family=True),
    "leave": lambda who, now: leave(contact=who, how="moved", on=now.date(), now=now),
    "left": lambda who, now: leave(contact=who, how="job", on=TODAY - timedelta(days=70), now=now),
    "died": lambda who, now: leave(contact=who, how="died", on=TODAY, now=now),
    "back": lambda who, now: come_back(contact=who, now=now),
}
PRESENT = {
    "nothing said": [],
    "rated": ["rate"],
    "pinned": ["pin"],
    "rated and pinned": ["rate", "pin"],
    "pinned and rated": ["pin", "rate"],
    "left": ["left"],
    "rated, pinned and left": ["rate", "family", "left"],
}


@pytest.mark.parametrize("first", PRESENT)
def test_taking_a_change_back_makes_all_as_it_was(ada: Contact, now: datetime, first: str) -> None:
    for name in PRESENT[first]:
        CHANGES[name](ada, now)
    before = columns(ada), ada.state, ada.left_how, ada.is_pinned, ada.is_family
    later = now + timedelta(hours=1)

    for change in CHANGES.values():
        done = change(ada, later)
        assert take_back(contact=ada, change=done, now=later)
        ada.refresh_from_db()
        assert (columns(ada), ada.state, ada.left_how, ada.is_pinned, ada.is_family) == before


def test_taking_back_leaves_alone_what_was_said_since(ada: Contact, now: datetime) -> None:
    eight = say_eight(ada, now)
    rate_contact(contact=ada, value=6.0, half_life=90, day=TODAY, now=now)
    before = columns(ada)

    assert not take_back(contact=ada, change=eight, now=now)
    assert columns(ada) == before


def test_what_was_logged_since_stays_when_a_change_is_taken_back(ada: Contact, now: datetime) -> None:
    change = leave(contact=ada, how="moved", on=TODAY - timedelta(days=30), now=now)
    log(ada, TODAY, now)

    assert take_back(contact=ada, change=change, now=now)
    assert row(ada).last_on == TODAY.toordinal()


def numbers(state: State) -> list[float]:
    flat = [*astuple(state)[:-3], *(astuple(state.rating) if state.rating else ())]
    return [-1.0 if value is None else float(value) for value in [*flat, state.rated_days, state.frozen_on]]


@pytest.mark.parametrize("seed", range(6))
def test_a_standing_always_equals_the_replay(alice: User, now: datetime, seed: int) -> None:
    """Over random sequences of all that can happen to one person, on days that go by."""
    chance = random.Random(seed)
    bo = make_contact(alice, "Bo Ek", now)
    logged, undo = [], []
    for _ in range(40):
        now += timedelta(days=chance.choice([0, 0, 1, 9, 60]))
        act = chance.choice([*CHANGES, "log", "log", "back-date", "remove", "take back"])
        if act in CHANGES:
            undo.append(CHANGES[act](bo, now))
        elif act == "take back" and undo:
            take_back(contact=bo, change=undo.pop(), now=now)
        elif act == "remove" and logged:
            remove_interaction(interaction=logged.pop(chance.randrange(len(logged))), now=now)
        else:
            ago = 0 if act == "log" else chance.randrange(400)
            kind = chance.choice(["coffee", "meal", "email", "linked"])
            logged.append(log(bo, now.date() - timedelta(days=ago), now, kind=kind))
        standing = row(bo)
        again = replay(touches_with(bo), standing.state.rating, standing.frozen_on)
        assert numbers(standing.state) == pytest.approx(numbers(again), abs=1e-9)
        bo.refresh_from_db()
        assert (standing.frozen_on is not None) == (bo.state in ("left", "deceased"))
        assert (standing.rating_floor is not None) == (bo.is_pinned or bo.is_family)


def test_a_rating_outlives_touches_before_and_after_it(ada: Contact, now: datetime) -> None:
    say_eight(ada, now)
    said = row(ada).state.rating
    touches = [*touches_with(ada), Touch((TODAY + timedelta(days=5)).toordinal(), 1.0, kind="coffee")]

    later = now + timedelta(days=5)
    log(ada, later.date(), later)

    assert numbers(row(ada).state) == pytest.approx(numbers(replay(touches, said)), abs=1e-9)


def test_dates_and_nudges_of_who_left_are_silent_until_they_are_back(
    ada: Contact, alice: User, now: datetime
) -> None:
    ImportantDate.objects.create(owner=alice, contact=ada, month=3, day=13)
    change_person(contact=ada, before=ada, now=now)
    log(ada, TODAY - timedelta(days=200), now)
    with clock.set_to(now + timedelta(days=60)):
        tick()
        day = clock.today(alice)
        assert [card.contact for card in open_people(alice, day)] == [ada]

        change = leave(contact=ada, how="moved", on=day, now=clock.now_for(alice))
        tick()
        assert (open_people(alice, day), dates_near(alice, TODAY)) == ([], [])

        assert take_back(contact=ada, change=change, now=clock.now_for(alice))
        tick()
        assert [card.contact for card in open_people(alice, day)] == [ada]
