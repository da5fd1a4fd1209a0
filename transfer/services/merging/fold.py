"""All that hangs on one row goes over to another, whatever app it is of: the keys that point to it are walked.

What cannot stand beside a row that is there already is folded into that one, by the same walk, and goes. So a table
that a later app adds needs no word here.
"""

from collections.abc import Iterable
from typing import Any

from django.db import models

from contacts.models import NameKey, NotTied, SearchText, Spelling
from interactions.models import Interaction, Participation
from interactions.services import hold_scale
from interactions.services.rows import weigh_row
from network.models import NotIntroduced
from relationships.models import Standing
from transfer.models import Merge, NotSame
from transfer.services.merging.trail import Trail
from transfer.services.merging.twins import joined, twins

STAYS = frozenset({Spelling, NameKey, SearchText, Standing, Merge, NotSame, NotTied, NotIntroduced})
"""What is derived anew, what is history, and what has a way of its own."""


def fold(model: type[models.Model], gone: int, kept: int, trail: Trail) -> None:
    """Let all rows that point to the row `gone` point to `kept`. What is done is written to the trail."""
    for column in keys_to(model):
        if column.model not in STAYS:
            _fold_column(column, gone, kept, trail)


def keys_to(model: type[models.Model]) -> Iterable[Any]:
    """The foreign keys of all models that point to a model, those of tables of pairs included."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and not relation.concrete and not relation.many_to_many:
            yield relation.field  # type: ignore[union-attr]  # what is auto-created and no column is a relation


def _fold_column(column: Any, gone: int, kept: int, trail: Trail) -> None:
    model = column.model
    for here, there in twins(model, column, gone, kept).items():
        _fold_row(model, here, there, trail)
    rows = model._base_manager.filter(**{column.attname: gone})
    if column.related_model is model:
        rows = rows.exclude(pk=kept)  # nobody is met through themselves
    if column.primary_key:
        for row in rows:
            trail.move_whole(row, kept)
    elif ids := list(rows.order_by("pk").values_list("pk", flat=True)):
        rows.update(**{column.attname: kept})
        trail.move(column, ids, gone, kept)


def _fold_row(model: type[models.Model], gone: int, kept: int, trail: Trail) -> None:
    rows = model._base_manager.in_bulk([gone, kept])
    trail.change(rows[kept], joined(rows[kept], rows[gone]))
    fold(model, gone, kept, trail)
    trail.remove(rows[gone])
    rows[gone].delete()
    stays = rows[kept]
    if isinstance(stays, Participation):
        _weigh(stays.interaction, trail)


def _weigh(interaction: Interaction, trail: Trail) -> None:
    """One head fewer was there: the talk counts for what it would have been logged with."""
    if interaction.deleted_at is not None:
        return
    scale = hold_scale(interaction.owner)
    rows = list(interaction.participations.order_by("pk"))
    for row in rows:
        now = Participation(talked=row.talked)
        weigh_row(now, interaction, len(rows), scale)
        trail.change(row, {"touch_day": now.touch_day, "touch_weight": now.touch_weight})
        trail.others.add(row.contact_id)
