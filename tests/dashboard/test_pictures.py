from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from contacts.models import Contact
from contacts.services import save_contact
from dashboard.pictures import page
from dashboard.pictures.page import pictures_page, read_book
from dashboard.pictures.stamp import stamp
from domain.health import Health
from domain.quicklog import Entry
from interactions.models import Attendee
from interactions.services import change_interaction, remove_interaction, restore_interaction
from relationships.models import Standing
from reminders.services import remove_person
from tests.conftest import NOON
from tests.factories import log, make_contact

URL = "/pictures/"
TODAY = date(2026, 3, 12)


@pytest.fixture(autouse=True)
def _empty_cache() -> None:
    cache.clear()


def meet(contact: Contact, now: datetime, *ago: int, kind: str = "coffee") -> None:
    for days in sorted(ago, reverse=True):
        log(contact, TODAY - timedelta(days=days), now, kind=kind)


@pytest.fixture
def people(alice: User, now: datetime) -> dict[str, Contact]:
    """Ada is weekly as wished, Bo monthly instead, Cora weekly but wished monthly; Dina has no wish."""
    found = {
        "Ada": make_contact(alice, "Ada Lindqvist", now, circle="inner"),
        "Bo": make_contact(alice, "Bo Rask", now, circle="inner"),
        "Cora": make_contact(alice, "Cora Holm", now, circle="close"),
        "Dina": make_contact(alice, "Dina Moor", now),
        "Elis": make_contact(alice, "Elis Park", now, circle="friends"),
    }
    meet(found["Ada"], now, *range(2, 70, 7))
    meet(found["Bo"], now, *range(20, 200, 30), kind="call")
    meet(found["Cora"], now, *range(1, 70, 7), kind="meal")
    meet(found["Dina"], now, 300, 330, 360, kind="message")
    meet(found["Elis"], now, 5)
    return found


def test_a_new_book_says_what_each_picture_will_show(as_alice: Client, now: datetime) -> None:
    page = as_alice.get(URL).content.decode()

    assert '<svg class="plot' not in page
    assert "Give a few people a circle" in page
    assert "each month adds a bar" in page
    assert "Nothing is logged in the last 53 weeks." in page
    assert "Nobody’s strength moved" in page
    assert "With five people or more" in page


def test_the_page_shows_five_pictures_each_with_words_and_a_table(
    as_alice: Client, people: dict[str, Contact]
) -> None:
    page = as_alice.get(URL).content.decode()

    assert page.count('<svg class="plot') == 4
    assert page.count('class="shift"') > 0
    assert page.count("<caption>") == 6
    assert page.count("<caption>") == page.count("<table")
    assert f'href="/people/{people["Bo"].pk}/#standing"' in page


def test_wanderers_are_those_whose_rhythm_is_not_the_wished_one(
    alice: User, people: dict[str, Contact], now: datetime
) -> None:
    found = pictures_page(alice, NOON)["rings"]

    assert [(who["name"], who["way"], who["words"]) for who in found["wanderers"]] == [
        ("Elis Park", "farther", "wished friends, now outside: no rhythm yet"),
        ("Bo Rask", "farther", "wished inner, now close: about every 30 days"),
        ("Cora Holm", "closer", "wished close, now inner: about every 7 days"),
    ]
    assert found["words"] == "1 of four people with a wished ring are in it; 2 are farther out, 1 closer."
    assert [row["open"] for row in found["rows"]] == [0, 0, 0, 1, 0]


def test_the_months_count_everyone_once_by_the_health_of_then(
    alice: User, people: dict[str, Contact], now: datetime
) -> None:
    walk = read_book(alice, TODAY).walk

    assert len(walk.ends) == 24
    assert [sum(column.values()) for column in walk.healths] == [5] * 24
    expected = dict.fromkeys(Health, 0)
    for standing in Standing.objects.owned_by(alice).select_related("contact"):
        expected[standing.health_on(TODAY)] += 1
    assert walk.healths[-1] == expected
    words = pictures_page(alice, NOON)["months"]["words"]
    assert words.startswith("Of five people you were ever in touch with: ")


def test_who_moved_is_told_with_the_strengths_of_then_and_now(
    alice: User, people: dict[str, Contact], now: datetime
) -> None:
    rising, fading = pictures_page(alice, NOON)["movers"]["sides"]

    assert [row["name"] for row in rising["rows"]] == ["Cora Holm", "Ada Lindqvist", "Elis Park", "Bo Rask"]
    assert [row["name"] for row in fading["rows"]] == ["Dina Moor"]
    ada = Standing.objects.get(contact=people["Ada"])
    assert [row["now"] for row in rising["rows"] if row["pk"] == ada.pk] == [
        pytest.approx(ada.strength_on(TODAY))
    ]
    assert rising["rows"][0]["before"] == pytest.approx(0.5, abs=0.05)


def test_attention_says_how_many_make_half_and_four_fifths(
    alice: User, people: dict[str, Contact], now: datetime
) -> None:
    found = pictures_page(alice, NOON)["attention"]

    assert [row["name"] for row in found["rows"]][:3] == ["Cora Holm", "Ada Lindqvist", "Bo Rask"]
    assert found["words"].startswith("You really keep up with three people: four fifths")
    assert "half of it to two; five people got some." in found["words"]


def test_weeks_hold_what_is_known_to_the_week_and_nobody_deleted(
    alice: User, people: dict[str, Contact], now: datetime
) -> None:
    log(people["Ada"], TODAY - timedelta(days=3), now, kind="letter", precision="month")
    before = pictures_page(alice, NOON)["weeks"]
    remove_person(contact=people["Bo"], now=now)
    after = pictures_page(alice, NOON)["weeks"]

    assert before["kinds"] == ["Coffee", "Meal", "Call", "Message"]
    assert before["words"].startswith("30 interactions in 53 weeks, most often coffee (11); ")
    assert after["kinds"] == ["Coffee", "Meal", "Message"]


def test_people_who_are_gone_are_in_no_picture(
    alice: User, people: dict[str, Contact], now: datetime
) -> None:
    for contact in people.values():
        contact.state = "archived"
        contact.save()

    found = pictures_page(alice, NOON)

    assert [found[name] for name in ("rings", "months", "movers", "attention")] == [None] * 4


def test_a_hidden_strength_neither_rises_nor_fades(
    alice: User, as_alice: Client, people: dict[str, Contact], now: datetime
) -> None:
    Contact.objects.filter(pk=people["Ada"].pk).update(hides_strength=True)
    names = [row["name"] for row in pictures_page(alice, NOON)["movers"]["sides"][0]["rows"]]

    assert names == ["Cora Holm", "Elis Park", "Bo Rask"]
    User.objects.filter(pk=alice.pk).update(shows_strength=False)
    assert "Rising and fading" not in as_alice.get(URL).content.decode()


def test_the_book_is_read_once_while_it_stays_the_same(
    alice: User, people: dict[str, Contact], now: datetime
) -> None:
    with CaptureQueriesContext(connection) as first:
        pictures_page(alice, NOON)
    with CaptureQueriesContext(connection) as second:
        pictures_page(alice, NOON)

    assert len(second) == 6  # the count, the stamp's four, and the names
    assert len(first) == 13


def test_the_stamp_changes_with_whatever_happens_to_the_book(
    alice: User, bob: User, people: dict[str, Contact], now: datetime
) -> None:
    ada, bo = people["Ada"], people["Bo"]
    seen = [stamp(alice, TODAY)]

    def note() -> None:
        seen.append(stamp(alice, TODAY))

    talk = log(ada, TODAY - timedelta(days=2), now, kind="message")  # lighter than that day's coffee
    note()
    entry = Entry(kind="email", day=talk.day)
    change_interaction(interaction=talk, attendees=[Attendee(ada)], entry=entry, now=now)
    note()
    change_interaction(interaction=talk, attendees=[Attendee(bo)], entry=entry, now=now)
    note()
    remove_interaction(interaction=talk, now=now)
    note()
    restore_interaction(interaction=talk, now=now)
    note()
    Standing.objects.filter(contact=ada).update(rating_day=TODAY.toordinal(), rating_delta=0.3)
    note()
    ada.circle = "close"
    save_contact(contact=ada)
    note()
    remove_person(contact=bo, now=now)
    note()
    seen.append(stamp(alice, TODAY + timedelta(days=1)))

    assert all(one != other for one, other in zip(seen, seen[1:], strict=False))
    assert stamp(bob, TODAY) != stamp(alice, TODAY)
    assert stamp(alice, TODAY) == stamp(alice, TODAY)


def test_a_large_book_stays_as_drawn_for_the_day_until_it_is_drawn_again(
    as_alice: Client, alice: User, people: dict[str, Contact], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "LARGE", 4)
    before = pictures_page(alice, NOON)["weeks"]["words"]
    log(people["Ada"], TODAY, now, kind="letter")
    later = NOON + timedelta(hours=2)

    kept = pictures_page(alice, later)
    assert (kept["weeks"]["words"], kept["drawn_at"]) == (before, "12:00")
    shown = as_alice.get(URL).text
    assert ("Drawn at 12:00." in shown, 'href="?draw=again"' in shown) == (True, True)
    assert as_alice.get(URL, {"draw": "again"}).headers["location"] == URL
    fresh = pictures_page(alice, later)
    assert (fresh["weeks"]["words"] == before, fresh["drawn_at"]) == (False, "14:00")
    tomorrow = (NOON + timedelta(days=1)).astimezone(ZoneInfo("Asia/Tokyo"))
    assert pictures_page(alice, tomorrow)["drawn_at"] == "21:00"


def test_a_small_book_is_always_fresh_and_tells_no_time(
    as_alice: Client, alice: User, people: dict[str, Contact], now: datetime
) -> None:
    before = pictures_page(alice, NOON)["weeks"]["words"]
    log(people["Ada"], TODAY, now, kind="letter")

    assert pictures_page(alice, NOON)["weeks"]["words"] != before
    assert "Drawn at" not in as_alice.get(URL).text


def test_whoever_is_removed_is_not_named_in_a_kept_drawing(
    alice: User, people: dict[str, Contact], now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(page, "LARGE", 4)
    pictures_page(alice, NOON)
    remove_person(contact=people["Bo"], now=now)
    make_contact(alice, "Finn Ross", now)

    found = pictures_page(alice, NOON)

    assert found["drawn_at"] == "12:00"
    assert "Bo Rask" not in [who["name"] for who in found["rings"]["wanderers"]]
