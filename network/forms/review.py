"""A choice in review."""

from django import forms


class ChoiceForm(forms.Form):
    """Why, in the owner's own words, and which list the answer goes on with."""

    reason = forms.CharField(required=False, max_length=300)
    show = forms.ChoiceField(required=False, choices=[("", "Let go?"), ("nurture", "Worth nurturing")])
