"""Taking cards back: the book is as it was before, but for what its owner did since."""

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import models
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from accounts.models import User
from contacts.models import Address, Contact, Identity, ImportantDate, KeptLines, Note, Photo, Post, Tag
from contacts.services import save_contact, tags_named
from network.models import Link
from reminders.models import Reminder
from tests.conftest import NOON
from tests.factories import make_contact
from tests.transfer.given import book
from tests.transfer.given_items import bring_items, take_back_all
from tests.transfer.test_cards_in import ANNA, BERT, one, picture
from transfer.formats.values import AddressSaid, Card, DateSaid, LinkSaid, NoteSaid, PostSaid
from transfer.models import PossibleMatch, RunNews, Told

TABLES = (
    Address,
    Photo,
    KeptLines,
    ImportantDate,
    Note,
    Tag,
    Told,
    PossibleMatch,
    RunNews,
    Contact.tags.through,
)
LATER = NOON + timedelta(days=1)


def whole(owner: User) -> dict[str, list[Any]]:
    """Everything that cards can touch."""
    rows: dict[str, Iterable[Any]] = {
        model.__name__: model._default_manager.values_list() for model in TABLES
    }
    contacts = Contact.objects.filter(owner=owner).values_list()
    rules = Reminder.objects.filter(owner=owner).values_list("kind", "contact", "date", "starts_on")
    rows |= {"contacts": contacts, "rules": rules}
    found = book(owner)
    found["words"] = sorted((name, sorted(words.split(" | "))) for name, words in found["words"])
    return found | {name: sorted(map(_plain, some), key=repr) for name, some in rows.items()}


def unlike(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The tables that are not the same."""
    return {
        name: (
            [row for row in rows if row not in after[name]],
            [row for row in after[name] if row not in rows],
        )
        for name, rows in before.items()
        if rows != after[name]
    }


def _plain(row: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(bytes(value) if isinstance(value, memoryview) else value for value in row)


def test_all_that_a_run_brought_goes(alice: User) -> None:
    make_contact(alice, "Ada Lind", NOON)
    before = whole(alice)
    run = bring_items(alice, [replace(ANNA, photo=picture()), BERT, Card(3, given="Ada", family="Lind")])
    assert PossibleMatch.objects.count() == 1
    take_back_all(run)
    assert unlike(before, whole(alice)) == {}
    assert run.kept == []


def test_all_that_a_later_run_changed_is_as_before(alice: User) -> None:
    bring_items(alice, [replace(ANNA, photo=picture()), BERT])
    before = whole(alice)
    later = replace(
        ANNA,
        family="Quint",
        place="Ulm",
        circle="inner",
        is_pinned=True,
        is_deceased=True,
        photo=picture("blue"),
        posts=(PostSaid("Kiln", "Potter"),),
        links=(LinkSaid("facebook", date(2020, 1, 2), date(2024, 1, 1)), LinkSaid("xing")),
        kept=("X-ELSE:1",),
        emails=("third@example.org",),
        tags=("Chess",),
        notes=(NoteSaid("Plays the harp."),),
        addresses=(AddressSaid("work", city="Ulm"),),
        dates=(DateSaid("anniversary", 3, 4, 2001),),
    )
    run = bring_items(alice, [later])
    assert whole(alice) != before
    take_back_all(run)
    assert unlike(before, whole(alice)) == {}


def test_a_run_that_was_taken_back_can_come_again(alice: User) -> None:
    first = bring_items(alice, [ANNA])
    after = book(alice)
    take_back_all(first)
    bring_items(alice, [ANNA])
    assert book(alice) == after


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (lambda anna: anna.notes.update(updated_at=LATER), "you edited a note since"),
        (lambda anna: anna.dates.update(lead_days=5), "you changed a date since"),
        (lambda anna: anna.addresses.update(city="Thun"), "you changed where they live since"),
        (lambda anna: anna.posts.update(title="Boss"), "you changed where they work since"),
        (lambda anna: Photo.objects.filter(contact=anna).update(digest="own"), "you changed their photo since"),
        (lambda anna: anna.identities.filter(key="anna@example.org").update(key="x"), "you changed an address since"),
        (lambda anna: anna.tags.add(*tags_named(owner=anna.owner, text="Mine")), "you gave them a tag"),
    ],
)  # fmt: skip
def test_whoever_was_edited_since_stays_with_the_edit(alice: User, edit: Any, reason: str) -> None:
    run = bring_items(alice, [replace(ANNA, photo=picture()), BERT])
    anna = one(alice, "Anna Bell")
    edit(anna)
    run = take_back_all(run)
    assert run.kept == [[anna.pk, reason]]
    assert [person.display for person in Contact.objects.owned_by(alice)] == ["Anna Bell"]


def test_a_tag_that_others_bear_stays(alice: User) -> None:
    run = bring_items(alice, [ANNA])
    ada = make_contact(alice, "Ada Lind", NOON)
    ada.tags.add(Tag.objects.get(name="Choir"))
    take_back_all(run)
    assert [tag.name for tag in Tag.objects.owned_by(alice)] == ["Choir"]


def test_reminders_that_came_due_go_with_their_dates(alice: User) -> None:
    run = bring_items(alice, [ANNA])
    rule = Reminder.objects.filter(date__kind="birthday").get()
    rule.occurrences.create(owner=alice, kind=rule.kind, due_on=NOON.date(), due_at=NOON)
    take_back_all(run)
    assert Reminder.objects.filter(kind=Reminder.Kind.DATE).count() == 0


def some(kind: Any, *parts: Any, **named: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """A few values of a kind."""
    return st.lists(st.builds(kind, *parts, **named), max_size=3).map(tuple)


NAMES = st.sampled_from(["Anna", "Bert", "Cara", "Dora"])
MAILS = st.lists(st.sampled_from([f"{letter}@example.org" for letter in "abcd"]), max_size=2)
CARDS = st.builds(
    Card,
    line=st.just(1),
    key=st.sampled_from(["", "k1", "k2", "k3"]),
    given=NAMES,
    family=st.sampled_from(["Bell", "Quint"]),
    nickname=st.sampled_from(["", "Nick"]),
    emails=MAILS.map(tuple),
    phones=st.sampled_from([(), ("+41446681800",), ("12",)]),
    posts=some(PostSaid, st.sampled_from(["Fjord", "Kiln"]), st.sampled_from(["", "Chef"])),
    dates=some(DateSaid, st.sampled_from(["birthday", "other"]), st.integers(1, 12), st.just(3)),
    addresses=some(AddressSaid, city=st.sampled_from(["Bern", "Ulm"])),
    links=some(
        LinkSaid,
        st.sampled_from(["facebook", "x"]),
        st.sampled_from([None, date(2020, 1, 1)]),
        st.sampled_from([None, date(2022, 1, 1)]),
    ),
    tags=st.lists(st.sampled_from(["Choir", "choir", "Bern"])).map(tuple),
    notes=some(NoteSaid, st.sampled_from(["One", "Two"])),
    place=st.sampled_from(["", "Bern"]),
    circle=st.sampled_from(["", "close", "inner"]),
    is_pinned=st.booleans(),
    is_deceased=st.booleans(),
    makes=st.booleans(),
    by_name=st.booleans(),
    kept=st.sampled_from([(), ("X-A:1",)]),
)  # fmt: skip
FILES = st.lists(CARDS, max_size=6)


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    phases=[Phase.generate],
)
@given(there=FILES, coming=FILES, seed=st.integers(0, 9))
def test_taking_back_any_file_leaves_any_book_as_it_was(
    alice: User, there: list[Card], coming: list[Card], seed: int
) -> None:
    for model in (*TABLES, Link, Post, Identity):
        _clear(model)
    Contact.objects.all().delete()
    bring_items(alice, there, source="google")
    if seed % 2:
        for contact in Contact.objects.order_by("?")[:1]:
            contact.place = random.Random(seed).choice(["Thun", ""])  # noqa: S311  # for a test
            save_contact(contact=contact)
    before = whole(alice)
    run = bring_items(alice, coming)
    run = take_back_all(run)
    assert unlike(before, whole(alice)) == {}
    assert run.kept == []


def _clear(model: type[models.Model]) -> None:
    model._default_manager.all().delete()
