"""Who knows whom: kept once, on one side, and never what cannot be."""

from datetime import date, datetime, timedelta

import pytest

from accounts.models import User
from contacts.models import Contact, NotTied, State, Tie
from contacts.services import (
    accept_together,
    add_tie,
    change_tie,
    dismiss_together,
    leads_nowhere,
    remove_tie,
    restore_tie,
    undo_dismissal,
)
from domain.ties import TieFacts
from reminders.services import remove_person
from tests.factories import make_contact

Three = tuple[Contact, Contact, Contact]


@pytest.fixture
def three(alice: User, now: datetime) -> Three:
    ada, bo, cy = (make_contact(alice, name, now) for name in ("Ada Lindqvist", "Bo Castellan", "Cy Moreau"))
    return ada, bo, cy


def kept(owner: User) -> list[tuple[str, str, str]]:
    rows = Tie.objects.owned_by(owner).order_by("pk")
    return [(row.one.display, row.kind, row.other.display) for row in rows]


def test_a_child_is_kept_by_the_parent(alice: User, three: Three, now: datetime) -> None:
    ada, bo, _cy = three
    add_tie(owner=alice, one=ada, other=bo, role="child", now=now)
    assert kept(alice) == [("Bo Castellan", "parent", "Ada Lindqvist")]


def test_several_kinds_a_pair_and_each_of_them_once(alice: User, three: Three, now: datetime) -> None:
    ada, bo, _cy = three
    first = add_tie(owner=alice, one=ada, other=bo, role="friend", now=now, facts=TieFacts("2019", "", 7))
    again = add_tie(owner=alice, one=bo, other=ada, role="friend", now=now, facts=TieFacts(until="2024-05"))
    add_tie(owner=alice, one=ada, other=bo, role="colleague", now=now)

    assert again.pk == first.pk
    assert (again.since, again.until, again.estimate) == ("2019", "2024-05", 7)
    assert [kind for _one, kind, _other in kept(alice)] == ["friend", "colleague"]


def test_an_estimate_is_confirmed_on_the_day_it_is_told_unless_another_is_given(
    alice: User, three: Three, now: datetime
) -> None:
    ada, bo, cy = three
    told = add_tie(owner=alice, one=ada, other=bo, role="knows", now=now, facts=TieFacts(estimate=4))
    facts = TieFacts(estimate=4, confirmed_on=date(2026, 1, 2))
    dated = add_tie(owner=alice, one=ada, other=cy, role="knows", now=now, facts=facts)
    assert (told.confirmed_on, dated.confirmed_on) == (now.date(), date(2026, 1, 2))


def test_a_tie_that_had_ended_holds_again_when_it_is_told_again(
    alice: User, three: Three, now: datetime
) -> None:
    said = {"owner": alice, "one": three[0], "other": three[1], "role": "knows", "now": now}
    add_tie(**said, facts=TieFacts(since="2015", until="2020"))
    again = add_tie(**said, facts=TieFacts(estimate=8))
    coming = add_tie(**said | {"other": three[2]}, facts=TieFacts(until="2027"))
    kept_on = add_tie(**said | {"other": three[2]})
    assert (again.since, again.until, again.estimate) == ("2015", "", 8)
    assert (coming.until, kept_on.until) == ("2027", "2027")


def test_a_tie_without_an_estimate_is_one_to_ask_about(alice: User, three: Three, now: datetime) -> None:
    tie = add_tie(owner=alice, one=three[0], other=three[1], role="knows", now=now)
    assert (tie.estimate, tie.confirmed_on) == (None, None)


@pytest.mark.parametrize(
    ("facts", "word"),
    [
        (TieFacts(estimate=0), "How well they know each other goes from 1 to 10."),
        (TieFacts(estimate=11), "How well they know each other goes from 1 to 10."),
        (TieFacts(confirmed_on=date(2126, 1, 1)), "That day is still to come."),
        (TieFacts(since="2020", until="2019-12"), "It cannot end before it begins."),
        (TieFacts(since="2026-04"), "It cannot begin on a day that is still to come."),
    ],
)
def test_facts_that_cannot_be_are_refused(
    facts: TieFacts, word: str, alice: User, three: Three, now: datetime
) -> None:
    with pytest.raises(ValueError, match=word):
        add_tie(owner=alice, one=three[0], other=three[1], role="knows", now=now, facts=facts)
    assert kept(alice) == []


def test_nobody_is_tied_to_themselves(alice: User, three: Three, now: datetime) -> None:
    with pytest.raises(ValueError, match="Nobody is tied to themselves."):
        add_tie(owner=alice, one=three[0], other=three[0], role="knows", now=now)
    with pytest.raises(ValueError, match="Nobody is tied to themselves."):
        dismiss_together(owner=alice, one=three[0], other=three[0], now=now)


def test_contradictory_directions_are_refused_and_tell_what_is_known(
    alice: User, three: Three, now: datetime
) -> None:
    ada, bo, _cy = three
    add_tie(owner=alice, one=ada, other=bo, role="parent", now=now)
    word = "^Ada Lindqvist is the parent of Bo Castellan: it cannot be both.$"
    for role in ("child", "grandparent", "sibling", "partner"):
        with pytest.raises(ValueError, match=word):
            add_tie(owner=alice, one=ada, other=bo, role=role, now=now)


def test_circles_of_forebears_and_of_managers_are_refused(alice: User, three: Three, now: datetime) -> None:
    ada, bo, cy = three
    for role in ("parent", "manager"):
        add_tie(owner=alice, one=ada, other=bo, role=role, now=now)
        add_tie(owner=alice, one=bo, other=cy, role=role, now=now)

    with pytest.raises(ValueError, match="^Then Cy Moreau would be their own forebear"):
        add_tie(owner=alice, one=cy, other=ada, role="grandparent", now=now)
    with pytest.raises(ValueError, match="^Then Cy Moreau would be their own manager's manager"):
        add_tie(owner=alice, one=cy, other=ada, role="manager", now=now)


def test_managers_may_swap_later(alice: User, three: Three, now: datetime) -> None:
    ada, bo, _cy = three
    add_tie(owner=alice, one=ada, other=bo, role="manager", now=now, facts=TieFacts(until="2021"))
    add_tie(owner=alice, one=ada, other=bo, role="report", now=now, facts=TieFacts(since="2021"))
    assert [one for one, _kind, _other in kept(alice)] == ["Ada Lindqvist", "Bo Castellan"]


def test_who_was_deleted_or_is_a_strangers_is_not_tied(
    alice: User, bob: User, three: Three, now: datetime
) -> None:
    ada, bo, _cy = three
    strange = make_contact(bob, "Sol Ferreira", now)
    remove_person(contact=bo, now=now)
    for other in (bo, strange):
        with pytest.raises(ValueError, match="Both have to be in your book."):
            add_tie(owner=alice, one=ada, other=other, role="knows", now=now)
    assert (kept(alice), kept(bob)) == ([], [])


@pytest.mark.parametrize(("state", "why"), [(State.DECEASED, "died"), (State.ARCHIVED, "is archived")])
def test_who_died_or_is_archived_keeps_ties_that_lead_nowhere(
    state: str, why: str, alice: User, three: Three, now: datetime
) -> None:
    ada, bo, _cy = three
    Contact.objects.filter(pk=bo.pk).update(state=state)
    bo.refresh_from_db()
    add_tie(owner=alice, one=ada, other=bo, role="child", now=now)
    assert len(kept(alice)) == 1
    words = f"Bo Castellan {why}. The tie is kept, and no introduction will go that way."
    assert (leads_nowhere(ada), leads_nowhere(bo)) == ("", words)


def test_changing_a_tie_sets_all_of_it(alice: User, three: Three, now: datetime) -> None:
    ada, bo, _cy = three
    tie = add_tie(owner=alice, one=ada, other=bo, role="friend", now=now, facts=TieFacts("2019", "", 7))
    change_tie(tie=tie, role="report", facts=TieFacts(note="At the mill"), now=now)
    tie.refresh_from_db()
    assert (tie.one, tie.kind, tie.other) == (bo, "manager", ada)
    assert (tie.since, tie.estimate, tie.confirmed_on, tie.note) == ("", None, None, "At the mill")


def test_a_tie_is_not_changed_into_another_that_is_there(alice: User, three: Three, now: datetime) -> None:
    ada, bo, _cy = three
    tie = add_tie(owner=alice, one=ada, other=bo, role="friend", now=now)
    add_tie(owner=alice, one=ada, other=bo, role="neighbour", now=now)
    with pytest.raises(ValueError, match="They have that tie already."):
        change_tie(tie=tie, role="neighbour", facts=TieFacts(), now=now)


def test_a_removed_tie_comes_back_unless_it_is_there_again(alice: User, three: Three, now: datetime) -> None:
    ada, bo, _cy = three
    tie = add_tie(owner=alice, one=ada, other=bo, role="friend", now=now)
    remove_tie(tie=tie, now=now)
    assert kept(alice) == []
    restore_tie(tie=tie)
    assert kept(alice) == [("Ada Lindqvist", "friend", "Bo Castellan")]

    remove_tie(tie=tie, now=now)
    add_tie(owner=alice, one=bo, other=ada, role="friend", now=now + timedelta(days=1))
    with pytest.raises(ValueError, match="They have that tie again already."):
        restore_tie(tie=tie)


def test_a_removed_tie_does_not_come_back_against_what_is_known_now(
    alice: User, three: Three, now: datetime
) -> None:
    ada, bo, _cy = three
    tie = add_tie(owner=alice, one=ada, other=bo, role="parent", now=now)
    remove_tie(tie=tie, now=now)
    add_tie(owner=alice, one=bo, other=ada, role="parent", now=now)
    with pytest.raises(ValueError, match="it cannot be both"):
        restore_tie(tie=tie)
    assert kept(alice) == [("Bo Castellan", "parent", "Ada Lindqvist")]


def test_two_who_do_not_know_each_other_are_noted_once_and_taken_back(
    alice: User, three: Three, now: datetime
) -> None:
    ada, bo, _cy = three
    dismiss_together(owner=alice, one=bo, other=ada, now=now)
    dismiss_together(owner=alice, one=ada, other=bo, now=now)
    assert list(NotTied.objects.values_list("first", "second")) == [(ada.pk, bo.pk)]
    undo_dismissal(owner=alice, one=bo, other=ada)
    assert NotTied.objects.count() == 0


def test_a_tie_overrules_that_they_do_not_know_each_other(alice: User, three: Three, now: datetime) -> None:
    ada, bo, _cy = three
    dismiss_together(owner=alice, one=ada, other=bo, now=now)
    tie = accept_together(owner=alice, one=bo, other=ada, role="colleague", estimate=6, now=now)
    assert (tie.source, tie.estimate, NotTied.objects.count()) == ("together", 6, 0)
