"""What policies are told about people of the book."""

from dataclasses import replace
from datetime import date, datetime

from accounts.models import User
from contacts.models import Post
from domain.linkfacts import Behaviour, Claim, LinkFacts, Meeting, Mutual
from interactions.services import remove_interaction
from network.models import AboutMe, ClaimedMutual, Conduct, SweepAnswer, UnlinkTask
from network.queries.facts import facts_of_contacts
from network.services import choose, tick_unlink
from tests.factories import log, make_contact
from tests.network.asking import days_ago, facts, together, wrote
from tests.network.given import TODAY, linked, person


def test_nothing_is_known_of_somebody_about_whom_nothing_is_recorded(alice: User, now: datetime) -> None:
    assert facts(make_contact(alice, "Ada Lindqvist", now)) == LinkFacts(today=TODAY.toordinal())


def test_s1_a_meeting_tells_its_kind_its_day_and_everyone_who_was_there(alice: User, now: datetime) -> None:
    ada, bo, kim = (make_contact(alice, name, now) for name in ("Ada Lind", "Bo Marten", "Kim Vale"))
    together([ada, bo], days_ago(3), now, kind="meal", present=[kim])

    meeting = Meeting("meal", 4, days_ago(3).toordinal())
    assert facts(ada).meetings == (meeting,)
    assert facts(kim).meetings == ()


def test_a_day_that_is_not_known_exactly_is_not_told(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lind", now)
    log(ada, date(2025, 7, 1), now, precision="year")

    assert facts(ada).meetings == (Meeting("coffee", 2, None),)


def test_a_deleted_meeting_and_a_call_are_no_meeting(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lind", now)
    log(ada, days_ago(3), now, kind="call")
    remove_interaction(interaction=log(ada, days_ago(2), now), now=now)

    assert facts(ada).meetings == ()


def test_s2_messages_of_one_side_alone_are_no_exchange(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lind", now)
    for ago in (90, 60, 30):
        wrote(ada, days_ago(ago), "them", False, now)

    told = facts(ada)
    assert (told.online_count, told.online_days, told.begun_by_them) == (0, 0, 1.0)


def test_s2_days_on_which_both_wrote_are_exchanges_over_their_span(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lind", now)
    wrote(ada, days_ago(90), "them", True, now)
    wrote(ada, days_ago(60), "them", False, now)
    wrote(ada, days_ago(30), "them", True, now)

    assert (facts(ada).online_count, facts(ada).online_days) == (2, 60)


def test_s2_a_letter_and_its_answer_on_another_day_are_two_exchanges(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lind", now)
    wrote(ada, days_ago(90), "me", False, now)
    wrote(ada, days_ago(88), "them", None, now)

    told = facts(ada)
    assert (told.online_count, told.online_days, told.begun_by_them) == (2, 2, 0.5)


def test_s2_five_letters_and_one_answer_are_two_exchanges(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lind", now)
    for ago in (90, 80, 70, 60, 50):
        wrote(ada, days_ago(ago), "them", False, now)
    wrote(ada, days_ago(49), "me", False, now)

    assert (facts(ada).online_count, facts(ada).online_days) == (2, 41)


def test_an_online_exchange_logged_by_hand_counts(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lind", now)
    log(ada, days_ago(5), now, kind="online")

    assert facts(ada).online_count == 1


def test_a_common_event_counts_up_to_the_day_they_were_linked(alice: User, now: datetime) -> None:
    ada = make_contact(alice, "Ada Lind", now)
    log(ada, days_ago(40), now, kind="event", place="Mill fair")
    log(ada, days_ago(10), now, kind="event", place="Later fair")
    linked(ada, since=days_ago(30))

    told = facts(ada)
    assert (told.same_event, told.same_event_days) == ("Mill fair", 10)


def test_work_place_and_shared_years_are_told(alice: User, now: datetime) -> None:
    AboutMe.objects.create(
        owner=alice,
        place="Lund",
        useful_roles=["recruiter"],
        employers=[{"name": "Mill AG", "first": "2015"}],
    )
    ada = make_contact(alice, "Ada Lind", now, place="Lund, Sweden")
    Post.objects.create(owner=alice, contact=ada, organisation="Mill", since="2014", until="2016")
    Post.objects.create(owner=alice, contact=ada, organisation="Dam", title="Recruiter", since="2017")

    told = facts(ada)
    assert (told.title, told.company, told.is_useful_role) == ("Recruiter", "Dam", True)
    assert (told.place, told.same_market) == ("Lund, Sweden", True)
    assert told.shared_employer == "Mill AG: you since 2015, they 2014 to 2016"


def test_s23_the_answer_of_the_sweep_is_told_and_not_sure_is_not(alice: User, now: datetime) -> None:
    ada, bo, kim = (make_contact(alice, name, now) for name in ("Ada Lind", "Bo Marten", "Kim Vale"))
    SweepAnswer.objects.create(owner=alice, contact=ada, met=True, made_at=now)
    SweepAnswer.objects.create(owner=alice, contact=bo, met=False, made_at=now)
    SweepAnswer.objects.create(owner=alice, contact=kim, met=None, made_at=now)

    assert [facts(one).met_in_person for one in (ada, bo, kim)] == [True, False, None]


def test_s10_claims_are_told_with_the_strength_of_the_friend(alice: User, now: datetime) -> None:
    ada, kim = make_contact(alice, "Ada Lind", now), person(alice, "Kim Vale", 5, 35, 65)
    claim = ClaimedMutual.objects.create(
        owner=alice, contact=ada, friend=kim, friend_name="Kim Vale", state="confirmed", made_at=now
    )
    strength = facts(kim).strength

    assert facts(ada).claimed == Mutual("Kim Vale", Claim.CONFIRMED, strength)
    assert facts(ada).mutuals == (Mutual("Kim Vale", Claim.CONFIRMED, strength),)
    ClaimedMutual.objects.filter(pk=claim.pk).update(state="denied")
    assert (facts(ada).claimed, facts(ada).mutuals) == (Mutual("Kim Vale", Claim.DENIED, strength), ())


def test_s22_conduct_and_an_unlinking_are_told(alice: User, now: datetime) -> None:
    ada = person(alice, "Ada Lind")
    linked(ada)
    choose(contact=ada, choice="unlink", reason="mass pitch", now=now)
    tick_unlink(task=UnlinkTask.objects.get(), now=now)
    Conduct.objects.create(owner=alice, contact=ada, behaviour="pitch", on=TODAY, made_at=now)

    told = facts(ada)
    assert (told.unlink_reason, told.unlinked_on) == ("mass pitch", TODAY.toordinal())
    assert told.behaviour == (Behaviour.PITCH,)


def test_only_what_is_needed_is_read(alice: User, now: datetime, django_assert_num_queries) -> None:
    ada = person(alice, "Ada Lind", 5)

    with django_assert_num_queries(1):
        told = facts_of_contacts(alice, [ada.pk], TODAY, {"strength"})
    assert told[ada.pk] == LinkFacts(strength=facts(ada).strength, today=TODAY.toordinal())


def test_many_people_are_told_the_same_as_each_alone(alice: User, now: datetime, monkeypatch) -> None:
    people = [make_contact(alice, f"Ada Lind{n}", now) for n in range(4)]
    together(people[:3], days_ago(3), now, present=people[3:])
    wrote(people[1], days_ago(30), "them", True, now)
    log(people[2], days_ago(9), now)
    log(people[2], days_ago(8), now, kind="drink")
    for one in people:
        linked(one)
    alone = {one.pk: facts(one) for one in people}

    monkeypatch.setattr("network.queries.facts.wanted.FEW", 0)
    many = facts_of_contacts(alice, None, TODAY)

    assert many.keys() == alone.keys()
    assert {pk: sizes(told) for pk, told in many.items()} == {pk: sizes(told) for pk, told in alone.items()}
    assert {pk: replace(told, meetings=()) for pk, told in many.items()} == {
        pk: replace(told, meetings=()) for pk, told in alone.items()
    }


def sizes(told: LinkFacts) -> list[tuple[str, int | None]]:
    """Of many people the days of meetings are not told, only how many were there."""
    return sorted((one.kind, one.present) for one in told.meetings)


def test_another_owners_rows_tell_nothing(alice: User, bob: User, now: datetime) -> None:
    theirs = make_contact(bob, "Ada Lind", now)
    log(theirs, days_ago(3), now)

    assert facts_of_contacts(alice, [theirs.pk], TODAY)[theirs.pk] == LinkFacts(today=TODAY.toordinal())
