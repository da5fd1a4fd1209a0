"""The ledger: favours written down by themselves, with a talk, and taken back."""

from datetime import date, datetime, timedelta
from random import Random

import pytest

from accounts.models import User
from contacts.models import Contact
from domain.favours.balance import Balance, Deed, Done, FavourKind, balance
from domain.quicklog import Entry
from interactions.models import Attendee, Favour, Interaction
from interactions.queries import balance_of, balances_of, favours_with, ledger
from interactions.services import (
    change_favour,
    change_interaction,
    log_line,
    record_favour,
    record_favour_once,
    remove_favour,
    remove_interaction,
    restore_favour,
    restore_interaction,
)
from relationships.models import Standing
from reminders.models import Reminder
from tests.factories import make_contact

TODAY, YESTERDAY = date(2026, 3, 12), date(2026, 3, 11)
ADVICE = Deed(False, FavourKind.ADVICE)


@pytest.fixture
def ada(alice: User, now: datetime) -> Contact:
    return make_contact(alice, "Ada Lindqvist", now)


@pytest.fixture
def bo(alice: User, now: datetime) -> Contact:
    return make_contact(alice, "Bo Ek", now)


def told(user: User) -> list[tuple[object, ...]]:
    """The ledger as plain rows, the oldest first."""
    rows = ledger(user).order_by("pk").select_related("contact")
    return [(row.contact.display, row.gave, row.kind, row.weight, row.on, row.text) for row in rows]


def test_a_favour_is_kept_with_its_usual_weight_and_is_no_touch(
    ada: Contact, bo: Contact, now: datetime
) -> None:
    before = Standing.objects.get(contact=ada).state

    made = record_favour(
        owner=ada.owner, contact=ada, deed=Deed(True, FavourKind.INTRODUCTION, text="intro to Bo"), on=TODAY,
        about=bo, now=now,
    )  # fmt: skip

    assert told(ada.owner) == [("Ada Lindqvist", True, "introduction", 3, TODAY, "intro to Bo")]
    assert (made.about, made.interaction, balance_of(ada)) == (bo, None, Balance(1, 3, 0, 0))
    assert Standing.objects.get(contact=ada).state == before


@pytest.mark.parametrize(
    ("deed", "on", "words"),
    [
        (ADVICE, TODAY + timedelta(days=1), "That day is still to come"),
        (ADVICE, date(1899, 12, 31), "before 1900"),
        (Deed(True, FavourKind.HELP, 0), TODAY, "from 1, a small thing, to 5"),
        (Deed(True, FavourKind.HELP, 6), TODAY, "from 1, a small thing, to 5"),
        (Deed(True, FavourKind.HELP, 2, "x" * 301), TODAY, "room for 300 characters"),
    ],
)
def test_what_cannot_be_is_refused_in_words(
    ada: Contact, now: datetime, deed: Deed, on: date, words: str
) -> None:
    with pytest.raises(ValueError, match=words):
        record_favour(owner=ada.owner, contact=ada, deed=deed, on=on, now=now)

    assert told(ada.owner) == []


def test_a_favour_is_about_somebody_else_and_with_somebody_who_is_there(ada: Contact, now: datetime) -> None:
    with pytest.raises(ValueError, match="somebody else"):
        record_favour(owner=ada.owner, contact=ada, deed=ADVICE, on=TODAY, about=ada, now=now)
    ada.deleted_at = now
    with pytest.raises(ValueError, match="deleted"):
        record_favour(owner=ada.owner, contact=ada, deed=ADVICE, on=TODAY, now=now)


def test_a_favour_is_changed_removed_and_brought_back(ada: Contact, now: datetime) -> None:
    made = record_favour(owner=ada.owner, contact=ada, deed=ADVICE, on=TODAY, now=now)

    change_favour(
        favour=made, deed=Deed(True, FavourKind.GIFT, 5, "a boat"), on=YESTERDAY, about=None, now=now
    )
    assert told(ada.owner) == [("Ada Lindqvist", True, "gift", 5, YESTERDAY, "a boat")]

    remove_favour(favour=made, now=now)
    assert (told(ada.owner), balance_of(ada)) == ([], Balance())

    restore_favour(favour=made)
    assert balance_of(ada) == Balance(1, 5, 0, 0)


def test_a_line_writes_the_talk_and_its_favours(ada: Contact, bo: Contact, now: datetime) -> None:
    logged = log_line(
        owner=ada.owner, line="coffee with Ada yesterday +gave intro to Bo Ek +got advice (2)", now=now
    )

    assert told(ada.owner) == [
        ("Ada Lindqvist", True, "introduction", 3, YESTERDAY, "intro to Bo Ek"),
        ("Ada Lindqvist", False, "advice", 2, YESTERDAY, ""),
    ]
    assert {row.interaction for row in logged.favours} == {logged.interaction}
    assert [row.about for row in logged.favours] == [bo, None]


def test_a_favour_is_with_everybody_in_the_line_unless_it_names_some(
    ada: Contact, bo: Contact, now: datetime
) -> None:
    log_line(owner=ada.owner, line="lunch with Ada and Bo +got help +gave Bo advice", now=now)

    assert [row[:3] for row in told(ada.owner)] == [
        ("Ada Lindqvist", False, "help"),
        ("Bo Ek", False, "help"),
        ("Bo Ek", True, "advice"),
    ]


def test_a_line_of_favours_alone_writes_no_interaction(ada: Contact, bo: Contact, now: datetime) -> None:
    logged = log_line(
        owner=ada.owner, line="+gave Ada intro to Bo yesterday – about trains !ask in 3w +got a book", now=now
    )

    assert logged.is_saved
    assert logged.interaction is None
    assert Interaction.objects.count() == 0
    assert told(ada.owner) == [
        ("Ada Lindqvist", True, "introduction", 3, YESTERDAY, "intro to Bo"),
        ("Ada Lindqvist", False, "gift", 2, YESTERDAY, "a book – about trains"),
    ]
    assert Reminder.objects.get(kind="follow-up").contact == ada


@pytest.mark.parametrize("line", ["+gave an introduction to Bo Ek", "+got help", "yesterday +gave advice"])
def test_a_favour_of_nobody_is_refused(ada: Contact, bo: Contact, now: datetime, line: str) -> None:
    with pytest.raises(ValueError, match="Say with whom the favour was"):
        log_line(owner=ada.owner, line=line, now=now)

    assert (Favour.objects.count(), Interaction.objects.count()) == (0, 0)


def test_a_sensitive_favour_needs_its_talk(ada: Contact, now: datetime) -> None:
    with pytest.raises(ValueError, match="cannot be sensitive"):
        log_line(owner=ada.owner, line="+got advice from Ada", now=now, sensitive=True)

    logged = log_line(owner=ada.owner, line="call with Ada +got advice", now=now, sensitive=True)
    assert logged.favours[0].interaction.sensitive


def test_open_names_in_a_favour_are_asked_about_before_anything_is_saved(ada: Contact, now: datetime) -> None:
    make_contact(ada.owner, "Ada Moor", now)
    line = "+gave Ada advice +got help from Siv Holst"

    asked = log_line(owner=ada.owner, line=line, now=now)
    assert ([case.text for case in asked.ambiguous], asked.unknown) == (["Ada"], ("Siv Holst",))
    assert (asked.is_saved, told(ada.owner)) == (False, [])

    log_line(owner=ada.owner, line=line, now=now, picks={"Ada": ada.pk}, create={"Siv Holst"})
    assert [row[:3] for row in told(ada.owner)] == [
        ("Ada Lindqvist", True, "advice"),
        ("Siv Holst", False, "help"),
    ]


def test_somebody_new_who_gave_is_not_in_the_talk(ada: Contact, now: datetime) -> None:
    logged = log_line(
        owner=ada.owner, line="coffee with Ada +got help from Siv Holst", now=now, create={"Siv Holst"}
    )

    assert [contact.display for contact in logged.contacts] == ["Ada Lindqvist"]
    assert [row[0] for row in told(ada.owner)] == ["Siv Holst"]


def test_favours_go_and_come_back_with_their_talk(ada: Contact, now: datetime) -> None:
    talk = log_line(owner=ada.owner, line="coffee with Ada +got advice", now=now).interaction

    remove_interaction(interaction=talk, now=now)
    assert (told(ada.owner), balances_of(ada.owner)) == ([], {})

    restore_interaction(interaction=talk, now=now)
    assert balances_of(ada.owner) == {ada.pk: Balance(0, 0, 1, 1)}


def test_favours_stay_when_the_talk_is_changed_and_follow_its_day(ada: Contact, now: datetime) -> None:
    line = "coffee with Ada today +got advice +gave help yesterday"
    talk = log_line(owner=ada.owner, line=line, now=now).interaction

    moved = Entry(kind="meal", day=date(2026, 3, 3))
    change_interaction(interaction=talk, attendees=[Attendee(ada)], entry=moved, now=now)

    assert [(row[2], row[4]) for row in told(ada.owner)] == [
        ("advice", date(2026, 3, 3)),
        ("help", YESTERDAY),
    ]


def test_the_ledger_holds_nothing_of_strangers_or_of_the_deleted(
    ada: Contact, bo: Contact, bob: User, now: datetime
) -> None:
    other = make_contact(bob, "Cara Quist", now)
    for contact in (ada, bo, other):
        record_favour(owner=contact.owner, contact=contact, deed=ADVICE, on=TODAY, now=now)
    Contact.objects.filter(pk=bo.pk).update(deleted_at=now)

    assert list(balances_of(ada.owner)) == [ada.pk]
    assert [row.contact for row in favours_with(ada)] == [ada]


@pytest.mark.parametrize("seed", range(5))
def test_the_database_sums_as_the_rules_do(ada: Contact, bo: Contact, now: datetime, seed: int) -> None:
    chance, done = Random(seed), {ada.pk: [], bo.pk: []}
    for _each in range(30):
        contact, gave, weight = chance.choice([ada, bo]), chance.random() < 0.5, chance.randint(1, 5)
        on = TODAY - timedelta(days=chance.randint(0, 800))
        deed = Deed(gave, FavourKind.HELP, weight)
        record_favour(owner=ada.owner, contact=contact, deed=deed, on=on, now=now)
        done[contact.pk].append(Done(gave, weight, on))

    for since in (None, TODAY - timedelta(days=365)):
        told = {pk: balance(rows, since) for pk, rows in done.items() if balance(rows, since) != Balance()}
        assert balances_of(ada.owner, since=since) == told


def test_the_same_favour_sent_twice_by_a_form_is_one(ada: Contact, now: datetime) -> None:
    told = {
        "owner": ada.owner,
        "contact": ada,
        "deed": Deed(True, FavourKind.GIFT, text="a fern"),
        "on": now.date(),
    }
    moments = [now, now + timedelta(seconds=2), now + timedelta(minutes=2)]
    rows = [record_favour_once(now=moment, **told) for moment in moments]
    assert (rows[0] == rows[1], rows[0] == rows[2]) == (True, False)
