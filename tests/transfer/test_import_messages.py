"""Messages become one interaction for each conversation and local day; strangers leave a trace."""

from datetime import date, time

import pytest

from accounts.models import User
from contacts.models import Contact, Trace
from domain.strength import weigh
from interactions.models import Interaction
from interactions.services import remove_interaction
from relationships.models import Standing
from reminders.models import Occurrence
from reminders.services import open_nudges
from tests.conftest import NOON
from tests.factories import log, make_contact
from tests.samples.linkedin import SPONSORED_BODY, make_export
from tests.transfer.given import ANNA, BERT, CARA, ME, asks, at, book, bring_in, contact, counts, wrote

A, B, C = ("Anna Bell", "anna-bell"), ("Bert Quint", "bert-q"), ("Cara Zoll", "cara-z")
PEOPLE = [ANNA, BERT, CARA]
DAY = at(2025, 6, 1, 9, 30)


def talks(owner: User) -> list[tuple[date, str, str]]:
    """The messages in the book: day, who began, with whom."""
    rows = Interaction.objects.owned_by(owner).filter(kind="message").order_by("day", "pk")
    return [
        (one.day, one.began, " ".join(sorted(part.contact.given for part in one.participations.all())))
        for one in rows
    ]


def test_the_messages_of_a_day_are_one_interaction(alice: User) -> None:
    run = bring_in(
        alice,
        connections=PEOPLE,
        messages=[
            wrote(A, ME, DAY.replace(hour=11)),
            wrote(ME, A, DAY),
            wrote(A, ME, DAY.replace(day=2)),
            wrote(B, ME, DAY),
        ],
    )

    assert talks(alice) == [(date(2025, 6, 1), "me", "Anna"), (date(2025, 6, 1), "them", "Bert"),
                            (date(2025, 6, 2), "them", "Anna")]  # fmt: skip
    assert counts(run) == {"added": 3, "interactions": 3}
    first = Interaction.objects.get(began="me")
    assert (first.at, first.source, first.note, first.minutes) == (time(9, 30), "linkedin", "", None)


def test_they_count_for_the_standing(alice: User) -> None:
    bring_in(alice, connections=[ANNA], messages=[wrote(A, ME, DAY.replace(day=day)) for day in (1, 3, 9)])

    standing = Standing.objects.get()
    assert (standing.days, standing.last_day) == (3, date(2025, 6, 9))
    assert {
        part.touch_weight for part in Interaction.objects.filter(kind="message").first().participations.all()
    } == {weigh("message", None, 1)}


@pytest.mark.parametrize(
    ("zone", "day"),
    [("UTC", 1), ("Europe/Berlin", 2), ("America/New_York", 1), ("Pacific/Auckland", 2)],
)
def test_the_owners_zone_decides_the_day(alice: User, zone: str, day: int) -> None:
    alice.time_zone = zone
    alice.save()

    bring_in(alice, connections=[ANNA], messages=[wrote(A, ME, at(2025, 6, 1, 23, 15))])

    assert talks(alice) == [(date(2025, 6, day), "them", "Anna")]


def test_a_time_without_a_zone_is_the_owners(alice: User) -> None:
    alice.time_zone = "Pacific/Auckland"
    alice.save()

    bring_in(alice, connections=[ANNA], messages=[wrote(A, ME, DAY) | {"at": "2025-06-01 23:15:00"}])

    assert Interaction.objects.filter(kind="message").values_list("day", "at").get() == (
        date(2025, 6, 1),
        time(23, 15),
    )


def test_a_thread_of_several_is_one_interaction_with_all_of_them(alice: User) -> None:
    thread = {"conversation": "group", "to": [ME, B, ("Nobody Known", "nobody")]}
    earlier = wrote(C, ME, DAY.replace(year=2024))

    run = bring_in(alice, connections=PEOPLE, messages=[wrote(A, ME, DAY) | thread, earlier])

    assert talks(alice) == [(date(2024, 6, 1), "them", "Cara"), (date(2025, 6, 1), "them", "Anna Bert")]
    assert counts(run) == {"added": 3, "interactions": 3}
    weights = Interaction.objects.get(kind="message", day=date(2025, 6, 1)).participations.values_list(
        "touch_weight", flat=True
    )
    assert list(weights) == [weigh("message", None, 2)] * 2
    assert list(Trace.objects.values_list("name", "key")) == [("Nobody Known", "nobody")]


def test_two_conversations_with_one_person_on_one_day_are_one_pair(alice: User) -> None:
    both = [wrote(A, ME, DAY), wrote(A, ME, DAY) | {"conversation": "other"}]

    assert counts(bring_in(alice, connections=[ANNA], messages=both)) == {"added": 1, "interactions": 1}
    assert len(talks(alice)) == 2


def test_strangers_are_left_out_and_leave_a_trace(alice: User) -> None:
    stranger = ("Nobody Known", "nobody")
    rows = [
        wrote(stranger, ME, DAY),
        wrote(ME, stranger, DAY.replace(hour=10)),
        wrote(stranger, ME, DAY.replace(day=5)),
    ]

    run = bring_in(alice, connections=[ANNA], messages=[wrote(A, ME, DAY), *rows])

    assert counts(run) == {"added": 1, "skipped": 3, "interactions": 1}
    assert run.counts["skips"] == {"not a connection": 3}
    trace = Trace.objects.get()
    assert (trace.name, trace.network, trace.key, trace.source) == (
        "Nobody Known",
        "linkedin",
        "nobody",
        "message",
    )
    assert (trace.first_on, trace.last_on, trace.times) == (date(2025, 6, 1), date(2025, 6, 5), 2)
    assert Contact.objects.count() == 1


def test_drafts_and_advertisements_are_no_messages(alice: User) -> None:
    advert = wrote(("", ""), ME, DAY) | {"body": SPONSORED_BODY, "conversation": "ad"}

    run = bring_in(alice, connections=[ANNA], messages=[wrote(ME, A, DAY, draft=True), advert])

    assert run.counts["skips"] == {"a draft": 1, "an advertisement": 1}
    assert talks(alice) == []
    assert Trace.objects.count() == 0


def test_the_same_file_twice_adds_nothing(alice: User) -> None:
    rows = [wrote(A, ME, DAY), wrote(ME, B, DAY), wrote(("Nobody", "nobody"), ME, DAY)]
    export = make_export(connections=PEOPLE, messages=rows, invitations=[asks("Rita Asks", "rita")])
    bring_in(alice, export)
    before = book(alice)

    run = bring_in(alice, export)

    assert counts(run) == {"unchanged": 3, "skipped": 1, "requests": 1}
    assert book(alice) == before


def test_messages_alone_go_to_those_in_the_book(alice: User) -> None:
    bring_in(alice, connections=[ANNA])

    run = bring_in(alice, messages=[wrote(A, ME, DAY), wrote(B, ME, DAY)])

    assert counts(run) == {"skipped": 1, "interactions": 1}
    assert talks(alice) == [(date(2025, 6, 1), "them", "Anna")]


def test_who_is_linked_later_gets_the_messages_of_before(alice: User) -> None:
    thread = wrote(A, ME, DAY) | {"conversation": "group", "to": [ME, B]}
    bring_in(alice, connections=[ANNA], messages=[thread, wrote(B, ME, DAY)])

    run = bring_in(alice, connections=[ANNA, BERT], messages=[thread, wrote(B, ME, DAY)])

    assert talks(alice) == [(date(2025, 6, 1), "them", "Anna Bert"), (date(2025, 6, 1), "them", "Bert")]
    assert counts(run) == {"added": 1, "unchanged": 1, "interactions": 1}
    assert Standing.objects.get(contact__given="Bert").days == 1


def test_who_began_is_known_where_the_owner_has_no_address(alice: User) -> None:
    me, anna, bert = ("Owen Reed", ""), ("Anna Bell", ""), ("Bert Quint", "")
    rows = [wrote(me, anna, DAY) | {"conversation": "1"}, wrote(bert, me, DAY) | {"conversation": "2"}]

    bring_in(alice, connections=PEOPLE, messages=rows, era="2020")

    assert talks(alice) == [(date(2025, 6, 1), "me", "Anna"), (date(2025, 6, 1), "them", "Bert")]


def test_the_owner_of_one_conversation_is_who_is_not_in_the_book(alice: User) -> None:
    bring_in(alice, connections=[ANNA], messages=[wrote(ME, A, DAY)])

    assert talks(alice) == [(date(2025, 6, 1), "me", "Anna")]
    assert Trace.objects.count() == 0


def test_a_name_borne_by_two_is_nobody_for_certain(alice: User) -> None:
    twins = [ANNA, ANNA | {"slug": "anna-two", "on": date(2020, 1, 1)}]

    run = bring_in(alice, connections=twins, messages=[wrote(("Anna Bell", ""), ME, DAY)])

    assert counts(run) == {"added": 2, "skipped": 1}


def test_what_the_owner_removed_or_edited_stays_so(alice: User) -> None:
    export = make_export(
        connections=PEOPLE, messages=[wrote(A, ME, DAY, body="Hello"), wrote(B, ME, DAY, body="Hi")]
    )
    bring_in(alice, export)
    removed = Interaction.objects.get(kind="message", participations__contact__given="Anna")
    remove_interaction(interaction=removed, now=NOON)
    edited = Interaction.objects.get(kind="message", participations__contact__given="Bert")
    edited.note = "About the mill"
    edited.save()

    run = bring_in(alice, export, texts=True)

    assert counts(run) == {"unchanged": 3}
    assert Interaction.objects.get(pk=removed.pk).deleted_at == NOON
    assert Interaction.objects.get(pk=edited.pk).note == "About the mill"


def test_texts_are_kept_where_the_owner_chose_so_and_once(alice: User) -> None:
    rows = [
        wrote(A, ME, DAY.replace(hour=14), body="See you\n\n\nthere"),
        wrote(ME, A, DAY, body="Tuesday?"),
        wrote(A, ME, DAY.replace(hour=11), body="Yes"),
    ]
    export = make_export(connections=[ANNA], messages=rows)

    bring_in(alice, export, texts=True)
    once = Interaction.objects.get(kind="message").note
    bring_in(alice, export, texts=True)

    assert (
        once
        == "09:30 Owen Reed: Tuesday?\n\n11:00 Anna Bell: Yes\n\n14:00 Anna Bell: See you\nthere".replace(
            "11:00", "11:30"
        ).replace("14:00", "14:30")
    )
    assert Interaction.objects.get(kind="message").note == once
    assert "tuesday" in Interaction.objects.get(kind="message").words


def test_a_nudge_is_settled_by_messages_that_came_since(alice: User) -> None:
    bert = make_contact(alice, "Bert Quint", NOON, circle="close", circle_since=date(2025, 1, 1))
    log(bert, date(2025, 11, 1), NOON)
    open_nudges(owner=alice, now=NOON)
    assert Occurrence.objects.open().count() == 1

    bring_in(alice, connections=[BERT], messages=[wrote(B, ME, at(2026, 3, 10, 8, 0))])

    assert Occurrence.objects.open().count() == 0


def test_a_message_of_tomorrow_is_told_and_not_taken(alice: User) -> None:
    run = bring_in(alice, connections=[ANNA], messages=[wrote(A, ME, at(2026, 3, 13, 8, 0))])

    assert counts(run) == {"added": 1, "skipped": 1}
    assert run.faults.get().reason == "the day 2026-03-13 is in the future"


def test_messages_with_oneself_and_with_nobody_are_nothing(alice: User) -> None:
    rows = [wrote(A, ME, DAY), wrote(B, ME, DAY), wrote(ME, ME, DAY), wrote(("LinkedIn Member", ""), ME, DAY)]

    run = bring_in(alice, connections=PEOPLE, messages=rows)

    assert counts(run) == {"added": 3, "interactions": 2, "skipped": 2}
    assert Trace.objects.count() == 0
    assert contact(alice, "Anna Bell").participations.count() == 2
