"""A friend whom somebody names, and what the friend says."""

from django import forms

from domain.linkfacts import Claim

SAID = {
    Claim.UNVERIFIED: "unverified",
    Claim.CONFIRMED: "confirmed",
    Claim.DENIED: "denied",
    Claim.NO_ANSWER: "no answer",
}


class ClaimForm(forms.Form):
    """The friend, by name; `friend` is the one picked where several are called so, 0 for none of them."""

    friend_name = forms.CharField(label="They name as a friend of mine", max_length=200)
    friend = forms.IntegerField(required=False, min_value=0)


class ClaimStateForm(forms.Form):
    """What became of a claim."""

    state = forms.ChoiceField(choices=[(one.value, words) for one, words in SAID.items()])
