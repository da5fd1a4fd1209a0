"""How a link is ended on a network, in the owner's words."""

from django import forms

from network.models import Network


class HowToForm(forms.Form):
    """The steps on one network, a line each; empty brings our words back."""

    network = forms.ChoiceField(choices=Network)
    text = forms.CharField(required=False, max_length=2_000)
