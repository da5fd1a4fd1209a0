"""Whom the owner wants to meet, on which line, and how well somebody says they know them."""

from typing import Any

from django import forms

from accounts.models import User
from contacts.models import Tag
from network.queries.introducers import Asked

LONGEST = 20_000


class IntroduceForm(forms.Form):
    """A person, or anyone at a company, in a place, with a tag; and whom they and the owner both know."""

    to = forms.CharField(
        label="Whom do you want to meet?",
        required=False,
        max_length=200,
        help_text="A name. They need not be in your book.",
    )
    contact = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)
    company = forms.CharField(label="Or anyone at", required=False, max_length=200)
    place = forms.CharField(label="Or anyone in", required=False, max_length=200)
    tag = forms.ModelChoiceField(
        Tag.objects.none(), label="Or anyone tagged", required=False, to_field_name="name"
    )
    mutuals = forms.CharField(
        label="Mutual acquaintances",
        required=False,
        max_length=LONGEST,
        help_text="As their profile shows them, one a line or with semicolons.",
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    line = forms.IntegerField(
        label="Ask only people at least this strong",
        required=False,
        min_value=0,
        max_value=10,
    )

    def __init__(self, *args: Any, owner: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.fields["line"].initial = owner.introducer_line
        tag = self.fields["tag"]
        if isinstance(tag, forms.ModelChoiceField):
            tag.queryset = Tag.objects.owned_by(owner)

    @property
    def line_asked(self) -> int:
        """The line of this question: the one given, else the owner's own."""
        line = self.cleaned_data.get("line")
        return int(self.owner.introducer_line if line is None else line)

    def asked(self) -> Asked | None:
        """What is asked; None as long as nobody is named."""
        said = {name: str(self.cleaned_data.get(name) or "").strip() for name in ("company", "place", "tag")}
        tag = self.cleaned_data.get("tag")
        said["tag"] = tag.name if tag else ""
        name, contact = str(self.cleaned_data.get("to", "")).strip(), self.cleaned_data.get("contact")
        if not (name or contact or any(said.values())):
            return None
        mutuals = str(self.cleaned_data.get("mutuals", ""))
        return Asked(name, contact, said["company"], said["place"], said["tag"], mutuals)


class LineForm(forms.Form):
    """The line that the owner keeps as their own."""

    line = forms.IntegerField(min_value=0, max_value=10)


class AnswerForm(forms.Form):
    """How well a broker says they know somebody, who is in the book or gets there by name."""

    estimate = forms.IntegerField(
        label="They say, 1 to 10",
        min_value=1,
        max_value=10,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), "Give their number, 1 to 10."
        ),
    )
    to = forms.IntegerField(required=False, min_value=1)
    to_name = forms.CharField(required=False, max_length=200)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not (data.get("to") or data.get("to_name")):
            raise forms.ValidationError("Say whom they know.")
        return data
