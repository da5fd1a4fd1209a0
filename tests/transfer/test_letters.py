"""Messages and e-mails, taken in from any source."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Identity, Trace
from interactions.models import Interaction, Participation
from tests.conftest import NOON
from tests.factories import make_contact
from tests.transfer.given import book
from tests.transfer.given_items import bring_items, open_items, rehearsed, rows_of, take_back_all, work_on
from transfer.formats.values import Message, Party
from transfer.services.mailbag import Mailbag

ME = Party("Owen Reed", "owen@example.org")
ANNA = Party("Anna Bell", "anna@example.org")
BERT = Party("Bert Quint", "bert@example.org")
STRANGER = Party("Cara Zoll", "cara@example.org")
OWN = frozenset({"owen@example.org"})
MORNING = datetime(2025, 6, 3, 8, 30, tzinfo=UTC)


@pytest.fixture
def anna(alice: User) -> Any:
    contact = make_contact(alice, "Anna Bell", NOON)
    address = "anna@example.org"
    Identity.objects.create(owner=alice, contact=contact, kind="email", key=address, shown=address)
    return contact


def wrote(sender: Party, *to: Party, at: datetime = MORNING, **fields: Any) -> Message:
    told = {"line": 3, "conversation": "c1", "kind": "email"}
    return Message(at=at, sender=sender, recipients=to, **(told | fields))


def days(user: User) -> list[tuple[Any, ...]]:
    rows = Interaction.objects.owned_by(user).order_by("day", "external_key")
    return list(rows.values_list("kind", "day", "at", "began", "both_wrote"))


@pytest.mark.django_db
def test_the_messages_of_a_conversation_and_day_are_one_interaction(alice: User, anna: Any) -> None:
    items = [
        wrote(ANNA, ME, at=MORNING + timedelta(hours=2), line=9),
        wrote(ME, ANNA),
        wrote(ANNA, ME, at=MORNING + timedelta(days=1), line=12),
        wrote(ANNA, ME, conversation="c2", kind="message", line=14),
    ]

    run = bring_items(alice, items, source="mbox", own_emails=OWN)

    assert sorted(days(alice)) == [
        ("email", date(2025, 6, 3), time(8, 30), "me", True),
        ("email", date(2025, 6, 4), time(8, 30), "them", False),
        ("message", date(2025, 6, 3), time(8, 30), "them", False),
    ]
    assert {line for line, _act, _words in rows_of(run)} == {9, 12, 14}
    assert run.counts["interactions"] == 2
    assert Trace.objects.count() == 0


@pytest.mark.django_db
def test_a_day_is_the_owners_day(alice: User, anna: Any) -> None:
    alice.time_zone = "Asia/Tokyo"
    alice.save()

    bring_items(alice, [wrote(ANNA, ME, at=datetime(2025, 6, 3, 20, tzinfo=UTC))], own_emails=OWN)

    assert days(alice) == [("email", date(2025, 6, 4), time(5), "them", False)]


@pytest.mark.django_db
def test_everybody_known_takes_part_and_strangers_weigh_and_leave_a_trace(alice: User, anna: Any) -> None:
    make_contact(alice, "Bert Quint", NOON)

    bring_items(alice, [wrote(ANNA, ME, BERT, STRANGER)], source="mbox", own_emails=OWN)

    rows = Participation.objects.owned_by(alice).order_by("contact__display")
    weight = round(0.35 * 3**-0.25, 4)
    found = rows.values_list("contact__display", "touch_weight")
    assert [(name, round(each or 0, 4)) for name, each in found] == [
        ("Anna Bell", weight),
        ("Bert Quint", weight),
    ]
    traces = Trace.objects.owned_by(alice).values_list("name", "key", "source", "first_on")
    assert list(traces) == [("Cara Zoll", "cara@example.org", "email", date(2025, 6, 3))]


@pytest.mark.django_db
def test_with_strangers_alone_there_is_a_trace_and_a_row(alice: User) -> None:
    items = [
        wrote(STRANGER, ME),
        wrote(STRANGER, ME, line=4),
        wrote(ME, STRANGER, at=MORNING + timedelta(days=5)),
    ]

    run = bring_items(alice, items, source="mbox", own_emails=OWN)

    assert Interaction.objects.count() == 0
    assert run.counts["skips"] == {"with nobody of your book": 3}
    assert rows_of(run) == [
        (3, "skipped", "2025-06-03: with nobody of your book"),
        (3, "skipped", "2025-06-08: with nobody of your book"),
    ]
    trace = Trace.objects.get()
    assert (trace.first_on, trace.last_on, trace.times) == (date(2025, 6, 3), date(2025, 6, 8), 2)


@pytest.mark.django_db
def test_the_owner_is_found_as_who_is_in_most_conversations(alice: User, anna: Any) -> None:
    me, anna_named = Party("Owen Reed"), Party("Anna Bell")
    items = [
        wrote(me, anna_named, conversation="a"),
        wrote(Party("Dora Zack"), me, conversation="b"),
        wrote(Party("Cara Zoll"), me, conversation="c"),
    ]

    bring_items(alice, items, source="facebook")

    assert days(alice) == [("email", date(2025, 6, 3), time(8, 30), "me", False)]
    assert sorted(Trace.objects.values_list("name", flat=True)) == ["Cara Zoll", "Dora Zack"]


@pytest.mark.django_db
def test_in_a_single_chat_who_is_not_in_the_book_is_the_owner(alice: User, anna: Any) -> None:
    items = [wrote(Party("Owen Reed"), Party("Anna Bell")), wrote(Party("Anna Bell"), Party("Owen Reed"))]

    bring_items(alice, items, source="whatsapp")

    assert days(alice) == [("email", date(2025, 6, 3), time(8, 30), "me", True)]
    assert Trace.objects.count() == 0


@pytest.mark.django_db
def test_the_owners_own_card_in_the_book_takes_no_part(alice: User, anna: Any) -> None:
    make_contact(alice, "Owen Reed", NOON)

    bring_items(alice, [wrote(ME, ANNA)], own_emails=OWN, own_names=frozenset({"owen reed"}))

    assert list(Participation.objects.values_list("contact__display", flat=True)) == ["Anna Bell"]


@pytest.mark.django_db
def test_texts_are_kept_only_where_asked_for(alice: User, bob: User, anna: Any) -> None:
    make_contact(bob, "Anna Bell", NOON)
    said = [
        wrote(ANNA, ME, text="See you\n\nat noon", at=MORNING + timedelta(minutes=5)),
        wrote(ME, ANNA, text="Lunch?"),
    ]

    bring_items(alice, said, own_emails=OWN, texts=True)
    bring_items(bob, said, own_emails=OWN)
    again = bring_items(alice, said, own_emails=OWN, texts=True)

    assert Interaction.objects.owned_by(bob).get().note == ""
    kept = Interaction.objects.owned_by(alice).get()
    assert kept.note == "08:30 Owen Reed: Lunch?\n\n08:35 Anna Bell: See you\nat noon"
    assert kept.words == "08 30 owen reed lunch 08 35 anna bell see you at noon"
    assert rows_of(again) == [(3, "unchanged", "E-mail of 2025-06-03")]


@pytest.mark.django_db
def test_more_messages_of_the_same_day_follow_without_a_second_interaction(alice: User, anna: Any) -> None:
    bring_items(alice, [wrote(ANNA, ME)], own_emails=OWN)

    run = bring_items(
        alice, [wrote(ANNA, ME), wrote(ME, ANNA, at=MORNING - timedelta(hours=1))], own_emails=OWN
    )

    assert days(alice) == [("email", date(2025, 6, 3), time(7, 30), "me", True)]
    assert rows_of(run) == [(3, "updated", "E-mail of 2025-06-03: time, who began, who wrote")]


@pytest.mark.django_db
def test_days_that_cannot_be_are_told(alice: User, anna: Any) -> None:
    items = [
        wrote(ANNA, ME, at=datetime(2031, 1, 1, tzinfo=UTC), line=5),
        wrote(ANNA, ME, at=datetime(1, 1, 1, tzinfo=UTC), line=6),
        wrote(ANNA, ME),
    ]

    run = bring_items(alice, items, own_emails=OWN)

    assert run.counts["skips"] == {"cannot be read": 2}
    assert [fault.line for fault in run.faults.all()] == [5, 6]


@pytest.mark.django_db
def test_undo_and_broken_off_runs_end_where_they_should(alice: User, bob: User) -> None:
    people = [Party(f"Nora Number {n}", f"nora{n}@example.org") for n in range(20)]
    items = [
        wrote(
            people[n % 20],
            ME,
            at=MORNING + timedelta(days=n % 90),
            conversation=str(n % 25),
            text=f"Hello {n}",
        )
        for n in range(600)
    ]
    for owner in (alice, bob):
        for n in range(10):
            make_contact(owner, f"Nora Number {n}", NOON)
    before = book(alice)
    bring_items(bob, items, source="mbox", own_emails=OWN, texts=True)
    run = open_items(alice, source="mbox")

    for _turn in range(8):
        work_on(run, items, stop_after=2, own_emails=OWN, texts=True)
    work_on(run, items, own_emails=OWN, texts=True)
    assert book(alice) == book(bob)
    take_back_all(run)

    assert book(alice) == before


@pytest.mark.django_db
def test_a_rehearsal_counts_the_same(alice: User, anna: Any) -> None:
    items = [wrote(ANNA, ME), wrote(STRANGER, ME, conversation="c9")]

    tally = rehearsed(alice, items, own_emails=OWN)

    assert Interaction.objects.count() == 0
    assert tally.as_counts() == bring_items(alice, items, own_emails=OWN).counts


@given(st.permutations(range(12)))
def test_the_order_of_the_messages_does_not_matter(order: list[int]) -> None:
    who = (ANNA, BERT, STRANGER, Party())
    items = [
        wrote(
            who[n % 4], ME, who[n % 3], at=MORNING + timedelta(hours=n * 5), conversation="" if n % 2 else "c"
        )
        for n in range(12)
    ]

    def gathered(numbers: Any) -> set[Any]:
        bag = Mailbag(ZoneInfo("Europe/Zurich"), date(2026, 1, 1))
        for n in numbers:
            bag.see(items[n])

        def names(crowd: Any) -> frozenset[str]:
            return frozenset(bag.parties[n].name for n in crowd)

        return {
            (key, talk.first_at, names(talk.people), names(talk.writers), talk.messages)
            for key, talk in bag.talks.items()
        }

    assert gathered(order) == gathered(range(12))
