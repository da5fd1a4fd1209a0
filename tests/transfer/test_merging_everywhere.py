"""Whatever table of whatever app points to a person: after a merge its rows point to the one who stays."""

from datetime import UTC, datetime
from itertools import count
from typing import Any

import pytest
from django.db import models

from accounts.models import User
from contacts.models import Contact
from tests.factories import make_contact
from transfer.models import ImportRun, NotSame
from transfer.services.merging import merge_people, undo_merge
from transfer.services.merging.fold import STAYS, keys_to

NUMBERS = count(1)
BASE = {
    models.BooleanField: False,
    models.IntegerField: 1,
    models.FloatField: 1.0,
    models.JSONField: {},
    models.BinaryField: b"picture",
    models.DateTimeField: datetime(2026, 3, 1, tzinfo=UTC),
    models.DateField: datetime(2026, 3, 1, tzinfo=UTC).date(),
}
ONE_WAY = {"network.introduction": "broker"}
"""Tables of which a row must say one of several things: the column that says it where none does."""
COLUMNS = [column for column in keys_to(Contact) if column.model not in STAYS]


def row_of(
    model: type[models.Model], owner: User, column: Any, person: Contact, other: Contact
) -> models.Model:
    """A row of any model of ours, which points to the person by this column and to another one by the others."""
    values: dict[str, Any] = {}
    for field in model._meta.concrete_fields:
        if field is column:
            values[field.name] = person
        elif field.is_relation and not field.null:
            values[field.name] = related(field, owner, other)
        elif not field.is_relation and not field.primary_key and not field.null:
            values[field.name] = value_of(field)
    wanted = ONE_WAY.get(model._meta.label_lower)
    if wanted and not {"broker", "whom"} & set(values):
        values[wanted] = other
    return model._base_manager.create(**{name: value for name, value in values.items() if value is not None})


def related(field: Any, owner: User, other: Contact) -> Any:
    if field.related_model is User:
        return owner
    if field.related_model is Contact:
        return other
    return row_of(field.related_model, owner, None, other, other)


def value_of(field: Any) -> Any:
    if field.has_default() or (field.choices and field.blank):
        return None
    if field.choices:
        return field.choices[0][0]
    if isinstance(field, models.CharField | models.TextField):
        return f"x{next(NUMBERS)}"[: field.max_length or 20]
    return next((value for kind, value in BASE.items() if isinstance(field, kind)), None)


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: f"{column.model._meta.label} {column.name}")
def test_a_row_of_every_table_goes_over_and_comes_back(alice: User, now: datetime, column: Any) -> None:
    kept, gone, other = (make_contact(alice, f"{name} Lund", now) for name in ("Ada", "Adda", "Olaf"))
    column.model._base_manager.filter(**{column.attname: gone.pk}).delete()
    row = row_of(column.model, alice, column, gone, other)
    ImportRun.objects.update(state=ImportRun.State.DONE)

    merge = merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    rows = column.model._base_manager
    pk = kept.pk if column.primary_key else row.pk
    assert rows.filter(pk=pk, **{column.attname: kept.pk}).count() == 1
    assert rows.filter(**{column.attname: gone.pk}).count() == 0

    undo_merge(merge=merge, now=now)

    assert rows.filter(pk=row.pk, **{column.attname: gone.pk}).count() == 1
    assert rows.filter(pk=row.pk, **{column.attname: kept.pk}).count() == 0


@pytest.mark.parametrize("which", [0, 2])
def test_who_is_not_one_of_them_is_not_the_other_either(alice: User, now: datetime, which: int) -> None:
    people = [make_contact(alice, f"Ada{number} Lund", now) for number in range(4)]
    other, gone, kept = people[which], people[1], people[3]
    first, second = sorted((other, gone), key=lambda one: one.pk)
    NotSame.objects.create(owner=alice, first=first, second=second, said_at=now)
    NotSame.objects.create(owner=alice, first=gone, second=kept, said_at=now)

    merge = merge_people(owner=alice, kept=kept, gone=gone, chosen={}, now=now)

    assert list(NotSame.objects.values_list("first", "second")) == [(other.pk, kept.pk)]

    undo_merge(merge=merge, now=now)

    assert set(NotSame.objects.values_list("first", "second")) == {(first.pk, second.pk), (gone.pk, kept.pk)}
