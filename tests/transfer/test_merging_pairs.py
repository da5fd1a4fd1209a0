"""Two people made one, and what was said about the two of them, or about them and a third."""

from datetime import date, datetime
from typing import Any

import pytest

from accounts.models import User
from contacts.models import Contact, NotTied, Tie
from interactions.models import Event, Guest
from network.models import Introduction, NotIntroduced
from tests.factories import make_contact
from tests.transfer.merged import everything
from transfer.services.merging import merge_people, undo_merge


@pytest.fixture
def people(alice: User, now: datetime) -> list[Contact]:
    """Who stays, who goes, and a third."""
    return [make_contact(alice, name, now) for name in ("Ada Lund", "Adda Lundt", "Olaf Berg")]


def tie(one: Contact, other: Contact, now: datetime, **fields: Any) -> Tie:
    return Tie.objects.create(owner=one.owner, one=one, other=other, made_at=now, **fields)


def ties() -> list[tuple[str, str, str, int | None]]:
    rows = Tie.objects.filter(deleted_at=None)
    return list(rows.values_list("one__display", "kind", "other__display", "estimate"))


def test_a_tie_between_the_two_is_none(alice: User, now: datetime, people: list[Contact]) -> None:
    kept, gone, _ = people
    tie(gone, kept, now, kind="friend")
    before = everything(alice)

    merge = merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert ties() == []

    undo_merge(merge=merge, now=now)

    assert everything(alice) == before


@pytest.mark.parametrize("is_turned", [False, True])
def test_a_tie_that_both_had_stays_once_with_the_newest_estimate(
    alice: User, now: datetime, people: list[Contact], is_turned: bool
) -> None:
    kept, gone, third = people
    tie(kept, third, now, estimate=4, confirmed_on=date(2024, 1, 1), note="choir")
    ends = (third, gone) if is_turned else (gone, third)
    tie(*ends, now, estimate=8, confirmed_on=date(2025, 1, 1), note="work")
    before = everything(alice)

    merge = merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert ties() == [("Ada Lund", "knows", "Olaf Berg", 8)]
    assert Tie.objects.get(deleted_at=None).note == "choir; work"

    undo_merge(merge=merge, now=now)

    assert everything(alice) == before


def test_a_parent_both_ways_is_told_both_ways(alice: User, now: datetime, people: list[Contact]) -> None:
    kept, gone, third = people
    tie(kept, third, now, kind="parent")
    tie(third, gone, now, kind="parent")

    merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert ties() == [
        ("Ada Lund", "parent", "Olaf Berg", None),
        ("Olaf Berg", "parent", "Ada Lund", None),
    ]


@pytest.mark.parametrize("model", [NotTied, NotIntroduced])
def test_who_was_not_to_be_brought_together_with_one_is_not_with_the_other(
    alice: User, now: datetime, model: Any
) -> None:
    third, gone, kept = (make_contact(alice, name, now) for name in ("Olaf Berg", "Adda Lund", "Ada Lund"))
    model.objects.create(owner=alice, first=third, second=gone, said_at=now)
    model.objects.create(owner=alice, first=gone, second=kept, said_at=now)
    before = everything(alice)

    merge = merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert list(model.objects.values_list("first", "second")) == [(third.pk, kept.pk)]

    undo_merge(merge=merge, now=now)

    assert everything(alice) == before


def test_an_introduction_to_oneself_goes(alice: User, now: datetime, people: list[Contact]) -> None:
    kept, gone, third = people
    same = {"owner": alice, "to_name": "x", "made_at": now}
    of_two = Introduction.objects.create(broker=gone, to=kept, **same)
    of_three = Introduction.objects.create(broker=gone, to=third, **same)
    before = everything(alice)

    merge = merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert list(Introduction.objects.owned_by(alice).values_list("pk", "broker")) == [(of_three.pk, kept.pk)]

    undo_merge(merge=merge, now=now)

    assert Introduction.objects.owned_by(alice).filter(pk=of_two.pk, broker=gone).exists()
    assert everything(alice) == before


def test_a_guest_who_stood_twice_on_the_list_stands_once(
    alice: User, now: datetime, people: list[Contact]
) -> None:
    kept, gone, _ = people
    event = Event.objects.create(owner=alice, name="Fair", day=now.date(), created_at=now)
    same = {"owner": alice, "event": event}
    Guest.objects.create(contact=kept, name="Ada Lund", absent=True, **same)
    Guest.objects.create(contact=gone, name="Adda Lundt", talked=True, **same)
    before = everything(alice)

    merge = merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    guests = Guest.objects.owned_by(alice)
    assert list(guests.values_list("contact", "talked", "absent")) == [(kept.pk, True, False)]

    undo_merge(merge=merge, now=now)

    assert everything(alice) == before
