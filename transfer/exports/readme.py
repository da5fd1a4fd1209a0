"""The README inside an archive, written from the tables themselves so that it tells of all of them."""

from inspect import cleandoc

from django.db import models

from transfer.exports.plan import COLUMNS_LEFT_OUT, LEFT_OUT, Column, Table, settings_columns, tables

HEAD = """\
# An archive of Rapport

This zip holds everything that one person kept in Rapport, a personal CRM, as plain text. Any program that reads zip
and JSON can read it; Rapport takes it in again with `manage.py restore PATH --owner EMAIL` into an empty account, or
as an import into one that is in use.

* `rapport.json` says what this is: `format` (rapport), `version` of the format (2), `app` (the version of Rapport
  that wrote it), `exported_at` (a moment in UTC) and `files`: of each its `name`, the SHA-256 of its bytes, how many
  `rows` it has, its `columns`, and what a row `usual`ly has in them.
* Every `.jsonl` file is one table: UTF-8, one JSON object a line.
  **A column that is not in a line has its usual value.**
* `id` numbers the rows of a table from 1, in the order in which they were made. Columns that point to another table
  hold such a number. The numbers are of this archive and mean nothing elsewhere.
* `uid` stays the same in every archive of the same book, and where it was restored.
* Days are `2026-03-12`, moments `2026-03-12T12:00:00+00:00` in UTC. `deleted_at` is when a row was deleted: it can be
  brought back for 30 days.
* In `standings.jsonl`, days are counted: 1 is 1 January of the year 1. The same holds for `touch_day`.
* `media/photos-12.jpg` is the picture of the contact with the id 12.
* Everything is here, sensitive notes too. Keep the file as you would keep a diary.

## The files
"""


def readme() -> str:
    """What the archive is and what is in each file, for somebody who has nothing but it."""
    parts = [HEAD, _part("owner.jsonl", "One line: the owner’s settings.", settings_columns())]
    parts += [_part(table.file, _about(table), table.columns, table) for table in tables()]
    parts += ["## What is left out\n", *(f"* {_name(label)}: {why}." for label, why in LEFT_OUT.items())]
    for label, names in COLUMNS_LEFT_OUT.items():
        parts.append(f"* of {_name(label)} the columns {', '.join(names)}: worked out from the rest.")
    parts.append(
        "* the password, sessions and sign-in addresses: they belong to the account, not to the book."
    )
    return "\n".join(parts) + "\n"


def _part(file: str, about: str, columns: tuple[Column, ...], table: Table | None = None) -> str:
    told = [_column(column) for column in columns if not column.is_media]
    if table is not None:
        told += [f"`{field.name}` (list of ids in {_file_of(field.related_model)})" for field in table.many]
    return f"### {file}\n{about}\n\n{', '.join(told)}.\n"


def _about(table: Table) -> str:
    """What the table is for: the first paragraph about it."""
    text = " ".join(cleandoc(table.model.__doc__ or "").split("\n\n")[0].split())
    return "" if text.startswith(f"{table.model.__name__}(") else text


def _column(column: Column) -> str:
    if column.points_to is not None:
        return f"`{column.name}` (id in {_file_of(column.points_to)})"
    choices = [str(value) for value, _label in column.field.flatchoices if value != ""]
    if choices and len(choices) <= 20:
        return f"`{column.name}` ({' | '.join(choices)})"
    return f"`{column.name}`{_kind(column.field)}"


def _kind(field: models.Field) -> str:  # type: ignore[type-arg]  # of whatever values
    kinds = (
        (models.DateTimeField, " (moment)"),
        (models.DateField, " (day)"),
        (models.TimeField, " (time of day)"),
        (models.BooleanField, " (true or false)"),
        (models.FloatField, " (number)"),
        (models.IntegerField, " (whole number)"),
        (models.BinaryField, " (bytes in base64)"),
        (models.JSONField, " (any JSON)"),
    )
    return next((words for kind, words in kinds if isinstance(field, kind)), "")


def _file_of(model: type[models.Model]) -> str:
    return next(table.file for table in tables() if table.model is model)


def _name(label: str) -> str:
    return label.split(".")[1]
