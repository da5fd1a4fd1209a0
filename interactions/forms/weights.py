"""What counts how much: a weight and a usual length for each kind."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

from django import forms
from django.forms import BoundField

from domain.scale import LEAST_MINUTES, MOST_MINUTES, WEIGHTS, Scale, check_minutes, check_weight
from domain.touches import LEAST_WEIGHT, MOST_WEIGHT, USUAL_MINUTES
from interactions.models import Kind

STEP = 0.05


class Row(NamedTuple):
    """One kind in the table: what it has now, and what it had as shipped."""

    kind: Kind
    weight: BoundField
    shipped_weight: float
    minutes: BoundField | None
    shipped_minutes: int | None


class NumberField(forms.FloatField):
    """A number, with a comma or a point."""

    def to_python(self, value: Any) -> Any:
        return super().to_python(value.strip().replace(",", ".") if isinstance(value, str) else value)


class WeightsForm(forms.Form):
    """Fields weight-KIND and minutes-KIND; an empty one means as shipped."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, scale: Scale) -> None:
        super().__init__(data)
        for kind in WEIGHTS:
            label = Kind(kind).label
            minutes = scale.minutes_of(kind)
            self.fields[f"weight-{kind}"] = _weight_field(kind, f"Weight of “{label}”", scale.weight_of(kind))
            if minutes is not None:
                name = f"Usual minutes of “{label}”"
                self.fields[f"minutes-{kind}"] = _minutes_field(kind, name, minutes)

    def rows(self) -> Iterator[Row]:
        """The table, the heaviest kind first, in the shipped order."""
        for kind, shipped in WEIGHTS.items():
            usual = USUAL_MINUTES.get(kind)
            minutes = self[f"minutes-{kind}"] if usual else None
            yield Row(Kind(kind), self[f"weight-{kind}"], shipped, minutes, usual)

    def scale(self) -> Scale:
        """What a valid form says."""
        return Scale(self._given("weight-"), self._given("minutes-"))

    def _given(self, prefix: str) -> dict[str, Any]:
        return {
            name.removeprefix(prefix): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix) and value is not None
        }


def _weight_field(kind: str, label: str, weight: float) -> forms.Field:
    limits = {"min": LEAST_WEIGHT, "max": MOST_WEIGHT, "step": STEP}
    return NumberField(
        label=label,
        initial=weight,
        required=False,
        widget=forms.NumberInput(attrs=limits),
        validators=[partial(_ask, check_weight, kind)],
        error_messages={"invalid": "Write a number, such as 1.3."},
    )


def _minutes_field(kind: str, label: str, minutes: int) -> forms.Field:
    limits = {"min": LEAST_MINUTES, "max": MOST_MINUTES, "step": 1}
    return forms.IntegerField(
        label=label,
        initial=minutes,
        required=False,
        widget=forms.NumberInput(attrs=limits),
        validators=[partial(_ask, check_minutes, kind)],
        error_messages={"invalid": "Write whole minutes, such as 45."},
    )


def _ask(check: Callable[[str, float], None], kind: str, value: float) -> None:
    try:
        check(kind, value)
    except ValueError as error:
        raise forms.ValidationError(str(error)) from None
