"""Taking an import back: what it made goes, what it changed is as before, what the owner did since stays."""

from datetime import date, timedelta

import pytest

from accounts.models import User
from contacts.models import Contact, Identity, ImportantDate, Note, Post
from contacts.services import index_contacts, new_identity
from interactions.models import Interaction
from network.models import Link
from network.services import choose
from relationships.models import Standing
from reminders.services import add_follow_up, change_person
from tests.conftest import NOON
from tests.factories import log, make_contact
from tests.samples.linkedin import make_export
from tests.transfer.given import ANNA, BERT, CARA, ME, asks, at, begin, book, bring_in, contact, counts, wrote
from transfer.models import ImportRun, RunChange
from transfer.queries import stayed_of
from transfer.services import Busy, take_turn, undo_run
from transfer.services.runs import begin_undo

A, B = ("Anna Bell", "anna-bell"), ("Bert Quint", "bert-q")
STRANGER = ("Nobody Known", "nobody")
MESSAGES = [
    wrote(A, ME, at(2025, 6, 1, 9, 30), body="Hello"),
    wrote(ME, B, at(2025, 7, 1, 9, 30)),
    wrote(STRANGER, ME, at(2025, 6, 1, 9, 30)),
]
EXPORT = make_export(
    connections=[ANNA, BERT, CARA], messages=MESSAGES, invitations=[asks("Rita Asks", "rita")]
)


def test_an_import_into_an_empty_book_leaves_an_empty_book(alice: User) -> None:
    empty = book(alice)
    run = bring_in(alice, EXPORT, texts=True)

    undo_run(run=run, now=NOON)

    assert (run.state, run.undone_at, run.kept) == ("undone", NOON, [])
    assert book(alice) == empty
    assert RunChange.objects.count() == 0


def test_what_was_there_before_is_as_it_was(alice: User, bob: User) -> None:
    anna = make_contact(alice, "Anna Bell", NOON, circle="close")
    log(anna, date(2026, 2, 1), NOON)
    bert = make_contact(alice, "B. Quint", NOON)
    new_identity(contact=bert, kind="email", text="bert@example.org").save()
    index_contacts(owner=alice, contact_ids=[bert.pk])
    bring_in(bob, EXPORT)
    before, of_bob = book(alice), book(bob)

    undo_run(run=bring_in(alice, EXPORT), now=NOON)

    assert book(alice) == before
    assert book(bob) == of_bob


def test_undoing_the_newer_of_two_gives_the_older(alice: User) -> None:
    bring_in(alice, EXPORT)
    before = book(alice)
    newer = make_export(
        connections=[
            ANNA | {"company": "Glacier", "slug": "anna-b"},
            BERT | {"on": date(2022, 2, 2), "company": "Loom"},
            CARA | {"email": "cara@example.org"},
            {"given": "Dora", "family": "Nye", "slug": "dora", "on": date(2026, 1, 1)},
        ],
        messages=[*MESSAGES, wrote(A, ME, at(2026, 3, 1, 8, 0)), wrote(STRANGER, ME, at(2026, 3, 1, 8, 0))],
        invitations=[asks("Dora Nye", "dora"), asks("Rita Asks", "rita", message="Hello?")],
    )
    run = bring_in(alice, newer, texts=True)
    assert counts(run) == {"added": 1, "updated": 3, "interactions": 1, "skipped": 2, "requests": 1}

    undo_run(run=run, now=NOON)

    assert run.kept == []
    assert book(alice) == before


def test_the_same_file_can_go_in_again_afterwards(alice: User) -> None:
    first = bring_in(alice, EXPORT)
    before = book(alice)
    undo_run(run=first, now=NOON)

    second = bring_in(alice, EXPORT)

    assert counts(second) == counts(first)
    assert book(alice) == before


def test_undoing_twice_is_harmless(alice: User) -> None:
    run = bring_in(alice, EXPORT)
    undo_run(run=run, now=NOON)
    make_contact(alice, "Anna Bell", NOON)

    again = undo_run(run=run, now=NOON + timedelta(days=1))

    assert (again.state, again.undone_at) == ("undone", NOON)
    assert Contact.objects.count() == 1


def test_it_goes_on_where_it_broke_off(alice: User) -> None:
    empty = book(alice)
    people = [ANNA | {"given": f"A{n}", "slug": f"a-{n}"} for n in range(600)]
    run = bring_in(alice, connections=people, messages=MESSAGES)
    assert begin_undo(run=run, now=NOON, queued=False)

    turns = 1
    while not take_turn(run_id=run.pk, clock=lambda: NOON, seconds=0):
        turns += 1

    run.refresh_from_db()
    assert turns > 10
    assert run.state == "undone"
    assert book(alice) == empty


def log_a_coffee(anna: Contact) -> None:
    log(anna, date(2026, 3, 1), NOON)


def write_by_another_file(anna: Contact) -> None:
    log(anna, date(2026, 3, 1), NOON)
    Interaction.objects.filter(kind="coffee").update(source="mbox", external_key="one")


def write_a_note(anna: Contact) -> None:
    Note.objects.create(owner=anna.owner, contact=anna, text="Likes tea")


def give_a_circle(anna: Contact) -> None:
    anna.circle = "close"
    anna.save()
    change_person(contact=anna, before=None, now=NOON)


def note_a_birthday(anna: Contact) -> None:
    ImportantDate.objects.create(owner=anna.owner, contact=anna, month=5, day=6)


def set_a_reminder(anna: Contact) -> None:
    add_follow_up(owner=anna.owner, contact=anna, text="Ask", on=None, now=NOON)


def add_a_phone(anna: Contact) -> None:
    new_identity(contact=anna, kind="phone", text="+41446681800").save()


def add_a_post(anna: Contact) -> None:
    Post.objects.create(owner=anna.owner, contact=anna, organisation="Choir")


def change_the_post(anna: Contact) -> None:
    anna.posts.update(title="Boss")


def edit_an_interaction(anna: Contact) -> None:
    interaction = Interaction.objects.get(kind="message", participations__contact=anna)
    interaction.note = "About the mill"
    interaction.save()


def put_on_the_unlink_list(anna: Contact) -> None:
    choose(contact=anna, choice="unlink", reason="", now=NOON)


@pytest.mark.parametrize(
    ("edit", "reason"),
    [
        (log_a_coffee, "you logged something with them"),
        (write_by_another_file, "a later import told about them"),
        (write_a_note, "you wrote a note about them"),
        (give_a_circle, "you edited their card"),
        (note_a_birthday, "you noted a date"),
        (set_a_reminder, "you set a reminder"),
        (add_a_phone, "you added an address"),
        (add_a_post, "you added where they work"),
        (change_the_post, "you changed where they work since"),
        (edit_an_interaction, "you edited an interaction since"),
        (put_on_the_unlink_list, "you unlinked this person, or mean to"),
    ],
)
def test_what_the_owner_did_since_stays_and_is_told(alice: User, edit: object, reason: str) -> None:
    run = bring_in(alice, EXPORT)
    edit(contact(alice, "Anna Bell"))  # type: ignore[operator]  # one of several edits

    undo_run(run=run, now=NOON)

    assert list(Contact.objects.values_list("display", flat=True)) == ["Anna Bell"]
    assert [(one.contact.display, one.reason) for one in stayed_of(run)] == [("Anna Bell", reason)]


def test_of_whom_stays_the_run_s_own_things_go_and_the_rest_is_derived_anew(alice: User) -> None:
    run = bring_in(alice, EXPORT)
    anna = contact(alice, "Anna Bell")
    log(anna, date(2026, 3, 1), NOON)
    plain = make_contact(alice, "Plain Person", NOON)
    log(plain, date(2026, 3, 1), NOON)

    undo_run(run=run, now=NOON)

    assert [one.kind for one in Interaction.objects.filter(participations__contact=anna)] == ["coffee"]
    assert (Link.objects.count(), Identity.objects.count(), Post.objects.count()) == (0, 0, 0)
    ours, theirs = Standing.objects.get(contact=anna), Standing.objects.get(contact=plain)
    assert (ours.e7, ours.long, ours.days, ours.peak) == (theirs.e7, theirs.long, theirs.days, theirs.peak)
    assert anna.search_text.words == "anna bell | anna | bell"


def test_a_run_under_way_cannot_be_taken_back_and_none_beside_another(alice: User) -> None:
    done = bring_in(alice, EXPORT)
    waiting = begin(alice, EXPORT)

    assert not begin_undo(run=waiting, now=NOON)
    with pytest.raises(Busy):
        undo_run(run=done, now=NOON)

    assert ImportRun.objects.get(pk=done.pk).state == "done"


def test_a_stopped_run_can_be_taken_back(alice: User) -> None:
    empty = book(alice)
    run = bring_in(alice, EXPORT)
    ImportRun.objects.update(state="failed", problem="It broke off.")

    undo_run(run=run, now=NOON)

    assert run.state == "undone"
    assert book(alice) == empty
