"""Text to values: the quick-log line and the form that edits one interaction."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django import forms

from accounts.models import User
from accounts.requests import id_in
from contacts.models import Contact
from contacts.queries import contacts_with
from domain.quicklog import Entry
from interactions.models import Attendee, Began, Interaction, Kind
from interactions.queries import read_line

LINE_LENGTH = 100_000
BY_HAND = [choice for choice in Kind.choices if choice[0] != Kind.LINKED]


class LineForm(forms.Form):
    """The quick log. Answers to its questions come as pick-N (a contact's id) and create-N (make this person)."""

    line = forms.CharField(
        label="What happened?",
        max_length=LINE_LENGTH,
        error_messages={"required": "Write what happened, such as: coffee with Ada yesterday."},
    )
    sensitive = forms.BooleanField(label="Sensitive: never leaves in a message", required=False)

    def picks(self) -> dict[str, int]:
        """Ambiguous text → the contact meant, as answered."""
        found = {}
        for key, text in self.data.items():
            number = key.removeprefix("asked-")
            picked = id_in(str(self.data.get(f"pick-{number}", "")))
            if number != key and picked is not None:
                found[str(text)] = picked
        return found

    def create(self) -> set[str]:
        """The unknown names that the owner wants to make people of."""
        return {str(text) for key, text in self.data.items() if key.startswith("create-")}


class InteractionForm(forms.ModelForm[Interaction]):
    """One interaction with all its fields. Participants are rows part-ID (talked, present, off) and side-ID."""

    kind = forms.ChoiceField(choices=BY_HAND)
    began = forms.ChoiceField(
        label="Who began it", choices=[("", "Not said"), *Began.choices], required=False
    )
    add = forms.CharField(
        label="Add people", required=False, max_length=500, help_text="Names, separated by commas."
    )

    class Meta:
        model = Interaction
        fields = ("kind", "day", "precision", "at", "minutes", "began", "place", "note", "sensitive")
        widgets = {
            "day": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
            "note": forms.Textarea(attrs={"rows": 4}),
        }

    def __init__(self, *args: Any, owner: User, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.now = owner, now
        if self.instance.kind == Kind.LINKED:
            self.fields["kind"] = forms.ChoiceField(choices=Kind.choices)

    def clean_day(self) -> Any:
        day = self.cleaned_data["day"]
        if day > self.now.date():
            raise forms.ValidationError("That day is still to come. Make it a reminder instead.")
        if day.year < 1900:
            raise forms.ValidationError("That is before 1900.")
        return day

    def clean_add(self) -> list[Contact]:
        text = self.cleaned_data["add"].strip()
        if not text:
            return []
        entry = read_line(self.owner, f"other with {text.replace(',', ' and ')}", self.now)
        if entry.ambiguous:
            who = " or ".join(named.display for named in entry.ambiguous[0].candidates[:4])
            raise forms.ValidationError(f"“{entry.ambiguous[0].text}” can be {who}. Write the full name.")
        if entry.unknown or not entry.contacts:
            name = entry.unknown[0] if entry.unknown else text
            raise forms.ValidationError(f"“{name}” is not in your book. Add the person first.")
        return contacts_with(self.owner, [named.contact for named in entry.contacts])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.attendees():
            raise forms.ValidationError("Say with whom.")
        return cleaned

    def attendees(self) -> Sequence[Attendee]:
        """Everyone who is to be in the interaction: those kept, then those added."""
        kept = []
        for row in self.instance.participations.select_related("contact__owner") if self.instance.pk else []:
            part = self.data.get(f"part-{row.contact_id}", "off")
            if part != "off":
                side = self.data.get(f"side-{row.contact_id}", "")
                kept.append(Attendee(row.contact, part == "talked", side.strip()[:300]))
        return [*kept, *(Attendee(contact) for contact in self.cleaned_data.get("add", []))]

    def entry(self) -> Entry:
        """The form's values as the product logs them."""
        data = self.cleaned_data
        return Entry(
            kind=data["kind"],
            day=data["day"],
            precision=data["precision"],
            clock=data["at"],
            place=data["place"],
            minutes=data["minutes"],
            began=data["began"] or None,
            note=data["note"],
            sensitive=data["sensitive"],
        )
