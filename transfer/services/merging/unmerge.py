"""Taking a merge apart again: what the owner did since stays, and is told."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db import models, transaction

from accounts import bulk
from accounts.services import hold_book
from contacts.models import Contact
from contacts.services import index_contacts
from relationships.models import Standing
from reminders.services import sync_dates
from transfer.models import Merge
from transfer.services.merging.fold import keys_to
from transfer.services.merging.merge import SAID, Refused, refuse_while_importing
from transfer.services.merging.trail import column_of, columns_of, digest_of, plain, value_of
from transfer.services.standings import rescore

KEPT_FOR = timedelta(days=30)


@transaction.atomic
def undo_merge(*, merge: Merge, now: datetime) -> list[str]:
    """Make two people of one again, as they were. Returns what stays with the one who was kept, in words.

    A row added to them since stays with them, and so does a field edited since. Raises Refused after 30 days, when it
    was taken back already, while an import is writing, and where one of the two was merged again or deleted since.
    """
    hold_book(owner=merge.owner)
    merge = Merge.objects.select_related("owner", "kept", "gone").get(pk=merge.pk)
    _check(merge, now)
    for label, ids in merge.made.items():
        apps.get_model(label)._base_manager.filter(pk__in=ids).delete()
    stayed = [words for row in merge.before["whole"] for words in _move_whole_back(*row)]
    for label, columns in reversed(merge.removed):
        _bring_back(apps.get_model(label), columns)
    for key, rows in merge.moved.items():
        _move_back(key, rows)
    stayed += _added_since(merge)
    stayed += [words for change in reversed(merge.before["changed"]) for words in _change_back(*change)]
    Contact.objects.filter(pk=merge.gone_id).update(deleted_at=None)
    stayed += _unsay(merge)
    _take_effect(merge, now)
    Merge.objects.filter(pk=merge.pk).update(undone_at=now)
    return sorted(set(stayed))


def _check(merge: Merge, now: datetime) -> None:
    if merge.undone_at is not None:
        raise Refused("That was taken back already.")
    if now - merge.made_at > KEPT_FOR:
        raise Refused("That was more than 30 days ago; it can no longer be taken back.")
    refuse_while_importing(merge.owner)
    later = (
        Merge.objects.owned_by(merge.owner)
        .filter(undone_at=None, gone=merge.kept_id, pk__gt=merge.pk)
        .first()
    )
    if later is not None:
        raise Refused(f"{merge.kept} was merged with {later.kept} since. Take that back first.")
    if merge.kept.deleted_at is not None:
        raise Refused(f"{merge.kept} was deleted since. Bring them back first.")
    after = (
        Merge.objects.owned_by(merge.owner)
        .filter(undone_at=None, kept=merge.kept_id, pk__gt=merge.pk)
        .first()
    )
    if after is not None:
        raise Refused(f"{after.gone} was merged into {merge.kept} since. Take that back first.")


def _bring_back(model: type[models.Model], columns: dict[str, Any]) -> None:
    """A removed row again, with its id; not when what it refers to is gone for good."""
    values = {}
    for field in model._meta.concrete_fields:
        value = value_of(field, columns.get(field.attname))
        if field.is_relation and value is not None and not _is_there(field, value):
            if not field.null:
                return
            value = None
        values[field.attname] = value
    if not model._base_manager.filter(pk=values[model._meta.pk.attname]).exists():
        bulk.insert(model, list(values), [list(values.values())])


def _is_there(field: Any, key: Any) -> bool:
    return bool(field.related_model._base_manager.filter(pk=key).exists())


def _move_back(key: str, rows: Iterable[list[int]]) -> None:
    model, column = column_of(key)
    groups: dict[tuple[int, int], list[int]] = defaultdict(list)
    for pk, before, after in rows:
        groups[before, after].append(pk)
    for (before, after), ids in reversed(groups.items()):
        if _is_there(column, before):
            found = model._base_manager.filter(**{column.attname: after}, pk__in=ids)
            found.update(**{column.attname: before})


def _move_whole_back(label: str, before: int, after: int, digest: str) -> list[str]:
    """A row whose id is the key goes back, unless it was changed since: that is told."""
    model = apps.get_model(label)
    row = model._base_manager.filter(pk=after).first()
    if row is None:
        return []
    if digest_of(row) != digest:
        return [f"the {model._meta.verbose_name}"]
    model._base_manager.filter(pk=after).update(**{model._meta.pk.attname: before})
    return []


def _change_back(label: str, pk: int, columns: dict[str, list[Any]]) -> list[str]:
    """Columns as they were, but for what was edited since: told in words."""
    model = apps.get_model(label)
    row = model._base_manager.filter(pk=pk).first()
    if row is None:
        return []
    stayed, values = [], {}
    for name, (before, after) in columns.items():
        column = next(one for one in model._meta.concrete_fields if one.attname == name)
        if plain(row, column) == after:
            values[name] = value_of(column, before)
        elif plain(row, column) != before:
            stayed.append(f"{model._meta.verbose_name}: {column.verbose_name}")
    if values:
        model._base_manager.filter(pk=pk).update(**values)
    return stayed


def _added_since(merge: Merge) -> list[str]:
    """What was added to the one who was kept, by table: "2 notes"."""
    found = []
    made = {label: set(ids) for label, ids in merge.made.items()}
    for column in keys_to(Contact):
        model: Any = column.model
        highest = merge.before["highest"].get(model._meta.label_lower)
        if highest is None or model._meta.auto_created:
            continue
        rows = model._base_manager.filter(**{column.attname: merge.kept_id}, pk__gt=highest)
        count = rows.exclude(pk__in=made.get(model._meta.label_lower, ())).count()
        if count:
            name = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            found.append(f"{count} {name}")
    return found


def _unsay(merge: Merge) -> list[str]:
    """The own rating and the freezing of the one who was kept as they were, unless they said otherwise since."""
    before, after = merge.before["said"]
    row = Standing.objects.filter(pk=merge.kept_id).first()
    if row is None:
        return []
    columns = columns_of(row)
    if {name: columns[name] for name in SAID} != after:
        return ["your rating"]
    Standing.objects.filter(pk=merge.kept_id).update(**before)
    return []


def _take_effect(merge: Merge, now: datetime) -> None:
    owner = merge.owner
    for contact in Contact.objects.owned_by(owner).filter(pk__in=[merge.kept_id, merge.gone_id]):
        contact.owner = owner
        sync_dates(contact=contact, now=now)
    index_contacts(owner=owner, contact_ids=[merge.kept_id, merge.gone_id])
    rescore(owner=owner, contact_ids={merge.kept_id, merge.gone_id, *merge.before["others"]}, now=now)
