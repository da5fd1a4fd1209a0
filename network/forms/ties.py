"""What the owner says of two who were seen together."""

from django import forms

from contacts.forms.ties import WORDS
from domain.ties import LEAST, MOST, SYMMETRIC, TieKind


class TogetherForm(forms.Form):
    """How the two know each other, of what is the same from either side, and how well."""

    role = forms.ChoiceField(
        label="They are",
        choices=[
            (kind.value, WORDS.get(kind.value, kind.capitalize())) for kind in TieKind if kind in SYMMETRIC
        ],
        initial=TieKind.KNOWS.value,
    )
    estimate = forms.IntegerField(
        label="How well they know each other, 1 to 10",
        required=False,
        min_value=LEAST,
        max_value=MOST,
        widget=forms.NumberInput(attrs={"placeholder": "1–10"}),
    )
