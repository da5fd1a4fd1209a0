"""What the policies say to requests, and what they were told."""

from datetime import datetime

import pytest

from accounts.models import User
from contacts.models import Identity, Post, Trace
from domain.linkfacts import NoteKind, Reason, Trait
from network.models import AboutMe, ClaimedMutual, Conduct, Decision
from tests.factories import log, make_contact
from tests.network.asking import SENT, days_ago, rules, together, triaged, verdict
from tests.network.given import person, request_from

PAGE = "https://www.linkedin.com/in/bert-quint"


def known(owner: User, name: str, now: datetime):
    """Somebody of the book with a profile, who may ask."""
    contact = make_contact(owner, name, now)
    slug = name.lower().replace(" ", "-")
    Identity.objects.create(
        owner=owner, contact=contact, kind="profile", network="linkedin", key=slug, shown=PAGE
    )
    return contact


def asks(owner: User, name: str, **fields: object):
    slug = name.lower().replace(" ", "-")
    fields = {"key": slug, "address": f"https://www.linkedin.com/in/{slug}", "sent_at": SENT} | fields
    return request_from(owner, name, **fields)


def test_s3_a_network_without_a_policy_has_no_verdict(alice: User, now: datetime) -> None:
    rules(alice, "open-networker", now, network="facebook")

    assert triaged(asks(alice, "Bert Quint")).verdict is None
    assert verdict(asks(alice, "Ada Lind", network="facebook")).verdict == "accept"


def test_s1_a_logged_coffee_accepts(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    log(known(alice, "Bert Quint", now), days_ago(9), now)

    said = verdict(asks(alice, "Bert Quint"))
    assert (said.verdict, said.rule) == ("accept", 1)
    assert said.reasons == ("a coffee on 3 March",)


def test_s1_a_dinner_with_forty_does_not(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    bert = known(alice, "Bert Quint", now)
    crowd = [make_contact(alice, f"Guest Number{n}", now) for n in range(38)]
    together([bert, *crowd], days_ago(9), now)

    said = verdict(asks(alice, "Bert Quint"))
    assert said.verdict == "ask-where-met"
    assert "a meal with 40 does not count: at most 12" in said.reasons
    assert said.missing[0] == "one coffee, meal or drink would accept"


def test_s9_a_likely_person_counts_and_the_verdict_says_so(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    log(make_contact(alice, "Bert Quint", now), days_ago(9), now)

    found = triaged(asks(alice, "Bert Quint"))
    assert (found.verdict.verdict, found.is_sure) == ("accept", False)
    assert found.verdict.reasons[0] == (
        "taken for Bert Quint, who is in your book: 87% sure; but the name alone"
    )


def test_s9_a_stranger_with_a_common_name_is_not_taken_for_anybody(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    log(make_contact(alice, "Robert Smith", now), days_ago(9), now)

    found = triaged(asks(alice, "Robert Smith", key="rsmith-99"))
    assert (found.contact_id, found.verdict.verdict) == (None, "ask-where-met")


def test_s22_the_past_of_a_namesake_is_not_held_against_them(alice: User, now: datetime) -> None:
    rules(alice, "no-objection", now)
    bert = make_contact(alice, "Bert Quint", now)
    Conduct.objects.create(owner=alice, contact=bert, behaviour="pitch", on=days_ago(90), made_at=now)

    found = triaged(asks(alice, "Bert Quint"))
    assert (found.facts.behaviour, found.memory) == ((), ())


def test_s22_what_is_on_record_of_a_requester_is_remembered_when_they_ask_again(
    alice: User, now: datetime
) -> None:
    rules(alice, "no-objection", now)
    first = asks(alice, "Bert Quint", state="declined")
    Conduct.objects.create(
        owner=alice, request=first, behaviour="pitch", words="buy my course", on=days_ago(90), made_at=now
    )
    Decision.objects.create(owner=alice, request=first, outcome="decline", made_at=now, state_before="open")
    again = asks(alice, "Bert Quint", message="Hi!")

    found = triaged(again)
    assert found.verdict.verdict == "decline"
    assert found.memory == ("on record: pitch, “buy my course”", "declined in March")
    assert found.facts.earlier_requests == 1


def test_the_same_person_on_two_networks_is_one_where_the_book_knows_them(alice: User, now: datetime) -> None:
    bert = known(alice, "Bert Quint", now)
    first = asks(alice, "Bert Quint", network="xing", contact=bert, state="ignored")
    Decision.objects.create(owner=alice, request=first, outcome="ignore", made_at=now, state_before="open")

    assert triaged(asks(alice, "Bert Quint")).memory == ("ignored in March",)


def test_s10_a_denied_claim_declines(alice: User, now: datetime) -> None:
    rules(alice, "coffee-meal-beer", now)
    friend, request = person(alice, "Kim Vale", 5), asks(alice, "Bert Quint")
    claim = ClaimedMutual.objects.create(
        owner=alice, request=request, friend=friend, friend_name="Kim Vale", made_at=now
    )

    assert verdict(request).verdict == "ask-where-met"
    ClaimedMutual.objects.filter(pk=claim.pk).update(state="denied")
    assert verdict(request).verdict == "decline"


def test_s19_a_generic_note_alone_declines_nobody_and_the_same_text_from_three_is_generic(
    alice: User, now: datetime
) -> None:
    rules(alice, "no-objection", now)
    text = "We help firms like yours to grow twice as fast as before."
    requests = [asks(alice, name, message=text) for name in ("Bert Quint", "Ada Lind", "Kim Vale")]

    assert [triaged(one).note_kind for one in requests] == [NoteKind.GENERIC] * 3
    assert {verdict(one).verdict for one in requests} <= {"ask-where-met", "decide-later"}


def test_s25_the_reason_is_guessed_with_its_evidence_and_corrected_by_the_owner(
    alice: User, now: datetime
) -> None:
    AboutMe.objects.create(owner=alice, competitors=["Dam Ltd"])
    request = asks(alice, "Bert Quint", company="Dam Limited", title="Miller")

    found = triaged(request)
    assert (found.reason, found.reason_evidence) == (
        Reason.COMPETITOR,
        "Dam Ltd is on your list of competitors",
    )
    request.reason = Reason.SALES
    assert (triaged(request).reason, triaged(request).reason_evidence) == (Reason.SALES, "you said so")
    assert triaged(asks(alice, "Ada Lind")).reason == Reason.UNKNOWN


def test_s24_a_claim_from_the_public_page_is_nobody_until_the_owner_says_who(
    alice: User, now: datetime
) -> None:
    rules(alice, "coffee-meal-beer", now)
    bert = known(alice, "Bert Quint", now)
    log(bert, days_ago(9), now)
    request = asks(alice, "Bert Quint", source="public")

    found = triaged(request)
    assert (found.contact_id, found.verdict.verdict, len(found.known)) == (None, "ask-where-met", 1)
    request.contact = bert
    request.save()
    assert triaged(request).verdict.verdict == "accept"


def test_the_owners_own_words_make_a_pitch(alice: User, now: datetime) -> None:
    AboutMe.objects.create(owner=alice, pitch_words=["windmill leasing"], works=["The Long Mill"])
    request = asks(alice, "Bert Quint", message="I loved The Long Mill. Ask me about windmill leasing!")

    assert set(triaged(request).traits) >= {Trait.PITCHES, Trait.NAMES_MY_WORK}


def test_an_answer_to_a_reply_is_evidence_like_the_note(alice: User, now: datetime) -> None:
    request = asks(alice, "Bert Quint")
    Decision.objects.create(
        owner=alice, request=request, outcome="ask-where-met", made_at=now, state_before="open",
        reaction="answer", answer="We shared a table at the mill fair in Lund, you drew the wheel.",
    )  # fmt: skip

    found = triaged(request)
    assert found.note_kind == NoteKind.PERSONAL
    assert "mill fair" in found.note


def test_a_trace_of_an_earlier_request_is_no_evidence_of_an_acquaintance(alice: User, now: datetime) -> None:
    Trace.objects.create(
        owner=alice, name="Bert Quint", source="request", first_on=days_ago(9), last_on=days_ago(9)
    )

    assert triaged(asks(alice, "Bert Quint")).known == []


@pytest.mark.parametrize("count", [1, 12])
def test_many_requests_take_as_many_queries_as_one(
    alice: User, now: datetime, count: int, django_assert_max_num_queries
) -> None:
    from network.queries.triage import triage  # noqa: PLC0415  # counted below

    rules(alice, "coffee-meal-beer", now)
    for n in range(count):
        log(known(alice, f"Bert Quint{n}", now), days_ago(9), now)
    requests = [asks(alice, f"Bert Quint{n}") for n in range(count)]

    with django_assert_max_num_queries(45):
        assert len(triage(alice, requests, now.date())) == count


def test_whose_name_somebody_imitates_from_another_page_is_shown_and_is_not_who_asks(
    alice: User, now: datetime
) -> None:
    rules(alice, "coffee-meal-beer", now)
    bert = known(alice, "Bert Quint", now)
    log(bert, days_ago(9), now)

    found = triaged(asks(alice, "B\u0435rt Quint", key="bert-2"))

    assert [one.display for one in found.known] == ["Bert Quint"]
    assert set(found.known[0].candidate.evidence_against) >= {
        "letters of two alphabets in one word of the name",
        "another page on linkedin",
    }
    assert (found.contact_id, found.verdict.verdict) == (None, "ask-where-met")


def test_a_namesake_with_another_page_is_nobody_until_more_than_the_name_agrees(
    alice: User, now: datetime
) -> None:
    rules(alice, "coffee-meal-beer", now)
    bert = known(alice, "Bert Quint", now)
    log(bert, days_ago(9), now)
    request = asks(alice, "Bert Quint", key="bert-2", address=f"{PAGE}-2")
    assert triaged(request).contact_id is None

    Post.objects.create(owner=alice, contact=bert, organisation="Kauri Mills")
    request.company = "Kauri Mills"
    found = triaged(request)
    assert found.contact_id == bert.pk
    assert "but another page on linkedin" in found.verdict.reasons[0]
