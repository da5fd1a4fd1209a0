"""Whether there is anything to do: many questions about a moment in one statement that is made only once.

A worker asks every minute and mostly hears no; making the SQL anew would then be all its work.
"""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Question = Callable[[datetime], QuerySet[Any]]
"""Rows for a moment, from a function of a module: it is made into SQL once, so it may depend on nothing else."""
MARK, LATER = datetime(2001, 2, 3, tzinfo=UTC), datetime(2002, 3, 4, tzinfo=UTC)
Value = Callable[[datetime], Any]


def any_rows(now: datetime, questions: Sequence[Question]) -> list[bool]:
    """For each question whether it finds a row at `now` (aware). One statement."""
    sql, values = _prepared(connection.vendor, tuple(questions))
    with connection.cursor() as cursor:
        cursor.execute(sql, [value(now) for value in values])
        return [bool(found) for found in cursor.fetchone() or ()]


@lru_cache(maxsize=10)
def _prepared(vendor: str, questions: tuple[Question, ...]) -> tuple[str, list[Value]]:
    parts, values = [], []
    for question in questions:
        sql, here = _made(question, MARK)
        parts.append(f"EXISTS({sql})")
        values += [
            _value(first, second) for first, second in zip(here, _made(question, LATER)[1], strict=True)
        ]
    return f"SELECT {', '.join(parts)}", values


def _made(question: Question, moment: datetime) -> tuple[str, tuple[Any, ...]]:
    return question(moment).order_by().values("pk").query.sql_with_params()


def _value(first: Any, second: Any) -> Value:
    """How a value depends on the moment, told from what it was at two of them: it moves along, or not at all."""
    if first == second:
        return lambda now: first
    shift = _moment(first) - MARK
    return lambda now: connection.ops.adapt_datetimefield_value(now.astimezone(UTC) + shift)


def _moment(value: Any) -> datetime:
    """A moment as it was given to the driver: SQLite takes text without an offset, in UTC."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
