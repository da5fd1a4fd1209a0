"""Strength as a database expression, equal to domain.strength."""

from datetime import date
from typing import Any

from django.db.models import Case, Expression, F, FloatField, Value, When
from django.db.models.functions import Coalesce, Exp, Greatest, Least, Ln, Power

from domain.state import NEGATIVE_RATING_KEPT, QUARTER, SPREAD, TWO_YEARS, WEEK

NO_CONTACT = 0.5
"""The strength of a contact about whom nothing is recorded, as far as sorting needs it."""


def strength_expression(day: date, prefix: str = "standing__") -> Expression:
    """The strength on a day as SQL, equal to domain.strength; for sorting and filtering contacts.

    `prefix` leads from the queried rows to the standing.
    """

    def column(name: str) -> F:
        return F(prefix + name)

    read_on: Any = Greatest(
        Least(Coalesce(column("frozen_on"), day.toordinal()), day.toordinal()), column("as_of")
    )
    silence: Any = Coalesce(read_on - column("as_of"), 0) * 1.0

    def faded(name: str, half_life: float) -> Any:
        return column(name) * Power(Value(2.0), -silence / half_life)

    evidence: Any = (
        0.75 * Ln(0.10 + faded("e7", WEEK))
        + 0.35 * Ln(0.10 + faded("e90", QUARTER))
        + 0.65 * Ln(0.05 + faded("long", TWO_YEARS))
    )
    rated = evidence + _offset(column, read_on)
    score = 10.0 / (1.0 + Exp(-rated / SPREAD))
    with_floor = Greatest(score, Coalesce(column("rating_floor"), 0.0), output_field=FloatField())
    return Coalesce(with_floor, NO_CONTACT, output_field=FloatField())


def _offset(column: Any, read_on: Any) -> Any:
    since = Greatest(read_on - column("rating_day"), 0) * 1.0
    return Case(
        When(**{column("rating_day").name + "__isnull": True}, then=Value(0.0)),
        When(
            **{column("rating_delta").name + "__lt": 0},
            then=column("rating_delta") * Power(Value(NEGATIVE_RATING_KEPT), column("rated_days") * 1.0),
        ),
        When(**{column("rating_half_life").name + "__isnull": True}, then=column("rating_delta")),
        default=column("rating_delta") * Power(Value(2.0), -since / column("rating_half_life")),
        output_field=FloatField(),
    )
