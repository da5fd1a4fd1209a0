"""Links as the owner types them."""

from datetime import date
from typing import Any

from django import forms

from domain.identity import profile_key
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
