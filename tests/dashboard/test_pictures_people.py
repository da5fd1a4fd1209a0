from datetime import date, datetime, timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact
from dashboard.pictures.course import person_course
from domain.history import course, past_of
from domain.months import months_before
from interactions.pasts import pasts_of
from interactions.queries import touches_with
from interactions.sparks import sparks_of
from relationships.models import Standing
from tests.factories import log, make_contact

TODAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


@pytest.fixture
def ada(alice: User, now: datetime) -> Contact:
    contact = make_contact(alice, "Ada Lindqvist", now, circle="friends")
    touched = ((900, "linked"), (200, "coffee"), (190, "call"), (180, "message"), (90, "meal"), (90, "email"))
    for ago, kind in touched:
        log(contact, TODAY - timedelta(days=ago), now, kind=kind)
    return contact


def test_a_course_begins_at_the_first_touch_and_ends_today(alice: User, ada: Contact) -> None:
    found = person_course(alice, ada, TODAY)

    assert found is not None
    assert found["words"].startswith("Since 24 September 2023: in touch on four days; at its highest ")
    shapes = ["linked", "met", "call", "written"]
    assert [mark["shape"] for mark in found["drawing"]["marks"]] == [*shapes, "met", "written"]
    assert list(found["shapes"]) == shapes
    assert found["has_more"] is False


def test_the_course_marks_the_days_on_which_it_will_turn(alice: User, ada: Contact) -> None:
    found = person_course(alice, ada, TODAY)

    assert found is not None
    standing = Standing.objects.get(contact=ada)
    turning = [standing.cooling_on, standing.dormant_on]
    ahead = [day for day in turning if day and 0 < day - TODAY.toordinal() <= 183]
    assert [day for day, _ in found["turns"]] == ahead
    assert found["drawing"]["future"] != ""


def test_the_table_tells_each_month_and_the_coming_ones(alice: User, ada: Contact) -> None:
    found = person_course(alice, ada, TODAY)

    assert found is not None
    rows = {row["label"]: row for row in found["rows"]}
    assert rows["December 2025"]["what"] == "one meal, one email"
    assert rows["September 2025"]["what"] == "one call, one message"
    assert rows["August 2026"]["is_coming"] is True
    assert rows["Today"]["strength"] == pytest.approx(Standing.objects.get(contact=ada).strength_on(TODAY))
    assert list(rows)[-1] == "September 2023"


def test_what_is_older_than_three_years_is_shown_when_asked_for(
    alice: User, ada: Contact, now: datetime
) -> None:
    log(ada, date(2001, 5, 1), now)

    lately, whole = person_course(alice, ada, TODAY), person_course(alice, ada, TODAY, whole=True)

    assert lately is not None
    assert whole is not None
    assert lately["has_more"] is True
    assert lately["words"].startswith("Since 12 March 2023: ")
    assert whole["words"].startswith("Since 1 May 2001: ")
    assert [row["label"] for row in whole["rows"]][-2:] == ["2002", "2001"]


def test_a_rating_and_a_freezing_are_marked(alice: User, ada: Contact) -> None:
    rated, frozen = date(2025, 11, 3).toordinal(), date(2026, 2, 1).toordinal()
    Standing.objects.filter(contact=ada).update(
        rating_day=rated, rating_delta=0.8, rated_value=8.0, frozen_on=frozen
    )

    found = person_course(alice, ada, TODAY)

    assert found is not None
    assert [flag["word"] for flag in found["drawing"]["flags"]] == [
        "you said 8.0, 3 Nov",
        "stands still since 1 Feb",
    ]
    assert found["drawing"]["future"] == ""


def test_ten_thousand_days_in_two_hundred_years_can_be_drawn(
    alice: User, ada: Contact, now: datetime
) -> None:
    interaction = log(ada, date(1826, 3, 1), now)
    row = interaction.participations.get()
    row.contact.participations.filter(pk=row.pk).update(touch_day=date(1826, 3, 1).toordinal())

    found = person_course(alice, ada, TODAY, whole=True)

    assert found is not None
    assert len(found["rows"]) <= 210


def test_the_page_of_a_person_shows_the_course(as_alice: Client, ada: Contact, now: datetime) -> None:
    page = as_alice.get(f"/people/{ada.pk}/").content.decode()

    assert 'id="course"' in page
    assert "Strength at the end of each month" in page


def test_someone_new_has_a_sentence_instead_of_a_line(as_alice: Client, alice: User, now: datetime) -> None:
    bo = make_contact(alice, "Bo Rask", now)

    assert (
        "The line begins with the first thing you log." in as_alice.get(f"/people/{bo.pk}/").content.decode()
    )


def sparks(owner: User) -> dict[int, list[float]]:
    people = Contact.objects.owned_by(owner).select_related("standing")
    return sparks_of(owner, people, TODAY)


def test_a_hidden_strength_has_no_course_and_no_spark(alice: User, ada: Contact) -> None:
    ada.hides_strength = True
    ada.save()

    assert person_course(alice, ada, TODAY) is None
    assert sparks(alice) == {}
    ada.hides_strength, alice.shows_strength = False, False
    ada.save()
    assert person_course(alice, ada, TODAY) is None
    assert sparks(alice) == {}


def test_a_spark_is_the_course_at_thirteen_points(alice: User, bob: User, ada: Contact) -> None:
    days = months_before(TODAY.toordinal(), 12)
    expected = [round(point, 2) for point in course(touches_with(ada), days)]

    assert sparks(alice) == {ada.pk: expected}
    assert sparks(bob) == {}


def test_a_rated_spark_counts_the_days_after_the_rating(alice: User, ada: Contact) -> None:
    standing = Standing.objects.get(contact=ada)
    standing.rating_day, standing.rating_delta = TODAY.toordinal() - 195, -2.0
    standing.save()
    days = months_before(TODAY.toordinal(), 12)

    expected = [round(point, 2) for point in course(touches_with(ada), days, standing.state.rating)]

    assert sparks(alice)[ada.pk] == expected


def test_sparks_are_kept_until_the_standing_changes(alice: User, ada: Contact, now: datetime) -> None:
    before = sparks(alice)
    people = list(Contact.objects.owned_by(alice).select_related("standing"))
    with CaptureQueriesContext(connection) as none:
        assert sparks_of(alice, people, TODAY) == before

    log(ada, TODAY - timedelta(days=1), now)

    assert len(none) == 0
    assert sparks(alice)[ada.pk][-1] > before[ada.pk][-1]


def test_pasts_are_what_the_touches_of_each_make(alice: User, ada: Contact, now: datetime) -> None:
    bo = make_contact(alice, "Bo Rask", now)
    log(bo, date(2024, 1, 5), now, kind="linked")

    found = dict(pasts_of(Contact.objects.owned_by(alice)))

    assert found == {contact.pk: past_of(touches_with(contact)) for contact in (ada, bo)}
    assert list(found[ada.pk].weights) == sorted(found[ada.pk].weights)
