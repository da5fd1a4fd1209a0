"""Requests at rest come back when something happened with the one who asked."""

from datetime import datetime, timedelta

from accounts.models import User
from interactions.models import Interaction
from network.models import Decision, LinkRequest
from network.queries.returned import returned
from network.queries.waiting import waiting, waiting_count
from tests.factories import log, make_contact
from tests.network.asking import days_ago, wrote
from tests.network.given import TODAY, request_from

BEFORE = timedelta(days=20)


def at_rest(owner: User, name: str, state: str, now: datetime, **fields: object) -> LinkRequest:
    """A request decided twenty days ago."""
    request = request_from(owner, name, state=state, **fields)
    Decision.objects.create(
        owner=owner, request=request, outcome="decide-later", made_at=now - BEFORE, state_before="open"
    )
    return request


def test_s5_a_request_that_was_put_off_comes_back_on_its_day(alice: User, now: datetime) -> None:
    due = at_rest(alice, "Bert Quint", "later", now, again_on=TODAY)
    at_rest(alice, "Ada Lind", "later", now, again_on=TODAY + timedelta(days=1))

    assert list(waiting(alice, TODAY).requests) == [due]
    assert waiting_count(alice, TODAY) == 1


def test_s5_a_coffee_brings_a_request_back_with_the_reason(alice: User, now: datetime) -> None:
    request = at_rest(alice, "Bert Quint", "later", now, again_on=TODAY + timedelta(days=90))
    assert returned(alice, TODAY) == {}

    log(make_contact(alice, "Bert Quint", now), days_ago(1), now)

    assert returned(alice, TODAY) == {request.pk: "you had a coffee on 11 March"}
    assert list(waiting(alice, TODAY).requests) == [request]


def test_s5_what_was_written_down_before_the_decision_brings_nothing_back(alice: User, now: datetime) -> None:
    bert = make_contact(alice, "Bert Quint", now)
    log(bert, days_ago(30), now)
    Interaction.objects.update(created_at=now)
    request = request_from(alice, "Bert Quint", state="later", contact=bert)
    Decision.objects.create(
        owner=alice,
        request=request,
        outcome="decide-later",
        made_at=now + timedelta(hours=1),
        state_before="open",
    )

    assert returned(alice, TODAY) == {}


def test_s5_somebody_declined_and_met_since_is_to_be_invited_and_does_not_wait(
    alice: User, now: datetime
) -> None:
    bert = make_contact(alice, "Bert Quint", now)
    request = at_rest(alice, "Bert Quint", "declined", now, contact=bert)
    log(bert, days_ago(1), now, kind="meal")

    found = waiting(alice, TODAY)
    assert (list(found.requests), found.met_since) == ([], {request.pk: "you had a meal on 11 March"})


def test_s7_a_message_of_theirs_counts_as_an_answer_and_one_of_mine_does_not(
    alice: User, now: datetime
) -> None:
    bert, ada = make_contact(alice, "Bert Quint", now), make_contact(alice, "Ada Lind", now)
    request = at_rest(alice, "Bert Quint", "answered", now, contact=bert)
    at_rest(alice, "Ada Lind", "answered", now, contact=ada)
    wrote(bert, days_ago(2), "them", False, now)
    wrote(ada, days_ago(2), "me", False, now)

    assert returned(alice, TODAY) == {request.pk: "you heard from them on 10 March"}


def test_somebody_else_with_a_common_name_brings_nothing_back(alice: User, now: datetime) -> None:
    at_rest(alice, "Robert Smith", "later", now, key="rsmith-99")
    log(make_contact(alice, "Robert Smith", now), days_ago(1), now)

    assert returned(alice, TODAY) == {}


def test_a_decision_that_was_taken_back_rests_nothing(alice: User, now: datetime) -> None:
    bert = make_contact(alice, "Bert Quint", now)
    at_rest(alice, "Bert Quint", "later", now, contact=bert)
    Decision.objects.update(undone_at=now)
    log(bert, days_ago(1), now)

    assert returned(alice, TODAY) == {}


def test_another_owners_coffee_brings_nothing_back(alice: User, bob: User, now: datetime) -> None:
    at_rest(alice, "Bert Quint", "later", now)
    log(make_contact(bob, "Bert Quint", now), days_ago(1), now)

    assert returned(alice, TODAY) == {}
