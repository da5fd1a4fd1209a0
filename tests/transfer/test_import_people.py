"""Connections become people: matched rather too little than too much, and never against the owner's hand."""

from datetime import date

import pytest

from accounts.models import User
from contacts.models import Contact, Identity, Post
from contacts.services import index_contacts, new_identity
from interactions.models import Interaction
from interactions.services import remove_interaction
from network.models import Link
from network.services import end_link
from relationships.models import Standing
from reminders.services import remove_person
from tests.conftest import NOON
from tests.factories import log, make_contact
from tests.samples.linkedin import HIDDEN, make_export
from tests.transfer.given import ANNA, BERT, CARA, book, bring_in, contact, counts
from transfer.queries import faults_of


def posts(owner: User, name: str) -> list[tuple[str, str]]:
    return [
        (post.organisation, post.title) for post in Post.objects.owned_by(owner).filter(contact__display=name)
    ]


def test_a_connection_becomes_a_contact_with_all_that_the_file_tells(alice: User) -> None:
    run = bring_in(alice, connections=[ANNA | {"email": "Anna@Example.org"}])

    anna = contact(alice, "Anna Bell")
    assert (anna.given, anna.family, anna.sort_name, anna.circle) == ("Anna", "Bell", "anna bell", "")
    assert set(Identity.objects.values_list("kind", "network", "key", "shown")) == {
        ("profile", "linkedin", "anna-bell", "https://www.linkedin.com/in/anna-bell"),
        ("email", "", "anna@example.org", "anna@example.org"),
    }
    assert posts(alice, "Anna Bell") == [("Fjord", "Engineer")]
    link = Link.objects.get()
    assert (link.network, link.since, link.until) == ("linkedin", date(2024, 2, 8), None)
    assert link.address == "https://www.linkedin.com/in/anna-bell"
    assert (run.state, counts(run)) == ("done", {"added": 1})


def test_since_when_two_are_linked_is_a_little_evidence_that_never_counts(alice: User) -> None:
    bring_in(alice, connections=[ANNA])

    interaction = Interaction.objects.get()
    assert (interaction.kind, interaction.day, interaction.source) == ("linked", date(2024, 2, 8), "linkedin")
    part = interaction.participations.get()
    assert (part.counted, part.touch_weight, part.touch_day) == (False, 0.1, date(2024, 2, 8).toordinal())
    standing = Standing.objects.get()
    assert (standing.days, standing.last_on, standing.due_on) == (0, None, None)
    assert standing.e7 == pytest.approx(0.1)


def test_what_is_derived_equals_what_saving_by_hand_derives(alice: User) -> None:
    bring_in(alice, connections=[ANNA, BERT, CARA | {"given": "Çağla", "family": "O’Zoll"}])
    before = book(alice)

    index_contacts(owner=alice, contact_ids=Contact.objects.values_list("pk", flat=True))

    assert book(alice) == before


@pytest.mark.parametrize("era", ["2020", "2022", "2024", "2026"])
def test_the_same_file_twice_adds_nothing(alice: User, era: str) -> None:
    export = make_export(connections=[ANNA, BERT, CARA, HIDDEN], era=era)
    first = bring_in(alice, export)
    before = book(alice)

    second = bring_in(alice, export)

    assert counts(first) == {"added": 3, "hidden": 1}
    assert counts(second) == {"unchanged": 3, "hidden": 1}
    assert book(alice) == before


@pytest.mark.parametrize(("first", "second"), [("2020", "2026"), ("2026", "2020"), ("2022", "2024")])
def test_files_with_and_without_addresses_tell_of_the_same_people(
    alice: User, first: str, second: str
) -> None:
    people = [ANNA, BERT, CARA, CARA | {"slug": "cara-two", "on": date(2020, 1, 1), "company": "Loom"}]
    bring_in(alice, connections=people, era=first)

    bring_in(alice, connections=people, era=second)

    assert sorted(Contact.objects.values_list("display", flat=True)) == [
        *("Anna Bell", "Bert Quint", "Cara Zoll", "Cara Zoll"),
    ]
    assert Identity.objects.filter(kind="profile").count() == 4
    assert Interaction.objects.count() == 4


def test_a_newer_file_brings_new_people_posts_and_days(alice: User) -> None:
    bring_in(alice, connections=[ANNA | {"on": ""}, BERT, CARA])
    newer = [ANNA | {"company": "Glacier", "position": "Lead"}, BERT, CARA | {"email": "cara@example.org"}]

    run = bring_in(
        alice,
        connections=[*newer, {"given": "Dora", "family": "Nye", "slug": "dora", "on": date(2026, 1, 1)}],
    )

    assert counts(run) == {"added": 1, "updated": 2, "unchanged": 1}
    assert posts(alice, "Anna Bell") == [("Glacier", "Lead")]
    assert Interaction.objects.get(participations__contact=contact(alice, "Anna Bell")).day == date(
        2024, 2, 8
    )
    assert Link.objects.get(contact=contact(alice, "Anna Bell")).since == date(2024, 2, 8)
    assert Identity.objects.filter(contact=contact(alice, "Cara Zoll"), key="cara@example.org").count() == 1


def test_an_older_file_turns_nothing_back(alice: User) -> None:
    bring_in(alice, connections=[ANNA, CARA, BERT | {"on": date(2026, 1, 1)}])

    run = bring_in(alice, connections=[ANNA | {"company": "Before", "position": "Trainee"}, CARA])

    assert counts(run) == {"unchanged": 2}
    assert posts(alice, "Anna Bell") == [("Fjord", "Engineer")]


def test_who_changed_the_address_of_the_profile_stays_one_person(alice: User) -> None:
    bring_in(alice, connections=[ANNA, BERT])

    run = bring_in(alice, connections=[ANNA | {"slug": "anna-bell-phd"}, BERT])

    assert counts(run) == {"updated": 1, "unchanged": 1}
    keys = Identity.objects.filter(contact=contact(alice, "Anna Bell")).values_list("key", flat=True)
    assert sorted(keys) == ["anna-bell", "anna-bell-phd"]
    assert Link.objects.get(contact=contact(alice, "Anna Bell")).address.endswith("/anna-bell-phd")


def test_a_post_edited_by_hand_is_left_alone(alice: User) -> None:
    bring_in(alice, connections=[ANNA, BERT | {"company": "Mill"}, CARA])
    Post.objects.filter(contact__display="Anna Bell").update(title="Chief engineer")
    Post.objects.filter(contact__display="Bert Quint").delete()

    run = bring_in(alice, connections=[ANNA | {"company": "Glacier"}, BERT | {"company": "Forge"}, CARA])

    assert counts(run) == {"unchanged": 3}
    assert posts(alice, "Anna Bell") == [("Fjord", "Chief engineer")]
    assert posts(alice, "Bert Quint") == []


def test_a_name_edited_by_hand_stays_and_the_person_is_still_known(alice: User) -> None:
    bring_in(alice, connections=[ANNA])
    Contact.objects.update(family="Bell-Moor", display="Anna Bell-Moor")

    run = bring_in(alice, connections=[ANNA])

    assert counts(run) == {"unchanged": 1}
    assert Contact.objects.get().display == "Anna Bell-Moor"


def test_a_deleted_person_does_not_come_back(alice: User) -> None:
    bring_in(alice, connections=[ANNA, BERT])
    remove_person(contact=contact(alice, "Anna Bell"), now=NOON)

    run = bring_in(alice, connections=[ANNA, BERT])

    assert counts(run) == {"unchanged": 1, "skipped": 1}
    assert run.counts["skips"] == {"you deleted this person": 1}
    assert [(one.line, one.reason) for one in faults_of(run)] == [(5, "is somebody you deleted; left out")]


def test_a_link_ended_and_an_interaction_removed_by_hand_stay_so(alice: User) -> None:
    bring_in(alice, connections=[ANNA])
    end_link(link=Link.objects.get(), on=date(2026, 3, 1))
    remove_interaction(interaction=Interaction.objects.get(), now=NOON)

    run = bring_in(alice, connections=[ANNA | {"company": "Glacier"}])

    assert counts(run) == {"updated": 1}
    assert Link.objects.get().until == date(2026, 3, 1)
    assert Interaction.objects.get().deleted_at == NOON


def test_somebody_written_in_by_hand_is_known_by_address_mail_or_a_name_of_their_own(alice: User) -> None:
    anna = make_contact(alice, "A. Bell", NOON)
    new_identity(contact=anna, kind="profile", text="linkedin.com/in/Anna-Bell/").save()
    bert = make_contact(alice, "Bertie Q", NOON)
    new_identity(contact=bert, kind="email", text="BERT@example.org").save()
    cara = make_contact(alice, "Cará Zoll", NOON)
    log(cara, date(2026, 3, 1), NOON)
    strength = Standing.objects.get(contact=cara).e90

    run = bring_in(alice, connections=[ANNA, BERT, CARA])

    assert counts(run) == {"updated": 3}
    assert Contact.objects.count() == 3
    assert set(Link.objects.values_list("contact_id", flat=True)) == {anna.pk, bert.pk, cara.pk}
    assert Standing.objects.get(contact=cara).e90 == pytest.approx(strength, abs=0.01)
    assert Standing.objects.get(contact=cara).days == 1


def test_two_people_of_one_name_are_two_people(alice: User) -> None:
    make_contact(alice, "Anna Bell", NOON)
    twins = [ANNA, ANNA | {"slug": "anna-b-2", "company": "Kiln"}]

    run = bring_in(alice, connections=twins)

    assert counts(run) == {"added": 2}
    assert Contact.objects.filter(display="Anna Bell").count() == 3


def test_of_several_of_one_name_the_one_who_works_there_is_meant(alice: User) -> None:
    there = make_contact(alice, "Anna Bell", NOON)
    Post.objects.create(owner=alice, contact=there, organisation="fjord")
    make_contact(alice, "Anna Bell", NOON)

    run = bring_in(alice, connections=[ANNA])

    assert counts(run) == {"updated": 1}
    assert Link.objects.get().contact == there
    assert posts(alice, "Anna Bell") == [("fjord", "")]


def test_without_addresses_two_of_one_name_are_two_people_and_stay_two(alice: User) -> None:
    twins = [ANNA, ANNA | {"company": "Kiln"}, ANNA | {"on": date(2020, 1, 1)}]
    first = bring_in(alice, connections=twins, era="2022")

    second = bring_in(alice, connections=twins, era="2022")

    assert counts(first) == {"added": 3}
    assert counts(second) == {"unchanged": 3}


def test_one_row_twice_is_one_person(alice: User) -> None:
    for era in ("2022", "2026"):
        run = bring_in(alice, connections=[BERT, BERT], era=era)

        assert run.counts["skips"] == {"the same person twice in the file": 1}
        assert Contact.objects.count() == 1


def test_one_mail_address_shared_by_two_names_does_not_make_them_one(alice: User) -> None:
    both = {"email": "office@example.org"}

    run = bring_in(alice, connections=[ANNA | both, CARA | both])

    assert counts(run) == {"added": 2}


def test_books_are_apart(alice: User, bob: User) -> None:
    bring_in(bob, connections=[ANNA, BERT])
    before = book(bob)

    run = bring_in(alice, connections=[ANNA, BERT])

    assert counts(run) == {"added": 2}
    assert book(bob) == before


def test_names_are_sorted_as_the_owner_sorts_them(alice: User) -> None:
    alice.name_order = "family"
    alice.save()

    bring_in(alice, connections=[ANNA])

    assert Contact.objects.get().sort_name == "bell anna"
