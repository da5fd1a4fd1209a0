"""Many rows at once: plain statements with ids known beforehand, several times as fast as bulk_create.

No signals, no validation, no save(): the caller gives every field that has no default. Works on SQLite and
PostgreSQL.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db import connection, models, transaction

Row = Sequence[Any]
ROWS_LOOKED_AT = 20_000
ROWS_A_STATEMENT = 100
ROWS_A_JOIN = 500
ADAPTED = (models.DateField, models.TimeField, models.JSONField, models.UUIDField, models.DecimalField)


def reserve_ids(model: type[models.Model], count: int) -> list[int]:
    """Ids for `count` new rows that nobody else will get, rising. To be called in the inserting transaction."""
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("Ids are reserved in the transaction that uses them.")
    if count == 0:
        return []
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # whose transactions hold the only write lock
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
            row = cursor.fetchone()
            first = (row[0] if row else 0) + 1
            return list(range(first, first + count))
        cursor.execute(
            "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
        )
        return sorted(pk for (pk,) in cursor.fetchall())


def insert(
    model: type[models.Model],
    names: Sequence[str],
    rows: Sequence[Row],
    fixed: Mapping[str, Any] | None = None,
) -> None:
    """Insert rows of values for the columns `names` (attnames); `fixed` columns are the same in every row.

    Every other column gets its default.
    """
    if not rows:
        return
    given = [_field(model, name) for name in names]
    same = {_field(model, name): value for name, value in (fixed or {}).items()}
    for field in model._meta.concrete_fields:
        if field not in given and not (field.primary_key and isinstance(field, models.AutoField)):
            same.setdefault(field, field.get_default())
    stored = {field: field.get_db_prep_save(value, connection) for field, value in same.items()}
    bound = [field for field, value in stored.items() if _literal(value) is None]
    quote = connection.ops.quote_name
    literal = [(field, text) for field, value in stored.items() if (text := _literal(value)) is not None]
    columns = ", ".join(quote(field.column) for field in [*given, *bound, *(field for field, _ in literal)])
    places = ["%s"] * (len(given) + len(bound)) + [text for _, text in literal]
    head = f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES "  # noqa: S608  # names of our own models only
    place = f"({', '.join(places)})"
    values = _values(given, rows, [stored[field] for field in bound])
    with connection.cursor() as cursor:
        for start in range(0, len(values), ROWS_A_STATEMENT):
            some = values[start : start + ROWS_A_STATEMENT]
            cursor.execute(head + ", ".join([place] * len(some)), [value for row in some for value in row])


def _literal(value: Any) -> str | None:
    """How a plain default stands in a statement; None for what must be bound.

    Binding the same few defaults to every row would take as long as the rest.
    """
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    if value == "":
        return "''"
    return repr(value) if type(value) in (int, float) else None


def update(model: type[models.Model], names: Sequence[str], rows: Iterable[Row]) -> None:
    """Set the columns `names` (attnames) of the rows whose primary key comes last in each row of values."""
    fields = [_field(model, name) for name in names]
    key: Any = model._meta.pk
    quote = connection.ops.quote_name
    values = _values([*fields, key], rows, [])
    if connection.vendor == "postgresql":
        _update_joined(model, [*fields, key], values)
        return
    sets = ", ".join(f"{quote(field.column)} = %s" for field in fields)
    sql = f"UPDATE {quote(model._meta.db_table)} SET {sets} WHERE {quote(key.column)} = %s"  # noqa: S608  # names of our own models only
    _run(sql, values)


def _update_joined(model: type[models.Model], fields: Sequence[Any], values: list[list[Any]]) -> None:
    """Many rows a statement, for a server that takes longest to be asked; the key is the last of the fields.

    The first row tells the types. Without a length: a cast to one would cut silently what assigning refuses.
    """
    quote, table = connection.ops.quote_name, connection.ops.quote_name(model._meta.db_table)
    names = [quote(field.column) for field in fields]
    sets = ", ".join(f"{name} = new.{name}" for name in names[:-1])
    types = [
        field.rel_db_type(connection) if field.primary_key else field.db_type(connection) for field in fields
    ]
    first = ", ".join(f"%s::{kind.split('(')[0]}" for kind in types)
    more = f", ({', '.join(['%s'] * len(fields))})"
    with connection.cursor() as cursor:
        for start in range(0, len(values), ROWS_A_JOIN):
            some = values[start : start + ROWS_A_JOIN]
            rows = f"({first}){more * (len(some) - 1)}"
            sql = f"UPDATE {table} SET {sets} FROM (VALUES {rows}) AS new ({', '.join(names)})"  # noqa: S608  # names of our own models only
            cursor.execute(
                f"{sql} WHERE {table}.{names[-1]} = new.{names[-1]}",
                [value for row in some for value in row],
            )


def assign(model: type[models.Model], name: str, value: Any, ids: Iterable[int]) -> None:
    """Set one column (an attname) to the same value in all rows with these ids, in one statement."""
    field = _field(model, name)
    quote = connection.ops.quote_name
    listed = ", ".join(
        str(int(pk)) for pk in ids
    )  # numbers need no binding, which would take as long as the rest
    if listed:
        sql = f"UPDATE {quote(model._meta.db_table)} SET {quote(field.column)} = %s WHERE id IN ({listed})"  # noqa: S608  # names of our own models, and numbers
        with connection.cursor() as cursor:
            cursor.execute(sql, _values([field], [[value]], [])[0])


def delete(model: type[models.Model], ids: Iterable[int], *, by: str = "id") -> None:
    """Delete rows by a column (an attname) that holds one of these ids; nothing that hangs on them goes with them."""
    quote = connection.ops.quote_name
    column, listed = quote(_field(model, by).column), list(ids)
    sql = f"DELETE FROM {quote(model._meta.db_table)} WHERE {column}"  # noqa: S608  # names of our own models only
    if connection.vendor == "postgresql":
        _run(f"{sql} = ANY(%s)", [[listed]] if listed else [])
    else:
        _run(f"{sql} = %s", [[pk] for pk in listed])


def _run(sql: str, values: list[list[Any]]) -> None:
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(sql, values)


def _field(model: type[models.Model], name: str) -> Any:
    for field in model._meta.concrete_fields:
        if name in (field.attname, field.name):
            return field
    raise ValueError(f"{model.__name__} has no column {name}.")


def _values(fields: Sequence[Any], rows: Iterable[Row], constants: list[Any]) -> list[list[Any]]:
    """The rows as the database driver takes them: only days, times and the like need turning."""
    turning = [(place, _turner(field)) for place, field in enumerate(fields) if isinstance(field, ADAPTED)]
    found = []
    for row in rows:
        values = [*row, *constants]
        for place, turn in turning:
            values[place] = turn(values[place])
        found.append(values)
    return found


@lru_cache(maxsize=100)
def _turner(field: Any) -> Callable[[Any], Any]:
    """How one column's values are turned; the same few days and moments come again and again."""

    def turn(value: Any) -> Any:
        return field.get_db_prep_save(value, connection)

    return turn if isinstance(field, models.JSONField) else lru_cache(maxsize=10_000)(turn)


def read(rows: "models.QuerySet[Any, Any]") -> list[Any]:
    """The rows of a values_list() as the driver gives them: a third of the time, for a million rows of numbers.

    Nothing is turned: on SQLite days are text, and yes and no are 1 and 0.
    """
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[Any] = cursor.fetchall()
    return found


def refresh_statistics(table_models: Iterable[type[models.Model]]) -> None:
    """Let SQLite look at how these tables' rows are spread: it takes any index on the owner for a good one
    otherwise, and reads all of a book where a few rows were asked for.

    Some 20 milliseconds a table, however large. PostgreSQL does so by itself.
    """
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit = {ROWS_LOOKED_AT}")
        for model in table_models:
            cursor.execute(f"ANALYZE {connection.ops.quote_name(model._meta.db_table)}")
