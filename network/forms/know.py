"""Somebody whom the owner may know."""

from django import forms

from domain.identity import Sought


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
