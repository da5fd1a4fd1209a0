"""A choice in review."""

from django import forms

WHYS = (
    "Mass pitch.",
    "Never answered.",
    "I do not recall them.",
    "We do not work in the same field any more.",
    "Only asked, never gave.",
    "Behaved badly.",
)
"""Offered while the owner says why."""


class ChoiceForm(forms.Form):
    """Why, in the owner's own words, and which list the answer goes on with."""

    reason = forms.CharField(required=False, max_length=300)
    show = forms.ChoiceField(required=False, choices=[("", "Let go?"), ("nurture", "Worth nurturing")])
