"""Cards going in: new people, people known by key, address or name, and what a later file may change."""

import io
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from PIL import Image

from accounts.models import User
from contacts.models import (
    Address,
    Contact,
    Identity,
    ImportantDate,
    KeptLines,
    Note,
    Photo,
    Post,
    SearchText,
    Spelling,
    State,
)
from contacts.services import index_contacts, new_identity
from network.models import Link
from relationships.models import Standing
from reminders.models import Reminder
from reminders.services import remove_person
from tests.conftest import NOON
from tests.factories import make_contact
from tests.transfer.given_items import bring_items, rehearsed, rows_of, work_on
from transfer.formats.faults import Fault
from transfer.formats.values import AddressSaid, Card, DateSaid, LeftOut, LinkSaid, NoteSaid, PostSaid
from transfer.models import PossibleMatch, Told


def picture(colour: str = "red") -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), colour).save(out, "PNG")
    return out.getvalue()


ANNA = Card(
    1,
    "people.vcf",
    key="anna",
    given="Anna",
    family="Bell",
    nickname="Annie",
    aliases=("Anna Moor",),
    emails=("Anna@Example.org", "anna@work.example"),
    phones=("+41 44 668 18 00",),
    profiles=("https://www.linkedin.com/in/anna-bell",),
    handles=(("x", "@annab"),),
    posts=(PostSaid("Fjord", "Engineer", "2020", ""),),
    dates=(DateSaid("birthday", 5, 9, 1985), DateSaid("other", 6, 1, None, "Name day")),
    addresses=(AddressSaid("home", street="Hauptstr. 1", postal_code="3000", city="Bern", country="Switzerland"),),
    links=(LinkSaid("facebook", date(2020, 1, 2)),),
    tags=("Choir", "choir", "Bern"),
    notes=(NoteSaid("Plays the viola.", datetime(2020, 5, 1, 10, tzinfo=UTC)),),
    place="Bern",
    met_how="At a concert",
    met_on="2019-05",
    circle="close",
    uid="urn:1",
    kept=("X-SKYPE:annie",),
)  # fmt: skip
BERT = Card(2, "people.vcf", key="bert", given="Bert", family="Quint", emails=("bert@example.org",))


def one(owner: User, name: str) -> Contact:
    return Contact.objects.owned_by(owner).get(display=name)


def counts(run: Any) -> dict[str, int]:
    return {name: value for name, value in run.counts.items() if value and name not in ("skips", "faults")}


def test_a_card_makes_a_person_with_all_that_it_says(alice: User) -> None:
    run = bring_items(alice, [replace(ANNA, photo=picture())])
    anna = one(alice, "Anna Bell")
    assert counts(run) == {"added": 1}
    assert (anna.given, anna.family, anna.nickname, anna.place) == ("Anna", "Bell", "Annie", "Bern")
    assert (anna.met_how, anna.met_on, anna.circle) == ("At a concert", "2019-05", "close")
    assert anna.circle_since == NOON.date()
    assert sorted(anna.identities.values_list("kind", "network", "key")) == [
        ("alias", "", "anna moor"),
        ("email", "", "anna@example.org"),
        ("email", "", "anna@work.example"),
        ("handle", "x", "annab"),
        ("phone", "", "+41446681800"),
        ("profile", "linkedin", "anna-bell"),
    ]
    assert list(anna.posts.values_list("organisation", "title", "since", "until")) == [
        ("Fjord", "Engineer", "2020", "")
    ]
    assert sorted(anna.tags.values_list("name", flat=True)) == ["Bern", "Choir"]
    assert [(row.text, row.created_at) for row in anna.notes.all()] == [
        ("Plays the viola.", datetime(2020, 5, 1, 10, tzinfo=UTC))
    ]
    assert [(row.label, row.city) for row in anna.addresses.all()] == [("home", "Bern")]
    assert [(row.network, row.since) for row in anna.links.all()] == [("facebook", date(2020, 1, 2))]
    assert (anna.kept_lines.uid, anna.kept_lines.lines) == ("urn:1", ["X-SKYPE:annie"])
    assert Photo.objects.get(contact=anna).data[:2] == b"\xff\xd8"
    assert rows_of(run) == [(1, "added", "added")]


def test_dates_come_with_their_reminders(alice: User) -> None:
    bring_items(alice, [ANNA])
    rules = Reminder.objects.filter(owner=alice, kind=Reminder.Kind.DATE)
    assert sorted(rules.values_list("date__kind", "contact__display")) == [
        ("birthday", "Anna Bell"),
        ("other", "Anna Bell"),
    ]
    assert all(rule.next_at and rule.next_at < NOON for rule in rules)


def test_people_are_found_as_if_they_had_been_written_by_hand(alice: User) -> None:
    bring_items(alice, [ANNA, BERT, Card(3, display="Kiln GmbH", place="Ulm")])
    before = {
        "spelled": sorted(Spelling.objects.values_list("contact", "text", "rank")),
        "words": sorted(
            (pk, sorted(words.split(" | ")))
            for pk, words in SearchText.objects.values_list("contact", "words")
        ),
    }
    index_contacts(owner=alice, contact_ids=Contact.objects.values_list("pk", flat=True))
    after = {
        "spelled": sorted(Spelling.objects.values_list("contact", "text", "rank")),
        "words": sorted(
            (pk, sorted(words.split(" | ")))
            for pk, words in SearchText.objects.values_list("contact", "words")
        ),
    }
    assert before == after
    assert Standing.objects.count() == 3


def test_the_same_file_again_changes_nothing(alice: User) -> None:
    bring_items(alice, [ANNA, BERT])
    run = bring_items(alice, [ANNA, BERT])
    assert counts(run) == {"unchanged": 2}
    assert not run.changes.exists()


def test_a_rehearsal_counts_the_same_and_writes_nothing(alice: User) -> None:
    found = rehearsed(alice, [ANNA, BERT, Fault("people.vcf", 9, "broken"), LeftOut(10, "a group")])
    assert (found.added, found.faults, dict(found.skips)) == (2, 1, {"cannot be read": 1, "a group": 1})
    assert Contact.objects.count() == 0


def test_new_values_of_a_later_file_are_added(alice: User) -> None:
    bring_items(alice, [ANNA])
    later = replace(ANNA, emails=(*ANNA.emails, "anna@new.example"), tags=("Choir", "Chess"))
    run = bring_items(alice, [later])
    assert counts(run) == {"updated": 1}
    assert rows_of(run) == [(1, "updated", "the same card as before; new e-mail, tag")]
    assert Identity.objects.filter(kind="email").count() == 3
    assert sorted(one(alice, "Anna Bell").tags.values_list("name", flat=True)) == ["Bern", "Chess", "Choir"]


def test_what_the_owner_took_out_does_not_come_back(alice: User) -> None:
    bring_items(alice, [ANNA])
    Identity.objects.filter(key="anna@work.example").delete()
    one(alice, "Anna Bell").tags.clear()
    Address.objects.all().delete()
    Note.objects.all().delete()
    ImportantDate.objects.all().delete()
    bring_items(alice, [replace(ANNA, place="Basel")])
    anna = one(alice, "Anna Bell")
    assert anna.place == "Basel"
    assert not anna.identities.filter(key="anna@work.example").exists()
    assert (anna.tags.count(), anna.addresses.count(), anna.notes.count(), anna.dates.count()) == (0, 0, 0, 0)


def test_what_the_owner_edited_stays(alice: User) -> None:
    bring_items(alice, [ANNA])
    Contact.objects.update(place="Thun", circle="inner")
    Post.objects.update(title="Head of it all")
    bring_items(alice, [replace(ANNA, place="Basel", circle="friends", posts=(PostSaid("Kiln", "Potter"),))])
    anna = one(alice, "Anna Bell")
    assert (anna.place, anna.circle) == ("Thun", "inner")
    assert [str(post) for post in anna.posts.all()] == ["Head of it all, Fjord"]


def test_a_new_post_takes_the_place_of_the_one_that_was_told(alice: User) -> None:
    bring_items(alice, [ANNA])
    bring_items(alice, [replace(ANNA, posts=(PostSaid("Kiln", "Potter"),))])
    assert [str(post) for post in one(alice, "Anna Bell").posts.all()] == ["Potter, Kiln"]


def test_a_name_that_changed_at_the_source_changes_and_the_old_one_is_kept(alice: User) -> None:
    bring_items(alice, [ANNA])
    bring_items(alice, [replace(ANNA, family="Quint")])
    anna = one(alice, "Anna Quint")
    assert (anna.family, anna.sort_name) == ("Quint", "anna quint")
    assert anna.identities.filter(kind="alias", key="anna bell").exists()
    assert anna.spellings.filter(text="anna quint").exists()


def test_a_name_that_the_owner_edited_stays(alice: User) -> None:
    bring_items(alice, [ANNA])
    anna = one(alice, "Anna Bell")
    anna.given, anna.display = "Anne", "Anne Bell"
    anna.save()
    bring_items(alice, [replace(ANNA, family="Quint")])
    assert one(alice, "Anne Bell").family == "Bell"


@pytest.mark.parametrize("said", [{"emails": ("ada@example.org",)}, {"phones": ("+41 44 668 18 00",)}])
def test_somebody_of_the_book_is_known_by_an_address_and_a_name_that_agrees(
    alice: User, said: dict[str, Any]
) -> None:
    ada = make_contact(alice, "Ada Lind", NOON)
    new_identity(contact=ada, kind="email", text="ada@example.org").save()
    new_identity(contact=ada, kind="phone", text="+41446681800").save()
    run = bring_items(alice, [Card(1, given="Ada", family="Lind", place="Bern", **said)])
    assert counts(run) == {"updated": 1}
    assert one(alice, "Ada Lind").place == "Bern"


def test_a_shared_address_with_another_first_name_waits(alice: User) -> None:
    ada = make_contact(alice, "Ada Lind", NOON)
    new_identity(contact=ada, kind="email", text="lind@example.org").save()
    run = bring_items(alice, [Card(1, key="k", given="Bruno", family="Lind", emails=("lind@example.org",))])
    assert counts(run) == {"waits": 1}
    asked = PossibleMatch.objects.get()
    assert (asked.contact, asked.name, asked.key) == (ada, "Bruno Lind", "k")
    assert "the same e-mail address" in asked.evidence_for


def test_an_address_without_a_name_is_enough(alice: User) -> None:
    ada = make_contact(alice, "Ada Lind", NOON)
    new_identity(contact=ada, kind="email", text="ada@example.org").save()
    run = bring_items(alice, [Card(1, emails=("ada@example.org",), phones=("+41446681800",))])
    assert counts(run) == {"updated": 1}
    assert Contact.objects.count() == 1


def test_the_same_name_alone_waits_and_is_asked_once(alice: User) -> None:
    ada = make_contact(alice, "Ada Lindqvist", NOON)
    card = Card(1, key="k", given="Ada", family="Lindqvist", emails=("ada@example.org",))
    assert counts(bring_items(alice, [card])) == {"waits": 1}
    assert counts(bring_items(alice, [replace(card, place="Bern")])) == {"waits": 1}
    asked = PossibleMatch.objects.get()
    assert (asked.contact, asked.card["place"]) == (ada, "Bern")


def test_two_of_one_name_in_a_file_are_two_people(alice: User) -> None:
    run = bring_items(
        alice,
        [
            Card(1, given="Ada", family="Lind", emails=("a@example.org",)),
            Card(2, given="Ada", family="Lind", emails=("b@example.org",)),
        ],
    )
    assert counts(run) == {"added": 2}
    assert counts(bring_items(alice, [])) == {}


def test_a_family_that_shares_an_address_stays_apart(alice: User) -> None:
    cards = [
        Card(1, given="Ada", family="Lind", emails=("lind@example.org",)),
        Card(2, given="Bruno", family="Lind", emails=("lind@example.org",)),
    ]
    assert counts(bring_items(alice, cards)) == {"added": 2}
    assert counts(bring_items(alice, cards)) == {"unchanged": 2}


def test_a_second_card_of_one_person_adds_to_the_first(alice: User) -> None:
    cards = [ANNA, Card(7, given="Anna", family="Bell", emails=("anna@example.org", "anna@third.example"))]
    run = bring_items(alice, cards)
    assert counts(run) == {"added": 1, "skipped": 1}
    assert run.counts["skips"] == {"the same person twice in the file": 1}
    assert Identity.objects.filter(key="anna@third.example").exists()
    again = bring_items(alice, cards)
    assert counts(again) == {"unchanged": 1, "skipped": 1}
    assert not again.changes.exists()


def test_somebody_deleted_is_not_brought_back(alice: User) -> None:
    bring_items(alice, [ANNA])
    remove_person(contact=one(alice, "Anna Bell"), now=NOON)
    assert counts(bring_items(alice, [ANNA])) == {"skipped": 1}
    other = bring_items(alice, [replace(ANNA, key="else")], source="google")
    assert other.counts["skips"] == {"you deleted this person": 1}
    assert Contact.objects.owned_by(alice).count() == 0


def test_a_card_that_makes_nobody_only_tells_of_people_in_the_book(alice: User) -> None:
    bring_items(alice, [ANNA])
    cards = [
        replace(BERT, makes=False),
        Card(3, given="Anna", family="Bell", emails=ANNA.emails, place="Ulm"),
    ]
    run = bring_items(alice, cards, source="google")
    assert run.counts["skips"] == {"not in your book": 1}
    assert Contact.objects.count() == 1


def test_who_is_told_of_by_name_alone_is_always_asked_about(alice: User) -> None:
    make_contact(alice, "Ada Lind", NOON)
    make_contact(alice, "Bo Ek", NOON)
    run = bring_items(
        alice, [Card(1, display="Ada Lind", by_name=True), Card(2, display="Cid Elm", by_name=True)]
    )
    assert counts(run) == {"added": 1, "waits": 1}


def test_nonsense_is_told_and_the_rest_kept(alice: User) -> None:
    card = replace(
        BERT,
        emails=("no address", "bert@example.org"),
        dates=(DateSaid("birthday", 2, 31), DateSaid("birthday", 2, 28, 1604), DateSaid("other", 1, 1, 9999)),
        links=(LinkSaid("myspace"),),
        met_on="some day",
        circle="bogus",
        photo=b"no picture",
        given="B" * 500,
    )
    run = bring_items(alice, [card])
    assert counts(run) == {"added": 1}
    assert [fault.reason for fault in run.faults.all()] == [
        "has a name of more than 200 characters, which was cut",
        "“no address” is not an e-mail address.",
        "2-31 is no day of the year",
        "the year 9999 of a date cannot be meant; the day was kept",
        "“myspace” is no network that links are kept for",
        "“some day” is not a year, month or day. Write 2019, 2019-05 or 2019-05-12.",
        "“bogus” is no circle",
        "its picture: That is no picture. Choose a JPEG, PNG, GIF or WebP.",
    ]
    assert sorted(ImportantDate.objects.values_list("kind", "year")) == [("birthday", None), ("other", None)]


def test_a_card_that_names_nobody_is_a_fault(alice: User) -> None:
    run = bring_items(alice, [Card(4, "people.vcf", posts=(PostSaid("", "Potter"),))])
    assert run.counts["skips"] == {"cannot be read": 1}
    assert [(fault.line, fault.reason) for fault in run.faults.all()] == [(4, "names nobody")]


def test_a_photo_is_taken_where_there_is_none_or_it_is_ours(alice: User) -> None:
    bring_items(alice, [replace(BERT, photo=picture("red"))])
    first = Photo.objects.get().digest
    bring_items(alice, [replace(BERT, photo=picture("blue"))])
    second = Photo.objects.get().digest
    assert first != second
    Photo.objects.update(digest="own")
    bring_items(alice, [replace(BERT, photo=picture("green"))])
    assert Photo.objects.get().digest == "own"


def test_kept_lines_follow_the_source(alice: User) -> None:
    bring_items(alice, [ANNA])
    bring_items(alice, [replace(ANNA, kept=("X-SKYPE:anna2",))])
    assert KeptLines.objects.get().lines == ["X-SKYPE:anna2"]


def test_a_link_that_ended_ends_and_does_not_come_back(alice: User) -> None:
    bring_items(alice, [ANNA])
    ended = replace(ANNA, links=(LinkSaid("facebook", date(2020, 1, 2), date(2024, 3, 4)),))
    bring_items(alice, [ended])
    assert list(Link.objects.values_list("since", "until")) == [(date(2020, 1, 2), date(2024, 3, 4))]
    bring_items(alice, [ANNA])
    assert Link.objects.filter(until=None).count() == 0


def test_whoever_died_is_not_thought_of_any_more(alice: User) -> None:
    bring_items(alice, [replace(BERT, is_deceased=True), replace(ANNA, is_pinned=True)])
    assert one(alice, "Bert Quint").state == State.DECEASED
    assert Standing.objects.get(contact__display="Bert Quint").frozen_on == NOON.date().toordinal()
    assert Standing.objects.get(contact__display="Anna Bell").rating_floor is not None


def test_a_run_that_broke_off_goes_on_where_it_was(alice: User) -> None:
    cards = [
        Card(n, key=str(n), given=f"Per{n}", family="Lund", emails=(f"p{n}@example.org",))
        for n in range(1, 700)
    ]
    twin = Card(700, given="Per3", family="Lund", emails=("p3@example.org",))
    run = bring_items(alice, [*cards, twin], stop_after=2)
    assert 0 < Contact.objects.count() < 699
    work_on(run, [*cards, twin])
    assert Contact.objects.count() == 699
    assert counts(run) == {"added": 699, "skipped": 1}


def test_another_owner_sees_and_gives_nothing(alice: User, bob: User) -> None:
    bring_items(bob, [ANNA])
    run = bring_items(alice, [ANNA])
    assert counts(run) == {"added": 1}
    assert Told.objects.owned_by(alice).count() == 1


def test_an_address_is_known_however_its_country_is_written(alice: User) -> None:
    here = {"street": "Hauptstr. 1", "postal_code": "3000", "city": "Bern"}
    bring_items(alice, [ANNA])
    known = [replace(ANNA, addresses=(AddressSaid(country="CH", **here), AddressSaid(region="BE", **here)))]
    bring_items(alice, known, source="google")
    assert [row.country for row in Address.objects.all()] == ["Switzerland"]
    other = [replace(ANNA, addresses=(AddressSaid(**{**here, "street": "Hauptstr. 2"}),))]
    bring_items(alice, other, source="google")
    assert Address.objects.count() == 2


def test_somebody_of_the_very_same_name_waits_however_common_it_is(alice: User) -> None:
    for name in ("Emma Vogel", "Anna Müller", "Anna Müller"):
        make_contact(alice, name, NOON)
    cards = [
        Card(1, given="Emma", family="Vogel"),
        Card(2, given="Anna", family="Müller", phones=("030 5550199",)),
    ]
    run = bring_items(alice, cards, source="outlook")
    assert [(act, words) for _line, act, words in rows_of(run)] == [
        ("waits", "may be somebody of your book: the same name"),
        ("waits", "may be somebody of your book: the same name"),
    ]
    assert Contact.objects.count() == 3


def test_a_day_that_is_merely_other_and_lines_that_are_kept_already_are_nothing_new(alice: User) -> None:
    card = Card(
        1, given="Anna", family="Bell", emails=("anna@bell.example",), uid="u1", kept=("X-A:1",),
        dates=(DateSaid("other", 6, 1, 2012, "Other"),),
    )  # fmt: skip
    bring_items(alice, [card], source="google")
    run = bring_items(alice, [replace(card, dates=(DateSaid("other", 6, 1, 2012),))], source="vcard")
    assert [(act, words) for _line, act, words in rows_of(run)] == [("unchanged", "matched by e-mail")]
    assert (ImportantDate.objects.count(), KeptLines.objects.get().lines) == (1, ["X-A:1"])
