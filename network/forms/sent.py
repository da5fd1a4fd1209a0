"""An invitation that the owner sends."""

from typing import Any

from django import forms

from domain.linkfacts import NoteKind
from domain.linkmaildraft import LIMITS, is_too_long
from domain.linknotes import note_kind
from network.forms.arrivals import LENGTHS
from network.models import Network


class WhyForm(forms.Form):
    """What the draft needs beside the log. Everything may be empty."""

    network = forms.ChoiceField(required=False, choices=Network.choices, widget=forms.HiddenInput)
    why = forms.CharField(
        label="Why you invite them",
        required=False,
        max_length=200,
        help_text="A sentence, such as “I would like to hear how the bees are.”",
    )


class SentForm(forms.Form):
    """Whom the owner invites and with which text; a poor text is warned of once."""

    name = forms.CharField(required=False, max_length=LENGTHS["name"])
    network = forms.ChoiceField(choices=Network.choices)
    address = forms.CharField(label="Address of their profile", required=False, max_length=LENGTHS["address"])
    message = forms.CharField(
        label="Your text",
        required=False,
        max_length=LENGTHS["message"],
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    is_meant = forms.BooleanField(required=False, widget=forms.HiddenInput)

    def warning(self) -> str:
        """What speaks against sending this text as it is; "" for nothing."""
        text, network = self.cleaned_data["message"], self.cleaned_data["network"]
        if is_too_long(text, network):
            label = Network(network).label
            return f"{label} takes {LIMITS[network]} characters; this text has {len(text)}. It would be cut or refused."
        kind = note_kind(text)
        if kind is NoteKind.EMPTY:
            return "Without a word they may not know you. Say who you are, how you know each other, and why."
        if kind is NoteKind.GENERIC:
            return "That is what everybody gets. Say who you are, how you know each other, and why."
        return ""

    def clean_message(self) -> Any:
        return "\n".join(self.cleaned_data["message"].replace("\x00", "").splitlines()).strip()
