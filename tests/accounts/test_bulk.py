"""Many rows at once, as the ORM would have written them."""

from datetime import UTC, date, datetime, time

import pytest
from django.db import connection, transaction

from accounts import bulk
from accounts.models import User
from contacts.models import Contact
from interactions.models import Interaction
from tests.conftest import NOON

FIELDS = ("id", "owner_id", "kind", "day", "at", "note", "created_at", "updated_at")


def row(owner: User, pk: int, note: str = "") -> tuple[object, ...]:
    return (pk, owner.pk, "coffee", date(2026, 3, 1), time(9, 30), note, NOON, NOON)


def test_a_row_reads_back_as_it_was_given_with_defaults_for_the_rest(alice: User) -> None:
    (pk,) = bulk.reserve_ids(Interaction, 1)
    bulk.insert(Interaction, FIELDS, [row(alice, pk, "’tis “quoted” %s")])

    found = Interaction.objects.get()

    assert (found.pk, found.owner, found.kind, found.note) == (pk, alice, "coffee", "’tis “quoted” %s")
    assert (found.day, found.at, found.created_at) == (date(2026, 3, 1), time(9, 30), NOON)
    assert (found.precision, found.minutes, found.deleted_at, found.source) == ("day", None, None, "")


def test_reserved_ids_are_not_given_twice_even_when_the_last_rows_are_gone(alice: User) -> None:
    first = bulk.reserve_ids(Interaction, 3)
    bulk.insert(Interaction, FIELDS, [row(alice, pk) for pk in first])
    Interaction.objects.all().delete()

    second = bulk.reserve_ids(Interaction, 2)
    bulk.insert(Interaction, FIELDS, [row(alice, pk) for pk in second])
    by_orm = Interaction.objects.create(owner=alice, kind="call", day=date(2026, 3, 2))

    assert second == [first[-1] + 1, first[-1] + 2]
    assert by_orm.pk == second[-1] + 1


def test_update_changes_only_the_named_columns_of_the_named_rows(alice: User) -> None:
    ids = bulk.reserve_ids(Interaction, 2)
    bulk.insert(Interaction, FIELDS, [row(alice, pk, "before") for pk in ids])
    later = datetime(2026, 4, 1, tzinfo=UTC)

    bulk.update(Interaction, ("note", "updated_at"), [("after", later, ids[0])])

    assert list(Interaction.objects.order_by("pk").values_list("note", "updated_at", "created_at")) == [
        ("after", later, NOON),
        ("before", NOON, NOON),
    ]


def test_delete_takes_the_rows_with_these_ids(alice: User) -> None:
    ids = bulk.reserve_ids(Interaction, 3)
    bulk.insert(Interaction, FIELDS, [row(alice, pk) for pk in ids])

    bulk.delete(Interaction, ids[:2])

    assert list(Interaction.objects.values_list("pk", flat=True)) == ids[2:]


def test_nothing_to_write_is_no_query(alice: User, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0):  # type: ignore[operator]  # the fixture has no type
        bulk.insert(Interaction, FIELDS, [])
        bulk.update(Interaction, ("note",), [])
        bulk.delete(Interaction, [])


def test_an_unknown_column_is_refused(alice: User) -> None:
    with pytest.raises(ValueError, match="Contact has no column shoe"):
        bulk.update(Contact, ("shoe",), [(42, 1)])


@pytest.mark.django_db(transaction=True)
def test_ids_are_only_reserved_inside_a_transaction() -> None:
    with pytest.raises(transaction.TransactionManagementError):
        bulk.reserve_ids(Contact, 1)


def test_statistics_let_the_database_find_a_few_rows_among_many(alice: User) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL looks at its rows by itself")
    bulk.insert(Interaction, FIELDS, [row(alice, pk) for pk in bulk.reserve_ids(Interaction, 400)])

    bulk.refresh_statistics([Interaction])

    plan = Interaction.objects.owned_by(alice).filter(pk__in=[1, 2, 3]).order_by().explain()
    assert "INTEGER PRIMARY KEY" in plan
