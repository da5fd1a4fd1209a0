"""How somebody behaved."""

from django import forms

from domain.linkfacts import Behaviour

BEHAVIOURS = [(one.value, one.value.capitalize()) for one in Behaviour]


class ConductForm(forms.Form):
    """What they did, with their words or the owner's."""

    behaviour = forms.ChoiceField(choices=BEHAVIOURS)
    words = forms.CharField(required=False, max_length=300)
