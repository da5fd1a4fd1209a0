"""Links as the owner types them."""

from datetime import date
from typing import Any

from django import forms

from domain.identity import Sought, profile_key
from network.models import Link, Network


class LinkForm(forms.ModelForm[Link]):
    """A link to one contact. Reading it needs `today`, the last day on which a link can have begun."""

    class Meta:
        model = Link
        fields = ("network", "since", "address")
        labels = {"since": "linked since", "address": "address of their profile"}
        help_texts = {"since": "Empty: not known."}
        widgets = {"since": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["since"].required = False

    def clean_since(self) -> date | None:
        since: date | None = self.cleaned_data["since"]
        if since and self.today and since > self.today:
            raise forms.ValidationError("That day is still to come.")
        return since

    def clean_address(self) -> str:
        address = str(self.cleaned_data["address"]).strip()
        if not address or address.lower().startswith(("https://", "http://")):
            return address
        read = profile_key(address)
        if read is None or read.network == Network.MASTODON:
            raise forms.ValidationError("Give a web address, such as https://www.linkedin.com/in/ada.")
        return f"https://{address.lstrip('/')}"


class KnowForm(forms.Form):
    """What the owner can say of somebody whom they may know; anything alone is enough."""

    name = forms.CharField(label="Name, or a part of it", required=False, max_length=200)
    company = forms.CharField(label="Company or school", required=False, max_length=200)
    place = forms.CharField(required=False, max_length=200)
    address = forms.CharField(
        required=False,
        max_length=500,
        help_text="Of a profile or page, an e-mail address, a phone number or a handle.",
    )
    note = forms.CharField(
        label="What they say",
        required=False,
        max_length=5000,
        help_text="Its words are looked for in your notes.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def sought(self) -> Sought:
        """Who is sought; what could not be read is left out."""
        said = {
            field: str(self.cleaned_data.get(field, "")) for field in ("name", "company", "place", "note")
        }
        address = str(self.cleaned_data.get("address", "")).strip()
        return Sought(**said, url=address, email=address, phone=address, handle=address)


class EndForm(forms.Form):
    """When a link ended; empty means today."""

    on = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date | None = self.cleaned_data["on"]
        if on and on > self.today:
            raise forms.ValidationError("That day is still to come.")
        return on or self.today


class ChoiceForm(forms.Form):
    """Why, in the owner's own words, and which list the answer goes on with."""

    reason = forms.CharField(required=False, max_length=300)
    show = forms.ChoiceField(required=False, choices=[("", "Let go?"), ("nurture", "Worth nurturing")])
