"""Text to reminders: what, about whom, on which day, and how often again."""

from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from contacts.models import Contact
from contacts.queries import contact_called
from domain.nudges import SNOOZE_DAYS
from reminders.models import Reminder


class ReminderForm(forms.ModelForm[Reminder]):
    """One reminder. The caller sets the owner, and the person it is about, on the instance."""

    person = forms.CharField(
        label="About",
        required=False,
        max_length=200,
        help_text="The full name of someone in your book, or nobody.",
    )

    class Meta:
        model = Reminder
        fields = ("text", "starts_on", "every", "unit")
        widgets = {
            "text": forms.Textarea(attrs={"rows": 2}),
            "starts_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        }
        labels = {"every": "Again every", "unit": "Unit"}

    field_order = ("text", "person", "starts_on", "every", "unit")

    def __init__(self, *args: Any, owner: User, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner, self.today = owner, today
        self.fields["text"].required = True
        units = [("", "just once"), *Reminder.Unit.choices]
        self.fields["unit"] = forms.ChoiceField(choices=units, required=False, label="Unit")
        self.about: Contact | None = self.instance.contact
        self.initial["person"] = self.about.display if self.about else ""

    def clean_person(self) -> Contact | None:
        text = self.cleaned_data["person"].strip()
        if not text:
            return None
        if self.about and text == self.about.display:
            return self.about
        found = contact_called(self.owner, text)
        if found is None:
            raise forms.ValidationError(f"Nobody in your book, or more than one, is called “{text}”.")
        return found

    def clean_starts_on(self) -> date | None:
        day: date | None = self.cleaned_data["starts_on"]
        if day and "starts_on" in self.changed_data and day < self.today:
            raise forms.ValidationError("That day is over.")
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("every") is None:
            cleaned["unit"] = ""
        elif not cleaned.get("unit"):
            self.add_error("unit", "Days, weeks, months or years?")
        elif "starts_on" in cleaned and cleaned["starts_on"] is None:
            self.add_error("starts_on", "Give the first day.")
        if "person" in cleaned:
            self.instance.contact = cleaned["person"]
        return cleaned


class SnoozeForm(forms.Form):
    """For how many days; a week unless told."""

    days = forms.IntegerField(required=False, min_value=1, max_value=365)

    def chosen(self) -> int:
        return (self.is_valid() and self.cleaned_data["days"]) or SNOOZE_DAYS
