"""What the owner decides about a request, and how they took it."""

from django import forms

from domain.linkfacts import Reason

REASONS = [("", "leave it to the guess"), *((one.value, one.value) for one in Reason)]
NEW = "new"


class DecideForm(forms.Form):
    """A decision. `said` is the outcome that the text in `reply` was written for; `contact` who it is, or "new"."""

    outcome = forms.CharField(max_length=40)
    reply = forms.CharField(required=False, max_length=5_000)
    said = forms.CharField(required=False, max_length=40)
    tone = forms.CharField(required=False, max_length=10)
    language = forms.CharField(required=False, max_length=10)
    contact = forms.RegexField(r"^(new|\d{1,18})$", required=False)
    again_on = forms.DateField(required=False)
    copied = forms.CharField(required=False, max_length=3)


class ReasonForm(forms.Form):
    """Why they ask, as the owner knows it."""

    reason = forms.ChoiceField(required=False, choices=REASONS)


class ReactionForm(forms.Form):
    """How they took a reply, and what they wrote."""

    reaction = forms.CharField(max_length=20)
    text = forms.CharField(required=False, max_length=10_000)
