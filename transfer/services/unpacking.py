"""From a line of an archive to a row of the database: every value looked at, since a file can say anything."""

import math
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import connection, models

from domain import partial as partial_days
from domain.linking import from_plain
from domain.linkstays import Stay
from domain.scale import Scale
from transfer.exports.plan import Column

YEARS = range(1500, 3000)
LONGEST_TEXT = 2_000_000
ORDINALS = (date(1500, 1, 1).toordinal(), date(2999, 12, 31).toordinal())
Turn = Callable[[Any], Any]


class Doubtful(ValueError):
    """A value that can be done without; `str()` says what is wrong with it."""


def turn_of(column: Column, label: str) -> Turn:
    """What turns a JSON value into one for this column of a table.

    It raises ValueError for what cannot be, and Doubtful for what can be done without.
    """
    field = column.field
    turn = next(make(field) for kind, make in _TURNS if isinstance(field, kind))
    check = CHECKS.get(f"{label}.{column.name}")

    def whole(value: Any) -> Any:
        if value is None:
            if not field.null:
                raise ValueError("is missing")
            return None
        found = turn(value)
        if check is not None:
            check(found)
        return found

    return whole


def _text(field: models.Field[Any, Any]) -> Turn:
    longest = field.max_length if isinstance(field, models.CharField) else LONGEST_TEXT
    choices = frozenset(value for value, _label in field.flatchoices)

    def turn(value: Any) -> str:
        if not isinstance(value, str):
            raise ValueError("is no text")
        if len(value) > (longest or LONGEST_TEXT):
            raise ValueError(f"is longer than {longest} letters")
        if choices and value not in choices and not (value == "" and field.blank):
            raise ValueError(f"cannot be “{value[:40]}”")
        return value

    return partial(_validated, field, turn) if field.validators[1:] else turn


def _validated(field: models.Field[Any, Any], turn: Turn, value: Any) -> Any:
    """What the database would hold, but forms would not take, is left away where that is possible."""
    found = turn(value)
    try:
        field.run_validators(found)
    except ValidationError as error:
        raise Doubtful(" ".join(error.messages)) from error
    return found


def _whole_number(field: models.Field[Any, Any]) -> Turn:
    lowest, highest = connection.ops.integer_field_range(field.get_internal_type())

    def turn(value: Any) -> int:
        if type(value) is not int or not (lowest or -(2**63)) <= value <= (highest or 2**63 - 1):
            raise ValueError("is no whole number of the right size")
        return value

    return partial(_validated, field, turn)


def _number(field: models.Field[Any, Any]) -> Turn:
    def turn(value: Any) -> float:
        if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < 1e6:
            raise ValueError("is no number of the right size")
        return float(value)

    return turn


def _yes_or_no(field: models.Field[Any, Any]) -> Turn:
    def turn(value: Any) -> bool:
        if not isinstance(value, bool):
            raise ValueError("is neither true nor false")
        return value

    return turn


def _moment(field: models.Field[Any, Any]) -> Turn:
    def turn(value: Any) -> datetime:
        found = datetime.fromisoformat(_iso(value))
        if found.tzinfo is None or found.year not in YEARS:
            raise ValueError("is no moment in UTC")
        return found.astimezone(UTC)

    return turn


def _day(field: models.Field[Any, Any]) -> Turn:
    def turn(value: Any) -> date:
        found = date.fromisoformat(_iso(value))
        if found.year not in YEARS:
            raise ValueError("is too far away")
        return found

    return turn


def _time(field: models.Field[Any, Any]) -> Turn:
    def turn(value: Any) -> time:
        return time.fromisoformat(_iso(value)).replace(tzinfo=None)

    return turn


def _iso(value: Any) -> str:
    if not isinstance(value, str) or len(value) > 40:
        raise ValueError("is no day or moment")
    return value


def _bytes(field: models.Field[Any, Any]) -> Turn:
    def turn(value: Any) -> bytes:
        if isinstance(value, bytes):  # from a file of its own
            return value
        if not isinstance(value, str):
            raise ValueError("is no base64")
        return b64decode(value, validate=True)

    return turn


def _uuid(field: models.Field[Any, Any]) -> Turn:
    return lambda value: UUID(_iso(value))


def _json(field: models.Field[Any, Any]) -> Turn:
    kind = field.default if field.default in (dict, list) else object

    def turn(value: Any) -> Any:
        if not isinstance(value, kind):
            raise ValueError(f"is no {'list' if kind is list else 'object'} of JSON")
        return value

    return turn


_TURNS: tuple[tuple[type[models.Field[Any, Any]], Callable[[Any], Turn]], ...] = (
    (models.BooleanField, _yes_or_no),
    (models.IntegerField, _whole_number),
    (models.FloatField, _number),
    (models.DateTimeField, _moment),
    (models.DateField, _day),
    (models.TimeField, _time),
    (models.BinaryField, _bytes),
    (models.UUIDField, _uuid),
    (models.JSONField, _json),
    (models.Field, _text),
)
"""In this order: a moment is a kind of day to Django."""


def _known_in_part(value: str) -> None:
    try:
        if value and partial_days.parse(value) != value:
            raise Doubtful(f"“{value}” is not written as a day is")
    except ValueError as error:
        raise Doubtful(str(error)) from error


def _is_ordinal(value: int) -> None:
    if not ORDINALS[0] <= value <= ORDINALS[1]:
        raise ValueError("is no day that is counted")


def _between(low: float, high: float, value: float) -> None:
    if not math.isfinite(value) or not low <= value <= high:
        raise ValueError(f"is not between {low} and {high}")


def _texts(value: list[Any]) -> None:
    if not all(isinstance(one, str) for one in value):
        raise ValueError("is no list of texts")


def _stays(value: list[Any]) -> None:
    try:
        for one in value:
            stay = Stay(**one)
            _known_in_part(stay.first)
            _known_in_part(stay.last)
            if not isinstance(stay.name, str) or not isinstance(stay.is_over, bool):
                raise ValueError("is no list of stays")
    except (TypeError, AttributeError) as error:
        raise ValueError("is no list of stays") from error


def _policy(value: Any) -> None:
    try:
        from_plain(value)
    except (TypeError, AttributeError, KeyError, RecursionError) as error:
        raise ValueError("is no policy") from error


def _scale(weights: Mapping[str, Any]) -> None:
    try:
        Scale(weights=weights)
    except (TypeError, ValueError) as error:
        raise Doubtful(str(error)) from error


def _lengths(minutes: Mapping[str, Any]) -> None:
    try:
        Scale(minutes=minutes)
    except (TypeError, ValueError) as error:
        raise Doubtful(str(error)) from error


CHECKS: Mapping[str, Callable[[Any], None]] = {
    "contacts.Contact.met_on": _known_in_part,
    "contacts.Post.since": _known_in_part,
    "contacts.Post.until": _known_in_part,
    "contacts.KeptLines.lines": _texts,
    "relationships.Standing.rating_day": _is_ordinal,
    "relationships.Standing.frozen_on": _is_ordinal,
    "relationships.Standing.rating_delta": partial(_between, -1_000, 1_000),
    "relationships.Standing.rating_half_life": partial(_between, 1, 100_000),
    "relationships.Standing.rating_floor": partial(_between, 0, 10),
    "relationships.Standing.rated_value": partial(_between, 0, 10),
    "relationships.Standing.rated_half_life": partial(_between, 1, 100_000),
    "interactions.Participation.touch_day": _is_ordinal,
    "interactions.Participation.touch_weight": partial(_between, 0, 100),
    "network.PolicyVersion.plain": _policy,
    "network.AboutMe.employers": _stays,
    "network.AboutMe.schools": _stays,
    **{
        f"network.AboutMe.{name}": _texts
        for name in (
            "emails",
            "other_names",
            "competitors",
            "useful_roles",
            "pitch_words",
            "generic_notes",
            "works",
        )
    },
    "network.Decision.reasons": _texts,
    "network.Decision.missing": _texts,
    "accounts.User.kind_weights": _scale,
    "accounts.User.usual_minutes": _lengths,
}
"""What more a column must be, so that no page stumbles over what a file says."""
