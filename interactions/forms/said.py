"""What the owner says of a person: how strong it is, who is held up, who left."""

from datetime import date
from typing import Any

from django import forms

from contacts.models import WAYS_TO_LEAVE
from domain.state import SURE_HALF_LIVES
from relationships.models import Standing

SURE = (
    (int(SURE_HALF_LIVES[0]), "Not very: 3 months"),
    (int(SURE_HALF_LIVES[1]), "Fairly: a year"),
    (int(SURE_HALF_LIVES[2]), "Very: two years"),
)
HALF_POINTS = {"min": "0.5", "max": "9.5", "step": "0.5", "inputmode": "decimal"}


class RateForm(forms.Form):
    """ "We are at 8", and how sure."""

    value = forms.FloatField(
        label="We are at", min_value=0.5, max_value=9.5, widget=forms.NumberInput(attrs=HALF_POINTS)
    )
    half_life = forms.TypedChoiceField(
        label="How sure",
        choices=SURE,
        coerce=int,
        initial=SURE[1][0],
        help_text="Until half of what it adds has faded.",
    )

    def __init__(self, *args: Any, today: date, about: Standing | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if about is not None:
            self.initial["value"] = about.rated_value or _nearest(about.strength_on(today))
            self.initial["half_life"] = about.rated_half_life or SURE[1][0]


def _nearest(strength: float) -> float:
    """The nearest value that can be chosen."""
    return min(9.5, max(0.5, round(strength * 2) / 2))


class PinForm(forms.Form):
    """Who is held up: what is left out stays as it is."""

    is_pinned = forms.NullBooleanField(required=False)
    is_family = forms.NullBooleanField(required=False)


class LeftForm(forms.Form):
    """How and when somebody left."""

    how = forms.ChoiceField(label="They", choices=[(way, words.lower()) for way, words in WAYS_TO_LEAVE])
    on = forms.DateField(label="On", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.initial["on"] = today
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise forms.ValidationError("That day is still to come.")
        if day.year < 1900:
            raise forms.ValidationError("That is before 1900.")
        return day
