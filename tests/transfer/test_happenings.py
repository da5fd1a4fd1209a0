"""What happened, taken in from any source."""

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Identity, Trace
from domain.quicklog import Entry
from interactions.models import Attendee, Interaction, Kind, Participation
from interactions.services import (
    change_interaction,
    current_scale,
    remove_interaction,
    restore_interaction,
)
from interactions.services.weights import reweigh_touches
from relationships.models import Standing
from tests.conftest import NOON
from tests.factories import log, make_contact
from tests.transfer.given import book
from tests.transfer.given_items import bring_items, open_items, rehearsed, rows_of, take_back_all, work_on
from transfer.exports.uids import uids_of
from transfer.formats.values import Happening, Party

pytestmark = pytest.mark.django_db
DAY = date(2025, 6, 3)
LATER = NOON + timedelta(days=2)
Row = Any


@pytest.fixture
def anna(alice: User) -> Any:
    contact = make_contact(alice, "Anna Bell", NOON)
    Identity.objects.create(
        owner=alice, contact=contact, kind="email", key="anna@example.org", shown="anna@example.org"
    )
    return contact


@pytest.fixture
def bert(alice: User) -> Any:
    return make_contact(alice, "Bert Quint", NOON)


def lunch(**fields: Any) -> Happening:
    told = {
        "line": 7,
        "key": "lunch-1",
        "kind": "meal",
        "day": DAY,
        "people": (Party(email="Anna@Example.org"),),
    }
    return Happening(**(told | fields))


def weights(user: User) -> list[tuple[str, bool, float | None]]:
    rows = Participation.objects.owned_by(user).order_by("contact__display", "interaction__day")
    return [
        (name, talked, weight if weight is None else round(weight, 3))
        for name, talked, weight in rows.values_list("contact__display", "talked", "touch_weight")
    ]


def test_a_happening_becomes_an_interaction_with_all_it_says(alice: User, anna: Any) -> None:
    one = lunch(at=time(12, 30), minutes=90, began="them", place="Kaffa", note="Lunch at the lake")

    run = bring_items(alice, [one], source="ics")

    row = Interaction.objects.owned_by(alice).get()
    assert (row.kind, row.day, row.at, row.minutes, row.began) == ("meal", DAY, time(12, 30), 90, "them")
    assert (row.place, row.note, row.words) == ("Kaffa", "Lunch at the lake", "kaffa lunch at the lake")
    assert (row.source, row.external_key) == ("ics", "lunch-1")
    assert weights(alice) == [("Anna Bell", True, 1.3)]
    assert rows_of(run) == [(7, "added", "Meal of 2025-06-03")]
    assert run.counts["interactions"] == 1


def test_the_standing_is_the_same_as_after_logging_by_hand(alice: User, bob: User, anna: Any) -> None:
    twin = make_contact(bob, "Anna Bell", NOON)
    log(twin, DAY, NOON, "meal")

    bring_items(alice, [lunch()], source="ics")

    mine, theirs = (Standing.objects.get(contact=one) for one in (anna, twin))
    fields = [
        f.attname for f in Standing._meta.concrete_fields if f.attname not in ("owner_id", "contact_id", "id")
    ]
    assert [getattr(mine, name) for name in fields] == [getattr(theirs, name) for name in fields]


def test_strangers_weigh_in_the_crowd_and_those_merely_present_count_nothing(
    alice: User, anna: Any, bert: Any
) -> None:
    people = (Party("Anna Bell"), Party("Bert Quint", talked=False), Party("Cara Zoll"), Party("Dora Zack"))

    bring_items(alice, [lunch(people=people)], source="ics")

    assert weights(alice) == [("Anna Bell", True, round(1.3 * 4**-0.25, 3)), ("Bert Quint", False, None)]


def test_with_strangers_alone_nothing_happened_but_they_leave_a_trace(alice: User, anna: Any) -> None:
    people = (
        Party("Cara Zoll", "cara@example.org"),
        Party("Dora Zack"),
        Party("Room"),
        Party("41 79 111 22 33"),
    )

    run = bring_items(alice, [lunch(people=people)], source="ics")

    assert Interaction.objects.count() == 0
    assert rows_of(run) == [(7, "skipped", "2025-06-03: with nobody of your book")]
    assert run.counts["skips"] == {"with nobody of your book": 1}
    seen = (
        Trace.objects.owned_by(alice)
        .order_by("name")
        .values_list("name", "network", "key", "source", "times")
    )
    assert list(seen) == [
        ("Cara Zoll", "", "cara@example.org", "calendar", 1),
        ("Dora Zack", "", "", "calendar", 1),
    ]


def test_the_owner_and_whom_they_deleted_leave_no_trace(alice: User, anna: Any) -> None:
    anna.deleted_at = NOON
    anna.save()
    people = (Party(email="me@example.net"), Party(email="anna@example.org"))

    bring_items(alice, [lunch(people=people)], source="ics", own_emails=frozenset({"me@example.net"}))

    assert (Interaction.objects.count(), Trace.objects.count()) == (0, 0)


def test_bringing_the_same_again_changes_nothing(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch()], source="ics")
    before = book(alice)

    run = bring_items(alice, [lunch()], source="ics", now=LATER)

    assert book(alice) == before
    assert rows_of(run) == [(7, "unchanged", "Meal of 2025-06-03")]


def test_what_the_source_tells_otherwise_follows_unless_the_owner_edited_it(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch(), lunch(key="2")], source="ics")
    edited = Interaction.objects.get(external_key="2")
    change_interaction(
        interaction=edited, attendees=[Attendee(anna)], entry=Entry(kind="call", day=DAY), now=LATER
    )
    moved = {"day": DAY + timedelta(days=1), "kind": "coffee", "note": "At last"}

    run = bring_items(alice, [lunch(**moved), lunch(key="2", **moved)], source="ics", now=LATER)

    rows = Interaction.objects.order_by("external_key").values_list(
        "external_key", "kind", "day", "note", "words"
    )
    assert list(rows) == [
        ("2", "call", DAY, "", ""),
        ("lunch-1", "coffee", DAY + timedelta(days=1), "At last", "at last"),
    ]
    assert weights(alice) == [("Anna Bell", True, 0.8), ("Anna Bell", True, 1.0)]
    assert [act for _line, act, _words in rows_of(run)] == ["unchanged", "updated"]


def test_a_deleted_one_stays_deleted(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch()], source="ics")
    remove_interaction(interaction=Interaction.objects.get(), now=LATER)

    bring_items(alice, [lunch(day=DAY + timedelta(days=3))], source="ics", now=LATER)

    assert Interaction.objects.get().deleted_at == LATER


def test_who_came_into_the_book_since_joins(alice: User, anna: Any) -> None:
    people = (Party("Anna Bell"), Party("Cara Zoll"))
    bring_items(alice, [lunch(people=people)], source="ics")
    make_contact(alice, "Cara Zoll", NOON)

    run = bring_items(alice, [lunch(people=people)], source="ics", now=LATER)

    each = round(1.3 * 2**-0.25, 3)
    assert weights(alice) == [("Anna Bell", True, each), ("Cara Zoll", True, each)]
    assert rows_of(run) == [(7, "updated", "Meal of 2025-06-03: who was there")]


def test_values_that_no_column_takes_are_brought_into_shape(alice: User, anna: Any) -> None:
    odd = lunch(
        kind="séance", precision="aeon", minutes=10**9, began="us", place="p" * 900, note="n" * 200_000
    )
    future = lunch(key="f", day=date(2099, 1, 1))
    ancient = lunch(key="a", day=date(1066, 10, 14))

    run = bring_items(alice, [odd, future, ancient], source="ics")

    row = Interaction.objects.get()
    assert (row.kind, row.precision, row.minutes, row.began) == ("other", "day", None, "")
    assert (len(row.place), len(row.note)) == (200, 100_000)
    assert run.counts["skips"] == {"on a day that cannot be": 2}


def test_a_month_counts_at_its_middle_and_some_time_counts_nothing(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch(precision="month"), lunch(key="2", precision="sometime")], source="monica")

    rows = Participation.objects.order_by("interaction__external_key")
    assert list(rows.values_list("interaction__day", "touch_day")) == [
        (DAY, None),
        (date(2025, 6, 15), date(2025, 6, 15).toordinal()),
    ]


def test_an_archive_of_this_very_book_tells_nothing_of_what_the_book_made(alice: User, anna: Any) -> None:
    log(anna, DAY, NOON)
    (uid,) = uids_of(alice, Interaction)
    before = book(alice)

    run = bring_items(alice, [lunch(key=uid), lunch(key="other")], source="rapport")
    assert [act for _line, act, _words in rows_of(run)] == ["unchanged", "added"]
    take_back_all(run)

    assert book(alice) == before


def test_undo_leaves_the_book_as_it_was(alice: User, anna: Any, bert: Any) -> None:
    log(anna, date(2025, 1, 1), NOON)
    bring_items(alice, [lunch()], source="ics")
    before = book(alice)
    people = (Party("Anna Bell", talked=False), Party("Bert Quint"), Party("Cara Zoll"))
    changed = lunch(people=people, kind="event", minutes=30, day=DAY + timedelta(days=9))

    run = bring_items(alice, [changed, lunch(key="new", people=people)], source="ics")
    assert book(alice) != before
    take_back_all(run)

    assert book(alice) == before
    assert (run.state, run.kept) == ("undone", [])


def test_a_run_that_broke_off_anywhere_goes_on_to_the_same_end(alice: User, bob: User) -> None:
    names = [(Party(f"Nora Number {n}"),) for n in range(30)]
    items = [
        lunch(key=str(n), line=n, day=DAY + timedelta(days=n % 40), people=names[n % 30]) for n in range(400)
    ]
    items += [lunch(key=f"s{n}", line=n, people=(Party(f"Some Stranger {n}"),)) for n in range(1100)]
    for owner in (alice, bob):
        for n in range(30):
            make_contact(owner, f"Nora Number {n}", NOON)
    bring_items(bob, items, source="ics")
    run = open_items(alice, source="ics")

    for _turn in range(12):
        work_on(run, items, stop_after=1)
    work_on(run, items)

    assert book(alice) == book(bob)
    assert (len(rows_of(run)), run.counts["interactions"]) == (1500, 120)


def test_a_rehearsal_counts_the_same_and_writes_nothing(alice: User, anna: Any) -> None:
    items = [lunch(), lunch(key="2", people=(Party("Some Stranger"),))]
    before = book(alice)

    tally = rehearsed(alice, items, source="ics")
    assert book(alice) == before
    run = bring_items(alice, items, source="ics")

    assert tally.as_counts() == run.counts


def test_every_kind_is_taken_as_it_is(alice: User, anna: Any) -> None:
    bring_items(alice, [lunch(key=kind, kind=kind) for kind in Kind.values], source="rapport")

    assert {row.external_key: row.kind for row in Interaction.objects.all()} == {
        kind: kind for kind in Kind.values
    }
    linked = Participation.objects.get(interaction__kind="linked")
    assert (linked.counted, linked.touch_weight) == (False, 0.1)


NAMES = ["Anna Bell", "Bert Quint", "Cara Zoll", "Dora Zack"]
TOLD = st.lists(
    st.builds(
        lunch,
        key=st.sampled_from("abcde"),
        kind=st.sampled_from(["coffee", "call", "event", "email"]),
        day=st.dates(DAY, DAY + timedelta(days=20)),
        minutes=st.sampled_from([None, 5, 240]),
        precision=st.sampled_from(["", "week", "sometime"]),
        note=st.sampled_from(["", "Tea"]),
        people=st.lists(
            st.builds(Party, st.sampled_from(NAMES), talked=st.booleans()), min_size=1, max_size=4
        ).map(tuple),
    ),
    max_size=6,
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=TOLD, second=TOLD)
def test_undo_is_exact_whatever_two_files_say(
    alice: User, first: list[Happening], second: list[Happening]
) -> None:
    with transaction.atomic():
        for name in NAMES[:3]:
            log(make_contact(alice, name, NOON), DAY, NOON)
        empty = book(alice)
        one = bring_items(alice, first, source="ics")
        between = book(alice)
        two = bring_items(alice, second, source="ics")

        take_back_all(two)
        assert book(alice) == between
        take_back_all(one)
        assert book(alice) == empty
        transaction.set_rollback(True)


@pytest.mark.usefixtures("anna")
def test_strangers_in_a_crowd_still_count_when_everything_is_weighed_anew(alice: User) -> None:
    bring_items(alice, [lunch(crowd=12)], source="ics")
    (before,) = weights(alice)

    with transaction.atomic():
        changed = reweigh_touches(owner=alice, after=0, up_to=10**9, scale=current_scale(alice))

    assert (changed, weights(alice)) == (0, [before])
    interaction = Interaction.objects.get()
    remove_interaction(interaction=interaction, now=NOON)
    restore_interaction(interaction=interaction, now=NOON)
    assert weights(alice) == [before]
