"""Appointments and events as they are typed, and guest lists as they are pasted or uploaded."""

from typing import Any

from django import forms

from domain.cards.reading import CardsError, VCard, read_cards
from domain.guests.read import GuestList, decoded, read_guests
from domain.plans import Plan
from interactions.models import Event, Kind

BY_HAND = [choice for choice in Kind.choices if choice[0] != Kind.LINKED]
WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"%PDF")
"""How files of spreadsheets and word processors begin."""
MOST_LETTERS, MOST_BYTES = 1_500_000, 2_000_000


class EventForm(forms.ModelForm[Event]):
    """One appointment or event with all its fields."""

    kind = forms.ChoiceField(label="What", choices=BY_HAND, initial=Kind.EVENT)

    class Meta:
        model = Event
        fields = ("name", "kind", "day", "until", "at", "minutes", "place", "note", "sensitive")
        widgets = {
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "note": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.plan().check()
            except ValueError as error:
                raise forms.ValidationError(str(error)) from error
        return cleaned

    def plan(self) -> Plan:
        """The form's values as they are planned."""
        return Plan(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class GuestsForm(forms.Form):
    """A guest list, pasted or as a file; cleaned, `guests` is what was understood of both."""

    text = forms.CharField(
        label="Paste the guest list",
        required=False,
        max_length=MOST_LETTERS,
        help_text="One a line: “Ada Lund, Kiln Robotics”. Or copied from a page or a spreadsheet, as it is.",
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    file = forms.FileField(
        label="Or a file", required=False, help_text="A table (.csv), a text or contacts (.vcf), up to 2 MB."
    )

    def clean_file(self) -> str:
        upload = self.cleaned_data["file"]
        if upload is None:
            return ""
        if upload.size > MOST_BYTES:
            raise forms.ValidationError("That file is larger than 2 MB. Paste the part that you need.")
        raw = upload.read()
        if raw.startswith(WORKBOOKS):
            raise forms.ValidationError(
                "This is a workbook or a document. Save it as .csv, or copy it and paste it."
            )
        return (
            _of_cards(raw)
            if raw.lstrip(b"\xef\xbb\xbf \r\n")[:11].upper() == b"BEGIN:VCARD"
            else decoded(raw)
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        texts = [text for text in (cleaned.get("text", ""), cleaned.get("file", "")) if text.strip()]
        if self.errors:
            return cleaned
        if not texts:
            raise forms.ValidationError("Paste a list, or choose a file.")
        try:
            read = [read_guests(text) for text in texts]
        except ValueError as error:
            raise forms.ValidationError(str(error)) from error
        cleaned["guests"] = GuestList(
            tuple(one for some in read for one in some.guests),
            tuple(one for some in read for one in some.not_read),
            sum(some.twice for some in read),
            sum(some.away for some in read),
        )
        return cleaned


def _of_cards(raw: bytes) -> str:
    """Contacts as lines of a table."""
    lines = ["Name\tEmail\tCompany\tTitle"]
    try:
        for card in read_cards([raw]):
            if isinstance(card, VCard):
                lines.append("\t".join(_cells(card)))
    except CardsError as error:
        raise forms.ValidationError(f"This file {error}.") from error
    return "\n".join(lines)


def _cells(card: VCard) -> list[str]:
    told: dict[str, str] = {}
    for one in card.properties:
        told.setdefault(one.name.upper(), one.text)
    texts = (
        told.get("FN", ""),
        told.get("EMAIL", ""),
        told.get("ORG", "").split(";")[0],
        told.get("TITLE", ""),
    )
    return [" ".join(text.split()).replace('"', "") for text in texts]
